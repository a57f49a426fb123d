/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sqlite3.h>
#include <terrain-shell-form.h>
#include <terrain-shell.h>

#include "widgets.h"

/* The windows of the application, driven through their widgets as a person does. */

typedef struct
{
  char *folder;
  GSettings *settings;
  TerrainApplication *application;
  TerrainWorkspace *workspace;
  GtkWindow *window;
} Fixture;

static GtkWidget *
page (Fixture *fixture)
{
  return terrain_window_get_visible_page (TERRAIN_WINDOW (fixture->window));
}

static TerrainStore *
store (Fixture *fixture)
{
  return terrain_profile_get_store (terrain_workspace_get_profile (fixture->workspace));
}

static void
import (Fixture    *fixture,
        const char *path)
{
  /* What ships is compiled in the build folder; the rest are the tests' own forms. */
  g_autofree char *full
    = g_build_filename (g_getenv (g_str_has_prefix (path, "data/") ? "TERRAIN_BUILD" : "TERRAIN_SOURCE"), path, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *xml = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (full, &xml, &size, &error));
  g_autoptr (GBytes) bytes = g_bytes_new (xml, size);
  g_assert_true (terrain_profile_import_form (terrain_workspace_get_profile (fixture->workspace), bytes, "", NULL, NULL,
                                              &error));
  g_assert_no_error (error);
}

static gboolean
is_mapped (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data);
}

static void
open_window (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->workspace = terrain_workspace_open (fixture->folder, fixture->settings, &error);
  g_assert_no_error (error);
  fixture->window = terrain_window_new (GTK_APPLICATION (fixture->application), fixture->workspace);
  gtk_window_present (fixture->window);
  widgets_wait (is_mapped, fixture->window);
}

static void
close_window (Fixture *fixture)
{
  if (fixture->window)
    gtk_window_destroy (fixture->window);
  fixture->window = NULL;
  widgets_run (20);
  g_clear_object (&fixture->workspace);
}

/* Each with a name of its own on the bus: one process has several here. */
static TerrainApplication *
new_application (GSettings *settings)
{
  static guint n;
  TerrainApplication *application = terrain_application_new (settings, NULL);
  g_autofree char *id = g_strdup_printf ("%s.Test%u", TERRAIN_APP_ID, ++n);

  g_application_set_application_id (G_APPLICATION (application), id);
  return application;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = widgets_make_folder ();
  fixture->settings = g_settings_new (TERRAIN_APP_ID);
  g_settings_reset (fixture->settings, "form-language");
  fixture->application = new_application (fixture->settings);
  g_application_set_flags (G_APPLICATION (fixture->application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (fixture->application), NULL, &error));
  g_assert_no_error (error);
  open_window (fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  close_window (fixture);
  g_clear_object (&fixture->application);
  g_clear_object (&fixture->settings);
  widgets_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static gboolean
at_home (gpointer user_data)
{
  return strcmp (G_OBJECT_TYPE_NAME (page (user_data)), "TerrainHomePage") == 0;
}

static gboolean
at_interview (gpointer user_data)
{
  return strcmp (G_OBJECT_TYPE_NAME (page (user_data)), "TerrainInterviewPage") == 0
         && widgets_find_type (page (user_data), "TerrainQuestion") != NULL;
}

static gboolean
at_review (gpointer user_data)
{
  return strcmp (G_OBJECT_TYPE_NAME (page (user_data)), "TerrainReviewPage") == 0;
}

static gboolean
at_records (gpointer user_data)
{
  return strcmp (G_OBJECT_TYPE_NAME (page (user_data)), "TerrainRecordsPage") == 0;
}

static gboolean
lists_forms (gpointer user_data)
{
  return widgets_find_type (page (user_data), "TerrainFormRow") != NULL;
}

static gboolean
is_question_at (GtkWidget    *widget,
                gconstpointer ref)
{
  return TERRAIN_IS_QUESTION (widget)
         && strcmp (terrain_item_get_ref (terrain_question_get_item (TERRAIN_QUESTION (widget))), ref) == 0;
}

typedef struct
{
  Fixture *fixture;
  const char *ref;
} Question;

static gboolean
shows_question (gpointer user_data)
{
  Question *wanted = user_data;

  return widgets_find (page (wanted->fixture), is_question_at, wanted->ref) != NULL;
}

/* Questions come while the loop is idle. */
static GtkWidget *
question (Fixture    *fixture,
          const char *ref)
{
  Question wanted = { fixture, ref };

  widgets_wait (shows_question, &wanted);
  return widgets_find (page (fixture), is_question_at, ref);
}

typedef struct
{
  Fixture *fixture;
  const char *text;
} Text;

static gboolean
shows_text (gpointer user_data)
{
  Text *wanted = user_data;

  return widgets_shows (page (wanted->fixture), wanted->text);
}

static void
wait_for_text (Fixture    *fixture,
               const char *text)
{
  Text wanted = { fixture, text };

  widgets_wait (shows_text, &wanted);
}

static void
type_answer (Fixture    *fixture,
             const char *ref,
             const char *text)
{
  GtkWidget *entry = widgets_find_type (question (fixture, ref), "GtkText");

  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_assert_true (terrain_question_flush (TERRAIN_QUESTION (question (fixture, ref))));
}

static void
choose (Fixture    *fixture,
        const char *ref,
        const char *label)
{
  GtkWidget *row = widgets_find_text (question (fixture, ref), "TerrainChoiceRow", label);

  g_assert_nonnull (row);
  g_assert_true (gtk_widget_activate_action (row, "choice.choose", NULL));
}

static const char *
value (Fixture    *fixture,
       const char *ref)
{
  TerrainInterview *interview
    = terrain_session_get_interview (terrain_window_get_session (TERRAIN_WINDOW (fixture->window)));

  return terrain_item_get_value (terrain_interview_find_item (interview, ref));
}

static void
do_action (Fixture    *fixture,
           const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL));
}

