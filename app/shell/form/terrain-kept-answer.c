/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-kept-answer.h"
#include "terrain-wrap-box.h"

/* An icon and a sentence: nothing here is told by colour alone. */
struct _TerrainKeptAnswer
{
  GtkWidget parent_instance;
  TerrainFormContext *context;
  TerrainItem *item;
  GtkWidget *icon;
  GtkWidget *box;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (TerrainKeptAnswer, terrain_kept_answer, GTK_TYPE_WIDGET)

enum
{
  CLEAR,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

gboolean
terrain_kept_answer_is_wanted (TerrainFormContext *context, TerrainItem *item)
{
  TerrainSession *session = terrain_form_context_get_session (context);

  return session != NULL && !terrain_item_get_readonly (item) && terrain_session_is_kept (session, item);
}

static void
refresh (TerrainKeptAnswer *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), terrain_kept_answer_is_wanted (self->context, self->item));
}

static void
clicked (TerrainKeptAnswer *self)
{
  g_signal_emit (self, signals[CLEAR], 0);
}

static void
terrain_kept_answer_dispose (GObject *object)
{
  TerrainKeptAnswer *self = TERRAIN_KEPT_ANSWER (object);

  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->context);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (terrain_kept_answer_parent_class)->dispose (object);
}

static void
terrain_kept_answer_class_init (TerrainKeptAnswerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_kept_answer_dispose;
  signals[CLEAR] = g_signal_new ("clear", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_NOTE);
}

static void
terrain_kept_answer_init (TerrainKeptAnswer *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));
  const char *clear = _("Clear (Ctrl+Backspace)");
  GtkWidget *label;

  gtk_box_layout_set_spacing (layout, 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "terrain-kept");
  self->icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "view-pin-symbolic", "accessible-role",
                             GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  label = g_object_new (GTK_TYPE_LABEL, "label", _("Kept from the last record"), "xalign", 0.0f, "wrap", TRUE,
                        "width-chars", 8, NULL);
  /* Not in the Tab order: the key does the same from the answer itself. */
  self->button = g_object_new (GTK_TYPE_BUTTON, "label", clear, "focusable", FALSE, "focus-on-click", FALSE, NULL);
  gtk_widget_add_css_class (self->button, "flat");
  g_object_set (gtk_button_get_child (GTK_BUTTON (self->button)), "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                "width-chars", 5, NULL);
  /* In large text the button stands under the words. */
  self->box = g_object_new (TERRAIN_TYPE_WRAP_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "spacing", 6, "apart",
                            TRUE, "hexpand", TRUE, NULL);
  terrain_wrap_box_append (TERRAIN_WRAP_BOX (self->box), label);
  terrain_wrap_box_append (TERRAIN_WRAP_BOX (self->box), self->button);
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Kept from the last record"),
                                  -1);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked), self, G_CONNECT_SWAPPED);
}

GtkWidget *
terrain_kept_answer_new (TerrainFormContext *context, TerrainItem *item)
{
  TerrainKeptAnswer *self = g_object_new (TERRAIN_TYPE_KEPT_ANSWER, NULL);

  self->context = g_object_ref (context);
  self->item = g_object_ref (item);
  g_signal_connect_object (item, "notify::value", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (item, "notify::readonly", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}
