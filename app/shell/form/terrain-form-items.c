/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-context-line.h"
#include "terrain-form-direction.h"
#include "terrain-form-focus.h"
#include "terrain-form-grid.h"
#include "terrain-form-group.h"
#include "terrain-form-items.h"
#include "terrain-question-private.h"
#include "terrain-tally-grid.h"
#include "terrain-tally-rows.h"

/*
 *   slots:    [ item | item | item | item | item ]
 *   widget:      W     NULL    W     NULL   NULL
 *                    not relevant      built_to^   not looked at yet
 *
 * Up to built_to a child has a widget exactly when it has once been relevant; a child that stops being relevant keeps
 * its widget, hidden, so that an answer changed back costs nothing. In a lazy context the widget of a question is a
 * TerrainFormSlot, which terrain-form-sight.c fills.
 */
typedef struct
{
  TerrainItem *item;
  GtkWidget *widget;
  gulong handler;
} Slot;

struct _TerrainFormItems
{
  GtkWidget parent_instance;
  TerrainFormContext *context;
  TerrainItem *parent;
  guint depth;
  GPtrArray *slots;
  guint built_to;
  gboolean queued;
};

G_DEFINE_FINAL_TYPE (TerrainFormItems, terrain_form_items, GTK_TYPE_WIDGET)

enum
{
  DONE,
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
slot_free (gpointer data)
{
  Slot *slot = data;

  g_signal_handler_disconnect (slot->item, slot->handler);
  g_clear_pointer (&slot->widget, gtk_widget_unparent);
  g_object_unref (slot->item);
  g_free (slot);
}

/* What questions tell goes up to the outermost container. */
static void
child_done (TerrainQuestion *question, gboolean forward, TerrainFormItems *self)
{
  g_signal_emit (self, signals[DONE], 0, question, forward);
}

static void
child_chosen (TerrainQuestion *question, TerrainFormItems *self)
{
  g_signal_emit (self, signals[CHOSEN], 0, question);
}

static void
nested_done (TerrainFormItems *nested, TerrainQuestion *question, gboolean forward, TerrainFormItems *self)
{
  g_signal_emit (self, signals[DONE], 0, question, forward);
}

static void
nested_chosen (TerrainFormItems *nested, TerrainQuestion *question, TerrainFormItems *self)
{
  g_signal_emit (self, signals[CHOSEN], 0, question);
}

static GtkWidget *
make_question (TerrainItem *item, gpointer data)
{
  TerrainFormItems *self = data;
  GtkWidget *question = terrain_question_new (self->context, item);

  g_signal_connect_object (question, "done", G_CALLBACK (child_done), self, 0);
  g_signal_connect_object (question, "chosen", G_CALLBACK (child_chosen), self, 0);
  return question;
}

/* @before: (nullable): what stands above it. What opens below a question that is there is there with it, as far as one
 * turn of the main loop allows; the rest when it is looked at. */
static GtkWidget *
make_slot (TerrainFormItems *self, TerrainItem *item, GtkWidget *before)
{
  GtkWidget *slot = terrain_form_slot_new (item, make_question, self);
  gboolean follows = (before == NULL || !TERRAIN_IS_FORM_SLOT (before) ||
                      terrain_form_slot_is_built (TERRAIN_FORM_SLOT (before))) &&
                     !terrain_form_folds_hides (terrain_form_context_get_folds (self->context), item);

  if (follows && terrain_form_context_take_ahead (self->context))
    terrain_form_slot_build (TERRAIN_FORM_SLOT (slot));
  gtk_widget_set_direction (slot, terrain_form_context_get_direction (self->context));
  terrain_form_context_note_slot (self->context);
  return slot;
}

static GtkWidget *
make_widget (TerrainFormItems *self, TerrainItem *item, GtkWidget *before)
{
  GtkWidget *widget;

  if (terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION)
    return terrain_form_context_get_lazy (self->context) ? make_slot (self, item, before) : make_question (item, self);
  if (terrain_tally_fits (item))
    return terrain_tally_grid_new (self->context, item, self->depth);
  widget = terrain_form_group_new (self->context, item, self->depth);
  TerrainFormItems *nested = terrain_form_group_get_items (TERRAIN_FORM_GROUP (widget));
  g_signal_connect_object (nested, "done", G_CALLBACK (nested_done), self, 0);
  g_signal_connect_object (nested, "chosen", G_CALLBACK (nested_chosen), self, 0);
  terrain_form_apply_direction (widget, terrain_form_context_get_direction (self->context));
  return widget;
}

static void
build_slot (TerrainFormItems *self, guint position)
{
  Slot *slot = self->slots->pdata[position];
  GtkWidget *before = NULL;

  if (slot->widget != NULL || !terrain_item_get_relevant (slot->item) || terrain_item_is_context (slot->item) ||
      terrain_item_get_commented (slot->item) != NULL)
    return;
  for (guint i = position; i > 0 && before == NULL; i--)
    before = ((Slot *) self->slots->pdata[i - 1])->widget;
  slot->widget = make_widget (self, slot->item, before);
  gtk_widget_insert_after (slot->widget, GTK_WIDGET (self), before);
  if (terrain_form_items_is_grid (self))
    terrain_form_grid_set_span (TERRAIN_FORM_GRID (gtk_widget_get_layout_manager (GTK_WIDGET (self))), slot->widget,
                                terrain_form_grid_find_span (slot->item));
}

static gboolean
build_piece (GtkWidget *widget, gint64 deadline)
{
  TerrainFormItems *self = TERRAIN_FORM_ITEMS (widget);

  self->queued = FALSE;
  while (self->built_to < self->slots->len)
    {
      /* A nested container queues itself: stop, so that it is built before what follows it. */
      gboolean nested = terrain_item_get_kind (((Slot *) self->slots->pdata[self->built_to])->item) !=
                        TERRAIN_ITEM_QUESTION;

      build_slot (self, self->built_to++);
      if (self->built_to == self->slots->len)
        break;
      if (nested || g_get_monotonic_time () >= deadline)
        {
          self->queued = TRUE;
          return TRUE;
        }
    }
  return FALSE;
}

static void
queue_build (TerrainFormItems *self)
{
  if (self->queued || self->built_to >= self->slots->len)
    return;
  self->queued = TRUE;
  terrain_form_context_queue_build (self->context, GTK_WIDGET (self), build_piece);
}

static void
relevant_changed (TerrainItem *item, GParamSpec *pspec, TerrainFormItems *self)
{
  gboolean relevant = terrain_item_get_relevant (item);

  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *slot = self->slots->pdata[i];

      if (slot->item != item)
        continue;
      if (slot->widget != NULL)
        gtk_widget_set_visible (slot->widget, relevant);
      else if (i < self->built_to)
        build_slot (self, i);
      return;
    }
}

