/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Titles of forms in the language of the program, as long as the po files they came from are the same. Any thread. */
typedef struct _TerrainTitleCache TerrainTitleCache;

TerrainTitleCache *terrain_title_cache_new (void);
void terrain_title_cache_free (TerrainTitleCache *self);

/* @po_state: describes the po files now. Returns: (transfer full) (nullable): NULL where it has to be read */
char *terrain_title_cache_find (TerrainTitleCache *self, const char *form_id, const char *title, const char *po_state);
void terrain_title_cache_add (TerrainTitleCache *self, const char *form_id, const char *title, const char *po_state,
                              const char *translated);

G_END_DECLS
