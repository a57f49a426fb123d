/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interview-player.h"

#include "terrain-interview-private.h"

#include <string.h>

/* One check of a recording. Where @item is asked for, it is there. */
typedef struct
{
  Player *player;
  PlayerRecord *record;
  JsonObject *step;
  const char *ref; /* (nullable) */
  TerrainItem *item; /* (nullable) */
} Check;

typedef void (*CheckFunc) (Check *check);

static void
expect (Check      *check,
        const char *got,
        const char *expected)
{
  check->player->n_checks++;
  if (!player_same (got, expected))
    player_differ (check->player, "%s of %s is “%s”, not “%s”", player_text (check->step, "check"), check->ref, got,
                   expected);
}

static void
expect_true (Check      *check,
             gboolean    holds,
             const char *got)
{
  check->player->n_checks++;
  if (!holds)
    player_differ (check->player, "%s of %s does not hold: “%s”", player_text (check->step, "check"), check->ref, got);
}

static void
expect_flag (Check   *check,
             gboolean flag)
{
  expect (check, flag ? "yes" : "no", json_object_get_boolean_member (check->step, "eq") ? "yes" : "no");
}

static char *
read_value (Check *check)
{
  return player_read_value (check->player, check->record, check->ref, player_text (check->step, "eq"));
}

static void
check_value (Check *check)
{
  g_autofree char *got = read_value (check);

  /* Where there is no such place the recorded engine reads nothing. */
  expect (check, got != NULL ? got : "", player_text (check->step, "eq"));
}

static void
check_value_prefix (Check *check)
{
  g_autofree char *got = read_value (check);

  expect_true (check, got != NULL && g_str_has_prefix (got, player_text (check->step, "eq")), got);
}

static void
check_value_match (Check *check)
{
  g_autofree char *got = read_value (check);

  expect_true (check, got != NULL && g_regex_match_simple (player_text (check->step, "regexp"), got, 0, 0), got);
}

static double
number_of (JsonObject *object,
           const char *name)
{
  const char *text = player_text (object, name);

  return text != NULL ? g_ascii_strtod (text, NULL) : json_object_get_double_member (object, name);
}

static void
check_value_close (Check *check)
{
  JsonObject *expected = json_object_get_object_member (check->step, "expected");
  gboolean close = json_object_has_member (expected, "closeTo");
  double wanted = number_of (expected, close ? "closeTo" : "stringValue");
  double tolerance = number_of (expected, close ? "delta" : "errorTolerance");
  g_autofree char *got = read_value (check);

  expect_true (check, got != NULL && *got != '\0' && ABS (g_ascii_strtod (got, NULL) - wanted) <= tolerance, got);
}

/* As JavaRosa displays an answer: values of choices with commas. */
static char *
dup_display (Check *check)
{
  g_autofree char *value = read_value (check);
  g_auto (GStrv) words = NULL;

  if (value == NULL || check->item == NULL || terrain_item_get_choices (check->item) == NULL)
    return g_steal_pointer (&value);
  words = g_strsplit (value, " ", -1);
  return g_strjoinv (", ", words);
}

static void
check_display (Check *check)
{
  g_autofree char *got = dup_display (check);

  expect (check, got, player_text (check->step, "eq"));
}

static void
check_display_match (Check *check)
{
  g_autofree char *got = dup_display (check);

  expect_true (check, g_regex_match_simple (player_text (check->step, "regexp"), got, 0, 0), got);
}

static void
check_answer_text (Check *check)
{
  check->ref = terrain_walk_get_ref (check->record->walk);
  check->item = terrain_walk_get_item (check->record->walk);
  if (check->item != NULL)
    {
      g_autofree char *got = terrain_item_dup_display_value (check->item);

      expect (check, got, player_text (check->step, "eq"));
    }
}

static void
check_relevant (Check *check)
{
  TerrainNode *node = terrain_interview_find_node (check->record->interview, check->ref, NULL);

  expect_flag (check, node != NULL && !(node->flags & TERRAIN_NODE_IRRELEVANT));
}

