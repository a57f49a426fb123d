/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interview-fixture.h"

#include "terrain-node-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

/*
 * Interviews recorded on JavaRosa and ODK Web Forms (shared/corpus/interviews), played on this engine. Where the two
 * references differ from each other, from the specification or from what Terrain does on purpose, checks fail; the
 * number that may is written below, so that it can only shrink. Known kinds: int beyond 32 bits, times and dates in the
 * record's zone, an answer that a filter took back, numbers in a geopoint, actions of a device, external lists.
 */
#define MOST_DIFFERENCES 59
#define MOST_STATE_DIFFERENCES 33

typedef struct
{
  char *folder;
  TerrainForm *form;
  TerrainInterview *interview;
  gboolean raw; /* values are wanted whether relevant or not */
  guint checks;
  guint differences;
  guint states;
  guint state_differences;
  guint forms_refused;
} Player;

static const char *
text_member (JsonObject *object,
             const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static void
close_record (Player *player)
{
  g_clear_object (&player->interview);
}

static gboolean
open_record (Player *player)
{
  g_autoptr (TerrainEnvironment) environment = fixture_environment ();

  close_record (player);
  if (player->form == NULL)
    return FALSE;
  player->interview = terrain_interview_new (player->form, environment);
  return TRUE;
}

static gboolean
load (Player     *player,
      JsonObject *step)
{
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) xml = NULL;
  gsize length;

  close_record (player);
  g_clear_pointer (&player->form, terrain_form_unref);
  if (text_member (step, "form") == NULL || !json_object_get_boolean_member_with_default (step, "ok", FALSE))
    return FALSE;
  name = g_strconcat (text_member (step, "form"), ".xml", NULL);
  path = g_build_filename (player->folder, "forms", name, NULL);
  if (!g_file_get_contents (path, &text, &length, NULL))
    return FALSE;
  xml = g_bytes_new_take (g_steal_pointer (&text), length);
  player->form = terrain_form_parse (xml, NULL, NULL, NULL, NULL);
  if (player->form == NULL)
    player->forms_refused++;
  return open_record (player);
}

/* As JavaRosa's test suite does: an answer into an instance that is not there makes it. */
static void
make_instances (Player     *player,
                const char *ref)
{
  for (const char *end = strchr (ref, ']'); end != NULL; end = strchr (end + 1, ']'))
    {
      g_autofree char *instance = g_strndup (ref, (gsize) (end + 1 - ref));
      g_autofree char *repeat = g_strndup (ref, (gsize) (strrchr (instance, '[') - instance));
      guint wanted = (guint) g_ascii_strtoull (strrchr (instance, '[') + 1, NULL, 10);

      while (terrain_interview_count_instances (player->interview, repeat) < wanted)
        {
          if (terrain_interview_add_instance (player->interview, repeat, NULL) == 0)
            return;
        }
    }
}

static gboolean
answer (Player     *player,
        JsonObject *step)
{
  const char *ref = text_member (step, "ref");

  if (ref == NULL)
    return FALSE;
  make_instances (player, ref);
  return terrain_interview_answer (player->interview, ref, text_member (step, "value"), NULL);
}

static gboolean
restore (Player *player)
{
  g_autoptr (GBytes) xml = terrain_interview_save (player->interview);
  g_autoptr (TerrainEnvironment) environment = fixture_environment ();

  close_record (player);
  player->interview = terrain_interview_restore (player->form, environment, xml, NULL);
  return player->interview != NULL;
}

/* FALSE where the rest of the scenario cannot be played. */
static gboolean
do_step (Player     *player,
         JsonObject *step)
{
  const char *what = text_member (step, "do");
  const char *ref = text_member (step, "ref");

  if (g_str_equal (what, "load"))
    return load (player, step);
  if (player->interview == NULL)
    return FALSE;
  if (g_str_equal (what, "answer"))
    return answer (player, step);
  if (g_str_equal (what, "add-repeat"))
    return ref != NULL && terrain_interview_add_instance (player->interview, ref, NULL) > 0;
  if (g_str_equal (what, "remove-repeat"))
    return ref != NULL && terrain_interview_remove_instance (player->interview, ref, NULL);
  if (g_str_equal (what, "language"))
    return terrain_interview_set_language (player->interview, text_member (step, "lang"), NULL);
  if (g_str_equal (what, "new-instance"))
    return open_record (player);
  if (g_str_equal (what, "roundtrip-instance"))
    return restore (player);
  return g_str_equal (what, "next") || g_str_equal (what, "prev") || g_str_equal (what, "jump-start") ||
         g_str_equal (what, "roundtrip-form") || g_str_equal (what, "observe") || g_str_equal (what, "noop");
}

