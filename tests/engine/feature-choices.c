/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "feature-support.h"

#include <string.h>

/* Choices from files (query, search()), and the forms of their labels. */

#define INSTANCE(children) "<instance><data id=\"t\" version=\"1\">" children "<meta><instanceID/></meta></data></instance>"
#define INPUT(name) "<input ref=\"/data/" name "\"><label>" name "</label></input>"

static const FeatureFile files[] = {
  { "itemsets.csv", "list_name,name,label,state\n"
                    "counties,king,King,wa\ncounties,pierce,Pierce,wa\ncounties,brown,Brown,tx\n"
                    "cities,seattle,Seattle,wa\n" },
  { "fruits.csv", "name_key,name,colour,sortby,picture\n"
                  "m,Mango,yellow,3,mango.png\nk,Kiwi,green,1,\na,Apple,Green,2,jr://images/apple.png\nm,Mango again,red,4,x\n" },
  { NULL, NULL },
};

static char *
list_choices (TerrainInterview *interview,
              const char       *ref)
{
  GListModel *choices = terrain_item_get_choices (terrain_interview_find_item (interview, ref));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);

      g_string_append_printf (text, "%s%s=%s", i > 0 ? " " : "", terrain_choice_get_value (choice),
                              terrain_choice_get_label (choice));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

#define assert_choices(interview, ref, expected)                        \
  G_STMT_START                                                          \
    {                                                                   \
      g_autofree char *choices_text = list_choices (interview, ref);    \
      g_assert_cmpstr (choices_text, ==, expected);                     \
    }                                                                   \
  G_STMT_END

#define QUERY_BODY \
  INPUT ("state") \
  "<input ref=\"/data/county\" query=\"instance('counties')/root/item[state = /data/state ]\"><label>County</label></input>"

/* A select from itemsets.csv, written as an input with a query. */
static void
test_query (void)
{
  g_autoptr (TerrainInterview) interview = feature_interview ("", INSTANCE ("<state/><county/>"), QUERY_BODY, files);
  TerrainItem *item = terrain_interview_find_item (interview, "/data/county");

  g_assert_cmpint (terrain_control_get_kind (terrain_item_get_control (item)), ==, TERRAIN_CONTROL_SELECT1);
  assert_choices (interview, "/data/county", "");
  fixture_answer (interview, "/data/state", "wa");
  assert_choices (interview, "/data/county", "king=King pierce=Pierce");
  fixture_answer (interview, "/data/county", "pierce");
  /* What is no longer offered goes, as in every filtered list. */
  fixture_answer (interview, "/data/state", "tx");
  fixture_assert_value (interview, "/data/county", "");
  assert_choices (interview, "/data/county", "brown=Brown");
}

static void
test_query_languages (void)
{
  static const FeatureFile translated[] = {
    { "itemsets.csv", "list_name,name,label::English (en),label::French (fr),state\n"
                      "counties,king,King,Roi,wa\ncounties,pierce,Pierce,,wa\n" },
    { NULL, NULL },
  };
  g_autoptr (TerrainInterview) interview =
    feature_interview ("", INSTANCE ("<state>wa</state><county/>")
                       "<itext><translation lang=\"English (en)\"><text id=\"s\"><value>State</value></text></translation>"
                       "<translation lang=\"French (fr)\"><text id=\"s\"><value>État</value></text></translation></itext>",
                       QUERY_BODY, translated);

  assert_choices (interview, "/data/county", "king=King pierce=Pierce");
  g_assert_true (terrain_interview_set_language (interview, "French (fr)", NULL));
  assert_choices (interview, "/data/county", "king=Roi pierce=Pierce");
}

/* A form whose file is not there still opens. */
static void
test_query_without_file (void)
{
  g_autoptr (TerrainInterview) interview = feature_interview ("", INSTANCE ("<state/><county/>"), QUERY_BODY, NULL);

  feature_assert_issue ("", INSTANCE ("<state/><county/>"), QUERY_BODY, TERRAIN_ISSUE_WARNING, "instance-not-loaded",
                        "itemsets");
  assert_choices (interview, "/data/county", "");
}

/* A query over an instance that the form does declare. */
static void
test_query_of_instance (void)
{
  g_autoptr (TerrainInterview) interview =
    feature_interview ("", INSTANCE ("<state>wa</state><county/>")
                       "<instance id=\"counties\"><root><item><name>a</name><label>A</label><state>wa</state></item>"
                       "</root></instance>", QUERY_BODY, NULL);

  assert_choices (interview, "/data/county", "a=A");
}

