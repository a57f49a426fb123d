/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-store.h>

G_BEGIN_DECLS

/*
 * What jr://instance/last-saved stands for: the record of a form, of any version, that was completed last. A record
 * being filled in keeps to what was the last one when it was begun, however often it is opened again.
 */

/* @before: µs since the epoch, G_MAXINT64 for now. Returns: (transfer full) (nullable): NULL where there is none */
TerrainRecord *terrain_last_saved_find (TerrainStore *store, const char *form_id, gint64 before);
GBytes *terrain_last_saved_load (TerrainStore *store, const TerrainRecord *record, GError **error);

G_END_DECLS
