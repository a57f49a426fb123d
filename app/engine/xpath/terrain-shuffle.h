/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-document.h"
#include "terrain-xpath.h"

G_BEGIN_DECLS

/*
 * The order that randomize() gives (engine-semantics, 43): the same for the same seed in every ODK client, so a list
 * shown here is the list that was shown there. For itemsets as well as for expressions.
 */

/* The seed a value stands for: a number's integer part; of other text its SHA-256, of blank text 0. */
gint64 terrain_shuffle_get_seed (const TerrainXPathValue *value);
void terrain_shuffle (TerrainNode **nodes, guint length, gint64 seed);

G_END_DECLS
