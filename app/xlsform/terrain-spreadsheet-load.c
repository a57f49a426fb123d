/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-spreadsheet-private.h"

static GBytes *
load_bytes (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE ","
                                                  G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                                  G_FILE_QUERY_INFO_NONE, cancellable, error);
  g_autofree char *name = g_file_get_parse_name (file);

  if (info == NULL)
    return NULL;
  /* A pipe or a device could give bytes for ever. */
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error (error, TERRAIN_SPREADSHEET_ERROR, TERRAIN_SPREADSHEET_ERROR_NOT_A_SPREADSHEET,
                   _("“%s” is not a file."), name);
      return NULL;
    }
  if (g_file_info_get_size (info) > TERRAIN_SPREADSHEET_MAX_BYTES)
    {
      g_set_error (error, TERRAIN_SPREADSHEET_ERROR, TERRAIN_SPREADSHEET_ERROR_TOO_LARGE,
                   _("“%s” is larger than any form needs. Keep long lists in a file of their own and use "
                     "“select_one_from_file”."), name);
      return NULL;
    }
  return g_file_load_bytes (file, cancellable, NULL, error);
}

static TerrainSpreadsheet *
load_folder (GFile *folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (TerrainSpreadsheet) self = terrain_spreadsheet_new ();

  for (guint i = 0; terrain_spreadsheet_known_sheets[i] != NULL; i++)
    {
      const char *sheet = terrain_spreadsheet_known_sheets[i];
      g_autofree char *name = g_strconcat (sheet, ".csv", NULL);
      g_autoptr (GFile) file = g_file_get_child (folder, name);
      g_autoptr (GError) local_error = NULL;
      g_autoptr (GBytes) bytes = load_bytes (file, cancellable, &local_error);

      if (bytes == NULL && !g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      /* A companion that is not there may come: it is watched too. */
      g_ptr_array_add (self->files, g_object_ref (file));
      if (bytes != NULL && !terrain_spreadsheet_add_csv (self, sheet, bytes, error))
        return NULL;
    }
  if (terrain_spreadsheet_find (self, "survey") == NULL)
    {
      g_autofree char *name = g_file_get_parse_name (folder);

      g_set_error (error, TERRAIN_SPREADSHEET_ERROR, TERRAIN_SPREADSHEET_ERROR_NOT_A_SPREADSHEET,
                   _("The folder “%s” has no file “survey.csv”."), name);
      return NULL;
    }
  return g_steal_pointer (&self);
}

static gboolean
has_suffix (GFile *file, const char *suffix)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *lower = name != NULL ? g_ascii_strdown (name, -1) : NULL;

  return lower != NULL && g_str_has_suffix (lower, suffix);
}

TerrainSpreadsheet *
terrain_spreadsheet_load (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (TerrainSpreadsheet) self = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, cancellable) == G_FILE_TYPE_DIRECTORY)
    return load_folder (file, cancellable, error);
  if (has_suffix (file, ".csv"))
    {
      g_autoptr (GFile) folder = g_file_get_parent (file);

      return load_folder (folder, cancellable, error);
    }
  bytes = load_bytes (file, cancellable, error);
  if (bytes == NULL)
    return NULL;
  self = terrain_spreadsheet_new_from_xlsx (bytes, error);
  if (self == NULL)
    {
      g_autofree char *name = g_file_get_basename (file);

      g_prefix_error (error, "%s: ", name);
      return NULL;
    }
  g_ptr_array_add (self->files, g_object_ref (file));
  return g_steal_pointer (&self);
}

gboolean
terrain_spreadsheet_is_spreadsheet (GFile *file)
{
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GFile) survey = NULL;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  /* Also what can only be refused in words: an old workbook, OpenDocument, a folder without a survey. */
  if (has_suffix (file, ".xlsx") || has_suffix (file, ".xlsm") || has_suffix (file, ".xls") || has_suffix (file, ".ods")
      || g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_DIRECTORY)
    return TRUE;
  if (!has_suffix (file, ".csv"))
    return FALSE;
  folder = g_file_get_parent (file);
  survey = g_file_get_child (folder, "survey.csv");
  return g_file_query_exists (survey, NULL);
}
