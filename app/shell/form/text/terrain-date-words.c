/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "terrain-date-words.h"
#include "terrain-fold.h"

/* Folded: people here write in three languages on one keyboard. The locale's own names are known besides. */
static const char *const month_names[12][3] = {
  { "january", "januari", "janvier" },     { "february", "februari", "fevrier" },
  { "march", "maart", "mars" },            { "april", "april", "avril" },
  { "may", "mei", "mai" },                 { "june", "juni", "juin" },
  { "july", "juli", "juillet" },           { "august", "augustus", "aout" },
  { "september", "september", "septembre" }, { "october", "oktober", "octobre" },
  { "november", "november", "novembre" },  { "december", "december", "decembre" },
};

/* In "today-2": far more than a life. */
#define MAX_DAYS 50000

static const struct
{
  const char *word;
  int days;
} day_words[] = {
  { "today", 0 },        { "vandaag", 0 },  { "aujourd hui", 0 }, { "aujourdhui", 0 }, { "yesterday", -1 },
  { "gisteren", -1 },    { "hier", -1 },    { "tomorrow", 1 },    { "morgen", 1 },     { "demain", 1 },
  { "eergisteren", -2 }, { "avant hier", -2 }, { "overmorgen", 2 }, { "apres demain", 2 },
};

static gboolean
is_month_called (guint month, const char *word)
{
  g_autoptr (GDateTime) day = g_date_time_new_utc (2000, (int) month, 1, 0, 0, 0);
  g_autofree char *full = g_date_time_format (day, "%B");
  g_autofree char *folded = full != NULL ? terrain_fold (full) : NULL;
  g_autofree char *brief = g_date_time_format (day, "%b");
  g_autofree char *brief_folded = brief != NULL ? terrain_fold (brief) : NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (month_names[0]); i++)
    if (g_str_has_prefix (month_names[month - 1][i], word))
      return TRUE;
  return (folded != NULL && g_str_has_prefix (folded, word)) || g_strcmp0 (brief_folded, word) == 0;
}

/* 0 where @word is no month, or the beginning of two: "jui" is juin and juillet. */
static guint
month_of (const char *word)
{
  guint found = 0;

  if (g_utf8_strlen (word, -1) < 2)
    return 0;
  /* "maa", "mrt" and "mar" are all March. */
  if (g_str_equal (word, "mrt"))
    return 3;
  for (guint month = 1; month <= 12; month++)
    {
      if (!is_month_called (month, word))
        continue;
      if (found != 0)
        return 0;
      found = month;
    }
  return found;
}

static gboolean
is_number (const char *word, guint *number)
{
  if (*word == '\0' || strlen (word) > 4 || word[strspn (word, "0123456789")] != '\0')
    return FALSE;
  *number = (guint) atoi (word);
  return TRUE;
}

static guint
full_year (guint year, gsize length, const GDate *today)
{
  guint this_year = g_date_get_year (today);

  if (length > 2)
    return length == 4 ? year : 0;
  year += this_year / 100 * 100;
  return year > this_year + 10 ? year - 100 : year;
}

/* "today - 2": the words, and what is added to them. */
gboolean
terrain_date_words_parse_relative (const char *typed, const GDate *today, GDate *date)
{
  const char *sign = typed + strlen (typed);
  g_autofree char *word = NULL;
  g_autofree char *folded = NULL;
  gint64 add = 0;

  /* The last sign that only figures follow. */
  while (sign > typed && (g_ascii_isdigit (sign[-1]) || sign[-1] == ' '))
    sign--;
  if (sign > typed && (sign[-1] == '-' || sign[-1] == '+') && sign[strspn (sign, " ")] != '\0')
    {
      add = g_ascii_strtoll (sign + strspn (sign, " "), NULL, 10) * (sign[-1] == '-' ? -1 : 1);
      word = g_strndup (typed, (gsize) (sign - 1 - typed));
    }
  else
    word = g_strdup (typed);
  folded = terrain_fold (word);
  if (add > MAX_DAYS || add < -MAX_DAYS)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (day_words); i++)
    if (g_str_equal (folded, day_words[i].word))
      {
        gint64 julian = (gint64) g_date_get_julian (today) + day_words[i].days + add;

        g_date_set_julian (date, (guint32) MAX (1, julian));
        return g_date_get_year (date) <= 9999;
      }
  return FALSE;
}

/* "3 feb 81", "feb 3 1981", "3 de febrero" is none: a day, a month in letters, a year; the day only where it is asked. */
static gboolean
parse_month (const char *typed, TerrainDatePrecision precision, const GDate *today, GDate *date)
{
  g_autofree char *folded = terrain_fold (typed);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  guint numbers[2], n_numbers = 0, month = 0, day, year;
  gsize year_length = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint number;
      char *end = words[i] + strspn (words[i], "0123456789");

      /* "1er", "1st", "3e" */
      if (end != words[i] && (g_str_equal (end, "er") || g_str_equal (end, "st") || g_str_equal (end, "nd") ||
                              g_str_equal (end, "rd") || g_str_equal (end, "th") || g_str_equal (end, "e")))
        *end = '\0';
      if (is_number (words[i], &number) && n_numbers < 2)
        {
          numbers[n_numbers++] = number;
          year_length = strlen (words[i]);
        }
      else if (month == 0 && month_of (words[i]) != 0)
        month = month_of (words[i]);
      else
        return FALSE;
    }
  if (month == 0 || n_numbers == 0 || precision == TERRAIN_DATE_YEAR)
    return FALSE;
  if (precision == TERRAIN_DATE_MONTH && n_numbers == 1)
    day = 1;
  else if (precision == TERRAIN_DATE_DAY && n_numbers == 2)
    day = numbers[0];
  else
    return FALSE;
  year = full_year (numbers[n_numbers - 1], year_length, today);
  if (year < 1 || year > 9999 || day > 31 || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

gboolean
terrain_date_words_parse (const char *typed, TerrainDatePrecision precision, const GDate *today, GDate *date)
{
  g_autofree char *stripped = NULL;

  g_return_val_if_fail (typed != NULL && date != NULL, FALSE);
  g_return_val_if_fail (g_date_valid (today), FALSE);

  g_date_clear (date, 1);
  if (!g_utf8_validate (typed, -1, NULL))
    return FALSE;
  stripped = g_strstrip (g_strdup (typed));
  if (!terrain_date_words_parse_relative (stripped, today, date) && !parse_month (stripped, precision, today, date))
    {
      g_date_clear (date, 1);
      return FALSE;
    }
  if (precision != TERRAIN_DATE_DAY)
    g_date_set_day (date, 1);
  if (precision == TERRAIN_DATE_YEAR)
    g_date_set_month (date, G_DATE_JANUARY);
  return TRUE;
}
