/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

G_BEGIN_DECLS

/* The numbers a <range> offers: from @start to @end, which may be the smaller one. */
typedef struct
{
  double start;
  double end;
  double step;       /* above 0 */
  gboolean decimals; /* may be typed */
  int digits;        /* behind the point */
} TerrainRangeSteps;

/* What makes no sense in the form is put right: there is always something to answer. */
void terrain_range_steps_read (TerrainRangeSteps *self, TerrainControl *control);
double terrain_range_steps_get_low (const TerrainRangeSteps *self);
double terrain_range_steps_get_high (const TerrainRangeSteps *self);
/* How many numbers there are; 0 where @end is not reached in whole steps. */
guint terrain_range_steps_count (const TerrainRangeSteps *self);
/* Returns: (transfer full): @value as it is answered */
char *terrain_range_steps_format (const TerrainRangeSteps *self, double value);
/* Returns: (transfer full): the number at @position, from @start on */
char *terrain_range_steps_dup_at (const TerrainRangeSteps *self, guint position);

G_END_DECLS
