/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tally grid (UX-23): tapped and typed, with real presses through the X server; the record is that of the repeat. */

#include <adwaita.h>

#include "form-fixture.h"
#include <terrain-interview-history.h>
#include "terrain-tally-grid.h"
#include "terrain-tally-tile.h"

#define MATERIAL "/data/material"

static guint
count_rows (FormFixture *fixture)
{
  return terrain_interview_count_instances (fixture->interview, MATERIAL);
}

static void
assert_row (FormFixture *fixture, guint position, const char *item, const char *quantity)
{
  g_autofree char *item_ref = g_strdup_printf (MATERIAL "[%u]/item", position);
  g_autofree char *quantity_ref = g_strdup_printf (MATERIAL "[%u]/quantity", position);

  form_fixture_assert_value (fixture, item_ref, item);
  form_fixture_assert_value (fixture, quantity_ref, quantity);
}

static GtkWidget *
open_grid (FormFixture *fixture)
{
  GtkWidget *grid;

  form_fixture_set (fixture, "/data/any", "1");
  form_support_run (200);
  grid = form_support_find_type (fixture->view, TERRAIN_TYPE_TALLY_GRID);
  g_assert_nonnull (grid);
  return grid;
}

static GtkWidget *
tile (GtkWidget *grid, guint n)
{
  return form_support_nth (grid, TERRAIN_TYPE_TALLY_TILE, n);
}

static void
assert_name (GtkWidget *grid, guint n, const char *name)
{
  GtkWidget *button = form_support_nth (tile (grid, n), GTK_TYPE_BUTTON, 0);
  g_autofree char *wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name);

  g_assert_cmpstr (wrong, ==, NULL);
}

static void
tap (GtkWidget *grid, guint n)
{
  g_signal_emit_by_name (form_support_nth (tile (grid, n), GTK_TYPE_BUTTON, 0), "clicked");
}

static void
press (const char *key)
{
  form_support_key (key);
  form_support_run (60);
}

/* A tap is one more, of a row that is made with the first; "−" one less, and the last one takes the row with it. */
static void
test_tap (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *grid = open_grid (fixture);

  g_assert_cmpuint (count_rows (fixture), ==, 0);
  assert_name (grid, 0, "Syringes, 0");
  tap (grid, 0);
  tap (grid, 0);
  tap (grid, 3);
  tap (grid, 0);
  g_assert_cmpuint (count_rows (fixture), ==, 2);
  assert_row (fixture, 1, "s", "3");
  assert_row (fixture, 2, "w", "1");
  assert_name (grid, 0, "Syringes, 3");
  form_fixture_assert_text (tile (grid, 0), "3");
  form_fixture_assert_no_text (tile (grid, 1), "0");

  form_fixture_click (grid, "Syringes: one less");
  assert_row (fixture, 1, "s", "2");
  form_fixture_click (grid, "Drink: one less");
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  assert_name (grid, 3, "Drink, 0");
}

/* Each tap is one step back, the first of a thing with the row it made. */
static void
test_undo (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *grid = open_grid (fixture);
  guint before = terrain_interview_get_n_undo (fixture->interview);

  tap (grid, 1);
  tap (grid, 1);
  g_assert_cmpuint (terrain_interview_get_n_undo (fixture->interview), ==, before + 2);
  terrain_interview_undo (fixture->interview, NULL, NULL);
  assert_name (grid, 1, "Filters / screens, 1");
  terrain_interview_undo (fixture->interview, NULL, NULL);
  g_assert_cmpuint (count_rows (fixture), ==, 0);
  assert_name (grid, 1, "Filters / screens, 0");
  terrain_interview_redo (fixture->interview, NULL, NULL);
  assert_row (fixture, 1, "f", "1");
  form_fixture_click (grid, "Filters / screens: one less");
  g_assert_cmpuint (count_rows (fixture), ==, 0);
  terrain_interview_undo (fixture->interview, NULL, NULL);
  assert_row (fixture, 1, "f", "1");
}

