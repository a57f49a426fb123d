/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fixture.h"

/* The recording of an interview in its record: what it is called, how it grows, and what is kept of who agreed. */

#define NOON G_GINT64_CONSTANT (1760000000000000)

static gint64 now;

/* Two nodes ask, one of them in the middle of the interview. */
#define FORM(audit) \
  "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'" \
  " xmlns:jr='http://openrosa.org/javarosa' xmlns:odk='http://www.opendatakit.org/xforms'" \
  " xmlns:orx='http://openrosa.org/xforms'><h:head><h:title>Talk</h:title><model>" \
  "<instance><data id='talk' version='1'><talk/><name/><again/><orx:meta><orx:instanceID/>" audit "</orx:meta></data>" \
  "</instance><bind nodeset='/data/talk' type='binary'/><bind nodeset='/data/name' type='string'/>" \
  "<bind nodeset='/data/again' type='binary'/><bind nodeset='/data/meta/audit' type='binary'/>" \
  "<bind nodeset='/data/meta/instanceID' type='string' readonly='true()' jr:preload='uid'/>" \
  "<odk:recordaudio ref='/data/talk' event='odk-instance-load' odk:quality='low'/></model></h:head><h:body>" \
  "<input ref='/data/name'><label>Name</label><odk:recordaudio ref='/data/again' event='xforms-value-changed'/></input>" \
  "</h:body></h:html>"

static TerrainSession *
begin (Fixture *fixture, const char *form_text)
{
  g_autoptr (TerrainEnvironment) environment = make_environment (&now, 7);
  g_autoptr (GBytes) xml = bytes_of (form_text);
  g_autoptr (TerrainForm) form = NULL;
  g_autoptr (GError) error = NULL;
  TerrainSession *session;

  now = NOON;
  terrain_profile_import_form (fixture->profile, xml, "", NULL, NULL, &error);
  g_assert_no_error (error);
  form = terrain_profile_load_form (fixture->profile, "talk", NULL, &error);
  g_assert_no_error (error);
  session = terrain_session_begin_full (fixture->profile, form, NULL, "t", environment, &error);
  g_assert_no_error (error);
  return session;
}

static TerrainSession *
resume (Fixture *fixture)
{
  g_autoptr (TerrainEnvironment) environment = make_environment (&now, 7);
  g_autoptr (GError) error = NULL;
  TerrainSession *session;

  fixture_reopen (fixture);
  session = terrain_session_resume (fixture->profile, "t", environment, &error);
  g_assert_no_error (error);
  return session;
}

static void
append (TerrainSession *session, const char *name, guint64 offset, const char *sound)
{
  g_autoptr (GBytes) bytes = bytes_of (sound);
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_session_append_sound (session, name, "audio/ogg", offset, bytes, &error));
  g_assert_no_error (error);
}

static void
assert_value (TerrainSession *session, const char *ref, const char *value)
{
  g_autofree char *found = dup_value (session, ref);

  g_assert_cmpstr (found, ==, value);
}

static void
assert_sound (Fixture *fixture, const char *name, const char *sound)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = terrain_store_load_attachment (terrain_profile_get_store (fixture->profile), "t", name, NULL,
                                                            &error);

  if (sound == NULL)
    {
      g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), sound, strlen (sound));
}

static void
assert_name (TerrainSession *session, const char *expected, guint64 expected_size)
{
  guint64 size = 99;
  g_autofree char *name = terrain_session_dup_sound_name (session, "ogg", &size);

  g_assert_cmpstr (name, ==, expected);
  if (expected != NULL)
    g_assert_cmpuint (size, ==, expected_size);
}

/* One file, which grows over sittings; its name stands wherever the form asks, also later in the interview. */
static void
test_grows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainSession) session = begin (fixture, FORM ("<orx:audit/>"));
  g_autofree char *quality = terrain_session_dup_sound_quality (session);
  g_autoptr (GBytes) submission = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (quality, ==, "low");
  g_assert_true (terrain_session_wants_sound (session));
  assert_name (session, "talk.ogg", 0);
  assert_value (session, "/data/talk", "");
  append (session, "talk.ogg", 0, "one");
  assert_value (session, "/data/talk", "talk.ogg");
  g_assert_false (terrain_session_wants_sound (session));
  assert_name (session, NULL, 0);
  append (session, "talk.ogg", 3, " two");
  /* Asked for twice, and in the middle of the interview. */
  g_assert_true (terrain_session_answer (session, "/data/name", "Ann", &error));
  g_assert_true (terrain_session_wants_sound (session));
  append (session, "talk.ogg", 3, " two");
  assert_value (session, "/data/again", "talk.ogg");
  assert_sound (fixture, "talk.ogg", "one two");
  g_assert_true (terrain_session_close (session, FALSE, &error));
  g_clear_object (&session);

  session = resume (fixture);
  g_assert_true (terrain_session_wants_sound (session));
  assert_name (session, "talk.ogg", 7);
  assert_value (session, "/data/talk", "talk.ogg");
  append (session, "talk.ogg", 7, " three");
  assert_sound (fixture, "talk.ogg", "one two three");
  g_assert_true (terrain_session_complete (session, FALSE, NULL, &submission, &error));
  g_assert_no_error (error);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (submission, NULL), (gssize) g_bytes_get_size (submission),
                                  "<talk>talk.ogg</talk>"));
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (submission, NULL), (gssize) g_bytes_get_size (submission),
                                  "<again>talk.ogg</again>"));
}

