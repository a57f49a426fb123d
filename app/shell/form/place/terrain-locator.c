/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "terrain-locator.h"
#include "terrain-parent-handle.h"
#include "terrain-portal.h"

#define LOCATION "org.freedesktop.portal.Location"
#define SESSION "org.freedesktop.portal.Session"
/* "EXACT" of CreateSession's accuracy: the form says what is good enough, the desktop gives what it has. */
#define ACCURACY 5

/*
 *  bus ─► CreateSession ─► window's handle ─► Start ─► Response of the request ─► LocationUpdated …
 *
 * Each arrow is an answer that is waited for; any may never come, and any may be an error.
 */
struct _TerrainLocator
{
  GObject parent_instance;
  GCancellable *cancellable; /* NULL before the start and after the end */
  GDBusConnection *connection;
  GtkWidget *widget; /* weak */
  gboolean exported; /* its window's name was given away */
  guint interval;
  char *session;
  char *request; /* while it is not answered: the person may be looking at a question of the desktop */
  guint responses;
  guint updates;
  guint closes;
  guint owner_watch;
  gboolean has_place;
  TerrainPlace place;
};

enum
{
  MOVED,
  ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TerrainLocator, terrain_locator, G_TYPE_OBJECT)

static void
unsubscribe (TerrainLocator *self, guint *subscription)
{
  if (*subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->connection, *subscription);
  *subscription = 0;
}

static void
close_object (TerrainLocator *self, char **path, const char *interface)
{
  if (*path != NULL)
    g_dbus_connection_call (self->connection, TERRAIN_PORTAL_NAME, *path, interface, "Close", NULL, NULL,
                            G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL, NULL);
  g_clear_pointer (path, g_free);
}

void
terrain_locator_stop (TerrainLocator *self)
{
  g_return_if_fail (TERRAIN_IS_LOCATOR (self));

  if (self->cancellable == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->connection != NULL)
    {
      unsubscribe (self, &self->responses);
      unsubscribe (self, &self->updates);
      unsubscribe (self, &self->closes);
      g_clear_handle_id (&self->owner_watch, g_bus_unwatch_name);
      close_object (self, &self->request, TERRAIN_PORTAL_REQUEST);
      close_object (self, &self->session, SESSION);
    }
  if (self->exported && self->widget != NULL)
    terrain_parent_handle_unexport (self->widget);
  self->exported = FALSE;
  g_clear_weak_pointer (&self->widget);
  g_clear_object (&self->connection);
}

static void
end (TerrainLocator *self, TerrainLocatorEnd reason)
{
  g_autoptr (TerrainLocator) kept = g_object_ref (self);

  if (self->cancellable == NULL)
    return;
  terrain_locator_stop (self);
  g_signal_emit (self, signals[ENDED], 0, (guint) reason);
}

/* Takes @error, which no one else frees. FALSE where it was stopped meanwhile: @self may be gone. */
static gboolean
end_for_error (gpointer data, GError *error)
{
  g_autoptr (GError) owned = error;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  if (g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_ACCESS_DENIED))
    end (data, TERRAIN_LOCATOR_REFUSED);
  else if (g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_TIMEOUT) ||
           g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_TIMED_OUT) ||
           g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY))
    end (data, TERRAIN_LOCATOR_FAILED);
  else
    end (data, TERRAIN_LOCATOR_MISSING);
  return TRUE;
}

/* What comes */

static double
read_double (GVariant *values, const char *name)
{
  double number;

  return g_variant_lookup (values, name, "d", &number) ? number : NAN;
}

/* GeoClue says "unknown" by the least number there is; a place is rounded to a centimetre, which nobody measures. */
static gboolean
read_place (GVariant *values, TerrainPlace *place)
{
  double latitude = read_double (values, "Latitude"), longitude = read_double (values, "Longitude");
  double altitude = read_double (values, "Altitude"), accuracy = read_double (values, "Accuracy");

  if (!isfinite (latitude) || !isfinite (longitude) || fabs (latitude) > 90 || fabs (longitude) > 180)
    return FALSE;
  place->latitude = round (latitude * 1e7) / 1e7;
  place->longitude = round (longitude * 1e7) / 1e7;
  place->altitude = fabs (altitude) < 1e5 ? round (altitude * 10) / 10 : NAN;
  place->accuracy = accuracy > 0 && accuracy < 1e8 ? round (accuracy * 10) / 10 : NAN;
  return TRUE;
}

static void
location_updated (GDBusConnection *connection, const char *sender, const char *path, const char *interface,
                  const char *name, GVariant *parameters, gpointer data)
{
  TerrainLocator *self = data;
  const char *session;
  g_autoptr (GVariant) values = NULL;
  TerrainPlace place;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(oa{sv})")))
    return;
  g_variant_get (parameters, "(&o@a{sv})", &session, &values);
  if (g_strcmp0 (session, self->session) != 0 || !read_place (values, &place))
    return;
  self->place = place;
  self->has_place = TRUE;
  g_signal_emit (self, signals[MOVED], 0);
}

