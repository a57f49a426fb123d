/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One <xform> of an OpenRosa form list (OpenRosa Form Discovery API 1.0). */
typedef struct
{
  char *form_id;
  char *name;
  char *version;      /* "" for none */
  char *hash;         /* (nullable): "md5:…" of the form's file */
  char *download_url;
  char *manifest_url; /* (nullable): only where the form has media */
} TerrainFormListEntry;

TerrainFormListEntry *terrain_form_list_entry_new (void);
void terrain_form_list_entry_free (TerrainFormListEntry *self);

/* An empty list with the right free function. (element-type TerrainFormListEntry) */
GPtrArray *terrain_form_list_new (void);
/**
 * terrain_form_list_parse:
 *
 * Lenient as clients in the field are: white space before the root, no XML declaration, no namespace, elements nobody
 * knows. An entry without form id or download address fails the list: a list read in part would look like forms that
 * were withdrawn.
 *
 * Returns: (element-type TerrainFormListEntry) (transfer full): %NULL with %TERRAIN_WIRE_ERROR
 */
GPtrArray *terrain_form_list_parse (GBytes *document, GError **error);
GBytes *terrain_form_list_print (GPtrArray *entries);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainFormListEntry, terrain_form_list_entry_free)

G_END_DECLS
