/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-arena.h"

#include <string.h>

#define FIRST_CHUNK 4096
/* The smallest that malloc() takes from the system as it is and gives back at once. */
#define LARGEST_CHUNK (128 * 1024)
#define ALIGNMENT sizeof (double)

struct _TerrainArenaChunk
{
  TerrainArenaChunk *next;
  char data[];
};

void
terrain_arena_init (TerrainArena *self)
{
  memset (self, 0, sizeof *self);
  self->next_size = FIRST_CHUNK;
}

void
terrain_arena_clear (TerrainArena *self)
{
  while (self->chunks != NULL)
    {
      TerrainArenaChunk *next = self->chunks->next;

      g_free (self->chunks);
      self->chunks = next;
    }
  terrain_arena_init (self);
}

static TerrainArenaChunk *
add_chunk (TerrainArena *self,
           gsize         size)
{
  TerrainArenaChunk *chunk = g_malloc (sizeof *chunk + size);

  chunk->next = self->chunks;
  self->chunks = chunk;
  return chunk;
}

static char *
take (TerrainArena *self,
      gsize         size)
{
  char *memory;

  if (size > self->left)
    {
      /* What is large for the rest of a chunk gets one of its own, so that the rest is not lost. */
      if (size > self->next_size / 4)
        return add_chunk (self, size)->data;
      self->left = self->next_size - sizeof (TerrainArenaChunk);
      self->at = add_chunk (self, self->left)->data;
      self->next_size = MIN (self->next_size * 2, LARGEST_CHUNK);
    }
  memory = self->at;
  self->at += size;
  self->left -= size;
  return memory;
}

gpointer
terrain_arena_alloc (TerrainArena *self,
                     gsize         size)
{
  /* Texts need no alignment, so they may have left the place odd. */
  gsize gap = MIN (-GPOINTER_TO_SIZE (self->at) & (ALIGNMENT - 1), self->left);

  /* Before the first chunk there is no place to count from. */
  if (gap > 0)
    {
      self->at += gap;
      self->left -= gap;
    }
  return take (self, size);
}

char *
terrain_arena_strndup (TerrainArena *self,
                       const char   *text,
                       gsize         length)
{
  char *copy = take (self, length + 1);

  memcpy (copy, text, length);
  copy[length] = '\0';
  return copy;
}
