/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "page-shots.h"
#include "terrain-quick-hide-page.h"
#include "tile-map.h"
#include "widgets.h"

/* Interviews, from the first question to the thanks. */

#define PRIVATE "/data/s_main/s_vic/g_vic_sens/"

static void
do_with_menu (Shots      *shots,
              const char *type_name,
              const char *action,
              const char *target)
{
  GtkWidget *widget = window_fixture_find (&shots->base, type_name);

  g_assert_nonnull (widget);
  g_assert_true (gtk_widget_activate_action (widget, action, target ? "s" : NULL, target));
}

static gboolean
is_suggested (GtkWidget    *widget,
              gconstpointer data)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "suggested-action");
}

/* The button that leads on, in any language. */
static void
go_on (GtkWidget *top)
{
  GtkWidget *button = widgets_find (top, is_suggested, NULL);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

/* A resident who agreed. */
static void
begin_survey (Shots *shots)
{
  shots_start (shots, "gve_person");
  shots_answer (shots, "/data/s_admin/interview_mode", "1");
  shots_answer (shots, "/data/s_intro/consent", "1");
  shots_answer (shots, "/data/s_screen/age", "34");
  shots_answer (shots, "/data/s_screen/live_where", "bcr");
}

void
scene_interview (Shots *shots)
{
  shots_set_up (shots, TRUE);
  shots_open (shots);
  begin_survey (shots);
  shots_take (shots, "interview");
  shots_answer (shots, "/data/s_main/s_image/image_region", "2");
  shots_answer (shots, "/data/s_main/s_image/unsafe_freq", "3");
  shots_answer (shots, "/data/s_main/s_image/g_place/safe_street_day", "1");
  shots_answer (shots, "/data/s_main/s_image/unsafe_why", "theft drugs");
  shots_go_to (shots, "/data/s_main/s_image/unsafe_freq");
  shots_take (shots, "interview-questions");
  shots_go_to (shots, "/data/s_main/s_image/g_place/safe_station");
  shots_take (shots, "interview-table");
  shots_go_to (shots, "/data/s_screen/res_muni");
  shots_take (shots, "interview-search");
  shots_answer (shots, "/data/s_screen/age", "5");
  shots_go_to (shots, "/data/s_screen/age");
  window_fixture_do (&shots->base, "win.help");
  shots_take (shots, "interview-problem");
  shots_answer (shots, "/data/s_screen/age", "34");
  window_fixture_do (&shots->base, "win.outline");
  shots_take (shots, "interview-outline");
  shots_go_to (shots, "/data/s_screen/age");
  window_fixture_do (&shots->base, "win.language-menu");
  shots_take (shots, "interview-languages");
  gtk_popover_popdown (GTK_POPOVER (window_fixture_find (&shots->base, "GtkPopoverMenu")));
  window_fixture_do (&shots->base, "win.note");
  shots_wait_for_window ("AdwMessageDialog");
  shots_take (shots, "interview-note");
}

/* One question a page, and two languages on it. */
void
scene_pages (Shots *shots)
{
  shots_set_up (shots, TRUE);
  g_settings_set_string (shots->base.settings, "presentation", "page");
  shots_open (shots);
  begin_survey (shots);
  shots_go_to (shots, "/data/s_intro/consent");
  shots_take (shots, "page");
  shots_go_to (shots, "/data/s_main/s_image/unsafe_freq");
  shots_take (shots, "page-question");
  shots_go_to (shots, "/data/s_main/s_image/g_place/safe_street_day");
  shots_take (shots, "page-table");
  shots_go_to (shots, "/data/s_screen/age");
  shots_take (shots, "page-number");
  do_with_menu (shots, "TerrainLanguageMenu", "language.second", "Français (fr)");
  shots_go_to (shots, "/data/s_main/s_image/unsafe_freq");
  shots_take (shots, "page-two-languages");
}

static gboolean
is_saved (gpointer shots)
{
  return g_strcmp0 (window_fixture_value (&((Shots *) shots)->base, "/data/k_core/i_cat"), "") == 0;
}

void
scene_desk (Shots *shots)
{
  shots_set_up (shots, TRUE);
  shots_open (shots);
  shots_start (shots, "lisa_intake");
  shots_take (shots, "desk");
  shots_answer (shots, "/data/k_auto/i_antenna", "gan");
  shots_answer (shots, "/data/k_core/i_lang", "nl");
  shots_answer (shots, "/data/k_core/i_res", "1");
  shots_answer (shots, "/data/k_core/i_cat", "b");
  shots_answer (shots, "/data/k_core/i_out", "3");
  shots_go_to (shots, "/data/k_route/i_appt");
  shots_take (shots, "desk-appointment");
  shots_answer (shots, "/data/k_core/i_out", "1");
  window_fixture_do (&shots->base, "win.save-next");
  widgets_wait (is_saved, shots);
  shots_take (shots, "desk-next");
}

/* An Arabic form in this program, and two languages under each other. */
void
scene_languages (Shots *shots)
{
  shots_set_up (shots, TRUE);
  g_settings_set_string (shots->base.settings, "form-language", "ar");
  shots_open (shots);
  shots_start (shots, "lisa_intake");
  shots_answer (shots, "/data/k_auto/i_antenna", "gan");
  shots_answer (shots, "/data/k_core/i_lang", "ar");
  shots_answer (shots, "/data/k_core/i_cat", "b");
  shots_take (shots, "arabic");
  shots_go_to (shots, "/data/k_core/i_cat");
  shots_take (shots, "arabic-choices");
  do_with_menu (shots, "TerrainLanguageMenu", "language.second", "Nederlands (nl)");
  shots_take (shots, "two-languages");
}

static gboolean
has_mask (GtkWidget    *widget,
          gconstpointer data)
{
  return gtk_widget_has_css_class (widget, "terrain-masked");
}

static gboolean
is_masked (gpointer shots)
{
  return widgets_find (window_fixture_page (&((Shots *) shots)->base), has_mask, NULL) != NULL;
}

/* In the form's own Arabic where the program runs from right to left: the survey has none. */
void
scene_hand_over (Shots *shots)
{
  gboolean arabic = g_str_equal (shots->language, "ar");
  const char *question = arabic ? "/data/private/hurt" : PRIVATE "vic_sexual";
  GtkWidget *page;

  shots_set_up (shots, TRUE);
  window_fixture_import (&shots->base, "tests/shell/forms/sensitive.xml");
  shots_open (shots);
  if (arabic)
    {
      shots_start (shots, "private_visit");
      shots_answer (shots, "/data/private/ok", "yes");
    }
  else
    {
      begin_survey (shots);
      shots_answer (shots, PRIVATE "sens_ok", "1");
    }
  shots_go_to (shots, question);
  shots_take (shots, "hand-over-before");
  window_fixture_do (&shots->base, "win.hand-over");
  shots_wait_for_page (shots, "TerrainHandOverPage");
  shots_take (shots, "hand-over-begin");
  page = window_fixture_page (&shots->base);
  go_on (page);
  window_fixture_question (&shots->base, page, question);
  shots_take (shots, "hand-over-question");
  shots_answer (shots, question, arabic ? "no" : "0");
  shots_take (shots, "hand-over-answered");
  while (!widgets_find_type (page, "AdwStatusPage"))
    go_on (page);
  shots_take (shots, "hand-over-end");
  go_on (page);
  widgets_wait (window_fixture_at_interview, &shots->base);
  widgets_wait (is_masked, shots);
  shots_take (shots, "hand-over-masked");
}

static gboolean
is_hidden (gpointer shots)
{
  return widgets_find_type (GTK_WIDGET (((Shots *) shots)->base.window), "TerrainQuickHidePage") != NULL;
}

static gboolean
asks_pin (gpointer shots)
{
  return widgets_find_type (GTK_WIDGET (((Shots *) shots)->base.window), "GtkPasswordEntry") != NULL;
}

void
scene_hidden (Shots *shots)
{
  g_autofree char *hash = terrain_pin_hash ("2580", NULL);
  GtkWidget *page, *entry;

  shots_set_up (shots, TRUE);
  g_settings_set_string (shots->base.settings, "hide-pin-hash", hash);
  shots_open (shots);
  shots_start (shots, "lisa_intake");
  window_fixture_do (&shots->base, "win.hide");
  widgets_wait (is_hidden, shots);
  shots_take (shots, "hidden");
  page = widgets_find_type (GTK_WIDGET (shots->base.window), "TerrainQuickHidePage");
  terrain_quick_hide_page_ask (TERRAIN_QUICK_HIDE_PAGE (page));
  widgets_wait (asks_pin, shots);
  entry = widgets_find_type (GTK_WIDGET (shots->base.window), "GtkPasswordEntry");
  shots_take (shots, "hidden-pin");
  gtk_editable_set_text (GTK_EDITABLE (entry), "1111");
  g_signal_emit_by_name (entry, "activate");
  shots_take (shots, "hidden-wrong");
}

/* The respondent's screen */

static GtkWidget *
open_screen (Shots *shots)
{
  window_fixture_do (&shots->base, "win.respondent");
  return shots_wait_for_window ("TerrainRespondentWindow");
}

static gboolean
card_shows (gpointer user_data)
{
  GtkWidget *screen = widgets_find_window ("TerrainRespondentWindow");

  return screen && widgets_find_type (screen, user_data) != NULL;
}

void
scene_respondent (Shots *shots)
{
  GtkWidget *screen;

  shots_set_up (shots, TRUE);
  window_fixture_import (&shots->base, "tests/shell/forms/sensitive.xml");
  shots_open (shots);
  begin_survey (shots);
  shots_go_to (shots, "/data/s_main/s_image/unsafe_freq");
  screen = open_screen (shots);
  gtk_window_set_default_size (GTK_WINDOW (screen), shots->width, shots->height);
  widgets_wait (card_shows, (gpointer) "TerrainShowCard");
  shots_take_of (shots, screen, "respondent");
  shots_go_to (shots, "/data/s_main/s_image/g_place/safe_street_day");
  shots_take_of (shots, screen, "respondent-table");
  shots_go_to (shots, "/data/s_screen/age");
  shots_take_of (shots, screen, "respondent-number");
  g_settings_set_boolean (shots->base.settings, "respondent-answers", TRUE);
  shots_go_to (shots, "/data/s_main/s_image/unsafe_freq");
  widgets_wait (card_shows, (gpointer) "TerrainQuestion");
  shots_take_of (shots, screen, "respondent-answers");
  window_fixture_do (&shots->base, "win.review");
  widgets_wait (window_fixture_at_review, &shots->base);
  shots_take_of (shots, screen, "respondent-empty");
  shots_leave (shots);

  g_settings_set_string (shots->base.settings, "form-language", "ar");
  g_settings_set_boolean (shots->base.settings, "respondent-answers", FALSE);
  shots_start (shots, "private_visit");
  shots_answer (shots, "/data/private/ok", "yes");
  shots_go_to (shots, "/data/private/hurt");
  screen = open_screen (shots);
  gtk_window_set_default_size (GTK_WINDOW (screen), shots->width, shots->height);
  widgets_wait (card_shows, (gpointer) "TerrainShowCard");
  shots_take_of (shots, screen, "respondent-arabic");
  shots_go_to (shots, "/data/more/scale");
  shots_take_of (shots, screen, "respondent-arabic-scale");
}

/* Camera and map */

static gboolean
is_seeing (gpointer user_data)
{
  GtkWidget *window = widgets_find_window ("TerrainCameraWindow");
  GtkWidget *button = window ? gtk_window_get_default_widget (GTK_WINDOW (window)) : NULL;

  return button && gtk_widget_get_mapped (button) && gtk_widget_is_sensitive (button);
}

static gboolean
has_camera_button (gpointer question)
{
  GtkWidget *button = widgets_find_type (question, "TerrainCameraButton");

  return button && gtk_widget_get_mapped (button);
}

static void
open_camera (Shots      *shots,
             const char *ref)
{
  GtkWidget *question;

  shots_go_to (shots, ref);
  question = window_fixture_question (&shots->base, NULL, ref);
  widgets_wait (has_camera_button, question);
  g_signal_emit_by_name (widgets_find_type (question, "TerrainCameraButton"), "clicked");
  shots_wait_for_window ("TerrainCameraWindow");
}

void
scene_camera (Shots *shots)
{
  shots_set_up (shots, FALSE);
  window_fixture_import (&shots->base, "tests/shell/forms/camera.xml");
  shots_open (shots);
  shots_start (shots, "camera");
  shots_take (shots, "camera-questions");
  open_camera (shots, "/data/photo");
  widgets_wait (is_seeing, NULL);
  shots_take_moving (shots, "camera-window");
  g_signal_emit_by_name (gtk_window_get_default_widget (GTK_WINDOW (widgets_find_window ("TerrainCameraWindow"))), "clicked");
  shots_take (shots, "camera-taken");
  gtk_window_close (GTK_WINDOW (widgets_find_window ("TerrainCameraWindow")));
  open_camera (shots, "/data/code");
  shots_take_moving (shots, "camera-code");
}

static gboolean
has_map (gpointer question)
{
  return widgets_find_type (question, "TerrainMapView") != NULL;
}

void
scene_map (Shots *shots)
{
  GtkWidget *question;

  shots_set_up (shots, FALSE);
  tile_map_write (shots->base.folder);
  window_fixture_import (&shots->base, "tests/shell/forms/places.xml");
  shots_open (shots);
  shots_start (shots, "places_form");
  shots_answer (shots, "/data/here", "50.8467 4.3525 0 45");
  shots_answer (shots, "/data/pin", "50.8605 4.3609 0 0");
  shots_answer (shots, "/data/area", "50.83 4.33 0 0; 50.83 4.40 0 0; 50.89 4.40 0 0; 50.83 4.33 0 0");
  shots_answer (shots, "/data/seen", "park midi");
  shots_go_to (shots, "/data/here");
  shots_take (shots, "place");
  shots_go_to (shots, "/data/pin");
  question = window_fixture_question (&shots->base, NULL, "/data/pin");
  widgets_wait (has_map, question);
  shots_take (shots, "map");
  shots_go_to (shots, "/data/area");
  shots_take (shots, "map-area");
  shots_go_to (shots, "/data/seen");
  shots_take (shots, "map-choices");
  shots_leave (shots);
  g_settings_set_string (shots->base.settings, "presentation", "page");
  shots_start (shots, "places_form");
  shots_answer (shots, "/data/pin", "50.8605 4.3609 0 0");
  shots_go_to (shots, "/data/pin");
  shots_take (shots, "map-page");
}

/* Counting, and the end */

static gboolean
has_tally (gpointer shots)
{
  return window_fixture_find (&((Shots *) shots)->base, "TerrainTallyTile") != NULL;
}

void
scene_tally (Shots *shots)
{
  GtkWidget *tile;

  shots_set_up (shots, TRUE);
  shots_open (shots);
  shots_start (shots, "outreach_contact");
  shots_answer (shots, "/data/s_ctx/c_org", "dune");
  shots_answer (shots, "/data/s_ctx/c_place", "street");
  shots_answer (shots, "/data/s_contact/c_type", "brief");
  shots_answer (shots, "/data/s_contact/p_mode", "anon");
  shots_go_to (shots, "/data/s_contact/p_mode");
  shots_take (shots, "contact");
  shots_answer (shots, "/data/s_more/has_mat", "1");
  shots_go_to (shots, "/data/s_more/has_mat");
  widgets_wait (has_tally, shots);
  tile = window_fixture_find (&shots->base, "TerrainTallyTile");
  for (guint i = 0; i < 3; i++)
    g_signal_emit_by_name (widgets_find_type (tile, "GtkButton"), "clicked");
  gtk_widget_grab_focus (widgets_find_type (tile, "GtkButton"));
  shots_take (shots, "tally");
}

static void
expand_answers (Shots *shots)
{
  GtkWidget *list = window_fixture_find (&shots->base, "TerrainReviewList");

  g_assert_nonnull (list);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (list), TRUE);
}

