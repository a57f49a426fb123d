/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "widgets.h"
#include "window-fixture.h"

/* UX-14, UX-36: the device passes to the respondent and back; what was answered meanwhile is not shown any more. */

static GtkWidget *
hand_over_page (WindowFixture *fixture)
{
  GtkWidget *page = window_fixture_page (fixture);

  g_assert_cmpstr (G_OBJECT_TYPE_NAME (page), ==, "TerrainHandOverPage");
  return page;
}

static void
click (WindowFixture *fixture,
       const char    *label)
{
  GtkWidget *button = widgets_find_text (window_fixture_page (fixture), "GtkButton", label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  widgets_run (50);
}

static void
to_sensitive (WindowFixture *fixture)
{
  window_fixture_start (fixture, "tests/shell/forms/sensitive.xml", "Private visit");
  window_fixture_choose (fixture, NULL, "/data/private/ok", "Yes");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.go-to", "s", "/data/private/hurt"));
  widgets_run (200);
}

static void
answer_alone (WindowFixture *fixture)
{
  GtkWidget *question;

  window_fixture_do (fixture, "win.hand-over");
  hand_over_page (fixture);
  click (fixture, "Begin");
  window_fixture_choose (fixture, NULL, "/data/private/hurt", "Yes");
  widgets_run (50);
  click (fixture, "Next");
  question = window_fixture_question (fixture, NULL, "/data/private/words");
  gtk_editable_set_text (GTK_EDITABLE (widgets_find_type (question, "GtkText")), "secret words");
  click (fixture, "Next");
  g_assert_true (widgets_shows (window_fixture_page (fixture), "Please give the device back."));
  click (fixture, "Go On with the Interview");
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (window_fixture_page (fixture)), ==, "TerrainInterviewPage");
  widgets_run (300);
}

static gboolean
is_masked (WindowFixture *fixture,
           const char    *ref)
{
  GtkWidget *question = window_fixture_question (fixture, NULL, ref);

  return widgets_shows (question, "Answered in private.") && !widgets_find_type (question, "TerrainEditor");
}

/* Only the sensitive questions are shown, and no way past them but giving the device back. */
static void
test_alone (WindowFixture *fixture,
            gconstpointer  data)
{
  to_sensitive (fixture);
  window_fixture_do (fixture, "win.hand-over");
  click (fixture, "Begin");
  g_assert_true (window_fixture_has_question (fixture, NULL, "/data/private/hurt"));
  g_assert_false (window_fixture_has_question (fixture, NULL, "/data/private/ok"));
  /* UX-33 */
  g_assert_true (widgets_shows (window_fixture_page (fixture), "Prefer not to say"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.keep-draft", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.review", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.go-to", "s", "/data/who/name");
  widgets_run (50);
  hand_over_page (fixture);
  click (fixture, "Back");
  hand_over_page (fixture);
  g_assert_true (widgets_shows (window_fixture_page (fixture), "Pass the Device On"));
  click (fixture, "Not Now");
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (window_fixture_page (fixture)), ==, "TerrainInterviewPage");
}

/* On return nothing shows the answers: interview, review, undo, restart. */
static void
test_masked (WindowFixture *fixture,
             gconstpointer  data)
{
  to_sensitive (fixture);
  answer_alone (fixture);
  g_assert_cmpstr (window_fixture_value (fixture, "/data/private/hurt"), ==, "yes");
  g_assert_cmpstr (window_fixture_value (fixture, "/data/private/words"), ==, "secret words");
  g_assert_true (is_masked (fixture, "/data/private/hurt"));
  g_assert_true (is_masked (fixture, "/data/private/words"));
  g_assert_false (window_fixture_anywhere ("secret words"));

  /* What is dropped is listed in the review, but not this. */
  window_fixture_choose (fixture, NULL, "/data/private/ok", "No");
  window_fixture_do (fixture, "win.review");
  widgets_run (300);
  g_assert_false (window_fixture_anywhere ("secret words"));
  g_assert_false (widgets_shows (window_fixture_page (fixture), "In your own words"));
  window_fixture_do (fixture, "win.back");
  widgets_run (100);
  window_fixture_choose (fixture, NULL, "/data/private/ok", "Yes");
  widgets_run (300);
  g_assert_true (is_masked (fixture, "/data/private/words"));

  window_fixture_restart (fixture);
  window_fixture_resume (fixture);
  g_assert_true (is_masked (fixture, "/data/private/words"));
  g_assert_false (window_fixture_anywhere ("secret words"));
}

/* A masked answer can be deleted, which cannot be used to see it, and asked again. */
static void
test_delete (WindowFixture *fixture,
             gconstpointer  data)
{
  GtkWidget *question;

  to_sensitive (fixture);
  answer_alone (fixture);
  question = window_fixture_question (fixture, NULL, "/data/private/words");
  g_signal_emit_by_name (widgets_find_action (question, "question.delete-masked"), "clicked");
  widgets_run (300);
  g_assert_cmpstr (window_fixture_value (fixture, "/data/private/words"), ==, "");
  g_assert_nonnull (widgets_find_type (window_fixture_question (fixture, NULL, "/data/private/words"), "GtkText"));
  window_fixture_do (fixture, "win.undo");
  widgets_run (300);
  g_assert_cmpstr (window_fixture_value (fixture, "/data/private/words"), ==, "secret words");
  g_assert_true (is_masked (fixture, "/data/private/words"));

  /* Again: only what is asked again; the other answer stays where it is. */
  question = window_fixture_question (fixture, NULL, "/data/private/words");
  g_signal_emit_by_name (widgets_find_action (question, "win.ask-again"), "clicked");
  widgets_run (100);
  hand_over_page (fixture);
  g_assert_cmpstr (window_fixture_value (fixture, "/data/private/words"), ==, "");
  click (fixture, "Begin");
  g_assert_true (window_fixture_has_question (fixture, NULL, "/data/private/words"));
  click (fixture, "Back");
  g_assert_true (widgets_shows (window_fixture_page (fixture), "Pass the Device On"));
}

static void
tell_aloud (WindowFixture *fixture)
{
  window_fixture_choose (fixture, NULL, "/data/private/hurt", "Yes");
  widgets_run (100);
  window_fixture_type (fixture, "/data/private/words", "told aloud");
  g_assert_cmpstr (window_fixture_value (fixture, "/data/private/words"), ==, "told aloud");
}

/* Not now: nobody answered anything alone, so nothing is masked, neither what was told before nor what is told now. */
static void
test_not_now (WindowFixture *fixture,
              gconstpointer  data)
{
  to_sensitive (fixture);
  tell_aloud (fixture);
  window_fixture_do (fixture, "win.hand-over");
  hand_over_page (fixture);
  click (fixture, "Not Now");
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (window_fixture_page (fixture)), ==, "TerrainInterviewPage");
  widgets_run (100);
  g_assert_false (is_masked (fixture, "/data/private/hurt"));
  g_assert_false (is_masked (fixture, "/data/private/words"));
  g_assert_true (window_fixture_anywhere ("told aloud"));
  window_fixture_type (fixture, "/data/private/words", "told otherwise");
  widgets_run (100);
  window_fixture_restart (fixture);
  window_fixture_resume (fixture);
  g_assert_false (is_masked (fixture, "/data/private/words"));
  g_assert_true (window_fixture_anywhere ("told otherwise"));
}

