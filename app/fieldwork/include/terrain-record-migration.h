/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-profile.h"

G_BEGIN_DECLS

/**
 * terrain_profile_migrate_record:
 * @version: (nullable): of the record's form; %NULL for the newest here
 * @map: (nullable): what was renamed; %NULL for the version's own "migration.json", where it has one
 * @environment: (nullable): the system's clock and zone, the profile's device and operator
 * @dry_run: only the report
 *
 * Carries a draft over to another version of its form. What it was is kept with it, see
 * terrain_profile_undo_migration(); a kill leaves it the one or the other. No session of it may be open: one would no
 * longer be able to write.
 *
 * Returns: (transfer full) (nullable): the report; %NULL, and the draft is as it was, on errors
 */
TerrainMigration *terrain_profile_migrate_record (TerrainProfile *self, const char *uuid, const char *version,
                                                  TerrainPathMap *map, TerrainEnvironment *environment,
                                                  gboolean dry_run, GError **error);
/* Makes a draft what it was before it was migrated last. What was answered since is kept beside it in the store, and no
 * longer part of it. TERRAIN_STORE_ERROR_NOT_FOUND where there is nothing to take back.
 * @version: (out) (optional) (transfer full): the one it is of again */
gboolean terrain_profile_undo_migration (TerrainProfile *self, const char *uuid, char **version, GError **error);

G_END_DECLS
