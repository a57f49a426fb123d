/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <sys/resource.h>

#include "fixture.h"

#define NOON G_GINT64_CONSTANT (1760000000000000)

static void
answer (TerrainSession *session, const char *ref, const char *value)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_session_answer (session, ref, value, &error));
  g_assert_no_error (error);
}

static void
flush (TerrainSession *session)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_session_flush (session, &error));
  g_assert_no_error (error);
  g_assert_cmpint (terrain_session_get_save_state (session), ==, TERRAIN_SAVE_DONE);
}

static TerrainSession *
begin (Fixture *fixture, TerrainEnvironment *environment)
{
  g_autoptr (TerrainForm) form = load_visit (fixture->profile);
  g_autoptr (GError) error = NULL;
  TerrainSession *session;

  session = terrain_session_begin_full (fixture->profile, form, NULL, "a", environment, &error);
  g_assert_no_error (error);
  g_assert_nonnull (session);
  return session;
}

static TerrainSession *
resume (Fixture *fixture, TerrainEnvironment *environment)
{
  g_autoptr (GError) error = NULL;
  TerrainSession *session = terrain_session_resume (fixture->profile, "a", environment, &error);

  g_assert_no_error (error);
  g_assert_nonnull (session);
  return session;
}

static guint64
count_events (Fixture *fixture)
{
  guint64 last = 0;

  g_assert_true (terrain_store_get_last_sequence (terrain_profile_get_store (fixture->profile), "a", &last, NULL));
  return last;
}

static void
test_begin (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainForm) form = load_visit (fixture->profile);
  g_autoptr (TerrainSession) session = NULL;
  g_autoptr (TerrainRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  const char *device;

  session = terrain_session_begin (fixture->profile, form, "fr", &error);
  g_assert_no_error (error);
  record = terrain_store_find_record (terrain_profile_get_store (fixture->profile),
                                      terrain_session_get_record_uuid (session), &error);
  g_assert_no_error (error);
  g_assert_cmpint (record->state, ==, TERRAIN_RECORD_DRAFT);
  g_assert_cmpstr (record->language, ==, "fr");
  g_assert_cmpint (ABS (record->created - g_get_real_time ()), <, 60 * G_USEC_PER_SEC);
  g_assert_cmpint (terrain_session_get_save_state (session), ==, TERRAIN_SAVE_DONE);

  device = terrain_environment_get_property (
      terrain_interview_get_environment (terrain_session_get_interview (session)), "deviceid");
  g_assert_cmpstr (device, ==, terrain_profile_get_device_id (fixture->profile));
}

static void
test_begin_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainForm) form = load_visit (fixture->profile);
  g_autoptr (TerrainSession) session = begin (fixture, NULL);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  /* A language the form lacks, an identifier that is taken: no second record, and the first one as it was. */
  g_assert_null (terrain_session_begin (fixture->profile, form, "eo", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (terrain_session_begin_full (fixture->profile, form, NULL, "a", NULL, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE);
  records = terrain_store_list_records (terrain_profile_get_store (fixture->profile), FALSE, NULL);
  g_assert_cmpuint (records->len, ==, 1);
}

static void
test_refused_step_is_none (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainSession) session = begin (fixture, NULL);
  g_autofree char *before = dup_instance (session);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  guint64 n_events = count_events (fixture);

  g_assert_false (terrain_session_answer (session, "/data/age", "old", &error));
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_TYPE);
  g_clear_error (&error);
  g_assert_false (terrain_session_answer (session, "/data/nothing", "x", &error));
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpuint (terrain_session_add_instance (session, "/data/nobody", &error), ==, 0);
  g_assert_nonnull (error);
  flush (session);
  after = dup_instance (session);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (count_events (fixture), ==, n_events);

  answer (session, "/data/age", "200"); /* breaks its constraint, and is kept */
  flush (session);
  g_assert_cmpuint (count_events (fixture), ==, n_events + 1);
}

/* The steps of one interview; number 0 to N_STEPS - 1. */
#define N_STEPS 9