/* From the list of forms to the first question. */
static void
start (Fixture    *fixture,
       const char *form,
       const char *title)
{
  import (fixture, form);
  widgets_wait (lists_forms, fixture);
  widgets_activate (widgets_find_text (page (fixture), "TerrainFormRow", title));
  widgets_wait (at_interview, fixture);
  widgets_run (50);
}

static TerrainRecord *
only_record (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = terrain_store_list_records (store (fixture), FALSE, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 1);
  return terrain_store_find_record (store (fixture), ((TerrainRecord *) g_ptr_array_index (records, 0))->uuid, NULL);
}

static void
test_short (Fixture      *fixture,
            gconstpointer data)
{
  start (fixture, "tests/shell/forms/short.xml", "Short visit");

  /* Too many chairs, no kind: two problems, and completing is not offered. */
  type_answer (fixture, "/data/who/name", "Corner shop");
  type_answer (fixture, "/data/more/chairs", "500");
  do_action (fixture, "win.review");
  g_assert_true (at_review (fixture));
  wait_for_text (fixture, "Kind of place");
  wait_for_text (fixture, "No place has that many.");
  wait_for_text (fixture, "1 question is not answered");
  g_assert_false (gtk_widget_is_sensitive (widgets_find_action (page (fixture), "win.complete")));
  g_assert_true (gtk_widget_is_sensitive (widgets_find_action (page (fixture), "win.keep-draft")));

  /* Each problem leads to its question. */
  widgets_activate (widgets_find_text (page (fixture), "AdwActionRow", "Kind of place"));
  widgets_wait (at_interview, fixture);
  choose (fixture, "/data/who/kind", "Bar");
  widgets_run (100);
  type_answer (fixture, "/data/more/closes", "late");
  type_answer (fixture, "/data/more/chairs", "40");
  /* What is no longer asked is counted before it is dropped (UX-10). */
  choose (fixture, "/data/who/kind", "Shop");
  do_action (fixture, "win.review");
  wait_for_text (fixture, "Ready to Complete");
  wait_for_text (fixture, "1 answer will be left out");
  widgets_activate (widgets_find_action (page (fixture), "win.complete"));
  widgets_wait (at_home, fixture);
  g_assert_null (terrain_window_get_session (TERRAIN_WINDOW (fixture->window)));

  g_autoptr (TerrainRecord) record = only_record (fixture);
  g_autoptr (GBytes) xml = terrain_store_load_submission (store (fixture), record->uuid, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (xml, NULL), g_bytes_get_size (xml));
  g_assert_cmpint (record->state, ==, TERRAIN_RECORD_QUEUED);
  g_assert_cmpstr (record->name, ==, "Corner shop");
  g_assert_nonnull (strstr (text, "<kind>shop</kind>"));
  g_assert_nonnull (strstr (text, "<chairs>40</chairs>"));
  g_assert_null (strstr (text, "late"));

  /* And it waits among the records. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-records", "s", "waiting"));
  widgets_wait (at_records, fixture);
  widgets_run (50);
  wait_for_text (fixture, "Corner shop");
  do_action (fixture, "win.back");
  widgets_wait (at_home, fixture);
}

/* The first choice, or a word, for everything that review says is missing. */
static void
answer_problem (Fixture              *fixture,
                const TerrainProblem *problem)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.go-to", "s", problem->ref));
  widgets_run (100);

  GtkWidget *row = widgets_find_type (question (fixture, problem->ref), "TerrainChoiceRow");
  if (row)
    g_assert_true (gtk_widget_activate_action (row, "choice.choose", NULL));
  else
    type_answer (fixture, problem->ref, "2026-11-21");
  widgets_run (50);
  g_assert_cmpstr (value (fixture, problem->ref), !=, "");
}

