/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <terrain-engine.h>
#include <terrain-translation-file.h>

G_BEGIN_DECLS

/*
 * TerrainTranslatePage: a form being translated: the list of its texts, the one being worked on, and how it will look.
 * What is written is saved when typing pauses; a file that cannot be written, or that others change meanwhile, is told.
 * Its actions are "translate.…".
 */
#define TERRAIN_TYPE_TRANSLATE_PAGE (terrain_translate_page_get_type ())
G_DECLARE_FINAL_TYPE (TerrainTranslatePage, terrain_translate_page, TERRAIN, TRANSLATE_PAGE, AdwBin)

/* @interview: of the file's form, nobody else's */
GtkWidget *terrain_translate_page_new (TerrainInterview *interview, TerrainTranslationFile *file);
TerrainTranslationFile *terrain_translate_page_get_file (TerrainTranslatePage *self);
/* Goes to a text. @context: (nullable): the first one that is not finished. */
void terrain_translate_page_show (TerrainTranslatePage *self, const char *context);
/* Saves at once. FALSE, and the page says why, where that fails: what is written since would be lost with the page. */
gboolean terrain_translate_page_save (TerrainTranslatePage *self);
/* One step back within the page, on a narrow window. FALSE where there is none. */
gboolean terrain_translate_page_go_back (TerrainTranslatePage *self);
void terrain_translate_page_search (TerrainTranslatePage *self);
/* Focus to the translation. */
void terrain_translate_page_grab (TerrainTranslatePage *self);

G_END_DECLS
