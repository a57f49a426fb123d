/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "terrain-date-text.h"

TerrainDateOrder
terrain_date_text_order (void)
{
  const char *locale = setlocale (LC_TIME, NULL);
  g_autoptr (GDateTime) sample = NULL;
  g_autofree char *text = NULL;
  const char *day, *month, *year;

  /* The C locale's %x is the American order, which nobody chose by not choosing. */
  if (locale == NULL || g_str_equal (locale, "C") || g_str_equal (locale, "POSIX") || g_str_has_prefix (locale, "C."))
    return TERRAIN_DATE_YMD;
  sample = g_date_time_new_utc (2033, 11, 22, 0, 0, 0);
  text = g_date_time_format (sample, "%x");
  day = text != NULL ? strstr (text, "22") : NULL;
  month = text != NULL ? strstr (text, "11") : NULL;
  year = text != NULL ? strstr (text, "33") : NULL;
  if (day == NULL || month == NULL || year == NULL || year < month)
    return TERRAIN_DATE_YMD;
  return day < month ? TERRAIN_DATE_DMY : TERRAIN_DATE_MDY;
}

/* Up to three numbers with anything but letters between them; their lengths tell "2026" from "26". */
static int
split_numbers (const char *typed, guint numbers[3], guint lengths[3])
{
  int count = 0;

  for (const char *p = typed; *p != '\0';)
    {
      gunichar character = g_utf8_get_char (p);

      if (g_unichar_isdigit (character))
        {
          if (count == 3)
            return -1;
          numbers[count] = lengths[count] = 0;
          for (; g_unichar_isdigit (g_utf8_get_char (p)); p = g_utf8_next_char (p))
            {
              if (++lengths[count] > 8)
                return -1;
              numbers[count] = numbers[count] * 10 + (guint) g_unichar_digit_value (g_utf8_get_char (p));
            }
          count++;
        }
      else if (strchr ("/.- ", (int) (character < 0x80 ? character : 'x')) != NULL ||
               g_unichar_type (character) == G_UNICODE_FORMAT)
        p = g_utf8_next_char (p);
      else
        return -1;
    }
  return count;
}

static guint
full_year (guint year, guint length, guint this_year)
{
  if (length > 2)
    return length == 4 ? year : 0;
  year += this_year / 100 * 100;
  return year > this_year + 10 ? year - 100 : year;
}

static gboolean
set_date (GDate *date, guint year, guint month, guint day)
{
  if (year < 1 || year > 9999 || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year) || day > 31)
    return FALSE;
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

/* "03032026" in the locale's order, "20260303" where only that is a date. */
static gboolean
parse_run (guint number, guint length, TerrainDateOrder order, TerrainDatePrecision precision, GDate *date)
{
  if (precision == TERRAIN_DATE_YEAR)
    return length == 4 && set_date (date, number, 1, 1);
  if (precision == TERRAIN_DATE_MONTH)
    return length == 6 && (set_date (date, number % 10000, number / 10000, 1) ||
                           set_date (date, number / 100, number % 100, 1));
  if (length != 8)
    return FALSE;
  guint a = number / 1000000, b = number / 10000 % 100, year = number % 10000;
  if (order == TERRAIN_DATE_DMY && set_date (date, year, b, a))
    return TRUE;
  if (order == TERRAIN_DATE_MDY && set_date (date, year, a, b))
    return TRUE;
  return set_date (date, number / 10000, number / 100 % 100, number % 100);
}

