/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-form-context.h"

G_BEGIN_DECLS

/*
 * TerrainContextLine: what a group wants kept in mind at each of its questions ("since 11/2025", UX-13): the label of a note
 * in it with the appearance "terrain-context". It stands above the page, in the form's language, as long as something of the
 * group is in sight; the note is then not shown again where it stands in the form.
 */
#define TERRAIN_TYPE_CONTEXT_LINE (terrain_context_line_get_type ())
G_DECLARE_FINAL_TYPE (TerrainContextLine, terrain_context_line, TERRAIN, CONTEXT_LINE, GtkWidget)

GtkWidget *terrain_context_line_new (TerrainFormContext *context);
/* @note: (nullable): from terrain_context_line_find() */
void terrain_context_line_set_note (TerrainContextLine *self, TerrainItem *note);
/* Returns: (nullable): what the line says now, without markup */
const char *terrain_context_line_get_text (TerrainContextLine *self);

/* Whether @item is such a note: its place is in the line. */
gboolean terrain_item_is_context (TerrainItem *item);
/* Returns: (transfer none) (nullable): the note that holds for @item: of the innermost group around it that has one asked
 * now. @item: (nullable) */
TerrainItem *terrain_context_line_find (TerrainItem *item);
/* The same for what is in sight: @scroller shows groups and questions; @height: of all there may be for it, the line
 * included, so that the line's own coming and going changes nothing. */
TerrainItem *terrain_context_line_look (GtkWidget *scroller, int height);

G_END_DECLS
