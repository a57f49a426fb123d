/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-compile-private.h"

/* (nullable) (transfer full): the sheets that @name is probably the right name of, as words in a message. */
static char *
similar_sheets (TerrainCompile *self, const char *name)
{
  GString *names = g_string_new (NULL);
  const char *const candidates[] = { name };

  for (guint i = 0; i < self->spreadsheet->sheets->len; i++)
    {
      const TerrainSheet *sheet = g_ptr_array_index (self->spreadsheet->sheets, i);

      if (*sheet->name == '_' || terrain_spreadsheet_knows (sheet->name)
          || terrain_suggest (sheet->name, candidates, 1) == NULL)
        continue;
      g_string_append_printf (names, "%s“%s”", names->len > 0 ? ", " : "", sheet->name);
    }
  return g_string_free (names, names->len == 0);
}

static void
say_missing (TerrainCompile *self, const char *name)
{
  TerrainPlace place = { NULL, 0, 0 };
  g_autofree char *similar = similar_sheets (self, name);

  if (similar != NULL)
    terrain_compile_error (self, "sheet-missing", place,
                           _("There is no sheet “%s”. Is it %s? Then give it that name."), name, similar);
  else
    terrain_compile_error (self, "sheet-missing", place, _("There is no sheet “%s”. Add one."), name);
}

/* A sheet that a form can do without, but that seems meant. */
static void
warn_of_similar (TerrainCompile *self, const char *name)
{
  g_autofree char *similar = similar_sheets (self, name);
  TerrainPlace place = { NULL, 0, 0 };

  if (similar != NULL)
    terrain_compile_warn (self, "sheet-misspelled", place,
                          _("The sheet %s is not read. If it is meant to be “%s”, give it that name; otherwise put “_” "
                            "before its name."),
                          similar, name);
}

static TerrainTable *
read_sheet (TerrainCompile *self, const char *name, TerrainTableKind kind, gboolean collapse_spaces)
{
  TerrainTableReader reader = { self->texts, self->issues, collapse_spaces };
  TerrainSheet *sheet = terrain_spreadsheet_find (self->spreadsheet, name);

  return sheet != NULL ? terrain_table_read (&reader, sheet, kind) : NULL;
}

/* The type or list-name columns that rows of these sheets need. */
static gboolean
require_column (TerrainCompile *self, const TerrainTable *table, TerrainColumnRole role, const char *name)
{
  TerrainPlace place = terrain_place (table, table->header_row, NULL);

  if (terrain_table_has (table, role))
    return TRUE;
  terrain_compile_error (self, "column-missing", place,
                         _("The sheet “%s” has no column “%s”. The first row must hold the names of the columns."),
                         table->sheet, name);
  return FALSE;
}

static void
require_columns (TerrainCompile *self)
{
  TerrainTable **const lists[] = { &self->choices, &self->external_choices, &self->osm };

  if (self->survey != NULL && !require_column (self, self->survey, TERRAIN_COLUMN_TYPE, "type"))
    g_clear_pointer (&self->survey, terrain_table_free);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      if (*lists[i] == NULL || (*lists[i])->records->len == 0)
        continue;
      if (!require_column (self, *lists[i], TERRAIN_COLUMN_LIST, "list_name")
          || !require_column (self, *lists[i], TERRAIN_COLUMN_NAME, "name"))
        g_clear_pointer (lists[i], terrain_table_free);
    }
  if (self->entities_sheet != NULL && self->entities_sheet->records->len > 0
      && !require_column (self, self->entities_sheet, TERRAIN_COLUMN_LIST, "list_name"))
    g_clear_pointer (&self->entities_sheet, terrain_table_free);
}

void
terrain_compile_sheets (TerrainCompile *self)
{
  const char *clean;
  gboolean collapse;

  self->settings = read_sheet (self, "settings", TERRAIN_TABLE_SETTINGS, TRUE);
  if (self->settings == NULL)
    warn_of_similar (self, "settings");
  else if (self->settings->records->len > 0)
    self->setting = g_ptr_array_index (self->settings->records, 0);
  clean = terrain_compile_setting (self, "clean_text_values");
  collapse = clean == NULL || terrain_truth (clean) != 0;
  self->survey = read_sheet (self, "survey", TERRAIN_TABLE_SURVEY, collapse);
  self->choices = read_sheet (self, "choices", TERRAIN_TABLE_CHOICES, FALSE);
  self->external_choices = read_sheet (self, "external_choices", TERRAIN_TABLE_CHOICES, FALSE);
  self->entities_sheet = read_sheet (self, "entities", TERRAIN_TABLE_ENTITIES, FALSE);
  self->osm = read_sheet (self, "osm", TERRAIN_TABLE_CHOICES, FALSE);
  if (self->survey == NULL)
    say_missing (self, "survey");
  if (self->choices == NULL)
    warn_of_similar (self, "choices");
  if (self->entities_sheet == NULL)
    warn_of_similar (self, "entities");
  require_columns (self);
}
