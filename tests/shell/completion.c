/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "widgets.h"
#include "window-fixture.h"

/* The surveys that ship, at their end: mistakes in one list (UX-35), answers looked at and changed (UX-36), answers that are
 * left out counted (UX-10). */

#define PERSON "data/forms/gve_person.xml", "Regional Safety Survey"
#define PRO "data/forms/gve_pro.xml", "Regional Safety Survey PRO"

typedef struct
{
  const char *name;
  TerrainItem *found;
} Named;

static void
find_named (TerrainItem *item,
            Named       *named)
{
  const char *ref = terrain_item_get_ref (item);
  const char *name = strrchr (ref, '/');

  if (terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION && name && strcmp (name + 1, named->name) == 0)
    named->found = item;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (item)) && !named->found; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);
      find_named (child, named);
    }
}

static TerrainItem *
item_named (WindowFixture *fixture,
            const char    *name)
{
  Named named = { name, NULL };

  find_named (terrain_interview_get_root_item (window_fixture_interview (fixture)), &named);
  g_assert_nonnull (named.found);
  return named.found;
}

static void
answer (WindowFixture *fixture,
        const char    *name,
        const char    *value)
{
  g_autoptr (GError) error = NULL;

  terrain_session_answer (window_fixture_session (fixture), terrain_item_get_ref (item_named (fixture, name)), value,
                          &error);
  g_assert_no_error (error);
}

static void
to_review (WindowFixture *fixture)
{
  window_fixture_do (fixture, "win.review");
  widgets_wait (window_fixture_at_review, fixture);
  widgets_run (200);
}

/* The row of the review about @name. Returns: (nullable) */
static GtkWidget *
row_about (WindowFixture *fixture,
           const char    *name)
{
  g_autofree char *label = terrain_form_dup_plain_text (terrain_item_get_label (item_named (fixture, name)));

  return widgets_find_text (window_fixture_page (fixture), "AdwActionRow", label);
}

static void
assert_at (WindowFixture *fixture,
           const char    *name)
{
  const char *ref = terrain_item_get_ref (item_named (fixture, name));
  GtkWidget *question = window_fixture_question (fixture, NULL, ref);
  GtkWidget *focus;

  widgets_run (300);
  focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_true (focus && gtk_widget_is_ancestor (focus, question));
}

/* Each mistake is a row at the top, in the words beside the question, and leads to it; the first one has the focus. */
static void
test_mistakes (WindowFixture *fixture,
               gconstpointer  data)
{
  static const char *const wrong[] = { "sample_id", "unsafe_moment", "legal_form" };

  window_fixture_start (fixture, PRO);
  answer (fixture, "sample_id", "not a number");
  answer (fixture, "consent", "1");
  answer (fixture, "unsafe_freq", "3");
  answer (fixture, "unsafe_moment", "day 96");
  to_review (fixture);
  g_assert_false (gtk_widget_is_sensitive (widgets_find_action (window_fixture_page (fixture), "win.complete")));

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      TerrainItem *item = item_named (fixture, wrong[i]);
      GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
      GtkWidget *list = gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX);
      GtkWidget *row = row_about (fixture, wrong[i]);

      g_assert_nonnull (list);
      g_assert_true (focus == GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0)));
      g_assert_true (row && gtk_widget_is_ancestor (row, list));
      g_autofree char *words = terrain_form_dup_plain_text (terrain_item_get_problem_text (item, TRUE));
      g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, words);
      window_fixture_do_with (fixture, "win.go-to", terrain_item_get_ref (item));
      widgets_wait (window_fixture_at_interview, fixture);
      assert_at (fixture, wrong[i]);
      g_assert_true (widgets_shows (window_fixture_question (fixture, NULL, terrain_item_get_ref (item)), words));
      to_review (fixture);
    }
}

static void
click (WindowFixture *fixture,
       const char    *label)
{
  GtkWidget *button = widgets_find_text (window_fixture_page (fixture), "GtkButton", label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  widgets_run (50);
}

/* What was answered is listed with its answer, and a step from being changed. */
static void
test_change (WindowFixture *fixture,
             gconstpointer  data)
{
  GtkWidget *list, *row;

  window_fixture_start (fixture, PERSON);
  answer (fixture, "interview_mode", "2");
  answer (fixture, "consent", "1");
  answer (fixture, "age", "34");
  answer (fixture, "live_where", "bcr");
  answer (fixture, "sens_ok", "1");
  window_fixture_go_to (fixture, terrain_item_get_ref (item_named (fixture, "vic_sexual")));
  window_fixture_do (fixture, "win.hand-over");
  widgets_run (100);
  click (fixture, "Begin");
  answer (fixture, "vic_sexual", "0");
  click (fixture, "Back");
  click (fixture, "Not Now");
  widgets_wait (window_fixture_at_interview, fixture);
  to_review (fixture);
  list = widgets_find_type (window_fixture_page (fixture), "TerrainReviewList");
  g_assert_nonnull (strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (list)), "answered"));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (list), TRUE);
  widgets_run (300);
  row = row_about (fixture, "age");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "34");
  row = row_about (fixture, "vic_sexual");
  g_assert_null (row);
  row = row_about (fixture, "live_where");
  window_fixture_do_with (fixture, gtk_actionable_get_action_name (GTK_ACTIONABLE (row)),
                          terrain_item_get_ref (item_named (fixture, "live_where")));
  widgets_wait (window_fixture_at_interview, fixture);
  assert_at (fixture, "live_where");
}

/* How many, and which, with what was answered. */
static void
test_left_out (WindowFixture *fixture,
               gconstpointer  data)
{
  guint n;

  window_fixture_start (fixture, PERSON);
  answer (fixture, "consent", "1");
  answer (fixture, "age", "34");
  answer (fixture, "live_where", "bcr");
  n = terrain_interview_count_dropped (window_fixture_interview (fixture));
  answer (fixture, "res_since", "1");
  answer (fixture, "live_where", "be");
  g_assert_cmpuint (terrain_interview_count_dropped (window_fixture_interview (fixture)), >, n);
  n = terrain_interview_count_dropped (window_fixture_interview (fixture));
  to_review (fixture);
  g_autofree char *words = g_strdup_printf (n == 1 ? "%u answer will be left out" : "%u answers will be left out", n);
  g_assert_true (widgets_shows (window_fixture_page (fixture), words));
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);

  window_fixture_add ("/completion/mistakes", NULL, test_mistakes);
  window_fixture_add ("/completion/change", NULL, test_change);
  window_fixture_add ("/completion/left-out", NULL, test_left_out);
  return g_test_run ();
}
