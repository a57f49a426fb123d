/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fixture.h"

/* Notes on questions and confirmed warnings (terrain-remarks.h; UX-08). */

static gint64 now = G_GINT64_CONSTANT (1760000000000000);

static const char form_xml[] =
    "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'"
    " xmlns:jr='http://openrosa.org/javarosa' xmlns:odk='http://www.opendatakit.org/xforms'"
    " xmlns:t='https://safe.brussels/terrain' xmlns:orx='http://openrosa.org/xforms'><h:head><h:title>Log</h:title><model>"
    "<itext><translation lang='en'><text id='soft'><value>Is that right?</value></text></translation>"
    "<translation lang='nl'><text id='soft'><value>Klopt dat?</value></text></translation></itext>"
    "<instance><data id='log' version='1'><name/><person jr:template=''><age/></person>"
    "<orx:meta><orx:instanceID/><orx:audit/></orx:meta></data></instance>"
    "<bind nodeset='/data/name' type='string'/>"
    "<bind nodeset='/data/person/age' type='int' constraint='. &lt; 130' t:softConstraint='. &lt; 100'"
    " t:softConstraintMsg=\"jr:itext('soft')\"/>"
    "<bind nodeset='/data/meta/audit' type='binary' odk:track-changes='true'/>"
    "<bind nodeset='/data/meta/instanceID' type='string' readonly='true()' jr:preload='uid'/></model></h:head><h:body>"
    "<input ref='/data/name'><label>Name</label></input>"
    "<group ref='/data/person'><label>People</label><repeat nodeset='/data/person'>"
    "<input ref='/data/person/age'><label>Age</label></input></repeat></group></h:body></h:html>";

static TerrainEnvironment *
new_environment (void)
{
  TerrainEnvironment *environment = make_environment (&now, 7);

  terrain_environment_set_property (environment, "username", "ann");
  return environment;
}

static TerrainSession *
begin (Fixture *fixture)
{
  g_autoptr (GBytes) xml = bytes_of (form_xml);
  g_autoptr (TerrainEnvironment) environment = new_environment ();
  g_autoptr (TerrainForm) form = NULL;
  g_autoptr (GError) error = NULL;
  TerrainSession *session;

  terrain_profile_import_form (fixture->profile, xml, "", NULL, NULL, &error);
  g_assert_no_error (error);
  form = terrain_profile_load_form (fixture->profile, "log", NULL, &error);
  g_assert_no_error (error);
  session = terrain_session_begin_full (fixture->profile, form, "en", "a", environment, &error);
  g_assert_no_error (error);
  return session;
}

/* As after a kill: what was flushed, and nothing else. */
static TerrainSession *
resume (Fixture *fixture, TerrainSession *session)
{
  g_autoptr (TerrainEnvironment) environment = new_environment ();
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_session_flush (session, &error));
  g_object_unref (session);
  session = terrain_session_resume (fixture->profile, "a", environment, &error);
  g_assert_no_error (error);
  return session;
}

static void
note (TerrainSession *session, const char *ref, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_session_set_remark (session, ref, text, &error));
  g_assert_no_error (error);
}

static void
answer (TerrainSession *session, const char *ref, const char *value)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_session_answer (session, ref, value, &error));
  g_assert_no_error (error);
}

static const char *
text_at (TerrainSession *session, const char *ref)
{
  const TerrainRemark *remark = terrain_session_get_remark (session, ref);

  return remark != NULL ? remark->text : NULL;
}

