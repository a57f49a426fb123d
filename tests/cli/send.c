/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-run.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

/* From a desk's record to the endpoint's archive, all by command. */
typedef struct
{
  char *folder;
  char *profile;
  char *archive;
  char *forms;
  char *password;
  GSubprocess *hub;
  char *url;
} Fixture;

static void
start_hub (Fixture *fixture)
{
  g_autofree char *program = g_build_filename (g_getenv ("TERRAIN_BUILD"), "app", "programs", "terrain-hub", NULL);
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GError) error = NULL;

  fixture->hub = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--port", "0", "--data",
                                   fixture->archive, "--forms", fixture->forms, "--user", "anna", "--password-file",
                                   fixture->password, NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (fixture->hub));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (output), FALSE);
  fixture->url = g_data_input_stream_read_line_utf8 (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (fixture->url);
}

static void
stop_hub (Fixture *fixture)
{
  if (fixture->hub == NULL)
    return;
  g_subprocess_send_signal (fixture->hub, SIGTERM);
  g_subprocess_wait (fixture->hub, NULL, NULL);
  g_clear_object (&fixture->hub);
}

/* One question at the desk, finished. */
static void
fill_in (Fixture *fixture, const char *uuid)
{
  static const char *const answers[][2] = {
    { "k_auto/i_antenna", "97" }, { "k_auto/i_channel", "desk" }, { "k_core/i_lang", "fr" },
    { "k_core/i_res", "1" },      { "k_core/i_cat", "a" },        { "k_core/i_out", "1" },
  };
  g_autofree char *form = cli_shipped_form ("lisa_intake.xml");
  CliTalk *talk = cli_talk_new ("interview", form, "--profile", fixture->profile, "--record", uuid, NULL);
  g_autoptr (JsonObject) complete = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *step = g_strdup_printf ("{\"set\":\"/data/%s\",\"value\":\"%s\"}", answers[i][0], answers[i][1]);

      cli_talk_do (talk, step);
    }
  complete = cli_talk_ask (talk, "{\"complete\":true}");
  g_assert_true (json_object_has_member (complete, "instanceID"));
  g_assert_cmpint (cli_talk_end (talk), ==, 0);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("terrain-cli-XXXXXX", NULL);
  fixture->profile = g_build_filename (fixture->folder, "profile", NULL);
  fixture->archive = g_build_filename (fixture->folder, "archive", NULL);
  fixture->forms = cli_shipped_form (NULL);
  fixture->password = cli_write (fixture->folder, "password", "s3cret\n");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  stop_hub (fixture);
  cli_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->profile);
  g_free (fixture->archive);
  g_free (fixture->forms);
  g_free (fixture->password);
  g_free (fixture->url);
}

static void
test_send (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CliRun) first = NULL;
  g_autoptr (CliRun) second = NULL;

  fill_in (fixture, "11111111-2222-4333-8444-555555555555");
  fill_in (fixture, "11111111-2222-4333-8444-666666666666");
  start_hub (fixture);
  first = cli_run (NULL, "send", "--profile", fixture->profile, "--server", fixture->url, "--user", "anna",
                   "--password-file", fixture->password, NULL);
  g_test_message ("%s%s", first->out, first->err);
  g_assert_cmpint (first->code, ==, 0);
  g_assert_nonnull (strstr (first->out, "\"uuid\":\"11111111-2222-4333-8444-555555555555\""));
  g_assert_nonnull (strstr (first->out, "\"state\":\"sent\""));
  g_assert_null (strstr (first->out, "\"state\":\"queued\""));
  g_assert_true (g_str_has_suffix (first->out, "{\"sent\":2,\"left\":0}\n"));
  /* the server is kept, and nothing is sent twice */
  second = cli_run (NULL, "send", "--profile", fixture->profile, "--password-file", fixture->password, NULL);
  g_assert_cmpint (second->code, ==, 0);
  g_assert_cmpstr (second->out, ==, "{\"sent\":0,\"left\":0}\n");
}

