/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "terrain-translate-site.h"

G_BEGIN_DECLS

/*
 * TerrainTranslateLanguages: asks which language of a form to work on: those there are, with how far each is, a new one,
 * or the pseudo-language. Signal "chosen" (char *language): NULL for the pseudo-language; the window is closed then.
 */
#define TERRAIN_TYPE_TRANSLATE_LANGUAGES (terrain_translate_languages_get_type ())
G_DECLARE_FINAL_TYPE (TerrainTranslateLanguages, terrain_translate_languages, TERRAIN, TRANSLATE_LANGUAGES, AdwWindow)

GtkWindow *terrain_translate_languages_new (GtkWindow *parent, TerrainTranslateSite *site);

/* Returns: (transfer full) (nullable): the tag a person means by "nl", "nl_BE", "Dutch (nl)", "Nederlands" */
char *terrain_translate_dup_language_tag (const char *typed);

G_END_DECLS
