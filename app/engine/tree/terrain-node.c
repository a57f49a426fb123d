/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-node-private.h"
#include "terrain-number.h"

#include <string.h>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(address, size)
#define ASAN_UNPOISON_MEMORY_REGION(address, size)
#endif

static TerrainNode *
node_new (TerrainDocument *document,
          TerrainNodeKind  kind)
{
  TerrainNode *self = document->free_nodes;

  if (self != NULL)
    {
      ASAN_UNPOISON_MEMORY_REGION (self, sizeof *self);
      document->free_nodes = self->next;
    }
  else
    {
      self = terrain_arena_alloc (&document->arena, sizeof *self);
    }
  memset (self, 0, sizeof *self);
  self->document = document;
  self->kind = kind;
  return self;
}

/* Makes @value, which is owned, the node's. */
static void
take_value (TerrainNode *self,
            char        *value)
{
  if (self->value != NULL && !(self->flags & TERRAIN_NODE_VALUE_KEPT))
    {
      self->document->n_owned--;
      g_free (self->value);
    }
  if (value != NULL)
    self->document->n_owned++;
  self->value = value;
  self->flags &= ~(guint32) (TERRAIN_NODE_VALUE_KEPT | TERRAIN_NODE_NUMBER_CACHED);
}

void
terrain_node_keep_value (TerrainNode *self,
                         const char  *text,
                         gsize        length)
{
  g_return_if_fail (self->value == NULL);

  if (length == 0)
    return;
  self->value = terrain_arena_strndup (&self->document->arena, text, length);
  self->flags |= TERRAIN_NODE_VALUE_KEPT;
}

static void
node_free (TerrainNode *self)
{
  TerrainDocument *document = self->document;

  take_value (self, NULL);
  self->next = document->free_nodes;
  document->free_nodes = self;
  ASAN_POISON_MEMORY_REGION (self, sizeof *self);
}

TerrainNode *
terrain_node_new_element (TerrainDocument *document,
                          const char      *local,
                          const char      *prefix,
                          const char      *uri)
{
  TerrainNode *self = node_new (document, TERRAIN_NODE_ELEMENT);

  self->local = g_intern_string (local);
  self->prefix = g_intern_string (prefix);
  self->uri = g_intern_string (uri);
  return self;
}

TerrainNode *
terrain_node_new_leaf (TerrainDocument *document,
                       TerrainNodeKind  kind,
                       const char      *local,
                       const char      *value)
{
  TerrainNode *self = node_new (document, kind);

  self->local = g_intern_string (local);
  take_value (self, g_strdup (value));
  return self;
}

void
terrain_node_insert (TerrainNode *parent,
                     TerrainNode *child,
                     TerrainNode *sibling)
{
  g_return_if_fail (child->parent == NULL);
  g_return_if_fail (sibling == NULL || sibling->parent == parent);

  child->parent = parent;
  child->next = sibling;
  child->previous = sibling != NULL ? sibling->previous : parent->last_child;
  if (child->previous != NULL)
    child->previous->next = child;
  else
    parent->first_child = child;
  if (sibling != NULL)
    sibling->previous = child;
  else
    parent->last_child = child;
  parent->document->order_valid = FALSE;
}

void
terrain_node_unlink (TerrainNode *self)
{
  TerrainNode *parent = self->parent;

  if (parent == NULL)
    return;
  if (self->previous != NULL)
    self->previous->next = self->next;
  else if (parent->first_child == self)
    parent->first_child = self->next;
  else if (parent->first_attribute == self)
    parent->first_attribute = self->next;
  if (self->next != NULL)
    self->next->previous = self->previous;
  else if (parent->last_child == self)
    parent->last_child = self->previous;
  self->parent = NULL;
  self->previous = NULL;
  self->next = NULL;
  parent->document->order_valid = FALSE;
}

static void
free_list (TerrainNode *first)
{
  while (first != NULL)
    {
      TerrainNode *next = first->next;

      node_free (first);
      first = next;
    }
}

void
terrain_node_free (TerrainNode *self)
{
  TerrainNode *node = self;

  if (self == NULL)
    return;
  g_return_if_fail (self->parent == NULL);

  /* Leaves first, without recursion: trees made by hand have no depth limit. */
  while (node != NULL)
    {
      TerrainNode *next;

      if (node->first_child != NULL)
        {
          next = node->first_child;
          node->first_child = NULL;
          node = next;
          continue;
        }
      next = node == self ? NULL : node->next != NULL ? node->next : node->parent;
      free_list (node->first_attribute);
      free_list (node->first_namespace);
      if (node->document->namespaces != NULL)
        g_hash_table_remove (node->document->namespaces, node);
      node_free (node);
      node = next;
    }
}

static TerrainNode *
copy_one (TerrainNode     *self,
          TerrainDocument *document)
{
  TerrainNode *copy = node_new (document, self->kind);

  copy->local = self->local;
  copy->prefix = self->prefix;
  copy->uri = self->uri;
  take_value (copy, g_strdup (self->value));
  copy->number = self->number;
  copy->schema = self->schema;
  copy->flags = self->flags & TERRAIN_NODE_NUMBER_CACHED;
  copy->position = self->position;
  copy->line = self->line;
  return copy;
}