/* A record that was sent is corrected, and the endpoint takes the correction. */
static void
test_edit (Fixture *fixture, gconstpointer data)
{
  const char *uuid = "11111111-2222-4333-8444-555555555555";
  g_autofree char *form = cli_shipped_form ("lisa_intake.xml");
  g_autoptr (CliRun) early = NULL;
  g_autoptr (CliRun) sent = NULL;
  g_autoptr (CliRun) edit = NULL;
  g_autoptr (CliRun) twice = NULL;
  g_autoptr (CliRun) again = NULL;
  g_autoptr (JsonNode) record = NULL;
  g_autoptr (JsonObject) before = NULL;
  g_autoptr (JsonObject) complete = NULL;
  const char *xml;
  CliTalk *talk;

  fill_in (fixture, uuid);
  early = cli_run (NULL, "records", "--profile", fixture->profile, "edit", uuid, NULL);
  g_assert_cmpint (early->code, ==, 1);
  start_hub (fixture);
  sent = cli_run (NULL, "send", "--profile", fixture->profile, "--server", fixture->url, "--user", "anna",
                  "--password-file", fixture->password, NULL);
  g_assert_cmpint (sent->code, ==, 0);

  edit = cli_run (NULL, "records", "--profile", fixture->profile, "edit", uuid, NULL);
  g_test_message ("%s%s", edit->out, edit->err);
  g_assert_cmpint (edit->code, ==, 0);
  record = json_from_string (edit->out, NULL);
  g_assert_nonnull (strstr (edit->out, "\"state\":\"draft\""));
  twice = cli_run (NULL, "records", "--profile", fixture->profile, "edit", uuid, NULL);
  g_assert_cmpint (twice->code, ==, 1);

  talk = cli_talk_new ("interview", form, "--profile", fixture->profile, "--record",
                       json_object_get_string_member (json_node_get_object (record), "uuid"), NULL);
  before = cli_talk_ask (talk, "{\"get\":\"/data/k_core/i_lang\"}");
  g_assert_cmpstr (json_object_get_string_member (before, "value"), ==, "fr");
  cli_talk_do (talk, "{\"set\":\"/data/k_core/i_lang\",\"value\":\"nl\"}");
  complete = cli_talk_ask (talk, "{\"complete\":true}");
  xml = json_object_get_string_member (complete, "xml");
  g_assert_nonnull (strstr (xml, "deprecatedID>uuid:"));
  g_assert_nonnull (strstr (xml, "audit>audit.csv<"));
  g_assert_nonnull (strstr (xml, "<i_lang>nl</i_lang>"));
  g_assert_cmpint (cli_talk_end (talk), ==, 0);
  again = cli_run (NULL, "send", "--profile", fixture->profile, "--password-file", fixture->password, NULL);
  g_test_message ("%s%s", again->out, again->err);
  g_assert_cmpint (again->code, ==, 0);
  g_assert_true (g_str_has_suffix (again->out, "{\"sent\":1,\"left\":0}\n"));
}

static void
test_left (Fixture *fixture, gconstpointer data)
{
  g_autofree char *wrong = cli_write (fixture->folder, "wrong", "guess");
  g_autoptr (CliRun) refused = NULL;
  g_autoptr (CliRun) offline = NULL;
  g_autoptr (CliRun) late = NULL;

  fill_in (fixture, "11111111-2222-4333-8444-555555555555");
  start_hub (fixture);
  refused = cli_run (NULL, "send", "--profile", fixture->profile, "--server", fixture->url, "--user", "anna",
                     "--password-file", wrong, NULL);
  g_test_message ("%s%s", refused->out, refused->err);
  g_assert_cmpint (refused->code, ==, 1);
  g_assert_true (g_str_has_suffix (refused->out, "{\"sent\":0,\"left\":1}\n"));
  g_assert_cmpstr (refused->err, !=, "");
  g_assert_null (strstr (refused->err, "guess"));
  late = cli_run (NULL, "send", "--now", "--profile", fixture->profile, "--password-file", fixture->password, NULL);
  g_assert_cmpint (late->code, ==, 0);
  fill_in (fixture, "11111111-2222-4333-8444-777777777777");
  stop_hub (fixture);
  offline = cli_run (NULL, "send", "--profile", fixture->profile, "--password-file", fixture->password, NULL);
  g_test_message ("%s%s", offline->out, offline->err);
  g_assert_cmpint (offline->code, ==, 1);
  g_assert_true (g_str_has_suffix (offline->out, "{\"sent\":0,\"left\":1}\n"));
}

static void
test_update (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CliRun) run = NULL;
  g_autoptr (CliRun) again = NULL;
  g_autoptr (CliRun) forms = NULL;

  g_assert_cmpint (g_mkdir (fixture->profile, 0700), ==, 0);
  start_hub (fixture);
  run = cli_run (NULL, "update", "--profile", fixture->profile, "--server", fixture->url, "--user", "anna",
                 "--password-file", fixture->password, NULL);
  g_test_message ("%s%s", run->out, run->err);
  g_assert_cmpint (run->code, ==, 0);
  g_assert_cmpstr (run->out, ==, "{\"new\":13,\"updated\":0}\n");
  again = cli_run (NULL, "update", "--profile", fixture->profile, "--password-file", fixture->password, NULL);
  g_assert_cmpstr (again->out, ==, "{\"new\":0,\"updated\":0}\n");
  forms = cli_run (NULL, "forms", "--profile", fixture->profile, NULL);
  g_assert_nonnull (strstr (forms->out, "\"id\":\"gve_person\""));
}

