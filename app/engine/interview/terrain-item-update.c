/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-item-private.h"

/* What items show: noted as perhaps changed during a step, compared and told at its end. */

void
terrain_item_add_dirty (TerrainItem *self,
                        guint        dirty)
{
  if (self->interview == NULL || dirty == 0)
    return;
  if (self->dirty == 0)
    g_ptr_array_add (self->interview->dirty_items, g_object_ref (self));
  self->dirty |= dirty;
}

void
terrain_item_queue (TerrainInterview *self,
                    TerrainNode      *node,
                    guint             dirty)
{
  for (TerrainItem *item = *terrain_item_list_of (node); item != NULL; item = item->next)
    {
      terrain_item_add_dirty (item, dirty);
      /* Groups without a reference, and repeats, are as relevant and as read-only as what holds them. */
      if ((dirty & (TERRAIN_DIRTY_RELEVANT | TERRAIN_DIRTY_READONLY)) && item->children != NULL)
        {
          for (guint i = 0; i < item->children->len; i++)
            {
              TerrainItem *child = g_ptr_array_index (item->children, i);

              if (child->node == NULL)
                terrain_item_add_dirty (child, dirty);
            }
        }
    }
}

void
terrain_item_queue_control (TerrainInterview *self,
                            TerrainControl   *control,
                            TerrainNode      *scope,
                            guint             dirty)
{
  GPtrArray *items = self->control_items[control->index];
  g_autoptr (GPtrArray) nodes = NULL;

  if (items == NULL || items->len == 0)
    return;
  if (scope == NULL || control->schema == NULL || items->len < 4)
    {
      for (guint i = 0; i < items->len; i++)
        {
          TerrainItem *item = g_ptr_array_index (items, i);

          if (scope == NULL || terrain_scope_find (terrain_item_get_scope (item), scope->schema) == scope->item)
            terrain_item_add_dirty (item, dirty);
        }
      return;
    }
  nodes = g_ptr_array_new ();
  terrain_layout_collect_near (self->layout, scope, control->schema, nodes);
  for (guint i = 0; i < nodes->len; i++)
    {
      for (TerrainItem *item = *terrain_item_list_of (g_ptr_array_index (nodes, i)); item != NULL; item = item->next)
        {
          if (item->control == control)
            terrain_item_add_dirty (item, dirty);
        }
    }
}

static void
queue_below (TerrainItem *self,
             guint        dirty)
{
  terrain_item_add_dirty (self, dirty);
  for (guint i = 0; self->children != NULL && i < self->children->len; i++)
    queue_below (g_ptr_array_index (self->children, i), dirty);
}

void
terrain_item_queue_all (TerrainInterview *self,
                        guint             dirty)
{
  if (self->root_item != NULL)
    queue_below (self->root_item, dirty);
}

static gboolean
take_text (char **text,
           char  *now)
{
  if (g_strcmp0 (*text, now) == 0)
    {
      g_free (now);
      return FALSE;
    }
  g_free (*text);
  *text = now;
  return TRUE;
}

static gboolean
take_flag (gboolean *flag,
           gboolean  now)
{
  gboolean changed = *flag != now;

  *flag = now;
  return changed;
}

static char *
compute_ref (TerrainItem *self)
{
  g_autofree char *holder = NULL;
  TerrainNode *parent;

  if (self->node != NULL)
    return terrain_node_dup_ref (self->node);
  if (self->kind == TERRAIN_ITEM_QUESTION)
    return g_strdup (self->control->schema->ref);
  if (self->kind != TERRAIN_ITEM_REPEAT)
    return terrain_node_dup_ref (self->context);
  parent = terrain_layout_get_single (self->interview->layout, terrain_item_get_scope (self),
                                      self->control->schema->parent);
  holder = terrain_node_dup_ref (parent != NULL ? parent : self->context);
  if (self->control->schema->prefix != NULL)
    return g_strconcat (holder, "/", self->control->schema->prefix, ":", self->control->schema->local, NULL);
  return g_strconcat (holder, "/", self->control->schema->local, NULL);
}