static void
do_step (TerrainSession *session, guint number)
{
  g_autoptr (GError) error = NULL;

  switch (number)
    {
    case 0:
      answer (session, "/data/name", "Zoë");
      break;
    case 1:
      terrain_session_set_position (session, "/data/age");
      break;
    case 2:
      g_assert_cmpuint (terrain_session_add_instance (session, "/data/person", &error), ==, 1);
      break;
    case 3:
      answer (session, "/data/person[1]/first", "Ann & <Bob> \"\n");
      break;
    case 4:
      g_assert_cmpuint (terrain_session_add_instance (session, "/data/person", &error), ==, 2);
      break;
    case 5:
      g_assert_true (terrain_session_set_language (session, "fr", &error));
      break;
    case 6:
      g_assert_true (terrain_session_remove_instance (session, "/data/person[1]", &error));
      break;
    case 7:
      answer (session, "/data/name", "");
      break;
    default:
      answer (session, "/data/name", "Zoé");
    }
  g_assert_no_error (error);
}

/* @cuts: bit n: the session ends, without closing, after step n, and another goes on. (transfer full): the submission */
static char *
run (guint cuts, gboolean closing)
{
  Fixture fixture = { 0 };
  gint64 now = NOON;
  g_autoptr (TerrainEnvironment) environment = make_environment (&now, 42);
  g_autoptr (TerrainSession) session = NULL;
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (GError) error = NULL;

  fixture_set_up (&fixture, NULL);
  session = begin (&fixture, environment);
  for (guint i = 0; i < N_STEPS; i++)
    {
      now += 61 * G_USEC_PER_SEC;
      do_step (session, i);
      if (cuts & (1u << i))
        {
          g_autofree char *before = dup_instance (session);
          g_autofree char *after = NULL;
          g_autoptr (TerrainEnvironment) other = make_environment (&now, 7);

          if (closing)
            g_assert_true (terrain_session_close (session, TRUE, &error));
          else
            flush (session);
          g_clear_object (&session);
          fixture_reopen (&fixture);
          session = resume (&fixture, other);
          after = dup_instance (session);
          g_assert_cmpstr (before, ==, after);
          if (i >= 1)
            g_assert_cmpstr (terrain_session_get_position (session), ==, "/data/age");
          if (i >= 5)
            g_assert_cmpstr (terrain_interview_get_language (terrain_session_get_interview (session)), ==, "fr");
        }
    }
  now += G_USEC_PER_SEC;
  g_assert_true (terrain_session_complete (session, FALSE, NULL, &xml, &error));
  g_assert_no_error (error);
  g_clear_object (&session);
  fixture_tear_down (&fixture, NULL);
  return g_strndup (g_bytes_get_data (xml, NULL), g_bytes_get_size (xml));
}

/* Interrupted anywhere, or everywhere, the same record comes out, byte for byte: dates, random numbers and all. */
static void
test_resume_equals (void)
{
  g_autofree char *whole = run (0, FALSE);

  for (guint i = 0; i < N_STEPS; i++)
    {
      g_autofree char *abandoned = run (1u << i, FALSE);
      g_autofree char *closed = run (1u << i, TRUE);

      g_assert_cmpstr (whole, ==, abandoned);
      g_assert_cmpstr (whole, ==, closed);
    }
  {
    g_autofree char *abandoned = run (~0u, FALSE);
    g_autofree char *closed = run (~0u, TRUE);

    g_assert_cmpstr (whole, ==, abandoned);
    g_assert_cmpstr (whole, ==, closed);
  }
}

/* The journal is not wound through: the last checkpoint is never far. */
static void
test_checkpoints (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainSession) session = begin (fixture, NULL);
  TerrainStore *store = terrain_profile_get_store (fixture->profile);
  g_autoptr (GBytes) instance = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autofree char *value = NULL;
  guint64 sequence;

  for (guint i = 1; i <= 450; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i % 150);

      answer (session, "/data/age", text);
    }
  flush (session);
  g_assert_true (terrain_store_load_journal (store, "a", &instance, &sequence, &events, NULL));
  g_assert_cmpuint (sequence, >=, 400);
  g_assert_cmpuint (events->len, <, 210);
  g_clear_object (&session);
  session = resume (fixture, NULL);
  value = dup_value (session, "/data/age");
  g_assert_cmpstr (value, ==, "0");

  /* Opened and closed again, it does not grow. */
  g_assert_true (terrain_session_close (session, FALSE, NULL));
  sequence = count_events (fixture);
  for (guint i = 0; i < 3; i++)
    {
      g_clear_object (&session);
      session = resume (fixture, NULL);
      g_assert_true (terrain_session_close (session, FALSE, NULL));
    }
  g_assert_cmpuint (count_events (fixture), ==, sequence);
}

