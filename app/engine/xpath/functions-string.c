/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-xpath-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Texts. Lengths and positions count characters (code points), as XPath 1.0 section 3.6 does. */

TERRAIN_DEFINE_FUNCTION (eval_string)
{
  g_auto (TerrainEvalText) text = { 0 };

  if (!terrain_arg_text_or_context (eval, focus, call, 0, &text))
    return FALSE;
  return terrain_result_text (value, text.owned != NULL ? g_steal_pointer (&text.owned) : g_strdup (text.text));
}

typedef struct
{
  GString *text;
  const char *separator;
  gboolean any;
} Joining;

static gboolean
join_one (TerrainEval             *eval,
          const TerrainXPathValue *value,
          gpointer                 user_data)
{
  Joining *joining = user_data;
  g_auto (TerrainEvalText) text = { 0 };

  terrain_eval_value_to_text (value, &text);
  if (joining->any)
    g_string_append (joining->text, joining->separator);
  joining->any = TRUE;
  g_string_append (joining->text, text.text);
  if (joining->text->len > TERRAIN_EVAL_MAX_TEXT)
    return terrain_eval_fail (eval, _("the text grows longer than %u bytes."), TERRAIN_EVAL_MAX_TEXT);
  return TRUE;
}

static gboolean
join (TerrainEval        *eval,
      const TerrainFocus *focus,
      TerrainAst         *call,
      TerrainXPathValue  *value,
      guint               first,
      const char         *separator)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Joining joining = { .text = text, .separator = separator };

  if (!terrain_arg_foreach (eval, focus, call, first, join_one, &joining))
    return FALSE;
  return terrain_result_text (value, g_string_free (g_steal_pointer (&text), FALSE));
}

/* A nodeset gives all its nodes, not the first (ODK XForms). */
TERRAIN_DEFINE_FUNCTION (eval_concat)
{
  return join (eval, focus, call, value, 0, "");
}

TERRAIN_DEFINE_FUNCTION (eval_join)
{
  g_auto (TerrainEvalText) separator = { 0 };

  return terrain_arg_text (eval, focus, call, 0, &separator) && join (eval, focus, call, value, 1, separator.text);
}

typedef gboolean (*TestFunc) (const char *text, const char *part);

static gboolean
test_two (TerrainEval        *eval,
          const TerrainFocus *focus,
          TerrainAst         *call,
          TerrainXPathValue  *value,
          TestFunc            test)
{
  g_auto (TerrainEvalText) text = { 0 };
  g_auto (TerrainEvalText) part = { 0 };

  return terrain_arg_text (eval, focus, call, 0, &text) && terrain_arg_text (eval, focus, call, 1, &part)
         && terrain_result_boolean (value, test (text.text, part.text));
}

static gboolean
has_part (const char *text,
          const char *part)
{
  return strstr (text, part) != NULL;
}

static gboolean
has_prefix (const char *text,
            const char *prefix)
{
  return g_str_has_prefix (text, prefix);
}

static gboolean
has_suffix (const char *text,
            const char *suffix)
{
  return g_str_has_suffix (text, suffix);
}

TERRAIN_DEFINE_FUNCTION (eval_contains) { return test_two (eval, focus, call, value, has_part); }
TERRAIN_DEFINE_FUNCTION (eval_starts_with) { return test_two (eval, focus, call, value, has_prefix); }
TERRAIN_DEFINE_FUNCTION (eval_ends_with) { return test_two (eval, focus, call, value, has_suffix); }

static gboolean
cut (TerrainEval        *eval,
     const TerrainFocus *focus,
     TerrainAst         *call,
     TerrainXPathValue  *value,
     gboolean            after)
{
  g_auto (TerrainEvalText) text = { 0 };
  g_auto (TerrainEvalText) mark = { 0 };
  const char *found;

  if (!terrain_arg_text (eval, focus, call, 0, &text) || !terrain_arg_text (eval, focus, call, 1, &mark))
    return FALSE;
  found = strstr (text.text, mark.text);
  if (found == NULL)
    return terrain_result_static (value, "");
  return terrain_result_text (value, after ? g_strdup (found + strlen (mark.text))
                                           : g_strndup (text.text, (gsize) (found - text.text)));
}

TERRAIN_DEFINE_FUNCTION (eval_substring_before) { return cut (eval, focus, call, value, FALSE); }
TERRAIN_DEFINE_FUNCTION (eval_substring_after) { return cut (eval, focus, call, value, TRUE); }

/* Characters from @start up to @end, both within the text. */
static char *
slice (const char *text,
       glong       start,
       glong       end)
{
  const char *from = g_utf8_offset_to_pointer (text, start);

  return g_strndup (from, (gsize) (g_utf8_offset_to_pointer (from, end - start) - from));
}

static double
round_half_up (double number)
{
  return floor (number + 0.5);
}

/* XPath 1.0 section 4.2: 1-based, start and length rounded, Infinity and NaN included. */
TERRAIN_DEFINE_FUNCTION (eval_substring)
{
  g_auto (TerrainEvalText) text = { 0 };
  double start;
  double length = 0;
  double end;
  glong characters;

  if (!terrain_arg_text (eval, focus, call, 0, &text) || !terrain_arg_number (eval, focus, call, 1, &start)
      || (call->n_children > 2 && !terrain_arg_number (eval, focus, call, 2, &length)))
    return FALSE;
  characters = g_utf8_strlen (text.text, -1);
  start = round_half_up (start);
  end = call->n_children > 2 ? start + round_half_up (length) : INFINITY;
  if (isnan (start) || isnan (end))
    return terrain_result_static (value, "");
  start = MAX (start, 1);
  end = MIN (end, (double) characters + 1);
  if (start >= end)
    return terrain_result_static (value, "");
  return terrain_result_text (value, slice (text.text, (glong) start - 1, (glong) end - 1));
}

