/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "terrain-authorization-private.h"
#include "terrain-openrosa-client-private.h"
#include "terrain-sync.h"

/* Digest: the examples of RFC 7616 section 3.9, what is offered beside it, and libsoup's server as the other side. */

#define NONCE "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v"
#define OPAQUE "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"
#define CNONCE "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"
#define CHALLENGE(algorithm) "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=" algorithm \
                             ", nonce=\"" NONCE "\", opaque=\"" OPAQUE "\""
#define MD5_RESPONSE "response=\"8ca523f5e9506fed4657c9700eebdbec\""
#define SHA256_RESPONSE "response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\""

static void
test_examples (void)
{
  static const struct
  {
    const char *challenges[3];
    const char *expected; /* NULL: none that can be met */
  } cases[] = {
    { { CHALLENGE ("MD5") }, MD5_RESPONSE },
    { { CHALLENGE ("SHA-256") }, SHA256_RESPONSE },
    /* the server's order, and in one line or in many */
    { { CHALLENGE ("SHA-256"), CHALLENGE ("MD5") }, SHA256_RESPONSE },
    { { CHALLENGE ("SHA-512-256"), CHALLENGE ("MD5") }, MD5_RESPONSE },
    { { "Basic realm=\"a, Digest b\", " CHALLENGE ("SHA-256") ", Bearer" }, SHA256_RESPONSE },
    { { "Negotiate, Basic realm=\"x\"", CHALLENGE ("MD5") }, MD5_RESPONSE },
    { { CHALLENGE ("SHA-512-256") }, NULL },
    { { "Basic realm=\"x\"" }, NULL },
    { { "Digest realm=\"x\", nonce=\"y\", qop=\"auth-int\"" }, NULL },
    { { "Digest" }, NULL },
    { { "Digest nonce, =, \"" }, NULL },
    { { NULL }, NULL },
  };
  g_autoptr (GUri) uri = g_uri_parse ("http://www.example.org/dir/index.html", SOUP_HTTP_URI_FLAGS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TerrainAuthorization) self = terrain_authorization_new ("Mufasa", "Circle of Life");
      SoupMessageHeaders *headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
      g_autofree char *header = NULL;

      g_test_message ("case %u", i);
      for (guint j = 0; cases[i].challenges[j] != NULL; j++)
        soup_message_headers_append (headers, "WWW-Authenticate", cases[i].challenges[j]);
      g_assert_cmpint (terrain_authorization_take_challenge (self, headers), ==, cases[i].expected != NULL);
      header = terrain_authorization_print (self, "GET", uri, CNONCE);
      if (cases[i].expected == NULL)
        {
          g_assert_cmpstr (header, ==, "Basic TXVmYXNhOkNpcmNsZSBvZiBMaWZl");
        }
      else
        {
          g_assert_true (g_str_has_prefix (header, "Digest username=\"Mufasa\", realm=\"http-auth@example.org\", "));
          g_assert_nonnull (strstr (header, "uri=\"/dir/index.html\", opaque=\"" OPAQUE "\""));
          g_assert_nonnull (strstr (header, "qop=auth, nc=00000001, cnonce=\"" CNONCE "\""));
          g_assert_true (g_str_has_suffix (header, cases[i].expected));
        }
      soup_message_headers_unref (headers);
    }
}

typedef struct
{
  SoupServer *server;
  GSocketService *service; /* what the server listens with: its own socket would leak (libsoup 3.2) */
  TerrainOpenrosaClient *client;
  GAsyncResult *result;
  guint n_accepted;
  guint n_refused;
  gsize received;
} Fixture;

static char *
on_digest (SoupAuthDomain    *domain,
           SoupServerMessage *message,
           const char        *user_name,
           gpointer           user_data)
{
  return g_str_equal (user_name, "anna") ? soup_auth_domain_digest_encode_password ("anna", "field", "geheim") : NULL;
}

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  static const char list[] = "<xforms xmlns=\"http://openrosa.org/xforms/xformsList\"></xforms>";
  Fixture *fixture = user_data;
  gboolean is_post = g_str_equal (soup_server_message_get_method (message), "POST");

  fixture->n_accepted++;
  fixture->received = soup_server_message_get_request_body (message)->length;
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "X-OpenRosa-Version", "1.0");
  soup_server_message_set_status (message, is_post ? 201 : 200, NULL);
  if (!is_post)
    soup_server_message_set_response (message, "text/xml", SOUP_MEMORY_STATIC, list, strlen (list));
}

