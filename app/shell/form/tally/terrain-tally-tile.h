/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * TerrainTallyTile: one thing that is counted: a large button for one more, and "−" beside it. Held down, it is one less. Keys: Enter, Space and + one more, − and Backspace one less, Delete none, a number that number.
 * Signal "set" (guint count): what the person wants the count to be. The tile shows what it is told.
 */
#define TERRAIN_TYPE_TALLY_TILE (terrain_tally_tile_get_type ())
G_DECLARE_FINAL_TYPE (TerrainTallyTile, terrain_tally_tile, TERRAIN, TALLY_TILE, GtkWidget)

GtkWidget *terrain_tally_tile_new (const char *thing);
const char *terrain_tally_tile_get_thing (TerrainTallyTile *self);
/* @markup: what stands on it; @plain: the same without markup, for its name */
void terrain_tally_tile_set_label (TerrainTallyTile *self, const char *markup, const char *plain);
void terrain_tally_tile_set_count (TerrainTallyTile *self, guint count);
guint terrain_tally_tile_get_count (TerrainTallyTile *self);

G_END_DECLS
