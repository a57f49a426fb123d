/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-sheet-issue-private.h"
#include "terrain-xlsx-private.h"

/* What the text inside an element is for. */
typedef enum
{
  NOTHING,
  VALUE,
  INLINE_TEXT,
} Inside;

typedef struct
{
  TerrainXlsxBook *book;
  TerrainSheet *sheet;
  guint row, column; /* of the cell, 1-based */
  char type[16];     /* the cell's t */
  guint style;
  gboolean has_formula, has_value;
  guint phonetic;
  Inside inside;
  GString *text;
  gboolean too_large;
} SheetReader;

/* "BC12": column and row; what is missing stays as it is. */
static void
read_reference (const char *text, gsize length, guint *column, guint *row)
{
  guint letters = 0, number = 0;
  gsize i = 0;

  for (; i < length && g_ascii_isalpha (text[i]) && letters < 100000; i++)
    letters = letters * 26 + (guint) (g_ascii_toupper (text[i]) - 'A') + 1;
  for (; i < length && g_ascii_isdigit (text[i]) && number < 100000000; i++)
    number = number * 10 + (guint) (text[i] - '0');
  if (letters > 0)
    *column = letters;
  if (number > 0)
    *row = number;
}

static void
say (SheetReader *self, TerrainSheetSeverity severity, const char *code, char *message)
{
  terrain_sheet_issue_list_take (self->book->spreadsheet->issues, severity, code, self->sheet->name, self->row,
                                 self->column, message);
}

/* Attributes are looked at where they stand: a sheet can have a million cells. */
static void
begin_cell (SheetReader *self, const TerrainXlsxAttributes *attributes)
{
  self->column++;
  self->type[0] = '\0';
  self->style = 0;
  self->has_formula = self->has_value = FALSE;
  g_string_truncate (self->text, 0);
  for (int i = 0; i < attributes->count; i++)
    {
      const xmlChar **one = attributes->values + i * 5;
      const char *name = (const char *) one[0], *value = (const char *) one[3];
      gsize length = (gsize) (one[4] - one[3]);

      if (strcmp (name, "r") == 0)
        read_reference (value, length, &self->column, &self->row);
      else if (strcmp (name, "s") == 0)
        self->style = (guint) g_ascii_strtoull (value, NULL, 10);
      else if (strcmp (name, "t") == 0 && length < sizeof self->type)
        {
          memcpy (self->type, value, length);
          self->type[length] = '\0';
        }
    }
}

static void
begin_row (SheetReader *self, const TerrainXlsxAttributes *attributes)
{
  guint unused = 0;

  self->row++;
  self->column = 0;
  for (int i = 0; i < attributes->count; i++)
    {
      const xmlChar **one = attributes->values + i * 5;

      if (strcmp ((const char *) one[0], "r") == 0)
        read_reference ((const char *) one[3], (gsize) (one[4] - one[3]), &unused, &self->row);
    }
}

/* Of merged cells only the first has a text, whatever they look like. */
static void
note_merged (SheetReader *self, const TerrainXlsxAttributes *attributes)
{
  g_autofree char *range = terrain_xlsx_attribute (attributes, "ref");
  TerrainSheetRow *line;

  if (range == NULL)
    return;
  self->row = self->column = 0;
  read_reference (range, strcspn (range, ":"), &self->column, &self->row);
  line = terrain_sheet_find_row (self->sheet, self->row);
  for (guint i = 0; line != NULL && i < line->cells->len; i++)
    if (g_array_index (line->cells, TerrainCell, i).column == self->column)
      say (self, TERRAIN_SHEET_ISSUE_WARNING, "cells-merged",
           g_strdup_printf (_("The cells %s are merged: only the first of them is read. Unmerge them and write the text "
                              "in each."),
                            range));
}

static void
on_start (gpointer data, const char *name, const TerrainXlsxAttributes *attributes)
{
  SheetReader *self = data;

  self->inside = NOTHING;
  if (strcmp (name, "c") == 0)
    begin_cell (self, attributes);
  else if (strcmp (name, "v") == 0)
    {
      self->inside = VALUE;
      self->has_value = TRUE;
    }
  else if (strcmp (name, "t") == 0)
    self->inside = self->phonetic == 0 ? INLINE_TEXT : NOTHING;
  else if (strcmp (name, "f") == 0)
    self->has_formula = TRUE;
  else if (strcmp (name, "row") == 0)
    begin_row (self, attributes);
  else if (strcmp (name, "rPh") == 0)
    self->phonetic++;
  else if (strcmp (name, "mergeCell") == 0)
    note_merged (self, attributes);
}

