/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interview-fixture.h"

static void
test_calculate_and_relevance (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<age/><adult/><job/><pay/><pay2/>",
      "<bind nodeset=\"/data/age\" type=\"int\"/>"
      "<bind nodeset=\"/data/adult\" calculate=\"if(/data/age &gt;= 18, 'yes', 'no')\"/>"
      "<bind nodeset=\"/data/job\" relevant=\"/data/adult = 'yes'\"/>"
      "<bind nodeset=\"/data/pay\" type=\"decimal\" relevant=\"/data/job != ''\"/>"
      "<bind nodeset=\"/data/pay2\" calculate=\"/data/pay * 2\"/>",
      "<input ref=\"/data/age\"/><input ref=\"/data/job\"/><input ref=\"/data/pay\"/>");

  fixture_assert_value (interview, "/data/adult", "no");
  g_assert_false (fixture_relevant (interview, "/data/job"));
  fixture_refused (interview, "/data/job", "baker", TERRAIN_ENGINE_ERROR_IRRELEVANT);

  fixture_answer (interview, "/data/age", "42");
  g_assert_true (fixture_relevant (interview, "/data/job"));
  g_assert_false (fixture_relevant (interview, "/data/pay"));
  fixture_answer (interview, "/data/job", "baker");
  fixture_answer (interview, "/data/pay", "12.5");
  fixture_assert_value (interview, "/data/pay2", "25");

  /* A chain of relevance goes and comes back; the answers are kept, but read as blank meanwhile. */
  fixture_answer (interview, "/data/age", "7");
  g_assert_false (fixture_relevant (interview, "/data/pay"));
  fixture_assert_value (interview, "/data/pay", "12.5");
  fixture_assert_value (interview, "/data/pay2", "");
  g_assert_cmpuint (terrain_interview_count_dropped (interview), ==, 2);
  fixture_answer (interview, "/data/age", "18");
  fixture_assert_value (interview, "/data/pay2", "25");
  g_assert_cmpuint (terrain_interview_count_dropped (interview), ==, 0);
}

/* A condition that is a question alone asks what it holds, as in JavaRosa, not whether it is there. */
static void
test_truth_of_answers (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<n/><text/><flag/><a/><b/><c/>",
      "<bind nodeset=\"/data/n\" type=\"int\"/><bind nodeset=\"/data/flag\" calculate=\"/data/n &gt; 5\"/>"
      "<bind nodeset=\"/data/a\" relevant=\"/data/text\"/><bind nodeset=\"/data/b\" relevant=\"not(/data/flag)\"/>"
      "<bind nodeset=\"/data/c\" calculate=\"if(/data/flag and /data/n, 'many', 'few')\"/>",
      "<input ref=\"/data/n\"/><input ref=\"/data/text\"/><input ref=\"/data/a\"/><input ref=\"/data/b\"/>");

  g_assert_false (fixture_relevant (interview, "/data/a"));
  g_assert_true (fixture_relevant (interview, "/data/b"));
  fixture_assert_value (interview, "/data/c", "few");
  fixture_answer (interview, "/data/text", "0");
  fixture_answer (interview, "/data/n", "6");
  g_assert_true (fixture_relevant (interview, "/data/a"));
  g_assert_false (fixture_relevant (interview, "/data/b"));
  fixture_assert_value (interview, "/data/c", "many");
}

static void
test_inheritance (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<lock/><hide/><g><a/><h><b/></h></g><n/>",
      "<bind nodeset=\"/data/g\" readonly=\"/data/lock = 1\" relevant=\"/data/hide != 1\"/>"
      "<bind nodeset=\"/data/n\" calculate=\"count(/data/g/h/b)\"/>",
      "<input ref=\"/data/lock\"/><input ref=\"/data/hide\"/>"
      "<group ref=\"/data/g\"><input ref=\"/data/g/a\"/><input ref=\"/data/g/h/b\"/></group>");

  fixture_assert_value (interview, "/data/n", "1");
  fixture_answer (interview, "/data/lock", "1");
  fixture_refused (interview, "/data/g/h/b", "x", TERRAIN_ENGINE_ERROR_READONLY);
  fixture_answer (interview, "/data/lock", "");
  fixture_answer (interview, "/data/g/h/b", "x");
  fixture_answer (interview, "/data/hide", "1");
  fixture_refused (interview, "/data/g/h/b", "y", TERRAIN_ENGINE_ERROR_IRRELEVANT);
  /* What counts a node below follows the group above. */
  fixture_assert_value (interview, "/data/n", "0");
}