void
scene_review (Shots *shots)
{
  shots_set_up (shots, TRUE);
  window_fixture_import (&shots->base, "tests/shell/forms/review.xml");
  shots_open (shots);
  begin_survey (shots);
  shots_answer (shots, "/data/s_main/s_image/unsafe_freq", "3");
  shots_answer (shots, "/data/s_main/s_image/unsafe_why", "theft assault harass drugs");
  shots_answer (shots, "/data/s_screen/age", "5");
  window_fixture_do (&shots->base, "win.review");
  widgets_wait (window_fixture_at_review, &shots->base);
  shots_take (shots, "review-problems");
  window_fixture_do (&shots->base, "win.back");
  widgets_wait (window_fixture_at_interview, &shots->base);
  shots_answer (shots, "/data/s_screen/age", "34");
  shots_answer (shots, "/data/s_main/s_image/unsafe_why", "theft assault");
  shots_answer_rest (window_fixture_session (&shots->base));
  window_fixture_do (&shots->base, "win.review");
  widgets_wait (window_fixture_at_review, &shots->base);
  shots_take (shots, "review-ready");
  expand_answers (shots);
  shots_take (shots, "review-answers");
  shots_leave (shots);

  shots_start (shots, "review");
  shots_answer (shots, "/data/who/age", "105");
  shots_answer (shots, "/data/why/reason", "97");
  shots_answer (shots, "/data/why/other", "dogs");
  shots_answer (shots, "/data/why/reason", "1");
  shots_go_to (shots, "/data/who/age");
  shots_take (shots, "warning");
  window_fixture_do (&shots->base, "win.review");
  widgets_wait (window_fixture_at_review, &shots->base);
  shots_take (shots, "review-warning");
}

void
scene_thanks (Shots *shots)
{
  shots_set_up (shots, TRUE);
  shots_open (shots);
  begin_survey (shots);
  shots_answer (shots, "/data/s_main/s_vic/g_vic_per/vic_robbery", "1");
  shots_answer_rest (window_fixture_session (&shots->base));
  window_fixture_do (&shots->base, "win.review");
  widgets_wait (window_fixture_at_review, &shots->base);
  window_fixture_do (&shots->base, "win.complete");
  widgets_wait (window_fixture_at_end, &shots->base);
  shots_take (shots, "thanks");
}
