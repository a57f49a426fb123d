/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * What a widget becomes may depend on the room it was given, which it learns when nothing may be changed any more:
 * terrain_second_layout(), called while @widget is given its place, calls @func when all have theirs, before the frame is
 * painted, and the frame is laid out once more. Once, however often it is asked for; never after @widget has gone from the
 * screen.
 */
typedef void (*TerrainSecondLayoutFunc) (GtkWidget *widget);

void terrain_second_layout (GtkWidget *widget, TerrainSecondLayoutFunc func);

G_END_DECLS
