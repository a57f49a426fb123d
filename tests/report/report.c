/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-fixture.h"

#include <locale.h>
#include <math.h>
#include <string.h>

static void
test_rounding (void)
{
  g_assert_cmpfloat_with_epsilon (terrain_round_half_up (2.5, 0), 3, 1e-12);
  g_assert_cmpfloat_with_epsilon (terrain_round_half_up (-2.5, 0), -3, 1e-12);
  g_assert_cmpfloat_with_epsilon (terrain_round_half_up (2.675, 2), 2.68, 1e-12);
  g_assert_cmpfloat_with_epsilon (terrain_round_half_up (345.4999, 0), 345, 1e-12);
  g_assert_true (isnan (terrain_round_half_up (NAN, 1)));
  g_assert_true (isnan (terrain_evolution_percent (0, 10)));
  g_assert_cmpfloat_with_epsilon (terrain_evolution_percent (200, 100), -50, 1e-12);
}

static void
test_formats (void)
{
  g_autofree char *fall = terrain_format_percent (-35.08, 1, TRUE);
  g_autofree char *rise = terrain_format_percent (57.4916, 1, TRUE);
  g_autofree char *nothing = terrain_format_percent (-0.04, 1, TRUE);
  g_autofree char *none = terrain_format_percent (NAN, 1, TRUE);

  g_assert_cmpstr (fall, ==, "−35.1%");
  g_assert_cmpstr (rise, ==, "+57.5%");
  g_assert_cmpstr (nothing, ==, "0.0%");
  g_assert_cmpstr (none, ==, "–");
}

static void
test_verdicts (void)
{
  g_assert_cmpint (terrain_figure_judge ("+54 %", 2852, 4392), ==, TERRAIN_FIGURE_AGREES);
  g_assert_cmpint (terrain_figure_judge ("−35%", 687, 446), ==, TERRAIN_FIGURE_AGREES);
  g_assert_cmpint (terrain_figure_judge ("-35", 446, 687), ==, TERRAIN_FIGURE_DIFFERS);
  g_assert_cmpint (terrain_figure_judge ("70%", 2900, 5001), ==, TERRAIN_FIGURE_DIFFERS);
  g_assert_cmpint (terrain_figure_judge ("345%", 622, 2772), ==, TERRAIN_FIGURE_CUT);
  g_assert_cmpint (terrain_figure_judge ("about half", 1, 2), ==, TERRAIN_FIGURE_UNREADABLE);
  g_assert_cmpint (terrain_figure_judge ("", 1, 2), ==, TERRAIN_FIGURE_UNREADABLE);
  g_assert_cmpint (terrain_figure_judge ("5%", 0, 2), ==, TERRAIN_FIGURE_UNREADABLE);
}

static void
test_shipped (void)
{
  g_autoptr (TerrainReport) report = report_fixture_new (NULL, 2024);
  g_autoptr (GPtrArray) tables = terrain_report_build (report);
  guint n = 0;

  for (guint i = 0; i < tables->len; i++)
    {
      const TerrainReportTable *table = g_ptr_array_index (tables, i);
      g_autofree char *text = terrain_report_table_to_text (table);

      g_assert_true (strstr (text, "No records.") != NULL);
      if (i == 0 || !g_str_equal (table->indicator, ((TerrainReportTable *) g_ptr_array_index (tables, i - 1))->indicator))
        {
          g_autofree char *id = g_strdup_printf ("D-%02u", ++n);

          g_assert_cmpstr (table->indicator, ==, id);
        }
    }
  g_assert_cmpuint (n, ==, 50);
}

