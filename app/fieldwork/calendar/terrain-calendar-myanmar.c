/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "terrain-calendar-private.h"

/*
 * The Myanmar (Burmese) calendar, after Yan Naing Aye, "Algorithm, Program and Calculation of Myanmar Calendar" (2013, kept
 * up to date at yan9a.github.io/mmcal). Sections named here are that article's.
 *
 *   lunar year      Tagu  Kason  Nayon  [First Waso]  Waso  Wagaung … Tabaung   12 months; 13 in a watat year, whose Nayon
 *                   29    30     29/30  30            29    30        30        has a day more in a big watat
 *   solar year           |<------------ 365.2587565 days, from the day after Thingyan, in mid-April ------------>|
 *                        new year                                                  … Late Tagu  Late Kason
 *
 * The year is counted from the solar new year, the months by the moon; what a solar year has beyond Tabaung is called Late
 * Tagu and Late Kason. So a year begins within Tagu (or Kason), and ends within one of the late months.
 */
#define SOLAR_YEAR (1577917828.0 / 4320000.0)   /* section 3 */
#define LUNAR_MONTH (1577917828.0 / 53433336.0) /* section 4 */
#define EPOCH 1954168.050623                    /* the beginning of the year 0, as a Julian day in Myanmar's time */
#define JULIAN_DAY 1721425                      /* what a Julian day number has more than GDate's */
#define COMMON_YEAR 354
#define TAGU_TO_WASO 102 /* from the first of Tagu to the full moon of (Second) Waso in a common year */

/* Eras differ in how watat years were found, not in how years are counted (section 4). */
typedef struct
{
  int first_year;
  double waso_offset;   /* to the full moon of Second Waso, in days */
  double excess_months; /* whose excess days make a watat year; negative: of a cycle of 19 years */
} Era;

static const Era eras[] = {
  { 1312, -0.5, 8 },    /* since independence */
  { 1217, -1, 4 },      /* under British rule */
  { 1100, -0.85, -1 },  /* Thandeikta, under the kings */
};

/* What was announced otherwise than calculated: the full moon, by days, and whether a year was watat. */
static const struct
{
  int year;
  int days;
} moon_exceptions[] = {
  { 1120, 1 }, { 1126, -1 }, { 1150, 1 }, { 1172, -1 }, { 1207, 1 }, { 1234, 1 }, { 1261, -1 }, { 1377, 1 },
};
static const int watat_exceptions[] = { 1201, 1202, 1263, 1264, 1344, 1345 };

/* Names; those of a watat year have First Waso and Second Waso for Waso. */
enum
{
  TAGU,
  KASON,
  NAYON,
  WASO,
  TABAUNG = 11,
  LATE_TAGU,
  LATE_KASON,
  FIRST_WASO,
  SECOND_WASO,
  N_NAMES,
};

static const char *const english[N_NAMES] = {
  "Tagu",    "Kason",   "Nayon",   "Waso",      "Wagaung",    "Tawthalin",  "Thadingyut",  "Tazaungmon", "Nadaw", "Pyatho",
  "Tabodwe", "Tabaung", "Late Tagu", "Late Kason", "First Waso", "Second Waso",
};
static const char *const dutch[N_NAMES] = {
  "Tagu",    "Kason",   "Nayon",   "Waso",      "Wagaung",    "Tawthalin",  "Thadingyut",  "Tazaungmon", "Nadaw", "Pyatho",
  "Tabodwe", "Tabaung", "Late Tagu", "Late Kason", "Eerste Waso", "Tweede Waso",
};
static const char *const french[N_NAMES] = {
  "tagu",    "kason",   "nayon",   "waso",      "wagaung",    "tawthalin",  "thadingyut",  "tazaungmon", "nadaw", "pyatho",
  "tabodwe", "tabaung", "tagu tardif", "kason tardif", "premier waso", "second waso",
};
static const char *const burmese[N_NAMES] = {
  "တန်ခူး",    "ကဆုန်",    "နယုန်",        "ဝါဆို",       "ဝါခေါင်",    "တော်သလင်း",  "သီတင်းကျွတ်", "တန်ဆောင်မုန်း", "နတ်တော်", "ပြာသို",
  "တပို့တွဲ", "တပေါင်း", "နှောင်းတန်ခူး", "နှောင်းကဆုန်", "ပထမဝါဆို", "ဒုတိယဝါဆို",
};

static const char *const other_names[N_NAMES][5] = {
  [TAGU] = { "tagoo" },
  [KASON] = { "kasone" },
  [WASO] = { "warso" },
  [4] = { "warkhaung" },
  [7] = { "tazaungdaing", "tazaungmone" },
  [8] = { "natdaw", "nattaw" },
  [LATE_TAGU] = { "hnaung tagu" },
  [LATE_KASON] = { "hnaung kason" },
  [FIRST_WASO] = { "ပဝါဆို", "ပ ဝါဆို" },
  [SECOND_WASO] = { "ဒုဝါဆို", "ဒု ဝါဆို" },
};