static void
test_name_in_lists (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainSession) session = begin (fixture, NULL);
  g_autoptr (TerrainRecord) record = NULL;

  answer (session, "/data/name", "Zoë");
  g_assert_true (terrain_session_close (session, FALSE, NULL));
  record = terrain_store_find_record (terrain_profile_get_store (fixture->profile), "a", NULL);
  g_assert_cmpstr (record->name, ==, "Visit Zoë");
}

static void
test_drop_untouched (Fixture *fixture, gconstpointer data)
{
  TerrainStore *store = terrain_profile_get_store (fixture->profile);
  g_autoptr (TerrainSession) session = begin (fixture, NULL);

  /* Looking around is no answer. */
  terrain_session_set_position (session, "/data/age");
  g_assert_true (terrain_session_set_language (session, "fr", NULL));
  g_assert_true (terrain_session_close (session, TRUE, NULL));
  g_assert_null (terrain_store_find_record (store, "a", NULL));

  g_clear_object (&session);
  session = begin (fixture, NULL);
  answer (session, "/data/name", "x");
  answer (session, "/data/name", "");
  g_assert_true (terrain_session_close (session, TRUE, NULL));
  terrain_record_free (terrain_store_find_record (store, "a", NULL));
  g_clear_object (&session);
  session = resume (fixture, NULL);
  g_assert_true (terrain_session_close (session, TRUE, NULL));
  {
    g_autoptr (TerrainRecord) record = terrain_store_find_record (store, "a", NULL);

    g_assert_nonnull (record);
  }
}

static void
test_complete (Fixture *fixture, gconstpointer data)
{
  TerrainStore *store = terrain_profile_get_store (fixture->profile);
  g_autoptr (TerrainSession) session = begin (fixture, NULL);
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (GBytes) stored = NULL;
  g_autoptr (TerrainRecord) record = NULL;
  g_autofree char *instance_id = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (terrain_session_complete (session, TRUE, NULL, NULL, &error));
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_INCOMPLETE);
  g_clear_error (&error);
  answer (session, "/data/name", "Zoë");
  g_assert_true (terrain_session_complete (session, TRUE, &instance_id, &xml, &error));
  g_assert_no_error (error);

  record = terrain_store_find_record (store, "a", NULL);
  g_assert_cmpint (record->state, ==, TERRAIN_RECORD_QUEUED);
  g_assert_cmpstr (record->instance_id, ==, instance_id);
  g_assert_true (g_str_has_prefix (instance_id, "uuid:"));
  g_assert_cmpstr (record->name, ==, "Visit Zoë");
  stored = terrain_store_load_submission (store, "a", NULL);
  g_assert_true (g_bytes_equal (stored, xml));

  g_assert_false (terrain_session_answer (session, "/data/name", "x", &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE);
  g_clear_error (&error);
  g_assert_null (terrain_session_resume (fixture->profile, "a", NULL, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE);
  g_clear_error (&error);

  /* Reopened, it is what it was, under the same instanceID. */
  g_assert_true (terrain_store_reopen_record (store, "a", g_get_real_time (), NULL));
  g_clear_object (&session);
  session = resume (fixture, NULL);
  {
    g_autofree char *name = dup_value (session, "/data/name");
    g_autofree char *id = dup_value (session, "/data/meta/instanceID");

    g_assert_cmpstr (name, ==, "Zoë");
    g_assert_cmpstr (id, ==, instance_id);
  }
  g_assert_true (terrain_session_complete (session, FALSE, NULL, NULL, &error));
  g_assert_no_error (error);
}

static void
test_resume_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainSession) session = begin (fixture, NULL);
  g_autoptr (GError) error = NULL;

  g_clear_object (&session);
  g_assert_null (terrain_session_resume (fixture->profile, "nobody", NULL, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (
      terrain_store_trash_record (terrain_profile_get_store (fixture->profile), "a", TRUE, 1, NULL));
  g_assert_null (terrain_session_resume (fixture->profile, "a", NULL, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE);
}

/* A draft goes on with the form it was begun with. */
static void
test_form_changes_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainSession) session = begin (fixture, NULL);
  g_autofree char *changed = make_form ("visit", "1", "Another form, same version");
  g_autofree char *next = make_form ("visit", "2", "The next version");
  g_autoptr (GBytes) changed_bytes = bytes_of (changed);
  g_autoptr (GBytes) next_bytes = bytes_of (next);
  g_autoptr (TerrainForm) newest = NULL;
  g_autofree char *name = NULL;

  answer (session, "/data/name", "Zoë");
  flush (session);
  g_clear_object (&session);
  g_assert_true (terrain_profile_import_form (fixture->profile, changed_bytes, "", NULL, NULL, NULL));
  g_assert_true (terrain_profile_import_form (fixture->profile, next_bytes, "", NULL, NULL, NULL));
  fixture_reopen (fixture);
  newest = terrain_profile_load_form (fixture->profile, "visit", NULL, NULL);
  g_assert_cmpstr (terrain_form_get_title (newest), ==, "The next version");
  session = resume (fixture, NULL);
  name = dup_value (session, "/data/name");
  g_assert_cmpstr (name, ==, "Zoë");
}

