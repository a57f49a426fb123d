/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Questions side by side ("theme-grid"): where they stand in grid.xml, which has four columns in its first group, six in its
 * second. */

#include <adwaita.h>
#include <glib/gstdio.h>

#include "form-fixture.h"
#include "terrain-form-grid.h"

#define P "/data/p/"
#define H "/data/h/"

typedef struct
{
  TerrainInterview *interview;
  GtkWidget *view;
  GtkWidget *window;
} Fixture;

static void
show (Fixture *fixture, int width)
{
  fixture->view = terrain_form_view_new_preview (fixture->interview);
  fixture->window = form_support_show (fixture->view, width, 2400);
  form_support_run (300);
}

static void
hide (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  form_support_run (50);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->interview = form_support_interview ("grid.xml");
  show (fixture, 1000);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  hide (fixture);
  g_assert_finalize_object (fixture->interview);
}

static void
set (Fixture *fixture, const char *ref, const char *value)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_interview_answer (fixture->interview, ref, value, &error));
  g_assert_no_error (error);
  form_support_run (100);
}

static graphene_rect_t
place (Fixture *fixture, const char *ref)
{
  GtkWidget *question = form_support_question (fixture->view, ref);
  graphene_rect_t bounds;

  if (question == NULL)
    g_error ("%s is not to be seen", ref);
  g_assert_true (gtk_widget_compute_bounds (question, fixture->view, &bounds));
  return bounds;
}

static void
assert_row (Fixture *fixture, const char *const *refs)
{
  graphene_rect_t first = place (fixture, refs[0]);

  for (guint i = 1; refs[i] != NULL; i++)
    {
      graphene_rect_t one = place (fixture, refs[i - 1]), next = place (fixture, refs[i]);

      g_assert_cmpfloat (next.origin.x, >=, one.origin.x + one.size.width);
      g_assert_cmpfloat (next.origin.y, ==, first.origin.y);
      g_assert_cmpfloat (next.size.height, ==, first.size.height);
    }
}
#define ROW(...) assert_row (fixture, (const char *const[]) { __VA_ARGS__, NULL })

static void
assert_below (Fixture *fixture, const char *upper, const char *lower)
{
  graphene_rect_t above = place (fixture, upper), below = place (fixture, lower);

  g_assert_cmpfloat (below.origin.y, >=, above.origin.y + above.size.height);
}

/* Nothing is narrower or lower than it can be. */
static void
assert_unclipped (GtkWidget *widget)
{
  int minimum;

  if (!gtk_widget_get_mapped (widget))
    return;
  if (TERRAIN_IS_QUESTION (widget))
    {
      gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      g_assert_cmpint (gtk_widget_get_allocated_width (widget), >=, minimum);
      gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, gtk_widget_get_allocated_width (widget), &minimum, NULL, NULL,
                          NULL);
      g_assert_cmpint (gtk_widget_get_allocated_height (widget), >=, minimum);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    assert_unclipped (child);
}

static void
test_rows (Fixture *fixture, gconstpointer data)
{
  graphene_rect_t first = place (fixture, P "first"), last = place (fixture, P "last"), age = place (fixture, P "age");
  graphene_rect_t remark = place (fixture, P "remark");

  ROW (P "first", P "last", P "age");
  /* In proportion: two columns and the room between them. */
  g_assert_cmpfloat_with_epsilon (last.size.width, 2 * first.size.width + (last.origin.x - first.origin.x - first.size.width),
                                  2);
  g_assert_cmpfloat_with_epsilon (first.size.width, age.size.width, 1);
  /* A row fills the width, and what says nothing is one. */
  g_assert_cmpfloat (remark.origin.x, ==, first.origin.x);
  g_assert_cmpfloat_with_epsilon (remark.size.width, age.origin.x + age.size.width - first.origin.x, 1);
  assert_below (fixture, P "since", P "remark");
  /* Of the group's own columns: three, one and two of six. */
  graphene_rect_t street = place (fixture, H "street"), box = place (fixture, H "box"), code = place (fixture, H "code");
  ROW (H "street", H "box", H "code");
  g_assert_cmpfloat (street.size.width, >, 2.9 * box.size.width);
  g_assert_cmpfloat (code.size.width, >, 1.9 * box.size.width);
  g_assert_cmpfloat_with_epsilon (code.origin.x + code.size.width, remark.origin.x + remark.size.width, 1);
  assert_unclipped (fixture->view);
}

