/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "form-support.h"
#include "widgets.h"
#include "window-fixture.h"

/* What is asked about, hidden, left out and changed, from the question to the review and the audit log; and keys that come
 * before what they are for is drawn (UX-08, UX-10, UX-17, UX-34). */

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
current_ref (WindowFixture *fixture)
{
  return terrain_form_view_get_current_ref (TERRAIN_FORM_VIEW (window_fixture_find (fixture, "TerrainFormView")));
}

/* The outline says a section's state in words, to assistive technology. */
static gboolean
section_needs_attention (WindowFixture *fixture,
                         const char    *title)
{
  GtkWidget *section = widgets_find_text (window_fixture_page (fixture), "TerrainOutlineSection", title);

  g_assert_nonnull (section);
  return gtk_widget_has_css_class (section, "problem");
}

typedef struct
{
  WindowFixture *fixture;
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
wait_for_section (WindowFixture *fixture,
                  const char    *title,
                  gboolean       expected)
{
  Section wanted = { fixture, title, expected };

  widgets_wait (section_is_so, &wanted);
}

/* (transfer full) */
static char *
dup_audit_log (WindowFixture *fixture,
               const char    *uuid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) log
    = terrain_store_load_attachment (window_fixture_store (fixture), uuid, "audit.csv", NULL, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (log, NULL), g_bytes_get_size (log));
}

static gboolean
has_search (gpointer fixture)
{
  return window_fixture_find (fixture, "GtkSearchEntry") != NULL;
}

/* Enter in the search of forms means what was typed, not what was listed before. */
static void
test_search_and_enter (WindowFixture *fixture,
                       gconstpointer  data)
{
  GtkWidget *entry;

  window_fixture_import (fixture, "tests/shell/forms/short.xml");
  window_fixture_import (fixture, "tests/shell/forms/keys.xml");
  window_fixture_import (fixture, "tests/shell/forms/review.xml");
  widgets_wait (window_fixture_lists_forms, fixture);
  window_fixture_do (fixture, "win.search");
  widgets_wait (has_search, fixture);
  entry = window_fixture_find (fixture, "GtkSearchEntry");
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "short");
  g_signal_emit_by_name (entry, "activate");
  widgets_wait (window_fixture_at_interview, fixture);
  g_assert_cmpstr (terrain_form_get_id (terrain_interview_get_form (window_fixture_interview (fixture))), ==,
                   "short_visit");
}

/* Keys that come while nothing could be drawn yet: each goes to the question it was for. */
static void
test_type_ahead (WindowFixture *fixture,
                 gconstpointer  data)
{
  if (skip_without_keys ())
    return;
  window_fixture_start (fixture, "tests/shell/forms/review.xml", "Review");
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
  widgets_wait (window_fixture_at_review, fixture);
  window_fixture_do (fixture, "win.back");
  widgets_wait (window_fixture_at_interview, fixture);
  g_assert_cmpstr (window_fixture_value (fixture, "/data/who/age"), ==, "42");
  g_assert_cmpstr (window_fixture_value (fixture, "/data/who/name"), ==, "Ann");
  g_assert_cmpstr (window_fixture_value (fixture, "/data/who/remark"), ==, "none");
  g_assert_cmpstr (window_fixture_value (fixture, "/data/why/reason"), ==, "97");
  g_assert_cmpstr (window_fixture_value (fixture, "/data/why/other"), ==, "dogs, mostly");
}

static void
test_warning (WindowFixture *fixture,
              gconstpointer  data)
{
  GtkWidget *asked;
  GtkWidget *problem;
  g_autofree char *uuid = NULL;
  g_autofree char *log = NULL;

  window_fixture_start (fixture, "tests/shell/forms/review.xml", "Review");
  uuid = g_strdup (terrain_session_get_record_uuid (window_fixture_session (fixture)));
  window_fixture_type (fixture, "/data/who/age", "104");
  widgets_run (100);

  /* At the question: what is asked, and a button that answers it. */
  asked = window_fixture_question (fixture, NULL, "/data/who/age");
  g_assert_true (widgets_shows (asked, "That is old: is it right?"));
  g_assert_nonnull (widgets_find_action (asked, "question.confirm"));
  wait_for_section (fixture, "Who", TRUE);
  g_assert_false (section_needs_attention (fixture, "Why"));

  /* In the review: it cannot be completed until somebody says so, there too. */
  window_fixture_do (fixture, "win.review");
  window_fixture_wait_for_page_text (fixture, "1 Answer Needs Attention");
  window_fixture_wait_for_page_text (fixture, "That is old: is it right?");
  g_assert_false (gtk_widget_is_sensitive (widgets_find_action (window_fixture_page (fixture), "win.complete")));
  problem = widgets_find_text (window_fixture_page (fixture), "AdwActionRow", "That is old");
  widgets_activate (widgets_find_text (problem, "GtkButton", "It Is Right"));
  window_fixture_wait_for_page_text (fixture, "Ready to Complete");
  g_assert_true (gtk_widget_is_sensitive (widgets_find_action (window_fixture_page (fixture), "win.complete")));
  window_fixture_do (fixture, "win.back");
  widgets_wait (window_fixture_at_interview, fixture);
  widgets_run (100);
  asked = window_fixture_question (fixture, NULL, "/data/who/age");
  g_assert_true (widgets_shows (asked, "That is old: is it right? Confirmed"));
  g_assert_null (widgets_find_action (asked, "question.confirm"));
  wait_for_section (fixture, "Who", FALSE);

  /* The log has the way there: to the outline, to the end, and who confirmed what. */
  window_fixture_do (fixture, "win.outline");
  window_fixture_do (fixture, "win.review");
  window_fixture_do (fixture, "win.complete");
  widgets_wait (window_fixture_at_end, fixture);
  log = dup_audit_log (fixture, uuid);
  g_assert_nonnull (strstr (log, "\nconfirm warning,/data/who/age,"));
  g_assert_nonnull (strstr (log, "\njump,"));
  g_assert_nonnull (strstr (log, "\nend screen,"));
}

