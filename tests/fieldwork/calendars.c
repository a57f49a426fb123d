/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>

#include <terrain-fieldwork.h>

/* The calendars of dates: published pairs, every day of two centuries there and back, names, words. */

static GDate
date_of (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "-", 3);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) atoi (parts[2]), (GDateMonth) atoi (parts[1]), (GDateYear) atoi (parts[0]));
  return date;
}

static void
assert_pair (TerrainCalendarKind kind, const char *gregorian, int year, guint month, guint day)
{
  g_autoptr (TerrainCalendar) calendar = terrain_calendar_new (kind);
  GDate date = date_of (gregorian), back;
  TerrainCalendarDay found;

  g_assert_nonnull (calendar);
  g_assert_true (terrain_calendar_from_date (calendar, &date, &found));
  if (found.year != year || found.month != month || found.day != day)
    g_error ("%d: %s is %d/%u/%u, not %d/%u/%u", kind, gregorian, found.year, found.month, found.day, year, month, day);
  g_date_clear (&back, 1);
  g_assert_true (terrain_calendar_to_date (calendar, &found, &back));
  g_assert_cmpint (g_date_compare (&date, &back), ==, 0);
}

static void
test_ethiopian (void)
{
  /* getodk/collect, EthiopianDatePickerDialogTest */
  assert_pair (TERRAIN_CALENDAR_ETHIOPIAN, "2020-05-12", 2012, 9, 4);
  /* The Ethiopian millennium, celebrated on 12 September 2007. */
  assert_pair (TERRAIN_CALENDAR_ETHIOPIAN, "2007-09-12", 2000, 1, 1);
  assert_pair (TERRAIN_CALENDAR_ETHIOPIAN, "2020-09-22", 2013, 1, 12);
  /* Reingold and Dershowitz, Calendrical Calculations, appendix C */
  assert_pair (TERRAIN_CALENDAR_ETHIOPIAN, "1945-11-12", 1938, 3, 3);
  assert_pair (TERRAIN_CALENDAR_ETHIOPIAN, "2038-11-10", 2031, 3, 1);
  assert_pair (TERRAIN_CALENDAR_ETHIOPIAN, "2094-07-18", 2086, 11, 11);
}

static void
test_coptic (void)
{
  /* getodk/collect, CopticDatePickerDialogTest */
  assert_pair (TERRAIN_CALENDAR_COPTIC, "2020-05-12", 1736, 9, 4);
  /* Reingold and Dershowitz, appendix C */
  assert_pair (TERRAIN_CALENDAR_COPTIC, "1945-11-12", 1662, 3, 3);
  assert_pair (TERRAIN_CALENDAR_COPTIC, "2038-11-10", 1755, 3, 1);
  assert_pair (TERRAIN_CALENDAR_COPTIC, "2094-07-18", 1810, 11, 11);
}

static void
test_islamic (void)
{
  /* getodk/collect, IslamicDatePickerDialogTest */
  assert_pair (TERRAIN_CALENDAR_ISLAMIC, "2020-05-12", 1441, 9, 19);
  /* Reingold and Dershowitz, appendix C, the arithmetic calendar */
  assert_pair (TERRAIN_CALENDAR_ISLAMIC, "1945-11-12", 1364, 12, 6);
  assert_pair (TERRAIN_CALENDAR_ISLAMIC, "2038-11-10", 1460, 10, 12);
  assert_pair (TERRAIN_CALENDAR_ISLAMIC, "2094-07-18", 1518, 3, 5);
}