static void
test_bad_definitions (void)
{
  const struct
  {
    const char *json;
    const char *word;
  } cases[] = {
    { "", "cannot be read" },
    { "[]", "object" },
    { "{\"indicators\":[", "" },
    { "{\"indicators\":[{\"id\":\"X\"}]}", "title" },
    { "{\"indicators\":[{\"id\":\"X\",\"title\":\"t\",\"measures\":[]}]}", "at X" },
    { "{\"indicators\":[{\"id\":\"X\",\"title\":\"t\",\"mesures\":[]}]}", "mesures" },
    { "{\"indicators\":[{\"id\":\"X\",\"title\":\"t\",\"measures\":[{\"id\":\"m\",\"title\":\"t\"}]}]}", "form" },
    { "{\"indicators\":[{\"id\":\"X\",\"title\":\"t\",\"form\":\"f\",\"measures\":[{\"id\":\"m\",\"title\":\"t\","
      "\"aggregate\":\"average\"}]}]}",
      "average" },
    { "{\"indicators\":[{\"id\":\"X\",\"title\":\"t\",\"form\":\"f\",\"measures\":[{\"id\":\"m\",\"title\":\"t\","
      "\"value\":\"${a} +\"}]}]}",
      "at X" },
    { "{\"indicators\":[{\"id\":\"X\",\"title\":\"t\",\"form\":\"f\",\"tables\":[[\"nowhere\"]],\"measures\":[{"
      "\"id\":\"m\",\"title\":\"t\"}]}]}",
      "nowhere" },
    { "{\"indicators\":[{\"id\":\"X\",\"title\":\"t\",\"form\":\"f\",\"measures\":[{\"id\":\"m\",\"title\":\"t\","
      "\"decimals\":-1}]}]}",
      "decimals" },
    { "{\"indicators\":[]}\n{\"indicators\":[]}", "Line 2: The file is not JSON: something follows its end." },
    { "{\"indicators\":[{\"a\":[]}]} {", "something follows its end" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].json, strlen (cases[i].json));
      g_autoptr (GError) error = NULL;
      g_autoptr (TerrainIndicators) indicators = terrain_indicators_parse (bytes, &error);

      g_assert_null (indicators);
      g_assert_nonnull (error);
      g_assert_true (strstr (error->message, cases[i].word) != NULL);
    }
}

#define SHARE                                                                                                          \
  "{\"dimensions\":{\"zone\":{\"title\":\"Zone\",\"through\":\"zones.csv\",\"match\":\"muni\",\"take\":\"zone\","       \
  "\"value\":{\"f\":\"${muni}\"}},\"why\":{\"title\":\"Why\",\"multiple\":true,\"value\":{\"f\":\"${why}\"}}},"         \
  "\"indicators\":[{\"id\":\"S\",\"title\":\"=Share\",\"form\":\"f\",\"interval\":true,\"several\":true,"               \
  "\"tables\":[[],[\"zone\"],[\"why\"]],\"measures\":["                                                                 \
  "{\"id\":\"yes\",\"title\":\"Yes\",\"aggregate\":\"share\",\"of\":\"${q} = 0 or ${q} = 1\",\"value\":\"${q} = 1\"},"  \
  "{\"id\":\"all\",\"title\":\"All\",\"aggregate\":\"distribution\",\"of\":\"${why} != ''\"}]}]}"

/* Without its lists, which a coordinator's own file may name. */
static TerrainReport *
make_share_report (void)
{
  g_autoptr (GBytes) json = g_bytes_new_static (SHARE, strlen (SHARE));
  static const char zones[] = "name,label,muni,zone,valid_from,valid_to\n1,a,21001,5341,,2027-12-31\n2,b,21001,merged,2028-01-01,\n";
  g_autoptr (GBytes) csv = g_bytes_new_static (zones, strlen (zones));
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainIndicators) indicators = terrain_indicators_parse (json, &error);
  TerrainReport *report;
  GDate today;

  g_assert_no_error (error);
  g_date_set_dmy (&today, 31, G_DATE_DECEMBER, 2028);
  report = terrain_report_new (indicators, &today);
  terrain_report_add_list (report, "zones.csv", csv, &error);
  g_assert_no_error (error);
  return report;
}

static void
add_answers (TerrainReport *report, guint n, const char *day, const char *q, const char *why)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *answers = g_strdup_printf ("<today>%s</today><muni>21001</muni><q>%s</q><why>%s</why>", day, q,
                                                  why);

      report_fixture_add (report, "f", answers);
    }
}

