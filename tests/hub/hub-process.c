/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hub-process.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

struct _HubProcess
{
  GSubprocess *process;
  char *url;
};

static char *
find_program (void)
{
  return g_build_filename (g_getenv ("TERRAIN_BUILD"), "app", "programs", "terrain-hub", NULL);
}

HubProcess *
hub_process_start (const char        *data,
                   const char        *forms,
                   guint              port,
                   const char *const *more)
{
  HubProcess *self = g_new0 (HubProcess, 1);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *program = find_program ();
  g_autofree char *number = g_strdup_printf ("%u", port);

  g_ptr_array_add (arguments, program);
  g_ptr_array_add (arguments, (gpointer) "--port");
  g_ptr_array_add (arguments, number);
  g_ptr_array_add (arguments, (gpointer) "--data");
  g_ptr_array_add (arguments, (gpointer) data);
  g_ptr_array_add (arguments, (gpointer) "--forms");
  g_ptr_array_add (arguments, (gpointer) forms);
  for (guint i = 0; more != NULL && more[i] != NULL; i++)
    g_ptr_array_add (arguments, (gpointer) more[i]);
  g_ptr_array_add (arguments, NULL);
  self->process =
    g_subprocess_newv ((const char *const *) arguments->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (output), FALSE);
  self->url = g_data_input_stream_read_line_utf8 (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (self->url);
  g_assert_true (g_str_has_prefix (self->url, "http://127.0.0.1:"));
  return self;
}

const char *
hub_process_get_url (HubProcess *self)
{
  return self->url;
}

guint
hub_process_get_port (HubProcess *self)
{
  return (guint) g_ascii_strtoull (strrchr (self->url, ':') + 1, NULL, 10);
}

int
hub_process_get_pid (HubProcess *self)
{
  return (int) g_ascii_strtoll (g_subprocess_get_identifier (self->process), NULL, 10);
}

void
hub_process_stop (HubProcess *self)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_send_signal (self->process, SIGTERM);
  g_subprocess_wait_check (self->process, NULL, &error);
  g_assert_no_error (error);
  g_object_unref (self->process);
  g_free (self->url);
  g_free (self);
}

char *
hub_process_query (const char *data,
                   const char *argument,
                   const char *value)
{
  g_autofree char *program = find_program ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--data", data,
                                                      argument, value, NULL);
  char *printed = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &printed, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  return printed;
}

char **
hub_process_list (const char *data)
{
  g_autofree char *printed = hub_process_query (data, "--list", NULL);

  g_strchomp (printed);
  return *printed != '\0' ? g_strsplit (printed, "\n", -1) : g_new0 (char *, 1);
}

char *
hub_process_make_form (const char *version)
{
  return g_strdup_printf (
    "<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\">"
    "<h:head><h:title>Small</h:title><model><instance><data id=\"small\" version=\"%s\"><name/><photo/>"
    "<meta><instanceID/></meta></data></instance><bind nodeset=\"/data/name\" type=\"string\"/>"
    "<bind nodeset=\"/data/photo\" type=\"binary\"/>"
    "<bind nodeset=\"/data/meta/instanceID\" type=\"string\" readonly=\"true()\" "
    "calculate=\"concat('uuid:', uuid())\"/></model></h:head>"
    "<h:body><input ref=\"/data/name\"><label>Name</label></input>"
    "<upload ref=\"/data/photo\" mediatype=\"image/*\"><label>Photo</label></upload></h:body></h:html>",
    version);
}

void
hub_process_remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        hub_process_remove_tree (child);
      else
        g_remove (child);
    }
  g_rmdir (path);
}
