/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "rough-server.h"
#include "sync-fixture.h"

/* The queue against a server that misbehaves: what becomes of the record, what is said, and that nothing is lost. */
typedef struct
{
  SyncFixture base;
  RoughServer *server;
} Fixture;

#define OPENROSA "X-OpenRosa-Version: 1.0\r\n"
#define RESPONSE(text) "<OpenRosaResponse xmlns=\"http://openrosa.org/http/response\"><message nature=\"\">" text \
                       "</message></OpenRosaResponse>"
#define DELETED "This submission has been deleted. You may not resubmit it."

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  sync_fixture_set_up (&fixture->base);
  fixture->server = rough_server_new ();
  sync_fixture_set_server (&fixture->base, rough_server_get_url (fixture->server), NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  sync_fixture_tear_down (&fixture->base);
  rough_server_free (fixture->server);
}

static void
answer_with (Fixture    *fixture,
             int         status,
             const char *headers,
             const char *body)
{
  g_autofree char *reply = rough_reply (status, headers, body);

  rough_server_set (fixture->server, ROUGH_REPLY, reply);
}

static void
answer_next (Fixture    *fixture,
             int         status,
             const char *body)
{
  g_autofree char *reply = rough_reply (status, OPENROSA, body);

  rough_server_push (fixture->server, ROUGH_REPLY, reply);
}

/* Whatever happened, the bytes made at first are there. */
static void
assert_nothing_lost (Fixture *fixture,
                     guint    n)
{
  g_autofree char *uuid = g_strdup_printf ("record-%u", n);
  g_autofree char *text = sync_fixture_make_xml (n);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) xml = terrain_store_load_submission (fixture->base.store, uuid, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (xml, NULL), g_bytes_get_size (xml), text, strlen (text));
}

typedef struct
{
  RoughMode mode;
  int status;
  const char *headers;
  const char *body;
  int code;
  TerrainRecordState state;
  TerrainSyncState sync_state;
  const char *words;
} Case;

