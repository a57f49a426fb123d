/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-page-view.h"

G_BEGIN_DECLS

/*
 * TerrainPageSteps: the pages of a form, by TerrainWalk: single questions, field-list groups as a whole, offers of one
 * more instance. What the walk has besides (groups with a label, beginnings of instances) is no page.
 */
typedef struct _TerrainPageSteps TerrainPageSteps;

/* @filter: (nullable): only the questions it lets pass, each a page of its own */
TerrainPageSteps *terrain_page_steps_new (TerrainInterview *interview, TerrainPageFilter filter, gpointer data);
void terrain_page_steps_free (TerrainPageSteps *self);

/* FALSE, and nothing moved, at the end (the beginning). */
gboolean terrain_page_steps_next (TerrainPageSteps *self);
gboolean terrain_page_steps_previous (TerrainPageSteps *self);
gboolean terrain_page_steps_jump (TerrainPageSteps *self, const char *ref);
/* After a change: TRUE where the page there is now is another one. */
gboolean terrain_page_steps_follow (TerrainPageSteps *self);

/* Returns: (nullable) (transfer none): NULL for a form that asks nothing */
TerrainItem *terrain_page_steps_get_item (TerrainPageSteps *self);
const char *terrain_page_steps_get_ref (TerrainPageSteps *self);
gboolean terrain_page_steps_is_offer (TerrainPageSteps *self);
gboolean terrain_page_steps_at_beginning (TerrainPageSteps *self);
gboolean terrain_page_steps_at_end (TerrainPageSteps *self);

G_END_DECLS
