/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-fieldwork.h>
#include <terrain-report.h>

#include "terrain-figures-records.h"

G_BEGIN_DECLS

/* The indicators of this profile: the person's own "indicators.json" in its folder, else those shipped.
 * @path: (out) (transfer full): which file that was, for what is said of its mistakes */
TerrainIndicators *terrain_figures_load_indicators (TerrainProfile *profile, char **path, GError **error);

/*
 * TerrainFiguresRun: one computation over a profile's records, in a worker thread. Set up its report, start it, and look
 * at the report again when it is done.
 */
#define TERRAIN_TYPE_FIGURES_RUN (terrain_figures_run_get_type ())
G_DECLARE_FINAL_TYPE (TerrainFiguresRun, terrain_figures_run, TERRAIN, FIGURES_RUN, GObject)

/* Labels and lists are set; what is published is hidden where it is small. */
TerrainFiguresRun *terrain_figures_run_new (TerrainProfile *profile, TerrainFiguresRecords *records,
                                            TerrainIndicators *indicators, const GDate *today);
/* Not while it runs. */
TerrainReport *terrain_figures_run_get_report (TerrainFiguresRun *self);
void terrain_figures_run_start (TerrainFiguresRun *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
/* Returns: (transfer full) (element-type TerrainReportTable) */
GPtrArray *terrain_figures_run_finish (TerrainFiguresRun *self, GAsyncResult *result, GError **error);
/* 0 to 1; from any thread. */
double terrain_figures_run_get_progress (TerrainFiguresRun *self);
/* Records that could not be read at all. */
guint terrain_figures_run_get_n_broken (TerrainFiguresRun *self);

G_END_DECLS
