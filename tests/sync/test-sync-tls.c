/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "terrain-openrosa-client-private.h"

/* A program of its own: LeakSanitizer cannot end one that has used GnuTLS (see meson.build). */
static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static void
wait_for_result (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

typedef struct
{
  GTlsCertificate *certificate;
  int n_requests; /* with anything in them */
} TlsServer;

static gboolean
on_tls_connection (GThreadedSocketService *service,
                   GSocketConnection      *connection,
                   GObject                *source,
                   gpointer                user_data)
{
  TlsServer *server = user_data;
  g_autoptr (GIOStream) tls =
    g_tls_server_connection_new (G_IO_STREAM (connection), server->certificate, NULL);
  char byte;

  if (g_input_stream_read (g_io_stream_get_input_stream (tls), &byte, 1, NULL, NULL) > 0)
    g_atomic_int_inc (&server->n_requests);
  return TRUE;
}

/* A server whose certificate nobody vouches for: nothing is sent to it, the password least of all. */
static void
test_untrusted (void)
{
  g_autofree char *folder = g_dir_make_tmp ("terrain-sync-XXXXXX", NULL);
  g_autofree char *key = g_build_filename (folder, "key.pem", NULL);
  g_autofree char *certificate_file = g_build_filename (folder, "certificate.pem", NULL);
  const char *const command[] = { "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                                  "-nodes", "-keyout", key, "-out", certificate_file, "-days", "2", "-subj",
                                  "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", NULL };
  g_autoptr (GSubprocess) openssl = g_subprocess_newv (command, G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);
  g_autoptr (GSocketService) service = g_threaded_socket_service_new (10);
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;
  TlsServer server = { NULL, 0 };
  g_autoptr (TerrainOpenrosaClient) client = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_part_free);
  g_autoptr (GBytes) xml = g_bytes_new_static ("<data/>", 7);

  if (openssl == NULL || !g_subprocess_wait_check (openssl, NULL, NULL))
    {
      g_test_skip ("needs openssl");
      g_rmdir (folder);
      return;
    }
  server.certificate = g_tls_certificate_new_from_files (certificate_file, key, &error);
  g_assert_no_error (error);
  g_signal_connect (service, "run", G_CALLBACK (on_tls_connection), &server);
  url = g_strdup_printf ("https://127.0.0.1:%u", g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL,
                                                                                      &error));
  g_assert_no_error (error);

  /* Plain HTTP would be allowed: that is no leave to go on without a certificate. */
  client = terrain_openrosa_client_new (url, "anna", "geheim", NULL, TRUE, 2);
  terrain_openrosa_client_list_forms_async (client, NULL, on_done, &result);
  wait_for_result (&result);
  g_assert_null (terrain_openrosa_client_list_forms_finish (client, result, &error));
  g_assert_error (error, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_TLS);
  g_clear_error (&error);

  g_clear_object (&result);
  g_ptr_array_add (parts, terrain_part_new ("xml_submission_file", "submission.xml", "text/xml", xml));
  terrain_openrosa_client_submit_async (client, parts, NULL, on_done, &result);
  wait_for_result (&result);
  g_assert_false (terrain_openrosa_client_submit_finish (client, result, &error));
  g_assert_error (error, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_TLS);
  g_assert_cmpint (g_atomic_int_get (&server.n_requests), ==, 0);
  g_socket_service_stop (service);
  g_socket_listener_close (G_SOCKET_LISTENER (service));
  /* Its threads hold the service; wait until they are through. */
  while (G_OBJECT (service)->ref_count > 1)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_object_unref (server.certificate);
  g_remove (key);
  g_remove (certificate_file);
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/tls/untrusted", test_untrusted);
  return g_test_run ();
}
