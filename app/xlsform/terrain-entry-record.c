/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-compile-private.h"

void
terrain_entry_set_bind (TerrainCompile *self, TerrainEntry *item, const char *name, const char *value,
                       const TerrainColumn *column)
{
  static const char *const conditions[] = { "required", "readonly", "relevant", "constraint", "calculate", NULL };
  int truth = g_strv_contains (conditions, name) && strlen (value) > 1 ? terrain_truth (value) : -1;

  terrain_attributes_set (item->bind, name, truth == 1 ? "true()" : truth == 0 ? "false()" : value, column);
}

/* The texts of a bind that can be in languages. */
static GArray *
message_of (TerrainEntry *item, const char *name)
{
  if (g_str_equal (name, "jr:constraintMsg"))
    return item->constraint_message;
  if (g_str_equal (name, "jr:requiredMsg"))
    return item->required_message;
  if (g_str_equal (name, "jr:noAppErrorString"))
    return item->no_app_message;
  if (g_str_equal (name, "terrain:softConstraintMsg"))
    return item->soft_message;
  return NULL;
}

static void
read_bind (TerrainCompile *self, TerrainEntry *item, const TerrainField *field)
{
  const TerrainColumn *column = field->column;
  GArray *message = message_of (item, column->name);

  if (message != NULL)
    terrain_words_add (message, column->language, field->text, column);
  else
    terrain_entry_set_bind (self, item, column->name, field->text, column);
}

static void
read_triggers (TerrainCompile *self, TerrainEntry *item, const TerrainField *field)
{
  g_auto (GStrv) parts = g_strsplit (field->text, ",", -1);

  item->trigger_column = field->column;
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *part = g_strstrip (parts[i]);
      gsize length = strlen (part);

      if (length == 0)
        continue;
      if (!g_str_has_prefix (part, "${") || part[length - 1] != '}' || strchr (part, '}') != part + length - 1)
        {
          terrain_compile_error (self, "trigger-syntax", terrain_entry_place (self, item, field->column),
                                 _("“%s” is not a trigger. Write the questions that set this one off as ${name}, with "
                                   "a comma between two."), part);
          continue;
        }
      part[length - 1] = '\0';
      g_ptr_array_add (item->triggers, (gpointer) terrain_compile_text (self, part + 2));
    }
}

static void
read_field (TerrainCompile *self, TerrainEntry *item, const TerrainField *field)
{
  const TerrainColumn *column = field->column;
  TerrainMedia media = { column->name, { column->language, field->text, column } };

  switch ((int) column->role)
    {
    case TERRAIN_COLUMN_LABEL:
      terrain_words_add (item->label, column->language, field->text, column);
      break;
    case TERRAIN_COLUMN_HINT:
      terrain_words_add (item->hint, column->language, field->text, column);
      break;
    case TERRAIN_COLUMN_GUIDANCE:
      terrain_words_add (item->guidance, column->language, field->text, column);
      break;
    case TERRAIN_COLUMN_MEDIA:
      g_array_append_val (item->media, media);
      break;
    case TERRAIN_COLUMN_BIND:
      read_bind (self, item, field);
      break;
    case TERRAIN_COLUMN_CONTROL:
      terrain_attributes_set (item->control, column->name, field->text, column);
      break;
    case TERRAIN_COLUMN_INTENT:
      terrain_attributes_set (item->control, "intent", field->text, column);
      break;
    case TERRAIN_COLUMN_INSTANCE:
      terrain_attributes_set (item->instance, column->name, field->text, column);
      break;
    case TERRAIN_COLUMN_DEFAULT:
      item->default_value = field->text;
      item->default_column = column;
      break;
    case TERRAIN_COLUMN_REPEAT_COUNT:
      item->repeat_count = field->text;
      item->repeat_count_column = column;
      break;
    case TERRAIN_COLUMN_CHOICE_FILTER:
      item->select.filter = field->text;
      item->select.filter_column = column;
      break;
    case TERRAIN_COLUMN_SAVE_TO:
      item->save_to = field;
      break;
    case TERRAIN_COLUMN_TRIGGER:
      read_triggers (self, item, field);
      break;
    default:
      break;
    }
}

void
terrain_entry_read_record (TerrainCompile *self, TerrainEntry *item)
{
  for (guint i = 0; i < item->record->fields->len; i++)
    read_field (self, item, &g_array_index (item->record->fields, TerrainField, i));
}
