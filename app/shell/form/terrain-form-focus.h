/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * The focus() of widgets that pass the focus on to their children: Tab goes by the order of the children, which is that
 * of the form. GTK's own goes by where widgets are, so it does not know those that have just come and looks at all of a
 * long form for each Tab; and on Shift+Tab out of a widget it calls that widget's grab_focus(), which, where it passes
 * the focus on, is back where it was.
 */
gboolean terrain_form_focus (GtkWidget *widget, GtkDirectionType direction);

G_END_DECLS
