/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <terrain-catalog.h>

#include "terrain-profile-private.h"

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* The names in @folder that end in @suffix, sorted: the same files must give the same result on every machine. */
static GPtrArray *
list_files (const char *folder, const char *suffix)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      if (*name != '.' && g_str_has_suffix (name, suffix))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names);
  return names;
}

/* A later one takes the place of an earlier one in the same language. (transfer full) */
static void
put_translation (GPtrArray *translations, TerrainTranslation *translation)
{
  const char *language = terrain_translation_get_language (translation);

  for (guint i = 0; i < translations->len; i++)
    {
      if (g_ascii_strcasecmp (terrain_translation_get_language (translations->pdata[i]), language) == 0)
        {
          terrain_translation_unref (translations->pdata[i]);
          translations->pdata[i] = translation;
          return;
        }
    }
  g_ptr_array_add (translations, translation);
}

static void
append_issues (GPtrArray *issues, GPtrArray *found, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      TerrainIssue *issue = found->pdata[i];

      terrain_issue_list_add (issues, issue->severity, issue->code, issue->ref, issue->line, "%s: %s", shown,
                              issue->message);
    }
}

static void
read_folder (TerrainForm *form, const char *folder, GPtrArray *translations, GPtrArray *issues)
{
  g_autoptr (GPtrArray) names = list_files (folder, ".po");

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
      g_autoptr (GPtrArray) found = NULL;
      g_autoptr (GError) error = NULL;
      TerrainTranslation *translation = terrain_catalog_read (form, path, &found, NULL, &error);

      append_issues (issues, found, path);
      if (translation != NULL)
        put_translation (translations, translation);
      else
        terrain_issue_list_add (issues, TERRAIN_ISSUE_WARNING, "po-file", NULL, 0, "%s", error->message);
    }
}

/* An id is the author's word, not a path: "../../etc" leads nowhere. */
gboolean
terrain_profile_is_folder_name (const char *id)
{
  return *id != '\0' && strchr (id, G_DIR_SEPARATOR) == NULL && !g_str_equal (id, ".") && !g_str_equal (id, "..");
}

char *
terrain_profile_dup_po_folder (TerrainProfile *self, const char *form_id, gboolean from_server)
{
  return g_build_filename (terrain_profile_get_folder (self), "po", form_id, from_server ? "server" : NULL, NULL);
}

/* Where po files of a form can be, those that win last: shipped, the server's, a person's own. */
static GPtrArray *
list_po_folders (TerrainProfile *self, const char *id)
{
  GPtrArray *folders = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *shipped = terrain_profile_get_po_folders (self);

  if (!terrain_profile_is_folder_name (id))
    return folders;
  for (guint i = 0; i < shipped->len; i++)
    g_ptr_array_add (folders, g_build_filename (shipped->pdata[i], id, NULL));
  g_ptr_array_add (folders, terrain_profile_dup_po_folder (self, id, TRUE));
  g_ptr_array_add (folders, terrain_profile_dup_po_folder (self, id, FALSE));
  return folders;
}

GPtrArray *
terrain_profile_list_po_files (TerrainProfile *self, const char *form_id)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) folders = NULL;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), paths);
  g_return_val_if_fail (form_id != NULL, paths);

  folders = list_po_folders (self, form_id);
  for (guint i = 0; i < folders->len; i++)
    {
      g_autoptr (GPtrArray) names = list_files (folders->pdata[i], ".po");

      for (guint j = 0; j < names->len; j++)
        g_ptr_array_add (paths, g_build_filename (folders->pdata[i], names->pdata[j], NULL));
    }
  return paths;
}

GPtrArray *
terrain_profile_load_translations (TerrainProfile *self, TerrainForm *form, GPtrArray **issues)
{
  GPtrArray *translations = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_translation_unref);
  g_autoptr (GPtrArray) found = terrain_issue_list_new ();
  g_autoptr (GPtrArray) folders = NULL;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), translations);
  g_return_val_if_fail (form != NULL, translations);

  folders = list_po_folders (self, terrain_form_get_id (form));
  for (guint i = 0; i < folders->len; i++)
    read_folder (form, folders->pdata[i], translations, found);
  if (issues != NULL)
    *issues = g_steal_pointer (&found);
  return translations;
}

