/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interview-fixture.h"

#include <string.h>

/* What the fuzz targets of tests/fuzz found, each made small and said in words. */

static void
test_expression_not_utf8 (void)
{
  static const char *const sources[] = { "a\xff(", "'\xc3", "\xe9t\xe9 + 1", "1 + \xf0\x9f" };

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TerrainXPath) xpath = terrain_xpath_compile_lazily (sources[i], NULL, NULL, &error);

      g_assert_null (xpath);
      g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_XPATH);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

typedef struct
{
  const char *bytes;
  gsize length;
} List;

static GBytes *
load_list (const char *uri,
           gpointer    user_data,
           GError    **error)
{
  List *list = user_data;

  return list->length > 0 ? g_bytes_new (list->bytes, list->length) : g_bytes_new (NULL, 0);
}

/* Returns: (transfer full): what the form says about a list of @bytes called @name */
static char *
read_list (const char *name,
           const char *bytes,
           gsize       length)
{
  g_autofree char *text = g_strdup_printf (
      "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'><h:head><h:title>T</h:title>"
      "<model><instance><data id='f'><a/></data></instance><instance id='l' src='jr://file/%s'/></model></h:head><h:body>"
      "<select1 ref='/data/a'><label>A</label><itemset nodeset=\"instance('l')/root/item\"><value ref='name'/>"
      "<label ref='label'/></itemset></select1></h:body></h:html>", name);
  g_autoptr (GBytes) xml = g_bytes_new (text, strlen (text));
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;
  List list = { bytes, length };
  g_autoptr (TerrainForm) form = terrain_form_parse (xml, load_list, &list, &issues, &error);

  g_assert_no_error (error);
  g_assert_nonnull (form);
  g_assert_cmpuint (issues->len, ==, 1);
  return g_strdup (((TerrainIssue *) issues->pdata[0])->message);
}

/* An empty GBytes has no address to count from. */
static void
test_empty_lists (void)
{
  g_autofree char *csv = read_list ("l.csv", "", 0);
  g_autofree char *geojson = read_list ("l.geojson", "", 0);

  g_assert_cmpstr (csv, !=, "");
  g_assert_cmpstr (geojson, !=, "");
}

static void
test_empty_form (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new (NULL, 0);
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainForm) form = terrain_form_parse (bytes, NULL, NULL, &issues, &error);

  g_assert_null (form);
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_XML);
  g_assert_cmpuint (issues->len, ==, 1);
}

/* The JSON parser quotes what it could not read byte by byte. */
static void
test_geojson_message (void)
{
  static const char text[] = "{\"type\":\"FeatureCollection\",\"features\":[\xc3\xa9]}";
  g_autofree char *message = read_list ("l.geojson", text, sizeof text - 1);

  g_assert_true (g_utf8_validate (message, -1, NULL));
}

/* Of two collections in one file only the second was read, and the first was lost. */
static void
test_geojson_twice (void)
{
  static const char text[] = "{\"type\":\"FeatureCollection\",\"features\":[]}\n"
                             "{\"type\":\"FeatureCollection\",\"features\":[]}";
  g_autofree char *message = read_list ("l.geojson", text, sizeof text - 1);

  g_assert_nonnull (strstr (message, "end"));
}