static void
on_text (gpointer data, const char *text, gsize length)
{
  SheetReader *self = data;

  if (self->inside != NOTHING)
    g_string_append_len (self->text, text, (gssize) length);
}

static TerrainXlsxFormat
format_of (const SheetReader *self)
{
  const GArray *styles = self->book->styles;

  return styles != NULL && self->style < styles->len ? g_array_index (styles, TerrainXlsxFormat, self->style)
                                                     : TERRAIN_XLSX_NUMBER;
}

/* (transfer full) (nullable): what the cell says. */
static char *
cell_text (SheetReader *self)
{
  const GPtrArray *strings = self->book->strings;
  GString *plain;

  if (strcmp (self->type, "s") == 0)
    {
      guint64 index = g_ascii_strtoull (self->text->str, NULL, 10);

      return strings != NULL && index < strings->len ? g_strdup (g_ptr_array_index (strings, index)) : NULL;
    }
  if (strcmp (self->type, "b") == 0)
    return g_strdup (g_str_equal (self->text->str, "0") ? "FALSE" : "TRUE");
  if (strcmp (self->type, "e") == 0)
    {
      say (self, TERRAIN_SHEET_ISSUE_ERROR, "cell-error",
           g_strdup_printf (_("The formula in this cell gives %s. Correct it, or write the text itself."),
                            self->text->str));
      return NULL;
    }
  if (self->type[0] == '\0' || strcmp (self->type, "n") == 0)
    return self->text->len > 0 ? terrain_xlsx_number_text (self->text->str, format_of (self), self->book->since_1904)
                               : NULL;
  plain = g_string_new (NULL);
  terrain_xlsx_append_text (plain, self->text->str);
  return g_string_free (plain, FALSE);
}

static void
end_cell (SheetReader *self)
{
  g_autofree char *text = NULL;

  if (self->row == 0 || self->row > TERRAIN_SPREADSHEET_MAX_ROW || self->column > TERRAIN_SPREADSHEET_MAX_COLUMN)
    return;
  if (self->has_formula && !self->has_value && self->text->len == 0)
    {
      say (self, TERRAIN_SHEET_ISSUE_ERROR, "formula-value",
           g_strdup (_("This cell is a formula whose result was never saved. Open the workbook in a spreadsheet program "
                       "and save it, or write the text itself.")));
      return;
    }
  text = cell_text (self);
  if (text == NULL || *text == '\0')
    return;
  terrain_sheet_put (self->book->spreadsheet, self->sheet, self->row, self->column, text);
  self->too_large = ++self->book->cells > TERRAIN_SPREADSHEET_MAX_CELLS;
}

static void
on_end (gpointer data, const char *name)
{
  SheetReader *self = data;

  self->inside = NOTHING;
  if (strcmp (name, "c") == 0)
    end_cell (self);
  else if (strcmp (name, "rPh") == 0 && self->phonetic > 0)
    self->phonetic--;
}

static gboolean
is_done (gpointer data)
{
  return ((SheetReader *) data)->too_large;
}

gboolean
terrain_xlsx_read_sheet (TerrainXlsxArchive *archive, const char *part, TerrainXlsxBook *book, TerrainSheet *sheet,
                         GError **error)
{
  static const TerrainXlsxHandler handler = { on_start, on_end, on_text, is_done };
  g_autoptr (GString) text = g_string_new (NULL);
  SheetReader self = { .book = book, .sheet = sheet, .text = text };

  if (!terrain_xlsx_read_part (archive, part, &handler, &self, error))
    return FALSE;
  if (self.too_large)
    g_set_error (error, TERRAIN_SPREADSHEET_ERROR, TERRAIN_SPREADSHEET_ERROR_TOO_LARGE,
                 _("The sheet “%s” has more cells than any form needs. Keep long lists in a file of their own and use "
                   "“select_one_from_file”."),
                 sheet->name);
  return !self.too_large;
}
