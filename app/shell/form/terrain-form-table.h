/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

G_BEGIN_DECLS

/*
 * A table of questions, as "table-list" makes it: a note that asks for all of them, the heading ("label") with what can be
 * answered, and a line ("list", "list-nolabel") for each.
 */

/* Whether @item is the note that asks. */
gboolean terrain_form_table_is_lead (TerrainItem *item);
/* Of a line. Returns: (transfer none) (nullable): NULL where @item is no line of a table, or of one without it */
TerrainItem *terrain_form_table_get_heading (TerrainItem *item);
TerrainItem *terrain_form_table_get_lead (TerrainItem *item);

G_END_DECLS
