/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "terrain-map-hold.h"
#include "terrain-map-marks.h"
#include "terrain-map-travel.h"
#include "terrain-map-view.h"

G_BEGIN_DECLS

/* What the two halves of TerrainMapView share: what it shows, and what is done with it (terrain-map-input.c). */

struct _TerrainMapView
{
  GtkWidget parent_instance;
  ShumateMap *map;
  ShumateViewport *viewport;
  ShumateMapSource *source;
  TerrainMapTiles *tiles; /* (nullable) */
  GtkWidget *overlay;
  GtkWidget *marks_area;
  GtkWidget *buttons;
  GPtrArray *marks; /* of TerrainMapMark */
  int pointed;
  TerrainMapHold hold;
  gboolean picks_marks;
  gboolean show_all; /* once there is a size */
  double drag_x;     /* the middle when dragging began, in pixels of the world */
  double drag_y;
  gboolean drag_cancelled;
  double grip_x; /* from where a place was grabbed to where it is */
  double grip_y;
  double pinch_zoom;
  double pointer_x;
  double pointer_y;
};

TerrainMapDrawing terrain_map_view_get_drawing (TerrainMapView *self);
TerrainMapTravel terrain_map_view_get_travel (TerrainMapView *self);
void terrain_map_view_zoom_at (TerrainMapView *self, double zoom, double x, double y);
void terrain_map_view_zoom_by (TerrainMapView *self, double levels);
/* What is taken up stays where it was. */
void terrain_map_view_let_go (TerrainMapView *self);
/* Pointer, fingers and keys. */
void terrain_map_view_listen (TerrainMapView *self);

G_END_DECLS
