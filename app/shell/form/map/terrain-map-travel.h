/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

G_BEGIN_DECLS

/* Where the map's middle is, and how near. The world is a square of pixels that doubles with each zoom level. */
typedef struct
{
  GtkWidget *widget; /* of the size of the map */
  ShumateViewport *viewport;
  ShumateMapSource *source;
} TerrainMapTravel;

typedef struct
{
  double west;
  double south;
  double east;
  double north;
} TerrainMapBounds;

/* The middle, in pixels of the world. */
void terrain_map_travel_get_middle (const TerrainMapTravel *self, double *x, double *y);
/* The middle, never beyond the edge of the world. */
void terrain_map_travel_to (const TerrainMapTravel *self, double x, double y);
void terrain_map_travel_by (const TerrainMapTravel *self, double dx, double dy);
/* What is at a point of the widget stays there. */
void terrain_map_travel_zoom (const TerrainMapTravel *self, double zoom, double x, double y);
/* All of @bounds is in sight; a single place near enough to see a street. */
void terrain_map_travel_show (const TerrainMapTravel *self, const TerrainMapBounds *bounds);
/* There, and near enough to see a street. */
void terrain_map_travel_visit (const TerrainMapTravel *self, double latitude, double longitude);

G_END_DECLS
