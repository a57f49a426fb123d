/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <terrain-fieldwork.h>

#include "terrain-place-text.h"

G_BEGIN_DECLS

/**
 * TerrainMapMark: something on a map
 * @places: (element-type TerrainPlace): one: a pin; several: a line, or an outline where @closed
 * @label: (nullable): shown beside it while it is chosen or pointed at
 * @symbol: (nullable): a character or two in its pin
 * @color: (nullable): as CSS has it; the accent colour where it is none
 */
typedef struct
{
  GArray *places;
  gboolean closed;
  gboolean chosen;
  gboolean numbered; /* its places have their numbers */
  gboolean movable;  /* its places can be dragged, or taken up and put down */
  char *label;
  char *symbol;
  char *color;
} TerrainMapMark;

void terrain_map_mark_free (TerrainMapMark *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainMapMark, terrain_map_mark_free)

/*
 * TerrainMapView: the tiles of this device, or a grid where there are none, and marks on it.
 *
 * Dragged, pinched and scrolled (the wheel is the page's until the map has the focus); with the keyboard: arrows move it
 * below a cross-hair (Shift: little by little), + and - zoom, Home shows everything, Enter picks what the cross-hair is on.
 * A place of a movable mark is dragged; or taken up by a click, or by Space (the nearest one, then the next), and put down by
 * another click, or by Enter; Escape leaves it where it was.
 * Signals: "picked" (double latitude, double longitude): clicked there, or Enter; "mark-picked" (guint): on a mark, where
 * those are what is picked; "place-moved" (guint mark, guint place, double latitude, double longitude): where somebody wants
 * it, nothing is changed here; "take-back": Backspace; "moved": the cross-hair is elsewhere, or something is taken up.
 */
#define TERRAIN_TYPE_MAP_VIEW (terrain_map_view_get_type ())
G_DECLARE_FINAL_TYPE (TerrainMapView, terrain_map_view, TERRAIN, MAP_VIEW, GtkWidget)

/* @tiles: (nullable) */
GtkWidget *terrain_map_view_new (TerrainMapTiles *tiles);
/* Clicks and Enter pick marks, instead of places. */
void terrain_map_view_set_picks_marks (TerrainMapView *self, gboolean picks_marks);
/* @marks: (transfer full) (element-type TerrainMapMark) */
void terrain_map_view_take_marks (TerrainMapView *self, GPtrArray *marks);
/* -1: none */
void terrain_map_view_set_pointed (TerrainMapView *self, int mark);
/* The place that is taken up, of the mark it is in; -1: none. A drag is over by itself and does not count. */
int terrain_map_view_get_held (TerrainMapView *self);
/* Where the cross-hair is, in the middle. */
void terrain_map_view_get_centre (TerrainMapView *self, double *latitude, double *longitude);
/* Near enough to see a street. */
void terrain_map_view_go_to (TerrainMapView *self, double latitude, double longitude);
/* All marks, or all of the map where there are none. */
void terrain_map_view_show_all (TerrainMapView *self);
/* The mark at a point of the widget, the nearest first; -1: none. */
int terrain_map_view_get_mark_at (TerrainMapView *self, double x, double y);
/* A point of the widget and the place there. */
void terrain_map_view_get_place_at (TerrainMapView *self, double x, double y, double *latitude, double *longitude);
void terrain_map_view_get_point_of (TerrainMapView *self, double latitude, double longitude, double *x, double *y);
/* Beside the zoom buttons. */
void terrain_map_view_add_button (TerrainMapView *self, GtkWidget *button);

G_END_DECLS
