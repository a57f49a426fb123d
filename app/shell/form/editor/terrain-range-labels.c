/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-form-style.h"
#include "terrain-number-text.h"
#include "terrain-range-labels.h"

static gboolean
read_number (TerrainChoice *choice, double *number)
{
  const char *text = terrain_choice_get_value (choice);
  char *end;

  *number = g_ascii_strtod (text, &end);
  return end != text && *end == '\0';
}

char *
terrain_range_labels_dup_at (TerrainItem *item, double value)
{
  GListModel *choices = terrain_item_get_choices (item);
  guint n = choices != NULL ? g_list_model_get_n_items (choices) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);
      double number;

      if (read_number (choice, &number) && ABS (number - value) < 1e-9)
        return terrain_form_dup_plain_text (terrain_choice_get_label (choice));
    }
  return NULL;
}

static void
show_labels (GListModel *choices, guint position, guint removed, guint added, GtkLabel *label)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);
      g_autofree char *plain = terrain_form_dup_plain_text (terrain_choice_get_label (choice));
      g_autofree char *shown = terrain_number_text_format (terrain_choice_get_value (choice));
      double number;

      /* Each stands for itself, whatever directions its number and its words have: U+2068, U+2069. */
      if (read_number (choice, &number) && *plain != '\0')
        g_string_append_printf (text, "%s\u2068\u2068%s\u2069 – %s\u2069", text->len > 0 ? "\n" : "", shown, plain);
    }
  gtk_label_set_label (label, text->str);
  gtk_widget_set_visible (GTK_WIDGET (label), text->len > 0);
}

GtkWidget *
terrain_range_labels_new (TerrainItem *item)
{
  GListModel *choices = terrain_item_get_choices (item);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0f,
                                   "width-chars", 12, "visible", FALSE, NULL);

  gtk_widget_add_css_class (label, "terrain-dim");
  if (choices == NULL)
    return label;
  g_signal_connect_object (choices, "items-changed", G_CALLBACK (show_labels), label, 0);
  show_labels (choices, 0, 0, 0, GTK_LABEL (label));
  return label;
}
