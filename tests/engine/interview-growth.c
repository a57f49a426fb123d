/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interview-fixture.h"

#include "terrain-interview-private.h"

/* Ten questions, five calculates in the instance, three sums outside. */
static TerrainInterview *
make (void)
{
  g_autoptr (GString) instance = g_string_new ("<r>");
  g_autoptr (GString) binds = g_string_new (NULL);
  g_autoptr (GString) body = g_string_new ("<repeat nodeset=\"/data/r\">");

  for (guint i = 0; i < 10; i++)
    {
      g_string_append_printf (instance, "<q%u/>", i);
      g_string_append_printf (binds, "<bind nodeset=\"/data/r/q%u\" type=\"int\" constraint=\". &lt; 1000000\"/>", i);
      g_string_append_printf (body, "<input ref=\"/data/r/q%u\"/>", i);
    }
  for (guint i = 0; i < 5; i++)
    {
      g_string_append_printf (instance, "<c%u/>", i);
      g_string_append_printf (binds, "<bind nodeset=\"/data/r/c%u\" calculate=\"/data/r/q%u + ../q%u\"/>", i, i, i + 5);
    }
  g_string_append (instance, "</r><s0/><s1/><n/>");
  g_string_append (binds, "<bind nodeset=\"/data/s0\" calculate=\"sum(/data/r/q0)\"/>"
                          "<bind nodeset=\"/data/s1\" calculate=\"sum(/data/r/c1)\"/>"
                          "<bind nodeset=\"/data/n\" calculate=\"count(/data/r)\"/>");
  g_string_append (body, "</repeat>");
  return fixture_interview (instance->str, binds->str, body->str);
}

/* Evaluations it takes to add @n instances and answer all their questions. */
static guint64
fill (TerrainInterview *interview,
      guint             n)
{
  guint64 before = terrain_interview_get_n_evaluations (interview);

  for (guint i = 0; i < n; i++)
    {
      guint position = terrain_interview_add_instance (interview, "/data/r", NULL);

      for (guint k = 0; k < 10; k++)
        {
          g_autofree char *ref = g_strdup_printf ("/data/r[%u]/q%u", position, k);

          fixture_answer (interview, ref, "3");
        }
    }
  return terrain_interview_get_n_evaluations (interview) - before;
}

static void
test_linear (void)
{
  g_autoptr (TerrainInterview) interview = make ();
  guint64 first = fill (interview, 500);
  guint64 second;
  guint64 before;
  gint64 start;

  fixture_assert_value (interview, "/data/s0", "1500");
  second = fill (interview, 500);
  fixture_assert_value (interview, "/data/s1", "6000");
  fixture_assert_value (interview, "/data/n", "1001");
  /* The second half costs what the first did: nothing looks at the other instances' rules. */
  g_assert_cmpuint (second, ==, first);
  g_assert_cmpuint (first, <=, 500 * 50);

  /* A change in the middle: its constraint, its calculate, two sums at most. */
  before = terrain_interview_get_n_evaluations (interview);
  start = g_get_monotonic_time ();
  fixture_answer (interview, "/data/r[500]/q1", "7");
  g_test_message ("change in the middle: %d us", (int) (g_get_monotonic_time () - start));
  fixture_assert_value (interview, "/data/s1", "6004");
  g_assert_cmpuint (terrain_interview_get_n_evaluations (interview) - before, ==, 3);
}

static void
test_pruned (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<a/><big/><b/><c/>",
      "<bind nodeset=\"/data/a\" type=\"int\"/><bind nodeset=\"/data/big\" calculate=\"/data/a &gt; 100\"/>"
      "<bind nodeset=\"/data/b\" calculate=\"concat('b', /data/big)\"/>"
      "<bind nodeset=\"/data/c\" relevant=\"/data/b = 'b1'\"/>",
      "<input ref=\"/data/a\"/>");
  guint64 before;

  fixture_answer (interview, "/data/a", "1");
  before = terrain_interview_get_n_evaluations (interview);
  fixture_answer (interview, "/data/a", "2");
  g_assert_cmpuint (terrain_interview_get_n_evaluations (interview) - before, ==, 1);
  fixture_answer (interview, "/data/a", "2");
  g_assert_cmpuint (terrain_interview_get_n_evaluations (interview) - before, ==, 1);
  fixture_answer (interview, "/data/a", "200");
  g_assert_cmpuint (terrain_interview_get_n_evaluations (interview) - before, ==, 4);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/interview/growth/linear", test_linear);
  g_test_add_func ("/interview/growth/pruned", test_pruned);
  return g_test_run ();
}
