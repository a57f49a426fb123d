/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interview-fixture.h"

#include <string.h>

/* Answers that are in the record and not to be shown (terrain-concealment.h). */

#define WORD "[alone]"

static const char *
label (TerrainInterview *interview, const char *ref)
{
  return terrain_item_get_label (terrain_interview_find_item (interview, ref));
}

static char *
dup_display (TerrainInterview *interview, const char *ref)
{
  return terrain_item_dup_display_value (terrain_interview_find_item (interview, ref));
}

#define assert_display(interview, ref, expected)           \
  G_STMT_START                                             \
    {                                                      \
      g_autofree char *shown = dup_display (interview, ref); \
      g_assert_cmpstr (shown, ==, expected);               \
    }                                                      \
  G_STMT_END

static void
conceal (TerrainInterview *interview, const char *ref)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_interview_conceal (interview, ref, &error));
  g_assert_no_error (error);
}

static TerrainInterview *
new_visit (void)
{
  return fixture_interview (
      "<name/><words/><count/><sum/><free/><copy/><other/><meta><instanceID/><instanceName/></meta>",
      "<bind nodeset=\"/data/count\" type=\"int\" readonly=\"true()\" calculate=\"string-length(/data/words)\"/>"
      "<bind nodeset=\"/data/sum\" type=\"int\" calculate=\"/data/count * 2\"/>"
      "<bind nodeset=\"/data/free\" calculate=\"if(/data/words = '', 'x', 'x')\"/>"
      "<bind nodeset=\"/data/other\" relevant=\"/data/words != ''\" constraint=\". = 'y'\" jr:constraintMsg=\"no\"/>"
      "<bind nodeset=\"/data/meta/instanceName\" calculate=\"concat(/data/name, ' ', /data/words)\"/>",
      "<input ref=\"/data/name\"><label>Name</label></input>"
      "<input ref=\"/data/words\"><label>Words</label>"
      "<setvalue event=\"xforms-value-changed\" ref=\"/data/copy\" value=\"/data/words\"/></input>"
      "<input ref=\"/data/count\"><label>Of <output value=\"/data/sum\"/> for <output value=\"/data/name\"/></label></input>"
      "<input ref=\"/data/free\"><label>F</label></input>"
      "<input ref=\"/data/copy\"><label>C</label><hint>Was <output value=\"/data/copy\"/></hint></input>"
      "<select1 ref=\"/data/other\"><label>Said <output value=\"/data/words\"/>, <output value=\"1 + 1\"/></label>"
      "<item><label>Not <output value=\"/data/words\"/></label><value>n</value></item></select1>");
}

/* Whatever reads it, directly or not, shows a word; what would be the same without it stays. */
static void
test_texts (void)
{
  g_autoptr (TerrainInterview) interview = new_visit ();
  TerrainItem *other = terrain_interview_find_item (interview, "/data/other");

  fixture_answer (interview, "/data/name", "Ann");
  fixture_answer (interview, "/data/words", "abc");
  g_assert_cmpstr (label (interview, "/data/count"), ==, "Of 6 for Ann");
  g_assert_cmpstr (terrain_item_get_label (other), ==, "Said abc, 2");
  conceal (interview, "/data/words");
  g_assert_cmpstr (terrain_item_get_label (other), ==, "Said abc, 2");
  terrain_interview_set_concealing (interview, WORD);
  g_assert_cmpstr (terrain_item_get_label (other), ==, "Said " WORD ", 2");
  g_assert_cmpstr (label (interview, "/data/count"), ==, "Of " WORD " for Ann");
  g_assert_cmpstr (terrain_item_get_hint (terrain_interview_find_item (interview, "/data/copy")), ==, "Was " WORD);
  assert_display (interview, "/data/words", WORD);
  assert_display (interview, "/data/count", WORD);
  assert_display (interview, "/data/copy", WORD);
  assert_display (interview, "/data/free", "x");
  assert_display (interview, "/data/name", "Ann");
  g_assert_true (terrain_item_is_concealed (terrain_interview_find_item (interview, "/data/copy")));
  g_assert_false (terrain_item_is_concealed (terrain_interview_find_item (interview, "/data/free")));

  GListModel *choices = terrain_item_get_choices (other);
  g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, 0);
  g_assert_cmpstr (terrain_choice_get_label (choice), ==, "Not " WORD);

  /* The form goes by the answers. */
  g_assert_true (fixture_relevant (interview, "/data/other"));
  fixture_assert_value (interview, "/data/sum", "6");
  fixture_answer (interview, "/data/words", "abcd");
  fixture_assert_value (interview, "/data/sum", "8");
  fixture_assert_value (interview, "/data/copy", "abcd");
  g_assert_cmpstr (label (interview, "/data/count"), ==, "Of " WORD " for Ann");

  /* Shown again, and without an answer there is nothing to conceal. */
  terrain_interview_set_concealing (interview, NULL);
  g_assert_cmpstr (label (interview, "/data/count"), ==, "Of 8 for Ann");
  terrain_interview_set_concealing (interview, WORD);
  fixture_answer (interview, "/data/words", "");
  g_assert_cmpstr (label (interview, "/data/count"), ==, "Of 0 for Ann");
  assert_display (interview, "/data/words", "");
}

