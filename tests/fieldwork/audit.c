/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fixture.h"

/* The audit log of forms that ask for one (ODK XForms, "Client Audit Logs"). */

#define NOON G_GINT64_CONSTANT (1760000000000000)
#define ALL "odk:location-priority='balanced' odk:location-min-interval='60' odk:location-max-age='120' " \
            "odk:track-changes='true' odk:identify-user='true' odk:track-changes-reasons='on-form-edit'"

static gint64 now;

static TerrainForm *
load (Fixture *fixture, const char *meta, const char *attributes)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (GError) error = NULL;
  TerrainForm *form;

  text = g_strdup_printf (
      "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'"
      " xmlns:jr='http://openrosa.org/javarosa' xmlns:odk='http://www.opendatakit.org/xforms'"
      " xmlns:orx='http://openrosa.org/xforms'><h:head><h:title>Log</h:title><model>"
      "<instance><data id='log' version='1'><name/><need/><page><a/><b/></page><person jr:template=''><age/></person>"
      "<orx:meta><orx:instanceID/>%s</orx:meta></data></instance>"
      "<bind nodeset='/data/name' type='string'/><bind nodeset='/data/need' type='string' required='true()'/>"
      "<bind nodeset='/data/page/a' type='int'/><bind nodeset='/data/page/b' type='int'/>"
      "<bind nodeset='/data/person/age' type='int'/><bind nodeset='/data/meta/audit' type='binary' %s/>"
      "<bind nodeset='/data/meta/instanceID' type='string' readonly='true()' jr:preload='uid'/></model></h:head><h:body>"
      "<input ref='/data/name'><label>Name</label></input><input ref='/data/need'><label>Need</label></input>"
      "<group ref='/data/page' appearance='field-list'><label>Page</label><input ref='/data/page/a'><label>A</label>"
      "</input><input ref='/data/page/b'><label>B</label></input></group>"
      "<group ref='/data/person'><label>People</label><repeat nodeset='/data/person'>"
      "<input ref='/data/person/age'><label>Age</label></input></repeat></group></h:body></h:html>",
      meta, attributes);
  xml = bytes_of (text);
  terrain_profile_import_form (fixture->profile, xml, "", NULL, NULL, &error);
  g_assert_no_error (error);
  form = terrain_profile_load_form (fixture->profile, "log", NULL, &error);
  g_assert_no_error (error);
  return form;
}

static TerrainEnvironment *
environment_of (const char *user)
{
  TerrainEnvironment *environment = make_environment (&now, 7);

  terrain_environment_set_property (environment, "username", user);
  return environment;
}

static TerrainSession *
begin (Fixture *fixture, const char *meta, const char *attributes)
{
  g_autoptr (TerrainForm) form = load (fixture, meta, attributes);
  g_autoptr (TerrainEnvironment) environment = environment_of ("ann");
  g_autoptr (GError) error = NULL;
  TerrainSession *session;

  now = NOON;
  session = terrain_session_begin_full (fixture->profile, form, NULL, "a", environment, &error);
  g_assert_no_error (error);
  return session;
}

static TerrainSession *
resume (Fixture *fixture, const char *user)
{
  g_autoptr (TerrainEnvironment) environment = environment_of (user);
  g_autoptr (GError) error = NULL;
  TerrainSession *session = terrain_session_resume (fixture->profile, "a", environment, &error);

  g_assert_no_error (error);
  return session;
}

static void
at (int seconds)
{
  now = NOON + seconds * G_USEC_PER_SEC;
}

static void
answer (TerrainSession *session, const char *ref, const char *value)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_session_answer (session, ref, value, &error));
  g_assert_no_error (error);
}

/* (transfer full) (nullable) */
static char *
dup_log (Fixture *fixture)
{
  g_autoptr (GBytes) log = terrain_store_load_attachment (terrain_profile_get_store (fixture->profile), "a",
                                                          "audit.csv", NULL, NULL);

  return log != NULL ? g_strndup (g_bytes_get_data (log, NULL), g_bytes_get_size (log)) : NULL;
}

