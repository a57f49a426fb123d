/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>
#include <terrain-wire.h>

#include "hub-process.h"

/* The program from outside: started, asked, looked into, ended. */
typedef struct
{
  char *folder;
  char *forms;
  char *data;
} Fixture;

#define SUBMISSION "<data id=\"small\" version=\"1\"><name>Zo&amp;é</name><meta><instanceID>uuid:7</instanceID></meta></data>"

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autofree char *form = hub_process_make_form ("1");
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("terrain-hub-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->forms = g_build_filename (fixture->folder, "forms", NULL);
  fixture->data = g_build_filename (fixture->folder, "data", NULL);
  g_assert_cmpint (g_mkdir (fixture->forms, 0700), ==, 0);
  path = g_build_filename (fixture->forms, "small.xml", NULL);
  g_file_set_contents (path, form, -1, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  hub_process_remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->forms);
  g_free (fixture->data);
}

static guint
post (const char *base_url,
      const char *authorization)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_part_free);
  g_autoptr (GBytes) xml = g_bytes_new_static (SUBMISSION, strlen (SUBMISSION));
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *url = g_strconcat (base_url, "/submission", NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("POST", url);

  g_ptr_array_add (parts, terrain_part_new ("xml_submission_file", "s.xml", "text/xml", xml));
  body = terrain_multipart_print (parts, "b");
  soup_message_set_request_body_from_bytes (message, "multipart/form-data; boundary=b", body);
  soup_message_headers_replace (soup_message_get_request_headers (message), "X-OpenRosa-Version", "1.0");
  if (authorization != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", authorization);
  answer = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  return soup_message_get_status (message);
}

static void
test_receive (Fixture      *fixture,
              gconstpointer data)
{
  HubProcess *hub = hub_process_start (fixture->data, fixture->forms, 0, NULL);
  g_auto (GStrv) lines = NULL;
  g_autofree char *shown = NULL;
  GStatBuf state;

  g_assert_cmpuint (post (hub_process_get_url (hub), NULL), ==, 201);
  /* The archive can be looked into while the endpoint runs. */
  lines = hub_process_list (fixture->data);
  g_assert_cmpuint (g_strv_length (lines), ==, 1);
  g_assert_nonnull (strstr (lines[0], "\"id\":\"uuid:7\""));
  g_assert_nonnull (strstr (lines[0], "\"form\":\"small\""));
  g_assert_nonnull (strstr (lines[0], "\"version\":\"1\""));
  g_assert_null (strstr (lines[0], "Zo"));
  hub_process_stop (hub);
  shown = hub_process_query (fixture->data, "--show", "uuid:7");
  g_assert_cmpstr (shown, ==, SUBMISSION);
  g_assert_cmpint (g_stat (fixture->data, &state), ==, 0);
  g_assert_cmpuint (state.st_mode & 0777, ==, 0700);
}

static void
test_credentials (Fixture      *fixture,
                  gconstpointer data)
{
  g_autofree char *secret = g_build_filename (fixture->folder, "secret", NULL);
  const char *const more[] = { "--user", "anna", "--password-file", secret, NULL };
  HubProcess *hub;

  g_assert_true (g_file_set_contents (secret, "geheim\n", -1, NULL));
  hub = hub_process_start (fixture->data, fixture->forms, 0, more);
  g_assert_cmpuint (post (hub_process_get_url (hub), NULL), ==, 401);
  g_assert_cmpuint (post (hub_process_get_url (hub), "Basic YW5uYTpnZWhlaW0="), ==, 201);
  hub_process_stop (hub);
}

static guint
count_descriptors (HubProcess *hub)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/fd", hub_process_get_pid (hub));
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  g_assert_nonnull (dir);
  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* Connections come and go all day; none may leave anything open. */
static void
test_many_connections (Fixture      *fixture,
                       gconstpointer data)
{
  HubProcess *hub = hub_process_start (fixture->data, fixture->forms, 0, NULL);
  guint before;

  g_assert_cmpuint (post (hub_process_get_url (hub), NULL), ==, 201);
  before = count_descriptors (hub);
  for (int i = 0; i < 40; i++)
    g_assert_cmpuint (post (hub_process_get_url (hub), NULL), ==, 201);
  g_assert_cmpuint (count_descriptors (hub), <, before + 10);
  hub_process_stop (hub);
}

static int
run_to_end (const char *const *arguments)
{
  g_autofree char *program = g_build_filename (g_getenv ("TERRAIN_BUILD"), "app", "programs", "terrain-hub", NULL);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (argv, program);
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) arguments[i]);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_newv ((const char *const *) argv->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  g_assert_no_error (error);
  g_subprocess_wait (process, NULL, NULL);
  return g_subprocess_get_exit_status (process);
}

static void
test_command_line (Fixture      *fixture,
                   gconstpointer data)
{
  HubProcess *hub = hub_process_start (fixture->data, fixture->forms, 0, NULL);
  g_autofree char *port = g_strdup_printf ("%u", hub_process_get_port (hub));
  const char *const no_data[] = { "--port", "0", NULL };
  const char *const bad_port[] = { "--port", "70000", "--data", fixture->data, NULL };
  const char *const half[] = { "--port", "0", "--data", fixture->data, "--user", "anna", NULL };
  const char *const unknown[] = { "--data", fixture->data, "surprise", NULL };
  const char *const taken[] = { "--port", port, "--data", fixture->data, NULL };
  const char *const no_archive[] = { "--data", fixture->forms, "--list", NULL };
  const char *const nothing[] = { "--data", fixture->data, "--show", "uuid:none", NULL };
  const char *const no_password[] = { "--port", "0", "--data", fixture->data, "--user", "a", "--password-file",
                                      "/nonexistent", NULL };

  g_assert_cmpint (run_to_end (no_data), ==, 2);
  g_assert_cmpint (run_to_end (bad_port), ==, 2);
  g_assert_cmpint (run_to_end (half), ==, 2);
  g_assert_cmpint (run_to_end (unknown), ==, 2);
  g_assert_cmpint (run_to_end (taken), ==, 1);
  g_assert_cmpint (run_to_end (no_archive), ==, 1);
  g_assert_cmpint (run_to_end (nothing), ==, 1);
  g_assert_cmpint (run_to_end (no_password), ==, 1);
  hub_process_stop (hub);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/hub/program/receive", Fixture, NULL, set_up, test_receive, tear_down);
  g_test_add ("/hub/program/credentials", Fixture, NULL, set_up, test_credentials, tear_down);
  g_test_add ("/hub/program/many-connections", Fixture, NULL, set_up, test_many_connections, tear_down);
  g_test_add ("/hub/program/command-line", Fixture, NULL, set_up, test_command_line, tear_down);
  return g_test_run ();
}
