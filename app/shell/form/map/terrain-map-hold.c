/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "terrain-map-hold.h"

/* In pixels, from the middle of what is drawn of a place. Less than a mark's: beside a place another may be wanted. */
#define REACH 16

static TerrainPlace *
place_of (GPtrArray *marks, guint mark, guint place)
{
  TerrainMapMark *found = mark < marks->len ? marks->pdata[mark] : NULL;

  return found != NULL && found->movable && place < found->places->len ? &g_array_index (found->places, TerrainPlace, place)
                                                                        : NULL;
}

void
terrain_map_hold_take (TerrainMapHold *self, TerrainMapHoldWay way, GPtrArray *marks, guint mark, guint place)
{
  const TerrainPlace *found;

  terrain_map_hold_let_go (self, marks);
  found = place_of (marks, mark, place);
  g_return_if_fail (found != NULL);
  *self = (TerrainMapHold) { way, mark, place, *found };
}

void
terrain_map_hold_show_at (TerrainMapHold *self, GPtrArray *marks, double latitude, double longitude)
{
  TerrainPlace *place = self->way != TERRAIN_MAP_HOLD_NONE ? place_of (marks, self->mark, self->place) : NULL;

  if (place == NULL)
    return;
  place->latitude = latitude;
  place->longitude = longitude;
}

void
terrain_map_hold_let_go (TerrainMapHold *self, GPtrArray *marks)
{
  terrain_map_hold_show_at (self, marks, self->from.latitude, self->from.longitude);
  self->way = TERRAIN_MAP_HOLD_NONE;
}

void
terrain_map_hold_follow (TerrainMapHold *self, GPtrArray *marks)
{
  const TerrainPlace *place;

  if (self->way == TERRAIN_MAP_HOLD_NONE)
    return;
  place = place_of (marks, self->mark, self->place);
  if (place != NULL)
    self->from = *place;
  else
    self->way = TERRAIN_MAP_HOLD_NONE;
}

static gboolean
find_nearest (const TerrainMapDrawing *drawing, GPtrArray *marks, double x, double y, double reach, guint *mark, guint *place)
{
  gboolean found = FALSE;

  for (guint i = 0; i < marks->len; i++)
    {
      TerrainMapMark *movable = marks->pdata[i];

      for (guint j = 0; movable->movable && j < movable->places->len; j++)
        {
          double distance = terrain_map_marks_get_place_distance (drawing, movable, j, x, y);

          if (distance > reach)
            continue;
          reach = distance;
          *mark = i;
          *place = j;
          found = TRUE;
        }
    }
  return found;
}

gboolean
terrain_map_hold_find (const TerrainMapDrawing *drawing, GPtrArray *marks, double x, double y, guint *mark, guint *place)
{
  return find_nearest (drawing, marks, x, y, REACH, mark, place);
}

gboolean
terrain_map_hold_find_next (const TerrainMapHold *self, const TerrainMapDrawing *drawing, GPtrArray *marks, double x, double y,
                            guint *mark, guint *place)
{
  if (self->way == TERRAIN_MAP_HOLD_NONE)
    return find_nearest (drawing, marks, x, y, INFINITY, mark, place);
  *mark = self->mark;
  *place = self->place + 1;
  /* From the last one on to the first: places are in one mark, which is movable. */
  if (place_of (marks, *mark, *place) == NULL)
    *place = 0;
  return TRUE;
}
