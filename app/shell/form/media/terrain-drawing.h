/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * TerrainDrawing: a sheet of paper to draw or sign on with pointer, finger or pen, over a picture or over white. The
 * sheet has a size of its own in pixels, whatever that of the widget. Property: "empty" (notified: nothing is drawn).
 */
#define TERRAIN_TYPE_DRAWING (terrain_drawing_get_type ())
G_DECLARE_FINAL_TYPE (TerrainDrawing, terrain_drawing, TERRAIN, DRAWING, GtkWidget)

/* @under: (nullable): the sheet then has its size */
GtkWidget *terrain_drawing_new (int width, int height, GdkTexture *under);
void terrain_drawing_set_colour (TerrainDrawing *self, const GdkRGBA *colour);
/* A line in pixels of the sheet, as the pointer makes it. */
void terrain_drawing_begin (TerrainDrawing *self, double x, double y);
void terrain_drawing_extend (TerrainDrawing *self, double x, double y);
/* Takes the last line back. */
void terrain_drawing_undo (TerrainDrawing *self);
void terrain_drawing_clear (TerrainDrawing *self);
gboolean terrain_drawing_is_empty (TerrainDrawing *self);
/* Returns: (transfer full): the sheet as PNG */
GBytes *terrain_drawing_render (TerrainDrawing *self);

G_END_DECLS
