/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-po-file-private.h"

G_BEGIN_DECLS

/* What is said about lines that cannot be read: one mistake an entry, as the others mostly follow from it. */
typedef struct
{
  GPtrArray *issues;
  guint n;
  int last_line;
} TerrainPoMistakes;

/* Marks @entry (nullable) as damaged. @reason: completes "Line 8 cannot be read: …" */
void terrain_po_mistakes_add (TerrainPoMistakes *self, TerrainPoEntry *entry, int line, const char *reason);
/* Whether another mistake is still listed. */
gboolean terrain_po_mistakes_count (TerrainPoMistakes *self);
/* Says how many were not listed. */
void terrain_po_mistakes_end (TerrainPoMistakes *self);

/*
 * The contents of @file cut into entries, by what each line begins with; their strings are left to the library.
 *
 * @blocks: (element-type TerrainPoEntry): filled with the entries, by rising line; each has its lines only.
 * Returns: (transfer full): what the library is to read: the same lines without comments, and with the entry's index
 *   in @blocks put before its context: msgctxt "12 " "/data/a:label", and msgctxt "12" where there is none */
GString *terrain_po_blocks_split (const TerrainPoFile *file, GPtrArray *blocks, TerrainPoMistakes *mistakes);

/* Returns: (nullable): the entry of @blocks that @line stands in */
TerrainPoEntry *terrain_po_blocks_find (GPtrArray *blocks, int line);

G_END_DECLS