gboolean
terrain_date_text_parse (const char *typed, TerrainDateOrder order, TerrainDatePrecision precision, guint this_year,
                         GDate *date)
{
  guint n[3], length[3];
  int count;

  g_return_val_if_fail (typed != NULL && date != NULL, FALSE);

  g_date_clear (date, 1);
  if (!g_utf8_validate (typed, -1, NULL))
    return FALSE;
  if (typed[strspn (typed, " ")] == '\0')
    return TRUE;

  count = split_numbers (typed, n, length);
  if (count == 1)
    return parse_run (n[0], length[0], order, precision, date);
  if (precision == TERRAIN_DATE_MONTH && count == 2)
    {
      guint year = length[0] == 4 ? 0 : 1;
      return set_date (date, full_year (n[year], length[year], this_year), n[1 - year], 1);
    }
  if (precision != TERRAIN_DATE_DAY || count != 3)
    return FALSE;
  if (length[0] == 4 || order == TERRAIN_DATE_YMD)
    return set_date (date, full_year (n[0], length[0], this_year), n[1], n[2]);
  if (order == TERRAIN_DATE_MDY)
    return set_date (date, full_year (n[2], length[2], this_year), n[0], n[1]);
  return set_date (date, full_year (n[2], length[2], this_year), n[1], n[0]);
}

char *
terrain_date_text_format (const GDate *date, TerrainDateOrder order, TerrainDatePrecision precision)
{
  guint day = g_date_get_day (date), month = g_date_get_month (date), year = g_date_get_year (date);

  if (precision == TERRAIN_DATE_YEAR)
    return g_strdup_printf ("%04u", year);
  if (precision == TERRAIN_DATE_MONTH)
    return order == TERRAIN_DATE_YMD ? g_strdup_printf ("%04u-%02u", year, month)
                                     : g_strdup_printf ("%02u/%04u", month, year);
  switch (order)
    {
    case TERRAIN_DATE_DMY:
      return g_strdup_printf ("%02u/%02u/%04u", day, month, year);
    case TERRAIN_DATE_MDY:
      return g_strdup_printf ("%02u/%02u/%04u", month, day, year);
    case TERRAIN_DATE_YMD:
    default:
      return g_strdup_printf ("%04u-%02u-%02u", year, month, day);
    }
}

char *
terrain_date_text_in_words (const GDate *date, TerrainDatePrecision precision)
{
  g_autoptr (GDateTime) moment = g_date_time_new_utc (g_date_get_year (date), g_date_get_month (date),
                                                      g_date_get_day (date), 12, 0, 0);

  if (precision == TERRAIN_DATE_YEAR)
    return g_strdup_printf ("%u", (guint) g_date_get_year (date));
  if (precision == TERRAIN_DATE_MONTH)
    /* Translators: a month in words, "March 2026"; see g_date_time_format() */
    return g_date_time_format (moment, _("%OB %Y"));
  /* Translators: a date in words, "Tuesday 3 March 2026"; see g_date_time_format() */
  return g_date_time_format (moment, _("%A %-d %B %Y"));
}

char *
terrain_date_text_pattern (TerrainDateOrder order, TerrainDatePrecision precision)
{
  if (precision == TERRAIN_DATE_YEAR)
    /* Translators: y stands for the year's figures */
    return g_strdup (_("yyyy"));
  if (precision == TERRAIN_DATE_MONTH)
    /* Translators: m stands for the month's figures, y for the year's; keep order and marks */
    return g_strdup (order == TERRAIN_DATE_YMD ? _("yyyy-mm") : _("mm/yyyy"));
  switch (order)
    {
    case TERRAIN_DATE_DMY:
      /* Translators: d, m and y stand for the figures of day, month and year; keep order and marks */
      return g_strdup (_("dd/mm/yyyy"));
    case TERRAIN_DATE_MDY:
      return g_strdup (_("mm/dd/yyyy"));
    case TERRAIN_DATE_YMD:
    default:
      return g_strdup (_("yyyy-mm-dd"));
    }
}

gboolean
terrain_date_text_from_value (const char *value, GDate *date)
{
  guint year, month, day;

  g_date_clear (date, 1);
  return value != NULL && sscanf (value, "%4u-%2u-%2u", &year, &month, &day) == 3 && set_date (date, year, month, day);
}

char *
terrain_date_text_to_value (const GDate *date)
{
  return terrain_date_text_format (date, TERRAIN_DATE_YMD, TERRAIN_DATE_DAY);
}
