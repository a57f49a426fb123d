/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fixture.h"

/* Notes that a form has questions for (terrain-comments.h). */

static gint64 now = G_GINT64_CONSTANT (1760000000123000);

static const char form_xml[] =
    "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'"
    " xmlns:enk='http://enketo.org/xforms'><h:head><h:title>Notes</h:title><model><instance><data id='notes' version='1'>"
    "<a/><a_comment/><b/><b_comment/><c/><c_comment/><d/><d_comment/><d_second/><lost/><self/>"
    "<r><e/><e_comment/><g/></r><out_comment/><meta><instanceID/></meta></data></instance>"
    "<bind nodeset='/data/a' type='string' required=\"/data/a_comment = ''\"/>"
    "<bind nodeset='/data/a_comment' type='string' enk:for=' /data/a '/>"
    "<bind nodeset='/data/b' type='int'/><bind nodeset='/data/b_comment' type='string' enk:for='../b'/>"
    "<bind nodeset='/data/c' type='string'/><bind nodeset='/data/c_comment' type='string' enk:for='/data/c'/>"
    "<bind nodeset='/data/d' type='string'/>"
    "<bind nodeset='/data/d_comment' type='string' for='current()/../d' relevant=\"/data/d != 'no'\"/>"
    "<bind nodeset='/data/d_second' type='string' enk:for='/data/d'/>"
    "<bind nodeset='/data/lost' type='string' enk:for='/data/nowhere'/>"
    "<bind nodeset='/data/self' type='string' enk:for='/data/self'/>"
    "<bind nodeset='/data/r/e' type='string'/><bind nodeset='/data/r/e_comment' type='string' enk:for='/data/r/e'/>"
    "<bind nodeset='/data/r/g' type='string'/><bind nodeset='/data/out_comment' type='string' enk:for='/data/r/g'/>"
    "</model></h:head><h:body>"
    "<input ref='/data/a'><label>A</label></input>"
    "<input ref='/data/a_comment' appearance='multiline comment'><label>On A</label></input>"
    "<input ref='/data/b'><label>B</label></input>"
    "<input ref='/data/b_comment' appearance='dn multiline'><label>On B</label></input>"
    "<input ref='/data/c'><label>C</label></input>"
    "<input ref='/data/c_comment'><label>No note: no appearance</label></input>"
    "<input ref='/data/d'><label>D</label></input>"
    "<input ref='/data/d_comment' appearance='comment'><label>On D</label></input>"
    "<input ref='/data/d_second' appearance='comment'><label>On D, too</label></input>"
    "<input ref='/data/lost' appearance='comment'><label>On nothing</label></input>"
    "<input ref='/data/self' appearance='comment'><label>On itself</label></input>"
    "<group ref='/data/r'><repeat nodeset='/data/r'><input ref='/data/r/e'><label>E</label></input>"
    "<input ref='/data/r/e_comment' appearance='comment'><label>On E</label></input>"
    "<input ref='/data/r/g'><label>G</label></input></repeat></group>"
    "<input ref='/data/out_comment' appearance='comment'><label>On each G</label></input>"
    "</h:body></h:html>";

