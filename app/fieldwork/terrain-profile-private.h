/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-form-cache-private.h"
#include "terrain-profile.h"
#include "terrain-title-cache-private.h"

G_BEGIN_DECLS

/* The form a record was begun with, from the cache where it is there. */
TerrainForm *terrain_profile_load_record_form (TerrainProfile *self, const char *uuid, GError **error);
/* Where the external files of a form's version come from: its media in the store. */
TerrainSourceFunc terrain_profile_get_source_func (void);
/* Its user data. Returns: (transfer full) */
gpointer terrain_profile_new_source (TerrainProfile *self, const char *form_id, const char *form_version);
void terrain_profile_free_source (gpointer source);
/* As terrain_profile_load_translations(), read again only where a po file is another than last time. */
GPtrArray *terrain_profile_find_translations (TerrainProfile *self, TerrainForm *form);
/* @title of a form in the language of the program, from the po file named after it, read again only where a po file is
 * another than last time. Reads files: not for the main thread, but where the list must be there at once. Returns: (transfer full): @title itself where it is not translated */
char *terrain_profile_dup_title (TerrainProfile *self, const char *form_id, const char *title);
/* An id is the author's word, not a path. */
gboolean terrain_profile_is_folder_name (const char *id);
/* (transfer full): where the po files are that a person puts into the profile; @from_server: those of a hub */
char *terrain_profile_dup_po_folder (TerrainProfile *self, const char *form_id, gboolean from_server);
TerrainFormCache *terrain_profile_get_form_cache (TerrainProfile *self);
TerrainTitleCache *terrain_profile_get_title_cache (TerrainProfile *self);
/* (transfer none) (element-type filename): the folders po files are looked for in, the last one wins */
GPtrArray *terrain_profile_get_po_folders (TerrainProfile *self);

G_END_DECLS
