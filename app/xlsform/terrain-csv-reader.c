/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-sheet-issue-private.h"
#include "terrain-spreadsheet-private.h"

/*
 * Comma separated values as spreadsheet programs write them (RFC 4180), and as their Dutch and French editions do: with
 * semicolons. Which separator it is, is what the first line has most of outside quotes.
 */

typedef struct
{
  TerrainSpreadsheet *spreadsheet;
  TerrainSheet *sheet;
  const char *at;
  const char *end;
  char separator;
  guint row;
  guint line; /* 1-based line of the file, for messages */
  guint cells;
  GString *field;
} CsvReader;

/* Bytes as UTF-8 without a byte order mark. */
static char *
to_utf8 (const char *sheet, GBytes *bytes, gsize *length, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *bad;
  char *converted = NULL;

  /* No bytes may also be no place. */
  if (data == NULL)
    data = "";
  if (size >= 2 && ((guint8) data[0] == 0xFF && (guint8) data[1] == 0xFE))
    converted = g_convert (data + 2, (gssize) size - 2, "UTF-8", "UTF-16LE", NULL, length, NULL);
  else if (size >= 2 && ((guint8) data[0] == 0xFE && (guint8) data[1] == 0xFF))
    converted = g_convert (data + 2, (gssize) size - 2, "UTF-8", "UTF-16BE", NULL, length, NULL);
  else
    {
      gsize skip = size >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

      if (g_utf8_validate_len (data + skip, size - skip, &bad))
        {
          *length = size - skip;
          return g_strndup (data + skip, size - skip);
        }
      if (bad < data + size && *bad != '\0')
        {
          guint line = 1;

          for (const char *at = data; at < bad; at++)
            line += *at == '\n';
          g_set_error (error, TERRAIN_SPREADSHEET_ERROR, TERRAIN_SPREADSHEET_ERROR_CHARSET,
                       _("“%s.csv”, line %u: the text is not UTF-8. Save it again as “CSV UTF-8”."), sheet, line);
          return NULL;
        }
    }
  if (converted == NULL || strlen (converted) != *length)
    {
      g_free (converted);
      g_set_error (error, TERRAIN_SPREADSHEET_ERROR, TERRAIN_SPREADSHEET_ERROR_NOT_A_SPREADSHEET,
                   _("“%s.csv” is not text. Save it again as “CSV UTF-8”."), sheet);
      return NULL;
    }
  return converted;
}

static char
find_separator (const char *text, const char *end)
{
  static const char candidates[] = ",;\t";
  guint counts[3] = { 0 };
  gboolean quoted = FALSE;
  guint best = 0;

  for (; text < end && (quoted || (*text != '\n' && *text != '\r')); text++)
    {
      const char *found = strchr (candidates, *text);

      if (*text == '"')
        quoted = !quoted;
      else if (!quoted && found != NULL && *text != '\0')
        counts[found - candidates]++;
    }
  for (guint i = 1; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > counts[best])
      best = i;
  return candidates[best];
}

/* Reads a field in quotes; the reader stands behind the first. */
static void
read_quoted (CsvReader *self, guint column)
{
  guint first_line = self->line;

  while (self->at < self->end)
    {
      if (*self->at == '"' && self->at + 1 < self->end && self->at[1] == '"')
        self->at++;
      else if (*self->at == '"')
        {
          self->at++;
          return;
        }
      self->line += *self->at == '\n';
      /* A line's end inside a cell is one character, as spreadsheet programs show it. */
      if (*self->at != '\r')
        g_string_append_c (self->field, *self->at);
      self->at++;
    }
  terrain_sheet_issue_list_take (self->spreadsheet->issues, TERRAIN_SHEET_ISSUE_ERROR, "csv-quote", self->sheet->name,
                                 self->row, column,
                                 g_strdup_printf (_("A quotation mark opened on line %u of the file is never closed. "
                                                    "Close it, or write it twice where it is part of the text."),
                                                  first_line));
}

static gboolean
is_end_of_field (CsvReader *self)
{
  return self->at >= self->end || *self->at == self->separator || *self->at == '\n' || *self->at == '\r';
}

static void
read_field (CsvReader *self, guint column)
{
  g_string_truncate (self->field, 0);
  if (self->at < self->end && *self->at == '"')
    {
      self->at++;
      read_quoted (self, column);
    }
  for (; !is_end_of_field (self); self->at++)
    g_string_append_c (self->field, *self->at);
  if (self->field->len > 0)
    terrain_sheet_put (self->spreadsheet, self->sheet, self->row, column, self->field->str);
}

static void
read_row (CsvReader *self)
{
  for (guint column = 1;; column++)
    {
      read_field (self, column);
      self->cells++;
      if (self->at >= self->end || *self->at != self->separator || column >= TERRAIN_SPREADSHEET_MAX_COLUMN)
        break;
      self->at++;
    }
  while (self->at < self->end && *self->at != '\n' && *self->at != '\r')
    self->at++;
  if (self->at < self->end && *self->at == '\r')
    self->at++;
  if (self->at < self->end && *self->at == '\n')
    self->at++;
  self->line++;
}

gboolean
terrain_spreadsheet_add_csv (TerrainSpreadsheet *self, const char *sheet, GBytes *bytes, GError **error)
{
  g_autofree char *text = NULL;
  CsvReader reader = { self, NULL, NULL, NULL, ',', 1, 1, 0, NULL };
  gsize length = 0;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (sheet != NULL, FALSE);
  g_return_val_if_fail (bytes != NULL, FALSE);

  text = to_utf8 (sheet, bytes, &length, error);
  if (text == NULL)
    return FALSE;
  reader.sheet = terrain_spreadsheet_take_sheet (self, sheet);
  reader.at = text;
  reader.end = text + length;
  reader.separator = find_separator (text, reader.end);
  reader.field = g_string_new (NULL);
  for (; reader.at < reader.end && reader.cells <= TERRAIN_SPREADSHEET_MAX_CELLS; reader.row++)
    read_row (&reader);
  g_string_free (reader.field, TRUE);
  if (reader.cells > TERRAIN_SPREADSHEET_MAX_CELLS)
    {
      g_set_error (error, TERRAIN_SPREADSHEET_ERROR, TERRAIN_SPREADSHEET_ERROR_TOO_LARGE,
                   _("“%s.csv” has more cells than any form needs. Keep long lists in a file of their own and use "
                     "“select_one_from_file”."), sheet);
      return FALSE;
    }
  return TRUE;
}
