/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-connection-private.h"

#include <glib/gi18n-lib.h>

#include "terrain-credentials-private.h"

typedef struct
{
  char *password; /* (nullable) */
  guint timeout;
  TerrainServerSettings *settings;
  char *device_id;
} Connection;

static void
connection_free (gpointer data)
{
  Connection *self = data;

  g_free (self->password);
  g_free (self->device_id);
  g_clear_pointer (&self->settings, terrain_server_settings_free);
  g_free (self);
}

static void
open_client (GTask      *task,
             const char *password)
{
  Connection *self = g_task_get_task_data (task);

  g_task_return_pointer (task,
                         terrain_openrosa_client_new (self->settings->url, self->settings->user_name, password,
                                                      self->device_id, self->settings->insecure_allowed,
                                                      self->timeout),
                         g_object_unref);
}

static void
on_password (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autofree char *password = terrain_credentials_lookup_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (password == NULL)
    g_task_return_new_error (task, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_CREDENTIALS,
                             _("The server's password is not known here. Enter it in the settings."));
  else
    open_client (task, password);
}

static void
on_settings (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Connection *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_error (task, error);
  else if (self->settings->url == NULL || *self->settings->url == '\0')
    g_task_return_new_error (task, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_NO_SERVER,
                             _("No server is set. Records stay here until one is; set it in the settings."));
  else if (self->password == NULL && self->settings->user_name != NULL && *self->settings->user_name != '\0')
    terrain_credentials_lookup_async (self->settings->url, self->settings->user_name, g_task_get_cancellable (task),
                                      on_password, g_object_ref (task));
  else
    open_client (task, self->password);
}

static void
load_settings_thread (GTask        *task,
                      gpointer      source,
                      gpointer      data,
                      GCancellable *cancellable)
{
  Connection *self = data;
  GError *error = NULL;

  self->settings = terrain_profile_load_server (source, &error);
  self->device_id = g_strdup (terrain_profile_get_device_id (source));
  if (self->settings != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
terrain_connection_open_async (TerrainProfile     *profile,
                               const char         *password,
                               guint               timeout,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (profile, cancellable, callback, user_data);
  g_autoptr (GTask) loading = g_task_new (profile, NULL, on_settings, g_object_ref (task));
  Connection *self = g_new0 (Connection, 1);

  self->password = g_strdup (password);
  self->timeout = timeout;
  g_task_set_source_tag (task, terrain_connection_open_async);
  g_task_set_task_data (task, self, connection_free);
  /* Shared with the outer task, which outlives it. */
  g_task_set_task_data (loading, self, NULL);
  g_task_run_in_thread (loading, load_settings_thread);
}

TerrainOpenrosaClient *
terrain_connection_open_finish (GAsyncResult *result,
                                GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
