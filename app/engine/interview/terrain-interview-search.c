/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-interview-private.h"
#include "terrain-table-private.h"

#include <string.h>

/*
 * Choices of search(): each written choice with a number for its value is one; each of the others stands for all rows
 * that were found, its value and label being the names of columns ("code", "name,region").
 */

static gboolean
is_written (TerrainStaticChoice *entry)
{
  return g_ascii_string_to_signed (entry->value, 10, G_MININT64, G_MAXINT64, NULL, NULL);
}

/* (nullable): NULL where the row has no such column */
static const char *
read_cell (TerrainNode *row,
           const char  *column)
{
  const char *name = terrain_table_intern_name (column);
  TerrainNode *cell = name != NULL ? terrain_node_find_child (row, name) : NULL;

  return cell != NULL ? terrain_node_get_value (cell) : NULL;
}

static TerrainOffer *
new_offer (TerrainStaticChoice *entry,
           TerrainNode         *row,
           const char          *value)
{
  TerrainOffer *offer = g_new0 (TerrainOffer, 1);

  offer->entry = entry;
  offer->node = row;
  offer->value = g_strdup (value);
  return offer;
}

static gint
compare_sortby (gconstpointer a,
                gconstpointer b,
                gpointer      column)
{
  TerrainNode *left = terrain_node_find_child (*(TerrainNode *const *) a, column);
  TerrainNode *right = terrain_node_find_child (*(TerrainNode *const *) b, column);
  double x = left != NULL ? g_ascii_strtod (terrain_node_get_value (left), NULL) : 0;
  double y = right != NULL ? g_ascii_strtod (terrain_node_get_value (right), NULL) : 0;

  return (x > y) - (x < y);
}

/* In the order of the file, or of its column "sortby". */
static GPtrArray *
sort_rows (const TerrainXPathValue *value)
{
  const char *sortby = g_intern_static_string ("sortby");
  GPtrArray *rows = g_ptr_array_sized_new (value->set.length);

  for (guint i = 0; i < value->set.length; i++)
    g_ptr_array_add (rows, value->set.nodes[i]);
  if (rows->len > 0 && terrain_node_find_child (g_ptr_array_index (rows, 0), sortby) != NULL)
    g_qsort_with_data (rows->pdata, (gint) rows->len, sizeof (gpointer), compare_sortby, (gpointer) sortby);
  return rows;
}

/* (transfer full) (nullable) (element-type TerrainOffer) */
GPtrArray *
terrain_interview_list_search (TerrainInterview *self,
                               TerrainControl   *control,
                               TerrainNode      *context)
{
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;
  g_autoptr (GHashTable) seen = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  GPtrArray *offers;

  if (!terrain_interview_compute (self, control->itemset->nodeset, context, &value) ||
      value.type != TERRAIN_XPATH_NODESET)
    return NULL;
  rows = sort_rows (&value);
  offers = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_offer_free);
  seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < control->choices->len; i++)
    {
      TerrainStaticChoice *entry = g_ptr_array_index (control->choices, i);

      if (is_written (entry))
        {
          g_ptr_array_add (offers, new_offer (entry, NULL, entry->value));
          continue;
        }
      for (guint k = 0; k < rows->len; k++)
        {
          TerrainNode *row = g_ptr_array_index (rows, k);
          const char *text = read_cell (row, entry->value);

          /* A file may hold a value many times, once a row of something finer. */
          if (text != NULL && *text != '\0' && g_hash_table_add (seen, (gpointer) text))
            g_ptr_array_add (offers, new_offer (entry, row, text));
        }
    }
  return offers;
}

static char *
join_cells (TerrainNode *row,
            const char  *columns)
{
  g_auto (GStrv) names = g_strsplit (columns, ",", -1);
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *cell = read_cell (row, g_strstrip (names[i]));

      if (cell == NULL || *cell == '\0')
        continue;
      if (joined->len > 0)
        g_string_append (joined, ", ");
      g_string_append (joined, cell);
    }
  return joined->len > 0 ? g_string_free (g_steal_pointer (&joined), FALSE) : NULL;
}

/* What the row shows: the label names columns, an image the column with its file's name. (transfer full) (nullable) */
char *
terrain_interview_dup_row_label (TerrainInterview *self,
                                 TerrainOffer     *offer,
                                 int               form,
                                 TerrainNode      *context)
{
  static const char *const folders[TERRAIN_LABEL_N_FORMS] = {
    [TERRAIN_LABEL_IMAGE] = "jr://images/", [TERRAIN_LABEL_BIG_IMAGE] = "jr://images/",
    [TERRAIN_LABEL_AUDIO] = "jr://audio/",  [TERRAIN_LABEL_VIDEO] = "jr://video/",
  };
  g_autofree char *columns = terrain_interview_render_label (self, &offer->entry->label, form, context);
  const char *cell;

  if (columns == NULL)
    return NULL;
  if (folders[form] == NULL)
    return join_cells (offer->node, columns);
  if (g_str_has_prefix (columns, folders[form]))
    cell = read_cell (offer->node, columns + strlen (folders[form]));
  else
    cell = read_cell (offer->node, columns);
  if (cell == NULL || *cell == '\0')
    return NULL;
  return g_str_has_prefix (cell, "jr://") ? g_strdup (cell) : g_strconcat (folders[form], cell, NULL);
}
