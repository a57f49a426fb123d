/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * terrain_list_replace:
 * @model: whose items these are
 * @items: (inout) (element-type GObject): the items now
 * @wanted: (element-type GObject) (transfer full): the items from now on; objects of @items that stay are the same ones
 *
 * Emits "items-changed" for the stretch that differs, not for the whole list.
 */
void terrain_list_replace (GListModel *model, GPtrArray **items, GPtrArray *wanted);

G_END_DECLS