/* The form says 1 to 20: the twenty-first is not counted, and it is said why. */
static void
test_constraint (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *grid = open_grid (fixture);

  for (guint i = 0; i < 21; i++)
    tap (grid, 0);
  assert_row (fixture, 1, "s", "20");
  form_fixture_assert_text (grid, "Syringes: 1 to 20.");
  tap (grid, 1);
  form_fixture_assert_no_text (grid, "1 to 20.");
  assert_row (fixture, 2, "f", "1");
}

/* What other programs left: a row without its item is filled first, two of the same count together, and a count that is
 * wrong is said. */
static void
test_other_records (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *grid = open_grid (fixture);

  for (guint i = 0; i < 3; i++)
    terrain_interview_add_instance (fixture->interview, MATERIAL, NULL);
  form_fixture_set (fixture, MATERIAL "[1]/item", "s");
  form_fixture_set (fixture, MATERIAL "[2]/item", "s");
  form_fixture_set (fixture, MATERIAL "[2]/quantity", "30");
  assert_name (grid, 0, "Syringes, 31");
  form_fixture_assert_text (grid, "Syringes: 1 to 20.");
  terrain_form_view_set_show_required (TERRAIN_FORM_VIEW (fixture->view), TRUE);
  form_fixture_set (fixture, MATERIAL "[2]/quantity", "4");
  form_fixture_assert_text (grid, "Tap what was given.");
  tap (grid, 4);
  g_assert_cmpuint (count_rows (fixture), ==, 3);
  assert_row (fixture, 3, "p", "1");
  form_fixture_assert_no_text (grid, "Tap what was given.");
  /* 5, 4: the first of the two goes. */
  form_fixture_click (grid, "Syringes: one less");
  assert_row (fixture, 1, "s", "4");
  g_assert_cmpuint (count_rows (fixture), ==, 2);
}

static void
test_keys (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *grid;

  form_fixture_need_keys ();
  grid = open_grid (fixture);
  form_fixture_go_to (fixture, "/data/any");
  press ("Return");
  g_assert_cmpstr (form_fixture_current (fixture), ==, MATERIAL);
  /* No pause between them. */
  for (guint i = 0; i < 3; i++)
    form_support_key ("space");
  press ("Return");
  assert_row (fixture, 1, "s", "4");
  press ("minus");
  assert_row (fixture, 1, "s", "3");
  press ("Right");
  press ("1");
  press ("2");
  assert_row (fixture, 2, "f", "12");
  press ("Delete");
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  press ("Left");
  press ("Down");
  press ("plus");
  /* The tile below the first. */
  g_assert_cmpuint (count_rows (fixture), ==, 2);
  g_assert_cmpuint (terrain_tally_tile_get_count (TERRAIN_TALLY_TILE (tile (grid, 0))), ==, 3);
  press ("Tab");
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/after");
  press ("shift+Tab");
  g_assert_cmpstr (form_fixture_current (fixture), ==, MATERIAL);
  press ("Tab");
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/after");
}

static void
move_to (FormFixture *fixture, GtkWidget *widget)
{
  graphene_point_t middle;
  g_autofree char *command = NULL;

  g_assert_true (gtk_widget_compute_point (widget, fixture->window,
                                           &GRAPHENE_POINT_INIT ((float) gtk_widget_get_width (widget) / 3,
                                                                 (float) gtk_widget_get_height (widget) / 2), &middle));
  command = g_strdup_printf ("xdotool mousemove %d %d", (int) middle.x, (int) middle.y);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  form_support_run (100);
}

static void
mouse (const char *word)
{
  g_autofree char *command = g_strdup_printf ("xdotool %s 1", word);

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
}

/* A press that is held is one less and no tap; a short one is one more. */
static void
test_held (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *grid;

  form_fixture_need_keys ();
  grid = open_grid (fixture);
  form_fixture_go_to (fixture, "/data/any");
  move_to (fixture, tile (grid, 1));
  mouse ("click");
  form_support_run (100);
  mouse ("click");
  form_support_run (100);
  assert_row (fixture, 1, "f", "2");
  mouse ("mousedown");
  for (guint i = 0; i < 100 && g_strcmp0 (form_support_value (fixture->interview, MATERIAL "[1]/quantity"), "1") != 0; i++)
    form_support_run (50);
  mouse ("mouseup");
  form_support_run (200);
  assert_row (fixture, 1, "f", "1");
}

