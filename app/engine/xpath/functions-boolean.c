/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-xpath-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Booleans and control: true(), if(), coalesce(), regex(), checklist()… */

TERRAIN_DEFINE_FUNCTION (eval_true)
{
  return terrain_result_boolean (value, TRUE);
}

TERRAIN_DEFINE_FUNCTION (eval_false)
{
  return terrain_result_boolean (value, FALSE);
}

TERRAIN_DEFINE_FUNCTION (eval_boolean)
{
  gboolean boolean;

  return terrain_eval_boolean (eval, focus, call->children[0], &boolean) && terrain_result_boolean (value, boolean);
}

TERRAIN_DEFINE_FUNCTION (eval_not)
{
  gboolean boolean;

  return terrain_eval_boolean (eval, focus, call->children[0], &boolean) && terrain_result_boolean (value, !boolean);
}

TERRAIN_DEFINE_FUNCTION (eval_boolean_from_string)
{
  g_auto (TerrainEvalText) text = { 0 };

  return terrain_arg_text (eval, focus, call, 0, &text)
         && terrain_result_boolean (value, strcmp (text.text, "true") == 0 || strcmp (text.text, "1") == 0);
}

TERRAIN_DEFINE_FUNCTION (eval_if)
{
  gboolean condition;

  return terrain_eval_boolean (eval, focus, call->children[0], &condition)
         && terrain_eval (eval, focus, call->children[condition ? 1 : 2], value);
}

static gboolean
is_blank (const TerrainXPathValue *value)
{
  g_auto (TerrainEvalText) text = { 0 };

  if (value->type == TERRAIN_XPATH_NUMBER)
    return isnan (value->number);
  terrain_eval_value_to_text (value, &text);
  return *text.text == '\0';
}

/* The first that is not blank; else the last. */
TERRAIN_DEFINE_FUNCTION (eval_coalesce)
{
  for (guint i = 0; i < call->n_children; i++)
    {
      terrain_xpath_value_clear (value);
      if (!terrain_eval (eval, focus, call->children[i], value))
        return FALSE;
      if (!is_blank (value))
        break;
    }
  return TRUE;
}

/* Keeps what the node already has (engine-semantics, 18). Read past relevance: calculates run on hidden nodes too. */
TERRAIN_DEFINE_FUNCTION (eval_once)
{
  g_auto (TerrainEvalText) own = { 0 };

  terrain_eval_node_to_text (focus->node, &own);
  if (*own.text != '\0')
    return terrain_result_text (value, own.owned != NULL ? g_steal_pointer (&own.owned) : g_strdup (own.text));
  return terrain_eval (eval, focus, call->children[0], value);
}

/* Only names what its result must be recalculated for: the first argument is the result. */
TERRAIN_DEFINE_FUNCTION (eval_depend)
{
  return terrain_eval (eval, focus, call->children[0], value);
}

/* The whole text must match (engine-semantics, 35). A pattern such as "(a+)+b" may try more ways than there are seconds:
 * matching gives up after some tenths of one. */
static GRegex *
compile_regex (const char  *pattern,
               GError     **error)
{
  g_autofree char *whole = g_strconcat ("(*LIMIT_MATCH=1000000)(*LIMIT_DEPTH=100000)\\A(?:", pattern, ")\\z", NULL);

  return g_regex_new (whole, 0, 0, error);
}

static gpointer
prepare_regex (TerrainAst *call)
{
  TerrainAst *pattern = call->children[1];

  return pattern->kind == TERRAIN_AST_LITERAL ? compile_regex (pattern->text, NULL) : NULL;
}

static gboolean
match_regex (TerrainEval       *eval,
             GRegex            *regex,
             const char        *text,
             TerrainXPathValue *value)
{
  g_autoptr (GError) error = NULL;
  gboolean matched = g_regex_match_full (regex, text, -1, 0, 0, NULL, &error);

  if (error != NULL)
    return terrain_eval_fail (eval, _("the pattern cannot be matched: %s"), error->message);
  return terrain_result_boolean (value, matched);
}

TERRAIN_DEFINE_FUNCTION (eval_regex)
{
  g_auto (TerrainEvalText) text = { 0 };
  g_auto (TerrainEvalText) pattern = { 0 };
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GError) error = NULL;

  if (!terrain_arg_text (eval, focus, call, 0, &text))
    return FALSE;
  if (call->prepared != NULL)
    return match_regex (eval, call->prepared, text.text, value);
  if (!terrain_arg_text (eval, focus, call, 1, &pattern))
    return FALSE;
  regex = compile_regex (pattern.text, &error);
  if (regex == NULL)
    return terrain_eval_fail (eval, _("“%s” is not a regular expression: %s"), pattern.text, error->message);
  return match_regex (eval, regex, text.text, value);
}

/* Between two bounds, a negative one meaning none. */
static gboolean
in_bounds (double number,
           double least,
           double most)
{
  return (least < 0 || number >= least) && (most < 0 || number <= most);
}

static gboolean
is_ticked (TerrainEval             *eval,
           const TerrainXPathValue *value)
{
  g_auto (TerrainEvalText) text = { 0 };

  /* A node counts by what it holds, not by being there. */
  if (value->type != TERRAIN_XPATH_NODESET)
    return terrain_xpath_value_to_boolean (value);
  terrain_eval_value_to_text (value, &text);
  return *text.text != '\0';
}

static gboolean
count_ticked (TerrainEval             *eval,
              const TerrainXPathValue *value,
              gpointer                 user_data)
{
  *(double *) user_data += is_ticked (eval, value);
  return TRUE;
}

