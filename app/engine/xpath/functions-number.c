/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-date.h"
#include "terrain-xpath-private.h"

#include <math.h>

/* Numbers. */

/* A date as a number is stored as its whole day, which is what JavaRosa and ODK Web Forms write (engine-semantics, 30). */
TERRAIN_DEFINE_FUNCTION (eval_number)
{
  TerrainMoment moment;

  if (call->n_children == 0)
    terrain_eval_node_to_moment (eval, focus->node, &moment);
  else if (!terrain_eval_moment (eval, focus, call->children[0], &moment))
    return FALSE;
  return terrain_result_moment (value, &moment, TERRAIN_XPATH_DAY_COUNT);
}

static gboolean
apply (TerrainEval        *eval,
       const TerrainFocus *focus,
       TerrainAst         *call,
       TerrainXPathValue  *value,
       double (*func) (double))
{
  double number;

  return terrain_arg_number (eval, focus, call, 0, &number) && terrain_result_number (value, func (number));
}

static gboolean
apply_two (TerrainEval        *eval,
           const TerrainFocus *focus,
           TerrainAst         *call,
           TerrainXPathValue  *value,
           double (*func) (double, double))
{
  double a;
  double b;

  return terrain_arg_number (eval, focus, call, 0, &a) && terrain_arg_number (eval, focus, call, 1, &b)
         && terrain_result_number (value, func (a, b));
}

/* Of a date, or of one and some days, the day: date(int(today() + 30)) is that day in every zone. */
TERRAIN_DEFINE_FUNCTION (eval_int)
{
  TerrainMoment moment;

  if (!terrain_eval_moment (eval, focus, call->children[0], &moment))
    return FALSE;
  if (!moment.is_date)
    return terrain_result_number (value, trunc (moment.number));
  moment.day = trunc (moment.day);
  moment.number = terrain_date_count (moment.day, terrain_eval_get_standard (eval));
  return terrain_result_moment (value, &moment, TERRAIN_XPATH_DAY_COUNT);
}

TERRAIN_DEFINE_FUNCTION (eval_floor) { return apply (eval, focus, call, value, floor); }
TERRAIN_DEFINE_FUNCTION (eval_ceiling) { return apply (eval, focus, call, value, ceil); }
TERRAIN_DEFINE_FUNCTION (eval_abs) { return apply (eval, focus, call, value, fabs); }
TERRAIN_DEFINE_FUNCTION (eval_log) { return apply (eval, focus, call, value, log); }
TERRAIN_DEFINE_FUNCTION (eval_log10) { return apply (eval, focus, call, value, log10); }
TERRAIN_DEFINE_FUNCTION (eval_sin) { return apply (eval, focus, call, value, sin); }
TERRAIN_DEFINE_FUNCTION (eval_cos) { return apply (eval, focus, call, value, cos); }
TERRAIN_DEFINE_FUNCTION (eval_tan) { return apply (eval, focus, call, value, tan); }
TERRAIN_DEFINE_FUNCTION (eval_asin) { return apply (eval, focus, call, value, asin); }
TERRAIN_DEFINE_FUNCTION (eval_acos) { return apply (eval, focus, call, value, acos); }
TERRAIN_DEFINE_FUNCTION (eval_atan) { return apply (eval, focus, call, value, atan); }
TERRAIN_DEFINE_FUNCTION (eval_sqrt) { return apply (eval, focus, call, value, sqrt); }
TERRAIN_DEFINE_FUNCTION (eval_exp) { return apply (eval, focus, call, value, exp); }
TERRAIN_DEFINE_FUNCTION (eval_atan2) { return apply_two (eval, focus, call, value, atan2); }

static double
power (double base,
       double exponent)
{
  /* pow (1, NaN) is 1 in C; a blank exponent is no exponent. */
  return isnan (base) || isnan (exponent) ? NAN : pow (base, exponent);
}

static double
power_of_ten (double exponent)
{
  return power (10, exponent);
}

TERRAIN_DEFINE_FUNCTION (eval_pow) { return apply_two (eval, focus, call, value, power); }
TERRAIN_DEFINE_FUNCTION (eval_exp10) { return apply (eval, focus, call, value, power_of_ten); }

TERRAIN_DEFINE_FUNCTION (eval_pi)
{
  return terrain_result_number (value, G_PI);
}

/* Halves go up, towards positive infinity (XPath 1.0 section 4.4; engine-semantics, 33). */
static double
round_half_up (double number)
{
  double floored = floor (number);

  return number - floored >= 0.5 ? floored + 1 : floored;
}

static double
round_places (double number,
              double places)
{
  double scale = pow (10, fabs (trunc (places)));
  double rounded;

  if (isnan (number) || isinf (number) || isnan (places))
    return isnan (places) ? NAN : number;
  if (isinf (scale))
    return places > 0 ? number : 0;
  if (places < 0)
    return round_half_up (number / scale) * scale;
  rounded = round_half_up (number * scale) / scale;
  return isnan (rounded) || isinf (rounded) ? number : rounded;
}