static void
test_persian (void)
{
  /* getodk/collect, PersianCalendarTest (calcuworld.com) and PersianDatePickerDialogTest */
  assert_pair (TERRAIN_CALENDAR_PERSIAN, "1902-06-08", 1281, 3, 17);
  assert_pair (TERRAIN_CALENDAR_PERSIAN, "1905-02-05", 1283, 11, 16);
  assert_pair (TERRAIN_CALENDAR_PERSIAN, "1918-12-01", 1297, 9, 9);
  assert_pair (TERRAIN_CALENDAR_PERSIAN, "1928-12-22", 1307, 10, 1);
  assert_pair (TERRAIN_CALENDAR_PERSIAN, "1947-09-24", 1326, 7, 1);
  assert_pair (TERRAIN_CALENDAR_PERSIAN, "1960-06-18", 1339, 3, 28);
  assert_pair (TERRAIN_CALENDAR_PERSIAN, "1987-06-08", 1366, 3, 18);
  assert_pair (TERRAIN_CALENDAR_PERSIAN, "2019-06-05", 1398, 3, 15);
  assert_pair (TERRAIN_CALENDAR_PERSIAN, "2020-05-12", 1399, 2, 23);
  assert_pair (TERRAIN_CALENDAR_PERSIAN, "2023-02-28", 1401, 12, 9);
  assert_pair (TERRAIN_CALENDAR_PERSIAN, "2048-01-02", 1426, 10, 12);
  assert_pair (TERRAIN_CALENDAR_PERSIAN, "2080-12-30", 1459, 10, 10);
  assert_pair (TERRAIN_CALENDAR_PERSIAN, "2099-07-14", 1478, 4, 24);
}

static void
test_buddhist (void)
{
  assert_pair (TERRAIN_CALENDAR_BUDDHIST, "2020-02-29", 2563, 2, 29);
  /* As GDate and ISO 8601 count, without Julian days. */
  assert_pair (TERRAIN_CALENDAR_BUDDHIST, "1500-03-01", 2043, 3, 1);
  assert_pair (TERRAIN_CALENDAR_BUDDHIST, "1-1-1", 544, 1, 1);
  assert_pair (TERRAIN_CALENDAR_BUDDHIST, "9999-12-31", 10542, 12, 31);
}

static void
test_bikram_sambat (void)
{
  /* getodk/collect, BikramSambatTest */
  assert_pair (TERRAIN_CALENDAR_BIKRAM_SAMBAT, "1923-02-06", 1979, 10, 24);
  assert_pair (TERRAIN_CALENDAR_BIKRAM_SAMBAT, "1926-05-18", 1983, 2, 5);
  assert_pair (TERRAIN_CALENDAR_BIKRAM_SAMBAT, "1935-03-09", 1991, 11, 26);
  assert_pair (TERRAIN_CALENDAR_BIKRAM_SAMBAT, "1937-06-23", 1994, 3, 10);
  assert_pair (TERRAIN_CALENDAR_BIKRAM_SAMBAT, "1949-04-12", 2005, 12, 30);
  assert_pair (TERRAIN_CALENDAR_BIKRAM_SAMBAT, "1951-05-15", 2008, 2, 1);
  assert_pair (TERRAIN_CALENDAR_BIKRAM_SAMBAT, "1968-06-18", 2025, 3, 5);
  assert_pair (TERRAIN_CALENDAR_BIKRAM_SAMBAT, "1976-07-21", 2033, 4, 6);
  assert_pair (TERRAIN_CALENDAR_BIKRAM_SAMBAT, "1985-08-24", 2042, 5, 8);
  assert_pair (TERRAIN_CALENDAR_BIKRAM_SAMBAT, "1992-09-27", 2049, 6, 11);
  assert_pair (TERRAIN_CALENDAR_BIKRAM_SAMBAT, "2003-10-29", 2060, 7, 12);
  assert_pair (TERRAIN_CALENDAR_BIKRAM_SAMBAT, "2019-11-17", 2076, 8, 1);
  /* opensource-nepal/py-nepali: where its table begins, and its examples; nepcal.com */
  assert_pair (TERRAIN_CALENDAR_BIKRAM_SAMBAT, "1943-04-14", 2000, 1, 1);
  assert_pair (TERRAIN_CALENDAR_BIKRAM_SAMBAT, "2023-01-15", 2079, 10, 1);
  assert_pair (TERRAIN_CALENDAR_BIKRAM_SAMBAT, "2020-04-13", 2077, 1, 1);
  /* medic/bikram-sambat, README; nepcal.com: the first day there */
  assert_pair (TERRAIN_CALENDAR_BIKRAM_SAMBAT, "2017-03-28", 2073, 12, 15);
  assert_pair (TERRAIN_CALENDAR_BIKRAM_SAMBAT, "1918-04-13", 1975, 1, 1);
}

