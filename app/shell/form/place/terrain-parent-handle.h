/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * The window of a widget as portals want to hear of it, so that their dialogs stand above it: "x11:…", "wayland:…", or ""
 * where it has no such name. @ready is called at once, or once the compositor has answered; not at all where it never does.
 */
typedef void (*TerrainParentHandleFunc) (const char *handle, gpointer user_data);

void terrain_parent_handle_export (GtkWidget *widget, TerrainParentHandleFunc ready, gpointer user_data,
                                   GDestroyNotify destroy);
/* After the last call that named it. */
void terrain_parent_handle_unexport (GtkWidget *widget);

G_END_DECLS
