/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <terrain-fieldwork.h>
#include <terrain-sync.h>

G_BEGIN_DECLS

/*
 * TerrainWorkspace: what one running program works with: the profile, its forms and records as lists, the sender, the
 * settings of the program. Made once by the application and handed down; there is no other way to reach it.
 */
#define TERRAIN_TYPE_WORKSPACE (terrain_workspace_get_type ())
G_DECLARE_FINAL_TYPE (TerrainWorkspace, terrain_workspace, TERRAIN, WORKSPACE, GObject)

/* Opens the profile in @folder. Nothing is sent before terrain_sync_start(). Errors are the profile's. */
TerrainWorkspace *terrain_workspace_open (const char *folder, GSettings *settings, GError **error);

TerrainProfile *terrain_workspace_get_profile (TerrainWorkspace *self);
TerrainLibrary *terrain_workspace_get_library (TerrainWorkspace *self);
TerrainRecords *terrain_workspace_get_records (TerrainWorkspace *self);
TerrainSync *terrain_workspace_get_sync (TerrainWorkspace *self);
GSettings *terrain_workspace_get_settings (TerrainWorkspace *self);

/* Where the program's own forms and their translations are: the folders it was installed with, or those below
 * @data_folder ("forms" or "data/forms", "po/forms"), so that it runs from a build folder.
 * @data_folder: (nullable) */
void terrain_workspace_add_shipped_translations (TerrainWorkspace *self, const char *data_folder);
/* Both. Returns: (transfer full): what was wrong with forms left out, TerrainIssue, or NULL */
GPtrArray *terrain_workspace_import_shipped (TerrainWorkspace *self, const char *data_folder);

G_END_DECLS