static void
test_kept (Fixture *fixture, gconstpointer data)
{
  TerrainSession *session = begin (fixture);
  g_autoptr (GPtrArray) remarks = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (text_at (session, "/data/name"));
  note (session, "/data/name", "  spelled by \"her\",\nasked twice ");
  answer (session, "/data/name", "Ann");
  /* Checkpoints know nothing of notes. */
  g_assert_true (terrain_session_close (session, TRUE, &error));
  g_assert_no_error (error);
  session = resume (fixture, session);
  g_assert_cmpstr (text_at (session, "/data/name"), ==, "spelled by \"her\",\nasked twice");
  note (session, "/data/name", "");
  session = resume (fixture, session);
  g_assert_null (text_at (session, "/data/name"));
  remarks = terrain_session_dup_remarks (session);
  g_assert_cmpuint (remarks->len, ==, 0);

  g_assert_false (terrain_session_set_remark (session, "/data/nothing", "x", &error));
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_FOUND);
  g_object_unref (session);
}

static void
step_back (TerrainSession *session, gboolean redo)
{
  g_autoptr (GError) error = NULL;

  g_assert_true ((redo ? terrain_session_redo : terrain_session_undo) (session, NULL, &error));
  g_assert_no_error (error);
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  TerrainSession *session = begin (fixture);
  TerrainInterview *interview = terrain_session_get_interview (session);
  TerrainItem *name = terrain_interview_find_item (interview, "/data/name");
  g_autoptr (GError) error = NULL;

  answer (session, "/data/name", "Ann");
  note (session, "/data/name", "one");
  note (session, "/data/name", "two");
  answer (session, "/data/name", "Bea");
  step_back (session, FALSE);
  g_assert_cmpstr (terrain_item_get_value (name), ==, "Ann");
  g_assert_cmpstr (text_at (session, "/data/name"), ==, "two");
  step_back (session, FALSE);
  g_assert_cmpstr (text_at (session, "/data/name"), ==, "one");
  step_back (session, FALSE);
  g_assert_null (text_at (session, "/data/name"));
  g_assert_cmpstr (terrain_item_get_value (name), ==, "Ann");
  step_back (session, FALSE);
  g_assert_cmpstr (terrain_item_get_value (name), ==, "");
  g_assert_false (terrain_session_undo (session, NULL, &error));

  step_back (session, TRUE);
  step_back (session, TRUE);
  step_back (session, TRUE);
  step_back (session, TRUE);
  g_assert_cmpstr (terrain_item_get_value (name), ==, "Bea");
  g_assert_cmpstr (text_at (session, "/data/name"), ==, "two");
  session = resume (fixture, session);
  g_assert_cmpstr (text_at (session, "/data/name"), ==, "two");
  g_object_unref (session);
}

/* A note goes with its instance. */
static void
test_instances (Fixture *fixture, gconstpointer data)
{
  TerrainSession *session = begin (fixture);
  g_autoptr (GPtrArray) remarks = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    terrain_session_add_instance (session, "/data/person", NULL);
  note (session, "/data/person[1]/age", "first");
  note (session, "/data/person[2]/age", "second");
  note (session, "/data/person[3]/age", "third");
  g_assert_true (terrain_session_remove_instance (session, "/data/person[2]", &error));
  g_assert_cmpstr (text_at (session, "/data/person[1]/age"), ==, "first");
  g_assert_cmpstr (text_at (session, "/data/person[2]/age"), ==, "third");
  g_assert_null (text_at (session, "/data/person[3]/age"));
  session = resume (fixture, session);
  g_assert_cmpstr (text_at (session, "/data/person[2]/age"), ==, "third");
  remarks = terrain_session_dup_remarks (session);
  g_assert_cmpuint (remarks->len, ==, 2);
  g_object_unref (session);
}

static void
test_instance_back (Fixture *fixture, gconstpointer data)
{
  TerrainSession *session = begin (fixture);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    terrain_session_add_instance (session, "/data/person", NULL);
  note (session, "/data/person[2]/age", "second");
  note (session, "/data/person[3]/age", "third");
  g_assert_true (terrain_session_remove_instance (session, "/data/person[2]", &error));
  step_back (session, FALSE);
  g_assert_cmpstr (text_at (session, "/data/person[2]/age"), ==, "second");
  g_assert_cmpstr (text_at (session, "/data/person[3]/age"), ==, "third");
  step_back (session, TRUE);
  g_assert_cmpstr (text_at (session, "/data/person[2]/age"), ==, "third");
  session = resume (fixture, session);
  g_assert_cmpstr (text_at (session, "/data/person[2]/age"), ==, "third");
  g_object_unref (session);
}