static TerrainNode *
copy_list (TerrainNode     *first,
           TerrainNode     *parent,
           TerrainDocument *document)
{
  TerrainNode *head = NULL;
  TerrainNode *last = NULL;

  for (TerrainNode *node = first; node != NULL; node = node->next)
    {
      TerrainNode *copy = copy_one (node, document);

      copy->parent = parent;
      copy->previous = last;
      if (last != NULL)
        last->next = copy;
      else
        head = copy;
      last = copy;
    }
  return head;
}

TerrainNode *
terrain_node_copy (TerrainNode     *self,
                   TerrainDocument *document)
{
  TerrainNode *top = NULL;
  TerrainNode *parent = NULL;
  TerrainNode *node = self;

  for (;;)
    {
      TerrainNode *copy = copy_one (node, document);

      copy->first_attribute = copy_list (node->first_attribute, copy, document);
      copy->first_namespace = copy_list (node->first_namespace, copy, document);
      if (parent != NULL)
        terrain_node_insert (parent, copy, NULL);
      else
        top = copy;

      if (node->first_child != NULL)
        {
          parent = copy;
          node = node->first_child;
          continue;
        }
      while (node != self && node->next == NULL)
        {
          node = node->parent;
          if (parent != NULL && node != self)
            parent = parent->parent;
        }
      if (node == self)
        return top;
      node = node->next;
    }
}

char *
terrain_node_exchange_value (TerrainNode *self,
                             char        *value)
{
  char *before = self->flags & TERRAIN_NODE_VALUE_KEPT ? g_strdup (self->value) : self->value;

  if (self->value != NULL && !(self->flags & TERRAIN_NODE_VALUE_KEPT))
    self->document->n_owned--;
  self->value = NULL;
  take_value (self, value);
  return before;
}

gboolean
terrain_node_has_value (TerrainNode *self,
                        const char  *value)
{
  return self->value != NULL ? g_strcmp0 (self->value, value) == 0 : value == NULL || *value == '\0';
}

gboolean
terrain_node_set_value (TerrainNode *self,
                        const char  *value)
{
  if (terrain_node_has_value (self, value))
    return FALSE;
  take_value (self, value != NULL && *value != '\0' ? g_strdup (value) : NULL);
  return TRUE;
}

const char *
terrain_node_get_value (TerrainNode *self)
{
  return self->value != NULL ? self->value : "";
}

double
terrain_node_get_number (TerrainNode *self)
{
  double number;

  if (self->flags & TERRAIN_NODE_NUMBER_CACHED)
    return self->number;
  number = terrain_number_parse (self->value);
  /* A frozen document is read by several threads at once, so nothing in it is written. */
  if (!self->document->frozen)
    {
      self->number = number;
      self->flags |= TERRAIN_NODE_NUMBER_CACHED;
    }
  return number;
}

TerrainNode *
terrain_node_find_child (TerrainNode *self,
                         const char  *interned_local)
{
  for (TerrainNode *child = self->first_child; child != NULL; child = child->next)
    {
      if (child->local == interned_local && child->kind == TERRAIN_NODE_ELEMENT)
        return child;
    }
  return NULL;
}

static TerrainNode *
find_attribute (TerrainNode *self,
                const char  *local,
                const char  *uri)
{
  for (TerrainNode *attribute = self->first_attribute; attribute != NULL; attribute = attribute->next)
    {
      if (strcmp (attribute->local, local) == 0 && g_strcmp0 (attribute->uri, uri) == 0)
        return attribute;
    }
  return NULL;
}

const char *
terrain_node_get_attribute (TerrainNode *self,
                            const char  *local,
                            const char  *uri)
{
  TerrainNode *attribute = find_attribute (self, local, uri);

  return attribute != NULL ? terrain_node_get_value (attribute) : NULL;
}

/* Attributes and namespaces hang on their element in the order written. */
static void
append_to (TerrainNode **list,
           TerrainNode  *node)
{
  TerrainNode *last = *list;

  if (last == NULL)
    {
      *list = node;
      return;
    }
  while (last->next != NULL)
    last = last->next;
  last->next = node;
  node->previous = last;
}

void
terrain_node_set_attribute (TerrainNode *self,
                            const char  *local,
                            const char  *prefix,
                            const char  *uri,
                            const char  *value)
{
  TerrainNode *attribute = find_attribute (self, local, uri);

  if (attribute == NULL)
    {
      attribute = node_new (self->document, TERRAIN_NODE_ATTRIBUTE);
      attribute->local = g_intern_string (local);
      attribute->prefix = g_intern_string (prefix);
      attribute->uri = g_intern_string (uri);
      attribute->parent = self;
      append_to (&self->first_attribute, attribute);
      self->document->order_valid = FALSE;
    }
  terrain_node_set_value (attribute, value);
}

void
terrain_node_declare_namespace (TerrainNode *self,
                                const char  *prefix,
                                const char  *uri)
{
  TerrainNode *declaration = node_new (self->document, TERRAIN_NODE_NAMESPACE);

  /* In the arena, as all that is read: a section's nodes go with it, without being walked. */
  declaration->local = g_intern_string (prefix);
  if (uri != NULL)
    terrain_node_keep_value (declaration, uri, strlen (uri));
  declaration->parent = self;
  append_to (&self->first_namespace, declaration);
}

gboolean
terrain_node_is_leaf (TerrainNode *self)
{
  return self->kind != TERRAIN_NODE_DOCUMENT && self->first_child == NULL;
}