static void
appended (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_session_append_sound_finish (TERRAIN_SESSION (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

/* Killed right after: the file and its name are there. A file whose name got lost on the way is not taken for it. */
static void
test_killed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainSession) session = begin (fixture, FORM (""));
  g_autoptr (GBytes) bytes = bytes_of ("first");
  g_autoptr (GBytes) lost = bytes_of ("lost");
  gboolean done = FALSE;

  g_assert_true (terrain_store_put_attachment (terrain_profile_get_store (fixture->profile), "t", "talk.ogg", NULL, lost,
                                               NULL));
  assert_name (session, "talk-2.ogg", 0);
  terrain_session_append_sound_async (session, "talk-2.ogg", "audio/ogg", 0, bytes, appended, &done);
  /* The end of the sitting overtakes it: not twice. */
  append (session, "talk-2.ogg", 0, "first and last");
  wait_until (is_true, &done);
  g_assert_true (terrain_session_flush (session, NULL));
  g_clear_object (&session);

  session = resume (fixture);
  assert_value (session, "/data/talk", "talk-2.ogg");
  assert_sound (fixture, "talk-2.ogg", "first and last");
  assert_name (session, "talk-2.ogg", strlen ("first and last"));
}

/* What was decided is in the journal, with an audit log or without one; the log tells it in ODK Collect's words. */
static void
test_refused (Fixture *fixture, gconstpointer audit)
{
  g_autoptr (TerrainSession) session = begin (fixture, audit != NULL ? FORM ("<orx:audit/>") : FORM (""));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) log = NULL;
  g_autofree char *text = NULL;

  g_assert_false (terrain_session_was_sound_refused (session));
  terrain_session_note_sound (session, TERRAIN_SOUND_REFUSED);
  g_assert_true (terrain_session_answer (session, "/data/name", "Ann", &error));
  g_assert_true (terrain_session_close (session, FALSE, &error));
  g_clear_object (&session);

  session = resume (fixture);
  g_assert_true (terrain_session_was_sound_refused (session));
  terrain_session_note_sound (session, TERRAIN_SOUND_AGREED);
  terrain_session_note_sound (session, TERRAIN_SOUND_ENDS);
  g_assert_true (terrain_session_flush (session, &error));
  g_assert_false (terrain_session_was_sound_refused (session));
  append (session, "talk.ogg", 0, "one");
  g_assert_true (terrain_session_complete (session, FALSE, NULL, NULL, &error));
  g_assert_no_error (error);
  if (audit == NULL)
    return;
  log = terrain_store_load_attachment (terrain_profile_get_store (fixture->profile), "t", "audit.csv", NULL, &error);
  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (log, NULL), g_bytes_get_size (log));
  g_assert_nonnull (strstr (text, "background audio disabled,,"));
  g_assert_nonnull (strstr (text, "background audio enabled,,"));
}

/* Nobody agrees any more: no name stands for it, and no file is left. */
static void
test_removed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainSession) session = begin (fixture, FORM (""));
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_session_answer (session, "/data/name", "Ann", &error));
  append (session, "talk.ogg", 0, "one");
  assert_value (session, "/data/talk", "talk.ogg");
  assert_value (session, "/data/again", "talk.ogg");
  g_assert_true (terrain_session_remove_sound (session, "talk.ogg", &error));
  g_assert_no_error (error);
  assert_value (session, "/data/talk", "");
  assert_value (session, "/data/again", "");
  assert_sound (fixture, "talk.ogg", NULL);
  /* Nothing to do is done. */
  g_assert_true (terrain_session_remove_sound (session, "talk.ogg", &error));
  g_assert_true (terrain_session_close (session, FALSE, &error));
  g_clear_object (&session);
  session = resume (fixture);
  assert_value (session, "/data/talk", "");
  g_assert_true (terrain_session_wants_sound (session));
}

/* Recorded, but nothing answered: that is not nothing. */
static void
test_only_sound (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainSession) session = begin (fixture, FORM (""));

  append (session, "talk.ogg", 0, "one");
  g_assert_true (terrain_session_close (session, TRUE, NULL));
  assert_sound (fixture, "talk.ogg", "one");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_case ("/sound/grows", test_grows);
  add_case ("/sound/killed", test_killed);
  g_test_add ("/sound/refused", Fixture, NULL, fixture_set_up, test_refused, fixture_tear_down);
  g_test_add ("/sound/refused-logged", Fixture, "audit", fixture_set_up, test_refused, fixture_tear_down);
  add_case ("/sound/removed", test_removed);
  add_case ("/sound/only-sound", test_only_sound);
  return g_test_run ();
}
