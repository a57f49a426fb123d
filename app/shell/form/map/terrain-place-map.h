/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-map-view.h"
#include "terrain-place-rows.h"

G_BEGIN_DECLS

/*
 * TerrainPlaceMap: the map beside the typed places of a question, behind a button or open at once: a place is put by a click,
 * or by Enter below the cross-hair, and moved; the last one is taken back, all are removed. It holds no answer: it shows what
 * terrain_place_map_show() says, and says what a person did.
 * Signals: "picked" (gpointer: const TerrainPlace *), "place-moved" (guint, gpointer: the same): which one of those shown, and
 * where to; "take-back", "clear", "done": Enter on what is the answer already.
 */
#define TERRAIN_TYPE_PLACE_MAP (terrain_place_map_get_type ())
G_DECLARE_FINAL_TYPE (TerrainPlaceMap, terrain_place_map, TERRAIN, PLACE_MAP, GtkWidget)

GtkWidget *terrain_place_map_new (TerrainEditor *editor, TerrainPlaceKind kind, TerrainMapTiles *tiles, gboolean open);
/* @places: (element-type TerrainPlace): an outline is not closed */
void terrain_place_map_show (TerrainPlaceMap *self, GArray *places);
void terrain_place_map_go_to (TerrainPlaceMap *self, const TerrainPlace *place);
void terrain_place_map_describe (TerrainPlaceMap *self);
/* Returns: (nullable): NULL while it was never open */
GtkWidget *terrain_place_map_get_view (TerrainPlaceMap *self);

G_END_DECLS