static gboolean
same_text (const char *got,
           const char *expected)
{
  char *end_got;
  char *end_expected;
  double a, b;

  if (g_strcmp0 (got, expected) == 0)
    return TRUE;
  if (got == NULL || expected == NULL || *got == '\0' || *expected == '\0')
    return FALSE;
  a = g_ascii_strtod (got, &end_got);
  b = g_ascii_strtod (expected, &end_expected);
  /* Numbers are written differently on purpose (departures 24 to 26). */
  return *end_got == '\0' && *end_expected == '\0' && ABS (a - b) <= 1e-9 * ABS (b);
}

static char *
list_choices (TerrainItem *item)
{
  GListModel *choices = item != NULL ? terrain_item_get_choices (item) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; choices != NULL && i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);

      g_string_append_printf (text, "%s ", terrain_choice_get_value (choice));
    }
  return g_strdup (text->str);
}

static char *
read_value (Player     *player,
            const char *ref)
{
  TerrainNode *node = terrain_interview_find_node (player->interview, ref, NULL);

  /* In Web Forms what is not relevant has no value; JavaRosa says what is kept. */
  if (node == NULL || (!player->raw && (node->flags & TERRAIN_NODE_IRRELEVANT)))
    return g_strdup ("");
  return terrain_node_dup_string (node);
}

static gboolean
read_flag (Player     *player,
           const char *ref,
           const char *what,
           gboolean   *flag)
{
  TerrainItem *item = terrain_interview_find_item (player->interview, ref);

  if (item == NULL)
    return FALSE;
  *flag = g_str_equal (what, "relevant")   ? terrain_item_get_relevant (item)
          : g_str_equal (what, "readonly") ? terrain_item_get_readonly (item)
                                           : terrain_item_get_required (item);
  return TRUE;
}

/* Whether the check could be made; what was got, if so. */
static gboolean
check (Player     *player,
       JsonObject *step,
       char      **got,
       char      **expected)
{
  const char *what = text_member (step, "check");
  const char *ref = text_member (step, "ref");
  gboolean flag;

  if (player->interview == NULL || ref == NULL || !json_object_get_boolean_member_with_default (step, "ok", FALSE) ||
      !json_object_has_member (step, "eq") || json_object_has_member (step, "not") ||
      json_object_get_int_member_with_default (step, "s", 0) != 0)
    return FALSE;
  if (g_str_equal (what, "value") && text_member (step, "eq") != NULL)
    {
      *expected = g_strdup (text_member (step, "eq"));
      *got = read_value (player, ref);
      return TRUE;
    }
  if (g_str_equal (what, "relevant") || g_str_equal (what, "readonly") || g_str_equal (what, "required"))
    {
      if (!read_flag (player, ref, what, &flag))
        return FALSE;
      *expected = g_strdup (json_object_get_boolean_member (step, "eq") ? "yes" : "no");
      *got = g_strdup (flag ? "yes" : "no");
      return TRUE;
    }
  if (g_str_equal (what, "repeat-count"))
    {
      *expected = g_strdup_printf ("%d", (int) json_object_get_int_member (step, "eq"));
      *got = g_strdup_printf ("%u", terrain_interview_count_instances (player->interview, ref));
      return TRUE;
    }
  if (g_str_equal (what, "choices") && g_strcmp0 (text_member (step, "mode"), "size") == 0)
    {
      TerrainItem *item = terrain_interview_find_item (player->interview, ref);
      GListModel *choices = item != NULL ? terrain_item_get_choices (item) : NULL;

      *expected = g_strdup_printf ("%d", (int) json_object_get_int_member (step, "eq"));
      *got = g_strdup_printf ("%u", choices != NULL ? g_list_model_get_n_items (choices) : 0);
      return TRUE;
    }
  if (g_str_equal (what, "choices") && g_strcmp0 (text_member (step, "mode"), "exact") == 0)
    {
      JsonArray *list = json_object_get_array_member (step, "eq");
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint i = 0; i < json_array_get_length (list); i++)
        g_string_append_printf (text, "%s ", text_member (json_array_get_object_element (list, i), "value"));
      *expected = g_strdup (text->str);
      *got = list_choices (terrain_interview_find_item (player->interview, ref));
      return TRUE;
    }
  return FALSE;
}

