/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-date.h"
#include "terrain-number.h"
#include "terrain-xpath-private.h"

#include <math.h>

/* Values and their conversions: XPath 1.0 section 4, with ODK's dates. */

void
terrain_xpath_value_clear (TerrainXPathValue *self)
{
  if (self->owned && self->type == TERRAIN_XPATH_NODESET)
    g_free (self->set.nodes);
  else if (self->owned && self->type == TERRAIN_XPATH_STRING)
    g_free ((char *) self->text);
  /* As initialised; the rest says nothing without a type that has it. */
  self->type = TERRAIN_XPATH_BOOLEAN;
  self->owned = FALSE;
  self->counts = TERRAIN_XPATH_DAY_NONE;
  self->boolean = FALSE;
}

static void
set_number (TerrainMoment *moment,
            double         number)
{
  *moment = (TerrainMoment) { .number = number };
}

static void
set_date (TerrainEval             *self,
          const TerrainXPathValue *date,
          TerrainMoment           *moment)
{
  moment->number = terrain_date_to_number (date, self != NULL ? terrain_eval_get_standard (self) : 0);
  moment->is_date = TRUE;
  moment->has_time = date->date.has_time;
  moment->day = (double) terrain_date_get_day (date);
}

static void
text_to_moment (TerrainEval   *self,
                const char    *text,
                TerrainMoment *moment)
{
  TerrainXPathValue date;

  set_number (moment, terrain_number_parse (text));
  /* A date is a day number wherever a number is asked for; in a node it is nothing but text. */
  if (isnan (moment->number) && text != NULL && terrain_date_is_like (text)
      && terrain_date_parse (text, self != NULL ? terrain_eval_get_zone (self) : NULL, &date))
    {
      set_date (self, &date, moment);
      /* The day that was written, wherever that was. */
      moment->day = (double) terrain_date_read_day (text);
    }
}

double
terrain_eval_text_to_number (TerrainEval *self,
                             const char  *text)
{
  TerrainMoment moment;

  text_to_moment (self, text, &moment);
  return moment.number;
}

void
terrain_eval_node_to_moment (TerrainEval   *self,
                             TerrainNode   *node,
                             TerrainMoment *moment)
{
  if (node->first_child != NULL)
    {
      g_autofree char *text = terrain_node_dup_string (node);

      text_to_moment (self, text, moment);
      return;
    }
  set_number (moment, terrain_node_get_number (node));
  if (isnan (moment->number))
    text_to_moment (self, node->value, moment);
}

double
terrain_eval_node_to_number (TerrainEval *self,
                             TerrainNode *node)
{
  TerrainMoment moment;

  /* What most nodes of a sum are: a number written down. */
  if (G_LIKELY (node->first_child == NULL))
    {
      double number = terrain_node_get_number (node);

      if (!isnan (number))
        return number;
    }
  terrain_eval_node_to_moment (self, node, &moment);
  return moment.number;
}

void
terrain_moment_align (TerrainMoment *a,
                      TerrainMoment *b)
{
  if (!a->is_date || !b->is_date || a->has_time == b->has_time)
    return;
  a->number = a->day;
  b->number = b->day;
}

void
terrain_eval_node_to_text (TerrainNode     *node,
                           TerrainEvalText *text)
{
  text->owned = NULL;
  if (node->first_child == NULL)
    {
      text->text = terrain_node_get_value (node);
      return;
    }
  /* One text child, the usual element of a whole document, needs no copy either. */
  if (node->first_child->next == NULL && node->first_child->kind == TERRAIN_NODE_TEXT)
    {
      text->text = terrain_node_get_value (node->first_child);
      return;
    }
  text->owned = terrain_node_dup_string (node);
  text->text = text->owned;
}

void
terrain_eval_value_to_moment (TerrainEval             *self,
                              const TerrainXPathValue *value,
                              TerrainMoment           *moment)
{
  switch (value->type)
    {
    case TERRAIN_XPATH_NODESET:
      if (value->set.length > 0)
        terrain_eval_node_to_moment (self, value->set.nodes[0], moment);
      else
        set_number (moment, NAN);
      return;
    case TERRAIN_XPATH_STRING:
      text_to_moment (self, value->text, moment);
      return;
    case TERRAIN_XPATH_NUMBER:
      set_number (moment, value->number);
      moment->is_date = value->counts != TERRAIN_XPATH_DAY_NONE;
      moment->day = moment->is_date ? value->day : 0;
      return;
    case TERRAIN_XPATH_BOOLEAN:
      set_number (moment, value->boolean ? 1 : 0);
      return;
    case TERRAIN_XPATH_DATE:
      set_date (self, value, moment);
      return;
    default:
      g_assert_not_reached ();
    }
}

