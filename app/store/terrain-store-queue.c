/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-store-private.h"

/*
 *             complete            queue                sent
 *   draft ───────────► complete ────────► queued ────────────► sent
 *     ▲ └───────────────(queue)───────────► │ ▲
 *     │                    │                │ └── queue ──┐
 *     └──────── reopen ────┴────────────────┴──────── rejected
 */

/* A server may answer with a whole page; this is what a person can still read. */
#define SERVER_WORDS_MAX 2000

typedef struct
{
  const char *uuid;
  const char *text; /* instance ID, part's name, or error */
  const char *name;
  const char *server_words;
  GBytes *submission;
  gboolean queue;
  gint64 time;
  GPtrArray *records;
  GStrvBuilder *parts;
  gint64 found_time;
} QueueStep;

#define MASK(state) (1u << TERRAIN_RECORD_##state)

static gboolean
run_on_record (TerrainStore *self, TerrainStoreFunc func, QueueStep *step, GError **error)
{
  return terrain_store_run (self, TERRAIN_STEP_WRITE | TERRAIN_STEP_RECORD, step->uuid, func, step, error);
}

gboolean
terrain_store_set_completed (TerrainDatabase *database, gint64 record_key, const char *instance_id, const char *name,
                             gboolean queue, gint64 now, GError **error)
{
  if (!terrain_database_run (database, error,
                             "UPDATE OR IGNORE record SET state = ?, instance_id = ?, name = ?, completed = ?,"
                             " changed = ?, n_attempts = 0, next_attempt = 0, last_error = NULL,"
                             " server_words = NULL WHERE record_key = ?",
                             "sssiii", queue ? "queued" : "complete", instance_id, name, now, now, record_key))
    return FALSE;
  if (terrain_database_count_changes (database) == 0)
    {
      g_set_error_literal (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE,
                           _("Another record has the same instance ID. The form must make a new one for each record."));
      return FALSE;
    }
  return TRUE;
}

gboolean
terrain_store_put_submission (TerrainDatabase *database, gint64 record_key, GBytes *submission, GError **error)
{
  return terrain_database_run (database, error,
                               "INSERT INTO submission (record_key, xml) VALUES (?, ?)"
                               " ON CONFLICT (record_key) DO UPDATE SET xml = excluded.xml",
                               "ib", record_key, submission);
}

static gboolean
complete_record (TerrainDatabase *database, gpointer data, GError **error)
{
  QueueStep *step = data;
  gint64 record_key;

  return terrain_store_find_record_key (database, step->uuid, MASK (DRAFT), &record_key, NULL, error)
         && terrain_store_set_completed (database, record_key, step->text, step->name, step->queue, step->time, error)
         && terrain_store_put_submission (database, record_key, step->submission, error);
}

gboolean
terrain_store_complete_record (TerrainStore *self, const char *uuid, const char *instance_id, const char *name,
                               GBytes *submission, gboolean queue, gint64 now, GError **error)
{
  QueueStep step = {
    .uuid = uuid, .text = instance_id, .name = name, .submission = submission, .queue = queue, .time = now
  };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), FALSE);
  g_return_val_if_fail (uuid != NULL && instance_id != NULL && submission != NULL, FALSE);

  return run_on_record (self, complete_record, &step, error);
}

static gboolean
queue_record (TerrainDatabase *database, gpointer data, GError **error)
{
  QueueStep *step = data;
  gint64 record_key;

  return terrain_store_find_record_key (database, step->uuid, MASK (COMPLETE) | MASK (REJECTED), &record_key, NULL,
                                        error)
         && terrain_database_run (database, error,
                                  "UPDATE record SET state = 'queued', changed = ?, n_attempts = 0, next_attempt = 0,"
                                  " last_error = NULL, server_words = NULL WHERE record_key = ?",
                                  "ii", step->time, record_key);
}

gboolean
terrain_store_queue_record (TerrainStore *self, const char *uuid, gint64 now, GError **error)
{
  QueueStep step = { .uuid = uuid, .time = now };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), FALSE);
  g_return_val_if_fail (uuid != NULL, FALSE);

  return run_on_record (self, queue_record, &step, error);
}

/* A server that has taken the XML refuses other bytes under the same instance ID; what it holds must not be changed
 * here. Where it refused the record as a whole, it holds none of it. */
static gboolean
check_nothing_sent (TerrainDatabase *database, gint64 record_key, GError **error)
{
  g_autoptr (TerrainQuery) query = NULL;
  gboolean failed;

  query = terrain_database_query (database, error,
                                  "SELECT 1 FROM sent_part JOIN record USING (record_key)"
                                  " WHERE record_key = ? AND state = 'queued' LIMIT 1",
                                  "i", record_key);
  if (query == NULL)
    return FALSE;
  if (terrain_database_next (database, query, &failed, error))
    {
      g_set_error_literal (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE,
                           _("A part of the record is on the server already. Let the rest be sent."));
      return FALSE;
    }
  return !failed;
}

