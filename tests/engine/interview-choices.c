/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interview-fixture.h"

#define CITIES                                                                                     \
  "<instance id=\"cities\"><root>"                                                                 \
  "<item><name>bru</name><label>Brussels</label><region>b</region><geometry>50 4</geometry></item>" \
  "<item><name>ant</name><label>Antwerp</label><region>v</region></item>"                          \
  "<item><name>gnt</name><label>Ghent</label><region>v</region></item>"                            \
  "<item><name>lge</name><label>Liège</label><region>w</region></item></root></instance>"
#define REGION                                                                                     \
  "<select1 ref=\"/data/region\"><item><label>B</label><value>b</value></item>"                   \
  "<item><label>V</label><value>v</value></item><item><label>W</label><value>w</value></item></select1>"

/* The values of a model of choices, one space between. */
static char *
values (GListModel *model)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (model, i);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", terrain_choice_get_value (choice));
    }
  return g_strdup (text->str);
}

#define assert_values(item, expected)                                             \
  G_STMT_START                                                                    \
    {                                                                             \
      g_autofree char *listed = values (terrain_item_get_choices (item));         \
      g_assert_cmpstr (listed, ==, expected);                                     \
    }                                                                             \
  G_STMT_END

static TerrainInterview *
cascade (const char *kind)
{
  g_autofree char *body = g_strdup_printf (
      REGION "<%s ref=\"/data/city\"><itemset nodeset=\"instance('cities')/root/item[region = /data/region]\">"
             "<value ref=\"name\"/><label ref=\"label\"/></itemset></%s>",
      kind, kind);

  return fixture_interview ("<region/><city/><copy/>",
                            CITIES "<bind nodeset=\"/data/copy\" calculate=\"concat('=', /data/city)\"/>", body);
}

static void
test_filtered (void)
{
  g_autoptr (TerrainInterview) interview = cascade ("select1");
  TerrainItem *city = terrain_interview_find_item (interview, "/data/city");
  g_autoptr (TerrainChoice) choice = NULL;
  g_autofree char *display = NULL;

  assert_values (city, "");
  fixture_answer (interview, "/data/region", "v");
  assert_values (city, "ant gnt");
  fixture_answer (interview, "/data/city", "gnt");
  display = terrain_item_dup_display_value (city);
  g_assert_cmpstr (display, ==, "Ghent");
  fixture_assert_value (interview, "/data/copy", "=gnt");

  /* Another region: the answer goes, and what reads it knows (departure 40). */
  fixture_answer (interview, "/data/region", "b");
  assert_values (city, "bru");
  fixture_assert_value (interview, "/data/city", "");
  fixture_assert_value (interview, "/data/copy", "=");
  choice = g_list_model_get_item (terrain_item_get_choices (city), 0);
  g_assert_cmpstr (terrain_choice_get_label (choice), ==, "Brussels");
  g_assert_cmpstr (terrain_choice_get_field (choice, "geometry"), ==, "50 4");
  g_assert_null (terrain_choice_get_field (choice, "nothing"));
}

/* One list for every client: "label" for ODK's, a column a language for this one. */
static void
test_label_in_language (void)
{
  static const char *const languages[] = { "French (fr)", "nl", "English (en)" };
  static const char *const labels[] = { "Gare du Midi", "Zuidstation", "Midi / Zuid" };
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<at/>",
      "<itext><translation lang=\"English (en)\"/><translation lang=\"French (fr)\"/><translation lang=\"nl\"/></itext>"
      "<instance id=\"stops\"><root><item><name>z</name><label>Midi / Zuid</label><label_fr>Gare du Midi</label_fr>"
      "<label__nl>Zuidstation</label__nl><label_de/></item></root></instance>",
      "<select1 ref=\"/data/at\"><itemset nodeset=\"instance('stops')/root/item\"><value ref=\"name\"/>"
      "<label ref=\"label\"/></itemset></select1>");
  TerrainItem *at = terrain_interview_find_item (interview, "/data/at");

  fixture_answer (interview, "/data/at", "z");
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (TerrainChoice) choice = NULL;
      g_autofree char *display = NULL;

      g_assert_true (terrain_interview_set_language (interview, languages[i], NULL));
      choice = g_list_model_get_item (terrain_item_get_choices (at), 0);
      g_assert_cmpstr (terrain_choice_get_label (choice), ==, labels[i]);
      display = terrain_item_dup_display_value (at);
      g_assert_cmpstr (display, ==, labels[i]);
    }
}

static void
test_filtered_without_items (void)
{
  g_autoptr (TerrainInterview) interview = cascade ("select");

  fixture_answer (interview, "/data/region", "v");
  fixture_answer (interview, "/data/city", "gnt ant gnt");
  fixture_assert_value (interview, "/data/city", "gnt ant");
  fixture_answer (interview, "/data/region", "w");
  fixture_assert_value (interview, "/data/copy", "=");
}

