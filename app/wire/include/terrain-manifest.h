/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One <mediaFile> of a form's manifest. */
typedef struct
{
  char *name;          /* one file name, checked: terrain_wire_is_file_name() */
  char *hash;          /* (nullable): "md5:…" of the content; only a token to compare where @is_entity_list */
  char *download_url;
  char *integrity_url; /* (nullable): entity lists only */
  gboolean is_entity_list;
} TerrainManifestFile;

TerrainManifestFile *terrain_manifest_file_new (void);
void terrain_manifest_file_free (TerrainManifestFile *self);

/* An empty manifest with the right free function. (element-type TerrainManifestFile) */
GPtrArray *terrain_manifest_new (void);
/* Returns: (element-type TerrainManifestFile) (transfer full): %NULL with %TERRAIN_WIRE_ERROR. As lenient as
 * terrain_form_list_parse(); a name that is not a plain file name fails the manifest. */
GPtrArray *terrain_manifest_parse (GBytes *document, GError **error);
GBytes *terrain_manifest_print (GPtrArray *files);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainManifestFile, terrain_manifest_file_free)

G_END_DECLS