static void
test_previous_problem (WindowFixture *fixture,
                       gconstpointer  data)
{
  if (skip_without_keys ())
    return;
  window_fixture_start (fixture, "tests/shell/forms/review.xml", "Review");
  window_fixture_go_to (fixture, "/data/why/reason");
  press ("shift+F8");
  g_assert_cmpstr (current_ref (fixture), ==, "/data/who/age");
  /* An answer to be confirmed is found as well, from either side. */
  window_fixture_type (fixture, "/data/who/age", "104");
  window_fixture_go_to (fixture, "/data/why/reason");
  press ("shift+F8");
  g_assert_cmpstr (current_ref (fixture), ==, "/data/who/age");
  window_fixture_go_to (fixture, "/data/who/name");
  press ("F8");
  g_assert_cmpstr (current_ref (fixture), ==, "/data/who/age");
}

static void
test_dropped_and_hidden (WindowFixture *fixture,
                         gconstpointer  data)
{
  GtkWidget *list;
  TerrainItem *other;

  window_fixture_start (fixture, "tests/shell/forms/review.xml", "Review");
  /* What is hidden can be asked about in the outline. */
  list = window_fixture_find (fixture, "TerrainReviewList");
  g_assert_true (widgets_shows (list, "2 questions are not asked"));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (list), TRUE);
  window_fixture_wait_for_page_text (fixture, "Never?");
  g_assert_true (widgets_shows (list, "Not asked, because"));

  window_fixture_type (fixture, "/data/who/age", "40");
  window_fixture_choose (fixture, NULL, "/data/why/reason", "Something else");
  window_fixture_type (fixture, "/data/why/other", "the pigeons");
  window_fixture_wait_for_page_text (fixture, "1 question is not asked");
  window_fixture_choose (fixture, NULL, "/data/why/reason", "Dogs");
  window_fixture_do (fixture, "win.review");
  window_fixture_wait_for_page_text (fixture, "1 answer will be left out");
  list = widgets_find_text (window_fixture_page (fixture), "TerrainReviewList", "will be left out");
  g_assert_false (widgets_shows (list, "the pigeons"));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (list), TRUE);
  window_fixture_wait_for_page_text (fixture, "What else?");
  g_assert_true (widgets_shows (list, "the pigeons"));
  other = terrain_interview_find_item (window_fixture_interview (fixture), "/data/why/other");
  g_assert_cmpstr (terrain_item_get_value (other), ==, "the pigeons");
}

/* UX-34: in words, and once. */
static void
test_optional (WindowFixture *fixture,
               gconstpointer  data)
{
  GtkWidget *remark;

  window_fixture_start (fixture, "tests/shell/forms/review.xml", "Review");
  g_assert_true (widgets_shows (window_fixture_question (fixture, NULL, "/data/who/name"), "Which name? (optional)"));
  g_assert_false (widgets_shows (window_fixture_question (fixture, NULL, "/data/who/age"), "(optional)"));
  remark = window_fixture_question (fixture, NULL, "/data/who/remark");
  g_assert_true (widgets_shows (remark, "Anything to add? (optional)"));
  g_assert_false (widgets_shows (remark, "(optional) (optional)"));
}

