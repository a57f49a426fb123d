/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <time.h>

#include "widgets.h"
#include "window-fixture.h"

/* UX-15: Shift three times, and nothing of the form is left; back by the PIN. */

static GtkEventController *
keys_of (GtkWindow *window)
{
  GtkEventController *keys = g_object_get_data (G_OBJECT (window), "terrain-quick-hide");

  g_assert_true (GTK_IS_EVENT_CONTROLLER_KEY (keys));
  return keys;
}

static void
press (GtkWindow       *window,
       guint            keyval,
       GdkModifierType  state)
{
  gboolean stopped = FALSE;

  g_signal_emit_by_name (keys_of (window), "key-pressed", keyval, 0, state, &stopped);
  g_assert_false (stopped);
}

static void
let_go (GtkWindow *window,
        guint      keyval)
{
  g_signal_emit_by_name (keys_of (window), "key-released", keyval, 0, 0);
}

static void
shift (GtkWindow *window,
       guint      times)
{
  for (guint i = 0; i < times; i++)
    {
      press (window, GDK_KEY_Shift_L, 0);
      let_go (window, GDK_KEY_Shift_L);
    }
}

static gboolean
is_hidden (WindowFixture *fixture)
{
  return widgets_find_type (GTK_WIDGET (fixture->window), "TerrainQuickHidePage") != NULL;
}

static void
write_name (WindowFixture *fixture,
            const char    *name)
{
  GtkWidget *question = window_fixture_question (fixture, NULL, "/data/who/name");

  gtk_editable_set_text (GTK_EDITABLE (widgets_find_type (question, "GtkText")), name);
}

static guint
count_windows (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      n += gtk_widget_get_visible (window) ? 1 : 0;
    }
  return n;
}

static void
set_pin (WindowFixture *fixture,
         const char    *pin)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = terrain_pin_hash (pin, &error);

  g_assert_no_error (error);
  g_settings_set_string (fixture->settings, "hide-pin-hash", hash);
}

static void
type_pin (WindowFixture *fixture,
          const char    *pin)
{
  GtkWidget *entry = widgets_find_type (GTK_WIDGET (fixture->window), "GtkPasswordEntry");

  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), pin);
  g_signal_emit_by_name (entry, "activate");
}

/* What is typed but not yet answered is gone from the screen and in the record; the title is neutral. */
static void
test_shift (WindowFixture *fixture,
            gconstpointer  data)
{
  window_fixture_start (fixture, "tests/shell/forms/sensitive.xml", "Private visit");
  write_name (fixture, "Fatima");
  g_assert_true (window_fixture_anywhere ("What is your name?"));
  g_assert_cmpstr (window_fixture_value (fixture, "/data/who/name"), ==, "");

  shift (fixture->window, 3);
  g_assert_true (is_hidden (fixture));
  g_assert_false (window_fixture_anywhere ("Fatima"));
  g_assert_false (window_fixture_anywhere ("What is your name?"));
  g_assert_false (window_fixture_anywhere ("Private visit"));
  g_assert_false (window_fixture_anywhere ("Terrain"));
  g_assert_cmpstr (gtk_window_get_title (fixture->window), ==, "Clock");
  g_assert_cmpstr (window_fixture_value (fixture, "/data/who/name"), ==, "Fatima");

  /* A screen reader says where the focus is. */
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_true (focus && gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (focus)) == GTK_ACCESSIBLE_ROLE_ALERT);
  g_autofree char *wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                               "The screen is hidden. Press Shift three times to come back.");
  g_assert_cmpstr (wrong, ==, NULL);

  /* No key reaches the form. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.next-language", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.review", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.preferences", NULL);
  widgets_run (50);
  g_assert_cmpuint (count_windows (), ==, 1);

  /* Without a PIN the same keys bring it back, to the same question. */
  shift (fixture->window, 3);
  widgets_run (50);
  g_assert_false (is_hidden (fixture));
  g_assert_cmpstr (gtk_window_get_title (fixture->window), ==, "Terrain");
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (window_fixture_page (fixture)), ==, "TerrainInterviewPage");
  g_assert_cmpstr (terrain_interview_get_language (window_fixture_interview (fixture)), ==, "English (en)");
  g_assert_true (window_fixture_anywhere ("Fatima"));
  focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_true (gtk_widget_is_ancestor (focus, window_fixture_question (fixture, NULL, "/data/who/name")));
  window_fixture_do (fixture, "win.review");
}