#define SEARCH(search, items) \
  INPUT ("text") INPUT ("filter") \
  "<select1 ref=\"/data/fruit\" appearance=\"minimal " search " quick\"><label>Fruit</label>" items "</select1>"

#define COLUMNS "<item><label>name</label><value>name_key</value></item>"

#define MODEL INSTANCE ("<text/><filter/><fruit/>")

static void
check_search (const char *body,
              const char *text,
              const char *filter,
              const char *expected)
{
  g_autoptr (TerrainInterview) interview = feature_interview ("", MODEL, body, files);

  fixture_answer (interview, "/data/text", text);
  fixture_answer (interview, "/data/filter", filter);
  assert_choices (interview, "/data/fruit", expected);
}

/* Modes: all rows; contains, startswith, endswith whatever the case of letters; matches exactly; and a filter. */
static void
test_search (void)
{
  const char *contains = SEARCH ("search('fruits', 'contains', 'name', /data/text)", COLUMNS);
  const char *both = SEARCH ("search('fruits', 'contains', 'name,colour', /data/text)", COLUMNS);
  const char *matches = SEARCH ("search('fruits', 'matches', 'name_key', ../text)", COLUMNS);
  const char *filtered = SEARCH ("search('fruits', 'contains', 'colour', ../text , 'name_key', ../filter)", COLUMNS);

  check_search (SEARCH ("search('fruits')", COLUMNS), "", "", "k=Kiwi a=Apple m=Mango");
  check_search (SEARCH ("search( 'fruits.csv' )", COLUMNS), "", "", "k=Kiwi a=Apple m=Mango");
  check_search (contains, "an", "", "m=Mango");
  check_search (contains, "KI", "", "k=Kiwi");
  check_search (contains, "", "", "k=Kiwi a=Apple m=Mango");
  check_search (both, "gre", "", "k=Kiwi a=Apple");
  check_search (SEARCH ("search('fruits', 'startswith', 'name', concat(/data/text, ''))", COLUMNS), "a", "", "a=Apple");
  check_search (SEARCH ("search('fruits', 'endswith', 'name', /data/text)", COLUMNS), "I", "", "k=Kiwi");
  check_search (matches, "a", "", "a=Apple");
  check_search (matches, "A", "", "");
  check_search (filtered, "green", "a", "a=Apple");
  check_search (filtered, "green", "m", "");
}

/* A written choice whose value is a number is one; a label may name several columns, or one a language. */
static void
test_search_labels (void)
{
  g_autoptr (TerrainInterview) interview =
    feature_interview ("", MODEL
                       "<itext><translation lang=\"en\"><text id=\"f\"><value>name, colour</value>"
                       "<value form=\"image\">jr://images/picture</value></text></translation>"
                       "<translation lang=\"fr\"><text id=\"f\"><value>colour</value></text></translation></itext>",
                       SEARCH ("search('fruits')", "<item><label>None of these</label><value>0</value></item>"
                               "<item><label ref=\"jr:itext('f')\"/><value>name_key</value></item>"), files);
  GListModel *choices = terrain_item_get_choices (terrain_interview_find_item (interview, "/data/fruit"));
  g_autoptr (TerrainChoice) kiwi = g_list_model_get_item (choices, 1);
  g_autoptr (TerrainChoice) apple = g_list_model_get_item (choices, 2);
  g_autoptr (TerrainChoice) mango = g_list_model_get_item (choices, 3);
  g_autofree char *shown = NULL;

  assert_choices (interview, "/data/fruit", "0=None of these k=Kiwi, green a=Apple, Green m=Mango, yellow");
  g_assert_null (terrain_choice_get_label_form (kiwi, "image"));
  g_assert_cmpstr (terrain_choice_get_label_form (apple, "image"), ==, "jr://images/apple.png");
  g_assert_cmpstr (terrain_choice_get_label_form (mango, "image"), ==, "jr://images/mango.png");
  g_assert_cmpstr (terrain_choice_get_field (mango, "sortby"), ==, "3");
  g_assert_true (terrain_interview_set_language (interview, "fr", NULL));
  assert_choices (interview, "/data/fruit", "0=None of these k=green a=Green m=yellow");
  fixture_answer (interview, "/data/fruit", "k");
  shown = terrain_item_dup_display_value (terrain_interview_find_item (interview, "/data/fruit"));
  g_assert_cmpstr (shown, ==, "green");
}

