/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <terrain-report.h>

G_BEGIN_DECLS

typedef struct
{
  double value;        /* not a number for none, or hidden */
  char *text;          /* as it is written beside the point: "20,242" */
  char *spoken;        /* whole: "Anderlecht, 2023: 20,242, +11.3%" */
  gboolean is_partial; /* of a period that is not complete */
} TerrainChartPoint;

/*
 * TerrainChartData: what a chart shows: series of one point for each category. Immutable, reference counted.
 */
typedef struct _TerrainChartData TerrainChartData;

#define TERRAIN_TYPE_CHART_DATA (terrain_chart_data_get_type ())
GType terrain_chart_data_get_type (void);

/* One measure of a table. */
typedef enum
{
  TERRAIN_CHART_ROWS,    /* a category a row, a series a period: for bars */
  TERRAIN_CHART_PERIODS, /* a category a period, a series a row: for lines */
} TerrainChartAlong;

/**
 * terrain_chart_data_new:
 * @most: rows at most; the largest over all periods are kept, in the order of the table
 *
 * Totals are left out where there are other rows: they would flatten the rest.
 */
TerrainChartData *terrain_chart_data_new (const TerrainReportTable *table, guint measure, TerrainChartAlong along,
                                          guint most);
TerrainChartData *terrain_chart_data_ref (TerrainChartData *self);
void terrain_chart_data_unref (TerrainChartData *self);

const char *terrain_chart_data_get_title (const TerrainChartData *self);
TerrainReportUnit terrain_chart_data_get_unit (const TerrainChartData *self);
guint terrain_chart_data_get_n_categories (const TerrainChartData *self);
guint terrain_chart_data_get_n_series (const TerrainChartData *self);
const char *terrain_chart_data_get_category (const TerrainChartData *self, guint index);
const char *terrain_chart_data_get_series (const TerrainChartData *self, guint index);
const TerrainChartPoint *terrain_chart_data_get (const TerrainChartData *self, guint series, guint category);
/* How many rows were left out for being smaller. */
guint terrain_chart_data_get_n_left_out (const TerrainChartData *self);
/* FALSE where there is no value at all. */
gboolean terrain_chart_data_get_bounds (const TerrainChartData *self, double *least, double *most);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainChartData, terrain_chart_data_unref)

G_END_DECLS
