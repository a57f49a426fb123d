/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-profile-private.h"

/* Larger files are not forms; they would only fill the memory. */
#define FORM_SIZE_MAX (32 * 1024 * 1024)
#define MEDIA_SIZE_MAX (256 * 1024 * 1024)

/* Where a form's external files are while it is not in the store yet: ODK's folder beside it, "visit-media". */
typedef struct
{
  const char *media_folder; /* NULL for none */
} FolderSource;

static GBytes *
load_file (const char *path, gint64 size_max, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = NULL;
  g_autofree char *shown = g_filename_display_name (path);

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE, NULL, error);
  if (info == NULL)
    return NULL;
  /* A pipe or a device would be read for ever. */
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _("“%s” is not a file."), shown);
      return NULL;
    }
  if (g_file_info_get_size (info) > size_max)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, _("“%s” is larger than %d MiB and is left out."), shown,
                   (int) (size_max / (1024 * 1024)));
      return NULL;
    }
  return g_file_load_bytes (file, NULL, NULL, error);
}

static GBytes *
load_folder_source (const char *uri, gpointer user_data, GError **error)
{
  FolderSource *source = user_data;
  const char *name = strrchr (uri, '/');

  if (source->media_folder == NULL || name == NULL || name[1] == '\0' || g_str_equal (name + 1, "..")
      || g_str_has_prefix (uri, "jr://instance/"))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("The form asks for “%s”, which is not beside it."), uri);
      return NULL;
    }
  g_autofree char *path = g_build_filename (source->media_folder, name + 1, NULL);

  return load_file (path, MEDIA_SIZE_MAX, error);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static GPtrArray *
list_folder (const char *folder, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (dir == NULL)
    return NULL;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (*name != '.')
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names);
  return g_steal_pointer (&names);
}

static char *
hash_bytes (GBytes *bytes)
{
  g_autofree char *md5 = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, bytes);

  return g_strconcat ("md5:", md5, NULL);
}

static gboolean
put_medium (TerrainStore *store, const char *form_id, const char *version, const char *folder, const char *name,
            GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GBytes) content = load_file (path, MEDIA_SIZE_MAX, error);
  g_autofree char *known = NULL;
  g_autofree char *hash = NULL;

  if (content == NULL)
    return FALSE;
  hash = hash_bytes (content);
  known = terrain_store_get_media_hash (store, form_id, version, name, NULL);
  if (g_strcmp0 (known, hash) == 0)
    return TRUE;
  return terrain_store_put_media (store, form_id, version, name, hash, content, error);
}

static void
put_media (TerrainProfile *self, const char *form_id, const char *version, const char *folder, GPtrArray *issues)
{
  g_autoptr (GPtrArray) names = list_folder (folder, NULL);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!put_medium (terrain_profile_get_store (self), form_id, version, folder, names->pdata[i], &error))
        terrain_issue_list_add (issues, TERRAIN_ISSUE_WARNING, "media", NULL, 0, "%s", error->message);
    }
}

/* ODK's folder of the lists and media of a form's file: "visit-media" of "visit.xml". */
static char *
dup_media_folder (const char *path)
{
  g_autofree char *stem = g_strndup (path, strlen (path) - (g_str_has_suffix (path, ".xml") ? strlen (".xml") : 0));

  return g_strconcat (stem, "-media", NULL);
}

/* @form: (out) (transfer full): parsed, and fit to be kept */
static gboolean
check_form (GBytes *xml, const char *media_folder, TerrainForm **form, GPtrArray **issues, GError **error)
{
  FolderSource source = { .media_folder = media_folder };

  *form = terrain_form_parse (xml, load_folder_source, &source, issues, error);
  return *form != NULL;
}

static gboolean
put_form (TerrainProfile *self, TerrainForm *form, const char *origin, GBytes *xml, GError **error)
{
  return terrain_store_put_form (terrain_profile_get_store (self), terrain_form_get_id (form),
                                 terrain_form_get_version (form), terrain_form_get_title (form), origin, xml, error);
}

gboolean
terrain_profile_import_form (TerrainProfile *self, GBytes *xml, const char *origin, char **form_id, GPtrArray **issues,
                             GError **error)
{
  g_autoptr (TerrainForm) form = NULL;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), FALSE);
  g_return_val_if_fail (xml != NULL, FALSE);

  if (!check_form (xml, NULL, &form, issues, error) || !put_form (self, form, origin, xml, error))
    return FALSE;
  if (form_id != NULL)
    *form_id = g_strdup (terrain_form_get_id (form));
  return TRUE;
}

gboolean
terrain_profile_import_form_file (TerrainProfile *self, const char *path, const char *media_folder, GPtrArray **issues,
                                  GError **error)
{
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (TerrainForm) form = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *beside = NULL;
  gboolean is_done;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  beside = dup_media_folder (path);
  if (media_folder == NULL)
    media_folder = beside;
  xml = load_file (path, FORM_SIZE_MAX, error);
  if (xml == NULL)
    return FALSE;
  is_done = check_form (xml, media_folder, &form, &found, error) && put_form (self, form, "", xml, error);
  if (is_done)
    {
      const char *version = terrain_form_get_version (form);

      put_media (self, terrain_form_get_id (form), version != NULL ? version : "", media_folder, found);
    }
  if (issues != NULL)
    *issues = g_steal_pointer (&found);
  return is_done;
}

