/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-sensitive.h"

gboolean
terrain_item_is_sensitive (TerrainItem *item)
{
  g_return_val_if_fail (TERRAIN_IS_ITEM (item), FALSE);

  for (; item != NULL; item = terrain_item_get_parent (item))
    {
      TerrainControl *control = terrain_item_get_control (item);

      if (control != NULL && terrain_control_has_appearance (control, "sensitive"))
        return TRUE;
    }
  return FALSE;
}

static gboolean
holds (TerrainItem *item, gboolean inherited)
{
  TerrainControl *control = terrain_item_get_control (item);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (item));

  if (!terrain_item_get_relevant (item))
    return FALSE;
  inherited = inherited || (control != NULL && terrain_control_has_appearance (control, "sensitive"));
  if (terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION)
    return inherited;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);

      if (holds (child, inherited))
        return TRUE;
    }
  return FALSE;
}

gboolean
terrain_item_holds_sensitive (TerrainItem *item)
{
  g_return_val_if_fail (TERRAIN_IS_ITEM (item), FALSE);

  return terrain_item_get_relevant (item) && (terrain_item_is_sensitive (item) || holds (item, FALSE));
}