/* Text that cannot be an answer is neither shown nor lost. */
static void
test_unfit (WindowFixture *fixture,
            gconstpointer  data)
{
  GtkWidget *entry;

  window_fixture_start (fixture, "tests/shell/forms/sensitive.xml", "Private visit");
  entry = widgets_find_type (window_fixture_question (fixture, NULL, "/data/who/age"), "GtkText");
  gtk_editable_set_text (GTK_EDITABLE (entry), "about 3x");
  shift (fixture->window, 3);
  widgets_run (400);
  g_assert_false (window_fixture_anywhere ("about 3x"));
  g_assert_cmpstr (window_fixture_value (fixture, "/data/who/age"), ==, "");
  shift (fixture->window, 3);
  widgets_run (50);
  g_assert_true (window_fixture_anywhere ("about 3x"));
}

/* Capitals, held keys, other keys between and slow presses are no quick-hide. */
static void
test_alone (WindowFixture *fixture,
            gconstpointer  data)
{
  for (guint i = 0; i < 5; i++)
    {
      press (fixture->window, GDK_KEY_Shift_L, 0);
      press (fixture->window, GDK_KEY_A, GDK_SHIFT_MASK);
      let_go (fixture->window, GDK_KEY_A);
      let_go (fixture->window, GDK_KEY_Shift_L);
    }
  g_assert_false (is_hidden (fixture));
  for (guint i = 0; i < 5; i++)
    press (fixture->window, GDK_KEY_Shift_L, 0);
  let_go (fixture->window, GDK_KEY_Shift_L);
  g_assert_false (is_hidden (fixture));
  press (fixture->window, GDK_KEY_Tab, 0);
  for (guint i = 0; i < 5; i++)
    {
      press (fixture->window, GDK_KEY_Shift_L, GDK_CONTROL_MASK);
      let_go (fixture->window, GDK_KEY_Shift_L);
    }
  g_assert_false (is_hidden (fixture));
  shift (fixture->window, 2);
  press (fixture->window, GDK_KEY_Return, 0);
  shift (fixture->window, 2);
  g_assert_false (is_hidden (fixture));
  press (fixture->window, GDK_KEY_Return, 0);
  shift (fixture->window, 2);
  widgets_run (1600);
  shift (fixture->window, 1);
  g_assert_false (is_hidden (fixture));
  press (fixture->window, GDK_KEY_Shift_R, 0);
  let_go (fixture->window, GDK_KEY_Shift_R);
  shift (fixture->window, 1);
  g_assert_true (is_hidden (fixture));
}

static void
test_pin (WindowFixture *fixture,
          gconstpointer  data)
{
  window_fixture_start (fixture, "tests/shell/forms/sensitive.xml", "Private visit");
  set_pin (fixture, "2580");
  shift (fixture->window, 3);
  g_assert_true (is_hidden (fixture));

  GtkWidget *page = widgets_find_type (GTK_WIDGET (fixture->window), "TerrainQuickHidePage");
  g_assert_null (widgets_find_type (page, "GtkPasswordEntry"));
  shift (fixture->window, 3);
  g_assert_true (is_hidden (fixture));
  widgets_run (300);
  GtkWidget *entry = widgets_find_type (page, "GtkPasswordEntry");
  g_assert_nonnull (entry);

  /* A wrong one costs time, the next one twice as much. */
  type_pin (fixture, "0000");
  g_assert_true (widgets_shows (page, "Wrong PIN. Wait 2 seconds."));
  g_assert_false (gtk_widget_is_sensitive (entry));
  type_pin (fixture, "2580");
  g_assert_true (is_hidden (fixture));
  widgets_run (2100);
  g_assert_true (gtk_widget_is_sensitive (entry));
  type_pin (fixture, "1111");
  g_assert_true (widgets_shows (page, "Wrong PIN. Wait 4 seconds."));

  /* Ending the program is no way back. */
  window_fixture_restart (fixture);
  g_assert_true (is_hidden (fixture));
  g_assert_false (window_fixture_anywhere ("Private visit"));
  shift (fixture->window, 3);
  type_pin (fixture, "2580");
  g_assert_false (is_hidden (fixture));
  g_assert_false (g_settings_get_boolean (fixture->settings, "hidden"));
  window_fixture_restart (fixture);
  g_assert_false (is_hidden (fixture));
}

typedef struct
{
  gint64 shown;
} Frame;

static void
on_after_paint (GdkFrameClock *clock,
                Frame         *frame)
{
  frame->shown = g_get_monotonic_time ();
}

static gboolean
is_shown (gpointer user_data)
{
  return ((Frame *) user_data)->shown != 0;
}

static gint64
get_processor_time (void)
{
  struct timespec now;

  g_assert_cmpint (clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now), ==, 0);
  return now.tv_sec * G_TIME_SPAN_SECOND + now.tv_nsec / 1000;
}

