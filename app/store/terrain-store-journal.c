/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-store-private.h"

/* One checkpoint is enough to restore; a few more let undo reach back without replaying everything. The first one,
 * where the record began, always stays. */
#define CHECKPOINTS_KEPT 4

typedef struct
{
  char *uuid;
  guint64 sequence;
  gint64 at;
  char *kind;
  GBytes *bytes; /* payload or instance */
  char *name;
  char *language;
} JournalStep;

typedef struct
{
  const char *uuid;
  gboolean early; /* the first checkpoint at or after @sequence, rather than the last one */
  GBytes *instance;
  guint64 sequence;
  GPtrArray *events;
} LoadStep;

static void
journal_step_free (gpointer data)
{
  JournalStep *step = data;

  g_free (step->uuid);
  g_free (step->kind);
  g_bytes_unref (step->bytes);
  g_free (step->name);
  g_free (step->language);
  g_free (step);
}

void
terrain_event_free (TerrainEvent *self)
{
  if (self == NULL)
    return;
  g_free (self->kind);
  g_bytes_unref (self->payload);
  g_free (self);
}

static gboolean
append_event (TerrainDatabase *database, gpointer data, GError **error)
{
  JournalStep *step = data;
  guint64 last_sequence;
  gint64 record_key;

  if (!terrain_store_find_record_key (database, step->uuid, 1u << TERRAIN_RECORD_DRAFT, &record_key, &last_sequence,
                                      error))
    return FALSE;
  if (step->sequence != last_sequence + 1)
    {
      g_set_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE,
                   _("Step %u of the record cannot follow step %u. Is the record open in another window? "
                     "Close it there and open it again."),
                   (guint) step->sequence, (guint) last_sequence);
      return FALSE;
    }
  return terrain_database_run (database, error,
                               "INSERT INTO event (record_key, sequence, at, kind, payload) VALUES (?, ?, ?, ?, ?)",
                               "iiisb", record_key, (gint64) step->sequence, step->at, step->kind, step->bytes)
         && terrain_database_run (database, error,
                                  "UPDATE record SET last_sequence = ?, changed = ? WHERE record_key = ?", "iii",
                                  (gint64) step->sequence, step->at, record_key);
}

gboolean
terrain_store_append_event (TerrainStore *self, const char *uuid, guint64 sequence, gint64 at, const char *kind,
                            GBytes *payload, GError **error)
{
  JournalStep step = {
    .uuid = (char *) uuid, .sequence = sequence, .at = at, .kind = (char *) kind, .bytes = payload
  };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), FALSE);
  g_return_val_if_fail (uuid != NULL && kind != NULL && payload != NULL, FALSE);
  g_return_val_if_fail (sequence > 0 && sequence <= G_MAXINT64, FALSE);

  return terrain_store_run (self, TERRAIN_STEP_WRITE | TERRAIN_STEP_RECORD, uuid, append_event, &step, error);
}

void
terrain_store_append_event_async (TerrainStore *self, const char *uuid, guint64 sequence, gint64 at, const char *kind,
                                  GBytes *payload, GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task;
  JournalStep *step;

  g_return_if_fail (TERRAIN_IS_STORE (self));
  g_return_if_fail (uuid != NULL && kind != NULL && payload != NULL);
  g_return_if_fail (sequence > 0 && sequence <= G_MAXINT64);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, terrain_store_append_event_async);
  step = g_new0 (JournalStep, 1);
  step->uuid = g_strdup (uuid);
  step->sequence = sequence;
  step->at = at;
  step->kind = g_strdup (kind);
  step->bytes = g_bytes_ref (payload);
  terrain_store_run_async (self, TERRAIN_STEP_WRITE | TERRAIN_STEP_RECORD, uuid, append_event, step,
                           journal_step_free, task);
}

gboolean
terrain_store_append_event_finish (TerrainStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
write_checkpoint (TerrainDatabase *database, gpointer data, GError **error)
{
  JournalStep *step = data;
  guint64 last_sequence;
  gint64 record_key;

  if (!terrain_store_find_record_key (database, step->uuid, 1u << TERRAIN_RECORD_DRAFT, &record_key, &last_sequence,
                                      error))
    return FALSE;
  if (step->sequence > last_sequence)
    {
      g_set_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE,
                   _("The record has %u steps; it cannot be kept as after step %u."), (guint) last_sequence,
                   (guint) step->sequence);
      return FALSE;
    }
  return terrain_database_run (database, error,
                               "INSERT INTO checkpoint (record_key, sequence, instance) VALUES (?, ?, ?)"
                               " ON CONFLICT (record_key, sequence) DO UPDATE SET instance = excluded.instance",
                               "iib", record_key, (gint64) step->sequence, step->bytes)
         && terrain_database_run (database, error,
                                  "DELETE FROM checkpoint WHERE record_key = ?1 AND sequence > 0 AND sequence NOT IN"
                                  " (SELECT sequence FROM checkpoint WHERE record_key = ?1"
                                  "  ORDER BY sequence DESC LIMIT ?2)",
                                  "ii", record_key, (gint64) CHECKPOINTS_KEPT)
         && terrain_database_run (database, error, "UPDATE record SET name = ?, language = ? WHERE record_key = ?",
                                  "ssi", step->name, step->language, record_key);
}

