/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-node-private.h"

/* Document order, string-values and references: what needs more of the tree than one node. */

TerrainNode *
terrain_node_get_parent (TerrainNode *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->parent;
}

TerrainNode *
terrain_node_get_first_child (TerrainNode *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->first_child;
}

TerrainNode *
terrain_node_get_next (TerrainNode *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->next;
}

const char *
terrain_node_get_local_name (TerrainNode *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->local;
}

TerrainNode *
terrain_node_next_below (TerrainNode *self,
                         TerrainNode *top)
{
  if (self->first_child != NULL)
    return self->first_child;
  while (self != top && self->next == NULL)
    self = self->parent;
  return self == top ? NULL : self->next;
}

char *
terrain_node_dup_string (TerrainNode *self)
{
  GString *text;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->first_child == NULL)
    return g_strdup (terrain_node_get_value (self));

  text = g_string_new (NULL);
  for (TerrainNode *node = self->first_child; node != NULL; node = terrain_node_next_below (node, self))
    {
      if (node->kind == TERRAIN_NODE_TEXT || (node->kind == TERRAIN_NODE_ELEMENT && node->first_child == NULL))
        g_string_append (text, terrain_node_get_value (node));
    }
  return g_string_free (text, FALSE);
}

/* A name shared with a sibling needs a position; in a form's own tree only repeats have any. */
static guint
step_position (TerrainNode *self)
{
  guint position = 1;
  gboolean alone = TRUE;

  if (self->position != 0)
    return self->position;
  if (self->schema != NULL || self->kind != TERRAIN_NODE_ELEMENT)
    return 0;
  for (TerrainNode *node = self->previous; node != NULL; node = node->previous)
    {
      if (node->local == self->local && node->uri == self->uri && node->kind == self->kind)
        position++;
    }
  for (TerrainNode *node = self->next; node != NULL && alone; node = node->next)
    alone = node->local != self->local || node->uri != self->uri || node->kind != self->kind;
  return position == 1 && alone ? 0 : position;
}

static void
append_step (TerrainNode *self,
             GString     *ref)
{
  guint position;

  g_string_append_c (ref, '/');
  switch (self->kind)
    {
    case TERRAIN_NODE_TEXT:
      g_string_append (ref, "text()");
      return;
    case TERRAIN_NODE_COMMENT:
      g_string_append (ref, "comment()");
      return;
    case TERRAIN_NODE_INSTRUCTION:
      g_string_append (ref, "processing-instruction()");
      return;
    case TERRAIN_NODE_NAMESPACE:
      g_string_append_printf (ref, "namespace::%s", self->local != NULL ? self->local : "*");
      return;
    case TERRAIN_NODE_ATTRIBUTE:
      g_string_append_c (ref, '@');
      break;
    case TERRAIN_NODE_ELEMENT:
    case TERRAIN_NODE_DOCUMENT:
      break;
    default:
      g_assert_not_reached ();
    }

  if (self->prefix != NULL)
    g_string_append_printf (ref, "%s:", self->prefix);
  g_string_append (ref, self->local);
  position = step_position (self);
  if (position != 0)
    g_string_append_printf (ref, "[%u]", position);
}

char *
terrain_node_dup_ref (TerrainNode *self)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new ();
  GString *ref = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  for (TerrainNode *node = self; node != NULL && node->kind != TERRAIN_NODE_DOCUMENT; node = node->parent)
    g_ptr_array_add (steps, node);
  for (guint i = steps->len; i > 0; i--)
    append_step (g_ptr_array_index (steps, i - 1), ref);
  if (steps->len == 0)
    g_string_append_c (ref, '/');
  return g_string_free (ref, FALSE);
}

void
terrain_document_renumber (TerrainDocument *self)
{
  guint32 order = 0;

  for (TerrainNode *node = self->node; node != NULL; node = terrain_node_next_below (node, self->node))
    {
      node->order = order++;
      for (TerrainNode *attribute = node->first_attribute; attribute != NULL; attribute = attribute->next)
        attribute->order = order++;
    }
  self->order_valid = TRUE;
}

/* Namespace nodes are made on demand and have no rank of their own: they follow their element (XPath 1.0, 5.4). */
static guint32
rank_of (TerrainNode *self)
{
  return self->kind == TERRAIN_NODE_NAMESPACE ? self->parent->order : self->order;
}

int
terrain_node_compare (TerrainNode *a,
                      TerrainNode *b)
{
  guint32 rank_a;
  guint32 rank_b;

  if (a == b)
    return 0;
  if (a->document != b->document)
    return a->document < b->document ? -1 : 1;
  if (!a->document->order_valid)
    terrain_document_renumber (a->document);
  rank_a = rank_of (a);
  rank_b = rank_of (b);
  if (rank_a != rank_b)
    return rank_a < rank_b ? -1 : 1;
  if (a->kind != TERRAIN_NODE_NAMESPACE)
    return -1;
  if (b->kind != TERRAIN_NODE_NAMESPACE)
    return 1;
  return a->position < b->position ? -1 : 1;
}
