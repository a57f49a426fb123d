/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-xpath-ast.h"
#include "terrain-environment.h"
#include "terrain-xpath.h"

G_BEGIN_DECLS

/*
 * What the evaluator asks beside the tree. A form's interview fills it in; every function may be NULL.
 *
 * @contextualise: absolute paths inside a repeat mean "in this instance": each leading child step without predicate
 *   whose name is that of the context node's ancestor at the same depth takes that ancestor alone (engine-semantics,
 *   1 and 2). The context is the node the whole expression was evaluated on, not the item of a predicate.
 * Nodes flagged TERRAIN_NODE_IRRELEVANT or _TEMPLATE are in no nodeset when @skip_irrelevant is set.
 */
struct _TerrainXPathHost
{
  gpointer user_data;
  TerrainEnvironment *environment;
  const char *language;      /* (nullable): as the form writes it; format-date() takes month names from it */
  gboolean contextualise;
  gboolean skip_irrelevant;
  TerrainNode *root;         /* (nullable): the document node absolute paths begin at, where not the context's own */

  /* The root element of the instance called @id, NULL where there is none. */
  TerrainNode *(*instance) (TerrainXPathHost *host, const char *id);
  /* The node behind a path's binding that leads to no more than one place: what most paths of a form do, so nothing is
   * collected for them. *node is NULL where the record lacks it. Returns FALSE to ask @bound. */
  gboolean (*bound_single) (TerrainXPathHost *host, gpointer binding, TerrainNode *context, TerrainNode **node);
  /* The one node, or the nodes, behind a path's binding, without walking. Returns FALSE to have the steps walked.
   * @context: the node the path is evaluated on, so inside a predicate the item. (Which node the whole expression
   *   was evaluated on, current(), the host knows: it asked for the evaluation.)
   * *single is set (left NULL with @nodes untouched: the path leads to no node), or @nodes (to append to) is filled
   * in document order. What is not relevant is left in: the evaluator drops it. */
  gboolean (*bound) (TerrainXPathHost *host, gpointer binding, TerrainNode *context, TerrainNode **single,
                     GPtrArray *nodes);
  /* (nullable): the instance at 1-based @position among those of the repeat that @instance is one of; NULL past the end.
   * Called for nodes with a position only. */
  TerrainNode *(*nth_instance) (TerrainXPathHost *host, TerrainNode *instance, guint position);
  /* (nullable) A shared call's number, where it was computed before and cannot have changed; and where it was not. */
  gboolean (*recall) (TerrainXPathHost *host, const TerrainAst *call, double *number);
  void (*remember) (TerrainXPathHost *host, const TerrainAst *call, double number);
  /* What a node is as a condition. Without it a node is true by being there (XPath 1.0 section 4.3); in a form all nodes
   * are there, and authors mean what they hold. */
  gboolean (*truth) (TerrainXPathHost *host, TerrainNode *node);
  /* (transfer full) (nullable): the label of choice @value of the question at @path, in the active language */
  char *(*choice_name) (TerrainXPathHost *host, const char *value, const char *path, TerrainNode *context);
  /* (transfer full) (nullable): the plain text of an itext id in the active language */
  char *(*itext) (TerrainXPathHost *host, const char *id, TerrainNode *context);
  /* (nullable): the form's version, for version() */
  const char *(*version) (TerrainXPathHost *host);
};

G_END_DECLS
