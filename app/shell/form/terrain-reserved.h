/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

G_BEGIN_DECLS

/*
 * Reserved codes: "don't know" and "prefer not to say", which an interviewer reaches by F2 and F3 and does not read out.
 *
 *   control                  what declares the code
 *   any                      the bind's attributes "dont-know" and "refused" (a namespace of one's own), where it has them
 *   select1, select          a choice 98 or -98 or dk; 99 or -99 or ref; but not in a list that counts on: 94, 100
 *   int, decimal, range      -98, -99 among the numbers of the constraint: (. >= 15 and . <= 110) or . = -99
 */
typedef enum
{
  TERRAIN_RESERVED_UNKNOWN,
  TERRAIN_RESERVED_REFUSED,
  TERRAIN_N_RESERVED,
} TerrainReserved;

/* Returns: (transfer full) (nullable): the code, NULL where the form has none for @item */
char *terrain_reserved_dup_code (TerrainItem *item, TerrainReserved what);
/* Returns: (transfer full): as the form calls it, or else as the app does */
char *terrain_reserved_dup_label (TerrainItem *item, TerrainReserved what);
/* Returns: (transfer full) (nullable): the choice it is; NULL where it is no choice of a list */
TerrainChoice *terrain_reserved_dup_choice (TerrainItem *item, TerrainReserved what);
/* Returns: (transfer full): the codes of @item's choices that stand apart from those that are read out. In a grid none do,
 * its columns being those of the heading, nor in a list so long that nobody reads it out. */
char **terrain_reserved_dup_apart (TerrainItem *item);

G_END_DECLS
