/* SPDX-License-Identifier: GPL-3.0-or-later */

/* autoplay="audio" and "video" of a label: when the question is reached, once, and never where it should not be heard. What is
 * read or played counts as playing, so that a computer without sound is tested as well. */

#include <adwaita.h>

#include "form-fixture.h"
#include "terrain-media-player.h"
#include "terrain-question-private.h"
#include "terrain-sound-floor.h"

static GtkWidget *
player_of (GtkWidget *view, const char *ref, gboolean film)
{
  GtkWidget *question = form_support_question (view, ref);

  g_assert_nonnull (question);
  /* In a label: the sound before the film. */
  return form_support_nth (terrain_question_get_media (TERRAIN_QUESTION (question)), TERRAIN_TYPE_MEDIA_PLAYER, film ? 1 : 0);
}

static gboolean
plays (GtkWidget *view, const char *ref, gboolean film)
{
  GtkWidget *player = player_of (view, ref, film);

  g_assert_nonnull (player);
  return terrain_media_player_get_active (TERRAIN_MEDIA_PLAYER (player));
}

/* At once: what plays has not ended when this returns. */
static void
reach (FormFixture *fixture, const char *ref)
{
  g_assert_true (terrain_form_view_focus_ref (TERRAIN_FORM_VIEW (fixture->view), ref));
}

/* On reaching it, until the next one is reached, once. */
static void
test_reached (FormFixture *fixture, gconstpointer data)
{
  form_fixture_go_to (fixture, "/data/first");
  g_assert_false (plays (fixture->view, "/data/sound", FALSE));
  reach (fixture, "/data/sound");
  g_assert_true (plays (fixture->view, "/data/sound", FALSE));
  reach (fixture, "/data/silent");
  g_assert_false (plays (fixture->view, "/data/sound", FALSE));
  g_assert_false (plays (fixture->view, "/data/silent", FALSE));
  reach (fixture, "/data/sound");
  g_assert_false (plays (fixture->view, "/data/sound", FALSE));
  /* By hand it plays again. */
  form_fixture_click (form_support_question (fixture->view, "/data/sound"), "Listen");
}

/* The film of a label that has a sound, too. */
static void
test_film (FormFixture *fixture, gconstpointer data)
{
  reach (fixture, "/data/film");
  g_assert_true (plays (fixture->view, "/data/film", TRUE));
  g_assert_false (plays (fixture->view, "/data/film", FALSE));
}

/* "Reduced motion": the film waits for its button, and it is said; sounds do not move. */
static void
test_still (FormFixture *fixture, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();

  g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
  reach (fixture, "/data/film");
  g_assert_false (plays (fixture->view, "/data/film", TRUE));
  form_fixture_assert_text (form_support_question (fixture->view, "/data/film"),
                            "It does not play by itself: animations are off on this computer.");
  reach (fixture, "/data/sound");
  g_assert_true (plays (fixture->view, "/data/sound", FALSE));
  g_object_set (settings, "gtk-enable-animations", TRUE, NULL);
}

/* It must not be heard in what is being recorded. */
static void
test_recording (FormFixture *fixture, gconstpointer data)
{
  TerrainSoundFloor *floor = terrain_sound_floor_of (fixture->interview);
  GtkWidget *question;

  terrain_sound_floor_set_recording (floor, fixture, TRUE);
  reach (fixture, "/data/sound");
  g_assert_false (plays (fixture->view, "/data/sound", FALSE));
  terrain_sound_floor_set_recording (floor, fixture, FALSE);
  reach (fixture, "/data/first");
  /* It has not had its turn yet. Whoever begins to record ends it. */
  reach (fixture, "/data/sound");
  g_assert_true (plays (fixture->view, "/data/sound", FALSE));
  terrain_sound_floor_set_recording (floor, fixture, TRUE);
  g_assert_false (plays (fixture->view, "/data/sound", FALSE));
  terrain_sound_floor_set_recording (floor, fixture, FALSE);

  /* A question that is answered with a sound says so itself. */
  g_setenv ("TERRAIN_MICROPHONE", "audiotestsrc is-live=true", TRUE);
  question = form_fixture_go_to (fixture, "/data/own");
  form_fixture_click (question, "Record");
  if (form_fixture_button (question, "Stop Recording") != NULL)
    {
      g_assert_true (terrain_sound_floor_get_taken (floor));
      form_fixture_click (question, "Stop Recording");
      for (guint turns = 0; turns < 500 && terrain_sound_floor_get_taken (floor); turns++)
        form_support_run (20);
    }
  g_assert_false (terrain_sound_floor_get_taken (floor));
}

