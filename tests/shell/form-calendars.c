/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Dates in other calendars: typed, chosen, said in both, and what they fall back to. */

#include <adwaita.h>
#include <locale.h>

#include "form-fixture.h"
#include "terrain-calendar-read.h"
#include "terrain-month-grid.h"

static GDate
date_of (guint year, guint month, guint day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return date;
}

/* @value: (nullable): NULL where it is none */
static void
typed_in (TerrainCalendarKind kind, TerrainDateOrder order, TerrainDatePrecision precision, const char *typed,
          const char *value)
{
  g_autoptr (TerrainCalendar) calendar = terrain_calendar_new (kind);
  TerrainCalendarReading how = { calendar, order, precision, date_of (2026, 3, 3), "Français (fr)" };
  g_autofree char *got = NULL, *problem = NULL, *shown = g_strescape (typed, NULL);
  GDate date;

  g_test_message ("%d: %s", kind, shown);
  if (terrain_calendar_read (&how, typed, &date, &problem))
    {
      got = g_date_valid (&date) ? terrain_date_text_to_value (&date) : g_strdup ("");
      g_assert_null (problem);
    }
  else
    {
      g_assert_nonnull (problem);
      g_assert_true (g_utf8_validate (problem, -1, NULL));
      g_assert_false (g_date_valid (&date));
    }
  g_assert_cmpstr (got, ==, value);
}

#define typed(kind, text, value) typed_in (TERRAIN_CALENDAR_##kind, TERRAIN_DATE_DMY, TERRAIN_DATE_DAY, (text), (value))

static void
test_names (void)
{
  typed (ETHIOPIAN, "", "");
  typed (ETHIOPIAN, "12 Meskerem 2013", "2020-09-22");
  typed (ETHIOPIAN, "12 መስከረም 2013", "2020-09-22");
  typed (ETHIOPIAN, "2013 መስከረም 12", "2020-09-22");
  typed (ETHIOPIAN, "12 mäskäräm 2013", "2020-09-22");
  typed (ETHIOPIAN, "12 MASKARAM 13", "2020-09-22");
  typed (ETHIOPIAN, "meskerem 12, 2013", "2020-09-22");
  typed (ETHIOPIAN, "12 mesk 13", "2020-09-22");
  typed (ETHIOPIAN, "12 meskeram 13", "2020-09-22");
  typed (ETHIOPIAN, "4 Ginbot 2012", "2020-05-12");
  typed (ETHIOPIAN, "5 ጳጉሜን 2013", "2021-09-10");
  typed (ETHIOPIAN, "6 ጳጉሜን 2013", NULL);
  typed (ETHIOPIAN, "6 pagumen 2015", "2023-09-11");
  typed (ISLAMIC, "19 ramadan 1441", "2020-05-12");
  typed (ISLAMIC, "١٩ رمضان ١٤٤١", "2020-05-12");
  typed (ISLAMIC, "1 rabia al awal 1442", "2020-10-18");
  typed (ISLAMIC, "1 rabi 1442", NULL);
  typed (PERSIAN, "۲۳ اردیبهشت ۱۳۹۹", "2020-05-12");
  typed (PERSIAN, "23 ordibehesht 99", "2020-05-12");
  typed (PERSIAN, "23 ord 1399", "2020-05-12");
  typed (BUDDHIST, "12 mai 2563", "2020-05-12");
  typed (BUDDHIST, "12 พฤษภาคม 2563", "2020-05-12");
  typed (BIKRAM_SAMBAT, "६ असोज २०७७", "2020-09-22");
  typed (BIKRAM_SAMBAT, "6 ashoj 2077", "2020-09-22");
  typed (BIKRAM_SAMBAT, "6 आश्विन 2077", "2020-09-22");
  typed (COPTIC, "4 pashons 1736", "2020-05-12");
  typed (COPTIC, "4 بشنس 1736", "2020-05-12");
  typed (MYANMAR, "15 second waso 1385", "2023-08-01");
  typed (MYANMAR, "15 ဒုတိယဝါဆို 1385", "2023-08-01");
  typed (MYANMAR, "15 waso 1384", "2022-07-12");
  /* Which of the two? */
  typed (MYANMAR, "15 waso 1385", NULL);
  typed (MYANMAR, "15 second waso 1384", NULL);
  /* That year begins on the 25th of Tagu. */
  typed (MYANMAR, "25 Tagu 1382", "2020-04-17");
  typed (MYANMAR, "24 Tagu 1382", NULL);
  typed (MYANMAR, "11 Late Tagu 1299", "1938-04-10");
}