gboolean
terrain_store_write_checkpoint (TerrainStore *self, const char *uuid, guint64 sequence, GBytes *instance,
                                const char *name, const char *language, GError **error)
{
  JournalStep step = { .uuid = (char *) uuid,
                       .sequence = sequence,
                       .bytes = instance,
                       .name = (char *) name,
                       .language = (char *) language };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), FALSE);
  g_return_val_if_fail (uuid != NULL && instance != NULL, FALSE);

  return terrain_store_run (self, TERRAIN_STEP_WRITE | TERRAIN_STEP_RECORD, uuid, write_checkpoint, &step, error);
}

void
terrain_store_write_checkpoint_async (TerrainStore *self, const char *uuid, guint64 sequence, GBytes *instance,
                                      const char *name, const char *language, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;
  JournalStep *step;

  g_return_if_fail (TERRAIN_IS_STORE (self));
  g_return_if_fail (uuid != NULL && instance != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, terrain_store_write_checkpoint_async);
  step = g_new0 (JournalStep, 1);
  step->uuid = g_strdup (uuid);
  step->sequence = sequence;
  step->bytes = g_bytes_ref (instance);
  step->name = g_strdup (name);
  step->language = g_strdup (language);
  terrain_store_run_async (self, TERRAIN_STEP_WRITE | TERRAIN_STEP_RECORD, uuid, write_checkpoint, step,
                           journal_step_free, task);
}

gboolean
terrain_store_write_checkpoint_finish (TerrainStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
load_checkpoint (TerrainDatabase *database, gint64 record_key, LoadStep *step, GError **error)
{
  g_autoptr (TerrainQuery) query = NULL;
  gboolean failed;

  query = terrain_database_query (database, error,
                                  step->early ? "SELECT sequence, instance FROM checkpoint WHERE record_key = ?"
                                                " AND sequence >= ? ORDER BY sequence LIMIT 1"
                                              : "SELECT sequence, instance FROM checkpoint WHERE record_key = ?"
                                                " AND sequence >= ? ORDER BY sequence DESC LIMIT 1",
                                  "ii", record_key, (gint64) step->sequence);
  if (query == NULL)
    return FALSE;
  if (terrain_database_next (database, query, &failed, error))
    {
      step->sequence = (guint64) sqlite3_column_int64 (query, 0);
      step->instance = terrain_query_dup_bytes (query, 1);
    }
  return !failed;
}

static gboolean
load_journal (TerrainDatabase *database, gpointer data, GError **error)
{
  LoadStep *step = data;
  g_autoptr (TerrainQuery) query = NULL;
  gint64 record_key;
  gboolean failed;

  if (!terrain_store_find_record_key (database, step->uuid, TERRAIN_ANY_STATE, &record_key, NULL, error)
      || !load_checkpoint (database, record_key, step, error))
    return FALSE;
  query = terrain_database_query (database, error,
                                  "SELECT sequence, at, kind, payload FROM event"
                                  " WHERE record_key = ? AND sequence > ? ORDER BY sequence",
                                  "ii", record_key, (gint64) step->sequence);
  if (query == NULL)
    return FALSE;
  while (terrain_database_next (database, query, &failed, error))
    {
      TerrainEvent *event = g_new0 (TerrainEvent, 1);

      event->sequence = (guint64) sqlite3_column_int64 (query, 0);
      event->at = sqlite3_column_int64 (query, 1);
      event->kind = terrain_query_dup_text (query, 2);
      event->payload = terrain_query_dup_bytes (query, 3);
      g_ptr_array_add (step->events, event);
    }
  return !failed;
}

static gboolean
run_load (TerrainStore *self, LoadStep *step, GBytes **instance, guint64 *sequence, GPtrArray **events, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_event_free);

  step->events = list;
  if (!terrain_store_run (self, TERRAIN_STEP_READ, NULL, load_journal, step, error))
    {
      g_clear_pointer (&step->instance, g_bytes_unref);
      return FALSE;
    }
  *instance = step->instance;
  *sequence = step->sequence;
  *events = g_steal_pointer (&list);
  return TRUE;
}

gboolean
terrain_store_load_journal (TerrainStore *self, const char *uuid, GBytes **instance, guint64 *sequence,
                            GPtrArray **events, GError **error)
{
  LoadStep step = { .uuid = uuid };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), FALSE);
  g_return_val_if_fail (uuid != NULL, FALSE);
  g_return_val_if_fail (instance != NULL && sequence != NULL && events != NULL, FALSE);

  return run_load (self, &step, instance, sequence, events, error);
}

gboolean
terrain_store_load_history (TerrainStore *self, const char *uuid, guint64 not_before, GBytes **instance,
                            guint64 *sequence, GPtrArray **events, GError **error)
{
  LoadStep step = { .uuid = uuid, .early = TRUE, .sequence = not_before };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), FALSE);
  g_return_val_if_fail (uuid != NULL, FALSE);
  g_return_val_if_fail (instance != NULL && sequence != NULL && events != NULL, FALSE);

  return run_load (self, &step, instance, sequence, events, error);
}

static gboolean
get_last_sequence (TerrainDatabase *database, gpointer data, GError **error)
{
  LoadStep *step = data;
  gint64 record_key;

  return terrain_store_find_record_key (database, step->uuid, TERRAIN_ANY_STATE, &record_key, &step->sequence, error);
}

gboolean
terrain_store_get_last_sequence (TerrainStore *self, const char *uuid, guint64 *sequence, GError **error)
{
  LoadStep step = { .uuid = uuid };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), FALSE);
  g_return_val_if_fail (uuid != NULL && sequence != NULL, FALSE);

  if (!terrain_store_run (self, TERRAIN_STEP_READ, NULL, get_last_sequence, &step, error))
    return FALSE;
  *sequence = step.sequence;
  return TRUE;
}
