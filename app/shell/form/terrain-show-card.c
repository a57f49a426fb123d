/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "terrain-choice-keys.h"
#include "terrain-editor.h"
#include "terrain-editors.h"
#include "terrain-form-direction.h"
#include "terrain-form-style.h"
#include "terrain-form-table.h"
#include "terrain-media-box.h"
#include "terrain-number-text.h"
#include "terrain-range-steps.h"
#include "terrain-reserved.h"
#include "terrain-second-language.h"
#include "terrain-show-card.h"
#include "terrain-wrap-box.h"

/* Nobody reads a longer list from a screen: it is asked for in words. */
#define MAX_CHOICES 60
/* As many as have a key in the interviewer's list. */
#define MAX_KEYS 35
#define MAX_NUMBERS 11
/* In pixels */
#define PICTURE_SIDE 600
#define CHOICE_PICTURE_SIDE 200

struct _TerrainShowCard
{
  GtkWidget parent_instance;
  TerrainFormContext *context;
  TerrainItem *item;
  GtkWidget *lead; /* of a table, over its line */
  GtkWidget *label;
  GtkWidget *hint;
  GtkWidget *media;
  GtkWidget *offers; /* (nullable): what there is to choose from */
};

G_DEFINE_FINAL_TYPE (TerrainShowCard, terrain_show_card, GTK_TYPE_WIDGET)

