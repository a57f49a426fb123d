/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-compile-private.h"
#include "terrain-sheet-issue-private.h"

void
terrain_compile_error (TerrainCompile *self, const char *code, TerrainPlace place, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  terrain_sheet_issue_list_take (self->issues, TERRAIN_SHEET_ISSUE_ERROR, code, place.sheet, place.row, place.column,
                                 g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

void
terrain_compile_warn (TerrainCompile *self, const char *code, TerrainPlace place, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  terrain_sheet_issue_list_take (self->issues, TERRAIN_SHEET_ISSUE_WARNING, code, place.sheet, place.row,
                                 place.column, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

TerrainPlace
terrain_place (const TerrainTable *table, guint row, const TerrainColumn *column)
{
  return (TerrainPlace) { table != NULL ? table->sheet : NULL, row, column != NULL ? column->number : 0 };
}

TerrainPlace
terrain_entry_place (TerrainCompile *self, const TerrainEntry *item, const TerrainColumn *column)
{
  return terrain_place (item->table != NULL ? item->table : self->survey, item->row, column);
}

TerrainPlace
terrain_entry_place_of (TerrainCompile *self, const TerrainEntry *item, TerrainColumnRole role)
{
  const TerrainField *field = item->record != NULL ? terrain_record_find (item->record, role, NULL) : NULL;

  return terrain_entry_place (self, item, field != NULL ? field->column : NULL);
}

/* Few cells can say much: a name referred to a million times. */
static const char *
keep (TerrainCompile *self, const char *text)
{
  const TerrainPlace nowhere = { NULL, 0, 0 };
  gboolean fits = self->written <= TERRAIN_MAX_EXPANDED;

  self->written += strlen (text) + 1;
  if (self->written <= TERRAIN_MAX_EXPANDED)
    return g_string_chunk_insert (self->texts, text);
  self->too_large = TRUE;
  if (fits)
    terrain_compile_error (self, "form-too-large", nowhere,
                           _("The form is larger than any that can be filled in. Split it."));
  return "";
}

const char *
terrain_compile_text (TerrainCompile *self, const char *text)
{
  return keep (self, text);
}

const char *
terrain_compile_format (TerrainCompile *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return keep (self, text);
}

/* Namespaces in XML 1.0, NCName, without combining characters and extenders beyond letters and digits. */
gboolean
terrain_is_name (const char *text)
{
  gunichar first = g_utf8_get_char (text);

  if (first != '_' && !g_unichar_isalpha (first))
    return FALSE;
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (c != '_' && c != '-' && c != '.' && !g_unichar_isalnum (c) && !g_unichar_ismark (c))
        return FALSE;
    }
  return TRUE;
}

int
terrain_truth (const char *text)
{
  static const char *const yes[] = { "yes", "true", "true()", "1" };
  static const char *const no[] = { "no", "false", "false()", "0" };

  for (guint i = 0; i < G_N_ELEMENTS (yes); i++)
    {
      if (g_ascii_strcasecmp (text, yes[i]) == 0)
        return 1;
      if (g_ascii_strcasecmp (text, no[i]) == 0)
        return 0;
    }
  return -1;
}

const TerrainAttribute *
terrain_attributes_find (const GArray *attributes, const char *name)
{
  for (guint i = 0; i < attributes->len; i++)
    {
      const TerrainAttribute *attribute = &g_array_index (attributes, TerrainAttribute, i);

      if (g_str_equal (attribute->name, name))
        return attribute;
    }
  return NULL;
}

void
terrain_attributes_set (GArray *attributes, const char *name, const char *value, const TerrainColumn *column)
{
  TerrainAttribute attribute = { name, value, column };

  for (guint i = 0; i < attributes->len; i++)
    if (g_str_equal (g_array_index (attributes, TerrainAttribute, i).name, name))
      {
        g_array_index (attributes, TerrainAttribute, i) = attribute;
        return;
      }
  g_array_append_val (attributes, attribute);
}

void
terrain_words_add (GArray *words, const char *language, const char *text, const TerrainColumn *column)
{
  TerrainWords word = { language, text, column };

  g_array_append_val (words, word);
}

static void
item_free (TerrainEntry *item)
{
  GArray *const arrays[] = { item->label, item->hint, item->guidance, item->constraint_message,
                             item->required_message, item->no_app_message, item->soft_message, item->media, item->bind,
                             item->control, item->instance };

  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    g_array_unref (arrays[i]);
  g_ptr_array_unref (item->children);
  g_ptr_array_unref (item->triggers);
  g_ptr_array_unref (item->triggered);
  g_free (item);
}

TerrainEntry *
terrain_entry_new (TerrainCompile *self, TerrainEntryKind kind, const char *name, TerrainEntry *parent, guint row)
{
  TerrainEntry *item = g_new0 (TerrainEntry, 1);
  GArray **const words[] = { &item->label, &item->hint, &item->guidance, &item->constraint_message,
                             &item->required_message, &item->no_app_message, &item->soft_message };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    *words[i] = g_array_new (FALSE, FALSE, sizeof (TerrainWords));
  item->media = g_array_new (FALSE, FALSE, sizeof (TerrainMedia));
  item->bind = g_array_new (FALSE, FALSE, sizeof (TerrainAttribute));
  item->control = g_array_new (FALSE, FALSE, sizeof (TerrainAttribute));
  item->instance = g_array_new (FALSE, FALSE, sizeof (TerrainAttribute));
  item->children = g_ptr_array_new ();
  item->triggers = g_ptr_array_new ();
  item->triggered = g_ptr_array_new ();
  item->kind = kind;
  item->name = name;
  item->row = row;
  item->parent = parent;
  item->path = terrain_compile_format (self, "%s/%s", parent != NULL ? parent->path : "", name);
  g_ptr_array_set_free_func (self->items, (GDestroyNotify) item_free);
  g_ptr_array_add (self->items, item);
  if (parent != NULL)
    {
      item->depth = parent->depth + 1;
      g_ptr_array_add (parent->children, item);
    }
  return item;
}

TerrainEntry *
terrain_entry_repeat (const TerrainEntry *item)
{
  TerrainEntry *around = item->parent;

  while (around != NULL && around->kind != TERRAIN_ENTRY_REPEAT)
    around = around->parent;
  return around;
}

gboolean
terrain_entry_is_within (const TerrainEntry *item, const TerrainEntry *ancestor)
{
  while (item != NULL && item != ancestor)
    item = item->parent;
  return item != NULL;
}

TerrainEntry *
terrain_entry_common (TerrainEntry *a, TerrainEntry *b)
{
  a = a->parent;
  b = b->parent;
  while (a != b && a != NULL && b != NULL)
    {
      if (a->depth >= b->depth)
        a = a->parent;
      else
        b = b->parent;
    }
  return a != NULL && b != NULL ? a : NULL;
}