/* Choices follow what the search reads, in their own repeat instance. */
static void
test_search_in_repeat (void)
{
  g_autoptr (TerrainInterview) interview =
    feature_interview ("", INSTANCE ("<r><text/><fruit/></r><r><text/><fruit/></r>"),
                       "<group ref=\"/data/r\"><label>R</label><repeat nodeset=\"/data/r\">"
                       "<input ref=\"/data/r/text\"><label>T</label></input>"
                       "<select1 ref=\"/data/r/fruit\" appearance=\"search('fruits', 'contains', 'name', ../text)\">"
                       "<label>F</label>" COLUMNS "</select1></repeat></group>", files);

  fixture_answer (interview, "/data/r[1]/text", "kiw");
  fixture_answer (interview, "/data/r[2]/text", "app");
  assert_choices (interview, "/data/r[1]/fruit", "k=Kiwi");
  assert_choices (interview, "/data/r[2]/fruit", "a=Apple");
  fixture_answer (interview, "/data/r[2]/fruit", "a");
  fixture_answer (interview, "/data/r[2]/text", "kiw");
  assert_choices (interview, "/data/r[2]/fruit", "k=Kiwi");
  fixture_assert_value (interview, "/data/r[2]/fruit", "");
}

static void
test_search_issues (void)
{
  static const char *const broken[] = {
    "search()", "search(/data/text)", "search('fruits', 'contains')", "search('fruits', 'like', 'name', 'x')",
    "search('fruits', 'contains', '', 'x')", "search('fruits', 'contains', 'name', 'x', 'y')",
    "search('../secret')", "search('fruits'",
  };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *body = g_strdup_printf ("<select1 ref=\"/data/fruit\" appearance=\"%s\"><label>F</label>" COLUMNS
                                               "</select1>", broken[i]);

      feature_assert_issue ("", MODEL, body, TERRAIN_ISSUE_ERROR, "search-arguments", broken[i]);
    }
  feature_assert_issue ("", MODEL, SEARCH ("search('fruits', 'contains', 'name', /data/)", COLUMNS),
                        TERRAIN_ISSUE_ERROR, "xpath-syntax", "nodeset");
  feature_assert_issue ("", MODEL, SEARCH ("search('none')", COLUMNS), TERRAIN_ISSUE_WARNING, "instance-not-loaded",
                        "none.csv");
  /* The appearance of that name without parentheses is another matter. */
  feature_assert_no_issues ("", MODEL, SEARCH ("search", COLUMNS), NULL);
}

/* Every form of an item's label, from itext and written. */
static void
test_label_forms (void)
{
  g_autoptr (TerrainInterview) interview =
    feature_interview ("", INSTANCE ("<a/><b/>")
                       "<itext><translation lang=\"en\"><text id=\"x\"><value>Plain</value><value form=\"long\">Long</value>"
                       "<value form=\"short\">S</value><value form=\"guidance\">G</value>"
                       "<value form=\"image\">jr://images/i.png</value><value form=\"big-image\">jr://images/b.png</value>"
                       "<value form=\"audio\">jr://audio/a.mp3</value><value form=\"video\">jr://video/v.mp4</value>"
                       "</text></translation></itext>"
                       "<instance id=\"l\"><root><item><n>1</n><t>x</t></item></root></instance>",
                       "<select1 ref=\"/data/a\"><label ref=\"jr:itext('x')\"/><item><label ref=\"jr:itext('x')\"/>"
                       "<value>1</value></item></select1>"
                       "<select1 ref=\"/data/b\"><label>B</label><itemset nodeset=\"instance('l')/root/item\">"
                       "<value ref=\"n\"/><label ref=\"jr:itext(t)\"/></itemset></select1>", NULL);
  static const char *const forms[][2] = {
    { "short", "S" }, { "guidance", "G" }, { "image", "jr://images/i.png" }, { "big-image", "jr://images/b.png" },
    { "audio", "jr://audio/a.mp3" }, { "video", "jr://video/v.mp4" }, { "smell", NULL },
  };
  static const char *const refs[] = { "/data/a", "/data/b" };

  for (guint i = 0; i < G_N_ELEMENTS (refs); i++)
    {
      TerrainItem *item = terrain_interview_find_item (interview, refs[i]);
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (terrain_item_get_choices (item), 0);

      g_assert_cmpstr (terrain_choice_get_label (choice), ==, "Long");
      for (guint k = 0; k < G_N_ELEMENTS (forms); k++)
        {
          g_assert_cmpstr (terrain_choice_get_label_form (choice, forms[k][0]), ==, forms[k][1]);
          if (i == 0)
            g_assert_cmpstr (terrain_item_get_label_form (item, forms[k][0]), ==, forms[k][1]);
        }
    }
}

