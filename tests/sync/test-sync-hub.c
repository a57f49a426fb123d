/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#include "../hub/hub-process.h"
#include "rough-server.h"
#include "sync-fixture.h"

/* The whole way to terrain-hub as a second process, with kills and outages in between. */
typedef struct
{
  SyncFixture base;
  char *folder;
  char *forms;
  char *data;
  char *media;
} Fixture;

static const char *program;

static void
write_file (const char *folder,
            const char *name,
            const char *content)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autofree char *form = hub_process_make_form ("1");
  g_autoptr (GError) error = NULL;

  sync_fixture_set_up (&fixture->base);
  fixture->folder = g_dir_make_tmp ("terrain-sync-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->forms = g_build_filename (fixture->folder, "forms", NULL);
  fixture->data = g_build_filename (fixture->folder, "data", NULL);
  fixture->media = g_build_filename (fixture->forms, "small-media", NULL);
  g_assert_cmpint (g_mkdir_with_parents (fixture->media, 0700), ==, 0);
  write_file (fixture->forms, "small.xml", form);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  sync_fixture_tear_down (&fixture->base);
  hub_process_remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->forms);
  g_free (fixture->data);
  g_free (fixture->media);
}

static HubProcess *
start_hub (Fixture *fixture,
           guint    port)
{
  HubProcess *hub = hub_process_start (fixture->data, fixture->forms, port, NULL);

  sync_fixture_set_server (&fixture->base, hub_process_get_url (hub), NULL);
  return hub;
}

static guint
count_archive (Fixture *fixture)
{
  g_auto (GStrv) lines = hub_process_list (fixture->data);

  return g_strv_length (lines);
}

