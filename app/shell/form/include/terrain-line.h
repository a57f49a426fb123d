/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * TerrainLineLayout: widgets beside each other, in the direction of the text, as a horizontal GtkBox has them; for a line in
 * which a label wraps. A GtkBox asks such a label how narrow it could be at the height it was given, which GTK finds by
 * breaking the text at one width after the other: more than a third of the work of laying out a question. Here widths come
 * first and heights follow from them, always.
 */
#define TERRAIN_TYPE_LINE_LAYOUT (terrain_line_layout_get_type ())
G_DECLARE_FINAL_TYPE (TerrainLineLayout, terrain_line_layout, TERRAIN, LINE_LAYOUT, GtkLayoutManager)

/* @spacing: between two of them, in pixels */
void terrain_line_layout_set_spacing (TerrainLineLayout *self, int spacing);

/* A widget that has it, and what is appended to it. */
#define TERRAIN_TYPE_LINE (terrain_line_get_type ())
G_DECLARE_FINAL_TYPE (TerrainLine, terrain_line, TERRAIN, LINE, GtkWidget)

GtkWidget *terrain_line_new (int spacing);
void terrain_line_append (TerrainLine *self, GtkWidget *child);

G_END_DECLS
