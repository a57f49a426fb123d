/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sqlite3.h>

#include "widgets.h"
#include "window-fixture.h"

/* The windows of the application, driven through their widgets as a person does. */

static TerrainRecord *
only_record (WindowFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = terrain_store_list_records (window_fixture_store (fixture), FALSE, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 1);
  TerrainRecord *record = g_ptr_array_index (records, 0);
  return terrain_store_find_record (window_fixture_store (fixture), record->uuid, NULL);
}

static void
test_short (WindowFixture *fixture,
            gconstpointer  data)
{
  window_fixture_start (fixture, "tests/shell/forms/short.xml", "Short visit");

  /* Too many chairs, no kind: two problems, and completing is not offered. */
  window_fixture_type (fixture, "/data/who/name", "Corner shop");
  window_fixture_type (fixture, "/data/more/chairs", "500");
  window_fixture_do (fixture, "win.review");
  g_assert_true (window_fixture_at_review (fixture));
  window_fixture_wait_for_page_text (fixture, "Kind of place");
  window_fixture_wait_for_page_text (fixture, "No place has that many.");
  window_fixture_wait_for_page_text (fixture, "1 question is not answered");
  g_assert_false (gtk_widget_is_sensitive (widgets_find_action (window_fixture_page (fixture), "win.complete")));
  g_assert_true (gtk_widget_is_sensitive (widgets_find_action (window_fixture_page (fixture), "win.keep-draft")));

  /* Each problem leads to its question. */
  widgets_activate (widgets_find_text (window_fixture_page (fixture), "AdwActionRow", "Kind of place"));
  widgets_wait (window_fixture_at_interview, fixture);
  window_fixture_choose (fixture, NULL, "/data/who/kind", "Bar");
  widgets_run (100);
  window_fixture_type (fixture, "/data/more/closes", "late");
  window_fixture_type (fixture, "/data/more/chairs", "40");
  /* What is no longer asked is counted before it is dropped (UX-10). */
  window_fixture_choose (fixture, NULL, "/data/who/kind", "Shop");
  window_fixture_do (fixture, "win.review");
  window_fixture_wait_for_page_text (fixture, "Ready to Complete");
  window_fixture_wait_for_page_text (fixture, "1 answer will be left out");
  window_fixture_wait_for_page_text (fixture, "Its question is no longer asked");
  widgets_activate (widgets_find_action (window_fixture_page (fixture), "win.complete"));
  widgets_wait (window_fixture_at_end, fixture);
  g_assert_null (window_fixture_session (fixture));

  g_autoptr (TerrainRecord) record = only_record (fixture);
  g_autoptr (GBytes) xml = terrain_store_load_submission (window_fixture_store (fixture), record->uuid, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (xml, NULL), g_bytes_get_size (xml));
  g_assert_cmpint (record->state, ==, TERRAIN_RECORD_QUEUED);
  g_assert_cmpstr (record->name, ==, "Corner shop");
  g_assert_nonnull (strstr (text, "<kind>shop</kind>"));
  g_assert_nonnull (strstr (text, "<chairs>40</chairs>"));
  g_assert_null (strstr (text, "late"));

  /* And it waits among the records. */
  window_fixture_do_with (fixture, "win.show-records", "waiting");
  widgets_wait (window_fixture_at_records, fixture);
  widgets_run (50);
  window_fixture_wait_for_page_text (fixture, "Corner shop");
  window_fixture_do (fixture, "win.back");
  widgets_wait (window_fixture_at_end, fixture);
}

/* The first choice, or a word, for everything that review says is missing. */
static void
answer_problem (WindowFixture        *fixture,
                const TerrainProblem *problem)
{
  window_fixture_do_with (fixture, "win.go-to", problem->ref);
  widgets_run (100);

  GtkWidget *row = widgets_find_type (window_fixture_question (fixture, NULL, problem->ref), "TerrainChoiceRow");
  if (row)
    g_assert_true (gtk_widget_activate_action (row, "choice.choose", NULL));
  else
    window_fixture_type (fixture, problem->ref, "2026-11-21");
  widgets_run (50);
  g_assert_cmpstr (window_fixture_value (fixture, problem->ref), !=, "");
}

