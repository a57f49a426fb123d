/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "terrain-compile-private.h"

/*
 * Is "7 - 4" an answer or a sum? XLSForm has one column for both, so it is decided by what stands there: an operator, a
 * function, a predicate or a reference makes an expression. Signs of numbers, hyphens in names, dates, and addresses
 * are answers.
 */

static gboolean
starts_name (const char *at)
{
  gunichar c = g_utf8_get_char (at);

  return c == '_' || g_unichar_isalpha (c);
}

static const char *
skip_name (const char *at)
{
  for (; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c != '_' && c != '-' && c != '.' && !g_unichar_isalnum (c))
        break;
    }
  return at;
}

static const char *
skip_digits (const char *at, guint count)
{
  for (guint i = 0; i < count; i++)
    if (!g_ascii_isdigit (*at++))
      return NULL;
  return at;
}

/* (nullable): behind "-2026-01-31" at @at. */
static const char *
skip_date (const char *at)
{
  const char *rest = skip_digits (at + (*at == '-'), 4);

  rest = rest != NULL && *rest == '-' ? skip_digits (rest + 1, 2) : NULL;
  return rest != NULL && *rest == '-' ? skip_digits (rest + 1, 2) : NULL;
}

/* (nullable): behind "08:30:00.000+01:00" at @at. */
static const char *
skip_time (const char *at)
{
  const char *rest = skip_digits (at, 2);
  const char *zone;

  rest = rest != NULL && *rest == ':' ? skip_digits (rest + 1, 2) : NULL;
  rest = rest != NULL && *rest == ':' ? skip_digits (rest + 1, 2) : NULL;
  if (rest == NULL)
    return NULL;
  if (*rest == '.')
    for (rest++; g_ascii_isdigit (*rest); rest++)
      ;
  if (*rest == 'Z')
    return rest + 1;
  if (*rest != '+' && *rest != '-')
    return rest;
  zone = skip_digits (rest + 1, 2);
  zone = zone != NULL && *zone == ':' ? skip_digits (zone + 1, 2) : NULL;
  return zone != NULL ? zone : rest;
}

/* (nullable): behind a date, a time or both. */
static const char *
skip_moment (const char *at)
{
  const char *date = skip_date (at);
  const char *time = date != NULL && *date == 'T' ? skip_time (date + 1) : NULL;

  if (time != NULL)
    return time;
  return date != NULL ? date : skip_time (at);
}

/* (nullable): behind "-12.5" at @at. */
static const char *
skip_number (const char *at)
{
  const char *rest = at + (*at == '-');
  const char *digits = rest;

  while (g_ascii_isdigit (*rest))
    rest++;
  if (*rest == '.' && (rest > digits || g_ascii_isdigit (rest[1])))
    for (rest++; g_ascii_isdigit (*rest); rest++)
      ;
  return rest > digits && !(rest == digits + 1 && *digits == '.') ? rest : NULL;
}

static gboolean
is_word_operator (const char *start, const char *at, gsize length)
{
  return at > start && at[-1] == ' ' && at[length] == ' '
         && ((length == 3 && (strncmp (at, "mod", 3) == 0 || strncmp (at, "div", 3) == 0)));
}

/* A name at *@at: moves behind it. Returns: whether it makes an expression */
static gboolean
take_name (const char *start, const char **at)
{
  const char *end = skip_name (*at);
  gsize length = (gsize) (end - *at);

  if (g_str_has_prefix (end, "://"))
    {
      *at = end + 3;
      return FALSE;
    }
  if (*end == ':' && starts_name (end + 1))
    end = skip_name (end + 1);
  if (is_word_operator (start, *at, length))
    return TRUE;
  *at = end;
  return *end == '(' || *end == '[';
}

static const char *
skip_literal (const char *at)
{
  const char *end = strchr (at + 1, *at);

  return end != NULL ? end + 1 : at + 1;
}

gboolean
terrain_default_is_dynamic (const char *text, const char *data_type)
{
  gboolean hyphens = g_str_has_prefix (data_type, "geo") || g_str_has_prefix (data_type, "date")
                     || g_str_equal (data_type, "time");
  const char *at = text;

  while (*at != '\0')
    {
      const char *rest = skip_moment (at);

      if (rest == NULL)
        rest = skip_number (at);
      if (rest != NULL)
        at = rest;
      else if (*at == '\'' || *at == '"')
        at = skip_literal (at);
      else if (g_str_has_prefix (at, "${"))
        return TRUE;
      else if (starts_name (at))
        {
          if (take_name (text, &at))
            return TRUE;
        }
      else if (*at == '-' && hyphens)
        return FALSE;
      else if (*at == '+' || *at == '-' || *at == '*' || *at == '|')
        return TRUE;
      else
        at = g_utf8_next_char (at);
    }
  return FALSE;
}
