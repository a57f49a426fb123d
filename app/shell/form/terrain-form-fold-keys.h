/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-form-items.h"

G_BEGIN_DECLS

/*
 * What keys do with the groups of a view that fold. @items: the view's, of @root. @at: (nullable): where in the form the
 * person is: a question, or a group whose heading has the focus.
 */

/* F4: opens the group at hand that is folded, or the next, with the focus in its first question; closes it where it is open,
 * with the focus back where it was. FALSE where there is none. */
gboolean terrain_form_fold_toggle_panel (TerrainFormContext *context, TerrainFormItems *items, TerrainItem *root,
                                         TerrainItem *at);
/* Shift+F4: folds the innermost group around @at; opens it where it is folded. */
gboolean terrain_form_fold_toggle_here (TerrainFormContext *context, TerrainFormItems *items, TerrainItem *at);

G_END_DECLS
