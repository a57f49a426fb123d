/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "feature-support.h"

#include <string.h>

/* ODK XForms, "Events and Actions" and "Preload Attributes". */

#define INSTANCE(children) "<instance><data id=\"t\" version=\"1\">" children "<meta><instanceID/></meta></data></instance>"
#define INPUT(name, inside) "<input ref=\"/data/" name "\"><label>" name "</label>" inside "</input>"

/* setvalue: an expression in the context of the target, or the element's text; nothing clears. */
static void
test_setvalue (void)
{
  g_autoptr (TerrainInterview) interview =
    feature_interview ("", INSTANCE ("<a>1</a><sum/><text/><gone>x</gone><ready/><loaded/>")
                       "<bind nodeset=\"/data/sum\" type=\"int\"/>"
                       "<setvalue event=\"odk-instance-first-load\" ref=\"/data/sum\" value=\"../a + 1\"/>"
                       "<setvalue event=\"odk-instance-first-load\" ref=\"/data/text\">../a + 1</setvalue>"
                       "<setvalue event=\"odk-instance-first-load\" ref=\"/data/gone\"/>"
                       "<setvalue event=\"xforms-ready\" ref=\"/data/ready\" value=\"/data/a\"/>"
                       "<setvalue event=\"odk-instance-load\" ref=\"/data/loaded\" value=\"/data/loaded + 1\"/>",
                       INPUT ("a", "") INPUT ("sum", ""), NULL);
  g_autoptr (TerrainInterview) reopened = NULL;

  fixture_assert_value (interview, "/data/sum", "2");
  fixture_assert_value (interview, "/data/text", "../a + 1");
  fixture_assert_value (interview, "/data/gone", "");
  fixture_assert_value (interview, "/data/ready", "1");
  fixture_answer (interview, "/data/sum", "40");
  reopened = feature_reopen (interview);
  fixture_assert_value (reopened, "/data/sum", "40");
}

/* Several events in one attribute; bind instead of ref. */
static void
test_events (void)
{
  g_autoptr (TerrainInterview) interview =
    feature_interview ("", INSTANCE ("<n>0</n><by_id/>") "<bind id=\"it\" nodeset=\"/data/by_id\"/>"
                       "<setvalue event=\"odk-instance-load\n xforms-revalidate\" ref=\"/data/n\" value=\". + 1\"/>"
                       "<setvalue ev:event=\"odk-instance-first-load\" bind=\"it\" value=\"'here'\"/>",
                       INPUT ("n", ""), NULL);
  g_autoptr (TerrainInterview) reopened = NULL;
  g_autofree char *xml = NULL;

  fixture_assert_value (interview, "/data/n", "1");
  fixture_assert_value (interview, "/data/by_id", "here");
  reopened = feature_reopen (interview);
  fixture_assert_value (reopened, "/data/n", "2");
  xml = feature_complete (reopened);
  feature_assert_contains (xml, "<n>3</n>");
}

/* Nested in a question of any kind: after what depends on the change, and chains. */
static void
test_value_changed (void)
{
  g_autoptr (TerrainInterview) interview =
    feature_interview ("", INSTANCE ("<a/><b/><c/><pick/><picked/><many/><n/><twice/>")
                       "<bind nodeset=\"/data/twice\" calculate=\"/data/a * 2\"/>",
                       INPUT ("a", "<setvalue event=\"xforms-value-changed\" ref=\"/data/b\" value=\"/data/twice + 1\"/>")
                       INPUT ("b", "<setvalue event=\"xforms-value-changed\" ref=\"/data/c\" value=\"concat('b is ', ../b)\"/>")
                       "<select1 ref=\"/data/pick\"><label>P</label><item><label>X</label><value>x</value></item>"
                       "<setvalue event=\"xforms-value-changed\" ref=\"/data/picked\" value=\"/data/pick\"/></select1>"
                       "<select ref=\"/data/many\"><label>M</label><item><label>X</label><value>x</value></item>"
                       "<setvalue event=\"xforms-value-changed\" ref=\"/data/n\" value=\"count-selected(/data/many)\"/>"
                       "</select>", NULL);

  fixture_answer (interview, "/data/a", "5");
  fixture_assert_value (interview, "/data/b", "11");
  fixture_assert_value (interview, "/data/c", "b is 11");
  fixture_answer (interview, "/data/b", "own");
  fixture_answer (interview, "/data/a", "5");
  fixture_assert_value (interview, "/data/b", "own");
  fixture_answer (interview, "/data/pick", "x");
  fixture_assert_value (interview, "/data/picked", "x");
  fixture_answer (interview, "/data/many", "x");
  fixture_assert_value (interview, "/data/n", "1");
  fixture_answer (interview, "/data/many", "");
  fixture_assert_value (interview, "/data/n", "0");
}

