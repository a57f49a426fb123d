/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The camera through the desktop's portal, played here on a bus of the test's own: refused, closed while it asks, granted. */

#include <adwaita.h>
#include <gio/gunixfdlist.h>
#include <gio/gunixsocketaddress.h>
#include <gst/gst.h>
#include <sys/socket.h>
#include <unistd.h>

#include "form-fixture.h"
#include "terrain-camera-window.h"
#include "terrain-editors.h"

#define DESKTOP_PATH "/org/freedesktop/portal/desktop"

#define WAIT(condition) \
  G_STMT_START \
  { \
    for (guint turns = 0; turns < 1500 && !(condition); turns++) \
      form_support_run (20); \
    g_assert_true (condition); \
  } \
  G_STMT_END

static const char interfaces[] =
  "<node>"
  " <interface name='org.freedesktop.portal.Camera'>"
  "  <method name='AccessCamera'><arg type='a{sv}' direction='in'/><arg type='o' direction='out'/></method>"
  "  <method name='OpenPipeWireRemote'><arg type='a{sv}' direction='in'/><arg type='h' direction='out'/></method>"
  "  <property name='IsCameraPresent' type='b' access='read'/>"
  " </interface>"
  " <interface name='org.freedesktop.portal.Request'>"
  "  <method name='Close'/>"
  " </interface>"
  "</node>";

typedef struct
{
  FormFixture form;
  GDBusConnection *bus; /* the portal's own */
  GDBusNodeInfo *node;
  guint name;
  gboolean is_named;
  gboolean is_present;
  int answer; /* of the person, -1: none yet */
  const char *remote; /* the socket of PipeWire; NULL: one that is closed at once */
  guint asked;
  guint closed;
} Portal;

static gboolean
answer_later (gpointer data)
{
  g_auto (GStrv) call = data; /* caller, path of the request */
  Portal *portal = g_object_get_data (G_OBJECT (gdk_display_get_default ()), "portal");
  g_autoptr (GError) error = NULL;

  g_dbus_connection_emit_signal (portal->bus, call[0], call[1], "org.freedesktop.portal.Request", "Response",
                                 g_variant_new ("(u@a{sv})", portal->answer, g_variant_new_parsed ("@a{sv} {}")), &error);
  g_assert_no_error (error);
  return G_SOURCE_REMOVE;
}

static void
request_called (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *method,
                GVariant *parameters, GDBusMethodInvocation *invocation, gpointer data)
{
  Portal *portal = data;

  portal->closed++;
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static const GDBusInterfaceVTable request_table = { request_called, NULL, NULL, { 0 } };

static void
access_called (Portal *portal, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  const char *sender = g_dbus_method_invocation_get_sender (invocation);
  g_autofree char *caller = g_strdelimit (g_strdup (sender + 1), ".", '_');
  g_autoptr (GVariant) options = g_variant_get_child_value (parameters, 0);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  const char *token, *call[3];

  portal->asked++;
  g_assert_true (g_variant_lookup (options, "handle_token", "&s", &token));
  path = g_strdup_printf (DESKTOP_PATH "/request/%s/%s", caller, token);
  g_dbus_connection_register_object (portal->bus, path,
                                     g_dbus_node_info_lookup_interface (portal->node, "org.freedesktop.portal.Request"),
                                     &request_table, portal, NULL, &error);
  g_assert_no_error (error);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", path));
  call[0] = sender;
  call[1] = path;
  call[2] = NULL;
  if (portal->answer >= 0)
    g_timeout_add (50, answer_later, g_strdupv ((char **) call));
}

static int
open_remote (Portal *portal)
{
  g_autoptr (GSocketConnection) connection = NULL;
  int ends[2];

  if (portal->remote == NULL)
    {
      g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), ==, 0);
      close (ends[1]);
      return ends[0];
    }

  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (portal->remote);
  g_autoptr (GError) error = NULL;
  connection = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, &error);
  g_assert_no_error (error);
  return dup (g_socket_get_fd (g_socket_connection_get_socket (connection)));
}

static void
camera_called (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *method,
               GVariant *parameters, GDBusMethodInvocation *invocation, gpointer data)
{
  Portal *portal = data;

  if (g_str_equal (method, "AccessCamera"))
    {
      access_called (portal, parameters, invocation);
      return;
    }

  g_autoptr (GUnixFDList) fds = g_unix_fd_list_new ();
  g_autoptr (GError) error = NULL;
  int fd = open_remote (portal);
  g_unix_fd_list_append (fds, fd, &error);
  g_assert_no_error (error);
  close (fd);
  g_dbus_method_invocation_return_value_with_unix_fd_list (invocation, g_variant_new ("(h)", 0), fds);
}

