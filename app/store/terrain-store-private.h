/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-database-private.h"
#include "terrain-store.h"

G_BEGIN_DECLS

/* What the worker does for a caller. Fails with @error, and what it wrote is taken back. */
typedef gboolean (*TerrainStoreFunc) (TerrainDatabase *database, gpointer data, GError **error);

/**
 * TerrainStepFlags:
 * @TERRAIN_STEP_READ: writes nothing
 * @TERRAIN_STEP_WRITE: acknowledged only once it is durable; shares a commit with its neighbours
 * @TERRAIN_STEP_RECORD: "records-changed" afterwards
 * @TERRAIN_STEP_FORMS: "forms-changed" afterwards
 */
typedef enum
{
  TERRAIN_STEP_READ = 0,
  TERRAIN_STEP_WRITE = 1 << 0,
  TERRAIN_STEP_RECORD = 1 << 1,
  TERRAIN_STEP_FORMS = 1 << 2,
} TerrainStepFlags;

/* Waits for it. @uuid: (nullable): the record it is about */
gboolean terrain_store_run (TerrainStore *self, TerrainStepFlags flags, const char *uuid, TerrainStoreFunc func,
                            gpointer data, GError **error);
/* @task: (transfer full): returns a boolean, in its own context. @data is freed on the worker. */
void terrain_store_run_async (TerrainStore *self, TerrainStepFlags flags, const char *uuid, TerrainStoreFunc func,
                              gpointer data, GDestroyNotify free_data, GTask *task);

/* Within a step: the row of a record, which must be in one of @states (a mask of 1 << TerrainRecordState). */
#define TERRAIN_ANY_STATE (~0u)
gboolean terrain_store_find_record_key (TerrainDatabase *database, const char *uuid, guint states, gint64 *record_key,
                                        guint64 *last_sequence, GError **error);
/* Within a step: the row of a form, @version NULL for the newest. */
gboolean terrain_store_find_form_key (TerrainDatabase *database, const char *id, const char *version, gint64 *form_key,
                                      GError **error);
/* Takes away contents of forms that were replaced and have no more records. */
gboolean terrain_store_drop_superseded (TerrainDatabase *database, GError **error);

/* What completing a record is made of. */
gboolean terrain_store_set_completed (TerrainDatabase *database, gint64 record_key, const char *instance_id,
                                      const char *name, gboolean queue, gint64 now, GError **error);
gboolean terrain_store_put_submission (TerrainDatabase *database, gint64 record_key, GBytes *submission,
                                       GError **error);
/* Empties the log, so that what was overwritten is in neither file. Not within a transaction. */
gboolean terrain_store_empty_log (TerrainStore *self, GError **error);

/* Rows of the query common to all lists of records. */
#define TERRAIN_RECORD_COLUMNS                                                                               \
  "SELECT r.uuid, f.id, f.version, f.title, r.state, r.name, r.language, r.instance_id, r.created, r.changed," \
  " r.completed, r.sent, r.trashed, r.n_attempts, r.next_attempt, r.last_error, r.server_words, r.encrypted" \
  " FROM record r JOIN form f USING (form_key) "
TerrainRecord *terrain_record_new_from_query (TerrainQuery *query);
gboolean terrain_store_append_records (TerrainDatabase *database, TerrainQuery *query, GPtrArray *records,
                                       GError **error);

/* Those with the same version count together, whichever content they were begun with. */
#define TERRAIN_FORM_COLUMNS                                                                                 \
  "SELECT f.id, f.version, f.title, f.hash, f.origin, f.added, f.hidden,"                                    \
  " (SELECT count(*) FROM record r JOIN form v USING (form_key)"                                             \
  "  WHERE v.id = f.id AND v.version = f.version AND r.trashed = 0) FROM form f "

/* One look into record_completed for each version of the form; store-plans holds it to that. */
#define TERRAIN_LAST_COMPLETED_QUERY                                                                         \
  TERRAIN_RECORD_COLUMNS                                                                                     \
  "WHERE r.record_key IN"                                                                                    \
  " (SELECT (SELECT l.record_key FROM record l WHERE l.form_key = v.form_key"                                \
  "   AND l.completed > 0 AND l.completed <= ?2 AND l.trashed = 0 AND l.encrypted = 0 AND l.state <> 'draft'" \
  "   ORDER BY l.completed DESC, l.record_key DESC LIMIT 1) FROM form v WHERE v.id = ?1)"                    \
  " ORDER BY r.completed DESC, r.record_key DESC LIMIT 1"

G_END_DECLS
