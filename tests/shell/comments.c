/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notes that a form has questions for: written with Ctrl+M, read at their question, sent as answers, and never asked. */

#include <adwaita.h>

#include "widgets.h"
#include "window-fixture.h"

static void
set_up (WindowFixture *fixture,
        gconstpointer  data)
{
  window_fixture_set_up (fixture, data);
  window_fixture_start (fixture, "tests/shell/forms/comments.xml", "Comments");
}

static void
note (WindowFixture *fixture,
      const char    *ref,
      const char    *text)
{
  window_fixture_go_to (fixture, ref);
  window_fixture_do (fixture, "win.note");
  widgets_run (200);
  GtkWidget *dialog = widgets_find_window ("AdwMessageDialog");
  g_assert_nonnull (dialog);
  g_assert_true (widgets_shows (dialog, "The form has a place for this note: it is sent as an answer."));
  GtkWidget *view = widgets_find_type (dialog, "GtkTextView");
  g_assert_nonnull (view);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
  widgets_run (50);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "accept");
  gtk_window_destroy (GTK_WINDOW (dialog));
  widgets_run (200);
}

static void
test_scrolled (WindowFixture *fixture,
               gconstpointer  data)
{
  GtkWidget *question;

  g_assert_false (window_fixture_has_question (fixture, NULL, "/data/age_note"));
  g_assert_false (widgets_shows (window_fixture_page (fixture), "A note on the age"));
  note (fixture, "/data/age", "born in a leap year");
  g_assert_cmpstr (window_fixture_value (fixture, "/data/age_note"), ==, "born in a leap year");
  question = window_fixture_question (fixture, NULL, "/data/age");
  g_assert_true (widgets_shows (question, "born in a leap year"));
  note (fixture, "/data/town", "two of that name");
  g_assert_nonnull (strstr (window_fixture_value (fixture, "/data/town_note"), "\"comment\":\"two of that name\""));
  question = window_fixture_question (fixture, NULL, "/data/town");
  g_assert_true (widgets_shows (question, "two of that name"));
  g_assert_false (widgets_shows (question, "queries"));

  /* Undone as an answer; the focus is where the note is read. */
  window_fixture_do (fixture, "win.undo");
  widgets_run (200);
  g_assert_cmpstr (window_fixture_value (fixture, "/data/town_note"), ==, "");
  g_assert_false (widgets_shows (question, "two of that name"));
}

/* One that the form requires is told at its question, found by F8, and led to from the review. */
static void
test_required (WindowFixture *fixture,
               gconstpointer  data)
{
  window_fixture_type (fixture, "/data/age", "104");
  window_fixture_do (fixture, "win.review");
  widgets_wait (window_fixture_at_review, fixture);
  window_fixture_wait_for_page_text (fixture, "1 Answer Needs Attention");
  window_fixture_wait_for_page_text (fixture, "Say how you know.");
  window_fixture_do_with (fixture, "win.go-to", "/data/age_note");
  widgets_wait (window_fixture_at_question, fixture);
  GtkWidget *question = window_fixture_question (fixture, NULL, "/data/age");
  g_assert_true (gtk_widget_get_state_flags (question) & GTK_STATE_FLAG_FOCUS_WITHIN);
  window_fixture_go_to (fixture, "/data/end");
  window_fixture_do (fixture, "win.next-problem");
  widgets_run (200);
  g_assert_true (gtk_widget_get_state_flags (question) & GTK_STATE_FLAG_FOCUS_WITHIN);
  g_assert_true (widgets_shows (question, "Note (Ctrl+M): Say how you know."));
  note (fixture, "/data/age", "seen the passport");
  g_assert_true (widgets_shows (question, "seen the passport"));
  g_assert_false (widgets_shows (question, "Say how you know."));
  window_fixture_do (fixture, "win.review");
  widgets_wait (window_fixture_at_review, fixture);
  window_fixture_wait_for_page_text (fixture, "Ready to Complete");
  window_fixture_wait_for_page_text (fixture, "seen the passport");
  g_assert_false (widgets_shows (window_fixture_page (fixture), "A note on the age"));
}

/* A page for each question, none for a note. */
static void
test_pages (WindowFixture *fixture,
            gconstpointer  data)
{
  static const char *const refs[] = { "/data/age", "/data/town", "/data/end" };
  GtkWidget *window = gtk_window_new ();
  GtkWidget *view = terrain_page_view_new (window_fixture_session (fixture));

  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  widgets_run (200);
  for (gsize i = 0; i < G_N_ELEMENTS (refs); i++)
    {
      g_assert_cmpstr (terrain_page_view_get_current_ref (TERRAIN_PAGE_VIEW (view)), ==, refs[i]);
      g_assert_true (terrain_page_view_next (TERRAIN_PAGE_VIEW (view)));
      widgets_run (200);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, function) \
  g_test_add ("/comments/" name, WindowFixture, NULL, set_up, function, window_fixture_tear_down)
  ADD ("scrolled", test_scrolled);
  ADD ("required", test_required);
  ADD ("pages", test_pages);
#undef ADD
  return g_test_run ();
}
