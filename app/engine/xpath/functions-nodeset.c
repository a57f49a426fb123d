/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-xpath-private.h"

#include <math.h>
#include <string.h>

/* Nodesets: XPath 1.0 section 4.1, and the repeats of ODK XForms. */

TERRAIN_DEFINE_FUNCTION (eval_last)
{
  return terrain_result_number (value, focus->size);
}

/* A repeat instance knows its number; other nodes are counted among the siblings of their name. */
static guint
position_of (TerrainNode *node)
{
  guint position = 1;

  if (node->position != 0)
    return node->position;
  for (TerrainNode *sibling = node->previous; sibling != NULL; sibling = sibling->previous)
    {
      if (sibling->local == node->local && sibling->uri == node->uri && sibling->kind == node->kind
          && !(sibling->flags & TERRAIN_NODE_TEMPLATE))
        position++;
    }
  return position;
}

/* position(..) is the number of the repeat instance (engine-semantics, 8). */
TERRAIN_DEFINE_FUNCTION (eval_position)
{
  g_auto (TerrainNodeList) list;

  terrain_node_list_init (&list);
  if (call->n_children == 0)
    return terrain_result_number (value, focus->position);
  return terrain_eval_nodes (eval, focus, call->children[0], &list)
         && terrain_result_number (value, list.length > 0 ? position_of (list.nodes[0]) : 0);
}

TERRAIN_DEFINE_FUNCTION (eval_count)
{
  g_auto (TerrainNodeList) list;

  terrain_node_list_init (&list);
  return terrain_eval_nodes (eval, focus, call->children[0], &list) && terrain_result_number (value, list.length);
}

TERRAIN_DEFINE_FUNCTION (eval_count_non_empty)
{
  g_auto (TerrainNodeList) list;
  guint count = 0;

  terrain_node_list_init (&list);
  if (!terrain_eval_nodes (eval, focus, call->children[0], &list))
    return FALSE;
  for (guint i = 0; i < list.length; i++)
    {
      g_auto (TerrainEvalText) text = { 0 };

      terrain_eval_node_to_text (list.nodes[i], &text);
      count += *text.text != '\0';
    }
  return terrain_result_number (value, count);
}

/* The first node of the argument, the context node without one; NULL for an empty set. */
static gboolean
named_node (TerrainEval         *eval,
            const TerrainFocus  *focus,
            TerrainAst          *call,
            TerrainNode        **node)
{
  g_auto (TerrainNodeList) list;

  terrain_node_list_init (&list);
  *node = focus->node;
  if (call->n_children == 0)
    return TRUE;
  if (!terrain_eval_nodes (eval, focus, call->children[0], &list))
    return FALSE;
  *node = list.length > 0 ? list.nodes[0] : NULL;
  return TRUE;
}

TERRAIN_DEFINE_FUNCTION (eval_local_name)
{
  TerrainNode *node;

  return named_node (eval, focus, call, &node)
         && terrain_result_static (value, node != NULL && node->local != NULL ? node->local : "");
}

TERRAIN_DEFINE_FUNCTION (eval_namespace_uri)
{
  TerrainNode *node;

  return named_node (eval, focus, call, &node)
         && terrain_result_static (value, node != NULL && node->uri != NULL ? node->uri : "");
}

TERRAIN_DEFINE_FUNCTION (eval_name)
{
  TerrainNode *node;

  if (!named_node (eval, focus, call, &node))
    return FALSE;
  if (node == NULL || node->local == NULL)
    return terrain_result_static (value, "");
  if (node->prefix == NULL)
    return terrain_result_static (value, node->local);
  return terrain_result_text (value, g_strconcat (node->prefix, ":", node->local, NULL));
}

