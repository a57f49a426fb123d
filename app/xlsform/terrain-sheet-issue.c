/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-sheet-issue-private.h"

GPtrArray *
terrain_sheet_issue_list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_sheet_issue_free);
}

void
terrain_sheet_issue_free (TerrainSheetIssue *issue)
{
  g_free (issue->sheet);
  g_free (issue->message);
  g_free (issue);
}

gboolean
terrain_sheet_issue_list_has_errors (GPtrArray *issues)
{
  g_return_val_if_fail (issues != NULL, FALSE);

  for (guint i = 0; i < issues->len; i++)
    {
      const TerrainSheetIssue *issue = g_ptr_array_index (issues, i);

      if (issue->severity == TERRAIN_SHEET_ISSUE_ERROR)
        return TRUE;
    }
  return FALSE;
}

/* How far back an issue is looked for before it is said again: the same text is read at most a few times in a row. */
#define REPEATED_WITHIN 64

static gboolean
is_repeated (GPtrArray *issues, const TerrainSheetIssue *issue)
{
  guint first = issues->len > REPEATED_WITHIN ? issues->len - REPEATED_WITHIN : 0;

  for (guint i = first; i < issues->len; i++)
    {
      const TerrainSheetIssue *earlier = g_ptr_array_index (issues, i);

      if (earlier->row == issue->row && earlier->column == issue->column
          && g_str_equal (earlier->code, issue->code) && g_strcmp0 (earlier->sheet, issue->sheet) == 0
          && g_str_equal (earlier->message, issue->message))
        return TRUE;
    }
  return FALSE;
}

void
terrain_sheet_issue_list_take (GPtrArray *issues, TerrainSheetSeverity severity, const char *code,
                               const char *sheet, guint row, guint column, char *message)
{
  TerrainSheetIssue *issue = g_new0 (TerrainSheetIssue, 1);

  issue->severity = severity;
  issue->code = code;
  issue->sheet = g_strdup (sheet);
  issue->row = row;
  issue->column = column;
  issue->message = message;
  if (is_repeated (issues, issue))
    terrain_sheet_issue_free (issue);
  else
    g_ptr_array_add (issues, issue);
}

char *
terrain_sheet_column_letters (guint column)
{
  char letters[16];
  guint at = G_N_ELEMENTS (letters) - 1;

  letters[at] = '\0';
  for (; column > 0 && at > 0; column = (column - 1) / 26)
    letters[--at] = (char) ('A' + (column - 1) % 26);
  return g_strdup (letters + at);
}

char *
terrain_sheet_issue_get_place (const TerrainSheetIssue *issue)
{
  g_autofree char *letters = NULL;

  g_return_val_if_fail (issue != NULL, NULL);

  if (issue->sheet == NULL)
    return g_strdup ("");
  if (issue->row == 0)
    return g_strdup (issue->sheet);
  letters = issue->column > 0 ? terrain_sheet_column_letters (issue->column) : g_strdup ("");
  return g_strdup_printf ("%s!%s%u", issue->sheet, letters, issue->row);
}
