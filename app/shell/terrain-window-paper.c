/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "paper/terrain-paper-dialog.h"
#include "terrain-window-private.h"

static void
action_print_form (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  TerrainWindow *self = TERRAIN_WINDOW (widget);

  terrain_paper_dialog_show_form (GTK_WINDOW (self), terrain_window_get_workspace (self),
                                  g_variant_get_string (parameter, NULL));
}

void
terrain_window_install_paper (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.print-form", "s", action_print_form);
}
