/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-send-run-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "terrain-back-off-private.h"
#include "terrain-connection-private.h"
#include "terrain-sender-private.h"
#include "terrain-sync-error-private.h"

typedef struct
{
  TerrainProfile *profile;
  TerrainSendOptions options;
  char *password;
  int lock;            /* file descriptor, -1 for none */
  GPtrArray *records;  /* of TerrainRecord, due */
  guint next;
  guint n_running;
  guint n_finished;
  gboolean stopping;
  TerrainOpenrosaClient *client;
  TerrainSendResult *result;
} SendRun;

static void send_more (GTask *task);

void
terrain_send_result_free (TerrainSendResult *self)
{
  if (self == NULL)
    return;
  g_clear_error (&self->error);
  g_free (self);
}

static void
release_lock (SendRun *self)
{
  if (self->lock >= 0)
    close (self->lock);
  self->lock = -1;
}

static void
send_run_free (gpointer data)
{
  SendRun *self = data;

  release_lock (self);
  g_object_unref (self->profile);
  g_clear_object (&self->client);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->result, terrain_send_result_free);
  g_free (self->password);
  g_free (self);
}

/* Held by the open file: gone with the process, however it ends. */
static gboolean
take_lock (SendRun *self,
           GError **error)
{
  g_autofree char *path = g_build_filename (terrain_profile_get_folder (self->profile), "sending.lock", NULL);
  int saved;

  self->lock = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (self->lock >= 0 && flock (self->lock, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  saved = errno;
  if (saved == EWOULDBLOCK)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY,
                         _("Another program is sending this profile's records just now. Wait until it is done."));
  else
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved),
                 _("The file %s, which guards the sending, cannot be opened: %s"), path, g_strerror (saved));
  return FALSE;
}

static gboolean
plan (SendRun *self,
      GError **error)
{
  gint64 now = g_get_real_time ();

  if (!take_lock (self, error))
    return FALSE;
  self->records = terrain_store_list_due (terrain_profile_get_store (self->profile), G_MAXINT64, error);
  if (self->records == NULL)
    return FALSE;
  for (guint i = self->records->len; i > 0; i--)
    {
      TerrainRecord *record = g_ptr_array_index (self->records, i - 1);

      if (!self->options.now && !terrain_back_off_is_due (record->next_attempt, now))
        g_ptr_array_remove_index (self->records, i - 1);
    }
  return TRUE;
}

static void
plan_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  GError *error = NULL;

  if (plan (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
count_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  SendRun *self = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) left =
    terrain_store_list_due (terrain_profile_get_store (self->profile), G_MAXINT64, &error);

  if (left == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self->result->n_left = left->len;
  release_lock (self);
  g_task_return_boolean (task, TRUE);
}

/* Before anybody hears that it is over, so that the next run can begin. */
static void
give_up (GTask  *task,
         GError *error)
{
  release_lock (g_task_get_task_data (task));
  g_task_return_error (task, error);
}

/* A step of a worker thread on the run itself, which waits for it. */
static void
run_step (GTask              *task,
          GTaskThreadFunc     func,
          GAsyncReadyCallback callback)
{
  g_autoptr (GTask) step = g_task_new (NULL, NULL, callback, g_object_ref (task));

  g_task_set_task_data (step, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (step, func);
}

static void
on_counted (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  SendRun *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    give_up (task, error);
  else if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_steal_pointer (&self->result), (GDestroyNotify) terrain_send_result_free);
}

static void
take_failure (SendRun *self,
              GError  *error)
{
  if (terrain_sync_error_is_general (error) || error->domain != TERRAIN_SYNC_ERROR)
    self->stopping = TRUE;
  g_clear_error (&self->result->error);
  self->result->error = error;
}

static void
on_record_done (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  SendRun *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->n_running--;
  self->n_finished++;
  if (terrain_sender_send_finish (result, &error))
    self->result->n_sent++;
  /* Somebody reopened or erased the record meanwhile: then it is not to be sent. */
  else if (g_error_matches (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE) ||
           g_error_matches (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND))
    g_error_free (error);
  else
    take_failure (self, error);
  if (self->options.progress != NULL)
    self->options.progress ((double) self->n_finished / self->records->len, self->options.progress_data);
  send_more (task);
}

static void
send_more (GTask *task)
{
  SendRun *self = g_task_get_task_data (task);

  while (!self->stopping && !g_cancellable_is_cancelled (g_task_get_cancellable (task)) &&
         self->n_running < self->options.n_parallel && self->next < self->records->len)
    {
      TerrainRecord *record = g_ptr_array_index (self->records, self->next++);

      self->n_running++;
      terrain_sender_send_async (terrain_profile_get_store (self->profile), self->client, record->uuid,
                                 record->n_attempts, self->options.settle_ms, g_task_get_cancellable (task),
                                 on_record_done, g_object_ref (task));
    }
  if (self->n_running == 0)
    run_step (task, count_thread, on_counted);
}

static void
on_connected (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  SendRun *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->client = terrain_connection_open_finish (result, &error);
  if (self->client == NULL)
    give_up (task, error);
  else
    send_more (task);
}

static void
on_planned (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  SendRun *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    give_up (task, error);
  else if (self->records->len == 0)
    run_step (task, count_thread, on_counted);
  else
    terrain_connection_open_async (self->profile, self->password, self->options.timeout,
                                   g_task_get_cancellable (task), on_connected, g_object_ref (task));
}

void
terrain_send_run_async (TerrainProfile           *profile,
                        const TerrainSendOptions *options,
                        GCancellable             *cancellable,
                        GAsyncReadyCallback       callback,
                        gpointer                  user_data)
{
  g_autoptr (GTask) task = g_task_new (profile, cancellable, callback, user_data);
  SendRun *self = g_new0 (SendRun, 1);

  self->profile = g_object_ref (profile);
  self->options = *options;
  self->password = g_strdup (options->password);
  self->options.password = NULL;
  self->lock = -1;
  self->result = g_new0 (TerrainSendResult, 1);
  g_task_set_source_tag (task, terrain_send_run_async);
  g_task_set_task_data (task, self, send_run_free);
  run_step (task, plan_thread, on_planned);
}

TerrainSendResult *
terrain_send_run_finish (GAsyncResult *result,
                         GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
