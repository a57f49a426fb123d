/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-form-order.h"
#include "terrain-form-serial.h"

static TerrainItem *
step_required (TerrainItem *root, TerrainItem *from, gboolean empty)
{
  TerrainItem *item = from;

  do
    item = terrain_form_order_step (root, item, TRUE);
  while (item != NULL && (!terrain_item_get_required (item) || (empty && *terrain_item_get_value (item) != '\0')));
  return item;
}

TerrainItem *
terrain_form_serial_first (TerrainItem *root)
{
  TerrainItem *open = step_required (root, NULL, TRUE);

  return open != NULL ? open : terrain_form_order_first (root);
}

TerrainItem *
terrain_form_serial_next (TerrainItem *root, TerrainItem *from)
{
  TerrainItem *next = step_required (root, from, FALSE);

  if (next != NULL || step_required (root, NULL, FALSE) != NULL)
    return next;
  return terrain_form_order_step (root, from, TRUE);
}
