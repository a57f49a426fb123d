/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-interview-history-private.h"

#include <glib/gi18n-lib.h>

static gboolean
refuse (GError           **error,
        TerrainEngineError code,
        const char        *format,
        TerrainNode       *node)
{
  g_autofree char *ref = terrain_node_dup_ref (node);
  g_autoptr (GString) message = g_string_new (format);

  g_string_replace (message, "%s", ref, 1);
  g_set_error_literal (error, TERRAIN_ENGINE_ERROR, (int) code, message->str);
  return FALSE;
}

static const char *
type_message (TerrainDataType type)
{
  switch (type)
    {
    case TERRAIN_DATA_INT:
      return _("“%s” takes a whole number.");
    case TERRAIN_DATA_DECIMAL:
      return _("“%s” takes a number, with a point before the decimals.");
    case TERRAIN_DATA_BOOLEAN:
      return _("“%s” takes true or false.");
    case TERRAIN_DATA_DATE:
      return _("“%s” takes a date of the calendar, as 2026-12-31.");
    case TERRAIN_DATA_TIME:
      return _("“%s” takes a time, as 18:30.");
    case TERRAIN_DATA_DATE_TIME:
      return _("“%s” takes a date and time, as 2026-12-31T18:30.");
    case TERRAIN_DATA_GEOPOINT:
      return _("“%s” takes a place: latitude and longitude, then altitude and accuracy where known.");
    case TERRAIN_DATA_GEOTRACE:
    case TERRAIN_DATA_GEOSHAPE:
      return _("“%s” takes places (latitude and longitude) separated by semicolons.");
    case TERRAIN_DATA_STRING:
    case TERRAIN_DATA_BINARY:
    case TERRAIN_DATA_BARCODE:
    default:
      return _("“%s” takes text in UTF-8.");
    }
}

gboolean
terrain_interview_answer_node (TerrainInterview *self,
                               TerrainNode      *node,
                               TerrainControl   *control,
                               const char       *value,
                               GError          **error)
{
  g_autofree char *text = NULL;

  if (node->flags & TERRAIN_NODE_IRRELEVANT)
    return refuse (error, TERRAIN_ENGINE_ERROR_IRRELEVANT, _("“%s” is not asked now."), node);
  if (node->flags & TERRAIN_NODE_READONLY)
    return refuse (error, TERRAIN_ENGINE_ERROR_READONLY, _("“%s” can only be read."), node);
  text = terrain_answer_canonicalise_for (self->environment, control, value != NULL ? value : "");
  if (text == NULL)
    return refuse (error, TERRAIN_ENGINE_ERROR_TYPE, type_message (terrain_control_get_data_type (control)), node);

  terrain_interview_begin (self);
  terrain_history_name_step (self, TERRAIN_CHANGE_ANSWER, node);
  if (terrain_interview_store (self, node, text) && terrain_control_is_select (control))
    terrain_interview_refresh_offered (self, control, node);
  terrain_interview_end (self);
  return TRUE;
}

gboolean
terrain_interview_answer (TerrainInterview *self,
                          const char       *ref,
                          const char       *value,
                          GError          **error)
{
  TerrainNode *node;
  TerrainSchema *schema;

  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), FALSE);
  g_return_val_if_fail (ref != NULL, FALSE);

  node = terrain_interview_find_node (self, ref, error);
  if (node == NULL)
    return FALSE;
  schema = node->schema;
  if (schema == NULL || schema->control == NULL || schema->control->kind == TERRAIN_CONTROL_GROUP ||
      schema->control->kind == TERRAIN_CONTROL_REPEAT || node->first_child != NULL)
    return refuse (error, TERRAIN_ENGINE_ERROR_NOT_FOUND, _("There is no question at “%s”."), node);
  return terrain_interview_answer_node (self, node, schema->control, value, error);
}
