/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gunixfdlist.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "terrain-camera-portal.h"
#include "terrain-portal.h"

#define CAMERA_INTERFACE "org.freedesktop.portal.Camera"
/* A portal that has to be started first answers within this, or is none. */
#define PATIENCE_MS 5000

/* Whether there is one */

static void
presence_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  g_autoptr (GVariant) value = NULL;

  if (reply != NULL)
    g_variant_get (reply, "(v)", &value);
  g_task_return_boolean (task, value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) &&
                                 g_variant_get_boolean (value));
}

static void
presence_bus_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (bus == NULL)
    {
      g_task_return_boolean (task, FALSE);
      return;
    }
  g_dbus_connection_call (bus, TERRAIN_PORTAL_NAME, TERRAIN_PORTAL_PATH, "org.freedesktop.DBus.Properties", "Get",
                          g_variant_new ("(ss)", CAMERA_INTERFACE, "IsCameraPresent"), G_VARIANT_TYPE ("(v)"),
                          G_DBUS_CALL_FLAGS_NONE, PATIENCE_MS, cancellable, presence_read, g_steal_pointer (&task));
}

void
terrain_camera_portal_is_present_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, terrain_camera_portal_is_present_async);
  g_bus_get (G_BUS_TYPE_SESSION, cancellable, presence_bus_found, task);
}

gboolean
terrain_camera_portal_is_present_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), NULL);
}

/* Asking for it */

typedef struct
{
  GDBusConnection *bus;
  char *path; /* of the request: where the answer comes from */
  guint subscription;
  GCancellable *cancellable;
  gulong cancelled;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  if (asking->subscription != 0)
    g_dbus_connection_signal_unsubscribe (asking->bus, asking->subscription);
  g_clear_object (&asking->bus);
  g_clear_object (&asking->cancellable);
  g_free (asking->path);
  g_free (asking);
}

/* The answer is in, or nobody waits for it: each comes here once. */
static void
end_asking (GTask *task)
{
  Asking *asking = g_task_get_task_data (task);

  if (asking->subscription != 0)
    g_dbus_connection_signal_unsubscribe (asking->bus, asking->subscription);
  asking->subscription = 0;
  if (asking->cancelled != 0)
    g_signal_handler_disconnect (asking->cancellable, asking->cancelled);
  asking->cancelled = 0;
}

static void
answered (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *name,
          GVariant *parameters, gpointer data)
{
  g_autoptr (GTask) task = data;

  end_asking (task);
  if (!terrain_portal_is_granted (parameters))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                               _("This desktop was told not to let Terrain use the camera. Its settings have that under "
                                 "Privacy, Camera."));
      return;
    }
  g_task_return_boolean (task, TRUE);
}

static void
listen (GTask *task, const char *path)
{
  Asking *asking = g_task_get_task_data (task);

  if (asking->subscription != 0)
    g_dbus_connection_signal_unsubscribe (asking->bus, asking->subscription);
  g_free (asking->path);
  asking->path = g_strdup (path);
  asking->subscription = g_dbus_connection_signal_subscribe (asking->bus, TERRAIN_PORTAL_NAME, TERRAIN_PORTAL_REQUEST,
                                                             "Response", path, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                                             answered, task, NULL);
}

static gboolean
cancelled_later (gpointer data)
{
  g_autoptr (GTask) task = data;
  Asking *asking = g_task_get_task_data (task);

  if (asking->subscription == 0)
    return G_SOURCE_REMOVE;
  end_asking (task);
  g_dbus_connection_call (asking->bus, TERRAIN_PORTAL_NAME, asking->path, TERRAIN_PORTAL_REQUEST, "Close", NULL, NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, PATIENCE_MS, NULL, NULL, NULL);
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  /* What "answered" would have let go. */
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

/* A handler may not disconnect itself from what it was called by. */
static void
cancelled (GCancellable *cancellable, gpointer data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, cancelled_later, g_object_ref (data), NULL);
}

/* The request is made; its answer comes as a signal, from the path that old portals choose themselves. */
static void
asked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Asking *asking = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  const char *path;

  /* Answered or given up already. */
  if (asking->subscription == 0)
    return;
  if (reply == NULL)
    {
      end_asking (task);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, _("This desktop did not open the camera (%s)."),
                               error->message);
      g_object_unref (task);
      return;
    }
  g_variant_get (reply, "(&o)", &path);
  if (!g_str_equal (path, asking->path))
    listen (task, path);
}

static void
ask_bus_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Asking *asking = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *token = terrain_portal_make_token ();
  g_autofree char *path = NULL;
  GVariantBuilder options;

  asking->bus = g_bus_get_finish (result, &error);
  if (asking->bus == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  path = terrain_portal_dup_request_path (asking->bus, token);
  listen (task, path);
  if (asking->cancellable != NULL)
    asking->cancelled = g_signal_connect (asking->cancellable, "cancelled", G_CALLBACK (cancelled), task);
  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  g_dbus_connection_call (asking->bus, TERRAIN_PORTAL_NAME, TERRAIN_PORTAL_PATH, CAMERA_INTERFACE, "AccessCamera",
                          g_variant_new ("(a{sv})", &options), G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, PATIENCE_MS,
                          NULL, asked, g_object_ref (task));
  /* "answered" lets go of it. */
  g_steal_pointer (&task);
}

void
terrain_camera_portal_ask_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Asking *asking = g_new0 (Asking, 1);

  asking->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  g_task_set_source_tag (task, terrain_camera_portal_ask_async);
  g_task_set_task_data (task, asking, asking_free);
  g_bus_get (G_BUS_TYPE_SESSION, cancellable, ask_bus_found, task);
}

gboolean
terrain_camera_portal_ask_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Connecting */

static void
remote_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GUnixFDList) fds = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_with_unix_fd_list_finish (G_DBUS_CONNECTION (source), &fds, result,
                                                                                &error);
  gint32 index = 0;
  int fd = -1;

  if (reply != NULL)
    g_variant_get (reply, "(h)", &index);
  if (reply != NULL && fds != NULL)
    fd = g_unix_fd_list_get (fds, index, &error);
  if (fd >= 0 && g_task_return_error_if_cancelled (task))
    close (fd);
  else if (fd >= 0)
    g_task_return_int (task, fd);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, _("This desktop did not open the camera (%s)."),
                             error != NULL ? error->message : TERRAIN_PORTAL_NAME);
}

static void
open_remote (GDBusConnection *bus, GTask *task)
{
  g_dbus_connection_call_with_unix_fd_list (bus, TERRAIN_PORTAL_NAME, TERRAIN_PORTAL_PATH, CAMERA_INTERFACE, "OpenPipeWireRemote",
                                            g_variant_new_parsed ("(@a{sv} {},)"), G_VARIANT_TYPE ("(h)"),
                                            G_DBUS_CALL_FLAGS_NONE, PATIENCE_MS, NULL, g_task_get_cancellable (task),
                                            remote_opened, task);
}

static void
connect_bus_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (bus != NULL)
    open_remote (bus, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

void
terrain_camera_portal_connect_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, terrain_camera_portal_connect_async);
  g_bus_get (G_BUS_TYPE_SESSION, cancellable, connect_bus_found, task);
}

int
terrain_camera_portal_connect_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), -1);

  return (int) g_task_propagate_int (G_TASK (result), error);
}
