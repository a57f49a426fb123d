/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fixture.h"

/* What a form asks of the device, and records that are corrected after they were sent. */

#define NOON G_GINT64_CONSTANT (1760000000000000)

static TerrainForm *
load (Fixture *fixture, const char *submission)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (GError) error = NULL;
  TerrainForm *form;

  text = g_strdup_printf (
      "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'"
      " xmlns:jr='http://openrosa.org/javarosa' xmlns:odk='http://www.opendatakit.org/xforms'>"
      "<h:head><h:title>Place</h:title><model>%s"
      "<instance><data id='place' version='1'><here/><there/><name/><sound/><photo/><gone/>"
      "<meta><instanceID/><audit/></meta></data></instance>"
      "<bind nodeset='/data/here' type='geopoint'/><bind nodeset='/data/there' type='geopoint'/>"
      "<bind nodeset='/data/name' type='string'/><bind nodeset='/data/sound' type='binary'/>"
      "<bind nodeset='/data/photo' type='binary'/>"
      "<bind nodeset='/data/gone' type='string' relevant=\"/data/name = ''\"/>"
      "<bind nodeset='/data/meta/instanceID' type='string' readonly='true()' jr:preload='uid'/>"
      "<odk:setgeopoint event='odk-instance-first-load' ref='/data/here'/>"
      "<odk:recordaudio event='odk-instance-load' ref='/data/sound' odk:quality='low'/></model></h:head><h:body>"
      "<input ref='/data/name'><label>Name</label>"
      "<odk:setgeopoint event='xforms-value-changed' ref='/data/there'/></input>"
      "<upload ref='/data/photo' mediatype='image/*'><label>Photo</label></upload>"
      "<input ref='/data/gone'><label>Gone</label></input></h:body></h:html>",
      submission);
  xml = bytes_of (text);
  terrain_profile_import_form (fixture->profile, xml, "", NULL, NULL, &error);
  g_assert_no_error (error);
  form = terrain_profile_load_form (fixture->profile, "place", NULL, &error);
  g_assert_no_error (error);
  return form;
}

static TerrainSession *
begin (Fixture *fixture, TerrainEnvironment *environment)
{
  g_autoptr (TerrainForm) form = load (fixture, "");
  g_autoptr (GError) error = NULL;
  TerrainSession *session = terrain_session_begin_full (fixture->profile, form, NULL, "a", environment, &error);

  g_assert_no_error (error);
  return session;
}

static TerrainSession *
start_again (Fixture *fixture, TerrainSession *session, const char *uuid)
{
  g_autoptr (GError) error = NULL;
  TerrainSession *resumed;

  g_assert_true (terrain_session_flush (session, &error));
  g_assert_no_error (error);
  g_object_unref (session);
  fixture_reopen (fixture);
  resumed = terrain_session_resume (fixture->profile, uuid, NULL, &error);
  g_assert_no_error (error);
  return resumed;
}

static void
assert_value (TerrainSession *session, const char *ref, const char *expected)
{
  g_autofree char *value = dup_value (session, ref);

  g_assert_cmpstr (value, ==, expected);
}

static guint
count_captures (TerrainSession *session, TerrainCaptureKind kind)
{
  g_autoptr (GPtrArray) captures = terrain_interview_dup_captures (terrain_session_get_interview (session));
  guint n = 0;

  for (guint i = 0; i < captures->len; i++)
    n += ((TerrainCapture *) captures->pdata[i])->kind == kind ? 1 : 0;
  return n;
}