static void
test_shares (void)
{
  g_autoptr (TerrainReport) report = make_share_report ();
  g_autoptr (GPtrArray) tables = NULL;
  g_autofree char *hidden = NULL, *small = NULL, *csv = NULL;
  const TerrainReportCell *cell;

  add_answers (report, 29, "2025-05-01", "1", "a b");
  add_answers (report, 40, "2026-05-01", "0", "a");
  add_answers (report, 5, "2026-05-01", "98", "");
  add_answers (report, 150, "2027-05-01", "1", "a");
  add_answers (report, 50, "2027-05-01", "0", "b");
  add_answers (report, 60, "2028-05-01", "1", "c");
  tables = terrain_report_build (report);
  /* 29 answers are too few to publish, 40 are few; "don't know" is in neither. */
  hidden = report_fixture_print (tables, 0, "", "yes", "2025");
  g_assert_cmpstr (hidden, ==, "‹…›");
  cell = report_fixture_find (tables, 0, "", "yes", "2026");
  g_assert_cmpuint (cell->n, ==, 40);
  g_assert_true (cell->flags & TERRAIN_CELL_SMALL);
  g_assert_true (isnan (cell->evolution));
  cell = report_fixture_find (tables, 0, "", "yes", "2027");
  g_assert_cmpfloat_with_epsilon (cell->value, 75, 1e-9);
  g_assert_cmpfloat_with_epsilon (cell->low, 75 - 1.96 * 3.0619, 0.001);
  g_assert_true (cell->flags & TERRAIN_CELL_SIGNIFICANT);
  g_assert_cmpfloat_with_epsilon (cell->evolution, 75, 1e-9);
  /* The zone is that of the record's day. */
  g_assert_cmpuint (report_fixture_find (tables, 1, "5341", "yes", "2027")->n, ==, 200);
  g_assert_cmpuint (report_fixture_find (tables, 1, "merged", "yes", "2028")->n, ==, 60);
  g_assert_cmpuint (report_fixture_find (tables, 1, "merged", "yes", "2027")->n, ==, 0);
  /* Several answers of one person count each, of those who answered. */
  g_assert_cmpfloat_with_epsilon (report_fixture_find (tables, 2, "b", "all", "2027")->value, 25, 1e-9);
  g_assert_cmpuint (report_fixture_find (tables, 2, "b", "all", "2027")->n, ==, 200);
  small = terrain_report_table_to_text (g_ptr_array_index (tables, 0));
  g_assert_true (strstr (small, "too few answers") != NULL && strstr (small, "Several answers") != NULL);
  /* A spreadsheet must not take a text for a formula. */
  csv = terrain_report_table_to_csv (g_ptr_array_index (tables, 0), TRUE);
  g_assert_true (strstr (csv, "\"'=Share\"") != NULL);
}

