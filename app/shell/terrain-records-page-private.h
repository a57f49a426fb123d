/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-record-table.h"
#include "terrain-records-page.h"
#include "terrain-window-private.h"

G_BEGIN_DECLS

/* What the page's files share. */

/* Those of a list, and what is done with them, differ. */
typedef enum
{
  TERRAIN_RECORDS_WAITING,
  TERRAIN_RECORDS_REJECTED,
  TERRAIN_RECORDS_SENT,
  TERRAIN_RECORDS_DRAFTS,
  TERRAIN_RECORDS_TRASH,
  TERRAIN_RECORDS_N_LISTS,
} TerrainRecordsListKind;

TerrainWorkspace *terrain_records_page_get_workspace (TerrainRecordsPage *self);
/* The list that shows. */
TerrainRecordTable *terrain_records_page_get_table (TerrainRecordsPage *self);
TerrainRecordsListKind terrain_records_page_get_kind (TerrainRecordsPage *self);
/* Returns: (nullable): while the page is in none */
TerrainWindow *terrain_records_page_get_window (TerrainRecordsPage *self);
/* Returns: (nullable): the newest version there is of a form, where it is another than the record's */
const char *terrain_records_page_find_newer (TerrainRecordsPage *self, const TerrainRecord *record);
void terrain_records_page_set_searching (TerrainRecordsPage *self, gboolean searching);

/* terrain-record-actions.c: the actions "records.…" on what is selected */

void terrain_records_page_install_actions (GtkWidgetClass *widget_class);
void terrain_records_page_update_actions (TerrainRecordsPage *self);
/* What Enter and the button of a row come to. */
void terrain_records_page_open_selected (TerrainRecordsPage *self);

/* terrain-record-menu.c */

/* (transfer full): of what can be done with what is selected. It also finds out whether a sent record may be corrected,
 * which the action "records.correct" then says. */
GMenuModel *terrain_records_page_make_menu (TerrainRecordsPage *self);

/* terrain-record-tasks.c: on many records, on a thread of their own; a toast says what was done, and takes it back */

void terrain_records_page_trash (TerrainRecordsPage *self, const char *const *uuids);
void terrain_records_page_restore (TerrainRecordsPage *self, const char *const *uuids);
void terrain_records_page_erase (TerrainRecordsPage *self, const char *const *uuids);
void terrain_records_page_send (TerrainRecordsPage *self, const char *const *uuids);
/* After @uuid was carried over: what takes it back. */
void terrain_records_page_offer_carry_undo (TerrainRecordsPage *self, const char *uuid);

G_END_DECLS
