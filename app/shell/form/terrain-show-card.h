/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-form-context.h"

G_BEGIN_DECLS

/*
 * TerrainShowCard: a question as it is laid before a respondent: label, hint, pictures and sounds, what there is to choose
 * from with the keys that choose it, the numbers of a short range. It knows no answer, and none is in its widgets.
 * Guidance, and answers that are not read out ("don't know"), are the interviewer's and are left out.
 */
#define TERRAIN_TYPE_SHOW_CARD (terrain_show_card_get_type ())
G_DECLARE_FINAL_TYPE (TerrainShowCard, terrain_show_card, TERRAIN, SHOW_CARD, GtkWidget)

GtkWidget *terrain_show_card_new (TerrainFormContext *context, TerrainItem *item);
/* Returns: (transfer none): the TerrainMediaBox of its label */
GtkWidget *terrain_show_card_get_media (TerrainShowCard *self);

G_END_DECLS
