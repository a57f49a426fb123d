/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-capture.h"
#include "terrain-interview-private.h"

#include <glib/gi18n-lib.h>

/* The actions of a form's events (ODK XForms, "Events and Actions"; engine-semantics, 46 to 51). */

static void
run_action_at (TerrainInterview *self,
               TerrainAction    *action,
               TerrainNode      *node)
{
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;
  g_autofree char *text = NULL;

  if (node->first_child != NULL)
    return;
  if (action->value != NULL)
    {
      terrain_concealment_suspend (self, TRUE);
      if (terrain_interview_compute (self, action->value, node, &value))
        text = terrain_value_to_text (self, &value, action->target->type);
      terrain_concealment_suspend (self, FALSE);
    }
  else
    {
      text = g_strdup (action->literal);
    }
  terrain_interview_store (self, node, text);
}

/* Other actions than setvalue ask the device, which answers in its own time. */
static void
perform (TerrainInterview *self,
         TerrainAction    *action,
         TerrainNode      *node)
{
  if (g_str_equal (action->kind, "setvalue"))
    run_action_at (self, action, node);
  else if (node->first_child == NULL)
    terrain_interview_request_capture (self, action, node);
}

/* A target written with predicates is looked for when the action happens, from where it is written; the first node is
 * meant (XForms 1.0, "single node binding"). */
static void
perform_at_path (TerrainInterview *self,
                 TerrainAction    *action,
                 TerrainNode      *context)
{
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;

  if (terrain_interview_compute (self, action->path, context, &value) && value.type == TERRAIN_XPATH_NODESET &&
      value.set.length > 0 && value.set.nodes[0]->document == self->document)
    perform (self, action, value.set.nodes[0]);
}

/* Where @schema is for the event: near what it happened at, or everywhere. */
static GPtrArray *
collect (TerrainInterview *self,
         TerrainNode      *place,
         TerrainSchema    *schema)
{
  GPtrArray *nodes = g_ptr_array_new ();

  if (place != NULL)
    terrain_layout_collect_near (self->layout, place, schema, nodes);
  else
    terrain_layout_collect (self->layout, self->root, schema, nodes);
  return nodes;
}

/*
 * Whether an action written outside a repeat does not say which of its instances it means. It then fills none rather
 * than all of them, which would overwrite what a person answered (JavaRosa throws there).
 */
static gboolean
is_ambiguous (TerrainInterview *self,
              TerrainAction    *action,
              TerrainNode      *place,
              GPtrArray        *nodes)
{
  g_autofree char *message = NULL;

  if (nodes->len <= 1 || action->path != NULL ||
      (place == NULL && action->holder != NULL && action->holder->repeat_scope != NULL))
    return FALSE;
  message = g_strdup_printf (_("A <%s> is to fill %s, of which there are %u. Say in its ref which one is meant."),
                             action->kind, action->target->ref, nodes->len);
  terrain_interview_report (self, action, "evaluation", g_ptr_array_index (nodes, 0), action->line, message);
  return TRUE;
}

/* @place: (nullable): the question that changed, the instance that came */
static void
run_action (TerrainInterview *self,
            TerrainAction    *action,
            TerrainNode      *place)
{
  TerrainSchema *root = self->root->node->schema;
  TerrainSchema *schema = action->path == NULL ? action->target : action->holder != NULL ? action->holder : root;
  g_autoptr (GPtrArray) nodes = collect (self, place, schema);

  if (is_ambiguous (self, action, place, nodes))
    return;
  for (guint i = 0; i < nodes->len; i++)
    {
      if (action->path != NULL)
        perform_at_path (self, action, g_ptr_array_index (nodes, i));
      else
        perform (self, action, g_ptr_array_index (nodes, i));
    }
}

/* @instance: the new one, for odk-new-repeat; NULL for the events of a whole record. */
void
terrain_interview_dispatch (TerrainInterview *self,
                            guint             events,
                            TerrainNode      *instance)
{
  for (guint i = 0; i < self->form->actions->len; i++)
    {
      TerrainAction *action = g_ptr_array_index (self->form->actions, i);

      if (!(action->events & events))
        continue;
      /* Nested in the repeat, or in a question of it. */
      if (instance == NULL || (action->holder != NULL && action->holder->repeat_scope == instance->schema))
        run_action (self, action, instance);
    }
}

void
terrain_interview_request_sound (TerrainInterview *self)
{
  g_return_if_fail (TERRAIN_IS_INTERVIEW (self));

  for (guint i = 0; i < self->form->actions->len; i++)
    {
      TerrainAction *action = g_ptr_array_index (self->form->actions, i);

      if ((action->events & TERRAIN_EVENT_LOAD) && g_str_equal (action->kind, "recordaudio"))
        run_action (self, action, NULL);
    }
}

/* The actions of the questions that changed since; what they change in turn is the next round's. */
gboolean
terrain_interview_run_fired (TerrainInterview *self)
{
  g_autoptr (GPtrArray) fired = NULL;
  gboolean ran = FALSE;

  if (self->fired->len == 0)
    return FALSE;
  fired = self->fired;
  self->fired = g_ptr_array_new ();
  for (guint i = 0; i < fired->len; i++)
    {
      TerrainNode *node = g_ptr_array_index (fired, i);
      TerrainSchema *schema = node->schema;

      for (guint k = 0; k < schema->actions->len; k++)
        {
          TerrainAction *action = g_ptr_array_index (schema->actions, k);

          if (!(action->events & TERRAIN_EVENT_VALUE_CHANGED))
            continue;
          ran = TRUE;
          run_action (self, action, node);
        }
    }
  return ran;
}
