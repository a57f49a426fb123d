/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

G_BEGIN_DECLS

/*
 * Sections: the parts of a form that an outline lists and that a person jumps between.
 *
 *   root ─┬─ 1. Introduction                    section
 *         └─ Main interview ─┬─ 3. Image        section   (a group that only holds groups with titles
 *                            └─ 4. Problems     section    is a shelf, not a section)
 *
 * They depend on the form alone, not on what is relevant now.
 */

/* Returns: (transfer full) (element-type TerrainItem): in the order of the form; questions outside any group are sections
 * of their own */
GListModel *terrain_form_list_sections (TerrainItem *root);
/* Returns: (transfer none) (nullable): the section that @item is or lies in */
TerrainItem *terrain_form_find_section (TerrainItem *item);

G_END_DECLS