static gboolean
compute_relevant (TerrainItem *self)
{
  TerrainNode *node = self->node != NULL ? self->node : self->context;

  if (self->kind == TERRAIN_ITEM_REPEAT)
    return terrain_interview_repeat_is_relevant (self->interview, self->control, terrain_item_get_scope (self));
  return !(node->flags & TERRAIN_NODE_IRRELEVANT);
}

static guint
refresh_state (TerrainItem *self,
               guint        dirty)
{
  TerrainNode *node = self->node != NULL ? self->node : self->context;
  guint flags = node->flags;
  gboolean question = self->kind == TERRAIN_ITEM_QUESTION;
  guint changed = 0;

  if ((dirty & TERRAIN_DIRTY_REF) && take_text (&self->ref, compute_ref (self)))
    changed |= TERRAIN_DIRTY_REF;
  if (dirty & TERRAIN_DIRTY_REF)
    self->position = self->kind == TERRAIN_ITEM_INSTANCE ? self->node->position : 0;
  if ((dirty & TERRAIN_DIRTY_VALUE) && question && take_text (&self->value, g_strdup (node->value)))
    changed |= TERRAIN_DIRTY_VALUE;
  if ((dirty & TERRAIN_DIRTY_RELEVANT) && take_flag (&self->relevant, compute_relevant (self)))
    changed |= TERRAIN_DIRTY_RELEVANT;
  if ((dirty & TERRAIN_DIRTY_READONLY) && take_flag (&self->readonly, (flags & TERRAIN_NODE_READONLY) != 0))
    changed |= TERRAIN_DIRTY_READONLY;
  if ((dirty & TERRAIN_DIRTY_REQUIRED) && take_flag (&self->required, question && (flags & TERRAIN_NODE_REQUIRED)))
    changed |= TERRAIN_DIRTY_REQUIRED;
  if (dirty & (TERRAIN_DIRTY_VALID | TERRAIN_DIRTY_MESSAGE))
    {
      gboolean valid = !question || (flags & TERRAIN_NODE_IRRELEVANT) ||
                       !(flags & (TERRAIN_NODE_INVALID | TERRAIN_NODE_NOT_OFFERED));
      char *message = NULL;

      if (take_flag (&self->valid, valid))
        changed |= TERRAIN_DIRTY_VALID;
      if (!valid)
        message = terrain_interview_dup_message (self->interview, node,
                                                 flags & TERRAIN_NODE_INVALID ? TERRAIN_PROBLEM_CONSTRAINT
                                                                              : TERRAIN_PROBLEM_NO_LONGER_OFFERED);
      if (take_text (&self->message, message))
        changed |= TERRAIN_DIRTY_MESSAGE;
    }
  return changed;
}

static guint
refresh_texts (TerrainItem *self,
               guint        dirty)
{
  guint changed = 0;

  for (int i = 0; (dirty & TERRAIN_DIRTY_LABEL) && i < TERRAIN_LABEL_N_FORMS; i++)
    {
      /* What nobody asked for nobody shows. */
      if ((self->known & (1u << i)) && take_text (&self->label[i], terrain_item_compute_label (self, i)))
        changed |= TERRAIN_DIRTY_LABEL;
    }
  if (dirty & TERRAIN_DIRTY_HINT)
    {
      if ((self->known & TERRAIN_ITEM_KNOWS_HINT) &&
          take_text (&self->hint, terrain_item_compute_hint (self, TERRAIN_LABEL_TEXT)))
        changed |= TERRAIN_DIRTY_HINT;
      if ((self->known & TERRAIN_ITEM_KNOWS_GUIDANCE) &&
          take_text (&self->guidance, terrain_item_compute_hint (self, TERRAIN_LABEL_GUIDANCE)))
        changed |= TERRAIN_DIRTY_GUIDANCE;
    }
  if ((dirty & (TERRAIN_DIRTY_VALUE | TERRAIN_DIRTY_CHOICES)) && (self->known & TERRAIN_ITEM_KNOWS_DISPLAY) &&
      take_text (&self->display, terrain_item_compute_display (self)))
    changed |= TERRAIN_DIRTY_DISPLAY;
  return changed;
}

