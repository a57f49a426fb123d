/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-explanation-private.h"

/* Which expression decides on an aspect of a node. What it finds is in terrain-explanation-condition.c. */

void
terrain_explanation_free (TerrainExplanation *self)
{
  if (self == NULL)
    return;
  g_free (self->ref);
  g_free (self->decider);
  g_free (self->decider_label);
  g_clear_pointer (&self->condition, terrain_condition_free);
  g_free (self->message);
  g_free (self);
}

/* The nearest of @node and those around it that has one of @flags itself; (nullable). */
static TerrainNode *
find_flagged (TerrainNode *node,
              guint32      flags)
{
  while (node != NULL && !(node->flags & flags))
    node = node->parent;
  return node;
}

static TerrainXPath *
get_inherited (TerrainSchema *schema,
               TerrainAspect  aspect)
{
  if (schema == NULL)
    return NULL;
  return aspect == TERRAIN_ASPECT_RELEVANT ? schema->relevant : schema->readonly;
}

/* The nearest of @node and those around it whose form says anything; @node itself where nothing does. */
static TerrainNode *
find_speaking (TerrainNode  *node,
               TerrainAspect aspect)
{
  for (TerrainNode *at = node; at != NULL; at = at->parent)
    {
      if (get_inherited (at->schema, aspect) != NULL)
        return at;
    }
  return node;
}

/* jr:count of @repeat, which is evaluated on what holds the repeat; (nullable). */
static TerrainXPath *
find_count (TerrainInterview *self,
            TerrainSchema    *repeat)
{
  for (guint i = 0; i < self->form->rules->len; i++)
    {
      TerrainRule *rule = g_ptr_array_index (self->form->rules, i);

      if (rule->kind == TERRAIN_RULE_COUNT && rule->target == repeat)
        return rule->expression;
    }
  return NULL;
}

static void
set_condition (TerrainExplanation *self,
               TerrainInterview   *interview,
               TerrainNode        *decider,
               TerrainXPath       *xpath,
               TerrainNode        *context)
{
  self->decider = terrain_node_dup_ref (decider);
  self->decider_label = terrain_explanation_dup_label (interview, decider);
  if (xpath != NULL)
    self->condition = terrain_condition_new (interview, xpath, context);
}

static void
explain_inherited (TerrainExplanation *self,
                   TerrainInterview   *interview,
                   TerrainNode        *node)
{
  gboolean relevant = self->aspect == TERRAIN_ASPECT_RELEVANT;
  guint32 flags = relevant ? TERRAIN_NODE_OWN_IRRELEVANT | TERRAIN_NODE_SURPLUS : TERRAIN_NODE_OWN_READONLY;
  TerrainNode *decider = find_flagged (node, flags);

  self->holds = (decider == NULL) == relevant;
  if (decider == NULL)
    decider = find_speaking (node, self->aspect);
  if (decider->flags & TERRAIN_NODE_SURPLUS && relevant && !(decider->flags & TERRAIN_NODE_OWN_IRRELEVANT))
    set_condition (self, interview, decider, find_count (interview, decider->schema), decider->parent);
  else
    set_condition (self, interview, decider, get_inherited (decider->schema, self->aspect), decider);
}

static void
explain_own (TerrainExplanation *self,
             TerrainInterview   *interview,
             TerrainNode        *node)
{
  TerrainSchema *schema = node->schema;
  TerrainXPath *xpath = NULL;

  if (schema != NULL)
    {
      switch (self->aspect)
        {
        case TERRAIN_ASPECT_REQUIRED:
          xpath = schema->required;
          break;
        case TERRAIN_ASPECT_CONSTRAINT:
          xpath = schema->constraint;
          break;
        case TERRAIN_ASPECT_CHOICES:
          xpath = schema->control != NULL && schema->control->itemset != NULL ? schema->control->itemset->nodeset : NULL;
          break;
        case TERRAIN_ASPECT_VALUE:
        case TERRAIN_ASPECT_RELEVANT:
        case TERRAIN_ASPECT_READONLY:
        default:
          xpath = schema->calculate;
          break;
        }
    }
  set_condition (self, interview, node, xpath, node);
}

