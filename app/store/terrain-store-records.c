/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-store-private.h"

typedef struct
{
  const char *uuid;
  const char *form_id;
  const char *form_version;
  const char *language;
  gint64 now;
  gboolean trashed;
  TerrainRecord *found;
  GPtrArray *list;
} RecordStep;

static const char *const state_names[] = {
  [TERRAIN_RECORD_DRAFT] = "draft",       [TERRAIN_RECORD_COMPLETE] = "complete", [TERRAIN_RECORD_QUEUED] = "queued",
  [TERRAIN_RECORD_SENT] = "sent",         [TERRAIN_RECORD_REJECTED] = "rejected",
};

const char *
terrain_record_state_to_string (TerrainRecordState state)
{
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (state_names), NULL);

  return state_names[state];
}

/* The table's CHECK keeps other words out; a damaged file may still hold one, and a sent record is never changed. */
static TerrainRecordState
state_from_string (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (state_names); i++)
    {
      if (g_strcmp0 (name, state_names[i]) == 0)
        return (TerrainRecordState) i;
    }
  return TERRAIN_RECORD_SENT;
}

static void
set_state_error (GError **error, TerrainRecordState state)
{
  static const char *const reasons[] = {
    [TERRAIN_RECORD_DRAFT] = N_("The record is still a draft. Complete it first."),
    [TERRAIN_RECORD_COMPLETE] = N_("The record is complete. Reopen it to change it, or put it in the queue to send it."),
    [TERRAIN_RECORD_QUEUED] = N_("The record is waiting to be sent. Reopen it to change it."),
    [TERRAIN_RECORD_SENT] = N_("The record was sent and can no longer be changed."),
    [TERRAIN_RECORD_REJECTED] = N_("The server refused the record. Reopen it to correct it, or queue it again."),
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (reasons) == G_N_ELEMENTS (state_names));
  g_set_error_literal (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE, _(reasons[state]));
}

void
terrain_record_free (TerrainRecord *self)
{
  if (self == NULL)
    return;
  g_free (self->uuid);
  g_free (self->form_id);
  g_free (self->form_version);
  g_free (self->form_title);
  g_free (self->name);
  g_free (self->language);
  g_free (self->instance_id);
  g_free (self->last_error);
  g_free (self->server_words);
  g_free (self);
}

/* Columns as in TERRAIN_RECORD_COLUMNS. */
TerrainRecord *
terrain_record_new_from_query (TerrainQuery *query)
{
  TerrainRecord *record = g_new0 (TerrainRecord, 1);

  record->uuid = terrain_query_dup_text (query, 0);
  record->form_id = terrain_query_dup_text (query, 1);
  record->form_version = terrain_query_dup_text (query, 2);
  record->form_title = terrain_query_dup_text (query, 3);
  record->state = state_from_string ((const char *) sqlite3_column_text (query, 4));
  record->name = terrain_query_dup_text (query, 5);
  record->language = terrain_query_dup_text (query, 6);
  record->instance_id = terrain_query_dup_text (query, 7);
  record->created = sqlite3_column_int64 (query, 8);
  record->changed = sqlite3_column_int64 (query, 9);
  record->completed = sqlite3_column_int64 (query, 10);
  record->sent = sqlite3_column_int64 (query, 11);
  record->trashed_at = sqlite3_column_int64 (query, 12);
  record->trashed = record->trashed_at != 0;
  record->n_attempts = (guint) sqlite3_column_int64 (query, 13);
  record->next_attempt = sqlite3_column_int64 (query, 14);
  record->last_error = terrain_query_dup_text (query, 15);
  record->server_words = terrain_query_dup_text (query, 16);
  record->encrypted = sqlite3_column_int64 (query, 17) != 0;
  return record;
}

gboolean
terrain_store_append_records (TerrainDatabase *database, TerrainQuery *query, GPtrArray *records, GError **error)
{
  gboolean failed;

  while (terrain_database_next (database, query, &failed, error))
    g_ptr_array_add (records, terrain_record_new_from_query (query));
  return !failed;
}

gboolean
terrain_store_find_record_key (TerrainDatabase *database, const char *uuid, guint states, gint64 *record_key,
                               guint64 *last_sequence, GError **error)
{
  g_autoptr (TerrainQuery) query = NULL;
  TerrainRecordState state;
  gboolean failed;

  query = terrain_database_query (database, error,
                                  "SELECT record_key, state, last_sequence FROM record WHERE uuid = ?", "s", uuid);
  if (query == NULL)
    return FALSE;
  if (!terrain_database_next (database, query, &failed, error))
    {
      if (!failed)
        g_set_error_literal (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND,
                             _("The record is not there. It may have been erased meanwhile."));
      return FALSE;
    }

  *record_key = sqlite3_column_int64 (query, 0);
  if (last_sequence != NULL)
    *last_sequence = (guint64) sqlite3_column_int64 (query, 2);
  state = state_from_string ((const char *) sqlite3_column_text (query, 1));
  if (states & (1u << state))
    return TRUE;
  set_state_error (error, state);
  return FALSE;
}

