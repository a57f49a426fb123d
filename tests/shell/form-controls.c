/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every control, both ways: what a person does becomes the answer, what the interview says is shown. */

#include <adwaita.h>
#include <terrain-shell-form.h>

#include "form-fixture.h"
#include "terrain-choice-row.h"

static void
test_text (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/a/text");

  form_fixture_type_in (question, 0, "Bourse");
  form_fixture_assert_value (fixture, "/data/a/text", "");
  form_support_run (400);
  form_fixture_assert_value (fixture, "/data/a/text", "Bourse");
  form_fixture_set (fixture, "/data/a/text", "Flagey");
  g_assert_cmpstr (form_fixture_entry_text (question, 0), ==, "Flagey");

  /* Leaving hands over at once. */
  form_fixture_type_in (question, 0, "Midi");
  form_fixture_go_to (fixture, "/data/a/int");
  form_fixture_assert_value (fixture, "/data/a/text", "Midi");
  form_fixture_assert_text (question, "A street, a square, a station");
  gtk_widget_activate_action (question, "question.guidance", NULL);
  form_support_run (300);
  form_fixture_assert_text (question, "do not insist");
}

static void
test_lines (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/a/lines");
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (
    GTK_TEXT_VIEW (form_support_find_type (question, GTK_TYPE_TEXT_VIEW)));
  g_autofree char *shown = NULL;

  gtk_text_buffer_set_text (buffer, "one\ntwo", -1);
  form_support_run (400);
  form_fixture_assert_value (fixture, "/data/a/lines", "one\ntwo");
  form_fixture_set (fixture, "/data/a/lines", "three");
  g_object_get (buffer, "text", &shown, NULL);
  g_assert_cmpstr (shown, ==, "three");
}

static void
test_masked (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/a/secret");
  GtkWidget *entry = form_support_find_type (question, GTK_TYPE_PASSWORD_ENTRY);

  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "hush");
  form_support_run (400);
  form_fixture_assert_value (fixture, "/data/a/secret", "hush");
}

static void
test_number (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/a/int");
  GtkWidget *entry = form_support_find_type (question, GTK_TYPE_ENTRY);

  form_fixture_type_in (question, 0, "34");
  form_support_run (400);
  form_fixture_assert_value (fixture, "/data/a/int", "34");

  /* No number: what is typed stays, and so does the answer; both are said. */
  form_fixture_type_in (question, 0, "12x");
  form_support_run (400);
  form_fixture_assert_value (fixture, "/data/a/int", "34");
  g_assert_cmpstr (form_fixture_entry_text (question, 0), ==, "12x");
  form_fixture_assert_text (question, "“12x” is not a whole number");
  form_fixture_assert_text (question, "34");
  g_assert_null (gtk_test_accessible_check_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                                                  GTK_ACCESSIBLE_INVALID_TRUE));
  g_assert_false (terrain_form_view_flush (TERRAIN_FORM_VIEW (fixture->view)));

  /* A constraint: kept, marked. */
  form_fixture_type_in (question, 0, "12");
  form_support_run (400);
  form_fixture_assert_value (fixture, "/data/a/int", "12");
  form_fixture_assert_text (question, "Only people of 18 and over are interviewed.");
  g_assert_true (terrain_form_view_flush (TERRAIN_FORM_VIEW (fixture->view)));
  form_fixture_type_in (question, 0, "21");
  form_support_run (400);
  form_fixture_assert_no_text (question, "Only people");
  g_assert_null (gtk_test_accessible_check_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                                                  GTK_ACCESSIBLE_INVALID_FALSE));
}

static void
test_decimal (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/a/dec");

  form_fixture_type_in (question, 0, "12,50");
  form_support_run (400);
  g_assert_cmpfloat (g_ascii_strtod (form_support_value (fixture->interview, "/data/a/dec"), NULL), ==, 12.5);
  /* What one typed is not rewritten under one's fingers. */
  g_assert_cmpstr (form_fixture_entry_text (question, 0), ==, "12,50");
  form_fixture_set (fixture, "/data/a/dec", "3.25");
  g_assert_cmpstr (form_fixture_entry_text (question, 0), ==, "3.25");
}

