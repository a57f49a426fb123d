/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-number.h"
#include "terrain-xpath-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Chance, always the environment's, so that a run can be repeated. */

#define MAX_UUID_LENGTH 1000
#define PARK_MILLER_MODULUS G_GINT64_CONSTANT (2147483647)

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

/* A seed that is no number is hashed: the first eight bytes of its SHA-256, blank being 0 (engine-semantics, 43). */
static gint64
seed_of_text (const char *text)
{
  g_autoptr (GChecksum) checksum = NULL;
  guint8 bytes[32];
  gsize length = sizeof bytes;
  guint64 seed = 0;

  if (text[strspn (text, " \t\r\n")] == '\0')
    return 0;
  checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_checksum_update (checksum, (const guchar *) text, (gssize) strlen (text));
  g_checksum_get_digest (checksum, bytes, &length);
  for (guint i = 0; i < 8; i++)
    seed = seed << 8 | bytes[i];
  return (gint64) seed;
}

static gboolean
read_seed (TerrainEval        *eval,
           const TerrainFocus *focus,
           TerrainAst         *call,
           gint64             *seed)
{
  g_auto (TerrainXPathValue) given = TERRAIN_XPATH_VALUE_INIT;
  double number;

  if (!terrain_eval (eval, focus, call->children[1], &given))
    return FALSE;
  number = terrain_eval_value_to_number (eval, &given);
  if (isnan (number))
    {
      g_auto (TerrainEvalText) text = { 0 };

      terrain_eval_value_to_text (&given, &text);
      *seed = strcmp (text.text, "NaN") == 0 ? 0 : seed_of_text (text.text);
    }
  else
    {
      *seed = number >= 9.2e18 ? G_MAXINT64 : number <= -9.2e18 ? G_MININT64 : (gint64) number;
    }
  return TRUE;
}

/* Park and Miller's minimal standard generator. */
static double
park_miller_next (gint64 *state)
{
  *state = *state * 16807 % PARK_MILLER_MODULUS;
  return (double) (*state - 1) / (double) (PARK_MILLER_MODULUS - 1);
}

/* Fisher-Yates, inside out, as every ODK client does it: equal seeds give equal orders everywhere. */
static void
shuffle (TerrainNodeList *list,
         gint64           seed)
{
  g_autofree TerrainNode **source = g_memdup2 (list->nodes, list->length * sizeof *list->nodes);
  gint64 state = seed % PARK_MILLER_MODULUS;

  if (state <= 0)
    state += PARK_MILLER_MODULUS - 1;
  for (guint i = 0; i < list->length; i++)
    {
      guint j = (guint) floor (park_miller_next (&state) * (i + 1));

      if (j != i)
        list->nodes[i] = list->nodes[j];
      list->nodes[j] = source[i];
    }
  list->unordered = TRUE;
}

TERRAIN_DEFINE_FUNCTION (eval_randomize)
{
  g_auto (TerrainNodeList) list;
  gint64 seed;

  terrain_node_list_init (&list);
  if (!terrain_eval_nodes (eval, focus, call->children[0], &list))
    return FALSE;
  if (call->n_children > 1)
    {
      if (!read_seed (eval, focus, call, &seed))
        return FALSE;
    }
  else
    {
      if (!has_environment (eval))
        return FALSE;
      seed = (gint64) (terrain_environment_next_random (eval->host->environment) >> 1);
    }
  if (list.length > 0)
    shuffle (&list, seed);
  return terrain_result_nodes (value, &list);
}

const TerrainFunction terrain_functions_random[] = {
  { .name = "random", .flags = TERRAIN_FUNCTION_VOLATILE, .type = TERRAIN_XPATH_NUMBER, .eval = eval_random },
  { .name = "uuid", .max = 1, .flags = TERRAIN_FUNCTION_VOLATILE, .type = TERRAIN_XPATH_STRING, .eval = eval_uuid },
  { .name = "randomize", .min = 1, .max = 2, .nodesets = 1, .type = TERRAIN_XPATH_NODESET, .eval = eval_randomize },
  { .name = NULL },
};
