/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

G_BEGIN_DECLS

/* The order of questions, from the items alone: what is not built yet is found all the same. */

/* Returns: (nullable) (transfer none): the question after (before) @from that takes an answer now; the first (last)
 * where @from is NULL */
TerrainItem *terrain_form_order_step (TerrainItem *root, TerrainItem *from, gboolean forward);
/* Returns: (nullable) (transfer none): the first question within @item, or @item, that takes an answer now */
TerrainItem *terrain_form_order_first (TerrainItem *item);
/* Returns: (nullable) (transfer none): the first question to answer of the section after (before) @from's. Going back
 * from within a section leads to the one before it. */
TerrainItem *terrain_form_order_step_section (TerrainItem *root, TerrainItem *from, gboolean forward);
/* Returns: (nullable) (transfer none): the first item of @problems after (before) @from, and round again */
TerrainItem *terrain_form_order_step_problem (TerrainItem *root, TerrainItem *from, GPtrArray *problems,
                                              gboolean forward);

G_END_DECLS
