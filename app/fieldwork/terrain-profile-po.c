/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <terrain-catalog.h>

#include "terrain-profile-private.h"

/* po files that a person adds or changes. */

char *
terrain_profile_dup_po_path (TerrainProfile *self, const char *form_id, const char *language)
{
  g_autofree char *tag = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), NULL);
  g_return_val_if_fail (form_id != NULL, NULL);
  g_return_val_if_fail (language != NULL, NULL);

  tag = terrain_language_dup_tag (language);
  name = g_strconcat (tag != NULL ? tag : language, ".po", NULL);
  if (!terrain_profile_is_folder_name (form_id) || !terrain_profile_is_folder_name (name) || *name == '.')
    return NULL;
  folder = terrain_profile_dup_po_folder (self, form_id, FALSE);
  return g_build_filename (folder, name, NULL);
}

/* How many texts of @form the file has. */
static guint
count_known (const TerrainCatalogStatistics *statistics)
{
  return statistics->translated + statistics->fuzzy + statistics->failing;
}

gboolean
terrain_profile_add_po_file (TerrainProfile *self, TerrainForm *form, const char *path, char **language,
                             GError **error)
{
  g_autofree char *found = NULL;
  g_autofree char *target = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *contents = NULL;
  g_autoptr (GFile) file = NULL;
  gsize length = 0;
  TerrainCatalogStatistics statistics = { 0 };
  g_autoptr (TerrainTranslation) translation = NULL;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), FALSE);
  g_return_val_if_fail (form != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  translation = terrain_catalog_read (form, path, NULL, &statistics, error);
  if (translation == NULL)
    return FALSE;
  found = g_strdup (terrain_translation_get_language (translation));
  target = terrain_profile_dup_po_path (self, terrain_form_get_id (form), found);
  if (count_known (&statistics) == 0 || target == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   _("“%s” has no translation of a text of the form “%s”."), path, terrain_form_get_title (form));
      return FALSE;
    }
  if (!g_file_get_contents (path, &contents, &length, error))
    return FALSE;
  folder = g_path_get_dirname (target);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int code = errno;

      g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (code), _("“%s” cannot be made: %s"), folder,
                   g_strerror (code));
      return FALSE;
    }
  file = g_file_new_for_path (target);
  /* One that is there already may hold somebody's work: it is kept as "nl.po~". */
  if (!g_file_replace_contents (file, contents, length, NULL, TRUE, G_FILE_CREATE_PRIVATE, NULL, NULL, error))
    return FALSE;
  if (language != NULL)
    *language = g_steal_pointer (&found);
  return TRUE;
}

/* The form that fits best, where it fits: most of the file is about it, and about no other form as much. */
static char *
find_best (TerrainProfile *self, GPtrArray *forms, const char *path)
{
  g_autofree char *best = NULL;
  guint best_score = 0;
  guint second_score = 0;

  for (guint i = 0; i < forms->len; i++)
    {
      const TerrainStoredForm *stored = forms->pdata[i];
      g_autoptr (TerrainForm) form = terrain_profile_load_form (self, stored->id, NULL, NULL);
      TerrainCatalogStatistics statistics = { 0 };
      g_autoptr (TerrainTranslation) translation = NULL;
      guint score;

      /* Of several versions the newest stands for all. */
      if (form == NULL || g_strcmp0 (best, stored->id) == 0)
        continue;
      translation = terrain_catalog_read (form, path, NULL, &statistics, NULL);
      /* Every form has a title: a place that holds other words says little. */
      score = translation != NULL ? 4 * (statistics.translated + statistics.failing) + statistics.fuzzy : 0;
      if (score > best_score && count_known (&statistics) >= statistics.unknown)
        {
          second_score = best_score;
          best_score = score;
          g_free (best);
          best = g_strdup (stored->id);
        }
      else
        second_score = MAX (second_score, score);
    }
  return best_score > second_score ? g_steal_pointer (&best) : NULL;
}

char *
terrain_profile_match_po_file (TerrainProfile *self, const char *path, GError **error)
{
  g_autoptr (GPtrArray) forms = NULL;
  g_autofree char *project = NULL;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  forms = terrain_store_list_forms (terrain_profile_get_store (self), error);
  if (forms == NULL)
    return NULL;
  project = terrain_catalog_dup_project (path);
  for (guint i = 0; project != NULL && i < forms->len; i++)
    if (g_str_equal (((const TerrainStoredForm *) forms->pdata[i])->id, project))
      return g_steal_pointer (&project);
  return find_best (self, forms, path);
}
