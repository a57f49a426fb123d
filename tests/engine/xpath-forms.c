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

#define TRANSLATED                                                                                  \
  "<itext><translation lang=\"en\"><text id=\"hi\"><value>Hello</value></text>"                    \
  "<text id=\"a\"><value>Apple</value></text></translation>"                                       \
  "<translation lang=\"nl\"><text id=\"hi\"><value>Dag</value></text>"                             \
  "<text id=\"a\"><value>Appel</value></text></translation></itext>"

/* Texts follow the language that is shown. */
static void
test_language (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainInterview) interview =
      fixture_interview ("<q/><hi/><name/><day/>",
                         TRANSLATED "<bind nodeset=\"/data/hi\" calculate=\"jr:itext('hi')\"/>"
                         "<bind nodeset=\"/data/name\" calculate=\"jr:choice-name(/data/q, '/data/q')\"/>"
                         "<bind nodeset=\"/data/day\" calculate=\"format-date(today(), '%A %e %B')\"/>",
                         "<select1 ref=\"/data/q\"><item><label ref=\"jr:itext('a')\"/><value>a</value></item></select1>");

  fixture_answer (interview, "/data/q", "a");
  fixture_assert_value (interview, "/data/hi", "Hello");
  fixture_assert_value (interview, "/data/name", "Apple");
  fixture_assert_value (interview, "/data/day", "Saturday 21 November");
  terrain_interview_set_language (interview, "nl", &error);
  g_assert_no_error (error);
  fixture_assert_value (interview, "/data/hi", "Dag");
  fixture_assert_value (interview, "/data/name", "Appel");
  fixture_assert_value (interview, "/data/day", "zaterdag 21 november");
}

static void
test_pulldata (void)
{
  g_autoptr (TerrainInterview) interview =
      fixture_interview ("<code/><price/><none/>",
                         "<instance id=\"fruit\"><root><item><name>a</name><price>3</price></item>"
                         "<item><name>b</name><price>5</price></item></root></instance>"
                         "<bind nodeset=\"/data/price\" calculate=\"pulldata('fruit', 'price', 'name', /data/code)\"/>"
                         "<bind nodeset=\"/data/none\" calculate=\"pulldata('fruit', 'weight', 'name', /data/code)\"/>",
                         "<input ref=\"/data/code\"/>");

  fixture_answer (interview, "/data/code", "b");
  fixture_assert_value (interview, "/data/price", "5");
  fixture_assert_value (interview, "/data/none", "");
  fixture_answer (interview, "/data/code", "c");
  fixture_assert_value (interview, "/data/price", "");
}

/* once() keeps what the node has; depend() only says what its result depends on (engine-semantics, 18). */
static void
test_control (void)
{
  g_autoptr (TerrainInterview) interview =
      fixture_interview ("<a/><kept/><stamp/>",
                         "<bind nodeset=\"/data/kept\" calculate=\"once(/data/a)\"/>"
                         "<bind nodeset=\"/data/stamp\" calculate=\"depend(concat('at ', /data/a), /data/a)\"/>",
                         "<input ref=\"/data/a\"/>");

  fixture_answer (interview, "/data/a", "1");
  fixture_answer (interview, "/data/a", "2");
  fixture_assert_value (interview, "/data/kept", "1");
  fixture_assert_value (interview, "/data/stamp", "at 2");
}

/* A text that doubles at every calculation stops growing, and says why. */
static void
test_doubling (void)
{
  g_autoptr (GString) instance = g_string_new ("<a0/>");
  g_autoptr (GString) binds = g_string_new (NULL);
  g_autoptr (TerrainInterview) interview = NULL;

  for (int i = 1; i <= 40; i++)
    {
      g_string_append_printf (instance, "<a%d/>", i);
      g_string_append_printf (binds, "<bind nodeset=\"/data/a%d\" calculate=\"concat(/data/a%d, /data/a%d)\"/>", i,
                              i - 1, i - 1);
    }
  interview = fixture_interview (instance->str, binds->str, "<input ref=\"/data/a0\"/>");
  fixture_answer (interview, "/data/a0", "x");
  fixture_assert_value (interview, "/data/a3", "xxxxxxxx");
  fixture_assert_value (interview, "/data/a40", "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/xpath/forms/stored-days", test_stored_days);
  g_test_add_func ("/engine/xpath/forms/indexed-repeat", test_indexed_repeat);
  g_test_add_func ("/engine/xpath/forms/indexed-repeat-nested", test_indexed_repeat_nested);

  g_test_add_func ("/engine/xpath/forms/language", test_language);
  g_test_add_func ("/engine/xpath/forms/pulldata", test_pulldata);
  g_test_add_func ("/engine/xpath/forms/control", test_control);
  g_test_add_func ("/engine/xpath/forms/doubling", test_doubling);

  return g_test_run ();
}
