/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-xpath-private.h"

#include <stdlib.h>
#include <string.h>

void
terrain_node_list_init (TerrainNodeList *self)
{
  self->nodes = self->local;
  self->length = 0;
  self->capacity = G_N_ELEMENTS (self->local);
  self->unordered = FALSE;
}

void
terrain_node_list_clear (TerrainNodeList *self)
{
  if (self->nodes != self->local)
    g_free (self->nodes);
  terrain_node_list_init (self);
}

static void
reserve (TerrainNodeList *self,
         guint            capacity)
{
  self->capacity = capacity;
  if (self->nodes == self->local)
    {
      self->nodes = g_new (TerrainNode *, capacity);
      memcpy (self->nodes, self->local, self->length * sizeof *self->nodes);
    }
  else
    {
      self->nodes = g_renew (TerrainNode *, self->nodes, capacity);
    }
}

void
terrain_node_list_grow (TerrainNodeList *self)
{
  reserve (self, self->capacity * 2);
}

void
terrain_node_list_reserve (TerrainNodeList *self,
                           guint            further)
{
  if (self->length + further > self->capacity)
    reserve (self, MAX (self->length + further, self->capacity * 2));
}

void
terrain_node_list_append (TerrainNodeList    *self,
                          TerrainNode *const *nodes,
                          guint               length)
{
  if (length == 0)
    return;
  terrain_node_list_reserve (self, length);
  memcpy (self->nodes + self->length, nodes, length * sizeof *nodes);
  self->length += length;
}

static int
compare_nodes (const void *a,
               const void *b)
{
  return terrain_node_compare (*(TerrainNode *const *) a, *(TerrainNode *const *) b);
}

/* Document order, each node once. */
void
terrain_node_list_sort (TerrainNodeList *self)
{
  guint kept = 1;
  gboolean sorted = TRUE;

  self->unordered = FALSE;
  for (guint i = 1; i < self->length && sorted; i++)
    sorted = terrain_node_compare (self->nodes[i - 1], self->nodes[i]) < 0;
  if (sorted)
    return;

  qsort (self->nodes, self->length, sizeof *self->nodes, compare_nodes);
  for (guint i = 1; i < self->length; i++)
    {
      if (self->nodes[i] != self->nodes[i - 1])
        self->nodes[kept++] = self->nodes[i];
    }
  self->length = kept;
}

void
terrain_node_list_reverse (TerrainNodeList *self)
{
  for (guint i = 0; i < self->length / 2; i++)
    {
      TerrainNode *node = self->nodes[i];

      self->nodes[i] = self->nodes[self->length - 1 - i];
      self->nodes[self->length - 1 - i] = node;
    }
}
