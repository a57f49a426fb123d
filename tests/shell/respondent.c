/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <terrain-sensitive.h>

#include "widgets.h"
#include "window-fixture.h"

/* The respondent's screen: the question at hand, and nothing that is not the respondent's. */

#define WITHIN_US (200 * G_TIME_SPAN_MILLISECOND)

static GtkWidget *
find_screen (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (strcmp (G_OBJECT_TYPE_NAME (window), "TerrainRespondentWindow") == 0)
        return window;
    }
  return NULL;
}

static GtkWidget *
open_screen (WindowFixture *fixture)
{
  window_fixture_do (fixture, "win.respondent");
  widgets_run (100);
  g_assert_nonnull (find_screen ());
  return find_screen ();
}

/* In any widget, seen or not: what is there can be asked for. */
static gboolean
holds (GtkWidget  *widget,
       const char *text)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  if (GTK_IS_EDITABLE (widget) && strstr (gtk_editable_get_text (GTK_EDITABLE (widget)), text))
    return TRUE;
  if (gtk_widget_get_tooltip_text (widget) && strstr (gtk_widget_get_tooltip_text (widget), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    if (holds (child, text))
      return TRUE;
  return FALSE;
}

static guint
count_chosen (GtkWidget *widget)
{
  guint n = gtk_widget_has_css_class (widget, "chosen") ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    n += count_chosen (child);
  return n;
}

static void
assert_direction (GtkWidget        *widget,
                  GtkTextDirection  direction)
{
  g_assert_cmpint (gtk_widget_get_direction (widget), ==, direction);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    assert_direction (child, direction);
}

static void
go_to (WindowFixture *fixture,
       const char    *ref)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.go-to", "s", ref));
  window_fixture_question (fixture, NULL, ref);
  widgets_run (100);
}

static void
write_text (WindowFixture *fixture,
            GtkWidget     *top,
            const char    *ref,
            const char    *text)
{
  GtkWidget *question = window_fixture_question (fixture, top, ref);

  gtk_editable_set_text (GTK_EDITABLE (widgets_find_type (question, "GtkText")), text);
}

/* To look at, where TERRAIN_PICTURES names a folder. */
static void
take_picture (GtkWidget  *screen,
              const char *name)
{
  const char *folder = g_getenv ("TERRAIN_PICTURES");
  g_autofree char *path = folder ? g_strdup_printf ("%s/respondent-%s.png", folder, name) : NULL;

  if (path)
    widgets_save_png (screen, path);
}

/* Only the question, in either presentation, without an answer. */
static void
test_card (WindowFixture *fixture,
           gconstpointer  presentation)
{
  GtkWidget *screen, *focus;

  g_settings_set_string (fixture->settings, "presentation", presentation);
  window_fixture_start (fixture, "tests/shell/forms/sensitive.xml", "Private visit");
  focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  screen = open_screen (fixture);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == focus);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (screen)), ==, "Question");
  g_assert_true (widgets_shows (screen, "What is your name?"));
  g_assert_true (widgets_shows (screen, "As on the letter box"));
  g_assert_false (holds (screen, "Private visit"));
  g_assert_false (holds (screen, "About you"));
  g_assert_false (holds (screen, "do not insist"));
  g_assert_null (widgets_find_type (screen, "GtkText"));

  write_text (fixture, NULL, "/data/who/name", "Fatima");
  go_to (fixture, "/data/private/ok");
  g_assert_cmpstr (window_fixture_value (fixture, "/data/who/name"), ==, "Fatima");
  g_assert_true (widgets_shows (screen, "May we ask a personal question?"));
  g_assert_false (holds (screen, "What is your name?"));
  g_assert_false (holds (screen, "Fatima"));
  window_fixture_choose (fixture, NULL, "/data/private/ok", "Yes");
  g_assert_true (widgets_shows (screen, "Yes"));
  g_assert_cmpuint (count_chosen (screen), ==, 0);
  g_assert_null (widgets_find_type (screen, "GtkCheckButton"));

  /* What is not read out is not shown. */
  go_to (fixture, "/data/private/hurt");
  g_assert_true (widgets_shows (screen, "Did anyone hurt you?"));
  g_assert_true (widgets_shows (screen, "No"));
  g_assert_false (holds (screen, "Don't know"));
  g_assert_false (holds (screen, "Prefer not to say"));
  take_picture (screen, "choices");

  go_to (fixture, "/data/more/scale");
  g_assert_true (widgets_shows (screen, "10"));
  take_picture (screen, "numbers");
}

