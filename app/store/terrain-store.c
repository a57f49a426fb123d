/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-store-worker-private.h"

/* More records than this changed at once are told as "several". */
#define TOLD_MAX 32

/* What changed since listeners were last told; shared with the worker, so not part of the object. */
typedef struct
{
  GMutex mutex;
  GMainContext *context;
  GWeakRef store;
  GHashTable *uuids; /* set of char * */
  gboolean several; /* more than are named */
  gboolean forms;
  gboolean scheduled;
} Changes;

struct _TerrainStore
{
  GObject parent_instance;
  GMutex mutex;
  GCond idle;
  guint n_users; /* calls that are using the worker now */
  TerrainStoreWorker *worker; /* NULL once closed */
};

G_DEFINE_FINAL_TYPE (TerrainStore, terrain_store, G_TYPE_OBJECT)

enum
{
  RECORDS_CHANGED,
  FORMS_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
changes_free (gpointer data)
{
  Changes *changes = data;

  g_mutex_clear (&changes->mutex);
  g_main_context_unref (changes->context);
  g_weak_ref_clear (&changes->store);
  g_hash_table_unref (changes->uuids);
}

static void
changes_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, changes_free);
}

static gboolean
tell_changes (gpointer data)
{
  Changes *changes = data;
  g_autoptr (TerrainStore) store = g_weak_ref_get (&changes->store);
  g_autoptr (GHashTable) uuids = NULL;
  GHashTableIter iterator;
  gboolean several, forms;
  gpointer uuid;

  g_mutex_lock (&changes->mutex);
  forms = changes->forms;
  several = changes->several || g_hash_table_size (changes->uuids) > TOLD_MAX;
  changes->forms = FALSE;
  changes->several = FALSE;
  changes->scheduled = FALSE;
  uuids = g_steal_pointer (&changes->uuids);
  changes->uuids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_mutex_unlock (&changes->mutex);

  if (store == NULL)
    return G_SOURCE_REMOVE;
  if (forms)
    g_signal_emit (store, signals[FORMS_CHANGED], 0);
  if (several)
    {
      g_signal_emit (store, signals[RECORDS_CHANGED], 0, NULL);
      return G_SOURCE_REMOVE;
    }
  g_hash_table_iter_init (&iterator, uuids);
  while (g_hash_table_iter_next (&iterator, &uuid, NULL))
    g_signal_emit (store, signals[RECORDS_CHANGED], 0, uuid);
  return G_SOURCE_REMOVE;
}

/* On the worker. Changes that come faster than they are told are told together. */
static void
note_change (TerrainStepFlags flags, const char *uuid, gpointer user_data)
{
  Changes *changes = user_data;

  g_mutex_lock (&changes->mutex);
  if (flags & TERRAIN_STEP_FORMS)
    changes->forms = TRUE;
  if (flags & TERRAIN_STEP_RECORD && uuid == NULL)
    changes->several = TRUE;
  else if (flags & TERRAIN_STEP_RECORD)
    g_hash_table_add (changes->uuids, g_strdup (uuid));
  if (!changes->scheduled)
    {
      /* Not g_main_context_invoke(): it may run at once, on this thread. */
      g_autoptr (GSource) source = g_idle_source_new ();

      changes->scheduled = TRUE;
      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_static_name (source, "[terrain-store] changes");
      g_source_set_callback (source, tell_changes, g_atomic_rc_box_acquire (changes), changes_unref);
      g_source_attach (source, changes->context);
    }
  g_mutex_unlock (&changes->mutex);
}

static void
terrain_store_finalize (GObject *object)
{
  TerrainStore *self = TERRAIN_STORE (object);

  terrain_store_close (self);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->idle);

  G_OBJECT_CLASS (terrain_store_parent_class)->finalize (object);
}

static void
terrain_store_class_init (TerrainStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = terrain_store_finalize;

  /**
   * TerrainStore::records-changed:
   * @uuid: (nullable): which record was made, changed or erased; %NULL for several
   */
  signals[RECORDS_CHANGED] = g_signal_new ("records-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /**
   * TerrainStore::forms-changed:
   *
   * A form came, went, was hidden, or counts another number of records.
   */
  signals[FORMS_CHANGED] = g_signal_new ("forms-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 0);
}

static void
terrain_store_init (TerrainStore *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->idle);
}

TerrainStore *
terrain_store_open (const char *path, GError **error)
{
  g_autoptr (TerrainStore) self = NULL;
  TerrainDatabase *database;
  Changes *changes;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  database = terrain_database_open (path, &terrain_store_kind, error);
  if (database == NULL)
    return NULL;

  self = g_object_new (TERRAIN_TYPE_STORE, NULL);
  changes = g_atomic_rc_box_new0 (Changes);
  g_mutex_init (&changes->mutex);
  changes->context = g_main_context_ref_thread_default ();
  g_weak_ref_init (&changes->store, self);
  changes->uuids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->worker = terrain_store_worker_new (database, note_change, changes, changes_unref);
  return g_steal_pointer (&self);
}

void
terrain_store_close (TerrainStore *self)
{
  TerrainStoreWorker *worker;

  g_return_if_fail (TERRAIN_IS_STORE (self));

  g_mutex_lock (&self->mutex);
  worker = g_steal_pointer (&self->worker);
  while (self->n_users > 0)
    g_cond_wait (&self->idle, &self->mutex);
  g_mutex_unlock (&self->mutex);
  if (worker != NULL)
    terrain_store_worker_stop (worker);
}

/* The worker, kept from being stopped until release_worker(). */
static TerrainStoreWorker *
hold_worker (TerrainStore *self, GError **error)
{
  TerrainStoreWorker *worker;

  g_mutex_lock (&self->mutex);
  worker = self->worker;
  if (worker != NULL)
    self->n_users++;
  g_mutex_unlock (&self->mutex);

  if (worker == NULL)
    g_set_error_literal (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_FAILED, _("The store is closed."));
  return worker;
}

static void
release_worker (TerrainStore *self)
{
  g_mutex_lock (&self->mutex);
  if (--self->n_users == 0)
    g_cond_broadcast (&self->idle);
  g_mutex_unlock (&self->mutex);
}

gboolean
terrain_store_run (TerrainStore *self, TerrainStepFlags flags, const char *uuid, TerrainStoreFunc func, gpointer data,
                   GError **error)
{
  TerrainStoreWorker *worker = hold_worker (self, error);
  gboolean done;

  if (worker == NULL)
    return FALSE;
  done = terrain_store_worker_run (worker, flags, uuid, func, data, error);
  release_worker (self);
  return done;
}

void
terrain_store_run_async (TerrainStore *self, TerrainStepFlags flags, const char *uuid, TerrainStoreFunc func,
                         gpointer data, GDestroyNotify free_data, GTask *task)
{
  GError *error = NULL;
  TerrainStoreWorker *worker = hold_worker (self, &error);

  if (worker == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      if (free_data != NULL)
        free_data (data);
      return;
    }
  terrain_store_worker_run_async (worker, flags, uuid, func, data, free_data, task);
  release_worker (self);
}
