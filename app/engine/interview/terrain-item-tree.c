/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-item-private.h"

/* Making items, finding them, and letting go of nodes that go. */

/* Where the list of a node's items begins. */
TerrainItem **
terrain_item_list_of (TerrainNode *node)
{
  if (node->flags & TERRAIN_NODE_SCOPE)
    return (TerrainItem **) &((TerrainScope *) node->item)->items;
  return (TerrainItem **) &node->item;
}

/* @node: (nullable) */
static void
terrain_item_link (TerrainItem *self,
                   TerrainNode *node)
{
  self->node = node;
  self->context = node != NULL ? node : self->parent->context;
  if (node != NULL)
    {
      TerrainItem **list = terrain_item_list_of (node);

      self->next = *list;
      *list = self;
    }
}

static void
terrain_item_unlink (TerrainItem *self)
{
  if (self->node != NULL)
    {
      TerrainItem **link = terrain_item_list_of (self->node);

      while (*link != NULL && *link != self)
        link = &(*link)->next;
      if (*link == self)
        *link = self->next;
    }
  self->next = NULL;
  self->node = NULL;
}

TerrainItem *
terrain_item_new (TerrainInterview *interview,
                  TerrainItem      *parent,
                  TerrainItemKind   kind,
                  TerrainControl   *control,
                  TerrainNode      *node)
{
  TerrainItem *self = g_object_new (TERRAIN_TYPE_ITEM, NULL);

  self->form = terrain_form_ref (interview->form);
  self->interview = interview;
  self->parent = parent;
  self->kind = kind;
  self->control = control;
  terrain_item_link (self, node);
  if (control != NULL)
    {
      if (interview->control_items[control->index] == NULL)
        interview->control_items[control->index] = g_ptr_array_new ();
      g_ptr_array_add (interview->control_items[control->index], self);
    }
  terrain_item_refresh (self, ~(guint) (TERRAIN_DIRTY_TEXTS | TERRAIN_DIRTY_CHILDREN));
  return self;
}

TerrainItem *
terrain_item_new_root (TerrainInterview *self)
{
  return terrain_item_new (self, NULL, TERRAIN_ITEM_GROUP, NULL, self->root->node);
}

void
terrain_item_let_go (TerrainItem *self)
{
  if (self->interview == NULL)
    return;
  for (guint i = 0; self->children != NULL && i < self->children->len; i++)
    terrain_item_let_go (g_ptr_array_index (self->children, i));
  terrain_item_unlink (self);
  if (self->control != NULL)
    g_ptr_array_remove_fast (self->interview->control_items[self->control->index], self);
  if (self->interview->strays != NULL)
    g_ptr_array_remove_fast (self->interview->strays, self);
  self->context = NULL;
  self->interview = NULL;
}

void
terrain_item_dispose_all (TerrainInterview *self)
{
  g_ptr_array_set_size (self->dirty_items, 0);
  if (self->root_item != NULL)
    terrain_item_let_go (self->root_item);
  g_clear_object (&self->root_item);
}

TerrainScope *
terrain_item_get_scope (TerrainItem *self)
{
  return terrain_scope_of (self->context);
}

static TerrainItemKind
kind_of (TerrainControl *control)
{
  if (control->kind == TERRAIN_CONTROL_GROUP)
    return TERRAIN_ITEM_GROUP;
  return control->kind == TERRAIN_CONTROL_REPEAT ? TERRAIN_ITEM_REPEAT : TERRAIN_ITEM_QUESTION;
}

/* The node that @control shows where @self is: its own instance's, else the nearest. */
static TerrainNode *
find_node (TerrainItem    *self,
           TerrainControl *control)
{
  g_autoptr (GPtrArray) nodes = NULL;
  TerrainNode *node;

  if (control->schema == NULL)
    return NULL;
  node = terrain_layout_get_single (self->interview->layout, terrain_item_get_scope (self), control->schema);
  if (node != NULL)
    return node;
  nodes = g_ptr_array_new ();
  terrain_layout_collect_near (self->interview->layout, self->context, control->schema, nodes);
  return nodes->len > 0 ? g_ptr_array_index (nodes, 0) : NULL;
}

/*
 * A question outside of a repeat may show a node inside: the first there is. Which one that is changes with the
 * instances; where there is none, the question shows nothing and takes no answer.
 */
static void
add_stray (TerrainInterview *self,
           TerrainItem      *item)
{
  if (self->strays == NULL)
    self->strays = g_ptr_array_new ();
  g_ptr_array_add (self->strays, item);
}

static gboolean
is_stray (TerrainInterview *self,
          TerrainItem      *item)
{
  return self->strays != NULL && g_ptr_array_find (self->strays, item, NULL);
}