static void
test_not_offered (void)
{
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (TerrainInterview) interview = fixture_interview ("<region/>", "", REGION);
  TerrainItem *region = terrain_interview_find_item (interview, "/data/region");

  fixture_answer (interview, "/data/region", "mars");
  g_assert_false (terrain_item_get_valid (region));
  g_assert_nonnull (terrain_item_get_message (region));
  problems = terrain_interview_validate (interview);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpint (((TerrainProblem *) problems->pdata[0])->kind, ==, TERRAIN_PROBLEM_NO_LONGER_OFFERED);
  fixture_answer (interview, "/data/region", "b");
  g_assert_true (terrain_item_get_valid (region));
}

static void
test_from_repeat (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<p><name/></p><head/>", "",
      "<repeat nodeset=\"/data/p\"><input ref=\"/data/p/name\"/></repeat><select1 ref=\"/data/head\">"
      "<itemset nodeset=\"/data/p[name != '']\"><value ref=\"name\"/><label ref=\"name\"/></itemset></select1>");
  TerrainItem *head = terrain_interview_find_item (interview, "/data/head");

  assert_values (head, "");
  fixture_answer (interview, "/data/p[1]/name", "ann");
  assert_values (head, "ann");
  terrain_interview_add_instance (interview, "/data/p", NULL);
  fixture_answer (interview, "/data/p[2]/name", "bob");
  assert_values (head, "ann bob");
  fixture_answer (interview, "/data/head", "ann");
  terrain_interview_remove_instance (interview, "/data/p[1]", NULL);
  assert_values (head, "bob");
  fixture_assert_value (interview, "/data/head", "");
}

static void
test_in_repeat (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<r><region/><city/></r>", CITIES,
      "<repeat nodeset=\"/data/r\"><input ref=\"/data/r/region\"/><select1 ref=\"/data/r/city\"><itemset "
      "nodeset=\"instance('cities')/root/item[region = current()/../region]\"><value ref=\"name\"/>"
      "<label ref=\"label\"/></itemset></select1></repeat>");

  terrain_interview_add_instance (interview, "/data/r", NULL);
  fixture_answer (interview, "/data/r[1]/region", "v");
  fixture_answer (interview, "/data/r[2]/region", "w");
  assert_values (terrain_interview_find_item (interview, "/data/r[1]/city"), "ant gnt");
  assert_values (terrain_interview_find_item (interview, "/data/r[2]/city"), "lge");
  fixture_answer (interview, "/data/r[1]/city", "ant");
  fixture_answer (interview, "/data/r[2]/region", "b");
  fixture_assert_value (interview, "/data/r[1]/city", "ant");
}

static void
test_randomized (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<seed>42</seed><a/><b/>", CITIES,
      "<input ref=\"/data/seed\"/><select1 ref=\"/data/a\"><itemset nodeset=\"randomize(instance('cities')/root/item,"
      " 42)\"><value ref=\"name\"/><label ref=\"label\"/></itemset></select1>"
      "<select1 ref=\"/data/b\"><itemset nodeset=\"randomize(instance('cities')/root/item)\"><value ref=\"name\"/>"
      "<label ref=\"label\"/></itemset></select1>");
  TerrainItem *b = terrain_interview_find_item (interview, "/data/b");
  g_autofree char *order = values (terrain_item_get_choices (b));

  /* The order every ODK client gives for seed 42: 1 4 3 2 (engine-semantics, 43). */
  assert_values (terrain_interview_find_item (interview, "/data/a"), "bru lge gnt ant");
  /* Without a seed: any, but the record's own, also when it is opened again. */
  {
    g_autoptr (GBytes) xml = terrain_interview_save (interview);
    g_autoptr (TerrainEnvironment) environment = fixture_environment ();
    g_autoptr (TerrainInterview) back = terrain_interview_restore (terrain_interview_get_form (interview), environment,
                                                                   xml, NULL);

    g_assert_nonnull (back);
    assert_values (terrain_interview_find_item (back, "/data/b"), order);
  }
}

#define REASONS(more) \
  "<instance id=\"reasons\"><root><item><v>98</v></item><item><v>1</v></item><item><v>2</v></item><item><v>97</v></item>" \
  "<item><v>3</v></item><item><v>4</v></item><item><v>5</v></item><item><v>95</v></item>" more "</root></instance>"
#define OF_REASONS(order) \
  "<select1 ref=\"/data/q\"><itemset nodeset=\"" order "\"><value ref=\"v\"/><label ref=\"v\"/></itemset></select1>"

/* UX-17: what answers anything stays last in an order of chance, in its own order; not in an order the form decides, nor
 * in a list of numbers. */