static void
check_readonly (Check *check)
{
  TerrainNode *node = terrain_interview_find_node (check->record->interview, check->ref, NULL);

  expect_flag (check, node != NULL && (node->flags & TERRAIN_NODE_READONLY));
}

static void
check_required (Check *check)
{
  expect_flag (check, terrain_item_get_required (check->item));
}

static void
check_repeat_count (Check *check)
{
  guint count = terrain_interview_count_instances (check->record->interview, check->ref);
  gboolean is_same = count == (guint) json_object_get_int_member (check->step, "eq");
  g_autofree char *got = g_strdup_printf ("%u", count);

  expect_true (check, is_same != json_object_get_boolean_member_with_default (check->step, "not", FALSE), got);
}

static void
check_can_add (Check *check)
{
  expect_flag (check, terrain_item_get_can_add (check->item));
}

static void
check_label (Check *check)
{
  expect (check, terrain_item_get_label (check->item), player_text (check->step, "eq"));
}

static const char *
outcome (const char *violation)
{
  return violation == NULL                          ? "OK"
         : g_str_equal (violation, "constraint") ? "CONSTRAINT_VIOLATED"
                                                    : "REQUIRED_BUT_EMPTY";
}

static void
check_validity (Check *check)
{
  expect (check, outcome (player_get_violation (check->item)), player_text (check->step, "eq"));
}

static void
check_message (Check *check)
{
  const char *kind = player_text (check->step, "kind");
  const char *violation = player_get_violation (check->item);
  const char *expected = player_text (check->step, "eq");
  const char *got = NULL;

  if (violation != NULL && (g_str_equal (kind, "validity") || g_str_equal (kind, violation)))
    got = g_str_equal (violation, "required") ? terrain_item_get_required_message (check->item)
                                              : terrain_item_get_message (check->item);
  /* A form without a message of its own: Web Forms says nothing, here a person is told in general words. */
  if (expected == NULL && violation != NULL)
    return;
  expect (check, got, expected);
}

static void
check_form_validation (Check *check)
{
  g_autoptr (GPtrArray) problems = terrain_interview_validate (check->record->interview);
  TerrainProblem *first = problems->len > 0 ? g_ptr_array_index (problems, 0) : NULL;

  check->ref = "the form";
  if (g_str_equal (player_text (check->step, "check"), "form-validation"))
    expect (check, outcome (first == NULL ? NULL : first->kind == TERRAIN_PROBLEM_REQUIRED ? "required" : "constraint"),
            player_text (check->step, "eq"));
  else
    expect (check, first != NULL ? first->ref : NULL, player_text (check->step, "eq"));
}

static void
check_end (Check *check)
{
  check->ref = "the walk";
  if (g_strcmp0 (check->record->event, "END_OF_FORM") == 0)
    expect_true (check, terrain_walk_get_event (check->record->walk) == TERRAIN_WALK_END,
                 terrain_walk_get_ref (check->record->walk));
}

/* Instances are stood on differently by each engine: that the place is there is what can be told. */
static void
check_position (Check *check)
{
  check->ref = player_text (check->step, "eq");
  if (check->ref != NULL)
    expect_true (check, terrain_interview_find_node (check->record->interview, check->ref, NULL) != NULL, "nothing");
}

static void
check_appearance (Check *check)
{
  TerrainControl *control = terrain_item_get_control (check->item);
  /* The whole form has the body's class. */
  const char *appearance = control != NULL ? terrain_control_get_appearance (control)
                                           : terrain_form_get_style (check->record->form);
  g_auto (GStrv) words = g_strsplit (appearance != NULL ? appearance : "", " ", -1);
  JsonArray *expected = json_object_get_array_member (check->step, "expected");
  const char *how = player_text (check->step, "how");
  gboolean wanted = !g_str_has_prefix (how, "not");

  if (g_str_has_prefix (how, "toYield"))
    {
      expected = json_array_get_array_element (expected, 0);
      expect_true (check, json_array_get_length (expected) == (*words[0] != '\0' ? g_strv_length (words) : 0), appearance);
    }
  for (guint i = 0; i < json_array_get_length (expected); i++)
    expect_true (check, wanted == g_strv_contains ((const char *const *) words,
                                                   json_array_get_string_element (expected, i)), appearance);
}

