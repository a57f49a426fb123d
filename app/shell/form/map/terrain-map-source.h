/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>
#include <terrain-fieldwork.h>

G_BEGIN_DECLS

/*
 * TerrainMapSource: what a ShumateMap is drawn of: the tiles of this device (TerrainMapTiles), read and unpacked off the main
 * thread, and nothing else: libshumate's own sources, which ask a server, are never made. Nearer than the tiles go, the
 * nearest are enlarged. A tile that is missing or damaged is left blank.
 */
#define TERRAIN_TYPE_MAP_SOURCE (terrain_map_source_get_type ())
G_DECLARE_FINAL_TYPE (TerrainMapSource, terrain_map_source, TERRAIN, MAP_SOURCE, ShumateMapSource)

/* @tiles: (nullable): none: then it is no more than how places lie to each other, and must not be drawn */
ShumateMapSource *terrain_map_source_new (TerrainMapTiles *tiles);

G_END_DECLS
