/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-cli-steps-private.h"

static const char *
type_name (TerrainControl *control)
{
  static const char *const names[] = {
    [TERRAIN_DATA_STRING] = "string",
    [TERRAIN_DATA_INT] = "int",
    [TERRAIN_DATA_DECIMAL] = "decimal",
    [TERRAIN_DATA_BOOLEAN] = "boolean",
    [TERRAIN_DATA_DATE] = "date",
    [TERRAIN_DATA_TIME] = "time",
    [TERRAIN_DATA_DATE_TIME] = "dateTime",
    [TERRAIN_DATA_GEOPOINT] = "geopoint",
    [TERRAIN_DATA_GEOTRACE] = "geotrace",
    [TERRAIN_DATA_GEOSHAPE] = "geoshape",
    [TERRAIN_DATA_BINARY] = "binary",
    [TERRAIN_DATA_BARCODE] = "barcode",
  };

  return control != NULL ? names[terrain_control_get_data_type (control)] : NULL;
}

static const char *
control_name (TerrainControl *control)
{
  static const char *const names[] = {
    [TERRAIN_CONTROL_INPUT] = "input",     [TERRAIN_CONTROL_SECRET] = "secret",
    [TERRAIN_CONTROL_SELECT1] = "select1", [TERRAIN_CONTROL_SELECT] = "select",
    [TERRAIN_CONTROL_RANK] = "rank",       [TERRAIN_CONTROL_RANGE] = "range",
    [TERRAIN_CONTROL_TRIGGER] = "trigger", [TERRAIN_CONTROL_UPLOAD] = "upload",
    [TERRAIN_CONTROL_GROUP] = "group",     [TERRAIN_CONTROL_REPEAT] = "repeat",
  };

  return control != NULL ? names[terrain_control_get_kind (control)] : NULL;
}

static void
add_item (JsonBuilder *answer, TerrainItem *item)
{
  TerrainControl *control = terrain_item_get_control (item);

  terrain_cli_add_string (answer, "value", terrain_item_get_value (item));
  terrain_cli_add_boolean (answer, "relevant", terrain_item_get_relevant (item));
  terrain_cli_add_boolean (answer, "readonly", terrain_item_get_readonly (item));
  terrain_cli_add_boolean (answer, "required", terrain_item_get_required (item));
  terrain_cli_add_boolean (answer, "valid", terrain_item_get_valid (item));
  terrain_cli_add_string (answer, "type", type_name (control));
  terrain_cli_add_string (answer, "control", control_name (control));
  terrain_cli_add_string (answer, "label", terrain_item_get_label (item));
  terrain_cli_add_string (answer, "hint", terrain_item_get_hint (item));
  terrain_cli_add_string (answer, "appearance", control != NULL ? terrain_control_get_appearance (control) : NULL);
}

/* Whether an expression sees anything at @ref: what is not relevant is in no node-set. */
static gboolean
is_visible (TerrainInterview *interview, const char *ref)
{
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;

  return terrain_interview_evaluate (interview, ref, NULL, &value, NULL)
         && terrain_xpath_value_get_n_nodes (&value) > 0;
}

/* A place without a question: a calculation, a note to the machine. */
static void
add_node (JsonBuilder *answer, TerrainInterview *interview, TerrainNode *node, const char *ref)
{
  g_autofree char *value = terrain_node_get_first_child (node) == NULL ? terrain_node_dup_string (node) : NULL;

  terrain_cli_add_string (answer, "value", value != NULL ? value : "");
  terrain_cli_add_boolean (answer, "relevant", is_visible (interview, ref));
  terrain_cli_add_boolean (answer, "readonly", TRUE);
  terrain_cli_add_boolean (answer, "required", FALSE);
  terrain_cli_add_boolean (answer, "valid", TRUE);
  terrain_cli_add_string (answer, "type", NULL);
  terrain_cli_add_string (answer, "control", NULL);
  terrain_cli_add_string (answer, "label", NULL);
  terrain_cli_add_string (answer, "hint", NULL);
  terrain_cli_add_string (answer, "appearance", NULL);
}