static void
check_labels (Check *check)
{
  JsonArray *expected = json_object_get_array_member (check->step, "eq");
  gboolean all = g_str_equal (player_text (check->step, "check"), "choice-labels");
  GListModel *choices = terrain_item_get_choices (check->item);
  g_autoptr (GString) wanted = g_string_new (NULL);
  g_autoptr (GString) got = g_string_new (NULL);
  g_autofree char *display = terrain_item_dup_display_value (check->item);

  for (guint i = 0; i < json_array_get_length (expected); i++)
    g_string_append_printf (wanted, "%s%s", i > 0 ? ", " : "", json_array_get_string_element (expected, i));
  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);

      g_string_append_printf (got, "%s%s", i > 0 ? ", " : "", terrain_choice_get_label (choice));
    }
  expect (check, all ? got->str : display, wanted->str);
}

/* Each line ends in a line feed. */
static char **
split_lines (const char *text)
{
  g_autofree char *lines = g_strndup (text, *text != '\0' ? strlen (text) - 1 : 0);

  return g_strsplit (lines, "\n", -1);
}

/* The wanted choices as lines, and the choices there are, with labels where the recording names them. */
static gboolean
has_choices (TerrainItem *item,
             JsonArray   *wanted,
             gboolean     in_order,
             gboolean     no_others)
{
  gboolean labels = json_array_get_length (wanted) > 0 &&
                    player_text (json_array_get_object_element (wanted, 0), "label") != NULL;
  g_autofree char *text = player_dup_choices (item, labels);
  g_auto (GStrv) lines = split_lines (text);
  guint n = g_strv_length (lines);
  guint from = 0;

  for (guint i = 0; i < json_array_get_length (wanted); i++)
    {
      JsonObject *choice = json_array_get_object_element (wanted, i);
      g_autofree char *line = labels ? g_strdup_printf ("%s|%s", player_text (choice, "value"), player_text (choice, "label"))
                                     : g_strdup (player_text (choice, "value"));
      guint at = in_order ? from : 0;

      while (at < n && !g_str_equal (lines[at], line))
        at++;
      if (at == n)
        return FALSE;
      from = at + 1;
    }
  return !no_others || n == json_array_get_length (wanted);
}

static void
check_choices (Check *check)
{
  const char *mode = player_text (check->step, "mode");
  g_autofree char *got = player_dup_choices (check->item, g_str_equal (mode, "label-at"));
  g_auto (GStrv) lines = split_lines (got);
  guint n = g_strv_length (lines);

  if (g_str_equal (mode, "size"))
    {
      expect_true (check, n == (guint) json_object_get_int_member (check->step, "eq"), got);
    }
  else if (g_str_equal (mode, "empty"))
    {
      expect_true (check, (n == 0) == json_object_get_boolean_member (check->step, "eq"), got);
    }
  else if (g_str_has_suffix (mode, "-at"))
    {
      guint index = (guint) json_object_get_int_member (check->step, "index");
      const char *line = index < n ? lines[index] : "";
      const char *label = strchr (line, '|');

      expect (check, label != NULL ? label + 1 : line, player_text (check->step, "eq"));
    }
  else
    {
      gboolean exact = g_str_has_prefix (mode, "exact");

      expect_true (check, has_choices (check->item, json_object_get_array_member (check->step, "eq"),
                                       g_str_equal (mode, "exact") || g_str_has_suffix (mode, "in-order"), exact), got);
    }
}

