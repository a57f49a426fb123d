/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-cli-steps-private.h"

static void
succeed (JsonBuilder *answer)
{
  terrain_cli_add_boolean (answer, "ok", TRUE);
}

/* A kept record that is complete is not changed any more. */
static gboolean
is_over (TerrainCliRun *run, JsonBuilder *answer)
{
  if (run->is_complete)
    terrain_cli_step_fail (answer, "complete", _("The record is complete and cannot be changed"));
  return run->is_complete;
}

/* FALSE where there is no value, which the answer says then. @value: (out) (nullable) */
static gboolean
read_value (JsonObject *step, const char **value, JsonBuilder *answer)
{
  JsonNode *node = json_object_get_member (step, "value");

  if (node == NULL || (!JSON_NODE_HOLDS_NULL (node) && json_node_get_value_type (node) != G_TYPE_STRING))
    {
      terrain_cli_step_fail (answer, "step", _("“value” must be a text, as the answer is written in a record; null or "
                                               "\"\" clears"));
      return FALSE;
    }
  *value = JSON_NODE_HOLDS_NULL (node) ? NULL : json_node_get_string (node);
  return TRUE;
}

void
terrain_cli_step_set (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer)
{
  const char *ref = terrain_cli_step_text (step, "set", answer);
  const char *value;
  g_autoptr (GError) error = NULL;
  TerrainItem *item;

  if (ref == NULL || is_over (run, answer) || !read_value (step, &value, answer))
    return;
  if (!terrain_cli_run_answer (run, ref, value, &error))
    {
      terrain_cli_step_fail_with (answer, error);
      return;
    }
  /* The answer is kept, and blocks completion only. */
  item = terrain_interview_find_item (run->interview, ref);
  if (item != NULL && !terrain_item_get_valid (item))
    terrain_cli_step_fail (answer, "constraint", terrain_item_get_message (item));
  else
    succeed (answer);
}

void
terrain_cli_step_attach (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer)
{
  const char *ref = terrain_cli_step_text (step, "attach", answer);
  const char *path = ref != NULL ? terrain_cli_step_text (step, "file", answer) : NULL;
  g_autoptr (GError) error = NULL;

  if (path == NULL || is_over (run, answer))
    return;
  if (terrain_cli_run_attach (run, ref, path, &error))
    succeed (answer);
  else
    terrain_cli_step_fail_with (answer, error);
}

void
terrain_cli_step_fill (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer)
{
  const char *ref = terrain_cli_step_text (step, "fill", answer);
  const char *value;
  g_autoptr (GError) error = NULL;

  if (ref == NULL || is_over (run, answer) || !read_value (step, &value, answer))
    return;
  if (terrain_cli_run_fill (run, ref, value, &error))
    succeed (answer);
  else
    terrain_cli_step_fail_with (answer, error);
}

static void
answer_count (TerrainCliRun *run, const char *ref, JsonBuilder *answer)
{
  g_autofree char *repeat = g_strdup (ref);
  char *position = g_strrstr (repeat, "[");

  /* "/data/person[2]" is one of "/data/person" */
  if (position != NULL && strchr (position, '/') == NULL)
    *position = '\0';
  terrain_cli_add_integer (answer, "count", terrain_interview_count_instances (run->interview, repeat));
}

void
terrain_cli_step_add (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer)
{
  const char *ref = terrain_cli_step_text (step, "add", answer);
  g_autoptr (GError) error = NULL;

  if (ref == NULL || is_over (run, answer))
    return;
  if (terrain_cli_run_add (run, ref, &error))
    answer_count (run, ref, answer);
  else
    terrain_cli_step_fail_with (answer, error);
}

void
terrain_cli_step_remove (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer)
{
  const char *ref = terrain_cli_step_text (step, "remove", answer);
  g_autoptr (GError) error = NULL;

  if (ref == NULL || is_over (run, answer))
    return;
  if (terrain_cli_run_remove (run, ref, &error))
    answer_count (run, ref, answer);
  else
    terrain_cli_step_fail_with (answer, error);
}

