/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a form asks of the device without a question: its place, where the person agreed; a portal of the test's own. */

#include <adwaita.h>
#include <string.h>

#include "fake-portal.h"
#include "form-support.h"
#include <terrain-shell-form.h>

typedef struct
{
  char *folder;
  TerrainProfile *profile;
  TerrainSession *session;
  TerrainPlaceGiver *giver;
  GtkWidget *window;
  FakePortal *portal;
} Fixture;

#define wait_until(condition) \
  G_STMT_START { \
    gint64 wait_end = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND; \
    while (!(condition)) { \
      if (g_get_monotonic_time () > wait_end) g_error ("%s:%d: never: %s", __FILE__, __LINE__, #condition); \
      form_support_run (20); \
    } \
  } G_STMT_END

#define LOGGED "<bind nodeset='/data/meta/audit' type='binary' odk:location-priority='balanced'" \
               " odk:location-min-interval='1' odk:location-max-age='600'/>"
#define UNLOGGED "<bind nodeset='/data/meta/audit' type='binary'/>"

static void
open_form (Fixture *fixture, const char *audit)
{
  g_autofree char *text = g_strdup_printf (
    "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'"
    " xmlns:odk='http://www.opendatakit.org/xforms' xmlns:orx='http://openrosa.org/xforms'"
    " xmlns:jr='http://openrosa.org/javarosa'><h:head><h:title>T</h:title><model><instance><data id='t' version='1'>"
    "<start/><name/><again/><orx:meta><orx:instanceID/><orx:audit/></orx:meta></data></instance>"
    "<bind nodeset='/data/start' type='geopoint'/><bind nodeset='/data/again' type='geopoint'/>%s"
    "<bind nodeset='/data/meta/instanceID' type='string' readonly='true()' jr:preload='uid'/>"
    "<odk:setgeopoint ref='/data/start' event='odk-instance-first-load'/></model></h:head><h:body>"
    "<input ref='/data/name'><label>Name</label><odk:setgeopoint ref='/data/again' event='xforms-value-changed'/></input>"
    "<input ref='/data/again'><label>Where</label></input><input ref='/data/start'><label>Start</label></input>"
    "</h:body></h:html>", audit);
  g_autoptr (GBytes) xml = g_bytes_new (text, strlen (text));
  g_autoptr (TerrainForm) form = NULL;
  g_autoptr (GError) error = NULL;

  terrain_profile_import_form (fixture->profile, xml, "", NULL, NULL, &error);
  g_assert_no_error (error);
  form = terrain_profile_load_form (fixture->profile, "t", NULL, &error);
  g_assert_no_error (error);
  fixture->session = terrain_session_begin (fixture->profile, form, NULL, &error);
  g_assert_no_error (error);
  fixture->window = form_support_show (terrain_form_view_new (fixture->session), 500, 500);
  fixture->giver = terrain_place_giver_new (fixture->session, gtk_window_get_child (GTK_WINDOW (fixture->window)));
}

static void
set_up (Fixture *fixture, gconstpointer agreed)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("terrain-giver-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->portal = fake_portal_new ();
  fixture->profile = terrain_profile_open (fixture->folder, &error);
  g_assert_no_error (error);
  g_assert_false (terrain_profile_get_gives_place (fixture->profile));
  g_assert_true (terrain_profile_set_gives_place (fixture->profile, agreed != NULL, &error));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *command = g_strdup_printf ("rm -r '%s'", fixture->folder);

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->giver);
  form_support_run (50);
  terrain_session_close (fixture->session, FALSE, NULL);
  g_assert_finalize_object (fixture->session);
  g_assert_finalize_object (fixture->profile);
  if (fixture->portal != NULL)
    fake_portal_free (fixture->portal);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_free (fixture->folder);
}

static const char *
value_of (Fixture *fixture, const char *ref)
{
  return form_support_value (terrain_session_get_interview (fixture->session), ref);
}

#define assert_value(fixture, ref, value) g_assert_cmpstr (value_of ((fixture), (ref)), ==, (value))

static void
answer (Fixture *fixture, const char *name)
{
  g_assert_true (terrain_session_answer (fixture->session, "/data/name", name, NULL));
}

/* (transfer full) */
static char *
complete (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) log = NULL;

  g_assert_true (terrain_session_complete (fixture->session, FALSE, NULL, NULL, &error));
  g_assert_no_error (error);
  log = terrain_store_load_attachment (terrain_profile_get_store (fixture->profile),
                                       terrain_session_get_record_uuid (fixture->session), "audit.csv", NULL, &error);
  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (log, NULL), g_bytes_get_size (log));
}

/* What F1 says of a question that the device was to answer. */
static void
assert_why (Fixture *fixture, const char *ref, const char *part)
{
  GtkWidget *view = gtk_window_get_child (GTK_WINDOW (fixture->window)), *question;
  g_autofree char *text = NULL;

  g_assert_true (terrain_form_view_focus_ref (TERRAIN_FORM_VIEW (view), ref));
  form_support_run (50);
  question = form_support_question (view, ref);
  g_assert_nonnull (question);
  g_assert_true (gtk_widget_activate_action (question, "question.guidance", NULL));
  form_support_run (50);
  text = form_support_dup_text (question);
  if (part != NULL ? strstr (text, part) == NULL : strstr (text, "Blank, because") != NULL)
    g_error ("of %s: %s", ref, text);
}

