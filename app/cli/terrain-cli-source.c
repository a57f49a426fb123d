/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-cli-source-private.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "terrain-cli-private.h"

struct _TerrainCliSource
{
  char *folder;
  TerrainStore *store; /* (nullable): in place of the folder */
  char *form_id;
  char *form_version;
};

TerrainCliSource *
terrain_cli_source_new (const char *form_path, const char *media_folder)
{
  TerrainCliSource *self = g_new0 (TerrainCliSource, 1);
  g_autofree char *base = NULL;
  g_autofree char *beside = NULL;
  const char *dot;

  if (media_folder != NULL)
    {
      self->folder = g_strdup (media_folder);
      return self;
    }
  dot = g_str_has_suffix (form_path, ".xml") ? form_path + strlen (form_path) - strlen (".xml") : NULL;
  base = dot != NULL ? g_strndup (form_path, (gsize) (dot - form_path)) : g_strdup (form_path);
  beside = g_strconcat (base, "-media", NULL);
  self->folder = g_file_test (beside, G_FILE_TEST_IS_DIR) ? g_steal_pointer (&beside)
                                                          : g_path_get_dirname (form_path);
  return self;
}

TerrainCliSource *
terrain_cli_source_new_kept (TerrainStore *store, const char *form_id, const char *form_version)
{
  TerrainCliSource *self = g_new0 (TerrainCliSource, 1);

  self->store = g_object_ref (store);
  self->form_id = g_strdup (form_id);
  self->form_version = g_strdup (form_version != NULL ? form_version : "");
  return self;
}

void
terrain_cli_source_free (TerrainCliSource *self)
{
  g_free (self->folder);
  g_clear_object (&self->store);
  g_free (self->form_id);
  g_free (self->form_version);
  g_free (self);
}

/* "jr://file-csv/cities.csv" → "cities.csv"; NULL for what is not the name of a file in one folder. */
static const char *
find_name (const char *uri)
{
  const char *name = g_str_has_prefix (uri, "jr://") ? strchr (uri + strlen ("jr://"), '/') : NULL;

  if (name == NULL || *++name == '\0' || strchr (name, '/') != NULL || g_str_equal (name, ".")
      || g_str_equal (name, "..") || g_str_has_prefix (uri, "jr://instance/"))
    return NULL;
  return name;
}

GBytes *
terrain_cli_source_load (const char *uri, gpointer user_data, GError **error)
{
  TerrainCliSource *self = user_data;
  const char *name = find_name (uri);
  g_autofree char *path = NULL;

  if (name == NULL)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, _("There is nothing at “%s”"), uri);
      return NULL;
    }
  if (self->store != NULL)
    return terrain_store_load_media (self->store, self->form_id, self->form_version, name, error);
  path = g_build_filename (self->folder, name, NULL);
  return terrain_cli_load_file (path, error);
}

TerrainForm *
terrain_cli_load_form (const char *path, TerrainCliSource *source, GPtrArray **issues)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GBytes) xml = terrain_cli_load_file (path, &error);
  TerrainForm *form = NULL;

  if (xml != NULL)
    form = terrain_form_parse (xml, terrain_cli_source_load, source, &found, &error);
  if (form == NULL)
    {
      terrain_cli_print_issues (stderr, path, found);
      terrain_cli_complain ("%s: %s", path, error->message);
    }
  if (issues != NULL)
    *issues = g_steal_pointer (&found);
  return form;
}
