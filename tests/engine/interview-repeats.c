/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interview-fixture.h"

#define PERSON                                                                                     \
  "<person jr:template=\"\"><name>new</name><age/><next/><pos/></person>"                         \
  "<person><name>first</name><age/><next/><pos/></person><sum/><names/>"
#define PERSON_BINDS                                                                               \
  "<bind nodeset=\"/data/person/age\" type=\"int\"/>"                                             \
  "<bind nodeset=\"/data/person/next\" calculate=\"/data/person/age + 1\"/>"                      \
  "<bind nodeset=\"/data/person/pos\" calculate=\"position(..)\"/>"                               \
  "<bind nodeset=\"/data/sum\" calculate=\"sum(/data/person/age)\"/>"                             \
  "<bind nodeset=\"/data/names\" calculate=\"join(' ', /data/person/name)\"/>"
#define PERSON_BODY                                                                                \
  "<group ref=\"/data/person\"><label>Person</label><repeat nodeset=\"/data/person\">"            \
  "<input ref=\"/data/person/name\"/><input ref=\"/data/person/age\"/></repeat></group>"

static guint
add (TerrainInterview *interview,
     const char       *ref)
{
  g_autoptr (GError) error = NULL;
  guint position = terrain_interview_add_instance (interview, ref, &error);

  g_assert_no_error (error);
  return position;
}

static void
drop (TerrainInterview *interview,
      const char       *ref)
{
  g_autoptr (GError) error = NULL;

  terrain_interview_remove_instance (interview, ref, &error);
  g_assert_no_error (error);
}

static void
test_add_and_remove (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (PERSON, PERSON_BINDS, PERSON_BODY);

  g_assert_cmpuint (terrain_interview_count_instances (interview, "/data/person"), ==, 1);
  fixture_assert_value (interview, "/data/person/name", "first");
  fixture_assert_value (interview, "/data/sum", "0");
  g_assert_cmpuint (add (interview, "/data/person"), ==, 2);
  g_assert_cmpuint (add (interview, "/data/person"), ==, 3);
  fixture_assert_value (interview, "/data/names", "first new new");
  fixture_answer (interview, "/data/person[1]/age", "10");
  fixture_answer (interview, "/data/person[2]/age", "20");
  fixture_answer (interview, "/data/person[3]/age", "30");
  fixture_answer (interview, "/data/person[3]/name", "third");
  fixture_assert_value (interview, "/data/sum", "60");
  fixture_assert_value (interview, "/data/person[2]/next", "21");
  fixture_assert_value (interview, "/data/person[3]/pos", "3");

  drop (interview, "/data/person[2]");
  g_assert_cmpuint (terrain_interview_count_instances (interview, "/data/person"), ==, 2);
  fixture_assert_value (interview, "/data/sum", "40");
  fixture_assert_value (interview, "/data/names", "first third");
  fixture_assert_value (interview, "/data/person[2]/pos", "2");
  fixture_assert_value (interview, "/data/person[2]/next", "31");
  drop (interview, "/data/person[1]");
  drop (interview, "/data/person[1]");
  fixture_assert_value (interview, "/data/sum", "0");
  fixture_assert_value (interview, "/data/names", "");
  g_assert_cmpuint (add (interview, "/data/person"), ==, 1);
  fixture_assert_value (interview, "/data/person[1]/pos", "1");
}

static void
test_never_stale (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<r><x/><share/></r><tot/>",
      "<bind nodeset=\"/data/r/x\" type=\"int\"/>"
      "<bind nodeset=\"/data/tot\" calculate=\"sum(/data/r/x)\"/>"
      "<bind nodeset=\"/data/r/share\" calculate=\"concat(/data/r/x, '/', /data/tot, '/', sum(../../r/x))\"/>",
      "<group><repeat nodeset=\"/data/r\"><input ref=\"/data/r/x\"/></repeat></group>");

  add (interview, "/data/r");
  fixture_answer (interview, "/data/r[1]/x", "1");
  fixture_answer (interview, "/data/r[2]/x", "3");
  fixture_assert_value (interview, "/data/r[1]/share", "1/4/4");
  fixture_assert_value (interview, "/data/r[2]/share", "3/4/4");
  drop (interview, "/data/r[1]");
  fixture_assert_value (interview, "/data/r[1]/share", "3/3/3");
}

