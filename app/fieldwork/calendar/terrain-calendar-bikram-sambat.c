/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-calendar-private.h"

/*
 * Bikram Sambat, the calendar of Nepal: its months follow the sun through the signs, and how long each is is published year
 * by year, so there is a table and no arithmetic. Each year here is the same in at least two public tables of different
 * origin: medic/bikram-sambat (which Collect counts by) and opensource-nepal/py-nepali for 2000 to 2083,
 * medic/bikram-sambat and kbwood/world-calendars (ashesh.com.np, rat32.com) or nepcal.com for 1975 to 1999. From 2084 on
 * those tables contradict each other, for these years are not settled yet; before 1975 too.
 */
#define FIRST_YEAR 1975
#define FIRST_DAY 700272 /* 13 April 1918, as GDate counts */

static const guint8 month_lengths[][12] = {
  { 31, 31, 32, 32, 30, 31, 30, 29, 30, 29, 30, 30 }, /* 1975 */
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 29, 30, 31 },
  { 30, 32, 31, 32, 31, 30, 30, 30, 29, 30, 29, 31 },
  { 31, 31, 32, 31, 31, 31, 30, 29, 30, 29, 30, 30 },
  { 31, 31, 32, 32, 31, 30, 30, 29, 30, 29, 30, 30 },
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 29, 30, 31 }, /* 1980 */
  { 31, 31, 31, 32, 31, 31, 29, 30, 30, 29, 30, 30 },
  { 31, 31, 32, 31, 31, 31, 30, 29, 30, 29, 30, 30 },
  { 31, 31, 32, 32, 31, 30, 30, 29, 30, 29, 30, 30 },
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 29, 30, 31 },
  { 31, 31, 31, 32, 31, 31, 29, 30, 30, 29, 30, 30 }, /* 1985 */
  { 31, 31, 32, 31, 31, 31, 30, 29, 30, 29, 30, 30 },
  { 31, 32, 31, 32, 31, 30, 30, 29, 30, 29, 30, 30 },
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 29, 30, 31 },
  { 31, 31, 31, 32, 31, 31, 30, 29, 30, 29, 30, 30 },
  { 31, 31, 32, 31, 31, 31, 30, 29, 30, 29, 30, 30 }, /* 1990 */
  { 31, 32, 31, 32, 31, 30, 30, 29, 30, 29, 30, 30 },
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 30, 29, 31 },
  { 31, 31, 31, 32, 31, 31, 30, 29, 30, 29, 30, 30 },
  { 31, 31, 32, 31, 31, 31, 30, 29, 30, 29, 30, 30 },
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 29, 30, 30 }, /* 1995 */
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 30, 29, 31 },
  { 31, 31, 32, 31, 31, 31, 30, 29, 30, 29, 30, 30 },
  { 31, 31, 32, 31, 31, 31, 30, 29, 30, 29, 30, 30 },
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 29, 30, 31 },
  { 30, 32, 31, 32, 31, 30, 30, 30, 29, 30, 29, 31 }, /* 2000 */
  { 31, 31, 32, 31, 31, 31, 30, 29, 30, 29, 30, 30 },
  { 31, 31, 32, 32, 31, 30, 30, 29, 30, 29, 30, 30 },
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 29, 30, 31 },
  { 30, 32, 31, 32, 31, 30, 30, 30, 29, 30, 29, 31 },
  { 31, 31, 32, 31, 31, 31, 30, 29, 30, 29, 30, 30 }, /* 2005 */
  { 31, 31, 32, 32, 31, 30, 30, 29, 30, 29, 30, 30 },
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 29, 30, 31 },
  { 31, 31, 31, 32, 31, 31, 29, 30, 30, 29, 29, 31 },
  { 31, 31, 32, 31, 31, 31, 30, 29, 30, 29, 30, 30 },
  { 31, 31, 32, 32, 31, 30, 30, 29, 30, 29, 30, 30 }, /* 2010 */
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 29, 30, 31 },
  { 31, 31, 31, 32, 31, 31, 29, 30, 30, 29, 30, 30 },
  { 31, 31, 32, 31, 31, 31, 30, 29, 30, 29, 30, 30 },
  { 31, 31, 32, 32, 31, 30, 30, 29, 30, 29, 30, 30 },
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 29, 30, 31 }, /* 2015 */
  { 31, 31, 31, 32, 31, 31, 29, 30, 30, 29, 30, 30 },
  { 31, 31, 32, 31, 31, 31, 30, 29, 30, 29, 30, 30 },
  { 31, 32, 31, 32, 31, 30, 30, 29, 30, 29, 30, 30 },
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 30, 29, 31 },
  { 31, 31, 31, 32, 31, 31, 30, 29, 30, 29, 30, 30 }, /* 2020 */
  { 31, 31, 32, 31, 31, 31, 30, 29, 30, 29, 30, 30 },
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 29, 30, 30 },
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 30, 29, 31 },
  { 31, 31, 31, 32, 31, 31, 30, 29, 30, 29, 30, 30 },
  { 31, 31, 32, 31, 31, 31, 30, 29, 30, 29, 30, 30 }, /* 2025 */
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 29, 30, 31 },
  { 30, 32, 31, 32, 31, 30, 30, 30, 29, 30, 29, 31 },
  { 31, 31, 32, 31, 31, 31, 30, 29, 30, 29, 30, 30 },
  { 31, 31, 32, 31, 32, 30, 30, 29, 30, 29, 30, 30 },
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 29, 30, 31 }, /* 2030 */
  { 30, 32, 31, 32, 31, 30, 30, 30, 29, 30, 29, 31 },
  { 31, 31, 32, 31, 31, 31, 30, 29, 30, 29, 30, 30 },
  { 31, 31, 32, 32, 31, 30, 30, 29, 30, 29, 30, 30 },
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 29, 30, 31 },
  { 30, 32, 31, 32, 31, 31, 29, 30, 30, 29, 29, 31 }, /* 2035 */
  { 31, 31, 32, 31, 31, 31, 30, 29, 30, 29, 30, 30 },
  { 31, 31, 32, 32, 31, 30, 30, 29, 30, 29, 30, 30 },
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 29, 30, 31 },
  { 31, 31, 31, 32, 31, 31, 29, 30, 30, 29, 30, 30 },
  { 31, 31, 32, 31, 31, 31, 30, 29, 30, 29, 30, 30 }, /* 2040 */
  { 31, 31, 32, 32, 31, 30, 30, 29, 30, 29, 30, 30 },
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 29, 30, 31 },
  { 31, 31, 31, 32, 31, 31, 29, 30, 30, 29, 30, 30 },
  { 31, 31, 32, 31, 31, 31, 30, 29, 30, 29, 30, 30 },
  { 31, 32, 31, 32, 31, 30, 30, 29, 30, 29, 30, 30 }, /* 2045 */
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 29, 30, 31 },
  { 31, 31, 31, 32, 31, 31, 30, 29, 30, 29, 30, 30 },
  { 31, 31, 32, 31, 31, 31, 30, 29, 30, 29, 30, 30 },
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 29, 30, 30 },
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 30, 29, 31 }, /* 2050 */
  { 31, 31, 31, 32, 31, 31, 30, 29, 30, 29, 30, 30 },
  { 31, 31, 32, 31, 31, 31, 30, 29, 30, 29, 30, 30 },
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 29, 30, 30 },
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 30, 29, 31 },
  { 31, 31, 32, 31, 31, 31, 30, 29, 30, 29, 30, 30 }, /* 2055 */
  { 31, 31, 32, 31, 32, 30, 30, 29, 30, 29, 30, 30 },
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 29, 30, 31 },
  { 30, 32, 31, 32, 31, 30, 30, 30, 29, 30, 29, 31 },
  { 31, 31, 32, 31, 31, 31, 30, 29, 30, 29, 30, 30 },
  { 31, 31, 32, 32, 31, 30, 30, 29, 30, 29, 30, 30 }, /* 2060 */
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 29, 30, 31 },
  { 30, 32, 31, 32, 31, 31, 29, 30, 29, 30, 29, 31 },
  { 31, 31, 32, 31, 31, 31, 30, 29, 30, 29, 30, 30 },
  { 31, 31, 32, 32, 31, 30, 30, 29, 30, 29, 30, 30 },
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 29, 30, 31 }, /* 2065 */
  { 31, 31, 31, 32, 31, 31, 29, 30, 30, 29, 29, 31 },
  { 31, 31, 32, 31, 31, 31, 30, 29, 30, 29, 30, 30 },
  { 31, 31, 32, 32, 31, 30, 30, 29, 30, 29, 30, 30 },
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 29, 30, 31 },
  { 31, 31, 31, 32, 31, 31, 29, 30, 30, 29, 30, 30 }, /* 2070 */
  { 31, 31, 32, 31, 31, 31, 30, 29, 30, 29, 30, 30 },
  { 31, 32, 31, 32, 31, 30, 30, 29, 30, 29, 30, 30 },
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 29, 30, 31 },
  { 31, 31, 31, 32, 31, 31, 30, 29, 30, 29, 30, 30 },
  { 31, 31, 32, 31, 31, 31, 30, 29, 30, 29, 30, 30 }, /* 2075 */
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 29, 30, 30 },
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 30, 29, 31 },
  { 31, 31, 31, 32, 31, 31, 30, 29, 30, 29, 30, 30 },
  { 31, 31, 32, 31, 31, 31, 30, 29, 30, 29, 30, 30 },
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 29, 30, 30 }, /* 2080 */
  { 31, 32, 31, 32, 31, 30, 30, 30, 29, 30, 29, 31 },
  { 31, 31, 32, 31, 31, 31, 30, 29, 30, 29, 30, 30 },
  { 31, 31, 32, 31, 31, 31, 30, 29, 30, 29, 30, 30 },
};

