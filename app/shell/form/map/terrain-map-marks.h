/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "terrain-map-view.h"

G_BEGIN_DECLS

/* How marks, cross-hair and grid look. Every stroke is a dark and a light one, so that it stands out from any map. */

typedef struct
{
  GtkWidget *widget; /* of the size of the map */
  ShumateViewport *viewport;
  GdkRGBA accent;
  GdkRGBA text;
} TerrainMapDrawing;

void terrain_map_marks_draw (const TerrainMapDrawing *self, cairo_t *cairo, GPtrArray *marks, int pointed);
/* A ring around a place that is being moved. */
void terrain_map_marks_draw_held (const TerrainMapDrawing *self, cairo_t *cairo, const TerrainMapMark *mark, guint place);
void terrain_map_marks_draw_cross_hair (const TerrainMapDrawing *self, cairo_t *cairo);
/* Lines of latitude and longitude, a hand's breadth apart. */
void terrain_map_marks_draw_grid (const TerrainMapDrawing *self, cairo_t *cairo);
/* How far a point of the widget is from a mark, in pixels; 0 inside an outline. */
double terrain_map_marks_get_distance (const TerrainMapDrawing *self, const TerrainMapMark *mark, double x, double y);
/* The same from one of its places: a dot, or a pin and its round part. */
double terrain_map_marks_get_place_distance (const TerrainMapDrawing *self, const TerrainMapMark *mark, guint place, double x,
                                             double y);

G_END_DECLS
