/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-compile-private.h"

G_BEGIN_DECLS

/* Where and how a text with ${name} in it is used. */
typedef struct
{
  TerrainEntry *context; /* (nullable): the node that paths begin from; %NULL: paths from the root */
  gboolean use_current; /* a predicate: begin relative paths with current() */
  TerrainEntry *base;    /* (nullable): within this item paths are those of a predicate on it: "./x" */
  TerrainPlace place;   /* for complaints */
} TerrainReferenceUse;

/**
 * terrain_reference_expand:
 *
 * Puts an XPath in the place of each ${name}: from the root, or relative where @use's context and the node share a
 * repeat, so that it means the same instance. Complains of names that are not there or not clear.
 *
 * Returns: a text that lives as long as the compilation
 */
const char *terrain_reference_expand (TerrainCompile *self, const char *text, const TerrainReferenceUse *use);

/* One ${name} or ${last-saved#name}. */
typedef struct
{
  gsize start, end; /* the span of "${…}" */
  char *name;
  gboolean last_saved;
} TerrainReference;

void terrain_reference_clear (TerrainReference *reference);
/* The next reference of @text from @from on. FALSE where there is none; complains of what only begins like one. */
gboolean terrain_reference_next (TerrainCompile *self, const char *text, gsize from, TerrainPlace place,
                                 TerrainReference *reference);
/* (nullable): the one node called so; complains otherwise. */
TerrainEntry *terrain_reference_find (TerrainCompile *self, const char *name, TerrainPlace place);
/* (transfer full): the path of @target for @use, with a space at each end. */
char *terrain_reference_path (TerrainEntry *target, const TerrainReferenceUse *use);
/* The length of a path into a secondary instance at @text, "instance('id')/root/item[…]/label"; 0 where there is none. */
gsize terrain_reference_instance_path (const char *text);
/* The only thing in @text is one reference. */
gboolean terrain_reference_is_one (const char *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TerrainReference, terrain_reference_clear)

G_END_DECLS