/* Begun: what was told before may be another answer now, and whether it is, is not to be seen. */
static void
test_begun (WindowFixture *fixture,
            gconstpointer  data)
{
  to_sensitive (fixture);
  tell_aloud (fixture);
  window_fixture_do (fixture, "win.hand-over");
  click (fixture, "Begin");
  click (fixture, "Back");
  click (fixture, "Not Now");
  widgets_run (100);
  g_assert_true (is_masked (fixture, "/data/private/hurt"));
  g_assert_true (is_masked (fixture, "/data/private/words"));
  g_assert_false (window_fixture_anywhere ("told aloud"));
}

/* What stayed blank was not answered alone: an interviewer who asks it then sees what they write. */
static void
test_left_blank (WindowFixture *fixture,
                 gconstpointer  data)
{
  to_sensitive (fixture);
  window_fixture_do (fixture, "win.hand-over");
  click (fixture, "Begin");
  window_fixture_choose (fixture, NULL, "/data/private/hurt", "Yes");
  widgets_run (50);
  click (fixture, "Next");
  click (fixture, "Next");
  click (fixture, "Go On with the Interview");
  widgets_run (300);
  g_assert_true (is_masked (fixture, "/data/private/hurt"));
  window_fixture_type (fixture, "/data/private/words", "told aloud");
  widgets_run (100);
  g_assert_false (is_masked (fixture, "/data/private/words"));
}

/* Hidden while the respondent has it: nothing is left, and it goes on where it was. */
static void
test_hidden (WindowFixture *fixture,
             gconstpointer  data)
{
  to_sensitive (fixture);
  window_fixture_do (fixture, "win.hand-over");
  click (fixture, "Begin");
  window_fixture_do (fixture, "win.hide");
  g_assert_false (window_fixture_anywhere ("Did anyone hurt you?"));
  g_assert_false (window_fixture_anywhere ("Private"));
}

/* Where nothing is sensitive there is nothing to hand over. */
static void
test_nothing (WindowFixture *fixture,
              gconstpointer  data)
{
  window_fixture_start (fixture, "tests/shell/forms/sensitive.xml", "Private visit");
  window_fixture_do (fixture, "win.hand-over");
  widgets_run (50);
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (window_fixture_page (fixture)), ==, "TerrainInterviewPage");
  g_assert_true (widgets_shows (GTK_WIDGET (fixture->window), "No personal question is open in this section"));
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);

  window_fixture_add ("/hand-over/alone", NULL, test_alone);
  window_fixture_add ("/hand-over/masked", NULL, test_masked);
  window_fixture_add ("/hand-over/not-now", NULL, test_not_now);
  window_fixture_add ("/hand-over/begun", NULL, test_begun);
  window_fixture_add ("/hand-over/left-blank", NULL, test_left_blank);
  window_fixture_add ("/hand-over/delete", NULL, test_delete);
  window_fixture_add ("/hand-over/hidden", NULL, test_hidden);
  window_fixture_add ("/hand-over/nothing", NULL, test_nothing);
  return g_test_run ();
}
