/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Returns: (transfer full): what a language of a form is called in itself: "Nederlands" for "Nederlands (nl)" and for
 * "nl"; the text as it is where nothing better is known. Never empty for a language that is not. */
char *terrain_form_language_dup_name (const char *language);

G_END_DECLS
