/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interview-fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* Golden interviews; golden/README.md says how they are written. */

typedef struct
{
  TerrainInterview *interview;
  TerrainWalk *walk;
  JsonBuilder *answer; /* inside its object */
} Golden;

static void
say (Golden     *self,
     const char *name,
     const char *value)
{
  json_builder_set_member_name (self->answer, name);
  if (value != NULL)
    json_builder_add_string_value (self->answer, value);
  else
    json_builder_add_null_value (self->answer);
}

static void
say_flag (Golden     *self,
          const char *name,
          gboolean    flag)
{
  json_builder_set_member_name (self->answer, name);
  json_builder_add_boolean_value (self->answer, flag);
}

static void
say_outcome (Golden       *self,
             const GError *error)
{
  say_flag (self, "ok", error == NULL);
  if (error != NULL)
    {
      json_builder_set_member_name (self->answer, "code");
      json_builder_add_int_value (self->answer, error->code);
    }
}

static const char *
text (JsonObject *step,
      const char *name)
{
  return json_object_get_string_member_with_default (step, name, NULL);
}

static void
do_set (Golden     *self,
        JsonObject *step)
{
  g_autoptr (GError) error = NULL;

  terrain_interview_answer (self->interview, text (step, "set"), text (step, "value"), &error);
  say_outcome (self, error);
}

static void
do_get (Golden     *self,
        JsonObject *step)
{
  TerrainItem *item = terrain_interview_find_item (self->interview, text (step, "get"));

  g_assert_nonnull (item);
  say (self, "value", terrain_item_get_value (item));
  say_flag (self, "relevant", terrain_item_get_relevant (item));
  say_flag (self, "readonly", terrain_item_get_readonly (item));
  say_flag (self, "required", terrain_item_get_required (item));
  say_flag (self, "valid", terrain_item_get_valid (item));
  say (self, "message", terrain_item_get_message (item));
  say (self, "label", terrain_item_get_label (item));
}

static void
do_choices (Golden     *self,
            JsonObject *step)
{
  GListModel *choices = terrain_item_get_choices (terrain_interview_find_item (self->interview, text (step, "choices")));

  json_builder_set_member_name (self->answer, "choices");
  json_builder_begin_array (self->answer);
  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);

      json_builder_begin_object (self->answer);
      say (self, "value", terrain_choice_get_value (choice));
      say (self, "label", terrain_choice_get_label (choice));
      json_builder_end_object (self->answer);
    }
  json_builder_end_array (self->answer);
}

static void
do_instances (Golden     *self,
              JsonObject *step)
{
  const char *ref = text (step, "add") != NULL      ? text (step, "add")
                    : text (step, "remove") != NULL ? text (step, "remove")
                                                    : text (step, "count");
  g_autoptr (GError) error = NULL;

  if (json_object_has_member (step, "add"))
    terrain_interview_add_instance (self->interview, ref, &error);
  else if (json_object_has_member (step, "remove"))
    terrain_interview_remove_instance (self->interview, ref, &error);
  if (error != NULL)
    {
      say_outcome (self, error);
      return;
    }
  json_builder_set_member_name (self->answer, "count");
  json_builder_add_int_value (self->answer, terrain_interview_count_instances (self->interview, ref));
}

static void
do_walk (Golden     *self,
         JsonObject *step)
{
  static const char *const names[] = { "beginning", "question", "group", "repeat", "prompt-new-repeat", "end" };
  TerrainWalkEvent event = json_object_has_member (step, "next") ? terrain_walk_next (self->walk)
                                                                 : terrain_walk_previous (self->walk);

  say (self, "event", names[event]);
  say (self, "ref", terrain_walk_get_ref (self->walk));
}

static void
do_validate (Golden     *self,
             JsonObject *step)
{
  g_autoptr (GPtrArray) problems = terrain_interview_validate (self->interview);

  json_builder_set_member_name (self->answer, "problems");
  json_builder_begin_array (self->answer);
  for (guint i = 0; i < problems->len; i++)
    {
      TerrainProblem *problem = g_ptr_array_index (problems, i);
      g_autofree char *line = g_strdup_printf ("%s: %s", problem->ref, problem->message);

      json_builder_add_string_value (self->answer, line);
    }
  json_builder_end_array (self->answer);
}