static void
test_lisa (Fixture      *fixture,
           gconstpointer data)
{
  start (fixture, "data/forms/lisa_intake.xml", "LISA");

  TerrainInterview *interview
    = terrain_session_get_interview (terrain_window_get_session (TERRAIN_WINDOW (fixture->window)));
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

  do_action (fixture, "win.review");
  wait_for_text (fixture, "Ready to Complete");
  widgets_activate (widgets_find_action (page (fixture), "win.complete"));
  /* The next one at once, as at a desk; nothing is answered in it, and nothing of it stays. */
  widgets_wait (at_interview, fixture);
  g_assert_false (interview == terrain_session_get_interview (terrain_window_get_session (TERRAIN_WINDOW (fixture->window))));
  do_action (fixture, "win.back");
  widgets_wait (at_home, fixture);

  g_autoptr (TerrainRecord) record = only_record (fixture);
  g_assert_cmpint (record->state, ==, TERRAIN_RECORD_QUEUED);
  g_assert_cmpstr (record->form_id, ==, "lisa_intake");
}

static void
test_resume (Fixture      *fixture,
             gconstpointer data)
{
  start (fixture, "tests/shell/forms/short.xml", "Short visit");
  type_answer (fixture, "/data/who/name", "Night shop");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.go-to", "s", "/data/more/chairs"));
  widgets_run (50);

  /* Closing the window keeps all of it; so does the next start. */
  gtk_window_close (fixture->window);
  fixture->window = NULL;
  widgets_run (50);
  close_window (fixture);
  open_window (fixture);
  widgets_wait (lists_forms, fixture);
  wait_for_text (fixture, "Night shop");
  wait_for_text (fixture, "1 draft");

  widgets_activate (widgets_find_action (page (fixture), "win.resume"));
  widgets_wait (at_interview, fixture);
  widgets_run (100);
  g_assert_cmpstr (value (fixture, "/data/who/name"), ==, "Night shop");

  GtkWidget *view = widgets_find_type (page (fixture), "TerrainFormView");
  g_assert_cmpstr (terrain_form_view_get_current_ref (TERRAIN_FORM_VIEW (view)), ==, "/data/more/chairs");
}

static void
test_undo (Fixture      *fixture,
           gconstpointer data)
{
  start (fixture, "tests/shell/forms/short.xml", "Short visit");
  type_answer (fixture, "/data/who/name", "Night shop");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.go-to", "s", "/data/more/chairs"));
  widgets_run (50);

  do_action (fixture, "win.undo");
  widgets_run (50);
  g_assert_cmpstr (value (fixture, "/data/who/name"), ==, "");
  /* The focus goes where something changed. */
  GtkWidget *view = widgets_find_type (page (fixture), "TerrainFormView");
  g_assert_cmpstr (terrain_form_view_get_current_ref (TERRAIN_FORM_VIEW (view)), ==, "/data/who/name");
  do_action (fixture, "win.redo");
  widgets_run (50);
  g_assert_cmpstr (value (fixture, "/data/who/name"), ==, "Night shop");
}

static void
test_untouched (Fixture      *fixture,
                gconstpointer data)
{
  start (fixture, "tests/shell/forms/short.xml", "Short visit");
  do_action (fixture, "win.back");
  widgets_wait (at_home, fixture);

  g_autoptr (GPtrArray) records = terrain_store_list_records (store (fixture), FALSE, NULL);
  g_assert_cmpuint (records->len, ==, 0);
}

static gboolean
outline_is_dutch (gpointer user_data)
{
  return widgets_shows (widgets_find_type (page (user_data), "TerrainOutline"), "Wie is er?");
}

