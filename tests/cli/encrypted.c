/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <string.h>
#include <terrain-archive.h>

#include "cli-run.h"
#include "private-key.h"

/* An encrypted form from the first answer to what the endpoint holds, by command: what arrives is, for the holder of the
 * private key, byte for byte what the same interview gives in clear. */

#define UUID "11111111-2222-4333-8444-555555555555"
#define WORLD "--now", "2026-11-21T09:30:00+01:00", "--timezone", "Europe/Brussels", "--seed", "7"

typedef struct
{
  char *folder;
  char *profile;
  char *archive;
  char *forms;
  char *form;
  EVP_PKEY *pair;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *public_key = NULL;
  g_autofree char *xml = NULL;

  fixture->folder = g_dir_make_tmp ("terrain-cli-XXXXXX", NULL);
  fixture->profile = g_build_filename (fixture->folder, "profile", NULL);
  fixture->archive = g_build_filename (fixture->folder, "archive", NULL);
  fixture->forms = g_build_filename (fixture->folder, "forms", NULL);
  g_assert_cmpint (g_mkdir_with_parents (fixture->forms, 0700), ==, 0);
  fixture->pair = private_key_new ();
  public_key = private_key_dup_public (fixture->pair);
  xml = g_strdup_printf (
      "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'"
      " xmlns:orx='http://openrosa.org/xforms'><h:head><h:title>Care</h:title><model>"
      "<submission base64RsaPublicKey='%s'/><instance><data id='care' version='e1[encrypted:AaH/1cwX]'><name/><photo/>"
      "<orx:meta><orx:instanceID/></orx:meta></data></instance><bind nodeset='/data/name' type='string'/>"
      "<bind nodeset='/data/photo' type='binary'/>"
      "<bind nodeset='/data/orx:meta/orx:instanceID' calculate=\"concat('uuid:', uuid())\"/></model></h:head><h:body>"
      "<input ref='/data/name'><label>Name</label></input>"
      "<upload ref='/data/photo' mediatype='image/*'><label>Photo</label></upload></h:body></h:html>",
      public_key);
  fixture->form = cli_write (fixture->forms, "care.xml", xml);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cli_remove_folder (fixture->folder);
  EVP_PKEY_free (fixture->pair);
  g_free (fixture->folder);
  g_free (fixture->profile);
  g_free (fixture->archive);
  g_free (fixture->forms);
  g_free (fixture->form);
}

/* A photograph of several pieces. */
static GBytes *
make_photo (void)
{
  gsize size = 600013;
  guint8 *data = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) (i * 31 >> 3);
  return g_bytes_new_take (data, size);
}

static void
attach_photo (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->profile, "profile.sqlite", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainStore) store = terrain_store_open (path, &error);
  g_autoptr (GBytes) photo = make_photo ();

  g_assert_no_error (error);
  g_assert_true (terrain_store_put_attachment (store, UUID, "p & q.jpg", "image/jpeg", photo, &error));
  g_assert_no_error (error);
}

/* Returns: (transfer full): what "complete" gave as the submission */
static char *
fill_in (Fixture *fixture, CliTalk *talk, gboolean with_photo)
{
  g_autoptr (JsonObject) complete = NULL;
  char *xml;

  cli_talk_do (talk, "{\"set\":\"/data/name\",\"value\":\"Zoë, rue Haute\"}");
  cli_talk_do (talk, "{\"set\":\"/data/photo\",\"value\":\"p & q.jpg\"}");
  if (with_photo)
    attach_photo (fixture);
  complete = cli_talk_ask (talk, "{\"complete\":true}");
  g_assert_true (json_object_has_member (complete, "instanceID"));
  xml = g_strdup (json_object_get_string_member (complete, "xml"));
  g_assert_cmpint (cli_talk_end (talk), ==, 0);
  return xml;
}

static char *
send_all (Fixture *fixture)
{
  g_autofree char *program = g_build_filename (g_getenv ("TERRAIN_BUILD"), "app", "programs", "terrain-hub", NULL);
  g_autoptr (GSubprocess) hub = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *url = NULL;
  g_autoptr (CliRun) run = NULL;
  g_autoptr (GError) error = NULL;

  hub = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--port", "0", "--data", fixture->archive,
                          "--forms", fixture->forms, NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (hub));
  url = g_data_input_stream_read_line_utf8 (output, NULL, NULL, &error);
  g_assert_no_error (error);
  run = cli_run (NULL, "send", "--profile", fixture->profile, "--server", url, NULL);
  g_subprocess_send_signal (hub, SIGTERM);
  g_subprocess_wait (hub, NULL, NULL);
  g_test_message ("%s%s", run->out, run->err);
  g_assert_cmpint (run->code, ==, 0);
  return g_strdup (run->out);
}

