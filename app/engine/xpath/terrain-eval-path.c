/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-eval-lookup.h"
#include "terrain-xpath-private.h"

#include <math.h>
#include <string.h>

/*
 * Paths. A step maps a list of nodes to the next one; lists begin on the stack.
 *
 * Sorting is what costs, so it is left out wherever the result is in order anyway: from one node by any axis (a
 * reverse one is turned round), and downwards by one level from nodes of which none holds another (@flat).
 */

/* Nodes in a list before it is looked through for doubles. */
#define CROWDED (256 * 1024)

static gboolean
is_reverse (TerrainAxis axis)
{
  return axis == TERRAIN_AXIS_ANCESTOR || axis == TERRAIN_AXIS_ANCESTOR_OR_SELF || axis == TERRAIN_AXIS_PRECEDING
         || axis == TERRAIN_AXIS_PRECEDING_SIBLING;
}

static gboolean
predicate_holds (const TerrainXPathValue *value,
                 guint                    position)
{
  /* A number is a position (XPath 1.0 section 2.4). */
  if (value->type == TERRAIN_XPATH_NUMBER)
    return value->number == position;
  return terrain_xpath_value_to_boolean (value);
}

static gboolean
keep_position (TerrainNodeList *list,
               guint            start,
               double           position)
{
  guint size = list->length - start;
  gboolean any = position >= 1 && position <= size && position == trunc (position);

  if (any)
    list->nodes[start] = list->nodes[start + (guint) position - 1];
  list->length = start + any;
  return TRUE;
}

static gboolean
keep_matching (TerrainEval     *self,
               TerrainNodeList *list,
               guint            start,
               TerrainAst      *predicate)
{
  TerrainFocus focus = { .size = list->length - start };
  TerrainXPathType type;
  gboolean is_boolean;
  guint kept = start;

  if (predicate->kind == TERRAIN_AST_NUMBER)
    return keep_position (list, start, predicate->number);

  /* Known not to be a number: no value need be made. */
  is_boolean = terrain_ast_get_type (predicate, &type) && type != TERRAIN_XPATH_NUMBER;
  for (guint i = start; i < list->length; i++)
    {
      gboolean holds = FALSE;

      focus.node = list->nodes[i];
      focus.position = i - start + 1;
      if (!terrain_eval_spend (self, 1))
        return FALSE;
      if (is_boolean)
        {
          if (!terrain_eval_boolean (self, &focus, predicate, &holds))
            return FALSE;
        }
      else
        {
          g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;

          if (!terrain_eval (self, &focus, predicate, &value))
            return FALSE;
          holds = predicate_holds (&value, focus.position);
        }
      if (holds)
        list->nodes[kept++] = list->nodes[i];
    }
  list->length = kept;
  return TRUE;
}

gboolean
terrain_eval_predicates (TerrainEval      *self,
                         TerrainNodeList  *list,
                         guint             start,
                         TerrainAst      **predicates,
                         guint             n_predicates)
{
  for (guint i = 0; i < n_predicates; i++)
    {
      if (list->length > start && !keep_matching (self, list, start, predicates[i]))
        return FALSE;
    }
  return TRUE;
}

static gboolean
step_from (TerrainEval          *self,
           TerrainNode          *node,
           const TerrainAstStep *step,
           TerrainNodeList      *list)
{
  guint start = list->length;

  if (step->lookup != NULL && node->document->frozen)
    {
      TerrainLookupResult found = terrain_lookup_find (self, step, node, list);

      if (found == TERRAIN_LOOKUP_FAILED)
        return FALSE;
      if (found != TERRAIN_LOOKUP_NOT_USED)
        {
          guint done = found == TERRAIN_LOOKUP_EXACT ? 1 : 0;

          return terrain_eval_predicates (self, list, start, step->predicates + done, step->n_predicates - done);
        }
    }
  if (!terrain_eval_axis (self, node, step, list))
    return FALSE;
  return step->n_predicates == 0
         || terrain_eval_predicates (self, list, start, step->predicates, step->n_predicates);
}

/* "//x" is two steps, the first of which names every node of the document; one walk does where no position counts. */
static gboolean
is_descendant_pair (const TerrainAst *path,
                    guint             i)
{
  const TerrainAstStep *first = &path->steps[i];

  return i + 1 < path->n_steps && first->axis == TERRAIN_AXIS_DESCENDANT_OR_SELF && first->test == TERRAIN_TEST_NODE
         && first->n_predicates == 0 && first[1].axis == TERRAIN_AXIS_CHILD && first[1].n_predicates == 0;
}

typedef struct
{
  TerrainNodeList *current; /* swapped with @next at every step */
  TerrainNodeList *next;
  gboolean flat;
} Walk;

