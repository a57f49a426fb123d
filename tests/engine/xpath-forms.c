/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interview-fixture.h"

/* Expressions where only a form gives them their meaning: its repeats, its types, its clock (2026-11-21, UTC+1). */

static void
add (TerrainInterview *interview,
     const char       *ref)
{
  g_autoptr (GError) error = NULL;

  terrain_interview_add_instance (interview, ref, &error);
  g_assert_no_error (error);
}

/* A date in a node that asks for a number is the whole day, as in JavaRosa (engine-semantics, 24 and 30). */
static void
test_stored_days (void)
{
  g_autoptr (TerrainInterview) interview =
      fixture_interview ("<d/><day/><number/><later/><due/><age/><weekday/>",
                         "<bind nodeset=\"/data/d\" type=\"date\"/>"
                         "<bind nodeset=\"/data/day\" type=\"int\" calculate=\"/data/d\"/>"
                         "<bind nodeset=\"/data/number\" calculate=\"number(/data/d)\"/>"
                         "<bind nodeset=\"/data/later\" type=\"int\" calculate=\"/data/d + 30\"/>"
                         "<bind nodeset=\"/data/due\" type=\"date\" calculate=\"date(int(/data/d + 30))\"/>"
                         "<bind nodeset=\"/data/age\" type=\"int\" calculate=\"today() - /data/d\"/>"
                         "<bind nodeset=\"/data/weekday\" calculate=\"format-date(/data/d, '%a')\"/>",
                         "<input ref=\"/data/d\"/>");

  fixture_assert_value (interview, "/data/number", "");
  fixture_answer (interview, "/data/d", "2026-07-01");
  fixture_assert_value (interview, "/data/number", "20635");
  fixture_assert_value (interview, "/data/later", "20665");
  fixture_assert_value (interview, "/data/due", "2026-07-31");
  fixture_assert_value (interview, "/data/age", "143");
  fixture_assert_value (interview, "/data/weekday", "Wed");
}

/* An instance that is not asked keeps its number: position(..) and indexed-repeat() agree (engine-semantics, 7-9). */
static void
test_indexed_repeat (void)
{
  g_autoptr (TerrainInterview) interview =
      fixture_interview ("<p><show>y</show><inner><name/><before/></inner></p><at/><found/>",
                         "<bind nodeset=\"/data/p/inner\" relevant=\"../show = 'y'\"/>"
                         "<bind nodeset=\"/data/p/inner/before\" calculate=\"indexed-repeat(/data/p/inner/name,"
                         " /data/p, position(../..) - 1)\"/>"
                         "<bind nodeset=\"/data/at\" type=\"int\"/>"
                         "<bind nodeset=\"/data/found\" calculate=\"indexed-repeat(/data/p/inner/name, /data/p,"
                         " /data/at)\"/>",
                         "<group ref=\"/data/p\"><repeat nodeset=\"/data/p\"><input ref=\"/data/p/show\"/>"
                         "<input ref=\"/data/p/inner/name\"/></repeat></group><input ref=\"/data/at\"/>");

  add (interview, "/data/p");
  add (interview, "/data/p");
  for (int i = 1; i <= 3; i++)
    {
      g_autofree char *show = g_strdup_printf ("/data/p[%d]/show", i);
      g_autofree char *name = g_strdup_printf ("/data/p[%d]/inner/name", i);
      const char *names[] = { "ann", "bob", "cem" };

      fixture_answer (interview, show, "y");
      fixture_answer (interview, name, names[i - 1]);
    }
  fixture_assert_value (interview, "/data/p[2]/inner/before", "ann");
  fixture_assert_value (interview, "/data/p[3]/inner/before", "bob");
  fixture_answer (interview, "/data/at", "3");
  fixture_assert_value (interview, "/data/found", "cem");
  fixture_answer (interview, "/data/at", "4");
  fixture_assert_value (interview, "/data/found", "");
  fixture_answer (interview, "/data/at", "0");
  fixture_assert_value (interview, "/data/found", "ann");

  fixture_answer (interview, "/data/p[2]/show", "n");
  fixture_assert_value (interview, "/data/p[3]/inner/before", "");
  fixture_answer (interview, "/data/at", "3");
  fixture_assert_value (interview, "/data/found", "cem");
  fixture_answer (interview, "/data/at", "2");
  fixture_assert_value (interview, "/data/found", "");
}

static void
test_indexed_repeat_nested (void)
{
  g_autoptr (TerrainInterview) interview =
      fixture_interview ("<o><i><x/></i></o><found/><turned/>",
                         "<bind nodeset=\"/data/found\" calculate=\"indexed-repeat(/data/o/i/x, /data/o, 2, /data/o/i, 1)\"/>"
                         "<bind nodeset=\"/data/turned\""
                         " calculate=\"indexed-repeat(/data/o/i/x, /data/o/i, 1, /data/o, 2)\"/>",
                         "<group ref=\"/data/o\"><repeat nodeset=\"/data/o\"><group ref=\"/data/o/i\">"
                         "<repeat nodeset=\"/data/o/i\"><input ref=\"/data/o/i/x\"/></repeat></group></repeat></group>");

  add (interview, "/data/o");
  if (terrain_interview_count_instances (interview, "/data/o[2]/i") == 0)
    add (interview, "/data/o[2]/i");
  fixture_assert_value (interview, "/data/found", "");
  fixture_answer (interview, "/data/o[1]/i[1]/x", "a");
  fixture_answer (interview, "/data/o[2]/i[1]/x", "b");
  fixture_assert_value (interview, "/data/found", "b");
  fixture_assert_value (interview, "/data/turned", "b");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/xpath/forms/stored-days", test_stored_days);
  g_test_add_func ("/engine/xpath/forms/indexed-repeat", test_indexed_repeat);
  g_test_add_func ("/engine/xpath/forms/indexed-repeat-nested", test_indexed_repeat_nested);

  return g_test_run ();
}
