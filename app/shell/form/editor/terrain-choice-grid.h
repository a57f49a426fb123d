/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * TerrainChoiceGrid: one line of a table: a title and cells of equal width; where that has no room, a list.
 *
 *   wide:    [ title            ][ cell ][ cell ][ cell ]      stacked: [ title ]
 *                                                                       [ cell  ]
 *   less:    [ title                                    ]               [ cell  ]
 *            [ cell        ][ cell        ][ cell       ]               [ cell  ]
 *
 * Which of these, and where a column lies, depends on nothing but the line's width, the number of its cells and the
 * words over them, so the lines of one group, being of one width and over the same choices, stand under each other (or
 * change) without knowing of each other.
 *
 * Property "stacked" (gboolean): what is in the cells is to follow it. It changes between two rounds of one frame's
 * layout, so that nothing is ever drawn in the wrong shape.
 */
#define TERRAIN_TYPE_CHOICE_GRID (terrain_choice_grid_get_type ())
G_DECLARE_FINAL_TYPE (TerrainChoiceGrid, terrain_choice_grid, TERRAIN, CHOICE_GRID, GtkWidget)

/* @has_title: without one, the cells take all the width */
GtkWidget *terrain_choice_grid_new (GtkAccessibleRole role, gboolean has_title);
/* @markup: Pango's */
void terrain_choice_grid_set_title (TerrainChoiceGrid *self, const char *markup);
/* @texts: what stands in the cells or over them, each on a line of its own: a column is never narrower than its words */
void terrain_choice_grid_set_texts (TerrainChoiceGrid *self, const char *texts);
gboolean terrain_choice_grid_get_stacked (TerrainChoiceGrid *self);
void terrain_choice_grid_append (TerrainChoiceGrid *self, GtkWidget *cell);
void terrain_choice_grid_remove (TerrainChoiceGrid *self, GtkWidget *cell);

G_END_DECLS
