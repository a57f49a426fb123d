/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-xpath-private.h"

G_BEGIN_DECLS

typedef enum
{
  TERRAIN_LOOKUP_NOT_USED, /* scan instead */
  TERRAIN_LOOKUP_FOUND,    /* candidates are appended, in document order; the predicates still apply */
  TERRAIN_LOOKUP_EXACT,    /* what is appended fulfils the first predicate */
  TERRAIN_LOOKUP_FAILED,   /* the evaluation's error is set */
} TerrainLookupResult;

TerrainLookupResult terrain_lookup_find (TerrainEval *eval, const TerrainAstStep *step, TerrainNode *parent,
                                         TerrainNodeList *list);

/* The children called @item of @parent, in a frozen document, that have a child @key, or an
 * attribute where it is written "@key", with exactly @text. */
void terrain_lookup_by_key (TerrainEval *eval, TerrainNode *parent, const char *item, const char *key, const char *text,
                            TerrainNodeList *list);

G_END_DECLS