/* odk-new-repeat: in new instances, those of jr:count too, never in those that the form has from the start. */
static void
test_new_repeat (void)
{
  g_autoptr (TerrainInterview) interview =
    feature_interview ("", INSTANCE ("<age>30</age><n>0</n><r><a/><b/></r><c><d/></c>"),
                       INPUT ("age", "") INPUT ("n", "")
                       "<group ref=\"/data/r\"><label>R</label><repeat nodeset=\"/data/r\">"
                       "<setvalue event=\"odk-new-repeat\" ref=\"/data/r/a\" value=\"../../age + 2\"/>"
                       "<setvalue event=\"odk-instance-first-load odk-new-repeat\" ref=\"/data/r/b\""
                       " value=\"position(..)\"/>"
                       "<input ref=\"/data/r/a\"><label>A</label></input></repeat></group>"
                       "<group ref=\"/data/c\"><label>C</label><repeat nodeset=\"/data/c\" jr:count=\"/data/n\">"
                       "<input ref=\"/data/c/d\"><label>D</label>"
                       "<setvalue event=\"jr-insert\" ref=\"/data/c/d\">new</setvalue></input></repeat></group>", NULL);
  g_autoptr (GError) error = NULL;

  fixture_assert_value (interview, "/data/r[1]/a", "");
  fixture_assert_value (interview, "/data/r[1]/b", "1");
  terrain_interview_add_instance (interview, "/data/r", &error);
  g_assert_no_error (error);
  fixture_assert_value (interview, "/data/r[2]/a", "32");
  fixture_assert_value (interview, "/data/r[2]/b", "2");
  fixture_answer (interview, "/data/r[2]/a", "7");
  fixture_answer (interview, "/data/age", "40");
  terrain_interview_add_instance (interview, "/data/r", &error);
  fixture_assert_value (interview, "/data/r[2]/a", "7");
  fixture_assert_value (interview, "/data/r[3]/a", "42");
  fixture_answer (interview, "/data/n", "2");
  fixture_assert_value (interview, "/data/c[2]/d", "new");
}

/* A question in a repeat sets what is in its own instance. */
static void
test_in_repeat (void)
{
  g_autoptr (TerrainInterview) interview =
    feature_interview ("", INSTANCE ("<total/><r><a/><b/></r><r><a/><b/></r>"),
                       "<group ref=\"/data/r\"><label>R</label><repeat nodeset=\"/data/r\">"
                       "<input ref=\"/data/r/a\"><label>A</label>"
                       "<setvalue event=\"xforms-value-changed\" ref=\"/data/r/b\" value=\"../a * 10\"/>"
                       "<setvalue event=\"xforms-value-changed\" ref=\"/data/total\" value=\"sum(/data/r/a)\"/>"
                       "</input></repeat></group>", NULL);

  fixture_answer (interview, "/data/r[2]/a", "3");
  fixture_assert_value (interview, "/data/r[1]/b", "");
  fixture_assert_value (interview, "/data/r[2]/b", "30");
  fixture_answer (interview, "/data/r[1]/a", "4");
  fixture_assert_value (interview, "/data/r[1]/b", "40");
  fixture_assert_value (interview, "/data/r[2]/b", "30");
  fixture_assert_value (interview, "/data/total", "7");
}

