/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Pictures of windows, to be looked at. */

/* Writes what @window shows to @path, with the dialogs upon it in its middle and the menus that are open: once frames come
 * and go without a change, however long that takes on a machine with other work. FALSE, and the picture all the same, where
 * something still moves after half a minute. @may_move: there is a camera in it, and a few seconds are enough. */
gboolean still_picture_save (GtkWidget *window, const char *path, gboolean may_move);

G_END_DECLS