/* The language is the interview's, at any moment, and the direction that of the language. */
static void
test_language (WindowFixture *fixture,
               gconstpointer  presentation)
{
  GtkWidget *screen;

  g_settings_set_string (fixture->settings, "presentation", presentation);
  window_fixture_start (fixture, "tests/shell/forms/sensitive.xml", "Private visit");
  screen = open_screen (fixture);
  go_to (fixture, "/data/private/ok");
  assert_direction (widgets_find_type (screen, "TerrainShowCard"), GTK_TEXT_DIR_LTR);
  window_fixture_do (fixture, "win.next-language");
  widgets_run (100);
  g_assert_true (widgets_shows (screen, "هل يمكننا طرح سؤال شخصي؟"));
  g_assert_true (widgets_shows (screen, "نعم"));
  g_assert_false (holds (screen, "Yes"));
  assert_direction (widgets_find_type (screen, "TerrainShowCard"), GTK_TEXT_DIR_RTL);
  take_picture (screen, "arabic");
  go_to (fixture, "/data/who/age");
  assert_direction (widgets_find_type (screen, "TerrainShowCard"), GTK_TEXT_DIR_RTL);
  window_fixture_do (fixture, "win.next-language");
  widgets_run (100);
  g_assert_true (widgets_shows (screen, "Quel âge avez-vous ?"));
  assert_direction (widgets_find_type (screen, "TerrainShowCard"), GTK_TEXT_DIR_LTR);
  /* The interviewer's language is the interviewer's. */
  gtk_widget_activate_action (widgets_find_type (window_fixture_page (fixture), "TerrainLanguageMenu"), "language.second",
                              "s", "English (en)");
  widgets_run (50);
  g_assert_true (window_fixture_anywhere ("How old are you?"));
  g_assert_false (holds (screen, "How old are you?"));
}