static gboolean
walk_step (TerrainEval          *self,
           Walk                 *walk,
           const TerrainAstStep *step)
{
  TerrainNodeList *swapped;
  gboolean down_one = step->axis == TERRAIN_AXIS_CHILD || step->axis == TERRAIN_AXIS_ATTRIBUTE
                      || step->axis == TERRAIN_AXIS_SELF;
  gboolean single = walk->current->length <= 1;
  guint crowded = CROWDED;

  walk->next->length = 0;
  walk->next->unordered = FALSE;
  for (guint i = 0; i < walk->current->length; i++)
    {
      if (!step_from (self, walk->current->nodes[i], step, walk->next))
        return FALSE;
      /* "//a/following::b" finds each b again and again: only what is new may take memory. */
      if (walk->next->length > crowded && !(down_one && walk->flat))
        {
          terrain_node_list_sort (walk->next);
          crowded = MAX (crowded, walk->next->length * 2);
        }
    }
  if (single && is_reverse (step->axis))
    terrain_node_list_reverse (walk->next);
  else if (!single && !(down_one && walk->flat && !walk->current->unordered))
    terrain_node_list_sort (walk->next);
  walk->flat = walk->next->length <= 1 || (down_one && walk->flat);

  swapped = walk->current;
  walk->current = walk->next;
  walk->next = swapped;
  return TRUE;
}

/* The depth of a node: the document is 0, the root element 1. */
static guint
depth_of (TerrainNode *node)
{
  guint depth = 0;

  for (; node->parent != NULL; node = node->parent)
    depth++;
  return depth;
}

/*
 * "/data/r/x" asked for inside /data/r[2] means that instance (engine-semantics, 1 and 2): leading child steps without
 * a predicate follow the ancestors of the node the whole expression belongs to, as long as the names agree.
 * Returns: the steps done; @node is where they led.
 */
static guint
contextualise (TerrainEval       *self,
               const TerrainAst  *path,
               TerrainNode      **node)
{
  TerrainNode *ancestors[16];
  TerrainNode *origin = self->origin;
  guint depth;
  guint limit;
  guint done = 0;

  if (!self->host->contextualise || origin->document->node != self->root)
    return 0;
  depth = depth_of (origin);
  for (; depth > G_N_ELEMENTS (ancestors) - 1; depth--)
    origin = origin->parent;
  for (guint i = depth; i > 0; i--, origin = origin->parent)
    ancestors[i] = origin;

  /* What the path names itself is not narrowed: "count(/data/r)" inside r is the number of all. */
  limit = path->n_steps > 0 ? path->n_steps - 1 : 0;
  if (path == self->unbound)
    limit = MIN (self->unbound_steps, limit);
  while (done < limit && done < depth)
    {
      const TerrainAstStep *step = &path->steps[done];
      TerrainNode *ancestor = ancestors[done + 1];

      if (step->axis != TERRAIN_AXIS_CHILD || step->test != TERRAIN_TEST_NAME || step->n_predicates > 0
          || ancestor->kind != TERRAIN_NODE_ELEMENT || ancestor->local != step->local
          || (step->uri != NULL && step->uri != ancestor->uri))
        break;
      *node = ancestor;
      done++;
    }
  return done;
}

TerrainNode *
terrain_eval_first (TerrainEval      *self,
                    const TerrainAst *ast,
                    guint             first,
                    TerrainNode      *node)
{
  if (!ast->absolute)
    return NULL;
  if (node == NULL)
    {
      node = self->root;
      first = contextualise (self, ast, &node);
    }
  for (guint i = first; i < ast->n_steps && node != NULL; i++)
    {
      const TerrainAstStep *step = &ast->steps[i];

      if (step->axis != TERRAIN_AXIS_CHILD || step->test != TERRAIN_TEST_NAME || step->n_predicates > 0)
        return NULL;
      node = terrain_node_find_child (node, step->local);
      while (node != NULL && (node->flags & TERRAIN_NODE_TEMPLATE || node->local != step->local))
        node = node->next;
      if (node != NULL && ((step->uri != NULL && step->uri != node->uri) || (node->position != 0 && i + 1 < ast->n_steps)))
        return NULL;
    }
  return node;
}

