/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * TerrainRecordGrowth: the first of a list's items, and, as soon as nobody types, all of them.
 *
 * A list view of GTK 4 keeps two hundred rows beside those on screen, and makes each of them anew where the list changes
 * as a whole: a search would wait for rows that nobody sees. It looks at this model instead, which has a screenful at once
 * and lets the others follow in small lots between what the main loop has to do.
 */
#define TERRAIN_TYPE_RECORD_GROWTH (terrain_record_growth_get_type ())
G_DECLARE_FINAL_TYPE (TerrainRecordGrowth, terrain_record_growth, TERRAIN, RECORD_GROWTH, GObject)

TerrainRecordGrowth *terrain_record_growth_new (GListModel *all);
/* (transfer none): what the list view shows */
GListModel *terrain_record_growth_get_model (TerrainRecordGrowth *self);
/* Before the list changes as a whole: back to a screenful, of that many. Grows again when that has been looked at. */
void terrain_record_growth_restart (TerrainRecordGrowth *self, guint screenful);
/* All now: what is about to be done concerns each. */
void terrain_record_growth_finish (TerrainRecordGrowth *self);
/* A list that nobody sees does not grow. */
void terrain_record_growth_set_growing (TerrainRecordGrowth *self, gboolean growing);

G_END_DECLS