static void
test_results_as_text (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<t/><f/><whole/><part/><big/><nan/><day/><moment/><clock/><text/>",
      "<bind nodeset=\"/data/t\" calculate=\"true()\"/>"
      "<bind nodeset=\"/data/f\" calculate=\"1 = 2\"/>"
      "<bind nodeset=\"/data/whole\" type=\"int\" calculate=\"3.7\"/>"
      "<bind nodeset=\"/data/part\" type=\"decimal\" calculate=\"7 div 2\"/>"
      "<bind nodeset=\"/data/big\" calculate=\"3000000000\"/>"
      "<bind nodeset=\"/data/nan\" type=\"int\" calculate=\"number('x')\"/>"
      "<bind nodeset=\"/data/day\" type=\"date\" calculate=\"now()\"/>"
      "<bind nodeset=\"/data/moment\" type=\"dateTime\" calculate=\"now()\"/>"
      "<bind nodeset=\"/data/text\" type=\"int\" calculate=\"concat('a', 1)\"/>",
      "<input ref=\"/data/clock\"/>");

  fixture_assert_value (interview, "/data/t", "1");
  fixture_assert_value (interview, "/data/f", "0");
  fixture_assert_value (interview, "/data/whole", "3");
  fixture_assert_value (interview, "/data/part", "3.5");
  fixture_assert_value (interview, "/data/big", "3000000000");
  fixture_assert_value (interview, "/data/nan", "");
  fixture_assert_value (interview, "/data/day", "2026-11-21");
  fixture_assert_value (interview, "/data/moment", "2026-11-21T10:30:00.250+01:00");
  fixture_assert_value (interview, "/data/text", "a1");
}

static void
test_volatile (void)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *again = NULL;
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<a/><b/><r/><id/>",
      "<bind nodeset=\"/data/r\" calculate=\"if(/data/a != '', random(), 0.5)\"/>"
      "<bind nodeset=\"/data/id\" calculate=\"uuid()\"/>",
      "<input ref=\"/data/a\"/><input ref=\"/data/b\"/>");
  g_autofree char *id = fixture_value (interview, "/data/id");

  fixture_answer (interview, "/data/a", "1");
  before = fixture_value (interview, "/data/r");
  g_assert_cmpstr (before, !=, "0.5");
  /* Neither another answer nor the same one again is a reason to draw anew (departure 16). */
  fixture_answer (interview, "/data/b", "1");
  fixture_answer (interview, "/data/a", "1");
  after = fixture_value (interview, "/data/r");
  g_assert_cmpstr (after, ==, before);
  fixture_answer (interview, "/data/a", "2");
  again = fixture_value (interview, "/data/r");
  g_assert_cmpstr (again, !=, before);
  fixture_assert_value (interview, "/data/id", id);
}

static void
test_failed_expression (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<a/><b>1</b><c/>",
      "<bind nodeset=\"/data/b\" calculate=\"date(/data/a)\"/>"
      "<bind nodeset=\"/data/c\" relevant=\"date(/data/a) &gt; 3\"/>",
      "<input ref=\"/data/a\"/><input ref=\"/data/c\"/>");
  GPtrArray *issues = terrain_interview_get_issues (interview);

  fixture_answer (interview, "/data/a", "not a date");
  fixture_assert_value (interview, "/data/b", "");
  g_assert_cmpuint (issues->len, >=, 1);
  fixture_answer (interview, "/data/a", "2020-02-03");
  fixture_assert_value (interview, "/data/b", "2020-02-03");
  g_assert_true (fixture_relevant (interview, "/data/c"));
}

