/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-fixture.h"

#include <math.h>
#include <string.h>

/* What narrows a report: filters, compared days; and what it must not show. */

static void
add_question (TerrainReport *report, const char *antenna, const char *day, guint n)
{
  g_autofree char *answers = g_strdup_printf ("<i_antenna>%s</i_antenna><i_when>%s</i_when><i_cat>a</i_cat>", antenna,
                                              day);

  for (guint i = 0; i < n; i++)
    report_fixture_add (report, "lisa_intake", answers);
}

static GDate
day (guint year, guint month, guint number)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) number, (GDateMonth) month, (GDateYear) year);
  return date;
}

static double
get_value (GPtrArray *tables, const char *key, const char *period)
{
  const TerrainReportCell *cell = report_fixture_find (tables, 0, key, "questions", period);

  g_assert_nonnull (cell);
  return cell->value;
}

static void
test_filter (void)
{
  g_autoptr (TerrainReport) report = report_fixture_new ("D-42", 2023);
  g_autoptr (GPtrArray) tables = NULL;
  g_autoptr (GPtrArray) choices = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (terrain_report_set_filter (report, "hour", "10", &error));
  g_assert_error (error, TERRAIN_REPORT_ERROR, TERRAIN_REPORT_ERROR_NOT_FOUND);
  g_assert_true (terrain_report_set_filter (report, "antenna", "and_centre", NULL));
  terrain_report_collect (report, "antenna");
  add_question (report, "and_centre", "2023-05-02", 7);
  add_question (report, "quai", "2023-05-02", 9);
  tables = terrain_report_build (report);
  g_assert_cmpfloat (get_value (tables, "total", "2023"), ==, 7);
  /* One antenna, all, and what is like for like. */
  g_assert_cmpuint (((TerrainReportTable *) g_ptr_array_index (tables, 0))->rows->len, ==, 3);

  /* What was left out can still be chosen. */
  choices = terrain_report_list_collected (report, "antenna");
  g_assert_cmpuint (choices->len, ==, 2);
  g_assert_cmpstr (((TerrainReportChoice *) g_ptr_array_index (choices, 0))->value, ==, "and_centre");
  g_assert_cmpstr (((TerrainReportChoice *) g_ptr_array_index (choices, 0))->label, !=, "and_centre");
}

