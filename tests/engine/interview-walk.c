/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interview-fixture.h"

static const char *const names[] = {
  [TERRAIN_WALK_BEGINNING] = "beginning", [TERRAIN_WALK_QUESTION] = "q",
  [TERRAIN_WALK_GROUP] = "group",         [TERRAIN_WALK_REPEAT] = "repeat",
  [TERRAIN_WALK_PROMPT_NEW_REPEAT] = "new", [TERRAIN_WALK_END] = "end",
};

static void
say (TerrainWalk *walk,
     GString     *text)
{
  const char *ref = terrain_walk_get_ref (walk);

  g_string_append_printf (text, "%s%s%s; ", names[terrain_walk_get_event (walk)], ref != NULL ? " " : "",
                          ref != NULL ? ref : "");
}

/* Every stop from here to the end, then every stop back to the beginning must be the same the other way round. */
static char *
whole_walk (TerrainWalk *walk)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) forward = g_ptr_array_new_with_free_func (g_free);
  guint n = 0;

  while (terrain_walk_next (walk) != TERRAIN_WALK_END)
    {
      say (walk, text);
      g_ptr_array_add (forward, g_strdup (terrain_walk_get_ref (walk)));
      g_assert_cmpuint (++n, <, 1000);
    }
  g_assert_cmpint (terrain_walk_next (walk), ==, TERRAIN_WALK_END);
  while (terrain_walk_previous (walk) != TERRAIN_WALK_BEGINNING)
    {
      g_assert_cmpuint (n, >, 0);
      g_assert_cmpstr (terrain_walk_get_ref (walk), ==, g_ptr_array_index (forward, --n));
    }
  g_assert_cmpuint (n, ==, 0);
  return g_strdup (text->str);
}

#define assert_walk(walk, expected)                      \
  G_STMT_START                                           \
    {                                                    \
      g_autofree char *walked = whole_walk (walk);       \
      g_assert_cmpstr (walked, ==, expected);            \
    }                                                    \
  G_STMT_END

static TerrainInterview *
make (void)
{
  return fixture_interview (
      "<a/><g><b/><c/></g><f><d/><e/></f><empty><z/></empty><r><x/></r><n/><k><y/></k><note/>",
      "<bind nodeset=\"/data/g\" relevant=\"/data/a != 'no'\"/><bind nodeset=\"/data/empty/z\" relevant=\"false()\"/>"
      "<bind nodeset=\"/data/note\" readonly=\"true()\"/><bind nodeset=\"/data/n\" type=\"int\"/>",
      "<input ref=\"/data/a\"/><group ref=\"/data/g\"><input ref=\"/data/g/b\"/><input ref=\"/data/g/c\"/></group>"
      "<group ref=\"/data/f\" appearance=\"w1 field-list\"><label>F</label><input ref=\"/data/f/d\"/>"
      "<input ref=\"/data/f/e\"/></group><group ref=\"/data/empty\"><label>E</label><input ref=\"/data/empty/z\"/></group>"
      "<group><repeat nodeset=\"/data/r\"><input ref=\"/data/r/x\"/></repeat></group><input ref=\"/data/n\"/>"
      "<repeat nodeset=\"/data/k\" jr:count=\"/data/n\"><input ref=\"/data/k/y\"/></repeat>"
      "<input ref=\"/data/note\"><label>Thanks</label></input>");
}