/* Nothing of it is left to be changed. */
static gboolean
check_readable (TerrainDatabase *database, gint64 record_key, GError **error)
{
  g_autoptr (TerrainQuery) query = NULL;
  gboolean failed;

  query = terrain_database_query (database, error, "SELECT 1 FROM record WHERE record_key = ? AND encrypted = 1", "i",
                                  record_key);
  if (query == NULL)
    return FALSE;
  if (terrain_database_next (database, query, &failed, error))
    {
      g_set_error_literal (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE,
                           _("The record is encrypted: it can be read only where the form's private key is. It can be"
                             " sent, but no longer changed here."));
      return FALSE;
    }
  return !failed;
}

static gboolean
reopen_record (TerrainDatabase *database, gpointer data, GError **error)
{
  QueueStep *step = data;
  gint64 record_key;

  /* What went wrong stays to be read until the record is completed again. */
  return terrain_store_find_record_key (database, step->uuid, MASK (COMPLETE) | MASK (QUEUED) | MASK (REJECTED),
                                        &record_key, NULL, error)
         && check_readable (database, record_key, error)
         && check_nothing_sent (database, record_key, error)
         && terrain_database_run (database, error,
                                  "UPDATE record SET state = 'draft', changed = ?, completed = 0, n_attempts = 0,"
                                  " next_attempt = 0 WHERE record_key = ?",
                                  "ii", step->time, record_key)
         && terrain_database_run (database, error, "DELETE FROM submission WHERE record_key = ?", "i", record_key)
         && terrain_database_run (database, error, "DELETE FROM sent_part WHERE record_key = ?", "i", record_key);
}

gboolean
terrain_store_reopen_record (TerrainStore *self, const char *uuid, gint64 now, GError **error)
{
  QueueStep step = { .uuid = uuid, .time = now };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), FALSE);
  g_return_val_if_fail (uuid != NULL, FALSE);

  return run_on_record (self, reopen_record, &step, error);
}

static gboolean
load_submission (TerrainDatabase *database, gpointer data, GError **error)
{
  QueueStep *step = data;
  g_autoptr (TerrainQuery) query = NULL;
  gint64 record_key;
  gboolean failed;

  if (!terrain_store_find_record_key (database, step->uuid, ~MASK (DRAFT), &record_key, NULL, error))
    return FALSE;
  query = terrain_database_query (database, error, "SELECT xml FROM submission WHERE record_key = ?", "i", record_key);
  if (query == NULL)
    return FALSE;
  if (terrain_database_next (database, query, &failed, error))
    step->submission = terrain_query_dup_bytes (query, 0);
  else if (!failed)
    terrain_store_error_set (error, terrain_database_get_path (database), SQLITE_CORRUPT, 0, "");
  return step->submission != NULL;
}

GBytes *
terrain_store_load_submission (TerrainStore *self, const char *uuid, GError **error)
{
  QueueStep step = { .uuid = uuid };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  terrain_store_run (self, TERRAIN_STEP_READ, NULL, load_submission, &step, error);
  return step.submission;
}

static gboolean
list_due (TerrainDatabase *database, gpointer data, GError **error)
{
  QueueStep *step = data;
  g_autoptr (TerrainQuery) query = NULL;

  query = terrain_database_query (database, error,
                                  TERRAIN_RECORD_COLUMNS
                                  "WHERE r.state = 'queued' AND r.trashed = 0 AND r.next_attempt <= ?"
                                  " ORDER BY r.completed, r.record_key",
                                  "i", step->time);
  return query != NULL && terrain_store_append_records (database, query, step->records, error);
}

GPtrArray *
terrain_store_list_due (TerrainStore *self, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_record_free);
  QueueStep step = { .time = now, .records = records };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), NULL);

  if (!terrain_store_run (self, TERRAIN_STEP_READ, NULL, list_due, &step, error))
    return NULL;
  return g_steal_pointer (&records);
}

static gboolean
get_next_due (TerrainDatabase *database, gpointer data, GError **error)
{
  QueueStep *step = data;
  g_autoptr (TerrainQuery) query = NULL;
  gboolean failed;

  query = terrain_database_query (database, error,
                                  "SELECT coalesce(min(next_attempt), -1) FROM record"
                                  " WHERE state = 'queued' AND trashed = 0", "");
  if (query == NULL)
    return FALSE;
  if (terrain_database_next (database, query, &failed, error))
    step->found_time = sqlite3_column_int64 (query, 0);
  return !failed;
}

