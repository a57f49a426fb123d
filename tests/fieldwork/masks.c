/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fixture.h"

/* What the respondent answered alone (UX-14), wherever the record is read again. */

#define SECRET "stabbed"
#define WORD "(answered in private)"

static const char map[] = "{\"renamed\":{\"/data/words\":\"/data/told\"}}";

/* @words: the sensitive question's name */
static TerrainForm *
load (Fixture *fixture, const char *version, const char *words)
{
  g_autoptr (GString) text = g_string_new (
      "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'"
      " xmlns:jr='http://openrosa.org/javarosa' xmlns:odk='http://www.opendatakit.org/xforms'"
      " xmlns:t='https://safe.brussels/terrain' xmlns:orx='http://openrosa.org/xforms'><h:head><h:title>Alone</h:title>"
      "<model><itext><translation lang='en'><text id='soft'><value>Was it “<output value='/data/WORDS'/>”?</value></text>"
      "</translation></itext>"
      "<instance><data id='alone' version='VERSION'><name/><WORDS/><after/><last/><person jr:template=''><said/></person>"
      "<orx:meta><orx:instanceID/><orx:instanceName/><orx:audit/></orx:meta></data></instance>"
      "<instance id='last-saved' src='jr://instance/last-saved'/>"
      "<bind nodeset='/data/name' type='string'/>"
      "<bind nodeset='/data/after' type='string' t:softConstraint=\". = 'x'\" t:softConstraintMsg=\"jr:itext('soft')\"/>"
      "<bind nodeset='/data/meta/audit' type='binary' odk:track-changes='true'/>"
      "<bind nodeset='/data/meta/instanceID' type='string' readonly='true()' jr:preload='uid'/>"
      "<bind nodeset='/data/meta/instanceName' calculate=\"concat(/data/name, ' ', /data/WORDS)\"/>"
      "<setvalue event='odk-instance-first-load' ref='/data/last' value=\"instance('last-saved')/data/WORDS\"/>"
      "</model></h:head><h:body><input ref='/data/name'><label>Name</label></input>"
      "<input ref='/data/WORDS' appearance='sensitive'><label>What happened?</label></input>"
      "<input ref='/data/after'><label>After “<output value='/data/WORDS'/>”?</label></input>"
      "<input ref='/data/last'><label>Last</label></input>"
      "<group ref='/data/person'><label>People</label><repeat nodeset='/data/person'>"
      "<input ref='/data/person/said' appearance='sensitive'><label>Said</label></input></repeat></group></h:body></h:html>");
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (GError) error = NULL;
  TerrainForm *form;

  g_string_replace (text, "WORDS", words, 0);
  g_string_replace (text, "VERSION", version, 0);
  xml = bytes_of (text->str);
  g_assert_true (terrain_profile_import_form (fixture->profile, xml, "", NULL, NULL, &error));
  g_assert_no_error (error);
  form = terrain_profile_load_form (fixture->profile, "alone", NULL, &error);
  g_assert_no_error (error);
  return form;
}

static void
answer (TerrainSession *session, const char *ref, const char *value)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_session_answer (session, ref, value, &error));
  g_assert_no_error (error);
}

static void
mask (TerrainSession *session, const char *ref)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_session_mask (session, ref, &error));
  g_assert_no_error (error);
}

static TerrainSession *
begin (Fixture *fixture, const char *uuid)
{
  g_autoptr (TerrainForm) form = load (fixture, "1", "words");
  g_autoptr (GError) error = NULL;
  TerrainSession *session = terrain_session_begin_full (fixture->profile, form, NULL, uuid, NULL, &error);

  g_assert_no_error (error);
  return session;
}

/* Asked by the interviewer first, then answered alone. */
static TerrainSession *
begin_answered (Fixture *fixture)
{
  TerrainSession *session = begin (fixture, "a");

  answer (session, "/data/name", "Ann");
  answer (session, "/data/words", "nothing much");
  mask (session, "/data/words");
  terrain_session_set_handed_over (session, TRUE);
  answer (session, "/data/words", SECRET);
  terrain_session_set_handed_over (session, FALSE);
  return session;
}

