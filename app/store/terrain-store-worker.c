/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-store-worker-private.h"

/*
 * Group commit. A commit waits for the disk (about 2 ms on a laptop, 20 and more on a worn SD card); steps asked for
 * meanwhile go into the next one together:
 *
 *   callers   a ─┐   b ─┐ c ─┐ d ─┐            e ─┐
 *   list         ▼      ▼    ▼    ▼               ▼
 *   worker    [ a  COMMIT ] [ b c d  COMMIT ]  [ e  COMMIT ]
 *   answers             a ◄           b c d ◄         e ◄
 *
 * Each step has a savepoint of its own: one that fails takes nothing with it. None is answered before the commit that
 * holds it has returned, and where that fails all of its steps have failed.
 */

/* Bounds how long the first of a group waits for the last. */
#define GROUP_MAX 512

typedef struct
{
  TerrainStepFlags flags;
  char *uuid;
  TerrainStoreFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GTask *task;      /* NULL where a thread waits */
  gboolean done; /* guarded by the mutex, for that thread */
  GError *error;
} Step;

struct _TerrainStoreWorker
{
  gatomicrefcount references;
  GThread *thread;
  GMutex mutex;
  GCond arrived;
  GCond finished;
  GQueue steps; /* of Step, not yet begun */
  gboolean stopping;
  TerrainDatabase *database; /* the thread's own */
  TerrainStoreChangedFunc changed;
  gpointer user_data;
  GDestroyNotify destroy;
};

static void
worker_unref (TerrainStoreWorker *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_assert (g_queue_is_empty (&self->steps));
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->arrived);
  g_cond_clear (&self->finished);
  if (self->destroy != NULL)
    self->destroy (self->user_data);
  g_free (self);
}

static void
run_step (TerrainStoreWorker *self, Step *step)
{
  if (step->task != NULL && g_cancellable_set_error_if_cancelled (g_task_get_cancellable (step->task), &step->error))
    return;
  if (!(step->flags & TERRAIN_STEP_WRITE))
    {
      step->func (self->database, step->data, &step->error);
      return;
    }

  if (!terrain_database_run (self->database, &step->error, "SAVEPOINT step", ""))
    return;
  if (step->func (self->database, step->data, &step->error))
    terrain_database_run (self->database, &step->error, "RELEASE step", "");
  /* Some errors, such as a full disk, have already undone the whole transaction (sqlite.org/lang_transaction.html
   * section 3); there is no savepoint to go back to then. */
  else if (terrain_database_in_transaction (self->database)
           && !(terrain_database_run (self->database, NULL, "ROLLBACK TO step", "")
                && terrain_database_run (self->database, NULL, "RELEASE step", "")))
    terrain_database_rollback (self->database);
}

static void
fail_group (GPtrArray *group, const GError *error)
{
  for (guint i = 0; i < group->len; i++)
    {
      Step *step = g_ptr_array_index (group, i);

      if (step->error == NULL)
        step->error = g_error_copy (error);
    }
}

static void
commit_group (TerrainStoreWorker *self, GPtrArray *group)
{
  g_autoptr (GError) error = NULL;

  if (!terrain_database_begin (self->database, &error))
    {
      fail_group (group, error);
      return;
    }

  for (guint i = 0; i < group->len; i++)
    {
      Step *step = g_ptr_array_index (group, i);

      run_step (self, step);
      if (!terrain_database_in_transaction (self->database))
        {
          fail_group (group, step->error);
          return;
        }
    }

  if (!terrain_database_commit (self->database, &error))
    fail_group (group, error);
}

static void
answer_step (TerrainStoreWorker *self, Step *step)
{
  g_autoptr (GTask) task = step->task;

  if (step->error == NULL && (step->flags & (TERRAIN_STEP_RECORD | TERRAIN_STEP_FORMS)))
    self->changed (step->flags, step->uuid, self->user_data);

  if (task == NULL)
    {
      /* The step is its caller's from here on. */
      g_mutex_lock (&self->mutex);
      step->done = TRUE;
      g_cond_broadcast (&self->finished);
      g_mutex_unlock (&self->mutex);
      return;
    }

  if (step->error != NULL)
    g_task_return_error (task, step->error);
  else
    g_task_return_boolean (task, TRUE);
  if (step->free_data != NULL)
    step->free_data (step->data);
  g_free (step->uuid);
  g_free (step);
}