#define LAST_YEAR (FIRST_YEAR + (int) G_N_ELEMENTS (month_lengths) - 1)

static const char *const english[] = {
  "Baisakh", "Jestha", "Ashadh", "Shrawan", "Bhadra", "Ashwin", "Kartik", "Mangsir", "Poush", "Magh", "Falgun", "Chaitra",
};
static const char *const french[] = {
  "baisakh", "jestha", "ashadh", "shrawan", "bhadra", "ashwin", "kartik", "mangsir", "poush", "magh", "falgun", "chaitra",
};
static const char *const nepali[] = {
  "बैशाख", "जेठ", "असार", "साउन", "भदौ", "असोज", "कार्तिक", "मंसिर", "पुस", "माघ", "फागुन", "चैत",
};

/* As they are spoken, as they are written in full, and as others write the sounds. */
static const char *const other_names[][8] = {
  { "baishakh", "vaishakh", "बैसाख", "वैशाख" },   { "jeth", "jyestha", "jestha", "ज्येष्ठ" },
  { "asar", "asadh", "ashar", "आषाढ", "असाढ" },  { "saun", "sawan", "shravan", "श्रावण", "साउन" },
  { "bhadau", "bhado", "भाद्र" },                { "asoj", "ashoj", "aswin", "आश्विन", "असोज" },
  { "kattik", "कात्तिक" },                       { "mangshir", "marga", "margashirsha", "मङ्सिर", "मार्ग" },
  { "paush", "pus", "push", "पौष", "पुष" },       { "mag" },
  { "phalgun", "fagun", "phagun", "फाल्गुन" },    { "chait", "chaitra", "चैत्र" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (other_names) == 12);

static gboolean
split (TerrainCalendar *self, guint32 julian, TerrainCalendarDay *day)
{
  guint32 left;

  if (julian < FIRST_DAY)
    return FALSE;
  left = julian - FIRST_DAY;
  for (gsize y = 0; y < G_N_ELEMENTS (month_lengths); y++)
    for (guint m = 0; m < 12; m++)
      {
        if (left < month_lengths[y][m])
          {
            *day = (TerrainCalendarDay){ FIRST_YEAR + (int) y, m + 1, left + 1 };
            return TRUE;
          }
        left -= month_lengths[y][m];
      }
  return FALSE;
}

static guint
n_months (TerrainCalendar *self, int year)
{
  return 12;
}

static gboolean
find_month (TerrainCalendar *self, int year, guint month, guint32 *julian, guint *first, guint *last)
{
  guint32 start = FIRST_DAY;

  for (int y = 0; y < year - FIRST_YEAR; y++)
    for (guint m = 0; m < 12; m++)
      start += month_lengths[y][m];
  for (guint m = 0; m < month - 1; m++)
    start += month_lengths[year - FIRST_YEAR][m];
  *julian = start;
  *first = 1;
  *last = month_lengths[year - FIRST_YEAR][month - 1];
  return TRUE;
}

static guint
name_of (TerrainCalendar *self, int year, guint month)
{
  return month - 1;
}

static const char *
name_in (guint name, const char *language)
{
  g_assert (name < 12);
  /* Maithili and Newar, too, are written in Devanagari, and Hindi has no other names for these. */
  if (g_str_has_prefix (language, "ne") || g_str_has_prefix (language, "mai") || g_str_has_prefix (language, "hi"))
    return nepali[name];
  return g_str_equal (language, "fr") || g_str_has_prefix (language, "fr-") ? french[name] : english[name];
}

static const char *const *
aliases_of (guint name)
{
  g_assert (name < 12);
  return other_names[name];
}

const TerrainCalendarRules terrain_calendar_bikram_sambat = {
  .appearance = "bikram-sambat", .title = N_("Bikram Sambat calendar"), .icu_era = -1, .language = "ne",
  .first_year = FIRST_YEAR, .last_year = LAST_YEAR, .epoch = -56.72, .length = 1.0, .split = split, .n_months = n_months,
  .month = find_month, .name = name_of, .names = name_in, .aliases = aliases_of,
};
