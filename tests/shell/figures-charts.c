/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "terrain-chart-data.h"
#include "terrain-chart-scale.h"
#include "terrain-figures-range.h"

/* The arithmetic of charts and days, without a display. */

static void
check_ticks (double      least,
             double      most,
             guint       max_ticks,
             gboolean    whole,
             const char *expected)
{
  TerrainChartScale scale;
  g_autoptr (GString) ticks = g_string_new (NULL);

  terrain_chart_scale_choose (&scale, least, most, max_ticks, whole);
  for (guint i = 0; i < scale.n_ticks; i++)
    g_string_append_printf (ticks, "%s%.*f", i > 0 ? " " : "", (int) scale.decimals,
                            terrain_chart_scale_get_tick (&scale, i));
  g_assert_cmpstr (ticks->str, ==, expected);
}

static void
test_ticks (void)
{
  check_ticks (11553, 20242, 6, TRUE, "0 5000 10000 15000 20000 25000");
  check_ticks (0, 3, 6, TRUE, "0 1 2 3");
  check_ticks (0, 1, 6, TRUE, "0 1");
  check_ticks (0, 0.7, 5, FALSE, "0.0 0.2 0.4 0.6 0.8");
  check_ticks (-35, 118, 6, FALSE, "-50 0 50 100 150");
  check_ticks (-3, -1, 4, TRUE, "-3 -2 -1 0");
  check_ticks (100, 100, 3, FALSE, "0 50 100");
  check_ticks (NAN, NAN, 5, TRUE, "0 1");
  check_ticks (INFINITY, -INFINITY, 5, FALSE, "0.0 0.5 1.0");
}

/* Whatever the numbers: all are on the axis, 0 is a tick, and there are no more ticks than have room, but for both
 * sides of 0. */
static void
test_ticks_at_random (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      double size = pow (10, g_test_rand_double_range (-6, 12));
      double least = g_test_rand_double_range (-size, size), most = least + g_test_rand_double_range (0, size);
      guint max_ticks = (guint) g_test_rand_int_range (2, 12);
      TerrainChartScale scale;
      gboolean has_zero = FALSE;

      terrain_chart_scale_choose (&scale, least, most, max_ticks, FALSE);
      g_assert_cmpfloat (scale.low, <=, fmin (least, 0) + size * 1e-6);
      g_assert_cmpfloat (scale.high, >=, fmax (most, 0) - size * 1e-6);
      g_assert_cmpuint (scale.n_ticks, >=, 2);
      g_assert_cmpuint (scale.n_ticks, <=, MAX (max_ticks, 3));
      for (guint j = 0; j < scale.n_ticks; j++)
        has_zero = has_zero || fabs (terrain_chart_scale_get_tick (&scale, j)) < scale.step / 1000;
      g_assert_true (has_zero);
      g_assert_cmpfloat (terrain_chart_scale_place (&scale, most), <=, 1 + 1e-6);
      g_assert_cmpfloat (terrain_chart_scale_place (&scale, least), >=, -1e-6);
    }
}

static void
test_labels (void)
{
  TerrainChartFit fit = terrain_chart_fit_labels (40, 16, 60, 12);

  g_assert_false (fit.is_turned);
  g_assert_cmpuint (fit.every, ==, 1);
  fit = terrain_chart_fit_labels (40, 16, 30, 12);
  g_assert_false (fit.is_turned);
  g_assert_cmpuint (fit.every, ==, 2);
  fit = terrain_chart_fit_labels (60, 16, 20, 24);
  g_assert_true (fit.is_turned);
  g_assert_cmpuint (fit.every, ==, 1);
  fit = terrain_chart_fit_labels (60, 16, 3, 400);
  g_assert_true (fit.is_turned);
  g_assert_cmpfloat (fit.every * 3.0, >=, 16);
  fit = terrain_chart_fit_labels (4000, 16, 100, 1);
  g_assert_false (fit.is_turned);
}

/* Straight or turned, thinned or not: no label reaches into the next one. */
static void
test_labels_never_overlap (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      double widest = g_test_rand_double_range (5, 300), height = g_test_rand_double_range (8, 60);
      double slot = g_test_rand_double_range (0.5, 200);
      TerrainChartFit fit = terrain_chart_fit_labels (widest, height, slot, 50);

      g_assert_cmpfloat (fit.every * slot, >=, (fit.is_turned ? height : widest) - 1e-9);
    }
}

