/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-store.h"

G_BEGIN_DECLS

/* The trash, for many records at once. @uuids: NULL-terminated. Each call is one transaction: all of them or, with @error
 * set, none; of those that are no longer there nothing is said. */

/* Into the trash, or out of it. */
gboolean terrain_store_trash_records (TerrainStore *self, const char *const *uuids, gboolean trashed, gint64 now,
                                      GError **error);
/* For good. */
gboolean terrain_store_erase_records (TerrainStore *self, const char *const *uuids, GError **error);
/* Erases what was put into the trash before @before. A record that is complete and was not sent stays: nobody else has it.
 * @n_erased: (out) (optional) */
gboolean terrain_store_empty_trash (TerrainStore *self, gint64 before, guint *n_erased, GError **error);

G_END_DECLS