/* Nobody here knows where we are: blank, at once and again after every asking. Sound waits for whoever records. */
static void
test_no_device (Fixture *fixture, gconstpointer data)
{
  TerrainSession *session = begin (fixture, NULL);
  g_autofree char *before = NULL;

  g_assert_cmpuint (count_captures (session, TERRAIN_CAPTURE_LOCATION), ==, 0);
  g_assert_cmpuint (count_captures (session, TERRAIN_CAPTURE_AUDIO), ==, 1);
  assert_value (session, "/data/here", "");
  g_assert_true (terrain_session_fill (session, "/data/there", "50.85 4.35 10 5", NULL));
  assert_value (session, "/data/there", "50.85 4.35 10 5");
  g_assert_true (terrain_session_answer (session, "/data/name", "Ann", NULL));
  assert_value (session, "/data/there", "");
  g_assert_cmpuint (count_captures (session, TERRAIN_CAPTURE_LOCATION), ==, 0);
  g_assert_true (terrain_session_fill (session, "/data/sound", "s.wav", NULL));
  g_assert_cmpuint (count_captures (session, TERRAIN_CAPTURE_AUDIO), ==, 0);

  before = dup_instance (session);
  session = start_again (fixture, session, "a");
  {
    g_autofree char *after = dup_instance (session);

    g_assert_cmpstr (after, ==, before);
  }
  assert_value (session, "/data/sound", "s.wav");
  g_assert_false (terrain_session_fill (session, "/data/nothing", "x", NULL));
  g_assert_false (terrain_session_fill (session, "/data/here", "nowhere", NULL));
  g_object_unref (session);
}

/* That a place was asked for and left blank is nothing a person did. */
static void
test_untouched (Fixture *fixture, gconstpointer data)
{
  TerrainSession *session = begin (fixture, NULL);
  g_autoptr (TerrainRecord) record = NULL;

  session = start_again (fixture, session, "a");
  g_assert_true (terrain_session_close (session, TRUE, NULL));
  record = terrain_store_find_record (terrain_profile_get_store (fixture->profile), "a", NULL);
  g_assert_null (record);
  g_object_unref (session);
}

static void
leave (TerrainInterview *interview, const TerrainCapture *capture, gpointer user_data)
{
  guint *n = user_data;

  (*n)++;
}

/* With somebody who captures, a session waits for them. */
static void
test_device (Fixture *fixture, gconstpointer data)
{
  gint64 now = NOON;
  guint n = 0;
  g_autoptr (TerrainEnvironment) environment = make_environment (&now, 1);
  g_autoptr (TerrainSession) session = NULL;

  terrain_environment_set_capture (environment, leave, &n, NULL);
  session = begin (fixture, environment);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (count_captures (session, TERRAIN_CAPTURE_LOCATION), ==, 1);
  g_assert_true (terrain_session_fill (session, "/data/here", "50.85 4.35 10 5", NULL));
  g_assert_cmpuint (count_captures (session, TERRAIN_CAPTURE_LOCATION), ==, 0);
}

static void
attach (Fixture *fixture, const char *name)
{
  g_autoptr (GBytes) content = bytes_of ("bytes");

  g_assert_true (terrain_store_put_attachment (terrain_profile_get_store (fixture->profile), "a", name, "image/png",
                                               content, NULL));
}

