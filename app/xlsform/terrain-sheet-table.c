/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-sheet-table-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-sheet-issue-private.h"

/* 32,767 characters is what the programs allow (ECMA-376 readers agree); four bytes are the longest in UTF-8. */
#define MAX_CELL (32767 * 4)

static void
record_free (TerrainRecord *record)
{
  g_array_unref (record->fields);
  g_free (record);
}

void
terrain_table_free (TerrainTable *self)
{
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->records);
  g_free (self);
}

gboolean
terrain_table_has (const TerrainTable *self, TerrainColumnRole role)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const TerrainColumn *column = g_ptr_array_index (self->columns, i);

      if (column->role == role)
        return TRUE;
    }
  return FALSE;
}

const TerrainField *
terrain_record_find (const TerrainRecord *self, TerrainColumnRole role, const char *name)
{
  const TerrainField *translated = NULL;

  for (guint i = 0; i < self->fields->len; i++)
    {
      const TerrainField *field = &g_array_index (self->fields, TerrainField, i);

      if (field->column->role != role || (name != NULL && !g_str_equal (field->column->name, name)))
        continue;
      if (field->column->language == NULL)
        return field;
      if (translated == NULL)
        translated = field;
    }
  return translated;
}

const char *
terrain_record_get (const TerrainRecord *self, TerrainColumnRole role, const char *name)
{
  const TerrainField *field = terrain_record_find (self, role, name);

  return field != NULL ? field->text : NULL;
}

/* XML 1.0 section 2.2: other control characters cannot be written at all. */
static gboolean
is_xml_character (gunichar c)
{
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD)
         || (c >= 0x10000 && c <= 0x10FFFF);
}

static gboolean
is_trimmed (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x200B || c == 0xFEFF || c == 0x2060;
}

/* The quotation marks that word processors put in the place of ' and ". */
static char
straight_quote (gunichar c)
{
  if (c >= 0x2018 && c <= 0x201B)
    return '\'';
  if (c >= 0x201C && c <= 0x201F)
    return '"';
  return '\0';
}

static void
append_clean (GString *clean, gunichar c, gboolean is_text, gboolean collapse)
{
  if (!is_text && straight_quote (c) != '\0')
    g_string_append_c (clean, straight_quote (c));
  else if (!is_text && c == 0xA0)
    append_clean (clean, ' ', is_text, collapse);
  else if (c == ' ' && collapse && clean->len > 0 && clean->str[clean->len - 1] == ' ')
    return;
  else if (is_xml_character (c) && c != '\r')
    g_string_append_unichar (clean, c);
}

/* Most cells are as they should be, and stay where they are. */
static gboolean
is_clean (const char *text)
{
  const char *at = text;

  if (g_ascii_isspace (*text))
    return FALSE;
  for (; *at != '\0'; at++)
    if ((guchar) *at >= 0x7F || (guchar) *at < 0x20 || (*at == ' ' && at[1] == ' '))
      return FALSE;
  return at > text && at[-1] != ' ';
}

/* What a person meant to type: no space at the ends, no word processor's quotes in expressions, nothing XML cannot say.
 * Words for people keep their typography. */
