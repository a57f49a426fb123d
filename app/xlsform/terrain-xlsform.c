/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "terrain-compile-private.h"
#include "terrain-sheet-issue-private.h"
#include "terrain-xform-private.h"
#include "terrain-xlsform-form.h"

/* Where a node, a choice ("choices/LIST/NAME") or the title ("title") was written. */
typedef struct
{
  char *sheet;
  guint row;
  char *note; /* (nullable): what its author says to translators */
} Origin;

struct _TerrainXlsform
{
  grefcount references;
  GBytes *xml;
  GBytes *itemsets;
  GPtrArray *issues;
  GPtrArray *attachments; /* %NULL-terminated */
  GHashTable *origins;    /* path → Origin */
  char *form_id;
  char *title;
};

static void
origin_free (Origin *origin)
{
  g_free (origin->sheet);
  g_free (origin->note);
  g_free (origin);
}

TerrainXlsform *
terrain_xlsform_ref (TerrainXlsform *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_ref_count_inc (&self->references);
  return self;
}

void
terrain_xlsform_unref (TerrainXlsform *self)
{
  g_return_if_fail (self != NULL);

  if (!g_ref_count_dec (&self->references))
    return;
  g_clear_pointer (&self->xml, g_bytes_unref);
  g_clear_pointer (&self->itemsets, g_bytes_unref);
  g_ptr_array_unref (self->issues);
  g_ptr_array_unref (self->attachments);
  g_hash_table_unref (self->origins);
  g_free (self->form_id);
  g_free (self->title);
  g_free (self);
}

static void
begin (TerrainCompile *compile, TerrainSpreadsheet *spreadsheet)
{
  memset (compile, 0, sizeof *compile);
  compile->spreadsheet = spreadsheet;
  compile->issues = terrain_sheet_issue_list_new ();
  compile->texts = g_string_chunk_new (64 * 1024);
  compile->namespaces = g_ptr_array_new_with_free_func (g_free);
  compile->lists = g_ptr_array_new ();
  compile->list_index = g_hash_table_new (g_str_hash, g_str_equal);
  compile->external_lists = g_hash_table_new (g_str_hash, g_str_equal);
  compile->items = g_ptr_array_new ();
  compile->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  compile->secondaries = g_ptr_array_new_with_free_func (g_free);
  compile->secondary_index = g_hash_table_new (g_str_hash, g_str_equal);
  compile->entities = g_ptr_array_new ();
  compile->attachments = g_ptr_array_new ();
  for (guint i = 0; i < spreadsheet->issues->len; i++)
    {
      const TerrainSheetIssue *issue = g_ptr_array_index (spreadsheet->issues, i);

      terrain_sheet_issue_list_take (compile->issues, issue->severity, issue->code, issue->sheet, issue->row,
                                     issue->column, g_strdup (issue->message));
    }
}

static void
end (TerrainCompile *compile)
{
  TerrainTable *const tables[] = { compile->survey, compile->choices, compile->settings, compile->external_choices,
                                   compile->entities_sheet, compile->osm };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (tables[i] != NULL)
      terrain_table_free (tables[i]);
  g_ptr_array_unref (compile->namespaces);
  g_ptr_array_unref (compile->lists);
  g_hash_table_unref (compile->list_index);
  g_hash_table_unref (compile->external_lists);
  g_ptr_array_unref (compile->items);
  g_hash_table_unref (compile->by_name);
  g_ptr_array_unref (compile->secondaries);
  g_hash_table_unref (compile->secondary_index);
  g_ptr_array_unref (compile->entities);
  g_ptr_array_unref (compile->attachments);
  g_string_chunk_free (compile->texts);
}

static void
append_quoted (GString *line, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "\"", -1);
  g_autofree char *doubled = g_strjoinv ("\"\"", parts);

  g_string_append_printf (line, "%s\"%s\"", line->len > 0 && line->str[line->len - 1] != '\n' ? "," : "", doubled);
}

static const char *
text_at (const TerrainRecord *record, const TerrainColumn *column)
{
  for (guint i = 0; i < record->fields->len; i++)
    if (g_array_index (record->fields, TerrainField, i).column == column)
      return g_array_index (record->fields, TerrainField, i).text;
  return "";
}

/* The external choices as Collect reads them: the sheet as it is, in CSV. */
static GBytes *
print_itemsets (const TerrainTable *table)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < table->columns->len; i++)
    {
      const TerrainColumn *column = g_ptr_array_index (table->columns, i);

      append_quoted (text, column->role == TERRAIN_COLUMN_LIST   ? "list_name"
                           : column->role == TERRAIN_COLUMN_NAME ? "name"
                                                                 : column->header);
    }
  g_string_append_c (text, '\n');
  for (guint i = 0; i < table->records->len; i++)
    {
      const TerrainRecord *record = g_ptr_array_index (table->records, i);

      for (guint j = 0; j < table->columns->len; j++)
        append_quoted (text, text_at (record, g_ptr_array_index (table->columns, j)));
      g_string_append_c (text, '\n');
    }
  return g_string_free_to_bytes (text);
}

/* No column of XLSForm: what an author wants a translator to know. "note" is what authors call it without being told. */
static const char *
find_note (const TerrainRecord *record)
{
  static const char *const names[] = { "translator_note", "note", NULL };

  for (guint i = 0; record != NULL && i < record->fields->len; i++)
    {
      const TerrainField *field = &g_array_index (record->fields, TerrainField, i);
      g_autofree char *name = g_ascii_strdown (field->column->header, -1);

      if ((field->column->role == TERRAIN_COLUMN_EXTRA || field->column->role == TERRAIN_COLUMN_IGNORED)
          && g_strv_contains (names, g_strdelimit (g_strstrip (name), " ", '_')))
        return field->text;
    }
  return NULL;
}

