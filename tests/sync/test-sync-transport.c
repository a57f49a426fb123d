/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "rough-server.h"
#include "terrain-openrosa-client-private.h"
#include "terrain-sync-error-private.h"

#define XML "<data id=\"f\"><meta><instanceID>uuid:1</instanceID></meta></data>"
#define OPENROSA "X-OpenRosa-Version: 1.0\r\nX-OpenRosa-Accept-Content-Length: 100000000\r\n"
#define RESPONSE(text) "\n<OpenRosaResponse xmlns=\"http://openrosa.org/http/response\"><message nature=\"\">" text \
                       "</message></OpenRosaResponse>"
#define PAGE "<!DOCTYPE html><html><body>Welcome to our hotel</body></html>"
#define LIST "<xforms xmlns=\"http://openrosa.org/xforms/xformsList\"><xform><formID>a</formID>" \
             "<downloadUrl>http://127.0.0.1/a</downloadUrl></xform></xforms>"

typedef struct
{
  RoughServer *server;
  TerrainOpenrosaClient *client;
  GAsyncResult *result;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->server = rough_server_new ();
  fixture->client = terrain_openrosa_client_new (rough_server_get_url (fixture->server), "anna", "geheim",
                                                 "terrain:d 1", FALSE, 1);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->result);
  rough_server_free (fixture->server);
}

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_set_object (&fixture->result, result);
}

static void
wait_for_result (Fixture *fixture)
{
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
submit (Fixture *fixture,
        GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_part_free);
  g_autoptr (GBytes) xml = g_bytes_new_static (XML, strlen (XML));

  g_clear_object (&fixture->result);
  g_ptr_array_add (parts, terrain_part_new ("xml_submission_file", "submission.xml", "text/xml", xml));
  g_ptr_array_add (parts, terrain_part_new ("žluť.jpg", "žluť.jpg", "image/jpeg", xml));
  terrain_openrosa_client_submit_async (fixture->client, parts, NULL, on_done, fixture);
  wait_for_result (fixture);
  return terrain_openrosa_client_submit_finish (fixture->client, fixture->result, error);
}

static GPtrArray *
list_forms (Fixture *fixture,
            GError **error)
{
  g_clear_object (&fixture->result);
  terrain_openrosa_client_list_forms_async (fixture->client, NULL, on_done, fixture);
  wait_for_result (fixture);
  return terrain_openrosa_client_list_forms_finish (fixture->client, fixture->result, error);
}

static GBytes *
download (Fixture    *fixture,
          const char *url,
          const char *hash,
          GError    **error)
{
  g_clear_object (&fixture->result);
  terrain_openrosa_client_download_async (fixture->client, url, hash, NULL, on_done, fixture);
  wait_for_result (fixture);
  return terrain_openrosa_client_download_finish (fixture->client, fixture->result, error);
}

typedef struct
{
  int status;
  const char *headers;
  const char *body;
  int code;          /* TerrainSyncError, -1 for success */
  const char *words; /* what must be kept of the server's */
} Case;