/* The record as a kill at any moment leaves it: the steps that were written, and none after them. */
static void
test_killed_anywhere (Fixture *fixture, gconstpointer data)
{
  TerrainSession *session = begin (fixture);
  TerrainStore *store = terrain_profile_get_store (fixture->profile);
  g_autoptr (GBytes) instance = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  guint64 first;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    terrain_session_add_instance (session, "/data/person", NULL);
  note (session, "/data/person[2]/age", "second");
  note (session, "/data/person[3]/age", "third");
  g_assert_true (terrain_session_flush (session, NULL));
  terrain_store_load_history (store, "a", 0, &instance, &first, &before, &error);
  g_assert_no_error (error);
  g_clear_pointer (&instance, g_bytes_unref);
  g_assert_true (terrain_session_remove_instance (session, "/data/person[2]", &error));
  g_assert_true (terrain_session_flush (session, NULL));
  terrain_store_load_history (store, "a", 0, &instance, &first, &after, &error);
  g_assert_no_error (error);
  /* One step takes the instance away and moves the notes: there is nothing to be killed between. */
  g_assert_cmpuint (after->len, ==, before->len + 1);
  session = resume (fixture, session);
  g_assert_cmpstr (text_at (session, "/data/person[2]/age"), ==, "third");
  g_assert_null (text_at (session, "/data/person[3]/age"));
  g_object_unref (session);
}

/* What went with an instance comes back with it, also in another run of the program; each instance with its own. */
static void
test_back_after_restart (Fixture *fixture, gconstpointer data)
{
  TerrainSession *session = begin (fixture);
  TerrainItem *age;
  gint64 at;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    terrain_session_add_instance (session, "/data/person", NULL);
  answer (session, "/data/person[2]/age", "104");
  age = terrain_interview_find_item (terrain_session_get_interview (session), "/data/person[2]/age");
  g_assert_true (terrain_session_confirm (session, age, NULL));
  at = now;
  note (session, "/data/person[2]/age", "second");
  note (session, "/data/person[3]/age", "third");
  now += G_USEC_PER_SEC;
  g_assert_true (terrain_session_remove_instance (session, "/data/person[2]", &error));
  g_assert_true (terrain_session_remove_instance (session, "/data/person[2]", &error));
  session = resume (fixture, session);
  step_back (session, FALSE);
  g_assert_cmpstr (text_at (session, "/data/person[2]/age"), ==, "third");
  session = resume (fixture, session);
  step_back (session, FALSE);
  g_assert_cmpstr (text_at (session, "/data/person[2]/age"), ==, "second");
  g_assert_cmpstr (text_at (session, "/data/person[3]/age"), ==, "third");
  age = terrain_interview_find_item (terrain_session_get_interview (session), "/data/person[2]/age");
  g_assert_true (terrain_session_is_confirmed (session, age));
  g_assert_cmpint (terrain_session_get_remark (session, "/data/person[2]/age")->at, ==, at);
  step_back (session, TRUE);
  step_back (session, TRUE);
  g_assert_null (text_at (session, "/data/person[2]/age"));
  session = resume (fixture, session);
  g_assert_null (text_at (session, "/data/person[2]/age"));
  now = at;
  g_object_unref (session);
}

