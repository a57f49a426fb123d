/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  TERRAIN_SHEET_ISSUE_WARNING, /* the form compiles, its author should look */
  TERRAIN_SHEET_ISSUE_ERROR,   /* there is no form */
} TerrainSheetSeverity;

/**
 * TerrainSheetIssue:
 * @severity: how bad it is
 * @code: a stable, untranslated word such as "type-unknown" (static string)
 * @sheet: (nullable): the sheet's name as its author wrote it, %NULL where it is about the whole workbook
 * @row: 1-based row as the spreadsheet program counts, 0 where it is about the whole sheet
 * @column: 1-based column, 0 where it is about the whole row
 * @message: what is wrong and what to write instead, translated, for a person
 *
 * One thing found wrong in a spreadsheet. A spreadsheet is compiled whole: issues come as a list.
 */
typedef struct
{
  TerrainSheetSeverity severity;
  const char *code;
  char *sheet;
  guint row;
  guint column;
  char *message;
} TerrainSheetIssue;

/* (element-type TerrainSheetIssue): an empty list with the right free function. */
GPtrArray *terrain_sheet_issue_list_new (void);
gboolean terrain_sheet_issue_list_has_errors (GPtrArray *issues);
void terrain_sheet_issue_free (TerrainSheetIssue *issue);

/**
 * terrain_sheet_issue_get_place:
 *
 * Returns: (transfer full): where to look, as spreadsheet programs write it: "survey!C12", "survey!12" for a whole
 *   row, "survey" for a whole sheet, "" for the workbook
 */
char *terrain_sheet_issue_get_place (const TerrainSheetIssue *issue);
/* (transfer full): the letters of a 1-based column: "A", "Z", "AA". */
char *terrain_sheet_column_letters (guint column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainSheetIssue, terrain_sheet_issue_free)

G_END_DECLS
