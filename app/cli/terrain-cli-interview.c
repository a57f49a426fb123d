/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "terrain-cli-lines-private.h"
#include "terrain-cli-steps-private.h"

/* A script's objects hold texts only. */
#define MAX_DEPTH 16

static const struct
{
  const char *name;
  TerrainCliStep run;
} steps[] = {
  { "set", terrain_cli_step_set },
  { "attach", terrain_cli_step_attach },
  { "fill", terrain_cli_step_fill },
  { "captures", terrain_cli_step_captures },
  { "get", terrain_cli_step_get },
  { "choices", terrain_cli_step_choices },
  { "add", terrain_cli_step_add },
  { "remove", terrain_cli_step_remove },
  { "count", terrain_cli_step_count },
  { "eval", terrain_cli_step_eval },
  { "why", terrain_cli_step_why },
  { "language", terrain_cli_step_language },
  { "undo", terrain_cli_step_undo },
  { "redo", terrain_cli_step_redo },
  { "next", terrain_cli_step_next },
  { "previous", terrain_cli_step_previous },
  { "validate", terrain_cli_step_validate },
  { "confirm", terrain_cli_step_confirm },
  { "complete", terrain_cli_step_complete },
  { "save", terrain_cli_step_save },
  { "restore", terrain_cli_step_restore },
};

const char *
terrain_cli_step_text (JsonObject *step, const char *name, JsonBuilder *answer)
{
  JsonNode *node = json_object_get_member (step, name);
  g_autofree char *message = NULL;

  if (node != NULL && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_get_string (node);
  message = g_strdup_printf (_("“%s” must be a text"), name);
  terrain_cli_step_fail (answer, "step", message);
  return NULL;
}

void
terrain_cli_step_fail (JsonBuilder *answer, const char *word, const char *message)
{
  terrain_cli_add_boolean (answer, "ok", FALSE);
  terrain_cli_add_string (answer, "error", word);
  terrain_cli_add_string (answer, "message", message);
}

void
terrain_cli_step_fail_with (JsonBuilder *answer, const GError *error)
{
  terrain_cli_step_fail (answer, terrain_cli_error_word (error), error->message);
}

static void
answer_line (TerrainCliRun *run, const char *text, gsize length, JsonBuilder *answer)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;
  JsonObject *step;
  JsonNode *root;

  if (!terrain_json_check_object (text, length, MAX_DEPTH, NULL)
      || !json_parser_load_from_data (parser, text, (gssize) length, &error))
    {
      terrain_cli_step_fail (answer, "step", error != NULL ? error->message : _("The line is not a JSON object"));
      return;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      terrain_cli_step_fail (answer, "step", _("The line is not a JSON object"));
      return;
    }
  step = json_node_get_object (root);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (json_object_has_member (step, steps[i].name))
      {
        steps[i].run (run, step, answer);
        return;
      }
  terrain_cli_step_fail (answer, "step", _("The object has none of the steps of an interview (set, attach, fill, captures, "
                                           "get, choices, add, remove, count, eval, why, language, undo, redo, "
                                           "next, previous, validate, confirm, complete, save, restore)"));
}

static gboolean
is_blank (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (text[i]))
      return FALSE;
  return TRUE;
}

static void
run_script (TerrainCliRun *run, int fd)
{
  g_autoptr (TerrainCliLines) lines = terrain_cli_lines_new (fd);
  TerrainCliLineKind kind;
  const char *text;
  gsize length;

  while ((kind = terrain_cli_lines_next (lines, &text, &length)) != TERRAIN_CLI_LINE_END)
    {
      JsonBuilder *answer;

      if (kind == TERRAIN_CLI_LINE && is_blank (text, length))
        continue;
      answer = json_builder_new ();
      run->elapsed = 0;
      json_builder_begin_object (answer);
      if (kind == TERRAIN_CLI_LINE)
        answer_line (run, text, length, answer);
      else
        terrain_cli_step_fail (answer, "step", _("The line is longer than a step can be"));
      terrain_cli_add_integer (answer, "us", run->elapsed);
      json_builder_end_object (answer);
      terrain_cli_print_json (answer);
    }
}

