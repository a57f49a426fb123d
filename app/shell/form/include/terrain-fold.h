/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Returns: (transfer full): @text without accents, case and doubled spaces, for comparing what a person types */
char *terrain_fold (const char *text);

/* How well @folded (terrain_fold() of a label) answers what was typed, @words (its folded words): 0 not at all,
 * then word within, a word's beginning, the label's beginning, the same. Each word must be found. */
guint terrain_fold_rank (const char *folded, const char *const *words);

G_END_DECLS