static void
test_nested (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<h><n/><p><m/><l/></p><k/></h><all/>",
      "<bind nodeset=\"/data/h/k\" calculate=\"count(/data/h/p)\"/>"
      "<bind nodeset=\"/data/h/p/l\" calculate=\"concat(../../n, ':', ../m)\"/>"
      "<bind nodeset=\"/data/all\" calculate=\"count(/data/h/p)\"/>",
      "<repeat nodeset=\"/data/h\"><input ref=\"/data/h/n\"/>"
      "<repeat nodeset=\"/data/h/p\"><input ref=\"/data/h/p/m\"/></repeat></repeat>");

  fixture_assert_value (interview, "/data/h/k", "1");
  add (interview, "/data/h");
  /* A new outer instance starts without inner ones (engine-semantics, 10). */
  g_assert_cmpuint (terrain_interview_count_instances (interview, "/data/h[2]/p"), ==, 0);
  fixture_assert_value (interview, "/data/h[2]/k", "0");
  add (interview, "/data/h[2]/p");
  add (interview, "/data/h[2]/p");
  fixture_assert_value (interview, "/data/h[2]/k", "2");
  fixture_assert_value (interview, "/data/h[1]/k", "1");
  fixture_assert_value (interview, "/data/all", "3");
  fixture_answer (interview, "/data/h[2]/p[2]/m", "z");
  fixture_answer (interview, "/data/h[2]/n", "two");
  fixture_assert_value (interview, "/data/h[2]/p[1]/l", "two:");
  fixture_assert_value (interview, "/data/h[2]/p[2]/l", "two:z");
  drop (interview, "/data/h[1]");
  fixture_assert_value (interview, "/data/h[1]/p[2]/l", "two:z");
  fixture_assert_value (interview, "/data/all", "2");
}

static void
test_count (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<n/><r><x/></r><sum/>",
      "<bind nodeset=\"/data/n\" type=\"int\"/><bind nodeset=\"/data/r/x\" type=\"int\"/>"
      "<bind nodeset=\"/data/sum\" calculate=\"sum(/data/r/x)\"/>",
      "<input ref=\"/data/n\"/><repeat nodeset=\"/data/r\" jr:count=\"/data/n\"><input ref=\"/data/r/x\"/></repeat>");
  g_autoptr (GBytes) xml = NULL;

  g_assert_cmpuint (terrain_interview_count_instances (interview, "/data/r"), ==, 0);
  fixture_answer (interview, "/data/n", "3");
  g_assert_cmpuint (terrain_interview_count_instances (interview, "/data/r"), ==, 3);
  fixture_answer (interview, "/data/r[1]/x", "1");
  fixture_answer (interview, "/data/r[3]/x", "5");
  fixture_assert_value (interview, "/data/sum", "6");
  /* Fewer: the surplus is out of sight and out of the sums, and comes back (departure 12). */
  fixture_answer (interview, "/data/n", "2");
  g_assert_cmpuint (terrain_interview_count_instances (interview, "/data/r"), ==, 2);
  fixture_assert_value (interview, "/data/sum", "1");
  fixture_refused (interview, "/data/r[3]/x", "4", TERRAIN_ENGINE_ERROR_IRRELEVANT);
  xml = terrain_interview_complete (interview, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (xml, NULL), -1, "<r><x>1</x></r><r><x/></r><sum>"));
  fixture_answer (interview, "/data/n", "4");
  fixture_assert_value (interview, "/data/sum", "6");

  g_assert_cmpuint (terrain_interview_add_instance (interview, "/data/r", &error), ==, 0);
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_ALLOWED);
  g_clear_error (&error);
  g_assert_false (terrain_interview_remove_instance (interview, "/data/r[1]", &error));
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_ALLOWED);

  /* A number nobody means is cut, and said. */
  fixture_answer (interview, "/data/n", "99999999999");
  g_assert_cmpuint (terrain_interview_count_instances (interview, "/data/r"), ==, 10000);
  g_assert_cmpuint (terrain_interview_get_issues (interview)->len, ==, 1);
}