static void
test_lisa (WindowFixture *fixture,
           gconstpointer  data)
{
  window_fixture_start (fixture, "data/forms/lisa_intake.xml", "LISA");

  TerrainInterview *interview = window_fixture_interview (fixture);
  guint n_answered = 0;
  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (GPtrArray) problems = terrain_interview_validate (interview);
      if (problems->len == 0)
        break;
      answer_problem (fixture, g_ptr_array_index (problems, 0));
      n_answered++;
    }
  /* Language, visitor, subject and outcome at least. */
  g_assert_cmpuint (n_answered, >=, 4);

  window_fixture_do (fixture, "win.review");
  window_fixture_wait_for_page_text (fixture, "Ready to Complete");
  widgets_activate (widgets_find_action (window_fixture_page (fixture), "win.complete"));
  /* The next one at once, as at a desk; nothing is answered in it, and nothing of it stays. */
  widgets_wait (window_fixture_at_interview, fixture);
  g_assert_false (interview == window_fixture_interview (fixture));
  window_fixture_do (fixture, "win.back");
  widgets_wait (window_fixture_at_home, fixture);

  g_autoptr (TerrainRecord) record = only_record (fixture);
  g_assert_cmpint (record->state, ==, TERRAIN_RECORD_QUEUED);
  g_assert_cmpstr (record->form_id, ==, "lisa_intake");
}

static void
test_resume (WindowFixture *fixture,
             gconstpointer  data)
{
  window_fixture_start (fixture, "tests/shell/forms/short.xml", "Short visit");
  window_fixture_type (fixture, "/data/who/name", "Night shop");
  window_fixture_do_with (fixture, "win.go-to", "/data/more/chairs");
  widgets_run (50);

  /* Closing the window keeps all of it; so does the next start. */
  gtk_window_close (fixture->window);
  fixture->window = NULL;
  widgets_run (50);
  window_fixture_restart (fixture);
  widgets_wait (window_fixture_lists_forms, fixture);
  window_fixture_wait_for_page_text (fixture, "Night shop");
  window_fixture_wait_for_page_text (fixture, "1 draft");

  widgets_activate (widgets_find_action (window_fixture_page (fixture), "win.resume"));
  widgets_wait (window_fixture_at_interview, fixture);
  widgets_run (100);
  g_assert_cmpstr (window_fixture_value (fixture, "/data/who/name"), ==, "Night shop");

  GtkWidget *view = window_fixture_find (fixture, "TerrainFormView");
  g_assert_cmpstr (terrain_form_view_get_current_ref (TERRAIN_FORM_VIEW (view)), ==, "/data/more/chairs");
}

static void
test_undo (WindowFixture *fixture,
           gconstpointer  data)
{
  window_fixture_start (fixture, "tests/shell/forms/short.xml", "Short visit");
  window_fixture_type (fixture, "/data/who/name", "Night shop");
  window_fixture_do_with (fixture, "win.go-to", "/data/more/chairs");
  widgets_run (50);

  window_fixture_do (fixture, "win.undo");
  widgets_run (50);
  g_assert_cmpstr (window_fixture_value (fixture, "/data/who/name"), ==, "");
  /* The focus goes where something changed. */
  GtkWidget *view = window_fixture_find (fixture, "TerrainFormView");
  g_assert_cmpstr (terrain_form_view_get_current_ref (TERRAIN_FORM_VIEW (view)), ==, "/data/who/name");
  window_fixture_do (fixture, "win.redo");
  widgets_run (50);
  g_assert_cmpstr (window_fixture_value (fixture, "/data/who/name"), ==, "Night shop");
}

static void
test_untouched (WindowFixture *fixture,
                gconstpointer  data)
{
  window_fixture_start (fixture, "tests/shell/forms/short.xml", "Short visit");
  window_fixture_do (fixture, "win.back");
  widgets_wait (window_fixture_at_home, fixture);

  g_autoptr (GPtrArray) records = terrain_store_list_records (window_fixture_store (fixture), FALSE, NULL);
  g_assert_cmpuint (records->len, ==, 0);
}

static gboolean
outline_is_dutch (gpointer user_data)
{
  return widgets_shows (window_fixture_find (user_data, "TerrainOutline"), "Wie is er?");
}

static void
test_language (WindowFixture *fixture,
               gconstpointer  data)
{
  window_fixture_start (fixture, "tests/shell/forms/short.xml", "Short visit");
  window_fixture_type (fixture, "/data/who/name", "Corner shop");
  window_fixture_wait_for_page_text (fixture, "Name of the place");

  window_fixture_do (fixture, "win.next-language");
  window_fixture_wait_for_page_text (fixture, "Naam van de plaats");
  widgets_wait (outline_is_dutch, fixture);
  g_assert_cmpstr (window_fixture_value (fixture, "/data/who/name"), ==, "Corner shop");

  /* The next interview begins in the language of the last. */
  window_fixture_do (fixture, "win.keep-draft");
  widgets_wait (window_fixture_at_home, fixture);
  widgets_activate (window_fixture_find (fixture, "TerrainFormRow"));
  widgets_wait (window_fixture_at_interview, fixture);
  widgets_run (50);
  window_fixture_wait_for_page_text (fixture, "Naam van de plaats");
}

