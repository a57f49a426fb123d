/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-hub-form-private.h"

#include <string.h>
#include <terrain-engine.h>
#include <terrain-wire.h>

static void
clear_form (gpointer data)
{
  TerrainHubForm *self = data;

  g_free (self->id);
  g_free (self->version);
  g_free (self->title);
  g_free (self->hash);
  g_clear_pointer (&self->xml, g_bytes_unref);
  g_clear_pointer (&self->media, g_ptr_array_unref);
}

TerrainHubForm *
terrain_hub_form_ref (TerrainHubForm *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
terrain_hub_form_unref (TerrainHubForm *self)
{
  g_atomic_rc_box_release_full (self, clear_form);
}

void
terrain_hub_media_free (TerrainHubMedia *self)
{
  g_free (self->name);
  g_free (self->path);
  g_free (self->hash);
  g_free (self);
}

/* jr://file-csv/cities.csv and its kind: a file of the form's media folder, by its last step. */
static GBytes *
load_source (const char *uri,
             gpointer    user_data,
             GError    **error)
{
  const char *folder = user_data;
  const char *name = strrchr (uri, '/');
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;

  name = name != NULL ? name + 1 : uri;
  if (folder == NULL || !terrain_wire_is_file_name (name))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no file for “%s” beside the form.", uri);
      return NULL;
    }
  path = g_build_filename (folder, name, NULL);
  file = g_file_new_for_path (path);
  return g_file_load_bytes (file, NULL, NULL, error);
}

TerrainHubForm *
terrain_hub_form_load (const char *path,
                       const char *media_folder,
                       GError    **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) xml = g_file_load_bytes (file, NULL, NULL, error);
  g_autoptr (TerrainForm) form = NULL;
  TerrainHubForm *self;
  const char *version;

  if (xml == NULL)
    return NULL;
  form = terrain_form_parse (xml, load_source, (gpointer) media_folder, NULL, error);
  if (form == NULL)
    return NULL;
  version = terrain_form_get_version (form);
  self = g_atomic_rc_box_new0 (TerrainHubForm);
  self->id = g_strdup (terrain_form_get_id (form));
  self->version = g_strdup (version != NULL ? version : "");
  self->title = g_strdup (terrain_form_get_title (form));
  self->hash = terrain_wire_hash (xml);
  self->xml = g_steal_pointer (&xml);
  self->media = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_hub_media_free);
  return self;
}