/* Without a DTD that says which attributes are ids, one called "id" is (and "xml:id"). */
static gboolean
has_id (TerrainNode *element,
        GHashTable  *wanted)
{
  for (TerrainNode *attribute = element->first_attribute; attribute != NULL; attribute = attribute->next)
    {
      if (strcmp (attribute->local, "id") == 0
          && (attribute->uri == NULL || strcmp (attribute->uri, "http://www.w3.org/XML/1998/namespace") == 0)
          && g_hash_table_contains (wanted, terrain_node_get_value (attribute)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
collect_ids (TerrainEval             *eval,
             const TerrainXPathValue *value,
             gpointer                 user_data)
{
  g_auto (TerrainEvalText) text = { 0 };
  g_auto (GStrv) words = NULL;

  terrain_eval_value_to_text (value, &text);
  words = g_strsplit_set (text.text, " \t\r\n", -1);
  for (guint i = 0; words[i] != NULL; i++)
    g_hash_table_add (user_data, g_strdup (words[i]));
  return TRUE;
}

TERRAIN_DEFINE_FUNCTION (eval_id)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (TerrainNodeList) list;
  TerrainNode *top = focus->node->document->node;
  GHashTable *ids = focus->node->document->ids;
  GHashTableIter iter;
  gpointer id;

  terrain_node_list_init (&list);
  if (!terrain_arg_foreach (eval, focus, call, 0, collect_ids, wanted))
    return FALSE;
  g_hash_table_iter_init (&iter, wanted);
  while (ids != NULL && g_hash_table_iter_next (&iter, &id, NULL))
    {
      TerrainNode *element = g_hash_table_lookup (ids, id);

      if (element != NULL)
        terrain_node_list_add (&list, element);
    }
  for (TerrainNode *node = ids == NULL ? top : NULL; node != NULL; node = terrain_node_next_below (node, top))
    {
      eval->work++;
      if (has_id (node, wanted) && terrain_eval_visible (eval, node))
        terrain_node_list_add (&list, node);
    }
  terrain_node_list_sort (&list);
  return terrain_eval_spend (eval, 1) && terrain_result_nodes (value, &list);
}

static gboolean
is_below (TerrainNode *node,
          TerrainNode *top)
{
  for (; node != NULL; node = node->parent)
    {
      if (node == top)
        return TRUE;
    }
  return FALSE;
}

static gboolean
same_step (const TerrainAstStep *a,
           const TerrainAstStep *b)
{
  return a->axis == b->axis && a->test == b->test && a->local == b->local && a->uri == b->uri && a->n_predicates == 0
         && b->n_predicates == 0;
}

/* The steps of @path that lead to what @group names, 0 where it does not begin that way. */
static guint
steps_into (const TerrainAst *path,
            const TerrainAst *group)
{
  if (path->kind != TERRAIN_AST_PATH || group->kind != TERRAIN_AST_PATH || path->absolute != group->absolute
      || path->start != NULL || group->start != NULL || path->n_steps < group->n_steps)
    return 0;
  for (guint i = 0; i < group->n_steps; i++)
    {
      if (!same_step (&path->steps[i], &group->steps[i]))
        return 0;
    }
  return group->n_steps;
}

/* All nodes of @path below @top: all of the place, not only those of the context's own repeat instance. */
static gboolean
nodes_below (TerrainEval        *eval,
             const TerrainFocus *focus,
             TerrainAst         *path,
             const TerrainAst   *group,
             TerrainNode        *top,
             TerrainNodeList    *list)
{
  guint into = group != NULL ? steps_into (path, group) : 0;
  const TerrainAst *outer = eval->unbound;
  guint outer_steps = eval->unbound_steps;
  guint kept = 0;
  gboolean done;

  if (into > 0)
    return terrain_eval_steps (eval, path, into, top, list);

  /* The outermost group is sought where the context is; all below is free. */
  eval->unbound = path;
  eval->unbound_steps = group == NULL && path->n_steps > 0 ? path->n_steps - 1 : 0;
  done = terrain_eval_nodes (eval, focus, path, list);
  eval->unbound = outer;
  eval->unbound_steps = outer_steps;
  for (guint i = 0; done && i < list->length; i++)
    {
      if (top == NULL || is_below (list->nodes[i], top))
        list->nodes[kept++] = list->nodes[i];
    }
  list->length = kept;
  return done;
}

#define MAX_PAIRS 5

/* The pairs from the outermost group inwards, in whichever order they are written: an inner group's path is longer. */
static guint
order_pairs (const TerrainAst *call,
             guint             pairs[MAX_PAIRS])
{
  guint n = 0;

  for (guint i = 1; i + 1 < call->n_children && n < MAX_PAIRS; i += 2)
    {
      guint at = n++;

      for (; at > 0 && call->children[pairs[at - 1]]->n_steps > call->children[i]->n_steps; at--)
        pairs[at] = pairs[at - 1];
      pairs[at] = i;
    }
  return n;
}

/* Among the nodes of one repeat by their number, so that instances which are not asked keep their place. */
static TerrainNode *
pick_instance (const TerrainNodeList *list,
               guint                  index)
{
  if (list->length == 0 || list->nodes[0]->position == 0
      || list->nodes[0]->parent != list->nodes[list->length - 1]->parent)
    return index <= list->length ? list->nodes[index - 1] : NULL;
  for (guint i = 0; i < list->length; i++)
    {
      if (list->nodes[i]->position == index)
        return list->nodes[i];
    }
  return NULL;
}

/* The instance @index of @path inside @top, an instance of @group. NULL where there is none. */
static gboolean
find_instance (TerrainEval         *eval,
               const TerrainFocus  *focus,
               TerrainAst          *path,
               const TerrainAst    *group,
               TerrainNode         *top,
               guint                index,
               TerrainNode        **instance)
{
  guint into = group != NULL ? steps_into (path, group) : 0;
  TerrainNode *first = NULL;
  g_auto (TerrainNodeList) list;

  terrain_node_list_init (&list);
  /* A form knows the instances of its repeats by number. */
  if (eval->host->nth_instance != NULL && path->kind == TERRAIN_AST_PATH && path->start == NULL
      && (group == NULL || into > 0))
    first = terrain_eval_first (eval, path, into, top);
  if (first != NULL && first->position != 0)
    {
      *instance = eval->host->nth_instance (eval->host, first, index);
      return TRUE;
    }
  if (!nodes_below (eval, focus, path, group, top, &list))
    return FALSE;
  *instance = pick_instance (&list, index);
  return TRUE;
}

/* indexed-repeat(target, group, index, …): engine-semantics, 7. */
TERRAIN_DEFINE_FUNCTION (eval_indexed_repeat)
{
  guint pairs[MAX_PAIRS];
  guint n_pairs = order_pairs (call, pairs);
  TerrainAst *group = NULL;
  TerrainNode *instance = NULL;
  g_auto (TerrainNodeList) list;

  terrain_node_list_init (&list);
  for (guint i = 0; i < n_pairs; i++)
    {
      TerrainAst *next = call->children[pairs[i]];
      double index;

      if (!terrain_arg_number (eval, focus, call, pairs[i] + 1, &index))
        return FALSE;
      /* Blank, or past the end: nothing, which can still be counted. */
      if (!(index <= G_MAXINT))
        return terrain_result_nodes (value, &list);
      if (!find_instance (eval, focus, next, group, instance, (guint) MAX (index, 1), &instance))
        return FALSE;
      if (instance == NULL)
        return terrain_result_nodes (value, &list);
      group = next;
    }
  return nodes_below (eval, focus, call->children[0], group, instance, &list) && terrain_result_nodes (value, &list);
}

#define NAME(text, function) \
  { .name = text, .max = 1, .flags = TERRAIN_FUNCTION_DEFAULT, .nodesets = 1, .type = TERRAIN_XPATH_STRING, .eval = function }

const TerrainFunction terrain_functions_nodeset[] = {
  { .name = "last", .flags = TERRAIN_FUNCTION_CONTEXT, .type = TERRAIN_XPATH_NUMBER, .eval = eval_last },
  { .name = "position", .max = 1, .flags = TERRAIN_FUNCTION_CONTEXT, .nodesets = 1, .type = TERRAIN_XPATH_NUMBER,
    .eval = eval_position },
  { .name = "count", .min = 1, .max = 1, .nodesets = 1, .type = TERRAIN_XPATH_NUMBER, .eval = eval_count },
  { .name = "count-non-empty", .min = 1, .max = 1, .nodesets = 1, .type = TERRAIN_XPATH_NUMBER,
    .eval = eval_count_non_empty },
  NAME ("local-name", eval_local_name),
  NAME ("namespace-uri", eval_namespace_uri),
  NAME ("name", eval_name),
  { .name = "id", .min = 1, .max = 1, .flags = TERRAIN_FUNCTION_FOCUS, .type = TERRAIN_XPATH_NODESET, .eval = eval_id },
  { .name = "indexed-repeat", .min = 3, .max = 11, .flags = TERRAIN_FUNCTION_ANY_TYPE,
    .nodesets = 1 | 1 << 1 | 1 << 3 | 1 << 5 | 1 << 7 | 1 << 9, .type = TERRAIN_XPATH_NODESET, .eval = eval_indexed_repeat },
  { .name = NULL },
};
