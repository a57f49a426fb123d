/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * A label on one line, cut short where there is no room, that is to wrap once it was. One that may wrap has another
 * height for each width, so all that holds it is measured over and over, and its text shaped dozens of times before it
 * is drawn. In a window that is not narrow, few have to. Its row looks after it when it is drawn, and wraps it when idle.
 */
GtkLabel *terrain_short_label_new (const char *style);
gboolean terrain_short_label_is_cut (GtkLabel *label);
/* Where it is cut. @lines: at most, or -1 */
void terrain_short_label_wrap (GtkLabel *label,
                               int       lines);

G_END_DECLS
