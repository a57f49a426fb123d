/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "terrain-workspace.h"

G_BEGIN_DECLS

/*
 * TerrainRecordsPage: all records by state: waiting, to fix, sent, drafts; with what can be done about each.
 */
#define TERRAIN_TYPE_RECORDS_PAGE (terrain_records_page_get_type ())
G_DECLARE_FINAL_TYPE (TerrainRecordsPage, terrain_records_page, TERRAIN, RECORDS_PAGE, AdwBin)

GtkWidget *terrain_records_page_new (TerrainWorkspace *workspace);
/* @list: "waiting", "rejected", "sent" or "drafts" */
void terrain_records_page_show_list (TerrainRecordsPage *self, const char *list);

G_END_DECLS