void
terrain_cli_step_language (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer)
{
  const char *language = terrain_cli_step_text (step, "language", answer);
  g_autoptr (GError) error = NULL;

  if (language == NULL || is_over (run, answer))
    return;
  if (terrain_cli_run_set_language (run, language, &error))
    succeed (answer);
  else
    terrain_cli_step_fail_with (answer, error);
}

static void
take_back (TerrainCliRun *run, gboolean redo, JsonBuilder *answer)
{
  static const char *const kinds[] = {
    [TERRAIN_CHANGE_ANSWER] = "answer",
    [TERRAIN_CHANGE_ADD] = "add",
    [TERRAIN_CHANGE_REMOVE] = "remove",
    [TERRAIN_CHANGE_LANGUAGE] = "language",
  };
  g_autoptr (TerrainChange) change = NULL;
  g_autoptr (GError) error = NULL;

  if (is_over (run, answer))
    return;
  if (terrain_cli_run_undo (run, redo, &change, &error))
    {
      succeed (answer);
      terrain_cli_add_string (answer, "kind", kinds[change->kind]);
      terrain_cli_add_string (answer, "ref", change->ref);
      terrain_cli_add_string (answer, "focus", change->focus);
    }
  else if (g_error_matches (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_ALLOWED))
    terrain_cli_step_fail (answer, redo ? "nothing-to-redo" : "nothing-to-undo", error->message);
  else
    terrain_cli_step_fail_with (answer, error);
}

void
terrain_cli_step_undo (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer)
{
  take_back (run, /* redo= */ FALSE, answer);
}

void
terrain_cli_step_redo (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer)
{
  take_back (run, /* redo= */ TRUE, answer);
}

void
terrain_cli_step_confirm (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer)
{
  const char *ref = terrain_cli_step_text (step, "confirm", answer);
  g_autoptr (GError) error = NULL;

  if (ref == NULL || is_over (run, answer))
    return;
  if (terrain_cli_run_confirm (run, ref, &error))
    succeed (answer);
  else
    terrain_cli_step_fail_with (answer, error);
}

void
terrain_cli_step_complete (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer)
{
  g_autofree char *instance_id = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) xml = NULL;
  g_autofree char *text = NULL;
  const char *data;
  gsize length;

  if (is_over (run, answer))
    return;
  xml = terrain_cli_run_complete (run, &instance_id, &error);
  if (xml == NULL)
    {
      terrain_cli_step_fail_with (answer, error);
      if (g_error_matches (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_INCOMPLETE))
        terrain_cli_step_add_problems (run, answer);
      return;
    }
  data = g_bytes_get_data (xml, &length);
  text = g_strndup (data, length);
  terrain_cli_add_string (answer, "instanceID", instance_id);
  terrain_cli_add_string (answer, "xml", text);
}

void
terrain_cli_step_save (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer)
{
  const char *path = terrain_cli_step_text (step, "save", answer);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) xml = NULL;
  const char *data;
  gsize length;

  if (path == NULL)
    return;
  terrain_cli_run_start_clock (run);
  xml = terrain_interview_save (run->interview);
  terrain_cli_run_stop_clock (run);
  data = g_bytes_get_data (xml, &length);
  if (g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                0600, &error))
    succeed (answer);
  else
    terrain_cli_step_fail_with (answer, error);
}

void
terrain_cli_step_restore (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer)
{
  const char *path = terrain_cli_step_text (step, "restore", answer);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) xml = NULL;

  if (path == NULL)
    return;
  xml = terrain_cli_load_file (path, &error);
  if (xml != NULL && terrain_cli_run_restore (run, xml, &error))
    succeed (answer);
  else
    terrain_cli_step_fail_with (answer, error);
}
