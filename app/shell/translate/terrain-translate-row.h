/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <terrain-translation-file.h>

G_BEGIN_DECLS

/*
 * TerrainTranslateRow: one text in the list: state, source, translation, place. Follows its entry.
 */
#define TERRAIN_TYPE_TRANSLATE_ROW (terrain_translate_row_get_type ())
G_DECLARE_FINAL_TYPE (TerrainTranslateRow, terrain_translate_row, TERRAIN, TRANSLATE_ROW, GtkWidget)

GtkWidget *terrain_translate_row_new (void);
/* @entry: (nullable); @direction: of its language */
void terrain_translate_row_set_entry (TerrainTranslateRow *self, TerrainTranslationEntry *entry,
                                      GtkTextDirection direction);

/* How a state looks and what it is called; @warned: there is something to look at although it shows. */
const char *terrain_translate_state_get_icon (TerrainTranslationState state, gboolean warned);
const char *terrain_translate_state_get_name (TerrainTranslationState state, gboolean warned);
const char *terrain_translate_state_get_style (TerrainTranslationState state, gboolean warned);

G_END_DECLS
