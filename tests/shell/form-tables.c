/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "form-fixture.h"
#include "terrain-choice-grid.h"
#include "widgets.h"

/* Tables of choices: lines under column headings where there is room, one question after the other where the window
 * is narrow or the text large; the change between the two. */

#define WIDE 720
#define NARROW 360
#define ARABIC "العربية (ar)"
#define DUTCH "Nederlands (nl)"

static void
set_up (FormFixture *fixture, gconstpointer name)
{
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-xft-dpi");
  form_fixture_set_up (fixture, name);
}

static void
tear_down (FormFixture *fixture, gconstpointer name)
{
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-xft-dpi");
  form_fixture_tear_down (fixture, name);
}

static GtkWidget *
grid_of (FormFixture *fixture, const char *ref)
{
  GtkWidget *question = form_support_question (fixture->view, ref);

  return question != NULL ? form_support_find_type (question, TERRAIN_TYPE_CHOICE_GRID) : NULL;
}

typedef struct
{
  FormFixture *fixture;
  const char *ref;
  gboolean stacked;
} Wanted;

/* And drawn so. */
static gboolean
has_shape (gpointer data)
{
  Wanted *wanted = data;
  GtkWidget *grid = grid_of (wanted->fixture, wanted->ref);

  return grid != NULL && terrain_choice_grid_get_stacked (TERRAIN_CHOICE_GRID (grid)) == wanted->stacked &&
         gtk_widget_get_width (grid) > 0;
}

static void
wait_for_shape (FormFixture *fixture, const char *ref, gboolean stacked)
{
  widgets_wait (has_shape, &(Wanted) { fixture, ref, stacked });
  form_support_run (50);
}

static void
make_wide (FormFixture *fixture, int width)
{
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 800);
}

static void
enlarge_text (void)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
}

static GtkWidget *
question_at (FormFixture *fixture, const char *ref)
{
  GtkWidget *question = form_support_question (fixture->view, ref);

  g_assert_nonnull (question);
  return question;
}

static graphene_rect_t
place_of (GtkWidget *widget, GtkWidget *in)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, in, &bounds));
  return bounds;
}

static gboolean
is_label (GtkWidget *widget, gpointer text)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
         g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), text);
}

static GtkWidget *
label_in (GtkWidget *question, const char *text)
{
  GtkWidget *label = form_support_find (question, is_label, (gpointer) text);

  if (label == NULL)
    g_error ("“%s” is not to be seen", text);
  return label;
}

/* One below the other, each as wide as the question, with its label, below the question's own. */
static void
assert_list (FormFixture *fixture, const char *ref, const char *title, const char *const *labels)
{
  GtkWidget *question = question_at (fixture, ref);
  graphene_rect_t above = place_of (label_in (question, title), question);
  float end = above.origin.y + above.size.height;

  for (guint i = 0; labels[i] != NULL; i++)
    {
      GtkWidget *row = GTK_WIDGET (form_fixture_row (question, i));
      graphene_rect_t place = place_of (row, question);
      graphene_rect_t label = place_of (label_in (row, labels[i]), row);

      g_assert_cmpfloat (place.origin.y, >=, end - 1);
      g_assert_cmpint ((int) place.size.width, >=, gtk_widget_get_width (question) - 2);
      /* Not cut by its row. */
      g_assert_cmpfloat (label.origin.x, >=, 0);
      g_assert_cmpfloat (label.origin.x + label.size.width, <=, place.size.width);
      end = place.origin.y + place.size.height;
    }
}

/* Beside each other, without their labels: those are over them. */
static void
assert_line (FormFixture *fixture, const char *ref, const char *const *labels)
{
  GtkWidget *question = question_at (fixture, ref);
  graphene_rect_t first = place_of (GTK_WIDGET (form_fixture_row (question, 0)), question);
  float end = -1;

  for (guint i = 0; labels[i] != NULL; i++)
    {
      graphene_rect_t place = place_of (GTK_WIDGET (form_fixture_row (question, i)), question);

      form_fixture_assert_no_text (question, labels[i]);
      g_assert_cmpfloat_with_epsilon (place.origin.y, first.origin.y, 1);
      g_assert_cmpfloat (place.origin.x, >=, end);
      end = place.origin.x + place.size.width;
    }
}

