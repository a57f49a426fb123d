/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

G_BEGIN_DECLS

/* Languages of forms, as written in them ("Nederlands (nl)", "fr"), matched by their tags. */

/* Returns: (nullable) (transfer full): the tag, "nl" for both "Nederlands (nl)" and "nl"; NULL where it shows none */
char *terrain_languages_dup_tag (const char *language);
/* Returns: (nullable) (transfer full): that of the form's own languages whose tag is @tag; else NULL: the default */
char *terrain_languages_find_in_form (TerrainForm *form, const char *tag);

G_END_DECLS
