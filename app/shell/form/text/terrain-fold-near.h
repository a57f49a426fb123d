/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether each of @words is the beginning of a word of @folded but for one slip of the fingers: a letter too many, missing,
 * another, or two turned round. A word of fewer than five letters must be right. @words: folded, as terrain_fold() does */
gboolean terrain_fold_is_near (const char *folded, const char *const *words);

G_END_DECLS
