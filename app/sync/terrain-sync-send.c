/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-schedule-private.h"
#include "terrain-sync-work-private.h"

/* Records sent at once: more only lengthen the queue on the other side. One while it is not known to answer. */
#define N_PARALLEL 3

struct _TerrainSyncSending
{
  TerrainSync *sync; /* unowned: owns us */
  TerrainSchedule *schedule;
  GQueue waiting;    /* GTask: requests not begun */
  GQueue current;    /* GTask: those the run under way answers */
  gboolean wanted;   /* by the schedule */
  gboolean everything;
  gboolean running;
  GCancellable *run;     /* of the run under way */
  GPtrArray *watches;    /* GSource: the requests' own cancellables */
};

static void pump (TerrainSyncSending *self);

static void
drop_watch (gpointer source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

TerrainSyncSending *
terrain_sync_sending_new (TerrainSync *sync)
{
  TerrainSyncSending *self = g_new0 (TerrainSyncSending, 1);

  self->sync = sync;
  g_queue_init (&self->waiting);
  g_queue_init (&self->current);
  self->watches = g_ptr_array_new_with_free_func (drop_watch);
  return self;
}

void
terrain_sync_sending_free (TerrainSyncSending *self)
{
  g_clear_pointer (&self->schedule, terrain_schedule_free);
  g_ptr_array_unref (self->watches);
  g_clear_object (&self->run);
  g_free (self);
}

static void
on_progress (double   done,
             gpointer user_data)
{
  TerrainSyncSending *self = user_data;

  terrain_sync_set_progress (self->sync, done);
}

static void
answer_requests (TerrainSyncSending      *self,
                 const TerrainSendResult *result,
                 const GError            *error)
{
  GTask *task;

  while ((task = g_queue_pop_head (&self->current)) != NULL)
    {
      if (result != NULL)
        {
          TerrainSendResult *copy = g_memdup2 (result, sizeof *result);

          copy->error = result->error != NULL ? g_error_copy (result->error) : NULL;
          g_task_return_pointer (task, copy, (GDestroyNotify) terrain_send_result_free);
        }
      else
        {
          g_task_return_error (task, g_error_copy (error));
        }
      g_object_unref (task);
    }
}

static void
on_run_done (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (TerrainSync) sync = user_data;
  TerrainSyncSending *self = terrain_sync_get_sending (sync);
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainSendResult) sent = terrain_send_run_finish (result, &error);
  const GError *failure = sent != NULL ? sent->error : error;

  self->running = FALSE;
  g_ptr_array_set_size (self->watches, 0);
  if (sent != NULL)
    terrain_sync_set_n_waiting (sync, sent->n_left);
  terrain_sync_end_work (sync, failure);
  if (self->schedule != NULL)
    terrain_schedule_end_run (self->schedule, failure);
  answer_requests (self, sent, error);
  pump (self);
}

static gboolean
on_request_cancelled (GCancellable *cancellable,
                      gpointer      user_data)
{
  TerrainSyncSending *self = user_data;

  g_cancellable_cancel (self->run);
  return G_SOURCE_REMOVE;
}

/* From the main context, not from wherever it is cancelled. */
static void
watch_request (TerrainSyncSending *self,
               GCancellable       *cancellable)
{
  GSource *source;

  if (cancellable == NULL)
    return;
  source = g_cancellable_source_new (cancellable);
  g_source_set_callback (source, G_SOURCE_FUNC (on_request_cancelled), self, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
  g_ptr_array_add (self->watches, source);
}

static void
begin_run (TerrainSyncSending *self)
{
  TerrainSyncWork work = terrain_sync_begin_work (self->sync);
  TerrainSendOptions options = {
    .password = work.password,
    .timeout = work.timeout,
    .settle_ms = work.settle_ms,
    .now = self->everything,
    .n_parallel = N_PARALLEL,
    .progress = on_progress,
    .progress_data = self,
  };
  GTask *task;

  if (self->schedule != NULL)
    {
      if (terrain_schedule_get_n_failures (self->schedule) > 0)
        options.n_parallel = 1;
      terrain_schedule_begin_run (self->schedule);
    }
  g_clear_object (&self->run);
  self->run = g_cancellable_new ();
  while ((task = g_queue_pop_head (&self->waiting)) != NULL)
    {
      options.now = options.now || GPOINTER_TO_INT (g_task_get_task_data (task));
      g_queue_push_tail (&self->current, task);
      watch_request (self, g_task_get_cancellable (task));
    }
  self->running = TRUE;
  self->wanted = FALSE;
  self->everything = FALSE;
  terrain_send_run_async (work.profile, &options, self->run, on_run_done, g_object_ref (self->sync));
}

static void
pump (TerrainSyncSending *self)
{
  if (!self->running && (self->wanted || !g_queue_is_empty (&self->waiting)))
    begin_run (self);
}

static void
on_wake (gboolean everything,
         gpointer user_data)
{
  TerrainSyncSending *self = user_data;

  self->wanted = TRUE;
  self->everything = self->everything || everything;
  pump (self);
}

static void
on_count (guint    n_queued,
          gpointer user_data)
{
  TerrainSyncSending *self = user_data;

  terrain_sync_set_n_waiting (self->sync, n_queued);
}

void
terrain_sync_sending_start (TerrainSyncSending *self,
                            TerrainStore       *store,
                            guint               debounce_ms)
{
  if (self->schedule == NULL)
    self->schedule = terrain_schedule_new (store, debounce_ms, on_wake, on_count, self);
  if (self->running)
    terrain_schedule_begin_run (self->schedule);
}

void
terrain_sync_sending_stop (TerrainSyncSending *self)
{
  g_clear_pointer (&self->schedule, terrain_schedule_free);
  g_cancellable_cancel (self->run);
  self->wanted = FALSE;
  self->everything = FALSE;
}

void
terrain_sync_sending_reset (TerrainSyncSending *self)
{
  if (self->schedule != NULL)
    terrain_schedule_reset (self->schedule);
}

void
terrain_sync_send_async (TerrainSync        *self,
                         gboolean            now,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  TerrainSyncSending *sending;
  GTask *task;

  g_return_if_fail (TERRAIN_IS_SYNC (self));

  sending = terrain_sync_get_sending (self);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, terrain_sync_send_async);
  g_task_set_task_data (task, GINT_TO_POINTER (now), NULL);
  g_queue_push_tail (&sending->waiting, task);
  pump (sending);
}

gboolean
terrain_sync_send_finish (TerrainSync  *self,
                          GAsyncResult *result,
                          guint        *n_sent,
                          guint        *n_left,
                          GError      **error)
{
  g_autoptr (TerrainSendResult) sent = NULL;

  g_return_val_if_fail (TERRAIN_IS_SYNC (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  sent = g_task_propagate_pointer (G_TASK (result), error);
  if (n_sent != NULL)
    *n_sent = sent != NULL ? sent->n_sent : 0;
  if (n_left != NULL)
    *n_left = sent != NULL ? sent->n_left : 0;
  if (sent == NULL)
    return FALSE;
  if (sent->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&sent->error));
      return FALSE;
    }
  if (sent->n_left > 0)
    g_set_error (error, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_SERVER,
                 g_dngettext (GETTEXT_PACKAGE, "%u record waits to be tried again a little later.",
                              "%u records wait to be tried again a little later.", sent->n_left),
                 sent->n_left);
  return sent->n_left == 0;
}
