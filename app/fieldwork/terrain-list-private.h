/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-list.h"

G_BEGIN_DECLS

/* Reads what is stale and applies it before it returns. */
void terrain_list_load (TerrainList *self);
/* Something became stale: reads it, unless a reading is under way, and then after it. */
void terrain_list_refresh (TerrainList *self);

/* (element-type GObject) (transfer none): not to be changed but by the functions below, each of which emits
 * "items-changed" once the list is as it says. */
const GPtrArray *terrain_list_get_items (TerrainList *self);
/* @item: (transfer full) */
void terrain_list_insert (TerrainList *self, guint position, gpointer item);
/* @item: (transfer full) */
void terrain_list_set (TerrainList *self, guint position, gpointer item);
void terrain_list_remove (TerrainList *self, guint position);
/* @wanted: (element-type GObject) (transfer full): the items from now on; what stays is the same object as before.
 * Told is the stretch that differs, not the whole list. */
void terrain_list_replace (TerrainList *self, GPtrArray *wanted);

G_END_DECLS
