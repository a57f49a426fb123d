/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-editor.h"

G_BEGIN_DECLS

/*
 * TerrainChoiceMap: the choices of a question where they are ("map"; their field "geometry": places, lines, outlines, with
 * "marker-color" and "marker-symbol"), on the tiles of this device, or on a plain grid where it has none: how they lie to
 * each other is true without. A second way to the list of choices, which has all of them, also those that are nowhere.
 * It follows the item's choices and value by itself. Signal "chosen" (const char *value).
 */
#define TERRAIN_TYPE_CHOICE_MAP (terrain_choice_map_get_type ())
G_DECLARE_FINAL_TYPE (TerrainChoiceMap, terrain_choice_map, TERRAIN, CHOICE_MAP, GtkWidget)

/* Puts a map into @editor, a parent, where its question wants one. @chosen: (GtkWidget *, const char *value, @editor) */
void terrain_choice_map_add (TerrainEditor *editor, GCallback chosen);
/* Returns: (nullable): NULL while nothing is anywhere */
GtkWidget *terrain_choice_map_get_view (TerrainChoiceMap *self);

G_END_DECLS