static void
on_finished (SoupServer        *server,
             SoupServerMessage *message,
             gpointer           user_data)
{
  Fixture *fixture = user_data;

  if (soup_server_message_get_status (message) == 401)
    fixture->n_refused++;
}

static gboolean
on_incoming (GSocketService    *service,
             GSocketConnection *connection,
             GObject           *source,
             gpointer           user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GSocketAddress) local = g_socket_connection_get_local_address (connection, NULL);
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);

  return soup_server_accept_iostream (fixture->server, G_IO_STREAM (connection), local, remote, NULL);
}

/* Returns: the port on the loopback */
static guint
listen_local (Fixture *fixture)
{
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) got = NULL;
  g_autoptr (GError) error = NULL;

  fixture->service = g_socket_service_new ();
  g_signal_connect (fixture->service, "incoming", G_CALLBACK (on_incoming), fixture);
  g_socket_listener_add_address (G_SOCKET_LISTENER (fixture->service), wanted, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &got, &error);
  g_assert_no_error (error);
  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got));
}

static void
set_up (Fixture      *fixture,
        gconstpointer password)
{
  g_autoptr (SoupAuthDomain) domain = soup_auth_domain_digest_new ("realm", "field", NULL);
  g_autofree char *url = NULL;

  fixture->server = soup_server_new (NULL, NULL);
  soup_auth_domain_digest_set_auth_callback (domain, on_digest, fixture, NULL);
  soup_auth_domain_add_path (domain, "/");
  soup_server_add_auth_domain (fixture->server, domain);
  soup_server_add_handler (fixture->server, NULL, on_request, fixture, NULL);
  g_signal_connect (fixture->server, "request-finished", G_CALLBACK (on_finished), fixture);
  url = g_strdup_printf ("http://127.0.0.1:%u/or", listen_local (fixture));
  /* No device id with escapes: libsoup's server takes them out of one of two addresses before it compares them. */
  fixture->client = terrain_openrosa_client_new (url, "anna", password, "d1", FALSE, 5);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer password)
{
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->result);
  g_socket_service_stop (fixture->service);
  g_socket_listener_close (G_SOCKET_LISTENER (fixture->service));
  g_object_unref (fixture->service);
  soup_server_disconnect (fixture->server);
  g_object_unref (fixture->server);
}

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_set_object (&fixture->result, result);
}

static gboolean
submit (Fixture *fixture,
        gsize    size,
        GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_part_free);
  g_autoptr (GBytes) xml = g_bytes_new_take (g_strnfill (size, 'x'), size);

  g_ptr_array_add (parts, terrain_part_new ("xml_submission_file", "submission.xml", "text/xml", xml));
  g_clear_object (&fixture->result);
  terrain_openrosa_client_submit_async (fixture->client, parts, NULL, on_done, fixture);
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return terrain_openrosa_client_submit_finish (fixture->client, fixture->result, error);
}

/* One challenge in all: what follows is shown at once, each time as another use of the nonce. */
static void
test_digest (Fixture      *fixture,
             gconstpointer password)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) forms = NULL;

  for (guint i = 0; i < 3; i++)
    {
      submit (fixture, 300000 + i, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (fixture->received, >, 300000 + i);
    }
  g_clear_object (&fixture->result);
  terrain_openrosa_client_list_forms_async (fixture->client, NULL, on_done, fixture);
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  forms = terrain_openrosa_client_list_forms_finish (fixture->client, fixture->result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (forms);
  g_assert_cmpuint (fixture->n_accepted, ==, 4);
  g_assert_cmpuint (fixture->n_refused, ==, 1);
}

static void
test_wrong_password (Fixture      *fixture,
                     gconstpointer password)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (submit (fixture, 10, &error));
  g_assert_error (error, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_CREDENTIALS);
  g_assert_cmpuint (fixture->n_accepted, ==, 0);
  g_assert_cmpuint (fixture->n_refused, ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/authorization/examples", test_examples);
  g_test_add ("/sync/authorization/digest", Fixture, "geheim", set_up, test_digest, tear_down);
  g_test_add ("/sync/authorization/wrong-password", Fixture, "guess", set_up, test_wrong_password, tear_down);
  return g_test_run ();
}
