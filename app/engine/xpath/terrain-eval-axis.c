/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-xpath-private.h"

#include <string.h>

/* One step from one node: the axes of XPath 1.0 section 2.2, nodes in axis order. */

/* Nodes that do not count as there: templates, and what is not relevant (engine-semantics, 9). */
gboolean
terrain_eval_visible (TerrainEval *self,
                      TerrainNode *node)
{
  return !self->host->skip_irrelevant || !(node->flags & (TERRAIN_NODE_IRRELEVANT | TERRAIN_NODE_TEMPLATE));
}

static gboolean
test_name (const TerrainAstStep *step,
           TerrainNode          *node,
           TerrainNodeKind       principal)
{
  if (node->kind != principal)
    return FALSE;
  if (step->test == TERRAIN_TEST_NAME && node->local != step->local)
    return FALSE;
  return step->no_uri ? node->uri == NULL : step->uri == NULL || node->uri == step->uri;
}

static gboolean
test_node (const TerrainAstStep *step,
           TerrainNode          *node)
{
  TerrainNodeKind principal = TERRAIN_NODE_ELEMENT;

  switch (step->test)
    {
    case TERRAIN_TEST_NODE:
      return TRUE;
    case TERRAIN_TEST_TEXT:
      return node->kind == TERRAIN_NODE_TEXT;
    case TERRAIN_TEST_COMMENT:
      return node->kind == TERRAIN_NODE_COMMENT;
    case TERRAIN_TEST_INSTRUCTION:
      return node->kind == TERRAIN_NODE_INSTRUCTION && (step->local == NULL || step->local == node->local);
    case TERRAIN_TEST_NAME:
    case TERRAIN_TEST_ANY_NAME:
    default:
      if (step->axis == TERRAIN_AXIS_ATTRIBUTE)
        principal = TERRAIN_NODE_ATTRIBUTE;
      else if (step->axis == TERRAIN_AXIS_NAMESPACE)
        principal = TERRAIN_NODE_NAMESPACE;
      return test_name (step, node, principal);
    }
}

static void
consider (TerrainEval          *self,
          const TerrainAstStep *step,
          TerrainNode          *node,
          TerrainNodeList      *list)
{
  self->work++;
  if (test_node (step, node) && terrain_eval_visible (self, node))
    terrain_node_list_add (list, node);
}

static void
add_siblings (TerrainEval          *self,
              const TerrainAstStep *step,
              TerrainNode          *first,
              TerrainNodeList      *list)
{
  for (TerrainNode *node = first; node != NULL; node = node->next)
    consider (self, step, node, list);
}

static void
add_descendants (TerrainEval          *self,
                 const TerrainAstStep *step,
                 TerrainNode          *top,
                 TerrainNodeList      *list)
{
  TerrainNode *node = top->first_child;

  while (node != NULL)
    {
      consider (self, step, node, list);
      if (terrain_eval_visible (self, node))
        {
          node = terrain_node_next_below (node, top);
          continue;
        }
      /* Nothing below what is hidden is there either. */
      while (node->next == NULL && node->parent != top)
        node = node->parent;
      node = node->next;
    }
}

/* The node that stands for the document has no parent, as the document itself has none. */
static TerrainNode *
parent_of (TerrainEval *self,
           TerrainNode *node)
{
  return node != self->root ? node->parent : NULL;
}

/* Going up passes through what is not relevant: a group that is not asked still holds its nodes. */
static void
add_ancestors (TerrainEval          *self,
               const TerrainAstStep *step,
               TerrainNode          *first,
               TerrainNodeList      *list)
{
  for (TerrainNode *node = first; node != NULL; node = parent_of (self, node))
    {
      self->work++;
      if (test_node (step, node))
        terrain_node_list_add (list, node);
    }
}

static gboolean
hangs_beside (TerrainNode *node)
{
  return node->kind == TERRAIN_NODE_ATTRIBUTE || node->kind == TERRAIN_NODE_NAMESPACE;
}

static void
add_following (TerrainEval          *self,
               const TerrainAstStep *step,
               TerrainNode          *node,
               TerrainNodeList      *list)
{
  /* What follows an attribute begins with its element's children. */
  if (hangs_beside (node))
    {
      add_descendants (self, step, node->parent, list);
      node = node->parent;
    }
  for (; node != NULL; node = node->parent)
    {
      for (TerrainNode *sibling = node->next; sibling != NULL; sibling = sibling->next)
        {
          consider (self, step, sibling, list);
          if (terrain_eval_visible (self, sibling))
            add_descendants (self, step, sibling, list);
        }
    }
}

/* Reverse document order below @top, itself last. */
static void
add_backwards (TerrainEval          *self,
               const TerrainAstStep *step,
               TerrainNode          *top,
               TerrainNodeList      *list)
{
  TerrainNode *node = top;

  while (node->last_child != NULL)
    node = node->last_child;
  for (;;)
    {
      consider (self, step, node, list);
      if (node == top)
        return;
      if (node->previous == NULL)
        {
          node = node->parent;
          continue;
        }
      node = node->previous;
      while (node->last_child != NULL)
        node = node->last_child;
    }
}

static void
add_preceding (TerrainEval          *self,
               const TerrainAstStep *step,
               TerrainNode          *node,
               TerrainNodeList      *list)
{
  if (hangs_beside (node))
    node = node->parent;
  for (; node != NULL; node = node->parent)
    {
      for (TerrainNode *sibling = node->previous; sibling != NULL; sibling = sibling->previous)
        add_backwards (self, step, sibling, list);
    }
}