static void
test_spread (void)
{
  double apart[] = { 10, 100, 50 };
  double together[] = { 50, 50, 50, 51 };
  double low[] = { 0, 0 };
  double crowded[] = { 5, 5, 5, 5, 5 };

  terrain_chart_spread (apart, 3, 20, 0, 200);
  g_assert_cmpfloat (apart[0], ==, 10);
  g_assert_cmpfloat (apart[1], ==, 100);
  terrain_chart_spread (together, 4, 20, 0, 90);
  for (guint i = 0; i < 4; i++)
    {
      g_assert_cmpfloat (together[i], >=, 0);
      g_assert_cmpfloat (together[i], <=, 90);
      for (guint j = 0; j < i; j++)
        g_assert_cmpfloat (fabs (together[i] - together[j]), >=, 20 - 1e-9);
    }
  terrain_chart_spread (low, 2, 16, 0, 100);
  g_assert_cmpfloat (fabs (low[0] - low[1]), >=, 16);
  terrain_chart_spread (crowded, 5, 20, 0, 40);
  g_assert_cmpfloat (fabs (crowded[0] - crowded[1]), >=, 10 - 1e-9);
  terrain_chart_spread (NULL, 0, 20, 0, 40);
}

/* Days */

static void
set_day (GDate *date,
         guint  year,
         guint  month,
         guint  day)
{
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

static void
check_days (TerrainFiguresPeriod  period,
            TerrainFiguresCompare compare,
            const char           *days,
            const char           *compared)
{
  GDate today, from, to, first, last;
  char text[64] = "";

  set_day (&today, 2026, 11, 22);
  if (terrain_figures_get_days (period, &today, &from, &to))
    {
      g_date_strftime (text, sizeof text, "%Y-%m-%d ", &from);
      g_date_strftime (text + strlen (text), sizeof text - strlen (text), "%Y-%m-%d", &to);
    }
  g_assert_cmpstr (text, ==, days);
  text[0] = '\0';
  if (terrain_figures_get_compared (compare, period, &from, &to, &first, &last))
    {
      g_date_strftime (text, sizeof text, "%Y-%m-%d ", &first);
      g_date_strftime (text + strlen (text), sizeof text - strlen (text), "%Y-%m-%d", &last);
    }
  g_assert_cmpstr (text, ==, compared);
}

/* What is not over is compared with as many days. */
static void
test_days (void)
{
  check_days (TERRAIN_FIGURES_ALL, TERRAIN_FIGURES_WITH_BEFORE, "", "");
  check_days (TERRAIN_FIGURES_THIS_MONTH, TERRAIN_FIGURES_WITH_BEFORE, "2026-11-01 2026-11-22",
              "2026-10-01 2026-10-22");
  check_days (TERRAIN_FIGURES_LAST_MONTH, TERRAIN_FIGURES_WITH_BEFORE, "2026-10-01 2026-10-31",
              "2026-09-01 2026-09-30");
  check_days (TERRAIN_FIGURES_LAST_MONTH, TERRAIN_FIGURES_WITH_LAST_YEAR, "2026-10-01 2026-10-31",
              "2025-10-01 2025-10-31");
  check_days (TERRAIN_FIGURES_THIS_QUARTER, TERRAIN_FIGURES_WITH_BEFORE, "2026-10-01 2026-11-22",
              "2026-07-01 2026-08-22");
  check_days (TERRAIN_FIGURES_THIS_YEAR, TERRAIN_FIGURES_WITH_LAST_YEAR, "2026-01-01 2026-11-22",
              "2025-01-01 2025-11-22");
  check_days (TERRAIN_FIGURES_LAST_YEAR, TERRAIN_FIGURES_WITH_BEFORE, "2025-01-01 2025-12-31",
              "2024-01-01 2024-12-31");
  check_days (TERRAIN_FIGURES_LAST_YEAR, TERRAIN_FIGURES_ALONE, "2025-01-01 2025-12-31", "");
}

static void
test_own_days (void)
{
  GDate from, to, first, last, none;

  set_day (&from, 2024, 2, 20);
  set_day (&to, 2024, 2, 29);
  g_date_clear (&none, 1);
  g_assert_true (terrain_figures_get_compared (TERRAIN_FIGURES_WITH_BEFORE, TERRAIN_FIGURES_OWN_DAYS, &from, &to,
                                               &first, &last));
  g_assert_cmpint (g_date_days_between (&first, &last), ==, 9);
  g_assert_cmpint (g_date_days_between (&last, &from), ==, 1);
  g_assert_true (terrain_figures_get_compared (TERRAIN_FIGURES_WITH_LAST_YEAR, TERRAIN_FIGURES_OWN_DAYS, &from, &to,
                                               &first, &last));
  g_assert_cmpuint (g_date_get_day (&last), ==, 28);
  g_assert_false (terrain_figures_get_compared (TERRAIN_FIGURES_WITH_BEFORE, TERRAIN_FIGURES_OWN_DAYS, &from, &none,
                                                &first, &last));
  g_assert_false (terrain_figures_get_compared (TERRAIN_FIGURES_WITH_BEFORE, TERRAIN_FIGURES_OWN_DAYS, &to, &from,
                                                &first, &last));
}

static void
test_read_day (void)
{
  static const char *const bad[] = { "", "2024", "2024-13-01", "2024-02-30", "0000-01-01", "yesterday", "2024-1",
                                     "\xff\xfe", "99999999999999999999999999999999999999999999999999999" };
  GDate day;

  g_assert_true (terrain_figures_read_day (" 2024-02-29 ", &day));
  g_assert_cmpuint (g_date_get_day (&day), ==, 29);
  g_assert_true (terrain_figures_read_day ("2024-1-5", &day));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (terrain_figures_read_day (bad[i], &day));
}

/* Data */

#define DEFINITIONS \
  "{\"dimensions\":{\"at\":{\"title\":\"Place\",\"value\":{\"f\":\"${at}\"}}}," \
  "\"indicators\":[{\"id\":\"X\",\"title\":\"X\",\"form\":\"f\",\"tables\":[[\"at\"]]," \
  "\"measures\":[{\"id\":\"n\",\"title\":\"Records\",\"aggregate\":\"count\"}]}]}"

static GPtrArray *
make_tables (guint n_places)
{
  g_autoptr (GBytes) json = g_bytes_new_static (DEFINITIONS, strlen (DEFINITIONS));
  g_autoptr (TerrainIndicators) indicators = terrain_indicators_parse (json, NULL);
  g_autoptr (TerrainReport) report = NULL;
  GDate today;

  set_day (&today, 2023, 6, 30);
  report = terrain_report_new (indicators, &today);
  terrain_report_hide_below (report, 5);
  for (guint year = 2022; year <= 2023; year++)
    for (guint i = 0; i < n_places; i++)
      for (guint j = 0; j < 3 + i; j++)
        {
          g_autofree char *text
            = g_strdup_printf ("<data id='f'><at>p%02u</at><today>%u-05-05</today></data>", i, year);
          g_autoptr (GBytes) xml = g_bytes_new (text, strlen (text));

          g_assert_true (terrain_report_add (report, NULL, NULL, xml, NULL));
        }
  return terrain_report_build (report);
}

static void
test_data (void)
{
  g_autoptr (GPtrArray) tables = make_tables (6);
  g_autoptr (TerrainChartData) rows = terrain_chart_data_new (g_ptr_array_index (tables, 0), 0, TERRAIN_CHART_ROWS, 4);
  g_autoptr (TerrainChartData) periods
    = terrain_chart_data_new (g_ptr_array_index (tables, 0), 0, TERRAIN_CHART_PERIODS, 10);
  double least, most;

  /* The four largest of six places, in their order, and no total among them. */
  g_assert_cmpuint (terrain_chart_data_get_n_categories (rows), ==, 4);
  g_assert_cmpuint (terrain_chart_data_get_n_left_out (rows), ==, 2);
  g_assert_cmpuint (terrain_chart_data_get_n_series (rows), ==, 2);
  g_assert_cmpstr (terrain_chart_data_get_category (rows, 0), ==, "p02");
  g_assert_cmpstr (terrain_chart_data_get_series (rows, 1), ==, "2023");
  g_assert_cmpfloat (terrain_chart_data_get (rows, 1, 3)->value, ==, 8);
  g_assert_true (terrain_chart_data_get (rows, 1, 3)->is_partial);
  g_assert_false (terrain_chart_data_get (rows, 0, 3)->is_partial);
  g_assert_nonnull (strstr (terrain_chart_data_get (rows, 1, 3)->spoken, "p05, 2023"));
  g_assert_nonnull (strstr (terrain_chart_data_get (rows, 1, 3)->spoken, "not complete"));
  g_assert_true (terrain_chart_data_get_bounds (rows, &least, &most));
  g_assert_cmpfloat (most, ==, 8);

  /* What is hidden has no place on the axis, and is said to be hidden. */
  g_assert_cmpuint (terrain_chart_data_get_n_series (periods), ==, 6);
  g_assert_true (isnan (terrain_chart_data_get (periods, 0, 0)->value));
  g_assert_nonnull (strstr (terrain_chart_data_get (periods, 0, 0)->spoken, "not shown"));
}

static void
test_no_data (void)
{
  g_autoptr (GPtrArray) tables = make_tables (0);
  g_autoptr (TerrainChartData) data = terrain_chart_data_new (g_ptr_array_index (tables, 0), 0, TERRAIN_CHART_ROWS, 4);
  double least, most;

  g_assert_cmpuint (terrain_chart_data_get_n_categories (data), ==, 0);
  g_assert_false (terrain_chart_data_get_bounds (data, &least, &most));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figures/ticks", test_ticks);
  g_test_add_func ("/figures/ticks-at-random", test_ticks_at_random);
  g_test_add_func ("/figures/labels", test_labels);
  g_test_add_func ("/figures/labels-never-overlap", test_labels_never_overlap);
  g_test_add_func ("/figures/spread", test_spread);
  g_test_add_func ("/figures/days", test_days);
  g_test_add_func ("/figures/own-days", test_own_days);
  g_test_add_func ("/figures/read-day", test_read_day);
  g_test_add_func ("/figures/data", test_data);
  g_test_add_func ("/figures/no-data", test_no_data);
  return g_test_run ();
}