/* An answer nobody has confirmed holds the record back, and says so after what is wrong. */
static void
test_completion (Fixture *fixture, gconstpointer data)
{
  TerrainSession *session = begin (fixture);
  TerrainItem *age;
  g_autoptr (GError) error = NULL;

  terrain_session_add_instance (session, "/data/person", NULL);
  terrain_session_add_instance (session, "/data/person", NULL);
  answer (session, "/data/person[1]/age", "104");
  answer (session, "/data/person[2]/age", "200");
  g_assert_false (terrain_session_complete (session, TRUE, NULL, NULL, &error));
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_INCOMPLETE);
  g_assert_null (strstr (error->message, "unusual"));
  g_clear_error (&error);
  answer (session, "/data/person[2]/age", "20");
  g_assert_false (terrain_session_complete (session, TRUE, NULL, NULL, &error));
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_INCOMPLETE);
  g_assert_cmpstr (error->message, ==, "1 answer is unusual: confirm it, or change it.");
  g_clear_error (&error);
  age = terrain_interview_find_item (terrain_session_get_interview (session), "/data/person[1]/age");
  g_assert_true (terrain_session_confirm (session, age, NULL));
  g_assert_true (terrain_session_complete (session, TRUE, NULL, NULL, &error));
  g_assert_no_error (error);
  g_object_unref (session);
}

/* UX-08: asked until confirmed, by whom and when; asked again of another answer. */
static void
test_soft (Fixture *fixture, gconstpointer data)
{
  TerrainSession *session = begin (fixture);
  TerrainItem *age;
  g_autoptr (GPtrArray) warnings = NULL;
  g_autofree char *warning = NULL;
  g_autofree char *translated = NULL;
  g_autoptr (GError) error = NULL;

  terrain_session_add_instance (session, "/data/person", NULL);
  age = terrain_interview_find_item (terrain_session_get_interview (session), "/data/person[1]/age");
  g_assert_null (terrain_item_dup_warning (age));
  answer (session, "/data/person[1]/age", "40");
  g_assert_null (terrain_item_dup_warning (age));
  answer (session, "/data/person[1]/age", "104");
  warning = terrain_item_dup_warning (age);
  g_assert_cmpstr (warning, ==, "Is that right?");
  terrain_session_set_language (session, "nl", NULL);
  translated = terrain_item_dup_warning (age);
  g_assert_cmpstr (translated, ==, "Klopt dat?");
  warnings = terrain_session_dup_warnings (session);
  g_assert_cmpuint (warnings->len, ==, 1);
  g_assert_cmpstr (((TerrainProblem *) warnings->pdata[0])->ref, ==, "/data/person[1]/age");

  g_assert_true (terrain_session_confirm (session, age, &error));
  g_assert_true (terrain_session_is_confirmed (session, age));
  session = resume (fixture, session);
  age = terrain_interview_find_item (terrain_session_get_interview (session), "/data/person[1]/age");
  g_assert_true (terrain_session_is_confirmed (session, age));
  g_assert_cmpstr (terrain_session_get_remark (session, "/data/person[1]/age")->user, ==, "ann");
  g_assert_cmpint (terrain_session_get_remark (session, "/data/person[1]/age")->at, ==, now);
  answer (session, "/data/person[1]/age", "103");
  g_assert_false (terrain_session_is_confirmed (session, age));
  /* What is refused is not asked about as well. */
  answer (session, "/data/person[1]/age", "200");
  g_assert_null (terrain_item_dup_warning (age));
  g_object_unref (session);
}

static void
test_audit (Fixture *fixture, gconstpointer data)
{
  TerrainSession *session = begin (fixture);
  TerrainStore *store = terrain_profile_get_store (fixture->profile);
  g_autoptr (GBytes) log = NULL;
  g_autoptr (GBytes) xml = NULL;
  g_autofree char *csv = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  TerrainItem *age;

  terrain_session_add_instance (session, "/data/person", NULL);
  answer (session, "/data/person[1]/age", "104");
  age = terrain_interview_find_item (terrain_session_get_interview (session), "/data/person[1]/age");
  g_assert_true (terrain_session_confirm (session, age, NULL));
  note (session, "/data/name", "left, in a hurry");
  g_assert_true (terrain_session_complete (session, TRUE, NULL, &xml, &error));
  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (xml, NULL), g_bytes_get_size (xml));
  g_assert_null (strstr (text, "hurry"));
  log = terrain_store_load_attachment (store, "a", "audit.csv", NULL, &error);
  g_assert_no_error (error);
  csv = g_strndup (g_bytes_get_data (log, NULL), g_bytes_get_size (log));
  g_assert_true (g_str_has_prefix (csv, "event,node,start,end,old-value,new-value,remark\n"));
  g_assert_nonnull (strstr (csv, "confirm warning,/data/person[1]/age,1760000000000,,,,ann\n"));
  g_assert_nonnull (strstr (csv, "note,/data/name,1760000000000,,,,\"left, in a hurry\"\n"));
  g_object_unref (session);
}