/* The record's name, and its submission, which is what it would be. */
static void
test_name (void)
{
  g_autoptr (TerrainInterview) interview = new_visit ();
  g_autofree char *shown = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GBytes) saved = NULL;

  fixture_answer (interview, "/data/name", "Ann");
  fixture_answer (interview, "/data/words", "abc");
  conceal (interview, "/data/words");
  shown = terrain_interview_dup_shown_name (interview);
  g_assert_cmpstr (shown, ==, "Ann");
  name = terrain_interview_dup_instance_name (interview);
  g_assert_cmpstr (name, ==, "Ann abc");
  saved = terrain_interview_save (interview);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (saved, NULL), (gssize) g_bytes_get_size (saved), "<words>abc</words>"));
}

static void
test_explanation (void)
{
  g_autoptr (TerrainInterview) interview = new_visit ();
  g_autoptr (TerrainExplanation) explanation = NULL;
  g_autofree char *sentence = NULL;

  fixture_answer (interview, "/data/words", "abc");
  conceal (interview, "/data/words");
  terrain_interview_set_concealing (interview, WORD);
  explanation = terrain_interview_explain (interview, "/data/other", TERRAIN_ASPECT_RELEVANT, NULL);
  sentence = terrain_explanation_dup_sentence (explanation);
  /* What the question is asked for is the answer, or near to it. */
  g_assert_cmpstr (sentence, ==, "This follows from what was answered in private.");
}

/* As in a survey of offences: which they are is asked one by one, one of them alone; about each there is more. */
static void
test_list (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<alone/><bike/><types/><incident><type/><when/></incident>",
      "<bind nodeset=\"/data/types\" calculate=\"normalize-space(concat(if(/data/alone = '1', 'sexual ', ''), "
      "if(/data/bike = '1', 'bike ', '')))\"/>"
      "<bind nodeset=\"/data/incident/type\" readonly=\"true()\" "
      "calculate=\"selected-at(/data/types, position(..) - 1)\"/>",
      "<input ref=\"/data/alone\"/><input ref=\"/data/bike\"/>"
      "<group ref=\"/data/incident\"><label>About <output value=\"/data/incident/type\"/></label>"
      "<repeat nodeset=\"/data/incident\" jr:count=\"count-selected(/data/types)\">"
      "<input ref=\"/data/incident/type\"><label>T</label></input>"
      "<input ref=\"/data/incident/when\"><label>When was the <output value=\"../type\"/>?</label></input></repeat></group>");

  fixture_answer (interview, "/data/alone", "1");
  fixture_answer (interview, "/data/bike", "1");
  g_assert_cmpstr (label (interview, "/data/incident[1]/when"), ==, "When was the sexual?");
  conceal (interview, "/data/alone");
  terrain_interview_set_concealing (interview, WORD);
  g_assert_cmpstr (label (interview, "/data/incident[1]/when"), ==, "When was the " WORD "?");
  assert_display (interview, "/data/incident[1]/type", WORD);
  g_assert_cmpstr (label (interview, "/data/incident[2]/when"), ==, "When was the bike?");
  assert_display (interview, "/data/incident[2]/type", "bike");
}

/* It goes with its instance, and comes back with it. */
static void
test_instances (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<r><x/></r>", "",
      "<repeat nodeset=\"/data/r\"><input ref=\"/data/r/x\"><label>Is <output value=\".\"/></label></input></repeat>");

  terrain_interview_add_instance (interview, "/data/r", NULL);
  fixture_answer (interview, "/data/r[1]/x", "one");
  fixture_answer (interview, "/data/r[2]/x", "two");
  conceal (interview, "/data/r[2]/x");
  terrain_interview_set_concealing (interview, WORD);
  g_assert_cmpstr (label (interview, "/data/r[1]/x"), ==, "Is one");
  g_assert_cmpstr (label (interview, "/data/r[2]/x"), ==, "Is " WORD);
  g_assert_true (terrain_interview_remove_instance (interview, "/data/r[1]", NULL));
  g_assert_cmpstr (label (interview, "/data/r[1]/x"), ==, "Is " WORD);
  g_assert_true (terrain_interview_remove_instance (interview, "/data/r[1]", NULL));
  terrain_interview_add_instance (interview, "/data/r", NULL);
  fixture_answer (interview, "/data/r[1]/x", "new");
  g_assert_cmpstr (label (interview, "/data/r[1]/x"), ==, "Is new");
  while (terrain_interview_can_undo (interview) && terrain_interview_count_instances (interview, "/data/r") != 2)
    g_assert_true (terrain_interview_undo (interview, NULL, NULL));
  g_assert_cmpstr (label (interview, "/data/r[2]/x"), ==, "Is " WORD);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/interview/conceal/texts", test_texts);
  g_test_add_func ("/interview/conceal/name", test_name);
  g_test_add_func ("/interview/conceal/explanation", test_explanation);
  g_test_add_func ("/interview/conceal/list", test_list);
  g_test_add_func ("/interview/conceal/instances", test_instances);
  return g_test_run ();
}