static void
test_count_inside_repeat (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<h><n/><p><m/></p></h>", "<bind nodeset=\"/data/h/n\" type=\"int\"/>",
      "<repeat nodeset=\"/data/h\"><input ref=\"/data/h/n\"/>"
      "<repeat nodeset=\"/data/h/p\" jr:count=\"../n\"><input ref=\"/data/h/p/m\"/></repeat></repeat>");

  add (interview, "/data/h");
  fixture_answer (interview, "/data/h[2]/n", "3");
  g_assert_cmpuint (terrain_interview_count_instances (interview, "/data/h[1]/p"), ==, 0);
  g_assert_cmpuint (terrain_interview_count_instances (interview, "/data/h[2]/p"), ==, 3);
  fixture_answer (interview, "/data/h[1]/n", "1");
  g_assert_cmpuint (terrain_interview_count_instances (interview, "/data/h[1]/p"), ==, 1);
}

static void
test_count_while_yes (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<r><more/></r>", "",
      "<repeat nodeset=\"/data/r\" jr:count=\"if(count(/data/r) = 0 or /data/r[position() = count(/data/r)]/more = 'yes',"
      " count(/data/r) + 1, count(/data/r))\"><input ref=\"/data/r/more\"/></repeat>");

  g_assert_cmpuint (terrain_interview_count_instances (interview, "/data/r"), ==, 1);
  fixture_answer (interview, "/data/r[1]/more", "yes");
  g_assert_cmpuint (terrain_interview_count_instances (interview, "/data/r"), ==, 2);
  fixture_answer (interview, "/data/r[2]/more", "no");
  g_assert_cmpuint (terrain_interview_count_instances (interview, "/data/r"), ==, 2);
  fixture_answer (interview, "/data/r[2]/more", "yes");
  g_assert_cmpuint (terrain_interview_count_instances (interview, "/data/r"), ==, 3);
}

static void
test_new_repeat_event (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<r><x/><y/></r>", "<bind nodeset=\"/data/r/y\" jr:preload=\"uid\"/>",
      "<repeat nodeset=\"/data/r\"><setvalue event=\"odk-instance-first-load odk-new-repeat\" ref=\"/data/r/x\" "
      "value=\"concat('nr ', position(..))\"/><input ref=\"/data/r/x\"/></repeat>");
  g_autofree char *first = fixture_value (interview, "/data/r[1]/y");
  g_autofree char *second = NULL;

  fixture_assert_value (interview, "/data/r[1]/x", "nr 1");
  add (interview, "/data/r");
  fixture_assert_value (interview, "/data/r[2]/x", "nr 2");
  second = fixture_value (interview, "/data/r[2]/y");
  g_assert_true (g_str_has_prefix (second, "uuid:"));
  g_assert_cmpstr (first, !=, second);
}

/* Nobody could add the first one; a question of the repeat may hold the action, too. */
static void
test_fixed (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<f jr:template=\"\"><x/></f><r><y/></r>", "",
      "<repeat nodeset=\"/data/f\" jr:noAddRemove=\"true()\"><input ref=\"/data/f/x\"/></repeat>"
      "<repeat nodeset=\"/data/r\"><input ref=\"/data/r/y\"><setvalue event=\"odk-new-repeat\" ref=\"/data/r/y\">new"
      "</setvalue></input></repeat>");

  g_assert_cmpuint (terrain_interview_count_instances (interview, "/data/f"), ==, 1);
  fixture_answer (interview, "/data/f/x", "1");
  fixture_assert_value (interview, "/data/r[1]/y", "");
  add (interview, "/data/r");
  fixture_assert_value (interview, "/data/r[2]/y", "new");
}

