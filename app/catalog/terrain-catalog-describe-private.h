/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

G_BEGIN_DECLS

/* What kind of question stands at each reference of @form, in sentences that end in a newline.
 * Returns: (transfer full) (element-type utf8 utf8) */
GHashTable *terrain_catalog_describe_form (TerrainForm *form);
/* Returns: (transfer full) (nullable): what a translator is told of the text at @context; @comments: of the form */
char *terrain_catalog_dup_comment (GHashTable *comments, const char *context);
/* Whether a translator comment is one of those above, in English or in the language of the program; else it is what
 * the author of the form says. */
gboolean terrain_catalog_is_own_comment (const char *comment);

G_END_DECLS