static const char *const often[] = { "Never", "Occasionally", "Regularly", "Every day", NULL };

static void
test_change (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *noise, *row;

  wait_for_shape (fixture, "/data/t/noise", FALSE);
  assert_line (fixture, "/data/t/noise", often);
  form_fixture_assert_text (question_at (fixture, "/data/t/head"), "Occasionally");
  noise = form_fixture_go_to (fixture, "/data/t/noise");
  row = GTK_WIDGET (form_fixture_row (noise, 2));
  gtk_widget_grab_focus (row);
  form_fixture_choose (noise, 2);

  make_wide (fixture, NARROW);
  wait_for_shape (fixture, "/data/t/noise", TRUE);
  wait_for_shape (fixture, "/data/t/litter", TRUE);
  g_assert_cmpint (gtk_widget_get_width (fixture->view), <=, NARROW);
  assert_list (fixture, "/data/t/noise", "Noise in the street", often);
  assert_list (fixture, "/data/t/litter", "Litter", often);
  form_fixture_assert_no_text (question_at (fixture, "/data/t/head"), "Occasionally");
  /* The same choice: what is read, and by whom, has not moved. */
  g_assert_true (GTK_WIDGET (form_fixture_row (noise, 2)) == row);
  g_assert_true (gtk_widget_has_focus (row));
  form_fixture_assert_checked (TERRAIN_CHOICE_ROW (row), TRUE);
  form_fixture_assert_value (fixture, "/data/t/noise", "3");

  make_wide (fixture, WIDE);
  wait_for_shape (fixture, "/data/t/noise", FALSE);
  wait_for_shape (fixture, "/data/t/litter", FALSE);
  assert_line (fixture, "/data/t/noise", often);
  assert_line (fixture, "/data/t/litter", often);
  form_fixture_assert_text (question_at (fixture, "/data/t/head"), "Occasionally");
  g_assert_true (gtk_widget_has_focus (row));
}

static gboolean
is_low (gpointer view)
{
  return gtk_widget_get_height (view) == 400;
}

static void
assert_in_sight (GtkWidget *row)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (row, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t place = place_of (row, scroller);

  g_assert_true (gtk_widget_has_focus (row));
  g_assert_cmpfloat (place.origin.y, >=, -1);
  g_assert_cmpfloat (place.origin.y + place.size.height, <=, gtk_widget_get_height (scroller) + 1);
}

/* The focus is still in sight after everything above it has grown, and shrunk again. */
static void
test_in_sight (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *clean, *row;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), WIDE, 400);
  widgets_wait (is_low, fixture->view);
  clean = form_fixture_go_to (fixture, "/data/l/clean");
  row = GTK_WIDGET (form_fixture_row (clean, 3));
  gtk_widget_grab_focus (row);
  form_support_run (200);
  assert_in_sight (row);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), NARROW, 400);
  wait_for_shape (fixture, "/data/l/clean", TRUE);
  form_support_run (200);
  assert_in_sight (row);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), WIDE, 400);
  wait_for_shape (fixture, "/data/l/clean", FALSE);
  form_support_run (200);
  assert_in_sight (row);
}

static void
test_large_text (FormFixture *fixture, gconstpointer data)
{
  wait_for_shape (fixture, "/data/t/noise", FALSE);
  enlarge_text ();
  wait_for_shape (fixture, "/data/t/noise", TRUE);
  assert_list (fixture, "/data/t/noise", "Noise in the street", often);
  /* A window with room for words of that size has the table again. */
  make_wide (fixture, NARROW);
  form_support_run (100);
  assert_list (fixture, "/data/t/noise", "Noise in the street", often);
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-xft-dpi");
  make_wide (fixture, WIDE);
  wait_for_shape (fixture, "/data/t/noise", FALSE);
  assert_line (fixture, "/data/t/noise", often);
}

