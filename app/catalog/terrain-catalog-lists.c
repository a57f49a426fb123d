/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-catalog-lists-private.h"

#include <string.h>

/* By the contexts of the form's texts, which are in document order: choices/LIST/VALUE:label */
struct _TerrainCatalogLists
{
  TerrainForm *form;
  GPtrArray *lists; /* GHashTable: value → index of its text */
};

static GHashTable *
find_list (TerrainCatalogLists *self, GHashTable *by_name, const char *name)
{
  GHashTable *list = g_hash_table_lookup (by_name, name);

  if (list == NULL)
    {
      list = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_ptr_array_add (self->lists, list);
      g_hash_table_insert (by_name, g_strdup (name), list);
    }
  return list;
}

static void
add_text (TerrainCatalogLists *self, GHashTable *by_name, guint index)
{
  const char *context = terrain_form_get_text (self->form, index)->context;
  const char *list = context + strlen ("choices/");
  const char *slash = g_str_has_prefix (context, "choices/") && g_str_has_suffix (context, ":label")
    ? strchr (list, '/') : NULL;

  if (slash != NULL)
    {
      g_autofree char *name = g_strndup (list, (gsize) (slash - list));
      g_autofree char *value = g_strndup (slash + 1, strlen (slash + 1) - strlen (":label"));
      GHashTable *values = find_list (self, by_name, name);

      if (!g_hash_table_contains (values, value))
        g_hash_table_insert (values, g_steal_pointer (&value), GUINT_TO_POINTER (index));
    }
}

TerrainCatalogLists *
terrain_catalog_lists_new (TerrainForm *form)
{
  TerrainCatalogLists *self = g_new0 (TerrainCatalogLists, 1);
  g_autoptr (GHashTable) by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  self->form = form;
  self->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  for (guint i = 0; i < terrain_form_get_n_texts (form); i++)
    add_text (self, by_name, i);
  return self;
}

void
terrain_catalog_lists_free (TerrainCatalogLists *self)
{
  g_ptr_array_unref (self->lists);
  g_free (self);
}

/* Lists share values, such as 98; a label with an answer in it cannot be compared. */
static gboolean
has_choice (TerrainCatalogLists *self, GHashTable *list, TerrainChoice *choice)
{
  gpointer index;
  const char *source;

  if (!g_hash_table_lookup_extended (list, terrain_choice_get_value (choice), NULL, &index))
    return FALSE;
  source = terrain_form_get_text (self->form, GPOINTER_TO_UINT (index))->source;
  return strchr (source, '<') != NULL || g_strcmp0 (source, terrain_choice_get_label (choice)) == 0;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer list)
{
  TerrainChoice *one = *(TerrainChoice *const *) a;
  TerrainChoice *other = *(TerrainChoice *const *) b;
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (list, terrain_choice_get_value (one)));
  guint second = GPOINTER_TO_UINT (g_hash_table_lookup (list, terrain_choice_get_value (other)));

  return first < second ? -1 : first > second;
}

GPtrArray *
terrain_catalog_lists_sort (TerrainCatalogLists *self, GListModel *choices)
{
  GPtrArray *sorted = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_choices = choices != NULL ? g_list_model_get_n_items (choices) : 0;

  for (guint i = 0; i < n_choices; i++)
    g_ptr_array_add (sorted, g_list_model_get_item (choices, i));
  for (guint i = 0; i < self->lists->len; i++)
    {
      GHashTable *list = g_ptr_array_index (self->lists, i);
      guint n = 0;

      while (n < n_choices && has_choice (self, list, g_ptr_array_index (sorted, n)))
        n++;
      if (n < n_choices)
        continue;
      g_ptr_array_sort_with_data (sorted, compare, list);
      break;
    }
  return sorted;
}
