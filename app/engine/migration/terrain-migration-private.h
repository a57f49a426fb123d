/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-engine.h"
#include "terrain-node-private.h"
#include "terrain-schema-private.h"

G_BEGIN_DECLS

/* What the map says of @path itself. Returns: whether it says anything; @target: (out) (nullable): NULL for dropped */
gboolean terrain_path_map_find (TerrainPathMap *self, const char *path, const char **target);

struct _TerrainMigration
{
  TerrainForm *old_form;
  TerrainForm *new_form;
  TerrainPathMap *map;     /* (nullable) */
  TerrainEnvironment *environment;
  TerrainDocument *old;    /* the draft */
  TerrainDocument *record; /* a new record of the new version, over which the answers are laid */
  GHashTable *places;      /* TerrainSchema of the old form → its TerrainSchema in the new one, NULL for nowhere */
  GHashTable *cursors;     /* terrain-migration-place.c's own */
  GHashTable *taken;       /* TerrainNode of @record → old ref of what was laid there; not owned */
  GHashTable *by_new_ref;  /* new ref → TerrainMigrationEntry: answers laid, not owned */
  GHashTable *by_old_ref;  /* the same by old ref */
  GPtrArray *entries;
  GBytes *draft;
};

TerrainMigrationEntry *terrain_migration_add (TerrainMigration *self, TerrainMigrationKind kind, const char *old_ref,
                                              const char *new_ref, const char *value, const char *reason);

/* (transfer full) (nullable): @value as @place holds it; NULL where it is not of its type */
char *terrain_migration_convert (TerrainMigration *self, TerrainSchema *place, const char *value);

/* terrain-migration-place.c */

/* The place in the new form of one in the old; NULL for nowhere. */
TerrainSchema *terrain_migration_find_place (TerrainMigration *self, TerrainSchema *old);
/* Whether a longer path or another parent leads there: by the map. */
gboolean terrain_migration_is_renamed (TerrainSchema *old, TerrainSchema *place);
/*
 * The element of @record at @place, made where it is not there. @positions: (element-type guint): of the repeats from the
 * root inwards, as in the draft. NULL where the draft's repeats do not fit into those of the new version.
 */
TerrainNode *terrain_migration_make_node (TerrainMigration *self, TerrainSchema *place, GArray *positions);
/* The same as a ref. (transfer full) (nullable) */
char *terrain_migration_make_ref (TerrainSchema *place, GArray *positions);
/* Makes the repeat at @place have @n instances. */
void terrain_migration_set_count (TerrainMigration *self, TerrainSchema *place, GArray *positions, guint n);

/* terrain-migration-write.c */
GBytes *terrain_migration_write_record (TerrainDocument *record);

/* terrain-migration-report.c */

/* Names for lost answers that seem to have moved. */
void terrain_migration_propose (TerrainMigration *self);
/* Compares what the new version makes of the record with what was laid into it. */
gboolean terrain_migration_settle (TerrainMigration *self, GBytes *draft, GError **error);

G_END_DECLS
