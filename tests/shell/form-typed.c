/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Dates in words, places, counters, addresses, stars, and whatever somebody pastes. */

#include <adwaita.h>
#include <math.h>

#include "form-fixture.h"
#include "terrain-date-words.h"
#include "terrain-editors.h"
#include "terrain-number-text.h"
#include "terrain-place-text.h"

static void
words (const char *typed, TerrainDatePrecision precision, const char *value)
{
  g_autofree char *got = NULL, *shown = g_strescape (typed, NULL);
  GDate today, date;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 3, G_DATE_MARCH, 2026);
  if (terrain_date_words_parse (typed, precision, &today, &date))
    got = terrain_date_text_to_value (&date);
  g_test_message ("%s", shown);
  g_assert_cmpstr (got, ==, value);
}

static void
test_date_words (void)
{
  static const char *const none[] = { "",          "3/2/81",    "jui 1981",        "3 feb",         "feb",      "32 feb 81",
                                      "30 feb 81", "today-x",   "3 feb mar 81",  "a 3 feb",  "2026-03-03",
                                      "today+99999999999",      "3 feb 81 12",     "\xff" };

  words ("today", TERRAIN_DATE_DAY, "2026-03-03");
  words ("Today-2", TERRAIN_DATE_DAY, "2026-03-01");
  words ("today - 3", TERRAIN_DATE_DAY, "2026-02-28");
  words ("vandaag+1", TERRAIN_DATE_DAY, "2026-03-04");
  words ("aujourd'hui", TERRAIN_DATE_DAY, "2026-03-03");
  words ("aujourd’hui - 1", TERRAIN_DATE_DAY, "2026-03-02");
  words ("hier", TERRAIN_DATE_DAY, "2026-03-02");
  words ("gisteren", TERRAIN_DATE_DAY, "2026-03-02");
  words ("avant-hier", TERRAIN_DATE_DAY, "2026-03-01");
  words ("demain", TERRAIN_DATE_DAY, "2026-03-04");
  words ("3 feb 81", TERRAIN_DATE_DAY, "1981-02-03");
  words ("3 février 1981", TERRAIN_DATE_DAY, "1981-02-03");
  words ("3 FEVR. 1981", TERRAIN_DATE_DAY, "1981-02-03");
  words ("1er août 26", TERRAIN_DATE_DAY, "2026-08-01");
  words ("3rd of may 2026", TERRAIN_DATE_DAY, NULL);
  words ("3rd may 2026", TERRAIN_DATE_DAY, "2026-05-03");
  words ("14 mrt 2026", TERRAIN_DATE_DAY, "2026-03-14");
  words ("feb 3 1981", TERRAIN_DATE_DAY, "1981-02-03");
  words ("feb 1981", TERRAIN_DATE_MONTH, "1981-02-01");
  words ("today", TERRAIN_DATE_MONTH, "2026-03-01");
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    words (none[i], TERRAIN_DATE_DAY, NULL);
}

static void
place (const char *typed, double latitude, double longitude)
{
  TerrainPlace got;

  g_test_message ("%s", typed);
  g_assert_true (terrain_place_text_parse (typed, &got));
  g_assert_cmpfloat_with_epsilon (got.latitude, latitude, 1e-6);
  g_assert_cmpfloat_with_epsilon (got.longitude, longitude, 1e-6);
}

static void
test_places (void)
{
  static const char *const none[] = { "",           "50.8",          "Brussels",          "91 4",      "50 181",
                                      "50,8,4,3",   "50.8 4.3 N",    "N 50.8 N 4.3",      "50°61' 4°", "1e5 4",
                                      "0x32 4",     "50.8.1 4",      "1 2 3 4 5",         "O 4 N 50",  "50.8466;4.3528;3",
                                      "50 30 4 60 10 12 14", "\xff 4" };
  TerrainPlace got;

  place ("50.8466 4.3528", 50.8466, 4.3528);
  place (" 50.8466, 4.3528 ", 50.8466, 4.3528);
  place ("50,8466 4,3528", 50.8466, 4.3528);
  place ("50,8466; 4,3528", 50.8466, 4.3528);
  place ("-33.86 151.2", -33.86, 151.2);
  place ("33.86 S 151.2 E", -33.86, 151.2);
  place ("4.3528 E, 50.8466 N", 50.8466, 4.3528);
  place ("N 50° 50.796' E 4° 21.168'", 50.8466, 4.3528);
  place ("50°50'47.76\"N 4°21'10.08\"E", 50.8466, 4.3528);
  place ("50°50′47.76″N, 4°21′10.08″E", 50.8466, 4.3528);
  place ("50 50 47.76 4 21 10.08", 50.8466, 4.3528);
  place ("4.3528W 50.8466Z", -50.8466, -4.3528);
  place ("50.8466 4.3528 30 5", 50.8466, 4.3528);
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autofree char *shown = g_strescape (none[i], NULL);

      g_test_message ("%s", shown);
      g_assert_false (terrain_place_text_parse (none[i], &got));
    }

  g_autofree char *value = NULL;
  g_assert_true (terrain_place_text_from_value ("50.8466 4.3528 30 5.5", &got));
  value = terrain_place_text_to_value (&got);
  g_assert_cmpstr (value, ==, "50.8466 4.3528 30 5.5");
}