static glong
resolve_index (double index,
               glong  characters)
{
  if (isnan (index))
    return 0;
  index = trunc (index);
  if (index < 0)
    index += (double) characters;
  return (glong) CLAMP (index, 0, (double) characters);
}

/* ODK's own: 0-based, the end not included, negative counted from the end. */
TERRAIN_DEFINE_FUNCTION (eval_substr)
{
  g_auto (TerrainEvalText) text = { 0 };
  double start;
  double end;
  glong characters;
  glong from;
  glong to;

  if (!terrain_arg_text (eval, focus, call, 0, &text) || !terrain_arg_number (eval, focus, call, 1, &start))
    return FALSE;
  characters = g_utf8_strlen (text.text, -1);
  end = (double) characters;
  if (call->n_children > 2 && !terrain_arg_number (eval, focus, call, 2, &end))
    return FALSE;
  from = resolve_index (start, characters);
  to = resolve_index (end, characters);
  if (from >= to)
    return terrain_result_static (value, "");
  return terrain_result_text (value, slice (text.text, from, to));
}

TERRAIN_DEFINE_FUNCTION (eval_string_length)
{
  g_auto (TerrainEvalText) text = { 0 };

  return terrain_arg_text_or_context (eval, focus, call, 0, &text)
         && terrain_result_number (value, (double) g_utf8_strlen (text.text, -1));
}

TERRAIN_DEFINE_FUNCTION (eval_normalize_space)
{
  g_auto (TerrainEvalText) text = { 0 };
  GString *normal;

  if (!terrain_arg_text_or_context (eval, focus, call, 0, &text))
    return FALSE;
  normal = g_string_new (NULL);
  for (const char *at = text.text; *at != '\0'; at++)
    {
      gboolean space = strchr (" \t\r\n", *at) != NULL;

      if (!space)
        g_string_append_c (normal, *at);
      else if (normal->len > 0 && normal->str[normal->len - 1] != ' ')
        g_string_append_c (normal, ' ');
    }
  if (normal->len > 0 && normal->str[normal->len - 1] == ' ')
    g_string_truncate (normal, normal->len - 1);
  return terrain_result_text (value, g_string_free (normal, FALSE));
}

TERRAIN_DEFINE_FUNCTION (eval_translate)
{
  g_auto (TerrainEvalText) text = { 0 };
  g_auto (TerrainEvalText) from = { 0 };
  g_auto (TerrainEvalText) to = { 0 };
  g_autoptr (GHashTable) map = g_hash_table_new (NULL, NULL);
  const char *target;
  GString *result;

  if (!terrain_arg_text (eval, focus, call, 0, &text) || !terrain_arg_text (eval, focus, call, 1, &from)
      || !terrain_arg_text (eval, focus, call, 2, &to))
    return FALSE;

  /* The first mention of a character counts; one without a partner is dropped. */
  target = to.text;
  for (const char *at = from.text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gpointer key = GUINT_TO_POINTER (g_utf8_get_char (at));

      if (!g_hash_table_contains (map, key))
        g_hash_table_insert (map, key, GUINT_TO_POINTER (g_utf8_get_char (target)));
      if (*target != '\0')
        target = g_utf8_next_char (target);
    }
  result = g_string_new (NULL);
  for (const char *at = text.text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      gpointer replacement;

      if (g_hash_table_lookup_extended (map, GUINT_TO_POINTER (character), NULL, &replacement))
        character = GPOINTER_TO_UINT (replacement);
      if (character != 0)
        g_string_append_unichar (result, character);
    }
  return terrain_result_text (value, g_string_free (result, FALSE));
}

#define TEST(text, function) { .name = text, .min = 2, .max = 2, .type = TERRAIN_XPATH_BOOLEAN, .eval = function }
#define TEXT(text, least, most, function) \
  { .name = text, .min = least, .max = most, .type = TERRAIN_XPATH_STRING, .eval = function }

const TerrainFunction terrain_functions_string[] = {
  { .name = "string", .max = 1, .flags = TERRAIN_FUNCTION_DEFAULT, .type = TERRAIN_XPATH_STRING, .eval = eval_string },
  TEXT ("concat", 0, TERRAIN_FUNCTION_NO_LIMIT, eval_concat),
  TEXT ("join", 1, TERRAIN_FUNCTION_NO_LIMIT, eval_join),
  TEST ("contains", eval_contains),
  TEST ("starts-with", eval_starts_with),
  TEST ("ends-with", eval_ends_with),
  TEXT ("substring-before", 2, 2, eval_substring_before),
  TEXT ("substring-after", 2, 2, eval_substring_after),
  TEXT ("substring", 2, 3, eval_substring),
  TEXT ("substr", 2, 3, eval_substr),
  { .name = "string-length", .max = 1, .flags = TERRAIN_FUNCTION_DEFAULT, .type = TERRAIN_XPATH_NUMBER,
    .eval = eval_string_length },
  { .name = "normalize-space", .max = 1, .flags = TERRAIN_FUNCTION_DEFAULT, .type = TERRAIN_XPATH_STRING,
    .eval = eval_normalize_space },
  TEXT ("translate", 3, 3, eval_translate),
  { .name = NULL },
};
