/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

G_BEGIN_DECLS

/* Both texts as the form has them, outputs included. Returns: (transfer full) (nullable): why @translation must not be
 * shown, in a sentence */
char *terrain_catalog_check_refuse (const char *source, const char *translation);
/* Adds to @issues what a translator should look at; the text can be shown. @language: of the translation */
void terrain_catalog_check_warn (const char *source, const char *translation, const char *language,
                                 const char *context, int line, GPtrArray *issues);

/* Whether each number of @source is in @translation, in figures or, a small one, in words of @language.
 * Returns: (transfer full) (nullable): what to say of one that is not. terrain-catalog-numbers.c */
char *terrain_catalog_check_numbers (const char *source, const char *translation, const char *language);

G_END_DECLS