/* A target with predicates is the node they select when the action happens. */
static void
test_target_with_predicates (void)
{
  g_autoptr (TerrainInterview) interview =
    feature_interview ("", INSTANCE ("<at>1</at><v/><r><x/><k>a</k></r><r><x/><k>b</k></r><r><x/><k>c</k></r>")
                       "<setvalue event=\"odk-instance-first-load\" ref=\"/data/r[position() = 3]/x\" value=\"'third'\"/>",
                       INPUT ("at", "")
                       INPUT ("v", "<setvalue event=\"xforms-value-changed\""
                              " ref=\"/data/r[position() = /data/at]/x\" value=\"/data/v\"/>")
                       "<group ref=\"/data/r\"><label>R</label><repeat nodeset=\"/data/r\">"
                       "<input ref=\"/data/r/k\"><label>K</label><setvalue event=\"xforms-value-changed\""
                       " ref=\"/data/r[position() = position(current()/..) - 1]/x\" value=\"concat('next is ', ../k)\"/>"
                       "</input></repeat></group>", NULL);

  fixture_assert_value (interview, "/data/r[1]/x", "");
  fixture_assert_value (interview, "/data/r[3]/x", "third");
  fixture_answer (interview, "/data/at", "2");
  fixture_answer (interview, "/data/v", "hello");
  fixture_assert_value (interview, "/data/r[1]/x", "");
  fixture_assert_value (interview, "/data/r[2]/x", "hello");
  /* One that is not there is nothing to be set. */
  fixture_answer (interview, "/data/at", "9");
  fixture_answer (interview, "/data/v", "lost");
  fixture_assert_value (interview, "/data/r[3]/x", "third");
  fixture_answer (interview, "/data/r[2]/k", "bee");
  fixture_assert_value (interview, "/data/r[1]/x", "next is a");
  fixture_assert_value (interview, "/data/r[2]/x", "hello");
}

/* Capture */

static void
note_capture (TerrainInterview     *interview,
              const TerrainCapture *capture,
              gpointer              log)
{
  g_string_append_printf (log, "%s %s %s\n", capture->kind == TERRAIN_CAPTURE_AUDIO ? "audio" : "location",
                          capture->ref, capture->quality != NULL ? capture->quality : "-");
}

static TerrainInterview *
capturing_interview (TerrainCaptureFunc func,
                     gpointer           data,
                     const char        *model,
                     const char        *body)
{
  g_autoptr (TerrainForm) form = feature_form ("", model, body, NULL);
  g_autoptr (TerrainEnvironment) environment = fixture_environment ();

  terrain_environment_set_capture (environment, func, data, NULL);
  return terrain_interview_new (form, environment);
}

#define CAPTURE_MODEL \
  INSTANCE ("<here/><there/><sound/><go/><r><place/></r>") \
  "<bind nodeset=\"/data/here\" type=\"geopoint\" readonly=\"true()\"/>" \
  "<bind nodeset=\"/data/there\" type=\"geopoint\"/><bind nodeset=\"/data/sound\" type=\"binary\"/>" \
  "<bind nodeset=\"/data/r/place\" type=\"geopoint\"/>" \
  "<odk:setgeopoint event=\"odk-instance-first-load\" ref=\"/data/here\" value=\"'ignored'\">ignored</odk:setgeopoint>" \
  "<odk:recordaudio event=\"odk-instance-load\" ref=\"/data/sound\" odk:quality=\"voice-only\"/>"

#define CAPTURE_BODY \
  INPUT ("here", "") INPUT ("go", "<odk:setgeopoint event=\"xforms-value-changed\" ref=\"/data/there\"/>") \
  "<group ref=\"/data/r\"><label>R</label><repeat nodeset=\"/data/r\">" \
  "<odk:setgeopoint event=\"odk-new-repeat\" ref=\"/data/r/place\"/>" \
  "<input ref=\"/data/r/place\"><label>P</label></input></repeat></group>"

