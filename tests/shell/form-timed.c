/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Timed tests of reading ("x-timed-grid"): how a form asks for one, the answer and figures of Collect's, and the clock. */

#include <adwaita.h>

#include "form-fixture.h"
#include "terrain-editors.h"
#include "terrain-timed-grid.h"

static TerrainTimedGridSettings *
settings_of (const char *appearance)
{
  g_autofree char *xml = g_strdup_printf (
    "<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:head><h:title>T</h:title>"
    "<model><instance><data id=\"t\"><q/><meta><instanceID/></meta></data></instance></model></h:head><h:body>"
    "<select ref=\"/data/q\" appearance=\"%s\"><item><label>a</label><value>a</value></item></select></h:body></h:html>",
    appearance);
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));
  g_autoptr (TerrainEnvironment) environment = terrain_environment_new (NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainForm) form = terrain_form_parse (bytes, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (TerrainInterview) interview = terrain_interview_new (form, environment);
  TerrainItem *item = terrain_interview_find_item (interview, "/data/q");

  if (terrain_editor_pick (item) != TERRAIN_TYPE_TIMED_GRID_EDITOR)
    return NULL;
  return terrain_timed_grid_settings_new (terrain_item_get_control (item));
}

static void
check (const char *appearance, TerrainTimedGridType type, guint columns, guint rows, guint duration, guint end_after,
       gboolean strict, gboolean pause, guint finish, const char *all_right)
{
  g_autoptr (TerrainTimedGridSettings) settings = settings_of (appearance);

  g_test_message ("%s", appearance);
  g_assert_nonnull (settings);
  g_assert_cmpint (settings->type, ==, type);
  g_assert_cmpuint (settings->columns, ==, columns);
  g_assert_cmpuint (settings->page_rows, ==, rows);
  g_assert_cmpuint (settings->duration, ==, duration);
  g_assert_cmpuint (settings->end_after, ==, end_after);
  g_assert_cmpint (settings->strict, ==, strict);
  g_assert_cmpint (settings->pause, ==, pause);
  g_assert_cmpuint (settings->finish, ==, finish);
  g_assert_cmpstr (settings->all_right, ==, all_right);
}

static void
test_settings (void)
{
  static const char *const others[] = { "x-timed-gridlock", "columns x-timed-grid(type=words)", "minimal", "x-timed" };

  check ("x-timed-grid", TERRAIN_TIMED_GRID_LETTERS, 10, 5, 120, 5, FALSE, FALSE, 1, "999");
  check ("x-timed-grid()", TERRAIN_TIMED_GRID_LETTERS, 10, 5, 120, 5, FALSE, FALSE, 1, "999");
  check ("x-timed-grid(type=7, columns=3)", TERRAIN_TIMED_GRID_LETTERS, 7, 5, 120, 5, FALSE, FALSE, 1, "999");
  check ("x-timed-grid(type = WORDS , duration= 60)", TERRAIN_TIMED_GRID_WORDS, 5, 5, 60, 5, FALSE, FALSE, 1, "999");
  check ("x-timed-grid(type=arithmetic,page-rows=3,end-after=0,strict=true,pause=1,all-answered=none,finish=3)",
         TERRAIN_TIMED_GRID_ARITHMETIC, 2, 3, 120, 0, TRUE, TRUE, 3, "none");
  check ("x-timed-grid(type=numbers, columns=4)", TERRAIN_TIMED_GRID_NUMBERS, 4, 5, 120, 5, FALSE, FALSE, 1, "999");
  check ("x-timed-grid(type=reading)", TERRAIN_TIMED_GRID_READING, 1, 5, 120, 5, FALSE, FALSE, 1, "999");
  /* What nobody can mean is left out. */
  check ("x-timed-grid(type=songs, columns=-1, page-rows=x, duration=99999999999, end-after=, strict=maybe, finish=9",
         TERRAIN_TIMED_GRID_LETTERS, 10, 5, 120, 5, FALSE, FALSE, 1, "999");
  check ("x-timed-grid(columns=0, duration=0, page-rows=0, finish=0)", TERRAIN_TIMED_GRID_LETTERS, 1, 1, 1, 5, FALSE, FALSE,
         1, "999");
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_null (settings_of (others[i]));
}

static GtkWidget *
go_to (FormFixture *fixture, const char *ref)
{
  GtkWidget *question = form_fixture_go_to (fixture, ref);

  g_assert_nonnull (form_support_find_type (question, TERRAIN_TYPE_TIMED_GRID_EDITOR));
  return question;
}

static GtkWidget *
turn_to (GtkWidget *question, const char *label)
{
  GtkWidget *button = form_fixture_button (question, label);

  if (button == NULL)
    g_error ("There is no button “%s”.", label);
  return button;
}

