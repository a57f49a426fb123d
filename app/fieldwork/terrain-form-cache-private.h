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
/* Its po languages, as they were read when the files were as @state says. Returns: (transfer full) (nullable) */
GPtrArray *terrain_form_cache_find_translations (TerrainFormCache *self, TerrainForm *form, const char *state);
/* Kept only as long as the form is. */
void terrain_form_cache_add_translations (TerrainFormCache *self, TerrainForm *form, const char *state,
                                          GPtrArray *translations);

G_END_DECLS