static void
test_groups (void)
{
  static const char *const cases[][2] = { { "1234567", "1\u202f234\u202f567" }, { "-12345.5", "-12\u202f345.5" },
                                          { "2026", "2026" }, { "", "" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *grouped = terrain_number_text_group (cases[i][0]);
      g_autofree char *back = terrain_number_text_parse (grouped, TRUE);
      g_assert_cmpstr (grouped, ==, cases[i][1]);
      g_assert_cmpstr (back, ==, cases[i][0]);
    }
}

static void
test_date (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/born");

  form_fixture_type_in (question, 0, "3 feb 81");
  form_support_run (400);
  form_fixture_assert_value (fixture, "/data/born", "1981-02-03");
  form_fixture_assert_text (question, "3 February 1981");
  form_fixture_assert_described (question, 0, "Tuesday 3 February 1981");
  g_assert_cmpstr (form_fixture_entry_text (question, 0), ==, "3 feb 81");
  /* As it is typed: how figures are understood, what is half typed, what is none. */
  form_fixture_type_in (question, 0, "81/2/3");
  form_fixture_assert_described (question, 0, "Tuesday 3 February 1981");
  form_fixture_type_in (question, 0, "81/2/4");
  form_fixture_assert_described (question, 0, "Wednesday 4 February 1981");
  form_fixture_type_in (question, 0, "81/2/");
  form_fixture_assert_described (question, 0, NULL);
  form_support_run (400);
  form_fixture_assert_described (question, 0, "“81/2/” is not a date: type it as yyyy-mm-dd. "
                                              "The saved answer is still: 1981-02-03");
  form_fixture_set (fixture, "/data/born", "");
  form_fixture_type_in (question, 0, "");
  form_support_run (400);
  form_fixture_assert_described (question, 0, NULL);
  question = form_fixture_go_to (fixture, "/data/since");
  form_fixture_type_in (question, 0, "oktober 2019");
  form_support_run (400);
  form_fixture_assert_value (fixture, "/data/since", "2019-10-01");
  form_fixture_assert_text (question, "October 2019");
  form_fixture_assert_described (question, 0, "October 2019");
}

static void
test_place (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/place");

  /* What to type is below the entry, where it can wrap: in it is an example alone. */
  form_fixture_assert_described (question, 0, "Latitude and longitude");
  form_fixture_assert_text (question, "50.8466 4.3528 Latitude and longitude");
  form_fixture_type_in (question, 0, "50°50'47.76\"N 4°21'10.08\"E");
  form_fixture_assert_text (question, "50.84660° north, 4.35280° east");
  form_fixture_assert_described (question, 0, "50.84660° north, 4.35280° east");
  g_assert_true (terrain_question_flush (TERRAIN_QUESTION (question)));
  form_fixture_assert_value (fixture, "/data/place", "50.8466 4.3528 0 0");
  /* As it was typed. */
  g_assert_cmpstr (form_fixture_entry_text (question, 0), ==, "50°50'47.76\"N 4°21'10.08\"E");

  /* What a device measured besides is kept where the place is. */
  form_fixture_set (fixture, "/data/place", "51 4 12 5");
  g_assert_cmpstr (form_fixture_entry_text (question, 0), ==, "51 4");
  form_fixture_assert_text (question, "to within 5 m");
  form_fixture_assert_described (question, 0, "51.00000° north, 4.00000° east, to within 5 m");
  g_assert_true (terrain_question_flush (TERRAIN_QUESTION (question)));
  form_fixture_assert_value (fixture, "/data/place", "51 4 12 5");
  form_fixture_type_in (question, 0, "somewhere");
  g_assert_false (terrain_question_flush (TERRAIN_QUESTION (question)));
  form_fixture_assert_text (question, "“somewhere” is not a place");
  form_fixture_assert_text (question, "Latitude and longitude");
  form_fixture_assert_value (fixture, "/data/place", "51 4 12 5");
}

static void
test_way (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/way");

  form_fixture_type_in (question, 0, "50.1 4.1");
  g_assert_false (terrain_question_flush (TERRAIN_QUESTION (question)));
  form_fixture_assert_text (question, "A line has at least 2 places");
  form_fixture_click (question, "Add a Place");
  form_fixture_type_in (question, 1, "50.2 4.2");
  g_assert_true (terrain_question_flush (TERRAIN_QUESTION (question)));
  form_fixture_assert_value (fixture, "/data/way", "50.1 4.1 0 0; 50.2 4.2 0 0");
  form_fixture_assert_described (question, 0, "50.10000° north, 4.10000° east");
  form_fixture_assert_described (question, 1, "50.20000° north, 4.20000° east");

  /* An outline is closed by itself, and shows its first place once. */
  question = form_fixture_go_to (fixture, "/data/area");
  form_fixture_set (fixture, "/data/area", "50 4 0 0; 50 5 0 0; 51 5 0 0; 50 4 0 0");
  g_assert_nonnull (form_support_nth (question, GTK_TYPE_ENTRY, 2));
  g_assert_null (form_support_nth (question, GTK_TYPE_ENTRY, 3));
  form_fixture_click (question, "Add a Place");
  form_fixture_type_in (question, 3, "51 4");
  g_assert_true (terrain_question_flush (TERRAIN_QUESTION (question)));
  form_fixture_assert_value (fixture, "/data/area", "50 4 0 0; 50 5 0 0; 51 5 0 0; 51 4 0 0; 50 4 0 0");
  form_fixture_click (question, "Remove Place 2");
  form_fixture_assert_value (fixture, "/data/area", "50 4 0 0; 51 5 0 0; 51 4 0 0; 50 4 0 0");
}

static void
test_numbers (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/price");

  /* More than nine figures. */
  form_fixture_type_in (question, 0, "12345678901234");
  form_fixture_go_to (fixture, "/data/children");
  form_fixture_assert_value (fixture, "/data/price", "12345678901234");
  g_assert_cmpstr (form_fixture_entry_text (question, 0), ==, "12\u202f345\u202f678\u202f901\u202f234");

  question = form_fixture_go_to (fixture, "/data/children");
  form_fixture_click (question, "One More");
  form_fixture_click (question, "One More");
  form_fixture_assert_value (fixture, "/data/children", "2");
  form_fixture_click (question, "One Less");
  form_fixture_assert_value (fixture, "/data/children", "1");
  form_fixture_click (question, "One Less");
  form_fixture_click (question, "One Less");
  form_fixture_assert_text (question, "No fewer than none.");
  form_fixture_click (question, "One More");
  form_fixture_assert_value (fixture, "/data/children", "0");
}

static void
test_address (FormFixture *fixture, gconstpointer data)
{
  static const char *const pages[] = { "https://safe.brussels/nl", "http://example.org" };
  static const char *const others[] = { "", "safe.brussels", "file:///etc/passwd", "javascript:alert(1)", "https://" };
  GtkWidget *question = form_fixture_go_to (fixture, "/data/page");

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      form_fixture_type_in (question, 0, pages[i]);
      g_assert_true (gtk_widget_get_sensitive (form_fixture_button (question, "Open")));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      form_fixture_type_in (question, 0, others[i]);
      g_assert_false (gtk_widget_get_sensitive (form_fixture_button (question, "Open")));
    }
}

