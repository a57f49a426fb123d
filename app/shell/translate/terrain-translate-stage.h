/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <terrain-engine.h>

G_BEGIN_DECLS

/*
 * TerrainTranslateStage: one text of a form where it is shown: the real question, with its other texts, whether it would
 * be asked now or not. Answers given there are kept nowhere.
 * Signal "picked" (char *context): the person points at that text (Ctrl+click, Ctrl+T).
 */
#define TERRAIN_TYPE_TRANSLATE_STAGE (terrain_translate_stage_get_type ())
G_DECLARE_FINAL_TYPE (TerrainTranslateStage, terrain_translate_stage, TERRAIN, TRANSLATE_STAGE, AdwBin)

/* @interview: nobody else's; repeats without an instance get one */
void terrain_translate_stage_set_interview (TerrainTranslateStage *self, TerrainInterview *interview);
/* @context: as TerrainText.context. @text: the words, for a text that no question shows by itself */
void terrain_translate_stage_show (TerrainTranslateStage *self, const char *context, const char *text);
/* The same text in other words. */
void terrain_translate_stage_set_text (TerrainTranslateStage *self, const char *text);

G_END_DECLS
