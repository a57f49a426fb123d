/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <terrain-fieldwork.h>

#include "terrain-masked-bar.h"

static GtkWidget *
add_button (GtkWidget *box, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

/* Positions change when an earlier repeat instance goes. */
static void
ref_changed (TerrainItem *item, GParamSpec *pspec, GtkWidget *button)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", terrain_item_get_ref (item));
}

GtkWidget *
terrain_masked_bar_new (TerrainItem *item)
{
  GtkWidget *self = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 9, NULL);
  GtkWidget *line = g_object_new (GTK_TYPE_BOX, "spacing", 9, NULL);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "view-conceal-symbolic", "valign", GTK_ALIGN_START,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", _("Answered in private. The answer is not shown."), "wrap",
                                   TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "width-chars", 12, "xalign", 0.0f, NULL);
  GtkWidget *buttons;
  GtkWidget *again;

  gtk_widget_add_css_class (self, "terrain-masked");
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (self), line);
  /* What was computed from such an answer follows it. */
  if (!terrain_item_is_sensitive (item))
    return self;
  buttons = g_object_new (GTK_TYPE_BOX, "spacing", 9, NULL);
  add_button (buttons, _("_Delete the Answer"), "question.delete-masked");
  again = add_button (buttons, _("Ask _Again"), "win.ask-again");
  ref_changed (item, NULL, again);
  g_signal_connect_object (item, "notify::ref", G_CALLBACK (ref_changed), again, 0);
  gtk_box_append (GTK_BOX (self), buttons);
  return self;
}
