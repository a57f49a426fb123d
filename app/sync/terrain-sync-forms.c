/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-connection-private.h"
#include "terrain-form-updater-private.h"
#include "terrain-sync-work-private.h"

/* Asking for the form list, to check the server or to update the library. */

static void
end (GTask        *task,
     const GError *error)
{
  terrain_sync_end_work (g_task_get_source_object (task), error);
}

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) entries =
    terrain_openrosa_client_list_forms_finish (TERRAIN_OPENROSA_CLIENT (source), result, &error);

  end (task, error);
  if (entries == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  /* It answers: what waits for it need not wait longer. */
  terrain_sync_sending_reset (terrain_sync_get_sending (g_task_get_source_object (task)));
  g_task_return_int (task, entries->len);
}

static void
on_connected_to_check (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (TerrainOpenrosaClient) client = terrain_connection_open_finish (result, &error);

  if (client != NULL)
    {
      terrain_openrosa_client_list_forms_async (client, g_task_get_cancellable (task), on_listed,
                                                g_object_ref (task));
      return;
    }
  end (task, error);
  g_task_return_error (task, error);
}

void
terrain_sync_check_async (TerrainSync        *self,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  TerrainSyncWork work;
  GTask *task;

  g_return_if_fail (TERRAIN_IS_SYNC (self));

  work = terrain_sync_begin_work (self);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, terrain_sync_check_async);
  terrain_connection_open_async (work.profile, work.password, work.timeout, cancellable, on_connected_to_check, task);
}

int
terrain_sync_check_finish (TerrainSync  *self,
                           GAsyncResult *result,
                           GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), -1);

  return (int) g_task_propagate_int (G_TASK (result), error);
}

static void
on_updated (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  TerrainUpdateResult *update = terrain_form_updater_run_finish (result, &error);

  end (task, error);
  if (update != NULL)
    g_task_return_pointer (task, update, (GDestroyNotify) terrain_update_result_free);
  else
    g_task_return_error (task, error);
}

static void
on_connected_to_update (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (TerrainOpenrosaClient) client = terrain_connection_open_finish (result, &error);

  if (client != NULL)
    {
      terrain_form_updater_run_async (TERRAIN_PROFILE (source), client, g_task_get_cancellable (task), on_updated,
                                      g_object_ref (task));
      return;
    }
  end (task, error);
  g_task_return_error (task, error);
}

void
terrain_sync_update_forms_async (TerrainSync        *self,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  TerrainSyncWork work;
  GTask *task;

  g_return_if_fail (TERRAIN_IS_SYNC (self));

  work = terrain_sync_begin_work (self);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, terrain_sync_update_forms_async);
  terrain_connection_open_async (work.profile, work.password, work.timeout, cancellable, on_connected_to_update, task);
}

gboolean
terrain_sync_update_forms_finish (TerrainSync  *self,
                                  GAsyncResult *result,
                                  guint        *n_new,
                                  guint        *n_updated,
                                  GPtrArray   **issues,
                                  GError      **error)
{
  g_autoptr (TerrainUpdateResult) update = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  update = g_task_propagate_pointer (G_TASK (result), error);
  if (update == NULL)
    return FALSE;
  if (n_new != NULL)
    *n_new = update->n_new;
  if (n_updated != NULL)
    *n_updated = update->n_updated;
  if (issues != NULL)
    *issues = g_ptr_array_ref (update->issues);
  return TRUE;
}
