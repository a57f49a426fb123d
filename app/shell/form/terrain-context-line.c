/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-context-line.h"
#include "terrain-form-direction.h"
#include "terrain-form-group.h"
#include "terrain-form-style.h"
#include "terrain-second-language.h"
#include "terrain-tally-grid.h"

#define APPEARANCE "terrain-context"

struct _TerrainContextLine
{
  GtkWidget parent_instance;
  TerrainFormContext *context;
  TerrainItem *note; /* (nullable) */
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (TerrainContextLine, terrain_context_line, GTK_TYPE_WIDGET)

/* Finding */

gboolean
terrain_item_is_context (TerrainItem *item)
{
  TerrainControl *control = terrain_item_get_control (item);

  return terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION && control != NULL &&
         terrain_control_has_appearance (control, APPEARANCE) && terrain_item_get_readonly (item);
}

/* Borrowed from its group. */
static TerrainItem *
note_in (TerrainItem *group)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (group));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (group), i);
      if (terrain_item_is_context (child) && terrain_item_get_relevant (child))
        return child;
    }
  return NULL;
}

TerrainItem *
terrain_context_line_find (TerrainItem *item)
{
  for (; item != NULL; item = terrain_item_get_parent (item))
    {
      TerrainItem *note = terrain_item_get_kind (item) != TERRAIN_ITEM_QUESTION &&
                              terrain_item_get_kind (item) != TERRAIN_ITEM_REPEAT
                            ? note_in (item)
                            : NULL;
      if (note != NULL)
        return note;
    }
  return NULL;
}

static TerrainItem *
item_at (GtkWidget *scroller, double y)
{
  GtkWidget *widget = gtk_widget_pick (scroller, gtk_widget_get_width (scroller) / 2, y,
                                       GTK_PICK_INSENSITIVE | GTK_PICK_NON_TARGETABLE);

  for (; widget != NULL && widget != scroller; widget = gtk_widget_get_parent (widget))
    {
      if (TERRAIN_IS_FORM_GROUP (widget))
        return terrain_form_group_get_item (TERRAIN_FORM_GROUP (widget));
      if (TERRAIN_IS_TALLY_GRID (widget))
        return terrain_tally_grid_get_item (TERRAIN_TALLY_GRID (widget));
    }
  return NULL;
}

/* From the bottom of the room there is: with the line above them the same places are as far from it. */
TerrainItem *
terrain_context_line_look (GtkWidget *scroller, int height)
{
  int line = height - gtk_widget_get_height (scroller);
  TerrainItem *note = NULL;

  /* The middle, where one reads; then what is only just in sight, above and below. */
  for (guint i = 0; note == NULL && i < 3; i++)
    {
      double at = (double) height * (i == 0 ? 0.5 : i == 1 ? 0.25 : 0.8);
      note = terrain_context_line_find (item_at (scroller, MIN (at, height - line - 1)));
    }
  return note;
}

/* Showing */

static void
update (TerrainContextLine *self)
{
  const char *text = self->note != NULL ? terrain_item_get_label (self->note) : NULL;
  g_autofree char *markup = terrain_form_dup_markup (text, /* links= */ FALSE);

  if (self->note != NULL)
    markup = terrain_second_language_take_label (self->context, self->note, g_steal_pointer (&markup));
  gtk_label_set_markup (GTK_LABEL (self->label), markup);
  gtk_widget_set_visible (GTK_WIDGET (self), *markup != '\0');
}

static void
direction_changed (TerrainContextLine *self)
{
  terrain_form_apply_direction (GTK_WIDGET (self), terrain_form_context_get_direction (self->context));
}

void
terrain_context_line_set_note (TerrainContextLine *self, TerrainItem *note)
{
  if (self->note == note)
    return;
  if (self->note != NULL)
    g_signal_handlers_disconnect_by_func (self->note, update, self);
  g_set_object (&self->note, note);
  if (note != NULL)
    g_signal_connect_object (note, "notify::label", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

const char *
terrain_context_line_get_text (TerrainContextLine *self)
{
  return self->note != NULL ? gtk_label_get_text (GTK_LABEL (self->label)) : NULL;
}

static void
terrain_context_line_dispose (GObject *object)
{
  TerrainContextLine *self = TERRAIN_CONTEXT_LINE (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_object (&self->note);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (terrain_context_line_parent_class)->dispose (object);
}

static void
terrain_context_line_class_init (TerrainContextLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = terrain_context_line_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
terrain_context_line_init (TerrainContextLine *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "terrain-context");
  self->label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "justify",
                              GTK_JUSTIFY_CENTER, "hexpand", TRUE, NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

GtkWidget *
terrain_context_line_new (TerrainFormContext *context)
{
  TerrainContextLine *self = g_object_new (TERRAIN_TYPE_CONTEXT_LINE, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "notify::second-language", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::direction", G_CALLBACK (direction_changed), self, G_CONNECT_SWAPPED);
  direction_changed (self);
  return GTK_WIDGET (self);
}
