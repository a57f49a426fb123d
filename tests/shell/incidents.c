/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "widgets.h"
#include "window-fixture.h"

/* The part of the survey on what happened, in the window that ships (UX-16): which incident it is, and ways to it. */

#define VIC "/data/s_main/s_vic/"

typedef struct
{
  WindowFixture *fixture;
  const char *text;
} Wanted;

static void
answer (WindowFixture *fixture, const char *ref, const char *value)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_session_answer (window_fixture_session (fixture), ref, value, &error));
  g_assert_no_error (error);
}

static gboolean
at_survey (gpointer user_data)
{
  WindowFixture *fixture = user_data;

  return window_fixture_session (fixture) && widgets_find_type (window_fixture_page (fixture), "TerrainQuestion");
}

static void
start (WindowFixture *fixture, const char *presentation)
{
  g_autoptr (GPtrArray) issues = terrain_workspace_import_shipped (fixture->workspace, g_getenv ("TERRAIN_BUILD"));

  g_settings_set_string (fixture->settings, "presentation", presentation);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.start-form", "s", "gve_person"));
  widgets_wait (at_survey, fixture);
  answer (fixture, "/data/s_intro/consent", "1");
  answer (fixture, VIC "g_vic_per/vic_robbery", "1");
  answer (fixture, VIC "g_vic_per/vic_pickpocket", "1");
  answer (fixture, VIC "g_vic_per/vic_insult", "1");
}

static const char *
focused (WindowFixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (fixture->window);
  GtkWidget *question = focus ? gtk_widget_get_ancestor (focus, TERRAIN_TYPE_QUESTION) : NULL;

  return question ? terrain_item_get_ref (terrain_question_get_item (TERRAIN_QUESTION (question))) : NULL;
}

static gboolean
has_focus (gpointer user_data)
{
  const Wanted *wanted = user_data;

  return g_strcmp0 (focused (wanted->fixture), wanted->text) == 0;
}

static gboolean
shows (gpointer user_data)
{
  const Wanted *wanted = user_data;

  return widgets_shows (window_fixture_page (wanted->fixture), wanted->text);
}

static gboolean
shows_no_more (gpointer user_data)
{
  return !shows (user_data);
}

static void
go_to (WindowFixture *fixture, const char *ref)
{
  Wanted wanted = { fixture, ref };

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.go-to", "s", ref));
  widgets_wait (has_focus, &wanted);
}

static void
wait_shown (WindowFixture *fixture, const char *text)
{
  Wanted wanted = { fixture, text };

  widgets_wait (shows, &wanted);
}

static void
wait_gone (WindowFixture *fixture, const char *text)
{
  Wanted wanted = { fixture, text };

  widgets_wait (shows_no_more, &wanted);
}

/* Each incident says which it is of how many, and of what kind; when one goes, the others say it anew. */
static void
test_heading (WindowFixture *fixture, gconstpointer presentation)
{
  start (fixture, presentation);
  go_to (fixture, VIC "incident[2]/inc_times");
  wait_shown (fixture, "2 of 3 – Pickpocketing");
  go_to (fixture, VIC "incident[3]/inc_times");
  wait_shown (fixture, "3 of 3 – ");
  go_to (fixture, VIC "incident[2]/inc_times");
  answer (fixture, VIC "g_vic_per/vic_insult", "0");
  wait_shown (fixture, "2 of 2 – Pickpocketing");
  answer (fixture, VIC "g_vic_per/vic_robbery", "0");
  go_to (fixture, VIC "incident[1]/inc_times");
  wait_shown (fixture, "1 of 1 – Pickpocketing");
  wait_gone (fixture, "2 of 2");
}

/* The heading speaks the interview's language. */
static void
test_language (WindowFixture *fixture, gconstpointer presentation)
{
  g_autoptr (GError) error = NULL;

  start (fixture, presentation);
  go_to (fixture, VIC "incident[2]/inc_times");
  wait_shown (fixture, "2 of 3 – Pickpocketing");
  if (!terrain_session_set_language (window_fixture_session (fixture), "nl", &error))
    {
      g_test_skip ("the translations are not beside the tests");
      return;
    }
  wait_shown (fixture, "2 of 3 – Zakkenrollerij");
  wait_gone (fixture, "Pickpocketing");
}

/* From a question far away, and from the review, straight to a question of an incident. */
static void
test_go_to (WindowFixture *fixture, gconstpointer presentation)
{
  start (fixture, presentation);
  go_to (fixture, VIC "incident[3]/g_inc_detail/inc_place");
  go_to (fixture, "/data/s_intro/consent");
  go_to (fixture, VIC "incident[2]/inc_police");
  window_fixture_do (fixture, "win.review");
  widgets_run (200);
  go_to (fixture, VIC "incident[3]/inc_times");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  static const char *const presentations[] = { "interview", "page" };
  for (guint i = 0; i < G_N_ELEMENTS (presentations); i++)
    {
      g_autofree char *heading = g_strdup_printf ("/incidents/heading/%s", presentations[i]);
      g_autofree char *language = g_strdup_printf ("/incidents/language/%s", presentations[i]);
      g_autofree char *to = g_strdup_printf ("/incidents/go-to/%s", presentations[i]);

      g_test_add (heading, WindowFixture, presentations[i], window_fixture_set_up, test_heading, window_fixture_tear_down);
      g_test_add (language, WindowFixture, presentations[i], window_fixture_set_up, test_language, window_fixture_tear_down);
      g_test_add (to, WindowFixture, presentations[i], window_fixture_set_up, test_go_to, window_fixture_tear_down);
    }
  return g_test_run ();
}
