/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The words of @top, where it is a button, and of each button in it may take several lines: GTK would rather have a wider
 * window than break them. */
void terrain_wrap_buttons (GtkWidget *top);

G_END_DECLS