/* One run over a folder. */
typedef struct
{
  TerrainProfile *profile;
  GPtrArray *stored;   /* of TerrainStoredForm: the library at its beginning */
  GHashTable *seen;    /* "id version" → file name, of this run */
  GPtrArray *issues;
} Import;

static TerrainStoredForm *
find_stored (Import *import, const char *hash, const char *id, const char *version)
{
  for (guint i = 0; i < import->stored->len; i++)
    {
      TerrainStoredForm *form = import->stored->pdata[i];

      if (hash != NULL ? g_strcmp0 (form->hash, hash) == 0
                       : g_strcmp0 (form->id, id) == 0 && g_strcmp0 (form->version, version) == 0)
        return form;
    }
  return NULL;
}

/* Two files with one id and version would take turns in the library at every start. */
static gboolean
claim (Import *import, const char *id, const char *version, const char *name)
{
  g_autofree char *key = g_strconcat (id, "\n", version, NULL);
  const char *first = g_hash_table_lookup (import->seen, key);

  if (first != NULL)
    {
      terrain_issue_list_add (import->issues, TERRAIN_ISSUE_ERROR, "duplicate-form", NULL, 0,
                              _("%s: has the same form id and version as %s and is left out. Change one of them."),
                              name, first);
      return FALSE;
    }
  g_hash_table_insert (import->seen, g_steal_pointer (&key), g_strdup (name));
  return TRUE;
}

static void
append_issues (GPtrArray *issues, GPtrArray *found, const char *name)
{
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      TerrainIssue *issue = found->pdata[i];

      terrain_issue_list_add (issues, issue->severity, issue->code, issue->ref, issue->line, "%s: %s", name,
                              issue->message);
    }
}

/* TRUE where the form is new or changed. */
static gboolean
import_file (Import *import, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *media_folder = dup_media_folder (path);
  g_autofree char *shown = g_filename_display_name (name);
  g_autoptr (TerrainForm) form = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) xml = load_file (path, FORM_SIZE_MAX, &error);
  g_autofree char *hash = xml != NULL ? hash_bytes (xml) : NULL;
  TerrainStoredForm *stored = hash != NULL ? find_stored (import, hash, NULL, NULL) : NULL;
  const char *version;

  /* Known to the byte: parsed and found good before. */
  if (stored != NULL)
    {
      if (claim (import, stored->id, stored->version, shown))
        put_media (import->profile, stored->id, stored->version, media_folder, import->issues);
      return FALSE;
    }

  if (xml == NULL || !check_form (xml, media_folder, &form, &found, &error))
    {
      append_issues (import->issues, found, shown);
      if (found == NULL || !terrain_issue_list_has_errors (found))
        terrain_issue_list_add (import->issues, TERRAIN_ISSUE_ERROR, "form-file", NULL, 0, "%s: %s", shown,
                                error->message);
      return FALSE;
    }

  version = terrain_form_get_version (form) != NULL ? terrain_form_get_version (form) : "";
  stored = find_stored (import, NULL, terrain_form_get_id (form), version);
  /* What the server has of this version is what everybody else answers. */
  if (stored != NULL && *stored->origin != '\0')
    return FALSE;
  if (!claim (import, terrain_form_get_id (form), version, shown))
    return FALSE;
  if (!put_form (import->profile, form, "", xml, &error))
    {
      terrain_issue_list_add (import->issues, TERRAIN_ISSUE_ERROR, "form-file", NULL, 0, "%s: %s", shown,
                              error->message);
      return FALSE;
    }
  put_media (import->profile, terrain_form_get_id (form), version, media_folder, import->issues);
  return TRUE;
}

guint
terrain_profile_import_folder (TerrainProfile *self, const char *folder, GPtrArray **issues)
{
  g_autoptr (GPtrArray) found = terrain_issue_list_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) stored = NULL;
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GError) error = NULL;
  guint n_imported = 0;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), 0);
  g_return_val_if_fail (folder != NULL, 0);

  stored = terrain_store_list_forms (terrain_profile_get_store (self), &error);
  names = stored != NULL ? list_folder (folder, &error) : NULL;
  if (names == NULL)
    {
      terrain_issue_list_add (found, TERRAIN_ISSUE_ERROR, "form-folder", NULL, 0, "%s", error->message);
    }
  else
    {
      Import import = { .profile = self, .stored = stored, .seen = seen, .issues = found };

      for (guint i = 0; i < names->len; i++)
        {
          if (g_str_has_suffix (names->pdata[i], ".xml"))
            n_imported += import_file (&import, folder, names->pdata[i]) ? 1 : 0;
        }
    }
  if (issues != NULL)
    *issues = g_steal_pointer (&found);
  return n_imported;
}