gint64
terrain_store_get_next_due (TerrainStore *self, GError **error)
{
  QueueStep step = { .found_time = -1 };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), -1);

  terrain_store_run (self, TERRAIN_STEP_READ, NULL, get_next_due, &step, error);
  return step.found_time;
}

static gboolean
mark_part_sent (TerrainDatabase *database, gpointer data, GError **error)
{
  QueueStep *step = data;
  gint64 record_key;

  return terrain_store_find_record_key (database, step->uuid, MASK (QUEUED), &record_key, NULL, error)
         && terrain_database_run (database, error, "INSERT OR IGNORE INTO sent_part (record_key, name) VALUES (?, ?)",
                                  "is", record_key, step->text);
}

gboolean
terrain_store_mark_part_sent (TerrainStore *self, const char *uuid, const char *name, GError **error)
{
  QueueStep step = { .uuid = uuid, .text = name };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), FALSE);
  g_return_val_if_fail (uuid != NULL && name != NULL, FALSE);

  return run_on_record (self, mark_part_sent, &step, error);
}

static gboolean
list_sent_parts (TerrainDatabase *database, gpointer data, GError **error)
{
  QueueStep *step = data;
  g_autoptr (TerrainQuery) query = NULL;
  gint64 record_key;
  gboolean failed;

  if (!terrain_store_find_record_key (database, step->uuid, TERRAIN_ANY_STATE, &record_key, NULL, error))
    return FALSE;
  query = terrain_database_query (database, error, "SELECT name FROM sent_part WHERE record_key = ? ORDER BY name",
                                  "i", record_key);
  if (query == NULL)
    return FALSE;
  while (terrain_database_next (database, query, &failed, error))
    g_strv_builder_add (step->parts, (const char *) sqlite3_column_text (query, 0));
  return !failed;
}

char **
terrain_store_list_sent_parts (TerrainStore *self, const char *uuid, GError **error)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  QueueStep step = { .uuid = uuid, .parts = parts };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  if (!terrain_store_run (self, TERRAIN_STEP_READ, NULL, list_sent_parts, &step, error))
    return NULL;
  return g_strv_builder_end (parts);
}

static gboolean
mark_sent (TerrainDatabase *database, gpointer data, GError **error)
{
  QueueStep *step = data;
  gint64 record_key;

  return terrain_store_find_record_key (database, step->uuid, MASK (QUEUED), &record_key, NULL, error)
         && terrain_database_run (database, error,
                                  "UPDATE record SET state = 'sent', sent = ?1, changed = ?1, next_attempt = 0,"
                                  " last_error = NULL, server_words = NULL WHERE record_key = ?2",
                                  "ii", step->time, record_key);
}

gboolean
terrain_store_mark_sent (TerrainStore *self, const char *uuid, gint64 now, GError **error)
{
  QueueStep step = { .uuid = uuid, .time = now };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), FALSE);
  g_return_val_if_fail (uuid != NULL, FALSE);

  return run_on_record (self, mark_sent, &step, error);
}

static gboolean
note_failure (TerrainDatabase *database, QueueStep *step, const char *state, GError **error)
{
  g_autofree char *words = NULL;
  gint64 record_key;

  if (step->server_words != NULL)
    {
      g_autofree char *valid = g_utf8_make_valid (step->server_words, -1);

      words = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), SERVER_WORDS_MAX));
    }
  return terrain_store_find_record_key (database, step->uuid, MASK (QUEUED), &record_key, NULL, error)
         && terrain_database_run (database, error,
                                  "UPDATE record SET state = ?, n_attempts = n_attempts + 1, next_attempt = ?,"
                                  " last_error = ?, server_words = ? WHERE record_key = ?",
                                  "sissi", state, step->time, step->text, words, record_key);
}

static gboolean
mark_failed (TerrainDatabase *database, gpointer data, GError **error)
{
  return note_failure (database, data, "queued", error);
}

gboolean
terrain_store_mark_failed (TerrainStore *self, const char *uuid, const char *error_text, const char *server_words,
                           gint64 next_attempt, GError **error)
{
  QueueStep step = { .uuid = uuid, .text = error_text, .server_words = server_words, .time = next_attempt };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), FALSE);
  g_return_val_if_fail (uuid != NULL, FALSE);

  return run_on_record (self, mark_failed, &step, error);
}

static gboolean
mark_rejected (TerrainDatabase *database, gpointer data, GError **error)
{
  return note_failure (database, data, "rejected", error);
}

gboolean
terrain_store_mark_rejected (TerrainStore *self, const char *uuid, const char *error_text, const char *server_words,
                             GError **error)
{
  QueueStep step = { .uuid = uuid, .text = error_text, .server_words = server_words };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), FALSE);
  g_return_val_if_fail (uuid != NULL, FALSE);

  return run_on_record (self, mark_rejected, &step, error);
}