static GtkWidget *
new_label (const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "width-chars", 12,
                                   "xalign", 0.0f, "hexpand", TRUE, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static const char *
label_form (gpointer item, const char *form)
{
  return terrain_item_get_label_form (item, form);
}

static const char *
choice_form (gpointer choice, const char *form)
{
  return terrain_choice_get_label_form (choice, form);
}

/* Choices */

/* @key: (nullable): "" keeps its place, so that the lines begin under each other */
static GtkWidget *
new_line (TerrainShowCard *self, TerrainChoice *choice, const char *key)
{
  GtkWidget *line = g_object_new (GTK_TYPE_BOX, "css-name", "row", "spacing", 18, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  GtkWidget *label = new_label (NULL);
  g_autofree char *markup = terrain_second_language_mark_first (
    self->context, terrain_form_dup_markup (terrain_choice_get_label (choice), /* links= */ FALSE));
  g_autofree char *plain = terrain_form_dup_plain_text (terrain_choice_get_label (choice));

  gtk_widget_add_css_class (line, "terrain-card-line");
  if (key != NULL)
    {
      GtkWidget *shown = g_object_new (GTK_TYPE_LABEL, "label", key, "valign", GTK_ALIGN_CENTER, "accessible-role",
                                       GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

      gtk_widget_add_css_class (shown, "terrain-card-key");
      gtk_box_append (GTK_BOX (line), shown);
    }
  if (terrain_media_box_is_needed (choice, choice_form))
    {
      GtkWidget *media = terrain_media_box_new (terrain_form_context_get_media (self->context), CHOICE_PICTURE_SIDE, FALSE);

      terrain_media_box_set (TERRAIN_MEDIA_BOX (media), choice, choice_form, plain);
      gtk_box_append (GTK_BOX (line), media);
    }
  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_box_append (GTK_BOX (line), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_LABEL, plain, -1);
  return line;
}

/* In a table it is one of the columns for the interviewer, and not read out all the same. */
static gboolean
is_reserved (TerrainShowCard *self, TerrainChoice *choice)
{
  if (terrain_form_table_get_heading (self->item) == NULL)
    return FALSE;
  for (int what = 0; what < TERRAIN_N_RESERVED; what++)
    {
      g_autofree char *code = terrain_reserved_dup_code (self->item, (TerrainReserved) what);

      if (g_strcmp0 (code, terrain_choice_get_value (choice)) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Returns: (transfer container) (element-type TerrainChoice): those that are read out */
static GPtrArray *
list_choices (TerrainShowCard *self)
{
  GListModel *choices = terrain_item_get_choices (self->item);
  g_auto (GStrv) apart = terrain_reserved_dup_apart (self->item);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = choices != NULL ? g_list_model_get_n_items (choices) : 0;

  for (guint i = 0; n <= MAX_CHOICES && i < n; i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);

      if (!g_strv_contains ((const char *const *) apart, terrain_choice_get_value (choice)) && !is_reserved (self, choice))
        g_ptr_array_add (found, g_steal_pointer (&choice));
    }
  return found;
}

static GtkWidget *
new_list (TerrainShowCard *self)
{
  g_autoptr (GPtrArray) choices = list_choices (self);
  /* What the interviewer types when the respondent says the number. */
  gboolean keys = terrain_editor_pick (self->item) == TERRAIN_TYPE_CHOICE_EDITOR && choices->len <= MAX_KEYS;
  gboolean lettered = terrain_choice_keys_are_values (choices);
  GtkWidget *list;

  if (choices->len == 0)
    return NULL;
  list = g_object_new (GTK_TYPE_BOX, "css-name", "list", "orientation", GTK_ORIENTATION_VERTICAL, "accessible-role",
                       GTK_ACCESSIBLE_ROLE_LIST, NULL);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; i < choices->len; i++)
    {
      g_autofree char *letter = lettered ? g_ascii_strup (terrain_choice_get_value (choices->pdata[i]), 1) : NULL;

      gtk_box_append (GTK_BOX (list),
                      new_line (self, choices->pdata[i],
                                !keys ? NULL : lettered ? letter : terrain_choice_key_text (i)));
    }
  return list;
}

/* Ranges */

static void
append_number (GtkWidget *box, const char *value)
{
  g_autofree char *text = terrain_number_text_format (value);
  /* From right to left too, the sign stands before its number: U+200E. */
  g_autofree char *shown = g_strconcat (*text == '-' ? "\u200e" : "", text, NULL);
  GtkWidget *number = gtk_label_new (shown);

  gtk_widget_add_css_class (number, "terrain-card-number");
  terrain_wrap_box_append (TERRAIN_WRAP_BOX (box), number);
}

/* All of a few; the two ends of many, with what is between them left open. */
static GtkWidget *
new_numbers (TerrainShowCard *self)
{
  GtkWidget *box = terrain_wrap_box_new (GTK_ACCESSIBLE_ROLE_LIST, 12);
  TerrainRangeSteps steps;
  guint n;

  terrain_range_steps_read (&steps, terrain_item_get_control (self->item));
  n = terrain_range_steps_count (&steps);
  if (n >= 2 && n <= MAX_NUMBERS)
    for (guint i = 0; i < n; i++)
      {
        g_autofree char *value = terrain_range_steps_dup_at (&steps, i);
        append_number (box, value);
      }
  else
    {
      g_autofree char *first = terrain_range_steps_format (&steps, steps.start);
      g_autofree char *last = terrain_range_steps_format (&steps, steps.end);

      append_number (box, first);
      terrain_wrap_box_append (TERRAIN_WRAP_BOX (box), gtk_label_new ("…"));
      append_number (box, last);
    }
  return box;
}

static void
update_offers (TerrainShowCard *self)
{
  TerrainControlKind kind = terrain_control_get_kind (terrain_item_get_control (self->item));

  g_clear_pointer (&self->offers, gtk_widget_unparent);
  self->offers = kind == TERRAIN_CONTROL_RANGE && terrain_editor_pick (self->item) != TERRAIN_TYPE_TEXT_EDITOR
                   ? new_numbers (self)
                   : new_list (self);
  if (self->offers != NULL)
    {
      gtk_widget_insert_before (self->offers, GTK_WIDGET (self), NULL);
      terrain_form_apply_direction (self->offers, terrain_form_context_get_direction (self->context));
    }
}

static void
set_text (TerrainShowCard *self, GtkWidget *label, const char *text)
{
  g_autofree char *markup
    = terrain_second_language_mark_first (self->context, terrain_form_dup_markup (text, /* links= */ FALSE));

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_widget_set_visible (label, text != NULL && *text != '\0');
}

static void
update_texts (TerrainShowCard *self)
{
  g_autofree char *plain = terrain_form_dup_plain_text (terrain_item_get_label (self->item));
  TerrainItem *lead = terrain_form_table_get_lead (self->item);

  set_text (self, self->lead, lead != NULL ? terrain_item_get_label (lead) : NULL);
  set_text (self, self->label, terrain_item_get_label (self->item));
  set_text (self, self->hint, terrain_item_get_hint (self->item));
  terrain_media_box_set (TERRAIN_MEDIA_BOX (self->media), self->item, label_form, plain);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, plain, -1);
}

static void
terrain_show_card_dispose (GObject *object)
{
  TerrainShowCard *self = TERRAIN_SHOW_CARD (object);

  g_clear_pointer (&self->lead, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->hint, gtk_widget_unparent);
  g_clear_pointer (&self->media, gtk_widget_unparent);
  g_clear_pointer (&self->offers, gtk_widget_unparent);
  g_clear_object (&self->context);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (terrain_show_card_parent_class)->dispose (object);
}

static void
terrain_show_card_class_init (TerrainShowCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = terrain_show_card_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
terrain_show_card_init (TerrainShowCard *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 18);
  gtk_widget_add_css_class (GTK_WIDGET (self), "terrain-card");
}

GtkWidget *
terrain_show_card_new (TerrainFormContext *context, TerrainItem *item)
{
  TerrainShowCard *self = g_object_new (TERRAIN_TYPE_SHOW_CARD, NULL);
  GListModel *choices = terrain_item_get_choices (item);

  self->context = g_object_ref (context);
  self->item = g_object_ref (item);
  self->lead = new_label ("terrain-card-lead");
  self->label = new_label ("terrain-card-label");
  self->hint = new_label ("terrain-hint");
  self->media = terrain_media_box_new (terrain_form_context_get_media (context), PICTURE_SIDE, /* focusable= */ FALSE);
  gtk_widget_set_parent (self->lead, GTK_WIDGET (self));
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_parent (self->hint, GTK_WIDGET (self));
  gtk_widget_set_parent (self->media, GTK_WIDGET (self));
  g_signal_connect_object (item, "notify::label", G_CALLBACK (update_texts), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (item, "notify::hint", G_CALLBACK (update_texts), self, G_CONNECT_SWAPPED);
  if (choices != NULL)
    g_signal_connect_object (choices, "items-changed", G_CALLBACK (update_offers), self, G_CONNECT_SWAPPED);
  update_texts (self);
  update_offers (self);
  return GTK_WIDGET (self);
}

GtkWidget *
terrain_show_card_get_media (TerrainShowCard *self)
{
  return self->media;
}
