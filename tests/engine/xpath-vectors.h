/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <terrain-engine.h>

G_BEGIN_DECLS

/*
 * TerrainVectors: runs recorded XPath expressions (shared/corpus/xpath) and says how the result differs.
 * Nothing here knows of a test: a command can print the same.
 */
typedef struct _TerrainVectors TerrainVectors;

typedef enum
{
  TERRAIN_VECTOR_OK,
  TERRAIN_VECTOR_DIFFERS,
  TERRAIN_VECTOR_SKIPPED, /* about a DOM, or needs what only the recording suite has */
} TerrainVectorStatus;

/* @documents: the folder of the vectors' documents */
TerrainVectors *terrain_vectors_new (const char *documents);
void terrain_vectors_free (TerrainVectors *self);
/* @got: (out): the result as the vectors write results, or the error's message; (transfer full) */
TerrainVectorStatus terrain_vectors_run (TerrainVectors *self, JsonObject *vector, char **got);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainVectors, terrain_vectors_free)

G_END_DECLS
