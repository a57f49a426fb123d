/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-node-private.h"

TerrainDocument *
terrain_document_new (void)
{
  TerrainDocument *self = g_new0 (TerrainDocument, 1);

  self->ref_count = 1;
  g_mutex_init (&self->lock);
  terrain_arena_init (&self->arena);
  self->node = terrain_node_new_leaf (self, TERRAIN_NODE_DOCUMENT, NULL, NULL);
  return self;
}

TerrainDocument *
terrain_document_ref (TerrainDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
terrain_document_unref (TerrainDocument *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_clear_pointer (&self->indexes, g_hash_table_unref);
  g_clear_pointer (&self->ids, g_hash_table_unref);
  g_clear_pointer (&self->namespaces, g_hash_table_unref);
  if (self->section != NULL)
    terrain_document_drop_section (self, self->section_top);
  if (self->n_owned > 0)
    terrain_node_free (self->node);
  terrain_arena_clear (&self->arena);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
terrain_document_drop_section (TerrainDocument *self,
                               TerrainNode     *top)
{
  if (self->section == NULL || self->section_top != top)
    return;
  top->first_child = NULL;
  top->last_child = NULL;
  self->section_top = NULL;
  g_clear_pointer (&self->section, terrain_document_unref);
}

TerrainNode *
terrain_document_get_node (TerrainDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->node;
}

TerrainNode *
terrain_document_get_root (TerrainDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (TerrainNode *node = self->node->first_child; node != NULL; node = node->next)
    {
      if (node->kind == TERRAIN_NODE_ELEMENT)
        return node;
    }
  return NULL;
}