static gboolean
create_record (TerrainDatabase *database, gpointer data, GError **error)
{
  RecordStep *step = data;
  gint64 form_key;

  if (!terrain_store_find_form_key (database, step->form_id, step->form_version, &form_key, error)
      || !terrain_database_run (database, error,
                                "INSERT OR IGNORE INTO record (uuid, form_key, language, created, changed)"
                                " VALUES (?, ?, ?, ?, ?)",
                                "sisii", step->uuid, form_key, step->language, step->now, step->now))
    return FALSE;
  if (terrain_database_count_changes (database) == 1)
    return TRUE;
  g_set_error_literal (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE,
                       _("There is a record with this identifier already. Resume it instead of beginning it again."));
  return FALSE;
}

gboolean
terrain_store_create_record (TerrainStore *self, const char *uuid, const char *form_id, const char *form_version,
                             const char *language, gint64 now, GError **error)
{
  g_autofree char *made = NULL;
  RecordStep step = { .form_id = form_id, .language = language, .now = now };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), FALSE);
  g_return_val_if_fail (uuid == NULL || *uuid != '\0', FALSE);
  g_return_val_if_fail (form_id != NULL, FALSE);

  if (uuid == NULL)
    made = g_uuid_string_random ();
  step.uuid = uuid != NULL ? uuid : made;
  step.form_version = form_version != NULL ? form_version : "";
  return terrain_store_run (self, TERRAIN_STEP_WRITE | TERRAIN_STEP_RECORD | TERRAIN_STEP_FORMS, step.uuid,
                            create_record, &step, error);
}

static gboolean
find_record (TerrainDatabase *database, gpointer data, GError **error)
{
  RecordStep *step = data;
  g_autoptr (TerrainQuery) query = NULL;
  gint64 record_key;
  gboolean failed;

  if (!terrain_store_find_record_key (database, step->uuid, TERRAIN_ANY_STATE, &record_key, NULL, error))
    return FALSE;
  query = terrain_database_query (database, error, TERRAIN_RECORD_COLUMNS "WHERE r.record_key = ?", "i", record_key);
  if (query == NULL)
    return FALSE;
  if (terrain_database_next (database, query, &failed, error))
    step->found = terrain_record_new_from_query (query);
  return !failed;
}

TerrainRecord *
terrain_store_find_record (TerrainStore *self, const char *uuid, GError **error)
{
  RecordStep step = { .uuid = uuid };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  terrain_store_run (self, TERRAIN_STEP_READ, NULL, find_record, &step, error);
  return step.found;
}

static gboolean
find_last_completed (TerrainDatabase *database, gpointer data, GError **error)
{
  RecordStep *step = data;
  g_autoptr (TerrainQuery) query = NULL;
  gboolean failed;

  query = terrain_database_query (database, error, TERRAIN_LAST_COMPLETED_QUERY, "si", step->form_id, step->now);
  if (query == NULL)
    return FALSE;
  if (terrain_database_next (database, query, &failed, error))
    step->found = terrain_record_new_from_query (query);
  return !failed;
}

TerrainRecord *
terrain_store_find_last_completed (TerrainStore *self, const char *form_id, gint64 before, GError **error)
{
  RecordStep step = { .form_id = form_id, .now = before };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), NULL);
  g_return_val_if_fail (form_id != NULL, NULL);

  terrain_store_run (self, TERRAIN_STEP_READ, NULL, find_last_completed, &step, error);
  return step.found;
}

static gboolean
list_records (TerrainDatabase *database, gpointer data, GError **error)
{
  RecordStep *step = data;
  g_autoptr (TerrainQuery) query = NULL;

  query = terrain_database_query (database, error,
                                  TERRAIN_RECORD_COLUMNS
                                  "WHERE (r.trashed <> 0) = ?"
                                  " ORDER BY r.trashed DESC, r.changed DESC, r.record_key DESC",
                                  "i", (gint64) step->trashed);
  return query != NULL && terrain_store_append_records (database, query, step->list, error);
}

GPtrArray *
terrain_store_list_records (TerrainStore *self, gboolean trashed, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_record_free);
  RecordStep step = { .trashed = trashed != FALSE, .list = list };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), NULL);

  if (!terrain_store_run (self, TERRAIN_STEP_READ, NULL, list_records, &step, error))
    return NULL;
  return g_steal_pointer (&list);
}

/* Pages in the database are overwritten (secure_delete), the log holds older ones until it is emptied. Another program
 * that is reading keeps it from being emptied; closing does it then. */
static gboolean
empty_log (TerrainDatabase *database, gpointer data, GError **error)
{
  return terrain_database_run (database, error, "PRAGMA wal_checkpoint(TRUNCATE)", "");
}

gboolean
terrain_store_empty_log (TerrainStore *self, GError **error)
{
  return terrain_store_run (self, TERRAIN_STEP_READ, NULL, empty_log, NULL, error);
}
