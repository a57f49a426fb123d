/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <terrain-report.h>

G_BEGIN_DECLS

/* The numbers of one measure as a table: a row for each row, and for each period the value and its evolution. */

/* Only so many rows are shown; the CSV has all. */
#define TERRAIN_FIGURES_MOST_ROWS 200

GtkWidget *terrain_figures_numbers_new (const TerrainReportTable *table, guint measure);
/* The same for a spreadsheet that it is pasted into: columns between tabs. (transfer full) */
char *terrain_figures_numbers_dup_text (const TerrainReportTable *table, guint measure);
/* The evolution of a cell with that of its monthly mean, where a period is not complete. "" for none. (transfer full) */
char *terrain_figures_dup_evolution (const TerrainReportTable *table, guint row, guint measure, guint column);

G_END_DECLS
