/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-store.h"

G_BEGIN_DECLS

/**
 * TerrainStoreMigration:
 * @sequence: the record's last event when @before was made; where another has come since, nothing is done
 * @at: now
 * @before: the record as it was
 * @after: the record as it is from now on
 * @name: (nullable): instance name of @after
 * @report: (nullable): what became of each answer, opaque here
 * @event: payload of the event "migrate"; the checkpoint comes after it
 * @position: payload of the event "position" that follows the checkpoint
 */
typedef struct
{
  guint64 sequence;
  gint64 at;
  GBytes *before;
  GBytes *after;
  const char *name;
  const char *language;
  GBytes *report;
  GBytes *event;
  GBytes *position;
} TerrainStoreMigration;

/* Makes a draft one of another version of its form, in one transaction; what it was is kept beside it.
 * TERRAIN_STORE_ERROR_STATE where it is one of that very content already, or was changed meanwhile. */
gboolean terrain_store_migrate_record (TerrainStore *self, const char *uuid, const char *form_version,
                                       const TerrainStoreMigration *migration, GError **error);
/* What a draft was before it was migrated last and this was not taken back: TERRAIN_STORE_ERROR_NOT_FOUND for none.
 * @form_version, @before, @report: (out) (optional) (transfer full) */
gboolean terrain_store_find_migration (TerrainStore *self, const char *uuid, char **form_version, GBytes **before,
                                       GBytes **report, GError **error);
/* Takes the last one back: @migration->after is what terrain_store_find_migration() gave, @before what the record is now,
 * which is kept, too. */
gboolean terrain_store_undo_migration (TerrainStore *self, const char *uuid, const TerrainStoreMigration *migration,
                                       GError **error);

G_END_DECLS
