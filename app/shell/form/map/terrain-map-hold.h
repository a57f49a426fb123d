/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-map-marks.h"

G_BEGIN_DECLS

/* Which way a place is being moved: it follows the cross-hair, a drag, or the pointer between two clicks. */
typedef enum
{
  TERRAIN_MAP_HOLD_NONE,
  TERRAIN_MAP_HOLD_KEYS,
  TERRAIN_MAP_HOLD_DRAG,
  TERRAIN_MAP_HOLD_CLICK,
} TerrainMapHoldWay;

/*
 * A place of a movable mark that is taken up and not yet put down: it is drawn where it would go, and is where it was
 * until somebody who keeps it says otherwise.
 */
typedef struct
{
  TerrainMapHoldWay way;
  guint mark;
  guint place;
  TerrainPlace from;
} TerrainMapHold;

void terrain_map_hold_take (TerrainMapHold *self, TerrainMapHoldWay way, GPtrArray *marks, guint mark, guint place);
/* Drawn there, as long as it is held. */
void terrain_map_hold_show_at (TerrainMapHold *self, GPtrArray *marks, double latitude, double longitude);
/* Where it was. */
void terrain_map_hold_let_go (TerrainMapHold *self, GPtrArray *marks);
/* After other marks came: the same place is held on, where there is one. */
void terrain_map_hold_follow (TerrainMapHold *self, GPtrArray *marks);
/* The place within reach of a point of the widget that can be moved, the nearest first. */
gboolean terrain_map_hold_find (const TerrainMapDrawing *drawing, GPtrArray *marks, double x, double y, guint *mark,
                                guint *place);
/* The one after what is held; of none, the nearest to a point. FALSE where nothing can be moved. */
gboolean terrain_map_hold_find_next (const TerrainMapHold *self, const TerrainMapDrawing *drawing, GPtrArray *marks, double x,
                                     double y, guint *mark, guint *place);

G_END_DECLS