static void
test_figures (void)
{
  typed (ETHIOPIAN, "12/1/2013", "2020-09-22");
  typed (ETHIOPIAN, "12.1.13", "2020-09-22");
  typed (ETHIOPIAN, "12012013", "2020-09-22");
  typed (ETHIOPIAN, "2013-01-12", "2020-09-22");
  typed_in (TERRAIN_CALENDAR_ETHIOPIAN, TERRAIN_DATE_MDY, TERRAIN_DATE_DAY, "1/12/2013", "2020-09-22");
  typed_in (TERRAIN_CALENDAR_ETHIOPIAN, TERRAIN_DATE_YMD, TERRAIN_DATE_DAY, "12/1/2013", "2020-09-22");
  typed_in (TERRAIN_CALENDAR_ETHIOPIAN, TERRAIN_DATE_YMD, TERRAIN_DATE_DAY, "20130112", "2020-09-22");
  typed (ETHIOPIAN, "5/13/2013", "2021-09-10");
  typed (ETHIOPIAN, "5/14/2013", NULL);
  typed (ETHIOPIAN, "31/1/2013", NULL);
  typed (ETHIOPIAN, "0/0/0", NULL);
  typed (ETHIOPIAN, "1/2", NULL);
  typed (ETHIOPIAN, "1/2/3/4", NULL);
  typed (ETHIOPIAN, "999999999999/1/1", NULL);
  typed (ETHIOPIAN, "12", NULL);
  typed (ETHIOPIAN, "meskerem", NULL);
  typed (ETHIOPIAN, "12 meskerem", NULL);
  typed (ETHIOPIAN, "12 of meskerem 2013 or so", NULL);
  typed (ETHIOPIAN, "\xff", NULL);
  typed (ETHIOPIAN, "/", NULL);
  typed (PERSIAN, "23/2/1399", "2020-05-12");
  typed (BIKRAM_SAMBAT, "2077/6/6", "2020-09-22");
  typed (ETHIOPIAN, "today-2", "2026-03-01");
  typed (MYANMAR, "gisteren", "2026-03-02");
}

static void
test_parts (void)
{
  typed_in (TERRAIN_CALENDAR_ETHIOPIAN, TERRAIN_DATE_DMY, TERRAIN_DATE_MONTH, "1/2013", "2020-09-11");
  typed_in (TERRAIN_CALENDAR_ETHIOPIAN, TERRAIN_DATE_DMY, TERRAIN_DATE_MONTH, "2013-01", "2020-09-11");
  typed_in (TERRAIN_CALENDAR_ETHIOPIAN, TERRAIN_DATE_DMY, TERRAIN_DATE_MONTH, "meskerem 2013", "2020-09-11");
  typed_in (TERRAIN_CALENDAR_ETHIOPIAN, TERRAIN_DATE_DMY, TERRAIN_DATE_MONTH, "today", "2026-02-08");
  typed_in (TERRAIN_CALENDAR_ETHIOPIAN, TERRAIN_DATE_DMY, TERRAIN_DATE_MONTH, "septembre 2020", NULL);
  typed_in (TERRAIN_CALENDAR_ETHIOPIAN, TERRAIN_DATE_DMY, TERRAIN_DATE_MONTH, "12 meskerem 2013", NULL);
  typed_in (TERRAIN_CALENDAR_ETHIOPIAN, TERRAIN_DATE_DMY, TERRAIN_DATE_YEAR, "2013", "2020-09-11");
  typed_in (TERRAIN_CALENDAR_ETHIOPIAN, TERRAIN_DATE_DMY, TERRAIN_DATE_YEAR, "today", "2025-09-11");
  typed_in (TERRAIN_CALENDAR_ETHIOPIAN, TERRAIN_DATE_DMY, TERRAIN_DATE_YEAR, "13", NULL);
  typed_in (TERRAIN_CALENDAR_BUDDHIST, TERRAIN_DATE_DMY, TERRAIN_DATE_YEAR, "2563", "2020-01-01");
  /* A Gregorian year, and the year of no one alive. */
  typed_in (TERRAIN_CALENDAR_BUDDHIST, TERRAIN_DATE_DMY, TERRAIN_DATE_YEAR, "2020", NULL);
  typed_in (TERRAIN_CALENDAR_ISLAMIC, TERRAIN_DATE_DMY, TERRAIN_DATE_YEAR, "2020", NULL);
  /* The first day that is of that year. */
  typed_in (TERRAIN_CALENDAR_MYANMAR, TERRAIN_DATE_DMY, TERRAIN_DATE_YEAR, "1380", "2018-04-17");
  typed_in (TERRAIN_CALENDAR_MYANMAR, TERRAIN_DATE_DMY, TERRAIN_DATE_MONTH, "tagu 1382", "2020-04-17");
  typed_in (TERRAIN_CALENDAR_MYANMAR, TERRAIN_DATE_DMY, TERRAIN_DATE_MONTH, "tagu 1380", NULL);
}