static TerrainSession *
begin (Fixture *fixture)
{
  g_autoptr (GBytes) xml = bytes_of (form_xml);
  g_autoptr (TerrainEnvironment) environment = make_environment (&now, 7);
  g_autoptr (TerrainForm) form = NULL;
  g_autoptr (GError) error = NULL;
  TerrainSession *session;

  terrain_environment_set_property (environment, "username", "ann");
  terrain_profile_import_form (fixture->profile, xml, "", NULL, NULL, &error);
  g_assert_no_error (error);
  form = terrain_profile_load_form (fixture->profile, "notes", NULL, &error);
  g_assert_no_error (error);
  session = terrain_session_begin_full (fixture->profile, form, NULL, "a", environment, &error);
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

static const char *
value_at (TerrainSession *session, const char *ref)
{
  return terrain_item_get_value (terrain_interview_find_item (terrain_session_get_interview (session), ref));
}

static const char *
other (TerrainSession *session, const char *ref, gboolean comment)
{
  TerrainItem *item = terrain_interview_find_item (terrain_session_get_interview (session), ref);
  TerrainItem *found = comment ? terrain_item_get_comment (item) : terrain_item_get_commented (item);

  return found != NULL ? terrain_item_get_ref (found) : NULL;
}

/* Which question is whose note. */
static void
test_links (Fixture *fixture, gconstpointer data)
{
  static const char *const alone[] = { "/data/c_comment", "/data/d_second", "/data/lost", "/data/self",
                                       "/data/out_comment", "/data/a" };
  g_autoptr (TerrainSession) session = begin (fixture);

  g_assert_cmpstr (other (session, "/data/a", TRUE), ==, "/data/a_comment");
  g_assert_cmpstr (other (session, "/data/a_comment", FALSE), ==, "/data/a");
  g_assert_cmpstr (other (session, "/data/b", TRUE), ==, "/data/b_comment");
  g_assert_cmpstr (other (session, "/data/d", TRUE), ==, "/data/d_comment");
  g_assert_null (other (session, "/data/c", TRUE));
  g_assert_null (other (session, "/data/r[1]/g", TRUE));
  for (gsize i = 0; i < G_N_ELEMENTS (alone); i++)
    g_assert_null (other (session, alone[i], FALSE));
  g_assert_cmpuint (terrain_session_add_instance (session, "/data/r", NULL), ==, 2);
  g_assert_cmpstr (other (session, "/data/r[2]/e", TRUE), ==, "/data/r[2]/e_comment");
  g_assert_cmpstr (other (session, "/data/r[2]/e_comment", FALSE), ==, "/data/r[2]/e");
}

/* A plain note is the answer, is undone as one, and goes where answers go. */
static void
test_text (Fixture *fixture, gconstpointer data)
{
  TerrainSession *session = begin (fixture);
  g_autoptr (GPtrArray) remarks = NULL;
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (GError) error = NULL;

  note (session, "/data/a", "  she would not say ");
  g_assert_cmpstr (value_at (session, "/data/a_comment"), ==, "she would not say");
  g_assert_cmpstr (text_at (session, "/data/a"), ==, "she would not say");
  g_assert_false (terrain_item_get_required (
    terrain_interview_find_item (terrain_session_get_interview (session), "/data/a")));
  g_assert_true (terrain_session_undo (session, NULL, &error));
  g_assert_cmpstr (value_at (session, "/data/a_comment"), ==, "");
  g_assert_null (text_at (session, "/data/a"));
  g_assert_true (terrain_session_redo (session, NULL, &error));
  g_assert_cmpuint (terrain_session_add_instance (session, "/data/r", NULL), ==, 2);
  note (session, "/data/r[2]/e", "the second");
  note (session, "/data/r[1]/g", "one of ours");
  answer (session, "/data/b", "3");
  remarks = terrain_session_dup_remarks (session);
  g_assert_cmpuint (remarks->len, ==, 3);
  g_assert_cmpstr (((TerrainRemark *) remarks->pdata[0])->ref, ==, "/data/a");

  g_assert_true (terrain_session_close (session, FALSE, &error));
  g_object_unref (session);
  session = terrain_session_resume (fixture->profile, "a", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text_at (session, "/data/r[2]/e"), ==, "the second");
  g_assert_cmpstr (text_at (session, "/data/r[1]/g"), ==, "one of ours");
  g_assert_true (terrain_session_complete (session, FALSE, NULL, &xml, &error));
  g_assert_no_error (error);
  g_autofree char *sent = g_strndup (g_bytes_get_data (xml, NULL), g_bytes_get_size (xml));
  g_assert_nonnull (strstr (sent, "<a_comment>she would not say</a_comment>"));
  g_assert_nonnull (strstr (sent, "<e_comment>the second</e_comment>"));
  g_assert_null (strstr (sent, "one of ours"));
  g_object_unref (session);
}

/* Where the form takes none, the note is kept all the same. */
static void
test_not_asked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainSession) session = begin (fixture);

  answer (session, "/data/d", "no");
  note (session, "/data/d", "only here");
  g_assert_cmpstr (value_at (session, "/data/d_comment"), ==, "");
  g_assert_cmpstr (text_at (session, "/data/d"), ==, "only here");
}

#define OLD_QUERY \
  "{\"type\":\"comment\",\"id\":\"7\",\"date_time\":\"2016-09-01 15:01:00.000 -06:00\",\"comment\":\"Impossible, \\\"102\\\".\"," \
  "\"status\":\"new\",\"assigned_to\":\"Maurice (moss)\",\"notify\":true,\"thread_id\":\"t-1\",\"x\":{\"y\":[1,2.5]}}"
#define OLD_LOGS \
  "\"logs\":[{\"type\":\"comment\",\"date_time\":\"2016-04-22 14:44:20 -06:00\",\"comment\":\"older\",\"user\":\"Ada\"}," \
  "{\"type\":\"audit\",\"message\":\"changed\"}]"
#define OUR_QUERY \
  "{\"type\":\"comment\",\"id\":\"8\",\"date_time\":\"2025-10-09 08:53:20.123 +00:00\",\"comment\":\"asked again\"," \
  "\"status\":\"updated\",\"assigned_to\":\"\",\"notify\":false,\"thread_id\":\"t-1\",\"user\":\"ann\"}"

