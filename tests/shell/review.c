/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <terrain-shell-form.h>
#include <terrain-shell.h>

#include "form-support.h"
#include "widgets.h"

/* What is asked about, hidden, left out and changed, from the question to the review and the audit log; and keys that come
 * before what they are for is drawn (UX-08, UX-10, UX-17, UX-34). */

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

static TerrainSession *
session (Fixture *fixture)
{
  return terrain_window_get_session (TERRAIN_WINDOW (fixture->window));
}

static void
go_to (Fixture    *fixture,
       const char *ref)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.go-to", "s", ref));
  widgets_run (100);
}

static gboolean
skip_without_keys (void)
{
  if (form_support_have_keys ())
    return FALSE;
  g_test_skip ("needs xdotool");
  return TRUE;
}

static void
press (const char *key)
{
  form_support_key (key);
  widgets_run (100);
}

static const char *
current_ref (Fixture *fixture)
{
  return terrain_form_view_get_current_ref (TERRAIN_FORM_VIEW (widgets_find_type (page (fixture), "TerrainFormView")));
}

/* The outline says a section's state in words, to assistive technology. */
static gboolean
section_needs_attention (Fixture    *fixture,
                         const char *title)
{
  GtkWidget *section = widgets_find_text (page (fixture), "TerrainOutlineSection", title);

  g_assert_nonnull (section);
  return gtk_widget_has_css_class (section, "problem");
}

typedef struct
{
  Fixture *fixture;
  const char *title;
  gboolean expected;
} Section;

static gboolean
section_is_so (gpointer user_data)
{
  Section *wanted = user_data;

  return section_needs_attention (wanted->fixture, wanted->title) == wanted->expected;
}

/* Counting waits until nothing else is to be done. */
static void
wait_for_section (Fixture    *fixture,
                  const char *title,
                  gboolean    expected)
{
  Section wanted = { fixture, title, expected };

  widgets_wait (section_is_so, &wanted);
}

/* (transfer full) */
static char *
dup_audit_log (Fixture    *fixture,
               const char *uuid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) log = terrain_store_load_attachment (store (fixture), uuid, "audit.csv", NULL, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (log, NULL), g_bytes_get_size (log));
}

/* Enter in the search of forms means what was typed, not what was listed before. */
static void
test_search_and_enter (Fixture      *fixture,
                       gconstpointer data)
{
  GtkWidget *entry;

  import (fixture, "tests/shell/forms/short.xml");
  import (fixture, "tests/shell/forms/keys.xml");
  import (fixture, "tests/shell/forms/review.xml");
  widgets_wait (lists_forms, fixture);
  do_action (fixture, "win.search");
  widgets_run (300);
  entry = widgets_find_type (page (fixture), "GtkSearchEntry");
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "short");
  g_signal_emit_by_name (entry, "activate");
  widgets_wait (at_interview, fixture);
  g_assert_cmpstr (terrain_form_get_id (terrain_interview_get_form (terrain_session_get_interview (session (fixture)))), ==,
                   "short_visit");
}

/* Keys that come while nothing could be drawn yet: each goes to the question it was for. */
static void
test_type_ahead (Fixture      *fixture,
                 gconstpointer data)
{
  if (skip_without_keys ())
    return;
  start (fixture, "tests/shell/forms/review.xml", "Review");
  g_assert_cmpstr (current_ref (fixture), ==, "/data/who/age");
  /* All of it waits at the X server before the loop runs again. */
  form_support_type ("42");
  form_support_key ("Return");
  form_support_type ("Ann");
  form_support_key ("Return");
  form_support_type ("none");
  form_support_key ("Return");
  form_support_key ("7"); /* the first that stays last: "does not apply" */
  form_support_key ("8"); /* "something else", which opens the next question */
  form_support_key ("Return");
  form_support_type ("dogs, mostly");
  form_support_key ("Return");
  widgets_wait (at_review, fixture);
  do_action (fixture, "win.back");
  widgets_wait (at_interview, fixture);
  g_assert_cmpstr (value (fixture, "/data/who/age"), ==, "42");
  g_assert_cmpstr (value (fixture, "/data/who/name"), ==, "Ann");
  g_assert_cmpstr (value (fixture, "/data/who/remark"), ==, "none");
  g_assert_cmpstr (value (fixture, "/data/why/reason"), ==, "97");
  g_assert_cmpstr (value (fixture, "/data/why/other"), ==, "dogs, mostly");
}

