/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-wrap-buttons.h"

void
terrain_wrap_buttons (GtkWidget *top)
{
  GtkWidget *words = GTK_IS_BUTTON (top) ? gtk_button_get_child (GTK_BUTTON (top)) : NULL;

  if (GTK_IS_LABEL (words))
    {
      gtk_label_set_wrap (GTK_LABEL (words), TRUE);
      gtk_label_set_justify (GTK_LABEL (words), GTK_JUSTIFY_CENTER);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (top); child; child = gtk_widget_get_next_sibling (child))
    terrain_wrap_buttons (child);
}
