/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The arithmetic of charts, without a display: which ticks an axis has, and where labels go so that none lies upon
 * another.
 */

typedef struct
{
  double low;
  double high;
  double step;
  guint n_ticks;
  guint decimals; /* that the ticks need */
} TerrainChartScale;

/**
 * terrain_chart_scale_choose:
 * @least, @most: of what is drawn; not finite for nothing
 * @max_ticks: as many as have room, 2 or more
 * @whole: ticks between whole numbers would be nonsense
 *
 * Steps are 1, 2 or 5 times a power of ten, and 0 is always on the axis: a bar that begins elsewhere lies.
 */
void terrain_chart_scale_choose (TerrainChartScale *self, double least, double most, guint max_ticks, gboolean whole);
double terrain_chart_scale_get_tick (const TerrainChartScale *self, guint index);
/* 0 at the low end, 1 at the high one. */
double terrain_chart_scale_place (const TerrainChartScale *self, double value);

typedef struct
{
  gboolean is_turned; /* a quarter to the left */
  guint every;        /* only each of so many is written; 1 for all */
} TerrainChartFit;

/* @widest: of the labels; @height: of one; @slot: the room of one, all in the same unit */
TerrainChartFit terrain_chart_fit_labels (double widest, double height, double slot, guint n);

/* Moves @positions, in any order, apart until none is nearer than @gap to another, as little as needed and within
 * @low…@high; where there is no room for all they lie evenly. */
void terrain_chart_spread (double *positions, guint n, double gap, double low, double high);

G_END_DECLS