static void
assert_myanmar (const char *gregorian, int year, const char *month, guint day)
{
  g_autoptr (TerrainCalendar) calendar = terrain_calendar_new (TERRAIN_CALENDAR_MYANMAR);
  GDate date = date_of (gregorian);
  TerrainCalendarDay found;

  g_assert_true (terrain_calendar_from_date (calendar, &date, &found));
  g_assert_cmpstr (terrain_calendar_get_month_name (calendar, found.year, found.month, "my"), ==, month);
  assert_pair (TERRAIN_CALENDAR_MYANMAR, gregorian, year, found.month, day);
}

static void
test_myanmar (void)
{
  /* getodk/collect, MyanmarDateUtilsTest, "confirmed with yan9a.github.io/mcal" */
  assert_myanmar ("1900-01-28", 1261, "ပြာသို", 29);
  assert_myanmar ("1912-02-15", 1273, "တပို့တွဲ", 28);
  assert_myanmar ("1924-03-07", 1285, "တပေါင်း", 3);
  assert_myanmar ("1938-04-10", 1299, "နှောင်းတန်ခူး", 11);
  assert_myanmar ("1944-05-29", 1306, "နယုန်", 8);
  assert_myanmar ("1959-06-01", 1321, "ကဆုန်", 26);
  assert_myanmar ("1963-07-11", 1325, "ဝါဆို", 21);
  assert_myanmar ("1972-08-16", 1334, "ဝါခေါင်", 7);
  assert_myanmar ("1986-09-20", 1348, "တော်သလင်း", 17);
  assert_myanmar ("1991-10-20", 1353, "သီတင်းကျွတ်", 12);
  assert_myanmar ("2000-11-25", 1362, "တန်ဆောင်မုန်း", 30);
  assert_myanmar ("2013-12-30", 1375, "နတ်တော်", 28);
  /* chanmratekoko/mmcalendar, MyanmarDateTest: the full moon of Second Waso 1385, and mmdate/1923.txt */
  assert_myanmar ("2023-08-01", 1385, "ဒုတိယဝါဆို", 15);
  assert_myanmar ("1923-01-01", 1284, "ပြာသို", 15);
  /* Exceptions, as announced: the Second Waso of 1377 a day late; 1344 watat, and not 1345; 1263, and not 1264
   * (mmdate/1982.txt and 2015.txt). */
  assert_myanmar ("2015-07-31", 1377, "ဒုတိယဝါဆို", 15);
  assert_myanmar ("1982-08-04", 1344, "ဒုတိယဝါဆို", 15);
  assert_myanmar ("1983-07-24", 1345, "ဝါဆို", 15);
  assert_myanmar ("1901-07-30", 1263, "ဒုတိယဝါဆို", 15);
  assert_myanmar ("1902-07-19", 1264, "ဝါဆို", 15);
  /* The new year's day after Thingyan: 17 April 2020, in Tagu; 17 April 2018, in Kason. */
  assert_pair (TERRAIN_CALENDAR_MYANMAR, "2020-04-17", 1382, 1, 25);
  assert_pair (TERRAIN_CALENDAR_MYANMAR, "2018-04-17", 1380, 2, 3);
}

