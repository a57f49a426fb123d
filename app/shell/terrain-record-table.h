/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "terrain-record-filter.h"

G_BEGIN_DECLS

/*
 * TerrainRecordTable: one of the lists of the records page, of any length: only the rows on screen are widgets.
 *
 * As in any list of a desktop a click or an arrow key selects a record, Ctrl and Shift select more, Enter or a double
 * click opens. In selection mode ("selecting") each row has a box to tick, for fingers.
 * Properties: "n-records" (those that match the search), "n-selected", "selecting"; all notified.
 * Signals: "opened": Enter, a double click, or the button of a row, which is then the only one selected;
 * "menu" (GtkWidget *at): for what is selected now.
 */
#define TERRAIN_TYPE_RECORD_TABLE (terrain_record_table_get_type ())
G_DECLARE_FINAL_TYPE (TerrainRecordTable, terrain_record_table, TERRAIN, RECORD_TABLE, AdwBin)

/* Whether a draft could be carried over to a newer version of its form. */
typedef gboolean (*TerrainRecordNewerFunc) (const TerrainRecord *record, gpointer user_data);

GtkWidget *terrain_record_table_new (GListModel *records, guint states);
/* What the page says where there are none at all. */
void terrain_record_table_set_empty (TerrainRecordTable *self, const char *icon, const char *title,
                                     const char *description);
/* @trash_days: how long the trash is kept, 0 for ever. Rows are bound anew. */
void terrain_record_table_set_context (TerrainRecordTable *self, TerrainRecordNewerFunc newer, gpointer user_data,
                                       guint trash_days);
/* @form_id: (nullable): of any form */
void terrain_record_table_search (TerrainRecordTable *self, const char *text, const char *form_id);
/* Makes ready what the search looks at. */
void terrain_record_table_prepare (TerrainRecordTable *self);

guint terrain_record_table_get_n_records (TerrainRecordTable *self);
guint terrain_record_table_get_n_selected (TerrainRecordTable *self);
/* (element-type TerrainRecordObject) (transfer full) */
GPtrArray *terrain_record_table_dup_selected (TerrainRecordTable *self);
void terrain_record_table_select_all (TerrainRecordTable *self);
void terrain_record_table_unselect_all (TerrainRecordTable *self);
void terrain_record_table_set_selecting (TerrainRecordTable *self, gboolean selecting);
gboolean terrain_record_table_get_selecting (TerrainRecordTable *self);
/* The focus to the list. FALSE where it is empty. */
gboolean terrain_record_table_grab (TerrainRecordTable *self);
/* The row that has the focus, else the list itself: where a menu asked for by a key comes up. */
GtkWidget *terrain_record_table_get_focus_row (TerrainRecordTable *self);

G_END_DECLS
