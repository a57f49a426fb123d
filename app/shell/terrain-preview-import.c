/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-preview-build.h"

/* A form that was looked at comes into the library, with all that it needs. */

static gboolean
put_media (TerrainPreviewBuild *self,
           TerrainStore        *store,
           GError             **error)
{
  GPtrArray *names = terrain_preview_source_get_names (self->source);
  const char *version = terrain_form_get_version (self->form);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autoptr (GBytes) content = terrain_preview_source_load_name (self->source, name, error);

      if (!content)
        return FALSE;
      g_autofree char *md5 = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, content);
      g_autofree char *hash = g_strconcat ("md5:", md5, NULL);
      if (!terrain_store_put_media (store, terrain_form_get_id (self->form), version ? version : "", name, hash,
                                    content, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_po_files (TerrainPreviewBuild *self,
              TerrainProfile      *profile,
              GError             **error)
{
  for (guint i = 0; i < self->po_files->len; i++)
    {
      g_autofree char *path = g_file_get_path (g_ptr_array_index (self->po_files, i));

      if (path && !terrain_profile_add_po_file (profile, self->form, path, NULL, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
terrain_preview_build_import (TerrainPreviewBuild *self,
                              TerrainProfile      *profile,
                              GError             **error)
{
  g_return_val_if_fail (self != NULL && self->form != NULL, FALSE);
  g_return_val_if_fail (TERRAIN_IS_PROFILE (profile), FALSE);

  TerrainStore *store = terrain_profile_get_store (profile);
  const char *id = terrain_form_get_id (self->form);
  const char *version = terrain_form_get_version (self->form);
  g_autoptr (TerrainStoredForm) stored = terrain_store_find_form (store, id, version ? version : "", NULL);

  /* What the server has of this version is what everybody else answers. */
  if (stored && stored->origin[0] != '\0')
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                   _("Version “%s” of this form came from the server. Give yours another version."),
                   version ? version : "");
      return FALSE;
    }
  terrain_preview_source_load_media (self->source);
  /* Files hang off their form in the store. Where one fails the words say which; adding it once more mends it. */
  return terrain_store_put_form (store, id, version, terrain_form_get_title (self->form), "", self->xml, error)
         && put_media (self, store, error) && put_po_files (self, profile, error);
}
