/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-interview-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
terrain_problem_free (TerrainProblem *problem)
{
  g_free (problem->ref);
  g_free (problem->message);
  g_free (problem);
}

static void
add_problem (GPtrArray         *problems,
             TerrainProblemKind kind,
             TerrainNode       *node,
             char              *message)
{
  TerrainProblem *problem = g_new0 (TerrainProblem, 1);

  problem->kind = kind;
  problem->ref = terrain_node_dup_ref (node);
  problem->message = message;
  g_ptr_array_add (problems, problem);
}

/* (transfer full): the form's own words, else ours. */
char *
terrain_interview_dup_message (TerrainInterview  *self,
                               TerrainNode       *node,
                               TerrainProblemKind kind)
{
  TerrainSchema *schema = node->schema;
  const TerrainLabel *label = NULL;
  char *message = NULL;

  if (kind == TERRAIN_PROBLEM_REQUIRED)
    label = schema->required_message;
  else if (kind == TERRAIN_PROBLEM_CONSTRAINT)
    label = schema->constraint_message;
  if (label != NULL)
    message = terrain_interview_render_label (self, label, TERRAIN_LABEL_TEXT, node);
  if (message != NULL && *message != '\0')
    return message;
  g_free (message);

  switch (kind)
    {
    case TERRAIN_PROBLEM_REQUIRED:
      return g_strdup (_("This question needs an answer."));
    case TERRAIN_PROBLEM_CONSTRAINT:
      return g_strdup (_("This answer is not within what the question allows."));
    case TERRAIN_PROBLEM_NO_LONGER_OFFERED:
      return g_strdup (_("This answer is no longer among the choices; choose again."));
    case TERRAIN_PROBLEM_TYPE:
    default:
      return g_strdup (_("This answer is not of the kind that the question takes; answer it again."));
    }
}

static gboolean
breaks_constraint (TerrainInterview *self,
                   TerrainNode      *node,
                   TerrainSchema    *schema)
{
  /* Evaluated anew rather than read from the flag: the clock may be part of it. */
  return schema->constraint != NULL && !terrain_interview_compute_boolean (self, schema->constraint, node, TRUE);
}

static void
validate_question (TerrainInterview *self,
                   TerrainControl   *control,
                   TerrainNode      *node,
                   GPtrArray        *problems)
{
  TerrainSchema *schema = node->schema;
  const char *value = terrain_node_get_value (node);
  g_autofree char *canonical = NULL;

  if ((node->flags & TERRAIN_NODE_IRRELEVANT) || node->first_child != NULL)
    return;
  if (*value == '\0')
    {
      if (node->flags & TERRAIN_NODE_REQUIRED)
        add_problem (problems, TERRAIN_PROBLEM_REQUIRED, node,
                     terrain_interview_dup_message (self, node, TERRAIN_PROBLEM_REQUIRED));
      return;
    }
  /* What the form computed a person cannot correct. */
  if (schema->calculate == NULL && !(node->flags & TERRAIN_NODE_READONLY))
    {
      canonical = terrain_answer_canonicalise_for (self->environment, control, value);
      if (canonical == NULL)
        {
          add_problem (problems, TERRAIN_PROBLEM_TYPE, node,
                       terrain_interview_dup_message (self, node, TERRAIN_PROBLEM_TYPE));
          return;
        }
      if (terrain_control_is_select (control))
        {
          g_autofree char *kept = terrain_interview_keep_offered (self, control, node, value);

          if (strlen (kept) < strlen (canonical))
            {
              add_problem (problems, TERRAIN_PROBLEM_NO_LONGER_OFFERED, node,
                           terrain_interview_dup_message (self, node, TERRAIN_PROBLEM_NO_LONGER_OFFERED));
              return;
            }
        }
    }
  if (breaks_constraint (self, node, schema))
    add_problem (problems, TERRAIN_PROBLEM_CONSTRAINT, node,
                 terrain_interview_dup_message (self, node, TERRAIN_PROBLEM_CONSTRAINT));
}