/* What is not asked leaves no hole. */
static void
test_relevance (Fixture *fixture, gconstpointer data)
{
  graphene_rect_t before = place (fixture, P "since"), after;

  ROW (P "way", P "since");
  set (fixture, P "way", "phone");
  ROW (P "way", P "number");
  assert_below (fixture, P "way", P "since");
  set (fixture, P "way", "post");
  after = place (fixture, P "since");
  g_assert_true (graphene_rect_equal (&before, &after));
}

/* A message of one cell makes all of its row higher. */
static void
test_height (Fixture *fixture, gconstpointer data)
{
  float before = place (fixture, P "first").size.height;

  set (fixture, P "age", "130");
  ROW (P "first", P "last", P "age");
  g_assert_cmpfloat (place (fixture, P "first").size.height, >, before);
  assert_unclipped (fixture->view);
}

/* An instance of a repeat, which says itself how many columns it has. */
static void
test_repeat (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (terrain_interview_add_instance (fixture->interview, "/data/h/r", &error), ==, 1);
  g_assert_cmpuint (terrain_interview_add_instance (fixture->interview, "/data/h/r", &error), ==, 2);
  form_support_run (200);
  ROW (H "r[1]/room", H "r[1]/size");
  ROW (H "r[2]/room", H "r[2]/size");
  assert_below (fixture, H "r[1]/room", H "r[2]/room");
  g_assert_cmpfloat (place (fixture, H "r[1]/room").size.width, >, 1.8 * place (fixture, H "r[1]/size").size.width);
}

/* From right to left in a language that is read so. */
static void
test_mirrored (Fixture *fixture, gconstpointer data)
{
  graphene_rect_t first, last, age, before = place (fixture, P "first");
  float right = place (fixture, P "age").origin.x + place (fixture, P "age").size.width;

  g_assert_true (terrain_interview_set_language (fixture->interview, "العربية (ar)", NULL));
  form_support_run (200);
  first = place (fixture, P "first");
  last = place (fixture, P "last");
  age = place (fixture, P "age");
  g_assert_cmpfloat_with_epsilon (first.origin.x + first.size.width, right, 1);
  g_assert_cmpfloat (last.origin.x + last.size.width, <=, first.origin.x);
  g_assert_cmpfloat (age.origin.x + age.size.width, <=, last.origin.x);
  g_assert_cmpfloat_with_epsilon (age.origin.x, before.origin.x, 1);
  assert_unclipped (fixture->view);
}

static const char *const in_order[] = {
  P "first", P "last", P "age", P "way", P "number", P "since", P "remark", H "street", H "box", H "code",
};

static void
assert_one_below_the_other (Fixture *fixture)
{
  for (guint i = 1; i < G_N_ELEMENTS (in_order); i++)
    assert_below (fixture, in_order[i - 1], in_order[i]);
  assert_unclipped (fixture->view);
}

/* Where a column would be too narrow: one below the other, whether the window is narrow or the text large. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  int dpi;

  set (fixture, P "way", "phone");
  hide (fixture);
  show (fixture, 360);
  assert_one_below_the_other (fixture);
  hide (fixture);
  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  show (fixture, 480);
  assert_one_below_the_other (fixture);
  hide (fixture);
  /* A row that fits stays one. */
  show (fixture, 900);
  assert_below (fixture, P "first", P "last");
  ROW (P "way", P "number");
  assert_unclipped (fixture->view);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", dpi, NULL);
}

/* By Tab and by Enter in the order in which they are read, which is the form's. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  TerrainFormView *view = TERRAIN_FORM_VIEW (fixture->view);

  set (fixture, P "way", "phone");
  g_assert_true (terrain_form_view_focus_ref (view, in_order[0]));
  for (guint i = 1; i < G_N_ELEMENTS (in_order); i++)
    {
      g_assert_true (terrain_form_view_focus_next (view));
      g_assert_cmpstr (terrain_form_view_get_current_ref (view), ==, in_order[i]);
    }
  g_assert_true (terrain_form_view_focus_ref (view, in_order[0]));
  for (guint i = 1; i < G_N_ELEMENTS (in_order); i++)
    {
      /* A question may be several stops of Tab. */
      for (guint tab = 0; tab < 4 && g_str_equal (terrain_form_view_get_current_ref (view), in_order[i - 1]); tab++)
        g_assert_true (gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_FORWARD));
      g_assert_cmpstr (terrain_form_view_get_current_ref (view), ==, in_order[i]);
    }
}

/* A group that is a page has its questions side by side as well. */
static void
test_page (Fixture *fixture, gconstpointer data)
{
  hide (fixture);
  fixture->view = terrain_page_view_new_preview (fixture->interview);
  fixture->window = form_support_show (fixture->view, 1000, 800);
  form_support_run (300);
  ROW (P "first", P "last", P "age");
  ROW (P "way", P "since");
  assert_unclipped (fixture->view);
}

