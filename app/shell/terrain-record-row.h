/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <terrain-fieldwork.h>

G_BEGIN_DECLS

/* A record in a list, with what can be done with it in its state. */
GtkWidget *terrain_record_row_new (TerrainRecordObject *record);

G_END_DECLS