static GBytes *
load_file (const char *name, gpointer user_data)
{
  g_autoptr (GPtrArray) list = terrain_archive_list (user_data, NULL, NULL);
  TerrainSubmission *submission = list->pdata[0];
  g_autoptr (GError) error = NULL;
  GBytes *content = terrain_archive_load_attachment (user_data, submission->instance_id, name, &error);

  g_assert_no_error (error);
  return content;
}

static void
check_archive (Fixture *fixture, const char *manifest_text, const char *clear)
{
  g_autofree char *path = g_build_filename (fixture->archive, "archive.sqlite", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainArchive) archive = terrain_archive_open (path, &error);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GBytes) manifest = NULL;
  g_autoptr (GBytes) photo = make_photo ();
  g_autoptr (GHashTable) files = NULL;
  TerrainSubmission *submission;
  GBytes *xml;

  g_assert_no_error (error);
  list = terrain_archive_list (archive, "care", NULL);
  g_assert_cmpuint (list->len, ==, 1);
  submission = list->pdata[0];
  g_assert_true (submission->encrypted);
  g_assert_cmpstr (submission->form_version, ==, "e1[encrypted:AaH/1cwX]");
  g_assert_cmpuint (submission->n_attachments, ==, 2);
  manifest = terrain_archive_load (archive, submission->instance_id, NULL);
  g_assert_cmpmem (g_bytes_get_data (manifest, NULL), g_bytes_get_size (manifest), manifest_text,
                   strlen (manifest_text));

  files = private_key_open_submission (fixture->pair, manifest, load_file, archive);
  g_assert_cmpuint (g_hash_table_size (files), ==, 2);
  xml = g_hash_table_lookup (files, "submission.xml");
  g_assert_cmpmem (g_bytes_get_data (xml, NULL), g_bytes_get_size (xml), clear, strlen (clear));
  g_assert_true (g_bytes_equal (g_hash_table_lookup (files, "p & q.jpg"), photo));
}

static void
test_end_to_end (Fixture *fixture, gconstpointer data)
{
  g_autofree char *manifest = NULL;
  g_autofree char *clear = NULL;
  g_autofree char *sent = NULL;
  g_autoptr (CliRun) records = NULL;
  g_autoptr (CliRun) resumed = NULL;

  clear = fill_in (fixture, cli_talk_new ("interview", fixture->form, WORLD, NULL), FALSE);
  manifest = fill_in (fixture, cli_talk_new ("interview", fixture->form, WORLD, "--profile", fixture->profile,
                                             "--record", UUID, NULL), TRUE);
  g_assert_nonnull (strstr (clear, "rue Haute"));
  g_assert_null (strstr (manifest, "rue Haute"));
  records = cli_run (NULL, "records", "--profile", fixture->profile, NULL);
  g_assert_nonnull (strstr (records->out, "\"encrypted\":true"));
  g_assert_null (strstr (records->out, "Zo"));

  sent = send_all (fixture);
  g_assert_true (g_str_has_suffix (sent, "{\"sent\":1,\"left\":0}\n"));
  check_archive (fixture, manifest, clear);
  resumed = cli_run ("", "interview", fixture->form, "--profile", fixture->profile, "--record", UUID, NULL);
  g_assert_cmpint (resumed->code, ==, 1);
}

static void
test_check (Fixture *fixture, gconstpointer data)
{
  g_autofree char *content = NULL;
  g_autofree char *broken = NULL;
  g_autoptr (CliRun) good = cli_run (NULL, "check", fixture->form, NULL);
  g_autoptr (CliRun) bad = NULL;
  char *key;

  g_assert_cmpint (good->code, ==, 0);
  g_assert_null (strstr (good->out, "submission-key"));
  g_assert_true (g_file_get_contents (fixture->form, &content, NULL, NULL));
  key = strstr (content, "base64RsaPublicKey='");
  key[strlen ("base64RsaPublicKey='") + 10] = '!';
  broken = cli_write (fixture->folder, "broken.xml", content);
  bad = cli_run (NULL, "check", broken, NULL);
  g_test_message ("%s", bad->out);
  g_assert_nonnull (strstr (bad->out, "submission-key"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/cli/encrypted/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("end-to-end", test_end_to_end);
  ADD ("check", test_check);
#undef ADD
  return g_test_run ();
}
