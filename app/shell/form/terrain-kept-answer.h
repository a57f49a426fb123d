/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-form-context.h"

G_BEGIN_DECLS

/*
 * TerrainKeptAnswer: says at a question that its answer was kept from the last record, and how it is cleared. Shows itself
 * as long as that is so (UX-21). Signal "clear": the person wants it cleared.
 */
#define TERRAIN_TYPE_KEPT_ANSWER (terrain_kept_answer_get_type ())
G_DECLARE_FINAL_TYPE (TerrainKeptAnswer, terrain_kept_answer, TERRAIN, KEPT_ANSWER, GtkWidget)

/* Whether @item has such an answer now. */
gboolean terrain_kept_answer_is_wanted (TerrainFormContext *context, TerrainItem *item);
GtkWidget *terrain_kept_answer_new (TerrainFormContext *context, TerrainItem *item);

G_END_DECLS