static void
test_date (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/b/date");

  form_fixture_type_in (question, 0, "2026-03-03");
  form_support_run (400);
  form_fixture_assert_value (fixture, "/data/b/date", "2026-03-03");
  form_fixture_assert_text (question, "Tuesday 3 March 2026");
  form_fixture_type_in (question, 0, "2026-02-30");
  form_support_run (400);
  form_fixture_assert_text (question, "is not a date");
  form_fixture_assert_value (fixture, "/data/b/date", "2026-03-03");
  form_fixture_set (fixture, "/data/b/date", "1999-12-31");
  g_assert_cmpstr (form_fixture_entry_text (question, 0), ==, "1999-12-31");
  form_fixture_assert_no_text (question, "is not a date");

  question = form_fixture_go_to (fixture, "/data/b/month");
  form_fixture_type_in (question, 0, "03/2026");
  form_support_run (400);
  form_fixture_assert_value (fixture, "/data/b/month", "2026-03-01");
  form_fixture_assert_text (question, "March 2026");
}

static void
test_time (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/b/time");

  form_fixture_type_in (question, 0, "14h30");
  form_support_run (400);
  g_assert_true (g_str_has_prefix (form_support_value (fixture->interview, "/data/b/time"), "14:30"));
  form_fixture_type_in (question, 0, "25:00");
  form_support_run (400);
  form_fixture_assert_text (question, "is not a time");
}

static void
test_date_time (FormFixture *fixture, gconstpointer data)
{
  g_autofree char *before = g_strdup (form_support_value (fixture->interview, "/data/b/moment"));
  GtkWidget *question = form_fixture_go_to (fixture, "/data/b/moment");

  g_assert_cmpstr (form_fixture_entry_text (question, 0), ==, "2026-03-03");
  g_assert_cmpstr (form_fixture_entry_text (question, 1), ==, "14:30");
  /* Passing through answers nothing. */
  form_fixture_go_to (fixture, "/data/b/time");
  form_fixture_assert_value (fixture, "/data/b/moment", before);

  form_fixture_type_in (question, 1, "9:05");
  form_support_run (400);
  g_assert_true (g_str_has_prefix (form_support_value (fixture->interview, "/data/b/moment"), "2026-03-03T09:05:00"));
  form_fixture_type_in (question, 1, "");
  form_fixture_go_to (fixture, "/data/b/date");
  form_fixture_assert_text (question, "The time is missing");
}

static void
test_select_one (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/c/one");

  gtk_widget_activate_action (GTK_WIDGET (form_fixture_row (question, 2)), "choice.choose", NULL);
  form_fixture_assert_value (fixture, "/data/c/one", "3");
  form_fixture_assert_checked (form_fixture_row (question, 2), TRUE);
  form_fixture_set (fixture, "/data/c/one", "1");
  form_fixture_assert_checked (form_fixture_row (question, 0), TRUE);
  form_fixture_assert_checked (form_fixture_row (question, 2), FALSE);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (form_fixture_row (question, 0)), GTK_ACCESSIBLE_ROLE_RADIO);

  question = form_fixture_go_to (fixture, "/data/c/likert");
  gtk_widget_activate_action (GTK_WIDGET (form_fixture_row (question, 4)), "choice.choose", NULL);
  form_fixture_assert_value (fixture, "/data/c/likert", "5");
}

static void
test_select_several (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/c/several");

  gtk_widget_activate_action (GTK_WIDGET (form_fixture_row (question, 2)), "choice.choose", NULL);
  gtk_widget_activate_action (GTK_WIDGET (form_fixture_row (question, 0)), "choice.choose", NULL);
  form_fixture_assert_value (fixture, "/data/c/several", "foot metro");
  gtk_widget_activate_action (GTK_WIDGET (form_fixture_row (question, 2)), "choice.choose", NULL);
  form_fixture_assert_value (fixture, "/data/c/several", "foot");
  form_fixture_set (fixture, "/data/c/several", "bike");
  form_fixture_assert_checked (form_fixture_row (question, 0), FALSE);
  form_fixture_assert_checked (form_fixture_row (question, 1), TRUE);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (form_fixture_row (question, 0)), GTK_ACCESSIBLE_ROLE_CHECKBOX);

  /* Narrowing a long list leaves what is chosen outside it. */
  question = form_fixture_go_to (fixture, "/data/c/many");
  gtk_widget_activate_action (GTK_WIDGET (form_fixture_row (question, 0)), "choice.choose", NULL);
  gtk_editable_set_text (GTK_EDITABLE (form_support_find_type (question, GTK_TYPE_SEARCH_ENTRY)), "BROUCKERE");
  form_support_run (500);
  form_fixture_assert_no_text (question, "Rue Neuve");
  gtk_widget_activate_action (GTK_WIDGET (form_fixture_row (question, 0)), "choice.choose", NULL);
  form_fixture_assert_value (fixture, "/data/c/many", "s1 s5");
}

