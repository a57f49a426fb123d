/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A long form: what is seen is built, the rest has its place; and nothing moves under the eyes. */

#include <adwaita.h>
#include <glib/gstdio.h>
#include <terrain-shell-form.h>

#include "form-support.h"
#include "terrain-form-slot.h"

#define N_QUESTIONS 300
/* Three pages of 800 pixels, and no question is lower than 40. */
#define MOST_BUILT 60

typedef struct
{
  char *path;
  TerrainInterview *interview;
  GtkWidget *view;
  GtkWidget *window;
  GtkAdjustment *adjustment;
} Fixture;

/* Every tenth is a choice of twelve, so that a place is often estimated wrongly; q2 opens a hundred more. */
static char *
write_form (void)
{
  g_autoptr (GString) data = g_string_new (NULL);
  g_autoptr (GString) binds = g_string_new (NULL);
  g_autoptr (GString) body = g_string_new (NULL);
  g_autofree char *text = NULL;
  char *path;
  int file = g_file_open_tmp ("terrain-sight-XXXXXX.xml", &path, NULL);

  g_assert_cmpint (file, >=, 0);
  for (guint i = 1; i <= N_QUESTIONS; i++)
    {
      g_string_append_printf (data, "<q%u/>", i);
      g_string_append_printf (binds, "<bind nodeset='/data/q%u' type='string'%s/>", i,
                              i > 100 && i <= 200 ? " relevant=\"/data/q2 != 'no'\"" : "");
      if (i % 10 != 0)
        g_string_append_printf (body, "<input ref='/data/q%u'><label>Question %u</label></input>", i, i);
      else
        {
          g_string_append_printf (body, "<select1 ref='/data/q%u'><label>Choice %u</label>", i, i);
          for (guint choice = 0; choice < 12; choice++)
            g_string_append_printf (body, "<item><label>Choice %u</label><value>%u</value></item>", choice, choice);
          g_string_append (body, "</select1>");
        }
    }
  text = g_strdup_printf ("<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'>"
                          "<h:head><h:title>Long</h:title><model><instance><data id='long'>%s</data></instance>%s"
                          "</model></h:head><h:body>%s</h:body></h:html>",
                          data->str, binds->str, body->str);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_close (file, NULL);
  return path;
}