/* Each day follows the one before, in its month or as the first of the next one that has days; and back it is the same. */
static void
check_days (TerrainCalendar *calendar, const char *from, const char *to)
{
  GDate date = date_of (from), end = date_of (to), back;
  TerrainCalendarDay last = { 0 }, day = { 0 };
  guint n_known = 0, first_day, last_day;

  g_date_clear (&back, 1);
  for (; g_date_compare (&date, &end) <= 0; g_date_add_days (&date, 1))
    {
      if (!terrain_calendar_from_date (calendar, &date, &day))
        continue;
      n_known++;
      g_assert_true (terrain_calendar_to_date (calendar, &day, &back));
      g_assert_cmpint (g_date_compare (&date, &back), ==, 0);
      g_assert_true (terrain_calendar_get_days (calendar, day.year, day.month, &first_day, &last_day));
      g_assert_cmpuint (day.day, >=, first_day);
      g_assert_cmpuint (day.day, <=, last_day);
      if (n_known > 1 && day.month == last.month && day.year == last.year)
        g_assert_cmpuint (day.day, ==, last.day + 1);
      else if (n_known > 1)
        {
          guint unused, also_unused;

          g_assert_cmpuint (day.day, ==, first_day);
          g_assert_true (terrain_calendar_get_days (calendar, last.year, last.month, &unused, &also_unused));
          g_assert_cmpuint (last.day, ==, also_unused);
          g_assert_cmpint (day.year, ==, last.year + (day.month <= 2 && last.month > 2 ? 1 : 0));
        }
      last = day;
    }
  g_assert_cmpuint (n_known, >, 30000);
}

static void
test_every_day (gconstpointer data)
{
  g_autoptr (TerrainCalendar) calendar = terrain_calendar_new ((TerrainCalendarKind) GPOINTER_TO_INT (data));
  int first, last;

  check_days (calendar, "1900-01-01", "2100-12-31");
  terrain_calendar_get_years (calendar, &first, &last);
  if (last - first < 500)
    check_days (calendar, "1700-01-01", "2200-12-31");
}

/* A year is its months, end to end with the years beside it; none before the first known and after the last. */
static void
test_every_year (gconstpointer data)
{
  g_autoptr (TerrainCalendar) calendar = terrain_calendar_new ((TerrainCalendarKind) GPOINTER_TO_INT (data));
  guint32 expected = 0;
  int first, last;

  terrain_calendar_get_years (calendar, &first, &last);
  g_assert_cmpuint (terrain_calendar_get_n_months (calendar, first - 1), ==, 0);
  g_assert_cmpuint (terrain_calendar_get_n_months (calendar, last + 1), ==, 0);
  for (int year = first; year <= last; year++)
    for (guint month = 1; month <= terrain_calendar_get_n_months (calendar, year); month++)
      {
        TerrainCalendarDay day = { year, month, 0 };
        guint first_day, last_day;
        GDate date;

        if (!terrain_calendar_get_days (calendar, year, month, &first_day, &last_day))
          continue;
        day.day = first_day;
        g_date_clear (&date, 1);
        g_assert_true (terrain_calendar_to_date (calendar, &day, &date));
        g_assert_true (expected == 0 || g_date_get_julian (&date) == expected);
        expected = g_date_get_julian (&date) + last_day - first_day + 1;
        g_assert_cmpint (ABS (terrain_calendar_guess_gregorian_year (calendar, year) - (int) g_date_get_year (&date)), <=, 1);
        g_assert_false (terrain_calendar_to_date (calendar, &(TerrainCalendarDay){ year, month, last_day + 1 }, &date));
        g_assert_false (terrain_calendar_to_date (calendar, &(TerrainCalendarDay){ year, month, first_day - 1 }, &date));
      }
}

