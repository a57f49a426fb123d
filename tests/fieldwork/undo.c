/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fixture.h"

/* Undo and redo as steps of the journal: as durable as answers, across restarts and checkpoints. */

static void
answer (TerrainSession *session, const char *ref, const char *value)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_session_answer (session, ref, value, &error));
  g_assert_no_error (error);
}

static void
undo (TerrainSession *session)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_session_undo (session, NULL, &error));
  g_assert_no_error (error);
}

static void
redo (TerrainSession *session)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_session_redo (session, NULL, &error));
  g_assert_no_error (error);
}

static void
assert_instance (TerrainSession *session, const char *expected)
{
  g_autofree char *now = dup_instance (session);

  g_assert_cmpstr (now, ==, expected);
}

static TerrainSession *
begin (Fixture *fixture)
{
  g_autoptr (TerrainForm) form = load_visit (fixture->profile);
  g_autoptr (GError) error = NULL;
  TerrainSession *session = terrain_session_begin_full (fixture->profile, form, NULL, "a", NULL, &error);

  g_assert_no_error (error);
  return session;
}

/* The program starts again: after a kill, or after the record was closed. */
static TerrainSession *
start_again (Fixture *fixture, TerrainSession *session, gboolean closed)
{
  g_autoptr (GError) error = NULL;
  TerrainSession *resumed;

  if (closed)
    g_assert_true (terrain_session_close (session, FALSE, &error));
  else
    g_assert_true (terrain_session_flush (session, &error));
  g_assert_no_error (error);
  g_object_unref (session);
  fixture_reopen (fixture);
  resumed = terrain_session_resume (fixture->profile, "a", NULL, &error);
  g_assert_no_error (error);
  return resumed;
}

static guint
n_undo (TerrainSession *session)
{
  return terrain_interview_get_n_undo (terrain_session_get_interview (session));
}

static guint
n_redo (TerrainSession *session)
{
  return terrain_interview_get_n_redo (terrain_session_get_interview (session));
}

static guint64
count_events (Fixture *fixture)
{
  guint64 last = 0;

  g_assert_true (terrain_store_get_last_sequence (terrain_profile_get_store (fixture->profile), "a", &last, NULL));
  return last;
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainSession) session = begin (fixture);
  g_autoptr (GError) error = NULL;
  guint64 n_events = count_events (fixture);

  g_assert_false (terrain_session_undo (session, NULL, &error));
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_ALLOWED);
  g_clear_error (&error);
  g_assert_false (terrain_session_redo (session, NULL, &error));
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_ALLOWED);
  g_assert_cmpuint (count_events (fixture), ==, n_events);
}

/* Steps back and forth over everything a step can be, with a restart after each of them. */
static void
check_restarts (Fixture *fixture, gboolean closed)
{
  TerrainSession *session = begin (fixture);
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  TerrainChange *change = NULL;

  g_ptr_array_add (states, dup_instance (session));
  answer (session, "/data/name", "Ann");
  g_ptr_array_add (states, dup_instance (session));
  g_assert_cmpuint (terrain_session_add_instance (session, "/data/person", NULL), ==, 1);
  g_ptr_array_add (states, dup_instance (session));
  answer (session, "/data/person[1]/first", "Ben");
  g_ptr_array_add (states, dup_instance (session));
  g_assert_true (terrain_session_set_language (session, "fr", NULL));
  g_ptr_array_add (states, dup_instance (session));
  g_assert_true (terrain_session_remove_instance (session, "/data/person[1]", NULL));
  g_ptr_array_add (states, dup_instance (session));

  for (guint i = 5; i > 0; i--)
    {
      session = start_again (fixture, session, closed);
      g_assert_cmpuint (n_undo (session), ==, i);
      g_assert_cmpuint (n_redo (session), ==, 5 - i);
      g_assert_true (terrain_session_undo (session, &change, NULL));
      g_assert_cmpint (change->kind, ==, i == 5   ? TERRAIN_CHANGE_REMOVE
                                         : i == 4 ? TERRAIN_CHANGE_LANGUAGE
                                         : i == 2 ? TERRAIN_CHANGE_ADD
                                                  : TERRAIN_CHANGE_ANSWER);
      terrain_change_free (change);
      assert_instance (session, states->pdata[i - 1]);
      session = start_again (fixture, session, closed);
      assert_instance (session, states->pdata[i - 1]);
      g_assert_cmpstr (terrain_interview_get_language (terrain_session_get_interview (session)), ==,
                       i > 4 ? "fr" : "en");
    }
  for (guint i = 0; i < 5; i++)
    {
      redo (session);
      session = start_again (fixture, session, closed);
      assert_instance (session, states->pdata[i + 1]);
    }
  undo (session);
  answer (session, "/data/age", "40");
  session = start_again (fixture, session, closed);
  g_assert_cmpuint (n_redo (session), ==, 0);
  undo (session);
  assert_instance (session, states->pdata[4]);
  g_object_unref (session);
}