static gboolean
count_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer n_frames)
{
  return --*(guint *) n_frames > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* Until the page has come to rest, however slow the machine: so many frames, drawn. */
static void
settle (Fixture *fixture)
{
  guint n_frames = 25;

  gtk_widget_add_tick_callback (fixture->view, count_frame, &n_frames, NULL);
  while (n_frames > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *scroller;

  fixture->path = write_form ();
  fixture->interview = form_support_interview (fixture->path);
  fixture->view = terrain_form_view_new_preview (fixture->interview);
  fixture->window = form_support_show (fixture->view, 720, 800);
  scroller = form_support_find_type (fixture->view, GTK_TYPE_SCROLLED_WINDOW);
  fixture->adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  settle (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  form_support_run (20);
  g_assert_finalize_object (fixture->interview);
  g_unlink (fixture->path);
  g_free (fixture->path);
}

static guint
count (GtkWidget *top, GType type)
{
  guint n = g_type_is_a (G_OBJECT_TYPE (top), type) && gtk_widget_get_mapped (top);

  for (GtkWidget *child = gtk_widget_get_first_child (top); child; child = gtk_widget_get_next_sibling (child))
    n += count (child, type);
  return n;
}

static gboolean
is_current (GtkWidget *widget, gpointer ref)
{
  return TERRAIN_IS_QUESTION (widget) &&
         g_str_equal (terrain_item_get_ref (terrain_question_get_item (TERRAIN_QUESTION (widget))), ref);
}

/* Without building it. */
static double
top_of (Fixture *fixture, const char *ref)
{
  GtkWidget *question = form_support_find (fixture->view, is_current, (gpointer) ref);
  graphene_rect_t bounds;

  g_assert_nonnull (question);
  g_assert_true (gtk_widget_compute_bounds (question, fixture->view, &bounds));
  return bounds.origin.y;
}

/* Every slot that can be seen has its question. */
static void
assert_no_gap (Fixture *fixture, GtkWidget *top)
{
  graphene_rect_t bounds;

  for (GtkWidget *child = gtk_widget_get_first_child (top); child; child = gtk_widget_get_next_sibling (child))
    assert_no_gap (fixture, child);
  if (!TERRAIN_IS_FORM_SLOT (top) || !gtk_widget_get_mapped (top) ||
      !gtk_widget_compute_bounds (top, fixture->view, &bounds))
    return;
  if (bounds.origin.y + bounds.size.height > 0 && bounds.origin.y < gtk_widget_get_height (fixture->view))
    g_assert_true (terrain_form_slot_is_built (TERRAIN_FORM_SLOT (top)));
}

static void
test_opening (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (count (fixture->view, TERRAIN_TYPE_FORM_SLOT), ==, N_QUESTIONS);
  g_assert_cmpuint (count (fixture->view, TERRAIN_TYPE_QUESTION), <, MOST_BUILT);
  assert_no_gap (fixture, fixture->view);
}

static void
test_jumping (Fixture *fixture, gconstpointer data)
{
  guint before = count (fixture->view, TERRAIN_TYPE_QUESTION);

  g_assert_true (terrain_form_view_focus_ref (TERRAIN_FORM_VIEW (fixture->view), "/data/q251"));
  settle (fixture);
  g_assert_cmpstr (terrain_form_view_get_current_ref (TERRAIN_FORM_VIEW (fixture->view)), ==, "/data/q251");
  g_assert_cmpfloat (top_of (fixture, "/data/q251"), >=, 0);
  g_assert_cmpfloat (top_of (fixture, "/data/q251"), <, 800);
  assert_no_gap (fixture, fixture->view);
  g_assert_cmpuint (count (fixture->view, TERRAIN_TYPE_QUESTION), <, before + MOST_BUILT);
}

/* What is taller than the page is read from its beginning, not from where its first field comes into sight. */
static void
test_tall (Fixture *fixture, gconstpointer data)
{
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 720, 400);
  settle (fixture);
  g_assert_true (terrain_form_view_focus_ref (TERRAIN_FORM_VIEW (fixture->view), "/data/q29"));
  settle (fixture);
  g_assert_true (terrain_form_view_focus_next (TERRAIN_FORM_VIEW (fixture->view)));
  settle (fixture);
  g_assert_cmpstr (terrain_form_view_get_current_ref (TERRAIN_FORM_VIEW (fixture->view)), ==, "/data/q30");
  g_assert_cmpfloat (top_of (fixture, "/data/q30"), >=, 0);
  g_assert_cmpfloat (top_of (fixture, "/data/q30"), <, 60);
}

typedef struct
{
  guint n_frames;
} Busy;

static gboolean
be_busy (gpointer data)
{
  Busy *busy = data;

  return busy->n_frames > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* A machine that has time for frames, but for nothing between them: what comes above the question as the page is built at
 * last does not push it out of sight. */
static void
test_busy_machine (Fixture *fixture, gconstpointer data)
{
  Busy busy = { .n_frames = 10 };
  GtkWidget *scroller;

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_idle_add_full (GDK_PRIORITY_REDRAW + 5, be_busy, &busy, NULL);
  fixture->view = terrain_form_view_new_preview (fixture->interview);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 720, 800);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->view);
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_assert_true (terrain_form_view_focus_ref (TERRAIN_FORM_VIEW (fixture->view), "/data/q251"));
  gtk_widget_add_tick_callback (fixture->view, count_frame, &busy.n_frames, NULL);
  scroller = form_support_find_type (fixture->view, GTK_TYPE_SCROLLED_WINDOW);
  fixture->adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  settle (fixture);
  g_assert_cmpuint (busy.n_frames, ==, 0);
  g_assert_cmpfloat (top_of (fixture, "/data/q251"), >=, 0);
  g_assert_cmpfloat (top_of (fixture, "/data/q251"), <, 800);
}

/* What is built above the page is of another height than its place was, and the page stays. */
static void
test_scrolling_up (Fixture *fixture, gconstpointer data)
{
  double before, moved = 0;

  g_assert_true (terrain_form_view_focus_ref (TERRAIN_FORM_VIEW (fixture->view), "/data/q151"));
  settle (fixture);
  before = top_of (fixture, "/data/q151");
  for (guint i = 0; i < 8; i++)
    {
      gtk_adjustment_set_value (fixture->adjustment, gtk_adjustment_get_value (fixture->adjustment) - 150);
      moved += 150;
      settle (fixture);
      g_assert_cmpfloat_with_epsilon (top_of (fixture, "/data/q151"), before + moved, 1.5);
      assert_no_gap (fixture, fixture->view);
    }
}

static void
test_walking (Fixture *fixture, gconstpointer data)
{
  TerrainFormView *view = TERRAIN_FORM_VIEW (fixture->view);

  gtk_widget_grab_focus (fixture->view);
  for (guint i = 1; i <= N_QUESTIONS; i++)
    {
      g_autofree char *ref = g_strdup_printf ("/data/q%u", i);

      g_assert_cmpstr (terrain_form_view_get_current_ref (view), ==, ref);
      g_assert_true (terrain_form_view_focus_next (view) == (i < N_QUESTIONS));
    }
}

/* Tab finds a question that nobody has come near. */
static void
test_tab (Fixture *fixture, gconstpointer data)
{
  TerrainFormView *view = TERRAIN_FORM_VIEW (fixture->view);

  g_assert_true (terrain_form_view_focus_ref (view, "/data/q278"));
  g_assert_true (gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_FORWARD));
  g_assert_cmpstr (terrain_form_view_get_current_ref (view), ==, "/data/q279");
  g_assert_true (gtk_widget_child_focus (fixture->window, GTK_DIR_TAB_BACKWARD));
  g_assert_cmpstr (terrain_form_view_get_current_ref (view), ==, "/data/q278");
}

/* A hundred questions go and come back between two that are seen. */
static void
test_opening_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_form_view_focus_ref (TERRAIN_FORM_VIEW (fixture->view), "/data/q99"));
  g_assert_true (terrain_interview_answer (fixture->interview, "/data/q2", "no", &error));
  settle (fixture);
  g_assert_cmpuint (count (fixture->view, TERRAIN_TYPE_FORM_SLOT), ==, N_QUESTIONS - 100);
  assert_no_gap (fixture, fixture->view);
  g_assert_true (terrain_interview_answer (fixture->interview, "/data/q2", "", &error));
  settle (fixture);
  g_assert_cmpuint (count (fixture->view, TERRAIN_TYPE_FORM_SLOT), ==, N_QUESTIONS);
  assert_no_gap (fixture, fixture->view);
  g_assert_cmpuint (count (fixture->view, TERRAIN_TYPE_QUESTION), <, 2 * MOST_BUILT);
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
  add ("/form-sight/opening", test_opening);
  add ("/form-sight/jumping", test_jumping);
  add ("/form-sight/tall", test_tall);
  add ("/form-sight/busy-machine", test_busy_machine);
  add ("/form-sight/scrolling-up", test_scrolling_up);
  add ("/form-sight/walking", test_walking);
  add ("/form-sight/tab", test_tab);
  add ("/form-sight/opening-many", test_opening_many);
  return g_test_run ();
}
