/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-paper.h"
#include "terrain-review-list.h"
#include "widgets.h"
#include "window-fixture.h"

/* A date that is asked in another calendar, wherever the window says it: in both. */

#define FORM "tests/shell/forms/calendars.xml"
#define BOTH "12 Meskerem 2013 – 22 September 2020"

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

/* In the review, where a problem is listed with what is wrong; and after the draft was left. */
static void
test_review (WindowFixture *fixture,
             gconstpointer  data)
{
  window_fixture_start (fixture, FORM, "Calendars");
  window_fixture_type (fixture, "/data/born", "12 Meskerem 2013");
  window_fixture_type (fixture, "/data/moved", "6 Ashwin 2077");
  g_assert_cmpstr (window_fixture_value (fixture, "/data/born"), ==, "2020-09-22");
  window_fixture_do (fixture, "win.review");
  widgets_wait (window_fixture_at_review, fixture);
  window_fixture_wait_for_page_text (fixture, "Say the day.");
  window_fixture_do (fixture, "win.back");
  widgets_wait (window_fixture_at_interview, fixture);

  window_fixture_do (fixture, "win.keep-draft");
  window_fixture_resume (fixture);
  g_assert_true (widgets_shows (window_fixture_question (fixture, NULL, "/data/born"), BOTH));
  g_assert_cmpstr (window_fixture_value (fixture, "/data/born"), ==, "2020-09-22");
}

/* The answers as a person reads them, before they are sent. */
static void
test_answered (WindowFixture *fixture,
               gconstpointer  data)
{
  g_autoptr (GtkWidget) list = g_object_ref_sink (terrain_review_list_new (TERRAIN_REVIEW_ANSWERED));

  window_fixture_start (fixture, FORM, "Calendars");
  window_fixture_type (fixture, "/data/born", "12 Meskerem 2013");
  window_fixture_type (fixture, "/data/since", "1/2013");
  terrain_review_list_refresh (TERRAIN_REVIEW_LIST (list), window_fixture_interview (fixture));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (list), TRUE);
  g_assert_nonnull (widgets_find_text (list, "AdwActionRow", BOTH));
  g_assert_nonnull (widgets_find_text (list, "AdwActionRow", "Meskerem 2013 (11 September 2020 – 10 October 2020)"));
}

/* The respondent types on a screen of their own; without that right the screen knows no answer. */
static void
test_respondent (WindowFixture *fixture,
                 gconstpointer  data)
{
  GtkWidget *screen, *question;

  g_settings_set_boolean (fixture->settings, "respondent-answers", TRUE);
  window_fixture_start (fixture, FORM, "Calendars");
  window_fixture_do (fixture, "win.respondent");
  widgets_run (100);
  screen = find_screen ();
  g_assert_nonnull (screen);
  window_fixture_go_to (fixture, "/data/born");
  question = window_fixture_question (fixture, screen, "/data/born");
  gtk_editable_set_text (GTK_EDITABLE (widgets_find_type (question, "GtkText")), "12 መስከረም 2013");
  widgets_run (400);
  g_assert_cmpstr (window_fixture_value (fixture, "/data/born"), ==, "2020-09-22");
  g_assert_true (widgets_shows (question, BOTH));
  g_assert_true (widgets_shows (window_fixture_question (fixture, NULL, "/data/born"), BOTH));

  g_settings_set_boolean (fixture->settings, "respondent-answers", FALSE);
  widgets_run (100);
  g_assert_false (widgets_shows (screen, "Meskerem"));
}

/* (transfer full) */
static char *
dup_text (const TerrainPaper *paper)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < paper->blocks->len; i++)
    {
      const TerrainPaperBlock *block = paper->blocks->pdata[i];
      g_autofree char *plain = NULL;

      if (block->markup)
        g_assert_true (pango_parse_markup (block->markup, -1, 0, NULL, &plain, NULL, NULL));
      g_string_append_printf (text, "%s\n", plain ? plain : "");
    }
  return g_string_free (text, FALSE);
}

static void
test_paper (WindowFixture *fixture,
            gconstpointer  data)
{
  g_autofree char *english = NULL, *french = NULL, *blank_text = NULL;
  g_autoptr (TerrainPaper) record = NULL, other = NULL, blank = NULL;
  TerrainInterview *interview;
  g_autoptr (GError) error = NULL;

  window_fixture_start (fixture, FORM, "Calendars");
  window_fixture_type (fixture, "/data/born", "12 Meskerem 2013");
  interview = window_fixture_interview (fixture);
  terrain_interview_answer (interview, "/data/came", "2020-05-12T14:30:00.000Z", &error);
  g_assert_no_error (error);
  terrain_interview_answer (interview, "/data/other", "2020-09-22", &error);
  g_assert_no_error (error);

  record = terrain_paper_new_record (interview, NULL, NULL, NULL);
  english = dup_text (record);
  g_assert_nonnull (strstr (english, "When were you born?\n" BOTH "\n"));
  g_assert_nonnull (strstr (english, "23 Ordibehesht 1399 – 12 May 2020, 14:30\n"));
  /* The system's names of months are there only in the system's language. */
  g_assert_true (strstr (english, "A calendar that nobody knows\n22 September 2020\n")
                 || strstr (english, "A calendar that nobody knows\n2020-09-22\n"));

  terrain_interview_set_language (interview, "Français (fr)", &error);
  g_assert_no_error (error);
  other = terrain_paper_new_record (interview, NULL, NULL, NULL);
  french = dup_text (other);
  g_assert_nonnull (strstr (french, "12 mäskäräm 2013 – 22 septembre 2020\n"));

  terrain_interview_set_language (interview, "English (en)", &error);
  blank = terrain_paper_new_blank (interview);
  blank_text = dup_text (blank);
  g_assert_nonnull (strstr (blank_text, "Ethiopian calendar\nday / month / year\n"));
  g_assert_nonnull (strstr (blank_text, "Ethiopian calendar\nmonth / year\n"));
  g_assert_nonnull (strstr (blank_text, "Persian calendar\nday / month / year, hours : minutes\n"));
  g_assert_nonnull (strstr (blank_text, "A calendar that nobody knows (optional)\nday / month / year\n"));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

#define ADD(name, test) \
  g_test_add ("/shell/calendars/" name, WindowFixture, NULL, window_fixture_set_up, test, window_fixture_tear_down)
  ADD ("review", test_review);
  ADD ("answered", test_answered);
  ADD ("respondent", test_respondent);
  ADD ("paper", test_paper);
  return g_test_run ();
}
