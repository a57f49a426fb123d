/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * TerrainHub: an OpenRosa endpoint for one antenna, a demo, a test. Serves the forms of a folder and stores what it
 * receives in an archive. Runs on the main context it is started in.
 */
#define TERRAIN_TYPE_HUB (terrain_hub_get_type ())
G_DECLARE_FINAL_TYPE (TerrainHub, terrain_hub, TERRAIN, HUB, GObject)

/**
 * terrain_hub_new:
 * @data_folder: where archive.sqlite is kept (made, mode 0700)
 * @forms_folder: (nullable): *.xml to serve; media of form X in the sub-folder "X-media"
 *
 * Files that are no good forms are left out, with a line on the log saying why.
 */
TerrainHub *terrain_hub_new (const char *data_folder, const char *forms_folder, GError **error);
/* Asks for HTTP Basic credentials on every path. NULL: open to all. */
void terrain_hub_set_credentials (TerrainHub *self, const char *user_name, const char *password);
/* @port: 0 for any free one. Loopback only unless @public_interfaces. */
gboolean terrain_hub_listen (TerrainHub *self, guint port, gboolean public_interfaces, GError **error);
/* "http://127.0.0.1:8041", no trailing slash */
const char *terrain_hub_get_base_url (TerrainHub *self);
void terrain_hub_stop (TerrainHub *self);

G_END_DECLS
