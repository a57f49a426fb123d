/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-form-focus.h"
#include "terrain-form-slot.h"
#include "terrain-form-style.h"

struct _TerrainFormSlot
{
  GtkWidget parent_instance;
  TerrainItem *item;
  TerrainFormSlotFunc make;
  gpointer user_data;
  GtkWidget *question; /* a child; NULL until it is built */
};

G_DEFINE_FINAL_TYPE (TerrainFormSlot, terrain_form_slot, GTK_TYPE_WIDGET)

/* A place that is wrong by a line or two costs a little of the scrollbar's honesty and nothing else: what is above the
 * page is measured when it is built (terrain-form-sight.c). Asking an item for its choices would cost an evaluation. */
static int
estimate_height (TerrainFormSlot *self, int width)
{
  const char *label = terrain_item_get_label (self->item), *hint = terrain_item_get_hint (self->item);
  glong columns = MAX (width, 240) / 8;
  glong lines = 1;
  TerrainControlKind kind = terrain_control_get_kind (terrain_item_get_control (self->item));

  if (label != NULL)
    lines += g_utf8_strlen (label, -1) / columns;
  if (hint != NULL && *hint != '\0')
    lines += 1 + g_utf8_strlen (hint, -1) / columns;
  if (kind == TERRAIN_CONTROL_SELECT1 || kind == TERRAIN_CONTROL_SELECT)
    return (int) lines * 20 + 6 + 5 * 49;
  return (int) lines * 20 + 6 + 40;
}

static void
terrain_form_slot_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                           int *minimum_baseline, int *natural_baseline)
{
  TerrainFormSlot *self = TERRAIN_FORM_SLOT (widget);

  if (self->question != NULL)
    gtk_widget_measure (self->question, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
  else
    *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? estimate_height (self, for_size) : 0;
}

static void
terrain_form_slot_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TerrainFormSlot *self = TERRAIN_FORM_SLOT (widget);

  if (self->question != NULL)
    gtk_widget_allocate (self->question, width, height, baseline, NULL);
}

static GtkSizeRequestMode
terrain_form_slot_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

gboolean
terrain_form_slot_is_built (TerrainFormSlot *self)
{
  g_return_val_if_fail (TERRAIN_IS_FORM_SLOT (self), FALSE);
  return self->question != NULL;
}

GtkWidget *
terrain_form_slot_build (TerrainFormSlot *self)
{
  g_return_val_if_fail (TERRAIN_IS_FORM_SLOT (self), NULL);

  if (self->question == NULL)
    {
      self->question = self->make (self->item, self->user_data);
      gtk_widget_set_parent (self->question, GTK_WIDGET (self));
      /* The question says its name itself from here on. */
      gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL);
    }
  return self->question;
}

GtkWidget *
terrain_form_slot_get_beside (GtkWidget *question, gboolean below)
{
  GtkWidget *parent = gtk_widget_get_parent (question);
  GtkWidget *place = parent != NULL && TERRAIN_IS_FORM_SLOT (parent) ? parent : question;

  do
    place = below ? gtk_widget_get_next_sibling (place) : gtk_widget_get_prev_sibling (place);
  while (place != NULL && !gtk_widget_get_visible (place));
  return place != NULL && TERRAIN_IS_FORM_SLOT (place) ? terrain_form_slot_build (TERRAIN_FORM_SLOT (place)) : place;
}

/* Tab goes on into questions that were not seen yet. */
static gboolean
terrain_form_slot_focus (GtkWidget *widget, GtkDirectionType direction)
{
  terrain_form_slot_build (TERRAIN_FORM_SLOT (widget));
  return terrain_form_focus (widget, direction);
}

static gboolean
terrain_form_slot_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (terrain_form_slot_build (TERRAIN_FORM_SLOT (widget)));
}

static void
terrain_form_slot_dispose (GObject *object)
{
  TerrainFormSlot *self = TERRAIN_FORM_SLOT (object);

  g_clear_pointer (&self->question, gtk_widget_unparent);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (terrain_form_slot_parent_class)->dispose (object);
}

static void
terrain_form_slot_class_init (TerrainFormSlotClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_form_slot_dispose;
  widget_class->measure = terrain_form_slot_measure;
  widget_class->size_allocate = terrain_form_slot_size_allocate;
  widget_class->get_request_mode = terrain_form_slot_get_request_mode;
  widget_class->focus = terrain_form_slot_focus;
  widget_class->grab_focus = terrain_form_slot_grab_focus;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
terrain_form_slot_init (TerrainFormSlot *self)
{
}

GtkWidget *
terrain_form_slot_new (TerrainItem *item, TerrainFormSlotFunc make, gpointer user_data)
{
  TerrainFormSlot *self = g_object_new (TERRAIN_TYPE_FORM_SLOT, NULL);
  g_autofree char *name = terrain_form_dup_plain_text (terrain_item_get_label (item));

  self->item = g_object_ref (item);
  self->make = make;
  self->user_data = user_data;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_WIDGET (self);
}