void
terrain_cli_step_get (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer)
{
  const char *ref = terrain_cli_step_text (step, "get", answer);
  g_autoptr (GError) error = NULL;
  TerrainItem *item;
  TerrainNode *node;

  if (ref == NULL)
    return;
  terrain_cli_run_start_clock (run);
  item = terrain_interview_find_item (run->interview, ref);
  node = item == NULL ? terrain_interview_find_node (run->interview, ref, &error) : NULL;
  if (item != NULL)
    add_item (answer, item);
  else if (node != NULL)
    add_node (answer, run->interview, node, ref);
  terrain_cli_run_stop_clock (run);
  if (error != NULL)
    terrain_cli_step_fail_with (answer, error);
}

void
terrain_cli_step_choices (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer)
{
  const char *ref = terrain_cli_step_text (step, "choices", answer);
  TerrainItem *item;
  GListModel *choices;

  if (ref == NULL)
    return;
  terrain_cli_run_start_clock (run);
  item = terrain_interview_find_item (run->interview, ref);
  choices = item != NULL ? terrain_item_get_choices (item) : NULL;
  terrain_cli_run_stop_clock (run);
  if (choices == NULL)
    {
      terrain_cli_step_fail (answer, "not-found", _("There is no question with a list of answers"));
      return;
    }
  json_builder_set_member_name (answer, "choices");
  json_builder_begin_array (answer);
  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);

      json_builder_begin_object (answer);
      terrain_cli_add_string (answer, "value", terrain_choice_get_value (choice));
      terrain_cli_add_string (answer, "label", terrain_choice_get_label (choice));
      json_builder_end_object (answer);
    }
  json_builder_end_array (answer);
}

void
terrain_cli_step_count (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer)
{
  const char *ref = terrain_cli_step_text (step, "count", answer);
  guint count;

  if (ref == NULL)
    return;
  terrain_cli_run_start_clock (run);
  count = terrain_interview_count_instances (run->interview, ref);
  terrain_cli_run_stop_clock (run);
  terrain_cli_add_integer (answer, "count", count);
}

void
terrain_cli_step_eval (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer)
{
  static const char *const types[] = {
    [TERRAIN_XPATH_NODESET] = "nodeset", [TERRAIN_XPATH_STRING] = "string", [TERRAIN_XPATH_NUMBER] = "number",
    [TERRAIN_XPATH_BOOLEAN] = "boolean", [TERRAIN_XPATH_DATE] = "date",
  };
  const char *expression = terrain_cli_step_text (step, "eval", answer);
  const char *context = NULL;
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (expression == NULL)
    return;
  if (json_object_has_member (step, "context"))
    {
      context = terrain_cli_step_text (step, "context", answer);
      if (context == NULL)
        return;
    }
  terrain_cli_run_start_clock (run);
  if (terrain_interview_evaluate (run->interview, expression, context, &value, &error))
    text = terrain_xpath_value_to_string (&value);
  terrain_cli_run_stop_clock (run);
  if (text == NULL)
    {
      terrain_cli_step_fail_with (answer, error);
      return;
    }
  terrain_cli_add_string (answer, "type", types[value.type]);
  terrain_cli_add_string (answer, "value", text);
}

static void
add_event (TerrainCliRun *run, TerrainWalkEvent event, JsonBuilder *answer)
{
  static const char *const events[] = {
    [TERRAIN_WALK_BEGINNING] = "beginning", [TERRAIN_WALK_QUESTION] = "question",
    [TERRAIN_WALK_GROUP] = "group",         [TERRAIN_WALK_REPEAT] = "repeat",
    [TERRAIN_WALK_END] = "end",             [TERRAIN_WALK_PROMPT_NEW_REPEAT] = "prompt-new-repeat",
  };
  TerrainItem *item = terrain_walk_get_item (run->walk);
  TerrainControl *control = item != NULL ? terrain_item_get_control (item) : NULL;

  terrain_cli_add_string (answer, "event", events[event]);
  terrain_cli_add_string (answer, "ref", terrain_walk_get_ref (run->walk));
  terrain_cli_add_string (answer, "label", item != NULL ? terrain_item_get_label (item) : NULL);
  if (event == TERRAIN_WALK_QUESTION && item != NULL)
    {
      terrain_cli_add_string (answer, "hint", terrain_item_get_hint (item));
      terrain_cli_add_string (answer, "value", terrain_item_get_value (item));
      terrain_cli_add_boolean (answer, "readonly", terrain_item_get_readonly (item));
      terrain_cli_add_boolean (answer, "required", terrain_item_get_required (item));
      terrain_cli_add_string (answer, "type", type_name (control));
      terrain_cli_add_string (answer, "control", control_name (control));
    }
}

