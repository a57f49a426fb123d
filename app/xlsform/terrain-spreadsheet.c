/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-spreadsheet-private.h"

#include <string.h>

#include "terrain-sheet-issue-private.h"

G_DEFINE_QUARK (terrain-spreadsheet-error-quark, terrain_spreadsheet_error)

const char *const terrain_spreadsheet_known_sheets[] = {
  "survey", "choices", "settings", "external_choices", "entities", "osm", NULL,
};

static void
row_free (TerrainSheetRow *row)
{
  g_array_unref (row->cells);
  g_free (row);
}

static void
sheet_free (TerrainSheet *sheet)
{
  g_free (sheet->name);
  g_ptr_array_unref (sheet->rows);
  g_free (sheet);
}

TerrainSpreadsheet *
terrain_spreadsheet_new (void)
{
  TerrainSpreadsheet *self = g_new0 (TerrainSpreadsheet, 1);

  g_ref_count_init (&self->references);
  self->texts = g_string_chunk_new (16 * 1024);
  self->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) sheet_free);
  self->files = g_ptr_array_new_with_free_func (g_object_unref);
  self->issues = terrain_sheet_issue_list_new ();
  return self;
}

TerrainSpreadsheet *
terrain_spreadsheet_ref (TerrainSpreadsheet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_ref_count_inc (&self->references);
  return self;
}

void
terrain_spreadsheet_unref (TerrainSpreadsheet *self)
{
  g_return_if_fail (self != NULL);

  if (!g_ref_count_dec (&self->references))
    return;
  g_ptr_array_unref (self->sheets);
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->issues);
  g_string_chunk_free (self->texts);
  g_free (self);
}

GPtrArray *
terrain_spreadsheet_get_files (TerrainSpreadsheet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->files;
}

GPtrArray *
terrain_spreadsheet_get_issues (TerrainSpreadsheet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->issues;
}

gboolean
terrain_text_is_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar character = g_utf8_get_char (text);

      if (!g_unichar_isspace (character) && character != 0x200B && character != 0xFEFF)
        return FALSE;
    }
  return TRUE;
}

gboolean
terrain_spreadsheet_knows (const char *sheet)
{
  g_autofree char *stripped = g_strstrip (g_strdup (sheet));

  for (guint i = 0; terrain_spreadsheet_known_sheets[i] != NULL; i++)
    if (g_ascii_strcasecmp (stripped, terrain_spreadsheet_known_sheets[i]) == 0)
      return TRUE;
  return FALSE;
}

TerrainSheet *
terrain_spreadsheet_find (TerrainSpreadsheet *self, const char *name)
{
  for (guint i = 0; i < self->sheets->len; i++)
    {
      TerrainSheet *sheet = g_ptr_array_index (self->sheets, i);
      g_autofree char *stripped = g_strstrip (g_strdup (sheet->name));

      if (g_ascii_strcasecmp (stripped, name) == 0)
        return sheet;
    }
  return NULL;
}

TerrainSheet *
terrain_spreadsheet_take_sheet (TerrainSpreadsheet *self, const char *name)
{
  TerrainSheet *sheet = terrain_spreadsheet_find (self, name);

  if (sheet != NULL)
    return sheet;
  sheet = g_new0 (TerrainSheet, 1);
  sheet->name = g_strdup (name);
  sheet->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  g_ptr_array_add (self->sheets, sheet);
  return sheet;
}

void
terrain_spreadsheet_add_sheet (TerrainSpreadsheet *self, const char *name)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL);

  terrain_spreadsheet_take_sheet (self, name);
}

/* The place of @row among the rows: where it is, or where it would be. */
static guint
row_place (TerrainSheet *sheet, guint row)
{
  guint low = 0, high = sheet->rows->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const TerrainSheetRow *there = g_ptr_array_index (sheet->rows, middle);

      if (there->row < row)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

TerrainSheetRow *
terrain_sheet_find_row (TerrainSheet *sheet, guint row)
{
  guint place = row_place (sheet, row);
  TerrainSheetRow *there = place < sheet->rows->len ? g_ptr_array_index (sheet->rows, place) : NULL;

  return there != NULL && there->row == row ? there : NULL;
}

static TerrainSheetRow *
take_row (TerrainSheet *sheet, guint row)
{
  TerrainSheetRow *last = sheet->rows->len > 0 ? g_ptr_array_index (sheet->rows, sheet->rows->len - 1) : NULL;
  TerrainSheetRow *there;

  if (last != NULL && last->row == row)
    return last;
  there = terrain_sheet_find_row (sheet, row);
  if (there != NULL)
    return there;
  there = g_new0 (TerrainSheetRow, 1);
  there->row = row;
  there->cells = g_array_new (FALSE, FALSE, sizeof (TerrainCell));
  g_ptr_array_insert (sheet->rows, (int) row_place (sheet, row), there);
  return there;
}

void
terrain_sheet_put (TerrainSpreadsheet *self, TerrainSheet *sheet, guint row, guint column, const char *text)
{
  TerrainSheetRow *there;
  TerrainCell cell = { column, NULL };
  guint place;

  if (terrain_text_is_blank (text))
    return;
  there = take_row (sheet, row);
  cell.text = g_string_chunk_insert (self->texts, text);
  for (place = there->cells->len; place > 0; place--)
    {
      TerrainCell *before = &g_array_index (there->cells, TerrainCell, place - 1);

      if (before->column == column)
        {
          before->text = cell.text;
          return;
        }
      if (before->column < column)
        break;
    }
  g_array_insert_val (there->cells, place, cell);
}

void
terrain_spreadsheet_add_cell (TerrainSpreadsheet *self, const char *sheet, guint row, guint column, const char *text)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (sheet != NULL);
  g_return_if_fail (row > 0 && column > 0);
  g_return_if_fail (text != NULL);

  terrain_sheet_put (self, terrain_spreadsheet_take_sheet (self, sheet), row, column, text);
}

const char *
terrain_spreadsheet_get_cell (TerrainSpreadsheet *self, const char *sheet, guint row, guint column)
{
  TerrainSheet *there;
  TerrainSheetRow *line;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (sheet != NULL, NULL);

  there = terrain_spreadsheet_find (self, sheet);
  line = there != NULL ? terrain_sheet_find_row (there, row) : NULL;
  for (guint i = 0; line != NULL && i < line->cells->len; i++)
    {
      const TerrainCell *cell = &g_array_index (line->cells, TerrainCell, i);

      if (cell->column == column)
        return cell->text;
    }
  return NULL;
}
