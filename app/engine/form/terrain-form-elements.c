/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-form-parser-private.h"

#include <string.h>

/*
 * Elements are known by their local name. Prefixes vary, and forms with the wrong namespace on h:body or model are
 * about; where a name could mean two things the caller looks at the namespace as well.
 */
gboolean
terrain_element_is (TerrainNode *node,
                    const char  *local)
{
  return node->kind == TERRAIN_NODE_ELEMENT && strcmp (node->local, local) == 0;
}

static TerrainNode *
find_element (TerrainNode *node,
              const char  *local)
{
  while (node != NULL && !(node->kind == TERRAIN_NODE_ELEMENT && (local == NULL || strcmp (node->local, local) == 0)))
    node = node->next;
  return node;
}

/* The first child element called @local, NULL for any. */
TerrainNode *
terrain_element_first (TerrainNode *parent,
                       const char  *local)
{
  return find_element (parent->first_child, local);
}

TerrainNode *
terrain_element_next (TerrainNode *node,
                      const char  *local)
{
  return find_element (node->next, local);
}

const char *
terrain_element_get (TerrainNode *node,
                     const char  *local,
                     const char  *uri)
{
  const char *plain = NULL;

  for (TerrainNode *attribute = node->first_attribute; attribute != NULL; attribute = attribute->next)
    {
      if (strcmp (attribute->local, local) != 0)
        continue;
      if (g_strcmp0 (attribute->uri, uri) == 0)
        return terrain_node_get_value (attribute);
      /* An undeclared prefix has no namespace; what is written is then what counts. */
      if (attribute->uri == NULL)
        plain = terrain_node_get_value (attribute);
    }
  return plain;
}

GHashTable *
terrain_element_dup_attributes (TerrainNode *node)
{
  GHashTable *attributes;

  if (node->first_attribute == NULL)
    return NULL;
  attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (TerrainNode *attribute = node->first_attribute; attribute != NULL; attribute = attribute->next)
    {
      char *name = attribute->prefix != NULL ? g_strconcat (attribute->prefix, ":", attribute->local, NULL)
                                             : g_strdup (attribute->local);

      g_hash_table_insert (attributes, name, g_strdup (terrain_node_get_value (attribute)));
    }
  return attributes;
}

char *
terrain_element_dup_text (TerrainNode *node)
{
  char *text = terrain_node_dup_string (node);

  return g_strstrip (text);
}

void
terrain_parser_collect_namespaces (TerrainFormParser *self,
                                   TerrainNode       *node)
{
  for (TerrainNode *declared = node->first_namespace; declared != NULL; declared = declared->next)
    {
      if (declared->local != NULL && !g_hash_table_contains (self->form->namespaces, declared->local))
        g_hash_table_insert (self->form->namespaces, g_strdup (declared->local),
                             g_strdup (terrain_node_get_value (declared)));
    }
}
