/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-calendar-month.h"
#include "terrain-calendar-read.h"
#include "terrain-date-words.h"
#include "terrain-fold.h"

/* Farther from today nobody is asked for a day: then the figures are of the other calendar. */
#define FAR_YEARS 150
#define MAX_DIGITS 8
#define MAX_QUOTED 60

/* What is typed, taken apart. */
typedef struct
{
  guint n;
  guint numbers[3];
  guint digits[3];
  char *letters; /* folded; "" where there are none */
} Parts;

/* The numbers of a date, put in their places; its month may be said by a name instead. */
typedef struct
{
  guint year;
  guint year_digits;
  guint month;
  guint day;
} Figures;

/* "1er", "12th", "3de" */
static gboolean
is_ordinal (const char *letters, gsize length)
{
  static const char *const endings[] = { "er", "e", "st", "nd", "rd", "th", "de", "ste" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (strlen (endings[i]) == length && g_ascii_strncasecmp (letters, endings[i], length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
take_number (Parts *parts, const char **at)
{
  const char *p = *at, *end;

  if (parts->n == G_N_ELEMENTS (parts->numbers))
    return FALSE;
  for (; g_unichar_isdigit (g_utf8_get_char (p)); p = g_utf8_next_char (p))
    {
      if (++parts->digits[parts->n] > MAX_DIGITS)
        return FALSE;
      parts->numbers[parts->n] = parts->numbers[parts->n] * 10 + (guint) g_unichar_digit_value (g_utf8_get_char (p));
    }
  parts->n++;
  for (end = p; g_ascii_isalpha (*end);)
    end++;
  *at = is_ordinal (p, (gsize) (end - p)) ? end : p;
  return TRUE;
}

static gboolean
take_apart (const char *typed, Parts *parts)
{
  g_autoptr (GString) letters = g_string_new (NULL);

  for (const char *p = typed; *p != '\0';)
    {
      gunichar character = g_utf8_get_char (p);

      if (g_unichar_isdigit (character))
        {
          if (!take_number (parts, &p))
            return FALSE;
          g_string_append_c (letters, ' ');
          continue;
        }
      g_string_append_unichar (letters, character);
      p = g_utf8_next_char (p);
    }
  parts->letters = terrain_fold (letters->str);
  return parts->n > 0;
}

/* Which number is what. FALSE where it is not what is asked. */
static gboolean
put_in_order (const TerrainCalendarReading *how, const Parts *parts, Figures *figures)
{
  gboolean named = *parts->letters != '\0';
  guint wanted = how->precision == TERRAIN_DATE_DAY ? 3 : how->precision == TERRAIN_DATE_MONTH ? 2 : 1;
  gboolean year_first = parts->digits[0] >= 3 || (how->order == TERRAIN_DATE_YMD && parts->digits[parts->n - 1] < 3);
  guint year = year_first && !(named && parts->digits[0] < 3) ? 0 : parts->n - 1;
  guint rest[2] = { 0 }, n = 0;

  if (parts->n != wanted - (named ? 1 : 0) || (named && how->precision == TERRAIN_DATE_YEAR))
    return FALSE;
  if (how->precision == TERRAIN_DATE_YEAR && parts->digits[0] < 3)
    return FALSE;
  figures->year = parts->numbers[year];
  figures->year_digits = parts->digits[year];
  for (guint i = 0; i < parts->n; i++)
    if (i != year)
      rest[n++] = parts->numbers[i];
  if (named)
    figures->day = rest[0];
  else if (how->precision == TERRAIN_DATE_MONTH)
    figures->month = rest[0];
  else
    {
      gboolean month_first = year == 0 || how->order == TERRAIN_DATE_MDY;

      figures->month = month_first ? rest[0] : rest[1];
      figures->day = month_first ? rest[1] : rest[0];
    }
  return TRUE;
}

/* "12012013" and "20130112", "012013", as if something stood between. */
static void
split_run (const TerrainCalendarReading *how, Parts *parts)
{
  gboolean year_first = how->order == TERRAIN_DATE_YMD;
  guint run = parts->numbers[0];

  if (parts->n != 1 || *parts->letters != '\0')
    return;
  if (how->precision == TERRAIN_DATE_DAY && parts->digits[0] == 8)
    *parts = year_first ? (Parts){ 3, { run / 10000, run / 100 % 100, run % 100 }, { 4, 2, 2 }, parts->letters }
                        : (Parts){ 3, { run / 1000000, run / 10000 % 100, run % 10000 }, { 2, 2, 4 }, parts->letters };
  else if (how->precision == TERRAIN_DATE_MONTH && parts->digits[0] == 6)
    *parts = year_first ? (Parts){ 2, { run / 100, run % 100, 0 }, { 4, 2, 0 }, parts->letters }
                        : (Parts){ 2, { run / 10000, run % 10000, 0 }, { 2, 4, 0 }, parts->letters };
}

static int
this_year (const TerrainCalendarReading *how)
{
  TerrainCalendarDay today;
  int year = g_date_get_year (&how->today);

  if (terrain_calendar_from_date (how->calendar, &how->today, &today))
    return today.year;
  for (guint i = 0; i < 4; i++)
    year -= terrain_calendar_guess_gregorian_year (how->calendar, year) - (int) g_date_get_year (&how->today);
  return year;
}

static int
full_year (const TerrainCalendarReading *how, const Figures *figures)
{
  int now = this_year (how), year = (int) figures->year;

  if (figures->year_digits > 2)
    return year;
  year += now / 100 * 100;
  return year > now + 10 ? year - 100 : year;
}

static gboolean
is_far (const TerrainCalendarReading *how, int gregorian_year)
{
  return ABS (gregorian_year - (int) g_date_get_year (&how->today)) > FAR_YEARS;
}

static gboolean
set_gregorian (const Figures *figures, guint month, GDate *date)
{
  if (figures->year_digits < 3 || figures->year < 1 || figures->year > 9999 || month < 1 || month > 12 || figures->day > 31 ||
      !g_date_valid_dmy ((GDateDay) figures->day, (GDateMonth) month, (GDateYear) figures->year))
    return FALSE;
  g_date_set_dmy (date, (GDateDay) figures->day, (GDateMonth) month, (GDateYear) figures->year);
  return TRUE;
}

/* The first day of what is meant, so that a month or a year need not begin with 1. */
static gboolean
set_own (const TerrainCalendarReading *how, int year, const Figures *figures, GDate *date)
{
  TerrainCalendarDay day = { year, figures->month, figures->day };
  guint last;

  if (how->precision == TERRAIN_DATE_YEAR)
    for (day.month = 1; !terrain_calendar_get_days (how->calendar, year, day.month, &day.day, &last);)
      if (++day.month > terrain_calendar_get_n_months (how->calendar, year))
        return FALSE;
  if (how->precision == TERRAIN_DATE_MONTH && !terrain_calendar_get_days (how->calendar, year, day.month, &day.day, &last))
    return FALSE;
  return terrain_calendar_to_date (how->calendar, &day, date);
}

char *
terrain_calendar_dup_sample (const TerrainCalendarReading *how)
{
  char *sample = terrain_calendar_dup_own_words (how->calendar, &how->today, how->precision, how->language);
  TerrainCalendarDay day = { 0, 1, 1 };
  GDate date;
  int first;

  if (sample != NULL)
    return sample;
  g_date_clear (&date, 1);
  terrain_calendar_get_years (how->calendar, &first, &day.year);
  while (!terrain_calendar_get_days (how->calendar, day.year, day.month, &day.day, (guint[]){ 0 }))
    day.month++;
  terrain_calendar_to_date (how->calendar, &day, &date);
  return terrain_calendar_dup_own_words (how->calendar, &date, how->precision, how->language);
}

static char *
say_none (const TerrainCalendarReading *how, const char *typed)
{
  g_autofree char *name = terrain_calendar_dup_name (how->calendar), *sample = terrain_calendar_dup_sample (how);
  g_autofree char *quoted = g_utf8_strlen (typed, -1) > MAX_QUOTED ? g_utf8_substring (typed, 0, MAX_QUOTED) : g_strdup (typed);

  switch (how->precision)
    {
    case TERRAIN_DATE_YEAR:
      /* Translators: what is typed, what the calendar is called, a year in it */
      return g_strdup_printf (_("“%s” is not a year here (%s): type it in full, such as %s."), quoted, name, sample);
    case TERRAIN_DATE_MONTH:
      /* Translators: what is typed, what the calendar is called, a month and year in it */
      return g_strdup_printf (_("“%s” is not a month here (%s): type month and year, such as %s."), quoted, name, sample);
    case TERRAIN_DATE_DAY:
    default:
      /* Translators: what is typed, what the calendar is called, a date in it */
      return g_strdup_printf (_("“%s” is not a date here (%s): type day, month and year, such as %s."), quoted, name, sample);
    }
}

static char *
say_years (const TerrainCalendarReading *how)
{
  g_autofree char *name = terrain_calendar_dup_name (how->calendar);
  g_autofree char *sample = terrain_calendar_dup_gregorian_words (how->calendar, &how->today, how->language);
  int first, last;

  terrain_calendar_get_years (how->calendar, &first, &last);
  if (how->precision != TERRAIN_DATE_DAY)
    /* Translators: what the calendar is called, its first and last year */
    return g_strdup_printf (_("%s: the years %d to %d are known."), name, first, last);
  /* Translators: what the calendar is called, its first and last year, a Gregorian date */
  return g_strdup_printf (_("%s: the years %d to %d are known. Type another day in the Gregorian calendar, the month in "
                            "letters, such as %s."),
                          name, first, last, sample);
}

/* Why @figures are no date of the calendar. */
static char *
say_why (const TerrainCalendarReading *how, const char *typed, int year, const Figures *figures)
{
  guint first, last;

  if (terrain_calendar_get_n_months (how->calendar, year) == 0)
    return say_years (how);
  if (how->precision != TERRAIN_DATE_DAY ||
      !terrain_calendar_get_days (how->calendar, year, figures->month, &first, &last))
    return say_none (how, typed);
  /* Translators: the number of a day, a month, a year, the first and the last number that its days have */
  return g_strdup_printf (_("There is no day %u in %s %d: its days are %u to %u."), figures->day,
                          terrain_calendar_get_month_name (how->calendar, year, figures->month, how->language), year, first,
                          last);
}

/* @gregorian: the Gregorian month that is said, 0 for none; figures->month is the calendar's, 0 for none. */
static gboolean
decide (const TerrainCalendarReading *how, const char *typed, const Figures *figures, guint gregorian, GDate *date,
        char **problem)
{
  int year = full_year (how, figures);
  gboolean far = is_far (how, terrain_calendar_guess_gregorian_year (how->calendar, year));
  gboolean is_other = figures->year_digits > 2 && !is_far (how, (int) figures->year);

  if (how->precision == TERRAIN_DATE_DAY && (figures->month == 0 || (far && is_other)) &&
      set_gregorian (figures, gregorian, date))
    return TRUE;
  if (!(how->precision != TERRAIN_DATE_DAY && far && is_other) && set_own (how, year, figures, date))
    return TRUE;
  *problem = say_why (how, typed, year, figures);
  return FALSE;
}

static gboolean
read_date (const TerrainCalendarReading *how, const char *typed, GDate *date, char **problem)
{
  g_autofree char *letters = NULL;
  Parts parts = { 0 };
  Figures figures = { 0 };
  guint gregorian;

  if (terrain_date_words_parse_relative (typed, &how->today, date))
    {
      GDate day = *date, last;

      if (how->precision == TERRAIN_DATE_DAY ||
          terrain_calendar_get_period (how->calendar, &day, how->precision, date, &last))
        return TRUE;
      *problem = say_years (how);
      return FALSE;
    }
  if (take_apart (typed, &parts))
    split_run (how, &parts);
  letters = parts.letters;
  if (letters == NULL || parts.n == 0 || !put_in_order (how, &parts, &figures))
    {
      *problem = say_none (how, typed);
      return FALSE;
    }
  gregorian = figures.month;
  if (*letters != '\0' &&
      !terrain_calendar_month_find (how->calendar, full_year (how, &figures), this_year (how), how->language, letters,
                                    &figures.month, &gregorian))
    {
      *problem = say_none (how, typed);
      return FALSE;
    }
  return decide (how, typed, &figures, gregorian, date, problem);
}

gboolean
terrain_calendar_read (const TerrainCalendarReading *how, const char *typed, GDate *date, char **problem)
{
  g_autofree char *stripped = NULL, *why = NULL;
  gboolean understood;

  g_return_val_if_fail (how != NULL && TERRAIN_IS_CALENDAR (how->calendar), FALSE);
  g_return_val_if_fail (g_date_valid (&how->today), FALSE);
  g_return_val_if_fail (typed != NULL && date != NULL, FALSE);

  g_date_clear (date, 1);
  stripped = g_utf8_make_valid (typed, -1);
  g_strstrip (stripped);
  if (*stripped == '\0')
    return TRUE;
  understood = read_date (how, stripped, date, &why);
  if (!understood)
    g_date_clear (date, 1);
  if (problem != NULL)
    *problem = g_steal_pointer (&why);
  return understood;
}