static void
test_unknown (void)
{
  static const struct
  {
    TerrainCalendarKind kind;
    const char *before;
    const char *after;
  } ends[] = {
    { TERRAIN_CALENDAR_BIKRAM_SAMBAT, "1918-04-12", "2027-04-14" },
    { TERRAIN_CALENDAR_PERSIAN, "1799-03-20", "2123-03-21" },
    { TERRAIN_CALENDAR_ETHIOPIAN, "1582-01-01", "9999-12-31" },
    { TERRAIN_CALENDAR_MYANMAR, "1740-01-01", "2160-01-01" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr (TerrainCalendar) calendar = terrain_calendar_new (ends[i].kind);
      GDate before = date_of (ends[i].before), after = date_of (ends[i].after), first, last;
      TerrainCalendarDay day;
      g_autofree char *words = terrain_calendar_dup_words (calendar, &before, TERRAIN_DATE_DAY, "en");

      g_assert_false (terrain_calendar_from_date (calendar, &before, &day));
      g_assert_false (terrain_calendar_from_date (calendar, &after, &day));
      g_assert_false (terrain_calendar_get_period (calendar, &after, TERRAIN_DATE_YEAR, &first, &last));
      g_assert_null (terrain_calendar_dup_own_words (calendar, &before, TERRAIN_DATE_DAY, "en"));
      g_assert_null (strstr (words, "–"));
    }
}

/* In every language each month has a name, and no other month of that year has it. */
static void
test_names (void)
{
  static const char *const languages[] = { "en", "nl", "fr", "Français (fr)", "am", "ar", "fa", "ne", "my", "th", "ti", "" };

  for (guint kind = 0; kind < TERRAIN_N_CALENDARS; kind++)
    {
      g_autoptr (TerrainCalendar) calendar = terrain_calendar_new ((TerrainCalendarKind) kind);
      int years[] = { 0, 0 };

      terrain_calendar_get_years (calendar, &years[0], &years[1]);
      for (int year = years[0]; year < years[0] + 4; year++)
        for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
          {
            g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

            for (guint month = 1; month <= terrain_calendar_get_n_months (calendar, year); month++)
              {
                const char *name = terrain_calendar_get_month_name (calendar, year, month, languages[l]);

                g_assert_nonnull (name);
                g_assert_cmpstr (name, !=, "");
                g_assert_true (g_hash_table_add (seen, (gpointer) name));
              }
          }
      g_assert_null (terrain_calendar_get_month_name (calendar, years[0], 0, "en"));
      g_assert_null (terrain_calendar_get_month_name (calendar, years[0], 16, "en"));
      g_assert_null (terrain_calendar_get_month_name (calendar, years[0] - 1, 1, "en"));
    }
}

static void
assert_words (TerrainCalendarKind kind, const char *gregorian, TerrainDatePrecision precision, const char *language,
              const char *expected)
{
  g_autoptr (TerrainCalendar) calendar = terrain_calendar_new (kind);
  GDate date = date_of (gregorian);
  g_autofree char *words = terrain_calendar_dup_words (calendar, &date, precision, language);

  g_assert_cmpstr (words, ==, expected);
}

static void
test_words (void)
{
  assert_words (TERRAIN_CALENDAR_ETHIOPIAN, "2020-09-22", TERRAIN_DATE_DAY, "en", "12 Meskerem 2013 – 22 September 2020");
  assert_words (TERRAIN_CALENDAR_ETHIOPIAN, "2020-09-22", TERRAIN_DATE_DAY, "Nederlands (nl)",
                "12 Mäskäräm 2013 – 22 september 2020");
  assert_words (TERRAIN_CALENDAR_ETHIOPIAN, "2020-09-22", TERRAIN_DATE_DAY, "fr", "12 mäskäräm 2013 – 22 septembre 2020");
  assert_words (TERRAIN_CALENDAR_ETHIOPIAN, "2020-09-22", TERRAIN_DATE_DAY, "አማርኛ (am)", "12 መስከረም 2013 – 22 ሴፕቴምበር 2020");
  assert_words (TERRAIN_CALENDAR_ETHIOPIAN, "2020-09-22", TERRAIN_DATE_MONTH, "en",
                "Meskerem 2013 (11 September 2020 – 10 October 2020)");
  assert_words (TERRAIN_CALENDAR_ETHIOPIAN, "2020-09-22", TERRAIN_DATE_YEAR, "en",
                "2013 (11 September 2020 – 10 September 2021)");
  assert_words (TERRAIN_CALENDAR_ISLAMIC, "2020-05-12", TERRAIN_DATE_DAY, "العربية (ar)", "19 رمضان 1441 – 12 مايو 2020");
  assert_words (TERRAIN_CALENDAR_PERSIAN, "2020-05-12", TERRAIN_DATE_DAY, "fa", "23 اردیبهشت 1399 – 12 مهٔ 2020");
  assert_words (TERRAIN_CALENDAR_BUDDHIST, "2020-05-12", TERRAIN_DATE_DAY, "th", "12 พฤษภาคม 2563 – 12 พฤษภาคม 2020");
  assert_words (TERRAIN_CALENDAR_BIKRAM_SAMBAT, "2020-09-22", TERRAIN_DATE_DAY, "ne", "6 असोज 2077 – 22 सेप्टेम्बर 2020");
  assert_words (TERRAIN_CALENDAR_MYANMAR, "2023-08-01", TERRAIN_DATE_DAY, "nl", "15 Tweede Waso 1385 – 1 augustus 2023");
  assert_words (TERRAIN_CALENDAR_MYANMAR, "2023-08-01", TERRAIN_DATE_DAY, "fr", "15 second waso 1385 – 1 août 2023");
  assert_words (TERRAIN_CALENDAR_BIKRAM_SAMBAT, "2027-04-14", TERRAIN_DATE_DAY, "en", "14 April 2027");
  /* Nepali months have no Arabic names: the two run in different directions, and are kept apart. */
  assert_words (TERRAIN_CALENDAR_BIKRAM_SAMBAT, "2020-09-22", TERRAIN_DATE_DAY, "ar",
                "\u20686 Ashwin 2077\u2069 – \u206822 سبتمبر 2020\u2069");
}

/* Above a column there is room for three letters, and in one language all seven are of one kind. */
static void
test_weekdays (void)
{
  static const struct
  {
    const char *language;
    const char *full;
    const char *brief;
  } tuesdays[] = {
    { "en", "Tuesday", "Tu" }, { "nl", "dinsdag", "di" }, { "fr", "mardi", "ma" }, { "ar", "الثلاثاء", "ث" },
  };
  g_autoptr (TerrainCalendar) calendar = terrain_calendar_new (TERRAIN_CALENDAR_ISLAMIC);

  for (guint i = 0; i < G_N_ELEMENTS (tuesdays); i++)
    {
      const char *language = tuesdays[i].language;
      g_autofree char *full = terrain_calendar_dup_weekday (calendar, G_DATE_TUESDAY, language, FALSE);
      g_autofree char *brief = terrain_calendar_dup_weekday (calendar, G_DATE_TUESDAY, language, TRUE);
      g_autofree char *sunday = terrain_calendar_dup_weekday (calendar, G_DATE_SUNDAY, language, TRUE);

      g_assert_cmpstr (full, ==, tuesdays[i].full);
      g_assert_cmpstr (brief, ==, tuesdays[i].brief);
      g_assert_cmpint (g_utf8_strlen (sunday, -1), ==, g_utf8_strlen (brief, -1));
    }
}

static const char form_head[] =
  "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'><h:head><h:title>Dates</h:title>"
  "<model><itext><translation lang='English (en)'><text id='l'><value>Day</value></text></translation>"
  "<translation lang='Français (fr)'><text id='l'><value>Jour</value></text></translation></itext>"
  "<instance><data id='dates'><a/></data></instance><bind nodeset='/data/a' type='";

/* (transfer full) */
static TerrainInterview *
make_interview (const char *type, const char *appearance)
{
  g_autofree char *text = g_strconcat (form_head, type, "'/></model></h:head><h:body><input ref='/data/a' appearance='",
                                       appearance, "'><label ref=\"jr:itext('l')\"/></input></h:body></h:html>", NULL);
  g_autoptr (GBytes) xml = g_bytes_new (text, strlen (text));
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainForm) form = terrain_form_parse (xml, NULL, NULL, &issues, &error);
  g_autoptr (TerrainEnvironment) environment = terrain_environment_new (NULL, NULL, NULL);

  g_assert_no_error (error);
  return terrain_interview_new (form, environment);
}

