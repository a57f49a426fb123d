/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-form-context.h"

G_BEGIN_DECLS

/*
 * TerrainTallyGrid: a repeat of what and how many (terrain_tally_fits()), shown as all that can be counted at once: a tile
 * each, a tap is one more (UX-23). In place of the repeat's instances and its button; the record is the same.
 */
#define TERRAIN_TYPE_TALLY_GRID (terrain_tally_grid_get_type ())
G_DECLARE_FINAL_TYPE (TerrainTallyGrid, terrain_tally_grid, TERRAIN, TALLY_GRID, GtkWidget)

/* @depth: how many headings stand above */
GtkWidget *terrain_tally_grid_new (TerrainFormContext *context, TerrainItem *repeat, guint depth);
/* Returns: (transfer none): the repeat */
TerrainItem *terrain_tally_grid_get_item (TerrainTallyGrid *self);

G_END_DECLS
