/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * TerrainChoiceGrid: one line of a table: a title and cells of equal width.
 *
 *   wide:    [ title            ][ cell ][ cell ][ cell ]      narrow:  [ title                 ]
 *                                                                       [ cell ][ cell ][ cell ]
 *
 * Where a column lies depends on nothing but the line's width and the number of its cells, so the lines of one group,
 * being of one width, stand under each other without knowing of each other.
 */
#define TERRAIN_TYPE_CHOICE_GRID (terrain_choice_grid_get_type ())
G_DECLARE_FINAL_TYPE (TerrainChoiceGrid, terrain_choice_grid, TERRAIN, CHOICE_GRID, GtkWidget)

/* @has_title: without one, the cells take all the width */
GtkWidget *terrain_choice_grid_new (GtkAccessibleRole role, gboolean has_title);
/* @markup: Pango's */
void terrain_choice_grid_set_title (TerrainChoiceGrid *self, const char *markup);
void terrain_choice_grid_append (TerrainChoiceGrid *self, GtkWidget *cell);
void terrain_choice_grid_remove (TerrainChoiceGrid *self, GtkWidget *cell);

G_END_DECLS
