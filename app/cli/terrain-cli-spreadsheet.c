/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-cli-private.h"
#include "terrain-cli-spreadsheet-private.h"

gboolean
terrain_cli_is_spreadsheet (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);

  return terrain_spreadsheet_is_spreadsheet (file);
}

/* What a form is called after its file: "lisa_intake.xlsx" and "lisa_intake/" are both lisa_intake. */
static char *
name_of (GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autoptr (GFile) parent = g_file_get_parent (file);
  char *dot = strrchr (base, '.');

  if (dot != NULL && g_ascii_strcasecmp (dot, ".csv") == 0 && parent != NULL)
    return g_file_get_basename (parent);
  if (dot != NULL && dot != base && g_ascii_strncasecmp (dot, ".xls", 4) == 0)
    *dot = '\0';
  return g_steal_pointer (&base);
}

/* "PATH:SHEET!CELL: error: MESSAGE [CODE]" */
static void
print_issue (FILE *stream, const char *path, const TerrainSheetIssue *issue)
{
  g_autofree char *place = terrain_sheet_issue_get_place (issue);

  fprintf (stream, "%s%s%s: %s: %s [%s]\n", path, *place != '\0' ? ":" : "", place,
           issue->severity == TERRAIN_SHEET_ISSUE_ERROR ? "error" : "warning", issue->message, issue->code);
}

TerrainXlsform *
terrain_cli_compile (FILE *stream, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainSpreadsheet) spreadsheet = terrain_spreadsheet_load (file, NULL, &error);
  g_autofree char *name = name_of (file);
  TerrainXlsform *form;
  GPtrArray *issues;

  if (spreadsheet == NULL)
    {
      terrain_cli_complain ("%s", error->message);
      return NULL;
    }
  form = terrain_xlsform_compile (spreadsheet, name, NULL);
  issues = terrain_xlsform_get_issues (form);
  for (guint i = 0; i < issues->len; i++)
    print_issue (stream, path, g_ptr_array_index (issues, i));
  return form;
}

void
terrain_cli_print_issues_by_row (FILE *stream, const char *path, TerrainXlsform *form, GPtrArray *issues)
{
  for (guint i = 0; issues != NULL && i < issues->len; i++)
    {
      const TerrainIssue *issue = g_ptr_array_index (issues, i);
      TerrainSheetIssue here = { TERRAIN_SHEET_ISSUE_WARNING, issue->code, NULL, 0, 0, issue->message };
      const char *sheet = NULL;

      if (issue->severity == TERRAIN_ISSUE_ERROR)
        here.severity = TERRAIN_SHEET_ISSUE_ERROR;
      if (issue->ref != NULL)
        here.row = terrain_xlsform_locate (form, issue->ref, &sheet);
      here.sheet = (char *) sheet;
      print_issue (stream, path, &here);
    }
}