TERRAIN_DEFINE_FUNCTION (eval_checklist)
{
  double least;
  double most;
  double count = 0;

  return terrain_arg_number (eval, focus, call, 0, &least) && terrain_arg_number (eval, focus, call, 1, &most)
         && terrain_arg_foreach (eval, focus, call, 2, count_ticked, &count)
         && terrain_result_boolean (value, in_bounds (count, least, most));
}

static gboolean
collect_number (TerrainEval             *eval,
                const TerrainXPathValue *value,
                gpointer                 user_data)
{
  double number = terrain_eval_value_to_number (eval, value);

  g_array_append_val (user_data, number);
  return TRUE;
}

static gboolean
collect_ticked (TerrainEval             *eval,
                const TerrainXPathValue *value,
                gpointer                 user_data)
{
  double number = is_ticked (eval, value);

  g_array_append_val (user_data, number);
  return TRUE;
}

/* value, weight, value, weight…, or a nodeset of each. */
static gboolean
add_weights (TerrainEval        *eval,
             const TerrainFocus *focus,
             TerrainAst         *call,
             guint               i,
             double             *total)
{
  g_autoptr (GArray) ticked = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) weights = g_array_new (FALSE, FALSE, sizeof (double));
  TerrainAst one = { .children = &call->children[i], .n_children = 1 };
  TerrainAst two = { .children = &call->children[i + 1], .n_children = 1 };

  if (!terrain_arg_foreach (eval, focus, &one, 0, collect_ticked, ticked)
      || !terrain_arg_foreach (eval, focus, &two, 0, collect_number, weights))
    return FALSE;
  for (guint j = 0; j < MIN (ticked->len, weights->len); j++)
    {
      if (g_array_index (ticked, double, j) != 0)
        *total += g_array_index (weights, double, j);
    }
  return TRUE;
}

TERRAIN_DEFINE_FUNCTION (eval_weighted_checklist)
{
  double least;
  double most;
  double total = 0;

  if (call->n_children % 2 != 0)
    return terrain_eval_fail (eval, _("each value needs a weight after it."));
  if (!terrain_arg_number (eval, focus, call, 0, &least) || !terrain_arg_number (eval, focus, call, 1, &most))
    return FALSE;
  for (guint i = 2; i < call->n_children; i += 2)
    {
      if (!add_weights (eval, focus, call, i, &total))
        return FALSE;
    }
  return terrain_result_boolean (value, in_bounds (total, least, most));
}

/* XPath 1.0 section 4.3: the nearest xml:lang, its sublanguages included. */
TERRAIN_DEFINE_FUNCTION (eval_lang)
{
  g_auto (TerrainEvalText) wanted = { 0 };
  const char *lang = NULL;
  gsize length;

  if (!terrain_arg_text (eval, focus, call, 0, &wanted))
    return FALSE;
  for (TerrainNode *node = focus->node; node != NULL && lang == NULL; node = node->parent)
    lang = terrain_node_get_attribute (node, "lang", "http://www.w3.org/XML/1998/namespace");
  length = strlen (wanted.text);
  return terrain_result_boolean (value, lang != NULL && g_ascii_strncasecmp (lang, wanted.text, length) == 0
                                            && (lang[length] == '\0' || lang[length] == '-'));
}

const TerrainFunction terrain_functions_boolean[] = {
  { .name = "true", .max = 0, .type = TERRAIN_XPATH_BOOLEAN, .eval = eval_true },
  { .name = "false", .max = 0, .type = TERRAIN_XPATH_BOOLEAN, .eval = eval_false },
  { .name = "boolean", .min = 1, .max = 1, .type = TERRAIN_XPATH_BOOLEAN, .eval = eval_boolean },
  { .name = "boolean-from-string", .min = 1, .max = 1, .type = TERRAIN_XPATH_BOOLEAN, .eval = eval_boolean_from_string },
  { .name = "not", .min = 1, .max = 1, .type = TERRAIN_XPATH_BOOLEAN, .eval = eval_not },
  { .name = "if", .min = 3, .max = 3, .flags = TERRAIN_FUNCTION_ANY_TYPE, .eval = eval_if },
  { .name = "coalesce", .min = 1, .max = TERRAIN_FUNCTION_NO_LIMIT, .flags = TERRAIN_FUNCTION_ANY_TYPE, .eval = eval_coalesce },
  { .name = "once", .min = 1, .max = 1, .flags = TERRAIN_FUNCTION_ANY_TYPE | TERRAIN_FUNCTION_FOCUS, .eval = eval_once },
  { .name = "depend", .min = 1, .max = TERRAIN_FUNCTION_NO_LIMIT, .flags = TERRAIN_FUNCTION_ANY_TYPE, .eval = eval_depend },
  { .name = "regex", .min = 2, .max = 2, .type = TERRAIN_XPATH_BOOLEAN, .eval = eval_regex, .prepare = prepare_regex,
    .release = (GDestroyNotify) g_regex_unref },
  { .name = "checklist", .min = 2, .max = TERRAIN_FUNCTION_NO_LIMIT, .type = TERRAIN_XPATH_BOOLEAN, .eval = eval_checklist },
  { .name = "weighted-checklist", .min = 2, .max = TERRAIN_FUNCTION_NO_LIMIT, .type = TERRAIN_XPATH_BOOLEAN,
    .eval = eval_weighted_checklist },
  { .name = "lang", .min = 1, .max = 1, .flags = TERRAIN_FUNCTION_FOCUS, .type = TERRAIN_XPATH_BOOLEAN, .eval = eval_lang },
  { .name = NULL },
};