/* @expected: "@017" stands for 17 seconds after noon, in ms since the epoch */
static void
assert_log (Fixture *fixture, const char *expected)
{
  g_autofree char *log = dup_log (fixture);
  g_autoptr (GString) wanted = g_string_new (expected);

  g_assert_nonnull (log);
  for (char *c; (c = strchr (wanted->str, '@')) != NULL;)
    {
      gssize position = c - wanted->str;

      g_string_insert (wanted, position + 4, "000");
      g_string_erase (wanted, position, 1);
      g_string_insert (wanted, position, "1760000");
    }
  g_assert_cmpstr (log, ==, wanted->str);
}

static void
complete (TerrainSession *session)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) xml = NULL;
  g_autofree char *text = NULL;

  g_assert_true (terrain_session_complete (session, TRUE, NULL, &xml, &error));
  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (xml, NULL), g_bytes_get_size (xml));
  g_assert_nonnull (strstr (text, "audit>audit.csv</"));
}

/* Every column a form can ask for, and every event that can be here. */
static void
test_events (Fixture *fixture, gconstpointer data)
{
  TerrainSession *session = begin (fixture, "<orx:audit/>", ALL);

  at (1);
  terrain_session_set_position (session, "/data/name");
  at (3);
  answer (session, "/data/name", "Zoë, \"Z\"");
  at (4);
  terrain_session_note (session, TERRAIN_SESSION_JUMP, NULL);
  at (5);
  terrain_session_set_position (session, "/data/page");
  at (6);
  answer (session, "/data/page/b", "2");
  at (7);
  answer (session, "/data/page/b", "3");
  at (9);
  g_assert_cmpuint (terrain_session_add_instance (session, "/data/person", NULL), ==, 1);
  at (10);
  terrain_session_set_position (session, "/data/person[1]/age");
  at (11);
  g_assert_true (terrain_session_remove_instance (session, "/data/person[1]", NULL));
  at (12);
  g_assert_true (terrain_session_undo (session, NULL, NULL));
  at (13);
  terrain_session_note (session, TERRAIN_SESSION_END_SCREEN, NULL);
  at (14);
  g_assert_false (terrain_session_complete (session, TRUE, NULL, NULL, NULL));
  at (15);
  terrain_session_set_position (session, "/data/need");
  answer (session, "/data/need", "yes");
  at (16);
  terrain_session_note (session, TERRAIN_SESSION_CHANGE_REASON, "it was\nmissing");
  at (17);
  complete (session);
  assert_log (fixture,
              "event,node,start,end,latitude,longitude,accuracy,old-value,new-value,user,change-reason\n"
              "form start,,@000,,,,,,,ann,\n"
              "question,/data/name,@001,@004,,,,,\"Zoë, \"\"Z\"\"\",ann,\n"
              "jump,,@004,,,,,,,ann,\n"
              "group questions,/data/page,@005,@009,,,,,,ann,\n"
              "question,/data/page/b,@005,@009,,,,,3,ann,\n"
              "add repeat,/data/person[1],@009,@009,,,,,,ann,\n"
              "question,/data/person[1]/age,@010,@011,,,,,,ann,\n"
              "delete repeat,/data/person[1],@011,@011,,,,,,ann,\n"
              "add repeat,/data/person[1],@012,@012,,,,,,ann,\n"
              "end screen,,@013,@014,,,,,,ann,\n"
              "constraint error,,@014,,,,,,,ann,\n"
              "question,/data/need,@015,@016,,,,,yes,ann,\n"
              "change reason,,@016,,,,,,,ann,\"it was\nmissing\"\n"
              "form save,,@017,,,,,,,ann,\n"
              "form exit,,@017,,,,,,,ann,\n"
              "form finalize,,@017,,,,,,,ann,\n");
  g_object_unref (session);
}

