/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-shuffle.h"
#include "terrain-xpath-private.h"

#include <glib/gi18n-lib.h>

/* Chance, always the environment's, so that a run can be repeated. */

#define MAX_UUID_LENGTH 1000

static gboolean
has_environment (TerrainEval *eval)
{
  return eval->host->environment != NULL || terrain_eval_fail (eval, _("there is no source of random numbers here."));
}

TERRAIN_DEFINE_FUNCTION (eval_random)
{
  return has_environment (eval)
         && terrain_result_number (value, terrain_environment_next_double (eval->host->environment));
}

TERRAIN_DEFINE_FUNCTION (eval_uuid)
{
  static const char alphabet[] = "0123456789abcdefghijklmnopqrstuvwxyz";
  g_autofree char *text = NULL;
  double length;

  if (!has_environment (eval))
    return FALSE;
  if (call->n_children == 0)
    return terrain_result_text (value, terrain_environment_next_uuid (eval->host->environment));
  if (!terrain_arg_number (eval, focus, call, 0, &length))
    return FALSE;
  if (!(length >= 0 && length <= MAX_UUID_LENGTH))
    return terrain_eval_fail (eval, _("the length must be a number from 0 to %d."), MAX_UUID_LENGTH);
  text = g_malloc0 ((gsize) length + 1);
  for (gsize i = 0; i < (gsize) length; i++)
    text[i] = alphabet[(gsize) (terrain_environment_next_double (eval->host->environment) * (sizeof alphabet - 1))];
  return terrain_result_text (value, g_steal_pointer (&text));
}

TERRAIN_DEFINE_FUNCTION (eval_randomize)
{
  g_auto (TerrainNodeList) list;
  g_auto (TerrainXPathValue) given = TERRAIN_XPATH_VALUE_INIT;
  gint64 seed;

  terrain_node_list_init (&list);
  if (!terrain_eval_nodes (eval, focus, call->children[0], &list))
    return FALSE;
  if (call->n_children > 1)
    {
      if (!terrain_eval (eval, focus, call->children[1], &given))
        return FALSE;
      seed = terrain_shuffle_get_seed (&given);
    }
  else
    {
      if (!has_environment (eval))
        return FALSE;
      seed = (gint64) (terrain_environment_next_random (eval->host->environment) >> 1);
    }
  terrain_shuffle (list.nodes, list.length, seed);
  list.unordered = TRUE;
  return terrain_result_nodes (value, &list);
}

const TerrainFunction terrain_functions_random[] = {
  { .name = "random", .flags = TERRAIN_FUNCTION_VOLATILE, .type = TERRAIN_XPATH_NUMBER, .eval = eval_random },
  { .name = "uuid", .max = 1, .flags = TERRAIN_FUNCTION_VOLATILE, .type = TERRAIN_XPATH_STRING, .eval = eval_uuid },
  { .name = "randomize", .min = 1, .max = 2, .nodesets = 1, .type = TERRAIN_XPATH_NODESET, .eval = eval_randomize },
  { .name = NULL },
};
