/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "form-support.h"
#include "terrain-thanks-page.h"
#include "widgets.h"
#include "window-fixture.h"

/* The end of an interview (UX-40), and keys that come while pages change and the focus has nowhere to be. */

static gboolean
is_closed (gpointer fixture)
{
  return ((WindowFixture *) fixture)->window == NULL;
}

static void
on_destroyed (WindowFixture *fixture)
{
  fixture->window = NULL;
}

static gboolean
button_has_focus (gpointer fixture)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (((WindowFixture *) fixture)->window));

  return window_fixture_at_end (fixture) && GTK_IS_BUTTON (focus) && gtk_widget_get_mapped (focus)
         && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (focus)), "win.start-form") == 0;
}

static void
fill_in (WindowFixture *fixture)
{
  window_fixture_start (fixture, "tests/shell/forms/short.xml", "Short visit");
  g_assert_true (terrain_session_answer (window_fixture_session (fixture), "/data/who/name", "Shop", NULL));
  g_assert_true (terrain_session_answer (window_fixture_session (fixture), "/data/who/kind", "shop", NULL));
  window_fixture_do (fixture, "win.review");
  widgets_wait (window_fixture_at_review, fixture);
}

static void
complete (WindowFixture *fixture)
{
  fill_in (fixture);
  window_fixture_do (fixture, "win.complete");
  g_assert_null (window_fixture_session (fixture));
  g_assert_true (window_fixture_at_end (fixture));
}

/* Pressed @wait ms after completing: while the pages move, and when they have. -1: with the focus nowhere */
static void
test_quit (WindowFixture *fixture,
           gconstpointer  wait)
{
  int ms = GPOINTER_TO_INT (wait);

  if (!form_support_have_keys ())
    {
      g_test_skip ("needs xdotool");
      return;
    }
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  complete (fixture);
  g_signal_connect_swapped (fixture->window, "destroy", G_CALLBACK (on_destroyed), fixture);
  if (ms > 0)
    widgets_run ((guint) ms);
  if (ms < 0)
    gtk_window_set_focus (fixture->window, NULL);
  form_support_key ("ctrl+q");
  widgets_wait (is_closed, fixture);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

/* A window that was never shown does not keep the program. */
static void
test_unseen (WindowFixture *fixture,
             gconstpointer  data)
{
  GtkWidget *unseen = gtk_application_window_new (GTK_APPLICATION (fixture->application));

  g_object_add_weak_pointer (G_OBJECT (unseen), (gpointer *) &unseen);
  g_signal_connect_swapped (fixture->window, "destroy", G_CALLBACK (on_destroyed), fixture);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "quit", NULL);
  widgets_wait (is_closed, fixture);
  g_assert_null (unseen);
}

/* Nor does one that something still holds: a form that is being read, a question of the desktop. */
static void
test_held (WindowFixture *fixture,
           gconstpointer  data)
{
  g_autoptr (GtkWindow) held = NULL;

  complete (fixture);
  held = g_object_ref (fixture->window);
  g_assert_nonnull (gtk_application_get_windows (GTK_APPLICATION (fixture->application)));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "quit", NULL);
  g_assert_null (gtk_application_get_windows (GTK_APPLICATION (fixture->application)));
  fixture->window = NULL;
}

/* What is said, what the keys do. */
static void
test_thanks (WindowFixture *fixture,
             gconstpointer  data)
{
  complete (fixture);
  widgets_wait (button_has_focus, fixture);
  g_assert_true (widgets_shows (window_fixture_page (fixture), "Thank You"));
  g_assert_true (widgets_shows (window_fixture_page (fixture), "saved on this device"));
  g_assert_true (widgets_shows (window_fixture_page (fixture), "once a server is set up"));
  if (!form_support_have_keys ())
    return;
  /* Another record, and nobody comes back here from it. */
  form_support_key ("Return");
  widgets_wait (window_fixture_at_question, fixture);
  window_fixture_do (fixture, "win.back");
  widgets_wait (window_fixture_at_home, fixture);
}