/* A journal from a later version, or one that was tampered with: what can be done again is. */
static void
test_strange_events (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *kind;
    const char *payload;
  } strange[] = {
    { "photograph", "{\"of\":\"a later version\"}" },
    { "set", "" },
    { "set", "[1]" },
    { "set", "{\"ref\":\"/data/name\",\"value\":\"one\",\"seed\":1}{\"ref\":\"/data/name\",\"value\":\"two\",\"seed\":1}" },
    { "set", "{\"ref\":5,\"seed\":1}" },
    { "set", "{\"ref\":\"/data/name\",\"value\":\"no seed\"}" },
    { "set", "{\"ref\":\"/data/gone\",\"value\":\"x\",\"seed\":1}" },
    { "add", "{\"ref\":\"/data/name\",\"seed\":1}" },
    { "remove", "{\"ref\":\"/data/person[99]\",\"seed\":1}" },
    { "language", "{\"value\":\"eo\",\"seed\":1}" },
    { "set", "{\"ref\":\"/data/name\",\"value\":\"kept\",\"seed\":1}" },
  };
  TerrainStore *store = terrain_profile_get_store (fixture->profile);
  g_autoptr (TerrainSession) session = begin (fixture, NULL);
  guint64 last = count_events (fixture);
  g_autofree char *name = NULL;

  g_clear_object (&session);
  for (guint i = 0; i < G_N_ELEMENTS (strange); i++)
    {
      g_autoptr (GBytes) payload = bytes_of (strange[i].payload);

      g_assert_true (terrain_store_append_event (store, "a", ++last, 5, strange[i].kind, payload, NULL));
      if (i > 0 && i < G_N_ELEMENTS (strange) - 1)
        g_test_expect_message ("terrain-fieldwork", G_LOG_LEVEL_WARNING, "*could not be done again*");
    }
  session = resume (fixture, NULL);
  g_test_assert_expected_messages ();
  name = dup_value (session, "/data/name");
  g_assert_cmpstr (name, ==, "kept");
  answer (session, "/data/age", "3");
  flush (session);
}

static void
limit_files (rlim_t size)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = size;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static gboolean
has_failed (gpointer session)
{
  return terrain_session_get_save_state (session) == TERRAIN_SAVE_FAILED;
}

static gboolean
is_done (gpointer session)
{
  return terrain_session_get_save_state (session) == TERRAIN_SAVE_DONE;
}

