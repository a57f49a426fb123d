/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <terrain-kiosk.h>
#include <terrain-shell-form.h>

#include "widgets.h"

/* The kiosk from the first touch to the thanks, and everything that may go otherwise; with shortened times. */

typedef struct
{
  char *folder;
  TerrainProfile *profile;
  TerrainKioskPolicy *policy;
  AdwApplication *application;
  GtkWindow *window;
} Fixture;

static TerrainKioskWindow *
kiosk (Fixture *fixture)
{
  return TERRAIN_KIOSK_WINDOW (fixture->window);
}

static void
import (TerrainProfile *profile)
{
  g_autofree char *path = g_build_filename (g_getenv ("TERRAIN_SOURCE"), "tests/kiosk/forms/visit.xml", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *xml = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &xml, &size, &error));
  g_autoptr (GBytes) bytes = g_bytes_new (xml, size);
  g_assert_true (terrain_profile_import_form (profile, bytes, "", NULL, NULL, &error));
  g_assert_no_error (error);
}

static gboolean
is_mapped (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data);
}

static void
open_kiosk (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->window = terrain_kiosk_window_new (GTK_APPLICATION (fixture->application), fixture->profile, "kiosk_visit",
                                              fixture->policy, &error);
  g_assert_no_error (error);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_present (fixture->window);
  widgets_wait (is_mapped, fixture->window);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  static guint n;
  g_autofree char *id = g_strdup_printf ("%s.Kiosk%u", TERRAIN_APP_ID, ++n);
  g_autoptr (GError) error = NULL;

  fixture->folder = widgets_make_folder ();
  fixture->profile = terrain_profile_open (fixture->folder, &error);
  g_assert_no_error (error);
  import (fixture->profile);
  fixture->application = adw_application_new (id, G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (fixture->application), NULL, &error));
  terrain_form_style_install (gdk_display_get_default ());

  fixture->policy = g_new0 (TerrainKioskPolicy, 1);
  fixture->policy->idle_ms = 60000;
  fixture->policy->warning_ms = 60000;
  fixture->policy->thanks_ms = 300;
  fixture->policy->tap_ms = 0;
  fixture->policy->pin_delay_ms = 200;
  fixture->policy->languages = g_strsplit ("nl,fr,en", ",", -1);
  fixture->policy->pin_hash = terrain_pin_hash ("2580", &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  if (fixture->window)
    gtk_window_destroy (fixture->window);
  widgets_run (20);
  g_clear_object (&fixture->application);
  g_clear_object (&fixture->profile);
  terrain_kiosk_policy_free (fixture->policy);
  widgets_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static gboolean
at_language (gpointer user_data)
{
  return strcmp (terrain_kiosk_window_get_page (kiosk (user_data)), "language") == 0;
}

static gboolean
at_questions (gpointer user_data)
{
  return strcmp (terrain_kiosk_window_get_page (kiosk (user_data)), "questions") == 0
         && widgets_find_type (GTK_WIDGET (((Fixture *) user_data)->window), "TerrainChoiceRow") != NULL;
}

static gboolean
at_thanks (gpointer user_data)
{
  return strcmp (terrain_kiosk_window_get_page (kiosk (user_data)), "thanks") == 0;
}

static gboolean
warns (gpointer user_data)
{
  return terrain_kiosk_window_get_warning (kiosk (user_data));
}

static gboolean
is_closed (gpointer user_data)
{
  return ((Fixture *) user_data)->window == NULL;
}

static void
press (Fixture    *fixture,
       const char *label)
{
  GtkWidget *button = widgets_find_text (GTK_WIDGET (fixture->window), "GtkButton", label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
choose (Fixture    *fixture,
        const char *label)
{
  GtkWidget *row = widgets_find_text (GTK_WIDGET (fixture->window), "TerrainChoiceRow", label);

  g_assert_nonnull (row);
  g_assert_true (gtk_widget_activate_action (row, "choice.choose", NULL));
}

static gboolean
shows (Fixture    *fixture,
       const char *text)
{
  return widgets_shows (GTK_WIDGET (fixture->window), text);
}

static void
begin (Fixture    *fixture,
       const char *language)
{
  open_kiosk (fixture);
  press (fixture, language);
  widgets_wait (at_questions, fixture);
  widgets_run (50);
}

static GPtrArray *
records (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *list = terrain_store_list_records (terrain_profile_get_store (fixture->profile), FALSE, &error);

  g_assert_no_error (error);
  return list;
}

static char *
dup_submission (Fixture             *fixture,
                const TerrainRecord *record)
{
  g_autoptr (GBytes) xml
    = terrain_store_load_submission (terrain_profile_get_store (fixture->profile), record->uuid, NULL);

  g_assert_nonnull (xml);
  return g_strndup (g_bytes_get_data (xml, NULL), g_bytes_get_size (xml));
}

static void
test_flow (Fixture      *fixture,
           gconstpointer data)
{
  begin (fixture, "Nederlands");
  g_assert_true (shows (fixture, "Hoe tevreden bent u over uw bezoek vandaag?"));
  g_assert_false (shows (fixture, "Hoe tevreden bent u over het onthaal?"));

  choose (fixture, "Niet tevreden, niet ontevreden");
  press (fixture, "Next");
  widgets_run (100);
  g_assert_true (shows (fixture, "Hoe tevreden bent u over het onthaal?"));

  /* Back keeps the answer. */
  press (fixture, "Back");
  widgets_run (100);
  TerrainInterview *interview = terrain_session_get_interview (terrain_kiosk_window_get_session (kiosk (fixture)));
  g_assert_cmpstr (terrain_item_get_value (terrain_interview_find_item (interview, "/data/overall")), ==, "neither");
  press (fixture, "Next");
  widgets_run (100);
  choose (fixture, "Tevreden");
  press (fixture, "Next");
  widgets_wait (at_thanks, fixture);
  g_assert_true (shows (fixture, "Dank u. Uw antwoorden zijn anoniem."));
  /* Nothing of the visitor is left, not even unseen. */
  g_assert_null (terrain_kiosk_window_get_session (kiosk (fixture)));
  g_assert_null (widgets_find_type (GTK_WIDGET (fixture->window), "TerrainChoiceRow"));
  widgets_wait (at_language, fixture);

  g_autoptr (GPtrArray) list = records (fixture);
  g_assert_cmpuint (list->len, ==, 1);
  const TerrainRecord *record = g_ptr_array_index (list, 0);
  g_autofree char *xml = dup_submission (fixture, record);
  g_assert_cmpint (record->state, ==, TERRAIN_RECORD_QUEUED);
  g_assert_nonnull (strstr (xml, "<overall>neither</overall>"));
  g_assert_nonnull (strstr (xml, "<welcome>good</welcome>"));
}

static char *
dup_first_language (Fixture *fixture)
{
  GtkWidget *button = widgets_find_type (GTK_WIDGET (fixture->window), "GtkButton");

  return g_strdup (gtk_button_get_label (GTK_BUTTON (button)));
}

static void
test_alternates (Fixture      *fixture,
                 gconstpointer data)
{
  begin (fixture, "Nederlands");
  fixture->policy->thanks_ms = 50;
  /* The note at the end needs no press: it goes by itself. */
  press (fixture, "Next");
  widgets_run (50);
  press (fixture, "Next");
  widgets_wait (at_language, fixture);
  widgets_run (100);
  g_autofree char *second = dup_first_language (fixture);
  g_assert_cmpstr (second, ==, "Français");

  GtkWidget *dutch = widgets_find_text (GTK_WIDGET (fixture->window), "GtkButton", "Nederlands");
  GtkWidget *french = widgets_find_text (GTK_WIDGET (fixture->window), "GtkButton", "Français");
  /* An odd width leaves one pixel to one of them. */
  g_assert_cmpint (ABS (gtk_widget_get_width (dutch) - gtk_widget_get_width (french)), <=, 1);
  g_assert_cmpint (gtk_widget_get_height (dutch), ==, gtk_widget_get_height (french));
  g_assert_cmpint (gtk_widget_get_height (dutch), >=, 64);
}

static void
test_idle_keeps_answers (Fixture      *fixture,
                         gconstpointer data)
{
  fixture->policy->idle_ms = 400;
  fixture->policy->warning_ms = 300;
  begin (fixture, "Français");
  choose (fixture, "Satisfait·e");
  widgets_wait (warns, fixture);
  g_assert_true (at_questions (fixture));
  widgets_wait (at_language, fixture);
  g_assert_false (warns (fixture));
  g_assert_null (terrain_kiosk_window_get_session (kiosk (fixture)));

  g_autoptr (GPtrArray) list = records (fixture);
  g_assert_cmpuint (list->len, ==, 1);
  g_autofree char *xml = dup_submission (fixture, g_ptr_array_index (list, 0));
  g_assert_nonnull (strstr (xml, "<overall>good</overall>"));
}

static void
test_idle_untouched (Fixture      *fixture,
                     gconstpointer data)
{
  fixture->policy->idle_ms = 200;
  fixture->policy->warning_ms = 200;
  begin (fixture, "Français");
  widgets_wait (at_language, fixture);

  g_autoptr (GPtrArray) list = records (fixture);
  g_assert_cmpuint (list->len, ==, 0);
}

static void
test_idle_continue (Fixture      *fixture,
                    gconstpointer data)
{
  fixture->policy->idle_ms = 300;
  fixture->policy->warning_ms = 5000;
  begin (fixture, "English");
  choose (fixture, "Dissatisfied");
  widgets_wait (warns, fixture);
  press (fixture, "Continue");
  widgets_run (20);
  g_assert_false (warns (fixture));
  g_assert_true (at_questions (fixture));
  g_assert_nonnull (terrain_kiosk_window_get_session (kiosk (fixture)));
}

static void
test_double_tap (Fixture      *fixture,
                 gconstpointer data)
{
  fixture->policy->tap_ms = 500;
  begin (fixture, "English");
  widgets_run (600);
  press (fixture, "Next");
  press (fixture, "Next");
  widgets_run (100);
  g_assert_true (at_questions (fixture));
  g_assert_true (shows (fixture, "the way you were welcomed"));
}

static void
type_pin (Fixture    *fixture,
          const char *pin)
{
  for (const char *digit = pin; *digit; digit++)
    {
      char label[2] = { *digit, '\0' };
      press (fixture, label);
    }
  press (fixture, "OK");
}

static gboolean
takes_pin (gpointer user_data)
{
  return gtk_widget_is_sensitive (widgets_find_text (GTK_WIDGET (((Fixture *) user_data)->window), "GtkButton", "OK"));
}

static void
test_pin (Fixture      *fixture,
          gconstpointer data)
{
  begin (fixture, "English");
  choose (fixture, "Dissatisfied");
  /* Whatever asks the window to close is refused. */
  gtk_window_close (fixture->window);
  widgets_run (50);
  g_assert_false (is_closed (fixture));

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.staff", NULL));
  g_assert_cmpstr (terrain_kiosk_window_get_page (kiosk (fixture)), ==, "pin");
  press (fixture, "Cancel");
  g_assert_true (at_questions (fixture));

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.staff", NULL));
  type_pin (fixture, "0000");
  g_assert_false (takes_pin (fixture));
  g_assert_true (shows (fixture, "Wrong PIN"));
  gtk_window_close (fixture->window);
  widgets_run (20);
  g_assert_false (is_closed (fixture));
  widgets_wait (takes_pin, fixture);
  type_pin (fixture, "2580");
  widgets_wait (is_closed, fixture);

  /* What the visitor had answered is kept. */
  g_autoptr (GPtrArray) list = records (fixture);
  g_assert_cmpuint (list->len, ==, 1);
}

static void
test_no_pin (Fixture      *fixture,
             gconstpointer data)
{
  g_free (fixture->policy->pin_hash);
  fixture->policy->pin_hash = g_strdup ("");
  open_kiosk (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.staff", NULL);
  g_assert_true (at_language (fixture));
  gtk_window_close (fixture->window);
  widgets_run (20);
  g_assert_false (is_closed (fixture));
}

static void
test_names (Fixture      *fixture,
            gconstpointer data)
{
  begin (fixture, "English");
  g_autofree char *questions = widgets_dup_unnamed (GTK_WIDGET (fixture->window));
  g_assert_cmpstr (questions, ==, "");

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.staff", NULL);
  widgets_run (50);
  g_autofree char *pin = widgets_dup_unnamed (GTK_WIDGET (fixture->window));
  g_assert_cmpstr (pin, ==, "");
}

static void
test_form_not_there (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (terrain_kiosk_window_new (GTK_APPLICATION (fixture->application), fixture->profile, "no_such_form",
                                           fixture->policy, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND);
}

static void
test_pin_hash (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *one = terrain_pin_hash ("2580", &error);
  g_autofree char *two = terrain_pin_hash ("2580", &error);
  static const char *const bad_pins[] = { "", "123", "1234567890123", "12a4", "12 4", "１２３４" };
  static const char *const bad_hashes[] = { "", "2580", "pbkdf2-sha256$60000$00$00", "pbkdf2-sha256$0$", "$$$",
                                            "pbkdf2-sha256$99999999999$00000000000000000000000000000000$"
                                            "0000000000000000000000000000000000000000000000000000000000000000" };

  g_assert_no_error (error);
  g_assert_cmpstr (one, !=, two);
  g_assert_null (strstr (one, "2580$"));
  g_assert_true (terrain_pin_verify (one, "2580"));
  g_assert_true (terrain_pin_verify (two, "2580"));
  g_assert_false (terrain_pin_verify (one, "2581"));
  g_assert_false (terrain_pin_verify (one, ""));
  for (guint i = 0; i < G_N_ELEMENTS (bad_pins); i++)
    {
      g_autoptr (GError) refused = NULL;
      g_assert_null (terrain_pin_hash (bad_pins[i], &refused));
      g_assert_error (refused, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad_hashes); i++)
    g_assert_false (terrain_pin_verify (bad_hashes[i], "2580"));
}

/* PBKDF2-HMAC-SHA-256 of "1234" with salt 00 01 … 0f and 1000 rounds, as Python's hashlib.pbkdf2_hmac() has it. */
static void
test_pin_known (void)
{
  g_assert_true (terrain_pin_verify ("pbkdf2-sha256$1000$000102030405060708090a0b0c0d0e0f$"
                                            "2240ea2a22754a3c4610356ef8e4d7acf25af2ac3d2d11866de97a8b7812c52c", "1234"));
  g_assert_false (terrain_pin_verify ("pbkdf2-sha256$1001$000102030405060708090a0b0c0d0e0f$"
                                            "2240ea2a22754a3c4610356ef8e4d7acf25af2ac3d2d11866de97a8b7812c52c", "1234"));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add_func ("/kiosk/pin/hash", test_pin_hash);
  g_test_add_func ("/kiosk/pin/known", test_pin_known);
#define ADD(name, func) g_test_add ("/kiosk/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("flow", test_flow);
  ADD ("alternates", test_alternates);
  ADD ("idle/keeps-answers", test_idle_keeps_answers);
  ADD ("idle/untouched", test_idle_untouched);
  ADD ("idle/continue", test_idle_continue);
  ADD ("double-tap", test_double_tap);
  ADD ("pin/leave", test_pin);
  ADD ("pin/none", test_no_pin);
  ADD ("names", test_names);
  ADD ("form-not-there", test_form_not_there);
  return g_test_run ();
}