static void
test_failures (Fixture      *fixture,
               gconstpointer data)
{
  static const Case cases[] = {
    { ROUGH_REPLY, 500, OPENROSA, RESPONSE ("oops"), TERRAIN_SYNC_ERROR_SERVER, TERRAIN_RECORD_QUEUED,
      TERRAIN_SYNC_WAITING, "oops" },
    { ROUGH_REPLY, 503, "Retry-After: 100\r\n", "", TERRAIN_SYNC_ERROR_SERVER, TERRAIN_RECORD_QUEUED,
      TERRAIN_SYNC_WAITING, NULL },
    { ROUGH_REPLY, 200, "", "<html>Welcome</html>", TERRAIN_SYNC_ERROR_NOT_OPENROSA, TERRAIN_RECORD_QUEUED,
      TERRAIN_SYNC_WAITING, NULL },
    { ROUGH_REPLY, 302, "Location: http://portal.invalid/\r\n", "", TERRAIN_SYNC_ERROR_NOT_OPENROSA,
      TERRAIN_RECORD_QUEUED, TERRAIN_SYNC_WAITING, NULL },
    { ROUGH_REPLY, 401, "", RESPONSE ("no"), TERRAIN_SYNC_ERROR_CREDENTIALS, TERRAIN_RECORD_QUEUED,
      TERRAIN_SYNC_NEEDS_ATTENTION, "no" },
    { ROUGH_REPLY, 403, "", RESPONSE ("no right"), TERRAIN_SYNC_ERROR_CREDENTIALS, TERRAIN_RECORD_QUEUED,
      TERRAIN_SYNC_NEEDS_ATTENTION, "no right" },
    /* also to the question for its forms: a mistake in the address, not in the record */
    { ROUGH_REPLY, 404, OPENROSA, RESPONSE ("not here"), TERRAIN_SYNC_ERROR_NOT_OPENROSA, TERRAIN_RECORD_QUEUED,
      TERRAIN_SYNC_WAITING, "not here" },
    { ROUGH_REPLY, 409, OPENROSA, RESPONSE ("other XML"), TERRAIN_SYNC_ERROR_REJECTED, TERRAIN_RECORD_REJECTED,
      TERRAIN_SYNC_IDLE, "other XML" },
    { ROUGH_REPLY, 409, OPENROSA, RESPONSE (DELETED), TERRAIN_SYNC_ERROR_REJECTED, TERRAIN_RECORD_REJECTED,
      TERRAIN_SYNC_IDLE, DELETED },
    { ROUGH_REPLY, 413, "", "<html>Too large</html>", TERRAIN_SYNC_ERROR_REJECTED, TERRAIN_RECORD_REJECTED,
      TERRAIN_SYNC_IDLE, NULL },
    { ROUGH_RESET, 0, NULL, NULL, TERRAIN_SYNC_ERROR_OFFLINE, TERRAIN_RECORD_QUEUED, TERRAIN_SYNC_WAITING, NULL },
    { ROUGH_SILENT, 0, NULL, NULL, TERRAIN_SYNC_ERROR_OFFLINE, TERRAIN_RECORD_QUEUED, TERRAIN_SYNC_WAITING, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *reply =
        cases[i].mode == ROUGH_REPLY ? rough_reply (cases[i].status, cases[i].headers, cases[i].body) : NULL;
      g_autofree char *uuid = sync_fixture_queue (&fixture->base, i, NULL, 0);
      g_autoptr (TerrainRecord) record = NULL;
      g_autoptr (GError) error = NULL;
      guint n_sent, n_left;

      g_test_message ("case %u", i);
      rough_server_set (fixture->server, cases[i].mode, reply);
      g_assert_false (sync_fixture_send (&fixture->base, FALSE, &n_sent, &n_left, &error));
      g_assert_error (error, TERRAIN_SYNC_ERROR, cases[i].code);
      g_assert_cmpuint (n_sent, ==, 0);
      g_assert_cmpuint (n_left, ==, cases[i].state == TERRAIN_RECORD_QUEUED ? 1 : 0);
      g_assert_cmpint (terrain_sync_get_state (fixture->base.sync), ==, cases[i].sync_state);
      record = sync_fixture_find (&fixture->base, i);
      g_assert_cmpint (record->state, ==, cases[i].state);
      g_assert_cmpstr (record->server_words, ==, cases[i].words);
      g_assert_cmpuint (strlen (record->last_error), >, 20);
      if (cases[i].state == TERRAIN_RECORD_QUEUED)
        {
          g_assert_cmpuint (record->n_attempts, ==, 1);
          g_assert_cmpint (record->next_attempt, >, g_get_real_time ());
          g_assert_cmpint (record->next_attempt, <, g_get_real_time () + 121 * G_USEC_PER_SEC);
        }
      assert_nothing_lost (fixture, i);
      g_assert_true (terrain_store_erase_record (fixture->base.store, uuid, &error));
    }
}

#define FORM_LIST "<xforms xmlns=\"http://openrosa.org/xforms/xformsList\"></xforms>"
#define CHALLENGE "WWW-Authenticate: Basic realm=\"x\"\r\n"

/* One record of many is refused in a way that may concern the whole server; the list of forms tells. */
static void
test_in_doubt (Fixture      *fixture,
               gconstpointer data)
{
  static const struct
  {
    int status;
    const char *headers;
    int code;
    guint n_left;
    gboolean go_on;
  } cases[] = {
    /* the form is not there */
    { 404, OPENROSA, TERRAIN_SYNC_ERROR_REJECTED, 0, TRUE },
    /* no right to this form: the coordinator's to give, and then the record goes out as it is */
    { 401, "", TERRAIN_SYNC_ERROR_SERVER, 1, TRUE },
    { 403, OPENROSA, TERRAIN_SYNC_ERROR_SERVER, 1, TRUE },
    /* a list for everybody, and a question for the password: that is what is wrong */
    { 401, CHALLENGE, TERRAIN_SYNC_ERROR_CREDENTIALS, 1, FALSE },
  };
  g_autofree char *list = rough_reply (200, OPENROSA, FORM_LIST);

  rough_server_set_get (fixture->server, list);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *refusal = rough_reply (cases[i].status, cases[i].headers, RESPONSE ("no"));
      g_autoptr (GError) error = NULL;
      guint n_sent, n_left;

      g_test_message ("case %u", i);
      for (guint j = 0; j < 8; j++)
        g_free (sync_fixture_queue (&fixture->base, 8 * i + j, NULL, 0));
      rough_server_push (fixture->server, ROUGH_REPLY, refusal);
      answer_with (fixture, 201, OPENROSA, RESPONSE ("ok"));
      g_assert_false (sync_fixture_send (&fixture->base, FALSE, &n_sent, &n_left, &error));
      g_assert_error (error, TERRAIN_SYNC_ERROR, cases[i].code);
      g_assert_cmpstr (terrain_sync_error_get_server_words (error), ==, "no");
      if (cases[i].go_on)
        g_assert_cmpuint (n_sent, ==, 7);
      if (cases[i].go_on)
        g_assert_cmpuint (n_left, ==, cases[i].n_left);
      else
        g_assert_cmpuint (n_left, >, cases[i].n_left);
      for (guint j = 0; j < 8; j++)
        {
          g_autofree char *uuid = g_strdup_printf ("record-%u", 8 * i + j);

          g_clear_error (&error);
          g_assert_true (terrain_store_erase_record (fixture->base.store, uuid, &error));
        }
    }
}

