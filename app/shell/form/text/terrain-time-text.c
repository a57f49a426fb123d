/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "terrain-date-text.h"

/* Takes "am", "pm", "a.m." … off the end of @text. Returns: 0 for none, 'a' or 'p'. */
static char
take_half (char *text)
{
  static const char *const halves[] = { "am", "a.m.", "a", "pm", "p.m.", "p" };

  for (gsize i = 0; i < G_N_ELEMENTS (halves); i++)
    if (g_str_has_suffix (text, halves[i]))
      {
        text[strlen (text) - strlen (halves[i])] = '\0';
        g_strchomp (text);
        return halves[i][0];
      }
  return 0;
}

static int
split_time (const char *text, guint numbers[3])
{
  int count = 0;

  for (const char *p = text; *p != '\0';)
    {
      gsize digits = strspn (p, "0123456789");

      if (digits == 0 || digits > 2 || count == 3)
        return -1;
      numbers[count++] = (guint) g_ascii_strtoull (p, NULL, 10);
      p += digits;
      if (*p == '\0')
        break;
      if (strchr (":.hu ", *p) == NULL)
        return -1;
      p++;
    }
  return count;
}

gboolean
terrain_time_text_parse (const char *typed, int *seconds)
{
  g_autofree char *text = NULL;
  guint n[3] = { 0, 0, 0 };
  char half;
  gsize length;

  g_return_val_if_fail (typed != NULL && seconds != NULL, FALSE);

  *seconds = -1;
  text = g_strstrip (g_ascii_strdown (typed, -1));
  if (*text == '\0')
    return TRUE;
  half = take_half (text);
  length = strlen (text);
  if (strspn (text, "0123456789") == length && (length == 3 || length == 4))
    {
      guint run = (guint) g_ascii_strtoull (text, NULL, 10);
      n[0] = run / 100;
      n[1] = run % 100;
    }
  else if (split_time (text, n) < 1)
    return FALSE;

  if (half != 0)
    {
      if (n[0] < 1 || n[0] > 12)
        return FALSE;
      n[0] = n[0] % 12 + (half == 'p' ? 12 : 0);
    }
  if (n[0] > 23 || n[1] > 59 || n[2] > 59)
    return FALSE;
  *seconds = (int) (n[0] * 3600 + n[1] * 60 + n[2]);
  return TRUE;
}

char *
terrain_time_text_format (int seconds)
{
  if (seconds < 0)
    return g_strdup ("");
  if (seconds % 60 != 0)
    return g_strdup_printf ("%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  return g_strdup_printf ("%02d:%02d", seconds / 3600, seconds / 60 % 60);
}

gboolean
terrain_time_text_from_value (const char *value, int *seconds)
{
  const char *time = value != NULL ? strchr (value, 'T') : NULL;
  guint hour, minute, second = 0;

  *seconds = -1;
  time = time != NULL ? time + 1 : value;
  if (time == NULL || sscanf (time, "%2u:%2u:%2u", &hour, &minute, &second) < 2)
    return FALSE;
  if (hour > 23 || minute > 59 || second > 60)
    return FALSE;
  *seconds = (int) (hour * 3600 + minute * 60 + MIN (second, 59));
  return TRUE;
}

char *
terrain_time_text_to_value (int seconds, const GDate *date, GTimeZone *zone)
{
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);
  g_autoptr (GDateTime) moment = NULL;
  GTimeSpan offset;

  moment = date != NULL ? g_date_time_new (zone, g_date_get_year (date), g_date_get_month (date),
                                           g_date_get_day (date), seconds / 3600, seconds / 60 % 60, seconds % 60)
                        : g_date_time_ref (now);
  offset = moment != NULL ? g_date_time_get_utc_offset (moment) / G_TIME_SPAN_MINUTE : 0;
  int minutes = (int) ABS (offset);
  return g_strdup_printf ("%02d:%02d:%02d.000%c%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60,
                          offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
}