static gboolean
walk_steps (TerrainEval        *self,
            TerrainAst         *path,
            guint               first,
            Walk               *walk)
{
  for (guint i = first; i < path->n_steps && walk->current->length > 0; i++)
    {
      if (is_descendant_pair (path, i))
        {
          TerrainAstStep merged = path->steps[++i];

          merged.axis = TERRAIN_AXIS_DESCENDANT;
          if (!walk_step (self, walk, &merged))
            return FALSE;
        }
      else if (!walk_step (self, walk, &path->steps[i]))
        {
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
ends_upwards (const TerrainAst *path)
{
  TerrainAxis axis = path->n_steps > 0 ? path->steps[path->n_steps - 1].axis : TERRAIN_AXIS_CHILD;

  return axis == TERRAIN_AXIS_PARENT || axis == TERRAIN_AXIS_ANCESTOR || axis == TERRAIN_AXIS_ANCESTOR_OR_SELF;
}

/* What is not relevant is in no result (engine-semantics, 9). The groups around a node are still its own: position(..)
 * counts in a repeat that is not asked, too. */
static gboolean
is_dropped (TerrainEval      *self,
            const TerrainAst *path,
            TerrainNode      *node)
{
  return node->flags & (TERRAIN_NODE_IRRELEVANT | TERRAIN_NODE_TEMPLATE) && self->host->skip_irrelevant
         && !ends_upwards (path);
}

/* Appends those of @nodes that may be in a result of @path. */
static void
add_visible (TerrainEval        *self,
             const TerrainAst   *path,
             TerrainNode *const *nodes,
             guint               length,
             TerrainNodeList    *list)
{
  guint kept = list->length;

  if (!self->host->skip_irrelevant || ends_upwards (path))
    {
      terrain_node_list_append (list, nodes, length);
      return;
    }
  terrain_node_list_reserve (list, length);
  for (guint i = 0; i < length; i++)
    {
      TerrainNode *node = nodes[i];

      if (!(node->flags & (TERRAIN_NODE_IRRELEVANT | TERRAIN_NODE_TEMPLATE)))
        list->nodes[kept++] = node;
    }
  list->length = kept;
}

gboolean
terrain_eval_bound_single (TerrainEval        *self,
                           const TerrainFocus *focus,
                           TerrainAst         *ast,
                           TerrainNode       **node)
{
  *node = NULL;
  if (ast->binding == NULL || self->host->bound_single == NULL || ast == self->unbound
      || !self->host->bound_single (self->host, ast->binding, ast->absolute ? self->origin : focus->node, node))
    return FALSE;
  if (*node != NULL && is_dropped (self, ast, *node))
    *node = NULL;
  return TRUE;
}

static gboolean
eval_bound (TerrainEval        *self,
            const TerrainFocus *focus,
            TerrainAst         *ast,
            TerrainNodeList    *list)
{
  TerrainNode *single = NULL;
  GPtrArray *nodes;

  if (self->scratch == NULL)
    self->scratch = g_ptr_array_new ();
  nodes = self->scratch;
  g_ptr_array_set_size (nodes, 0);
  if (!self->host->bound (self->host, ast->binding, ast->absolute ? self->origin : focus->node, &single, nodes))
    return FALSE;
  if (single != NULL)
    add_visible (self, ast, &single, 1, list);
  add_visible (self, ast, (TerrainNode *const *) nodes->pdata, nodes->len, list);
  return TRUE;
}

static gboolean
eval_start (TerrainEval        *self,
            const TerrainFocus *focus,
            TerrainAst         *ast,
            Walk               *walk,
            guint              *first)
{
  if (ast->start != NULL)
    {
      if (ast->start->kind == TERRAIN_AST_CALL && ast->start->function->flags & TERRAIN_FUNCTION_CURRENT)
        terrain_node_list_add (walk->current, self->origin);
      else if (!terrain_eval_nodes (self, focus, ast->start, walk->current))
        return FALSE;
      walk->flat = walk->current->length <= 1;
      return terrain_eval_predicates (self, walk->current, 0, ast->start_predicates, ast->n_start_predicates);
    }

  TerrainNode *node = ast->absolute ? self->root : focus->node;

  if (ast->absolute)
    *first = contextualise (self, ast, &node);
  terrain_node_list_add (walk->current, node);
  return TRUE;
}

gboolean
terrain_eval_steps (TerrainEval     *self,
                    TerrainAst      *ast,
                    guint            first,
                    TerrainNode     *node,
                    TerrainNodeList *list)
{
  g_auto (TerrainNodeList) one;
  g_auto (TerrainNodeList) two;
  Walk walk = { .current = &one, .next = &two, .flat = TRUE };

  terrain_node_list_init (&one);
  terrain_node_list_init (&two);
  terrain_node_list_add (&one, node);
  if (!walk_steps (self, ast, first, &walk))
    return FALSE;
  terrain_node_list_append (list, walk.current->nodes, walk.current->length);
  return TRUE;
}

gboolean
terrain_eval_path (TerrainEval        *self,
                   const TerrainFocus *focus,
                   TerrainAst         *ast,
                   TerrainNodeList    *list)
{
  g_auto (TerrainNodeList) one;
  g_auto (TerrainNodeList) two;
  Walk walk = { .current = &one, .next = &two, .flat = TRUE };
  guint first = 0;
  TerrainNode *single;

  terrain_node_list_init (&one);
  terrain_node_list_init (&two);
  if (terrain_eval_bound_single (self, focus, ast, &single))
    {
      if (single != NULL)
        terrain_node_list_add (list, single);
      return TRUE;
    }
  if (ast->binding != NULL && self->host->bound != NULL && ast != self->unbound && eval_bound (self, focus, ast, list))
    return TRUE;
  if (!eval_start (self, focus, ast, &walk, &first) || !walk_steps (self, ast, first, &walk))
    return FALSE;
  add_visible (self, ast, walk.current->nodes, walk.current->length, list);
  list->unordered |= walk.current->unordered;
  return TRUE;
}
