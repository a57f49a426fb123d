/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-fixture.h"

#include <string.h>

static GBytes *
load (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("TERRAIN_SOURCE"), "data", folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (text, length);
}

static TerrainReport *
make (GBytes *json, GDateYear year)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainIndicators) indicators = terrain_indicators_parse (json, &error);
  g_auto (GStrv) lists = NULL;
  TerrainReport *report;
  GDate today;

  g_assert_no_error (error);
  g_date_set_dmy (&today, 31, G_DATE_DECEMBER, year);
  report = terrain_report_new (indicators, &today);
  lists = terrain_indicators_dup_lists (indicators);
  for (guint i = 0; lists[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename ("lists", lists[i], NULL);
      g_autoptr (GBytes) csv = load ("forms", path);

      g_assert_true (terrain_report_add_list (report, lists[i], csv, &error));
      g_assert_no_error (error);
    }
  return report;
}

TerrainReport *
report_fixture_new (const char *indicator, GDateYear year)
{
  g_autoptr (GBytes) json = load ("reports", "indicators.json");
  TerrainReport *report = make (json, year);
  g_autoptr (GError) error = NULL;

  if (indicator != NULL)
    terrain_report_select (report, indicator, &error);
  g_assert_no_error (error);
  return report;
}

TerrainReport *
report_fixture_new_from_text (const char *json, GDateYear year)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (json, strlen (json));

  return make (bytes, year);
}

void
report_fixture_add (TerrainReport *report, const char *form, const char *answers)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (GError) error = NULL;

  text = g_strdup_printf ("<data xmlns:orx=\"http://openrosa.org/xforms\" id=\"%s\" version=\"1\">%s<orx:meta>"
                          "<orx:instanceID>uuid:%u</orx:instanceID></orx:meta></data>",
                          form, answers, terrain_report_get_n_records (report));
  xml = g_bytes_new (text, strlen (text));
  terrain_report_add (report, NULL, NULL, xml, &error);
  g_assert_no_error (error);
}

static void
find (GPtrArray *tables, guint table, const char *key, const char *measure, const char *period, guint *row_index,
      guint *measure_index, guint *column_index)
{
  const TerrainReportTable *it = g_ptr_array_index (tables, table);

  for (*row_index = 0; *row_index < it->rows->len; (*row_index)++)
    {
      const TerrainReportRow *row = g_ptr_array_index (it->rows, *row_index);
      g_autofree char *keys = g_strjoinv ("/", row->keys);

      if (g_str_equal (key, row->is_like_for_like ? "like-for-like" : row->is_total ? "total" : keys))
        break;
    }
  for (*measure_index = 0; *measure_index < it->measures->len; (*measure_index)++)
    if (g_str_equal (measure, ((TerrainReportMeasure *) g_ptr_array_index (it->measures, *measure_index))->id))
      break;
  for (*column_index = 0; it->columns[*column_index] != NULL; (*column_index)++)
    if (g_str_equal (it->columns[*column_index], period))
      break;
}

const TerrainReportCell *
report_fixture_find (GPtrArray *tables, guint table, const char *key, const char *measure, const char *period)
{
  const TerrainReportCell *cell;
  guint row, column, index;

  find (tables, table, key, measure, period, &row, &index, &column);
  cell = terrain_report_table_get (g_ptr_array_index (tables, table), row, index, column);
  g_assert_nonnull (cell);
  return cell;
}

char *
report_fixture_print (GPtrArray *tables, guint table, const char *key, const char *measure, const char *period)
{
  const TerrainReportTable *it = g_ptr_array_index (tables, table);
  g_autofree char *value = NULL, *evolution = NULL;
  guint row, column, index;

  find (tables, table, key, measure, period, &row, &index, &column);
  value = terrain_report_table_format_value (it, row, index, column);
  evolution = terrain_report_table_format_evolution (it, row, index, column);
  return *evolution != '\0' ? g_strconcat (value, " ", evolution, NULL) : g_steal_pointer (&value);
}