/* Whether @year has a second Waso, and where it has, the Julian day of that month's full moon (section 4). */
static gboolean
is_watat (int year, int *full_moon)
{
  const Era *era = eras;
  double offset, threshold, excess;
  gboolean watat;

  while (year < era->first_year && era < &eras[G_N_ELEMENTS (eras) - 1])
    era++;
  offset = era->waso_offset;
  for (gsize i = 0; i < G_N_ELEMENTS (moon_exceptions); i++)
    offset += moon_exceptions[i].year == year ? moon_exceptions[i].days : 0;

  /* What solar months are longer than lunar ones, summed up since the last watat. 3739 years before, both began as one. */
  threshold = (SOLAR_YEAR / 12 - LUNAR_MONTH) * (12 - era->excess_months);
  excess = fmod (SOLAR_YEAR * (year + 3739), LUNAR_MONTH);
  excess += excess < threshold ? LUNAR_MONTH : 0;
  *full_moon = (int) round (SOLAR_YEAR * year + EPOCH - excess + 4.5 * LUNAR_MONTH + offset);

  if (era->excess_months >= 0)
    watat = excess >= LUNAR_MONTH - (SOLAR_YEAR / 12 - LUNAR_MONTH) * era->excess_months;
  else
    watat = (year * 7 + 2) % 19 / 12 == 1;
  for (gsize i = 0; i < G_N_ELEMENTS (watat_exceptions); i++)
    watat ^= watat_exceptions[i] == year;
  return watat;
}

typedef struct
{
  guint n_months;    /* with the late ones */
  guint lengths[15]; /* of the months of the moon */
  int start;         /* the Julian day of the first of Tagu */
  guint first;       /* the year's first day, from the first of Tagu on, from 0 */
  guint end;         /* the first day that is no more of this year, in the same way */
} Year;

/* The day after Thingyan's last (section 3). */
static int
new_year (int year)
{
  return (int) round (SOLAR_YEAR * year + EPOCH) + 1;
}

static void
find_year (int year, Year *found)
{
  int moon = 0, last_moon = 0, back = 0;
  gboolean watat = is_watat (year, &moon), big = FALSE;
  guint n = 0;

  /* The last watat year before is one to three years ago; from it on years are counted as common ones (section 6). */
  do
    back++;
  while (!is_watat (year - back, &last_moon) && back < 3);
  if (watat)
    big = (moon - last_moon) % COMMON_YEAR >= 31;
  found->start = last_moon + COMMON_YEAR * back - TAGU_TO_WASO;

  for (guint i = 0; i < 12; i++)
    {
      if (i == WASO && watat)
        found->lengths[n++] = 30;
      found->lengths[n++] = i % 2 == 0 ? 29 : 30;
    }
  found->lengths[NAYON] += big ? 1 : 0;
  found->lengths[n++] = 29;
  found->lengths[n++] = 30;
  found->n_months = n;
  found->first = (guint) (new_year (year) - found->start);
  found->end = (guint) (new_year (year + 1) - found->start);
}

static gboolean
find_month (TerrainCalendar *self, int year, guint month, guint32 *julian, guint *first, guint *last)
{
  Year found;
  guint before = 0;

  find_year (year, &found);
  g_assert (month <= found.n_months);
  for (guint i = 0; i < month - 1; i++)
    before += found.lengths[i];
  if (found.end <= before || found.first >= before + found.lengths[month - 1])
    return FALSE;
  *first = found.first > before ? found.first - before + 1 : 1;
  *last = MIN (found.lengths[month - 1], found.end - before);
  *julian = (guint32) (found.start + (int) (before + *first - 1) - JULIAN_DAY);
  return TRUE;
}

static gboolean
split (TerrainCalendar *self, guint32 julian, TerrainCalendarDay *day)
{
  int number = (int) julian + JULIAN_DAY;
  guint left;
  Year found;

  day->year = (int) floor ((number - 0.5 - EPOCH) / SOLAR_YEAR);
  /* Before the eras that are here nothing is known. */
  if (day->year < eras[G_N_ELEMENTS (eras) - 1].first_year)
    return FALSE;
  find_year (day->year, &found);
  left = (guint) (number - found.start);
  for (day->month = 1; left >= found.lengths[day->month - 1]; day->month++)
    {
      left -= found.lengths[day->month - 1];
      g_assert (day->month < found.n_months);
    }
  day->day = left + 1;
  return TRUE;
}

static guint
n_months (TerrainCalendar *self, int year)
{
  Year found;

  find_year (year, &found);
  return found.n_months;
}

static guint
name_of (TerrainCalendar *self, int year, guint month)
{
  if (n_months (self, year) == 14 || month <= WASO)
    return month - 1;
  return month == 4 ? FIRST_WASO : month == 5 ? SECOND_WASO : month - 2;
}

static const char *
name_in (guint name, const char *language)
{
  g_autofree char *primary = g_strndup (language, strcspn (language, "-"));

  g_assert (name < N_NAMES);
  if (g_str_equal (primary, "my"))
    return burmese[name];
  if (g_str_equal (primary, "nl"))
    return dutch[name];
  return g_str_equal (primary, "fr") ? french[name] : english[name];
}

static const char *const *
aliases_of (guint name)
{
  g_assert (name < N_NAMES);
  return other_names[name];
}

/* The rules of 1312 are those of today; how far they will hold is for Myanmar's advisory board to say, so no further than
 * two centuries from then. */
const TerrainCalendarRules terrain_calendar_myanmar = {
  .appearance = "myanmar", .title = N_("Myanmar calendar"), .icu_era = -1, .language = "my",
  .first_year = 1110, .last_year = 1512, .epoch = 638.29, .length = 1.0000442, .split = split, .n_months = n_months,
  .month = find_month, .name = name_of, .names = name_in, .aliases = aliases_of,
};