static void
test_twice (void)
{
  g_autoptr (TerrainReport) report = make_share_report ();
  static const char text[] = "<data id='f'><today>2027-05-01</today><q>1</q><meta><instanceID>uuid:a</instanceID></meta></data>";
  static const char old[] = "<data id='f'><today>2027-05-01</today><q>1</q><meta><instanceID>uuid:b</instanceID></meta></data>";
  g_autoptr (GBytes) xml = g_bytes_new_static (text, strlen (text));
  g_autoptr (GBytes) replaced = g_bytes_new_static (old, strlen (old));
  g_autoptr (GBytes) broken = g_bytes_new_static ("<data id='f'>", 13);
  g_autoptr (GBytes) anonymous = g_bytes_new_static ("<data/>", 7);
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_report_wants (report, "f"));
  g_assert_false (terrain_report_wants (report, "lisa_intake"));
  terrain_report_supersede (report, "uuid:b");
  g_assert_true (terrain_report_add (report, NULL, NULL, xml, &error));
  g_assert_true (terrain_report_add (report, NULL, NULL, xml, &error));
  g_assert_true (terrain_report_add (report, NULL, NULL, replaced, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (terrain_report_get_n_records (report), ==, 1);
  g_assert_false (terrain_report_add (report, NULL, NULL, broken, &error));
  g_assert_error (error, TERRAIN_REPORT_ERROR, TERRAIN_REPORT_ERROR_RECORD);
  g_clear_error (&error);
  g_assert_false (terrain_report_add (report, NULL, NULL, anonymous, &error));
  g_assert_error (error, TERRAIN_REPORT_ERROR, TERRAIN_REPORT_ERROR_RECORD);
}

static void
test_ranges (void)
{
  g_autoptr (TerrainReport) report = make_share_report ();
  g_autoptr (GPtrArray) tables = NULL;
  const TerrainReportTable *table;
  GDate from, to;

  g_date_set_dmy (&from, 1, G_DATE_MARCH, 2028);
  g_date_set_dmy (&to, 31, G_DATE_MAY, 2028);
  terrain_report_set_range (report, &from, &to);
  terrain_report_compare (report, 2026);
  add_answers (report, 100, "2026-03-01", "1", "");
  add_answers (report, 7, "2026-06-01", "1", "");
  add_answers (report, 7, "2027-04-01", "1", "");
  add_answers (report, 50, "2028-05-31", "0", "");
  tables = terrain_report_build (report);
  table = g_ptr_array_index (tables, 0);
  g_assert_cmpuint (terrain_report_table_get_n_columns (table), ==, 2);
  g_assert_cmpstr (table->columns[0], ==, "2026-03-01 – 2026-05-31");
  g_assert_cmpuint (terrain_report_table_get (table, 0, 0, 0)->n, ==, 100);
  g_assert_cmpuint (terrain_report_table_get (table, 0, 0, 1)->n, ==, 50);
  g_assert_cmpfloat_with_epsilon (terrain_report_table_get (table, 0, 0, 1)->evolution, -100, 1e-9);
}

static void
test_repeats (void)
{
  g_autoptr (TerrainReport) report = report_fixture_new ("D-49", 2024);
  const char *const days[] = { "2024-01-01", "2024-03-15", "2024-12-01" };
  g_autoptr (GPtrArray) tables = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *answers = g_strdup_printf ("<n_when>%sT10:00:00.000+01:00</n_when><n_cat>syringe</n_cat>"
                                                  "<n_muni>21001</n_muni><n_street>s</n_street><n_closed>%s</n_closed>",
                                                  days[2 - i], i == 0 ? "2024-12-31" : "");

      report_fixture_add (report, "lisa_nuisance", answers);
    }
  tables = terrain_report_build (report);
  g_assert_cmpfloat_with_epsilon (report_fixture_find (tables, 0, "", "again", "2024")->value, 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (report_fixture_find (tables, 0, "", "open", "2024")->value, 2, 1e-9);
  g_assert_cmpfloat_with_epsilon (report_fixture_find (tables, 6, "5341", "reports", "2024")->value, 3, 1e-9);
}

static gboolean
feed (TerrainReport *report, gpointer user_data, GCancellable *cancellable, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  add_answers (report, GPOINTER_TO_UINT (user_data), "2027-05-01", "1", "a");
  return TRUE;
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_async (void)
{
  g_autoptr (TerrainReport) report = make_share_report ();
  g_autoptr (TerrainReport) other = make_share_report ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL, cancelled = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tables = NULL, none = NULL;

  terrain_report_run_async (report, feed, GUINT_TO_POINTER (60), NULL, NULL, keep_result, &result);
  g_cancellable_cancel (cancellable);
  terrain_report_run_async (other, feed, GUINT_TO_POINTER (60), NULL, cancellable, keep_result, &cancelled);
  while (result == NULL || cancelled == NULL)
    g_main_context_iteration (NULL, TRUE);
  tables = terrain_report_run_finish (report, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report_fixture_find (tables, 0, "", "yes", "2027")->n, ==, 60);
  none = terrain_report_run_finish (other, cancelled, &error);
  g_assert_null (none);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/evolution/rounding", test_rounding);
  g_test_add_func ("/report/evolution/formats", test_formats);
  g_test_add_func ("/report/evolution/verdicts", test_verdicts);
  g_test_add_func ("/report/definitions/shipped", test_shipped);
  g_test_add_func ("/report/definitions/bad", test_bad_definitions);
  g_test_add_func ("/report/shares", test_shares);
  g_test_add_func ("/report/twice", test_twice);
  g_test_add_func ("/report/ranges", test_ranges);
  g_test_add_func ("/report/repeats", test_repeats);
  g_test_add_func ("/report/async", test_async);
  report_add_golden_tests ();
  report_add_narrow_tests ();
  return g_test_run ();
}
