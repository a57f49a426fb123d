/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-run.h"

#include <glib/gstdio.h>
#include <string.h>

#define UUID "0f0e0d0c-0b0a-4908-8706-050403020100"

typedef struct
{
  char *folder;
  char *profile;
  char *form;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("terrain-cli-XXXXXX", NULL);
  fixture->profile = g_build_filename (fixture->folder, "profile", NULL);
  fixture->form = cli_shipped_form ("outreach_contact.xml");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  cli_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->profile);
  g_free (fixture->form);
}

static CliTalk *
resume (Fixture *fixture)
{
  return cli_talk_new ("interview", fixture->form, "--profile", fixture->profile, "--record", UUID, "--timezone",
                       "Europe/Brussels", NULL);
}

static void
assert_value (CliTalk *talk, const char *ref, const char *value)
{
  g_autoptr (JsonObject) answer = cli_talk_askf (talk, "{\"get\":\"%s\"}", ref);

  g_assert_cmpstr (json_object_get_string_member (answer, "value"), ==, value);
}

/* Each answered step survives a kill right after its answer. */
static void
test_kill (Fixture *fixture, gconstpointer data)
{
  static const char *const steps[] = {
    "{\"set\":\"/data/s_ctx/c_org\",\"value\":\"transit\"}",
    "{\"set\":\"/data/s_ctx/c_round\",\"value\":\"day\"}",
    "{\"language\":\"en\"}",
    "{\"set\":\"/data/s_ctx/c_workers\",\"value\":\"2\"}",
    "{\"set\":\"/data/s_ctx/c_place\",\"value\":\"street\"}",
    "{\"set\":\"/data/s_ctx/c_street\",\"value\":\"Rue Haute – Hoogstraat “A”\"}",
    "{\"set\":\"/data/s_contact/c_type\",\"value\":\"first\"}",
    "{\"add\":\"/data/action\"}",
    "{\"set\":\"/data/action[1]/a_type\",\"value\":\"nursing\"}",
    "{\"set\":\"/data/action[1]/a_minutes\",\"value\":\"5\"}",
    "{\"set\":\"/data/action[1]/a_minutes\",\"value\":\"50\"}",
    "{\"remove\":\"/data/action[1]\"}",
    /* a step is taken back after the kill that followed it, as if there had been none */
    "{\"undo\":true}",
    "{\"undo\":true}",
    "{\"redo\":true}",
    "{\"undo\":true}",
  };
  CliTalk *talk = resume (fixture);
  g_autoptr (JsonObject) when = cli_talk_ask (talk, "{\"get\":\"/data/s_ctx/c_when\"}");
  g_autofree char *first_when = g_strdup (json_object_get_string_member (when, "value"));
  g_autoptr (JsonObject) count = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (JsonObject) answer = cli_talk_ask (talk, steps[i]);

      g_test_message ("%s", steps[i]);
      g_assert_false (json_object_has_member (answer, "error"));
      cli_talk_kill (talk);
      talk = resume (fixture);
    }
  assert_value (talk, "/data/s_ctx/c_org", "transit");
  assert_value (talk, "/data/s_ctx/c_workers", "2");
  assert_value (talk, "/data/s_ctx/c_street", "Rue Haute – Hoogstraat “A”");
  assert_value (talk, "/data/action[1]/a_minutes", "5");
  /* what the clock said when the record began is not said anew */
  assert_value (talk, "/data/s_ctx/c_when", first_when);
  count = cli_talk_ask (talk, "{\"count\":\"/data/action\"}");
  g_assert_cmpint (json_object_get_int_member (count, "count"), >=, 1);
  assert_value (talk, "/data/s_contact/c_type", "first");
  g_assert_cmpint (cli_talk_end (talk), ==, 0);
  talk = resume (fixture);
  assert_value (talk, "/data/s_ctx/c_street", "Rue Haute – Hoogstraat “A”");
  g_assert_cmpint (cli_talk_end (talk), ==, 0);
}

/* Killed at any time, answered or not: everything answered is there, and the record goes on. */
static void
test_kill_anywhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  guint last_acknowledged = 0;

  for (guint round = 0; round < 8; round++)
    {
      CliTalk *talk = resume (fixture);
      g_autoptr (JsonObject) answer = cli_talk_ask (talk, "{\"get\":\"/data/s_end/c_note\"}");
      const char *value = json_object_get_string_member (answer, "value");
      guint n_steps = 1 + (guint) g_rand_int_range (random, 0, 12);
      guint kept = *value != '\0' ? (guint) g_ascii_strtoull (value + strlen ("note "), NULL, 10) : 0;

      g_assert_cmpuint (kept, >=, last_acknowledged);
      last_acknowledged = kept;
      for (guint i = 0; i < n_steps; i++)
        {
          g_autoptr (JsonObject) done = cli_talk_askf (talk, "{\"set\":\"/data/s_end/c_note\",\"value\":\"note %u\"}",
                                                       last_acknowledged + 1);

          g_assert_true (json_object_get_boolean_member (done, "ok"));
          last_acknowledged++;
        }
      cli_talk_kill (talk);
    }
}