static void
assert_answer (const char *type, const char *appearance, const char *value, const char *expected)
{
  g_autoptr (TerrainInterview) interview = make_interview (type, appearance);
  g_autoptr (TerrainItem) item = g_list_model_get_item (G_LIST_MODEL (terrain_interview_get_root_item (interview)), 0);
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;

  terrain_item_answer (item, value, &error);
  g_assert_no_error (error);
  words = terrain_answer_dup_words (item);
  g_assert_cmpstr (words, ==, expected);
}

static void
test_answers (void)
{
  assert_answer ("date", "ethiopian", "2020-09-22", "12 Meskerem 2013 – 22 September 2020");
  assert_answer ("date", "no-calendar coptic", "2020-05-12", "4 Bashans 1736 – 12 May 2020");
  assert_answer ("date", "year bikram-sambat", "2020-09-22", "2077 (13 April 2020 – 13 April 2021)");
  assert_answer ("dateTime", "persian", "2020-05-12T14:30:00.000+00:00", "23 Ordibehesht 1399 – 12 May 2020, 14:30");
  assert_answer ("dateTime", "persian year", "2020-05-12T14:30:00.000+00:00", "23 Ordibehesht 1399 – 12 May 2020, 14:30");
  assert_answer ("date", "myanmar", "", "");
  /* What is not known, more than one, and one at what is no date: as without. */
  assert_answer ("date", "maya", "2020-09-22", "2020-09-22");
  assert_answer ("date", "ethiopian coptic", "2020-09-22", "2020-09-22");
  assert_answer ("string", "ethiopian", "2020-09-22", "2020-09-22");
}

