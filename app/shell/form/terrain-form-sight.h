/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-form-items.h"

G_BEGIN_DECLS

/*
 * TerrainFormSight: builds the questions of a scrolling form that are in sight, and those a page before and after, so
 * that they are there when they are scrolled to; what is farther away stays a TerrainFormSlot. A form of any length
 * opens in the time of a page. What is built above the page does not move what is read.
 */
typedef struct _TerrainFormSight TerrainFormSight;

/* Both outlive it; the items are all the scroller shows. */
TerrainFormSight *terrain_form_sight_new (TerrainFormContext *context, GtkScrolledWindow *scroller,
                                          TerrainFormItems *items);
void terrain_form_sight_free (TerrainFormSight *self);

G_END_DECLS