static void
test_constraint_follows (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<max>10</max><n/>",
      "<bind nodeset=\"/data/max\" type=\"int\"/>"
      "<bind nodeset=\"/data/n\" type=\"int\" constraint=\". &lt;= /data/max\" jr:constraintMsg=\"Too many\"/>",
      "<input ref=\"/data/max\"/><input ref=\"/data/n\"/>");
  TerrainItem *item = terrain_interview_find_item (interview, "/data/n");

  fixture_answer (interview, "/data/n", "12");
  g_assert_false (terrain_item_get_valid (item));
  g_assert_cmpstr (terrain_item_get_message (item), ==, "Too many");
  g_assert_cmpstr (terrain_item_get_value (item), ==, "12");
  /* The other side of the comparison changes: the verdict does, too. */
  fixture_answer (interview, "/data/max", "20");
  g_assert_true (terrain_item_get_valid (item));
  g_assert_null (terrain_item_get_message (item));
  fixture_answer (interview, "/data/max", "5");
  g_assert_false (terrain_item_get_valid (item));
  fixture_answer (interview, "/data/n", "");
  g_assert_true (terrain_item_get_valid (item));
}

static void
test_preloads (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<start/><today/><device/><user>nobody</user><meta><instanceID/><instanceName/></meta>",
      "<bind nodeset=\"/data/start\" type=\"dateTime\" jr:preload=\"timestamp\" jr:preloadParams=\"start\"/>"
      "<bind nodeset=\"/data/today\" type=\"date\" jr:preload=\"date\" jr:preloadParams=\"today\"/>"
      "<bind nodeset=\"/data/device\" jr:preload=\"property\" jr:preloadParams=\"deviceid\"/>"
      "<bind nodeset=\"/data/user\" jr:preload=\"property\" jr:preloadParams=\"username\"/>"
      "<bind nodeset=\"/data/meta/instanceID\" jr:preload=\"uid\"/>"
      "<bind nodeset=\"/data/meta/instanceName\" calculate=\"concat('On ', /data/today)\"/>",
      "<input ref=\"/data/today\"/>");
  g_autofree char *id = fixture_value (interview, "/data/meta/instanceID");
  g_autofree char *name = terrain_interview_dup_instance_name (interview);

  fixture_assert_value (interview, "/data/start", "2026-11-21T10:30:00.250+01:00");
  fixture_assert_value (interview, "/data/today", "2026-11-21");
  fixture_assert_value (interview, "/data/device", "device-7");
  fixture_assert_value (interview, "/data/user", "nobody");
  g_assert_true (g_str_has_prefix (id, "uuid:"));
  g_assert_true (g_uuid_string_is_valid (id + 5));
  g_assert_cmpstr (name, ==, "On 2026-11-21");
}

static void
test_actions (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<a/><b/><c/><once/><d>x</d><twice/>",
      "<setvalue event=\"odk-instance-first-load\" ref=\"/data/once\" value=\"concat('f', 'irst')\"/>"
      "<bind nodeset=\"/data/twice\" calculate=\"concat(/data/b, /data/b)\"/>",
      "<input ref=\"/data/a\"><setvalue event=\"xforms-value-changed\" ref=\"/data/b\" value=\"concat(/data/a, '!')\"/>"
      "<setvalue event=\"xforms-value-changed\" ref=\"/data/d\"/></input>"
      "<input ref=\"/data/b\"><setvalue event=\"xforms-value-changed\" ref=\"/data/c\">literal</setvalue></input>"
      "<input ref=\"/data/c\"/>");

  fixture_assert_value (interview, "/data/once", "first");
  fixture_assert_value (interview, "/data/b", "");
  fixture_answer (interview, "/data/a", "hi");
  fixture_assert_value (interview, "/data/b", "hi!");
  fixture_assert_value (interview, "/data/twice", "hi!hi!");
  fixture_assert_value (interview, "/data/c", "literal");
  fixture_assert_value (interview, "/data/d", "");
  fixture_answer (interview, "/data/c", "own");
  fixture_answer (interview, "/data/a", "hi");
  fixture_assert_value (interview, "/data/c", "own");
}

