/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <terrain-fieldwork.h>

G_BEGIN_DECLS

/* A form of the library, to begin a record with. */
#define TERRAIN_TYPE_FORM_ROW (terrain_form_row_get_type ())
G_DECLARE_FINAL_TYPE (TerrainFormRow, terrain_form_row, TERRAIN, FORM_ROW, GtkListBoxRow)

GtkWidget *terrain_form_row_new (TerrainFormObject *form);
const char *terrain_form_row_get_form_id (TerrainFormRow *self);
void terrain_form_row_set_n_drafts (TerrainFormRow *self, guint n_drafts);
/* Left out at first, in the space that it will take: the first icon of a program costs as much as all the rows. */
void terrain_form_row_add_menu (TerrainFormRow *self);

/* Its button is an icon: the title has the room. */
void terrain_form_row_set_narrow (TerrainFormRow *self, gboolean narrow);

G_END_DECLS