/* On a public screen nothing leads out of the form. */
static void
test_public (void)
{
  TerrainInterview *interview = form_support_interview ("typed.xml");
  GtkWidget *view = terrain_page_view_new_preview (interview);
  GtkWidget *window;

  terrain_page_view_set_large (TERRAIN_PAGE_VIEW (view), TRUE);
  window = form_support_show (view, 720, 800);
  g_assert_true (terrain_page_view_jump (TERRAIN_PAGE_VIEW (view), "/data/page"));
  form_support_run (300);
  form_fixture_type_in (view, 0, "https://safe.brussels/nl");
  g_assert_null (form_fixture_button (view, "Open"));
  gtk_window_destroy (GTK_WINDOW (window));
  form_support_run (50);
  g_assert_finalize_object (interview);
}

static void
test_pasted (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/text");
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (
    GTK_TEXT_VIEW (form_support_find_type (question, GTK_TYPE_TEXT_VIEW)));
  const char *strange = "👩‍👩‍👧‍👦 \u202bשלום\u202c e\u0301 \u200f!";
  g_autoptr (GString) novel = g_string_new (NULL);

  gtk_text_buffer_set_text (buffer, strange, -1);
  g_assert_true (terrain_question_flush (TERRAIN_QUESTION (question)));
  form_fixture_assert_value (fixture, "/data/text", strange);
  while (novel->len < 30000)
    g_string_append (novel, "It was a dark and stormy night; the rain fell in torrents.\n");
  gtk_text_buffer_set_text (buffer, novel->str, -1);
  g_assert_true (terrain_question_flush (TERRAIN_QUESTION (question)));
  form_fixture_assert_value (fixture, "/data/text", novel->str);

  /* More is not taken, and said to be too long; nothing that stood there is lost. */
  g_autofree char *chapter = g_strdup (novel->str);
  while (novel->len < 1000000)
    g_string_append (novel, chapter);
  gtk_text_buffer_set_text (buffer, novel->str, -1);
  form_support_run (400);
  form_fixture_assert_text (question, "characters is too long here");
  g_assert_true (terrain_question_flush (TERRAIN_QUESTION (question)));
  g_assert_true (g_str_equal (form_support_value (fixture->interview, "/data/text"), chapter));
}