void
terrain_cli_step_captures (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer)
{
  g_autoptr (GPtrArray) captures = terrain_interview_dup_captures (run->interview);

  json_builder_set_member_name (answer, "captures");
  json_builder_begin_array (answer);
  for (guint i = 0; i < captures->len; i++)
    {
      const TerrainCapture *capture = g_ptr_array_index (captures, i);

      json_builder_begin_object (answer);
      terrain_cli_add_string (answer, "kind", capture->kind == TERRAIN_CAPTURE_LOCATION ? "location" : "audio");
      terrain_cli_add_string (answer, "ref", capture->ref);
      terrain_cli_add_string (answer, "quality", capture->quality);
      json_builder_end_object (answer);
    }
  json_builder_end_array (answer);
}

/* Where the walk stands is where the person is. */
static void
arrive (TerrainCliRun *run, TerrainWalkEvent event, JsonBuilder *answer)
{
  TerrainItem *item = event != TERRAIN_WALK_PROMPT_NEW_REPEAT ? terrain_walk_get_item (run->walk) : NULL;

  terrain_cli_run_stand (run, item != NULL ? terrain_walk_get_ref (run->walk) : NULL, event == TERRAIN_WALK_END);
  add_event (run, event, answer);
}

void
terrain_cli_step_next (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer)
{
  TerrainWalkEvent event;

  terrain_cli_run_start_clock (run);
  event = terrain_walk_next (run->walk);
  terrain_cli_run_stop_clock (run);
  arrive (run, event, answer);
}

void
terrain_cli_step_previous (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer)
{
  TerrainWalkEvent event;

  terrain_cli_run_start_clock (run);
  event = terrain_walk_previous (run->walk);
  terrain_cli_run_stop_clock (run);
  arrive (run, event, answer);
}

static void
add_problem (const TerrainProblem *problem, const char *kind, JsonBuilder *answer)
{
  json_builder_begin_object (answer);
  terrain_cli_add_string (answer, "ref", problem->ref);
  terrain_cli_add_string (answer, "kind", kind);
  terrain_cli_add_string (answer, "message", problem->message);
  json_builder_end_object (answer);
}

/* An unusual answer that was not confirmed is a problem too, of the kind "warning". */
void
terrain_cli_step_add_problems (TerrainCliRun *run, JsonBuilder *answer)
{
  static const char *const kinds[] = {
    [TERRAIN_PROBLEM_REQUIRED] = "required",
    [TERRAIN_PROBLEM_CONSTRAINT] = "constraint",
    [TERRAIN_PROBLEM_TYPE] = "type",
    [TERRAIN_PROBLEM_NO_LONGER_OFFERED] = "no-longer-offered",
  };
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GPtrArray) warnings = NULL;

  terrain_cli_run_start_clock (run);
  problems = terrain_interview_validate (run->interview);
  terrain_cli_run_stop_clock (run);
  warnings = terrain_cli_run_dup_warnings (run);
  terrain_cli_add_boolean (answer, "valid", problems->len == 0 && warnings->len == 0);
  json_builder_set_member_name (answer, "problems");
  json_builder_begin_array (answer);
  for (guint i = 0; i < problems->len; i++)
    {
      const TerrainProblem *problem = g_ptr_array_index (problems, i);

      add_problem (problem, kinds[problem->kind], answer);
    }
  for (guint i = 0; i < warnings->len; i++)
    add_problem (g_ptr_array_index (warnings, i), "warning", answer);
  json_builder_end_array (answer);
}

void
terrain_cli_step_validate (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer)
{
  terrain_cli_step_add_problems (run, answer);
}
