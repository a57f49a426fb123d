/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <terrain-engine.h>

G_BEGIN_DECLS

/*
 * TerrainChoiceRow: one offered answer: the key that chooses it, a mark, its label. Its accessible role is that of a
 * radio button or a check box. Signal "chosen": clicked, or activated by assistive technology.
 */
#define TERRAIN_TYPE_CHOICE_ROW (terrain_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (TerrainChoiceRow, terrain_choice_row, TERRAIN, CHOICE_ROW, GtkWidget)

/* @orientation: horizontal for one choice a line, vertical where they stand side by side */
GtkWidget *terrain_choice_row_new (gboolean multiple, GtkOrientation orientation);
/* @position: 0-based, @count: of how many; @key: (nullable): what chooses it */
void terrain_choice_row_set_choice (TerrainChoiceRow *self, TerrainChoice *choice, guint position, guint count,
                                    const char *key);
TerrainChoice *terrain_choice_row_get_choice (TerrainChoiceRow *self);
void terrain_choice_row_set_selected (TerrainChoiceRow *self, gboolean selected);
gboolean terrain_choice_row_get_selected (TerrainChoiceRow *self);

G_END_DECLS
