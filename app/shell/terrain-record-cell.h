/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <terrain-fieldwork.h>

G_BEGIN_DECLS

/*
 * TerrainRecordCell: one record in a long list: what it is called, its form, its state and when, and what there is to be
 * said about it, all in words. Made once for a row on screen and bound to one record after another.
 *
 * Signals: "toggled" (the box of selection mode), "opened" (its button: what is done most with a record in that state),
 * "menu" (GtkWidget *at): the button of all that can be done with it, or (GtkWidget *at, NULL rectangle) of a click.
 */
#define TERRAIN_TYPE_RECORD_CELL (terrain_record_cell_get_type ())
G_DECLARE_FINAL_TYPE (TerrainRecordCell, terrain_record_cell, TERRAIN, RECORD_CELL, GtkWidget)

GtkWidget *terrain_record_cell_new (void);
/* @newer: there is a newer version of its form; @days_left: of the trash, before it goes for good; -1 for never */
void terrain_record_cell_bind (TerrainRecordCell *self, TerrainRecordObject *record, gboolean newer, int days_left);
void terrain_record_cell_unbind (TerrainRecordCell *self);
/* Returns: (nullable): NULL while it is bound to none */
TerrainRecordObject *terrain_record_cell_get_record (TerrainRecordCell *self);
/* Whether the box to select it shows, and whether it is ticked. */
void terrain_record_cell_set_selecting (TerrainRecordCell *self, gboolean selecting);
void terrain_record_cell_set_selected (TerrainRecordCell *self, gboolean selected);

G_END_DECLS
