/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GTK's direction is each widget's own or the application's; the form's reaches its widgets only when told: @widget and all
 * that is in it now. */
void terrain_form_apply_direction (GtkWidget *widget, GtkTextDirection direction);

G_END_DECLS
