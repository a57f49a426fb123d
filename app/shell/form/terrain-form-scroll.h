/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-form-context.h"

G_BEGIN_DECLS

/*
 * TerrainFormScroll: keeps one question in sight. GTK scrolls to what gets the focus where it then stands; what was
 * made a moment ago stands nowhere yet, and while the rest of the page is being built, all below moves. So a target is
 * held on to until the page is at rest or a person scrolls. What has the focus and is in sight stays so when the page gets
 * another width.
 */
typedef struct _TerrainFormScroll TerrainFormScroll;

/* @content: what scrolls; all three outlive the result */
TerrainFormScroll *terrain_form_scroll_new (TerrainFormContext *context, GtkScrolledWindow *scroller, GtkWidget *content);
void terrain_form_scroll_free (TerrainFormScroll *self);
/* Where a person put the focus. */
void terrain_form_scroll_to (TerrainFormScroll *self, GtkWidget *target);
/* Where it was sent to: of a target that is taller than the page the beginning.
 * @heading: (nullable): above the target, seen with it where there is room for both */
void terrain_form_scroll_to_start (TerrainFormScroll *self, GtkWidget *target, GtkWidget *heading);

/* What is above the page grows by so many pixels (or shrinks): the page is moved with it, so that what is read stays. */
void terrain_form_scroll_shift (GtkAdjustment *adjustment, int by);

G_END_DECLS
