/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-run.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

static char *
dup_program (void)
{
  return g_build_filename (g_getenv ("TERRAIN_BUILD"), "app", "programs", "terrainctl", NULL);
}

static GStrv
collect (const char *first, va_list arguments)
{
  GStrvBuilder *builder = g_strv_builder_new ();
  g_autofree char *program = dup_program ();
  GStrv strv;

  g_strv_builder_add (builder, program);
  for (const char *argument = first; argument != NULL; argument = va_arg (arguments, const char *))
    g_strv_builder_add (builder, argument);
  strv = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return strv;
}

static GSubprocess *
spawn (GStrv argv, GSubprocessFlags flags)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  /* words in one language, whatever the machine's */
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C.UTF-8", TRUE);
  g_subprocess_launcher_unsetenv (launcher, "LANGUAGE");
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);
  return process;
}

CliRun *
cli_run (const char *input, ...)
{
  CliRun *run = g_new0 (CliRun, 1);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) argv = NULL;
  va_list arguments;

  va_start (arguments, input);
  argv = collect (va_arg (arguments, const char *), arguments);
  va_end (arguments);
  process = spawn (argv, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                           | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_subprocess_communicate_utf8 (process, input != NULL ? input : "", NULL, &run->out, &run->err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  run->code = g_subprocess_get_exit_status (process);
  g_assert_null (strstr (run->err, "Sanitizer"));
  g_assert_null (strstr (run->err, "CRITICAL"));
  return run;
}

void
cli_run_free (CliRun *run)
{
  g_free (run->out);
  g_free (run->err);
  g_free (run);
}

CliTalk *
cli_talk_new (const char *argument, ...)
{
  CliTalk *talk = g_new0 (CliTalk, 1);
  g_auto (GStrv) argv = NULL;
  va_list arguments;

  va_start (arguments, argument);
  argv = collect (argument, arguments);
  va_end (arguments);
  talk->process = spawn (argv, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  talk->answers = g_data_input_stream_new (g_subprocess_get_stdout_pipe (talk->process));
  return talk;
}

JsonObject *
cli_talk_ask (CliTalk *talk, const char *step)
{
  g_autofree char *line = g_strconcat (step, "\n", NULL);
  g_autofree char *answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;

  g_output_stream_write_all (g_subprocess_get_stdin_pipe (talk->process), line, strlen (line), NULL, NULL, &error);
  g_assert_no_error (error);
  answer = g_data_input_stream_read_line_utf8 (talk->answers, NULL, NULL, &error);
  g_assert_no_error (error);
  if (answer == NULL)
    g_error ("no answer to %s", step);
  node = json_from_string (answer, &error);
  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
  g_assert_true (json_object_has_member (json_node_get_object (node), "us"));
  return json_object_ref (json_node_get_object (node));
}

JsonObject *
cli_talk_askf (CliTalk *talk, const char *format, ...)
{
  g_autofree char *step = NULL;
  va_list arguments;

  va_start (arguments, format);
  step = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return cli_talk_ask (talk, step);
}

void
cli_talk_do (CliTalk *talk, const char *step)
{
  g_autoptr (JsonObject) answer = cli_talk_ask (talk, step);

  if (!json_object_get_boolean_member_with_default (answer, "ok", FALSE))
    g_error ("%s: %s", step, json_object_get_string_member_with_default (answer, "message", "not ok"));
}

static void
free_talk (CliTalk *talk)
{
  g_object_unref (talk->answers);
  g_object_unref (talk->process);
  g_free (talk);
}

int
cli_talk_end (CliTalk *talk)
{
  g_autoptr (GError) error = NULL;
  int code;

  g_output_stream_close (g_subprocess_get_stdin_pipe (talk->process), NULL, NULL);
  g_subprocess_wait (talk->process, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (talk->process));
  code = g_subprocess_get_exit_status (talk->process);
  free_talk (talk);
  return code;
}

void
cli_talk_kill (CliTalk *talk)
{
  g_subprocess_send_signal (talk->process, SIGKILL);
  g_subprocess_wait (talk->process, NULL, NULL);
  free_talk (talk);
}

char *
cli_quote (const char *text)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);

  return json_to_string (node, FALSE);
}

char *
cli_write (const char *folder, const char *name, const char *content)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  return path;
}

void
cli_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        cli_remove_folder (path);
      else
        g_remove (path);
    }
  g_rmdir (folder);
}

char *
cli_shared (const char *path)
{
  const char *shared = g_getenv ("TERRAIN_SHARED");
  g_autofree char *full = shared != NULL ? g_build_filename (shared, path, NULL) : NULL;

  if (full != NULL && g_file_test (full, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&full);
  g_test_skip ("needs the shared corpus");
  return NULL;
}

char *
cli_source (const char *path)
{
  return g_build_filename (g_getenv ("TERRAIN_SOURCE"), path, NULL);
}

char *
cli_shipped_form (const char *name)
{
  return g_build_filename (g_getenv ("TERRAIN_BUILD"), "data", "forms", name, NULL);
}
