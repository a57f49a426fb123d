/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-binding-private.h"
#include "terrain-graph-private.h"

/*
 * Which calculates may wait until somebody looks.
 *
 * sum(/data/r/x) reads n instances. Run at once, it makes n answers cost n * n; and where each instance has its share of
 * the sum, every answer has n results that nobody sees. Such a rule is *collective*. It may wait (*deferrable*) where
 * nothing but other calculates that may wait reads it:
 *
 *   q ──► s = sum(/data/r/q) ──► t = round(s div 10)        both may wait
 *     └─► u = sum(/data/r/q) ──► relevant of v              u may not: what is asked depends on it
 *
 * A result that may wait is no answer (no control), sets off no action, is set by none, offers no choices, and is the same
 * whenever it is computed. What it reads that may wait as well are its inputs; interview/terrain-interview-deferred.c
 * has the rest.
 */

static gboolean
is_candidate (const TerrainRule *rule)
{
  const TerrainSchema *target = rule->target;

  if (rule->kind != TERRAIN_RULE_CALCULATE || rule->is_volatile || rule->uses_language)
    return FALSE;
  if (target->control != NULL || target->preload != NULL || (target->actions != NULL && target->actions->len > 0))
    return FALSE;
  for (guint i = 0; target->views != NULL && i < target->views->len; i++)
    {
      if (((TerrainView *) g_ptr_array_index (target->views, i))->kind == TERRAIN_VIEW_CHOICES)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_read_by_others_only (const TerrainRule *rule)
{
  GPtrArray *edges = rule->target->edges;

  for (guint i = 0; i < edges->len; i++)
    {
      if (!((TerrainEdge *) g_ptr_array_index (edges, i))->rule->deferrable)
        return FALSE;
    }
  return TRUE;
}

static void
add_input (TerrainRule         *rule,
           TerrainRule         *input,
           const TerrainEdge   *edge,
           const TerrainSchema *schema)
{
  if ((rule->n_inputs & (rule->n_inputs - 1)) == 0)
    rule->inputs = g_renew (TerrainRuleInput, rule->inputs, MAX (rule->n_inputs * 2, 1));
  rule->inputs[rule->n_inputs].rule = input;
  rule->inputs[rule->n_inputs].own = edge->scope == schema->repeat_scope;
  rule->n_inputs++;
}

static void
read_edges (TerrainSchema *schema)
{
  for (guint i = 0; i < schema->edges->len; i++)
    {
      TerrainEdge *edge = g_ptr_array_index (schema->edges, i);

      if (edge->scope != schema->repeat_scope && !edge->position_only)
        edge->rule->collective = TRUE;
      if (edge->rule->deferrable && schema->calculation != NULL && schema->calculation->deferrable)
        add_input (edge->rule, schema->calculation, edge, schema);
    }
}

/* sum(../../r/q): the same in every instance of r, since it starts above all repeats. */
static void
note_shared (TerrainAst *ast,
             gpointer    user_data)
{
  TerrainXPathType type;

  if (ast->kind != TERRAIN_AST_CALL || ast->n_children == 0 || terrain_function_get_flags (ast->function) != 0 ||
      !terrain_ast_get_type (ast, &type) || type != TERRAIN_XPATH_NUMBER)
    return;
  for (guint i = 0; i < ast->n_children; i++)
    {
      const TerrainBinding *binding = ast->children[i]->kind == TERRAIN_AST_PATH ? ast->children[i]->binding : NULL;

      if (binding == NULL || binding->anchor->repeat_scope != NULL)
        return;
    }
  ast->shared = TRUE;
}

void
terrain_deferral_build (TerrainForm *form)
{
  for (guint i = 0; i < form->rules->len; i++)
    {
      TerrainRule *rule = g_ptr_array_index (form->rules, i);

      rule->deferrable = is_candidate (rule);
      if (rule->kind == TERRAIN_RULE_CALCULATE)
        rule->target->calculation = rule;
    }
  for (guint i = 0; i < form->actions->len; i++)
    {
      TerrainSchema *target = ((TerrainAction *) g_ptr_array_index (form->actions, i))->target;

      if (target != NULL && target->calculation != NULL)
        target->calculation->deferrable = FALSE;
    }
  /* What reads comes behind what is read, but for the cycles of a form that will not run. */
  for (guint i = form->rules->len; i > 0; i--)
    {
      TerrainRule *rule = g_ptr_array_index (form->rules, i - 1);

      rule->deferrable = rule->deferrable && is_read_by_others_only (rule);
      if (rule->deferrable)
        terrain_ast_foreach (terrain_xpath_get_ast (rule->expression), note_shared, NULL);
    }
  for (guint i = 0; i < form->schemas->len; i++)
    read_edges (g_ptr_array_index (form->schemas, i));
}
