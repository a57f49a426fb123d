/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-item-private.h"

#include <string.h>

/*
 * The walk stands on an item and finds the next one from there each time, so nothing has to be kept in step with the
 * record. Only where its item has gone (a removed repeat instance) it goes on from the place where that was.
 */
struct _TerrainWalk
{
  TerrainInterview *interview;
  TerrainWalkEvent event;
  gboolean one_by_one;
  GPtrArray *chain; /* TerrainItem, from the root to the one it stands on; empty at the ends */
  char *ref;
};

static gboolean enter (TerrainWalk *self,
                       TerrainItem *item);
static gboolean enter_last (TerrainWalk *self,
                            TerrainItem *item);

TerrainWalk *
terrain_walk_new (TerrainInterview *interview)
{
  TerrainWalk *self;

  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (interview), NULL);

  self = g_new0 (TerrainWalk, 1);
  self->interview = g_object_ref (interview);
  self->event = TERRAIN_WALK_BEGINNING;
  self->chain = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

void
terrain_walk_free (TerrainWalk *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->chain);
  g_object_unref (self->interview);
  g_free (self->ref);
  g_free (self);
}

void
terrain_walk_set_one_by_one (TerrainWalk *self,
                             gboolean     one_by_one)
{
  g_return_if_fail (self != NULL);

  self->one_by_one = one_by_one;
}

static guint
index_of (TerrainItem *item)
{
  GPtrArray *siblings = terrain_item_ensure_children (item->parent);
  guint index = 0;

  g_ptr_array_find (siblings, item, &index);
  return index;
}

static gboolean
stand (TerrainWalk     *self,
       TerrainWalkEvent event,
       TerrainItem     *item)
{
  g_autoptr (GPtrArray) chain = g_ptr_array_new_with_free_func (g_object_unref);

  for (TerrainItem *at = item; at != NULL; at = at->parent)
    g_ptr_array_insert (chain, 0, g_object_ref (at));
  g_ptr_array_unref (self->chain);
  self->chain = g_steal_pointer (&chain);
  self->event = event;
  return TRUE;
}

static gboolean
is_field_list (TerrainItem *item)
{
  return item->kind == TERRAIN_ITEM_GROUP && item->control != NULL &&
         terrain_control_has_appearance (item->control, "field-list");
}

static gboolean
has_label (TerrainItem *item)
{
  return item->control != NULL && (item->control->label.texts[TERRAIN_LABEL_TEXT] >= 0 ||
                                   item->control->label.texts[TERRAIN_LABEL_SHORT] >= 0 ||
                                   item->control->label.itext_id != NULL);
}

static gboolean
is_together (TerrainWalk *self,
             TerrainItem *item)
{
  return !self->one_by_one && is_field_list (item);
}