static gboolean
offers_undo (gpointer user_data)
{
  return widgets_find_action (GTK_WIDGET (((WindowFixture *) user_data)->window), "records-undo.undo") != NULL;
}

static gboolean
lists_draft (gpointer user_data)
{
  return widgets_shows (window_fixture_page (user_data), "Night shop");
}

static gboolean
lists_no_draft (gpointer user_data)
{
  return !lists_draft (user_data);
}

static void
test_trash (WindowFixture *fixture,
            gconstpointer  data)
{
  window_fixture_start (fixture, "tests/shell/forms/short.xml", "Short visit");
  window_fixture_type (fixture, "/data/who/name", "Night shop");
  window_fixture_do (fixture, "win.keep-draft");
  widgets_wait (window_fixture_at_home, fixture);
  widgets_wait (lists_draft, fixture);

  widgets_activate (widgets_find_action (window_fixture_page (fixture), "win.trash"));
  widgets_wait (lists_no_draft, fixture);
  widgets_wait (offers_undo, fixture);
  widgets_activate (widgets_find_action (GTK_WIDGET (fixture->window), "records-undo.undo"));
  widgets_wait (lists_draft, fixture);

  /* The same by Ctrl+Z, wherever the focus is: the row that had it is gone. */
  widgets_activate (widgets_find_action (window_fixture_page (fixture), "win.trash"));
  widgets_wait (lists_no_draft, fixture);
  window_fixture_wait_for_text (fixture, "1 record moved to the trash");
  gtk_window_set_focus (fixture->window, NULL);
  window_fixture_do (fixture, "win.undo");
  widgets_wait (lists_draft, fixture);
}

static void
assert_all_named (GtkWidget *widget)
{
  g_autofree char *unnamed = widgets_dup_unnamed (widget);

  g_assert_cmpstr (unnamed, ==, "");
}

static gboolean
is_drawn (gpointer widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_width (widget) > 0;
}

static void
test_names (WindowFixture *fixture,
            gconstpointer  data)
{
  window_fixture_start (fixture, "tests/shell/forms/short.xml", "Short visit");
  window_fixture_type (fixture, "/data/who/name", "Night shop");
  widgets_run (100);
  assert_all_named (GTK_WIDGET (fixture->window));

  window_fixture_do (fixture, "win.review");
  widgets_run (50);
  assert_all_named (GTK_WIDGET (fixture->window));

  window_fixture_do (fixture, "win.keep-draft");
  widgets_wait (window_fixture_at_home, fixture);
  widgets_wait (lists_draft, fixture);
  window_fixture_do (fixture, "win.search");
  widgets_run (50);
  assert_all_named (GTK_WIDGET (fixture->window));

  window_fixture_do_with (fixture, "win.show-records", "drafts");
  widgets_run (50);
  assert_all_named (GTK_WIDGET (fixture->window));

  window_fixture_do (fixture, "win.preferences");
  GtkWidget *preferences = widgets_find_window ("TerrainPreferences");
  g_assert_nonnull (preferences);
  widgets_wait (is_drawn, preferences);
  assert_all_named (preferences);
  gtk_window_close (GTK_WINDOW (preferences));
}

static void
test_search (WindowFixture *fixture,
             gconstpointer  data)
{
  window_fixture_import (fixture, "tests/shell/forms/short.xml");
  window_fixture_import (fixture, "data/forms/lisa_intake.xml");
  widgets_wait (window_fixture_lists_forms, fixture);
  g_assert_cmpuint (widgets_count_type (window_fixture_page (fixture), "TerrainFormRow"), ==, 2);

  window_fixture_do (fixture, "win.search");
  GtkWidget *entry = window_fixture_find (fixture, "GtkSearchEntry");
  gtk_editable_set_text (GTK_EDITABLE (entry), "SHORT");
  widgets_run (300);
  g_assert_cmpuint (widgets_count_type (window_fixture_page (fixture), "TerrainFormRow"), ==, 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), "nothing like it");
  widgets_run (300);
  window_fixture_wait_for_page_text (fixture, "Nothing Found");
}

static gboolean
has_no_window (gpointer user_data)
{
  return gtk_application_get_active_window (user_data) == NULL;
}

static void
on_destroyed (WindowFixture *fixture)
{
  fixture->window = NULL;
}

