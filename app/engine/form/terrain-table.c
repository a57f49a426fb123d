/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-engine-error.h"
#include "terrain-table-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* 100,000 rows of thirty columns: beyond that the nodes alone would fill a small machine. */
#define MAX_CELLS 3000000

void
terrain_table_init (TerrainTable *self)
{
  self->document = terrain_document_new ();
  self->root = terrain_node_new_element (self->document, "root", NULL, NULL);
  terrain_node_insert (self->document->node, self->root, NULL);
  self->n_cells = 0;
  self->notes = g_string_new (NULL);
}

void
terrain_table_clear (TerrainTable *self)
{
  g_clear_pointer (&self->document, terrain_document_unref);
  if (self->notes != NULL)
    g_string_free (self->notes, TRUE);
  self->notes = NULL;
}

TerrainNode *
terrain_table_add_item (TerrainTable *self,
                        guint         n_cells,
                        GError      **error)
{
  TerrainNode *item;

  self->n_cells += MAX (n_cells, 1);
  if (self->n_cells > MAX_CELLS)
    {
      g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_LIMIT,
                   _("The list has more than %d cells. Leave out columns or rows that the form does not use."), MAX_CELLS);
      return NULL;
    }
  item = terrain_node_new_element (self->document, NULL, NULL, NULL);
  item->local = g_intern_static_string ("item");
  terrain_node_insert (self->root, item, NULL);
  return item;
}

void
terrain_table_add_cell (TerrainNode *item,
                        const char  *name,
                        char        *value)
{
  /* The name is interned already: a million look-ups less in a large list. */
  TerrainNode *cell = terrain_node_new_element (item->document, NULL, NULL, NULL);

  cell->local = name;
  if (value != NULL)
    terrain_node_keep_value (cell, value, strlen (value));
  g_free (value);
  terrain_node_insert (item, cell, NULL);
}

static gboolean
is_name_start (gunichar character)
{
  return character == '_' || (character < 0x80 ? g_ascii_isalpha ((char) character) : g_unichar_isalpha (character));
}

static gboolean
is_name_character (gunichar character)
{
  return is_name_start (character) || character == '-' || character == '.' || g_unichar_isdigit (character);
}

const char *
terrain_table_intern_name (const char *label)
{
  g_autofree char *stripped = g_strstrip (g_strdup (label));
  g_autoptr (GString) name = g_string_new (NULL);

  if (*stripped == '\0')
    return NULL;
  for (const char *at = stripped; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (name->len == 0 && !is_name_start (character) && is_name_character (character))
        g_string_append_c (name, '_');
      /* A colon would be read as the end of a prefix. */
      g_string_append_unichar (name, is_name_character (character) ? character : '_');
    }
  return g_intern_string (name->str);
}

void
terrain_table_note (TerrainTable *self,
                    const char   *format,
                    ...)
{
  va_list arguments;

  if (self->notes->len > 0)
    g_string_append_c (self->notes, ' ');
  va_start (arguments, format);
  g_string_append_vprintf (self->notes, format, arguments);
  va_end (arguments);
}

TerrainDocument *
terrain_table_finish (TerrainTable *self)
{
  terrain_document_renumber (self->document);
  self->document->frozen = TRUE;
  return g_steal_pointer (&self->document);
}