guint
terrain_item_refresh (TerrainItem *self,
                      guint        dirty)
{
  return refresh_state (self, dirty) | refresh_texts (self, dirty);
}

/* Choices that stay keep their object, so a list on screen keeps its rows and its focus. */
void
terrain_item_fill_choices (TerrainItem *self)
{
  GListModel *model = G_LIST_MODEL (self->choices);
  g_autoptr (GPtrArray) offers = NULL;
  g_autoptr (GPtrArray) now = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_before = g_list_model_get_n_items (model);
  guint head = 0;
  guint tail = 0;

  if (self->interview == NULL)
    return;
  offers = terrain_interview_list_offers (self->interview, self->control, self->context);
  for (guint i = 0; offers != NULL && i < offers->len; i++)
    g_ptr_array_add (now, terrain_choice_new (self->interview, self->control, g_ptr_array_index (offers, i),
                                              self->context));
  while (head < n_before && head < now->len)
    {
      g_autoptr (TerrainChoice) before = g_list_model_get_item (model, head);

      if (!terrain_choice_is_equal (before, g_ptr_array_index (now, head)))
        break;
      head++;
    }
  while (tail < n_before - head && tail < now->len - head)
    {
      g_autoptr (TerrainChoice) before = g_list_model_get_item (model, n_before - 1 - tail);

      if (!terrain_choice_is_equal (before, g_ptr_array_index (now, now->len - 1 - tail)))
        break;
      tail++;
    }
  if (n_before - head - tail > 0 || now->len - head - tail > 0)
    g_list_store_splice (self->choices, head, n_before - head - tail,
                         now->len > head ? &g_ptr_array_index (now, head) : NULL, now->len - head - tail);
}

/* The instances of a repeat decide on its relevance, and without any nothing tells that it changed. */
static void
queue_conditional_repeats (TerrainInterview *self)
{
  for (guint i = 0; i < self->layout->conditional_repeats->len; i++)
    {
      TerrainControl *control = g_ptr_array_index (self->layout->conditional_repeats, i);
      GPtrArray *items = self->control_items[control->index];

      for (guint k = 0; items != NULL && k < items->len; k++)
        {
          TerrainItem *item = g_ptr_array_index (items, k);

          if (item->kind == TERRAIN_ITEM_REPEAT)
            terrain_item_add_dirty (item, TERRAIN_DIRTY_RELEVANT);
        }
    }
}

/*
 * First every item reads what is, then all are told: a handler that looks around sees one state, the new one. It may
 * answer in turn; what that makes dirty is told by its own step.
 */
void
terrain_item_flush (TerrainInterview *self)
{
  g_autoptr (GPtrArray) items = NULL;

  queue_conditional_repeats (self);
  if (self->moved)
    terrain_item_settle_strays (self);
  self->moved = FALSE;
  if (self->dirty_items->len == 0)
    return;
  items = self->dirty_items;
  self->dirty_items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < items->len; i++)
    {
      TerrainItem *item = g_ptr_array_index (items, i);

      item->notify |= item->dirty & (TERRAIN_DIRTY_CHILDREN | TERRAIN_DIRTY_CHOICES);
      if (item->interview != NULL)
        item->notify |= terrain_item_refresh (item, item->dirty);
      item->dirty = 0;
    }
  for (guint i = 0; i < items->len; i++)
    {
      TerrainItem *item = g_ptr_array_index (items, i);
      guint bits = item->notify;

      item->notify = 0;
      if (item->interview == NULL)
        continue;
      if ((bits & TERRAIN_DIRTY_CHILDREN) && item->children != NULL && item->kind == TERRAIN_ITEM_REPEAT)
        {
          guint position, removed, added;

          terrain_item_splice_instances (item, &position, &removed, &added);
          if (removed > 0 || added > 0)
            g_list_model_items_changed (G_LIST_MODEL (item), position, removed, added);
        }
      if ((bits & TERRAIN_DIRTY_CHOICES) && item->choices != NULL)
        terrain_item_fill_choices (item);
      terrain_item_notify (item, bits & ~(guint) (TERRAIN_DIRTY_CHILDREN | TERRAIN_DIRTY_CHOICES));
    }
}