/* What is asked about an unusual answer is a text of the form like any other: a po file translates it. */
static void
test_translated (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->profile_folder, "po", "log", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *warning = NULL;
  TerrainSession *session;
  TerrainItem *age;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  write_file (folder, "fr.po",
              "msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"
              "msgctxt \"/data/person/age:soft\"\nmsgid \"Is that right?\"\nmsgstr \"Est-ce exact ?\"\n");
  session = begin (fixture);
  terrain_session_add_instance (session, "/data/person", NULL);
  answer (session, "/data/person[1]/age", "104");
  age = terrain_interview_find_item (terrain_session_get_interview (session), "/data/person[1]/age");
  warning = terrain_item_dup_warning (age);
  g_assert_cmpstr (warning, ==, "Is that right?");
  g_free (g_steal_pointer (&warning));
  g_assert_true (terrain_session_set_language (session, "fr", &error));
  g_assert_no_error (error);
  warning = terrain_item_dup_warning (age);
  g_assert_cmpstr (warning, ==, "Est-ce exact ?");
  g_object_unref (session);
}

/* UX-11: what language the questions were in, and how often that changed, is in the finished record. */
static void
test_languages (Fixture *fixture, gconstpointer data)
{
  TerrainSession *session = begin (fixture);
  TerrainStore *store = terrain_profile_get_store (fixture->profile);
  g_autoptr (GBytes) log = NULL;
  g_autofree char *csv = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) parts = NULL;

  answer (session, "/data/name", "Ann");
  g_assert_true (terrain_session_set_language (session, "nl", &error));
  /* The same again is no change. */
  g_assert_true (terrain_session_set_language (session, "nl", &error));
  g_assert_true (terrain_session_set_language (session, "en", &error));
  g_assert_true (terrain_session_undo (session, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (terrain_session_complete (session, TRUE, NULL, NULL, &error));
  g_assert_no_error (error);
  log = terrain_store_load_attachment (store, "a", "audit.csv", NULL, &error);
  g_assert_no_error (error);
  csv = g_strndup (g_bytes_get_data (log, NULL), g_bytes_get_size (log));
  parts = g_strsplit (csv, "\nchange language,", -1);
  g_assert_cmpuint (g_strv_length (parts), ==, 4);
  g_assert_nonnull (strstr (csv, "change language,,1760000000000,,,,nl\n"));
  g_assert_nonnull (strstr (csv, "change language,,1760000000000,,,,en\n"));
  g_object_unref (session);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_case ("/fieldwork/remarks/kept", test_kept);
  add_case ("/fieldwork/remarks/undo", test_undo);
  add_case ("/fieldwork/remarks/instances", test_instances);
  add_case ("/fieldwork/remarks/instance-back", test_instance_back);
  add_case ("/fieldwork/remarks/killed-anywhere", test_killed_anywhere);
  add_case ("/fieldwork/remarks/back-after-restart", test_back_after_restart);
  add_case ("/fieldwork/remarks/completion", test_completion);
  add_case ("/fieldwork/remarks/soft", test_soft);
  add_case ("/fieldwork/remarks/audit", test_audit);
  add_case ("/fieldwork/remarks/languages", test_languages);
  add_case ("/fieldwork/remarks/translated", test_translated);
  return g_test_run ();
}
