/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-interview-private.h"

/* Preloads, and the setvalue actions of the form's events (engine-semantics, 46 to 51). */

static char *
now_text (TerrainInterview *self,
          TerrainDataType   type)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autofree char *moment = NULL;
  char *text;
  gint64 now = terrain_environment_get_now (self->environment);
  gint64 seconds = now / G_USEC_PER_SEC;

  utc = g_date_time_new_from_unix_utc (seconds);
  if (utc == NULL)
    return g_strdup ("");
  {
    g_autofree char *date = g_date_time_format (utc, "%Y-%m-%dT%H:%M:%S");

    moment = g_strdup_printf ("%s.%03dZ", date, (int) (now % G_USEC_PER_SEC / 1000));
  }
  /* In the record's zone first: the date of the moment is that of the place, not of Greenwich. */
  text = terrain_answer_canonicalise (self->environment, TERRAIN_DATA_DATE_TIME, TERRAIN_CONTROL_INPUT, moment);
  if (text != NULL && type == TERRAIN_DATA_DATE)
    text[10] = '\0';
  return text != NULL ? text : g_strdup ("");
}

static void
preload_node (TerrainInterview *self,
              TerrainNode      *node,
              TerrainSchema    *schema)
{
  const char *parameters = schema->preload_parameters != NULL ? schema->preload_parameters : "";
  g_autofree char *text = NULL;

  if (g_str_equal (schema->preload, "date"))
    {
      if (g_str_equal (parameters, "today"))
        text = now_text (self, TERRAIN_DATA_DATE);
    }
  else if (g_str_equal (schema->preload, "timestamp"))
    {
      if (g_str_equal (parameters, "start"))
        text = now_text (self, schema->type);
    }
  else if (g_str_equal (schema->preload, "uid"))
    {
      g_autofree char *uuid = terrain_environment_next_uuid (self->environment);

      text = g_strconcat ("uuid:", uuid, NULL);
    }
  else if (g_str_equal (schema->preload, "property"))
    {
      const char *name = g_str_has_prefix (parameters, "uri:") ? parameters + 4 : parameters;
      const char *value = terrain_environment_get_property (self->environment, name);

      /* A default stays where the device knows nothing better. */
      if (value != NULL && *value != '\0')
        text = g_strdup (value);
    }
  if (text != NULL)
    terrain_interview_store (self, node, text);
}

void
terrain_interview_preload (TerrainInterview *self,
                           TerrainNode      *top)
{
  for (TerrainNode *node = top; node != NULL; node = terrain_node_next_below (node, top))
    {
      TerrainSchema *schema = node->schema;

      if (schema != NULL && schema->preload != NULL && node->first_child == NULL)
        preload_node (self, node, schema);
      for (TerrainNode *attribute = node->first_attribute; attribute != NULL; attribute = attribute->next)
        {
          schema = attribute->schema;
          if (schema != NULL && schema->preload != NULL)
            preload_node (self, attribute, schema);
        }
    }
}

void
terrain_interview_preload_end (TerrainInterview *self)
{
  for (guint i = 0; i < self->layout->n_places; i++)
    {
      TerrainSchema *schema = g_ptr_array_index (self->form->schemas, i);
      g_autoptr (GPtrArray) nodes = NULL;
      g_autofree char *text = NULL;

      if (g_strcmp0 (schema->preload, "timestamp") != 0 || g_strcmp0 (schema->preload_parameters, "end") != 0)
        continue;
      text = now_text (self, schema->type);
      nodes = g_ptr_array_new ();
      terrain_layout_collect (self->layout, self->root, schema, nodes);
      for (guint k = 0; k < nodes->len; k++)
        terrain_interview_store (self, g_ptr_array_index (nodes, k), text);
    }
}

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
      if (terrain_interview_compute (self, action->value, node, &value))
        text = terrain_value_to_text (self, &value, action->target->type);
    }
  else
    {
      text = g_strdup (action->literal);
    }
  terrain_interview_store (self, node, text);
}

/* Others (odk:setgeopoint, odk:recordaudio) need a device: they are kept in the form and do nothing here. */
static gboolean
is_setvalue (TerrainAction *action)
{
  return action->target != NULL && g_strcmp0 (action->kind, "setvalue") == 0;
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
      g_autoptr (GPtrArray) nodes = NULL;

      if (!(action->events & events) || !is_setvalue (action))
        continue;
      /* Nested in the repeat, or in a question of it. */
      if (instance != NULL && (action->holder == NULL || action->holder->repeat_scope != instance->schema))
        continue;
      nodes = g_ptr_array_new ();
      if (instance != NULL)
        terrain_layout_collect_near (self->layout, instance, action->target, nodes);
      else
        terrain_layout_collect (self->layout, self->root, action->target, nodes);
      for (guint k = 0; k < nodes->len; k++)
        run_action_at (self, action, g_ptr_array_index (nodes, k));
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
          g_autoptr (GPtrArray) nodes = NULL;

          if (!(action->events & TERRAIN_EVENT_VALUE_CHANGED) || !is_setvalue (action))
            continue;
          ran = TRUE;
          nodes = g_ptr_array_new ();
          terrain_layout_collect_near (self->layout, node, action->target, nodes);
          for (guint n = 0; n < nodes->len; n++)
            run_action_at (self, action, g_ptr_array_index (nodes, n));
        }
    }
  return ran;
}