static void
test_relevance (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<show/><r><x/></r><n/>",
      "<bind nodeset=\"/data/r\" relevant=\"/data/show = 1\"/><bind nodeset=\"/data/n\" calculate=\"count(/data/r)\"/>",
      "<input ref=\"/data/show\"/><repeat nodeset=\"/data/r\"><input ref=\"/data/r/x\"/></repeat>");
  TerrainItem *repeat = terrain_interview_find_item (interview, "/data/r");

  g_assert_cmpint (terrain_item_get_kind (repeat), ==, TERRAIN_ITEM_REPEAT);
  g_assert_false (terrain_item_get_relevant (repeat));
  fixture_assert_value (interview, "/data/n", "0");
  fixture_answer (interview, "/data/show", "1");
  g_assert_true (terrain_item_get_relevant (repeat));
  fixture_assert_value (interview, "/data/n", "1");
  drop (interview, "/data/r[1]");
  g_assert_true (terrain_item_get_relevant (repeat));
  fixture_answer (interview, "/data/show", "0");
  g_assert_false (terrain_item_get_relevant (repeat));
}

/* wfs-0045 and jrs-0156: a predicate says which instance is filled */
static void
test_setvalue_into_one_instance (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<a/><n>2</n><r><x/></r><r><x/></r><r><x/></r>", "",
      "<input ref=\"/data/a\"><setvalue event=\"xforms-value-changed\" ref=\"/data/r[position() = /data/n]/x\""
      " value=\"/data/a\"/></input><repeat nodeset=\"/data/r\"><input ref=\"/data/r/x\"/></repeat>");

  fixture_answer (interview, "/data/a", "foo");
  fixture_assert_value (interview, "/data/r[1]/x", "");
  fixture_assert_value (interview, "/data/r[2]/x", "foo");
  fixture_assert_value (interview, "/data/r[3]/x", "");
}

/* jrs-0167: which of several is meant is not guessed, and answers are not overwritten */
static void
test_setvalue_into_any_instance (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<a/><r><x/></r>", "",
      "<input ref=\"/data/a\"><setvalue event=\"xforms-value-changed\" ref=\"/data/r/x\" value=\"/data/a\"/></input>"
      "<repeat nodeset=\"/data/r\"><input ref=\"/data/r/x\"/></repeat>");
  TerrainIssue *issue;

  fixture_answer (interview, "/data/a", "one");
  fixture_assert_value (interview, "/data/r[1]/x", "one");
  terrain_interview_add_instance (interview, "/data/r", NULL);
  fixture_answer (interview, "/data/r[2]/x", "mine");
  fixture_answer (interview, "/data/a", "two");
  fixture_assert_value (interview, "/data/r[1]/x", "one");
  fixture_assert_value (interview, "/data/r[2]/x", "mine");
  g_assert_cmpuint (terrain_interview_get_issues (interview)->len, ==, 1);
  issue = g_ptr_array_index (terrain_interview_get_issues (interview), 0);
  g_assert_cmpstr (issue->code, ==, "evaluation");
}

