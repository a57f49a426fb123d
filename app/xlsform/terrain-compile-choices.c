/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-compile-private.h"

static void
choice_free (TerrainChoice *choice)
{
  g_array_unref (choice->label);
  g_array_unref (choice->media);
  g_free (choice);
}

static void
list_free (TerrainChoiceList *list)
{
  g_ptr_array_unref (list->choices);
  g_free (list);
}

static TerrainChoice *
choice_new (const char *name, guint row, const TerrainRecord *record)
{
  TerrainChoice *choice = g_new0 (TerrainChoice, 1);

  choice->name = name;
  choice->row = row;
  choice->record = record;
  choice->label = g_array_new (FALSE, FALSE, sizeof (TerrainWords));
  choice->media = g_array_new (FALSE, FALSE, sizeof (TerrainMedia));
  return choice;
}

static TerrainChoiceList *
take_list (TerrainCompile *self, const char *name)
{
  TerrainChoiceList *list = g_hash_table_lookup (self->list_index, name);

  if (list != NULL)
    return list;
  list = g_new0 (TerrainChoiceList, 1);
  list->name = name;
  list->choices = g_ptr_array_new_with_free_func ((GDestroyNotify) choice_free);
  g_ptr_array_set_free_func (self->lists, (GDestroyNotify) list_free);
  g_ptr_array_add (self->lists, list);
  g_hash_table_insert (self->list_index, (gpointer) name, list);
  return list;
}

TerrainChoiceList *
terrain_compile_find_list (TerrainCompile *self, const char *name)
{
  return g_hash_table_lookup (self->list_index, name);
}

static void
read_texts (TerrainChoiceList *list, TerrainChoice *choice)
{
  for (guint i = 0; i < choice->record->fields->len; i++)
    {
      const TerrainField *field = &g_array_index (choice->record->fields, TerrainField, i);
      const TerrainColumn *column = field->column;

      if (column->role == TERRAIN_COLUMN_LABEL)
        {
          terrain_words_add (choice->label, column->language, field->text, column);
          list->itext |= column->language != NULL || strstr (field->text, "${") != NULL
                         || strstr (field->text, "instance(") != NULL;
        }
      else if (column->role == TERRAIN_COLUMN_MEDIA)
        {
          TerrainMedia media = { column->name, { column->language, field->text, column } };

          g_array_append_val (choice->media, media);
          list->itext = TRUE;
        }
    }
}

static void
read_choice (TerrainCompile *self, const TerrainRecord *record)
{
  const char *list_name = terrain_record_get (record, TERRAIN_COLUMN_LIST, NULL);
  const TerrainField *name = terrain_record_find (record, TERRAIN_COLUMN_NAME, NULL);
  TerrainPlace place = terrain_place (self->choices, record->row, NULL);
  TerrainChoiceList *list;
  TerrainChoice *choice;

  if (list_name == NULL)
    {
      if (name != NULL || terrain_record_find (record, TERRAIN_COLUMN_LABEL, NULL) != NULL)
        terrain_compile_warn (self, "choice-list-missing", place,
                              _("This choice is in no list and is not read. Write the list's name in “list_name”."));
      return;
    }
  list = take_list (self, list_name);
  if (name == NULL)
    {
      terrain_compile_error (self, "choice-name-missing", place,
                             _("This choice of “%s” has no name. Write in “name” what is stored when it is chosen."),
                             list_name);
      return;
    }
  choice = choice_new (name->text, record->row, record);
  g_ptr_array_add (list->choices, choice);
  read_texts (list, choice);
  if (choice->label->len == 0)
    terrain_compile_warn (self, "choice-label-missing", place,
                          _("The choice “%s” of “%s” has no label. Write in “label” what people see."), choice->name,
                          list_name);
}

static void
check_duplicates (TerrainCompile *self, const TerrainChoiceList *list)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < list->choices->len; i++)
    {
      const TerrainChoice *choice = g_ptr_array_index (list->choices, i);
      const TerrainChoice *first = g_hash_table_lookup (names, choice->name);
      const TerrainField *name = terrain_record_find (choice->record, TERRAIN_COLUMN_NAME, NULL);

      if (first != NULL)
        terrain_compile_error (self, "choice-duplicate", terrain_place (self->choices, choice->row, name->column),
                               _("The name “%s” stands twice in the list “%s”, first in row %u. Give each choice a "
                                 "name of its own, or set “allow_choice_duplicates” to yes where this is meant."),
                               choice->name, list->name, first->row);
      else
        g_hash_table_insert (names, (gpointer) choice->name, (gpointer) choice);
    }
}

/* Columns that are data of a choice become elements: their names must be possible. */
static void
check_columns (TerrainCompile *self)
{
  for (guint i = 0; i < self->choices->columns->len; i++)
    {
      TerrainColumn *column = g_ptr_array_index (self->choices->columns, i);

      if (column->role != TERRAIN_COLUMN_EXTRA || terrain_is_name (column->header))
        continue;
      terrain_compile_warn (self, "choice-column", terrain_place (self->choices, self->choices->header_row, column),
                            _("The column “%s” cannot be used in a filter and is left out. Its name must begin with "
                              "a letter or “_” and have no spaces."),
                            column->header);
      column->role = TERRAIN_COLUMN_IGNORED;
    }
}

static void
read_external (TerrainCompile *self)
{
  for (guint i = 0; i < self->external_choices->records->len; i++)
    {
      const TerrainRecord *record = g_ptr_array_index (self->external_choices->records, i);
      const char *list = terrain_record_get (record, TERRAIN_COLUMN_LIST, NULL);

      if (list != NULL)
        g_hash_table_add (self->external_lists, (gpointer) list);
    }
}

void
terrain_compile_choices (TerrainCompile *self)
{
  if (self->external_choices != NULL)
    read_external (self);
  if (self->choices == NULL)
    return;
  check_columns (self);
  for (guint i = 0; i < self->choices->records->len; i++)
    read_choice (self, g_ptr_array_index (self->choices->records, i));
  if (terrain_compile_setting_is_true (self, "allow_choice_duplicates"))
    return;
  for (guint i = 0; i < self->lists->len; i++)
    check_duplicates (self, g_ptr_array_index (self->lists, i));
}

void
terrain_choice_list_add_other (TerrainCompile *self, TerrainChoiceList *list)
{
  TerrainChoice *other;

  if (list->other_added)
    return;
  list->other_added = TRUE;
  for (guint i = 0; i < list->choices->len; i++)
    if (g_str_equal (((const TerrainChoice *) g_ptr_array_index (list->choices, i))->name, "other"))
      return;
  other = choice_new ("other", 0, NULL);
  terrain_words_add (other->label, TERRAIN_EVERY_LANGUAGE, "Other", NULL);
  g_ptr_array_add (list->choices, other);
}
