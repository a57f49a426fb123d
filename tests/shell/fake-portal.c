/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-portal.h"

#include <float.h>

#define NAME "org.freedesktop.portal.Desktop"
#define PATH "/org/freedesktop/portal/desktop"
#define LOCATION "org.freedesktop.portal.Location"

static const char introspection[] =
  "<node><interface name='org.freedesktop.portal.Location'>"
  "<method name='CreateSession'><arg type='a{sv}' direction='in'/><arg type='o' direction='out'/></method>"
  "<method name='Start'><arg type='o' direction='in'/><arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>"
  "<arg type='o' direction='out'/></method>"
  "<signal name='LocationUpdated'><arg type='o'/><arg type='a{sv}'/></signal></interface>"
  "<interface name='org.freedesktop.portal.Session'><method name='Close'/><signal name='Closed'/></interface>"
  "<interface name='org.freedesktop.portal.Request'><method name='Close'/>"
  "<signal name='Response'><arg type='u'/><arg type='a{sv}'/></signal></interface></node>";

static char *
dup_object (FakePortal *self, const char *kind, const char *sender, GVariant *options, const char *key)
{
  g_autofree char *name = g_strdelimit (g_strdup (sender + 1), ".", '_');
  const char *token = "";

  g_variant_lookup (options, key, "&s", &token);
  return g_strdup_printf (PATH "/%s/%s/%s", kind, name, token);
}

static void
closed (GDBusConnection *connection, const char *sender, const char *path, const char *interface, const char *method,
        GVariant *parameters, GDBusMethodInvocation *invocation, gpointer data)
{
  FakePortal *self = data;

  if (g_str_has_suffix (interface, ".Session"))
    {
      self->n_closed++;
      g_clear_pointer (&self->session, g_free);
    }
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static guint
export (FakePortal *self, const char *path, const char *interface)
{
  static const GDBusInterfaceVTable vtable = { .method_call = closed };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (introspection, NULL);

  return g_dbus_connection_register_object (self->connection, path, g_dbus_node_info_lookup_interface (node, interface),
                                            &vtable, self, NULL, NULL);
}

static void
unexport (FakePortal *self, guint *id)
{
  if (*id != 0)
    g_dbus_connection_unregister_object (self->connection, *id);
  *id = 0;
}

static void
create_session (FakePortal *self, const char *sender, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  g_autoptr (GVariant) options = g_variant_get_child_value (parameters, 0);

  self->n_created++;
  if (self->refuses)
    {
      g_dbus_method_invocation_return_error_literal (invocation, G_DBUS_ERROR, G_DBUS_ERROR_ACCESS_DENIED, "no");
      return;
    }
  g_variant_lookup (options, "time-threshold", "u", &self->interval);
  g_free (self->session);
  g_free (self->sender);
  self->sender = g_strdup (sender);
  self->session = dup_object (self, "session", sender, options, "session_handle_token");
  unexport (self, &self->sessions);
  self->sessions = export (self, self->session, "org.freedesktop.portal.Session");
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", self->session));
}

static void
start (FakePortal *self, const char *sender, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  g_autoptr (GVariant) options = g_variant_get_child_value (parameters, 2);
  const char *window;

  g_variant_get_child (parameters, 1, "&s", &window);
  g_assert_true (g_str_has_prefix (window, "x11:") || *window == '\0');
  g_free (self->request);
  self->request = dup_object (self, "request", sender, options, "handle_token");
  unexport (self, &self->requests);
  self->requests = export (self, self->request, "org.freedesktop.portal.Request");
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", self->request));
  if (self->response != G_MAXUINT)
    g_dbus_connection_emit_signal (self->connection, sender, self->request, "org.freedesktop.portal.Request", "Response",
                                   g_variant_new ("(ua{sv})", self->response, NULL), NULL);
}

static void
called (GDBusConnection *connection, const char *sender, const char *path, const char *interface, const char *method,
        GVariant *parameters, GDBusMethodInvocation *invocation, gpointer data)
{
  if (g_str_equal (method, "CreateSession"))
    create_session (data, sender, parameters, invocation);
  else
    start (data, sender, parameters, invocation);
}

FakePortal *
fake_portal_new (void)
{
  static const GDBusInterfaceVTable vtable = { .method_call = called };
  FakePortal *self = g_new0 (FakePortal, 1);
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (introspection, NULL);
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) reply = NULL;
  guint32 answer;

  self->connection = g_dbus_connection_new_for_address_sync (
    address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL, NULL);
  g_assert_nonnull (self->connection);
  self->object = g_dbus_connection_register_object (self->connection, PATH,
                                                    g_dbus_node_info_lookup_interface (node, LOCATION), &vtable, self, NULL,
                                                    NULL);
  reply = g_dbus_connection_call_sync (self->connection, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "RequestName", g_variant_new ("(su)", NAME, 4u),
                                       G_VARIANT_TYPE ("(u)"), 0, -1, NULL, NULL);
  g_assert_nonnull (reply);
  g_variant_get (reply, "(u)", &answer);
  g_assert_cmpuint (answer, ==, 1);
  return self;
}

void
fake_portal_free (FakePortal *self)
{
  unexport (self, &self->object);
  unexport (self, &self->sessions);
  unexport (self, &self->requests);
  g_dbus_connection_close_sync (self->connection, NULL, NULL);
  g_object_unref (self->connection);
  g_free (self->session);
  g_free (self->request);
  g_free (self->sender);
  g_free (self);
}

void
fake_portal_move (FakePortal *self, double latitude, double longitude, double accuracy)
{
  GVariantBuilder values;

  g_assert_nonnull (self->session);
  g_variant_builder_init (&values, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&values, "{sv}", "Latitude", g_variant_new_double (latitude));
  g_variant_builder_add (&values, "{sv}", "Longitude", g_variant_new_double (longitude));
  g_variant_builder_add (&values, "{sv}", "Altitude", g_variant_new_double (-DBL_MAX));
  if (accuracy > 0)
    g_variant_builder_add (&values, "{sv}", "Accuracy", g_variant_new_double (accuracy));
  g_dbus_connection_emit_signal (self->connection, self->sender, PATH, LOCATION, "LocationUpdated",
                                 g_variant_new ("(oa{sv})", self->session, &values), NULL);
}
