/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Languages as forms and catalogues name them: XLSForm's "Français (fr)", a plain "fr" or "pt_BR", a plain name.
 */

/* "French (fr)" → "fr", "pt_BR" → "pt-BR", "default" → NULL. @language: (nullable)
 * Returns: (transfer full) (nullable): the BCP 47 tag */
char *terrain_language_dup_tag (const char *language);
/* What a language is called in itself: "nl", "Dutch (nl)" → "Nederlands"; the name as written, or the tag, of one not
 * known. Never empty for a language that is not. Returns: (transfer full) */
char *terrain_language_dup_name (const char *language);
/* Finds a person's wish among a form's languages: as written, or by tag ("nl" finds "Nederlands (nl)").
 * @wanted: (nullable). Returns: (transfer none) (nullable): one of @languages */
const char *terrain_language_find (const char *const *languages, const char *wanted);

G_END_DECLS
