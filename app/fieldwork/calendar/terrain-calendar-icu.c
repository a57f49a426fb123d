/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <unicode/uchar.h>
#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/ustring.h>

#include "terrain-calendar-private.h"

/*
 * The calendars that ICU counts, and the names it has for months and days of the week. ICU is asked in UTC at midnight, so
 * that its milliseconds are whole days.
 */
#define UNIX_EPOCH 719163 /* 1 January 1970, as GDate counts */
#define DAY_MS 86400000.0
#define MAX_NAME 100
#define MAX_BRIEF 3 /* letters that a column has room for */

void *
terrain_calendar_open_icu (const TerrainCalendarRules *rules)
{
  static const UChar zone[] = { 'G', 'M', 'T', 0 };
  g_autofree char *locale = g_strconcat ("en@calendar=", rules->icu, NULL);
  UErrorCode status = U_ZERO_ERROR;
  UCalendar *icu = ucal_open (zone, -1, locale, UCAL_DEFAULT, &status);

  /* Without its data ICU gives the Gregorian, which would be a wrong answer that looks like a right one. */
  if (U_FAILURE (status) || g_strcmp0 (ucal_getType (icu, &status), rules->icu) != 0)
    {
      g_warning ("ICU has no calendar “%s”: %s", rules->icu, u_errorName (status));
      g_clear_pointer (&icu, ucal_close);
    }
  return icu;
}

void
terrain_calendar_close_icu (void *icu)
{
  ucal_close (icu);
}

static gboolean
split (TerrainCalendar *self, guint32 julian, TerrainCalendarDay *day)
{
  const TerrainCalendarRules *rules = terrain_calendar_get_rules (self);
  UCalendar *icu = terrain_calendar_get_icu (self);
  UErrorCode status = U_ZERO_ERROR;

  ucal_setMillis (icu, ((double) julian - UNIX_EPOCH) * DAY_MS, &status);
  day->year = ucal_get (icu, UCAL_YEAR, &status);
  day->month = (guint) ucal_get (icu, UCAL_MONTH, &status) + 1;
  day->day = (guint) ucal_get (icu, UCAL_DATE, &status);
  return ucal_get (icu, UCAL_ERA, &status) == rules->icu_era && U_SUCCESS (status);
}

static gboolean
find_month (TerrainCalendar *self, int year, guint month, guint32 *julian, guint *first, guint *last)
{
  const TerrainCalendarRules *rules = terrain_calendar_get_rules (self);
  UCalendar *icu = terrain_calendar_get_icu (self);
  UErrorCode status = U_ZERO_ERROR;

  ucal_clear (icu);
  ucal_set (icu, UCAL_ERA, rules->icu_era);
  ucal_set (icu, UCAL_YEAR, year);
  ucal_set (icu, UCAL_MONTH, (gint32) month - 1);
  ucal_set (icu, UCAL_DATE, 1);
  *julian = (guint32) (ucal_getMillis (icu, &status) / DAY_MS + UNIX_EPOCH);
  *first = 1;
  *last = (guint) ucal_getLimit (icu, UCAL_DATE, UCAL_ACTUAL_MAXIMUM, &status);
  return U_SUCCESS (status);
}

static guint
twelve (TerrainCalendar *self, int year)
{
  return 12;
}

static guint
thirteen (TerrainCalendar *self, int year)
{
  return 13;
}

static guint
name_of (TerrainCalendar *self, int year, guint month)
{
  return month - 1;
}

/* The Buddhist calendar of Thailand is the Gregorian with other years. ICU has Julian days before 1582; GDate, and so what
 * is kept, has not. */
static gboolean
split_buddhist (TerrainCalendar *self, guint32 julian, TerrainCalendarDay *day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);
  day->year = g_date_get_year (&date) + 543;
  day->month = (guint) g_date_get_month (&date);
  day->day = g_date_get_day (&date);
  return TRUE;
}

static gboolean
find_buddhist_month (TerrainCalendar *self, int year, guint month, guint32 *julian, guint *first, guint *last)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, (GDateMonth) month, (GDateYear) (year - 543));
  *julian = g_date_get_julian (&date);
  *first = 1;
  *last = g_date_get_days_in_month ((GDateMonth) month, (GDateYear) (year - 543));
  return TRUE;
}