static GVariant *
camera_property (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *name,
                 GError **error, gpointer data)
{
  return g_variant_new_boolean (((Portal *) data)->is_present);
}

static const GDBusInterfaceVTable camera_table = { camera_called, camera_property, NULL, { 0 } };

static void
named (GDBusConnection *bus, const char *name, gpointer data)
{
  ((Portal *) data)->is_named = TRUE;
}

static void
set_up (Portal *portal, gconstpointer present)
{
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_unsetenv ("TERRAIN_CAMERAS");
  portal->is_present = present != NULL;
  portal->answer = -1;
  portal->bus = g_dbus_connection_new_for_address_sync (
    address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL,
    &error);
  g_assert_no_error (error);
  portal->node = g_dbus_node_info_new_for_xml (interfaces, &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (portal->bus, DESKTOP_PATH,
                                     g_dbus_node_info_lookup_interface (portal->node, "org.freedesktop.portal.Camera"),
                                     &camera_table, portal, NULL, &error);
  g_assert_no_error (error);
  portal->name = g_bus_own_name_on_connection (portal->bus, "org.freedesktop.portal.Desktop", G_BUS_NAME_OWNER_FLAGS_NONE,
                                               named, NULL, portal, NULL);
  g_object_set_data (G_OBJECT (gdk_display_get_default ()), "portal", portal);
  WAIT (portal->is_named);
  form_fixture_set_up (&portal->form, "camera.xml");
}

static void
tear_down (Portal *portal, gconstpointer present)
{
  form_fixture_tear_down (&portal->form, "camera.xml");
  g_object_set_data (G_OBJECT (gdk_display_get_default ()), "portal", NULL);
  g_bus_unown_name (portal->name);
  g_dbus_connection_close_sync (portal->bus, NULL, NULL);
  g_object_unref (portal->bus);
  g_dbus_node_info_unref (portal->node);
}

/* Nobody is asked before the camera is wanted; what was refused is said, and there is another way to answer. */
static void
test_refused (Portal *portal, gconstpointer present)
{
  GtkWidget *question = form_fixture_go_to (&portal->form, "/data/fresh");

  portal->answer = 1;
  WAIT (form_fixture_button (question, "Take a Picture…") != NULL);
  g_assert_null (form_fixture_button (question, "Choose a Picture…"));
  g_assert_cmpuint (portal->asked, ==, 0);
  form_fixture_click (question, "Take a Picture…");
  WAIT (form_fixture_camera_window () != NULL);
  WAIT (form_fixture_camera_window () == NULL);
  g_assert_cmpuint (portal->asked, ==, 1);
  form_fixture_assert_text (question, "This desktop was told not to let Terrain use the camera.");
  form_fixture_assert_text (question, "A file can be chosen instead.");
  g_assert_nonnull (form_fixture_button (question, "Choose a Picture…"));

  question = form_fixture_go_to (&portal->form, "/data/code");
  form_fixture_click (question, "Scan a Code…");
  WAIT (form_fixture_camera_window () != NULL);
  WAIT (form_fixture_camera_window () == NULL);
  form_fixture_assert_text (question, "The code can be typed as well.");
}

/* Left while the desktop still asks: it need not ask any more. */
static void
test_left (Portal *portal, gconstpointer present)
{
  GtkWidget *question = form_fixture_go_to (&portal->form, "/data/photo");

  WAIT (form_fixture_button (question, "Take a Picture…") != NULL);
  form_fixture_click (question, "Take a Picture…");
  WAIT (form_fixture_camera_window () != NULL);
  WAIT (portal->asked == 1);
  form_fixture_assert_text (form_fixture_camera_window (), "This desktop may ask whether Terrain may use it.");
  gtk_window_close (GTK_WINDOW (form_fixture_camera_window ()));
  WAIT (form_fixture_camera_window () == NULL);
  WAIT (portal->closed == 1);
  form_fixture_assert_no_text (question, "camera");
}

/* Granted, but PipeWire is not there. */
static void
test_no_pipewire (Portal *portal, gconstpointer present)
{
  GtkWidget *question = form_fixture_go_to (&portal->form, "/data/photo");

  portal->answer = 0;
  WAIT (form_fixture_button (question, "Take a Picture…") != NULL);
  form_fixture_click (question, "Take a Picture…");
  WAIT (form_fixture_camera_window () != NULL);
  WAIT (form_fixture_camera_window () == NULL);
  form_fixture_assert_text (question, "The camera gives no picture.");
  form_fixture_assert_text (question, "A file can be chosen instead.");
}

/* The whole way, with a PipeWire of the test's own that has a camera of GStreamer's. */

/* What plays the camera, in a process of its own. */
static int
be_camera (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GstElement) camera = NULL;

  gst_init (NULL, NULL);
  camera = gst_parse_launch ("videotestsrc is-live=true ! video/x-raw,format=YUY2,width=320,height=240,framerate=15/1 ! "
                             "pipewiresink mode=provide stream-properties=\"p,media.class=Video/Source,media.role=Camera,"
                             "node.description=Testcam\"",
                             NULL);
  if (camera == NULL)
    return 1;
  gst_object_ref_sink (camera);
  gst_element_set_state (camera, GST_STATE_PLAYING);
  g_main_loop_run (loop);
  return 0;
}