static void
test_abandoned (Fixture *fixture, gconstpointer data)
{
  check_restarts (fixture, FALSE);
}

static void
test_closed (Fixture *fixture, gconstpointer data)
{
  check_restarts (fixture, TRUE);
}

/* An instance and its answer are one step, also after the program was started again. */
static void
test_joined (Fixture *fixture, gconstpointer data)
{
  TerrainSession *session = begin (fixture);
  g_autofree char *before = dup_instance (session);
  g_autofree char *after = NULL;

  g_assert_cmpuint (terrain_session_add_instance (session, "/data/person", NULL), ==, 1);
  g_assert_true (terrain_session_answer_joined (session, "/data/person[1]/first", "Ben", NULL));
  after = dup_instance (session);
  g_assert_cmpuint (n_undo (session), ==, 1);
  session = start_again (fixture, session, FALSE);
  assert_instance (session, after);
  g_assert_cmpuint (n_undo (session), ==, 1);
  undo (session);
  assert_instance (session, before);
  session = start_again (fixture, session, TRUE);
  assert_instance (session, before);
  redo (session);
  assert_instance (session, after);
  session = start_again (fixture, session, FALSE);
  assert_instance (session, after);
  g_object_unref (session);
}

/* Wherever a checkpoint comes between: the record is the same again, and everything can be taken back. */
static void
test_joined_checkpoints (Fixture *fixture, gconstpointer data)
{
  TerrainSession *session = begin (fixture);
  g_autofree char *before = dup_instance (session);
  g_autofree char *after = NULL;
  guint n;

  for (guint i = 1; i <= 300; i++)
    {
      g_autofree char *ref = g_strdup_printf ("/data/person[%u]/first", i);

      g_assert_cmpuint (terrain_session_add_instance (session, "/data/person", NULL), ==, i);
      g_assert_true (terrain_session_answer_joined (session, ref, "Ben", NULL));
    }
  after = dup_instance (session);
  n = n_undo (session);
  session = start_again (fixture, session, FALSE);
  assert_instance (session, after);
  g_assert_cmpuint (n_undo (session), ==, n);
  while (n_undo (session) > 0)
    undo (session);
  assert_instance (session, before);
  session = start_again (fixture, session, FALSE);
  assert_instance (session, before);
  while (n_redo (session) > 0)
    redo (session);
  assert_instance (session, after);
  g_object_unref (session);
}

/* Checkpoints are written now and then; what lies before them can be taken back all the same. */
static void
test_checkpoints (Fixture *fixture, gconstpointer data)
{
  TerrainSession *session = begin (fixture);
  g_autofree char *before = dup_instance (session);
  g_autofree char *after = NULL;

  for (guint i = 1; i <= 450; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);

      answer (session, "/data/name", text);
    }
  after = dup_instance (session);
  for (guint i = 0; i < 300; i++)
    undo (session);
  session = start_again (fixture, session, FALSE);
  g_assert_cmpuint (n_undo (session), ==, 150);
  for (guint i = 0; i < 150; i++)
    undo (session);
  assert_instance (session, before);
  session = start_again (fixture, session, FALSE);
  assert_instance (session, before);
  g_assert_cmpuint (n_redo (session), ==, 450);
  for (guint i = 0; i < 450; i++)
    redo (session);
  assert_instance (session, after);
  session = start_again (fixture, session, TRUE);
  assert_instance (session, after);
  g_object_unref (session);
}

