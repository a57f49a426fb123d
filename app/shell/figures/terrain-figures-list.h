/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <terrain-report.h>

#include "terrain-figures-records.h"

G_BEGIN_DECLS

/* The indicators by theme, as rows of a list box; those without records come last and say so. */

/* Puts the rows into @list. @records: (nullable): not known yet */
void terrain_figures_list_fill (GtkListBox *list, TerrainIndicators *indicators, TerrainFiguresRecords *records);
/* Which indicator the row is. */
guint terrain_figures_list_get_index (GtkListBoxRow *row);
/* Returns: (nullable) */
GtkListBoxRow *terrain_figures_list_find (GtkListBox *list, guint index);
guint terrain_figures_list_count_records (TerrainIndicators *indicators, guint index, TerrainFiguresRecords *records);

G_END_DECLS
