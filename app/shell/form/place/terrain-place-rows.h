/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-editor.h"
#include "terrain-place-text.h"

G_BEGIN_DECLS

/**
 * TerrainPlaceKind: what a question wants
 * @TERRAIN_PLACE_POINT: one place
 * @TERRAIN_PLACE_LINE: two and more
 * @TERRAIN_PLACE_OUTLINE: three and more; closed by itself
 */
typedef enum
{
  TERRAIN_PLACE_POINT,
  TERRAIN_PLACE_LINE,
  TERRAIN_PLACE_OUTLINE,
} TerrainPlaceKind;

/*
 * TerrainPlaceRows: the places of an answer as they are typed, one an entry, in any common notation, and said back in words.
 * Belongs to an editor, which is told of what is typed ("changed"), and asked for an answer after a place was taken away
 * ("removed").
 */
#define TERRAIN_TYPE_PLACE_ROWS (terrain_place_rows_get_type ())
G_DECLARE_FINAL_TYPE (TerrainPlaceRows, terrain_place_rows, TERRAIN, PLACE_ROWS, GtkWidget)

GtkWidget *terrain_place_rows_new (TerrainEditor *editor, TerrainPlaceKind kind);
/* The answer in what is typed: "" for nothing, NULL and @problem, a sentence, for what is none yet. */
char *terrain_place_rows_dup_value (TerrainPlaceRows *self, char **problem);
void terrain_place_rows_show (TerrainPlaceRows *self, const char *value);
/* Returns: (transfer full) (element-type TerrainPlace): those that can be read, in their order; an outline is not closed */
GArray *terrain_place_rows_dup_places (TerrainPlaceRows *self);
/* One more at the end; in place of the one there is, of a point. */
void terrain_place_rows_add (TerrainPlaceRows *self, const TerrainPlace *place);
/* Another in the stead of @index, in the order of terrain_place_rows_dup_places(). */
void terrain_place_rows_move (TerrainPlaceRows *self, guint index, const TerrainPlace *place);
/* The last one goes. FALSE where there is none. */
gboolean terrain_place_rows_take_back (TerrainPlaceRows *self);
void terrain_place_rows_clear (TerrainPlaceRows *self);
void terrain_place_rows_describe (TerrainPlaceRows *self);

G_END_DECLS
