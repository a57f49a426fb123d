/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Groups that fold: folds.xml has More (compact, with Even more, compact, in it), Other things (compact, a required question
 * in it), Question and End, which may be folded, and Always there, which may not. */

#include <adwaita.h>

#include "form-fixture.h"
#include "terrain-form-fold.h"
#include "terrain-form-group.h"

#define CORE "/data/core"
#define MORE "/data/more"
#define DEEP "/data/more/deep"
#define LAST "/data/last"
#define OTHER "/data/other"

static gboolean
is_group (GtkWidget *widget, gpointer ref)
{
  return TERRAIN_IS_FORM_GROUP (widget) && gtk_widget_get_mapped (widget) &&
         g_str_equal (terrain_item_get_ref (terrain_form_group_get_item (TERRAIN_FORM_GROUP (widget))), ref);
}

static GtkWidget *
group_of (FormFixture *fixture, const char *ref)
{
  GtkWidget *group = form_support_find (fixture->view, is_group, (gpointer) ref);

  g_assert_nonnull (group);
  return group;
}

/* Returns: (nullable) */
static GtkWidget *
fold_of (FormFixture *fixture, const char *ref)
{
  GtkWidget *fold = form_support_find_type (group_of (fixture, ref), TERRAIN_TYPE_FORM_FOLD);
  TerrainFormPick pick;

  return fold != NULL && terrain_form_pick (fold, &pick) && g_str_equal (terrain_item_get_ref (pick.item), ref) ? fold
                                                                                                               : NULL;
}

static void
assert_folded (FormFixture *fixture, const char *ref, gboolean folded)
{
  GtkWidget *fold = fold_of (fixture, ref);
  TerrainFormItems *items = terrain_form_group_get_items (TERRAIN_FORM_GROUP (group_of (fixture, ref)));

  g_assert_nonnull (fold);
  g_assert_cmpint (gtk_widget_get_mapped (GTK_WIDGET (items)), ==, !folded);
  g_assert_null (gtk_test_accessible_check_state (GTK_ACCESSIBLE (fold), GTK_ACCESSIBLE_STATE_EXPANDED, !folded));
}

static void
press (FormFixture *fixture, const char *ref)
{
  g_signal_emit_by_name (fold_of (fixture, ref), "clicked");
}

static const char *
summary (FormFixture *fixture, const char *ref)
{
  return terrain_form_fold_get_summary (TERRAIN_FORM_FOLD (fold_of (fixture, ref)));
}

static GtkWidget *
focus (FormFixture *fixture)
{
  return gtk_root_get_focus (GTK_ROOT (fixture->window));
}

static void
wait_for_folded (FormFixture *fixture, const char *ref, gboolean folded)
{
  gint64 until = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (gtk_widget_has_css_class (fold_of (fixture, ref), "folded") != folded && g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, FALSE);
  assert_folded (fixture, ref, folded);
}