static void
press (GtkWidget *question, const char *label)
{
  GtkWidget *button = turn_to (question, label);

  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  form_support_run (20);
}

static void
assert_pressable (GtkWidget *question, const char *label, gboolean pressable)
{
  g_assert_cmpint (gtk_widget_is_sensitive (turn_to (question, label)), ==, pressable);
}

/* From the first word to the figures; nothing is answered before the end. */
static void
test_whole (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = go_to (fixture, "/data/words");

  form_fixture_assert_text (question, "The test takes 600 seconds.");
  form_fixture_assert_no_text (question, "All right");
  assert_pressable (question, "cat", FALSE);
  g_assert_true (terrain_question_flush (TERRAIN_QUESTION (question)));
  press (question, "Start");
  form_fixture_assert_text (question, "seconds left");
  press (question, "cat");
  press (question, "sat");
  press (question, "sat");
  press (question, "mat");
  g_assert_true (gtk_widget_has_css_class (turn_to (question, "mat"), "wrong"));
  g_assert_false (gtk_widget_has_css_class (turn_to (question, "sat"), "wrong"));
  form_fixture_assert_value (fixture, "/data/words", "");

  /* One does not go on while it runs. */
  g_assert_false (terrain_question_flush (TERRAIN_QUESTION (question)));
  form_fixture_assert_text (question, "A test is under way: end it first.");
  press (question, "Pause");
  assert_pressable (question, "the", FALSE);
  form_fixture_assert_text (question, "The clock stands still.");
  press (question, "Go On");

  /* Eight on a page: the ninth is on the next one. */
  g_assert_null (form_fixture_button (question, "one"));
  press (question, "Next Page");
  form_fixture_assert_text (question, "Page 2 of 2");
  press (question, "one");
  press (question, "End the Test");
  form_fixture_assert_text (question, "End the test now?");
  press (question, "Go On");
  press (question, "End the Test");
  press (question, "End the Test");
  form_fixture_assert_text (question, "Press the last one that was reached.");
  g_assert_false (terrain_question_flush (TERRAIN_QUESTION (question)));
  form_fixture_assert_text (question, "Say which one was the last, then finish.");
  assert_pressable (question, "Finish", FALSE);
  press (question, "Previous Page");
  assert_pressable (question, "mat", FALSE);
  press (question, "Next Page");
  press (question, "dog");
  press (question, "red");
  press (question, "Finish");

  form_fixture_assert_value (fixture, "/data/words", "w2 w6 w9 w11");
  form_fixture_assert_text (question, "11 reached, 3 wrong");
  form_fixture_assert_value (fixture, "/data/attempted", "11");
  form_fixture_assert_value (fixture, "/data/wrong", "3");
  form_fixture_assert_value (fixture, "/data/right", "8");
  form_fixture_assert_value (fixture, "/data/line", "0");
  form_fixture_assert_value (fixture, "/data/correct", "the, sat, on, a, and, saw, big, red");
  form_fixture_assert_value (fixture, "/data/open", "dog, run");
  form_fixture_assert_value (fixture, "/data/unknown", "");
  form_fixture_assert_value (fixture, "/data/other", "");
  g_assert_cmpint (atoi (form_support_value (fixture->interview, "/data/left")), >, 400);
  g_assert_cmpint (atoi (form_support_value (fixture->interview, "/data/left")), <=, 600);
  g_assert_true (terrain_question_flush (TERRAIN_QUESTION (question)));

  /* One step: test and figures go together, and come back. */
  g_assert_true (terrain_interview_undo (fixture->interview, NULL, NULL));
  form_fixture_assert_value (fixture, "/data/words", "");
  form_fixture_assert_value (fixture, "/data/attempted", "");
  form_fixture_assert_value (fixture, "/data/correct", "");
  form_fixture_assert_text (question, "The test takes 600 seconds.");
  g_assert_true (terrain_interview_redo (fixture->interview, NULL, NULL));
  form_fixture_assert_text (question, "11 reached, 3 wrong");
}