static void
test_languages (void)
{
  g_autoptr (TerrainInterview) interview = make_interview ("date", "ethiopian");
  g_autoptr (TerrainItem) item = g_list_model_get_item (G_LIST_MODEL (terrain_interview_get_root_item (interview)), 0);
  g_autofree char *french = NULL, *concealed = NULL;
  g_autoptr (GError) error = NULL;

  terrain_item_answer (item, "2020-09-22", &error);
  terrain_interview_set_language (interview, "Français (fr)", &error);
  g_assert_no_error (error);
  french = terrain_answer_dup_words (item);
  g_assert_cmpstr (french, ==, "12 mäskäräm 2013 – 22 septembre 2020");

  terrain_interview_conceal (interview, "/data/a", &error);
  g_assert_no_error (error);
  terrain_interview_set_concealing (interview, "(private)");
  concealed = terrain_answer_dup_words (item);
  g_assert_cmpstr (concealed, ==, "(private)");
  g_assert_null (terrain_calendar_dup_answer (item, "fr"));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fieldwork/calendars/ethiopian", test_ethiopian);
  g_test_add_func ("/fieldwork/calendars/coptic", test_coptic);
  g_test_add_func ("/fieldwork/calendars/islamic", test_islamic);
  g_test_add_func ("/fieldwork/calendars/persian", test_persian);
  g_test_add_func ("/fieldwork/calendars/buddhist", test_buddhist);
  g_test_add_func ("/fieldwork/calendars/bikram-sambat", test_bikram_sambat);
  g_test_add_func ("/fieldwork/calendars/myanmar", test_myanmar);
  g_test_add_func ("/fieldwork/calendars/unknown", test_unknown);
  g_test_add_func ("/fieldwork/calendars/names", test_names);
  g_test_add_func ("/fieldwork/calendars/words", test_words);
  g_test_add_func ("/fieldwork/calendars/weekdays", test_weekdays);
  g_test_add_func ("/fieldwork/calendars/answers", test_answers);
  g_test_add_func ("/fieldwork/calendars/languages", test_languages);
  for (int kind = 0; kind < TERRAIN_N_CALENDARS; kind++)
    {
      g_autofree char *days = g_strdup_printf ("/fieldwork/calendars/every-day/%d", kind);
      g_autofree char *years = g_strdup_printf ("/fieldwork/calendars/every-year/%d", kind);

      g_test_add_data_func (days, GINT_TO_POINTER (kind), test_every_day);
      g_test_add_data_func (years, GINT_TO_POINTER (kind), test_every_year);
    }
  return g_test_run ();
}
