/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-store.h"

G_BEGIN_DECLS

/*
 * TerrainTileFile: the pictures of a map in one SQLite file, as MBTiles 1.3 has it (github.com/mapbox/mbtiles-spec).
 *
 * Anybody may have made the file: it is opened read-only and as it is now, nothing of it is trusted, no query of it takes
 * longer than a few seconds, and no picture is larger than TERRAIN_TILE_MAX_SIZE. Calls wait; safe from any thread.
 */
#define TERRAIN_TYPE_TILE_FILE (terrain_tile_file_get_type ())
G_DECLARE_FINAL_TYPE (TerrainTileFile, terrain_tile_file, TERRAIN, TILE_FILE, GObject)

/* In bytes; a tile of 512 pixels as PNG has some hundred thousand at most. */
#define TERRAIN_TILE_MAX_SIZE (4 * 1024 * 1024)
/* A pixel is then less than four centimetres wide. */
#define TERRAIN_TILE_MAX_ZOOM 22

/**
 * TerrainTileInfo:
 * @name: what the file calls itself; "" where it does not
 * @attribution: (nullable): whose map it is, to be shown with it
 * @west: …, @south, @east, @north: what is covered, in degrees; the whole earth where nothing says
 */
typedef struct
{
  char *name;
  char *attribution;
  guint min_zoom;
  guint max_zoom;
  double west;
  double south;
  double east;
  double north;
} TerrainTileInfo;

void terrain_tile_info_clear (TerrainTileInfo *self);

/* TERRAIN_STORE_ERROR_NOT_A_STORE where it is no map of pictures, with a sentence that says so. */
TerrainTileFile *terrain_tile_file_open (const char *path, GError **error);
const TerrainTileInfo *terrain_tile_file_get_info (TerrainTileFile *self);
/**
 * terrain_tile_file_load:
 * @x: columns from the west, @y: rows from the north, as in "zoom/x/y.png" (the file itself counts from the south)
 *
 * Returns: (transfer full) (nullable): PNG or JPEG by its first bytes; NULL without an error where the map has none there
 */
GBytes *terrain_tile_file_load (TerrainTileFile *self, guint zoom, guint x, guint y, GError **error);
/* Whether @bytes begin as PNG or JPEG do, and are not larger than a tile may be. */
gboolean terrain_tile_is_picture (GBytes *bytes);

G_END_DECLS
