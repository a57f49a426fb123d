/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-remarks.h"
#include "terrain-step-private.h"

G_BEGIN_DECLS

/*
 * The remarks of an open record, and how far notes can be taken back.
 *
 *   remark   {"ref":"/data/age","value":"asked twice","seed":5}      "value" is missing where it was taken away
 *   confirm  {"ref":"/data/age","value":"104","user":"ann","seed":5}
 *   mask     {"ref":"/data/age","value":"1","seed":5}                "value" is missing where the mask went elsewhere
 *
 * Refs move when an instance before them goes. The very step that takes it away, or brings it back, says so:
 *
 *   remove   {"ref":"/data/person[2]","gone":"/data/person[2]","seed":5}     undo   {"back":"/data/person[2]","seed":5}
 *
 * so that no kill can come between an instance and its notes, and the journal tells what an undo brings back.
 */
typedef struct _TerrainRemarks TerrainRemarks;

TerrainRemarks *terrain_remarks_new (void);
void terrain_remarks_free (TerrainRemarks *self);
/* Those of a record in the store, as it stands. */
TerrainRemarks *terrain_remarks_load (TerrainStore *store, const char *uuid, GError **error);

/* A step of the journal, @at µs since the epoch; what is neither a remark nor moves any is passed over. */
void terrain_remarks_apply (TerrainRemarks *self, const TerrainStep *step, gint64 at);
/* (nullable) */
const TerrainRemark *terrain_remarks_find (TerrainRemarks *self, const char *ref);
/* The remark at @ref with @text for its note; until that is lent again with another one. Nothing is kept of it. */
const TerrainRemark *terrain_remarks_lend (TerrainRemarks *self, const char *ref, const char *text);
/* (transfer container) (element-type TerrainRemark) */
GPtrArray *terrain_remarks_list (TerrainRemarks *self);

/* The instance at @instance_ref was removed, or @came_back. Returns: whether anything moved */
gboolean terrain_remarks_follow (TerrainRemarks *self, const char *instance_ref, gboolean came_back);

/* One note as it was, for undo; @depth: how many steps the interview could take back (do again) then. */
void terrain_remarks_push (TerrainRemarks *self, gboolean redo, const char *ref, guint depth);
/* Returns: (transfer full) (nullable): the step that takes the last note back (does it again), where nothing else was done
 * since */
TerrainStep *terrain_remarks_pop (TerrainRemarks *self, gboolean redo, guint depth);
/* Something else was done: notes taken back stay so. */
void terrain_remarks_clear_redo (TerrainRemarks *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainRemarks, terrain_remarks_free)

G_END_DECLS
