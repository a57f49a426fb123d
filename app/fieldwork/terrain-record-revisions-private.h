/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-store.h>

G_BEGIN_DECLS

/* Setting: the record that corrects the one whose uuid follows. */
#define TERRAIN_REVISION_KEY "revision-of/"

/* Which record corrects which, as of one look at the store; a correction that was erased is none. */
typedef struct _TerrainRevisions TerrainRevisions;

/* Safe from any thread. */
TerrainRevisions *terrain_revisions_load (TerrainStore *store, GError **error);
TerrainRevisions *terrain_revisions_new (void);
void terrain_revisions_free (TerrainRevisions *self);
gboolean terrain_revisions_equal (const TerrainRevisions *self, const TerrainRevisions *other);
/* Returns: (nullable): the sent record that @uuid corrects */
const char *terrain_revisions_get_corrected (const TerrainRevisions *self, const char *uuid);
/* Returns: (nullable): the record that corrects @uuid */
const char *terrain_revisions_get_correction (const TerrainRevisions *self, const char *uuid);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainRevisions, terrain_revisions_free)

G_END_DECLS