static const char *
label (TerrainSession *session, const char *ref)
{
  return terrain_item_get_label (terrain_interview_find_item (terrain_session_get_interview (session), ref));
}

static TerrainSession *
resume (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  TerrainSession *session;

  fixture_reopen (fixture);
  session = terrain_session_resume (fixture->profile, "a", NULL, &error);
  g_assert_no_error (error);
  return session;
}

static void
complete (TerrainSession *session)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_session_complete (session, TRUE, NULL, NULL, &error));
  g_assert_no_error (error);
}

static void
assert_name (Fixture *fixture, const char *uuid, const char *expected)
{
  g_autoptr (TerrainRecord) record
      = terrain_store_find_record (terrain_profile_get_store (fixture->profile), uuid, NULL);

  g_assert_nonnull (record);
  g_assert_cmpstr (record->name, ==, expected);
}

/* Labels of other questions and messages, also after a restart; what the respondent sees is what was said. */
static void
test_texts (Fixture *fixture, gconstpointer data)
{
  TerrainSession *session = begin_answered (fixture);
  g_autofree char *warning = NULL;

  g_assert_cmpstr (label (session, "/data/after"), ==, "After “" WORD "”?");
  terrain_session_set_handed_over (session, TRUE);
  g_assert_cmpstr (label (session, "/data/after"), ==, "After “" SECRET "”?");
  terrain_session_set_handed_over (session, FALSE);
  answer (session, "/data/after", "y");
  warning = terrain_item_dup_warning (terrain_interview_find_item (terrain_session_get_interview (session), "/data/after"));
  g_assert_cmpstr (warning, ==, "Was it “" WORD "”?");
  g_assert_true (terrain_session_flush (session, NULL));
  g_object_unref (session);

  session = resume (fixture);
  g_assert_cmpstr (label (session, "/data/after"), ==, "After “" WORD "”?");
  g_assert_true (terrain_session_close (session, FALSE, NULL));
  g_object_unref (session);
  assert_name (fixture, "a", "Ann");
}

/* On paper or looked at: a draft, and the record as it was completed; its name in lists. */
static void
test_view (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainSession) session = begin_answered (fixture);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TerrainInterview) view = NULL;
      g_autofree char *shown = NULL;

      if (i == 0)
        g_assert_true (terrain_session_flush (session, NULL));
      else
        complete (session);
      view = terrain_profile_view_record (fixture->profile, "a", NULL, &error);
      g_assert_no_error (error);
      shown = terrain_item_dup_display_value (terrain_interview_find_item (view, "/data/words"));
      g_assert_cmpstr (shown, ==, WORD);
      g_assert_cmpstr (terrain_item_get_label (terrain_interview_find_item (view, "/data/after")), ==,
                       "After “" WORD "”?");
    }
  assert_name (fixture, "a", "Ann");
}

/* The event is kept and the values are not, neither the respondent's nor what was answered before. */
static void
test_audit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainSession) session = begin_answered (fixture);
  g_autoptr (GBytes) log = NULL;
  g_autofree char *text = NULL;
  g_autofree char *type = NULL;

  complete (session);
  log = terrain_store_load_attachment (terrain_profile_get_store (fixture->profile), "a", "audit.csv", &type, NULL);
  text = g_strndup (g_bytes_get_data (log, NULL), g_bytes_get_size (log));
  g_assert_nonnull (strstr (text, "question,/data/words,"));
  g_assert_nonnull (strstr (text, ",Ann"));
  g_assert_null (strstr (text, SECRET));
  g_assert_null (strstr (text, "nothing much"));
}

