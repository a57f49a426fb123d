/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * TerrainWrapBox: buttons beside each other, each as wide as its words, and as many lines of them as it takes. A
 * GtkFlowBox would stand them in columns, far apart where one of them is long.
 *
 * Property "spacing" (int): between children and between lines, in pixels. Property "apart" (gboolean): the last one stands
 * at the end, as in a bar; where it takes several lines, each is as wide as there is room for. Property "stretched"
 * (gboolean): those of a line share its room.
 */
#define TERRAIN_TYPE_WRAP_BOX (terrain_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (TerrainWrapBox, terrain_wrap_box, TERRAIN, WRAP_BOX, GtkWidget)

/* @spacing: between children and between lines, in pixels */
GtkWidget *terrain_wrap_box_new (GtkAccessibleRole role, int spacing);
void terrain_wrap_box_append (TerrainWrapBox *self, GtkWidget *child);

G_END_DECLS