static void
test_order (void)
{
  g_autoptr (TerrainInterview) interview = make ();
  g_autoptr (TerrainWalk) walk = terrain_walk_new (interview);

  g_assert_cmpint (terrain_walk_get_event (walk), ==, TERRAIN_WALK_BEGINNING);
  g_assert_null (terrain_walk_get_ref (walk));
  assert_walk (walk, "q /data/a; q /data/g/b; q /data/g/c; group /data/f; repeat /data/r[1]; q /data/r[1]/x; "
                     "new /data/r[2]; q /data/n; q /data/note; ");
  fixture_answer (interview, "/data/a", "no");
  fixture_answer (interview, "/data/n", "2");
  terrain_interview_add_instance (interview, "/data/r", NULL);
  assert_walk (walk, "q /data/a; group /data/f; repeat /data/r[1]; q /data/r[1]/x; repeat /data/r[2]; q /data/r[2]/x; "
                     "new /data/r[3]; q /data/n; repeat /data/k[1]; q /data/k[1]/y; repeat /data/k[2]; "
                     "q /data/k[2]/y; q /data/note; ");
  fixture_answer (interview, "/data/n", "0");
  terrain_interview_remove_instance (interview, "/data/r[1]", NULL);
  terrain_interview_remove_instance (interview, "/data/r[1]", NULL);
  assert_walk (walk, "q /data/a; group /data/f; new /data/r[1]; q /data/n; q /data/note; ");
  terrain_walk_set_one_by_one (walk, TRUE);
  assert_walk (walk, "q /data/a; group /data/f; q /data/f/d; q /data/f/e; new /data/r[1]; q /data/n; q /data/note; ");
}

static void
test_changes_underfoot (void)
{
  g_autoptr (TerrainInterview) interview = make ();
  g_autoptr (TerrainWalk) walk = terrain_walk_new (interview);

  terrain_interview_add_instance (interview, "/data/r", NULL);
  terrain_interview_add_instance (interview, "/data/r", NULL);
  g_assert_true (terrain_walk_jump (walk, "/data/r[2]/x"));
  terrain_interview_remove_instance (interview, "/data/r[1]", NULL);
  g_assert_cmpstr (terrain_walk_get_ref (walk), ==, "/data/r[1]/x");
  /* Its instance goes: on with the one that took its place. */
  terrain_interview_remove_instance (interview, "/data/r[1]", NULL);
  g_assert_cmpint (terrain_walk_next (walk), ==, TERRAIN_WALK_REPEAT);
  g_assert_cmpstr (terrain_walk_get_ref (walk), ==, "/data/r[1]");
  g_assert_true (terrain_walk_jump (walk, "/data/r[1]/x"));
  terrain_interview_remove_instance (interview, "/data/r[1]", NULL);
  g_assert_cmpint (terrain_walk_previous (walk), ==, TERRAIN_WALK_GROUP);
  g_assert_cmpstr (terrain_walk_get_ref (walk), ==, "/data/f");

  g_assert_true (terrain_walk_jump (walk, "/data/g/b"));
  fixture_answer (interview, "/data/a", "no");
  g_assert_cmpint (terrain_walk_next (walk), ==, TERRAIN_WALK_GROUP);
}

static void
test_jump (void)
{
  g_autoptr (TerrainInterview) interview = make ();
  g_autoptr (TerrainWalk) walk = terrain_walk_new (interview);

  g_assert_true (terrain_walk_jump (walk, "/data/n"));
  g_assert_cmpint (terrain_walk_get_event (walk), ==, TERRAIN_WALK_QUESTION);
  g_assert_false (terrain_walk_jump (walk, "/data/empty/z"));
  g_assert_false (terrain_walk_jump (walk, "/data/nothing"));
  g_assert_cmpstr (terrain_walk_get_ref (walk), ==, "/data/n");
  g_assert_true (terrain_walk_jump (walk, "/data/f/e"));
  g_assert_cmpstr (terrain_walk_get_ref (walk), ==, "/data/f");
  g_assert_true (terrain_walk_jump (walk, "/data/r[1]"));
  g_assert_cmpint (terrain_walk_get_event (walk), ==, TERRAIN_WALK_REPEAT);
  g_assert_true (terrain_walk_jump (walk, "/data/r[2]"));
  g_assert_cmpint (terrain_walk_get_event (walk), ==, TERRAIN_WALK_PROMPT_NEW_REPEAT);
  g_assert_false (terrain_walk_jump (walk, "/data/r[3]"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/interview/walk/order", test_order);
  g_test_add_func ("/interview/walk/changes-underfoot", test_changes_underfoot);
  g_test_add_func ("/interview/walk/jump", test_jump);
  return g_test_run ();
}
