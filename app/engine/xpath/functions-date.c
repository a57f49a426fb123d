/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-date-names.h"
#include "terrain-date.h"
#include "terrain-xpath-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Dates, in the environment's time zone and with its clock (engine-semantics, 28-32). */

#define DAY_SECONDS 86400.0

TERRAIN_DEFINE_FUNCTION (eval_now)
{
  return terrain_date_set_instant (value, terrain_eval_get_now (eval), terrain_eval_get_zone (eval))
         || terrain_eval_fail (eval, _("the clock is outside the years 1 to 9999."));
}

TERRAIN_DEFINE_FUNCTION (eval_today)
{
  return eval_now (eval, focus, call, value)
         && terrain_date_set_day (value, terrain_date_get_day (value), terrain_eval_get_zone (eval));
}

/* What is no date: an error where its value is wanted, as condition simply not so (as NaN is). */
static gboolean
no_date (TerrainEval       *eval,
         TerrainXPathValue *value,
         const char        *why)
{
  if (eval->condition != NULL && eval->condition == eval->ast)
    return terrain_result_boolean (value, FALSE);
  return terrain_eval_fail (eval, "%s", why);
}

/* A date, or '' for a blank text. FALSE for any other text, which leaves @value alone. */
static gboolean
read_date (TerrainEval             *eval,
           const TerrainXPathValue *given,
           TerrainXPathValue       *value)
{
  g_auto (TerrainEvalText) text = { 0 };
  g_autofree char *trimmed = NULL;

  terrain_eval_value_to_text (given, &text);
  trimmed = g_strstrip (g_strdup (text.text));
  if (*trimmed == '\0')
    return terrain_result_static (value, "");
  return terrain_date_parse (trimmed, terrain_eval_get_zone (eval), value);
}

/* Turns any value into a date. Blank stays blank: @value is then ''. */
static gboolean
to_date (TerrainEval             *eval,
         const TerrainXPathValue *given,
         TerrainXPathValue       *value)
{
  if (given->type == TERRAIN_XPATH_DATE)
    {
      *value = *given;
      return TRUE;
    }
  if (given->type == TERRAIN_XPATH_NUMBER && isnan (given->number))
    return terrain_result_static (value, "");
  if (given->type == TERRAIN_XPATH_NUMBER)
    return terrain_date_set_number (value, given->number, terrain_eval_get_standard (eval),
                                    terrain_eval_get_zone (eval))
           || terrain_eval_fail (eval, _("the day number %g is outside the years 1 to 9999."), given->number);
  if (given->type == TERRAIN_XPATH_BOOLEAN)
    return no_date (eval, value, _("true and false are no dates."));
  if (read_date (eval, given, value))
    return TRUE;
  /* The value is an answer: it is not repeated in the message. */
  return no_date (eval, value, _("this is not a date that exists. Dates look like 2024-12-31."));
}

static gboolean
date_argument (TerrainEval        *eval,
               const TerrainFocus *focus,
               TerrainAst         *call,
               TerrainXPathValue  *value)
{
  g_auto (TerrainXPathValue) given = TERRAIN_XPATH_VALUE_INIT;

  return terrain_eval (eval, focus, call->children[0], &given) && to_date (eval, &given, value);
}

TERRAIN_DEFINE_FUNCTION (eval_date)
{
  return date_argument (eval, focus, call, value);
}

TERRAIN_DEFINE_FUNCTION (eval_decimal_date_time)
{
  TerrainXPathValue date = TERRAIN_XPATH_VALUE_INIT;

  if (!date_argument (eval, focus, call, &date))
    return FALSE;
  if (date.type != TERRAIN_XPATH_DATE)
    return terrain_result_number (value, NAN);
  return terrain_result_number (value, (double) date.date.instant / 1e6 / DAY_SECONDS);
}

/* The part of the local day that has passed; NaN for what is no time. */
TERRAIN_DEFINE_FUNCTION (eval_decimal_time)
{
  g_auto (TerrainXPathValue) given = TERRAIN_XPATH_VALUE_INIT;
  g_auto (TerrainEvalText) text = { 0 };
  TerrainXPathValue date;
  gboolean has_offset;
  int offset;
  double seconds;

  if (!terrain_eval (eval, focus, call->children[0], &given))
    return FALSE;
  terrain_eval_value_to_text (&given, &text);
  if (terrain_date_parse (text.text, terrain_eval_get_zone (eval), &date))
    {
      seconds = (double) date.date.instant / 1e6 + date.date.offset;
    }
  else if (terrain_time_parse (text.text, &seconds, &has_offset, &offset))
    {
      /* An offset is brought to the zone's own of today. */
      if (has_offset && terrain_date_set_instant (&date, terrain_eval_get_now (eval), terrain_eval_get_zone (eval)))
        seconds += date.date.offset - offset;
    }
  else
    {
      return terrain_result_number (value, NAN);
    }
  seconds = fmod (seconds, DAY_SECONDS);
  return terrain_result_number (value, (seconds < 0 ? seconds + DAY_SECONDS : seconds) / DAY_SECONDS);
}

typedef struct
{
  int year;
  int month;
  int day;
  int weekday;
  int milliseconds; /* since midnight */
} Clock;

