/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-interview-private.h"

#include <math.h>
#include <string.h>

/* A date in the form the node's type asks for (engine-semantics, 24 and 32). */
static char *
date_to_text (TerrainInterview        *self,
              const TerrainXPathValue *value,
              TerrainDataType          type)
{
  TerrainXPathValue copy = *value;
  g_autofree char *text = NULL;

  copy.owned = FALSE;
  if (type == TERRAIN_DATA_DATE)
    copy.date.has_time = FALSE;
  else if (type == TERRAIN_DATA_DATE_TIME || type == TERRAIN_DATA_TIME)
    copy.date.has_time = TRUE;
  text = terrain_xpath_value_to_string (&copy);
  if (type == TERRAIN_DATA_TIME && strchr (text, 'T') != NULL)
    return g_strdup (strchr (text, 'T') + 1);
  return g_steal_pointer (&text);
}

/* Another question's answer has that question's type: a decimal is cut to a whole number here (engine-semantics, 24). */
static char *
nodes_to_text (const TerrainXPathValue *value,
               TerrainDataType          type)
{
  TerrainNode *node = type == TERRAIN_DATA_INT && value->set.length > 0 ? value->set.nodes[0] : NULL;
  const TerrainSchema *schema = node != NULL ? node->schema : NULL;
  TerrainXPathValue number = { .type = TERRAIN_XPATH_NUMBER };

  if (schema == NULL || schema->type != TERRAIN_DATA_DECIMAL || isnan (terrain_node_get_number (node)))
    return terrain_xpath_value_to_string (value);
  number.number = trunc (terrain_node_get_number (node));
  return terrain_xpath_value_to_string (&number);
}

char *
terrain_value_to_text (TerrainInterview        *self,
                       const TerrainXPathValue *value,
                       TerrainDataType          type)
{
  switch (value->type)
    {
    case TERRAIN_XPATH_BOOLEAN:
      /* Whatever the bind's type: engine-semantics, 24. */
      return g_strdup (value->boolean ? "1" : "0");

    case TERRAIN_XPATH_NUMBER:
      {
        TerrainXPathValue number = *value;

        if (isnan (value->number))
          return NULL;
        if (type == TERRAIN_DATA_INT)
          {
            /* A date and some days, in a whole number: the day (engine-semantics, 30). */
            number.number = trunc (value->counts != TERRAIN_XPATH_DAY_NONE ? value->day : value->number);
            number.counts = TERRAIN_XPATH_DAY_NONE;
          }
        return terrain_xpath_value_to_string (&number);
      }

    case TERRAIN_XPATH_DATE:
      return date_to_text (self, value, type);

    case TERRAIN_XPATH_NODESET:
      return nodes_to_text (value, type);

    case TERRAIN_XPATH_STRING:
    default:
      return terrain_xpath_value_to_string (value);
    }
}
