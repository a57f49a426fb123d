/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Memory that goes all at once: what a parsed document or form keeps for its whole life.
 *
 *   chunks ──► [ next | used ▒▒▒▒▒▒▒▒ free ] ──► [ next | full ] ──► NULL
 *
 * Chunks grow with what is asked for, so a small record pays for little and a large form for few. Nothing is given back
 * one by one; no bookkeeping a block.
 */
typedef struct _TerrainArenaChunk TerrainArenaChunk;

typedef struct
{
  TerrainArenaChunk *chunks;
  char *at;       /* free from here */
  gsize left;     /* bytes free */
  gsize next_size;
} TerrainArena;

void terrain_arena_init (TerrainArena *self);
void terrain_arena_clear (TerrainArena *self);
/* Never fails; aligned for pointers and doubles, contents undefined. */
gpointer terrain_arena_alloc (TerrainArena *self, gsize size);
/* A copy of @length bytes with a NUL behind. */
char *terrain_arena_strndup (TerrainArena *self, const char *text, gsize length);

G_END_DECLS