static void
wait_for_summary (FormFixture *fixture, const char *ref, const char *text)
{
  gint64 until = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (!g_str_equal (summary (fixture, ref), text) && g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpstr (summary (fixture, ref), ==, text);
}

#define VIEW(fixture) TERRAIN_FORM_VIEW ((fixture)->view)

/* As the form says; what is folded costs no questions. */
static void
test_beginning (FormFixture *fixture, gconstpointer data)
{
  assert_folded (fixture, MORE, TRUE);
  assert_folded (fixture, OTHER, TRUE);
  assert_folded (fixture, CORE, FALSE);
  assert_folded (fixture, LAST, FALSE);
  g_assert_null (fold_of (fixture, "/data/fixed"));
  g_assert_null (form_support_question (fixture->view, "/data/more/words"));
  g_assert_nonnull (form_support_question (fixture->view, "/data/fixed/here"));
}

static gboolean
is_asked (GtkWidget *widget, gpointer ref)
{
  return TERRAIN_IS_QUESTION (widget) && gtk_widget_get_mapped (widget) &&
         g_str_equal (terrain_item_get_ref (terrain_question_get_item (TERRAIN_QUESTION (widget))), ref);
}

/* Where the whole form has room without scrolling, no scrollbar tells that there is more of it. */
static void
test_room (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *view = terrain_form_view_new_preview (fixture->interview);
  GtkWidget *window = form_support_show (view, 720, 1200);
  gint64 until;

  form_support_run (300);
  /* Not form_support_question(), which builds what is not there. */
  g_assert_null (form_support_find (view, is_asked, (gpointer) "/data/other/thing"));
  terrain_form_view_set_show_required (TERRAIN_FORM_VIEW (view), TRUE);
  until = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  while (form_support_find (view, is_asked, (gpointer) "/data/other/thing") == NULL && g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, FALSE);
  g_assert_nonnull (form_support_find (view, is_asked, (gpointer) "/data/other/thing"));
  gtk_window_destroy (GTK_WINDOW (window));
  form_support_run (50);
}

/* By its heading, which says what is in it, in words. */
static void
test_heading (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *fold = fold_of (fixture, MORE);

  g_assert_cmpstr (summary (fixture, MORE), ==, "1 answered · 2 open");
  g_assert_null (gtk_test_accessible_check_property (GTK_ACCESSIBLE (fold), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                     "More (optional)"));
  g_assert_null (gtk_test_accessible_check_property (GTK_ACCESSIBLE (fold), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                                     "1 answered · 2 open"));
  form_fixture_set (fixture, "/data/more/words", "a b");
  wait_for_summary (fixture, MORE, "2 answered · 1 open");
  press (fixture, MORE);
  assert_folded (fixture, MORE, FALSE);
  assert_folded (fixture, DEEP, TRUE);
  g_assert_cmpstr (summary (fixture, MORE), ==, "");
  press (fixture, MORE);
  assert_folded (fixture, MORE, TRUE);
  g_assert_cmpstr (summary (fixture, MORE), ==, "2 answered · 1 open");
  press (fixture, CORE);
  assert_folded (fixture, CORE, TRUE);
  g_assert_cmpstr (summary (fixture, CORE), ==, "1 answered · 1 open");
}

/* What the view knows stays, whatever answers open and close. */
static void
test_recalculation (FormFixture *fixture, gconstpointer data)
{
  press (fixture, MORE);
  press (fixture, LAST);
  for (guint i = 0; i < 2; i++)
    {
      form_fixture_set (fixture, "/data/core/topic", i == 0 ? "none" : "some");
      form_support_run (50);
      assert_folded (fixture, MORE, FALSE);
      assert_folded (fixture, LAST, TRUE);
      g_assert_cmpint (form_support_question (fixture->view, "/data/more/words") != NULL, ==, i == 1);
    }
  g_assert_true (terrain_interview_set_language (fixture->interview, "العربية (ar)", NULL));
  form_support_run (50);
  assert_folded (fixture, MORE, FALSE);
  assert_folded (fixture, LAST, TRUE);
}

/* Going on passes by what is folded; but nothing that is required is missed. */
static void
test_passing_by (FormFixture *fixture, gconstpointer data)
{
  form_fixture_go_to (fixture, "/data/core/limit");
  g_assert_true (terrain_form_view_focus_next (VIEW (fixture)));
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/last/name");
  assert_folded (fixture, MORE, TRUE);
  g_assert_true (terrain_form_view_focus_previous (VIEW (fixture)));
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/core/limit");
  g_assert_true (terrain_form_view_focus_next (VIEW (fixture)));
  g_assert_true (terrain_form_view_focus_next (VIEW (fixture)));
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/other/thing");
  assert_folded (fixture, OTHER, FALSE);
  /* Answered, it is passed by as well. */
  form_fixture_set (fixture, "/data/other/thing", "x");
  press (fixture, OTHER);
  form_fixture_go_to (fixture, "/data/last/name");
  g_assert_true (terrain_form_view_focus_next (VIEW (fixture)));
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/fixed/here");
}

/* Whoever is sent to a question finds it. */
static void
test_going_to (FormFixture *fixture, gconstpointer data)
{
  g_assert_true (terrain_form_view_focus_ref (VIEW (fixture), "/data/more/deep/colour"));
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/more/deep/colour");
  assert_folded (fixture, MORE, FALSE);
  assert_folded (fixture, DEEP, FALSE);
  press (fixture, MORE);
  g_assert_true (terrain_form_view_focus_ref (VIEW (fixture), MORE));
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/more/people");
  /* As by the outline and Ctrl+Page Down; and by F8. */
  g_assert_true (terrain_form_view_focus_ref (VIEW (fixture), "/data/last/name"));
  g_assert_true (terrain_form_view_focus_next_section (VIEW (fixture)));
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/other/thing");
  assert_folded (fixture, OTHER, FALSE);
  press (fixture, OTHER);
  form_fixture_go_to (fixture, "/data/core/topic");
  g_assert_true (terrain_form_view_focus_next_problem (VIEW (fixture)));
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/other/thing");
  assert_folded (fixture, OTHER, FALSE);
}

/* What goes wrong inside is seen; who folds it over that has seen it. */
static void
test_problem (FormFixture *fixture, gconstpointer data)
{
  form_fixture_go_to (fixture, "/data/core/topic");
  form_fixture_set (fixture, "/data/core/limit", "0");
  wait_for_folded (fixture, MORE, FALSE);
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/core/topic");
  press (fixture, MORE);
  g_assert_cmpstr (summary (fixture, MORE), ==, "1 answered · 2 open · 1 needs attention");
  form_fixture_set (fixture, "/data/more/words", "a b");
  wait_for_summary (fixture, MORE, "2 answered · 1 open · 1 needs attention");
  assert_folded (fixture, MORE, TRUE);
  form_fixture_set (fixture, "/data/core/limit", "5");
  wait_for_summary (fixture, MORE, "2 answered · 1 open");
  /* Required is a problem only once completion was tried. */
  assert_folded (fixture, OTHER, TRUE);
  terrain_form_view_set_show_required (VIEW (fixture), TRUE);
  wait_for_folded (fixture, OTHER, FALSE);
}

/* It opens above what is read, which stays where it is. */
static void
test_above (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *view = terrain_form_view_new_preview (fixture->interview);
  GtkWidget *window = form_support_show (view, 720, 220);
  FormFixture low = { .interview = fixture->interview, .view = view, .window = window };
  GtkWidget *question;
  graphene_rect_t before, after;

  form_support_run (200);
  question = form_fixture_go_to (&low, "/data/fixed/here");
  form_support_run (200);
  g_assert_true (gtk_widget_compute_bounds (group_of (&low, MORE), view, &before));
  g_assert_cmpfloat (before.origin.y + before.size.height, <=, 0);
  g_assert_true (gtk_widget_compute_bounds (question, view, &before));
  form_fixture_set (&low, "/data/core/limit", "0");
  wait_for_folded (&low, MORE, FALSE);
  form_support_run (200);
  g_assert_true (gtk_widget_compute_bounds (question, view, &after));
  g_assert_cmpfloat_with_epsilon (before.origin.y, after.origin.y, 1);
  gtk_window_destroy (GTK_WINDOW (window));
  form_support_run (50);
}

/* F4 */
static void
test_panel (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *back;

  form_fixture_go_to (fixture, "/data/core/limit");
  back = focus (fixture);
  g_assert_true (terrain_form_view_toggle_panel (VIEW (fixture)));
  assert_folded (fixture, MORE, FALSE);
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/more/people");
  g_assert_true (terrain_form_view_toggle_panel (VIEW (fixture)));
  assert_folded (fixture, MORE, TRUE);
  g_assert_true (focus (fixture) == back);
  /* The next from where one is; open, it is closed, and the focus stays. */
  form_fixture_go_to (fixture, "/data/last/name");
  back = focus (fixture);
  g_assert_true (terrain_form_view_toggle_panel (VIEW (fixture)));
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/other/thing");
  form_fixture_go_to (fixture, "/data/last/name");
  g_assert_true (terrain_form_view_toggle_panel (VIEW (fixture)));
  assert_folded (fixture, OTHER, TRUE);
  g_assert_true (focus (fixture) == back);
  /* And round again; one in another is the next within. */
  form_fixture_go_to (fixture, "/data/fixed/here");
  g_assert_true (terrain_form_view_toggle_panel (VIEW (fixture)));
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/more/people");
  gtk_widget_grab_focus (fold_of (fixture, DEEP));
  g_assert_true (terrain_form_view_toggle_panel (VIEW (fixture)));
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/more/deep/colour");
  g_assert_true (terrain_form_view_toggle_panel (VIEW (fixture)));
  assert_folded (fixture, DEEP, TRUE);
  assert_folded (fixture, MORE, FALSE);
  g_assert_true (focus (fixture) == fold_of (fixture, DEEP));
}

/* Shift+F4: also what the form does not call compact; its heading has the focus then, and opens it again. */
static void
test_here (FormFixture *fixture, gconstpointer data)
{
  g_assert_false (gtk_widget_get_focusable (fold_of (fixture, LAST)));
  form_fixture_go_to (fixture, "/data/last/name");
  g_assert_true (terrain_form_view_toggle_group (VIEW (fixture)));
  assert_folded (fixture, LAST, TRUE);
  g_assert_true (focus (fixture) == fold_of (fixture, LAST));
  g_assert_true (gtk_widget_activate (focus (fixture)));
  form_support_run (300);
  assert_folded (fixture, LAST, FALSE);
  g_assert_true (terrain_form_view_toggle_panel (VIEW (fixture)));
  assert_folded (fixture, LAST, TRUE);
  g_assert_true (terrain_form_view_toggle_group (VIEW (fixture)));
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/last/name");
  g_assert_true (focus (fixture) != fold_of (fixture, LAST));
  form_fixture_go_to (fixture, "/data/fixed/here");
  g_assert_false (terrain_form_view_toggle_group (VIEW (fixture)));
}

/* Tab comes to the heading of what is folded, and not into it. */
static void
test_tab (FormFixture *fixture, gconstpointer data)
{
  form_fixture_go_to (fixture, "/data/core/limit");
  g_assert_true (gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_FORWARD));
  g_assert_true (focus (fixture) == fold_of (fixture, MORE));
  g_assert_true (gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_FORWARD));
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/last/name");
  g_assert_true (gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_BACKWARD));
  g_assert_true (focus (fixture) == fold_of (fixture, MORE));
}

