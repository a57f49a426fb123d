/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libxml/parser.h>

#include "terrain-spreadsheet-private.h"

G_BEGIN_DECLS

/* A workbook in memory and what may still be unpacked of it. */
typedef struct
{
  GBytes *bytes;
  gsize budget; /* bytes, of all parts together */
} TerrainXlsxArchive;

/* The attributes of an element. */
typedef struct
{
  const xmlChar **values; /* five a piece: name, prefix, URI, value's beginning and end */
  int count;
} TerrainXlsxAttributes;

/* What a reader of a part is told. Names are without prefixes. */
typedef struct
{
  void (*start) (gpointer data, const char *name, const TerrainXlsxAttributes *attributes);
  void (*end) (gpointer data, const char *name);
  void (*text) (gpointer data, const char *text, gsize length);
  /* (nullable): whether the rest is not wanted */
  gboolean (*is_done) (gpointer data);
} TerrainXlsxHandler;

/* Returns: whether the archive has the part @name; %FALSE with @error where it cannot be read at all */
gboolean terrain_xlsx_has_part (TerrainXlsxArchive *archive, const char *name, GError **error);
/* Streams the part through @handler, never whole in memory. A part that is not there is an error. */
gboolean terrain_xlsx_read_part (TerrainXlsxArchive *archive, const char *name, const TerrainXlsxHandler *handler,
                                 gpointer data, GError **error);
/* (transfer full) (nullable) */
char *terrain_xlsx_attribute (const TerrainXlsxAttributes *attributes, const char *name);
/* Appends @text with the escapes of ECMA-376 (ST_Xstring, "_x000D_") undone, without carriage returns. */
void terrain_xlsx_append_text (GString *to, const char *text);

/* (transfer full) (element-type utf8): the shared strings. */
GPtrArray *terrain_xlsx_read_strings (TerrainXlsxArchive *archive, const char *part, GError **error);

/* How a cell's number is shown. */
typedef enum
{
  TERRAIN_XLSX_NUMBER,
  TERRAIN_XLSX_DATE,
  TERRAIN_XLSX_TIME,
  TERRAIN_XLSX_DATE_TIME,
} TerrainXlsxFormat;

/* (transfer full) (element-type TerrainXlsxFormat): of each cell style. */
GArray *terrain_xlsx_read_styles (TerrainXlsxArchive *archive, const char *part, GError **error);
TerrainXlsxFormat terrain_xlsx_format_of (const char *code);
/* (transfer full): a number as a person would type it; a date as ISO 8601. */
char *terrain_xlsx_number_text (const char *stored, TerrainXlsxFormat format, gboolean since_1904);

typedef struct
{
  TerrainSpreadsheet *spreadsheet;
  GPtrArray *strings; /* (nullable) */
  GArray *styles;     /* (nullable) */
  gboolean since_1904;
  guint cells;
} TerrainXlsxBook;

gboolean terrain_xlsx_read_sheet (TerrainXlsxArchive *archive, const char *part, TerrainXlsxBook *book,
                                  TerrainSheet *sheet, GError **error);

G_END_DECLS
