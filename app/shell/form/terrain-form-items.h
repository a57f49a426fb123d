/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-form-context.h"

G_BEGIN_DECLS

/*
 * TerrainFormItems: the widgets of an item's children, one below the other, following the item as children come, go
 * and change their relevance. A child that is not relevant has no widget until it is. Built in pieces; what is asked
 * for is built at once.
 */
#define TERRAIN_TYPE_FORM_ITEMS (terrain_form_items_get_type ())
G_DECLARE_FINAL_TYPE (TerrainFormItems, terrain_form_items, TERRAIN, FORM_ITEMS, GtkWidget)

/* @depth: how many headings stand above; 0 for the form itself */
GtkWidget *terrain_form_items_new (TerrainFormContext *context, TerrainItem *parent, guint depth);
/* Everything relevant, nested containers too. */
void terrain_form_items_build_all (TerrainFormItems *self);
/* Returns: (nullable) (transfer none): the widget of @item, a child or a descendant, built where it is not yet; NULL
 * where it is not shown */
GtkWidget *terrain_form_items_find (TerrainFormItems *self, TerrainItem *item);

/* Emitted up the tree by questions: signals "done" (TerrainQuestion *, gboolean forward) and "chosen"
 * (TerrainQuestion *) of the outermost container. */

G_END_DECLS