static void
do_rest (Golden     *self,
         JsonObject *step)
{
  g_autoptr (GError) error = NULL;

  if (json_object_has_member (step, "language"))
    {
      terrain_interview_set_language (self->interview, text (step, "language"), &error);
      say_outcome (self, error);
    }
  else if (json_object_has_member (step, "eval"))
    {
      g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;
      g_autofree char *result = NULL;

      terrain_interview_evaluate (self->interview, text (step, "eval"), text (step, "context"), &value, &error);
      g_assert_no_error (error);
      result = terrain_xpath_value_to_string (&value);
      say (self, "value", result);
    }
  else
    {
      g_autoptr (GBytes) xml = NULL;
      g_autofree char *copy = NULL;

      g_assert_true (json_object_has_member (step, "complete"));
      xml = terrain_interview_complete (self->interview, NULL, &error);
      g_assert_no_error (error);
      copy = g_strndup (g_bytes_get_data (xml, NULL), g_bytes_get_size (xml));
      say (self, "xml", copy);
    }
}

/* (transfer full): the answer to one step as a line of JSON */
static char *
run_step (Golden     *self,
          const char *line)
{
  static const struct
  {
    const char *name;
    void (*run) (Golden *self, JsonObject *step);
  } steps[] = {
    { "set", do_set },          { "get", do_get },       { "choices", do_choices },   { "add", do_instances },
    { "remove", do_instances }, { "count", do_instances }, { "next", do_walk },       { "previous", do_walk },
    { "validate", do_validate }, { "language", do_rest }, { "eval", do_rest },        { "complete", do_rest },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) parsed = json_from_string (line, &error);
  g_autoptr (JsonNode) answer = NULL;
  JsonObject *step;
  gboolean known = FALSE;

  g_assert_no_error (error);
  step = json_node_get_object (parsed);
  self->answer = json_builder_new ();
  json_builder_begin_object (self->answer);
  for (guint i = 0; i < G_N_ELEMENTS (steps) && !known; i++)
    {
      known = json_object_has_member (step, steps[i].name);
      if (known)
        steps[i].run (self, step);
    }
  g_assert_true (known);
  json_builder_end_object (self->answer);
  answer = json_builder_get_root (self->answer);
  g_clear_object (&self->answer);
  return json_to_string (answer, FALSE);
}

static char **
read_lines (const char *name,
            const char *suffix)
{
  g_autofree char *file = g_strconcat (name, suffix, NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "engine", "golden", file, NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  return g_strsplit (g_strchomp (content), "\n", -1);
}

static void
test_golden (gconstpointer name)
{
  g_autofree char *file = g_strconcat (name, ".xml", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "engine", "golden", file, NULL);
  g_autoptr (TerrainForm) form = fixture_form_file (path);
  g_autoptr (TerrainEnvironment) environment = fixture_environment ();
  g_auto (GStrv) steps = read_lines (name, ".jsonl");
  g_auto (GStrv) expected = read_lines (name, ".expected");
  Golden golden = { NULL, NULL, NULL };
  guint wrong = 0;

  g_assert_nonnull (form);
  golden.interview = terrain_interview_new (form, environment);
  golden.walk = terrain_walk_new (golden.interview);
  terrain_walk_set_one_by_one (golden.walk, TRUE);
  for (guint i = 0; steps[i] != NULL; i++)
    {
      g_autofree char *got = run_step (&golden, steps[i]);
      const char *line = i < g_strv_length (expected) ? expected[i] : "";

      if (g_str_equal (got, line))
        continue;
      g_test_message ("step %u %s\n  got      %s\n  expected %s", i + 1, steps[i], got, line);
      wrong++;
    }
  g_assert_cmpuint (wrong, ==, 0);
  g_assert_cmpuint (g_strv_length (steps), ==, g_strv_length (expected));
  terrain_walk_free (golden.walk);
  g_object_unref (golden.interview);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/interview/golden/household", "household", test_golden);
  g_test_add_data_func ("/interview/golden/trees", "trees", test_golden);
  return g_test_run ();
}
