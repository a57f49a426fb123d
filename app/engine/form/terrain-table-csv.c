/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-engine-error.h"
#include "terrain-table-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * One pass over the bytes, each looked at a fixed number of times. As JavaRosa: blank lines do not count, and a short
 * row is filled up with blanks. Better than JavaRosa: a row of nothing but separators (what spreadsheets leave behind)
 * is no choice without a name, and a quote in the middle of a value is a quote.
 */

#define MAX_COLUMNS 1000

typedef struct
{
  const char *at;
  const char *end;
  char separator;
  guint line;
  GString *cell;   /* the one read last */
  gboolean last;   /* it ended its row */
} Reader;

static gboolean
is_line_end (char character)
{
  return character == '\n' || character == '\r';
}

static void
skip_line_end (Reader *self)
{
  if (self->at == self->end)
    return;
  if (*self->at == '\r' && self->end - self->at > 1 && self->at[1] == '\n')
    self->at++;
  self->at++;
  self->line++;
}

/* Up to the quote that closes. A file that ends before it would be one giant cell, and half a list. */
static gboolean
read_quoted (Reader  *self,
             GError **error)
{
  guint opened = self->line;

  self->at++;
  while (self->at < self->end)
    {
      if (*self->at == '"')
        {
          self->at++;
          if (self->at == self->end || *self->at != '"')
            return TRUE;
          g_string_append_c (self->cell, *self->at++);
        }
      else if (is_line_end (*self->at))
        {
          skip_line_end (self);
          g_string_append_c (self->cell, '\n');
        }
      else
        {
          const char *start = self->at;

          while (self->at < self->end && *self->at != '"' && !is_line_end (*self->at))
            self->at++;
          g_string_append_len (self->cell, start, self->at - start);
        }
    }
  g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_INVALID_LIST,
               _("The quotation mark opened in line %u is never closed."), opened);
  return FALSE;
}

/* No submission can hold them (XML 1.0, production 2). */
static void
blank_controls (GString *cell)
{
  for (gsize i = 0; i < cell->len; i++)
    {
      guchar character = (guchar) cell->str[i];

      if (character < 0x20 && character != '\t' && character != '\n')
        cell->str[i] = ' ';
    }
}

static gboolean
read_cell (Reader  *self,
           GError **error)
{
  const char *start;

  g_string_truncate (self->cell, 0);
  if (self->at < self->end && *self->at == '"' && !read_quoted (self, error))
    return FALSE;
  start = self->at;
  while (self->at < self->end && *self->at != self->separator && !is_line_end (*self->at))
    self->at++;
  g_string_append_len (self->cell, start, self->at - start);
  blank_controls (self->cell);
  self->last = self->at == self->end || is_line_end (*self->at);
  if (self->last)
    skip_line_end (self);
  else
    self->at++;
  return TRUE;
}

static void
skip_blank_lines (Reader *self)
{
  while (self->at < self->end && is_line_end (*self->at))
    skip_line_end (self);
}

/* What the header holds most of, outside quotes; the comma where it holds none. */
static char
find_separator (const Reader *reader)
{
  static const char separators[] = { ',', ';', '\t', '|' };
  guint counts[G_N_ELEMENTS (separators)] = { 0 };
  gboolean quoted = FALSE;
  guint best = 0;

  for (const char *at = reader->at; at < reader->end && (quoted || !is_line_end (*at)); at++)
    {
      if (*at == '"')
        quoted = !quoted;
      for (guint i = 0; !quoted && i < G_N_ELEMENTS (separators); i++)
        counts[i] += *at == separators[i] ? 1 : 0;
    }
  for (guint i = 1; i < G_N_ELEMENTS (separators); i++)
    best = counts[i] > counts[best] ? i : best;
  return separators[best];
}