/* A log of notes: one more, and of the others not a letter less. */
static void
test_log (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainSession) session = begin (fixture);

  answer (session, "/data/b_comment", "{\"queries\":[" OLD_QUERY "]," OLD_LOGS ",\"future\":true}");
  g_assert_cmpstr (text_at (session, "/data/b"), ==, "Impossible, \"102\".");
  note (session, "/data/b", "Impossible, \"102\".");
  g_assert_null (strstr (value_at (session, "/data/b_comment"), "updated"));
  note (session, "/data/b", "asked again");
  g_assert_cmpstr (text_at (session, "/data/b"), ==, "asked again");
  g_assert_cmpstr (value_at (session, "/data/b_comment"), ==,
                   "{\"queries\":[" OUR_QUERY "," OLD_QUERY "]," OLD_LOGS ",\"future\":true}");
  /* Nothing is taken out of a log: a note that is withdrawn is closed. */
  note (session, "/data/b", "");
  g_assert_null (text_at (session, "/data/b"));
  g_assert_nonnull (strstr (value_at (session, "/data/b_comment"), OUR_QUERY "," OLD_QUERY));
  g_assert_nonnull (strstr (value_at (session, "/data/b_comment"), "\"id\":\"9\""));
  g_assert_nonnull (strstr (value_at (session, "/data/b_comment"), "\"status\":\"closed\""));

  /* The same shape in a plain comment stays what it is; older notes are read where there are no newer ones. */
  answer (session, "/data/a_comment", "{" OLD_LOGS "}");
  g_assert_cmpstr (text_at (session, "/data/a"), ==, "older");
  note (session, "/data/a", "new");
  g_assert_nonnull (strstr (value_at (session, "/data/a_comment"), OLD_LOGS ",\"queries\":[{"));
}

static void
test_log_begun (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainSession) session = begin (fixture);

  note (session, "/data/b", "first");
  g_assert_cmpstr (value_at (session, "/data/b_comment"), ==,
                   "{\"queries\":[{\"type\":\"comment\",\"id\":\"1\",\"date_time\":\"2025-10-09 08:53:20.123 +00:00\","
                   "\"comment\":\"first\",\"status\":\"new\",\"assigned_to\":\"\",\"notify\":false,\"user\":\"ann\"}],"
                   "\"logs\":[]}");
  /* A text that stood there is not lost. */
  answer (session, "/data/b_comment", "plain");
  g_assert_cmpstr (text_at (session, "/data/b"), ==, "plain");
  note (session, "/data/b", "second");
  g_assert_nonnull (strstr (value_at (session, "/data/b_comment"), "\"comment\":\"second\",\"status\":\"updated\""));
  g_assert_nonnull (strstr (value_at (session, "/data/b_comment"), "\"comment\":\"plain\""));
}

static void
test_bad (Fixture *fixture, gconstpointer data)
{
  static const char *const bad[] = { "{", "{}", "[]", "{\"queries\":{}}", "{\"queries\":7,\"logs\":\"x\"}", "null", "{\"a\":1}",
                                     "{\"queries\":[]} {\"queries\":[]}", "{'queries':[]}" };
  static const char *const odd[] = { "{\"queries\":[]}", "{\"queries\":[1,null,[],\"x\",{}]}",
                                     "{\"queries\":[{\"comment\":7,\"id\":{}}]}",
                                     "{\"logs\":[{\"type\":7,\"comment\":null}]}",
                                     "{\"queries\":[{\"id\":\"99999999999999999999\",\"comment\":\"\"}]}" };
  g_autoptr (TerrainSession) session = begin (fixture);
  g_autoptr (GString) deep = g_string_new ("{\"queries\":");

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      answer (session, "/data/a_comment", bad[i]);
      g_assert_cmpstr (text_at (session, "/data/a"), ==, bad[i]);
      note (session, "/data/a", "mine");
      g_assert_cmpstr (value_at (session, "/data/a_comment"), ==, "mine");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      answer (session, "/data/a_comment", odd[i]);
      g_assert_null (text_at (session, "/data/a"));
      note (session, "/data/a", "mine");
      g_assert_cmpstr (text_at (session, "/data/a"), ==, "mine");
    }
  for (guint i = 0; i < 10000; i++)
    g_string_append_c (deep, '[');
  answer (session, "/data/a_comment", deep->str);
  g_assert_cmpstr (text_at (session, "/data/a"), ==, deep->str);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/fieldwork/comments/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("links", test_links);
  ADD ("text", test_text);
  ADD ("not-asked", test_not_asked);
  ADD ("log", test_log);
  ADD ("log-begun", test_log_begun);
  ADD ("bad", test_bad);
#undef ADD
  return g_test_run ();
}
