/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define TERRAIN_TYPE_LIST (terrain_list_get_type ())
G_DECLARE_DERIVABLE_TYPE (TerrainList, terrain_list, TERRAIN, LIST, GObject)

/**
 * TerrainListClass:
 * @name: what it is a list of, for the log
 * @item_type: of the items
 * @take_stale: in the main context: (transfer full) (nullable): what is to be read now, %NULL for nothing
 * @read: on a thread: fills in what is to be read
 * @apply: in the main context: what was read is the list from now on; takes out of @reading what it keeps
 * @free_reading: of what @take_stale made
 *
 * TerrainList: a GListModel that follows the store without waiting for it, what TerrainRecords and TerrainLibrary have in
 * common. What changed is read on a thread, one reading at a time, and what changes meanwhile is read next, so a reading
 * is never older than one that was applied before it. Abstract; derived from in this module only.
 */
struct _TerrainListClass
{
  GObjectClass parent_class;
  const char *name;
  GType item_type;
  gpointer (*take_stale) (TerrainList *self);
  gboolean (*read) (TerrainList *self, gpointer reading, GError **error);
  void (*apply) (TerrainList *self, gpointer reading);
  GDestroyNotify free_reading;
};

G_END_DECLS