/* In the list as in every list; in the table as in every table. */
static void
test_keys (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *noise, *litter;

  form_fixture_need_keys ();
  noise = form_fixture_go_to (fixture, "/data/t/noise");
  litter = question_at (fixture, "/data/t/litter");
  make_wide (fixture, NARROW);
  wait_for_shape (fixture, "/data/t/noise", TRUE);
  form_fixture_go_to (fixture, "/data/t/noise");
  form_support_key ("Down");
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (form_fixture_row (noise, 1))));
  form_support_key ("Down");
  form_support_key ("Up");
  form_support_key ("space");
  form_fixture_assert_value (fixture, "/data/t/noise", "2");
  form_support_key ("4");
  form_fixture_assert_value (fixture, "/data/t/noise", "4");
  form_support_key ("Tab");
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/t/litter");

  make_wide (fixture, WIDE);
  wait_for_shape (fixture, "/data/t/litter", FALSE);
  form_support_key ("Right");
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (form_fixture_row (litter, 1))));
  form_support_key ("Up");
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (form_fixture_row (noise, 1))));
}

static void
assert_told (GtkWidget *question, GtkAccessibleRole role, const char *const *labels)
{
  GtkWidget *grid = form_support_find_type (question, TERRAIN_TYPE_CHOICE_GRID);
  guint n = g_strv_length ((char **) labels);

  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (grid)), ==, role);
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  for (guint i = 0; i < n; i++)
    {
      GtkAccessible *row = GTK_ACCESSIBLE (form_fixture_row (question, i));

      g_assert_null (gtk_test_accessible_check_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, labels[i]));
      g_assert_null (gtk_test_accessible_check_relation (row, GTK_ACCESSIBLE_RELATION_POS_IN_SET, (int) i + 1));
      g_assert_null (gtk_test_accessible_check_relation (row, GTK_ACCESSIBLE_RELATION_SET_SIZE, (int) n));
    }
}

/* What a screen reader hears is the same in both shapes: the question, then the column. */
static void
test_told (FormFixture *fixture, gconstpointer data)
{
  static const char *const times[] = { "By day", "In the evening", "At night", NULL };

  wait_for_shape (fixture, "/data/t/noise", FALSE);
  for (guint round = 0; round < 2; round++)
    {
      assert_told (question_at (fixture, "/data/t/noise"), GTK_ACCESSIBLE_ROLE_RADIO_GROUP, often);
      assert_told (form_fixture_go_to (fixture, "/data/s/times"), GTK_ACCESSIBLE_ROLE_GROUP, times);
      g_assert_null (gtk_test_accessible_check_property (GTK_ACCESSIBLE (question_at (fixture, "/data/t/noise")),
                                                         GTK_ACCESSIBLE_PROPERTY_LABEL, "Noise in the street at night"));
      make_wide (fixture, NARROW);
      wait_for_shape (fixture, "/data/s/times", TRUE);
    }
}

static void
test_turned (FormFixture *fixture, gconstpointer data)
{
  static const char *const labels[] = { "أبدًا", "أحيانًا", "بانتظام", "كل يوم", NULL };
  g_autoptr (GError) error = NULL;
  GtkWidget *row, *label;

  g_assert_true (terrain_interview_set_language (fixture->interview, ARABIC, &error));
  make_wide (fixture, NARROW);
  wait_for_shape (fixture, "/data/t/noise", TRUE);
  assert_list (fixture, "/data/t/noise", "الضوضاء", labels);
  /* The mark stands where the line begins. */
  row = GTK_WIDGET (form_fixture_row (question_at (fixture, "/data/t/noise"), 0));
  label = label_in (row, labels[0]);
  g_assert_cmpfloat (place_of (form_support_find_type (row, GTK_TYPE_CHECK_BUTTON), row).origin.x, >,
                     place_of (label, row).origin.x);
}