static void
test_search (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/c/long");

  form_fixture_type_in (question, 0, "naamse");
  form_support_run (100);
  form_fixture_assert_value (fixture, "/data/c/long", "");
  g_assert_true (terrain_question_flush (TERRAIN_QUESTION (question)));
  form_fixture_assert_value (fixture, "/data/c/long", "s3");
  g_assert_cmpstr (form_fixture_entry_text (question, 0), ==, "Rue de Namur - Naamsestraat");

  form_fixture_type_in (question, 0, "rue");
  g_assert_false (terrain_question_flush (TERRAIN_QUESTION (question)));
  form_fixture_assert_text (question, "fits several answers");
  form_fixture_type_in (question, 0, "nowhere");
  g_assert_false (terrain_question_flush (TERRAIN_QUESTION (question)));
  form_fixture_assert_text (question, "is not in the list");
  form_fixture_assert_value (fixture, "/data/c/long", "s3");
  form_fixture_type_in (question, 0, "");
  g_assert_true (terrain_question_flush (TERRAIN_QUESTION (question)));
  form_fixture_assert_value (fixture, "/data/c/long", "");
  form_fixture_set (fixture, "/data/c/long", "s1");
  g_assert_cmpstr (form_fixture_entry_text (question, 0), ==, "Rue Neuve - Nieuwstraat");
}

static void
test_rank (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/c/rank");

  /* Light, police, cleanliness: buttons up and down of each. */
  g_signal_emit_by_name (form_support_nth (question, GTK_TYPE_BUTTON, 3), "clicked");
  form_fixture_assert_value (fixture, "/data/c/rank", "light clean police");
  form_fixture_set (fixture, "/data/c/rank", "police light clean");
  g_autofree char *text = form_support_dup_text (question);
  g_assert_nonnull (strstr (text, "1 Police 2 Light 3 Cleanliness"));
}

static void
test_range (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/d/range");

  g_assert_null (form_support_find_type (question, GTK_TYPE_SCALE));
  form_fixture_click (question, "7");
  form_fixture_assert_value (fixture, "/data/d/range", "7");
  form_fixture_set (fixture, "/data/d/range", "");
  g_assert_false (gtk_widget_has_css_class (form_fixture_button (question, "7"), "chosen"));
  form_fixture_need_keys ();
  form_fixture_go_to (fixture, "/data/d/range");
  form_support_type ("10");
  form_fixture_assert_value (fixture, "/data/d/range", "10");
}

static void
test_others (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/d/trigger");
  GtkWidget *check = form_support_find_type (question, GTK_TYPE_CHECK_BUTTON);

  gtk_widget_activate (check);
  form_fixture_assert_value (fixture, "/data/d/trigger", "OK");
  form_fixture_set (fixture, "/data/d/trigger", "");
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));

  /* A file that is not here is said to be missing, and stays the answer. */
  question = form_fixture_go_to (fixture, "/data/d/photo");
  form_support_run (100);
  form_fixture_assert_text (question, "old.jpg");
  form_fixture_assert_value (fixture, "/data/d/photo", "old.jpg");
  g_assert_true (terrain_form_view_focus_next (TERRAIN_FORM_VIEW (fixture->view)));
  g_assert_cmpstr (terrain_form_view_get_current_ref (TERRAIN_FORM_VIEW (fixture->view)), ==, "/data/d/geo");

  question = form_fixture_go_to (fixture, "/data/d/geo");
  form_fixture_type_in (question, 0, "50.8466 4.3528 0 0");
  g_assert_true (terrain_question_flush (TERRAIN_QUESTION (question)));
  form_fixture_assert_value (fixture, "/data/d/geo", "50.8466 4.3528 0 0");
}

static void
test_readonly (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_support_question (fixture->view, "/data/d/shown");

  form_fixture_assert_text (question, "locked");
  g_assert_null (form_support_find_type (question, GTK_TYPE_ENTRY));
  question = form_support_question (fixture->view, "/data/d/only_one");
  form_fixture_set (fixture, "/data/d/only_one", "typed before");
  g_assert_nonnull (form_support_find_type (question, GTK_TYPE_ENTRY));
  form_fixture_set (fixture, "/data/a/int", "77");
  form_support_run (50);
  g_assert_null (form_support_find_type (question, GTK_TYPE_ENTRY));
  form_fixture_assert_text (question, "typed before");
  g_assert_false (terrain_form_view_focus_ref (TERRAIN_FORM_VIEW (fixture->view), "/data/d/only_one"));
}

