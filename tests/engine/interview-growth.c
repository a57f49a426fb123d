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

  fixture_assert_value (interview, "/data/s0", "1500");
  second = fill (interview, 500);
  fixture_assert_value (interview, "/data/s1", "6000");
  fixture_assert_value (interview, "/data/n", "1001");
  /* The second half costs no more than the first did: nothing looks at the other instances' rules, and sums wait. */
  g_assert_cmpuint (second, <=, first);
  g_assert_cmpuint (first, <=, 500 * 50);

  /* A change in the middle: its constraint, its calculate, and the sum that is asked for. */
  before = terrain_interview_get_n_evaluations (interview);
  fixture_answer (interview, "/data/r[500]/q1", "7");
  g_assert_cmpuint (terrain_interview_get_n_evaluations (interview) - before, ==, 2);
  fixture_assert_value (interview, "/data/s1", "6004");
  g_assert_cmpuint (terrain_interview_get_n_evaluations (interview) - before, ==, 3);
}

/* Every instance has its share of the sum over all, and something that follows from the share. */
static TerrainInterview *
make_shares (const char *binds,
             const char *body)
{
  g_autofree char *all_binds = g_strconcat (
      "<bind nodeset=\"/data/r/q\" type=\"int\"/>"
      "<bind nodeset=\"/data/r/share\" calculate=\"../q * 100 div sum(../../r/q)\"/>"
      "<bind nodeset=\"/data/r/text\" calculate=\"concat(../share, ' %')\"/>"
      "<bind nodeset=\"/data/total\" calculate=\"sum(/data/r/q)\"/>"
      "<bind nodeset=\"/data/twice\" calculate=\"/data/total * 2\"/>", binds, NULL);
  g_autofree char *all_body = g_strconcat ("<group><repeat nodeset=\"/data/r\"><input ref=\"/data/r/q\"/></repeat>"
                                           "</group>", body, NULL);

  return fixture_interview ("<r><q/><share/><text/></r><total/><twice/><v/>", all_binds, all_body);
}

static void
fill_shares (TerrainInterview *interview,
             guint             n)
{
  for (guint i = terrain_interview_count_instances (interview, "/data/r"); i < n; i++)
    terrain_interview_add_instance (interview, "/data/r", NULL);
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *ref = g_strdup_printf ("/data/r[%u]/q", i);

      fixture_answer (interview, ref, "1");
    }
}

static void
test_shares (void)
{
  g_autoptr (TerrainInterview) interview = make_shares ("", "");
  g_autoptr (GBytes) record = NULL;
  guint64 before = terrain_interview_get_n_evaluations (interview);

  fill_shares (interview, 100);
  g_assert_cmpuint (terrain_interview_get_n_evaluations (interview) - before, <, 100 * 100);

  /* Nobody looks: nothing is computed. One node: that one, and what it reads. */
  before = terrain_interview_get_n_evaluations (interview);
  fixture_answer (interview, "/data/r[50]/q", "2");
  g_assert_cmpuint (terrain_interview_get_n_evaluations (interview), ==, before);
  fixture_answer (interview, "/data/r[50]/q", "101");
  fixture_assert_value (interview, "/data/r[50]/text", "50.5 %");
  fixture_assert_value (interview, "/data/r[1]/share", "0.5");
  fixture_assert_value (interview, "/data/twice", "400");
  g_assert_cmpuint (terrain_interview_get_n_evaluations (interview) - before, <=, 6);

  /* All of them: each once. */
  before = terrain_interview_get_n_evaluations (interview);
  record = terrain_interview_save (interview);
  g_assert_cmpuint (terrain_interview_get_n_evaluations (interview) - before, <=, 202);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (record, NULL), (gssize) g_bytes_get_size (record),
                                  "<q>1</q><share>0.5</share><text>0.5 %</text>"));
  before = terrain_interview_get_n_evaluations (interview);
  fixture_assert_value (interview, "/data/r[7]/share", "0.5");
  g_assert_cmpuint (terrain_interview_get_n_evaluations (interview), ==, before);
}

/* Instances that go and come back, and answers taken back, concern what waits as well. */
static void
test_shares_undone (void)
{
  g_autoptr (TerrainInterview) interview = make_shares ("", "");

  fill_shares (interview, 50);
  fixture_assert_value (interview, "/data/r[50]/text", "2 %");
  g_assert_true (terrain_interview_remove_instance (interview, "/data/r[1]", NULL));
  fixture_answer (interview, "/data/r[1]/q", "51");
  fixture_assert_value (interview, "/data/total", "99");
  fixture_assert_value (interview, "/data/r[49]/share", "1.0101010101010102");
  g_assert_true (terrain_interview_undo (interview, NULL, NULL));
  fixture_assert_value (interview, "/data/twice", "98");
  g_assert_true (terrain_interview_undo (interview, NULL, NULL));
  fixture_assert_value (interview, "/data/r[1]/text", "2 %");
  fixture_assert_value (interview, "/data/twice", "100");
  g_assert_true (terrain_interview_redo (interview, NULL, NULL));
  g_assert_true (terrain_interview_redo (interview, NULL, NULL));
  fixture_assert_value (interview, "/data/r[1]/share", "51.515151515151516");
  fixture_assert_value (interview, "/data/total", "99");
}

/* What decides on a question never waits. */
static void
test_decisive_sum (void)
{
  g_autoptr (TerrainInterview) interview = make_shares ("<bind nodeset=\"/data/v\" relevant=\"/data/twice &gt; 100\"/>",
                                                        "<input ref=\"/data/v\"/>");

  fill_shares (interview, 50);
  g_assert_false (terrain_item_get_relevant (terrain_interview_find_item (interview, "/data/v")));
  fixture_answer (interview, "/data/r[3]/q", "2");
  g_assert_true (terrain_item_get_relevant (terrain_interview_find_item (interview, "/data/v")));
}

static void
count_notify (TerrainItem *item,
              GParamSpec  *property,
              guint       *count)
{
  ++*count;
}

/* Nor does what is on screen; items are told as ever. */
static void
test_sum_on_screen (void)
{
  g_autoptr (TerrainInterview) interview = make_shares (
      "", "<input ref=\"/data/v\"><label>Twice: <output value=\"/data/twice\"/></label></input>");
  TerrainItem *item;
  guint count = 0;

  fill_shares (interview, 50);
  item = terrain_interview_find_item (interview, "/data/v");
  g_assert_cmpstr (terrain_item_get_label (item), ==, "Twice: 100");
  g_signal_connect (item, "notify::label", G_CALLBACK (count_notify), &count);
  fixture_answer (interview, "/data/r[50]/q", "2");
  g_assert_cmpuint (count, ==, 1);
  g_assert_cmpstr (terrain_item_get_label (item), ==, "Twice: 102");
  g_assert_true (terrain_interview_undo (interview, NULL, NULL));
  g_assert_cmpstr (terrain_item_get_label (item), ==, "Twice: 100");
  g_assert_cmpuint (count, ==, 2);
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
  g_test_add_func ("/interview/growth/shares", test_shares);
  g_test_add_func ("/interview/growth/shares-undone", test_shares_undone);
  g_test_add_func ("/interview/growth/decisive-sum", test_decisive_sum);
  g_test_add_func ("/interview/growth/sum-on-screen", test_sum_on_screen);
  g_test_add_func ("/interview/growth/pruned", test_pruned);
  return g_test_run ();
}
