/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-form-context.h"
#include "terrain-question.h"

G_BEGIN_DECLS

/*
 * TerrainFormPage: what page presentation shows at a time: a question, the questions of a field-list group, or the
 * offer of one more instance of a repeat. Signals "done" (TerrainQuestion *, gboolean forward) and "chosen"
 * (TerrainQuestion *).
 */
#define TERRAIN_TYPE_FORM_PAGE (terrain_form_page_get_type ())
G_DECLARE_FINAL_TYPE (TerrainFormPage, terrain_form_page, TERRAIN, FORM_PAGE, GtkWidget)

/* @offer: @item is a repeat, and the page offers one more of it */
GtkWidget *terrain_form_page_new (TerrainFormContext *context, TerrainItem *item, gboolean offer);
TerrainItem *terrain_form_page_get_item (TerrainFormPage *self);
/* FALSE where something typed on it cannot be an answer; that question then has the focus. */
gboolean terrain_form_page_flush (TerrainFormPage *self);
/* To @item, a question or a tally on this page. */
gboolean terrain_form_page_go_to (TerrainFormPage *self, TerrainItem *item);
/* F4: opens and closes the next group on this page that folds (@panel); Shift+F4: that which the focus is in. FALSE where
 * there is none. */
gboolean terrain_form_page_toggle (TerrainFormPage *self, gboolean panel);
/* To the question after (before) @from on this page. */
gboolean terrain_form_page_step (TerrainFormPage *self, TerrainItem *from, gboolean forward);

G_END_DECLS