/* Where nobody could mean the other calendar. */
static void
test_gregorian (void)
{
  typed (ETHIOPIAN, "22 septembre 2020", "2020-09-22");
  typed (ETHIOPIAN, "22 sep 2020", "2020-09-22");
  typed (PERSIAN, "2020-09-22", "2020-09-22");
  typed (PERSIAN, "22/9/2020", "2020-09-22");
  typed (ISLAMIC, "2020-09-22", "2020-09-22");
  typed (MYANMAR, "2020-09-22", "2020-09-22");
  typed (BUDDHIST, "2020-09-22", "2020-09-22");
  typed (BUDDHIST, "22 septembre 2020", "2020-09-22");
  /* Here somebody could: seven years, and fifty-seven. */
  typed (ETHIOPIAN, "2020-09-22", "2028-05-30");
  typed (BIKRAM_SAMBAT, "2020-09-22", "1964-01-06");
  /* Out of the table: refused, not guessed, but for the date that cannot be mistaken. */
  typed (BIKRAM_SAMBAT, "1/1/2084", NULL);
  typed (BIKRAM_SAMBAT, "1/1/1960", NULL);
  typed (BIKRAM_SAMBAT, "14 avril 2027", "2027-04-14");
  typed (BIKRAM_SAMBAT, "30 février 2027", NULL);
}

static void
assert_problem (TerrainCalendarKind kind, const char *text, const char *expected)
{
  g_autoptr (TerrainCalendar) calendar = terrain_calendar_new (kind);
  TerrainCalendarReading how = { calendar, TERRAIN_DATE_DMY, TERRAIN_DATE_DAY, date_of (2026, 3, 3), "en" };
  g_autofree char *problem = NULL;
  GDate date;

  g_assert_false (terrain_calendar_read (&how, text, &date, &problem));
  g_assert_cmpstr (problem, ==, expected);
}

static void
test_problems (void)
{
  assert_problem (TERRAIN_CALENDAR_ETHIOPIAN, "soon",
                  "“soon” is not a date here (Ethiopian calendar): type day, month and year, such as 24 Yekatit 2018.");
  assert_problem (TERRAIN_CALENDAR_ETHIOPIAN, "30 pagumen 2013",
                  "There is no day 30 in Pagumen 2013: its days are 1 to 5.");
  assert_problem (TERRAIN_CALENDAR_BIKRAM_SAMBAT, "1 baisakh 2084",
                  "Bikram Sambat calendar: the years 1975 to 2083 are known. Type another day in the Gregorian calendar, the "
                  "month in letters, such as 3 March 2026.");
}

/* What is written is understood: every month, in every language, each as it stands in an entry. */
static void
test_round_trip (void)
{
  static const char *const languages[] = { "en", "nl", "fr", "am", "ar", "fa", "ne", "my", "th", "de", "ti" };

  for (guint kind = 0; kind < TERRAIN_N_CALENDARS; kind++)
    for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
      {
        g_autoptr (TerrainCalendar) calendar = terrain_calendar_new ((TerrainCalendarKind) kind);
        TerrainCalendarReading how = { calendar, TERRAIN_DATE_DMY, TERRAIN_DATE_DAY, date_of (2026, 3, 3), languages[l] };

        for (GDate date = date_of (2020, 1, 5), got; g_date_get_year (&date) < 2025; g_date_add_days (&date, 13))
          {
            g_autofree char *words = terrain_calendar_dup_own_words (calendar, &date, TERRAIN_DATE_DAY, languages[l]);

            g_test_message ("%s", words);
            g_assert_true (terrain_calendar_read (&how, words, &got, NULL));
            g_assert_true (g_date_valid (&got));
            g_assert_cmpint (g_date_compare (&date, &got), ==, 0);
          }
      }
}