static void
test_capture (void)
{
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (TerrainInterview) interview = capturing_interview (note_capture, log, CAPTURE_MODEL, CAPTURE_BODY);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) waiting = NULL;
  g_autofree char *xml = NULL;

  g_assert_cmpstr (log->str, ==, "location /data/here -\naudio /data/sound voice-only\n");
  fixture_assert_value (interview, "/data/here", "");
  g_string_truncate (log, 0);
  fixture_answer (interview, "/data/go", "1");
  fixture_answer (interview, "/data/go", "2");
  terrain_interview_add_instance (interview, "/data/r", NULL);
  g_assert_cmpstr (log->str, ==, "location /data/there -\nlocation /data/there -\nlocation /data/r[2]/place -\n");

  /* Read-only for people; the device may. */
  fixture_refused (interview, "/data/here", "50.8 4.3 0 0", TERRAIN_ENGINE_ERROR_READONLY);
  g_assert_true (terrain_interview_fill (interview, "/data/here", "50.85 4.35 20 3", &error));
  g_assert_no_error (error);
  fixture_assert_value (interview, "/data/here", "50.85 4.35 20 3");
  g_assert_false (terrain_interview_fill (interview, "/data/there", "nowhere", &error));
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_TYPE);
  g_clear_error (&error);
  g_assert_false (terrain_interview_fill (interview, "/data/r", "x", &error));
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_TYPE);
  g_clear_error (&error);
  g_assert_false (terrain_interview_fill (interview, "/data/none", "x", &error));
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_FOUND);
  waiting = terrain_interview_dup_captures (interview);
  g_assert_cmpuint (waiting->len, ==, 3);
  g_assert_true (terrain_interview_fill (interview, "/data/sound", "recording.m4a", NULL));
  g_ptr_array_unref (waiting);
  waiting = terrain_interview_dup_captures (interview);
  g_assert_cmpuint (waiting->len, ==, 2);
  /* The next sitting; nothing is lost by asking. */
  terrain_interview_request_sound (interview);
  g_ptr_array_unref (waiting);
  waiting = terrain_interview_dup_captures (interview);
  g_assert_cmpuint (waiting->len, ==, 3);
  fixture_assert_value (interview, "/data/sound", "recording.m4a");
  xml = feature_complete (interview);
  feature_assert_contains (xml, "<here>50.85 4.35 20 3</here><there/><sound>recording.m4a</sound>");
}

/* Places move with their instances, and go with them. */
static void
test_capture_moves (void)
{
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (TerrainInterview) interview = capturing_interview (note_capture, log, CAPTURE_MODEL, CAPTURE_BODY);
  g_autoptr (GPtrArray) waiting = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  guint ids[2];

  terrain_interview_add_instance (interview, "/data/r", NULL);
  terrain_interview_add_instance (interview, "/data/r", NULL);
  waiting = terrain_interview_dup_captures (interview);
  g_assert_cmpuint (waiting->len, ==, 4);
  ids[0] = ((TerrainCapture *) g_ptr_array_index (waiting, 2))->id;
  ids[1] = ((TerrainCapture *) g_ptr_array_index (waiting, 3))->id;
  g_assert_true (terrain_interview_remove_instance (interview, "/data/r[2]", NULL));
  second = terrain_interview_dup_capture_ref (interview, ids[0]);
  third = terrain_interview_dup_capture_ref (interview, ids[1]);
  g_assert_null (second);
  g_assert_cmpstr (third, ==, "/data/r[2]/place");
  g_assert_true (terrain_interview_fill (interview, third, "1 2 0 0", NULL));
  g_clear_pointer (&third, g_free);
  third = terrain_interview_dup_capture_ref (interview, ids[1]);
  g_assert_null (third);
}

/* An instance that is taken back asks for nothing any more. */
static void
test_capture_undone (void)
{
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (TerrainInterview) interview = capturing_interview (note_capture, log, CAPTURE_MODEL, CAPTURE_BODY);
  g_autoptr (GPtrArray) before = terrain_interview_dup_captures (interview);
  g_autoptr (GPtrArray) after = NULL;

  terrain_interview_add_instance (interview, "/data/r", NULL);
  g_assert_true (terrain_interview_undo (interview, NULL, NULL));
  fixture_answer (interview, "/data/go", "1");
  g_assert_true (terrain_interview_undo (interview, NULL, NULL));
  after = terrain_interview_dup_captures (interview);
  g_assert_cmpuint (after->len, ==, before->len + 1);
}

static void
fill_at_once (TerrainInterview     *interview,
              const TerrainCapture *capture,
              gpointer              data)
{
  g_autoptr (GError) error = NULL;

  ++*(guint *) data;
  terrain_interview_fill (interview, capture->ref,
                          capture->kind == TERRAIN_CAPTURE_LOCATION ? "50 4 0 0" : "a.m4a", &error);
  g_assert_no_error (error);
}