static void
test_language (Fixture      *fixture,
               gconstpointer data)
{
  start (fixture, "tests/shell/forms/short.xml", "Short visit");
  type_answer (fixture, "/data/who/name", "Corner shop");
  wait_for_text (fixture, "Name of the place");

  do_action (fixture, "win.next-language");
  wait_for_text (fixture, "Naam van de plaats");
  widgets_wait (outline_is_dutch, fixture);
  g_assert_cmpstr (value (fixture, "/data/who/name"), ==, "Corner shop");

  /* The next interview begins in the language of the last. */
  do_action (fixture, "win.keep-draft");
  widgets_wait (at_home, fixture);
  widgets_activate (widgets_find_type (page (fixture), "TerrainFormRow"));
  widgets_wait (at_interview, fixture);
  widgets_run (50);
  wait_for_text (fixture, "Naam van de plaats");
}

static gboolean
offers_undo (gpointer user_data)
{
  return widgets_find_action (GTK_WIDGET (((Fixture *) user_data)->window), "win.restore") != NULL;
}

static gboolean
lists_draft (gpointer user_data)
{
  return widgets_shows (page (user_data), "Night shop");
}

static gboolean
lists_no_draft (gpointer user_data)
{
  return !lists_draft (user_data);
}

static void
test_trash (Fixture      *fixture,
            gconstpointer data)
{
  start (fixture, "tests/shell/forms/short.xml", "Short visit");
  type_answer (fixture, "/data/who/name", "Night shop");
  do_action (fixture, "win.keep-draft");
  widgets_wait (at_home, fixture);
  widgets_wait (lists_draft, fixture);

  widgets_activate (widgets_find_action (page (fixture), "win.trash"));
  widgets_wait (lists_no_draft, fixture);
  widgets_wait (offers_undo, fixture);
  widgets_activate (widgets_find_action (GTK_WIDGET (fixture->window), "win.restore"));
  widgets_wait (lists_draft, fixture);
}

static void
assert_all_named (GtkWidget *widget)
{
  g_autofree char *unnamed = widgets_dup_unnamed (widget);

  g_assert_cmpstr (unnamed, ==, "");
}

static GtkWindow *
find_preferences (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      if (strcmp (G_OBJECT_TYPE_NAME (window), "TerrainPreferences") == 0)
        return window;
    }
  return NULL;
}

static void
test_names (Fixture      *fixture,
            gconstpointer data)
{
  start (fixture, "tests/shell/forms/short.xml", "Short visit");
  type_answer (fixture, "/data/who/name", "Night shop");
  widgets_run (100);
  assert_all_named (GTK_WIDGET (fixture->window));

  do_action (fixture, "win.review");
  widgets_run (50);
  assert_all_named (GTK_WIDGET (fixture->window));

  do_action (fixture, "win.keep-draft");
  widgets_wait (at_home, fixture);
  widgets_wait (lists_draft, fixture);
  do_action (fixture, "win.search");
  widgets_run (50);
  assert_all_named (GTK_WIDGET (fixture->window));

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-records", "s", "drafts"));
  widgets_run (50);
  assert_all_named (GTK_WIDGET (fixture->window));

  do_action (fixture, "win.preferences");
  GtkWindow *preferences = find_preferences ();
  g_assert_nonnull (preferences);
  widgets_wait (is_mapped, preferences);
  widgets_run (50);
  assert_all_named (GTK_WIDGET (preferences));
  gtk_window_close (preferences);
}

static void
test_search (Fixture      *fixture,
             gconstpointer data)
{
  import (fixture, "tests/shell/forms/short.xml");
  import (fixture, "data/forms/lisa_intake.xml");
  widgets_wait (lists_forms, fixture);
  g_assert_cmpuint (widgets_count_type (page (fixture), "TerrainFormRow"), ==, 2);

  do_action (fixture, "win.search");
  GtkWidget *entry = widgets_find_type (page (fixture), "GtkSearchEntry");
  gtk_editable_set_text (GTK_EDITABLE (entry), "SHORT");
  widgets_run (300);
  g_assert_cmpuint (widgets_count_type (page (fixture), "TerrainFormRow"), ==, 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), "nothing like it");
  widgets_run (300);
  wait_for_text (fixture, "Nothing Found");
}

static gboolean
has_no_window (gpointer user_data)
{
  return gtk_application_get_active_window (user_data) == NULL;
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

  g_autoptr (TerrainApplication) application = new_application (settings);
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

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

#define ADD(name, func) g_test_add ("/shell/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("short", test_short);
  ADD ("lisa", test_lisa);
  ADD ("resume", test_resume);
  ADD ("undo", test_undo);
  ADD ("untouched", test_untouched);
  ADD ("language", test_language);
  ADD ("trash", test_trash);
  ADD ("names", test_names);
  ADD ("search", test_search);
  g_test_add_func ("/shell/newer-store", test_newer_store);
  return g_test_run ();
}
