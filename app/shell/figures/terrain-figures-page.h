/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "terrain-workspace.h"

G_BEGIN_DECLS

/*
 * TerrainFiguresPage: what coordinators publish, over the records of this profile: the indicators at the side by theme,
 * the chosen one with its charts and tables. Counted in a worker thread; follows the store.
 *
 * Actions "figures.save-csv", "figures.copy", "figures.save-picture", "figures.stop", "figures.list".
 */
#define TERRAIN_TYPE_FIGURES_PAGE (terrain_figures_page_get_type ())
G_DECLARE_FINAL_TYPE (TerrainFiguresPage, terrain_figures_page, TERRAIN, FIGURES_PAGE, AdwBin)

GtkWidget *terrain_figures_page_new (TerrainWorkspace *workspace);
/* "D-42"; FALSE where there is none */
gboolean terrain_figures_page_show_indicator (TerrainFiguresPage *self, const char *id);
/* Whether figures are being counted. */
gboolean terrain_figures_page_is_busy (TerrainFiguresPage *self);
/* All tables on show as CSV, or the chart as a picture, into a file. */
gboolean terrain_figures_page_save_csv (TerrainFiguresPage *self, GFile *file, GError **error);
gboolean terrain_figures_page_save_picture (TerrainFiguresPage *self, GFile *file, GError **error);

G_END_DECLS
