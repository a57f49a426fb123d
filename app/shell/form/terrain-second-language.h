/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-form-context.h"

G_BEGIN_DECLS

/*
 * Two languages side by side: the respondent's, which the form is in, and under it, smaller, the interviewer's. A line of
 * its own in the same label, marked with its language (for fonts and for speech); its direction is that of its words, and it
 * begins where the first does.
 * Nothing is added where the second language has no words of its own there.
 */

/* @markup: (transfer full): what is shown in the form's language. Returns: (transfer full) */
char *terrain_second_language_take_label (TerrainFormContext *context, TerrainItem *item, char *markup);
char *terrain_second_language_take_hint (TerrainFormContext *context, TerrainItem *item, char *markup);
char *terrain_second_language_take_choice (TerrainFormContext *context, TerrainItem *item, TerrainChoice *choice,
                                           char *markup);
/* Returns: (transfer full): @choice's label in the form's language, and under it in the second one, where there is one */
char *terrain_second_language_dup_choice (TerrainFormContext *context, TerrainItem *item, TerrainChoice *choice);
/* @text, @own: (nullable): in the second language and in the form's; @text may hold the markdown of a label */
char *terrain_second_language_take_text (TerrainFormContext *context, const char *text, const char *own, char *markup);
/* @markup: (transfer full): words of the form alone. Returns: (transfer full): the same, marked with its language */
char *terrain_second_language_mark_first (TerrainFormContext *context, char *markup);

G_END_DECLS
