/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-chart.h"

G_BEGIN_DECLS

/*
 * TerrainBarChart: lying bars, a group for each category and in it a bar for each series, the newest one solid. Names of
 * categories stand before the bars, or above them where it is narrow; each value stands at the end of its bar.
 */
#define TERRAIN_TYPE_BAR_CHART (terrain_bar_chart_get_type ())
G_DECLARE_FINAL_TYPE (TerrainBarChart, terrain_bar_chart, TERRAIN, BAR_CHART, TerrainChart)

GtkWidget *terrain_bar_chart_new (void);

G_END_DECLS
