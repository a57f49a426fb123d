/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-tile-file.h>

#include "terrain-profile.h"

G_BEGIN_DECLS

/*
 * TerrainMapTiles: the map of this device: an MBTiles file, or a folder zoom/x/y.png (or .jpg). Nothing of it ever comes
 * from a network. Immutable; terrain_map_tiles_load() waits for the disk and is safe from any thread.
 */
#define TERRAIN_TYPE_MAP_TILES (terrain_map_tiles_get_type ())
G_DECLARE_FINAL_TYPE (TerrainMapTiles, terrain_map_tiles, TERRAIN, MAP_TILES, GObject)

/* @path: a file or a folder. Errors are the store's or GIO's, whole sentences. */
TerrainMapTiles *terrain_map_tiles_open (const char *path, GError **error);
/* Name, whose map it is, how near and what it covers. */
const TerrainTileInfo *terrain_map_tiles_get_info (TerrainMapTiles *self);
/* Whether it covers a place. */
gboolean terrain_map_tiles_covers (TerrainMapTiles *self, double latitude, double longitude);
/* Returns: (transfer full) (nullable): PNG or JPEG; NULL without an error where there is none. @y: from the north */
GBytes *terrain_map_tiles_load (TerrainMapTiles *self, guint zoom, guint x, guint y, GError **error);

/* The file or folder a person named; NULL where none. */
char *terrain_profile_dup_map_path (TerrainProfile *self);
/* @path: (nullable): none. It is looked at first. */
gboolean terrain_profile_set_map_path (TerrainProfile *self, const char *path, GError **error);
/* Returns: (transfer full) (nullable): the map that was named, or the one in the profile's folder "maps": its first
 * *.mbtiles by name, or the folder itself where it holds zoom/x/y.png. NULL without an error where there is none. */
TerrainMapTiles *terrain_profile_open_map (TerrainProfile *self, GError **error);

/*
 * Whether a form may be told where the device is without anybody pressing a button (odk:setgeopoint, start-geopoint, the
 * audit log's places), as the person of this profile agreed: not until they do.
 */
gboolean terrain_profile_get_gives_place (TerrainProfile *self);
gboolean terrain_profile_set_gives_place (TerrainProfile *self, gboolean gives, GError **error);

G_END_DECLS