static char *
list_archive (Fixture *fixture)
{
  g_autofree char *program = g_build_filename (g_getenv ("TERRAIN_BUILD"), "app", "programs", "terrain-hub", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) hub = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--data",
                                                  fixture->archive, "--list", NULL);
  char *out;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (hub, NULL, NULL, &out, NULL, NULL));
  return out;
}

/* A form that the endpoint gave is filled in under its id, with a file beside the record. */
static void
test_attach (Fixture *fixture, gconstpointer data)
{
  g_autofree char *photo = cli_write (fixture->folder, "p & \"q\".jpg", "a photograph");
  g_autofree char *quoted = cli_quote (photo);
  g_autoptr (CliRun) update = NULL;
  g_autoptr (CliRun) send = NULL;
  g_autoptr (JsonObject) complete = NULL;
  g_autoptr (JsonObject) twice = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *step = NULL;
  const char *instance_id;
  CliTalk *talk;

  g_free (fixture->forms);
  fixture->forms = g_build_filename (fixture->folder, "forms", NULL);
  g_assert_cmpint (g_mkdir (fixture->forms, 0700), ==, 0);
  g_free (cli_write (fixture->forms, "photo.xml",
                     "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'"
                     " xmlns:jr='http://openrosa.org/javarosa'><h:head><h:title>Photo</h:title><model><instance>"
                     "<data id='photo' version='1'><photo/><meta><instanceID/></meta></data></instance>"
                     "<bind nodeset='/data/photo' type='binary'/>"
                     "<bind nodeset='/data/meta/instanceID' jr:preload='uid'/></model></h:head><h:body>"
                     "<upload ref='/data/photo' mediatype='image/*'><label>Photo</label></upload></h:body></h:html>"));
  g_assert_cmpint (g_mkdir (fixture->profile, 0700), ==, 0);
  start_hub (fixture);
  update = cli_run (NULL, "update", "--profile", fixture->profile, "--server", fixture->url, "--user", "anna",
                    "--password-file", fixture->password, NULL);
  g_assert_cmpstr (update->out, ==, "{\"new\":1,\"updated\":0}\n");

  talk = cli_talk_new ("interview", "photo", "--profile", fixture->profile, NULL);
  step = g_strdup_printf ("{\"attach\":\"/data/photo\",\"file\":%s}", quoted);
  cli_talk_do (talk, step);
  twice = cli_talk_ask (talk, step);
  g_assert_cmpstr (json_object_get_string_member (twice, "error"), ==, "not-allowed");
  complete = cli_talk_ask (talk, "{\"complete\":true}");
  g_assert_true (json_object_has_member (complete, "instanceID"));
  instance_id = json_object_get_string_member (complete, "instanceID");
  g_assert_cmpint (cli_talk_end (talk), ==, 0);
  send = cli_run (NULL, "send", "--profile", fixture->profile, "--password-file", fixture->password, NULL);
  g_assert_cmpint (send->code, ==, 0);
  stop_hub (fixture);
  kept = list_archive (fixture);
  g_test_message ("%s", kept);
  g_assert_nonnull (strstr (kept, instance_id));
  g_assert_nonnull (strstr (kept, "\"attachments\":1"));
}

static void
test_wrong_server (Fixture *fixture, gconstpointer data)
{
  static const char *const urls[] = { "ftp://example.org", "http://example.org", "nonsense" };
  g_autoptr (CliRun) empty = NULL;

  g_assert_cmpint (g_mkdir (fixture->profile, 0700), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (CliRun) run = cli_run (NULL, "send", "--profile", fixture->profile, "--server", urls[i], NULL);

      g_test_message ("%s: %s", urls[i], run->err);
      g_assert_cmpint (run->code, ==, 1);
      g_assert_cmpstr (run->err, !=, "");
    }
  empty = cli_run (NULL, "send", "--profile", fixture->profile, "--server", "", NULL);
  g_assert_cmpint (empty->code, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/cli/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("send", test_send);
  ADD ("send/edit", test_edit);
  ADD ("send/left", test_left);
  ADD ("send/attach", test_attach);
  ADD ("send/wrong-server", test_wrong_server);
  ADD ("update", test_update);
#undef ADD
  return g_test_run ();
}