TERRAIN_DEFINE_FUNCTION (eval_round)
{
  double number;
  double places = 0;

  if (!terrain_arg_number (eval, focus, call, 0, &number)
      || (call->n_children > 1 && !terrain_arg_number (eval, focus, call, 1, &places)))
    return FALSE;
  return terrain_result_number (value, round_places (number, places));
}

typedef struct
{
  double total;
  guint count;
  gboolean least;
} Fold;

static gboolean
is_blank (const TerrainXPathValue *value)
{
  g_auto (TerrainEvalText) text = { 0 };

  if (value->type != TERRAIN_XPATH_STRING && value->type != TERRAIN_XPATH_NODESET)
    return FALSE;
  terrain_eval_value_to_text (value, &text);
  return *text.text == '\0';
}

/* Questions not answered yet are left out of totals and extremes (engine-semantics, 34). */
static gboolean
is_left_out (const TerrainXPathValue *value,
             double                   number)
{
  return isnan (number) && is_blank (value);
}

static gboolean
fold_sum (TerrainEval             *eval,
          const TerrainXPathValue *value,
          gpointer                 user_data)
{
  Fold *fold = user_data;
  double number = terrain_eval_value_to_number (eval, value);

  if (!is_left_out (value, number))
    fold->total += number;
  return TRUE;
}

static gboolean
fold_extreme (TerrainEval             *eval,
              const TerrainXPathValue *value,
              gpointer                 user_data)
{
  Fold *fold = user_data;
  double number = terrain_eval_value_to_number (eval, value);

  if (is_left_out (value, number))
    return TRUE;
  /* Something that is no number among them: no number comes out. */
  if (fold->count++ == 0 || isnan (number))
    fold->total = number;
  else if (fold->least ? number < fold->total : number > fold->total)
    fold->total = number;
  return TRUE;
}

TERRAIN_DEFINE_FUNCTION (eval_sum)
{
  Fold fold = { 0 };

  return terrain_arg_foreach (eval, focus, call, 0, fold_sum, &fold) && terrain_result_number (value, fold.total);
}

static gboolean
extreme (TerrainEval        *eval,
         const TerrainFocus *focus,
         TerrainAst         *call,
         TerrainXPathValue  *value,
         gboolean            least)
{
  Fold fold = { .total = NAN, .least = least };

  return terrain_arg_foreach (eval, focus, call, 0, fold_extreme, &fold) && terrain_result_number (value, fold.total);
}

TERRAIN_DEFINE_FUNCTION (eval_min) { return extreme (eval, focus, call, value, TRUE); }
TERRAIN_DEFINE_FUNCTION (eval_max) { return extreme (eval, focus, call, value, FALSE); }

#define ONE(text, function) { .name = text, .min = 1, .max = 1, .type = TERRAIN_XPATH_NUMBER, .eval = function }
#define TWO(text, function) { .name = text, .min = 2, .max = 2, .type = TERRAIN_XPATH_NUMBER, .eval = function }

const TerrainFunction terrain_functions_number[] = {
  { .name = "number", .min = 0, .max = 1, .flags = TERRAIN_FUNCTION_DEFAULT, .type = TERRAIN_XPATH_NUMBER, .eval = eval_number },
  ONE ("int", eval_int),
  ONE ("floor", eval_floor),
  ONE ("ceiling", eval_ceiling),
  ONE ("abs", eval_abs),
  ONE ("log", eval_log),
  ONE ("log10", eval_log10),
  ONE ("sin", eval_sin),
  ONE ("cos", eval_cos),
  ONE ("tan", eval_tan),
  ONE ("asin", eval_asin),
  ONE ("acos", eval_acos),
  ONE ("atan", eval_atan),
  TWO ("atan2", eval_atan2),
  ONE ("sqrt", eval_sqrt),
  ONE ("exp", eval_exp),
  ONE ("exp10", eval_exp10),
  TWO ("pow", eval_pow),
  { .name = "pi", .max = 0, .type = TERRAIN_XPATH_NUMBER, .eval = eval_pi },
  { .name = "round", .min = 1, .max = 2, .type = TERRAIN_XPATH_NUMBER, .eval = eval_round },
  { .name = "sum", .min = 1, .max = 1, .nodesets = 1, .type = TERRAIN_XPATH_NUMBER, .eval = eval_sum },
  { .name = "min", .min = 1, .max = TERRAIN_FUNCTION_NO_LIMIT, .type = TERRAIN_XPATH_NUMBER, .eval = eval_min },
  { .name = "max", .min = 1, .max = TERRAIN_FUNCTION_NO_LIMIT, .type = TERRAIN_XPATH_NUMBER, .eval = eval_max },
  { .name = NULL },
};
