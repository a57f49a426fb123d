/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-records-page-private.h"

/*
 * What is done to many records at once. The store is asked on a thread: the window never waits for the disk. Afterwards a
 * toast says what was done, with what takes it back; that stays possible when the page was left.
 */

typedef enum
{
  JOB_TRASH,
  JOB_RESTORE,
  JOB_ERASE,
  JOB_SEND,
  JOB_UNDO_CARRY,
} JobKind;

typedef struct
{
  JobKind kind;
  TerrainProfile *profile;
  TerrainWindow *window;
  char **uuids;
  gboolean is_undo; /* nothing more is offered then */
  char **done;      /* those it was done to */
  const char *reason;
  guint n;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->profile);
  g_object_unref (job->window);
  g_strfreev (job->uuids);
  g_strfreev (job->done);
  g_free (job);
}

static void start_job (TerrainWindow     *window,
                       JobKind            kind,
                       const char *const *uuids,
                       gboolean           is_undo);

static void
run_job (GTask        *task,
         gpointer      source_object,
         gpointer      task_data,
         GCancellable *cancellable)
{
  Job *job = task_data;
  const char *const *uuids = (const char *const *) job->uuids;
  GError *error = NULL;

  switch (job->kind)
    {
    case JOB_TRASH:
      terrain_profile_trash_records (job->profile, uuids, &job->done, &job->reason, &error);
      break;
    case JOB_RESTORE:
      terrain_profile_restore_records (job->profile, uuids, &error);
      break;
    case JOB_ERASE:
      terrain_profile_erase_records (job->profile, uuids, &error);
      break;
    case JOB_SEND:
      terrain_profile_queue_records (job->profile, uuids, g_get_real_time (), &job->n, &error);
      break;
    case JOB_UNDO_CARRY:
    default:
      terrain_profile_undo_migration (job->profile, job->uuids[0], NULL, &error);
      break;
    }
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* What the last thing done is taken back with. */
typedef struct
{
  TerrainWindow *window; /* the group hangs on it */
  JobKind kind;
  char **uuids;
} Undo;

static void
undo_free (gpointer  data,
           GClosure *closure)
{
  Undo *undo = data;

  g_strfreev (undo->uuids);
  g_free (undo);
}

static void
on_undo (GSimpleAction *action,
         GVariant      *parameter,
         Undo          *undo)
{
  g_simple_action_set_enabled (action, FALSE);
  start_job (undo->window, undo->kind, (const char *const *) undo->uuids, TRUE);
}

/* Says what was done. @kind: what takes it back, of @uuids */
static void
offer_undo (TerrainWindow     *window,
            const char        *message,
            JobKind            kind,
            const char *const *uuids)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("undo", NULL);
  Undo *undo = g_new0 (Undo, 1);

  undo->window = window;
  undo->kind = kind;
  undo->uuids = g_strdupv ((char **) uuids);
  g_signal_connect_data (action, "activate", G_CALLBACK (on_undo), undo, undo_free, 0);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (GTK_WIDGET (window), "records-undo", G_ACTION_GROUP (group));
  terrain_window_toast (window, message, _("Undo"), "records-undo.undo", NULL);
}

static void
say_trashed (Job *job)
{
  guint n = g_strv_length (job->done);
  g_autofree char *message = g_strdup_printf (ngettext ("%u record moved to the trash",
                                                        "%u records moved to the trash", n), n);

  if (n == 0)
    {
      if (job->reason)
        terrain_window_toast (job->window, job->reason, NULL, NULL, NULL);
      return;
    }
  if (job->is_undo)
    return;
  offer_undo (job->window, message, JOB_RESTORE, (const char *const *) job->done);
}

static void
say_restored (Job *job)
{
  guint n = g_strv_length (job->uuids);
  g_autofree char *message = g_strdup_printf (ngettext ("%u record restored", "%u records restored", n), n);

  if (job->is_undo)
    terrain_window_toast (job->window, message, NULL, NULL, NULL);
  else
    offer_undo (job->window, message, JOB_TRASH, (const char *const *) job->uuids);
}

static void
say_queued (Job *job)
{
  if (terrain_window_has_server (job->window))
    terrain_window_send_now (job->window);
  else
    terrain_window_toast (job->window, _("Queued – set up a server in the preferences to send it"), NULL, NULL, NULL);
}

static void
say_failed (Job          *job,
            const GError *error)
{
  static const char *const what[] = {
    [JOB_TRASH] = N_("The records could not be moved to the trash"),
    [JOB_RESTORE] = N_("The records could not be restored"),
    [JOB_ERASE] = N_("The records could not be erased"),
    [JOB_SEND] = N_("The records could not be queued"),
    [JOB_UNDO_CARRY] = N_("The draft could not be made what it was"),
  };

  terrain_window_toast_error (job->window, _(what[job->kind]), error);
}

static void
on_job_done (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      say_failed (job, error);
      return;
    }
  switch (job->kind)
    {
    case JOB_TRASH:
      say_trashed (job);
      break;
    case JOB_RESTORE:
      say_restored (job);
      break;
    case JOB_SEND:
      say_queued (job);
      break;
    case JOB_UNDO_CARRY:
      terrain_window_toast (job->window, _("The draft is of the older version again"), NULL, NULL, NULL);
      break;
    case JOB_ERASE:
    default:
      terrain_window_toast (job->window, _("Erased for good"), NULL, NULL, NULL);
      break;
    }
}

static void
start_job (TerrainWindow     *window,
           JobKind            kind,
           const char *const *uuids,
           gboolean           is_undo)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_job_done, NULL);
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->profile = g_object_ref (terrain_workspace_get_profile (terrain_window_get_workspace (window)));
  job->window = g_object_ref (window);
  job->uuids = g_strdupv ((char **) uuids);
  job->is_undo = is_undo;
  g_task_set_source_tag (task, start_job);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run_job);
}

static void
start_from_page (TerrainRecordsPage *self,
                 JobKind             kind,
                 const char *const  *uuids)
{
  TerrainWindow *window = terrain_records_page_get_window (self);

  if (window)
    start_job (window, kind, uuids, FALSE);
}

void
terrain_window_trash_record (TerrainWindow *self,
                             const char    *uuid)
{
  const char *const uuids[] = { uuid, NULL };

  start_job (self, JOB_TRASH, uuids, FALSE);
}

void
terrain_records_page_trash (TerrainRecordsPage *self,
                            const char *const  *uuids)
{
  start_from_page (self, JOB_TRASH, uuids);
}

void
terrain_records_page_restore (TerrainRecordsPage *self,
                              const char *const  *uuids)
{
  start_from_page (self, JOB_RESTORE, uuids);
}

void
terrain_records_page_erase (TerrainRecordsPage *self,
                            const char *const  *uuids)
{
  start_from_page (self, JOB_ERASE, uuids);
}

void
terrain_records_page_send (TerrainRecordsPage *self,
                           const char *const  *uuids)
{
  start_from_page (self, JOB_SEND, uuids);
}

void
terrain_records_page_offer_carry_undo (TerrainRecordsPage *self,
                                       const char         *uuid)
{
  TerrainWindow *window = terrain_records_page_get_window (self);
  const char *const uuids[] = { uuid, NULL };

  if (window)
    offer_undo (window, _("The draft is of the newer version of its form now"), JOB_UNDO_CARRY, uuids);
}