/* Names, sizes and times of all files that would be read. */
static char *
describe_files (GPtrArray *folders)
{
  GString *state = g_string_new (NULL);

  for (guint i = 0; i < folders->len; i++)
    {
      g_autoptr (GPtrArray) names = list_files (folders->pdata[i], ".po");

      for (guint j = 0; j < names->len; j++)
        {
          g_autofree char *path = g_build_filename (folders->pdata[i], names->pdata[j], NULL);
          GStatBuf status = { 0 };

          if (g_stat (path, &status) == 0)
            g_string_append_printf (state, "%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT ".%09ld\n", path,
                                    (gint64) status.st_size, (gint64) status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
        }
    }
  return g_string_free (state, FALSE);
}

/* One language of the program, best first: "nl_BE", then "nl". */
static char *
find_title (GPtrArray *folders, const char *language, const char *title)
{
  g_autofree char *name = g_strconcat (language, ".po", NULL);

  for (guint i = folders->len; i > 0; i--)
    {
      g_autofree char *path = g_build_filename (folders->pdata[i - 1], name, NULL);
      char *found = g_file_test (path, G_FILE_TEST_IS_REGULAR) ? terrain_catalog_dup_title (path, title) : NULL;

      if (found != NULL)
        return found;
    }
  return NULL;
}

static char *
read_title (GPtrArray *folders, const char *title)
{
  const char *const *languages = g_get_language_names ();

  for (guint i = 0; languages[i] != NULL; i++)
    {
      char *found = NULL;

      /* the rest of the list is worse than what the author wrote, in English */
      if (g_str_equal (languages[i], "C") || g_str_has_prefix (languages[i], "en"))
        break;
      if (strchr (languages[i], '.') == NULL)
        found = find_title (folders, languages[i], title);
      if (found != NULL)
        return found;
    }
  return g_strdup (title);
}

char *
terrain_profile_dup_title (TerrainProfile *self, const char *form_id, const char *title)
{
  TerrainTitleCache *cache = terrain_profile_get_title_cache (self);
  g_autoptr (GPtrArray) folders = list_po_folders (self, form_id);
  g_autofree char *state = describe_files (folders);
  char *translated = terrain_title_cache_find (cache, form_id, title, state);

  if (translated != NULL)
    return translated;
  translated = read_title (folders, title);
  terrain_title_cache_add (cache, form_id, title, state, translated);
  return translated;
}

GPtrArray *
terrain_profile_find_translations (TerrainProfile *self, TerrainForm *form)
{
  TerrainFormCache *cache = terrain_profile_get_form_cache (self);
  g_autoptr (GPtrArray) folders = list_po_folders (self, terrain_form_get_id (form));
  g_autofree char *state = describe_files (folders);
  g_autoptr (GPtrArray) issues = NULL;
  GPtrArray *translations = terrain_form_cache_find_translations (cache, form, state);

  if (translations != NULL)
    return translations;
  translations = terrain_profile_load_translations (self, form, &issues);
  if (issues->len > 0)
    g_debug ("%u findings in the po files of %s", issues->len, terrain_form_get_id (form));
  terrain_form_cache_add_translations (cache, form, state, translations);
  return translations;
}

/* "visit-nl.po" is the form's nl.po. */
static char *
dup_server_path (const char *folder, const char *form_id, const char *name)
{
  g_autofree char *prefix = g_strconcat (form_id, "-", NULL);

  return g_build_filename (folder, g_str_has_prefix (name, prefix) ? name + strlen (prefix) : name, NULL);
}

static gboolean
write_changed (const char *path, GBytes *content, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (content, &length);
  g_autofree char *old = NULL;
  gsize old_length = 0;

  if (g_file_get_contents (path, &old, &old_length, NULL) && old_length == length && memcmp (old, data, length) == 0)
    return TRUE;
  return g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

gboolean
terrain_profile_put_server_translations (TerrainProfile *self, const char *form_id, GHashTable *contents,
                                         GError **error)
{
  g_autofree char *folder = NULL;
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) names = NULL;
  GHashTableIter iter;
  gpointer name, content;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), FALSE);
  g_return_val_if_fail (form_id != NULL && contents != NULL, FALSE);

  if (!terrain_profile_is_folder_name (form_id))
    return TRUE;
  folder = terrain_profile_dup_po_folder (self, form_id, TRUE);
  if (g_hash_table_size (contents) > 0)
    g_mkdir_with_parents (folder, 0700);
  g_hash_table_iter_init (&iter, contents);
  while (g_hash_table_iter_next (&iter, &name, &content))
    {
      g_autofree char *path = dup_server_path (folder, form_id, name);

      if (!terrain_profile_is_folder_name (name))
        continue;
      if (!write_changed (path, content, error))
        return FALSE;
      g_hash_table_add (kept, g_path_get_basename (path));
    }
  names = list_files (folder, ".po");
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);

      if (!g_hash_table_contains (kept, names->pdata[i]))
        g_unlink (path);
    }
  return TRUE;
}

char **
terrain_profile_dup_languages (TerrainProfile *self, TerrainForm *form)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GPtrArray) translations = NULL;
  const char *const *own;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), NULL);
  g_return_val_if_fail (form != NULL, NULL);

  own = terrain_form_get_languages (form);
  for (guint i = 0; own != NULL && own[i] != NULL; i++)
    g_strv_builder_add (builder, own[i]);
  translations = terrain_profile_find_translations (self, form);
  for (guint i = 0; i < translations->len; i++)
    {
      const char *language = terrain_translation_get_language (translations->pdata[i]);

      if (own == NULL || !g_strv_contains (own, language))
        g_strv_builder_add (builder, language);
    }
  return g_strv_builder_end (builder);
}