static void
session_closed (GDBusConnection *connection, const char *sender, const char *path, const char *interface,
                const char *name, GVariant *parameters, gpointer data)
{
  end (data, TERRAIN_LOCATOR_FAILED);
}

static void
owner_gone (GDBusConnection *connection, const char *name, gpointer data)
{
  end (data, TERRAIN_LOCATOR_FAILED);
}

/* 0: yes; 1: the person said no; 2: something else, such as location being off in the settings. */
static void
responded (GDBusConnection *connection, const char *sender, const char *path, const char *interface, const char *name,
           GVariant *parameters, gpointer data)
{
  TerrainLocator *self = data;

  g_clear_pointer (&self->request, g_free);
  if (!terrain_portal_is_granted (parameters))
    end (self, TERRAIN_LOCATOR_REFUSED);
}

/* Asking */

static void
started (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (reply == NULL)
    end_for_error (data, error);
}

static void
start_session (const char *handle, gpointer data)
{
  TerrainLocator *self = data;
  g_autofree char *token = terrain_portal_make_token ();
  GVariantBuilder options;

  if (self->cancellable == NULL)
    return;
  self->exported = g_str_has_prefix (handle, "wayland:");
  self->request = terrain_portal_dup_request_path (self->connection, token);
  self->responses = g_dbus_connection_signal_subscribe (self->connection, TERRAIN_PORTAL_NAME, TERRAIN_PORTAL_REQUEST,
                                                        "Response", self->request, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                                        responded, self, NULL);
  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  g_dbus_connection_call (self->connection, TERRAIN_PORTAL_NAME, TERRAIN_PORTAL_PATH, LOCATION, "Start",
                          g_variant_new ("(osa{sv})", self->session, handle, &options), G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable, started, self);
}

static void
session_created (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  TerrainLocator *self = data;

  if (reply == NULL)
    {
      end_for_error (self, error);
      return;
    }
  g_variant_get (reply, "(o)", &self->session);
  self->updates = g_dbus_connection_signal_subscribe (self->connection, TERRAIN_PORTAL_NAME, LOCATION, "LocationUpdated",
                                                      TERRAIN_PORTAL_PATH, NULL, G_DBUS_SIGNAL_FLAGS_NONE, location_updated, self,
                                                      NULL);
  self->closes = g_dbus_connection_signal_subscribe (self->connection, TERRAIN_PORTAL_NAME, SESSION, "Closed", self->session,
                                                     NULL, G_DBUS_SIGNAL_FLAGS_NONE, session_closed, self, NULL);
  self->owner_watch = g_bus_watch_name_on_connection (self->connection, TERRAIN_PORTAL_NAME, G_BUS_NAME_WATCHER_FLAGS_NONE, NULL,
                                                      owner_gone, self, NULL);
  if (self->widget != NULL)
    terrain_parent_handle_export (self->widget, start_session, g_object_ref (self), g_object_unref);
  else
    start_session ("", self);
}

static void
connected (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;
  g_autoptr (GDBusConnection) connection = g_bus_get_finish (result, &error);
  TerrainLocator *self = data;
  g_autofree char *token = terrain_portal_make_token ();
  GVariantBuilder options;

  if (connection == NULL)
    {
      end_for_error (self, error);
      return;
    }
  self->connection = g_steal_pointer (&connection);
  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "session_handle_token", g_variant_new_string (token));
  g_variant_builder_add (&options, "{sv}", "accuracy", g_variant_new_uint32 (ACCURACY));
  g_variant_builder_add (&options, "{sv}", "time-threshold", g_variant_new_uint32 (self->interval));
  g_dbus_connection_call (self->connection, TERRAIN_PORTAL_NAME, TERRAIN_PORTAL_PATH, LOCATION, "CreateSession",
                          g_variant_new ("(a{sv})", &options), G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1,
                          self->cancellable, session_created, self);
}

void
terrain_locator_start (TerrainLocator *self, GtkWidget *widget, guint interval)
{
  g_return_if_fail (TERRAIN_IS_LOCATOR (self));
  g_return_if_fail (self->cancellable == NULL && !self->has_place);

  self->cancellable = g_cancellable_new ();
  self->interval = interval;
  g_set_weak_pointer (&self->widget, widget);
  g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, connected, self);
}

const TerrainPlace *
terrain_locator_get_place (TerrainLocator *self)
{
  g_return_val_if_fail (TERRAIN_IS_LOCATOR (self), NULL);

  return self->has_place ? &self->place : NULL;
}

TerrainLocator *
terrain_locator_new (void)
{
  return g_object_new (TERRAIN_TYPE_LOCATOR, NULL);
}

static void
terrain_locator_dispose (GObject *object)
{
  terrain_locator_stop (TERRAIN_LOCATOR (object));
  G_OBJECT_CLASS (terrain_locator_parent_class)->dispose (object);
}

static void
terrain_locator_class_init (TerrainLocatorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = terrain_locator_dispose;
  signals[MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 0);
  signals[ENDED] = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_UINT);
}

static void
terrain_locator_init (TerrainLocator *self)
{
}