static void
test_endless_actions (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<a/><b/>", "<bind nodeset=\"/data/a\" type=\"int\"/>",
      "<input ref=\"/data/a\"><setvalue event=\"xforms-value-changed\" ref=\"/data/b\" value=\"/data/a + 1\"/></input>"
      "<input ref=\"/data/b\"><setvalue event=\"xforms-value-changed\" ref=\"/data/a\" value=\"/data/b + 1\"/></input>");
  GPtrArray *issues = terrain_interview_get_issues (interview);

  g_assert_cmpuint (issues->len, ==, 0);
  fixture_answer (interview, "/data/a", "1");
  g_assert_cmpuint (issues->len, ==, 1);
  g_assert_cmpstr (((TerrainIssue *) issues->pdata[0])->code, ==, "endless-actions");
  fixture_answer (interview, "/data/b", "");
}

/* engine-semantics, 4 and 9; as JavaRosa and Web Forms ask Id10077 of WHO VA (jrs-0234, wfs-0637) */
static void
test_not_asked_reads_blank (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<ask>0</ask><a>yes</a><un/><eq/><num/><less/><both/><list/>",
      "<instance id=\"l\"><root><item><k/><v>blank</v></item><item><k>yes</k><v>full</v></item><item><v>none</v></item></root>"
      "</instance>"
      "<bind nodeset=\"/data/a\" relevant=\"/data/ask = 1\"/>"
      "<bind nodeset=\"/data/un\" calculate=\"/data/a != 'yes'\"/>"
      "<bind nodeset=\"/data/eq\" calculate=\"/data/a = ''\"/>"
      "<bind nodeset=\"/data/num\" calculate=\"/data/a != 5\"/>"
      "<bind nodeset=\"/data/less\" calculate=\"/data/a &lt; 5\"/>"
      "<bind nodeset=\"/data/both\" calculate=\"/data/a = /data/ask\"/>"
      "<bind nodeset=\"/data/list\" calculate=\"join(' ', instance('l')/root/item[k = /data/a]/v)\"/>",
      "<input ref=\"/data/ask\"/><input ref=\"/data/a\"/>");

  fixture_assert_value (interview, "/data/un", "1");
  fixture_assert_value (interview, "/data/eq", "1");
  fixture_assert_value (interview, "/data/num", "1");
  fixture_assert_value (interview, "/data/less", "0");
  fixture_assert_value (interview, "/data/both", "0");
  fixture_assert_value (interview, "/data/list", "blank");
  fixture_answer (interview, "/data/ask", "1");
  fixture_assert_value (interview, "/data/un", "0");
  fixture_assert_value (interview, "/data/eq", "0");
  fixture_assert_value (interview, "/data/list", "full");
}

/* What another question's answer gives a whole number is one: engine-semantics, 24; wfs-0217 */
static void
test_decimal_into_int (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<d/><i/><s>4.5</s><t/>",
      "<bind nodeset=\"/data/d\" type=\"decimal\"/><bind nodeset=\"/data/i\" type=\"int\" calculate=\"/data/d\"/>"
      "<bind nodeset=\"/data/t\" type=\"int\" calculate=\"/data/s\"/>",
      "<input ref=\"/data/d\"/>");

  fixture_answer (interview, "/data/d", "4.5");
  fixture_assert_value (interview, "/data/i", "4");
  fixture_assert_value (interview, "/data/t", "4.5"); /* text stays text */
  fixture_answer (interview, "/data/d", "");
  fixture_assert_value (interview, "/data/i", "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/interview/recalculation/calculate-and-relevance", test_calculate_and_relevance);
  g_test_add_func ("/interview/recalculation/truth-of-answers", test_truth_of_answers);
  g_test_add_func ("/interview/recalculation/inheritance", test_inheritance);
  g_test_add_func ("/interview/recalculation/results-as-text", test_results_as_text);
  g_test_add_func ("/interview/recalculation/volatile", test_volatile);
  g_test_add_func ("/interview/recalculation/failed-expression", test_failed_expression);
  g_test_add_func ("/interview/recalculation/constraint-follows", test_constraint_follows);
  g_test_add_func ("/interview/recalculation/preloads", test_preloads);
  g_test_add_func ("/interview/recalculation/actions", test_actions);
  g_test_add_func ("/interview/recalculation/endless-actions", test_endless_actions);
  g_test_add_func ("/interview/recalculation/not-asked-reads-blank", test_not_asked_reads_blank);
  g_test_add_func ("/interview/recalculation/decimal-into-int", test_decimal_into_int);
  return g_test_run ();
}