/* Outputs in the itext of an itemset's labels, and labels whose id is computed, follow what they read. */
static void
test_labels_follow (void)
{
  g_autoptr (TerrainInterview) interview =
    feature_interview ("", INSTANCE ("<who/><kind>a</kind><pick/><note/>")
                       "<itext><translation lang=\"en\">"
                       "<text id=\"one\"><value>Ask <output value=\"/data/who\"/></value></text>"
                       "<text id=\"say-a\"><value>A for <output value=\"/data/who\"/></value></text>"
                       "<text id=\"say-b\"><value>B</value></text></translation></itext>"
                       "<instance id=\"l\"><root><item><n>1</n><t>one</t></item></root></instance>",
                       INPUT ("who") INPUT ("kind")
                       "<select1 ref=\"/data/pick\"><label>P</label><itemset nodeset=\"instance('l')/root/item\">"
                       "<value ref=\"n\"/><label ref=\"jr:itext(t)\"/></itemset></select1>"
                       "<input ref=\"/data/note\"><label ref=\"jr:itext(concat('say-', /data/kind))\"/></input>", NULL);
  TerrainItem *note = terrain_interview_find_item (interview, "/data/note");

  fixture_answer (interview, "/data/who", "Ann");
  assert_choices (interview, "/data/pick", "1=Ask Ann");
  g_assert_cmpstr (terrain_item_get_label (note), ==, "A for Ann");
  fixture_answer (interview, "/data/who", "Bea");
  assert_choices (interview, "/data/pick", "1=Ask Bea");
  g_assert_cmpstr (terrain_item_get_label (note), ==, "A for Bea");
  fixture_answer (interview, "/data/kind", "b");
  g_assert_cmpstr (terrain_item_get_label (note), ==, "B");
}

/* Of a question in a repeat, outputs are those of its own instance. */
static void
test_labels_in_repeat (void)
{
  g_autoptr (TerrainInterview) interview =
    feature_interview ("", INSTANCE ("<r><who/><pick/></r><r><who/><pick/></r>")
                       "<itext><translation lang=\"en\">"
                       "<text id=\"one\"><value>Ask <output value=\"/data/r/who\"/></value></text></translation></itext>"
                       "<instance id=\"l\"><root><item><n>1</n><t>one</t></item></root></instance>",
                       "<group ref=\"/data/r\"><label>R</label><repeat nodeset=\"/data/r\">"
                       "<input ref=\"/data/r/who\"><label>W</label></input>"
                       "<select1 ref=\"/data/r/pick\"><label>P</label><itemset nodeset=\"instance('l')/root/item\">"
                       "<value ref=\"n\"/><label ref=\"jr:itext(t)\"/></itemset></select1></repeat></group>", NULL);

  assert_choices (interview, "/data/r[2]/pick", "1=Ask ");
  fixture_answer (interview, "/data/r[1]/who", "Ann");
  fixture_answer (interview, "/data/r[2]/who", "Bea");
  assert_choices (interview, "/data/r[1]/pick", "1=Ask Ann");
  assert_choices (interview, "/data/r[2]/pick", "1=Ask Bea");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feature/choices/query", test_query);
  g_test_add_func ("/feature/choices/query-languages", test_query_languages);
  g_test_add_func ("/feature/choices/query-without-file", test_query_without_file);
  g_test_add_func ("/feature/choices/query-of-instance", test_query_of_instance);
  g_test_add_func ("/feature/choices/search", test_search);
  g_test_add_func ("/feature/choices/search-labels", test_search_labels);
  g_test_add_func ("/feature/choices/search-in-repeat", test_search_in_repeat);
  g_test_add_func ("/feature/choices/search-issues", test_search_issues);
  g_test_add_func ("/feature/choices/label-forms", test_label_forms);
  g_test_add_func ("/feature/choices/labels-follow", test_labels_follow);
  g_test_add_func ("/feature/choices/labels-in-repeat", test_labels_in_repeat);
  return g_test_run ();
}
