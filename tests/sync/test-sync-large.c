/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <malloc.h>
#include <string.h>

#include "sync-fixture.h"

/* Files larger than one would keep in memory, on their way to a server that reads and forgets. */

#define LARGE (200 * 1000 * 1000)
/* Beside what the program has anyway. */
#define MAX_GROWTH (20 * 1000 * 1000)

typedef struct
{
  SyncFixture base;
  GSocketService *service;
  GMutex lock;
  guint n_resets; /* how many POSTs are broken off in the middle */
  guint n_posts;
  goffset received;
} Fixture;

static gboolean
read_head (GInputStream *input,
           GString      *head)
{
  char byte;

  while (head->len < 4 || strcmp (head->str + head->len - 4, "\r\n\r\n") != 0)
    {
      if (g_input_stream_read (input, &byte, 1, NULL, NULL) != 1)
        return FALSE;
      g_string_append_c (head, byte);
    }
  return TRUE;
}

/* Returns: whether @length bytes came */
static gboolean
read_body (GInputStream *input,
           goffset       length,
           goffset      *received)
{
  g_autofree guchar *buffer = g_malloc (65536);

  while (*received < length)
    {
      gssize size = g_input_stream_read (input, buffer, MIN (65536, (gsize) (length - *received)), NULL, NULL);

      if (size <= 0)
        return FALSE;
      *received += size;
    }
  return TRUE;
}

static gboolean
on_run (GThreadedSocketService *service,
        GSocketConnection      *connection,
        GObject                *source,
        gpointer                user_data)
{
  static const char reply[] = "HTTP/1.1 201 Created\r\nX-OpenRosa-Version: 1.0\r\nConnection: close\r\n"
                              "X-OpenRosa-Accept-Content-Length: 1000000000\r\nContent-Length: 0\r\n\r\n";
  Fixture *fixture = user_data;
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  g_autoptr (GString) head = g_string_new (NULL);
  const char *field;
  goffset length, received = 0;
  gboolean broken;

  if (!read_head (input, head) || (field = strstr (head->str, "\r\nContent-Length: ")) == NULL)
    return FALSE;
  length = (goffset) g_ascii_strtoull (field + strlen ("\r\nContent-Length: "), NULL, 10);
  g_mutex_lock (&fixture->lock);
  broken = fixture->n_posts++ < fixture->n_resets;
  g_mutex_unlock (&fixture->lock);
  if (!read_body (input, broken ? length / 2 : length, &received) || broken)
    return FALSE;
  g_mutex_lock (&fixture->lock);
  fixture->received = received;
  g_mutex_unlock (&fixture->lock);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), reply, strlen (reply), NULL,
                             NULL, NULL);
  return FALSE;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autofree char *url = NULL;
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GError) error = NULL;

  sync_fixture_set_up (&fixture->base);
  g_mutex_init (&fixture->lock);
  fixture->service = g_threaded_socket_service_new (4);
  g_socket_listener_add_address (G_SOCKET_LISTENER (fixture->service), wanted, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &address, &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->service, "run", G_CALLBACK (on_run), fixture);
  url = g_strdup_printf ("http://127.0.0.1:%u",
                         g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)));
  sync_fixture_set_server (&fixture->base, url, NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  sync_fixture_tear_down (&fixture->base);
  g_socket_service_stop (fixture->service);
  g_socket_listener_close (G_SOCKET_LISTENER (fixture->service));
  while (G_OBJECT (fixture->service)->ref_count > 1)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_object_unref (fixture->service);
  g_mutex_clear (&fixture->lock);
}

/* Memory of this process that no file stands behind. */
static gsize
measure (void)
{
  g_autofree char *status = NULL;
  const char *field;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  field = strstr (status, "RssAnon:");
  g_assert_nonnull (field);
  return (gsize) g_ascii_strtoull (field + strlen ("RssAnon:"), NULL, 10) * 1024;
}

static gboolean
on_tick (gpointer user_data)
{
  gsize *most = user_data;

  *most = MAX (*most, measure ());
  return G_SOURCE_CONTINUE;
}

static void
send (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  guint n_sent;

  g_assert_true (sync_fixture_send (&fixture->base, FALSE, &n_sent, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_sent, ==, 1);
}

static void
test_memory (Fixture      *fixture,
             gconstpointer data)
{
  static const char *const files[] = { "a.jpg", NULL };
  g_autofree char *uuid = sync_fixture_queue (&fixture->base, 1, files, LARGE);
  g_autoptr (TerrainRecord) record = NULL;
  gsize before, most;
  guint tick;

  malloc_trim (0);
  most = before = measure ();
  tick = g_timeout_add (2, on_tick, &most);
  send (fixture);
  g_source_remove (tick);
  record = sync_fixture_find (&fixture->base, 1);
  g_assert_cmpint (record->state, ==, TERRAIN_RECORD_SENT);
  g_assert_cmpint (fixture->received, >, LARGE);
  g_test_message ("%" G_GSIZE_FORMAT " kB more than %" G_GSIZE_FORMAT " kB", (most - before) / 1000, before / 1000);
#ifndef __SANITIZE_ADDRESS__ /* which keeps what was freed */
  g_assert_cmpuint (most - before, <, MAX_GROWTH);
#endif
}

/* What is sent again after a connection that broke is whole: nothing of it was used up. */
static void
test_again (Fixture      *fixture,
            gconstpointer data)
{
  static const char *const files[] = { "a.jpg", "b.jpg", "c.jpg", NULL };
  g_autofree char *first = sync_fixture_queue (&fixture->base, 1, files, 1000003);
  g_autofree char *second = NULL;
  g_autoptr (GError) error = NULL;

  fixture->n_resets = 1;
  if (!sync_fixture_send (&fixture->base, FALSE, NULL, NULL, &error))
    {
      g_assert_error (error, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_OFFLINE);
      g_clear_error (&error);
      g_assert_true (sync_fixture_send (&fixture->base, TRUE, NULL, NULL, &error));
    }
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->n_posts, ==, 2);
  g_assert_cmpint (fixture->received, >, 3 * 1000003);
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/sync/large/memory", Fixture, NULL, set_up, test_memory, tear_down);
  g_test_add ("/sync/large/again", Fixture, NULL, set_up, test_again, tear_down);
  return g_test_run ();
}
