/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-form-context.h"
#include "terrain-question-parts.h"
#include "terrain-question.h"

G_BEGIN_DECLS

GtkWidget *terrain_question_new (TerrainFormContext *context, TerrainItem *item);
/* Returns: (transfer none) (nullable): the TerrainMediaBox of its label */
GtkWidget *terrain_question_get_media (TerrainQuestion *self);
/* Which of its parts @child is; TERRAIN_N_PARTS for none */
TerrainPart terrain_question_get_part (TerrainQuestion *self, GtkWidget *child);
/* Whether @item is a question that takes an answer now, widget or none. */
gboolean terrain_item_is_answerable (TerrainItem *item);
/* Returns: (transfer full): the label as it is shown, in both languages where two are, with "(optional)" where it says so */
char *terrain_question_dup_label_markup (TerrainFormContext *context, TerrainItem *item);

G_END_DECLS
