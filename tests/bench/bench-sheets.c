/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-cases.h"

#include <terrain-xlsform.h>

#include "workbook.h"

/* A workbook of 2,000 rows in two languages with 1,000 choices, from its bytes to an XForm. */

static void
add_text (GString *row, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (row, "<c t=\"inlineStr\"><is><t>%s</t></is></c>", escaped);
}

static void
add_row (GString *rows, guint n)
{
  g_autofree char *name = g_strdup_printf ("%s%u", n % 50 == 0 ? "g" : "q", n);
  g_autofree char *label = g_strdup_printf (n % 50 > 2 && n % 7 == 0 ? "Question %u after ${q%u}" : "Question %u", n,
                                            n - 1);
  g_autofree char *relevant = g_strdup_printf ("${q1} != '' and ${q2} > %u", n);

  g_string_append (rows, "<row>");
  add_text (rows, n % 50 == 0 ? "begin group" : n % 50 == 49 ? "end group" : n % 7 == 1 ? "select_one towns" : "text");
  if (n % 50 != 49)
    {
      add_text (rows, name);
      add_text (rows, label);
      add_text (rows, label);
      add_text (rows, n % 50 > 2 && n > 50 ? relevant : "true()");
      add_text (rows, n % 7 == 1 ? "" : "string-length(.) < 100");
    }
  g_string_append (rows, "</row>");
}

static GBytes *
make_workbook (guint n_rows)
{
  static const char *const headers[]
    = { "type", "name", "label::English (en)", "label::Français (fr)", "relevant", "constraint" };
  g_autoptr (GString) rows = g_string_new ("<row>");
  g_autoptr (Workbook) workbook = workbook_new ();

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    add_text (rows, headers[i]);
  g_string_append (rows, "</row>");
  for (guint n = 0; n < n_rows; n++)
    add_row (rows, n);
  workbook_add_sheet (workbook, rows->str, "");
  return workbook_finish (workbook);
}

static void
add_choices (TerrainSpreadsheet *spreadsheet)
{
  static const char *const headers[] = { "list_name", "name", "label::English (en)", "label::Français (fr)", "region" };

  for (guint column = 0; column < G_N_ELEMENTS (headers); column++)
    terrain_spreadsheet_add_cell (spreadsheet, "choices", 1, column + 1, headers[column]);
  for (guint row = 2; row < 1002; row++)
    for (guint column = 1; column <= G_N_ELEMENTS (headers); column++)
      {
        g_autofree char *text = column == 1 ? g_strdup ("towns") : g_strdup_printf ("t%u", row);

        terrain_spreadsheet_add_cell (spreadsheet, "choices", row, column, text);
      }
}

static void
run_compile (gpointer bytes)
{
  g_autoptr (TerrainSpreadsheet) spreadsheet = terrain_spreadsheet_new_from_xlsx (bytes, NULL);
  g_autoptr (TerrainXlsform) form = NULL;

  bench_check (spreadsheet != NULL);
  add_choices (spreadsheet);
  form = terrain_xlsform_compile (spreadsheet, "speed", NULL);
  bench_check (terrain_xlsform_get_xml (form) != NULL);
}

void
bench_sheets (const BenchOptions *options)
{
  g_autoptr (GBytes) bytes = make_workbook (options->tiny ? 100 : 2000);
  g_autoptr (BenchSeries) series = bench_repeat (run_compile, bytes, options->tiny ? 1 : 11);

  bench_report ("XLSForm of 2,000 rows", "to an XForm", series);
}