static void
make_controls (TerrainItem *self)
{
  GPtrArray *controls = self->control != NULL ? self->control->children : self->form->body;

  for (guint i = 0; controls != NULL && i < controls->len; i++)
    {
      TerrainControl *control = g_ptr_array_index (controls, i);
      TerrainItemKind kind = kind_of (control);
      TerrainNode *node = kind == TERRAIN_ITEM_REPEAT ? NULL : find_node (self, control);

      /* A question without a node cannot be answered: the form's check has said so. */
      if (kind == TERRAIN_ITEM_QUESTION && node == NULL)
        continue;
      if (kind == TERRAIN_ITEM_REPEAT &&
          (control->schema == NULL || self->interview->layout->owners[control->schema->index] !=
                                          terrain_item_get_scope (self)->node->schema))
        continue;
      g_ptr_array_add (self->children, terrain_item_new (self->interview, self, kind, control, node));
      if (kind == TERRAIN_ITEM_QUESTION && terrain_scope_of (node) != terrain_item_get_scope (self))
        add_stray (self->interview, g_ptr_array_index (self->children, self->children->len - 1));
    }
}

void
terrain_item_settle_strays (TerrainInterview *self)
{
  for (guint i = 0; self->strays != NULL && i < self->strays->len; i++)
    {
      TerrainItem *item = g_ptr_array_index (self->strays, i);
      TerrainNode *node = find_node (item->parent, item->control);

      if (node == item->node)
        continue;
      terrain_item_unlink (item);
      terrain_item_link (item, node);
      terrain_item_add_dirty (item, ~(guint) TERRAIN_DIRTY_CHILDREN);
    }
}

static GPtrArray *
get_instances (TerrainItem *self)
{
  return terrain_layout_get_instances (self->interview->layout, terrain_item_get_scope (self),
                                       self->control->schema);
}

GPtrArray *
terrain_item_ensure_children (TerrainItem *self)
{
  if (self->children != NULL)
    return self->children;
  self->children = g_ptr_array_new_with_free_func (g_object_unref);
  if (self->interview == NULL || self->kind == TERRAIN_ITEM_QUESTION)
    return self->children;
  if (self->kind == TERRAIN_ITEM_REPEAT)
    {
      GPtrArray *instances = get_instances (self);

      for (guint i = 0; i < instances->len; i++)
        g_ptr_array_add (self->children, terrain_item_new (self->interview, self, TERRAIN_ITEM_INSTANCE, self->control,
                                                           g_ptr_array_index (instances, i)));
    }
  else
    {
      make_controls (self);
    }
  return self->children;
}

static void
unref_orphan (gpointer data)
{
  TerrainItem *item = data;

  item->parent = NULL;
  g_object_unref (item);
}

void
terrain_item_splice_instances (TerrainItem *self,
                               guint       *position,
                               guint       *removed,
                               guint       *added)
{
  GPtrArray *nodes = get_instances (self);
  GPtrArray *items = self->children;
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (unref_orphan);
  guint head = 0;
  guint tail = 0;

  while (head < items->len && head < nodes->len &&
         ((TerrainItem *) g_ptr_array_index (items, head))->node == g_ptr_array_index (nodes, head))
    head++;
  while (tail < items->len - head && tail < nodes->len - head &&
         ((TerrainItem *) g_ptr_array_index (items, items->len - 1 - tail))->node ==
             g_ptr_array_index (nodes, nodes->len - 1 - tail))
    tail++;
  *position = head;
  *removed = items->len - head - tail;
  *added = nodes->len - head - tail;

  for (guint i = 0; i < *removed; i++)
    g_ptr_array_add (gone, g_object_ref (g_ptr_array_index (items, head + i)));
  if (*removed > 0)
    g_ptr_array_remove_range (items, head, *removed);
  for (guint i = 0; i < *added; i++)
    g_ptr_array_insert (items, (int) (head + i),
                        terrain_item_new (self->interview, self, TERRAIN_ITEM_INSTANCE, self->control,
                                          g_ptr_array_index (nodes, head + i)));
}

/* Finding */

TerrainItem *
terrain_interview_get_root_item (TerrainInterview *self)
{
  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), NULL);

  if (self->root_item == NULL)
    self->root_item = terrain_item_new_root (self);
  return self->root_item;
}

static TerrainItem *
find_child (TerrainItem    *item,
            TerrainControl *control)
{
  GPtrArray *children = terrain_item_ensure_children (item);

  for (guint i = 0; i < children->len; i++)
    {
      TerrainItem *child = g_ptr_array_index (children, i);

      if (child->control == control)
        return child;
    }
  return NULL;
}

