/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <terrain-fieldwork.h>

G_BEGIN_DECLS

/* How many records there are in each state, each number a way to them. */
#define TERRAIN_TYPE_HOME_RECORDS (terrain_home_records_get_type ())
G_DECLARE_FINAL_TYPE (TerrainHomeRecords, terrain_home_records, TERRAIN, HOME_RECORDS, AdwBin)

GtkWidget *terrain_home_records_new (void);
void terrain_home_records_show (TerrainHomeRecords *self, TerrainRecords *records);

G_END_DECLS
