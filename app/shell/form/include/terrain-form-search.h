/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Finding as the form's own searches do. Returns: (transfer full): @text without accents, case and doubled spaces */
char *terrain_form_fold (const char *text);
/* Whether each of @words (folded; NULL for none) is in @folded. */
gboolean terrain_form_fold_matches (const char *folded, const char *const *words);

G_END_DECLS