/* @names: interned, NULL for a column that is left out */
static gboolean
read_header (Reader       *self,
             TerrainTable *table,
             GPtrArray    *names,
             GError      **error)
{
  do
    {
      const char *name;

      if (!read_cell (self, error))
        return FALSE;
      if (names->len == MAX_COLUMNS)
        {
          g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_LIMIT, _("The list has more than %d columns."),
                       MAX_COLUMNS);
          return FALSE;
        }
      name = terrain_table_intern_name (self->cell->str);
      if (name != NULL && g_ptr_array_find (names, name, NULL))
        {
          /* One is enough to make somebody look. */
          if (table->notes->len == 0)
            terrain_table_note (table, _("The column “%s” is there twice; the first one is used."), name);
          name = NULL;
        }
      g_ptr_array_add (names, (gpointer) name);
    }
  while (!self->last);
  return TRUE;
}

static void
fill_up (TerrainNode *item,
         GPtrArray   *names,
         guint        from,
         guint        to)
{
  for (guint i = from; i < to; i++)
    {
      if (names->pdata[i] != NULL)
        terrain_table_add_cell (item, names->pdata[i], NULL);
    }
}

/* @long_line: the first line with more cells than the header has, 0 for none */
static gboolean
read_row (Reader       *self,
          TerrainTable *table,
          GPtrArray    *names,
          guint        *long_line,
          GError      **error)
{
  guint line = self->line;
  TerrainNode *item = NULL;
  guint column = 0;

  do
    {
      if (!read_cell (self, error))
        return FALSE;
      if (self->cell->len == 0 && item == NULL)
        {
          column++;
          continue;
        }
      if (column >= names->len)
        {
          if (self->cell->len > 0 && *long_line == 0)
            *long_line = line;
          continue;
        }
      if (item == NULL)
        {
          item = terrain_table_add_item (table, names->len, error);
          if (item == NULL)
            return FALSE;
          item->line = (int) MIN (line, G_MAXINT);
          fill_up (item, names, 0, column);
        }
      if (names->pdata[column] != NULL)
        terrain_table_add_cell (item, names->pdata[column],
                                self->cell->len > 0 ? g_strndup (self->cell->str, self->cell->len) : NULL);
      column++;
    }
  while (!self->last);
  if (item != NULL)
    fill_up (item, names, column, names->len);
  return TRUE;
}

/* Where g_utf8_validate() stopped. */
static void
fail_encoding (const char *text,
               const char *invalid,
               GError    **error)
{
  guint line = 1;

  for (const char *at = text; at < invalid; at++)
    line += *at == '\n' ? 1 : 0;
  g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_INVALID_LIST,
               _("Line %u is not UTF-8 text. Save the file as “CSV UTF-8”."), line);
}

TerrainDocument *
terrain_table_parse_csv (GBytes  *bytes,
                         char   **note,
                         GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  const char *text = data != NULL ? data : "";
  g_autoptr (GString) cell = g_string_new (NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_auto (TerrainTable) table = { 0 };
  Reader reader = { .at = text, .end = text + length, .line = 1, .cell = cell };
  const char *invalid;
  guint long_line = 0;

  if (length > 0 && !g_utf8_validate_len (text, length, &invalid))
    {
      fail_encoding (text, invalid, error);
      return NULL;
    }
  terrain_table_init (&table);
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    reader.at += 3;
  skip_blank_lines (&reader);
  if (reader.at == reader.end)
    terrain_table_note (&table, _("The file is empty."));
  reader.separator = find_separator (&reader);
  if (reader.at < reader.end && !read_header (&reader, &table, names, error))
    return NULL;
  for (skip_blank_lines (&reader); reader.at < reader.end; skip_blank_lines (&reader))
    {
      if (!read_row (&reader, &table, names, &long_line, error))
        return NULL;
    }
  if (long_line > 0)
    terrain_table_note (&table, _("Line %u has more values than there are columns; those without one are left out."),
                        long_line);
  *note = table.notes->len > 0 ? g_strdup (table.notes->str) : NULL;
  return terrain_table_finish (&table);
}
