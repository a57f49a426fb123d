/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>
#include <terrain-xlsform.h>

/* What is said of a sheet that is wrong: cases as text in errors/, one for each message of the compiler. */
typedef struct
{
  char *code;
  char *path; /* file:line */
  TerrainSpreadsheet *spreadsheet;
  GPtrArray *expected; /* "error survey!A2" or "says WORD" */
  char *sheet;         /* of the table that is read */
  guint row;
} Case;

static const char *const files[] = { "survey.txt", "choices.txt", "entities.txt" };
/* Said by the readers, which tests/xlsform/reading.c has. */
static const char *const of_readers[]
  = { "csv-quote", "sheet-hidden", "cells-merged", "cell-error", "formula-value", "cell-long", "name-long", "nesting",
      "languages", "form-too-large", NULL };

static void
case_free (Case *one)
{
  g_free (one->code);
  g_free (one->path);
  g_free (one->sheet);
  terrain_spreadsheet_unref (one->spreadsheet);
  g_ptr_array_unref (one->expected);
  g_free (one);
}

/* "| | a | b |": a row of the sheet named last, "| name |" names one. */
static void
read_row (Case *one, const char *line)
{
  g_auto (GStrv) cells = g_strsplit (line + 1, "|", -1);
  const char *first = g_strstrip (cells[0]);

  if (*first != '\0')
    {
      g_free (one->sheet);
      one->sheet = g_strdup (first);
      one->row = 0;
      terrain_spreadsheet_add_sheet (one->spreadsheet, first);
      return;
    }
  one->row++;
  for (guint i = 1; cells[i] != NULL; i++)
    terrain_spreadsheet_add_cell (one->spreadsheet, one->sheet, one->row, i, g_strstrip (cells[i]));
}

static GPtrArray *
read_cases (void)
{
  GPtrArray *cases = g_ptr_array_new_with_free_func ((GDestroyNotify) case_free);

  for (guint f = 0; f < G_N_ELEMENTS (files); f++)
    {
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "xlsform", "errors", files[f], NULL);
      g_autofree char *text = NULL;
      g_auto (GStrv) lines = NULL;
      Case *one = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      lines = g_strsplit (text, "\n", -1);
      for (guint i = 0; lines[i] != NULL; i++)
        {
          if (g_str_has_prefix (lines[i], "# "))
            {
              one = g_new0 (Case, 1);
              one->code = g_strdup (lines[i] + 2);
              one->path = g_strdup_printf ("/xlsform/errors/%s/%s:%u", one->code, files[f], i + 1);
              one->spreadsheet = terrain_spreadsheet_new ();
              one->expected = g_ptr_array_new_with_free_func (g_free);
              g_ptr_array_add (cases, one);
            }
          else if (*lines[i] == '|')
            read_row (one, lines[i]);
          else if (*lines[i] == '>')
            g_ptr_array_add (one->expected, g_strdup (lines[i] + 2));
        }
    }
  return cases;
}

static gboolean
is_said (GPtrArray *issues, const char *code, const char *expected)
{
  for (guint i = 0; i < issues->len; i++)
    {
      const TerrainSheetIssue *issue = g_ptr_array_index (issues, i);
      g_autofree char *place = terrain_sheet_issue_get_place (issue);
      g_autofree char *said
        = g_strdup_printf ("%s%s%s", issue->severity == TERRAIN_SHEET_ISSUE_ERROR ? "error" : "warning",
                           *place != '\0' ? " " : "", place);

      if (!g_str_equal (issue->code, code))
        continue;
      if (g_str_equal (said, expected))
        return TRUE;
      if (g_str_has_prefix (expected, "says ") && strstr (issue->message, expected + 5) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (TerrainXlsform) form = terrain_xlsform_compile (one->spreadsheet, "form", NULL);
  GPtrArray *issues = terrain_xlsform_get_issues (form);
  gboolean refused = FALSE, missed = FALSE;

  g_assert_cmpuint (one->expected->len, >, 0);
  for (guint i = 0; i < one->expected->len; i++)
    {
      const char *expected = g_ptr_array_index (one->expected, i);

      refused |= g_str_has_prefix (expected, "error");
      if (!is_said (issues, one->code, expected))
        {
          missed = TRUE;
          g_test_message ("not said: %s [%s]", expected, one->code);
        }
    }
  for (guint i = 0; missed && i < issues->len; i++)
    {
      const TerrainSheetIssue *issue = g_ptr_array_index (issues, i);
      g_autofree char *place = terrain_sheet_issue_get_place (issue);

      g_test_message ("  said: %s [%s] %s", place, issue->code, issue->message);
    }
  g_assert_false (missed);
  g_assert_true (refused == (terrain_xlsform_get_xml (form) == NULL));
}

/* How often the sources name @code where they say something. */
static void
count_codes (GHashTable *counts, const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("(?:terrain_compile_error|terrain_compile_warn|\\bsay|issue_list_take)\\s*"
                                          "\\([^;\"]*?\"([a-z-]+)\"\\s*,",
                                          0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      char *code = g_match_info_fetch (match, 1);
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, code));

      g_hash_table_insert (counts, code, GUINT_TO_POINTER (count + 1));
    }
}

/* Every message has a case: a new one needs a new one. */
static void
test_complete (gconstpointer data)
{
  GPtrArray *cases = (GPtrArray *) data;
  g_autofree char *folder = g_build_filename (g_getenv ("TERRAIN_SOURCE"), "app", "xlsform", NULL);
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GHashTableIter iter;
  gpointer code, count;
  guint missing = 0;
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;

      if (g_str_has_suffix (name, ".c") && g_file_get_contents (path, &text, NULL, NULL))
        count_codes (counts, text);
    }
  g_assert_cmpuint (g_hash_table_size (counts), >, 80);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &code, &count))
    {
      guint found = 0;

      for (guint i = 0; i < cases->len; i++)
        found += g_str_equal (((const Case *) g_ptr_array_index (cases, i))->code, code);
      if (found >= GPOINTER_TO_UINT (count) || g_strv_contains (of_readers, code))
        continue;
      missing++;
      g_test_message ("“%s” has %u messages and %u cases", (const char *) code, GPOINTER_TO_UINT (count), found);
    }
  g_assert_cmpuint (missing, ==, 0);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) cases = NULL;

  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  cases = read_cases ();
  for (guint i = 0; i < cases->len; i++)
    {
      const Case *one = g_ptr_array_index (cases, i);

      g_test_add_data_func (one->path, one, test_case);
    }
  g_test_add_data_func ("/xlsform/errors/complete", cases, test_complete);
  return g_test_run ();
}