static void
test_warning (Fixture      *fixture,
              gconstpointer data)
{
  GtkWidget *asked;
  g_autofree char *uuid = NULL;
  g_autofree char *log = NULL;

  start (fixture, "tests/shell/forms/review.xml", "Review");
  uuid = g_strdup (terrain_session_get_record_uuid (session (fixture)));
  type_answer (fixture, "/data/who/age", "104");
  widgets_run (100);

  /* At the question: what is asked, and a button that answers it. */
  asked = question (fixture, "/data/who/age");
  g_assert_true (widgets_shows (asked, "That is old: is it right?"));
  g_assert_nonnull (widgets_find_action (asked, "question.confirm"));
  wait_for_section (fixture, "Who", TRUE);
  g_assert_false (section_needs_attention (fixture, "Why"));

  /* In the review: it cannot be completed until somebody says so, there too. */
  do_action (fixture, "win.review");
  wait_for_text (fixture, "1 Answer Needs Attention");
  wait_for_text (fixture, "That is old: is it right?");
  g_assert_false (gtk_widget_is_sensitive (widgets_find_action (page (fixture), "win.complete")));
  widgets_activate (widgets_find_text (widgets_find_text (page (fixture), "AdwActionRow", "That is old"), "GtkButton",
                                       "It Is Right"));
  wait_for_text (fixture, "Ready to Complete");
  g_assert_true (gtk_widget_is_sensitive (widgets_find_action (page (fixture), "win.complete")));
  do_action (fixture, "win.back");
  widgets_wait (at_interview, fixture);
  widgets_run (100);
  asked = question (fixture, "/data/who/age");
  g_assert_true (widgets_shows (asked, "That is old: is it right? Confirmed"));
  g_assert_null (widgets_find_action (asked, "question.confirm"));
  wait_for_section (fixture, "Who", FALSE);

  /* The log has the way there: to the outline, to the end, and who confirmed what. */
  do_action (fixture, "win.outline");
  do_action (fixture, "win.review");
  do_action (fixture, "win.complete");
  widgets_wait (at_home, fixture);
  log = dup_audit_log (fixture, uuid);
  g_assert_nonnull (strstr (log, "\nconfirm warning,/data/who/age,"));
  g_assert_nonnull (strstr (log, "\njump,"));
  g_assert_nonnull (strstr (log, "\nend screen,"));
}

static void
test_previous_problem (Fixture      *fixture,
                       gconstpointer data)
{
  if (skip_without_keys ())
    return;
  start (fixture, "tests/shell/forms/review.xml", "Review");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.go-to", "s", "/data/why/reason"));
  widgets_run (100);
  press ("shift+F8");
  g_assert_cmpstr (current_ref (fixture), ==, "/data/who/age");
  /* An answer to be confirmed is found as well, from either side. */
  type_answer (fixture, "/data/who/age", "104");
  go_to (fixture, "/data/why/reason");
  press ("shift+F8");
  g_assert_cmpstr (current_ref (fixture), ==, "/data/who/age");
  go_to (fixture, "/data/who/name");
  press ("F8");
  g_assert_cmpstr (current_ref (fixture), ==, "/data/who/age");
}

static void
test_dropped_and_hidden (Fixture      *fixture,
                         gconstpointer data)
{
  GtkWidget *list;
  TerrainItem *other;

  start (fixture, "tests/shell/forms/review.xml", "Review");
  /* What is hidden can be asked about in the outline. */
  list = widgets_find_type (page (fixture), "TerrainReviewList");
  g_assert_true (widgets_shows (list, "2 questions are not asked"));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (list), TRUE);
  widgets_run (300);
  g_assert_true (widgets_shows (list, "Never?"));
  g_assert_true (widgets_shows (list, "Not asked, because"));

  type_answer (fixture, "/data/who/age", "40");
  choose (fixture, "/data/why/reason", "Something else");
  widgets_run (100);
  type_answer (fixture, "/data/why/other", "the pigeons");
  widgets_run (100);
  g_assert_true (widgets_shows (widgets_find_type (page (fixture), "TerrainReviewList"), "1 question is not asked"));
  choose (fixture, "/data/why/reason", "Dogs");
  do_action (fixture, "win.review");
  wait_for_text (fixture, "1 answer will be left out");
  list = widgets_find_text (page (fixture), "TerrainReviewList", "will be left out");
  g_assert_false (widgets_shows (list, "the pigeons"));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (list), TRUE);
  widgets_run (300);
  g_assert_true (widgets_shows (list, "What else?"));
  g_assert_true (widgets_shows (list, "the pigeons"));
  other = terrain_interview_find_item (terrain_session_get_interview (session (fixture)), "/data/why/other");
  g_assert_cmpstr (terrain_item_get_value (other), ==, "the pigeons");
}

