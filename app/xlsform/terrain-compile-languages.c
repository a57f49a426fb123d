/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-compile-private.h"

/* What a translatable column is called in messages. */
static const char *
column_word (const TerrainColumn *column)
{
  switch ((int) column->role)
    {
    case TERRAIN_COLUMN_LABEL:
      return "label";
    case TERRAIN_COLUMN_HINT:
      return "hint";
    case TERRAIN_COLUMN_GUIDANCE:
      return "guidance_hint";
    case TERRAIN_COLUMN_MEDIA:
      return column->name;
    default:
      return g_str_equal (column->name, "jr:constraintMsg") ? "constraint_message"
             : g_str_equal (column->name, "jr:requiredMsg") ? "required_message"
             : g_str_equal (column->name, "jr:noAppErrorString") ? "noAppErrorString"
                                                                 : "terrain:softConstraintMsg";
    }
}

static const char *
language_of (const TerrainColumn *column)
{
  return column->language != NULL ? column->language : "default";
}

static void
collect (const TerrainTable *table, GPtrArray *languages, GPtrArray *words)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const TerrainColumn *column = g_ptr_array_index (table->columns, i);

      if (!terrain_column_is_translatable (column))
        continue;
      if (!g_ptr_array_find_with_equal_func (languages, language_of (column), g_str_equal, NULL))
        g_ptr_array_add (languages, (gpointer) language_of (column));
      if (!g_ptr_array_find_with_equal_func (words, column_word (column), g_str_equal, NULL))
        g_ptr_array_add (words, (gpointer) column_word (column));
    }
}

static gboolean
has (const TerrainTable *table, const char *language, const char *word)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const TerrainColumn *column = g_ptr_array_index (table->columns, i);

      if (terrain_column_is_translatable (column) && g_str_equal (language_of (column), language)
          && g_str_equal (column_word (column), word))
        return TRUE;
    }
  return FALSE;
}

/* A column in some languages and not in others leaves gaps. */
static void
warn_of_gaps (TerrainCompile *self, const TerrainTable *table)
{
  g_autoptr (GPtrArray) languages = g_ptr_array_new ();
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  if (table == NULL)
    return;
  collect (table, languages, words);
  if (languages->len > TERRAIN_MAX_LANGUAGES)
    {
      self->too_large = TRUE;
      terrain_compile_error (self, "languages", terrain_place (table, table->header_row, NULL),
                             _("A form has at most %d languages."), TERRAIN_MAX_LANGUAGES);
      return;
    }
  for (guint i = 0; languages->len > 1 && i < languages->len; i++)
    {
      const char *language = g_ptr_array_index (languages, i);
      g_autoptr (GString) missing = g_string_new (NULL);

      for (guint j = 0; j < words->len; j++)
        if (!has (table, language, g_ptr_array_index (words, j)))
          g_string_append_printf (missing, "%s%s", missing->len > 0 ? ", " : "",
                                  (const char *) g_ptr_array_index (words, j));
      if (missing->len > 0)
        terrain_compile_warn (self, "translation-missing", terrain_place (table, table->header_row, NULL),
                              _("The language “%s” has no column for: %s. Add one, such as “label::%s”."), language,
                              missing->str, language);
    }
}

/* "Français (fr)": programs know a language by its code. */
static gboolean
has_code (const char *language)
{
  return g_regex_match_simple ("^(.*\\()?[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\\)?$", language, 0, 0)
         && (strchr (language, '(') != NULL || strlen (language) <= 3 || strchr (language, '-') != NULL);
}

static void
warn_of_codes (TerrainCompile *self)
{
  const TerrainTable *const tables[] = { self->survey, self->choices };
  g_autoptr (GPtrArray) named = g_ptr_array_new ();

  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    for (guint i = 0; tables[t] != NULL && i < tables[t]->columns->len; i++)
      {
        const TerrainColumn *column = g_ptr_array_index (tables[t]->columns, i);

        if (!terrain_column_is_translatable (column) || column->language == NULL || has_code (column->language)
            || g_ptr_array_find_with_equal_func (named, column->language, g_str_equal, NULL))
          continue;
        g_ptr_array_add (named, (gpointer) column->language);
        terrain_compile_warn (self, "language-code", terrain_place (tables[t], tables[t]->header_row, column),
                              _("The language “%s” has no code. Write it as in “Français (fr)”."), column->language);
      }
}

void
terrain_compile_languages (TerrainCompile *self)
{
  warn_of_gaps (self, self->survey);
  warn_of_gaps (self, self->choices);
  warn_of_codes (self);
}