static void
test_randomized_reserved (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<q/>", REASONS (""), OF_REASONS ("randomize(instance('reasons')/root/item)"));
  g_autoptr (TerrainInterview) decided = fixture_interview (
      "<q/><order/>",
      REASONS ("") "<bind nodeset=\"/data/order\" calculate=\"join(' ', randomize(instance('reasons')/root/item/v, 42))\"/>",
      OF_REASONS ("randomize(instance('reasons')/root/item, 42)") "<input ref=\"/data/order\"/>");
  g_autoptr (TerrainInterview) numbers = fixture_interview (
      "<q/>", REASONS ("<item><v>94</v></item>"), OF_REASONS ("randomize(instance('reasons')/root/item)"));
  g_autofree char *order = values (terrain_item_get_choices (terrain_interview_find_item (interview, "/data/q")));
  g_autofree char *of_numbers = values (terrain_item_get_choices (terrain_interview_find_item (numbers, "/data/q")));

  g_assert_true (g_str_has_suffix (order, " 95 97 98"));
  g_assert_false (g_str_has_prefix (order, "1 2 3 4 5"));
  assert_values (terrain_interview_find_item (decided, "/data/q"),
                 terrain_item_get_value (terrain_interview_find_item (decided, "/data/order")));
  g_assert_false (g_str_has_suffix (of_numbers, " 95 97 98"));
}

/* jrs-0002, wfs-0224 */
static void
test_name_of_no_choice (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<q/><v>x</v><name/>", "<bind nodeset=\"/data/name\" calculate=\"jr:choice-name(/data/v, '/data/q')\"/>",
      "<select1 ref=\"/data/q\"><item><label>A</label><value>a</value></item></select1><input ref=\"/data/v\"/>");

  fixture_assert_value (interview, "/data/name", "");
  fixture_answer (interview, "/data/v", "a");
  fixture_assert_value (interview, "/data/name", "A");
}

/* The order that JavaRosa and Web Forms have: jrs-0281, jrs-0285 */
static void
test_seeds (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<text/><number/>",
      "<instance id=\"l\"><root><v>a</v><v>b</v><v>c</v><v>d</v><v>e</v><v>f</v><v>g</v><v>h</v></root></instance>"
      "<bind nodeset=\"/data/text\" calculate=\"join('', randomize(instance('l')/root/v, 'foo'))\"/>"
      "<bind nodeset=\"/data/number\" calculate=\"join('', randomize(instance('l')/root/v, 0))\"/>",
      "<input ref=\"/data/text\"/>");

  fixture_assert_value (interview, "/data/text", "eadbhgcf");
  fixture_assert_value (interview, "/data/number", "cbhafdge");
}

static void
check_new (TerrainInterview *interview, const char *repeat, guint child, const char *expected)
{
  TerrainItem *item = terrain_interview_find_item (interview, repeat);
  TerrainControl *control = terrain_item_get_control (item);
  g_autoptr (GListModel) choices = NULL;
  g_autofree char *listed = NULL;
  g_autoptr (GBytes) saved = terrain_interview_save (interview);
  g_autoptr (GBytes) kept = NULL;

  g_assert_cmpuint (terrain_control_get_n_children (control), ==, 2);
  choices = terrain_item_list_new_choices (item, terrain_control_get_child (control, child), NULL);
  listed = values (choices);
  g_assert_cmpstr (listed, ==, expected);
  kept = terrain_interview_save (interview);
  g_assert_true (g_bytes_equal (saved, kept));
}

/* What a repeat would offer in an instance that is not there yet; the record stays as it is. */
static void
test_new_instance (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<region/><r jr:template=\"\"><city/><of/></r>", CITIES,
      REGION "<group ref=\"/data/r\"><repeat nodeset=\"/data/r\">"
             "<select1 ref=\"/data/r/city\"><itemset nodeset=\"instance('cities')/root/item[region = /data/region]\">"
             "<value ref=\"name\"/><label ref=\"label\"/></itemset></select1>"
             "<select1 ref=\"/data/r/of\"><itemset nodeset=\"instance('cities')/root/item[name = current()/../city]\">"
             "<value ref=\"name\"/><label ref=\"label\"/></itemset></select1></repeat></group>");

  check_new (interview, "/data/r", 0, "");
  fixture_answer (interview, "/data/region", "v");
  check_new (interview, "/data/r", 0, "ant gnt");
  /* Nothing is answered in it. */
  check_new (interview, "/data/r", 1, "");
  terrain_interview_add_instance (interview, "/data/r", NULL);
  fixture_answer (interview, "/data/r[1]/city", "gnt");
  check_new (interview, "/data/r", 0, "ant gnt");
  check_new (interview, "/data/r", 1, "");
  g_assert_cmpuint (terrain_interview_count_instances (interview, "/data/r"), ==, 1);
  g_assert_cmpuint (terrain_interview_get_n_undo (interview), ==, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/interview/choices/filtered", test_filtered);
  g_test_add_func ("/interview/choices/label-in-language", test_label_in_language);
  g_test_add_func ("/interview/choices/filtered-without-items", test_filtered_without_items);
  g_test_add_func ("/interview/choices/new-instance", test_new_instance);
  g_test_add_func ("/interview/choices/not-offered", test_not_offered);
  g_test_add_func ("/interview/choices/from-repeat", test_from_repeat);
  g_test_add_func ("/interview/choices/in-repeat", test_in_repeat);
  g_test_add_func ("/interview/choices/randomized", test_randomized);
  g_test_add_func ("/interview/choices/randomized-reserved", test_randomized_reserved);
  g_test_add_func ("/interview/choices/name-of-no-choice", test_name_of_no_choice);
  g_test_add_func ("/interview/choices/seeds", test_seeds);
  return g_test_run ();
}
