/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TerrainSpreadsheet:
 *
 * What a workbook says: sheets of rows of cells, each with its text and its place. Rows and cells without text are not
 * kept. Numbers, truth values and dates are text here, written as a form means them: 1 and not 1.0, TRUE, 2026-01-31.
 */
typedef struct _TerrainSpreadsheet TerrainSpreadsheet;

#define TERRAIN_SPREADSHEET_ERROR (terrain_spreadsheet_error_quark ())
GQuark terrain_spreadsheet_error_quark (void);

/**
 * TerrainSpreadsheetError:
 * @TERRAIN_SPREADSHEET_ERROR_NOT_A_SPREADSHEET: neither .xlsx nor .csv nor a folder of .csv
 * @TERRAIN_SPREADSHEET_ERROR_OLD: a format before .xlsx
 * @TERRAIN_SPREADSHEET_ERROR_ENCRYPTED: protected by a password
 * @TERRAIN_SPREADSHEET_ERROR_DAMAGED: cut off or broken inside
 * @TERRAIN_SPREADSHEET_ERROR_TOO_LARGE: unpacks to more than any form needs
 * @TERRAIN_SPREADSHEET_ERROR_CHARSET: text that is not UTF-8
 */
typedef enum
{
  TERRAIN_SPREADSHEET_ERROR_NOT_A_SPREADSHEET,
  TERRAIN_SPREADSHEET_ERROR_OLD,
  TERRAIN_SPREADSHEET_ERROR_ENCRYPTED,
  TERRAIN_SPREADSHEET_ERROR_DAMAGED,
  TERRAIN_SPREADSHEET_ERROR_TOO_LARGE,
  TERRAIN_SPREADSHEET_ERROR_CHARSET,
} TerrainSpreadsheetError;

/* An empty workbook, to be filled cell by cell. */
TerrainSpreadsheet *terrain_spreadsheet_new (void);
TerrainSpreadsheet *terrain_spreadsheet_ref (TerrainSpreadsheet *self);
void terrain_spreadsheet_unref (TerrainSpreadsheet *self);

/**
 * terrain_spreadsheet_new_from_xlsx:
 * @bytes: an Office Open XML workbook (ECMA-376)
 *
 * Reads the sheets a form can have; of other sheets only the names. Bounded in memory and time whatever the file says.
 *
 * Returns: (transfer full): %NULL with %TERRAIN_SPREADSHEET_ERROR
 */
TerrainSpreadsheet *terrain_spreadsheet_new_from_xlsx (GBytes *bytes, GError **error);

/**
 * terrain_spreadsheet_add_csv:
 * @sheet: the name of the sheet the file is
 * @bytes: comma, semicolon or tab separated (RFC 4180), UTF-8 or UTF-16 with its mark
 *
 * Returns: %FALSE with %TERRAIN_SPREADSHEET_ERROR
 */
gboolean terrain_spreadsheet_add_csv (TerrainSpreadsheet *self, const char *sheet, GBytes *bytes, GError **error);

/**
 * terrain_spreadsheet_load:
 * @file: an .xlsx file, a folder with survey.csv and its companions (choices.csv, settings.csv, external_choices.csv,
 *   entities.csv), or one .csv file of such a folder
 *
 * Returns: (transfer full): %NULL with %TERRAIN_SPREADSHEET_ERROR or %G_IO_ERROR
 */
TerrainSpreadsheet *terrain_spreadsheet_load (GFile *file, GCancellable *cancellable, GError **error);

/* (transfer none) (element-type GFile): the files it was loaded from, to watch for changes; empty where it was not. */
GPtrArray *terrain_spreadsheet_get_files (TerrainSpreadsheet *self);
/* Whether @file is for terrain_spreadsheet_load() to read, or to refuse in words: a workbook by its name, a folder, a
 * .csv beside survey.csv. Blocks. */
gboolean terrain_spreadsheet_is_spreadsheet (GFile *file);

/* @name: as an author writes it, in any case. What is there is kept. */
void terrain_spreadsheet_add_sheet (TerrainSpreadsheet *self, const char *name);
/* @row, @column: 1-based. Later columns of later rows come later. */
void terrain_spreadsheet_add_cell (TerrainSpreadsheet *self, const char *sheet, guint row, guint column,
                                   const char *text);
/* (nullable): the text of a cell, %NULL where there is none. */
const char *terrain_spreadsheet_get_cell (TerrainSpreadsheet *self, const char *sheet, guint row, guint column);
/* (transfer none) (element-type TerrainSheetIssue): what reading found odd, such as a formula without a value. */
GPtrArray *terrain_spreadsheet_get_issues (TerrainSpreadsheet *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainSpreadsheet, terrain_spreadsheet_unref)

G_END_DECLS
