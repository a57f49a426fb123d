/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "widgets.h"
#include "window-fixture.h"

/* Two languages side by side: the respondent's, and the interviewer's under it. */

static void
show_second (WindowFixture *fixture,
             const char    *language)
{
  GtkWidget *menu = widgets_find_type (window_fixture_page (fixture), "TerrainLanguageMenu");

  g_assert_true (gtk_widget_activate_action (menu, "language.second", "s", language));
  widgets_run (100);
}

static void
test_texts (WindowFixture *fixture,
            gconstpointer  presentation)
{
  GtkWidget *question;

  g_settings_set_string (fixture->settings, "presentation", presentation);
  window_fixture_start (fixture, "tests/shell/forms/sensitive.xml", "Private visit");
  question = window_fixture_question (fixture, NULL, "/data/who/name");
  g_assert_false (widgets_shows (question, "ما اسمك؟"));

  show_second (fixture, "العربية (ar)");
  g_assert_true (widgets_shows (question, "\nما اسمك؟"));
  g_assert_true (widgets_shows (question, "As on the letter box\nكما على صندوق البريد"));
  g_assert_cmpstr (terrain_interview_get_language (window_fixture_interview (fixture)), ==, "English (en)");

  /* The choices, too. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.go-to", "s", "/data/private/ok"));
  widgets_run (200);
  question = window_fixture_question (fixture, NULL, "/data/private/ok");
  g_assert_true (widgets_shows (question, "Yes\nنعم"));

  /* The other way round, and typed answers stay. */
  window_fixture_choose (fixture, NULL, "/data/private/ok", "Yes");
  show_second (fixture, "English (en)");
  window_fixture_do (fixture, "win.next-language");
  widgets_run (200);
  question = window_fixture_question (fixture, NULL, "/data/private/ok");
  g_assert_true (widgets_shows (question, "نعم\nYes"));
  g_assert_cmpstr (window_fixture_value (fixture, "/data/private/ok"), ==, "yes");
  show_second (fixture, "");
  g_assert_false (widgets_shows (question, "Yes"));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add ("/second-language/interview", WindowFixture, "interview", window_fixture_set_up, test_texts,
              window_fixture_tear_down);
  g_test_add ("/second-language/page", WindowFixture, "page", window_fixture_set_up, test_texts,
              window_fixture_tear_down);
  return g_test_run ();
}