static gboolean
has_namespace (GPtrArray  *nodes,
               const char *prefix)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      if (((TerrainNode *) g_ptr_array_index (nodes, i))->local == prefix)
        return TRUE;
    }
  return FALSE;
}

static void
add_namespace_node (GPtrArray   *nodes,
                    TerrainNode *element,
                    const char  *prefix,
                    const char  *uri)
{
  TerrainNode *node;

  if (has_namespace (nodes, prefix))
    return;
  node = terrain_node_new_leaf (element->document, TERRAIN_NODE_NAMESPACE, prefix, uri);
  node->parent = element;
  node->position = nodes->len + 1;
  g_ptr_array_add (nodes, node);
}

static void
free_namespace_node (TerrainNode *node)
{
  node->parent = NULL;
  terrain_node_free (node);
}

/* Whatever order they are declared in, the default namespace is first: it has no name. */
static int
compare_prefixes (gconstpointer a,
                  gconstpointer b)
{
  const TerrainNode *node_a = *(TerrainNode *const *) a;
  const TerrainNode *node_b = *(TerrainNode *const *) b;

  if ((node_a->local == NULL) != (node_b->local == NULL))
    return node_a->local == NULL ? -1 : 1;
  return (int) node_a->position - (int) node_b->position;
}

/* The namespaces declared in scope (XPath 1.0, 5.4), made when first asked for and kept, so that they compare as equal
 * nodes. "xml", which is in scope everywhere without being declared, is left out, as in ODK Web Forms. */
static GPtrArray *
namespaces_of (TerrainNode *element)
{
  GPtrArray *nodes = NULL;
  GHashTable **cache = &element->document->namespaces;

  if (*cache == NULL)
    *cache = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  nodes = g_hash_table_lookup (*cache, element);
  if (nodes != NULL)
    return nodes;

  nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) free_namespace_node);
  for (TerrainNode *scope = element; scope != NULL; scope = scope->parent)
    {
      for (TerrainNode *declared = scope->first_namespace; declared != NULL; declared = declared->next)
        add_namespace_node (nodes, element, declared->local, declared->value);
    }
  g_ptr_array_sort (nodes, compare_prefixes);
  for (guint i = 0; i < nodes->len; i++)
    ((TerrainNode *) g_ptr_array_index (nodes, i))->position = i + 1;
  g_hash_table_insert (*cache, element, nodes);
  return nodes;
}

static void
add_namespaces (TerrainEval          *self,
                const TerrainAstStep *step,
                TerrainNode          *element,
                TerrainNodeList      *list)
{
  GPtrArray *nodes;

  if (element->kind != TERRAIN_NODE_ELEMENT)
    return;
  g_mutex_lock (&element->document->lock);
  nodes = namespaces_of (element);
  for (guint i = 0; i < nodes->len; i++)
    {
      TerrainNode *node = g_ptr_array_index (nodes, i);

      /* xmlns="" takes the default namespace away: no node. */
      if (node->value != NULL && *node->value != '\0')
        consider (self, step, node, list);
    }
  g_mutex_unlock (&element->document->lock);
}

gboolean
terrain_eval_axis (TerrainEval          *self,
                   TerrainNode          *node,
                   const TerrainAstStep *step,
                   TerrainNodeList      *list)
{
  switch (step->axis)
    {
    case TERRAIN_AXIS_CHILD:
      add_siblings (self, step, node->first_child, list);
      break;
    case TERRAIN_AXIS_SELF:
      if (test_node (step, node))
        terrain_node_list_add (list, node);
      break;
    case TERRAIN_AXIS_PARENT:
      if (parent_of (self, node) != NULL && test_node (step, node->parent))
        terrain_node_list_add (list, node->parent);
      break;
    case TERRAIN_AXIS_ATTRIBUTE:
      add_siblings (self, step, node->first_attribute, list);
      break;
    case TERRAIN_AXIS_DESCENDANT:
      add_descendants (self, step, node, list);
      break;
    case TERRAIN_AXIS_DESCENDANT_OR_SELF:
      if (test_node (step, node))
        terrain_node_list_add (list, node);
      add_descendants (self, step, node, list);
      break;
    case TERRAIN_AXIS_ANCESTOR:
      add_ancestors (self, step, parent_of (self, node), list);
      break;
    case TERRAIN_AXIS_ANCESTOR_OR_SELF:
      add_ancestors (self, step, node, list);
      break;
    case TERRAIN_AXIS_FOLLOWING:
      add_following (self, step, node, list);
      break;
    case TERRAIN_AXIS_FOLLOWING_SIBLING:
      if (!hangs_beside (node))
        add_siblings (self, step, node->next, list);
      break;
    case TERRAIN_AXIS_PRECEDING:
      add_preceding (self, step, node, list);
      break;
    case TERRAIN_AXIS_PRECEDING_SIBLING:
      for (TerrainNode *sibling = hangs_beside (node) ? NULL : node->previous; sibling != NULL;
           sibling = sibling->previous)
        consider (self, step, sibling, list);
      break;
    case TERRAIN_AXIS_NAMESPACE:
      add_namespaces (self, step, node, list);
      break;
    default:
      g_assert_not_reached ();
    }
  return terrain_eval_spend (self, 1);
}
