/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-spreadsheet.h"

G_BEGIN_DECLS

typedef struct
{
  guint column; /* 1-based */
  const char *text;
} TerrainCell;

typedef struct
{
  guint row;     /* 1-based */
  GArray *cells; /* TerrainCell, by column, none empty */
} TerrainSheetRow;

typedef struct
{
  char *name;
  gboolean hidden;
  GPtrArray *rows; /* TerrainSheetRow, by row, none empty */
} TerrainSheet;

struct _TerrainSpreadsheet
{
  grefcount references;
  GStringChunk *texts;
  GPtrArray *sheets; /* TerrainSheet */
  GPtrArray *files;  /* GFile */
  GPtrArray *issues; /* TerrainSheetIssue */
};

/* More than any form; what says more is refused before it fills memory. */
#define TERRAIN_SPREADSHEET_MAX_BYTES (256 * 1024 * 1024)
#define TERRAIN_SPREADSHEET_MAX_CELLS 4000000
#define TERRAIN_SPREADSHEET_MAX_COLUMN 16384
#define TERRAIN_SPREADSHEET_MAX_ROW 1048576

/* The sheets a form can have, in lower case, %NULL-terminated. */
extern const char *const terrain_spreadsheet_known_sheets[];
gboolean terrain_spreadsheet_knows (const char *sheet);

TerrainSheet *terrain_spreadsheet_take_sheet (TerrainSpreadsheet *self, const char *name);
/* (nullable): by name, in any case; spaces at its ends do not count. */
TerrainSheet *terrain_spreadsheet_find (TerrainSpreadsheet *self, const char *name);
/* Keeps @text unless it is nothing but white space. Rows and columns come in ascending order or anywhere. */
void terrain_sheet_put (TerrainSpreadsheet *self, TerrainSheet *sheet, guint row, guint column, const char *text);
/* (nullable) */
TerrainSheetRow *terrain_sheet_find_row (TerrainSheet *sheet, guint row);
/* Whether there is nothing to see: spaces, no-break spaces, zero-width spaces. */
gboolean terrain_text_is_blank (const char *text);

G_END_DECLS