/* None wrong; the last one wrong itself; all read; an answer of Collect's, and nonsense. */
static void
test_answers (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = go_to (fixture, "/data/words");
  g_autoptr (GBytes) saved = NULL;

  press (question, "Start");
  press (question, "End the Test");
  press (question, "End the Test");
  press (question, "cat");
  press (question, "Finish");
  form_fixture_assert_value (fixture, "/data/words", "999 w2");
  form_fixture_assert_value (fixture, "/data/wrong", "0");
  form_fixture_assert_value (fixture, "/data/right", "2");

  /* Until another one ends, this stands. */
  press (question, "Start Again");
  press (question, "the");
  press (question, "sat");
  form_fixture_assert_value (fixture, "/data/words", "999 w2");
  press (question, "End the Test");
  press (question, "End the Test");
  press (question, "sat");
  press (question, "Finish");
  form_fixture_assert_value (fixture, "/data/words", "w1 w3 w3");
  form_fixture_assert_value (fixture, "/data/right", "1");
  g_assert_cmpuint (terrain_interview_validate (fixture->interview)->len, ==, 0);

  form_fixture_set (fixture, "/data/words", "w9 w2 w13");
  form_fixture_assert_text (question, "13 reached, 2 wrong");
  form_fixture_set (fixture, "/data/words", "w1 nobody w5");
  form_fixture_assert_text (question, "5 reached, 1 wrong");
  form_fixture_set (fixture, "/data/words", "");
  form_fixture_assert_text (question, "The test takes 600 seconds.");
}

static void
test_many_wrong (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = go_to (fixture, "/data/words");

  press (question, "Start");
  press (question, "the");
  press (question, "cat");
  press (question, "on");
  press (question, "sat");
  form_fixture_assert_text (question, "3 wrong in a row. End the test?");
  press (question, "Go On");
  /* Asked once. */
  press (question, "a");
  form_fixture_assert_no_text (question, "in a row");
  press (question, "End the Test");
  press (question, "End the Test");
  press (question, "a");
  press (question, "Finish");
  form_fixture_assert_value (fixture, "/data/words", "w1 w2 w3 w4 w5 w5");
  form_fixture_assert_value (fixture, "/data/line", "1");
  form_fixture_assert_value (fixture, "/data/correct", "");
}

static gboolean
is_over (GtkWidget *question)
{
  g_autofree char *text = form_support_dup_text (question);

  return strstr (text, "Press the last one") != NULL;
}

/* A strict test ends with its time. */
static void
test_time (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = go_to (fixture, "/data/short");

  press (question, "Start");
  press (question, "s");
  while (!is_over (question))
    form_support_run (50);
  assert_pressable (question, "m", FALSE);
  press (question, "t");
  press (question, "Finish");
  form_fixture_assert_value (fixture, "/data/short", "l2 l3");
}

/* "finish=2": ended before its time, all counts as read. */
static void
test_all_read (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = go_to (fixture, "/data/short");

  press (question, "Start");
  press (question, "End the Test");
  press (question, "End the Test");
  /* There is no choice for "all right" in this one. */
  form_fixture_assert_value (fixture, "/data/short", "l10");
}

/* A text: punctuation is no word, and is counted apart; too many wrong in a row end a strict test. */
static void
test_reading (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = go_to (fixture, "/data/text");

  press (question, "Start");
  assert_pressable (question, ".", FALSE);
  press (question, "cat");
  press (question, "It");
  form_fixture_assert_no_text (question, "Press the last one");
  press (question, "sat");
  form_fixture_assert_text (question, "Press the last one that was reached.");
  press (question, "a");
  press (question, "Finish");
  form_fixture_assert_value (fixture, "/data/text", "t2 t3 t5 t7");
  form_fixture_assert_value (fixture, "/data/sentences", "1");
  form_fixture_assert_value (fixture, "/data/points", "2");
}

static void
test_keys (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = go_to (fixture, "/data/words");

  form_fixture_need_keys ();
  form_support_key ("Return");
  form_fixture_assert_text (question, "seconds left");
  form_support_key ("space");
  g_assert_true (gtk_widget_has_css_class (turn_to (question, "the"), "wrong"));
  form_support_key ("Right");
  form_support_key ("Right");
  form_support_key ("space");
  g_assert_true (gtk_widget_has_css_class (turn_to (question, "sat"), "wrong"));
  form_support_key ("Down");
  form_support_key ("space");
  g_assert_true (gtk_widget_has_css_class (turn_to (question, "and"), "wrong"));
}

/* Gone while it runs: nothing is left behind, and nothing was answered. */
static void
test_left (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = go_to (fixture, "/data/words");

  press (question, "Start");
  press (question, "cat");
  gtk_window_set_child (GTK_WINDOW (fixture->window), NULL);
  form_support_run (500);
  form_fixture_assert_value (fixture, "/data/words", "");
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, function) \
  g_test_add ("/form/timed/" name, FormFixture, "timed.xml", form_fixture_set_up, function, form_fixture_tear_down)
  g_test_add_func ("/form/timed/settings", test_settings);
  ADD ("whole", test_whole);
  ADD ("answers", test_answers);
  ADD ("many-wrong", test_many_wrong);
  ADD ("time", test_time);
  ADD ("all-read", test_all_read);
  ADD ("reading", test_reading);
  ADD ("keys", test_keys);
  ADD ("left", test_left);
#undef ADD
  return g_test_run ();
}
