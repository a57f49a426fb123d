/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "widgets.h"
#include "window-fixture.h"

/* UX-14: what was answered on the handed-over screen is not said again anywhere: not by the form, which may put an answer
 * into any of its texts, and not by what the window shows of the record. */

#define SECRET "stabbed"
#define WORD "(answered in private)"

static void
click (WindowFixture *fixture,
       const char    *label)
{
  GtkWidget *button = widgets_find_text (window_fixture_page (fixture), "GtkButton", label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  widgets_run (50);
}

/* Which widget it was, for who reads the failure. */
static void
tell (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), SECRET))
    g_test_message ("“%s” in %s", gtk_label_get_text (GTK_LABEL (widget)),
                    G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
  if (GTK_IS_EDITABLE (widget) && strstr (gtk_editable_get_text (GTK_EDITABLE (widget)), SECRET))
    {
      GtkWidget *question = gtk_widget_get_ancestor (widget, TERRAIN_TYPE_QUESTION);

      g_test_message ("typed in %s of %s", G_OBJECT_TYPE_NAME (widget),
                      question ? terrain_item_get_ref (terrain_question_get_item (TERRAIN_QUESTION (question))) : "none");
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    tell (child);
}

static void
assert_silent (WindowFixture *fixture,
               const char    *where)
{
  widgets_run (150);
  g_test_message ("%s", where);
  tell (GTK_WIDGET (fixture->window));
  g_assert_false (window_fixture_anywhere (SECRET));
}

static void
answer_alone (WindowFixture *fixture)
{
  GtkWidget *question;

  window_fixture_start (fixture, "tests/shell/forms/echo.xml", "Echo visit");
  g_assert_true (terrain_session_answer (window_fixture_session (fixture), "/data/private/name", "Ann", NULL));
  window_fixture_go_to (fixture, "/data/private/words");
  window_fixture_do (fixture, "win.hand-over");
  click (fixture, "Begin");
  question = window_fixture_question (fixture, NULL, "/data/private/words");
  gtk_editable_set_text (GTK_EDITABLE (widgets_find_type (question, "GtkText")), "stabbed twice");
  click (fixture, "Next");
  g_assert_true (terrain_item_get_relevant (terrain_interview_find_item (window_fixture_interview (fixture),
                                                                         "/data/more/after")));
  click (fixture, "Go On with the Interview");
  g_assert_true (window_fixture_at_interview (fixture));
  widgets_run (300);
}

/* Labels, hints, help, choices, what is computed, messages, in both languages; the title. */
static void
test_interview (WindowFixture *fixture,
                gconstpointer  presentation)
{
  static const char *const questions[] = { "/data/more/after", "/data/more/said", "/data/more/copy", "/data/more/choice",
                                           "/data/more/odd" };

  g_settings_set_string (fixture->settings, "presentation", presentation);
  g_settings_set_string (fixture->settings, "second-language", "fr");
  answer_alone (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      window_fixture_go_to (fixture, questions[i]);
      g_assert_nonnull (window_fixture_question (fixture, NULL, questions[i]));
      window_fixture_do (fixture, "win.help");
      assert_silent (fixture, questions[i]);
    }
  window_fixture_go_to (fixture, "/data/more/after");
  g_assert_true (widgets_shows (window_fixture_question (fixture, NULL, "/data/more/after"), "You said " WORD));
  g_assert_true (widgets_shows (window_fixture_question (fixture, NULL, "/data/more/after"), "Vous avez dit " WORD));
  window_fixture_go_to (fixture, "/data/more/said");
  g_assert_true (widgets_shows (window_fixture_question (fixture, NULL, "/data/more/said"), "Answered in private."));
  window_fixture_do (fixture, "win.next-language");
  assert_silent (fixture, "the other language");
  window_fixture_do (fixture, "win.next-language");

  g_assert_true (terrain_session_answer (window_fixture_session (fixture), "/data/more/odd", "12", NULL));
  g_assert_true (terrain_session_answer (window_fixture_session (fixture), "/data/more/after", "no", NULL));
  assert_silent (fixture, "messages");
  window_fixture_do (fixture, "win.review");
  widgets_wait (window_fixture_at_review, fixture);
  assert_silent (fixture, "the review");
  g_assert_true (widgets_shows (window_fixture_page (fixture), "Not with " WORD));
  g_assert_true (widgets_shows (window_fixture_page (fixture), "So often " WORD));
  window_fixture_do (fixture, "win.back");
  widgets_run (100);
  window_fixture_do (fixture, "win.undo");
  assert_silent (fixture, "what was taken back");
}

/* The draft in the lists, found by its name; gone on with after a restart. */
static void
test_afterwards (WindowFixture *fixture,
                 gconstpointer  data)
{
  answer_alone (fixture);
  window_fixture_do (fixture, "win.keep-draft");
  widgets_wait (window_fixture_at_home, fixture);
  window_fixture_wait_for_page_text (fixture, "Ann");
  assert_silent (fixture, "the first page");
  window_fixture_do_with (fixture, "win.show-records", "drafts");
  widgets_wait (window_fixture_at_records, fixture);
  window_fixture_wait_for_page_text (fixture, "Ann");
  assert_silent (fixture, "the records");
  window_fixture_restart (fixture);
  window_fixture_resume (fixture);
  assert_silent (fixture, "after a restart");
  window_fixture_go_to (fixture, "/data/more/after");
  g_assert_true (widgets_shows (window_fixture_question (fixture, NULL, "/data/more/after"), "You said " WORD));
}

/* Deleting it, and taking that back, does not show it. */
static void
test_undo (WindowFixture *fixture,
           gconstpointer  data)
{
  GtkWidget *question;

  answer_alone (fixture);
  question = window_fixture_question (fixture, NULL, "/data/private/words");
  g_signal_emit_by_name (widgets_find_action (question, "question.delete-masked"), "clicked");
  widgets_run (200);
  g_assert_cmpstr (window_fixture_value (fixture, "/data/private/words"), ==, "");
  window_fixture_do (fixture, "win.undo");
  widgets_run (200);
  g_assert_cmpstr (window_fixture_value (fixture, "/data/private/words"), ==, "stabbed twice");
  assert_silent (fixture, "a deletion taken back");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

#define ADD(path, data, func) \
  g_test_add ("/echoes/" path, WindowFixture, data, window_fixture_set_up, func, window_fixture_tear_down)
  ADD ("interview", "interview", test_interview);
  ADD ("page", "page", test_interview);
  ADD ("afterwards", NULL, test_afterwards);
  ADD ("undo", NULL, test_undo);
#undef ADD
  return g_test_run ();
}