/* Returns: TERRAIN_CLI_DONE where the script could be read, whatever its steps answered */
static int
interview (const TerrainCliRunOptions *options, const char *script)
{
  int code;
  int fd = STDIN_FILENO;
  g_autoptr (TerrainCliRun) run = NULL;

  if (script != NULL && !g_str_equal (script, "-"))
    fd = g_open (script, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0)
    {
      terrain_cli_complain (_("The script “%s” cannot be read: %s"), script, g_strerror (errno));
      return TERRAIN_CLI_FAILED;
    }
  run = terrain_cli_run_new (options, &code);
  if (run != NULL)
    {
      run_script (run, fd);
      code = terrain_cli_run_close (run) ? TERRAIN_CLI_DONE : TERRAIN_CLI_FAILED;
    }
  if (fd != STDIN_FILENO)
    close (fd);
  return code;
}

static void
clear_options (TerrainCliRunOptions *options)
{
  g_free (options->media);
  g_free (options->language);
  g_free (options->now);
  g_free (options->time_zone);
  g_free (options->profile);
  g_free (options->record);
  g_strfreev (options->catalogs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TerrainCliRunOptions, clear_options)

static gboolean
read_seed (TerrainCliRunOptions *options, const char *value, GError **error)
{
  options->has_seed = g_ascii_string_to_signed (value, 10, G_MININT64, G_MAXINT64, &options->seed, error);
  return options->has_seed;
}

int
terrain_cli_interview (int argc, char **argv)
{
  g_auto (TerrainCliRunOptions) options = { 0 };
  g_autofree char *script = NULL;
  g_autofree char *seed = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "media", 'm', 0, G_OPTION_ARG_FILENAME, &options.media, N_("Where the files beside the form are"), N_("DIR") },
    { "language", 'l', 0, G_OPTION_ARG_STRING, &options.language, N_("The language to begin with"), N_("L") },
    { "po", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.catalogs, N_("A translation to add"), N_("FILE") },
    { "now", 0, 0, G_OPTION_ARG_STRING, &options.now, N_("Hold the clock at this time"), N_("ISO8601") },
    { "timezone", 0, 0, G_OPTION_ARG_STRING, &options.time_zone, N_("The time zone of the record"), N_("TZ") },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &seed, N_("Make chance the same in every run"), N_("N") },
    { "script", 's', 0, G_OPTION_ARG_FILENAME, &script, N_("The steps, one JSON object a line; “-” reads them from "
                                                           "standard input"), N_("FILE") },
    { "profile", 'p', 0, G_OPTION_ARG_FILENAME, &options.profile, N_("Keep the record in this profile"), N_("DIR") },
    { "record", 'r', 0, G_OPTION_ARG_STRING, &options.record, N_("The record to go on with, or to begin"),
      N_("UUID") },
    { NULL },
  };
  int code = terrain_cli_parse ("interview", _("FORM"),
                                _("Fills in a form: reads one step a line and answers each with a line of JSON. With "
                                  "--profile a step is answered when it is safe on the disk, "
                                  "and FORM may be the id of a form that the profile has."),
                                entries, &argc, &argv);

  if (code != TERRAIN_CLI_GO_ON)
    return code;
  if (argc != 2)
    return terrain_cli_wrong_usage ("interview", _("one form is needed"));
  if (options.record != NULL && options.profile == NULL)
    return terrain_cli_wrong_usage ("interview", _("--record needs --profile"));
  if (seed != NULL && !read_seed (&options, seed, &error))
    return terrain_cli_wrong_usage ("interview", "--seed: %s", error->message);
  options.form_path = argv[1];
  return interview (&options, script);
}