/* The next steps that go together: one that reads, or several that write. Waits; FALSE when there will be no more. */
static gboolean
take_group (TerrainStoreWorker *self, GPtrArray *group)
{
  g_mutex_lock (&self->mutex);
  while (g_queue_is_empty (&self->steps) && !self->stopping)
    g_cond_wait (&self->arrived, &self->mutex);

  while (!g_queue_is_empty (&self->steps) && group->len < GROUP_MAX)
    {
      Step *next = g_queue_peek_head (&self->steps);
      Step *first = group->len > 0 ? g_ptr_array_index (group, 0) : next;

      if (group->len > 0 && !(first->flags & next->flags & TERRAIN_STEP_WRITE))
        break;
      g_ptr_array_add (group, g_queue_pop_head (&self->steps));
    }
  g_mutex_unlock (&self->mutex);

  return group->len > 0;
}

static gpointer
worker_thread (gpointer data)
{
  TerrainStoreWorker *self = data;
  g_autoptr (GPtrArray) group = g_ptr_array_new ();

  while (take_group (self, group))
    {
      Step *first = g_ptr_array_index (group, 0);

      if (first->flags & TERRAIN_STEP_WRITE)
        commit_group (self, group);
      else
        run_step (self, first);

      for (guint i = 0; i < group->len; i++)
        answer_step (self, g_ptr_array_index (group, i));
      g_ptr_array_set_size (group, 0);
    }

  g_clear_pointer (&self->database, terrain_database_close);
  worker_unref (self);
  return NULL;
}

TerrainStoreWorker *
terrain_store_worker_new (TerrainDatabase *database, TerrainStoreChangedFunc changed, gpointer user_data,
                          GDestroyNotify destroy)
{
  TerrainStoreWorker *self = g_new0 (TerrainStoreWorker, 1);

  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->arrived);
  g_cond_init (&self->finished);
  g_queue_init (&self->steps);
  self->database = database;
  self->changed = changed;
  self->user_data = user_data;
  self->destroy = destroy;

  g_atomic_ref_count_inc (&self->references);
  self->thread = g_thread_new ("terrain-store", worker_thread, self);
  return self;
}

void
terrain_store_worker_stop (TerrainStoreWorker *self)
{
  GThread *thread = self->thread;

  g_mutex_lock (&self->mutex);
  self->stopping = TRUE;
  g_cond_signal (&self->arrived);
  g_mutex_unlock (&self->mutex);

  /* The last reference to a store may go with a task that the worker itself gives up. */
  if (thread == g_thread_self ())
    g_thread_unref (thread);
  else
    g_thread_join (thread);
  worker_unref (self);
}

static void
push (TerrainStoreWorker *self, Step *step)
{
  g_mutex_lock (&self->mutex);
  g_assert (!self->stopping);
  g_queue_push_tail (&self->steps, step);
  g_cond_signal (&self->arrived);
  g_mutex_unlock (&self->mutex);
}

gboolean
terrain_store_worker_run (TerrainStoreWorker *self, TerrainStepFlags flags, const char *uuid, TerrainStoreFunc func,
                          gpointer data, GError **error)
{
  Step step = { .flags = flags, .uuid = (char *) uuid, .func = func, .data = data };

  push (self, &step);
  g_mutex_lock (&self->mutex);
  while (!step.done)
    g_cond_wait (&self->finished, &self->mutex);
  g_mutex_unlock (&self->mutex);

  if (step.error == NULL)
    return TRUE;
  g_propagate_error (error, step.error);
  return FALSE;
}

void
terrain_store_worker_run_async (TerrainStoreWorker *self, TerrainStepFlags flags, const char *uuid,
                                TerrainStoreFunc func, gpointer data, GDestroyNotify free_data, GTask *task)
{
  Step *step = g_new0 (Step, 1);

  /* Once begun it is carried through, and its answer must say so. */
  g_task_set_check_cancellable (task, FALSE);
  step->flags = flags;
  step->uuid = g_strdup (uuid);
  step->func = func;
  step->data = data;
  step->free_data = free_data;
  step->task = task;
  push (self, step);
}