/* An empty answer breaks no constraint (engine-semantics, 53). */
static void
explain_constraint (TerrainExplanation *self,
                    TerrainInterview   *interview,
                    TerrainNode        *node)
{
  gboolean invalid = (node->flags & TERRAIN_NODE_INVALID) != 0;

  self->holds = !invalid && !(node->flags & TERRAIN_NODE_NOT_OFFERED);
  if (node->flags & TERRAIN_NODE_IRRELEVANT)
    self->holds = TRUE;
  else if (!self->holds)
    self->message = terrain_interview_dup_message (interview, node, invalid ? TERRAIN_PROBLEM_CONSTRAINT
                                                                            : TERRAIN_PROBLEM_NO_LONGER_OFFERED);
}

static gboolean
has_choices (TerrainInterview *self,
             TerrainNode      *node)
{
  TerrainSchema *schema = node->schema;
  g_autoptr (GPtrArray) offers = NULL;

  if (schema == NULL || schema->control == NULL || !terrain_control_is_select (schema->control))
    return FALSE;
  offers = terrain_interview_list_offers (self, schema->control, node);
  return offers != NULL && offers->len > 0;
}

TerrainExplanation *
terrain_interview_explain (TerrainInterview *self,
                           const char       *ref,
                           TerrainAspect     aspect,
                           GError          **error)
{
  TerrainExplanation *explanation;
  TerrainNode *node;

  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), NULL);
  g_return_val_if_fail (ref != NULL, NULL);

  node = terrain_interview_find_node (self, ref, error);
  if (node == NULL)
    return NULL;
  explanation = g_new0 (TerrainExplanation, 1);
  explanation->aspect = aspect;
  explanation->ref = terrain_node_dup_ref (node);
  switch (aspect)
    {
    case TERRAIN_ASPECT_RELEVANT:
    case TERRAIN_ASPECT_READONLY:
      explain_inherited (explanation, self, node);
      return explanation;

    case TERRAIN_ASPECT_REQUIRED:
      explanation->holds = (node->flags & TERRAIN_NODE_REQUIRED) != 0;
      break;

    case TERRAIN_ASPECT_CONSTRAINT:
      explain_constraint (explanation, self, node);
      break;

    case TERRAIN_ASPECT_CHOICES:
      explanation->holds = has_choices (self, node);
      break;

    case TERRAIN_ASPECT_VALUE:
    default:
      explanation->holds = node->schema != NULL && ((TerrainSchema *) node->schema)->calculate != NULL;
      break;
    }
  explain_own (explanation, self, node);
  return explanation;
}

TerrainExplanation *
terrain_interview_explain_rule (TerrainInterview *self,
                                const char       *ref,
                                TerrainAspect     aspect,
                                GError          **error)
{
  TerrainExplanation *explanation;
  TerrainNode *node;

  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), NULL);
  g_return_val_if_fail (ref != NULL, NULL);

  node = terrain_interview_find_node (self, ref, error);
  if (node == NULL)
    return NULL;
  if (aspect != TERRAIN_ASPECT_RELEVANT && aspect != TERRAIN_ASPECT_READONLY)
    return terrain_interview_explain (self, ref, aspect, error);
  explanation = g_new0 (TerrainExplanation, 1);
  explanation->aspect = aspect;
  explanation->ref = terrain_node_dup_ref (node);
  if (aspect == TERRAIN_ASPECT_RELEVANT)
    explanation->holds = !(node->flags & TERRAIN_NODE_OWN_IRRELEVANT);
  else
    explanation->holds = (node->flags & TERRAIN_NODE_OWN_READONLY) != 0;
  set_condition (explanation, self, node, get_inherited (node->schema, aspect), node);
  return explanation;
}

TerrainCondition *
terrain_interview_take_apart (TerrainInterview *self,
                              const char       *expression,
                              const char       *context,
                              GError          **error)
{
  g_autoptr (TerrainXPath) xpath = NULL;
  TerrainNode *node;

  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), NULL);
  g_return_val_if_fail (expression != NULL, NULL);
  g_return_val_if_fail (context != NULL, NULL);

  node = terrain_interview_find_node (self, context, error);
  if (node == NULL)
    return NULL;
  xpath = terrain_form_compile (self->form, expression, error);
  if (xpath == NULL)
    return NULL;
  terrain_interview_look_around (self);
  return terrain_condition_new (self, xpath, node);
}
