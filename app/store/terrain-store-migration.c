/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-store-migration.h"

#include <glib/gi18n-lib.h>

#include "terrain-store-private.h"

/*
 *   event        … 41 │ 1042 migrate   1043 position │ 1044 set …
 *   checkpoint        │ 1042 (new version)           │
 *   migration         │ 1042: form_key and instance of before; taken back: what it was then, too
 *   record.form_key   old ──► new
 *
 * The numbers jump, further than a window could have steps under way: one that has the old version open can neither go
 * on from there nor take the new events for its own.
 */
#define JUMP 1001

typedef struct
{
  const char *uuid;
  const char *form_version;
  const TerrainStoreMigration *migration;
  char *found_version;
  GBytes *found_before;
  GBytes *found_report;
} MigrationStep;

/* The record's row, where it is a draft and as the caller knows it. */
static gboolean
find_draft (TerrainDatabase *database, MigrationStep *step, gint64 *record_key, GError **error)
{
  guint64 last_sequence;

  if (!terrain_store_find_record_key (database, step->uuid, 1u << TERRAIN_RECORD_DRAFT, record_key, &last_sequence,
                                      error))
    return FALSE;
  if (last_sequence == step->migration->sequence)
    return TRUE;
  g_set_error_literal (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE,
                       _("The record was changed meanwhile, perhaps in another window. Close it there and try again."));
  return FALSE;
}

static gboolean
find_form (TerrainDatabase *database, gint64 record_key, gint64 *form_key, char **form_id, GError **error)
{
  g_autoptr (TerrainQuery) query = NULL;
  gboolean failed;

  query = terrain_database_query (database, error,
                                  "SELECT form_key, f.id FROM record JOIN form f USING (form_key) WHERE record_key = ?",
                                  "i", record_key);
  if (query == NULL || !terrain_database_next (database, query, &failed, error))
    return FALSE;
  *form_key = sqlite3_column_int64 (query, 0);
  *form_id = terrain_query_dup_text (query, 1);
  return TRUE;
}

static gboolean
add_event (TerrainDatabase *database, gint64 record_key, guint64 sequence, gint64 at, const char *kind, GBytes *payload,
           GError **error)
{
  return terrain_database_run (database, error,
                               "INSERT INTO event (record_key, sequence, at, kind, payload) VALUES (?, ?, ?, ?, ?)",
                               "iiisb", record_key, (gint64) sequence, at, kind, payload);
}

/* The record is another from here on. */
static gboolean
replace (TerrainDatabase *database, gint64 record_key, gint64 form_key, const TerrainStoreMigration *migration,
         GError **error)
{
  gint64 sequence = (gint64) migration->sequence + JUMP;

  return add_event (database, record_key, (guint64) sequence, migration->at, "migrate", migration->event, error)
         && add_event (database, record_key, (guint64) sequence + 1, migration->at, "position", migration->position,
                       error)
         && terrain_database_run (database, error,
                                  "INSERT INTO checkpoint (record_key, sequence, instance) VALUES (?, ?, ?)", "iib",
                                  record_key, sequence, migration->after)
         && terrain_database_run (database, error,
                                  "UPDATE record SET form_key = ?, name = ?, language = ?, changed = ?,"
                                  " last_sequence = ? WHERE record_key = ?",
                                  "issiii", form_key, migration->name, migration->language, migration->at, sequence + 1,
                                  record_key)
         && terrain_store_drop_superseded (database, error);
}

static gboolean
migrate (TerrainDatabase *database, gpointer data, GError **error)
{
  MigrationStep *step = data;
  const TerrainStoreMigration *migration = step->migration;
  g_autofree char *form_id = NULL;
  gint64 record_key, old_key, new_key;

  if (!find_draft (database, step, &record_key, error)
      || !find_form (database, record_key, &old_key, &form_id, error)
      || !terrain_store_find_form_key (database, form_id, step->form_version, &new_key, error))
    return FALSE;
  if (old_key == new_key)
    {
      g_set_error_literal (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE,
                           _("The record is one of this version of the form already."));
      return FALSE;
    }
  return terrain_database_run (database, error,
                               "INSERT INTO migration (record_key, sequence, at, form_key, before, report)"
                               " VALUES (?, ?, ?, ?, ?, ?)",
                               "iiiibb", record_key, (gint64) migration->sequence + JUMP, migration->at, old_key,
                               migration->before, migration->report)
         && replace (database, record_key, new_key, migration, error);
}