/* The item of @control inside the instances of which @node is a part; for a repeat, the repeat itself. */
static TerrainItem *
find_control_item (TerrainInterview *self,
                   TerrainControl   *control,
                   TerrainNode      *node)
{
  TerrainItem *item = control->parent != NULL ? find_control_item (self, control->parent, node)
                                              : terrain_interview_get_root_item (self);

  if (item != NULL && item->kind == TERRAIN_ITEM_REPEAT)
    {
      TerrainScope *scope = terrain_scope_find (terrain_scope_of (node), item->control->schema);

      if (scope == NULL)
        return NULL;
      terrain_item_ensure_children (item);
      item = scope->node->position <= item->children->len ? g_ptr_array_index (item->children, scope->node->position - 1)
                                                          : NULL;
    }
  return item != NULL ? find_child (item, control) : NULL;
}

TerrainItem *
terrain_item_for_node (TerrainInterview *self,
                       TerrainNode      *node)
{
  TerrainSchema *schema = node->schema;
  TerrainItem *item;

  if (node == self->root->node)
    return terrain_interview_get_root_item (self);
  item = *terrain_item_list_of (node);
  if (item != NULL || schema == NULL || schema->control == NULL)
    return item;
  item = find_control_item (self, schema->control, node);
  if (item == NULL || item->kind != TERRAIN_ITEM_REPEAT)
    return item;
  terrain_item_ensure_children (item);
  return node->position >= 1 && node->position <= item->children->len
             ? g_ptr_array_index (item->children, node->position - 1)
             : NULL;
}

TerrainItem *
terrain_interview_find_item (TerrainInterview *self,
                             const char       *ref)
{
  TerrainSchema *repeat;
  TerrainScope *outer = NULL;
  TerrainNode *node;

  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), NULL);
  g_return_val_if_fail (ref != NULL, NULL);

  node = terrain_interview_resolve (self, ref, &repeat, &outer, NULL);
  if (node != NULL)
    return terrain_item_for_node (self, node);
  if (repeat == NULL || g_str_has_suffix (ref, "]") || repeat->control == NULL)
    return NULL;
  return find_control_item (self, repeat->control, outer->node);
}

/* Instances that come and go */

static void
queue_repeats (TerrainInterview *self,
               TerrainNode      *node)
{
  TerrainSchema *schema = node->schema;
  TerrainScope *outer = ((TerrainScope *) node->item)->outer;
  GPtrArray *items;

  self->moved = TRUE;
  if (schema->control == NULL)
    return;
  items = self->control_items[schema->control->index];
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      TerrainItem *item = g_ptr_array_index (items, i);

      if (item->kind == TERRAIN_ITEM_REPEAT && terrain_item_get_scope (item) == outer)
        {
          terrain_item_add_dirty (item, TERRAIN_DIRTY_CHILDREN | TERRAIN_DIRTY_RELEVANT);
          return;
        }
    }
}

void
terrain_item_instance_added (TerrainInterview *self,
                             TerrainNode      *node)
{
  queue_repeats (self, node);
}

static void
queue_refs (TerrainItem *self)
{
  terrain_item_add_dirty (self, TERRAIN_DIRTY_REF);
  for (guint i = 0; self->children != NULL && i < self->children->len; i++)
    queue_refs (g_ptr_array_index (self->children, i));
}

/* @first: the first of the instances, by index, whose position is another now or will be. */
static void
queue_refs_from (GPtrArray *instances,
                 guint      first)
{
  for (guint i = first; i < instances->len; i++)
    {
      for (TerrainItem *item = *terrain_item_list_of (g_ptr_array_index (instances, i)); item != NULL; item = item->next)
        queue_refs (item);
    }
}

void
terrain_item_instance_put_back (TerrainInterview *self,
                                TerrainNode      *node)
{
  TerrainScope *outer = ((TerrainScope *) node->item)->outer;

  queue_repeats (self, node);
  queue_refs_from (terrain_layout_get_instances (self->layout, outer, node->schema), node->position);
}

static void
leave_node (TerrainInterview *self,
            TerrainNode      *node)
{
  TerrainItem *item;

  while ((item = *terrain_item_list_of (node)) != NULL)
    {
      if (!is_stray (self, item))
        {
          terrain_item_let_go (item);
          continue;
        }
      terrain_item_unlink (item);
      terrain_item_link (item, NULL);
      terrain_item_add_dirty (item, ~(guint) TERRAIN_DIRTY_CHILDREN);
    }
}

void
terrain_item_instance_removed (TerrainInterview *self,
                               TerrainNode      *node)
{
  TerrainScope *outer = ((TerrainScope *) node->item)->outer;

  queue_repeats (self, node);
  /* Its own item first, with all below; then what is shown elsewhere of the nodes in it. */
  for (TerrainNode *at = node; at != NULL; at = terrain_node_next_below (at, node))
    {
      for (TerrainNode *attribute = at->first_attribute; attribute != NULL; attribute = attribute->next)
        leave_node (self, attribute);
      leave_node (self, at);
    }
  queue_refs_from (terrain_layout_get_instances (self->layout, outer, node->schema), node->position);
}