/* How the months are written besides, each for its month: in English by Collect (getodk/collect, strings.xml) and commonly. */
static const char *const ethiopian_aliases[][4] = {
  { "mäskäräm" },        { "tikimt", "tikmt", "teqemt" }, { "hidar" },            { "tahisas", "tahsas" },
  { "tir", "tirr" },     { "yakatit" },                   { "maggabit" },         { "miyazya", "miazia", "miyazia" },
  { "ginbot" },          { "sane" },                      { "hamle" },            { "nehase", "nahase" },
  { "pagume", "pagumiene", "paguemain" },
};
static const char *const coptic_aliases[][4] = {
  { "thout", "tout" },       { "paopi", "baba" },      { "hathor", "hatour" },     { "koiak", "kiahk" },
  { "tobi", "touba" },       { "meshir", "amshir" },   { "paremhat", "baramhat" }, { "parmouti", "baramouda" },
  { "pashons", "bashans" },  { "paoni", "baounah" },   { "epip", "abib" },         { "mesori", "mesra" },
  { "pi kogi enavot", "nasie", "nesi" },
};
static const char *const islamic_aliases[][4] = {
  { "muharram" },
  { "safar" },
  { "rabi al awwal", "rabi al awal" },
  { "rabi al thani", "rabi ath thani", "rabi al akhir" },
  { "jumada al awwal", "jumada al ula", "jumada al awal" },
  { "jumada al thani", "jumada ath thaniyah", "jumada al akhirah" },
  { "rajab" },
  { "shaban", "sha ban" },
  { "ramadan", "ramadhan" },
  { "shawwal" },
  { "dhu al qadah", "dhul qadah", "dhu al qa dah" },
  { "dhu al hijjah", "dhul hijjah" },
};
static const char *const persian_aliases[][4] = {
  { "farvardin" }, { "ordibehesht" }, { "khordad" }, { "tir" }, { "amordad", "mordad" }, { "shahrivar" },
  { "mehr" },      { "aban" },        { "azar" },    { "dey" }, { "bahman" },            { "esfand" },
};

#define ALIASES_OF(table)                      \
  static const char *const *table##_of (guint name) \
  {                                            \
    g_assert (name < G_N_ELEMENTS (table));    \
    return table[name];                        \
  }
ALIASES_OF (ethiopian_aliases)
ALIASES_OF (coptic_aliases)
ALIASES_OF (islamic_aliases)
ALIASES_OF (persian_aliases)

/* The years reach as far as what can be kept does: from 1583 on, when the Gregorian calendar began. */
const TerrainCalendarRules terrain_calendar_ethiopian = {
  .appearance = "ethiopian", .title = N_("Ethiopian calendar"), .icu = "ethiopic", .icu_era = 1, .language = "am",
  .first_year = 1576, .last_year = 9991, .epoch = 7.69, .length = 1.0, .split = split, .n_months = thirteen,
  .month = find_month, .name = name_of, .aliases = ethiopian_aliases_of,
};

const TerrainCalendarRules terrain_calendar_coptic = {
  .appearance = "coptic", .title = N_("Coptic calendar"), .icu = "coptic", .icu_era = 1, .language = "ar",
  .first_year = 1300, .last_year = 9715, .epoch = 283.69, .length = 1.0, .split = split, .n_months = thirteen,
  .month = find_month, .name = name_of, .aliases = coptic_aliases_of,
};

/* The tabular calendar with leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29 of 30, from Friday 16 July 622 (Julian):
 * Collect counts so (IslamicDatePickerDialog: Joda-Time's IslamicChronology.getInstance(), LEAP_YEAR_16_BASED). */
const TerrainCalendarRules terrain_calendar_islamic = {
  .appearance = "islamic", .title = N_("Islamic calendar"), .icu = "islamic-civil", .icu_era = 0, .language = "ar",
  .first_year = 991, .last_year = 9660, .epoch = 621.54, .length = 0.970224, .split = split, .n_months = twelve,
  .month = find_month, .name = name_of, .aliases = islamic_aliases_of,
};

/* ICU's cycle of 33 years is Borkowski's, which Collect counts by (PersianChronologyKhayyamBorkowski), from 1178 to 1633, and
 * that of the sky until 1501; there the cycle names a leap year that is none. */
const TerrainCalendarRules terrain_calendar_persian = {
  .appearance = "persian", .title = N_("Persian calendar"), .icu = "persian", .icu_era = 0, .language = "fa",
  .first_year = 1178, .last_year = 1501, .epoch = 621.22, .length = 1.0, .split = split, .n_months = twelve,
  .month = find_month, .name = name_of, .aliases = persian_aliases_of,
};