/* Text that is no answer is not folded away: it says so, with the focus. */
static void
test_not_an_answer (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *people = form_fixture_go_to (fixture, "/data/more/people");

  form_fixture_type_in (people, 0, "12-");
  g_assert_true (terrain_form_view_toggle_panel (VIEW (fixture)));
  assert_folded (fixture, MORE, FALSE);
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/more/people");
  g_assert_true (gtk_widget_is_ancestor (focus (fixture), people));
  form_fixture_type_in (people, 0, "12");
  g_assert_true (terrain_form_view_toggle_panel (VIEW (fixture)));
  assert_folded (fixture, MORE, TRUE);
  form_fixture_assert_value (fixture, "/data/more/people", "12");
}

/* The focus is never in what is not to be seen, and comes back to the form. */
static void
test_focus (FormFixture *fixture, gconstpointer data)
{
  form_fixture_go_to (fixture, "/data/more/words");
  press (fixture, MORE);
  g_assert_true (focus (fixture) == fold_of (fixture, MORE));
  gtk_root_set_focus (GTK_ROOT (fixture->window), NULL);
  g_assert_true (gtk_widget_grab_focus (fixture->view));
  g_assert_true (focus (fixture) == fold_of (fixture, MORE));
}

/* One page: the group that it is is open, those in it fold. */
static void
test_page (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *view = terrain_page_view_new_preview (fixture->interview);
  GtkWidget *window = form_support_show (view, 720, 800);
  FormFixture page = { .interview = fixture->interview, .view = view, .window = window };

  g_assert_true (terrain_page_view_jump (TERRAIN_PAGE_VIEW (view), MORE));
  form_support_run (100);
  g_assert_null (fold_of (&page, MORE));
  assert_folded (&page, DEEP, TRUE);
  g_assert_nonnull (form_support_question (view, "/data/more/words"));
  g_assert_true (terrain_page_view_toggle_panel (TERRAIN_PAGE_VIEW (view)));
  assert_folded (&page, DEEP, FALSE);
  g_assert_true (gtk_widget_is_ancestor (focus (&page), form_support_question (view, "/data/more/deep/colour")));
  g_assert_true (terrain_page_view_toggle_panel (TERRAIN_PAGE_VIEW (view)));
  assert_folded (&page, DEEP, TRUE);
  g_assert_true (gtk_widget_is_ancestor (focus (&page), form_support_question (view, "/data/more/people")));
  /* To one of several on a page, folded or not. */
  g_assert_true (terrain_page_view_jump (TERRAIN_PAGE_VIEW (view), "/data/more/deep/colour"));
  form_support_run (100);
  assert_folded (&page, DEEP, FALSE);
  g_assert_true (gtk_widget_is_ancestor (focus (&page), form_support_question (view, "/data/more/deep/colour")));
  gtk_window_destroy (GTK_WINDOW (window));
  form_support_run (50);
}

static void
add (const char *path, void (*test) (FormFixture *, gconstpointer))
{
  g_test_add (path, FormFixture, "folds.xml", form_fixture_set_up, test, form_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  add ("/form-folds/beginning", test_beginning);
  add ("/form-folds/room", test_room);
  add ("/form-folds/heading", test_heading);
  add ("/form-folds/recalculation", test_recalculation);
  add ("/form-folds/passing-by", test_passing_by);
  add ("/form-folds/going-to", test_going_to);
  add ("/form-folds/problem", test_problem);
  add ("/form-folds/above", test_above);
  add ("/form-folds/panel", test_panel);
  add ("/form-folds/here", test_here);
  add ("/form-folds/tab", test_tab);
  add ("/form-folds/not-an-answer", test_not_an_answer);
  add ("/form-folds/focus", test_focus);
  add ("/form-folds/page", test_page);
  return g_test_run ();
}