static void
test_filters_known (void)
{
  g_autoptr (TerrainReport) report = NULL;
  g_autofree char *path = g_build_filename (g_getenv ("TERRAIN_SOURCE"), "data/reports/indicators.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) json = NULL;
  g_autoptr (TerrainIndicators) indicators = NULL;
  g_auto (GStrv) filters = NULL;
  guint index;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  json = g_bytes_new_static (text, strlen (text));
  indicators = terrain_indicators_parse (json, NULL);
  g_assert_true (terrain_indicators_find (indicators, "D-49", &index));
  filters = terrain_indicators_dup_filters (indicators, index);
  g_assert_true (g_strv_contains ((const char *const *) filters, "antenna"));
  g_assert_true (g_strv_contains ((const char *const *) filters, "municipality"));
  g_assert_false (g_strv_contains ((const char *const *) filters, "sector"));
  g_assert_cmpstr (terrain_indicators_get_theme (indicators, index), ==, "LISA antennas");
  for (guint i = 0; i < terrain_indicators_get_n (indicators); i++)
    g_assert_cmpstr (terrain_indicators_get_theme (indicators, i), !=, "");
}

static void
test_days (void)
{
  g_autoptr (TerrainReport) report = report_fixture_new ("D-42", 2023);
  g_autoptr (GPtrArray) tables = NULL;
  GDate from = day (2023, 5, 1), to = day (2023, 5, 22), before = day (2023, 4, 1), end = day (2023, 4, 22);
  const TerrainReportCell *cell;

  terrain_report_set_range (report, &from, &to);
  g_assert_false (terrain_report_compare_days (report, &before, &from));
  g_assert_true (terrain_report_compare_days (report, &before, &end));
  add_question (report, "and_centre", "2023-04-01", 10);
  add_question (report, "and_centre", "2023-04-23", 50);
  add_question (report, "and_centre", "2023-05-22", 15);
  add_question (report, "and_centre", "2023-05-23", 50);
  tables = terrain_report_build (report);
  g_assert_cmpfloat (get_value (tables, "and_centre", "2023-04-01 – 2023-04-22"), ==, 10);
  cell = report_fixture_find (tables, 0, "and_centre", "questions", "2023-05-01 – 2023-05-22");
  g_assert_cmpfloat (cell->value, ==, 15);
  g_assert_cmpfloat_with_epsilon (cell->evolution, 50, 1e-9);
  g_assert_cmpint (cell->flags & (TERRAIN_CELL_INCOMPLETE | TERRAIN_CELL_INCOMPLETE_BASE), ==, 0);
}

static void
test_days_without_records (void)
{
  g_autoptr (TerrainReport) report = report_fixture_new ("D-42", 2023);
  g_autoptr (GPtrArray) tables = NULL;
  GDate from = day (2023, 5, 1), to = day (2023, 5, 22), before = day (2022, 5, 1), end = day (2022, 5, 22);

  terrain_report_set_range (report, &from, &to);
  g_assert_true (terrain_report_compare_days (report, &before, &end));
  tables = terrain_report_build (report);
  g_assert_cmpuint (terrain_report_table_get_n_columns (g_ptr_array_index (tables, 0)), ==, 2);
}

/* The smaller of two that add up to a total that is shown would be known by subtraction. */
static void
test_small (void)
{
  static const guint thresholds[] = { 0, TERRAIN_REPORT_SMALLEST_SHOWN };

  for (guint i = 0; i < G_N_ELEMENTS (thresholds); i++)
    {
      g_autoptr (TerrainReport) report = report_fixture_new ("D-42", 2023);
      g_autoptr (GPtrArray) tables = NULL;
      g_autofree char *csv = NULL, *text = NULL;

      terrain_report_hide_below (report, thresholds[i]);
      add_question (report, "and_centre", "2022-03-01", 3);
      add_question (report, "and_centre", "2023-03-01", 40);
      add_question (report, "quai", "2022-03-01", 11);
      add_question (report, "quai", "2023-03-01", 60);
      add_question (report, "canal", "2022-03-01", 20);
      add_question (report, "canal", "2023-03-01", 5);
      tables = terrain_report_build (report);
      csv = terrain_report_table_to_csv (g_ptr_array_index (tables, 0), FALSE);
      text = terrain_report_table_to_text (g_ptr_array_index (tables, 0));
      g_assert_cmpfloat (get_value (tables, "canal", "2022"), ==, 20);
      g_assert_cmpfloat (get_value (tables, "canal", "2023"), ==, 5);
      g_assert_cmpfloat (get_value (tables, "total", "2022"), ==, 34);
      if (thresholds[i] == 0)
        {
          g_assert_cmpfloat (get_value (tables, "and_centre", "2022"), ==, 3);
          g_assert_cmpfloat_with_epsilon (report_fixture_find (tables, 0, "quai", "questions", "2023")->evolution,
                                          100.0 * 49 / 11, 1e-9);
          continue;
        }
      g_assert_true (isnan (get_value (tables, "and_centre", "2022")));
      g_assert_true (isnan (get_value (tables, "quai", "2022")));
      g_assert_true (report_fixture_find (tables, 0, "and_centre", "questions", "2022")->flags & TERRAIN_CELL_HIDDEN);
      g_assert_cmpuint (report_fixture_find (tables, 0, "and_centre", "questions", "2022")->n, ==, 0);
      /* Neither by the evolution, nor by what is like for like. */
      g_assert_true (isnan (report_fixture_find (tables, 0, "quai", "questions", "2023")->evolution));
      g_assert_true (isnan (report_fixture_find (tables, 0, "like-for-like", "questions", "2023")->value));
      g_assert_null (strstr (csv, ",3,3,"));
      g_assert_nonnull (strstr (csv, "hidden"));
      g_assert_nonnull (strstr (text, "too few answers"));
    }
}

/* Nothing is no person; and where there is one part only, the total is that part. */
static void
test_small_alone (void)
{
  g_autoptr (TerrainReport) report = report_fixture_new ("D-42", 2023);
  g_autoptr (GPtrArray) tables = NULL;

  terrain_report_hide_below (report, TERRAIN_REPORT_SMALLEST_SHOWN);
  add_question (report, "and_centre", "2022-03-01", 4);
  add_question (report, "quai", "2023-03-01", 8);
  tables = terrain_report_build (report);
  g_assert_true (isnan (get_value (tables, "and_centre", "2022")));
  g_assert_true (isnan (get_value (tables, "total", "2022")));
  g_assert_cmpfloat (get_value (tables, "quai", "2022"), ==, 0);
  g_assert_cmpfloat (get_value (tables, "total", "2023"), ==, 8);
}

static void
test_unreadable (void)
{
  g_autoptr (TerrainReport) report = report_fixture_new ("D-42", 2023);
  g_autoptr (GPtrArray) tables = NULL;
  g_autofree char *text = NULL;
  GDate from = day (2023, 1, 1), to = day (2023, 12, 31), inside = day (2023, 5, 1), outside = day (2022, 5, 1);

  terrain_report_set_range (report, &from, &to);
  terrain_report_add_unreadable (report, "lisa_intake", &inside);
  terrain_report_add_unreadable (report, "lisa_intake", NULL);
  terrain_report_add_unreadable (report, "lisa_intake", &outside);
  terrain_report_add_unreadable (report, "gve_person", &inside);
  tables = terrain_report_build (report);
  text = terrain_report_table_to_text (g_ptr_array_index (tables, 0));
  g_assert_nonnull (strstr (text, "2 encrypted records cannot be read here"));
}

static void
test_superseded (void)
{
  static const char revision[] = "<data id='lisa_intake'><i_antenna>and_centre</i_antenna><i_when>2023-03-01</i_when>"
                                 "<meta><instanceID>uuid:b</instanceID><deprecatedID>uuid:a</deprecatedID></meta></data>";
  static const char original[] = "<data id='lisa_intake'><i_antenna>quai</i_antenna><i_when>2023-03-01</i_when>"
                                 "<meta><instanceID>uuid:a</instanceID></meta></data>";
  static const char cut[] = "<data><deprecatedID>";
  g_autoptr (TerrainReport) report = report_fixture_new ("D-42", 2023);
  g_autoptr (GBytes) first = g_bytes_new_static (original, strlen (original));
  g_autoptr (GBytes) second = g_bytes_new_static (revision, strlen (revision));
  g_autoptr (GBytes) broken = g_bytes_new_static (cut, strlen (cut));
  g_autoptr (GPtrArray) tables = NULL;

  terrain_report_supersede_by (report, second);
  terrain_report_supersede_by (report, broken);
  g_assert_true (terrain_report_add (report, NULL, NULL, second, NULL));
  g_assert_true (terrain_report_add (report, NULL, NULL, first, NULL));
  tables = terrain_report_build (report);
  g_assert_cmpfloat (get_value (tables, "total", "2023"), ==, 1);
}

static void
test_lines (void)
{
  static const char *const cases[][2] = {
    { "{\n\"indicators\": [\n {\"id\": \"X-1\",\n  \"titel\": \"t\"}\n]}", "Line" },
    { "{\n\"indicators\": [\n {\"id\": \"X-1\", \"title\": \"t\", \"measures\": []}\n]}", "Line 3: " },
    { "{\n\"themes\": {\"a\": \"A\"},\n\"indicators\": [\n\n {\"id\": \"X-1\", \"title\": \"t\", \"theme\": \"b\"}]}",
      "Line 5: " },
    { "{\n\"indicators\": [\n,]}", "Line 3: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) json = g_bytes_new_static (cases[i][0], strlen (cases[i][0]));
      g_autoptr (GError) error = NULL;

      g_assert_null (terrain_indicators_parse (json, &error));
      g_assert_nonnull (strstr (error->message, cases[i][1]));
    }
}

void
report_add_narrow_tests (void)
{
  g_test_add_func ("/report/filter/counts", test_filter);
  g_test_add_func ("/report/filter/known", test_filters_known);
  g_test_add_func ("/report/days/compared", test_days);
  g_test_add_func ("/report/days/without-records", test_days_without_records);
  g_test_add_func ("/report/small/complement", test_small);
  g_test_add_func ("/report/small/alone", test_small_alone);
  g_test_add_func ("/report/unreadable", test_unreadable);
  g_test_add_func ("/report/superseded", test_superseded);
  g_test_add_func ("/report/definitions/lines", test_lines);
}
