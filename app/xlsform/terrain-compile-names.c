/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-compile-private.h"

static TerrainPlace
name_place (TerrainCompile *self, const TerrainEntry *item)
{
  return terrain_entry_place_of (self, item, TERRAIN_COLUMN_NAME);
}

/* Two children of one section with one name would be one node. */
static void
check_siblings (TerrainCompile *self, const TerrainEntry *section)
{
  g_autoptr (GHashTable) exact = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < section->children->len; i++)
    {
      const TerrainEntry *item = g_ptr_array_index (section->children, i);
      g_autofree char *lower = g_utf8_strdown (item->name, -1);
      const TerrainEntry *first = g_hash_table_lookup (exact, item->name);

      if (item == self->meta)
        continue;
      if (first == NULL && g_hash_table_contains (folded, lower))
        terrain_compile_warn (self, "name-case", name_place (self, item),
                              _("“%s” differs from another name in its section only in capitals. Some programs take "
                                "them for one; use a name of its own."),
                              item->name);
      if (first != NULL)
        terrain_compile_error (self, "name-twice", name_place (self, item),
                               _("“%s” is already a name in this section, in row %u. Use another."), item->name,
                               first->row);
      g_hash_table_insert (exact, (gpointer) item->name, (gpointer) item);
      g_hash_table_add (folded, g_steal_pointer (&lower));
    }
}

/* Repeats have one name each in the whole form, and not that of its root. */
static void
check_repeats (TerrainCompile *self)
{
  g_autoptr (GHashTable) repeats = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->items->len; i++)
    {
      const TerrainEntry *item = g_ptr_array_index (self->items, i);
      const TerrainEntry *first;

      if (item->kind != TERRAIN_ENTRY_REPEAT)
        continue;
      first = g_hash_table_lookup (repeats, item->name);
      if (g_str_equal (item->name, self->root_name))
        terrain_compile_error (self, "name-root", name_place (self, item),
                               _("“%s” is the name of the form's root. Give the repeat another."), item->name);
      if (first != NULL)
        terrain_compile_error (self, "name-repeat", name_place (self, item),
                               _("“%s” is already the name of the repeat in row %u. Each repeat of a form has a name "
                                 "of its own."),
                               item->name, first->row);
      g_hash_table_insert (repeats, (gpointer) item->name, (gpointer) item);
    }
}

void
terrain_compile_names (TerrainCompile *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      TerrainEntry *item = g_ptr_array_index (self->items, i);
      GPtrArray *called;

      if (item->children->len > 1)
        check_siblings (self, item);
      if (item->kind == TERRAIN_ENTRY_EXTERNAL || item == self->root || item == self->meta)
        continue;
      called = g_hash_table_lookup (self->by_name, item->name);
      if (called == NULL)
        {
          called = g_ptr_array_new ();
          g_hash_table_insert (self->by_name, (gpointer) item->name, called);
        }
      g_ptr_array_add (called, item);
    }
  check_repeats (self);
}
