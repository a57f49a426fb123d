/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <terrain-fieldwork.h>

G_BEGIN_DECLS

/*
 * TerrainRecordList: records of some states in a box of rows. Shows a first part and more when asked: a year at a desk
 * is twenty thousand records, and a row each would be minutes and hundreds of megabytes.
 * Property: "n-records" (read-only, notified): how many there are, shown or not.
 */
#define TERRAIN_TYPE_RECORD_LIST (terrain_record_list_get_type ())
G_DECLARE_FINAL_TYPE (TerrainRecordList, terrain_record_list, TERRAIN, RECORD_LIST, AdwBin)

/* Which states: a mask of 1u << TerrainRecordState. */
void terrain_record_list_set_records (TerrainRecordList *self, TerrainRecords *records, guint states);
/* How many rows are shown at first, and how many more each time. */
void terrain_record_list_set_step (TerrainRecordList *self, guint step);
/* Shows only records whose name or form holds @text; "" for all. */
void terrain_record_list_set_search (TerrainRecordList *self, const char *text);
guint terrain_record_list_get_n_records (TerrainRecordList *self);

G_END_DECLS
