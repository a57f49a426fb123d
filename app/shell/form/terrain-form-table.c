/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-form-table.h"

static gboolean
has_appearance (TerrainItem *item, const char *word)
{
  return terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION &&
         terrain_control_has_appearance (terrain_item_get_control (item), word);
}

static gboolean
is_line (TerrainItem *item)
{
  return has_appearance (item, "list") || has_appearance (item, "list-nolabel");
}

/* Returns: (transfer none) (nullable): the item @by places after @item in its group, which keeps it */
static TerrainItem *
beside (TerrainItem *item, int by)
{
  TerrainItem *parent = terrain_item_get_parent (item);
  guint n = parent != NULL ? g_list_model_get_n_items (G_LIST_MODEL (parent)) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (parent), i);
      g_autoptr (TerrainItem) other = NULL;

      if (child != item || (by < 0 && i < (guint) -by))
        continue;
      other = g_list_model_get_item (G_LIST_MODEL (parent), by < 0 ? i - (guint) -by : i + (guint) by);
      return other;
    }
  return NULL;
}

gboolean
terrain_form_table_is_lead (TerrainItem *item)
{
  TerrainItem *next;

  g_return_val_if_fail (TERRAIN_IS_ITEM (item), FALSE);

  if (terrain_item_get_kind (item) != TERRAIN_ITEM_QUESTION || !terrain_item_get_readonly (item) ||
      terrain_control_get_kind (terrain_item_get_control (item)) != TERRAIN_CONTROL_INPUT)
    return FALSE;
  next = beside (item, 1);
  return next != NULL && has_appearance (next, "label");
}

TerrainItem *
terrain_form_table_get_heading (TerrainItem *item)
{
  g_return_val_if_fail (TERRAIN_IS_ITEM (item), NULL);

  while (item != NULL && is_line (item))
    item = beside (item, -1);
  return item != NULL && has_appearance (item, "label") ? item : NULL;
}

TerrainItem *
terrain_form_table_get_lead (TerrainItem *item)
{
  TerrainItem *heading = terrain_form_table_get_heading (item);
  TerrainItem *before = heading != NULL ? beside (heading, -1) : NULL;

  return before != NULL && terrain_form_table_is_lead (before) ? before : NULL;
}