/* Shift three times in @window, the first two at leisure. What it takes from the last one to the frame without the form: of
 * the processor, for others may have it meanwhile; on the clock with -m perf, on a machine that does nothing else. */
static gint64
hide_from (WindowFixture *fixture,
           GtkWindow     *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (fixture->window));
  Frame frame = { 0 };
  gulong handler;

  shift (window, 2);
  press (window, GDK_KEY_Shift_L, 0);
  gint64 pressed = g_get_monotonic_time ();
  gint64 began = get_processor_time ();
  let_go (window, GDK_KEY_Shift_L);
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), &frame);
  widgets_wait (is_shown, &frame);
  g_signal_handler_disconnect (clock, handler);
  g_assert_true (is_hidden (fixture));
  began = get_processor_time () - began;
  g_test_message ("%.1f ms after the last key, %.1f ms of them at work", (double) (frame.shown - pressed) / 1000,
                  (double) began / 1000);
  return g_test_perf () ? frame.shown - pressed : began;
}

/* The window that lies upon the first; NULL: none. */
static GtkWindow *
upon (WindowFixture *fixture)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      if (window != fixture->window && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

static gboolean
has_upon (gpointer fixture)
{
  return upon (fixture) != NULL;
}

static gboolean
has_none_upon (gpointer fixture)
{
  return upon (fixture) == NULL;
}

/* What lies upon the window has the keys; it goes with it, within the same time, and comes back with it. */
static void
assert_hides (WindowFixture *fixture,
              const char    *type_name,
              const char    *text)
{
  widgets_wait (has_upon, fixture);
  widgets_run (200);

  GtkWindow *window = upon (fixture);
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (window), ==, type_name);
  g_assert_true (window_fixture_anywhere (text));
  gint64 took = hide_from (fixture, window);
  g_assert_cmpint (took, <, 200 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpuint (count_windows (), ==, 1);
  g_assert_false (window_fixture_anywhere (text));
  shift (fixture->window, 3);
  g_assert_false (is_hidden (fixture));
  widgets_wait (has_upon, fixture);
  g_assert_true (upon (fixture) == window);
  /* A chooser's belongs to the chooser. */
  if (GTK_IS_DIALOG (window))
    gtk_dialog_response (GTK_DIALOG (window), GTK_RESPONSE_CANCEL);
  else
    gtk_window_destroy (window);
  widgets_wait (has_none_upon, fixture);
}

static void
test_preferences (WindowFixture *fixture,
                  gconstpointer  data)
{
  window_fixture_start (fixture, "tests/shell/forms/sensitive.xml", "Private visit");
  window_fixture_do (fixture, "win.preferences");
  assert_hides (fixture, "TerrainPreferences", "Preferences");
}

static void
test_paper (WindowFixture *fixture,
            gconstpointer  data)
{
  window_fixture_start (fixture, "tests/shell/forms/sensitive.xml", "Private visit");
  window_fixture_do (fixture, "win.keep-draft");
  widgets_wait (window_fixture_at_home, fixture);
  window_fixture_do_with (fixture, "win.print-form", "private_visit");
  assert_hides (fixture, "AdwWindow", "Private visit");
}

static void
click_in (WindowFixture *fixture,
          const char    *ref,
          const char    *label)
{
  GtkWidget *button = widgets_find_text (window_fixture_question (fixture, NULL, ref), "GtkButton", label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static void
test_drawing (WindowFixture *fixture,
              gconstpointer  data)
{
  window_fixture_start (fixture, "tests/shell/forms/upload.xml", "Files");
  window_fixture_go_to (fixture, "/data/draw");
  click_in (fixture, "/data/draw", "Draw…");
  assert_hides (fixture, "TerrainDrawingWindow", "Draw your way here");
}

/* The camera stops with it (form-camera), and begins anew. */
static void
test_camera (WindowFixture *fixture,
             gconstpointer  data)
{
  g_setenv ("TERRAIN_CAMERAS", "videotestsrc is-live=true ! capsfilter caps=video/x-raw,width=320,height=240,framerate=15/1",
            TRUE);
  window_fixture_start (fixture, "tests/shell/forms/camera.xml", "The camera");
  window_fixture_go_to (fixture, "/data/photo");
  click_in (fixture, "/data/photo", "Take a Picture…");
  assert_hides (fixture, "TerrainCameraWindow", "A picture of the place");
}

static void
test_chooser (WindowFixture *fixture,
              gconstpointer  data)
{
  window_fixture_start (fixture, "tests/shell/forms/upload.xml", "Files");
  window_fixture_go_to (fixture, "/data/file");
  click_in (fixture, "/data/file", "Choose a File…");
  assert_hides (fixture, "GtkFileChooserDialog", "Choose a File");
}

static void
test_message (WindowFixture *fixture,
              gconstpointer  data)
{
  window_fixture_start (fixture, "tests/shell/forms/sensitive.xml", "Private visit");
  GtkWidget *entry = widgets_find_type (window_fixture_question (fixture, NULL, "/data/who/age"), "GtkText");
  gtk_editable_set_text (GTK_EDITABLE (entry), "about 3x");
  window_fixture_do (fixture, "win.keep-draft");
  assert_hides (fixture, "AdwMessageDialog", "cannot be its answer");
}

/* GTK 4.8 warns of a label in its own window of shortcuts, wherever it is shown. */
static void
test_shortcuts (WindowFixture *fixture,
                gconstpointer  data)
{
  GLogLevelFlags fatal = g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);

  window_fixture_start (fixture, "tests/shell/forms/sensitive.xml", "Private visit");
  window_fixture_do (fixture, "win.show-help-overlay");
  assert_hides (fixture, "GtkShortcutsWindow", "Prefer not to say");
  g_log_set_always_fatal (fatal);
}

/* A dialog with what a person writes in it goes, gets the keys, and is there again afterwards. */
static void
test_dialog (WindowFixture *fixture,
             gconstpointer  data)
{
  GtkWidget *dialog = NULL;
  GListModel *windows = gtk_window_get_toplevels ();

  window_fixture_start (fixture, "tests/shell/forms/sensitive.xml", "Private visit");
  window_fixture_do (fixture, "win.note");
  widgets_run (100);
  for (guint i = 0; i < g_list_model_get_n_items (windows) && !dialog; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      if (gtk_window_get_transient_for (GTK_WINDOW (window)) == fixture->window && gtk_widget_get_visible (window))
        dialog = window;
    }
  g_assert_nonnull (dialog);
  shift (GTK_WINDOW (dialog), 3);
  g_assert_true (is_hidden (fixture));
  g_assert_false (gtk_widget_get_visible (dialog));
  g_assert_false (window_fixture_anywhere ("What is your name?"));
  shift (fixture->window, 3);
  g_assert_true (gtk_widget_get_visible (dialog));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* Beside a sensitive question it is a button, too. */
static void
test_button (WindowFixture *fixture,
             gconstpointer  data)
{
  window_fixture_start (fixture, "tests/shell/forms/sensitive.xml", "Private visit");
  g_assert_null (widgets_find_action (window_fixture_page (fixture), "win.hide"));
  window_fixture_choose (fixture, NULL, "/data/private/ok", "Yes");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.go-to", "s", "/data/private/hurt"));
  widgets_run (200);

  GtkWidget *button = widgets_find_action (window_fixture_page (fixture), "win.hide");
  g_assert_nonnull (button);
  widgets_activate (button);
  widgets_run (400);
  g_assert_true (is_hidden (fixture));
  g_assert_false (window_fixture_anywhere ("Did anyone hurt you?"));
}

/* From the last key to the frame without the form; the largest form that ships, fully built. */
static void
test_speed (WindowFixture *fixture,
            gconstpointer  data)
{
  gint64 worst = 0;

  window_fixture_start (fixture, "data/forms/gve_person.xml", "Regional Safety Survey");
  widgets_run (500);
  for (guint i = 0; i < 5; i++)
    {
      gint64 took = hide_from (fixture, fixture->window);
      worst = MAX (worst, took);
      shift (fixture->window, 3);
      widgets_run (200);
    }
  g_assert_cmpint (worst, <, 200 * G_TIME_SPAN_MILLISECOND);
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);

  window_fixture_add ("/hide/shift", NULL, test_shift);
  window_fixture_add ("/hide/unfit", NULL, test_unfit);
  window_fixture_add ("/hide/alone", NULL, test_alone);
  window_fixture_add ("/hide/pin", NULL, test_pin);
  window_fixture_add ("/hide/dialog", NULL, test_dialog);
  window_fixture_add ("/hide/upon/preferences", NULL, test_preferences);
  window_fixture_add ("/hide/upon/paper", NULL, test_paper);
  window_fixture_add ("/hide/upon/drawing", NULL, test_drawing);
  window_fixture_add ("/hide/upon/camera", NULL, test_camera);
  window_fixture_add ("/hide/upon/chooser", NULL, test_chooser);
  window_fixture_add ("/hide/upon/message", NULL, test_message);
  window_fixture_add ("/hide/upon/shortcuts", NULL, test_shortcuts);
  window_fixture_add ("/hide/button", NULL, test_button);
  window_fixture_add ("/hide/speed", NULL, test_speed);
  return g_test_run ();
}
