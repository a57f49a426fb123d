/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-form-context.h"

G_BEGIN_DECLS

/*
 * TerrainRemarkBar: below a question, what is no answer: the note on it, and an unusual answer that is asked about, with the
 * button that confirms it (UX-08). Not to be seen where there is neither; made only where there may be.
 */
#define TERRAIN_TYPE_REMARK_BAR (terrain_remark_bar_get_type ())
G_DECLARE_FINAL_TYPE (TerrainRemarkBar, terrain_remark_bar, TERRAIN, REMARK_BAR, GtkWidget)

GtkWidget *terrain_remark_bar_new (TerrainFormContext *context, TerrainItem *item);
/* Whether @item has something to show here, now or later. */
gboolean terrain_remark_bar_is_wanted (TerrainFormContext *context, TerrainItem *item);
void terrain_remark_bar_refresh (TerrainRemarkBar *self);

G_END_DECLS