static void
clock_init (Clock                   *self,
            const TerrainXPathValue *date)
{
  gint64 day = terrain_date_get_day (date);
  gint64 local = date->date.instant + (gint64) date->date.offset * G_USEC_PER_SEC;

  terrain_date_split (day, &self->year, &self->month, &self->day, &self->weekday);
  self->milliseconds = (int) ((local - day * 86400 * G_USEC_PER_SEC) / 1000);
}

static gboolean
append_field (TerrainEval *eval,
              GString     *out,
              const Clock *clock,
              char         field)
{
  const char *language = eval->host->language;

  switch (field)
    {
    case '%': g_string_append_c (out, '%'); break;
    case 'Y': g_string_append_printf (out, "%04d", clock->year); break;
    case 'y': g_string_append_printf (out, "%02d", clock->year % 100); break;
    case 'm': g_string_append_printf (out, "%02d", clock->month); break;
    case 'n': g_string_append_printf (out, "%d", clock->month); break;
    case 'B': g_string_append (out, terrain_date_name (language, TERRAIN_DATE_NAME_MONTH, clock->month - 1)); break;
    case 'b': g_string_append (out, terrain_date_name (language, TERRAIN_DATE_NAME_MONTH_SHORT, clock->month - 1)); break;
    case 'd': g_string_append_printf (out, "%02d", clock->day); break;
    case 'e': g_string_append_printf (out, "%d", clock->day); break;
    case 'A': g_string_append (out, terrain_date_name (language, TERRAIN_DATE_NAME_DAY, clock->weekday)); break;
    case 'a': g_string_append (out, terrain_date_name (language, TERRAIN_DATE_NAME_DAY_SHORT, clock->weekday)); break;
    case 'H': g_string_append_printf (out, "%02d", clock->milliseconds / 3600000); break;
    case 'h': g_string_append_printf (out, "%d", clock->milliseconds / 3600000); break;
    case 'M': g_string_append_printf (out, "%02d", clock->milliseconds / 60000 % 60); break;
    case 'S': g_string_append_printf (out, "%02d", clock->milliseconds / 1000 % 60); break;
    case '3': g_string_append_printf (out, "%03d", clock->milliseconds % 1000); break;
    default:
      return terrain_eval_fail (eval, _("“%%%c” is not a part of a date."), field);
    }
  return TRUE;
}

TERRAIN_DEFINE_FUNCTION (eval_format_date)
{
  TerrainXPathValue date = TERRAIN_XPATH_VALUE_INIT;
  g_auto (TerrainXPathValue) given = TERRAIN_XPATH_VALUE_INIT;
  g_auto (TerrainEvalText) format = { 0 };
  g_autoptr (GString) out = g_string_new (NULL);
  Clock clock;

  if (!terrain_eval (eval, focus, call->children[0], &given) || !terrain_arg_text (eval, focus, call, 1, &format))
    return FALSE;
  /* Text that is no date shows as nothing: a label is read while its answer is being typed. */
  if (given.type == TERRAIN_XPATH_STRING || given.type == TERRAIN_XPATH_NODESET)
    read_date (eval, &given, &date);
  else if (!to_date (eval, &given, &date))
    return FALSE;
  if (date.type != TERRAIN_XPATH_DATE)
    return terrain_result_static (value, "");
  clock_init (&clock, &date);
  for (const char *at = format.text; *at != '\0'; at++)
    {
      if (*at != '%')
        g_string_append_c (out, *at);
      else if (at[1] == '\0')
        return terrain_eval_fail (eval, _("the format ends in “%%”."));
      else if (!append_field (eval, out, &clock, *++at))
        return FALSE;
    }
  return terrain_result_text (value, g_string_free (g_steal_pointer (&out), FALSE));
}

#define FORMAT(text) \
  { .name = text, .min = 2, .max = 2, .flags = TERRAIN_FUNCTION_LANGUAGE, .type = TERRAIN_XPATH_STRING, \
    .eval = eval_format_date }

const TerrainFunction terrain_functions_date[] = {
  { .name = "now", .flags = TERRAIN_FUNCTION_VOLATILE, .type = TERRAIN_XPATH_DATE, .eval = eval_now },
  { .name = "today", .flags = TERRAIN_FUNCTION_VOLATILE, .type = TERRAIN_XPATH_DATE, .eval = eval_today },
  { .name = "date", .min = 1, .max = 1, .flags = TERRAIN_FUNCTION_ANY_TYPE, .type = TERRAIN_XPATH_DATE, .eval = eval_date },
  { .name = "date-time", .min = 1, .max = 1, .flags = TERRAIN_FUNCTION_ANY_TYPE, .type = TERRAIN_XPATH_DATE,
    .eval = eval_date },
  { .name = "decimal-date-time", .min = 1, .max = 1, .type = TERRAIN_XPATH_NUMBER, .eval = eval_decimal_date_time },
  { .name = "decimal-time", .min = 1, .max = 1, .type = TERRAIN_XPATH_NUMBER, .eval = eval_decimal_time },
  FORMAT ("format-date"),
  FORMAT ("format-date-time"),
  { .name = NULL },
};