/* Both languages at each choice of the list, and the question in both over it. */
static void
test_second_language (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *noise;

  terrain_form_view_set_second_language (TERRAIN_FORM_VIEW (fixture->view), DUTCH);
  make_wide (fixture, NARROW);
  wait_for_shape (fixture, "/data/t/noise", TRUE);
  noise = question_at (fixture, "/data/t/noise");
  form_fixture_assert_text (noise, "Nachtlawaai op straat");
  form_fixture_assert_text (GTK_WIDGET (form_fixture_row (noise, 1)), "Occasionally");
  form_fixture_assert_text (GTK_WIDGET (form_fixture_row (noise, 1)), "Uitzonderlijk");
  terrain_form_view_set_second_language (TERRAIN_FORM_VIEW (fixture->view), NULL);
  form_support_run (100);
  form_fixture_assert_no_text (noise, "Uitzonderlijk");
}

static void
test_several (FormFixture *fixture, gconstpointer data)
{
  static const char *const times[] = { "By day", "In the evening", "At night", NULL };
  GtkWidget *question = form_fixture_go_to (fixture, "/data/s/times");

  form_fixture_choose (question, 2);
  make_wide (fixture, NARROW);
  wait_for_shape (fixture, "/data/s/times", TRUE);
  assert_list (fixture, "/data/s/times", "When?", times);
  form_fixture_choose (question, 0);
  form_fixture_assert_value (fixture, "/data/s/times", "day night");
}

/* The question above a line of equal parts is the question's own. */
static void
test_likert (FormFixture *fixture, gconstpointer data)
{
  form_fixture_go_to (fixture, "/data/l/clean");
  wait_for_shape (fixture, "/data/l/clean", FALSE);
  make_wide (fixture, NARROW);
  wait_for_shape (fixture, "/data/l/clean", TRUE);
  assert_list (fixture, "/data/l/clean", "The square is clean", often);
}

/* Never drawn in the wrong shape: not even the first time. */
static void
count_wrong (GdkFrameClock *clock, guint *n_wrong)
{
  GtkWidget *view = g_object_get_data (G_OBJECT (clock), "view");
  GtkWidget *grid = form_support_find_type (view, TERRAIN_TYPE_CHOICE_GRID);

  if (grid != NULL && gtk_widget_get_mapped (grid) && gtk_widget_get_width (grid) > 0 &&
      terrain_choice_grid_get_stacked (TERRAIN_CHOICE_GRID (grid)) != (gtk_widget_get_width (grid) < 400))
    (*n_wrong)++;
}

static void
test_no_flicker (FormFixture *fixture, gconstpointer data)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (fixture->window);
  guint n_wrong = 0;
  gulong handler;

  form_fixture_go_to (fixture, "/data/t/noise");
  g_object_set_data (G_OBJECT (clock), "view", grid_of (fixture, "/data/t/noise"));
  handler = g_signal_connect (clock, "paint", G_CALLBACK (count_wrong), &n_wrong);
  for (guint round = 0; round < 3; round++)
    {
      make_wide (fixture, NARROW);
      wait_for_shape (fixture, "/data/t/noise", TRUE);
      make_wide (fixture, WIDE);
      wait_for_shape (fixture, "/data/t/noise", FALSE);
    }
  g_signal_handler_disconnect (clock, handler);
  g_assert_cmpuint (n_wrong, ==, 0);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, function) g_test_add ("/form/tables/" name, FormFixture, "tables.xml", set_up, function, tear_down)
  ADD ("change", test_change);
  ADD ("in-sight", test_in_sight);
  ADD ("large-text", test_large_text);
  ADD ("keys", test_keys);
  ADD ("told", test_told);
  ADD ("turned", test_turned);
  ADD ("second-language", test_second_language);
  ADD ("several", test_several);
  ADD ("likert", test_likert);
  ADD ("no-flicker", test_no_flicker);
#undef ADD
  return g_test_run ();
}