static void
test_thanks_back (WindowFixture *fixture,
                  gconstpointer  data)
{
  if (!form_support_have_keys ())
    {
      g_test_skip ("needs xdotool");
      return;
    }
  complete (fixture);
  widgets_wait (button_has_focus, fixture);
  form_support_key ("Escape");
  widgets_wait (window_fixture_at_home, fixture);
}

/* What the form has to say at the end, where it has; in the language of the interview. */
static void
test_thanks_notes (WindowFixture *fixture,
                   gconstpointer  is_victim)
{
  gboolean victim = is_victim != NULL;
  TerrainInterview *interview;

  window_fixture_start (fixture, "data/forms/gve_person.xml", "Regional Safety Survey");
  interview = window_fixture_interview (fixture);
  g_assert_true (terrain_session_answer (window_fixture_session (fixture), "/data/s_intro/consent", "1", NULL));
  g_assert_true (terrain_session_answer (window_fixture_session (fixture), "/data/s_screen/age", "34", NULL));
  g_assert_true (terrain_session_answer (window_fixture_session (fixture), "/data/s_screen/live_where", "bcr", NULL));
  if (victim)
    g_assert_true (terrain_session_answer (window_fixture_session (fixture), "/data/s_main/s_vic/g_vic_per/vic_robbery",
                                           "1", NULL));
  g_autoptr (GPtrArray) notes = terrain_thanks_page_list_notes (interview);
  gboolean has_lines = FALSE;
  for (guint i = 0; i < notes->len; i++)
    has_lines = has_lines || strstr (notes->pdata[i], "1712") != NULL;
  g_assert_cmpint (has_lines, ==, victim);
  g_assert_cmpuint (notes->len, ==, victim ? 2 : 1);
}

/* Where it is sent, and that nobody reads it on the way; narrow, with a note of the form. LEAVING_SHOTS=FOLDER leaves a
 * picture. */
static void
test_thanks_server (WindowFixture *fixture,
                    gconstpointer  data)
{
  const char *folder = g_getenv ("LEAVING_SHOTS");
  TerrainServerSettings server = { .url = (char *) "https://central.example.org/v1/projects/1" };
  g_autoptr (GPtrArray) notes = g_ptr_array_new ();
  GtkWidget *window = gtk_window_new ();

  g_ptr_array_add (notes, (gpointer) "If something here upset you, you can talk to someone: emergencies **112**.");
  gtk_window_set_default_size (GTK_WINDOW (window), 360, 640);
  gtk_window_set_child (GTK_WINDOW (window), terrain_thanks_page_new ("visit", notes, &server, FALSE));
  gtk_window_present (GTK_WINDOW (window));
  widgets_run (300);
  g_assert_true (widgets_shows (window, "emergencies 112."));
  g_assert_true (widgets_shows (window, "central.example.org"));
  g_assert_true (folder || widgets_shows (window, "sent encrypted"));
  g_assert_cmpint (gtk_widget_get_width (window), <=, 360);
  if (folder)
    {
      g_autofree char *path = g_build_filename (folder, "thanks.png", NULL);
      widgets_save_png (window, path);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);

  window_fixture_add ("/leaving/quit/at-once", GINT_TO_POINTER (0), test_quit);
  window_fixture_add ("/leaving/quit/on-the-way", GINT_TO_POINTER (60), test_quit);
  window_fixture_add ("/leaving/quit/later", GINT_TO_POINTER (600), test_quit);
  window_fixture_add ("/leaving/quit/no-focus", GINT_TO_POINTER (-1), test_quit);
  window_fixture_add ("/leaving/quit/unseen", NULL, test_unseen);
  window_fixture_add ("/leaving/quit/held", NULL, test_held);
  window_fixture_add ("/leaving/thanks", NULL, test_thanks);
  window_fixture_add ("/leaving/thanks/back", NULL, test_thanks_back);
  window_fixture_add ("/leaving/thanks/server", NULL, test_thanks_server);
  window_fixture_add ("/leaving/thanks/notes", NULL, test_thanks_notes);
  window_fixture_add ("/leaving/thanks/help-lines", "victim", test_thanks_notes);
  return g_test_run ();
}