/* A question that stands outside of the repeat whose node it shows. */
static void
test_question_outside_its_repeat (void)
{
  g_autoptr (TerrainInterview) interview =
    fixture_interview ("<r><x/></r>", "<bind nodeset='/data/r/x' jr:requiredMsg='say x'/>",
                       "<input ref='/data/r/x'><label>Outside</label></input><group ref='/data/r'><label>R</label>"
                       "<repeat nodeset='/data/r'><input ref='/data/r/x'><label>X</label></input></repeat></group>");
  TerrainItem *root = terrain_interview_get_root_item (interview);
  g_autoptr (TerrainItem) outside = g_list_model_get_item (G_LIST_MODEL (root), 0);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (terrain_interview_add_instance (interview, "/data/r", NULL), ==, 2);
  fixture_answer (interview, "/data/r[1]/x", "one");
  fixture_answer (interview, "/data/r[2]/x", "two");
  g_assert_cmpstr (terrain_item_get_value (outside), ==, "one");

  /* It goes on with the instance that stays, and shows nothing where there is none. */
  g_assert_true (terrain_interview_remove_instance (interview, "/data/r[1]", NULL));
  g_assert_cmpstr (terrain_item_get_value (outside), ==, "two");
  g_assert_cmpstr (terrain_item_get_required_message (outside), ==, "say x");
  g_assert_true (terrain_item_answer (outside, "three", NULL));
  fixture_assert_value (interview, "/data/r[1]/x", "three");
  g_assert_true (terrain_interview_remove_instance (interview, "/data/r[1]", NULL));
  g_assert_false (terrain_item_answer (outside, "four", &error));
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_FOUND);
  g_assert_cmpstr (terrain_item_get_value (outside), ==, "");
}

/* From some choices to none. */
static void
test_choices_all_gone (void)
{
  g_autoptr (TerrainInterview) interview =
    fixture_interview ("<a>1</a><b/>", "<instance id='l'><root><item><name>x</name><label>X</label><in>1</in></item></root>"
                       "</instance>",
                       "<input ref='/data/a'><label>A</label></input><select1 ref='/data/b'><label>B</label>"
                       "<itemset nodeset=\"instance('l')/root/item[in = /data/a]\"><value ref='name'/><label ref='label'/>"
                       "</itemset></select1>");
  GListModel *choices = terrain_item_get_choices (terrain_interview_find_item (interview, "/data/b"));

  g_assert_cmpuint (g_list_model_get_n_items (choices), ==, 1);
  fixture_answer (interview, "/data/a", "2");
  g_assert_cmpuint (g_list_model_get_n_items (choices), ==, 0);
  fixture_answer (interview, "/data/a", "1");
  g_assert_cmpuint (g_list_model_get_n_items (choices), ==, 1);
}

/* Removing an instance changes the choices of the others, and of the one that is going. */
static void
test_choices_of_an_instance_that_goes (void)
{
  g_autoptr (TerrainInterview) interview =
    fixture_interview ("<r><s/></r>", "<instance id='l'><root><item><name>x</name><label>X</label><in>1</in></item><item>"
                       "<name>y</name><label>Y</label><in>2</in></item></root></instance>",
                       "<group ref='/data/r'><label>R</label><repeat nodeset='/data/r'><select1 ref='/data/r/s'><label>S"
                       "</label><itemset nodeset=\"instance('l')/root/item[in &lt;= count(/data/r)]\"><value ref='name'/>"
                       "<label ref='label'/></itemset></select1></repeat></group>");

  g_assert_cmpuint (terrain_interview_add_instance (interview, "/data/r", NULL), ==, 2);
  fixture_answer (interview, "/data/r[1]/s", "y");
  fixture_answer (interview, "/data/r[2]/s", "y");
  g_assert_true (terrain_interview_remove_instance (interview, "/data/r[2]", NULL));
  /* Only one instance is left, so "y" is offered to nobody. */
  fixture_assert_value (interview, "/data/r[1]/s", "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/fuzz-regressions/expression-not-utf8", test_expression_not_utf8);
  g_test_add_func ("/engine/fuzz-regressions/empty-lists", test_empty_lists);
  g_test_add_func ("/engine/fuzz-regressions/empty-form", test_empty_form);
  g_test_add_func ("/engine/fuzz-regressions/geojson-message", test_geojson_message);
  g_test_add_func ("/engine/fuzz-regressions/geojson-twice", test_geojson_twice);
  g_test_add_func ("/engine/fuzz-regressions/question-outside-its-repeat", test_question_outside_its_repeat);
  g_test_add_func ("/engine/fuzz-regressions/choices-all-gone", test_choices_all_gone);
  g_test_add_func ("/engine/fuzz-regressions/choices-of-an-instance-that-goes", test_choices_of_an_instance_that_goes);

  return g_test_run ();
}