/* Only what the form asks for; a question that nobody stood on is answered since the last thing that happened. */
static void
test_columns (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainSession) session = begin (fixture, "<orx:audit/>", "");

  at (4);
  answer (session, "/data/need", "a");
  at (5);
  answer (session, "/data/need", "b");
  at (8);
  answer (session, "/data/name", "c");
  at (2); /* the clock is set back */
  answer (session, "/data/page/a", "1");
  at (9);
  complete (session);
  assert_log (fixture, "event,node,start,end\n"
                       "form start,,@000,\n"
                       "question,/data/need,@000,@005\n"
                       "question,/data/name,@005,@008\n"
                       "question,/data/page/a,@008,@009\n"
                       "form save,,@009,\n"
                       "form exit,,@009,\n"
                       "form finalize,,@009,\n");
}

/* Left, gone on with by somebody else, killed, only looked at, completed, reopened and completed again: one log. */
static void
test_resume (Fixture *fixture, gconstpointer data)
{
  TerrainSession *session = begin (fixture, "<orx:audit/>", "odk:track-changes='true' odk:identify-user='true'");
  TerrainStore *store = terrain_profile_get_store (fixture->profile);

  at (1);
  terrain_session_set_position (session, "/data/need");
  answer (session, "/data/need", "a");
  at (2);
  g_assert_true (terrain_session_close (session, FALSE, NULL));
  g_object_unref (session);

  at (3);
  session = resume (fixture, "ben");
  at (4);
  g_assert_true (terrain_session_close (session, FALSE, NULL));
  g_object_unref (session);

  at (5);
  session = resume (fixture, "ben");
  at (6);
  answer (session, "/data/need", "b");
  g_assert_true (terrain_session_flush (session, NULL));
  at (7);
  g_object_unref (session);

  at (8);
  session = resume (fixture, "ann");
  at (9);
  g_assert_true (terrain_session_undo (session, NULL, NULL));
  at (10);
  complete (session);
  g_object_unref (session);
  g_assert_true (terrain_store_reopen_record (store, "a", now, NULL));
  at (11);
  session = resume (fixture, "ann");
  at (12);
  complete (session);
  g_object_unref (session);
  assert_log (fixture, "event,node,start,end,old-value,new-value,user\n"
                       "form start,,@000,,,,ann\n"
                       "question,/data/need,@001,@002,,a,ann\n"
                       "form save,,@002,,,,ann\n"
                       "form exit,,@002,,,,ann\n"
                       "form resume,,@005,,,,ben\n"
                       "question,/data/need,@005,@006,a,b,ben\n"
                       "form resume,,@008,,,,ann\n"
                       "question,/data/need,@008,@010,b,a,ann\n"
                       "form save,,@010,,,,ann\n"
                       "form exit,,@010,,,,ann\n"
                       "form finalize,,@010,,,,ann\n"
                       "form resume,,@011,,,,ann\n"
                       "form save,,@012,,,,ann\n"
                       "form exit,,@012,,,,ann\n"
                       "form finalize,,@012,,,,ann\n");
}

static void
give_answers (Fixture *fixture, TerrainSession *session, gboolean is_killed)
{
  for (guint i = 1; i <= 450; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);

      at ((int) i);
      if (is_killed && i % 50 == 0)
        {
          g_assert_true (terrain_session_flush (session, NULL));
          g_object_unref (session);
          fixture_reopen (fixture);
          session = resume (fixture, "ann");
        }
      if (i % 3 == 0)
        terrain_session_set_position (session, i % 2 == 0 ? "/data/name" : "/data/need");
      answer (session, i % 5 == 0 ? "/data/name" : "/data/need", text);
    }
  at (500);
  complete (session);
  g_object_unref (session);
}

