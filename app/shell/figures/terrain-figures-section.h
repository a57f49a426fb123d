/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <terrain-report.h>

#include "terrain-chart.h"

G_BEGIN_DECLS

/*
 * TerrainFiguresSection: one table of an indicator: large numbers where it is one row, a chart where it is more or where
 * it goes over time, the numbers below, and what is to be said of them.
 */
#define TERRAIN_TYPE_FIGURES_SECTION (terrain_figures_section_get_type ())
G_DECLARE_FINAL_TYPE (TerrainFiguresSection, terrain_figures_section, TERRAIN, FIGURES_SECTION, GtkBox)

/* @tables: kept as long as the section is; @index: which of them */
GtkWidget *terrain_figures_section_new (GPtrArray *tables, guint index);
/* Returns: (nullable): the chart on show */
TerrainChart *terrain_figures_section_get_chart (TerrainFiguresSection *self);
/* The table on show, for a spreadsheet. (transfer full) */
char *terrain_figures_section_dup_text (TerrainFiguresSection *self);

G_END_DECLS