static void
test_send (Fixture      *fixture,
           gconstpointer data)
{
  static const char *const files[] = { "a.jpg", "b.jpg", NULL };
  HubProcess *hub = start_hub (fixture, 0);
  g_autofree char *uuid = sync_fixture_queue (&fixture->base, 1, files, 200000);
  g_autofree char *xml = sync_fixture_make_xml (1);
  g_autofree char *received = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (TerrainRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  guint n_sent, n_left;

  g_assert_true (sync_fixture_send (&fixture->base, FALSE, &n_sent, &n_left, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_sent, ==, 1);
  g_assert_cmpuint (n_left, ==, 0);
  record = sync_fixture_find (&fixture->base, 1);
  g_assert_cmpint (record->state, ==, TERRAIN_RECORD_SENT);
  g_assert_cmpint (record->sent, >, 0);
  received = hub_process_query (fixture->data, "--show", "uuid:1");
  g_assert_cmpstr (received, ==, xml);
  lines = hub_process_list (fixture->data);
  g_assert_cmpuint (g_strv_length (lines), ==, 1);
  g_assert_nonnull (strstr (lines[0], "\"attachments\":2"));
  hub_process_stop (hub);
}

static int
check (Fixture *fixture,
       GError **error)
{
  g_clear_object (&fixture->base.result);
  terrain_sync_check_async (fixture->base.sync, NULL, sync_fixture_on_done, &fixture->base);
  sync_fixture_wait (&fixture->base);
  return terrain_sync_check_finish (fixture->base.sync, fixture->base.result, error);
}

static void
test_check (Fixture      *fixture,
            gconstpointer data)
{
  HubProcess *hub = start_hub (fixture, 0);
  g_autofree char *url = g_strdup (hub_process_get_url (hub));
  g_autofree char *elsewhere = g_strconcat (url, "/nowhere", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (check (fixture, &error), ==, 1);
  g_assert_no_error (error);
  sync_fixture_set_server (&fixture->base, elsewhere, NULL);
  g_assert_cmpint (check (fixture, &error), ==, -1);
  g_assert_error (error, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_NOT_OPENROSA);
  g_clear_error (&error);
  hub_process_stop (hub);
  g_assert_cmpint (check (fixture, &error), ==, -1);
  g_assert_error (error, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_OFFLINE);
  g_clear_error (&error);
  sync_fixture_set_server (&fixture->base, NULL, NULL);
  g_assert_cmpint (check (fixture, &error), ==, -1);
  g_assert_error (error, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_NO_SERVER);
}

static guint
find_free_port (Fixture *fixture)
{
  HubProcess *hub = start_hub (fixture, 0);
  guint port = hub_process_get_port (hub);

  hub_process_stop (hub);
  return port;
}

/* The server comes back: the record goes by itself, nobody does anything. */
static void
test_outage (Fixture      *fixture,
             gconstpointer data)
{
  guint port = find_free_port (fixture);
  g_autofree char *uuid = NULL;
  HubProcess *hub;

  terrain_sync_start (fixture->base.sync);
  uuid = sync_fixture_queue (&fixture->base, 1, NULL, 0);
  while (terrain_sync_get_state (fixture->base.sync) != TERRAIN_SYNC_WAITING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (terrain_sync_get_message (fixture->base.sync));
  hub = start_hub (fixture, port);
  g_assert_true (sync_fixture_wait_for_state (&fixture->base, 1, TERRAIN_RECORD_SENT, 8));
  while (terrain_sync_get_state (fixture->base.sync) != TERRAIN_SYNC_IDLE)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (terrain_sync_get_message (fixture->base.sync));
  g_assert_cmpuint (count_archive (fixture), ==, 1);
  hub_process_stop (hub);
}

/* Once the server answers, what is queued goes at once. */
static void
test_automatic (Fixture      *fixture,
                gconstpointer data)
{
  HubProcess *hub = start_hub (fixture, 0);

  terrain_sync_start (fixture->base.sync);
  for (guint i = 0; i < 4; i++)
    {
      g_free (sync_fixture_queue (&fixture->base, i, NULL, 0));
      g_assert_true (sync_fixture_wait_for_state (&fixture->base, i, TERRAIN_RECORD_SENT, 2));
    }
  g_assert_cmpuint (count_archive (fixture), ==, 4);
  hub_process_stop (hub);
}

/* A wrong password asks for a person; the right one is enough to go on. */
static void
test_password (Fixture      *fixture,
               gconstpointer data)
{
  g_autofree char *secret = g_build_filename (fixture->folder, "secret", NULL);
  const char *const more[] = { "--user", "anna", "--password-file", secret, NULL };
  g_autofree char *uuid = sync_fixture_queue (&fixture->base, 1, NULL, 0);
  g_autofree char *other = NULL;
  HubProcess *hub;

  write_file (fixture->folder, "secret", "geheim");
  hub = hub_process_start (fixture->data, fixture->forms, 0, more);
  sync_fixture_set_server (&fixture->base, hub_process_get_url (hub), "anna");
  terrain_sync_set_password (fixture->base.sync, "verkeerd");
  terrain_sync_start (fixture->base.sync);
  while (terrain_sync_get_state (fixture->base.sync) != TERRAIN_SYNC_NEEDS_ATTENTION)
    g_main_context_iteration (NULL, TRUE);
  /* Not tried again and again with what the server does not take. */
  other = sync_fixture_queue (&fixture->base, 2, NULL, 0);
  g_assert_false (sync_fixture_wait_for_state (&fixture->base, 2, TERRAIN_RECORD_SENT, 1));
  terrain_sync_set_password (fixture->base.sync, "geheim");
  g_assert_true (sync_fixture_wait_for_state (&fixture->base, 2, TERRAIN_RECORD_SENT, 2));
  g_assert_true (sync_fixture_wait_for_state (&fixture->base, 1, TERRAIN_RECORD_SENT, 5));
  hub_process_stop (hub);
}

static GSubprocess *
start_child (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *child =
    g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--send-child", fixture->base.folder, NULL);

  g_assert_no_error (error);
  return child;
}

static void
kill_child (GSubprocess *child)
{
  g_subprocess_send_signal (child, SIGKILL);
  g_subprocess_wait (child, NULL, NULL);
  g_object_unref (child);
}

/* Killed after the server stored the record and before anybody heard of it. */
static void
test_killed_before_answer (Fixture      *fixture,
                           gconstpointer data)
{
  HubProcess *hub = start_hub (fixture, 0);
  g_autofree char *url = g_strdup (hub_process_get_url (hub));
  g_autoptr (RoughServer) between = rough_server_new ();
  static const char *const files[] = { "a.jpg", NULL };
  g_autofree char *uuid = sync_fixture_queue (&fixture->base, 1, files, 1000);
  g_autoptr (TerrainRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  GSubprocess *child;
  guint n_sent;

  rough_server_set (between, ROUGH_SWALLOW, url);
  sync_fixture_set_server (&fixture->base, rough_server_get_url (between), NULL);
  child = start_child (fixture);
  while (rough_server_get_n_swallowed (between) == 0)
    g_main_context_iteration (NULL, FALSE);
  kill_child (child);
  g_assert_cmpuint (count_archive (fixture), ==, 1);
  record = sync_fixture_find (&fixture->base, 1);
  g_assert_cmpint (record->state, ==, TERRAIN_RECORD_QUEUED);

  sync_fixture_set_server (&fixture->base, url, NULL);
  g_assert_true (sync_fixture_send (&fixture->base, FALSE, &n_sent, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_sent, ==, 1);
  g_assert_cmpuint (count_archive (fixture), ==, 1);
  hub_process_stop (hub);
}

/* Killed anywhere, again and again: in the end each record is there once, and known to be. */
static void
test_killed_anywhere (Fixture      *fixture,
                      gconstpointer data)
{
  enum { N_RECORDS = 40, N_KILLS = 12 };
  static const char *const files[] = { "a.jpg", "b.jpg", NULL };
  HubProcess *hub = start_hub (fixture, 0);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < N_RECORDS; i++)
    g_free (sync_fixture_queue (&fixture->base, i, files, 20000));
  for (guint i = 0; i < N_KILLS; i++)
    {
      GSubprocess *child = start_child (fixture);

      g_usleep ((gulong) g_test_rand_int_range (10000, 70000));
      kill_child (child);
    }
  g_test_message ("%u of %d records had arrived when the last was killed", count_archive (fixture), N_RECORDS);
  g_assert_true (sync_fixture_send (&fixture->base, TRUE, NULL, NULL, &error));
  g_assert_no_error (error);
  lines = hub_process_list (fixture->data);
  g_assert_cmpuint (g_strv_length (lines), ==, N_RECORDS);
  for (guint i = 0; i < N_RECORDS; i++)
    {
      g_autoptr (TerrainRecord) record = sync_fixture_find (&fixture->base, i);

      g_assert_cmpint (record->state, ==, TERRAIN_RECORD_SENT);
      g_assert_nonnull (strstr (lines[i], "\"attachments\":2"));
    }
  hub_process_stop (hub);
}

static gboolean
update (Fixture    *fixture,
        guint      *n_new,
        guint      *n_updated,
        GPtrArray **issues,
        GError    **error)
{
  g_clear_object (&fixture->base.result);
  terrain_sync_update_forms_async (fixture->base.sync, NULL, sync_fixture_on_done, &fixture->base);
  sync_fixture_wait (&fixture->base);
  return terrain_sync_update_forms_finish (fixture->base.sync, fixture->base.result, n_new, n_updated, issues, error);
}

static void
assert_update (Fixture *fixture,
               guint    n_new,
               guint    n_updated)
{
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;
  guint got_new, got_updated;

  g_assert_true (update (fixture, &got_new, &got_updated, &issues, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (got_new, ==, n_new);
  g_assert_cmpuint (got_updated, ==, n_updated);
  g_assert_cmpuint (issues->len, ==, 0);
}

static void
assert_medium (Fixture    *fixture,
               const char *version,
               const char *content)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) medium =
    terrain_store_load_media (fixture->base.store, "small", version, "list.csv", &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (medium, NULL), g_bytes_get_size (medium), content, strlen (content));
}

static void
test_update (Fixture      *fixture,
             gconstpointer data)
{
  HubProcess *hub = start_hub (fixture, 0);
  g_autofree char *second = hub_process_make_form ("2");
  g_autoptr (TerrainStoredForm) old = NULL;
  g_autoptr (TerrainStoredForm) new = NULL;
  g_autoptr (GError) error = NULL;

  /* Version 1 is here already, byte for byte. */
  assert_update (fixture, 0, 0);
  write_file (fixture->forms, "small-2.xml", second);
  assert_update (fixture, 0, 1);
  assert_update (fixture, 0, 0);
  old = terrain_store_find_form (fixture->base.store, "small", "1", &error);
  g_assert_no_error (error);
  new = terrain_store_find_form (fixture->base.store, "small", NULL, &error);
  g_assert_cmpstr (new->version, ==, "2");
  g_assert_cmpstr (new->origin, ==, hub_process_get_url (hub));
  hub_process_stop (hub);
}

static void
test_update_media (Fixture      *fixture,
                   gconstpointer data)
{
  HubProcess *hub = start_hub (fixture, 0);

  write_file (fixture->media, "list.csv", "name,label\n1,one\n");
  assert_update (fixture, 0, 1);
  assert_medium (fixture, "1", "name,label\n1,one\n");
  assert_update (fixture, 0, 0);
  write_file (fixture->media, "list.csv", "name,label\n1,uno\n2,due\n");
  assert_update (fixture, 0, 1);
  assert_medium (fixture, "1", "name,label\n1,uno\n2,due\n");
  hub_process_stop (hub);
}

/* A po file beside the form on the hub is a language of it here; one that is taken away is none any more. */
static void
test_update_translations (Fixture      *fixture,
                          gconstpointer data)
{
  HubProcess *hub = start_hub (fixture, 0);
  g_autofree char *folder = g_build_filename (fixture->forms, "po", "small", NULL);
  g_autofree char *path = g_build_filename (folder, "nl.po", NULL);
  g_autoptr (TerrainForm) form = NULL;
  g_auto (GStrv) languages = NULL;
  g_auto (GStrv) left = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  write_file (folder, "nl.po", "msgid \"\"\nmsgstr \"Language: nl\\nContent-Type: text/plain; charset=UTF-8\\n\"\n");
  write_file (folder, "fr.po", "msgid \"\"\nmsgstr \"Language: fr\\nContent-Type: text/plain; charset=UTF-8\\n\"\n");
  assert_update (fixture, 0, 1);
  assert_update (fixture, 0, 0);
  form = terrain_profile_load_form (fixture->base.profile, "small", NULL, &error);
  g_assert_no_error (error);
  languages = terrain_profile_dup_languages (fixture->base.profile, form);
  g_assert_true (g_strv_contains ((const char *const *) languages, "nl"));
  g_assert_true (g_strv_contains ((const char *const *) languages, "fr"));

  g_assert_cmpint (g_remove (path), ==, 0);
  write_file (folder, "fr.po", "msgid \"\"\nmsgstr \"Language: fr\\nX: \\nContent-Type: text/plain; charset=UTF-8\\n\"\n");
  assert_update (fixture, 0, 1);
  left = terrain_profile_dup_languages (fixture->base.profile, form);
  g_assert_false (g_strv_contains ((const char *const *) left, "nl"));
  g_assert_true (g_strv_contains ((const char *const *) left, "fr"));
  hub_process_stop (hub);
}

/* Bad bytes, and a form that is none: both named, neither stored, the rest goes on. */
#define LIST_HEAD "<xforms xmlns=\"http://openrosa.org/xforms/xformsList\">"
#define ENTRY(id, hash) "<xform><formID>" id "</formID><version>1</version><hash>" hash "</hash><downloadUrl>%s/" id \
                        "</downloadUrl></xform>"

static void
test_update_bad_forms (Fixture      *fixture,
                       gconstpointer data)
{
  g_autoptr (RoughServer) server = rough_server_new ();
  const char *url = rough_server_get_url (server);
  g_autofree char *list = g_strdup_printf (LIST_HEAD ENTRY ("damaged", "md5:00000000000000000000000000000000")
                                             ENTRY ("broken", "") "</xforms>", url, url);
  g_autofree char *list_reply = rough_reply (200, "X-OpenRosa-Version: 1.0\r\n", list);
  g_autofree char *file_reply = rough_reply (200, "", "<h:html>no form</h:html>");
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GPtrArray) forms = NULL;
  g_autoptr (GError) error = NULL;
  guint n_new, n_updated;

  sync_fixture_set_server (&fixture->base, url, NULL);
  rough_server_push (server, ROUGH_REPLY, list_reply);
  rough_server_set (server, ROUGH_REPLY, file_reply);
  g_assert_true (update (fixture, &n_new, &n_updated, &issues, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_new + n_updated, ==, 0);
  g_assert_cmpuint (issues->len, >=, 2);
  forms = terrain_store_list_forms (fixture->base.store, &error);
  g_assert_cmpuint (forms->len, ==, 1);
}

static void
test_update_offline (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  find_free_port (fixture);
  g_assert_false (update (fixture, NULL, NULL, NULL, &error));
  g_assert_error (error, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_OFFLINE);
}

static void
on_child_sent (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_main_loop_quit (user_data);
}

/* What the parent kills: sends everything queued in the profile at @folder. */
static int
run_child (const char *folder)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainProfile) profile = terrain_profile_open (folder, &error);
  g_autoptr (TerrainSync) sync = NULL;

  if (profile == NULL)
    g_error ("%s", error->message);
  sync = terrain_sync_new (profile);
  terrain_sync_send_async (sync, TRUE, NULL, on_child_sent, loop);
  g_main_loop_run (loop);
  return 0;
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
  if (argc == 3 && strcmp (argv[1], "--send-child") == 0)
    return run_child (argv[2]);
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  add ("/sync/hub/send", test_send);
  add ("/sync/hub/check", test_check);
  add ("/sync/hub/outage", test_outage);
  add ("/sync/hub/automatic", test_automatic);
  add ("/sync/hub/password", test_password);
  add ("/sync/hub/killed-before-answer", test_killed_before_answer);
  add ("/sync/hub/killed-anywhere", test_killed_anywhere);
  add ("/sync/hub/update", test_update);
  add ("/sync/hub/update-media", test_update_media);
  add ("/sync/hub/update-translations", test_update_translations);
  add ("/sync/hub/update-bad-forms", test_update_bad_forms);
  add ("/sync/hub/update-offline", test_update_offline);
  return g_test_run ();
}
