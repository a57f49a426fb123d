/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-sender-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-back-off-private.h"
#include "terrain-sender-parts-private.h"
#include "terrain-sync-error-private.h"

#define STATUS_UNAUTHORIZED 401
#define STATUS_FORBIDDEN 403
#define STATUS_NOT_FOUND 404
#define STATUS_CONFLICT 409
#define STATUS_TOO_LARGE 413

typedef struct
{
  TerrainStore *store;
  TerrainOpenrosaClient *client;
  char *uuid;
  guint n_attempts;
  guint settle_ms;
  gsize limit;         /* for one POST: 0 for what the server says */
  GPtrArray *parts;    /* of the POST under way */
  gboolean settled;    /* a 409 "deleted" was answered with patience once */
  GError *refusal;     /* that the list of forms explains */
  GError *failure;
} Sender;

static void prepare (GTask *task, GPtrArray *accepted);
static void submit (GTask *task);

static void
sender_free (gpointer data)
{
  Sender *self = data;

  g_object_unref (self->store);
  g_object_unref (self->client);
  g_free (self->uuid);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_error (&self->refusal);
  g_clear_error (&self->failure);
  g_free (self);
}

/* In a worker thread: what is to be done is written down before anybody hears of it. */
static void
note_failure_thread (GTask        *task,
                     gpointer      source,
                     gpointer      data,
                     GCancellable *cancellable)
{
  Sender *self = data;
  const char *words = terrain_sync_error_get_server_words (self->failure);
  gint64 delay;
  GError *error = NULL;
  gboolean ok;

  if (g_error_matches (self->failure, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_REJECTED))
    ok = terrain_store_mark_rejected (self->store, self->uuid, self->failure->message, words, &error);
  else
    {
      delay = terrain_back_off_get_delay (self->n_attempts + 1, terrain_sync_error_get_retry_after (self->failure));
      ok = terrain_store_mark_failed (self->store, self->uuid, self->failure->message, words,
                                      g_get_real_time () + delay, &error);
    }
  if (ok)
    g_task_return_error (task, g_steal_pointer (&self->failure));
  else
    g_task_return_error (task, error);
}

static void
fail (GTask  *task,
      GError *error)
{
  Sender *self = g_task_get_task_data (task);

  /* Cancelled: the record is as due as it was. The store's own troubles cannot be noted in the store. */
  if (error->domain != TERRAIN_SYNC_ERROR)
    {
      g_task_return_error (task, error);
      return;
    }
  self->failure = error;
  g_task_run_in_thread (task, note_failure_thread);
}

static gboolean
on_settled (gpointer user_data)
{
  submit (user_data);
  return G_SOURCE_REMOVE;
}

/* Central says this of a record that is there, when two POSTs of it ran at once: one whose answer was lost and the next.
 * Alone and a moment later the same bytes are accepted (seen on 2026-08-21's version). */
static gboolean
is_unsettled (Sender       *self,
              const GError *error)
{
  const char *words = terrain_sync_error_get_server_words (error);

  return !self->settled && terrain_sync_error_get_status (error) == STATUS_CONFLICT && words != NULL &&
         strstr (words, "deleted") != NULL;
}

/* A proxy before the server may take less than the server says. */
static gboolean
can_be_smaller (Sender       *self,
                const GError *error)
{
  return terrain_sync_error_get_status (error) == STATUS_TOO_LARGE && terrain_sender_count_files (self->parts) > 1;
}

/* Central says the same of a key that is wrong and of one without a right to this form, of a project that is not there and
 * of such a form. The list of forms is refused in the one case and not in the other. */
static gboolean
is_in_doubt (const GError *error)
{
  guint status = terrain_sync_error_get_status (error);

  return status == STATUS_NOT_FOUND || status == STATUS_FORBIDDEN ||
         (status == STATUS_UNAUTHORIZED && !terrain_sync_error_is_challenge (error));
}

/* The address and the key are right: it is this form's matter, and other records go on. */
static GError *
explain_refusal (GError *refusal)
{
  g_autoptr (GError) cause = refusal;
  GError *error;

  if (terrain_sync_error_get_status (cause) == STATUS_NOT_FOUND)
    return g_steal_pointer (&cause);
  error = g_error_new_literal (TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_SERVER,
                               _("The server does not let you send records of this form. Ask the coordinator for the "
                                 "right to; the record then goes out by itself."));
  terrain_sync_error_set_details (error, terrain_sync_error_get_status (cause),
                                  terrain_sync_error_get_server_words (cause), 0);
  return error;
}

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Sender *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) forms =
    terrain_openrosa_client_list_forms_finish (TERRAIN_OPENROSA_CLIENT (source), result, &error);

  fail (task, forms != NULL ? explain_refusal (g_steal_pointer (&self->refusal)) : error);
}

static void
on_submitted (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Sender *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (terrain_openrosa_client_submit_finish (TERRAIN_OPENROSA_CLIENT (source), result, &error))
    {
      prepare (task, self->parts);
    }
  else if (is_unsettled (self, error))
    {
      g_autoptr (GSource) wait = g_timeout_source_new (self->settle_ms);

      g_error_free (error);
      self->settled = TRUE;
      g_task_attach_source (task, wait, on_settled);
    }
  else if (can_be_smaller (self, error))
    {
      g_error_free (error);
      self->limit = (gsize) (terrain_sender_measure (self->parts) / 2);
      prepare (task, NULL);
    }
  else if (is_in_doubt (error))
    {
      self->refusal = error;
      terrain_openrosa_client_list_forms_async (self->client, g_task_get_cancellable (task), on_listed,
                                                g_object_ref (task));
    }
  else
    {
      fail (task, error);
    }
}

static void
submit (GTask *task)
{
  Sender *self = g_task_get_task_data (task);

  terrain_openrosa_client_submit_async (self->client, self->parts, g_task_get_cancellable (task), on_submitted,
                                        g_object_ref (task));
}

static void
on_prepared (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Sender *self = g_task_get_task_data (task);
  GError *error = NULL;
  GPtrArray *parts = NULL;

  if (!terrain_sender_prepare_finish (result, &parts, &error))
    {
      fail (task, error);
      return;
    }
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  self->parts = parts;
  if (parts == NULL)
    g_task_return_boolean (task, TRUE);
  else if (!g_task_return_error_if_cancelled (task))
    submit (task);
}

/* @accepted: (nullable): the parts the server has just taken */
static void
prepare (GTask     *task,
         GPtrArray *accepted)
{
  Sender *self = g_task_get_task_data (task);
  gsize limit = terrain_openrosa_client_get_accept_length (self->client);

  if (self->limit > 0)
    limit = MIN (limit, self->limit);
  terrain_sender_prepare_async (self->store, self->uuid, accepted, limit, on_prepared, g_object_ref (task));
}

void
terrain_sender_send_async (TerrainStore          *store,
                           TerrainOpenrosaClient *client,
                           const char            *uuid,
                           guint                  n_attempts,
                           guint                  settle_ms,
                           GCancellable          *cancellable,
                           GAsyncReadyCallback    callback,
                           gpointer               user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Sender *self = g_new0 (Sender, 1);

  self->store = g_object_ref (store);
  self->client = g_object_ref (client);
  self->uuid = g_strdup (uuid);
  self->n_attempts = n_attempts;
  self->settle_ms = settle_ms;
  g_task_set_source_tag (task, terrain_sender_send_async);
  g_task_set_task_data (task, self, sender_free);
  /* What was marked must be heard of even where somebody cancels meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  prepare (task, NULL);
}

gboolean
terrain_sender_send_finish (GAsyncResult *result,
                            GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