static void
test_capture_at_once (void)
{
  guint n = 0;
  g_autoptr (TerrainInterview) interview = capturing_interview (fill_at_once, &n, CAPTURE_MODEL, CAPTURE_BODY);
  g_autoptr (GPtrArray) waiting = terrain_interview_dup_captures (interview);
  g_autoptr (TerrainInterview) reopened = NULL;
  g_autoptr (GPtrArray) again = NULL;

  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (waiting->len, ==, 0);
  fixture_assert_value (interview, "/data/here", "50 4 0 0");
  fixture_assert_value (interview, "/data/sound", "a.m4a");
  /* The place is of the first time, sound of every time. */
  reopened = feature_reopen (interview);
  again = terrain_interview_dup_captures (reopened);
  g_assert_cmpuint (again->len, ==, 1);
  g_assert_cmpstr (((TerrainCapture *) g_ptr_array_index (again, 0))->ref, ==, "/data/sound");
}

static void
test_issues (void)
{
  const char *body = INPUT ("a", "");

  feature_assert_issue ("", INSTANCE ("<a/>") "<setvalue event=\"dom-activate\" ref=\"/data/a\"/>", body,
                        TERRAIN_ISSUE_ERROR, "unknown-event", "dom-activate");
  feature_assert_issue ("", INSTANCE ("<a/>") "<setvalue event=\"odk-instance-load\" ref=\"/data/b\"/>", body,
                        TERRAIN_ISSUE_ERROR, "action-without-target", "/data/b");
  feature_assert_issue ("", INSTANCE ("<a/>") "<setvalue event=\"odk-instance-load\" ref=\"/data/a[\"/>", body,
                        TERRAIN_ISSUE_ERROR, "xpath-syntax", "/data/a[");
  feature_assert_issue ("", INSTANCE ("<a/>") "<setgeopoint event=\"odk-instance-load\" ref=\"/data/a\"/>", body,
                        TERRAIN_ISSUE_ERROR, "action-namespace", "odk:setgeopoint");
  feature_assert_issue ("", INSTANCE ("<a/>") "<setvalue event=\"odk-new-repeat\" ref=\"/data/a\"/>", body,
                        TERRAIN_ISSUE_ERROR, "action-outside", "repeat");
  feature_assert_issue ("", INSTANCE ("<a/>") "<bind nodeset=\"/data/a\" jr:preload=\"moon\"/>", body,
                        TERRAIN_ISSUE_WARNING, "unknown-preload", "moon");
  feature_assert_issue ("", INSTANCE ("<a/>") "<bind nodeset=\"/data/a\" jr:preload=\"timestamp\"/>", body,
                        TERRAIN_ISSUE_WARNING, "unknown-preload", "timestamp");
}