/* Whether there is anything to ask in it: a page with a title alone is none. */
static gboolean
has_content (TerrainItem *item)
{
  GPtrArray *children;

  if (!item->relevant)
    return FALSE;
  if (item->kind == TERRAIN_ITEM_QUESTION || terrain_item_get_can_add (item))
    return TRUE;
  children = terrain_item_ensure_children (item);
  for (guint i = 0; i < children->len; i++)
    {
      if (has_content (g_ptr_array_index (children, i)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_stop (TerrainItem *item)
{
  return item->kind == TERRAIN_ITEM_GROUP && item->parent != NULL && (is_field_list (item) || has_label (item));
}

/* The first stop among the children from @index on. */
static gboolean
enter_children (TerrainWalk *self,
                TerrainItem *item,
                guint        index)
{
  GPtrArray *children = terrain_item_ensure_children (item);

  for (guint i = index; i < children->len; i++)
    {
      if (enter (self, g_ptr_array_index (children, i)))
        return TRUE;
    }
  if (item->kind == TERRAIN_ITEM_REPEAT && terrain_item_get_can_add (item))
    return stand (self, TERRAIN_WALK_PROMPT_NEW_REPEAT, item);
  return FALSE;
}

/* The first stop at or below @item. */
static gboolean
enter (TerrainWalk *self,
       TerrainItem *item)
{
  if (!item->relevant)
    return FALSE;
  switch (item->kind)
    {
    case TERRAIN_ITEM_QUESTION:
      return stand (self, TERRAIN_WALK_QUESTION, item);
    case TERRAIN_ITEM_INSTANCE:
      return stand (self, TERRAIN_WALK_REPEAT, item);
    case TERRAIN_ITEM_GROUP:
      if (is_stop (item))
        return has_content (item) && stand (self, TERRAIN_WALK_GROUP, item);
      return enter_children (self, item, 0);
    case TERRAIN_ITEM_REPEAT:
    default:
      return enter_children (self, item, 0);
    }
}

/* The last stop among the children before @index. */
static gboolean
enter_children_last (TerrainWalk *self,
                     TerrainItem *item,
                     guint        index)
{
  GPtrArray *children = terrain_item_ensure_children (item);

  for (guint i = MIN (index, children->len); i > 0; i--)
    {
      if (enter_last (self, g_ptr_array_index (children, i - 1)))
        return TRUE;
    }
  return FALSE;
}

/* The last stop at or below @item. */
static gboolean
enter_last (TerrainWalk *self,
            TerrainItem *item)
{
  if (!item->relevant)
    return FALSE;
  switch (item->kind)
    {
    case TERRAIN_ITEM_QUESTION:
      return stand (self, TERRAIN_WALK_QUESTION, item);
    case TERRAIN_ITEM_INSTANCE:
      return enter_children_last (self, item, G_MAXUINT) || stand (self, TERRAIN_WALK_REPEAT, item);
    case TERRAIN_ITEM_REPEAT:
      if (terrain_item_get_can_add (item))
        return stand (self, TERRAIN_WALK_PROMPT_NEW_REPEAT, item);
      return enter_children_last (self, item, G_MAXUINT);
    case TERRAIN_ITEM_GROUP:
    default:
      if (!is_together (self, item) && enter_children_last (self, item, G_MAXUINT))
        return TRUE;
      return is_stop (item) && has_content (item) && stand (self, TERRAIN_WALK_GROUP, item);
    }
}

/* The stop after the child at @index - 1 of @item, wherever that is. */
static TerrainWalkEvent
go_on (TerrainWalk *self,
       TerrainItem *item,
       guint        index)
{
  while (!enter_children (self, item, index))
    {
      if (item->parent == NULL)
        {
          g_ptr_array_set_size (self->chain, 0);
          self->event = TERRAIN_WALK_END;
          break;
        }
      index = index_of (item) + 1;
      item = item->parent;
    }
  return self->event;
}

/* The stop before the child at @index of @item. */
static TerrainWalkEvent
go_back (TerrainWalk *self,
         TerrainItem *item,
         guint        index)
{
  while (!enter_children_last (self, item, index))
    {
      if (item->parent == NULL)
        {
          g_ptr_array_set_size (self->chain, 0);
          self->event = TERRAIN_WALK_BEGINNING;
          break;
        }
      if (item->relevant && item->kind == TERRAIN_ITEM_INSTANCE && stand (self, TERRAIN_WALK_REPEAT, item))
        break;
      if (item->relevant && is_stop (item) && stand (self, TERRAIN_WALK_GROUP, item))
        break;
      index = index_of (item);
      item = item->parent;
    }
  return self->event;
}

/* How many of the items it came by are still part of the record. */
static guint
count_alive (TerrainWalk *self)
{
  guint n = 0;

  while (n < self->chain->len && ((TerrainItem *) g_ptr_array_index (self->chain, n))->interview != NULL)
    n++;
  return n;
}

static TerrainItem *
get_current (TerrainWalk *self)
{
  return self->chain->len > 0 ? g_ptr_array_index (self->chain, self->chain->len - 1) : NULL;
}

/* The repeat that the removed instance was of, and the index it had. */
static TerrainItem *
find_gap (TerrainWalk *self,
          guint        alive,
          guint       *index)
{
  *index = ((TerrainItem *) g_ptr_array_index (self->chain, alive))->position - 1;
  return g_ptr_array_index (self->chain, alive - 1);
}

TerrainWalkEvent
terrain_walk_next (TerrainWalk *self)
{
  TerrainItem *item = get_current (self);
  guint alive = count_alive (self);
  guint index;

  g_return_val_if_fail (self != NULL, TERRAIN_WALK_END);

  if (self->event == TERRAIN_WALK_END)
    return self->event;
  if (item == NULL)
    return go_on (self, terrain_interview_get_root_item (self->interview), 0);
  if (alive < self->chain->len)
    {
      item = find_gap (self, alive, &index);
      return go_on (self, item, index);
    }
  if (self->event == TERRAIN_WALK_REPEAT || (self->event == TERRAIN_WALK_GROUP && !is_together (self, item)))
    return go_on (self, item, 0);
  return go_on (self, item->parent, index_of (item) + 1);
}

TerrainWalkEvent
terrain_walk_previous (TerrainWalk *self)
{
  TerrainItem *item = get_current (self);
  guint alive = count_alive (self);
  guint index;

  g_return_val_if_fail (self != NULL, TERRAIN_WALK_BEGINNING);

  if (self->event == TERRAIN_WALK_BEGINNING)
    return self->event;
  if (item == NULL)
    return go_back (self, terrain_interview_get_root_item (self->interview), G_MAXUINT);
  if (alive < self->chain->len)
    {
      item = find_gap (self, alive, &index);
      return go_back (self, item, index);
    }
  if (self->event == TERRAIN_WALK_PROMPT_NEW_REPEAT)
    return go_back (self, item, G_MAXUINT);
  return go_back (self, item->parent, index_of (item));
}

TerrainWalkEvent
terrain_walk_get_event (TerrainWalk *self)
{
  g_return_val_if_fail (self != NULL, TERRAIN_WALK_END);

  return self->event;
}

TerrainItem *
terrain_walk_get_item (TerrainWalk *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_current (self);
}

const char *
terrain_walk_get_ref (TerrainWalk *self)
{
  TerrainItem *item;

  g_return_val_if_fail (self != NULL, NULL);

  item = get_current (self);
  if (item == NULL)
    return NULL;
  if (self->event != TERRAIN_WALK_PROMPT_NEW_REPEAT)
    return item->ref;
  g_free (self->ref);
  self->ref = g_strdup_printf ("%s[%u]", item->ref, terrain_item_ensure_children (item)->len + 1);
  return self->ref;
}

/* The repeat whose prompt has @ref: that of the instance it would make. */
static TerrainItem *
find_prompt (TerrainWalk *self,
             const char  *ref)
{
  const char *bracket = strrchr (ref, '[');
  g_autofree char *repeat = NULL;
  TerrainItem *item;

  if (bracket == NULL || !g_str_has_suffix (ref, "]"))
    return NULL;
  repeat = g_strndup (ref, (gsize) (bracket - ref));
  item = terrain_interview_find_item (self->interview, repeat);
  if (item == NULL || item->kind != TERRAIN_ITEM_REPEAT ||
      g_ascii_strtoull (bracket + 1, NULL, 10) != terrain_item_ensure_children (item)->len + 1)
    return NULL;
  return item;
}

gboolean
terrain_walk_jump (TerrainWalk *self,
                   const char  *ref)
{
  TerrainItem *item;
  TerrainItem *page = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (ref != NULL, FALSE);

  item = terrain_interview_find_item (self->interview, ref);
  if (item == NULL)
    item = find_prompt (self, ref);
  if (item == NULL)
    return FALSE;
  for (TerrainItem *at = item; at != NULL; at = at->parent)
    {
      if (!at->relevant)
        return FALSE;
      if (is_together (self, at))
        page = at;
    }
  /* What is asked on a page with others is found there. */
  if (page != NULL)
    return stand (self, TERRAIN_WALK_GROUP, page);
  switch (item->kind)
    {
    case TERRAIN_ITEM_QUESTION:
      return stand (self, TERRAIN_WALK_QUESTION, item);
    case TERRAIN_ITEM_INSTANCE:
      return stand (self, TERRAIN_WALK_REPEAT, item);
    case TERRAIN_ITEM_REPEAT:
      return terrain_item_get_can_add (item) && stand (self, TERRAIN_WALK_PROMPT_NEW_REPEAT, item);
    case TERRAIN_ITEM_GROUP:
    default:
      return is_stop (item) && stand (self, TERRAIN_WALK_GROUP, item);
    }
}