/* @scope: the repeat instance (or root) the controls are shown for. */
static void
validate_controls (TerrainInterview *self,
                   GPtrArray        *controls,
                   TerrainScope     *scope,
                   GPtrArray        *problems)
{
  for (guint i = 0; controls != NULL && i < controls->len; i++)
    {
      TerrainControl *control = g_ptr_array_index (controls, i);
      TerrainNode *node;

      if (control->kind == TERRAIN_CONTROL_REPEAT)
        {
          GPtrArray *instances;

          if (control->schema == NULL || self->layout->owners[control->schema->index] != scope->node->schema)
            continue;
          instances = terrain_layout_get_instances (self->layout, scope, control->schema);
          for (guint k = 0; k < instances->len; k++)
            {
              node = g_ptr_array_index (instances, k);
              if (!(node->flags & TERRAIN_NODE_IRRELEVANT))
                validate_controls (self, control->children, node->item, problems);
            }
          continue;
        }
      node = control->schema != NULL ? terrain_layout_get_single (self->layout, scope, control->schema) : NULL;
      if (control->kind == TERRAIN_CONTROL_GROUP)
        {
          if (node == NULL || !(node->flags & TERRAIN_NODE_IRRELEVANT))
            validate_controls (self, control->children, scope, problems);
        }
      else if (node != NULL)
        {
          validate_question (self, control, node, problems);
        }
    }
}

GPtrArray *
terrain_interview_validate (TerrainInterview *self)
{
  GPtrArray *problems;

  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), NULL);

  problems = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_problem_free);
  terrain_interview_look_around (self);
  validate_controls (self, self->form->body, self->root, problems);
  return problems;
}

GBytes *
terrain_interview_complete (TerrainInterview *self,
                            char            **instance_id,
                            GError          **error)
{
  g_autoptr (GPtrArray) problems = NULL;
  char *xml;

  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), NULL);

  /* What a revalidate action sets may settle or raise problems, so it comes first (engine-semantics, 51). */
  terrain_interview_begin (self);
  terrain_interview_dispatch (self, TERRAIN_EVENT_REVALIDATE, NULL);
  terrain_interview_end (self);

  problems = terrain_interview_validate (self);
  if (problems->len > 0)
    {
      g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_INCOMPLETE,
                   g_dngettext (GETTEXT_PACKAGE, "%u answer is missing or not right; correct it, then complete again.",
                                "%u answers are missing or not right; correct them, then complete again.",
                                problems->len),
                   problems->len);
      return NULL;
    }

  terrain_interview_begin (self);
  terrain_interview_preload_end (self);
  terrain_interview_ensure_id (self);
  terrain_interview_end (self);

  if (instance_id != NULL)
    *instance_id = terrain_interview_dup_instance_id (self);
  xml = terrain_interview_write (self, TRUE);
  return g_bytes_new_take (xml, strlen (xml));
}

guint
terrain_interview_count_dropped (TerrainInterview *self)
{
  guint n = 0;

  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), 0);

  for (TerrainNode *node = self->root->node; node != NULL; node = terrain_node_next_below (node, self->root->node))
    {
      TerrainSchema *schema = node->schema;

      /* Answers are what questions hold; what the form computes comes back by itself. */
      if (schema != NULL && schema->control != NULL && schema->calculate == NULL && node->first_child == NULL &&
          (node->flags & TERRAIN_NODE_IRRELEVANT) && *terrain_node_get_value (node) != '\0')
        n++;
    }
  return n;
}

char *
terrain_interview_dup_instance_name (TerrainInterview *self)
{
  TerrainNode *node;

  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), NULL);

  node = terrain_interview_find_meta (self, "instanceName");
  if (node != NULL)
    terrain_interview_look_at (self, node);
  if (node == NULL || (node->flags & TERRAIN_NODE_IRRELEVANT) || *terrain_node_get_value (node) == '\0')
    return NULL;
  return g_strdup (terrain_node_get_value (node));
}
