/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-preview-issue.h"

void
terrain_preview_issue_free (TerrainPreviewIssue *issue)
{
  g_free (issue->place);
  g_free (issue->ref);
  g_free (issue->message);
  g_free (issue);
}

GPtrArray *
terrain_preview_issues_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_preview_issue_free);
}

static void
add (GPtrArray           *issues,
     TerrainIssueSeverity severity,
     char                *place,
     const char          *ref,
     const char          *message)
{
  TerrainPreviewIssue *issue = g_new0 (TerrainPreviewIssue, 1);

  issue->severity = severity;
  issue->place = place;
  issue->ref = g_strdup (ref);
  issue->message = g_strdup (message);
  g_ptr_array_add (issues, issue);
}

void
terrain_preview_issues_add (GPtrArray           *issues,
                            TerrainIssueSeverity severity,
                            const char          *place,
                            const char          *message)
{
  add (issues, severity, g_strdup (place ? place : ""), NULL, message);
}

/* In words, by the parts a spreadsheet program shows; the last parts are left out where they are not known. */
static char *
describe_cell (const char *sheet,
               guint       row,
               guint       column)
{
  if (!sheet)
    return g_strdup ("");
  if (row == 0)
    /* Translators: %s is the name of a sheet of a spreadsheet. */
    return g_strdup_printf (_("Sheet %s"), sheet);
  if (column == 0)
    return g_strdup_printf (_("Sheet %s, row %u"), sheet, row);

  g_autofree char *letters = terrain_sheet_column_letters (column);
  /* Translators: the last %s is the letter of a column. */
  return g_strdup_printf (_("Sheet %s, row %u, column %s"), sheet, row, letters);
}

static guint
get_sheet_rank (const char *sheet)
{
  static const char *const sheets[] = { "survey", "choices" };

  for (guint i = 0; sheet && i < G_N_ELEMENTS (sheets); i++)
    if (g_ascii_strcasecmp (sheet, sheets[i]) == 0)
      return i + 1;
  return sheet ? G_N_ELEMENTS (sheets) + 1 : 0;
}

/* As a person goes through a workbook: sheet by sheet, down the rows. */
static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const TerrainSheetIssue *issue_a = *(const TerrainSheetIssue *const *) a;
  const TerrainSheetIssue *issue_b = *(const TerrainSheetIssue *const *) b;
  guint rank_a = get_sheet_rank (issue_a->sheet);
  guint rank_b = get_sheet_rank (issue_b->sheet);
  int order = rank_a != rank_b ? (rank_a < rank_b ? -1 : 1) : g_strcmp0 (issue_a->sheet, issue_b->sheet);

  if (order == 0 && issue_a->row != issue_b->row)
    order = issue_a->row < issue_b->row ? -1 : 1;
  if (order == 0 && issue_a->column != issue_b->column)
    order = issue_a->column < issue_b->column ? -1 : 1;
  return order;
}

void
terrain_preview_issues_add_sheet (GPtrArray *issues,
                                  GPtrArray *found)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (guint i = 0; found && i < found->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (found, i));
  g_ptr_array_sort (sorted, compare_places);
  for (guint i = 0; i < sorted->len; i++)
    {
      const TerrainSheetIssue *issue = g_ptr_array_index (sorted, i);

      add (issues,
           issue->severity == TERRAIN_SHEET_ISSUE_ERROR ? TERRAIN_ISSUE_ERROR : TERRAIN_ISSUE_WARNING,
           describe_cell (issue->sheet, issue->row, issue->column), NULL, issue->message);
    }
}

static char *
describe_place (const TerrainIssue *issue,
                TerrainXlsform     *xlsform,
                const char         *file)
{
  if (file)
    return issue->line > 0
      /* Translators: a file's name, then a line in it. */
      ? g_strdup_printf (_("%s, line %d"), file, issue->line)
      : g_strdup (file);
  if (xlsform)
    {
      const char *sheet = NULL;
      guint row = issue->ref ? terrain_xlsform_locate (xlsform, issue->ref, &sheet) : 0;

      /* Lines of the XForm say nothing to the author of a spreadsheet. */
      return row > 0 ? describe_cell (sheet, row, 0) : g_strdup (issue->ref ? issue->ref : "");
    }
  return issue->line > 0 ? g_strdup_printf (_("Line %d"), issue->line) : g_strdup (issue->ref ? issue->ref : "");
}

void
terrain_preview_issues_add_form (GPtrArray      *issues,
                                 GPtrArray      *found,
                                 TerrainXlsform *xlsform,
                                 const char     *file)
{
  for (guint i = 0; found && i < found->len; i++)
    {
      const TerrainIssue *issue = g_ptr_array_index (found, i);

      add (issues, issue->severity, describe_place (issue, xlsform, file), issue->ref, issue->message);
    }
}

static int
get_rank (TerrainIssueSeverity severity)
{
  return severity == TERRAIN_ISSUE_ERROR ? 0 : severity == TERRAIN_ISSUE_WARNING ? 1 : 2;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const TerrainPreviewIssue *issue_a = *(const TerrainPreviewIssue *const *) a;
  const TerrainPreviewIssue *issue_b = *(const TerrainPreviewIssue *const *) b;

  return get_rank (issue_a->severity) - get_rank (issue_b->severity);
}

void
terrain_preview_issues_sort (GPtrArray *issues)
{
  /* A merge sort: what is equal stays in its order. */
  g_ptr_array_sort (issues, compare);
}

guint
terrain_preview_issues_count (GPtrArray           *issues,
                              TerrainIssueSeverity severity)
{
  guint n = 0;

  for (guint i = 0; i < issues->len; i++)
    n += ((TerrainPreviewIssue *) g_ptr_array_index (issues, i))->severity == severity ? 1 : 0;
  return n;
}
