/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <terrain-translation-file.h>

G_BEGIN_DECLS

/*
 * TerrainTranslateList: the texts of a translation, with search, filter and how far it is.
 * Property "selected" (TerrainTranslationEntry, read-only, notified): the one being worked on; it stays where the filter
 * hides it. Signal "chosen": the person went to it in the list (Enter, a click).
 */
#define TERRAIN_TYPE_TRANSLATE_LIST (terrain_translate_list_get_type ())
G_DECLARE_FINAL_TYPE (TerrainTranslateList, terrain_translate_list, TERRAIN, TRANSLATE_LIST, AdwBin)

void terrain_translate_list_set_file (TerrainTranslateList *self, TerrainTranslationFile *file);
TerrainTranslationEntry *terrain_translate_list_get_selected (TerrainTranslateList *self);
/* Search and filter give way where they hide @entry. */
void terrain_translate_list_select (TerrainTranslateList *self, TerrainTranslationEntry *entry);
/* Up or down among those shown. FALSE at the end. */
gboolean terrain_translate_list_move (TerrainTranslateList *self, int step);
/* Counts again. */
void terrain_translate_list_refresh (TerrainTranslateList *self);
void terrain_translate_list_grab_search (TerrainTranslateList *self);

G_END_DECLS
