/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-fold.h"
#include "terrain-form-search.h"

char *
terrain_form_fold (const char *text)
{
  return terrain_fold (text);
}

gboolean
terrain_form_fold_matches (const char *folded, const char *const *words)
{
  g_return_val_if_fail (folded != NULL, FALSE);
  return terrain_fold_rank (folded, words) > 0;
}
