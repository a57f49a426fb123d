/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <terrain-engine.h>

G_BEGIN_DECLS

/*
 * TerrainFormGrid: the layout of a form of the class "theme-grid": questions side by side, in the order of the form.
 *
 *   columns 4:   [ w2            ][ w1   ][ w1   ]     cells of a row are equally high,
 *                [ w3                    ][ w1   ]     and a row always fills the width
 *                [ no width: a row by itself     ]
 *
 * A row in which a cell would be narrower than it can be, or than can be read, has its cells one below the other.
 */
#define TERRAIN_TYPE_FORM_GRID (terrain_form_grid_get_type ())
G_DECLARE_FINAL_TYPE (TerrainFormGrid, terrain_form_grid, TERRAIN, FORM_GRID, GtkLayoutManager)

/* @columns: of how many the widths of the children are parts. @spacing: between rows, in pixels */
GtkLayoutManager *terrain_form_grid_new (guint columns, guint spacing);
/* @child: of the widget whose layout it is. @span: how many columns it takes; 0, the default: a row by itself */
void terrain_form_grid_set_span (TerrainFormGrid *self, GtkWidget *child, guint span);

/* Whether the form asks to be shown so: "theme-grid" among the classes of its body. */
gboolean terrain_form_grid_fits (TerrainForm *form);
/* What the appearances of @item say, "w1" to "w10"; 0 where they say nothing. */
guint terrain_form_grid_find_span (TerrainItem *item);
/* Of how many columns the children of @item are laid out: its own width, or that of the nearest around it that has one;
 * else 4. */
guint terrain_form_grid_find_columns (TerrainItem *item);

G_END_DECLS