/* The window goes while its preferences are open: what is typed there is kept, whichever of the two is told first. */
static void
test_preferences_open (WindowFixture *fixture,
                       gconstpointer  way)
{
  window_fixture_do (fixture, "win.preferences");
  widgets_run (100);
  GtkWidget *preferences = widgets_find_window ("TerrainPreferences");
  g_assert_nonnull (preferences);
  gtk_editable_set_text (GTK_EDITABLE (widgets_find_type (preferences, "AdwEntryRow")), "https://central.example.org");
  g_object_add_weak_pointer (G_OBJECT (preferences), (gpointer *) &preferences);

  g_signal_connect_swapped (fixture->window, "destroy", G_CALLBACK (on_destroyed), fixture);
  if (g_str_equal (way, "quit"))
    g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "quit", NULL);
  else if (g_str_equal (way, "close"))
    gtk_window_close (fixture->window);
  else
    gtk_window_destroy (fixture->window);
  widgets_wait (has_no_window, fixture->application);
  widgets_run (50);
  g_assert_null (preferences);
  g_assert_null (fixture->window);
  if (g_str_equal (way, "destroy"))
    return;

  g_autoptr (TerrainServerSettings) server = terrain_profile_load_server (window_fixture_profile (fixture), NULL);
  g_assert_nonnull (server);
  g_assert_cmpstr (server->url, ==, "https://central.example.org");
}

static void
test_newer_store (void)
{
  g_autofree char *folder = widgets_make_folder ();
  g_autofree char *file = g_build_filename (folder, "profile.sqlite", NULL);
  g_autoptr (GSettings) settings = g_settings_new (TERRAIN_APP_ID);
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainWorkspace) workspace = terrain_workspace_open (folder, settings, &error);
  const char *arguments[] = { "terrain", "--profile", folder, NULL };
  sqlite3 *db;

  g_assert_no_error (error);
  g_clear_object (&workspace);
  widgets_run (20);
  g_assert_cmpint (sqlite3_open (file, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "PRAGMA user_version = 9999", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);

  g_autoptr (TerrainApplication) application = window_fixture_new_application (settings);
  GApplication *g_application = G_APPLICATION (application);
  g_auto (GStrv) argv = g_strdupv ((char **) arguments);
  int status = 0;
  /* Local options, registration and activation, as g_application_run() has them, without its loop. */
  G_APPLICATION_GET_CLASS (g_application)->local_command_line (g_application, &argv, &status);
  widgets_run (50);

  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));
  g_assert_nonnull (window);
  g_assert_cmpint (status, ==, 0);
  g_assert_true (widgets_shows (GTK_WIDGET (window), "Made by a Newer Terrain"));
  g_assert_true (widgets_shows (GTK_WIDGET (window), folder));
  assert_all_named (GTK_WIDGET (window));
  widgets_activate (widgets_find_action (GTK_WIDGET (window), "window.close"));
  widgets_wait (has_no_window, application);
  widgets_remove_folder (folder);
}

/* What cannot be kept is said once before the program ends. */
static void
test_preferences_refused (WindowFixture *fixture,
                          gconstpointer  data)
{
  window_fixture_do (fixture, "win.preferences");
  widgets_run (100);
  GtkWidget *preferences = widgets_find_window ("TerrainPreferences");
  g_assert_nonnull (preferences);
  gtk_editable_set_text (GTK_EDITABLE (widgets_find_type (preferences, "AdwEntryRow")), "https://example.org/?x");
  g_signal_connect_swapped (fixture->window, "destroy", G_CALLBACK (on_destroyed), fixture);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "quit", NULL);
  widgets_run (50);
  g_assert_nonnull (fixture->window);
  g_assert_true (widgets_find_window ("TerrainPreferences") == preferences);
  g_assert_true (widgets_shows (preferences, "Leave out that and what follows"));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "quit", NULL);
  widgets_wait (has_no_window, fixture->application);
  g_assert_null (fixture->window);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

#define ADD(name, func) \
  g_test_add ("/shell/" name, WindowFixture, NULL, window_fixture_set_up, func, window_fixture_tear_down)
  ADD ("short", test_short);
  ADD ("lisa", test_lisa);
  ADD ("resume", test_resume);
  ADD ("undo", test_undo);
  ADD ("untouched", test_untouched);
  ADD ("language", test_language);
  ADD ("trash", test_trash);
  ADD ("names", test_names);
  ADD ("search", test_search);
  window_fixture_add ("/shell/preferences-open/quit", "quit", test_preferences_open);
  window_fixture_add ("/shell/preferences-open/close", "close", test_preferences_open);
  window_fixture_add ("/shell/preferences-open/destroy", "destroy", test_preferences_open);
  window_fixture_add ("/shell/preferences-open/refused", NULL, test_preferences_refused);
  g_test_add_func ("/shell/newer-store", test_newer_store);
  return g_test_run ();
}