/* UX-34: in words, and once. */
static void
test_optional (Fixture      *fixture,
               gconstpointer data)
{
  start (fixture, "tests/shell/forms/review.xml", "Review");
  g_assert_true (widgets_shows (question (fixture, "/data/who/name"), "Which name? (optional)"));
  g_assert_false (widgets_shows (question (fixture, "/data/who/age"), "(optional)"));
  g_assert_true (widgets_shows (question (fixture, "/data/who/remark"), "Anything to add? (optional)"));
  g_assert_false (widgets_shows (question (fixture, "/data/who/remark"), "(optional) (optional)"));
}

/* (transfer full): the codes of the choices, as they are listed */
static char *
dup_order (Fixture *fixture)
{
  TerrainItem *item
    = terrain_interview_find_item (terrain_session_get_interview (session (fixture)), "/data/why/reason");
  GListModel *choices = terrain_item_get_choices (item);
  GString *order = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);

      g_string_append_printf (order, "%s ", terrain_choice_get_value (choice));
    }
  return g_string_free (order, FALSE);
}

/* UX-17: the order is the record's own, also in another run of the program, and what answers anything stays last. */
static void
test_order (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  GtkWidget *asked;

  start (fixture, "tests/shell/forms/review.xml", "Review");
  type_answer (fixture, "/data/who/age", "40");
  before = dup_order (fixture);
  g_assert_true (g_str_has_suffix (before, " 95 97 98 99 "));
  gtk_window_close (fixture->window);
  fixture->window = NULL;
  widgets_run (50);
  close_window (fixture);
  open_window (fixture);
  widgets_wait (lists_forms, fixture);
  widgets_activate (widgets_find_action (page (fixture), "win.resume"));
  widgets_wait (at_interview, fixture);
  after = dup_order (fixture);
  g_assert_cmpstr (before, ==, after);
  /* The last two stand apart from what is read out. */
  asked = question (fixture, "/data/why/reason");
  g_assert_cmpuint (widgets_count_type (asked, "TerrainChoiceRow"), ==, 8);
}

static GtkWindow *
find_dialog (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (ADW_IS_MESSAGE_DIALOG (window) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

/* A record that was sent, and a draft that corrects it. (transfer full): the draft */
static char *
correct_sent_record (Fixture *fixture)
{
  TerrainProfile *profile = terrain_workspace_get_profile (fixture->workspace);
  g_autoptr (TerrainSession) correction = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *uuid = NULL;

  start (fixture, "tests/shell/forms/review.xml", "Review");
  uuid = g_strdup (terrain_session_get_record_uuid (session (fixture)));
  type_answer (fixture, "/data/who/age", "40");
  do_action (fixture, "win.review");
  do_action (fixture, "win.complete");
  widgets_wait (at_home, fixture);
  g_assert_null (find_dialog ());
  g_assert_true (terrain_store_mark_sent (store (fixture), uuid, 1, &error));
  g_assert_no_error (error);
  correction = terrain_session_begin_edit (profile, uuid, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (terrain_session_close (correction, FALSE, &error));
  return g_strdup (terrain_session_get_record_uuid (correction));
}

/* The form asks why a record that was sent is another now; without a reason it stays a draft. */
static void
test_change_reason (Fixture      *fixture,
                    gconstpointer data)
{
  g_autofree char *uuid = correct_sent_record (fixture);
  g_autofree char *log = NULL;
  GtkWindow *dialog;
  GtkWidget *view;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.resume", "s", uuid));
  widgets_wait (at_interview, fixture);
  type_answer (fixture, "/data/who/age", "41");
  do_action (fixture, "win.review");
  do_action (fixture, "win.complete");
  widgets_run (200);
  dialog = find_dialog ();
  g_assert_nonnull (dialog);
  g_assert_true (widgets_shows (GTK_WIDGET (dialog), "Why Was It Changed?"));
  view = widgets_find_type (GTK_WIDGET (dialog), "GtkTextView");
  g_assert_true (gtk_window_get_focus (dialog) == view);
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "accept"));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "  typed wrongly ", -1);
  g_assert_true (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "accept"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "accept");
  widgets_wait (at_home, fixture);
  log = dup_audit_log (fixture, uuid);
  g_assert_nonnull (strstr (log, "\nchange reason,"));
  g_assert_nonnull (strstr (log, "typed wrongly"));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, function) g_test_add ("/shell/review/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("search-and-enter", test_search_and_enter);
  ADD ("type-ahead", test_type_ahead);
  ADD ("warning", test_warning);
  ADD ("previous-problem", test_previous_problem);
  ADD ("dropped-and-hidden", test_dropped_and_hidden);
  ADD ("optional", test_optional);
  ADD ("order", test_order);
  ADD ("change-reason", test_change_reason);
  return g_test_run ();
}