/* What is no answer any more stays here. */
static void
test_unnamed_file (Fixture      *fixture,
                   gconstpointer data)
{
  static const char *const files[] = { "a.jpg", "taken-back.jpg", NULL };
  g_autofree char *uuid = sync_fixture_queue (&fixture->base, 1, files, 100);
  g_autofree char *request = NULL;
  g_autoptr (TerrainRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  answer_with (fixture, 201, OPENROSA, RESPONSE ("ok"));
  g_assert_true (sync_fixture_send (&fixture->base, FALSE, NULL, NULL, &error));
  g_assert_no_error (error);
  request = rough_server_dup_request (fixture->server);
  g_assert_nonnull (strstr (request, "name=\"a.jpg\""));
  g_assert_null (strstr (request, "taken-back.jpg"));
  record = sync_fixture_find (&fixture->base, 1);
  g_assert_cmpint (record->state, ==, TERRAIN_RECORD_SENT);
  g_assert_cmpuint (rough_server_get_n_requests (fixture->server), ==, 1);
}

static void
test_truncated (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *uuid = sync_fixture_queue (&fixture->base, 1, NULL, 0);
  g_autoptr (TerrainRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  rough_server_set (fixture->server, ROUGH_REPLY,
                    "HTTP/1.1 201 Created\r\nX-OpenRosa-Version: 1.0\r\nContent-Length: 500\r\n\r\n<Open");
  g_assert_false (sync_fixture_send (&fixture->base, FALSE, NULL, NULL, &error));
  g_assert_error (error, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_SERVER);
  record = sync_fixture_find (&fixture->base, 1);
  g_assert_cmpint (record->state, ==, TERRAIN_RECORD_QUEUED);
  assert_nothing_lost (fixture, 1);
}

static void
test_deleted_once (Fixture      *fixture,
                   gconstpointer data)
{
  g_autofree char *uuid = sync_fixture_queue (&fixture->base, 1, NULL, 0);
  g_autoptr (GError) error = NULL;
  guint n_sent;

  answer_next (fixture, 409, RESPONSE (DELETED));
  answer_with (fixture, 201, OPENROSA, RESPONSE ("ok"));
  g_assert_true (sync_fixture_send (&fixture->base, FALSE, &n_sent, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_sent, ==, 1);
  g_assert_cmpuint (rough_server_get_n_requests (fixture->server), ==, 2);
}

/* Parts the server took are not sent again, the XML goes with each POST, byte by byte the same. */
static void
test_resume (Fixture      *fixture,
             gconstpointer data)
{
  static const char *const files[] = { "a.jpg", "b.jpg", "c.jpg", NULL };
  g_autofree char *uuid = sync_fixture_queue (&fixture->base, 1, files, 4 * 1000 * 1000);
  g_autofree char *xml = sync_fixture_make_xml (1);
  g_autofree char *request = NULL;
  g_auto (GStrv) sent = NULL;
  g_autoptr (TerrainRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  /* 10 MB at a time until a server says more. */
  answer_next (fixture, 201, RESPONSE ("ok"));
  answer_with (fixture, 500, OPENROSA, "");
  g_assert_false (sync_fixture_send (&fixture->base, FALSE, NULL, NULL, &error));
  g_assert_error (error, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_SERVER);
  g_clear_error (&error);
  g_assert_cmpuint (rough_server_get_n_requests (fixture->server), ==, 2);
  record = sync_fixture_find (&fixture->base, 1);
  g_assert_cmpint (record->state, ==, TERRAIN_RECORD_QUEUED);
  sent = terrain_store_list_sent_parts (fixture->base.store, uuid, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (sent), ==, 3);

  answer_with (fixture, 201, OPENROSA, RESPONSE ("ok"));
  g_assert_true (sync_fixture_send (&fixture->base, TRUE, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (rough_server_get_n_requests (fixture->server), ==, 3);
  request = rough_server_dup_request (fixture->server);
  g_assert_nonnull (strstr (request, xml));
  g_assert_null (strstr (request, "name=\"a.jpg\""));
  g_assert_null (strstr (request, "name=\"b.jpg\""));
  g_assert_nonnull (strstr (request, "name=\"c.jpg\""));
  g_assert_null (strstr (request, "*isIncomplete*"));
}

/* A proxy that takes less than the server: smaller POSTs, down to one file each. */
static void
test_split (Fixture      *fixture,
            gconstpointer data)
{
  static const char *const files[] = { "a.jpg", "b.jpg", "c.jpg", "d.jpg", NULL };
  g_autofree char *uuid = sync_fixture_queue (&fixture->base, 1, files, 100000);
  g_autoptr (TerrainRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  answer_next (fixture, 413, "");
  answer_with (fixture, 201, OPENROSA, RESPONSE ("ok"));
  g_assert_true (sync_fixture_send (&fixture->base, FALSE, NULL, NULL, &error));
  g_assert_no_error (error);
  record = sync_fixture_find (&fixture->base, 1);
  g_assert_cmpint (record->state, ==, TERRAIN_RECORD_SENT);
  g_assert_cmpuint (rough_server_get_n_requests (fixture->server), ==, 1 + 4);
}

static void
test_parallel (Fixture      *fixture,
               gconstpointer data)
{
  g_autofree char *reply = rough_reply (201, OPENROSA, RESPONSE ("ok"));
  g_autoptr (GError) error = NULL;
  guint n_sent, n_left;

  for (guint i = 0; i < 7; i++)
    g_free (sync_fixture_queue (&fixture->base, i, NULL, 0));
  rough_server_set (fixture->server, ROUGH_SLOW, reply);
  g_assert_true (sync_fixture_send (&fixture->base, FALSE, &n_sent, &n_left, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_sent, ==, 7);
  g_assert_cmpuint (n_left, ==, 0);
  g_assert_cmpuint (rough_server_get_n_requests (fixture->server), ==, 7);
  g_assert_cmpuint (rough_server_get_most_at_once (fixture->server), ==, 3);
}

/* One refused record does not keep the others. */
static void
test_refused_among_others (Fixture      *fixture,
                           gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint n_sent, n_left;

  for (guint i = 0; i < 5; i++)
    g_free (sync_fixture_queue (&fixture->base, i, NULL, 0));
  answer_next (fixture, 400, RESPONSE ("bad"));
  answer_with (fixture, 201, OPENROSA, RESPONSE ("ok"));
  g_assert_false (sync_fixture_send (&fixture->base, FALSE, &n_sent, &n_left, &error));
  g_assert_error (error, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_REJECTED);
  g_assert_cmpstr (terrain_sync_error_get_server_words (error), ==, "bad");
  g_assert_cmpuint (n_sent, ==, 4);
  g_assert_cmpuint (n_left, ==, 0);
}

/* A clock that ran ahead when a record failed must not keep it for days. */
static void
test_clock_skew (Fixture      *fixture,
                 gconstpointer data)
{
  gint64 now = g_get_real_time ();
  g_autoptr (GError) error = NULL;
  guint n_sent, n_left;

  for (guint i = 0; i < 2; i++)
    g_free (sync_fixture_queue (&fixture->base, i, NULL, 0));
  terrain_store_mark_failed (fixture->base.store, "record-0", "x", NULL, now + 30LL * 24 * 3600 * G_USEC_PER_SEC,
                             &error);
  g_assert_no_error (error);
  terrain_store_mark_failed (fixture->base.store, "record-1", "x", NULL, now + 300LL * G_USEC_PER_SEC, &error);
  g_assert_no_error (error);
  answer_with (fixture, 201, OPENROSA, RESPONSE ("ok"));
  g_assert_false (sync_fixture_send (&fixture->base, FALSE, &n_sent, &n_left, &error));
  g_assert_error (error, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_SERVER);
  g_assert_cmpuint (n_sent, ==, 1);
  g_assert_cmpuint (n_left, ==, 1);
  g_clear_error (&error);
  g_assert_true (sync_fixture_send (&fixture->base, TRUE, &n_sent, &n_left, &error));
  g_assert_no_error (error);
}

/* Two programs with one profile: the second waits for its turn, no record goes twice. */
static void
test_two_senders (Fixture      *fixture,
                  gconstpointer data)
{
  g_autofree char *uuid = sync_fixture_queue (&fixture->base, 1, NULL, 0);
  g_autofree char *reply = rough_reply (201, OPENROSA, RESPONSE ("ok"));
  TerrainSync *other = terrain_sync_new (fixture->base.profile);
  SyncFixture second = { .sync = other };
  g_autoptr (GError) error = NULL;

  rough_server_set (fixture->server, ROUGH_SLOW, reply);
  terrain_sync_send_async (fixture->base.sync, TRUE, NULL, sync_fixture_on_done, &fixture->base);
  while (rough_server_get_n_requests (fixture->server) == 0)
    g_main_context_iteration (NULL, FALSE);
  g_assert_false (sync_fixture_send (&second, TRUE, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_error (&error);
  sync_fixture_wait (&fixture->base);
  g_assert_true (terrain_sync_send_finish (fixture->base.sync, fixture->base.result, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (rough_server_get_n_requests (fixture->server), ==, 1);
  g_clear_object (&second.result);
  g_assert_finalize_object (other);
}

static void
test_stop (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *uuid = sync_fixture_queue (&fixture->base, 1, NULL, 0);
  g_autoptr (TerrainRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  rough_server_set (fixture->server, ROUGH_SILENT, NULL);
  terrain_sync_send_async (fixture->base.sync, TRUE, NULL, sync_fixture_on_done, &fixture->base);
  while (rough_server_get_n_requests (fixture->server) == 0)
    g_main_context_iteration (NULL, FALSE);
  terrain_sync_stop (fixture->base.sync);
  sync_fixture_wait (&fixture->base);
  g_assert_false (terrain_sync_send_finish (fixture->base.sync, fixture->base.result, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  record = sync_fixture_find (&fixture->base, 1);
  g_assert_cmpint (record->state, ==, TERRAIN_RECORD_QUEUED);
  g_assert_cmpuint (record->n_attempts, ==, 0);
}

/* One request taken back ends its run; the next one works. */
static void
test_cancel (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *uuid = sync_fixture_queue (&fixture->base, 1, NULL, 0);
  g_autofree char *reply = rough_reply (201, OPENROSA, RESPONSE ("ok"));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gint64 began = g_get_monotonic_time ();

  rough_server_set (fixture->server, ROUGH_REPLY, reply);
  rough_server_push (fixture->server, ROUGH_SILENT, NULL);
  terrain_sync_send_async (fixture->base.sync, TRUE, cancellable, sync_fixture_on_done, &fixture->base);
  while (rough_server_get_n_requests (fixture->server) == 0)
    g_main_context_iteration (NULL, FALSE);
  g_cancellable_cancel (cancellable);
  sync_fixture_wait (&fixture->base);
  g_assert_false (terrain_sync_send_finish (fixture->base.sync, fixture->base.result, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - began, <, G_USEC_PER_SEC);
  g_clear_error (&error);
  g_assert_true (sync_fixture_send (&fixture->base, FALSE, NULL, NULL, &error));
  g_assert_no_error (error);
}

static void
test_no_server (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *uuid = sync_fixture_queue (&fixture->base, 1, NULL, 0);
  g_autoptr (GError) error = NULL;

  sync_fixture_set_server (&fixture->base, NULL, NULL);
  g_assert_false (sync_fixture_send (&fixture->base, TRUE, NULL, NULL, &error));
  g_assert_error (error, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_NO_SERVER);
  g_assert_cmpint (terrain_sync_get_state (fixture->base.sync), ==, TERRAIN_SYNC_IDLE);
}

/* No Secret Service on this machine: said in a moment, and overridden by a password given for the session. */
static void
test_secret (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *uuid = sync_fixture_queue (&fixture->base, 1, NULL, 0);
  g_autoptr (GError) error = NULL;

  sync_fixture_set_server (&fixture->base, rough_server_get_url (fixture->server), "anna");
  answer_with (fixture, 201, OPENROSA, RESPONSE ("ok"));
  g_assert_false (sync_fixture_send (&fixture->base, TRUE, NULL, NULL, &error));
  g_assert_error (error, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_SECRET);
  g_assert_cmpint (terrain_sync_get_state (fixture->base.sync), ==, TERRAIN_SYNC_NEEDS_ATTENTION);
  g_assert_nonnull (terrain_sync_get_message (fixture->base.sync));
  g_assert_cmpuint (rough_server_get_n_requests (fixture->server), ==, 0);
  g_clear_error (&error);
  g_clear_object (&fixture->base.result);
  terrain_sync_store_password_async (fixture->base.sync, "geheim", NULL, sync_fixture_on_done, &fixture->base);
  sync_fixture_wait (&fixture->base);
  g_assert_false (terrain_sync_store_password_finish (fixture->base.sync, fixture->base.result, &error));
  g_assert_error (error, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_SECRET);
  g_clear_error (&error);
  terrain_sync_set_password (fixture->base.sync, "geheim");
  g_assert_true (sync_fixture_send (&fixture->base, TRUE, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (terrain_sync_get_state (fixture->base.sync), ==, TERRAIN_SYNC_IDLE);
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
  /* Not the desk's own key ring. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_test_init (&argc, &argv, NULL);
  add ("/sync/queue/failures", test_failures);
  add ("/sync/queue/in-doubt", test_in_doubt);
  add ("/sync/queue/unnamed-file", test_unnamed_file);
  add ("/sync/queue/truncated", test_truncated);
  add ("/sync/queue/deleted-once", test_deleted_once);
  add ("/sync/queue/resume", test_resume);
  add ("/sync/queue/split", test_split);
  add ("/sync/queue/parallel", test_parallel);
  add ("/sync/queue/refused-among-others", test_refused_among_others);
  add ("/sync/queue/clock-skew", test_clock_skew);
  add ("/sync/queue/two-senders", test_two_senders);
  add ("/sync/queue/stop", test_stop);
  add ("/sync/queue/cancel", test_cancel);
  add ("/sync/queue/no-server", test_no_server);
  add ("/sync/queue/secret", test_secret);
  return g_test_run ();
}
