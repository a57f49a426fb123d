/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <time.h>
#include <terrain-xlsform.h>

#include "workbook.h"

/*
 * speed [RUNS]: how long a workbook of 2,000 rows in two languages with 1,000 choices takes from bytes to XForm. Prints
 * one line of JSON with the medians by the clock and by the processor. The limit is on the second: a busy machine makes
 * everything slow by the clock.
 */
#define ROWS 2000

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
make_workbook (void)
{
  static const char *const headers[]
    = { "type", "name", "label::English (en)", "label::Français (fr)", "relevant", "constraint" };
  g_autoptr (GString) rows = g_string_new ("<row>");
  g_autoptr (Workbook) workbook = workbook_new ();

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    add_text (rows, headers[i]);
  g_string_append (rows, "</row>");
  for (guint n = 0; n < ROWS; n++)
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

static int
compare (const void *a, const void *b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return first < second ? -1 : first > second;
}

int
main (int argc, char **argv)
{
  guint runs = argc > 1 ? (guint) CLAMP (atoi (argv[1]), 1, 1000) : 11;
  g_autoptr (GBytes) bytes = make_workbook ();
  g_autofree gint64 *times = g_new (gint64, runs);
  g_autofree gint64 *worked = g_new (gint64, runs);

  for (guint i = 0; i < runs; i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 start = g_get_monotonic_time ();
      clock_t begun = clock ();
      g_autoptr (TerrainSpreadsheet) spreadsheet = terrain_spreadsheet_new_from_xlsx (bytes, &error);
      g_autoptr (TerrainXlsform) form = NULL;

      g_assert_no_error (error);
      add_choices (spreadsheet);
      form = terrain_xlsform_compile (spreadsheet, "speed", NULL);
      times[i] = g_get_monotonic_time () - start;
      worked[i] = (gint64) (clock () - begun) * G_USEC_PER_SEC / CLOCKS_PER_SEC;
      for (guint j = 0; terrain_xlsform_get_xml (form) == NULL && j < terrain_xlsform_get_issues (form)->len; j++)
        g_error ("%s", ((TerrainSheetIssue *) g_ptr_array_index (terrain_xlsform_get_issues (form), j))->message);
    }
  qsort (times, runs, sizeof *times, compare);
  qsort (worked, runs, sizeof *worked, compare);
  g_print ("{\"bench\":\"xlsform\",\"rows\":%d,\"count\":%u,\"median_us\":%" G_GINT64_FORMAT
           ",\"median_cpu_us\":%" G_GINT64_FORMAT "}\n", ROWS, runs, times[runs / 2], worked[runs / 2]);
  /* What a coordinator still takes for at once. */
  return worked[runs / 2] < 200000 ? 0 : 1;
}