static void
test_typed (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/born");

  form_fixture_type_in (question, 0, "12 መስከረም 2013");
  form_support_run (400);
  form_fixture_assert_value (fixture, "/data/born", "2020-09-22");
  form_fixture_assert_text (question, "12 Meskerem 2013 – 22 September 2020");
  form_fixture_assert_described (question, 0, "12 Meskerem 2013 – 22 September 2020");
  g_assert_cmpstr (form_fixture_entry_text (question, 0), ==, "12 መስከረም 2013");

  form_fixture_type_in (question, 0, "31/1/2013");
  form_support_run (400);
  form_fixture_assert_text (question, "its days are 1 to 30");
  form_fixture_assert_text (question, "The saved answer is still: 12 Meskerem 2013 – 22 September 2020");
  form_fixture_assert_value (fixture, "/data/born", "2020-09-22");

  /* A constraint looks at what is kept. */
  form_fixture_type_in (question, 0, "1/1/2019");
  form_support_run (400);
  form_fixture_assert_value (fixture, "/data/born", "2026-09-11");
  form_fixture_assert_text (question, "That day is still to come.");
  form_fixture_assert_described (question, 0, "That day is still to come.\n1 Meskerem 2019 – 11 September 2026");

  form_fixture_type_in (question, 0, "");
  form_support_run (400);
  form_fixture_assert_value (fixture, "/data/born", "");
  form_fixture_assert_no_text (question, "Meskerem");
  form_fixture_assert_described (question, 0, NULL);
}

static void
test_shown (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/moved");

  form_fixture_set (fixture, "/data/moved", "2020-09-22");
  form_support_run (50);
  g_assert_cmpstr (form_fixture_entry_text (question, 0), ==, "6 Ashwin 2077");
  form_fixture_assert_text (question, "6 Ashwin 2077 – 22 September 2020");
  /* Of a year that the table has not: as it is kept, and it stays so when one only passes through. */
  form_fixture_set (fixture, "/data/moved", "1850-01-31");
  form_support_run (50);
  g_assert_cmpstr (form_fixture_entry_text (question, 0), ==, "31 January 1850");
  form_fixture_assert_text (question, "31 January 1850");
  form_fixture_go_to (fixture, "/data/harvest");
  form_support_run (400);
  form_fixture_assert_value (fixture, "/data/moved", "1850-01-31");
  form_fixture_assert_no_text (question, "is not");

  /* A day within the month stays, though a month is asked. */
  form_fixture_set (fixture, "/data/since", "2020-09-22");
  question = form_fixture_go_to (fixture, "/data/since");
  g_assert_cmpstr (form_fixture_entry_text (question, 0), ==, "Meskerem 2013");
  form_fixture_assert_text (question, "Meskerem 2013 (11 September 2020 – 10 October 2020)");
  form_fixture_go_to (fixture, "/data/school");
  form_support_run (400);
  form_fixture_assert_value (fixture, "/data/since", "2020-09-22");
}

static void
test_date_parts (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/since");

  g_assert_null (form_support_find_type (question, GTK_TYPE_MENU_BUTTON));
  form_fixture_type_in (question, 0, "1/2013");
  form_support_run (400);
  form_fixture_assert_value (fixture, "/data/since", "2020-09-11");
  question = form_fixture_go_to (fixture, "/data/school");
  form_fixture_type_in (question, 0, "2013");
  form_support_run (400);
  form_fixture_assert_value (fixture, "/data/school", "2020-09-11");
  form_fixture_assert_text (question, "2013 (11 September 2020 – 10 September 2021)");

  question = form_fixture_go_to (fixture, "/data/baptised");
  g_assert_null (form_support_find_type (question, GTK_TYPE_MENU_BUTTON));
  form_fixture_type_in (question, 0, "4 pashons 1736");
  form_support_run (400);
  form_fixture_assert_value (fixture, "/data/baptised", "2020-05-12");

  question = form_fixture_go_to (fixture, "/data/came");
  form_fixture_type_in (question, 0, "23/2/1399");
  form_fixture_type_in (question, 1, "14:30");
  form_support_run (400);
  form_fixture_assert_value (fixture, "/data/came", "2020-05-12T14:30:00.000Z");
  form_fixture_assert_text (question, "23 Ordibehesht 1399 – 12 May 2020");
}