/* The lists beside a form come into the profile with it: a record that is gone on with offers what it offered. */
static void
test_lists (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    {
      CliTalk *talk = resume (fixture);
      g_autoptr (JsonObject) stations = NULL;
      g_autoptr (JsonObject) problems = NULL;

      cli_talk_do (talk, "{\"set\":\"/data/s_ctx/c_place\",\"value\":\"station\"}");
      stations = cli_talk_ask (talk, "{\"choices\":\"/data/s_ctx/c_station\"}");
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (stations, "choices")), >, 70);
      cli_talk_do (talk, "{\"set\":\"/data/s_ctx/c_station\",\"value\":\"albert\"}");
      g_assert_cmpint (cli_talk_end (talk), ==, 0);
    }
}

static void
test_another_form (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = cli_shipped_form ("lisa_intake.xml");
  g_autoptr (CliRun) run = NULL;

  g_assert_cmpint (cli_talk_end (resume (fixture)), ==, 0);
  run = cli_run (NULL, "interview", other, "--profile", fixture->profile, "--record", UUID, NULL);
  g_assert_cmpint (run->code, ==, 1);
  g_assert_nonnull (strstr (run->err, "outreach_contact"));
}

/* One record at the desk, from the first key to the queue. */
static void
test_complete (Fixture *fixture, gconstpointer data)
{
  g_autofree char *form = cli_shipped_form ("lisa_intake.xml");
  CliTalk *talk = cli_talk_new ("interview", form, "--profile", fixture->profile, "--record", UUID, NULL);
  g_autoptr (JsonObject) incomplete = cli_talk_ask (talk, "{\"complete\":true}");
  g_autoptr (JsonObject) complete = NULL;
  g_autoptr (JsonObject) after = NULL;
  g_autoptr (CliRun) records = NULL;
  g_autoptr (CliRun) forms = NULL;
  g_autoptr (CliRun) again = NULL;

  g_assert_cmpstr (json_object_get_string_member (incomplete, "error"), ==, "incomplete");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (incomplete, "problems")), >, 3);
  cli_talk_do (talk, "{\"set\":\"/data/k_auto/i_antenna\",\"value\":\"97\"}");
  cli_talk_do (talk, "{\"set\":\"/data/k_auto/i_channel\",\"value\":\"desk\"}");
  cli_talk_do (talk, "{\"set\":\"/data/k_core/i_lang\",\"value\":\"fr\"}");
  cli_talk_do (talk, "{\"set\":\"/data/k_core/i_res\",\"value\":\"1\"}");
  cli_talk_do (talk, "{\"set\":\"/data/k_core/i_cat\",\"value\":\"a\"}");
  cli_talk_do (talk, "{\"set\":\"/data/k_core/i_out\",\"value\":\"1\"}");
  complete = cli_talk_ask (talk, "{\"complete\":true}");
  g_assert_true (json_object_has_member (complete, "instanceID"));
  after = cli_talk_ask (talk, "{\"set\":\"/data/k_core/i_out\",\"value\":\"1\"}");
  g_assert_cmpstr (json_object_get_string_member (after, "error"), ==, "complete");
  g_assert_cmpint (cli_talk_end (talk), ==, 0);

  records = cli_run (NULL, "records", "--profile", fixture->profile, NULL);
  g_assert_cmpint (records->code, ==, 0);
  g_assert_nonnull (strstr (records->out, "\"uuid\":\"" UUID "\""));
  g_assert_nonnull (strstr (records->out, "\"state\":\"queued\""));
  g_assert_nonnull (strstr (records->out, json_object_get_string_member (complete, "instanceID")));
  forms = cli_run (NULL, "forms", "--profile", fixture->profile, fixture->form, NULL);
  g_assert_cmpint (forms->code, ==, 0);
  g_assert_nonnull (strstr (forms->out, "\"id\":\"lisa_intake\""));
  g_assert_nonnull (strstr (forms->out, "\"id\":\"outreach_contact\""));
  /* what is queued is not opened as a draft */
  again = cli_run (NULL, "interview", form, "--profile", fixture->profile, "--record", UUID, NULL);
  g_assert_cmpint (again->code, ==, 1);
}

static void
test_no_profile (Fixture *fixture, gconstpointer data)
{
  static const char *const verbs[] = { "forms", "records" };

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autoptr (CliRun) run = cli_run (NULL, verbs[i], "--profile", "/nonexistent/profile", NULL);

      g_assert_cmpint (run->code, ==, 1);
      g_assert_nonnull (strstr (run->err, "/nonexistent/profile"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/cli/profile/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("kill", test_kill);
  ADD ("kill-anywhere", test_kill_anywhere);
  ADD ("lists", test_lists);
  ADD ("another-form", test_another_form);
  ADD ("complete", test_complete);
  ADD ("no-profile", test_no_profile);
#undef ADD
  return g_test_run ();
}
