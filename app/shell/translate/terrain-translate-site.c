/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-translate-site.h"

struct _TerrainTranslateSite
{
  grefcount references;
  TerrainProfile *profile;
  TerrainForm *form;
  GFile *folder;    /* (nullable) */
  GPtrArray *files; /* (nullable) */
};

TerrainTranslateSite *
terrain_translate_site_new (TerrainProfile *profile,
                            TerrainForm    *form,
                            GFile          *folder,
                            GPtrArray      *files)
{
  TerrainTranslateSite *self = g_new0 (TerrainTranslateSite, 1);

  g_ref_count_init (&self->references);
  self->profile = g_object_ref (profile);
  self->form = terrain_form_ref (form);
  self->folder = folder ? g_object_ref (folder) : NULL;
  self->files = files ? g_ptr_array_ref (files) : NULL;
  return self;
}

TerrainTranslateSite *
terrain_translate_site_ref (TerrainTranslateSite *self)
{
  g_ref_count_inc (&self->references);
  return self;
}

void
terrain_translate_site_unref (TerrainTranslateSite *self)
{
  if (!g_ref_count_dec (&self->references))
    return;
  g_object_unref (self->profile);
  terrain_form_unref (self->form);
  g_clear_object (&self->folder);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_free (self);
}

TerrainForm *
terrain_translate_site_get_form (TerrainTranslateSite *self)
{
  return self->form;
}

static void
language_free (gpointer data)
{
  TerrainTranslateLanguage *language = data;

  g_free (language->language);
  g_free (language->path);
  g_free (language->target);
  g_free (language);
}

static int
compare_languages (gconstpointer a,
                   gconstpointer b)
{
  const TerrainTranslateLanguage *first = *(TerrainTranslateLanguage *const *) a;
  const TerrainTranslateLanguage *second = *(TerrainTranslateLanguage *const *) b;
  g_autofree char *first_name = terrain_language_dup_name (first->language);
  g_autofree char *second_name = terrain_language_dup_name (second->language);

  return g_utf8_collate (first_name, second_name);
}

/* A later file takes the place of an earlier one in the same language, as when an interview reads them. */
static void
add_file (TerrainTranslateSite *self,
          GPtrArray            *languages,
          const char           *path,
          gboolean              own)
{
  TerrainCatalogStatistics statistics = { 0 };
  g_autoptr (TerrainTranslation) translation = terrain_catalog_read (self->form, path, NULL, &statistics, NULL);

  /* A folder can hold po files of several forms. */
  if (!translation || statistics.translated + statistics.fuzzy + statistics.failing == 0)
    return;

  TerrainTranslateLanguage *found = g_new0 (TerrainTranslateLanguage, 1);
  found->language = g_strdup (terrain_translation_get_language (translation));
  found->path = g_strdup (path);
  found->statistics = statistics;
  if (!own)
    {
      char *target = terrain_profile_dup_po_path (self->profile, terrain_form_get_id (self->form), found->language);
      found->target = g_strcmp0 (target, path) == 0 ? NULL : g_strdup (target);
      g_free (target);
    }
  for (guint i = 0; i < languages->len; i++)
    {
      TerrainTranslateLanguage *known = g_ptr_array_index (languages, i);
      if (g_ascii_strcasecmp (known->language, found->language) == 0)
        {
          language_free (known);
          languages->pdata[i] = found;
          return;
        }
    }
  g_ptr_array_add (languages, found);
}

GPtrArray *
terrain_translate_site_list (TerrainTranslateSite *self)
{
  GPtrArray *languages = g_ptr_array_new_with_free_func (language_free);
  g_autoptr (GPtrArray) known = terrain_profile_list_po_files (self->profile, terrain_form_get_id (self->form));
  g_autofree char *own = terrain_profile_dup_po_path (self->profile, terrain_form_get_id (self->form), "xx");
  g_autofree char *own_folder = own ? g_path_get_dirname (own) : g_strdup ("");

  for (guint i = 0; i < known->len; i++)
    {
      g_autofree char *folder = g_path_get_dirname (g_ptr_array_index (known, i));
      add_file (self, languages, g_ptr_array_index (known, i), strcmp (folder, own_folder) == 0);
    }
  for (guint i = 0; self->files && i < self->files->len; i++)
    {
      g_autofree char *path = g_file_get_path (g_ptr_array_index (self->files, i));
      if (path)
        add_file (self, languages, path, TRUE);
    }
  g_ptr_array_sort (languages, compare_languages);
  return languages;
}

/* Where a language is begun: with the others of the form. */
static char *
dup_new_path (TerrainTranslateSite *self,
              const char           *language)
{
  const char *id = terrain_form_get_id (self->form);
  g_autofree char *in_profile = terrain_profile_dup_po_path (self->profile, id, language);

  if (!self->folder)
    return g_steal_pointer (&in_profile);
  g_autofree char *folder = g_file_get_path (self->folder);
  g_autofree char *name = in_profile ? g_path_get_basename (in_profile) : NULL;
  if (!folder || !name)
    return NULL;
  if (self->files && self->files->len > 0)
    {
      g_autoptr (GFile) beside = g_file_get_parent (g_ptr_array_index (self->files, 0));
      g_autofree char *path = g_file_get_path (beside);
      return g_build_filename (path, name, NULL);
    }
  return g_build_filename (folder, "po", id, name, NULL);
}

TerrainTranslationFile *
terrain_translate_site_open (TerrainTranslateSite *self,
                             const char           *language,
                             GError              **error)
{
  if (!language)
    return terrain_translation_file_new_pseudo (self->form);

  g_autoptr (GPtrArray) languages = terrain_translate_site_list (self);
  g_autofree char *tag = terrain_language_dup_tag (language);
  for (guint i = 0; i < languages->len; i++)
    {
      TerrainTranslateLanguage *known = g_ptr_array_index (languages, i);
      g_autofree char *known_tag = terrain_language_dup_tag (known->language);

      if (strcmp (known->language, language) == 0 || (tag && known_tag && g_ascii_strcasecmp (tag, known_tag) == 0))
        return terrain_translation_file_open (self->form, known->path, known->target, error);
    }

  g_autofree char *path = dup_new_path (self, language);
  if (!path)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME,
                   _("A translation of this form into “%s” has no place to be kept in. Give the form an id of plain "
                     "letters, and the language its code, such as “nl”."),
                   language);
      return NULL;
    }
  /* One without a text of this form is there: it is somebody's, and gets what is missing. */
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return terrain_translation_file_open (self->form, path, NULL, error);
  return terrain_translation_file_new (self->form, path, tag ? tag : language, error);
}