static void
test_code (FormFixture *fixture, gconstpointer data)
{
  form_fixture_need_keys ();
  /* A scanner types, and presses Enter: the next question is ready. */
  form_fixture_go_to (fixture, "/data/code");
  form_support_type ("5412345678908");
  form_support_key ("Return");
  form_fixture_assert_value (fixture, "/data/code", "5412345678908");
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/text");
}

static void
test_stars (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/stars");
  GtkWidget *third = form_support_nth (question, GTK_TYPE_BUTTON, 2);

  form_fixture_assert_text (question, "No stars given yet");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (third), GTK_ACCESSIBLE_ROLE_RADIO);
  g_signal_emit_by_name (third, "clicked");
  form_fixture_assert_value (fixture, "/data/stars", "3");
  form_fixture_assert_text (question, "3 stars of 5");
  g_assert_null (gtk_test_accessible_check_state (GTK_ACCESSIBLE (third), GTK_ACCESSIBLE_STATE_CHECKED,
                                                  GTK_ACCESSIBLE_TRISTATE_TRUE));
  form_fixture_need_keys ();
  form_fixture_go_to (fixture, "/data/stars");
  form_support_key ("Right");
  form_fixture_assert_value (fixture, "/data/stars", "4");
  form_support_key ("2");
  form_fixture_assert_value (fixture, "/data/stars", "2");
  form_support_key ("Delete");
  form_fixture_assert_value (fixture, "/data/stars", "");
  form_support_key ("Tab");
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/order");
}

static GtkDropTarget *
drop_target (GtkWidget *row)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (row);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }
  return NULL;
}

static void
test_drag (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/order");
  TerrainItem *item = terrain_question_get_item (TERRAIN_QUESTION (question));
  GtkWidget *first = gtk_widget_get_ancestor (form_fixture_button (question, "Move “Light” Down"), GTK_TYPE_BOX);
  g_autoptr (TerrainChoice) last = g_list_model_get_item (terrain_item_get_choices (item), 2);
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, TERRAIN_TYPE_CHOICE);
  g_value_set_object (&value, last);
  g_signal_emit_by_name (drop_target (first), "drop", &value, 5.0, 5.0, &taken);
  g_assert_true (taken);
  form_fixture_assert_value (fixture, "/data/order", "clean light police");
}

