/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-form-focus.h"
#include "terrain-line.h"
#include "terrain-reserved-bar.h"
#include "terrain-second-language.h"
#include "terrain-wrap-box.h"

/* In characters: what fits in a narrow window with large text, and longer labels wrap. A tall button would take a label
 * that may wrap to be as narrow as its height allows. */
#define WIDEST 15

struct _TerrainReservedBar
{
  GtkWidget parent_instance;
  TerrainFormContext *context;
  TerrainItem *item;
  GtkWidget *caption;
  GtkWidget *buttons[TERRAIN_N_RESERVED];
  GtkWidget *labels[TERRAIN_N_RESERVED];
  GtkWidget *key_caps[TERRAIN_N_RESERVED];
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (TerrainReservedBar, terrain_reserved_bar, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *const keys[TERRAIN_N_RESERVED] = { "F2", "F3" };

static void
toggled (TerrainReservedBar *self, GtkToggleButton *button)
{
  TerrainReserved what = GTK_WIDGET (button) == self->buttons[TERRAIN_RESERVED_UNKNOWN] ? TERRAIN_RESERVED_UNKNOWN
                                                                                        : TERRAIN_RESERVED_REFUSED;
  g_autofree char *code = terrain_reserved_dup_code (self->item, what);

  if (self->showing || code == NULL)
    return;
  g_signal_emit (self, signals[CHOSEN], 0, gtk_toggle_button_get_active (button) ? code : "");
  terrain_reserved_bar_refresh (self); /* where it was refused */
}

/* Its longer line, where it is in two languages. */
static int
width_of (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  glong longest = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    longest = MAX (longest, g_utf8_strlen (lines[i], -1));
  return (int) MIN (longest, WIDEST);
}

/* A number's reserved codes have no words of the form. */
static void
show_label (TerrainReservedBar *self, TerrainReserved what, const char *label)
{
  g_autoptr (TerrainChoice) choice = terrain_reserved_dup_choice (self->item, what);
  g_autofree char *markup = choice != NULL ? terrain_second_language_dup_choice (self->context, self->item, choice)
                                           : g_markup_escape_text (label, -1);

  gtk_label_set_markup (GTK_LABEL (self->labels[what]), markup);
  gtk_label_set_width_chars (GTK_LABEL (self->labels[what]),
                             width_of (gtk_label_get_text (GTK_LABEL (self->labels[what]))));
}

void
terrain_reserved_bar_refresh (TerrainReservedBar *self)
{
  const char *value = terrain_item_get_value (self->item);
  g_auto (GStrv) apart_codes = terrain_reserved_dup_apart (self->item);
  gboolean any = FALSE;

  for (int what = 0; what < TERRAIN_N_RESERVED; what++)
    {
      g_autofree char *code = terrain_reserved_dup_code (self->item, (TerrainReserved) what);
      gboolean apart = code != NULL && (terrain_item_get_choices (self->item) == NULL ||
                                        g_strv_contains ((const char *const *) apart_codes, code));
      g_autofree char *label = apart ? terrain_reserved_dup_label (self->item, (TerrainReserved) what) : NULL;

      gtk_widget_set_visible (self->buttons[what], apart);
      gtk_widget_set_visible (self->key_caps[what], !terrain_form_context_get_large (self->context));
      any = any || apart;
      if (!apart)
        continue;
      self->showing = TRUE;
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->buttons[what]), g_strcmp0 (code, value) == 0);
      self->showing = FALSE;
      show_label (self, (TerrainReserved) what, label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[what]), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                      GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, keys[what], -1);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), any && !terrain_item_get_readonly (self->item));
  gtk_widget_set_visible (self->caption, !terrain_form_context_get_large (self->context));
}

static void
add_button (TerrainReservedBar *self, GtkWidget *row, TerrainReserved what)
{
  GtkWidget *content = terrain_line_new (9);
  GtkWidget *key = g_object_new (GTK_TYPE_LABEL, "label", keys[what], "accessible-role",
                                 GTK_ACCESSIBLE_ROLE_PRESENTATION, "valign", GTK_ALIGN_CENTER, NULL);

  self->labels[what] = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0f,
                                     "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->key_caps[what] = key;
  gtk_widget_add_css_class (key, "terrain-key");
  terrain_line_append (TERRAIN_LINE (content), self->labels[what]);
  terrain_line_append (TERRAIN_LINE (content), key);
  self->buttons[what] = g_object_new (GTK_TYPE_TOGGLE_BUTTON, "child", content, NULL);
  gtk_widget_add_css_class (self->buttons[what], "terrain-reserved");
  g_signal_connect_object (self->buttons[what], "toggled", G_CALLBACK (toggled), self, G_CONNECT_SWAPPED);
  terrain_wrap_box_append (TERRAIN_WRAP_BOX (row), self->buttons[what]);
}

static void
terrain_reserved_bar_dispose (GObject *object)
{
  TerrainReservedBar *self = TERRAIN_RESERVED_BAR (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->context);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (terrain_reserved_bar_parent_class)->dispose (object);
}

static void
terrain_reserved_bar_class_init (TerrainReservedBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_reserved_bar_dispose;
  widget_class->focus = terrain_form_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
terrain_reserved_bar_init (TerrainReservedBar *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *row = terrain_wrap_box_new (GTK_ACCESSIBLE_ROLE_GROUP, 6);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 3);
  gtk_widget_add_css_class (GTK_WIDGET (self), "terrain-reserved-bar");
  /* Translators: above answers such as "don't know", which the interviewer does not read out */
  self->caption = g_object_new (GTK_TYPE_LABEL, "label", _("Not read out"), "xalign", 0.0f, NULL);
  gtk_widget_add_css_class (self->caption, "terrain-place");
  gtk_widget_set_parent (self->caption, GTK_WIDGET (self));
  gtk_widget_set_parent (row, GTK_WIDGET (self));
  add_button (self, row, TERRAIN_RESERVED_UNKNOWN);
  add_button (self, row, TERRAIN_RESERVED_REFUSED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Not read out"), -1);
}

GtkWidget *
terrain_reserved_bar_new (TerrainFormContext *context, TerrainItem *item)
{
  TerrainReservedBar *self = g_object_new (TERRAIN_TYPE_RESERVED_BAR, NULL);

  self->context = g_object_ref (context);
  self->item = g_object_ref (item);
  g_signal_connect_object (context, "notify::large", G_CALLBACK (terrain_reserved_bar_refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::second-language", G_CALLBACK (terrain_reserved_bar_refresh), self,
                           G_CONNECT_SWAPPED);
  terrain_reserved_bar_refresh (self);
  return GTK_WIDGET (self);
}
