/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What belongs to a telephone (a compass, other apps, its maps) and what becomes of it at a desk; lists beside the form. */

#include <adwaita.h>

#include "form-fixture.h"

/* "bearing": typed, in degrees. */
static void
test_bearing (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/bearing");

  form_fixture_type_in (question, 0, "271,5");
  g_assert_true (terrain_question_flush (TERRAIN_QUESTION (question)));
  form_fixture_assert_value (fixture, "/data/bearing", "271.5");
  form_fixture_type_in (question, 0, "400");
  g_assert_false (terrain_question_flush (TERRAIN_QUESTION (question)));
  form_fixture_assert_text (question, "“400” is not a direction: use degrees from 0 to 360.");
  form_fixture_assert_value (fixture, "/data/bearing", "271.5");
  form_fixture_type_in (question, 0, "-1");
  g_assert_false (terrain_question_flush (TERRAIN_QUESTION (question)));
  form_fixture_type_in (question, 0, "north");
  g_assert_false (terrain_question_flush (TERRAIN_QUESTION (question)));
  form_fixture_assert_text (question, "“north” is not a number");
  form_fixture_type_in (question, 0, "360");
  g_assert_true (terrain_question_flush (TERRAIN_QUESTION (question)));
  form_fixture_assert_value (fixture, "/data/bearing", "360");
  form_fixture_type_in (question, 0, "");
  g_assert_true (terrain_question_flush (TERRAIN_QUESTION (question)));
  form_fixture_assert_value (fixture, "/data/bearing", "");
}

static void
type_into (FormFixture *fixture, const char *ref, const char *text, const char *value)
{
  GtkWidget *question = form_fixture_go_to (fixture, ref);

  form_fixture_type_in (question, 0, text);
  g_assert_true (terrain_question_flush (TERRAIN_QUESTION (question)));
  form_fixture_assert_value (fixture, ref, value);
  /* Nothing of an app that is not there, or of where to get it. */
  form_fixture_assert_no_text (question, "app");
  form_fixture_assert_no_text (question, "Install");
}

/* "ex:": ODK asks for the value itself where the app is missing, and here it always is. */
static void
test_external (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question;

  type_into (fixture, "/data/breath", "17 or so", "17 or so");
  type_into (fixture, "/data/count", "12", "12");
  type_into (fixture, "/data/weight", "64,5", "64.5");
  question = form_fixture_go_to (fixture, "/data/count");
  form_fixture_type_in (question, 0, "many");
  g_assert_false (terrain_question_flush (TERRAIN_QUESTION (question)));
  form_fixture_assert_text (question, "“many” is not a whole number");
  form_fixture_assert_value (fixture, "/data/count", "12");
  form_fixture_type_in (question, 0, "12");

  question = form_fixture_go_to (fixture, "/data/scan");
  g_assert_nonnull (form_fixture_button (question, "Choose a Picture…"));
}

/* "app" of a picture: taken or chosen as any other. */
static void
test_app (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/stamp");

  g_assert_nonnull (form_fixture_button (question, "Choose a Picture…"));
  form_fixture_assert_no_text (question, "org.example");
}

/* A file of OpenStreetMap's, which another app would have drawn: it can be chosen, and one that is there stays. */
static void
test_osm (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/house");

  g_assert_nonnull (form_fixture_button (question, "Choose a File…"));
  form_fixture_set (fixture, "/data/house", "house.osm");
  form_fixture_assert_text (question, "house.osm");
  g_assert_true (terrain_question_flush (TERRAIN_QUESTION (question)));
  form_fixture_go_to (fixture, "/data/step");
  form_fixture_assert_value (fixture, "/data/house", "house.osm");
}

/* "picker": a number without a scale, and only one of its steps. */
static void
test_picker (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/step");

  g_assert_null (form_support_find_type (question, GTK_TYPE_SCALE));
  form_fixture_type_in (question, 0, "3");
  g_assert_true (terrain_question_flush (TERRAIN_QUESTION (question)));
  form_fixture_assert_value (fixture, "/data/step", "3");
  form_fixture_type_in (question, 0, "2");
  g_assert_false (terrain_question_flush (TERRAIN_QUESTION (question)));
  form_fixture_assert_value (fixture, "/data/step", "3");
  form_fixture_type_in (question, 0, "7");
  g_assert_false (terrain_question_flush (TERRAIN_QUESTION (question)));
  form_fixture_assert_value (fixture, "/data/step", "3");
  form_fixture_type_in (question, 0, "5");
}

static char *
dup_offered (FormFixture *fixture, const char *ref)
{
  GListModel *choices = terrain_item_get_choices (terrain_interview_find_item (fixture->interview, ref));
  g_autoptr (GString) offered = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);
      g_string_append_printf (offered, "%s%s", i > 0 ? " " : "", terrain_choice_get_label (choice));
    }
  return g_strdup (offered->str);
}

static void
assert_offered (FormFixture *fixture, const char *ref, const char *labels)
{
  GtkWidget *question = form_fixture_go_to (fixture, ref);
  g_autofree char *offered = dup_offered (fixture, ref);
  g_auto (GStrv) words = g_strsplit (labels, " ", -1);

  g_assert_cmpstr (offered, ==, labels);
  for (guint i = 0; words[i] != NULL && *words[i] != '\0'; i++)
    form_fixture_assert_text (question, words[i]);
}

/* search() of the appearance: all its ways to look, one and two columns, as the answers change. */
static void
test_search (FormFixture *fixture, gconstpointer data)
{
  g_autofree char *offered = NULL;

  assert_offered (fixture, "/data/any", "Kiwi Apple Mango Pineapple");
  form_fixture_choose (form_support_question (fixture->view, "/data/any"), 2);
  form_fixture_assert_value (fixture, "/data/any", "m");

  /* Where the whole is compared, so are capitals. */
  form_fixture_set (fixture, "/data/text", "Apple");
  assert_offered (fixture, "/data/contains", "Apple Pineapple");
  assert_offered (fixture, "/data/begins", "Apple");
  assert_offered (fixture, "/data/ends", "Apple Pineapple");
  assert_offered (fixture, "/data/matches", "Apple");
  form_fixture_set (fixture, "/data/colour", "yellow");
  assert_offered (fixture, "/data/both", "Pineapple");
  form_fixture_choose (form_support_question (fixture->view, "/data/both"), 0);
  form_fixture_assert_value (fixture, "/data/both", "p");
  form_fixture_set (fixture, "/data/colour", "red");
  assert_offered (fixture, "/data/both", "Apple");
  form_fixture_set (fixture, "/data/text", "durian");
  offered = dup_offered (fixture, "/data/contains");
  g_assert_cmpstr (offered, ==, "");
  /* What was chosen from a whole list is not touched by another's. */
  form_fixture_assert_value (fixture, "/data/any", "m");
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, function) \
  g_test_add ("/form/fallbacks/" name, FormFixture, "fallbacks.xml", form_fixture_set_up, function, form_fixture_tear_down)
  ADD ("bearing", test_bearing);
  ADD ("external", test_external);
  ADD ("app", test_app);
  ADD ("osm", test_osm);
  ADD ("picker", test_picker);
  ADD ("search", test_search);
#undef ADD
  return g_test_run ();
}