static void
children_changed (GListModel *model, guint position, guint removed, guint added, TerrainFormItems *self)
{
  if (removed > 0)
    g_ptr_array_remove_range (self->slots, position, removed);
  for (guint i = 0; i < added; i++)
    {
      Slot *slot = g_new0 (Slot, 1);

      slot->item = g_list_model_get_item (model, position + i);
      slot->handler = g_signal_connect (slot->item, "notify::relevant", G_CALLBACK (relevant_changed), self);
      g_ptr_array_insert (self->slots, (int) (position + i), slot);
    }
  /* From here on all are looked at again; those that have a widget keep it. */
  self->built_to = MIN (self->built_to, position);
  queue_build (self);
}

void
terrain_form_items_build_all (TerrainFormItems *self)
{
  g_return_if_fail (TERRAIN_IS_FORM_ITEMS (self));

  for (; self->built_to < self->slots->len; self->built_to++)
    build_slot (self, self->built_to);
  for (guint i = 0; i < self->slots->len; i++)
    {
      GtkWidget *widget = ((Slot *) self->slots->pdata[i])->widget;

      if (widget != NULL && TERRAIN_IS_FORM_SLOT (widget))
        terrain_form_slot_build (TERRAIN_FORM_SLOT (widget));
      else if (widget != NULL && TERRAIN_IS_FORM_GROUP (widget))
        terrain_form_items_build_all (terrain_form_group_get_items (TERRAIN_FORM_GROUP (widget)));
    }
}

