/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <terrain-fieldwork.h>

G_BEGIN_DECLS

/* A record in a list, with what can be done with it in its state. */
GtkWidget *terrain_record_row_new (TerrainRecordObject *record);
/* What the row itself does is an icon: its words have the room. */
void terrain_record_row_set_narrow (GtkWidget *row, gboolean narrow);

G_END_DECLS