const TerrainCalendarRules terrain_calendar_buddhist = {
  .appearance = "buddhist", .title = N_("Buddhist calendar"), .icu = "buddhist", .icu_era = -1, .language = "th",
  .first_year = 544, .last_year = 10542, .epoch = -543, .length = 1.0, .split = split_buddhist, .n_months = twelve,
  .month = find_buddhist_month, .name = name_of,
};

char *
terrain_calendar_dup_tag (const char *language)
{
  char *tag = terrain_language_dup_tag (language);

  /* The app's: "nl_BE.UTF-8", or "C", which is no language. */
  if (tag == NULL)
    tag = terrain_language_dup_tag (g_get_language_names ()[0]);
  return tag != NULL ? tag : g_strdup ("en");
}

/* (transfer full) (nullable) */
static UDateFormat *
open_format (const char *icu, const char *tag)
{
  static const UChar pattern[] = { 'M', 0 };
  static const UChar zone[] = { 'G', 'M', 'T', 0 };
  g_autofree char *locale = g_strconcat (tag, "@calendar=", icu, NULL);
  UErrorCode status = U_ZERO_ERROR;
  UDateFormat *format = udat_open (UDAT_PATTERN, UDAT_PATTERN, locale, zone, -1, pattern, -1, &status);

  if (U_FAILURE (status))
    {
      g_warning ("ICU has no names for “%s”: %s", locale, u_errorName (status));
      return NULL;
    }
  return format;
}

/* (transfer full) (nullable) */
static char *
dup_symbol (UDateFormat *format, UDateFormatSymbolType type, int index)
{
  UChar name[MAX_NAME];
  char utf8[MAX_NAME * 3];
  UErrorCode status = U_ZERO_ERROR;
  gint32 length = udat_getSymbols (format, type, index, name, MAX_NAME, &status), bytes = 0;

  u_strToUTF8 (utf8, sizeof utf8, &bytes, name, length, &status);
  return U_SUCCESS (status) ? g_strndup (utf8, (gsize) bytes) : NULL;
}

char **
terrain_calendar_read_months (const char *icu, const char *tag)
{
  UDateFormat *format = open_format (icu, tag);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  int n = format != NULL ? udat_countSymbols (format, UDAT_MONTHS) : 0;

  for (int i = 0; i < n; i++)
    {
      g_autofree char *name = dup_symbol (format, UDAT_MONTHS, i);

      g_strv_builder_add (names, name != NULL ? name : "");
    }
  g_clear_pointer (&format, udat_close);
  return g_strv_builder_end (names);
}

/* Short names, where all seven fit above a column; else, as in Arabic, where the short name is the name, a letter each. */
static UDateFormatSymbolType
find_brief (UDateFormat *format)
{
  for (int i = 1; i <= 7; i++)
    {
      g_autofree char *name = dup_symbol (format, UDAT_STANDALONE_SHORTER_WEEKDAYS, i);

      if (name == NULL || g_utf8_strlen (name, -1) > MAX_BRIEF)
        return UDAT_STANDALONE_NARROW_WEEKDAYS;
    }
  return UDAT_STANDALONE_SHORTER_WEEKDAYS;
}

char *
terrain_calendar_read_weekday (GDateWeekday weekday, const char *tag, gboolean brief)
{
  UDateFormat *format = open_format ("gregorian", tag);
  char *name = NULL;

  /* ICU's 1 is Sunday. */
  if (format != NULL)
    name = dup_symbol (format, brief ? find_brief (format) : UDAT_STANDALONE_WEEKDAYS, (int) weekday % 7 + 1);
  g_clear_pointer (&format, udat_close);
  return name != NULL ? name : g_strdup ("");
}

static gboolean
runs_left (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    switch ((guint) u_charDirection ((UChar32) g_utf8_get_char (p)))
      {
      case U_LEFT_TO_RIGHT:
        return FALSE;
      case U_RIGHT_TO_LEFT:
      case U_RIGHT_TO_LEFT_ARABIC:
        return TRUE;
      default:
        break;
      }
  return FALSE;
}

gboolean
terrain_calendar_runs_apart (const char *one, const char *other)
{
  return runs_left (one) != runs_left (other);
}