/* A record with a photograph, sent. (transfer full): its instanceID */
static char *
send_one (Fixture *fixture)
{
  g_autoptr (TerrainSession) session = begin (fixture, NULL);
  g_autoptr (GError) error = NULL;
  char *id = NULL;

  g_assert_true (terrain_session_answer (session, "/data/gone", "never sent", NULL));
  g_assert_true (terrain_session_answer (session, "/data/name", "Ann", NULL));
  attach (fixture, "p.png");
  g_assert_true (terrain_session_answer (session, "/data/photo", "p.png", NULL));
  g_assert_true (terrain_session_complete (session, TRUE, &id, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (terrain_store_mark_sent (terrain_profile_get_store (fixture->profile), "a", NOON, NULL));
  return id;
}

static guint
count_records (Fixture *fixture)
{
  g_autoptr (GPtrArray) records = terrain_store_list_records (terrain_profile_get_store (fixture->profile), FALSE, NULL);

  return records->len;
}

static void
assert_refused (Fixture *fixture, const char *uuid)
{
  g_autoptr (GError) error = NULL;
  guint n_records = count_records (fixture);

  g_assert_null (terrain_session_begin_edit (fixture->profile, uuid, NULL, NULL, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE);
  g_assert_cmpuint (count_records (fixture), ==, n_records);
}

static void
test_edit (Fixture *fixture, gconstpointer data)
{
  TerrainStore *store = terrain_profile_get_store (fixture->profile);
  g_autofree char *first = send_one (fixture);
  g_autoptr (GBytes) sent = terrain_store_load_submission (store, "a", NULL);
  g_autoptr (GBytes) still = NULL;
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (GBytes) log = NULL;
  g_autoptr (GBytes) photo = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *second = NULL;
  g_autofree char *begun = NULL;
  g_autofree char *text = NULL;
  g_autofree char *old = NULL;
  TerrainSession *session = terrain_session_begin_edit (fixture->profile, "a", "b", NULL, &error);

  g_assert_no_error (error);
  begun = terrain_interview_dup_instance_id (terrain_session_get_interview (session));
  g_assert_cmpstr (begun, !=, first);
  assert_value (session, "/data/name", "Ann");
  assert_value (session, "/data/gone", "");
  g_assert_false (terrain_interview_can_undo (terrain_session_get_interview (session)));
  session = start_again (fixture, session, "b");
  store = terrain_profile_get_store (fixture->profile);
  g_assert_true (terrain_session_answer (session, "/data/name", "Anna", NULL));
  session = start_again (fixture, session, "b");
  store = terrain_profile_get_store (fixture->profile);
  old = terrain_interview_dup_deprecated_id (terrain_session_get_interview (session));
  g_assert_cmpstr (old, ==, first);
  assert_refused (fixture, "a"); /* it is being corrected */
  assert_refused (fixture, "b"); /* not sent */

  g_assert_true (terrain_session_complete (session, TRUE, &second, &xml, &error));
  g_assert_no_error (error);
  g_object_unref (session);
  g_assert_cmpstr (second, ==, begun);
  text = g_strndup (g_bytes_get_data (xml, NULL), g_bytes_get_size (xml));
  g_assert_nonnull (strstr (text, first));
  g_assert_nonnull (strstr (text, "deprecatedID>"));
  g_assert_nonnull (strstr (text, "<name>Anna</name>"));
  photo = terrain_store_load_attachment (store, "b", "p.png", NULL, &error);
  g_assert_no_error (error);
  log = terrain_store_load_attachment (store, "b", "audit.csv", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (g_bytes_get_data (log, NULL), "event,node,start,end\nform resume,,"));
  still = terrain_store_load_submission (store, "a", NULL);
  g_assert_true (g_bytes_equal (still, sent));
}

/* A correction that was thrown away is none. */
static void
test_edit_dropped (Fixture *fixture, gconstpointer data)
{
  TerrainStore *store = terrain_profile_get_store (fixture->profile);
  g_autofree char *id = send_one (fixture);
  g_autoptr (TerrainSession) session = terrain_session_begin_edit (fixture->profile, "a", "b", NULL, NULL);
  g_autoptr (TerrainSession) again = NULL;

  g_assert_true (terrain_session_close (session, TRUE, NULL));
  g_assert_null (terrain_store_find_record (store, "b", NULL));
  again = terrain_session_begin_edit (fixture->profile, "a", "c", NULL, NULL);
  g_assert_nonnull (again);
}

static void
test_not_editable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainForm) form = load (fixture, "<submission odk:client-editable='false'/>");
  g_autoptr (TerrainSession) session = terrain_session_begin_full (fixture->profile, form, NULL, "a", NULL, NULL);

  g_assert_true (terrain_session_complete (session, TRUE, NULL, NULL, NULL));
  g_assert_true (terrain_store_mark_sent (terrain_profile_get_store (fixture->profile), "a", NOON, NULL));
  assert_refused (fixture, "a");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_case ("/revision/no-device", test_no_device);
  add_case ("/revision/untouched", test_untouched);
  add_case ("/revision/device", test_device);
  add_case ("/revision/edit", test_edit);
  add_case ("/revision/edit-dropped", test_edit_dropped);
  add_case ("/revision/not-editable", test_not_editable);

  return g_test_run ();
}