/* Empty beside the review and while the device is handed over; gone with the interview. */
static void
test_life (WindowFixture *fixture,
           gconstpointer  data)
{
  GtkWidget *screen;

  window_fixture_start (fixture, "tests/shell/forms/sensitive.xml", "Private visit");
  screen = open_screen (fixture);
  window_fixture_do (fixture, "win.review");
  widgets_run (100);
  g_assert_null (widgets_find_type (screen, "TerrainShowCard"));
  window_fixture_do (fixture, "win.back");
  widgets_run (100);
  g_assert_true (widgets_shows (screen, "What is your name?"));

  /* By its own button, and by the key. */
  gtk_window_close (GTK_WINDOW (screen));
  widgets_run (50);
  g_assert_null (find_screen ());
  open_screen (fixture);
  window_fixture_do (fixture, "win.respondent");
  widgets_run (50);
  g_assert_null (find_screen ());

  open_screen (fixture);
  window_fixture_do (fixture, "win.keep-draft");
  widgets_run (100);
  g_assert_null (find_screen ());
  g_assert_false (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.respondent", NULL) && find_screen ());
}

/* UX-15: both screens at once. */
static void
test_hide (WindowFixture *fixture,
           gconstpointer  data)
{
  GtkEventController *keys;
  GtkWidget *screen;
  gint64 began;

  g_settings_set_boolean (fixture->settings, "respondent-answers", data != NULL);
  window_fixture_start (fixture, "tests/shell/forms/sensitive.xml", "Private visit");
  screen = open_screen (fixture);
  go_to (fixture, "/data/private/ok");
  window_fixture_choose (fixture, NULL, "/data/private/ok", "Yes");
  go_to (fixture, "/data/private/hurt");
  window_fixture_choose (fixture, NULL, "/data/private/hurt", "Yes");
  go_to (fixture, "/data/private/words");
  if (data)
    write_text (fixture, screen, "/data/private/words", "kept");

  /* By the keys, pressed on this screen. */
  keys = g_object_get_data (G_OBJECT (screen), "terrain-quick-hide");
  g_assert_nonnull (keys);
  began = g_get_monotonic_time ();
  for (guint i = 0; i < 3; i++)
    {
      gboolean stopped;

      g_signal_emit_by_name (keys, "key-pressed", GDK_KEY_Shift_L, 0, 0, &stopped);
      g_signal_emit_by_name (keys, "key-released", GDK_KEY_Shift_L, 0, 0);
    }
  g_assert_cmpint (g_get_monotonic_time () - began, <, WITHIN_US);
  g_assert_nonnull (widgets_find_type (GTK_WIDGET (fixture->window), "TerrainQuickHidePage"));
  g_assert_false (gtk_widget_get_visible (screen));
  g_assert_false (holds (screen, "In your own words"));
  g_assert_false (holds (screen, "kept"));
  if (data)
    g_assert_cmpstr (window_fixture_value (fixture, "/data/private/words"), ==, "kept");

  /* Back with the first one; what was answered in private is not laid open again. */
  g_signal_emit_by_name (widgets_find_type (GTK_WIDGET (fixture->window), "TerrainQuickHidePage"), "accepted");
  widgets_run (100);
  g_assert_true (gtk_widget_get_visible (screen));
  g_assert_true (widgets_shows (screen, "In your own words"));
  g_assert_false (holds (screen, "kept"));
}

/* Answers given there: a personal one is nowhere but in the record. */
static void
test_answers (WindowFixture *fixture,
              gconstpointer  presentation)
{
  GtkWidget *screen, *question;

  g_settings_set_string (fixture->settings, "presentation", presentation);
  g_settings_set_boolean (fixture->settings, "respondent-answers", TRUE);
  window_fixture_start (fixture, "tests/shell/forms/sensitive.xml", "Private visit");
  screen = open_screen (fixture);
  g_assert_false (holds (screen, "do not insist"));
  go_to (fixture, "/data/private/ok");
  window_fixture_choose (fixture, screen, "/data/private/ok", "Yes");
  g_assert_cmpstr (window_fixture_value (fixture, "/data/private/ok"), ==, "yes");
  question = window_fixture_question (fixture, NULL, "/data/private/ok");
  g_assert_cmpuint (count_chosen (question), ==, 1);

  go_to (fixture, "/data/private/hurt");
  window_fixture_choose (fixture, screen, "/data/private/hurt", "Yes");
  widgets_run (50);
  g_assert_cmpstr (window_fixture_value (fixture, "/data/private/hurt"), ==, "yes");
  question = window_fixture_question (fixture, NULL, "/data/private/hurt");
  g_assert_cmpuint (count_chosen (question), ==, 0);
  g_assert_null (widgets_find_type (question, "TerrainChoiceRow"));
  g_assert_true (widgets_shows (question, "Answered in private"));
  /* The respondent sees what they chose, and may choose otherwise. */
  g_assert_cmpuint (count_chosen (window_fixture_question (fixture, screen, "/data/private/hurt")), ==, 1);
  g_assert_true (terrain_session_is_masked (
    window_fixture_session (fixture),
    terrain_interview_find_item (window_fixture_interview (fixture), "/data/private/hurt")));

  go_to (fixture, "/data/private/words");
  write_text (fixture, screen, "/data/private/words", "my uncle");
  g_assert_false (holds (GTK_WIDGET (fixture->window), "my uncle"));
  go_to (fixture, "/data/more/after");
  g_assert_cmpstr (window_fixture_value (fixture, "/data/private/words"), ==, "my uncle");
  g_assert_false (holds (GTK_WIDGET (fixture->window), "my uncle"));
  g_assert_false (holds (screen, "my uncle"));
  /* Coming back to it shows it to nobody. */
  go_to (fixture, "/data/private/words");
  g_assert_true (widgets_shows (screen, "In your own words"));
  g_assert_null (widgets_find_type (screen, "GtkText"));
  g_assert_false (holds (screen, "my uncle"));
  g_assert_false (holds (GTK_WIDGET (fixture->window), "my uncle"));

  /* Without the setting it takes none, at once. */
  go_to (fixture, "/data/more/after");
  g_assert_nonnull (widgets_find_type (screen, "GtkText"));
  g_settings_set_boolean (fixture->settings, "respondent-answers", FALSE);
  widgets_run (50);
  g_assert_null (widgets_find_type (screen, "GtkText"));
}

/* What is typed there and not answered yet is not lost with the interview. */
static void
test_leaving (WindowFixture *fixture,
              gconstpointer  data)
{
  g_settings_set_boolean (fixture->settings, "respondent-answers", TRUE);
  window_fixture_start (fixture, "tests/shell/forms/sensitive.xml", "Private visit");
  write_text (fixture, open_screen (fixture), "/data/who/name", "Amina");
  window_fixture_do (fixture, "win.keep-draft");
  widgets_run (100);
  g_assert_null (find_screen ());
  window_fixture_resume (fixture);
  g_assert_cmpstr (window_fixture_value (fixture, "/data/who/name"), ==, "Amina");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

#define ADD(path, data, test) \
  g_test_add (path, WindowFixture, data, window_fixture_set_up, test, window_fixture_tear_down)
  ADD ("/respondent/card/interview", "interview", test_card);
  ADD ("/respondent/card/page", "page", test_card);
  ADD ("/respondent/language/interview", "interview", test_language);
  ADD ("/respondent/language/page", "page", test_language);
  ADD ("/respondent/life", NULL, test_life);
  ADD ("/respondent/hide/card", NULL, test_hide);
  ADD ("/respondent/hide/answers", "answers", test_hide);
  ADD ("/respondent/answers/interview", "interview", test_answers);
  ADD ("/respondent/answers/page", "page", test_answers);
  ADD ("/respondent/leaving", NULL, test_leaving);
  return g_test_run ();
}