/* 2026-11-21 is a Saturday. */
static void
test_preloads (void)
{
  static const struct
  {
    const char *bind;
    const char *expected;
  } cases[] = {
    { "jr:preload=\"timestamp\" jr:preloadParams=\"start\" type=\"dateTime\"", "2026-11-21T10:30:00.250+01:00" },
    { "jr:preload=\"timestamp\" jr:preloadParams=\"start\" type=\"date\"", "2026-11-21" },
    { "jr:preload=\"timestamp\" jr:preloadParams=\"end\" type=\"dateTime\"", "default" },
    { "jr:preload=\"date\" jr:preloadParams=\"today\" type=\"date\"", "2026-11-21" },
    { "preload=\"date\" preloadParams=\"today\"", "2026-11-21" },
    { "jr:preload=\"date\" jr:preloadParams=\"prevperiod-week-mon-head\"", "2026-11-09" },
    { "jr:preload=\"date\" jr:preloadParams=\"prevperiod-week-mon-tail\"", "2026-11-15" },
    { "jr:preload=\"date\" jr:preloadParams=\"prevperiod-week-sun-tail-\"", "2026-11-14" },
    { "jr:preload=\"date\" jr:preloadParams=\"prevperiod-week-sun-tail-x\"", "2026-11-21" },
    { "jr:preload=\"date\" jr:preloadParams=\"prevperiod-week-sun-head-x\"", "2026-11-15" },
    { "jr:preload=\"date\" jr:preloadParams=\"prevperiod-week-mon-head-x-0\"", "2026-11-16" },
    { "jr:preload=\"date\" jr:preloadParams=\"prevperiod-week-mon-head--3\"", "2026-10-26" },
    { "jr:preload=\"date\" jr:preloadParams=\"prevperiod-month-1-head\"", "default" },
    { "jr:preload=\"property\" jr:preloadParams=\"deviceid\"", "device-7" },
    { "jr:preload=\"property\" jr:preloadParams=\"uri:deviceid\"", "device-7" },
    { "jr:preload=\"property\" jr:preloadParams=\"phone number\"", "+32 2 555" },
    { "jr:preload=\"property\" jr:preloadParams=\"phonenumber\"", "+32 2 555" },
    { "jr:preload=\"property\" jr:preloadParams=\"simserial\"", "default" },
    { "jr:preload=\"patient\" jr:preloadParams=\"name\"", "A. Patient" },
    { "jr:preload=\"context\" jr:preloadParams=\"user\"", "default" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *model = g_strdup_printf (INSTANCE ("<a/><p>default</p>") "<bind nodeset=\"/data/p\" %s/>",
                                                cases[i].bind);
      g_autoptr (TerrainForm) form = feature_form ("", model, INPUT ("a", ""), NULL);
      g_autoptr (TerrainEnvironment) environment = fixture_environment ();
      g_autoptr (TerrainInterview) interview = NULL;

      terrain_environment_set_property (environment, "phonenumber", "+32 2 555");
      terrain_environment_set_property (environment, "patient/name", "A. Patient");
      interview = terrain_interview_new (form, environment);
      fixture_assert_value (interview, "/data/p", cases[i].expected);
    }
}

/* The end is that of completion; a reopened record keeps its start and its id. */
static void
test_preload_moments (void)
{
  g_autoptr (TerrainInterview) interview =
    feature_interview ("", INSTANCE ("<a/><start/><end/><uid/>")
                       "<bind nodeset=\"/data/start\" type=\"dateTime\" jr:preload=\"timestamp\" jr:preloadParams=\"start\"/>"
                       "<bind nodeset=\"/data/end\" type=\"dateTime\" jr:preload=\"timestamp\" jr:preloadParams=\"end\"/>"
                       "<bind nodeset=\"/data/uid\" jr:preload=\"uid\"/>", INPUT ("a", ""), NULL);
  g_autofree char *uid = fixture_value (interview, "/data/uid");
  g_autoptr (TerrainInterview) reopened = NULL;
  g_autofree char *xml = NULL;

  g_assert_true (g_str_has_prefix (uid, "uuid:"));
  g_assert_true (g_uuid_string_is_valid (uid + strlen ("uuid:")));
  reopened = feature_reopen (interview);
  fixture_assert_value (reopened, "/data/uid", uid);
  terrain_environment_hold_clock (terrain_interview_get_environment (reopened),
                                  G_GINT64_CONSTANT (1795257000250000));
  xml = feature_complete (reopened);
  feature_assert_contains (xml, "<start>2026-11-21T10:30:00.250+01:00</start><end>2026-11-21T11:30:00.250+01:00</end>");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feature/actions/setvalue", test_setvalue);
  g_test_add_func ("/feature/actions/events", test_events);
  g_test_add_func ("/feature/actions/value-changed", test_value_changed);
  g_test_add_func ("/feature/actions/new-repeat", test_new_repeat);
  g_test_add_func ("/feature/actions/in-repeat", test_in_repeat);
  g_test_add_func ("/feature/actions/target-with-predicates", test_target_with_predicates);
  g_test_add_func ("/feature/actions/capture", test_capture);
  g_test_add_func ("/feature/actions/capture-moves", test_capture_moves);
  g_test_add_func ("/feature/actions/capture-undone", test_capture_undone);
  g_test_add_func ("/feature/actions/capture-at-once", test_capture_at_once);
  g_test_add_func ("/feature/actions/issues", test_issues);
  g_test_add_func ("/feature/actions/preloads", test_preloads);
  g_test_add_func ("/feature/actions/preload-moments", test_preload_moments);
  return g_test_run ();
}