static void
test_fallback (FormFixture *fixture, gconstpointer data)
{
  static const char *const refs[] = { "/data/other", "/data/both" };

  for (guint i = 0; i < G_N_ELEMENTS (refs); i++)
    {
      GtkWidget *question = form_fixture_go_to (fixture, refs[i]), *button;

      form_fixture_type_in (question, 0, "2020-09-22");
      form_support_run (400);
      form_fixture_assert_value (fixture, refs[i], "2020-09-22");
      button = form_support_find_type (question, GTK_TYPE_MENU_BUTTON);
      gtk_menu_button_popup (GTK_MENU_BUTTON (button));
      form_support_run (50);
      g_assert_true (GTK_IS_CALENDAR (gtk_popover_get_child (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)))));
      gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
    }
}

static void
test_languages (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question, *other;
  g_autoptr (GError) error = NULL;

  form_fixture_go_to (fixture, "/data/harvest");
  question = form_support_question (fixture->view, "/data/seen");
  g_assert_nonnull (question);
  form_fixture_assert_text (question, "12 Meskerem 2013 – 22 September 2020");
  form_fixture_set (fixture, "/data/fast", "2020-05-12");
  other = form_fixture_go_to (fixture, "/data/fast");
  terrain_form_view_set_second_language (TERRAIN_FORM_VIEW (fixture->view), "العربية (ar)");
  form_support_run (50);
  form_fixture_assert_text (other, "19 Ramadan 1441 – 12 May 2020");
  form_fixture_assert_text (other, "19 رمضان 1441 – 12 مايو 2020");
  form_fixture_assert_described (other, 0, "19 Ramadan 1441 – 12 May 2020\n\u200e\u206819 رمضان 1441 – 12 مايو 2020\u2069");

  terrain_interview_set_language (fixture->interview, "Français (fr)", &error);
  g_assert_no_error (error);
  form_support_run (50);
  form_fixture_assert_text (question, "12 mäskäräm 2013 – 22 septembre 2020");
  form_fixture_assert_text (other, "19 ramadan 1441 – 12 mai 2020");
  g_assert_cmpstr (form_fixture_entry_text (other, 0), ==, "19 ramadan 1441");
  form_fixture_assert_value (fixture, "/data/fast", "2020-05-12");
}

/* The grid of @ref's popover, open. */
static TerrainMonthGrid *
open_grid (FormFixture *fixture, const char *ref)
{
  GtkWidget *question = form_fixture_go_to (fixture, ref);
  GtkWidget *button = form_support_find_type (question, GTK_TYPE_MENU_BUTTON);

  g_assert_nonnull (button);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  form_support_run (300);
  return TERRAIN_MONTH_GRID (gtk_popover_get_child (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button))));
}

static void
assert_at (TerrainMonthGrid *grid, const char *value)
{
  g_autofree char *got = NULL;
  GDate day;

  terrain_month_grid_get_day (grid, &day);
  got = terrain_date_text_to_value (&day);
  g_assert_cmpstr (got, ==, value);
}

static void
press (TerrainMonthGrid *grid, const char *key, const char *value)
{
  form_support_key (key);
  form_support_run (30);
  assert_at (grid, value);
}

static void
test_grid (FormFixture *fixture, gconstpointer data)
{
  TerrainMonthGrid *grid;

  form_fixture_need_keys ();
  form_fixture_set (fixture, "/data/born", "2020-09-22");
  grid = open_grid (fixture, "/data/born");
  assert_at (grid, "2020-09-22");
  press (grid, "Right", "2020-09-23");
  press (grid, "Left", "2020-09-22");
  press (grid, "Down", "2020-09-29");
  press (grid, "Up", "2020-09-22");
  press (grid, "Home", "2020-09-11");
  press (grid, "Left", "2020-09-10");
  press (grid, "Right", "2020-09-11");
  press (grid, "End", "2020-10-10");
  press (grid, "Prior", "2020-09-10");
  press (grid, "Next", "2020-09-15");
  press (grid, "shift+Prior", "2019-09-16");
  press (grid, "shift+Next", "2020-09-15");
  form_support_key ("Return");
  form_support_run (300);
  form_fixture_assert_value (fixture, "/data/born", "2020-09-15");
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/born");

  grid = open_grid (fixture, "/data/born");
  assert_at (grid, "2020-09-15");
  press (grid, "Right", "2020-09-16");
  form_support_key ("Escape");
  form_support_run (300);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (grid)));
  form_fixture_assert_value (fixture, "/data/born", "2020-09-15");
}