/* What a kill leaves is logged as if there had been none, checkpoints or not; that the record was opened again shows. */
static void
test_killed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *plain = NULL;
  g_autofree char *killed = NULL;
  g_autoptr (GString) rest = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) plain_lines = NULL;
  guint n_resumed = 0;

  give_answers (fixture, begin (fixture, "<orx:audit/>", "odk:track-changes='true'"), FALSE);
  plain = dup_log (fixture);
  g_assert_true (terrain_store_erase_record (terrain_profile_get_store (fixture->profile), "a", NULL));
  give_answers (fixture, begin (fixture, "<orx:audit/>", "odk:track-changes='true'"), TRUE);
  killed = dup_log (fixture);

  lines = g_strsplit (killed, "\n", -1);
  plain_lines = g_strsplit (plain, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    n_resumed += g_str_has_prefix (lines[i], "form resume,") ? 1 : 0;
  g_assert_cmpuint (n_resumed, ==, 9);
  g_assert_cmpuint (g_strv_length (plain_lines), >, 150);
  /* Every answer that was kept is the new value of a row in both. */
  for (guint i = 1; i <= 450; i++)
    {
      g_autofree char *cell = g_strdup_printf (",%u\n", i);
      gboolean in_plain = strstr (plain, cell) != NULL;

      g_assert_true (!in_plain || strstr (killed, cell) != NULL);
    }
}

static void
test_none (Fixture *fixture, gconstpointer data)
{
  TerrainStore *store = terrain_profile_get_store (fixture->profile);
  g_autoptr (TerrainSession) session = begin (fixture, "", "");
  g_auto (GStrv) names = NULL;
  g_autoptr (GBytes) instance = NULL;
  g_autoptr (GPtrArray) events = NULL;
  guint64 sequence;

  answer (session, "/data/need", "a");
  terrain_session_note (session, TERRAIN_SESSION_JUMP, NULL);
  g_assert_true (terrain_session_complete (session, TRUE, NULL, NULL, NULL));
  names = terrain_store_list_attachments (store, "a", NULL);
  g_assert_cmpuint (g_strv_length (names), ==, 0);
  g_assert_true (terrain_store_load_history (store, "a", 0, &instance, &sequence, &events, NULL));
  for (guint i = 0; i < events->len; i++)
    {
      TerrainEvent *event = events->pdata[i];

      g_assert_cmpstr (event->kind, !=, "audit");
      g_assert_null (g_strstr_len (g_bytes_get_data (event->payload, NULL), (gssize) g_bytes_get_size (event->payload),
                                   "\"event\""));
    }
}

/* A draft of an earlier version, whose journal says nothing and whose audit node is blank. */
static void
test_old_draft (Fixture *fixture, gconstpointer data)
{
  TerrainStore *store = terrain_profile_get_store (fixture->profile);
  g_autoptr (TerrainForm) form = load (fixture, "<orx:audit/>", "");
  g_autoptr (GBytes) instance = bytes_of ("<data xmlns:orx='http://openrosa.org/xforms' id='log' version='1'><name/>"
                                          "<need/><page><a/><b/></page><orx:meta><orx:instanceID>uuid:1"
                                          "</orx:instanceID><orx:audit/></orx:meta></data>");
  g_autoptr (GBytes) step = bytes_of ("{\"ref\":\"/data/need\",\"value\":\"x\",\"seed\":3}");
  g_autoptr (TerrainSession) session = NULL;

  now = NOON;
  g_assert_true (terrain_store_create_record (store, "a", "log", "1", NULL, now, NULL));
  g_assert_true (terrain_store_write_checkpoint (store, "a", 0, instance, NULL, NULL, NULL));
  g_assert_true (terrain_store_append_event (store, "a", 1, now, "set", step, NULL));
  at (1);
  session = resume (fixture, "ann");
  at (2);
  complete (session);
  assert_log (fixture, "event,node,start,end\n"
                       "form resume,,@001,\n"
                       "form save,,@002,\n"
                       "form exit,,@002,\n"
                       "form finalize,,@002,\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_case ("/audit/events", test_events);
  add_case ("/audit/columns", test_columns);
  add_case ("/audit/resume", test_resume);
  add_case ("/audit/killed", test_killed);
  add_case ("/audit/none", test_none);
  add_case ("/audit/old-draft", test_old_draft);

  return g_test_run ();
}
