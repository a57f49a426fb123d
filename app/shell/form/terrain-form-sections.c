/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-form-sections.h"

#include <terrain-fieldwork.h>

static gboolean
has_title (TerrainItem *item)
{
  const char *label = terrain_item_get_label (item);

  return label != NULL && *label != '\0';
}

static gboolean
is_shown_at_once (TerrainItem *item)
{
  TerrainControl *control = terrain_item_get_control (item);

  return terrain_control_has_appearance (control, "field-list") || terrain_control_has_appearance (control, "table-list");
}

static gboolean
holds_only_titled_groups (TerrainItem *item)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (item));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);

      if (terrain_item_get_kind (child) != TERRAIN_ITEM_GROUP || !has_title (child))
        return FALSE;
    }
  return n > 0;
}

/* Whether @item's children are sections rather than itself: the form, a group that is all there is in one of those, and
 * a group that holds nothing but groups with titles. */
static gboolean
is_shelf (TerrainItem *item)
{
  TerrainItem *parent = terrain_item_get_parent (item);

  if (parent == NULL)
    return TRUE;
  if (terrain_item_get_kind (item) != TERRAIN_ITEM_GROUP || is_shown_at_once (item) || !is_shelf (parent))
    return FALSE;
  return g_list_model_get_n_items (G_LIST_MODEL (parent)) == 1 || holds_only_titled_groups (item);
}

static void
collect (TerrainItem *shelf,
         GListStore  *sections)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (shelf));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (shelf), i);

      if (is_shelf (child))
        collect (child, sections);
      else if (terrain_item_get_commented (child) == NULL)
        g_list_store_append (sections, child);
    }
}

GListModel *
terrain_form_list_sections (TerrainItem *root)
{
  GListStore *sections = g_list_store_new (TERRAIN_TYPE_ITEM);

  g_return_val_if_fail (TERRAIN_IS_ITEM (root), NULL);

  collect (root, sections);
  return G_LIST_MODEL (sections);
}

TerrainItem *
terrain_form_find_section (TerrainItem *item)
{
  for (; item != NULL; item = terrain_item_get_parent (item))
    {
      TerrainItem *parent = terrain_item_get_parent (item);

      if (parent != NULL && is_shelf (parent) && !is_shelf (item))
        return item;
    }
  return NULL;
}