static void
test_submission_statuses (Fixture      *fixture,
                          gconstpointer data)
{
  static const Case cases[] = {
    { 201, OPENROSA, RESPONSE ("full submission upload was successful!"), -1, NULL },
    { 202, OPENROSA, "", -1, NULL },
    { 201, "", "", -1, NULL },
    { 201, "", PAGE, TERRAIN_SYNC_ERROR_NOT_OPENROSA, NULL },
    { 200, "Content-Type: text/html\r\n", PAGE, TERRAIN_SYNC_ERROR_NOT_OPENROSA, NULL },
    { 200, OPENROSA, RESPONSE ("not yet"), TERRAIN_SYNC_ERROR_SERVER, "not yet" },
    { 204, OPENROSA, "", TERRAIN_SYNC_ERROR_SERVER, NULL },
    { 400, OPENROSA, RESPONSE ("Bad &amp; wrong"), TERRAIN_SYNC_ERROR_REJECTED, "Bad & wrong" },
    { 400, "", "{\"message\":\"Unexpected end\",\"code\":400.39}", TERRAIN_SYNC_ERROR_REJECTED, "Unexpected end" },
    { 400, "", PAGE, TERRAIN_SYNC_ERROR_NOT_OPENROSA, NULL },
    { 401, "", RESPONSE ("who are you"), TERRAIN_SYNC_ERROR_CREDENTIALS, "who are you" },
    { 401, "WWW-Authenticate: Basic realm=\"x\"\r\n", "", TERRAIN_SYNC_ERROR_CREDENTIALS, NULL },
    { 403, "", RESPONSE ("no right"), TERRAIN_SYNC_ERROR_CREDENTIALS, "no right" },
    { 404, OPENROSA, RESPONSE ("unknown"), TERRAIN_SYNC_ERROR_REJECTED, "unknown" },
    { 404, "", "", TERRAIN_SYNC_ERROR_NOT_OPENROSA, NULL },
    { 409, OPENROSA, RESPONSE ("other bytes"), TERRAIN_SYNC_ERROR_REJECTED, "other bytes" },
    { 413, "Content-Type: text/html\r\n", "<html>413</html>", TERRAIN_SYNC_ERROR_REJECTED, NULL },
    { 429, "Retry-After: 7\r\n", "slow down", TERRAIN_SYNC_ERROR_SERVER, "slow down" },
    { 500, OPENROSA, RESPONSE ("oops"), TERRAIN_SYNC_ERROR_SERVER, "oops" },
    { 502, "", "<html>Bad gateway</html>", TERRAIN_SYNC_ERROR_SERVER, NULL },
    { 503, "", "", TERRAIN_SYNC_ERROR_SERVER, NULL },
    { 511, "", PAGE, TERRAIN_SYNC_ERROR_NOT_OPENROSA, NULL },
    { 302, "Location: http://portal.invalid/login\r\n", "", TERRAIN_SYNC_ERROR_NOT_OPENROSA, NULL },
    { 302, "Location: /login\r\n", "", TERRAIN_SYNC_ERROR_NOT_OPENROSA, NULL },
    { 301, "", "", TERRAIN_SYNC_ERROR_NOT_OPENROSA, NULL },
    { 304, "", "", TERRAIN_SYNC_ERROR_SERVER, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *reply = rough_reply (cases[i].status, cases[i].headers, cases[i].body);
      g_autoptr (GError) error = NULL;
      gboolean ok;

      g_test_message ("status %d, case %" G_GSIZE_FORMAT, cases[i].status, i);
      rough_server_set (fixture->server, ROUGH_REPLY, reply);
      ok = submit (fixture, &error);
      if (cases[i].code < 0)
        {
          g_assert_no_error (error);
          g_assert_true (ok);
          continue;
        }
      g_assert_false (ok);
      g_assert_error (error, TERRAIN_SYNC_ERROR, cases[i].code);
      g_assert_cmpstr (terrain_sync_error_get_server_words (error), ==, cases[i].words);
      g_assert_cmpuint (strlen (error->message), >, 20);
    }
}

static void
test_request (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *reply = rough_reply (201, OPENROSA, RESPONSE ("ok"));
  g_autofree char *request = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (terrain_openrosa_client_get_accept_length (fixture->client), <, 100000000);
  rough_server_set (fixture->server, ROUGH_REPLY, reply);
  g_assert_true (submit (fixture, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (rough_server_get_n_requests (fixture->server), ==, 1);
  request = rough_server_dup_request (fixture->server);
  g_assert_true (g_str_has_prefix (request, "POST /submission?deviceID=terrain%3Ad%201 HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (request, "\r\nX-OpenRosa-Version: 1.0\r\n"));
  /* Unasked: base64 of anna:geheim */
  g_assert_nonnull (strstr (request, "\r\nAuthorization: Basic YW5uYTpnZWhlaW0=\r\n"));
  g_assert_nonnull (strstr (request, "Content-Disposition: form-data; name=\"xml_submission_file\"; "
                                     "filename=\"submission.xml\"\r\nContent-Type: text/xml\r\n\r\n" XML "\r\n--"));
  g_assert_nonnull (strstr (request, "name=\"žluť.jpg\"; filename=\"žluť.jpg\""));
  g_assert_cmpuint (terrain_openrosa_client_get_accept_length (fixture->client), ==, 100000000);
}

static void
test_retry_after (Fixture      *fixture,
                  gconstpointer data)
{
  static const struct
  {
    const char *headers;
    guint seconds;
  } cases[] = {
    { "Retry-After: 7\r\n", 7 },
    { "Retry-After: 99999999999999\r\n", 600 },
    { "Retry-After: -5\r\n", 0 },
    { "Retry-After: soon\r\n", 0 },
    /* Against the server's clock, whatever ours says. */
    { "Date: Tue, 15 Nov 1994 12:00:00 GMT\r\nRetry-After: Tue, 15 Nov 1994 12:00:30 GMT\r\n", 30 },
    { "Date: Tue, 15 Nov 1994 12:00:00 GMT\r\nRetry-After: Tue, 15 Nov 1994 11:00:30 GMT\r\n", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *reply = rough_reply (503, cases[i].headers, "");
      g_autoptr (GError) error = NULL;

      rough_server_set (fixture->server, ROUGH_REPLY, reply);
      g_assert_false (submit (fixture, &error));
      g_assert_cmpuint (terrain_sync_error_get_retry_after (error), ==, cases[i].seconds);
      g_assert_cmpuint (terrain_sync_error_get_status (error), ==, 503);
    }
}

static void
assert_both_fail (Fixture *fixture,
                  int      code)
{
  g_autoptr (GError) error = NULL;
  gint64 began = g_get_monotonic_time ();

  g_assert_null (list_forms (fixture, &error));
  g_assert_error (error, TERRAIN_SYNC_ERROR, code);
  g_clear_error (&error);
  g_assert_false (submit (fixture, &error));
  g_assert_error (error, TERRAIN_SYNC_ERROR, code);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 8 * G_USEC_PER_SEC);
}

static void
test_silent (Fixture      *fixture,
             gconstpointer data)
{
  rough_server_set (fixture->server, ROUGH_SILENT, NULL);
  assert_both_fail (fixture, TERRAIN_SYNC_ERROR_OFFLINE);
}

static void
test_drip (Fixture      *fixture,
           gconstpointer data)
{
  rough_server_set (fixture->server, ROUGH_DRIP,
                    "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n<xforms>                    ");
  assert_both_fail (fixture, TERRAIN_SYNC_ERROR_OFFLINE);
}

static void
test_reset (Fixture      *fixture,
            gconstpointer data)
{
  rough_server_set (fixture->server, ROUGH_RESET, NULL);
  assert_both_fail (fixture, TERRAIN_SYNC_ERROR_OFFLINE);
}

static void
test_truncated (Fixture      *fixture,
                gconstpointer data)
{
  rough_server_set (fixture->server, ROUGH_REPLY,
                    "HTTP/1.1 201 Created\r\nX-OpenRosa-Version: 1.0\r\nContent-Length: 500\r\n\r\n<OpenRosaResp");
  assert_both_fail (fixture, TERRAIN_SYNC_ERROR_SERVER);
  rough_server_set (fixture->server, ROUGH_REPLY,
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n<xforms>");
  assert_both_fail (fixture, TERRAIN_SYNC_ERROR_SERVER);
}

static void
test_garbage (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  rough_server_set (fixture->server, ROUGH_REPLY, "SSH-2.0-OpenSSH_9.2\r\n");
  g_assert_null (list_forms (fixture, &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == TERRAIN_SYNC_ERROR);
}

static void
test_refused (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *url = g_strdup (rough_server_get_url (fixture->server));

  rough_server_free (fixture->server);
  assert_both_fail (fixture, TERRAIN_SYNC_ERROR_OFFLINE);
  fixture->server = rough_server_new ();
}

/* The server closes kept connections when it likes; one new connection is tried before anybody is told. */
static void
test_closed_under_request (Fixture      *fixture,
                           gconstpointer data)
{
  g_autofree char *reply = rough_reply (201, OPENROSA, RESPONSE ("ok"));
  g_autoptr (GError) error = NULL;

  rough_server_set (fixture->server, ROUGH_REPLY, reply);
  rough_server_push (fixture->server, ROUGH_REPLY, "");
  g_assert_true (submit (fixture, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (rough_server_get_n_requests (fixture->server), ==, 2);
}

static void
test_form_list (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *good = rough_reply (200, OPENROSA, LIST);
  g_autofree char *page = rough_reply (200, "Content-Type: text/html\r\n", PAGE);
  g_autofree char *cut = rough_reply (200, OPENROSA, "<xforms><xform>");
  g_autofree char *other = rough_reply (200, OPENROSA, "<rss/>");
  g_autofree char *missing = rough_reply (404, "", "{\"message\":\"Could not find\",\"code\":404.1}");
  const struct
  {
    const char *reply;
    int code;
  } cases[] = { { page, TERRAIN_SYNC_ERROR_NOT_OPENROSA },
                { cut, TERRAIN_SYNC_ERROR_SERVER },
                { other, TERRAIN_SYNC_ERROR_NOT_OPENROSA },
                { missing, TERRAIN_SYNC_ERROR_NOT_OPENROSA } };
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      rough_server_set (fixture->server, ROUGH_REPLY, cases[i].reply);
      g_assert_null (list_forms (fixture, &error));
      g_assert_error (error, TERRAIN_SYNC_ERROR, cases[i].code);
      g_clear_error (&error);
    }
  rough_server_set (fixture->server, ROUGH_REPLY, good);
  entries = list_forms (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 1);
}

static void
test_enormous (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (GString) list = g_string_new ("<xforms>");
  g_autofree char *reply = NULL;
  g_autoptr (GError) error = NULL;

  while (list->len < 20 * 1024 * 1024)
    g_string_append (list, "<xform><formID>a</formID><downloadUrl>http://127.0.0.1/a</downloadUrl></xform>");
  reply = rough_reply (200, OPENROSA, list->str);
  rough_server_set (fixture->server, ROUGH_REPLY, reply);
  g_assert_null (list_forms (fixture, &error));
  g_assert_error (error, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_SERVER);
}

static void
test_wrong_hash (Fixture      *fixture,
                 gconstpointer data)
{
  g_autofree char *reply = rough_reply (200, "", "hello");
  g_autofree char *page = rough_reply (200, "", PAGE);
  g_autofree char *url = g_strconcat (rough_server_get_url (fixture->server), "/forms/a.xml", NULL);
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GError) error = NULL;

  rough_server_set (fixture->server, ROUGH_REPLY, reply);
  content = download (fixture, url, "md5:5d41402abc4b2a76b9719d911017c592", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (content), ==, 5);
  g_assert_null (download (fixture, url, "md5:00000000000000000000000000000000", &error));
  g_assert_error (error, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_SERVER);
  g_clear_error (&error);
  rough_server_set (fixture->server, ROUGH_REPLY, page);
  g_assert_null (download (fixture, url, "md5:5d41402abc4b2a76b9719d911017c592", &error));
  g_assert_error (error, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_NOT_OPENROSA);
}

/* Within the server redirects are followed with the credentials; elsewhere only for files, and without them. */
static void
test_redirects (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (RoughServer) other = rough_server_new ();
  g_autofree char *good = rough_reply (200, OPENROSA, LIST);
  g_autofree char *within = rough_reply (302, "Location: /v1/formList\r\n", "");
  g_autofree char *header = g_strdup_printf ("Location: http://localhost:%u/x\r\n", rough_server_get_port (other));
  g_autofree char *elsewhere = rough_reply (302, header, "");
  g_autofree char *plain = rough_reply (302, "Location: http://192.0.2.1/x\r\n", "");
  g_autofree char *file = rough_reply (200, "", "hello");
  g_autofree char *url = g_strconcat (rough_server_get_url (fixture->server), "/f", NULL);
  g_autofree char *request = NULL;
  g_autofree char *other_request = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GError) error = NULL;

  rough_server_set (fixture->server, ROUGH_REPLY, good);
  rough_server_push (fixture->server, ROUGH_REPLY, within);
  entries = list_forms (fixture, &error);
  g_assert_no_error (error);
  request = rough_server_dup_request (fixture->server);
  g_assert_true (g_str_has_prefix (request, "GET /v1/formList "));
  g_assert_nonnull (strstr (request, "Authorization:"));

  rough_server_set (other, ROUGH_REPLY, file);
  rough_server_set (fixture->server, ROUGH_REPLY, elsewhere);
  g_assert_null (list_forms (fixture, &error));
  g_assert_error (error, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_NOT_OPENROSA);
  g_assert_cmpuint (rough_server_get_n_requests (other), ==, 0);
  g_clear_error (&error);
  content = download (fixture, url, "md5:5d41402abc4b2a76b9719d911017c592", &error);
  g_assert_no_error (error);
  other_request = rough_server_dup_request (other);
  g_assert_null (strstr (other_request, "Authorization:"));

  /* Never from here to where others can read along. */
  rough_server_set (fixture->server, ROUGH_REPLY, plain);
  g_assert_null (download (fixture, url, "md5:5d41402abc4b2a76b9719d911017c592", &error));
  g_assert_error (error, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_NOT_OPENROSA);
  g_clear_error (&error);
  rough_server_set (fixture->server, ROUGH_REPLY, within);
  g_assert_null (list_forms (fixture, &error));
  g_assert_error (error, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_NOT_OPENROSA);
}

static void
test_cancel (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  rough_server_set (fixture->server, ROUGH_SILENT, NULL);
  terrain_openrosa_client_list_forms_async (fixture->client, cancellable, on_done, fixture);
  while (rough_server_get_n_requests (fixture->server) == 0)
    g_main_context_iteration (NULL, FALSE);
  g_cancellable_cancel (cancellable);
  wait_for_result (fixture);
  g_assert_null (terrain_openrosa_client_list_forms_finish (fixture->client, fixture->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_addresses (void)
{
  static const struct
  {
    const char *url;
    int code;
  } cases[] = { { "http://192.0.2.1", TERRAIN_SYNC_ERROR_TLS },
                { "http://server.example", TERRAIN_SYNC_ERROR_TLS },
                { "ftp://127.0.0.1", TERRAIN_SYNC_ERROR_TLS },
                { "not an address", TERRAIN_SYNC_ERROR_NO_SERVER },
                { "", TERRAIN_SYNC_ERROR_NO_SERVER } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture = { NULL, terrain_openrosa_client_new (cases[i].url, NULL, NULL, NULL, FALSE, 1), NULL };
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].url);
      g_assert_null (list_forms (&fixture, &error));
      g_assert_error (error, TERRAIN_SYNC_ERROR, cases[i].code);
      g_clear_object (&fixture.client);
      g_clear_object (&fixture.result);
    }
}

static void
add (const char *path,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/sync/transport/submission-statuses", test_submission_statuses);
  add ("/sync/transport/request", test_request);
  add ("/sync/transport/retry-after", test_retry_after);
  add ("/sync/transport/silent", test_silent);
  add ("/sync/transport/drip", test_drip);
  add ("/sync/transport/reset", test_reset);
  add ("/sync/transport/truncated", test_truncated);
  add ("/sync/transport/garbage", test_garbage);
  add ("/sync/transport/refused", test_refused);
  add ("/sync/transport/closed-under-request", test_closed_under_request);
  add ("/sync/transport/form-list", test_form_list);
  add ("/sync/transport/enormous", test_enormous);
  add ("/sync/transport/wrong-hash", test_wrong_hash);
  add ("/sync/transport/redirects", test_redirects);
  add ("/sync/transport/cancel", test_cancel);
  g_test_add_func ("/sync/transport/addresses", test_addresses);
  return g_test_run ();
}
