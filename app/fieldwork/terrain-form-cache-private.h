/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

G_BEGIN_DECLS

/*
 * TerrainFormCache: the forms parsed last, by the revision of what they were parsed from. Safe from any thread.
 */
typedef struct _TerrainFormCache TerrainFormCache;

TerrainFormCache *terrain_form_cache_new (void);
void terrain_form_cache_free (TerrainFormCache *self);
/* Returns: (transfer full) (nullable) */
TerrainForm *terrain_form_cache_find (TerrainFormCache *self, const char *revision);
void terrain_form_cache_add (TerrainFormCache *self, const char *revision, TerrainForm *form);

G_END_DECLS
