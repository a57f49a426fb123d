/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <terrain-translation-file.h>

G_BEGIN_DECLS

/*
 * TerrainTranslateEditor: one text with all that a translator needs to know of it, and its translation, which goes into
 * the file as it is typed. What is typed without a pause, within a word, is one step to undo.
 */
#define TERRAIN_TYPE_TRANSLATE_EDITOR (terrain_translate_editor_get_type ())
G_DECLARE_FINAL_TYPE (TerrainTranslateEditor, terrain_translate_editor, TERRAIN, TRANSLATE_EDITOR, AdwBin)

void terrain_translate_editor_set_file (TerrainTranslateEditor *self, TerrainTranslationFile *file);
/* @entry: (nullable) */
void terrain_translate_editor_set_entry (TerrainTranslateEditor *self, TerrainTranslationEntry *entry);
/* Shows what the entry says now; the cursor stays where it is. */
void terrain_translate_editor_refresh (TerrainTranslateEditor *self);
void terrain_translate_editor_copy_source (TerrainTranslateEditor *self);
void terrain_translate_editor_toggle_fuzzy (TerrainTranslateEditor *self);
/* The placeholder of this number, from 1 on; FALSE where there are fewer. */
gboolean terrain_translate_editor_insert (TerrainTranslateEditor *self, guint number);
/* The focus to the translation. */
void terrain_translate_editor_grab (TerrainTranslateEditor *self);

G_END_DECLS
