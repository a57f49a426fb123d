/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-cli-steps-private.h"

/* {"why": REF, "aspect": "relevant"}: which expression decides, over which answers. */

static const char *const aspects[] = {
  [TERRAIN_ASPECT_RELEVANT] = "relevant", [TERRAIN_ASPECT_READONLY] = "readonly",
  [TERRAIN_ASPECT_REQUIRED] = "required", [TERRAIN_ASPECT_CONSTRAINT] = "constraint",
  [TERRAIN_ASPECT_VALUE] = "value",       [TERRAIN_ASPECT_CHOICES] = "choices",
};

static void
add_reasons (JsonBuilder *answer, const TerrainCondition *condition)
{
  json_builder_set_member_name (answer, "nodes");
  json_builder_begin_array (answer);
  for (guint i = 0; i < condition->reasons->len; i++)
    {
      const TerrainReason *reason = g_ptr_array_index (condition->reasons, i);

      json_builder_begin_object (answer);
      terrain_cli_add_string (answer, "ref", reason->ref);
      terrain_cli_add_string (answer, "label", reason->label);
      terrain_cli_add_string (answer, "value", reason->value);
      terrain_cli_add_string (answer, "display", reason->display);
      terrain_cli_add_boolean (answer, "relevant", reason->relevant);
      json_builder_end_object (answer);
    }
  json_builder_end_array (answer);
}

static void
add_condition (JsonBuilder *answer, const TerrainCondition *condition)
{
  static const char *const kinds[] = {
    [TERRAIN_CONDITION_TEST] = "test",
    [TERRAIN_CONDITION_AND] = "and",
    [TERRAIN_CONDITION_OR] = "or",
  };

  json_builder_begin_object (answer);
  terrain_cli_add_string (answer, "kind", kinds[condition->kind]);
  terrain_cli_add_string (answer, "source", condition->source);
  terrain_cli_add_string (answer, "result", condition->result);
  terrain_cli_add_boolean (answer, "holds", condition->holds);
  terrain_cli_add_boolean (answer, "decides", condition->decides);
  if (condition->kind == TERRAIN_CONDITION_TEST)
    {
      terrain_cli_add_integer (answer, "reads", condition->n_reasons);
      add_reasons (answer, condition);
    }
  else
    {
      json_builder_set_member_name (answer, "parts");
      json_builder_begin_array (answer);
      for (guint i = 0; i < condition->parts->len; i++)
        add_condition (answer, g_ptr_array_index (condition->parts, i));
      json_builder_end_array (answer);
    }
  json_builder_end_object (answer);
}

static void
add_explanation (JsonBuilder *answer, const TerrainExplanation *explanation)
{
  g_autofree char *sentence = terrain_explanation_dup_sentence (explanation);

  terrain_cli_add_string (answer, "ref", explanation->ref);
  terrain_cli_add_string (answer, "aspect", aspects[explanation->aspect]);
  terrain_cli_add_boolean (answer, "holds", explanation->holds);
  terrain_cli_add_string (answer, "decider", explanation->decider);
  terrain_cli_add_string (answer, "label", explanation->decider_label);
  terrain_cli_add_string (answer, "sentence", sentence);
  terrain_cli_add_string (answer, "message", explanation->message);
  json_builder_set_member_name (answer, "condition");
  if (explanation->condition != NULL)
    add_condition (answer, explanation->condition);
  else
    json_builder_add_null_value (answer);
}

void
terrain_cli_step_why (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer)
{
  const char *ref = terrain_cli_step_text (step, "why", answer);
  const char *name = "relevant";
  g_autoptr (TerrainExplanation) explanation = NULL;
  g_autoptr (GError) error = NULL;
  guint aspect = 0;

  if (ref == NULL)
    return;
  if (json_object_has_member (step, "aspect") && (name = terrain_cli_step_text (step, "aspect", answer)) == NULL)
    return;
  while (aspect < G_N_ELEMENTS (aspects) && !g_str_equal (aspects[aspect], name))
    aspect++;
  if (aspect == G_N_ELEMENTS (aspects))
    {
      terrain_cli_step_fail (answer, "step", _("“aspect” must be relevant, readonly, required, constraint, value or "
                                               "choices"));
      return;
    }
  terrain_cli_run_start_clock (run);
  explanation = terrain_interview_explain (run->interview, ref, (TerrainAspect) aspect, &error);
  terrain_cli_run_stop_clock (run);
  if (explanation != NULL)
    add_explanation (answer, explanation);
  else
    terrain_cli_step_fail_with (answer, error);
}
