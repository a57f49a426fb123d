/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-form-context.h"
#include "terrain-form-slot.h"

G_BEGIN_DECLS

/*
 * TerrainFormItems: the widgets of an item's children, one below the other (or as TerrainFormGrid has them), following the item as children come, go
 * and change their relevance. A child that is not relevant has no widget until it is. Built in pieces; what is asked
 * for is built at once. Where the context says "lazy", a question is a TerrainFormSlot until somebody builds it.
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

/* Hands over what is typed in those that are built. FALSE where it cannot be an answer; that question then has the focus. */
gboolean terrain_form_items_flush (TerrainFormItems *self);
/* Whether they stand side by side. */
gboolean terrain_form_items_is_grid (TerrainFormItems *self);

/* @y, @height: where the slot is in the outermost container, in pixels; 0 high before it was laid out */
typedef void (*TerrainFormSlotForeach) (TerrainFormSlot *slot, double y, double height, gpointer user_data);
/* The slots whose question is not built and would be seen if it were scrolled to, from the top. @func builds none. */
void terrain_form_items_foreach_unbuilt (TerrainFormItems *self, TerrainFormSlotForeach func, gpointer user_data);

/* Emitted up the tree by questions: signals "done" (TerrainQuestion *, gboolean forward) and "chosen"
 * (TerrainQuestion *) of the outermost container. */

G_END_DECLS