/* Months that a Myanmar year has no day of are passed over; where the table ends one stays. */
static void
test_grid_ends (FormFixture *fixture, gconstpointer data)
{
  TerrainMonthGrid *grid;

  form_fixture_need_keys ();
  form_fixture_set (fixture, "/data/harvest", "2018-04-17");
  grid = open_grid (fixture, "/data/harvest");
  press (grid, "Home", "2018-04-17");
  press (grid, "Prior", "2018-04-16");
  press (grid, "Next", "2018-04-17");
  form_support_key ("Escape");
  form_support_run (300);

  form_fixture_set (fixture, "/data/moved", "2027-04-13");
  grid = open_grid (fixture, "/data/moved");
  press (grid, "Right", "2027-04-13");
  press (grid, "Next", "2027-04-13");
  press (grid, "shift+Next", "2027-04-13");
  press (grid, "Left", "2027-04-12");
}

static void
test_grid_right_to_left (FormFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  TerrainMonthGrid *grid;

  form_fixture_need_keys ();
  form_fixture_set (fixture, "/data/fast", "2020-05-12");
  terrain_interview_set_language (fixture->interview, "العربية (ar)", &error);
  g_assert_no_error (error);
  form_support_run (100);
  grid = open_grid (fixture, "/data/fast");
  g_assert_cmpint (gtk_widget_get_direction (GTK_WIDGET (grid)), ==, GTK_TEXT_DIR_RTL);
  press (grid, "Left", "2020-05-13");
  press (grid, "Right", "2020-05-12");
  form_fixture_assert_text (GTK_WIDGET (grid), "رمضان 1441");
}

static gboolean
is_called (GtkWidget *widget, gpointer name)
{
  g_autofree char *wrong = GTK_IS_BUTTON (widget) && gtk_widget_get_child_visible (widget)
                             ? gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                                   (const char *) name)
                             : g_strdup ("no button");

  return wrong == NULL;
}

/* A day is named whole, not by its figure; a click on it answers. */
static void
test_grid_names (FormFixture *fixture, gconstpointer data)
{
  TerrainMonthGrid *grid;
  GtkWidget *day;

  form_fixture_set (fixture, "/data/born", "2020-09-22");
  grid = open_grid (fixture, "/data/born");
  g_assert_nonnull (form_support_find (GTK_WIDGET (grid), is_called, (gpointer) "Next Month"));
  g_assert_nonnull (form_support_find (GTK_WIDGET (grid), is_called,
                                       (gpointer) "Tuesday 12 Meskerem 2013 – 22 September 2020"));
  day = form_support_find (GTK_WIDGET (grid), is_called, (gpointer) "Thursday 14 Meskerem 2013 – 24 September 2020");
  g_assert_nonnull (day);
  g_signal_emit_by_name (day, "clicked");
  form_support_run (300);
  form_fixture_assert_value (fixture, "/data/born", "2020-09-24");
  g_assert_cmpstr (form_fixture_entry_text (form_fixture_go_to (fixture, "/data/born"), 0), ==, "14 Meskerem 2013");
}

#define ADD(name, func) \
  g_test_add ("/form/calendars/" name, FormFixture, "calendars.xml", form_fixture_set_up, func, form_fixture_tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/form/calendars/names", test_names);
  g_test_add_func ("/form/calendars/figures", test_figures);
  g_test_add_func ("/form/calendars/parts", test_parts);
  g_test_add_func ("/form/calendars/gregorian", test_gregorian);
  g_test_add_func ("/form/calendars/problems", test_problems);
  g_test_add_func ("/form/calendars/round-trip", test_round_trip);
  ADD ("typed", test_typed);
  ADD ("shown", test_shown);
  ADD ("date-parts", test_date_parts);
  ADD ("fallback", test_fallback);
  ADD ("languages", test_languages);
  ADD ("grid", test_grid);
  ADD ("grid-ends", test_grid_ends);
  ADD ("grid-right-to-left", test_grid_right_to_left);
  ADD ("grid-names", test_grid_names);
  return g_test_run ();
}
