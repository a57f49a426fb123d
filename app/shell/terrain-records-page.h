/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "terrain-workspace.h"

G_BEGIN_DECLS

/*
 * TerrainRecordsPage: all records: waiting, to fix, sent, drafts and the trash, with an instant search and all that can be
 * done with one or many of them.
 *
 * Everything is an action "records.…" on what is selected (terrain-record-actions.c); what is done to many is done on a
 * thread (terrain-record-tasks.c) and taken back by a toast. Only erasing asks.
 */
#define TERRAIN_TYPE_RECORDS_PAGE (terrain_records_page_get_type ())
G_DECLARE_FINAL_TYPE (TerrainRecordsPage, terrain_records_page, TERRAIN, RECORDS_PAGE, AdwBin)

GtkWidget *terrain_records_page_new (TerrainWorkspace *workspace);
/* @list: "waiting", "rejected", "sent", "drafts" or "trash" */
void terrain_records_page_show_list (TerrainRecordsPage *self, const char *list);

G_END_DECLS