/* Names, attributes but for xmlns, and texts. */
static gboolean
same_tree (TerrainNode *got,
           TerrainNode *expected)
{
  TerrainNode *a = got->first_child;
  TerrainNode *b = expected->first_child;
  g_autofree char *got_text = NULL;
  g_autofree char *expected_text = NULL;

  if (got->local != expected->local)
    return FALSE;
  for (TerrainNode *at = expected->first_attribute; at != NULL; at = at->next)
    {
      if (g_strcmp0 (terrain_node_get_attribute (got, at->local, at->uri), terrain_node_get_value (at)) != 0)
        return FALSE;
    }
  if (a == NULL && b == NULL)
    {
      got_text = terrain_node_dup_string (got);
      expected_text = terrain_node_dup_string (expected);
      return player_same (got_text, expected_text);
    }
  for (; a != NULL && b != NULL; a = a->next, b = b->next)
    {
      if (!same_tree (a, b))
        return FALSE;
    }
  return a == NULL && b == NULL;
}

static void
check_xml (Check *check)
{
  const char *text = player_text (check->step, "eq");
  g_autoptr (GBytes) wanted = g_bytes_new (text, strlen (text));
  g_autoptr (GBytes) xml = terrain_interview_complete (check->record->interview, NULL, NULL);
  g_autoptr (TerrainDocument) expected = terrain_document_parse (wanted, TERRAIN_DOCUMENT_INSTANCE, NULL);
  g_autoptr (TerrainDocument) got = xml != NULL ? terrain_document_parse (xml, TERRAIN_DOCUMENT_INSTANCE, NULL) : NULL;
  g_autofree char *shown = xml != NULL ? g_strndup (g_bytes_get_data (xml, NULL), g_bytes_get_size (xml)) : NULL;

  check->ref = text;
  g_assert_nonnull (expected);
  expect_true (check, got != NULL && same_tree (terrain_document_get_root (got), terrain_document_get_root (expected)),
               shown);
}

static const struct
{
  const char *name;
  CheckFunc func;
  gboolean needs_item;
} kinds[] = {
  { "value", check_value, FALSE },
  { "value-prefix", check_value_prefix, FALSE },
  { "value-match", check_value_match, FALSE },
  { "value-close", check_value_close, FALSE },
  { "display", check_display, FALSE },
  { "display-match", check_display_match, FALSE },
  { "answer-text", check_answer_text, FALSE },
  { "relevant", check_relevant, FALSE },
  { "repeat-relevant", check_relevant, FALSE },
  { "readonly", check_readonly, FALSE },
  { "required", check_required, TRUE },
  { "repeat-count", check_repeat_count, FALSE },
  { "can-add-repeat", check_can_add, TRUE },
  { "label", check_label, TRUE },
  { "validity", check_validity, TRUE },
  { "message", check_message, TRUE },
  { "form-validation", check_form_validation, FALSE },
  { "form-validation-ref", check_form_validation, FALSE },
  { "event", check_end, FALSE },
  { "at-end", check_end, FALSE },
  { "position", check_position, FALSE },
  { "appearance", check_appearance, TRUE },
  { "choices", check_choices, TRUE },
  { "choice-labels", check_labels, TRUE },
  { "selected-labels", check_labels, TRUE },
  { "instance-xml", check_xml, FALSE },
};

void
player_check (Player     *self,
              JsonObject *step)
{
  const char *what = player_text (step, "check");
  g_autofree char *ref = player_text (step, "ref") != NULL ? player_dup_ref (player_text (step, "ref")) : NULL;
  Check check = { self, player_get_record (self, step, "s"), step, ref, NULL };

  if (check.record == NULL || check.record->interview == NULL)
    return;
  if (ref != NULL)
    check.item = terrain_interview_find_item (check.record->interview, ref);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (!g_str_equal (what, kinds[i].name))
        continue;
      if (check.item == NULL && kinds[i].needs_item)
        player_differ (self, "%s of %s: there is no such question", what, ref);
      else
        kinds[i].func (&check);
      return;
    }
  /* "raw" is nothing a program could check (see the corpus' README); the answer's result was checked as it was given. */
  if (!g_str_equal (what, "raw") && !g_str_equal (what, "answer-result"))
    player_differ (self, "unknown check “%s”", what);
}
