/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-interview-private.h"
#include "terrain-preload-private.h"

#include <string.h>

/* Preloads (ODK XForms, "Preload Attributes"; engine-semantics, 50). */

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

static char *
date_text (TerrainInterview *self,
           const char       *parameters)
{
  g_autofree char *today = now_text (self, TERRAIN_DATA_DATE);
  GDate date;
  int days;

  if (g_str_equal (parameters, "today"))
    return g_steal_pointer (&today);
  g_date_clear (&date, 1);
  g_date_set_parse (&date, today);
  if (!g_date_valid (&date) ||
      !terrain_preload_read_period (parameters, g_date_get_weekday (&date) % 7, &days) ||
      (guint) MAX (days, 0) >= g_date_get_julian (&date))
    return NULL;
  if (days >= 0)
    g_date_subtract_days (&date, (guint) days);
  else
    g_date_add_days (&date, (guint) -days);
  return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date));
}

/* "phone number", as the specification writes it, and "phonenumber", as forms do, are the same. */
static const char *
find_property (TerrainInterview *self,
               const char       *name)
{
  const char *value = terrain_environment_get_property (self->environment, name);
  g_auto (GStrv) words = NULL;
  g_autofree char *joined = NULL;

  if (value != NULL || strchr (name, ' ') == NULL)
    return value;
  words = g_strsplit (name, " ", -1);
  joined = g_strjoinv ("", words);
  return terrain_environment_get_property (self->environment, joined);
}

/* A default stays where the device knows nothing better: NULL. */
static char *
preload_text (TerrainInterview *self,
              TerrainSchema    *schema)
{
  const char *parameters = schema->preload_parameters != NULL ? schema->preload_parameters : "";
  g_autofree char *name = NULL;
  const char *value;

  if (g_str_equal (schema->preload, "date"))
    return date_text (self, parameters);
  if (g_str_equal (schema->preload, "timestamp"))
    return g_str_equal (parameters, "start") ? now_text (self, schema->type) : NULL;
  if (g_str_equal (schema->preload, "uid"))
    {
      g_autofree char *uuid = terrain_environment_next_uuid (self->environment);

      return g_strconcat ("uuid:", uuid, NULL);
    }
  if (!terrain_preload_is_known (schema->preload, parameters))
    return NULL;
  if (g_str_equal (schema->preload, "property"))
    name = g_strdup (g_str_has_prefix (parameters, "uri:") ? parameters + 4 : parameters);
  else
    name = g_strconcat (schema->preload, "/", parameters, NULL);
  value = find_property (self, name);
  return value != NULL && *value != '\0' ? g_strdup (value) : NULL;
}

static void
preload_node (TerrainInterview *self,
              TerrainNode      *node,
              TerrainSchema    *schema)
{
  g_autofree char *text = preload_text (self, schema);

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