static gboolean
is_large (GtkWidget *widget, gpointer data)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) &&
         (gtk_widget_get_height (widget) < 57 || gtk_widget_get_width (widget) < 57);
}

/* A page of its own, whatever is in it; 15 mm and more for each target, in both presentations. */
static void
test_page (FormFixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainInterview) interview = form_support_interview ("tally.xml");
  GtkWidget *view = terrain_page_view_new_preview (interview);
  GtkWidget *window = form_support_show (view, 360, 700);
  GtkWidget *grid;

  terrain_interview_answer (interview, "/data/any", "1", NULL);
  g_assert_true (terrain_page_view_next (TERRAIN_PAGE_VIEW (view)));
  form_support_run (400);
  g_assert_cmpstr (terrain_page_view_get_current_ref (TERRAIN_PAGE_VIEW (view)), ==, MATERIAL);
  grid = form_support_find_type (view, TERRAIN_TYPE_TALLY_GRID);
  g_assert_nonnull (grid);
  g_assert_null (form_support_find (grid, is_large, NULL));
  tap (grid, 0);
  tap (grid, 2);
  form_support_run (50);
  g_assert_cmpstr (terrain_page_view_get_current_ref (TERRAIN_PAGE_VIEW (view)), ==, MATERIAL);
  form_fixture_click (grid, "Syringes: one less");
  form_support_run (50);
  g_assert_true (form_support_find_type (view, TERRAIN_TYPE_TALLY_GRID) == grid);
  g_assert_true (terrain_page_view_next (TERRAIN_PAGE_VIEW (view)));
  g_assert_cmpstr (terrain_page_view_get_current_ref (TERRAIN_PAGE_VIEW (view)), ==, "/data/after");
  g_assert_true (terrain_page_view_previous (TERRAIN_PAGE_VIEW (view)));
  g_assert_cmpstr (terrain_page_view_get_current_ref (TERRAIN_PAGE_VIEW (view)), ==, MATERIAL);
  gtk_window_destroy (GTK_WINDOW (window));
  form_support_run (50);
}

/* In the form's language, and a repeat of anything else stays a repeat. */
static void
test_words (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *grid = open_grid (fixture);

  tap (grid, 0);
  g_assert_true (terrain_interview_set_language (fixture->interview, "العربية (ar)", NULL));
  form_support_run (100);
  assert_name (grid, 0, "حقن, 1");
  form_fixture_assert_text (grid, "المواد");
  g_assert_cmpint (gtk_widget_get_direction (tile (grid, 0)), ==, GTK_TEXT_DIR_RTL);
  terrain_form_view_set_second_language (TERRAIN_FORM_VIEW (fixture->view), "English (en)");
  form_fixture_assert_text (tile (grid, 0), "Syringes");
  g_assert_null (form_support_nth (fixture->view, TERRAIN_TYPE_TALLY_GRID, 1));
  g_assert_nonnull (form_fixture_button (fixture->view, "Add: Not only what and how many"));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/form/tally/tap", FormFixture, "tally.xml", form_fixture_set_up, test_tap, form_fixture_tear_down);
  g_test_add ("/form/tally/undo", FormFixture, "tally.xml", form_fixture_set_up, test_undo, form_fixture_tear_down);
  g_test_add ("/form/tally/constraint", FormFixture, "tally.xml", form_fixture_set_up, test_constraint,
              form_fixture_tear_down);
  g_test_add ("/form/tally/other-records", FormFixture, "tally.xml", form_fixture_set_up, test_other_records,
              form_fixture_tear_down);
  g_test_add ("/form/tally/keys", FormFixture, "tally.xml", form_fixture_set_up, test_keys, form_fixture_tear_down);
  g_test_add ("/form/tally/held", FormFixture, "tally.xml", form_fixture_set_up, test_held, form_fixture_tear_down);
  g_test_add ("/form/tally/page", FormFixture, "tally.xml", form_fixture_set_up, test_page, form_fixture_tear_down);
  g_test_add ("/form/tally/words", FormFixture, "tally.xml", form_fixture_set_up, test_words, form_fixture_tear_down);
  return g_test_run ();
}
