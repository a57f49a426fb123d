/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "terrain-calendar-private.h"

/*
 * Dates in words, in the language of a form. Day, month and year in this order everywhere: a form's language says nothing
 * of a country's habits, and the parser takes back what is written here. Figures are those of every other number in the app.
 */

char *
terrain_calendar_dup_own_words (TerrainCalendar *self, const GDate *date, TerrainDatePrecision precision, const char *language)
{
  TerrainCalendarDay day;
  const char *month;

  if (!terrain_calendar_from_date (self, date, &day))
    return NULL;
  if (precision == TERRAIN_DATE_YEAR)
    return g_strdup_printf ("%d", day.year);
  month = terrain_calendar_get_month_name (self, day.year, day.month, language);
  if (precision == TERRAIN_DATE_MONTH)
    return g_strdup_printf ("%s %d", month, day.year);
  return g_strdup_printf ("%u %s %d", day.day, month, day.year);
}

char *
terrain_calendar_dup_gregorian_words (TerrainCalendar *self, const GDate *date, const char *language)
{
  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);

  return g_strdup_printf ("%u %s %u", (guint) g_date_get_day (date),
                          terrain_calendar_get_gregorian_name (self, (guint) g_date_get_month (date), language),
                          (guint) g_date_get_year (date));
}

/* The Gregorian days of a month or year: "11 September 2020 – 10 October 2020". */
static char *
dup_period (TerrainCalendar *self, const GDate *date, TerrainDatePrecision precision, const char *language)
{
  g_autofree char *from = NULL, *to = NULL;
  GDate first, last;

  if (!terrain_calendar_get_period (self, date, precision, &first, &last))
    return NULL;
  from = terrain_calendar_dup_gregorian_words (self, &first, language);
  to = terrain_calendar_dup_gregorian_words (self, &last, language);
  return g_strconcat (from, " – ", to, NULL);
}

/* Isolated (FSI, PDI: UAX #9) where one runs to the right and one to the left, so that none is torn apart. */
static char *
set_side_by_side (const char *own, const char *before, const char *gregorian, const char *after)
{
  if (!terrain_calendar_runs_apart (own, gregorian))
    return g_strconcat (own, before, gregorian, after, NULL);
  return g_strconcat ("\u2068", own, "\u2069", before, "\u2068", gregorian, "\u2069", after, NULL);
}

char *
terrain_calendar_dup_words (TerrainCalendar *self, const GDate *date, TerrainDatePrecision precision, const char *language)
{
  g_autofree char *own = NULL, *gregorian = NULL;

  g_return_val_if_fail (TERRAIN_IS_CALENDAR (self), NULL);
  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);

  own = terrain_calendar_dup_own_words (self, date, precision, language);
  if (own == NULL)
    return terrain_calendar_dup_gregorian_words (self, date, language);
  if (precision == TERRAIN_DATE_DAY)
    {
      gregorian = terrain_calendar_dup_gregorian_words (self, date, language);
      return set_side_by_side (own, " – ", gregorian, "");
    }
  gregorian = dup_period (self, date, precision, language);
  return set_side_by_side (own, " (", gregorian, ")");
}

/* The date that an answer begins with, "2020-09-22" or "2020-09-22T…". */
static gboolean
read_date (const char *value, GDate *date)
{
  guint year, month, day;

  if (sscanf (value, "%4u-%2u-%2u", &year, &month, &day) != 3 || year < 1 ||
      !g_date_valid_dmy ((GDateDay) MIN (day, 32), (GDateMonth) MIN (month, 13), (GDateYear) year))
    return FALSE;
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

char *
terrain_calendar_dup_answer (TerrainItem *item, const char *language)
{
  TerrainControl *control;
  const char *value, *time;
  g_autoptr (TerrainCalendar) calendar = NULL;
  g_autofree char *words = NULL;
  GDate date;

  g_return_val_if_fail (TERRAIN_IS_ITEM (item), NULL);

  control = terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION ? terrain_item_get_control (item) : NULL;
  if (control == NULL || terrain_item_is_concealed (item))
    return NULL;
  value = terrain_item_get_value (item);
  if (*value == '\0' || (calendar = terrain_calendar_new_for_control (control)) == NULL || !read_date (value, &date))
    return NULL;
  words = terrain_calendar_dup_words (calendar, &date, terrain_calendar_get_precision (control), language);
  time = strchr (value, 'T');
  return time != NULL && strlen (time) >= 6 ? g_strdup_printf ("%s, %.5s", words, time + 1) : g_steal_pointer (&words);
}

char *
terrain_answer_dup_words (TerrainItem *item)
{
  TerrainInterview *interview;
  char *words;

  g_return_val_if_fail (TERRAIN_IS_ITEM (item), NULL);

  interview = terrain_item_get_interview (item);
  words = terrain_calendar_dup_answer (item, interview != NULL ? terrain_interview_get_language (interview) : NULL);
  return words != NULL ? words : terrain_item_dup_display_value (item);
}