static gboolean
flush_below (GtkWidget *widget)
{
  if (TERRAIN_IS_QUESTION (widget))
    {
      if (terrain_question_flush (TERRAIN_QUESTION (widget)))
        return TRUE;
      gtk_widget_grab_focus (widget);
      return FALSE;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    if (!flush_below (child))
      return FALSE;
  return TRUE;
}

/* Only the question with the focus can hold something typed that is not yet handed over: leaving flushes. But a text
 * that is no answer stays in its question; all that are built are asked. */
gboolean
terrain_form_items_flush (TerrainFormItems *self)
{
  g_return_val_if_fail (TERRAIN_IS_FORM_ITEMS (self), FALSE);
  return flush_below (GTK_WIDGET (self));
}

gboolean
terrain_form_items_is_grid (TerrainFormItems *self)
{
  g_return_val_if_fail (TERRAIN_IS_FORM_ITEMS (self), FALSE);
  return TERRAIN_IS_FORM_GRID (gtk_widget_get_layout_manager (GTK_WIDGET (self)));
}

/* The child of @self that is @item or holds it. */
static TerrainItem *
child_towards (TerrainFormItems *self, TerrainItem *item)
{
  while (item != NULL && terrain_item_get_parent (item) != self->parent)
    item = terrain_item_get_parent (item);
  return item;
}

GtkWidget *
terrain_form_items_find (TerrainFormItems *self, TerrainItem *item)
{
  TerrainItem *child;

  g_return_val_if_fail (TERRAIN_IS_FORM_ITEMS (self), NULL);
  g_return_val_if_fail (TERRAIN_IS_ITEM (item), NULL);

  child = child_towards (self, item);
  for (guint i = 0; child != NULL && i < self->slots->len; i++)
    {
      Slot *slot = self->slots->pdata[i];

      if (slot->item != child)
        continue;
      build_slot (self, i);
      if (slot->widget != NULL && TERRAIN_IS_FORM_SLOT (slot->widget))
        return terrain_form_slot_build (TERRAIN_FORM_SLOT (slot->widget));
      if (child == item || slot->widget == NULL || !TERRAIN_IS_FORM_GROUP (slot->widget))
        return slot->widget;
      return terrain_form_items_find (terrain_form_group_get_items (TERRAIN_FORM_GROUP (slot->widget)), item);
    }
  return NULL;
}

static void
foreach_unbuilt (TerrainFormItems *self, TerrainFormItems *outermost, TerrainFormSlotForeach func, gpointer user_data)
{
  graphene_rect_t bounds;
  double top = gtk_widget_compute_bounds (GTK_WIDGET (self), GTK_WIDGET (outermost), &bounds) ? bounds.origin.y : 0;

  for (guint i = 0; i < self->slots->len; i++)
    {
      GtkWidget *widget = ((Slot *) self->slots->pdata[i])->widget;
      GtkAllocation place;

      if (widget == NULL || !gtk_widget_get_mapped (widget))
        continue;
      if (TERRAIN_IS_FORM_GROUP (widget))
        foreach_unbuilt (terrain_form_group_get_items (TERRAIN_FORM_GROUP (widget)), outermost, func, user_data);
      else if (TERRAIN_IS_FORM_SLOT (widget) && !terrain_form_slot_is_built (TERRAIN_FORM_SLOT (widget)))
        {
          gtk_widget_get_allocation (widget, &place);
          func (TERRAIN_FORM_SLOT (widget), top + place.y, place.height, user_data);
        }
    }
}

void
terrain_form_items_foreach_unbuilt (TerrainFormItems *self, TerrainFormSlotForeach func, gpointer user_data)
{
  g_return_if_fail (TERRAIN_IS_FORM_ITEMS (self));

  foreach_unbuilt (self, self, func, user_data);
}

static void
terrain_form_items_dispose (GObject *object)
{
  TerrainFormItems *self = TERRAIN_FORM_ITEMS (object);

  g_ptr_array_set_size (self->slots, 0);
  self->built_to = 0;
  g_clear_object (&self->context);
  g_clear_object (&self->parent);
  G_OBJECT_CLASS (terrain_form_items_parent_class)->dispose (object);
}

static void
terrain_form_items_finalize (GObject *object)
{
  g_ptr_array_unref (TERRAIN_FORM_ITEMS (object)->slots);
  G_OBJECT_CLASS (terrain_form_items_parent_class)->finalize (object);
}

static void
terrain_form_items_class_init (TerrainFormItemsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = terrain_form_items_dispose;
  G_OBJECT_CLASS (klass)->finalize = terrain_form_items_finalize;
  GTK_WIDGET_CLASS (klass)->focus = terrain_form_focus;
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                2, TERRAIN_TYPE_QUESTION, G_TYPE_BOOLEAN);
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, TERRAIN_TYPE_QUESTION);
}

static void
terrain_form_items_init (TerrainFormItems *self)
{
  self->slots = g_ptr_array_new_with_free_func (slot_free);
}

static GtkLayoutManager *
make_layout (TerrainFormItems *self)
{
  TerrainForm *form = terrain_interview_get_form (terrain_form_context_get_interview (self->context));
  GtkLayoutManager *layout;

  /* As on paper: what stands side by side is there to be seen at once. */
  if (terrain_form_grid_fits (form))
    return terrain_form_grid_new (terrain_form_grid_find_columns (self->parent), 18);
  layout = gtk_box_layout_new (GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), self->depth == 0 ? 30 : 24);
  return layout;
}

GtkWidget *
terrain_form_items_new (TerrainFormContext *context, TerrainItem *parent, guint depth)
{
  TerrainFormItems *self = g_object_new (TERRAIN_TYPE_FORM_ITEMS, NULL);

  self->context = g_object_ref (context);
  self->parent = g_object_ref (parent);
  self->depth = depth;
  gtk_widget_set_layout_manager (GTK_WIDGET (self), make_layout (self));
  g_signal_connect_object (parent, "items-changed", G_CALLBACK (children_changed), self, 0);
  gtk_widget_set_direction (GTK_WIDGET (self), terrain_form_context_get_direction (context));
  children_changed (G_LIST_MODEL (parent), 0, 0, g_list_model_get_n_items (G_LIST_MODEL (parent)), self);
  return GTK_WIDGET (self);
}