double
terrain_eval_value_to_number (TerrainEval             *self,
                              const TerrainXPathValue *value)
{
  TerrainMoment moment;

  if (G_LIKELY (value->type == TERRAIN_XPATH_NUMBER))
    return value->number;
  if (value->type == TERRAIN_XPATH_NODESET && value->set.length > 0)
    return terrain_eval_node_to_number (self, value->set.nodes[0]);
  terrain_eval_value_to_moment (self, value, &moment);
  return moment.number;
}

void
terrain_eval_value_to_text (const TerrainXPathValue *value,
                            TerrainEvalText         *text)
{
  char buffer[TERRAIN_NUMBER_LENGTH];

  text->owned = NULL;
  switch (value->type)
    {
    case TERRAIN_XPATH_NODESET:
      if (value->set.length > 0)
        terrain_eval_node_to_text (value->set.nodes[0], text);
      else
        text->text = "";
      return;
    case TERRAIN_XPATH_STRING:
      text->text = value->text;
      return;
    case TERRAIN_XPATH_NUMBER:
      text->owned = g_strdup (terrain_number_format (value->counts == TERRAIN_XPATH_DAY_COUNT ? value->day : value->number, buffer));
      break;
    case TERRAIN_XPATH_BOOLEAN:
      text->text = value->boolean ? "true" : "false";
      return;
    case TERRAIN_XPATH_DATE:
      text->owned = terrain_date_format (value);
      break;
    default:
      g_assert_not_reached ();
    }
  text->text = text->owned;
}

double
terrain_xpath_value_to_number (const TerrainXPathValue *self)
{
  g_return_val_if_fail (self != NULL, NAN);

  return terrain_eval_value_to_number (NULL, self);
}

gboolean
terrain_xpath_value_to_boolean (const TerrainXPathValue *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  switch (self->type)
    {
    case TERRAIN_XPATH_NODESET:
      return self->set.length > 0;
    case TERRAIN_XPATH_STRING:
      return *self->text != '\0';
    case TERRAIN_XPATH_NUMBER:
      return !isnan (self->number) && self->number != 0;
    case TERRAIN_XPATH_BOOLEAN:
      return self->boolean;
    case TERRAIN_XPATH_DATE:
      return TRUE;
    default:
      g_assert_not_reached ();
    }
}

char *
terrain_xpath_value_to_string (const TerrainXPathValue *self)
{
  TerrainEvalText text;

  g_return_val_if_fail (self != NULL, NULL);

  terrain_eval_value_to_text (self, &text);
  return text.owned != NULL ? text.owned : g_strdup (text.text);
}

guint
terrain_xpath_value_get_n_nodes (const TerrainXPathValue *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->type == TERRAIN_XPATH_NODESET ? self->set.length : 0;
}

TerrainNode *
terrain_xpath_value_get_node (const TerrainXPathValue *self,
                              guint                    index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < terrain_xpath_value_get_n_nodes (self), NULL);

  return self->set.nodes[index];
}

gboolean
terrain_result_number (TerrainXPathValue *value,
                       double             number)
{
  value->type = TERRAIN_XPATH_NUMBER;
  value->owned = FALSE;
  value->counts = TERRAIN_XPATH_DAY_NONE;
  value->number = number;
  return TRUE;
}

gboolean
terrain_result_moment (TerrainXPathValue   *value,
                       const TerrainMoment *moment,
                       TerrainXPathDay      counts)
{
  terrain_result_number (value, moment->number);
  if (moment->is_date)
    {
      value->counts = counts;
      value->day = moment->day;
    }
  return TRUE;
}

gboolean
terrain_result_boolean (TerrainXPathValue *value,
                        gboolean           boolean)
{
  value->type = TERRAIN_XPATH_BOOLEAN;
  value->owned = FALSE;
  value->boolean = boolean != FALSE;
  return TRUE;
}

gboolean
terrain_result_text (TerrainXPathValue *value,
                     char              *text)
{
  value->type = TERRAIN_XPATH_STRING;
  value->owned = TRUE;
  value->text = text;
  return TRUE;
}

gboolean
terrain_result_static (TerrainXPathValue *value,
                       const char        *text)
{
  value->type = TERRAIN_XPATH_STRING;
  value->owned = FALSE;
  value->text = text;
  return TRUE;
}

gboolean
terrain_result_nodes (TerrainXPathValue *value,
                      TerrainNodeList   *list)
{
  value->type = TERRAIN_XPATH_NODESET;
  value->owned = list->length > 0;
  value->set.length = list->length;
  value->set.unordered = list->unordered;
  value->set.nodes = NULL;
  if (list->length > 0 && list->nodes == list->local)
    value->set.nodes = g_memdup2 (list->local, list->length * sizeof (TerrainNode *));
  else if (list->length > 0)
    value->set.nodes = list->nodes;
  if (list->nodes != list->local && list->length == 0)
    g_free (list->nodes);
  terrain_node_list_init (list);
  return TRUE;
}