/* (transfer full): the codes of the choices, as they are listed */
static char *
dup_order (WindowFixture *fixture)
{
  TerrainItem *item
    = terrain_interview_find_item (window_fixture_interview (fixture), "/data/why/reason");
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
test_order (WindowFixture *fixture,
            gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  GtkWidget *asked;

  window_fixture_start (fixture, "tests/shell/forms/review.xml", "Review");
  window_fixture_type (fixture, "/data/who/age", "40");
  before = dup_order (fixture);
  g_assert_true (g_str_has_suffix (before, " 95 97 98 99 "));
  gtk_window_close (fixture->window);
  fixture->window = NULL;
  widgets_run (50);
  window_fixture_restart (fixture);
  widgets_wait (window_fixture_lists_forms, fixture);
  widgets_activate (widgets_find_action (window_fixture_page (fixture), "win.resume"));
  widgets_wait (window_fixture_at_interview, fixture);
  after = dup_order (fixture);
  g_assert_cmpstr (before, ==, after);
  /* The last two stand apart from what is read out. */
  asked = window_fixture_question (fixture, NULL, "/data/why/reason");
  g_assert_cmpuint (widgets_count_type (asked, "TerrainChoiceRow"), ==, 8);
}

/* A record that was sent, and a draft that corrects it. (transfer full): the draft */
static char *
correct_sent_record (WindowFixture *fixture)
{
  g_autoptr (TerrainSession) correction = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *uuid = NULL;

  window_fixture_start (fixture, "tests/shell/forms/review.xml", "Review");
  uuid = g_strdup (terrain_session_get_record_uuid (window_fixture_session (fixture)));
  window_fixture_type (fixture, "/data/who/age", "40");
  window_fixture_do (fixture, "win.review");
  window_fixture_do (fixture, "win.complete");
  widgets_wait (window_fixture_at_end, fixture);
  g_assert_null (widgets_find_window ("AdwMessageDialog"));
  g_assert_true (terrain_store_mark_sent (window_fixture_store (fixture), uuid, 1, &error));
  g_assert_no_error (error);
  correction = terrain_session_begin_edit (window_fixture_profile (fixture), uuid, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (terrain_session_close (correction, FALSE, &error));
  return g_strdup (terrain_session_get_record_uuid (correction));
}

/* The form asks why a record that was sent is another now; without a reason it stays a draft. */
static void
test_change_reason (WindowFixture *fixture,
                    gconstpointer  data)
{
  g_autofree char *uuid = correct_sent_record (fixture);
  g_autofree char *log = NULL;
  GtkWidget *dialog;
  GtkWidget *view;

  window_fixture_do_with (fixture, "win.resume", uuid);
  widgets_wait (window_fixture_at_interview, fixture);
  window_fixture_type (fixture, "/data/who/age", "41");
  window_fixture_do (fixture, "win.review");
  window_fixture_do (fixture, "win.complete");
  widgets_run (200);
  dialog = widgets_find_window ("AdwMessageDialog");
  g_assert_nonnull (dialog);
  g_assert_true (widgets_shows (dialog, "Why Was It Changed?"));
  view = widgets_find_type (dialog, "GtkTextView");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (dialog)) == view);
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "accept"));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "  typed wrongly ", -1);
  g_assert_true (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "accept"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "accept");
  widgets_wait (window_fixture_at_end, fixture);
  log = dup_audit_log (fixture, uuid);
  g_assert_nonnull (strstr (log, "\nchange reason,"));
  g_assert_nonnull (strstr (log, "typed wrongly"));
}

static gboolean
shows_nothing_missing (gpointer view)
{
  return !terrain_form_view_get_show_required (view);
}

/* Looked through at the door: who then takes part has not forgotten the sixty questions that follow. */
static void
test_before_consent (WindowFixture *fixture,
                     gconstpointer  data)
{
  GtkWidget *view;

  window_fixture_start (fixture, "data/forms/gve_person.xml", "Regional Safety Survey – residents, commuters, visitors");
  window_fixture_do (fixture, "win.review");
  widgets_wait (window_fixture_at_review, fixture);
  window_fixture_do (fixture, "win.back");
  widgets_wait (window_fixture_at_interview, fixture);
  view = window_fixture_find (fixture, "TerrainFormView");
  wait_for_section (fixture, "1. Introduction", TRUE);
  g_assert_false (shows_nothing_missing (view));

  window_fixture_choose (fixture, view, "/data/s_intro/consent", "Yes");
  widgets_wait (shows_nothing_missing, view);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, function) \
  g_test_add ("/shell/review/" name, WindowFixture, NULL, window_fixture_set_up, function, window_fixture_tear_down)
  ADD ("search-and-enter", test_search_and_enter);
  ADD ("type-ahead", test_type_ahead);
  ADD ("warning", test_warning);
  ADD ("previous-problem", test_previous_problem);
  ADD ("dropped-and-hidden", test_dropped_and_hidden);
  ADD ("optional", test_optional);
  ADD ("order", test_order);
  ADD ("before-consent", test_before_consent);
  ADD ("change-reason", test_change_reason);
  return g_test_run ();
}
