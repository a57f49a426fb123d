/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Words at the numbers of a range, where its knob waits, and how it stands. */

#include <adwaita.h>

#include "form-fixture.h"

static GtkWidget *
scale_of (GtkWidget *question)
{
  return form_support_find_type (question, GTK_TYPE_SCALE);
}

/* Below the scale; in the form's language; mirrored with it. */
static void
test_scale (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/scale");
  GtkWidget *scale = scale_of (question);

  form_fixture_assert_text (question, "\u2068\u2068""0\u2069 – Not safe at all\u2069");
  form_fixture_assert_text (question, "\u2068\u2068""100\u2069 – Completely safe\u2069");
  /* "placeholder": the knob waits in the middle, and that is no answer. */
  g_assert_cmpfloat (gtk_range_get_value (GTK_RANGE (scale)), ==, 50);
  g_assert_true (gtk_widget_has_css_class (scale, "unanswered"));
  form_fixture_assert_value (fixture, "/data/scale", "");
  form_fixture_type_in (question, 0, "10");
  form_support_run (400);
  form_fixture_assert_value (fixture, "/data/scale", "10");
  g_assert_cmpint (gtk_widget_get_direction (scale), ==, GTK_TEXT_DIR_LTR);

  g_assert_true (terrain_interview_set_language (fixture->interview, "العربية (ar)", NULL));
  form_support_run (200);
  form_fixture_assert_text (question, "آمن تمامًا");
  form_fixture_assert_no_text (question, "Completely safe");
  g_assert_cmpint (gtk_widget_get_direction (scale), ==, GTK_TEXT_DIR_RTL);
  g_assert_true (gtk_range_get_flippable (GTK_RANGE (scale)));
}

static void
test_buttons (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/buttons");
  GtkWidget *button = form_fixture_button (question, "0");
  g_autofree char *wrong = NULL;

  g_assert_null (scale_of (question));
  form_fixture_assert_text (question, "Not safe at all");
  wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, "0 – Not safe at all");
  g_assert_cmpstr (wrong, ==, NULL);
  form_fixture_click (question, "10");
  form_fixture_assert_value (fixture, "/data/buttons", "10");
}

/* Enketo's thermometer is a scale that stands up. */
static void
test_upright (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/upright");

  g_assert_cmpint (gtk_orientable_get_orientation (GTK_ORIENTABLE (scale_of (question))), ==, GTK_ORIENTATION_VERTICAL);
  form_fixture_assert_text (question, "Neither safe nor unsafe");
  g_assert_true (terrain_interview_set_language (fixture->interview, "العربية (ar)", NULL));
  form_support_run (200);
  form_fixture_assert_text (question, "لا آمن ولا غير آمن");
  question = form_fixture_go_to (fixture, "/data/distress");
  g_assert_cmpint (gtk_orientable_get_orientation (GTK_ORIENTABLE (scale_of (question))), ==, GTK_ORIENTATION_VERTICAL);
  gtk_range_set_value (GTK_RANGE (scale_of (question)), 7);
  form_fixture_assert_value (fixture, "/data/distress", "7");
  g_assert_cmpstr (form_fixture_entry_text (question, 0), ==, "7");
}

static gboolean
is_red_button (GtkWidget *widget, gpointer data)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "error");
}

/* What is missing is said once, not by every way there is to give it. */
static void
test_required_upload (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/photo");

  terrain_form_view_set_show_required (TERRAIN_FORM_VIEW (fixture->view), TRUE);
  form_support_run (100);
  form_fixture_assert_text (question, "needs an answer");
  g_assert_null (form_support_find (question, is_red_button, NULL));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, func) \
  g_test_add ("/form/ranges/" name, FormFixture, "ranges.xml", form_fixture_set_up, func, form_fixture_tear_down)
  ADD ("scale", test_scale);
  ADD ("buttons", test_buttons);
  ADD ("upright", test_upright);
  ADD ("required-upload", test_required_upload);
#undef ADD
  return g_test_run ();
}
