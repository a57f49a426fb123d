/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-short-label.h"

GtkLabel *
terrain_short_label_new (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style)
    gtk_widget_add_css_class (label, style);
  return GTK_LABEL (label);
}

gboolean
terrain_short_label_is_cut (GtkLabel *label)
{
  return gtk_widget_get_mapped (GTK_WIDGET (label)) && !gtk_label_get_wrap (label)
         && pango_layout_is_ellipsized (gtk_label_get_layout (label));
}

void
terrain_short_label_wrap (GtkLabel *label,
                          int       lines)
{
  if (!terrain_short_label_is_cut (label))
    return;
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (label, lines);
  if (lines < 0)
    gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_NONE);
}