static void
test_scale (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/percent");
  GtkWidget *scale = form_support_find_type (question, GTK_TYPE_SCALE);

  form_fixture_type_in (question, 0, "70");
  form_support_run (400);
  form_fixture_assert_value (fixture, "/data/percent", "70");
  g_assert_cmpfloat (gtk_range_get_value (GTK_RANGE (scale)), ==, 70);
  gtk_range_set_value (GTK_RANGE (scale), 33.4);
  form_fixture_assert_value (fixture, "/data/percent", "33");
  g_assert_cmpstr (form_fixture_entry_text (question, 0), ==, "33");
  form_fixture_type_in (question, 0, "101");
  form_support_run (400);
  form_fixture_assert_value (fixture, "/data/percent", "33");
  form_fixture_assert_text (question, "from 0 to 100");
  form_fixture_set (fixture, "/data/percent", "");
  g_assert_cmpstr (form_fixture_entry_text (question, 0), ==, "");
  g_assert_true (gtk_widget_has_css_class (scale, "unanswered"));
}

/* A button each, also backwards, in halves and below nought. */
static void
test_steps (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/degree");

  form_fixture_assert_text (question, "1.0 0.5 0.0 \u200e-0.5 \u200e-1.0");
  form_fixture_click (question, "\u200e-0.5");
  form_fixture_assert_value (fixture, "/data/degree", "-0.5");
  g_assert_true (gtk_widget_has_css_class (form_fixture_button (question, "\u200e-0.5"), "chosen"));
  form_fixture_set (fixture, "/data/degree", "1");
  g_assert_true (gtk_widget_has_css_class (form_fixture_button (question, "1.0"), "chosen"));
  g_assert_false (gtk_widget_has_css_class (form_fixture_button (question, "\u200e-0.5"), "chosen"));
  /* What is none of them, from elsewhere, is said. */
  form_fixture_set (fixture, "/data/degree", "7.25");
  form_fixture_assert_text (question, "The answer is 7.25.");
}

static void
test_steps_keys (FormFixture *fixture, gconstpointer data)
{
  form_fixture_need_keys ();
  form_fixture_go_to (fixture, "/data/degree");
  form_support_key ("minus");
  form_fixture_assert_value (fixture, "/data/degree", "");
  form_support_type ("1");
  form_fixture_assert_value (fixture, "/data/degree", "-1");
  form_support_key ("Left");
  form_fixture_assert_value (fixture, "/data/degree", "-0.5");
  form_support_type ("0.5");
  form_fixture_assert_value (fixture, "/data/degree", "0.5");
  /* No number begins with a seven. */
  form_support_type ("7");
  form_fixture_assert_value (fixture, "/data/degree", "0.5");
  form_support_key ("Home");
  form_fixture_assert_value (fixture, "/data/degree", "1");
  form_support_key ("Delete");
  form_fixture_assert_value (fixture, "/data/degree", "");
  form_support_key ("Return");
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/count");
}

static void
test_count (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/count");

  form_fixture_assert_text (question, "0 of 12 characters");
  form_fixture_type_in (question, 0, "à l’école é");
  form_fixture_assert_text (question, "11 of 12 characters");
  /* Counted, never cut off. */
  form_fixture_type_in (question, 0, "at the railway station");
  form_fixture_assert_text (question, "10 characters too many");
  g_assert_cmpstr (form_fixture_entry_text (question, 0), ==, "at the railway station");
  form_fixture_set (fixture, "/data/count", "at home");
  form_fixture_assert_text (question, "7 of 12 characters");
  form_fixture_assert_no_text (form_fixture_go_to (fixture, "/data/text"), "characters");
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, function) \
  g_test_add ("/form/typed/" name, FormFixture, "typed.xml", form_fixture_set_up, function, form_fixture_tear_down)
  g_test_add_func ("/form/typed/date-words", test_date_words);
  g_test_add_func ("/form/typed/places", test_places);
  g_test_add_func ("/form/typed/groups", test_groups);
  ADD ("date", test_date);
  ADD ("place", test_place);
  ADD ("way", test_way);
  ADD ("numbers", test_numbers);
  ADD ("address", test_address);
  g_test_add_func ("/form/typed/public", test_public);
  ADD ("pasted", test_pasted);
  ADD ("code", test_code);
  ADD ("stars", test_stars);
  ADD ("drag", test_drag);
  ADD ("scale", test_scale);
  ADD ("steps", test_steps);
  ADD ("steps-keys", test_steps_keys);
  ADD ("count", test_count);
#undef ADD
  return g_test_run ();
}