/* Out of sight it ends, and does not begin again when it is seen. */
static void
test_hidden (FormFixture *fixture, gconstpointer data)
{
  reach (fixture, "/data/sound");
  g_assert_true (plays (fixture->view, "/data/sound", FALSE));
  gtk_widget_set_visible (fixture->view, FALSE);
  gtk_widget_set_visible (fixture->view, TRUE);
  form_support_run (100);
  reach (fixture, "/data/first");
  reach (fixture, "/data/sound");
  g_assert_false (plays (fixture->view, "/data/sound", FALSE));
}

static void
test_escape (FormFixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (fixture->view);
  gboolean handled = FALSE;

  reach (fixture, "/data/sound");
  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_Escape, 9, 0, &handled);
    }
  g_assert_true (handled);
  g_assert_false (plays (fixture->view, "/data/sound", FALSE));
  /* With nothing to end, the key is whoever else's. */
  g_assert_false (terrain_sound_floor_hush (terrain_sound_floor_of (fixture->interview)));
}

/* Pages: when the page is shown. */
static void
test_page (void)
{
  g_autoptr (TerrainInterview) interview = form_support_interview ("autoplay.xml");
  GtkWidget *view = terrain_page_view_new_preview (interview), *window = form_support_show (view, 720, 500);

  form_support_run (200);
  g_assert_true (terrain_page_view_jump (TERRAIN_PAGE_VIEW (view), "/data/sound"));
  g_assert_true (plays (view, "/data/sound", FALSE));
  terrain_page_view_next (TERRAIN_PAGE_VIEW (view));
  g_assert_true (plays (view, "/data/film", TRUE));
  gtk_window_destroy (GTK_WINDOW (window));
  form_support_run (50);
}

/* Two views of one interview: it is the respondent's that plays, and it alone. */
static void
test_respondent (void)
{
  g_autofree char *folder = g_dir_make_tmp ("terrain-autoplay-XXXXXX", NULL);
  g_autofree char *form = g_build_filename (g_getenv ("TERRAIN_SOURCE"), "tests", "shell", "forms", "autoplay.xml", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainProfile) profile = terrain_profile_open (folder, &error);
  g_autoptr (TerrainForm) loaded = NULL;
  g_autoptr (TerrainSession) session = NULL;
  const char *argv[] = { "rm", "-r", folder, NULL };
  GtkWidget *view, *window, *shown, *shown_window, *player;

  g_assert_no_error (error);
  g_assert_true (terrain_profile_import_form_file (profile, form, NULL, NULL, &error));
  loaded = terrain_profile_load_form (profile, "autoplay", NULL, &error);
  g_assert_no_error (error);
  session = terrain_session_begin (profile, loaded, NULL, &error);
  g_assert_no_error (error);
  view = terrain_form_view_new (session);
  window = form_support_show (view, 600, 500);
  shown = terrain_respondent_view_new (session);
  shown_window = form_support_show (shown, 600, 500);
  form_support_run (200);

  g_assert_true (terrain_form_view_focus_ref (TERRAIN_FORM_VIEW (view), "/data/sound"));
  g_assert_false (plays (view, "/data/sound", FALSE));
  terrain_respondent_view_set_ref (TERRAIN_RESPONDENT_VIEW (shown), "/data/sound");
  player = form_support_find_type (shown, TERRAIN_TYPE_MEDIA_PLAYER);
  g_assert_nonnull (player);
  g_assert_true (terrain_media_player_get_active (TERRAIN_MEDIA_PLAYER (player)));
  g_assert_false (plays (view, "/data/sound", FALSE));
  gtk_window_destroy (GTK_WINDOW (shown_window));
  form_support_run (50);
  g_assert_true (terrain_form_view_focus_ref (TERRAIN_FORM_VIEW (view), "/data/first"));
  g_assert_true (terrain_form_view_focus_ref (TERRAIN_FORM_VIEW (view), "/data/sound"));
  g_assert_false (plays (view, "/data/sound", FALSE));
  /* The respondent's screen is gone: what follows plays here. */
  g_assert_true (terrain_form_view_focus_ref (TERRAIN_FORM_VIEW (view), "/data/film"));
  g_assert_true (plays (view, "/data/film", TRUE));

  gtk_window_destroy (GTK_WINDOW (window));
  form_support_run (50);
  g_assert_true (terrain_session_close (session, FALSE, &error));
  g_clear_object (&session);
  g_clear_object (&profile);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, function) \
  g_test_add ("/form/autoplay/" name, FormFixture, "autoplay.xml", form_fixture_set_up, function, form_fixture_tear_down)
  ADD ("reached", test_reached);
  ADD ("film", test_film);
  ADD ("still", test_still);
  ADD ("recording", test_recording);
  ADD ("hidden", test_hidden);
  ADD ("escape", test_escape);
#undef ADD
  g_test_add_func ("/form/autoplay/page", test_page);
  g_test_add_func ("/form/autoplay/respondent", test_respondent);
  return g_test_run ();
}