/* The disk fills up in the middle of an interview. It goes on; once there is room, all of it is there, in order. */
static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainSession) session = begin (fixture, NULL);
  g_autofree char *long_name = g_strnfill (40000, 'n');
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  answer (session, "/data/name", "first");
  wait_until (is_done, session);
  limit_files (4096);
  g_test_expect_message ("terrain-fieldwork", G_LOG_LEVEL_WARNING, "A step could not be written*");
  answer (session, "/data/name", long_name);
  g_assert_cmpint (terrain_session_get_save_state (session), ==, TERRAIN_SAVE_PENDING);
  answer (session, "/data/age", "30");
  wait_until (has_failed, session);
  g_test_assert_expected_messages ();
  g_assert_nonnull (strstr (terrain_session_get_save_error (session), "no room"));

  /* Each further answer tries again, and the failure stands. */
  answer (session, "/data/age", "31");
  g_assert_cmpint (terrain_session_get_save_state (session), ==, TERRAIN_SAVE_FAILED);
  g_assert_false (terrain_session_flush (session, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_FULL);
  g_clear_error (&error);
  g_assert_false (terrain_session_close (session, FALSE, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_FULL);
  run_pending ();

  limit_files (RLIM_INFINITY);
  terrain_session_retry (session);
  wait_until (is_done, session);
  g_assert_null (terrain_session_get_save_error (session));
  before = dup_instance (session);
  g_clear_object (&session);
  fixture_reopen (fixture);
  session = resume (fixture, NULL);
  after = dup_instance (session);
  g_assert_cmpstr (before, ==, after);
  g_assert_nonnull (strstr (after, "<age>31</age>"));
}

/* The same without anybody pressing a button: the next answer brings the others along. */
static void
test_room_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainSession) session = begin (fixture, NULL);
  g_autofree char *long_name = g_strnfill (40000, 'n');
  g_autofree char *instance = NULL;

  limit_files (4096);
  g_test_expect_message ("terrain-fieldwork", G_LOG_LEVEL_WARNING, "A step could not be written*");
  answer (session, "/data/name", long_name);
  wait_until (has_failed, session);
  limit_files (RLIM_INFINITY);
  g_test_assert_expected_messages ();
  answer (session, "/data/age", "31");
  wait_until (is_done, session);
  g_clear_object (&session);
  session = resume (fixture, NULL);
  instance = dup_instance (session);
  g_assert_nonnull (strstr (instance, long_name));
  g_assert_nonnull (strstr (instance, "<age>31</age>"));
}

/* A program without a main loop: nobody hears that a step was written, and the file is left tidy all the same. */
static void
test_no_main_loop (Fixture *fixture, gconstpointer data)
{
  g_autofree char *log_path = g_build_filename (fixture->profile_folder, "profile.sqlite-wal", NULL);
  g_autoptr (TerrainSession) session = begin (fixture, NULL);

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);

      answer (session, "/data/age", text);
    }
  flush (session);
  g_clear_object (&session);
  g_clear_object (&fixture->profile);
  g_assert_false (g_file_test (log_path, G_FILE_TEST_EXISTS));
}

/* A caller may hold the clock for the whole run, and finds it so. */
static void
test_held_clock (Fixture *fixture, gconstpointer data)
{
  gint64 now = 0;
  g_autoptr (TerrainEnvironment) environment = make_environment (&now, 1);
  g_autoptr (TerrainSession) session = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  terrain_environment_hold_clock (environment, NOON);
  session = begin (fixture, environment);
  answer (session, "/data/name", "x");
  first = dup_value (session, "/data/changed");
  g_assert_cmpint (terrain_environment_get_now (environment), ==, NOON);
  answer (session, "/data/name", "y");
  second = dup_value (session, "/data/changed");
  g_assert_cmpstr (first, ==, second);
  g_assert_cmpstr (first, !=, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  signal (SIGXFSZ, SIG_IGN);

  add_case ("/session/begin", test_begin);
  add_case ("/session/begin-refused", test_begin_refused);
  add_case ("/session/refused-step-is-none", test_refused_step_is_none);
  g_test_add_func ("/session/resume-equals", test_resume_equals);
  add_case ("/session/checkpoints", test_checkpoints);
  add_case ("/session/name-in-lists", test_name_in_lists);
  add_case ("/session/drop-untouched", test_drop_untouched);
  add_case ("/session/complete", test_complete);
  add_case ("/session/resume-refused", test_resume_refused);
  add_case ("/session/form-changes-meanwhile", test_form_changes_meanwhile);
  add_case ("/session/strange-events", test_strange_events);
  add_case ("/session/full-disk", test_full_disk);
  add_case ("/session/room-again", test_room_again);
  add_case ("/session/no-main-loop", test_no_main_loop);
  add_case ("/session/held-clock", test_held_clock);

  return g_test_run ();
}