/* Neither "new from this one" nor what a form keeps of the record saved last takes it over. */
static void
test_other_records (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainSession) session = begin_answered (fixture);
  g_autoptr (TerrainSession) copy = NULL;
  g_autoptr (TerrainSession) next = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL, *words = NULL, *last = NULL;

  complete (session);
  copy = terrain_session_begin_from (fixture->profile, "a", "b", NULL, NULL, &error);
  g_assert_no_error (error);
  name = dup_value (copy, "/data/name");
  words = dup_value (copy, "/data/words");
  g_assert_cmpstr (name, ==, "Ann");
  g_assert_cmpstr (words, ==, "");
  next = begin (fixture, "c");
  last = dup_value (next, "/data/last");
  g_assert_cmpstr (last, ==, "");
}

/* A correction is of the same person, and masked as the record was. */
static void
test_correction (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainSession) session = begin_answered (fixture);
  g_autoptr (TerrainSession) correction = NULL;
  g_autoptr (GError) error = NULL;
  TerrainItem *item;

  complete (session);
  g_assert_true (terrain_store_mark_sent (terrain_profile_get_store (fixture->profile), "a", 1000, NULL));
  correction = terrain_session_begin_edit (fixture->profile, "a", "b", NULL, &error);
  g_assert_no_error (error);
  item = terrain_interview_find_item (terrain_session_get_interview (correction), "/data/words");
  g_assert_cmpstr (terrain_item_get_value (item), ==, SECRET);
  g_assert_true (terrain_session_is_masked (correction, item));
  g_assert_cmpstr (label (correction, "/data/after"), ==, "After “" WORD "”?");
}

/* So is a draft carried over to a version that calls the question something else. */
static void
test_migration (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainSession) session = begin_answered (fixture);
  g_autoptr (TerrainForm) newer = NULL;
  g_autoptr (GBytes) json = bytes_of (map);
  g_autoptr (TerrainPathMap) path_map = terrain_path_map_parse (json, NULL);
  g_autoptr (TerrainMigration) migration = NULL;
  g_autoptr (GError) error = NULL;
  TerrainItem *item;

  g_assert_true (terrain_session_close (session, FALSE, NULL));
  newer = load (fixture, "2", "told");
  migration = terrain_profile_migrate_record (fixture->profile, "a", NULL, path_map, NULL, FALSE, &error);
  g_assert_no_error (error);
  assert_name (fixture, "a", "Ann");
  g_clear_object (&session);
  session = resume (fixture);
  item = terrain_interview_find_item (terrain_session_get_interview (session), "/data/told");
  g_assert_cmpstr (terrain_item_get_value (item), ==, SECRET);
  g_assert_true (terrain_session_is_masked (session, item));
  g_assert_cmpstr (label (session, "/data/after"), ==, "After “" WORD "”?");
}

/* It goes with its instance, which an undo after a restart brings back. */
static void
test_instances (Fixture *fixture, gconstpointer data)
{
  TerrainSession *session = begin (fixture, "a");
  TerrainItem *item;

  g_assert_cmpuint (terrain_session_add_instance (session, "/data/person", NULL), ==, 1);
  answer (session, "/data/person[1]/said", SECRET);
  mask (session, "/data/person[1]/said");
  g_assert_true (terrain_session_remove_instance (session, "/data/person[1]", NULL));
  g_assert_true (terrain_session_flush (session, NULL));
  g_object_unref (session);
  session = resume (fixture);
  g_assert_true (terrain_session_undo (session, NULL, NULL));
  item = terrain_interview_find_item (terrain_session_get_interview (session), "/data/person[1]/said");
  g_assert_cmpstr (terrain_item_get_value (item), ==, SECRET);
  g_assert_true (terrain_session_is_masked (session, item));
  g_assert_true (terrain_item_is_concealed (item));
  g_object_unref (session);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_case ("/masks/texts", test_texts);
  add_case ("/masks/view", test_view);
  add_case ("/masks/audit", test_audit);
  add_case ("/masks/other-records", test_other_records);
  add_case ("/masks/correction", test_correction);
  add_case ("/masks/migration", test_migration);
  add_case ("/masks/instances", test_instances);
  return g_test_run ();
}