/* Real keys */

static void
test_keys_typing (FormFixture *fixture, gconstpointer data)
{
  form_fixture_need_keys ();
  form_fixture_go_to (fixture, "/data/a/text");
  form_support_type ("Anneessens");
  form_support_key ("Return");
  form_fixture_assert_value (fixture, "/data/a/text", "Anneessens");
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/a/lines");
  form_support_type ("a");
  form_support_key ("Return");
  form_support_type ("b");
  form_support_key ("ctrl+Return");
  form_fixture_assert_value (fixture, "/data/a/lines", "a\nb");
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/a/secret");
  form_support_key ("shift+Return");
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/a/lines");

  /* What is no number holds Enter back. */
  form_fixture_go_to (fixture, "/data/a/int");
  form_support_type ("3o");
  form_support_key ("Return");
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/a/int");
  form_support_key ("BackSpace");
  form_support_key ("Return");
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/a/dec");
  form_fixture_assert_value (fixture, "/data/a/int", "3");

  form_support_key ("ctrl+Next");
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/b/date");
  form_support_key ("ctrl+Prior");
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/a/text");
}

static void
test_keys_choosing (FormFixture *fixture, gconstpointer data)
{
  form_fixture_need_keys ();
  /* Enter alone passes an optional question by without an answer. */
  form_fixture_go_to (fixture, "/data/c/one");
  form_support_key ("Return");
  form_fixture_assert_value (fixture, "/data/c/one", "");
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/c/quick");
  /* "quick" goes on by itself. */
  form_support_key ("2");
  form_fixture_assert_value (fixture, "/data/c/quick", "no");
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/c/several");
  form_support_key ("1");
  form_support_key ("3");
  form_fixture_assert_value (fixture, "/data/c/several", "foot metro");
  form_support_key ("Return");
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/c/long");
  form_support_type ("fontainas");
  form_support_key ("Return");
  form_fixture_assert_value (fixture, "/data/c/long", "s8");
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/c/many");

  form_fixture_go_to (fixture, "/data/c/one");
  form_support_key ("Down");
  form_support_key ("space");
  form_fixture_assert_value (fixture, "/data/c/one", "2");
  form_support_key ("Down");
  form_support_key ("Return");
  form_fixture_assert_value (fixture, "/data/c/one", "3");
  form_fixture_go_to (fixture, "/data/c/one");
  form_support_key ("Delete");
  form_fixture_assert_value (fixture, "/data/c/one", "");
  form_support_key ("Tab");
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/c/quick");
  form_support_key ("KP_1");
  form_fixture_assert_value (fixture, "/data/c/quick", "yes");
}

/* UX-04: on a Belgian keyboard the third key of the row gives ", and still chooses the third answer. */
static void
test_keys_azerty (FormFixture *fixture, gconstpointer data)
{
  g_autofree char *tool = g_find_program_in_path ("setxkbmap");

  form_fixture_need_keys ();
  if (tool == NULL)
    {
      g_test_skip ("setxkbmap is not installed");
      return;
    }
  g_assert_true (g_spawn_command_line_sync ("setxkbmap be", NULL, NULL, NULL, NULL));
  form_support_run (200);
  form_fixture_go_to (fixture, "/data/c/one");
  form_support_key ("12");
  g_spawn_command_line_sync ("setxkbmap us", NULL, NULL, NULL, NULL);
  form_support_run (100);
  form_fixture_assert_value (fixture, "/data/c/one", "3");
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, function) g_test_add ("/form/controls/" name, FormFixture, "controls.xml", form_fixture_set_up, function, form_fixture_tear_down)
  ADD ("text", test_text);
  ADD ("lines", test_lines);
  ADD ("masked", test_masked);
  ADD ("number", test_number);
  ADD ("decimal", test_decimal);
  ADD ("date", test_date);
  ADD ("time", test_time);
  ADD ("date-time", test_date_time);
  ADD ("select-one", test_select_one);
  ADD ("select-several", test_select_several);
  ADD ("search", test_search);
  ADD ("rank", test_rank);
  ADD ("range", test_range);
  ADD ("others", test_others);
  ADD ("readonly", test_readonly);
  ADD ("keys/typing", test_keys_typing);
  ADD ("keys/choosing", test_keys_choosing);
  ADD ("keys/azerty", test_keys_azerty);
#undef ADD
  return g_test_run ();
}