/* What JavaRosa's record became by the step: "v" values, "r" relevance. */
static void
check_state (Player     *player,
             JsonObject *scenario,
             JsonObject *step)
{
  JsonObject *state = json_object_has_member (step, "state") ? json_object_get_object_member (step, "state") : NULL;
  JsonObject *set = state != NULL && json_object_has_member (state, "set") ? json_object_get_object_member (state, "set")
                                                                           : NULL;
  JsonObjectIter iter;
  const char *ref;
  JsonNode *node;

  if (set == NULL || !player->raw || player->interview == NULL)
    return;
  json_object_iter_init_ordered (&iter, set);
  while (json_object_iter_next_ordered (&iter, &ref, &node))
    {
      JsonObject *entry = json_node_get_object (node);
      const char *value = text_member (entry, "v");
      g_autofree char *got = NULL;

      if (value == NULL || strchr (value, '<') != NULL)
        continue;
      got = read_value (player, ref);
      player->states++;
      if (same_text (got, value))
        continue;
      player->state_differences++;
      g_test_message ("%s (%s): after %s %s, %s is “%s”, not “%s”", text_member (scenario, "id"),
                      text_member (scenario, "test"), text_member (step, "do"), text_member (step, "ref"), ref, got,
                      value);
    }
}

static void
play (Player     *player,
      JsonObject *scenario)
{
  JsonArray *steps = json_object_get_array_member (scenario, "steps");

  player->raw = g_strcmp0 (text_member (scenario, "suite"), "javarosa") == 0;
  for (guint i = 0; i < json_array_get_length (steps); i++)
    {
      JsonObject *step = json_array_get_object_element (steps, i);
      g_autofree char *got = NULL;
      g_autofree char *expected = NULL;

      if (json_object_has_member (step, "do"))
        {
          if (!do_step (player, step))
            break;
          check_state (player, scenario, step);
          continue;
        }
      if (!check (player, step, &got, &expected))
        continue;
      player->checks++;
      if (same_text (got, expected))
        continue;
      player->differences++;
      g_test_message ("%s (%s): %s %s: “%s”, not “%s”", text_member (scenario, "id"), text_member (scenario, "test"),
                      text_member (step, "check"), text_member (step, "ref"), got, expected);
    }
  close_record (player);
  g_clear_pointer (&player->form, terrain_form_unref);
}

static gboolean
is_wanted (JsonObject *scenario)
{
  JsonArray *depends = NULL;

  if (json_object_has_member (scenario, "depends"))
    depends = json_object_get_array_member (scenario, "depends");

  for (guint i = 0; depends != NULL && i < json_array_get_length (depends); i++)
    {
      if (!g_str_equal (json_array_get_string_element (depends, i), "uuid"))
        return FALSE;
    }
  return g_strcmp0 (text_member (scenario, "status"), "pass") == 0;
}

static void
test_scenarios (void)
{
  Player player = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (fixture_shared () == NULL)
    {
      g_test_skip ("needs the shared corpus");
      return;
    }
  player.folder = g_build_filename (fixture_shared (), "corpus", "interviews", NULL);
  path = g_build_filename (player.folder, "scenarios.jsonl", NULL);
  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      g_free (player.folder);
      g_test_skip ("needs the shared corpus");
      return;
    }
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonNode) node = *lines[i] != '\0' ? json_from_string (lines[i], NULL) : NULL;

      if (node != NULL && is_wanted (json_node_get_object (node)))
        play (&player, json_node_get_object (node));
    }
  g_free (player.folder);
  g_test_message ("%u checks, %u differences; %u values of states, %u differences; %u forms refused", player.checks,
                  player.differences, player.states, player.state_differences, player.forms_refused);
  g_assert_cmpuint (player.checks, >, 400);
  g_assert_cmpuint (player.differences, <=, MOST_DIFFERENCES);
  g_assert_cmpuint (player.state_differences, <=, MOST_STATE_DIFFERENCES);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/interview/scenarios", test_scenarios);
  return g_test_run ();
}