static gboolean
run (TerrainStore *self, TerrainStoreFunc func, MigrationStep *step, GError **error)
{
  return terrain_store_run (self, TERRAIN_STEP_WRITE | TERRAIN_STEP_RECORD | TERRAIN_STEP_FORMS, step->uuid, func, step,
                            error);
}

gboolean
terrain_store_migrate_record (TerrainStore *self, const char *uuid, const char *form_version,
                              const TerrainStoreMigration *migration, GError **error)
{
  MigrationStep step = { .uuid = uuid, .form_version = form_version, .migration = migration };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), FALSE);
  g_return_val_if_fail (uuid != NULL && form_version != NULL && migration != NULL, FALSE);
  g_return_val_if_fail (migration->before != NULL && migration->after != NULL && migration->report != NULL, FALSE);

  return run (self, migrate, &step, error);
}

/* @sequence, @form_key: (out) */
static gboolean
find_last (TerrainDatabase *database, gint64 record_key, MigrationStep *step, gint64 *sequence, gint64 *form_key,
           GError **error)
{
  g_autoptr (TerrainQuery) query = NULL;
  gboolean failed;

  query = terrain_database_query (database, error,
                                  "SELECT m.sequence, m.form_key, f.version, m.before, m.report FROM migration m"
                                  " JOIN form f ON f.form_key = m.form_key WHERE m.record_key = ? AND m.after IS NULL"
                                  " ORDER BY m.sequence DESC LIMIT 1",
                                  "i", record_key);
  if (query == NULL)
    return FALSE;
  if (!terrain_database_next (database, query, &failed, error))
    {
      if (!failed)
        g_set_error_literal (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND,
                             _("The record was not carried over from another version."));
      return FALSE;
    }
  *sequence = sqlite3_column_int64 (query, 0);
  *form_key = sqlite3_column_int64 (query, 1);
  step->found_version = terrain_query_dup_text (query, 2);
  step->found_before = terrain_query_dup_bytes (query, 3);
  step->found_report = terrain_query_dup_bytes (query, 4);
  return TRUE;
}

static void
clear_found (MigrationStep *step)
{
  g_clear_pointer (&step->found_version, g_free);
  g_clear_pointer (&step->found_before, g_bytes_unref);
  g_clear_pointer (&step->found_report, g_bytes_unref);
}

static gboolean
find_migration (TerrainDatabase *database, gpointer data, GError **error)
{
  MigrationStep *step = data;
  gint64 record_key, sequence, form_key;

  return terrain_store_find_record_key (database, step->uuid, TERRAIN_ANY_STATE, &record_key, NULL, error)
         && find_last (database, record_key, step, &sequence, &form_key, error);
}

gboolean
terrain_store_find_migration (TerrainStore *self, const char *uuid, char **form_version, GBytes **before,
                              GBytes **report, GError **error)
{
  MigrationStep step = { .uuid = uuid };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), FALSE);
  g_return_val_if_fail (uuid != NULL, FALSE);

  if (!terrain_store_run (self, TERRAIN_STEP_READ, NULL, find_migration, &step, error))
    return FALSE;
  if (form_version != NULL)
    *form_version = g_steal_pointer (&step.found_version);
  if (before != NULL)
    *before = g_steal_pointer (&step.found_before);
  if (report != NULL)
    *report = g_steal_pointer (&step.found_report);
  clear_found (&step);
  return TRUE;
}

static gboolean
undo_migration (TerrainDatabase *database, gpointer data, GError **error)
{
  MigrationStep *step = data;
  g_autofree char *form_id = NULL;
  gint64 record_key, sequence, old_key, new_key;

  return find_draft (database, step, &record_key, error)
         && find_form (database, record_key, &new_key, &form_id, error)
         && find_last (database, record_key, step, &sequence, &old_key, error)
         && terrain_database_run (database, error,
                                  "UPDATE migration SET after_key = ?, after = ? WHERE record_key = ? AND sequence = ?",
                                  "ibii", new_key, step->migration->before, record_key, sequence)
         && replace (database, record_key, old_key, step->migration, error);
}

gboolean
terrain_store_undo_migration (TerrainStore *self, const char *uuid, const TerrainStoreMigration *migration,
                              GError **error)
{
  MigrationStep step = { .uuid = uuid, .migration = migration };
  gboolean done;

  g_return_val_if_fail (TERRAIN_IS_STORE (self), FALSE);
  g_return_val_if_fail (uuid != NULL && migration != NULL, FALSE);
  g_return_val_if_fail (migration->before != NULL && migration->after != NULL, FALSE);

  done = run (self, undo_migration, &step, error);
  clear_found (&step);
  return done;
}