/* wfs-0765: what is not there is nothing to count, and blank (engine-semantics, 7) */
static void
test_indexed_past_the_end (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<r jr:template=\"\"><x/></r><n/><blank/>",
      "<bind nodeset=\"/data/n\" calculate=\"count(indexed-repeat(/data/r/x, /data/r, 1))\"/>"
      "<bind nodeset=\"/data/blank\" calculate=\"indexed-repeat(/data/r/x, /data/r, 1) = ''\"/>",
      "<repeat nodeset=\"/data/r\"><input ref=\"/data/r/x\"/></repeat>");

  fixture_assert_value (interview, "/data/n", "0");
  fixture_assert_value (interview, "/data/blank", "1");
  terrain_interview_add_instance (interview, "/data/r", NULL);
  fixture_answer (interview, "/data/r[1]/x", "a");
  fixture_assert_value (interview, "/data/n", "1");
  fixture_assert_value (interview, "/data/blank", "0");
}

/* wfs-0446: where an instance stands is no value of it */
static void
test_relevance_by_own_position (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<r><x>1</x></r><r><x>2</x></r><r><x>3</x></r><all/>",
      "<bind nodeset=\"/data/r\" relevant=\"position(current()) &gt; 1\"/>"
      "<bind nodeset=\"/data/all\" calculate=\"join('', /data/r/x)\"/>",
      "<repeat nodeset=\"/data/r\"><input ref=\"/data/r/x\"/></repeat>");

  fixture_assert_value (interview, "/data/all", "23");
  terrain_interview_remove_instance (interview, "/data/r[2]", NULL);
  fixture_assert_value (interview, "/data/all", "3");
  terrain_interview_remove_instance (interview, "/data/r[1]", NULL);
  g_assert_false (fixture_relevant (interview, "/data/r[1]/x"));
  fixture_assert_value (interview, "/data/all", "");
}

/* A count that falls takes its last instances away, not the repeat. */
static void
test_count_falls (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<n/><r jr:template=\"\"><x/></r>", "<bind nodeset=\"/data/n\" type=\"int\"/>"
      "<bind nodeset=\"/data/r\" relevant=\"/data/n &gt; 0\"/>",
      "<input ref=\"/data/n\"/><group ref=\"/data/r\"><label>R</label><repeat nodeset=\"/data/r\" jr:count=\"/data/n\">"
      "<input ref=\"/data/r/x\"/></repeat></group>");
  TerrainItem *repeat = terrain_interview_find_item (interview, "/data/r");

  fixture_answer (interview, "/data/n", "3");
  g_assert_true (terrain_item_get_relevant (repeat));
  fixture_answer (interview, "/data/n", "2");
  g_assert_true (terrain_item_get_relevant (repeat));
  g_assert_true (terrain_item_get_relevant (terrain_interview_find_item (interview, "/data/r[2]/x")));
  fixture_answer (interview, "/data/n", "0");
  g_assert_false (terrain_item_get_relevant (repeat));
  fixture_answer (interview, "/data/n", "1");
  g_assert_true (terrain_item_get_relevant (repeat));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/interview/repeats/add-and-remove", test_add_and_remove);
  g_test_add_func ("/interview/repeats/never-stale", test_never_stale);
  g_test_add_func ("/interview/repeats/nested", test_nested);
  g_test_add_func ("/interview/repeats/count", test_count);
  g_test_add_func ("/interview/repeats/count-inside-repeat", test_count_inside_repeat);
  g_test_add_func ("/interview/repeats/count-while-yes", test_count_while_yes);
  g_test_add_func ("/interview/repeats/new-repeat-event", test_new_repeat_event);
  g_test_add_func ("/interview/repeats/fixed", test_fixed);
  g_test_add_func ("/interview/repeats/relevance", test_relevance);
  g_test_add_func ("/interview/repeats/setvalue-into-one-instance", test_setvalue_into_one_instance);
  g_test_add_func ("/interview/repeats/setvalue-into-any-instance", test_setvalue_into_any_instance);
  g_test_add_func ("/interview/repeats/indexed-past-the-end", test_indexed_past_the_end);
  g_test_add_func ("/interview/repeats/count-falls", test_count_falls);
  g_test_add_func ("/interview/repeats/relevance-by-own-position", test_relevance_by_own_position);
  return g_test_run ();
}
