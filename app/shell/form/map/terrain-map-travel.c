/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "terrain-map-travel.h"

#define MARGIN 48
/* Where a street is seen; how near one point is shown at most. */
#define STREET_ZOOM 16

static void
middle_at (const TerrainMapTravel *self, double zoom, double *x, double *y)
{
  ShumateLocation *location = SHUMATE_LOCATION (self->viewport);

  *x = shumate_map_source_get_x (self->source, zoom, shumate_location_get_longitude (location));
  *y = shumate_map_source_get_y (self->source, zoom, shumate_location_get_latitude (location));
}

static void
go_to (const TerrainMapTravel *self, double zoom, double x, double y)
{
  double size = shumate_map_source_get_tile_size (self->source) * pow (2, zoom);

  x = CLAMP (x, 0, size);
  y = CLAMP (y, 0, size);
  shumate_location_set_location (SHUMATE_LOCATION (self->viewport),
                                 shumate_map_source_get_latitude (self->source, zoom, y),
                                 shumate_map_source_get_longitude (self->source, zoom, x));
}

void
terrain_map_travel_get_middle (const TerrainMapTravel *self, double *x, double *y)
{
  middle_at (self, shumate_viewport_get_zoom_level (self->viewport), x, y);
}

void
terrain_map_travel_to (const TerrainMapTravel *self, double x, double y)
{
  go_to (self, shumate_viewport_get_zoom_level (self->viewport), x, y);
}

void
terrain_map_travel_by (const TerrainMapTravel *self, double dx, double dy)
{
  double x, y;

  terrain_map_travel_get_middle (self, &x, &y);
  terrain_map_travel_to (self, x + dx, y + dy);
}

void
terrain_map_travel_zoom (const TerrainMapTravel *self, double zoom, double x, double y)
{
  double before = shumate_viewport_get_zoom_level (self->viewport), grown, from_x, from_y;
  double dx = x - gtk_widget_get_width (self->widget) / 2.0, dy = y - gtk_widget_get_height (self->widget) / 2.0;

  middle_at (self, before, &from_x, &from_y);
  shumate_viewport_set_zoom_level (self->viewport, zoom);
  zoom = shumate_viewport_get_zoom_level (self->viewport);
  grown = pow (2, zoom - before);
  go_to (self, zoom, (from_x + dx) * grown - dx, (from_y + dy) * grown - dy);
}

void
terrain_map_travel_show (const TerrainMapTravel *self, const TerrainMapBounds *bounds)
{
  double left = shumate_map_source_get_x (self->source, 0, bounds->west);
  double right = shumate_map_source_get_x (self->source, 0, bounds->east);
  double top = shumate_map_source_get_y (self->source, 0, bounds->north);
  double bottom = shumate_map_source_get_y (self->source, 0, bounds->south);
  double room_x = MAX (gtk_widget_get_width (self->widget) - 2 * MARGIN, MARGIN);
  double room_y = MAX (gtk_widget_get_height (self->widget) - 2 * MARGIN, MARGIN);
  double zoom = MIN (log2 (room_x / MAX (right - left, 1e-9)), log2 (room_y / MAX (bottom - top, 1e-9)));

  shumate_viewport_set_zoom_level (self->viewport, floor (MIN (zoom, STREET_ZOOM) * 2) / 2);
  go_to (self, 0, (left + right) / 2, (top + bottom) / 2);
}

void
terrain_map_travel_visit (const TerrainMapTravel *self, double latitude, double longitude)
{
  if (shumate_viewport_get_zoom_level (self->viewport) < STREET_ZOOM)
    shumate_viewport_set_zoom_level (self->viewport, STREET_ZOOM);
  shumate_location_set_location (SHUMATE_LOCATION (self->viewport), latitude, longitude);
}
