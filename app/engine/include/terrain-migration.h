/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-engine-types.h"

G_BEGIN_DECLS

typedef struct _TerrainMigration TerrainMigration;
typedef struct _TerrainPathMap TerrainPathMap;

/*
 * TerrainPathMap: what became of a form's places from one version to the next, as its author says. A JSON object:
 *
 *   { "renamed": { "/data/visit/who": "/data/contact/name", "/data/old_group": "/data/new_group" },
 *     "dropped": [ "/data/visit/obsolete" ] }
 *
 * Paths have no positions. What is said of a group holds for all below it that nothing longer is said of; what is said of
 * nowhere keeps its path. "dropped" is what is known to be lost.
 */
#define TERRAIN_PATH_MAP_FILE "migration.json"
TerrainPathMap *terrain_path_map_parse (GBytes *json, GError **error);
TerrainPathMap *terrain_path_map_ref (TerrainPathMap *self);
void terrain_path_map_unref (TerrainPathMap *self);

/**
 * TerrainMigrationKind:
 * @TERRAIN_MIGRATION_KEPT: the answer is where it was
 * @TERRAIN_MIGRATION_RENAMED: it is where the map says
 * @TERRAIN_MIGRATION_LOST: it has no place in the new version, or is not of the new type; @reason says which
 * @TERRAIN_MIGRATION_NO_LONGER_OFFERED: it holds a choice that the new version does not offer
 * @TERRAIN_MIGRATION_RECALCULATED: the new version computes this itself, and comes to something else
 * @TERRAIN_MIGRATION_NEWLY_REQUIRED: an answer that is missing, and did not have to be given before
 * @TERRAIN_MIGRATION_NEWLY_INVALID: an answer that the new version's constraint refuses, and the old did not
 * @TERRAIN_MIGRATION_PROPOSED: a lost answer that seems to belong to @new_ref; for the map, nothing was moved
 */
typedef enum
{
  TERRAIN_MIGRATION_KEPT,
  TERRAIN_MIGRATION_RENAMED,
  TERRAIN_MIGRATION_LOST,
  TERRAIN_MIGRATION_NO_LONGER_OFFERED,
  TERRAIN_MIGRATION_RECALCULATED,
  TERRAIN_MIGRATION_NEWLY_REQUIRED,
  TERRAIN_MIGRATION_NEWLY_INVALID,
  TERRAIN_MIGRATION_PROPOSED,
  TERRAIN_MIGRATION_N_KINDS,
} TerrainMigrationKind;

/* A stable, untranslated word: "kept", "newly-required"… */
const char *terrain_migration_kind_to_string (TerrainMigrationKind kind);

/**
 * TerrainMigrationEntry:
 * @old_ref: (nullable): with positions; proposals: without
 * @new_ref: (nullable): with positions; proposals: without
 * @value: (nullable): the answer as it was
 * @reason: (nullable): for a person
 */
typedef struct
{
  TerrainMigrationKind kind;
  char *old_ref;
  char *new_ref;
  char *value;
  char *reason;
} TerrainMigrationEntry;

/**
 * terrain_migration_new:
 * @draft: the record, as terrain_interview_save() or a submission has it
 * @map: (nullable)
 * @environment: what the new version's interview is given; consumed as far as making a record consumes it
 *
 * Carries a record over to another version of its form. The record is that of a new one (defaults, preloads, first-load
 * events), with the answers laid over. Nothing is thrown away silently: what has no place is in the report, and @draft is
 * not changed.
 *
 * Returns: (transfer full) (nullable): %NULL with TERRAIN_ENGINE_ERROR_NOT_XML or _INVALID_INSTANCE
 */
TerrainMigration *terrain_migration_new (TerrainForm *old_form, GBytes *draft, TerrainForm *new_form,
                                         TerrainPathMap *map, TerrainEnvironment *environment, GError **error);
void terrain_migration_free (TerrainMigration *self);
/* The record under the new version, to be restored. */
GBytes *terrain_migration_get_draft (TerrainMigration *self);
/* (element-type TerrainMigrationEntry): the answers in the order of the draft, then proposals and what is new */
GPtrArray *terrain_migration_get_entries (TerrainMigration *self);
guint terrain_migration_count (TerrainMigration *self, TerrainMigrationKind kind);
/* Where an answer of the draft is now. Returns: (transfer full) (nullable) */
char *terrain_migration_map_ref (TerrainMigration *self, const char *old_ref);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainPathMap, terrain_path_map_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainMigration, terrain_migration_free)

G_END_DECLS