/* @path: (transfer full) */
static void
keep_origin (TerrainXlsform *self, char *path, TerrainPlace place, const TerrainRecord *record)
{
  Origin *origin;

  if (place.row == 0 || g_hash_table_contains (self->origins, path))
    {
      g_free (path);
      return;
    }
  origin = g_new0 (Origin, 1);
  origin->sheet = g_strdup (place.sheet);
  origin->row = place.row;
  origin->note = g_strdup (find_note (record));
  g_hash_table_insert (self->origins, path, origin);
}

static void
keep_origins (TerrainXlsform *self, TerrainCompile *compile)
{
  for (guint i = 0; i < compile->items->len; i++)
    {
      const TerrainEntry *item = g_ptr_array_index (compile->items, i);

      keep_origin (self, g_strdup (item->path), terrain_entry_place (compile, item, NULL), item->record);
    }
  for (guint i = 0; compile->choices != NULL && i < compile->lists->len; i++)
    {
      const TerrainChoiceList *list = g_ptr_array_index (compile->lists, i);

      for (guint j = 0; j < list->choices->len; j++)
        {
          const TerrainChoice *choice = g_ptr_array_index (list->choices, j);

          keep_origin (self, g_strconcat ("choices/", list->name, "/", choice->name, NULL),
                       terrain_place (compile->choices, choice->row, NULL), choice->record);
        }
    }
  if (compile->settings != NULL && compile->setting != NULL)
    keep_origin (self, g_strdup ("title"), terrain_place (compile->settings, compile->setting->row, NULL),
                 compile->setting);
}

static void
keep_attachments (TerrainXlsform *self, TerrainCompile *compile)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < compile->attachments->len; i++)
    {
      const char *name = g_ptr_array_index (compile->attachments, i);

      if (g_hash_table_add (seen, (gpointer) name))
        g_ptr_array_add (self->attachments, g_strdup (name));
    }
  if (self->itemsets != NULL)
    g_ptr_array_add (self->attachments, g_strdup ("itemsets.csv"));
  g_ptr_array_add (self->attachments, NULL);
}

TerrainXlsform *
terrain_xlsform_compile (TerrainSpreadsheet *spreadsheet, const char *form_name, const char *root_name)
{
  TerrainXlsform *self;
  TerrainCompile compile;

  g_return_val_if_fail (spreadsheet != NULL, NULL);
  g_return_val_if_fail (form_name != NULL, NULL);

  self = g_new0 (TerrainXlsform, 1);
  g_ref_count_init (&self->references);
  self->origins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) origin_free);
  self->attachments = g_ptr_array_new_with_free_func (g_free);
  begin (&compile, spreadsheet);
  terrain_compile_sheets (&compile);
  terrain_compile_settings (&compile, form_name, root_name);
  terrain_compile_choices (&compile);
  terrain_compile_survey (&compile);
  terrain_compile_names (&compile);
  terrain_compile_selects (&compile);
  terrain_compile_triggers (&compile);
  terrain_compile_entities (&compile);
  terrain_compile_secondaries (&compile);
  terrain_compile_languages (&compile);
  /* Also where there are errors: writing finds the references that lead nowhere. */
  if (!compile.too_large)
    self->xml = terrain_xform_write (&compile);
  if (terrain_sheet_issue_list_has_errors (compile.issues))
    g_clear_pointer (&self->xml, g_bytes_unref);
  if (compile.external_choices != NULL && compile.external_choices->records->len > 0)
    self->itemsets = print_itemsets (compile.external_choices);
  self->issues = compile.issues;
  self->form_id = g_strdup (compile.form_id);
  self->title = g_strdup (compile.title);
  keep_origins (self, &compile);
  keep_attachments (self, &compile);
  end (&compile);
  return self;
}

GBytes *
terrain_xlsform_get_xml (TerrainXlsform *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->xml;
}

GPtrArray *
terrain_xlsform_get_issues (TerrainXlsform *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->issues;
}

const char *
terrain_xlsform_get_form_id (TerrainXlsform *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->form_id;
}

const char *
terrain_xlsform_get_title (TerrainXlsform *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->title;
}

GBytes *
terrain_xlsform_get_itemsets (TerrainXlsform *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->itemsets;
}

const char *const *
terrain_xlsform_get_attachments (TerrainXlsform *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *) self->attachments->pdata;
}

static const Origin *
find_origin (TerrainXlsform *self, const char *ref)
{
  g_autofree char *path = g_strdup (ref);
  char *slash;

  do
    {
      const Origin *origin = g_hash_table_lookup (self->origins, path);

      if (origin != NULL)
        return origin;
      slash = strrchr (path, '/');
      if (slash != NULL)
        *slash = '\0';
    }
  while (slash != NULL && *path != '\0');
  return NULL;
}

guint
terrain_xlsform_locate (TerrainXlsform *self, const char *ref, const char **sheet)
{
  const Origin *origin;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (ref != NULL, 0);

  origin = find_origin (self, ref);
  if (origin != NULL && sheet != NULL)
    *sheet = origin->sheet;
  return origin != NULL ? origin->row : 0;
}

const char *
terrain_xlsform_get_note (TerrainXlsform *self, const char *ref)
{
  const Origin *origin;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (ref != NULL, NULL);

  origin = g_hash_table_lookup (self->origins, ref);
  return origin != NULL ? origin->note : NULL;
}
