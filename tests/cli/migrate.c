/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-run.h"

#include <signal.h>
#include <string.h>

/* terrainctl records migrate. */

#define UUID "11111111-2222-4333-8444-555555555555"
#define FORM(version, first)                                                                                       \
  "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'><h:head><h:title>F</h:title>" \
  "<model><instance><data id='f' version='" version "'><" first "/><r><x/></r></data></instance></model></h:head><h:body>" \
  "<input ref='/data/" first "'><label>W</label></input><group ref='/data/r'><repeat nodeset='/data/r'>"           \
  "<input ref='/data/r/x'><label>X</label></input></repeat></group></h:body></h:html>"

typedef struct
{
  char *folder;
  char *profile;
  char *first;
  char *second;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  CliTalk *talk;
  g_autoptr (CliRun) forms = NULL;

  fixture->folder = g_dir_make_tmp ("terrain-cli-XXXXXX", NULL);
  fixture->profile = g_build_filename (fixture->folder, "profile", NULL);
  fixture->first = cli_write (fixture->folder, "f1.xml", FORM ("1", "who"));
  fixture->second = cli_write (fixture->folder, "f2.xml", FORM ("2", "name"));
  talk = cli_talk_new ("interview", fixture->first, "--profile", fixture->profile, "--record", UUID, NULL);
  cli_talk_do (talk, "{\"set\":\"/data/who\",\"value\":\"Zoë\"}");
  cli_talk_do (talk, "{\"set\":\"/data/r[1]/x\",\"value\":\"1\"}");
  for (guint i = 2; i <= 200; i++)
    {
      g_autoptr (JsonObject) added = cli_talk_ask (talk, "{\"add\":\"/data/r\"}");
      g_autofree char *step = g_strdup_printf ("{\"set\":\"/data/r[%u]/x\",\"value\":\"%u\"}", i, i);

      g_assert_true (json_object_has_member (added, "count"));
      cli_talk_do (talk, step);
    }
  g_assert_cmpint (cli_talk_end (talk), ==, 0);
  forms = cli_run (NULL, "forms", "--profile", fixture->profile, fixture->second, NULL);
  g_assert_cmpint (forms->code, ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cli_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->profile);
  g_free (fixture->first);
  g_free (fixture->second);
}

static char *
dup_version (Fixture *fixture)
{
  g_autoptr (CliRun) run = cli_run (NULL, "records", "--profile", fixture->profile, NULL);
  char *start = strstr (run->out, "\"version\":\"");

  g_assert_cmpint (run->code, ==, 0);
  g_assert_nonnull (start);
  return g_strndup (start + strlen ("\"version\":\""), 1);
}

/* The record as it is, whichever version it is of: all its answers are there. */
static void
check_answers (Fixture *fixture, const char *version, gboolean has_name)
{
  gboolean is_first = g_str_equal (version, "1");
  CliTalk *talk = cli_talk_new ("interview", is_first ? fixture->first : fixture->second, "--profile", fixture->profile,
                                "--record", UUID, NULL);
  g_autoptr (JsonObject) last = cli_talk_ask (talk, "{\"get\":\"/data/r[200]/x\"}");
  g_autoptr (JsonObject) count = cli_talk_ask (talk, "{\"count\":\"/data/r\"}");
  g_autoptr (JsonObject) name = cli_talk_ask (talk, is_first ? "{\"get\":\"/data/who\"}" : "{\"get\":\"/data/name\"}");

  g_assert_cmpint (json_object_get_int_member (count, "count"), ==, 200);
  g_assert_cmpstr (json_object_get_string_member (last, "value"), ==, "200");
  g_assert_cmpstr (json_object_get_string_member (name, "value"), ==, has_name ? "Zoë" : "");
  g_assert_cmpint (cli_talk_end (talk), ==, 0);
}