static void
test_off (Fixture *fixture, gconstpointer data)
{
  g_autofree char *log = NULL;

  open_form (fixture, LOGGED);
  answer (fixture, "Ann");
  form_support_run (200);
  g_assert_cmpuint (fixture->portal->n_created, ==, 0);
  assert_value (fixture, "/data/start", "");
  assert_value (fixture, "/data/again", "");
  assert_why (fixture, "/data/start", "the preferences do not let forms have this device’s place");
  assert_why (fixture, "/data/again", "the preferences do not let forms have this device’s place");
  assert_why (fixture, "/data/name", NULL);
  g_assert_true (terrain_session_answer (fixture->session, "/data/start", "50.8 4.3 0 0", NULL));
  assert_why (fixture, "/data/start", NULL);
  log = complete (fixture);
  g_assert_nonnull (strstr (log, "location tracking disabled"));
  g_assert_cmpuint (fixture->portal->n_created, ==, 0);
}

/* Asked for once, and no longer than it takes; asked again when the form asks again. */
static void
test_given (Fixture *fixture, gconstpointer data)
{
  open_form (fixture, UNLOGGED);
  wait_until (fixture->portal->request != NULL);
  fake_portal_move (fixture->portal, 50.9, 4.4, 3000);
  form_support_run (100);
  assert_value (fixture, "/data/start", "");
  fake_portal_move (fixture->portal, 50.8467, 4.3525, 60);
  wait_until (*value_of (fixture, "/data/start") != '\0');
  assert_value (fixture, "/data/start", "50.8467 4.3525 0 60");
  wait_until (fixture->portal->n_closed == 1);
  assert_value (fixture, "/data/again", "");

  g_clear_pointer (&fixture->portal->request, g_free);
  answer (fixture, "Ann");
  wait_until (fixture->portal->request != NULL);
  g_assert_cmpuint (fixture->portal->n_created, ==, 2);
  fake_portal_move (fixture->portal, 50.85, 4.36, 10);
  wait_until (*value_of (fixture, "/data/again") != '\0');
  assert_value (fixture, "/data/again", "50.85 4.36 0 10");
  assert_value (fixture, "/data/start", "50.8467 4.3525 0 60");
}

/* Refused: blank, said in the log, and not asked again while this record is open. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *log = NULL;

  fixture->portal->response = 1;
  open_form (fixture, UNLOGGED);
  wait_until (!terrain_session_wants_place (fixture->session));
  answer (fixture, "Ann");
  form_support_run (100);
  g_assert_cmpuint (fixture->portal->n_created, ==, 1);
  assert_value (fixture, "/data/start", "");
  assert_value (fixture, "/data/again", "");
  assert_why (fixture, "/data/again", "the desktop did not give this device’s place");
  log = complete (fixture);
  g_assert_nonnull (strstr (log, "location permissions not granted"));
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *log = NULL;

  fake_portal_free (g_steal_pointer (&fixture->portal));
  open_form (fixture, UNLOGGED);
  wait_until (!terrain_session_wants_place (fixture->session));
  assert_why (fixture, "/data/start", "was not found when the form asked for it");
  log = complete (fixture);
  g_assert_nonnull (strstr (log, "location providers disabled"));
}

/* Whoever is asked does not answer: the record is completed all the same, and it is over for the desktop as well. */
static void
test_never (Fixture *fixture, gconstpointer data)
{
  g_autofree char *log = NULL;

  fixture->portal->response = G_MAXUINT;
  open_form (fixture, UNLOGGED);
  wait_until (fixture->portal->request != NULL);
  answer (fixture, "Ann");
  log = complete (fixture);
  fake_portal_move (fixture->portal, 50.85, 4.36, 10);
  form_support_run (100);
  assert_value (fixture, "/data/start", "");
  gtk_window_set_child (GTK_WINDOW (fixture->window), NULL);
  wait_until (fixture->portal->n_closed == 1);
}

/* The log's own places: as long as the record is to be seen, no more often than the form says. */
static void
test_log (Fixture *fixture, gconstpointer data)
{
  g_autofree char *log = NULL;

  open_form (fixture, LOGGED);
  wait_until (fixture->portal->request != NULL);
  fake_portal_move (fixture->portal, 50.8467, 4.3525, 12);
  wait_until (*value_of (fixture, "/data/start") != '\0');
  fake_portal_move (fixture->portal, 50.9, 4.4, 12); /* too soon */
  form_support_run (50);
  g_assert_cmpuint (fixture->portal->n_closed, ==, 0);
  /* It is known already: the next one that is asked for is there at once. */
  answer (fixture, "Ann");
  wait_until (*value_of (fixture, "/data/again") != '\0');
  g_assert_cmpuint (fixture->portal->n_created, ==, 1);
  log = complete (fixture);
  g_assert_nonnull (strstr (log, "50.8467,4.3525,12"));
  g_assert_null (strstr (log, "50.9,4.4"));
}

#define add(path, agreed, func) g_test_add ("/place-giver/" path, Fixture, agreed, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  add ("off", NULL, test_off);
  add ("given", "yes", test_given);
  add ("refused", "yes", test_refused);
  add ("missing", "yes", test_missing);
  add ("never", "yes", test_never);
  add ("log", "yes", test_log);
  return g_test_run ();
}
