/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-chart.h"

G_BEGIN_DECLS

/*
 * TerrainLineChart: what changes over time: a line for each series, with its name at the end of it, a style and a marker
 * of its own. A value that is not there leaves a gap; one of a period that is not complete is hollow.
 */
#define TERRAIN_TYPE_LINE_CHART (terrain_line_chart_get_type ())
G_DECLARE_FINAL_TYPE (TerrainLineChart, terrain_line_chart, TERRAIN, LINE_CHART, TerrainChart)

GtkWidget *terrain_line_chart_new (void);

G_END_DECLS