static void
test_migrate (Fixture *fixture, gconstpointer data)
{
  g_autofree char *map = cli_write (fixture->folder, "map.json", "{\"renamed\":{\"/data/who\":\"/data/name\"}}");
  g_autoptr (CliRun) dry = cli_run (NULL, "records", "--profile", fixture->profile, "--dry-run", "migrate", UUID, NULL);
  g_autoptr (CliRun) run = NULL;
  g_autoptr (CliRun) undo = NULL;
  g_autofree char *before = dup_version (fixture);
  g_autofree char *after = NULL;

  g_test_message ("%s", dry->err);
  g_assert_cmpint (dry->code, ==, 0);
  g_assert_nonnull (strstr (dry->out, "{\"change\":\"lost\",\"old\":\"/data/who\",\"new\":null,\"value\":\"Zoë\","));
  g_assert_nonnull (strstr (dry->out, "\"migrated\":false,\"kept\":200,\"renamed\":0,\"lost\":1,"));
  g_assert_cmpstr (before, ==, "1");

  run = cli_run (NULL, "records", "--profile", fixture->profile, "migrate", UUID, "--map", map, "--to", "2", NULL);
  g_assert_cmpint (run->code, ==, 0);
  g_assert_nonnull (strstr (run->out, "\"migrated\":true,\"kept\":200,\"renamed\":1,\"lost\":0,"));
  after = dup_version (fixture);
  g_assert_cmpstr (after, ==, "2");
  check_answers (fixture, "2", TRUE);

  undo = cli_run (NULL, "records", "--profile", fixture->profile, "migrate", UUID, "--undo", NULL);
  g_test_message ("%s", undo->err);
  g_assert_cmpint (undo->code, ==, 0);
  g_assert_cmpstr (undo->out, ==, "{\"uuid\":\"" UUID "\",\"version\":\"1\"}\n");
  check_answers (fixture, "1", TRUE);
}

static void
test_wrong_usage (Fixture *fixture, gconstpointer data)
{
  static const char *const cases[][4] = {
    { "migrate", NULL, NULL, NULL },    { "--undo", NULL, NULL, NULL },
    { "migrate", UUID, "more", NULL },  { "migrate", UUID, "--undo", "--dry-run" },
    { "carry", UUID, NULL, NULL },
  };
  g_autoptr (CliRun) unknown = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CliRun) run = cli_run (NULL, "records", "--profile", fixture->profile, cases[i][0], cases[i][1],
                                        cases[i][2], cases[i][3], NULL);

      g_assert_cmpint (run->code, ==, 2);
      g_assert_cmpstr (run->out, ==, "");
    }
  unknown = cli_run (NULL, "records", "--profile", fixture->profile, "migrate", "nobody", NULL);
  g_assert_cmpint (unknown->code, ==, 1);
  g_assert_cmpstr (unknown->err, !=, "");
}

/* Killed at any moment, it is the one or the other, and whole. */
static void
test_kill (Fixture *fixture, gconstpointer data)
{
  g_autofree char *program = g_build_filename (g_getenv ("TERRAIN_BUILD"), "app", "programs", "terrainctl", NULL);
  g_autofree char *map = cli_write (fixture->folder, "map.json", "{\"renamed\":{\"/data/who\":\"/data/name\"}}");
  guint n_migrated = 0;

  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (GSubprocess) child = NULL;
      g_autofree char *version = NULL;

      child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL, program,
                                "records", "--profile", fixture->profile, "migrate", UUID,
                                i % 2 == 0 ? "--map" : "--undo", i % 2 == 0 ? map : NULL, NULL);
      g_usleep ((gulong) g_test_rand_int_range (3000, 60000));
      g_subprocess_send_signal (child, SIGKILL);
      g_subprocess_wait (child, NULL, NULL);
      version = dup_version (fixture);
      n_migrated += g_str_equal (version, "2") ? 1 : 0;
      check_answers (fixture, version, TRUE);
    }
  g_test_message ("%u of 12 times it was the new version", n_migrated);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/cli/migrate/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("there-and-back", test_migrate);
  ADD ("wrong-usage", test_wrong_usage);
  ADD ("kill", test_kill);
#undef ADD
  return g_test_run ();
}