/* Without "theme-grid" widths say nothing. */
static void
test_other_theme (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "shell", "forms", "grid.xml", NULL);
  g_autofree char *text = NULL, *plain = NULL;
  int file = g_file_open_tmp ("terrain-grid-XXXXXX.xml", &plain, NULL);
  Fixture other = { 0 };

  g_assert_cmpint (file, >=, 0);
  g_close (file, NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_autoptr (GString) xml = g_string_new (text);
  g_assert_cmpuint (g_string_replace (xml, "theme-grid no", "theme-grids pages no", 0), ==, 1);
  g_assert_true (g_file_set_contents (plain, xml->str, -1, NULL));
  other.interview = form_support_interview (plain);
  show (&other, 1000);
  set (&other, P "way", "phone");
  assert_one_below_the_other (&other);
  tear_down (&other, NULL);
  g_unlink (plain);
}

static guint
count_built (GtkWidget *top)
{
  guint n = TERRAIN_IS_QUESTION (top) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (top); child; child = gtk_widget_get_next_sibling (child))
    n += count_built (child);
  return n;
}

static char *
write_long_form (void)
{
  g_autoptr (GString) data = g_string_new (NULL);
  g_autoptr (GString) body = g_string_new (NULL);
  g_autofree char *text = NULL;
  char *path;
  int file = g_file_open_tmp ("terrain-grid-XXXXXX.xml", &path, NULL);

  g_assert_cmpint (file, >=, 0);
  g_close (file, NULL);
  for (guint i = 1; i <= 300; i++)
    {
      g_string_append_printf (data, "<q%u/>", i);
      g_string_append_printf (body, "<%s ref='/data/q%u' appearance='w2'><label>Question %u</label>",
                              i % 7 == 0 ? "select1" : "input", i, i);
      for (guint choice = 0; i % 7 == 0 && choice < 12; choice++)
        g_string_append_printf (body, "<item><label>Choice %u</label><value>%u</value></item>", choice, choice);
      g_string_append (body, i % 7 == 0 ? "</select1>" : "</input>");
    }
  text = g_strdup_printf ("<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'>"
                          "<h:head><h:title>Long</h:title><model><instance><data id='long'>%s</data></instance>"
                          "</model></h:head><h:body class='theme-grid'>%s</h:body></h:html>",
                          data->str, body->str);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static gboolean
count_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer n_frames)
{
  return --*(guint *) n_frames > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
settle (Fixture *fixture)
{
  guint n_frames = 25;

  gtk_widget_add_tick_callback (fixture->view, count_frame, &n_frames, NULL);
  while (n_frames > 0)
    g_main_context_iteration (NULL, TRUE);
}

/* A long form: only what is near is built, and what is built above the page moves nothing of what is read. */
static void
test_long (void)
{
  g_autofree char *path = write_long_form ();
  Fixture fixture = { .interview = form_support_interview (path) };
  GtkAdjustment *adjustment;
  double before, moved = 0;

  fixture.view = terrain_form_view_new_preview (fixture.interview);
  fixture.window = form_support_show (fixture.view, 900, 800);
  settle (&fixture);
  g_assert_cmpuint (count_built (fixture.view), <, 120);
  adjustment = gtk_scrolled_window_get_vadjustment (
    GTK_SCROLLED_WINDOW (form_support_find_type (fixture.view, GTK_TYPE_SCROLLED_WINDOW)));
  g_assert_true (terrain_form_view_focus_ref (TERRAIN_FORM_VIEW (fixture.view), "/data/q151"));
  settle (&fixture);
  before = place (&fixture, "/data/q151").origin.y;
  for (guint i = 0; i < 8; i++)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) - 150);
      moved += 150;
      settle (&fixture);
      g_assert_cmpfloat_with_epsilon (place (&fixture, "/data/q151").origin.y, before + moved, 1.5);
    }
  tear_down (&fixture, NULL);
  g_unlink (path);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  add ("/form-grid/rows", test_rows);
  add ("/form-grid/relevance", test_relevance);
  add ("/form-grid/height", test_height);
  add ("/form-grid/repeat", test_repeat);
  add ("/form-grid/mirrored", test_mirrored);
  add ("/form-grid/narrow", test_narrow);
  add ("/form-grid/order", test_order);
  add ("/form-grid/page", test_page);
  add ("/form-grid/other-theme", test_other_theme);
  g_test_add_func ("/form-grid/long", test_long);
  return g_test_run ();
}
