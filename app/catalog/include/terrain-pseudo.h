/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

G_BEGIN_DECLS

/*
 * The pseudo-language: a form in letters with accents, a third longer and in brackets, still readable. What is cut off
 * on the screen lacks its bracket; what has no accents is not among the texts that can be translated.
 */

/* Returns: (transfer full): what an interview calls it, in the language of the program; its tag is "qps" */
char *terrain_pseudo_dup_language (void);
/* @text: as TerrainText.source or as in a catalogue: outputs, placeholders, mark-up and addresses stay as they are.
 * Returns: (transfer full) */
char *terrain_pseudo_dup_text (const char *text);
/* Returns: (transfer full): all of @form */
TerrainTranslation *terrain_pseudo_new (TerrainForm *form);

G_END_DECLS
