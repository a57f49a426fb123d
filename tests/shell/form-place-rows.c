/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Places as they are typed: what runs from left to right in every language, and ways of thousands of places. */

#include <adwaita.h>

#include "form-fixture.h"
#include "terrain-editors.h"
#include "terrain-form-direction.h"

/* In a form that runs from right to left the entry stands so, and what is in it does not: 4.35 is not the latitude. */
static void
test_direction (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/here"), *entry, *text;

  terrain_form_apply_direction (fixture->view, GTK_TEXT_DIR_RTL);
  entry = form_support_nth (question, GTK_TYPE_ENTRY, 0);
  text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (entry)));
  g_assert_cmpint (gtk_widget_get_direction (entry), ==, GTK_TEXT_DIR_RTL);
  g_assert_cmpint (gtk_widget_get_direction (text), ==, GTK_TEXT_DIR_LTR);
  g_assert_cmpfloat (gtk_entry_get_alignment (GTK_ENTRY (entry)), ==, 1);
  terrain_form_apply_direction (fixture->view, GTK_TEXT_DIR_LTR);
  g_assert_cmpfloat (gtk_entry_get_alignment (GTK_ENTRY (entry)), ==, 0);
}

/* A way that some device recorded: told, kept byte for byte, and there at once. */
static void
test_many (FormFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) way = g_string_new ("50.80 4.30 0 0");
  GtkWidget *question = form_fixture_go_to (fixture, "/data/way");
  g_autofree char *kept = NULL;
  gint64 began;

  for (guint i = 1; i < 20000; i++)
    g_string_append_printf (way, "; %.4f 4.3 0 0", 50.0 + i / 20000.0);
  began = g_get_monotonic_time ();
  form_fixture_set (fixture, "/data/way", way->str);
  form_support_run (10);
  kept = g_strdup (form_support_value (fixture->interview, "/data/way"));
  g_assert_cmpint (g_get_monotonic_time () - began, <, 5 * G_TIME_SPAN_SECOND);
  g_assert_null (form_support_nth (question, GTK_TYPE_ENTRY, 0));
  form_fixture_assert_text (question, "20000 places: too many to be typed");
  g_assert_true (terrain_question_flush (TERRAIN_QUESTION (question)));
  form_fixture_go_to (fixture, "/data/area");
  form_fixture_go_to (fixture, "/data/way");
  /* Not by g_assert_cmpstr(), which would print both. */
  g_assert_true (g_str_equal (form_support_value (fixture->interview, "/data/way"), kept));

  /* A short one again: its entries are back. */
  form_fixture_set (fixture, "/data/way", "50 4 0 0; 51 5 0 0");
  g_assert_nonnull (form_support_nth (question, GTK_TYPE_ENTRY, 1));
  g_assert_nonnull (form_fixture_button (question, "Add a Place"));
  form_fixture_assert_no_text (question, "too many");
  form_fixture_set (fixture, "/data/way", way->str);
  form_fixture_set (fixture, "/data/way", "");
  g_assert_nonnull (form_support_nth (question, GTK_TYPE_ENTRY, 0));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, function) \
  g_test_add ("/place-rows/" name, FormFixture, "places.xml", form_fixture_set_up, function, form_fixture_tear_down)
  ADD ("direction", test_direction);
  ADD ("many", test_many);
#undef ADD
  return g_test_run ();
}