static const char *
clean_text (const TerrainTableReader *reader, const char *text, gboolean is_text)
{
  g_autoptr (GString) clean = NULL;
  const char *end = text + strlen (text);

  if (is_clean (text))
    return text;
  clean = g_string_sized_new ((gsize) (end - text));
  while (*text != '\0' && is_trimmed (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (end > text && is_trimmed (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  for (; text < end; text = g_utf8_next_char (text))
    append_clean (clean, g_utf8_get_char (text), is_text, reader->collapse_spaces);
  return g_string_chunk_insert (reader->texts, clean->str);
}

static void
say (const TerrainTableReader *reader, const TerrainTable *self, TerrainSheetSeverity severity, const char *code,
     guint row, guint column, char *message)
{
  terrain_sheet_issue_list_take (reader->issues, severity, code, self->sheet, row, column, message);
}

/* Two headers for one column: which of them would count? */
static void
check_twins (const TerrainTableReader *reader, const TerrainTable *self, const TerrainColumn *column)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const TerrainColumn *other = g_ptr_array_index (self->columns, i);

      if (other == column || other->role != column->role || !g_str_equal (other->name, column->name)
          || g_strcmp0 (other->language, column->language) != 0 || column->role == TERRAIN_COLUMN_IGNORED)
        continue;
      if (column->role == TERRAIN_COLUMN_EXTRA && self->kind != TERRAIN_TABLE_CHOICES)
        continue;
      say (reader, self, TERRAIN_SHEET_ISSUE_ERROR, "header-twice", self->header_row, column->number,
           g_strdup_printf (_("The columns “%s” and “%s” are the same column. Remove or rename one of them."),
                            other->header, column->header));
      return;
    }
}

static void
check_header (const TerrainTableReader *reader, const TerrainTable *self, const TerrainColumn *column)
{
  const char *suggestion;

  if (column->language != NULL && !terrain_column_is_translatable (column)
      && column->role != TERRAIN_COLUMN_EXTRA)
    say (reader, self, TERRAIN_SHEET_ISSUE_WARNING, "header-language", self->header_row, column->number,
         g_strdup_printf (_("The column “%s” is not read in languages. Write its name without “%s”."),
                          column->header, column->language));
  if (column->role != TERRAIN_COLUMN_EXTRA)
    return;
  suggestion = terrain_column_suggest (column->header, self->kind);
  if (suggestion != NULL)
    say (reader, self, TERRAIN_SHEET_ISSUE_WARNING, "header-unknown", self->header_row, column->number,
         g_strdup_printf (_("The column “%s” is not one that forms have. Did you mean “%s”?"), column->header,
                          suggestion));
}

/* "label : : French (fr)" is "label::French (fr)". */
static const char *
clean_header (const TerrainTableReader *reader, const char *text)
{
  const char *clean = clean_text (reader, text, FALSE);
  g_autoptr (GString) joined = NULL;

  if (strstr (clean, ": ") == NULL)
    return clean;
  joined = g_string_new (clean);
  g_string_replace (joined, ": :", "::", 0);
  return g_string_chunk_insert (reader->texts, joined->str);
}

static void
read_header (const TerrainTableReader *reader, TerrainTable *self, const TerrainSheetRow *row)
{
  gboolean double_colon = FALSE;

  self->header_row = row->row;
  for (guint i = 0; i < row->cells->len; i++)
    double_colon |= strstr (clean_header (reader, g_array_index (row->cells, TerrainCell, i).text), "::") != NULL;
  for (guint i = 0; i < row->cells->len; i++)
    {
      const TerrainCell *cell = &g_array_index (row->cells, TerrainCell, i);
      TerrainColumn *column = g_new0 (TerrainColumn, 1);

      column->number = cell->column;
      column->header = clean_header (reader, cell->text);
      terrain_column_resolve (column, self->kind, double_colon, reader->texts);
      check_twins (reader, self, column);
      check_header (reader, self, column);
      /* What cannot be translated is not read in one language. */
      if (column->language != NULL && !terrain_column_is_translatable (column))
        column->role = TERRAIN_COLUMN_IGNORED;
      g_ptr_array_add (self->columns, column);
    }
}

static const TerrainColumn *
column_at (const TerrainTable *self, guint number, guint *from)
{
  for (; *from < self->columns->len; (*from)++)
    {
      const TerrainColumn *column = g_ptr_array_index (self->columns, *from);

      if (column->number == number)
        return column;
      if (column->number > number)
        return NULL;
    }
  return NULL;
}

static void
read_record (const TerrainTableReader *reader, TerrainTable *self, const TerrainSheetRow *row, GHashTable *orphans)
{
  TerrainRecord *record = g_new0 (TerrainRecord, 1);
  guint from = 0;

  record->row = row->row;
  record->fields = g_array_sized_new (FALSE, FALSE, sizeof (TerrainField), row->cells->len);
  for (guint i = 0; i < row->cells->len; i++)
    {
      const TerrainCell *cell = &g_array_index (row->cells, TerrainCell, i);
      TerrainField field = { column_at (self, cell->column, &from), NULL };

      if (field.column == NULL)
        {
          if (g_hash_table_add (orphans, GUINT_TO_POINTER (cell->column)))
            say (reader, self, TERRAIN_SHEET_ISSUE_WARNING, "header-missing", row->row, cell->column,
                 g_strdup (_("This column has no header, so nothing in it is read. Write one in the first row, or "
                             "empty the column.")));
          continue;
        }
      if (strlen (cell->text) > MAX_CELL)
        {
          say (reader, self, TERRAIN_SHEET_ISSUE_ERROR, "cell-long", row->row, cell->column,
               g_strdup (_("This cell holds more text than a spreadsheet program can. Shorten it.")));
          continue;
        }
      field.text = clean_text (reader, cell->text, terrain_column_is_text (field.column));
      if (*field.text != '\0')
        g_array_append_val (record->fields, field);
    }
  if (record->fields->len > 0)
    g_ptr_array_add (self->records, record);
  else
    record_free (record);
}

TerrainTable *
terrain_table_read (const TerrainTableReader *reader, TerrainSheet *sheet, TerrainTableKind kind)
{
  TerrainTable *self = g_new0 (TerrainTable, 1);
  g_autoptr (GHashTable) orphans = g_hash_table_new (NULL, NULL);

  self->sheet = g_string_chunk_insert_const (reader->texts, sheet->name);
  self->kind = kind;
  self->header_row = 1;
  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) record_free);
  if (sheet->rows->len > 0)
    read_header (reader, self, g_ptr_array_index (sheet->rows, 0));
  for (guint i = 1; i < sheet->rows->len; i++)
    read_record (reader, self, g_ptr_array_index (sheet->rows, i), orphans);
  if (sheet->hidden)
    say (reader, self, TERRAIN_SHEET_ISSUE_WARNING, "sheet-hidden", 0, 0,
         g_strdup_printf (_("The sheet “%s” is hidden, and it is part of the form all the same. Show it, or put “_” "
                            "before its name where it should not count."), sheet->name));
  return self;
}