/* Killed between making the record and its first checkpoint: it begins when it is gone on with. */
static void
test_killed_at_birth (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainForm) form = load_visit (fixture->profile);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  TerrainSession *session;

  g_assert_true (terrain_store_create_record (terrain_profile_get_store (fixture->profile), "a",
                                              terrain_form_get_id (form), terrain_form_get_version (form), "en", 0,
                                              &error));
  session = terrain_session_resume (fixture->profile, "a", NULL, &error);
  g_assert_no_error (error);
  before = dup_instance (session);
  answer (session, "/data/name", "Ann");
  session = start_again (fixture, session, TRUE);
  answer (session, "/data/name", "Bob");
  session = start_again (fixture, session, TRUE);
  g_assert_cmpuint (n_undo (session), ==, 2);
  undo (session);
  undo (session);
  assert_instance (session, before);
  g_object_unref (session);
}

/* What came before the last checkpoint cannot be done again: the steps after it still say what they led to. */
static void
test_unknown_past (Fixture *fixture, gconstpointer data)
{
  TerrainSession *session = begin (fixture);
  g_autofree char *expected = NULL;
  g_autofree char *other = NULL;
  g_autoptr (GBytes) instance = NULL;
  char *id;

  answer (session, "/data/name", "Ann");
  answer (session, "/data/name", "Bob");
  answer (session, "/data/name", "Cas");
  g_assert_true (terrain_session_set_language (session, "fr", NULL));
  session = start_again (fixture, session, TRUE);
  undo (session);
  undo (session);
  undo (session);
  redo (session);
  answer (session, "/data/age", "40");
  undo (session);
  expected = dup_instance (session);
  g_assert_true (terrain_session_flush (session, NULL));
  g_object_unref (session);

  /* The beginning is not what it was. */
  other = g_strdup (expected);
  id = g_strstr_len (other, -1, "uuid:");
  memcpy (id, "another", 7);
  instance = g_bytes_new (other, strlen (other));
  g_assert_true (terrain_store_write_checkpoint (terrain_profile_get_store (fixture->profile), "a", 0, instance, NULL,
                                                 "fr", NULL));
  session = terrain_session_resume (fixture->profile, "a", NULL, NULL);
  assert_instance (session, expected);
  g_assert_cmpstr (terrain_interview_get_language (terrain_session_get_interview (session)), ==, "en");
  g_assert_cmpuint (n_undo (session), ==, 0);
  g_assert_cmpuint (n_redo (session), ==, 1);
  redo (session);
  undo (session);
  session = start_again (fixture, session, FALSE);
  assert_instance (session, expected);
  g_object_unref (session);
}

/* What a completion sets is no step: a record that is reopened begins there. */
static void
test_reopened (Fixture *fixture, gconstpointer data)
{
  TerrainSession *session = begin (fixture);
  TerrainStore *store;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  answer (session, "/data/name", "Ann");
  answer (session, "/data/name", "Bob");
  after = dup_instance (session);
  g_assert_true (terrain_session_complete (session, FALSE, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (terrain_session_undo (session, NULL, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE);
  g_clear_error (&error);
  g_clear_object (&session);
  store = terrain_profile_get_store (fixture->profile);
  g_assert_true (terrain_store_reopen_record (store, "a", g_get_real_time (), NULL));
  session = terrain_session_resume (fixture->profile, "a", NULL, &error);
  g_assert_no_error (error);
  assert_instance (session, after);
  answer (session, "/data/age", "7");
  undo (session);
  session = start_again (fixture, session, FALSE);
  assert_instance (session, after);
  g_object_unref (session);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_case ("/undo/refused", test_refused);
  add_case ("/undo/abandoned", test_abandoned);
  add_case ("/undo/closed", test_closed);
  add_case ("/undo/checkpoints", test_checkpoints);
  add_case ("/undo/joined", test_joined);
  add_case ("/undo/joined-checkpoints", test_joined_checkpoints);
  add_case ("/undo/killed-at-birth", test_killed_at_birth);
  add_case ("/undo/unknown-past", test_unknown_past);
  add_case ("/undo/reopened", test_reopened);

  return g_test_run ();
}