static GSubprocess *
start_program (const char *name, const char *argument)
{
  g_autofree char *own = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
                                           name != NULL ? name : own, argument, NULL);

  g_assert_no_error (error);
  return process;
}

static gboolean
have (const char *const *programs)
{
  for (; *programs != NULL; programs++)
    {
      g_autofree char *path = g_find_program_in_path (*programs);

      if (path == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
end_program (GSubprocess *process)
{
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
  g_object_unref (process);
}

static void
test_granted (Portal *portal, gconstpointer present)
{
  static const char *const programs[] = { "pipewire", "wireplumber", NULL };
  g_autofree char *remote = g_build_filename (g_get_user_runtime_dir (), "pipewire-0", NULL);
  GSubprocess *pipewire, *wireplumber, *camera;
  GtkWidget *question;

  if (!have (programs))
    {
      g_test_skip ("PipeWire and WirePlumber are not installed");
      return;
    }
  pipewire = start_program ("pipewire", NULL);
  WAIT (g_file_test (remote, G_FILE_TEST_EXISTS));
  wireplumber = start_program ("wireplumber", NULL);
  camera = start_program (NULL, "--camera");
  form_support_run (3000);

  portal->answer = 0;
  portal->remote = remote;
  question = form_fixture_go_to (&portal->form, "/data/photo");
  WAIT (form_fixture_button (question, "Take a Picture…") != NULL);
  /* Twice: the second time on another connection. */
  for (guint i = 1; i <= 2; i++)
    {
      g_autofree char *before = g_strdup (form_support_value (portal->form.interview, "/data/photo"));

      form_fixture_click (question, "Take a Picture…");
      WAIT (form_fixture_camera_window () != NULL);
      WAIT (form_fixture_camera_window () == NULL || gtk_widget_get_sensitive (form_fixture_button (form_fixture_camera_window (), "Take the Picture")));
      form_fixture_assert_no_text (question, "A file can be chosen instead.");
      form_fixture_click (form_fixture_camera_window (), "Take the Picture");
      form_fixture_click (form_fixture_camera_window (), "Use This Picture");
      WAIT (g_strcmp0 (form_support_value (portal->form.interview, "/data/photo"), before) != 0);
      g_assert_cmpuint (portal->asked, ==, i);
    }
  end_program (camera);
  end_program (wireplumber);
  end_program (pipewire);
}

static void
test_absent (Portal *portal, gconstpointer present)
{
  GtkWidget *question = form_fixture_go_to (&portal->form, "/data/fresh");

  if (g_file_test ("/dev/video0", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("this computer has a camera");
      return;
    }
  WAIT (form_fixture_button (question, "Take a Picture…") == NULL);
  form_fixture_assert_text (question, "A new picture is asked for.");
  g_assert_nonnull (form_fixture_button (question, "Choose a Picture…"));
}

int
main (int argc, char *argv[])
{
  if (argc == 2 && g_str_equal (argv[1], "--camera"))
    return be_camera ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, present, function) \
  g_test_add ("/form/camera-portal/" name, Portal, present, set_up, function, tear_down)
  ADD ("refused", "", test_refused);
  ADD ("left", "", test_left);
  ADD ("no-pipewire", "", test_no_pipewire);
  ADD ("granted", "", test_granted);
  ADD ("absent", NULL, test_absent);
#undef ADD
  return g_test_run ();
}
