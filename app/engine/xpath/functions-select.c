/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-xpath-private.h"

#include <math.h>
#include <string.h>

/* Answers of select questions: values separated by white space. */

#define SPACES " \t\r\n"

static const char *
next_word (const char **at,
           gsize       *length)
{
  const char *word = *at + strspn (*at, SPACES);

  *length = strcspn (word, SPACES);
  *at = word + *length;
  return *length > 0 ? word : NULL;
}

TERRAIN_DEFINE_FUNCTION (eval_selected)
{
  g_auto (TerrainEvalText) answer = { 0 };
  g_auto (TerrainEvalText) wanted = { 0 };
  const char *at;
  const char *word;
  const char *value_asked;
  gsize length;
  gsize asked_length;

  if (!terrain_arg_text (eval, focus, call, 0, &answer) || !terrain_arg_text (eval, focus, call, 1, &wanted))
    return FALSE;
  at = wanted.text;
  value_asked = next_word (&at, &asked_length);
  /* A value has no spaces inside; those around it do not count. */
  if (value_asked != NULL && next_word (&at, &length) != NULL)
    return terrain_result_boolean (value, FALSE);
  at = answer.text;
  /* Nothing is among no answers (engine-semantics, 35). */
  if (value_asked == NULL)
    return terrain_result_boolean (value, next_word (&at, &length) == NULL);
  while ((word = next_word (&at, &length)) != NULL)
    {
      if (asked_length == length && memcmp (word, value_asked, length) == 0)
        return terrain_result_boolean (value, TRUE);
    }
  return terrain_result_boolean (value, FALSE);
}

/* 0-based. */
TERRAIN_DEFINE_FUNCTION (eval_selected_at)
{
  g_auto (TerrainEvalText) answer = { 0 };
  double index;
  const char *at;
  const char *word;
  gsize length;

  if (!terrain_arg_text (eval, focus, call, 0, &answer) || !terrain_arg_number (eval, focus, call, 1, &index))
    return FALSE;
  index = trunc (index);
  at = answer.text;
  while (index >= 0 && (word = next_word (&at, &length)) != NULL)
    {
      if (index-- == 0)
        return terrain_result_text (value, g_strndup (word, length));
    }
  return terrain_result_static (value, "");
}

TERRAIN_DEFINE_FUNCTION (eval_count_selected)
{
  g_auto (TerrainEvalText) answer = { 0 };
  const char *at;
  gsize length;
  guint count = 0;

  if (!terrain_arg_text (eval, focus, call, 0, &answer))
    return FALSE;
  at = answer.text;
  while (next_word (&at, &length) != NULL)
    count++;
  return terrain_result_number (value, count);
}

const TerrainFunction terrain_functions_select[] = {
  { .name = "selected", .min = 2, .max = 2, .type = TERRAIN_XPATH_BOOLEAN, .eval = eval_selected },
  { .name = "is-selected", .min = 2, .max = 2, .type = TERRAIN_XPATH_BOOLEAN, .eval = eval_selected },
  { .name = "selected-at", .min = 2, .max = 2, .type = TERRAIN_XPATH_STRING, .eval = eval_selected_at },
  { .name = "count-selected", .min = 1, .max = 1, .type = TERRAIN_XPATH_NUMBER, .eval = eval_count_selected },
  { .name = NULL },
};
