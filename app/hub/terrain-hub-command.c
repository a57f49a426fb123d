/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-hub-command.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>
#include <terrain-archive.h>

#include "terrain-hub.h"

typedef struct
{
  int port;
  char *data;
  char *forms;
  char *user_name;
  char *password_file;
  gboolean public_interfaces;
  gboolean list;
  char *show;
} HubOptions;

static void
clear_options (HubOptions *options)
{
  g_free (options->data);
  g_free (options->forms);
  g_free (options->user_name);
  g_free (options->password_file);
  g_free (options->show);
}

static gboolean
parse_options (HubOptions *options,
               int         argc,
               char      **argv,
               GError    **error)
{
  const GOptionEntry entries[] = {
    { "port", 'p', 0, G_OPTION_ARG_INT, &options->port, N_("Port to listen on; 0 for any free one"), "N" },
    { "data", 'd', 0, G_OPTION_ARG_FILENAME, &options->data, N_("Folder of the archive"), "DIR" },
    { "forms", 'f', 0, G_OPTION_ARG_FILENAME, &options->forms, N_("Folder of the forms to serve"), "DIR" },
    { "user", 'u', 0, G_OPTION_ARG_STRING, &options->user_name, N_("User name to ask for"), "NAME" },
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &options->password_file,
      N_("File whose first line is the password"), "FILE" },
    { "public", 0, 0, G_OPTION_ARG_NONE, &options->public_interfaces,
      N_("Listen on every network interface, not only for this computer"), NULL },
    { "list", 'l', 0, G_OPTION_ARG_NONE, &options->list, N_("Print what the archive holds, and end"), NULL },
    { "show", 's', 0, G_OPTION_ARG_STRING, &options->show, N_("Print the XML of one submission, and end"), "ID" },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_auto (GStrv) arguments = g_new0 (char *, (gsize) argc + 1);

  for (int i = 0; i < argc; i++)
    arguments[i] = g_strdup (argv[i]);
  g_option_context_set_summary (context, _("An OpenRosa endpoint: serves forms and keeps what it receives."));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse_strv (context, &arguments, error))
    return FALSE;
  if (arguments[0] != NULL && arguments[1] != NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _("“%s” is not understood."), arguments[1]);
      return FALSE;
    }
  if (options->data == NULL || options->port < 0 || options->port > 65535 ||
      (options->user_name == NULL) != (options->password_file == NULL))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                           _("Give --data, a --port from 0 to 65535, and --user only with --password-file. "
                             "See --help."));
      return FALSE;
    }
  return TRUE;
}

static TerrainArchive *
open_archive (const HubOptions *options,
              GError          **error)
{
  g_autofree char *path = g_build_filename (options->data, "archive.sqlite", NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("There is no archive in %s."), options->data);
      return NULL;
    }
  return terrain_archive_open (path, error);
}

static void
print_submission (const TerrainSubmission *submission)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GDateTime) received = g_date_time_new_from_unix_utc (submission->received / G_USEC_PER_SEC);
  g_autofree char *time = g_date_time_format_iso8601 (received);
  g_autofree char *line = NULL;

  json_object_set_string_member (object, "id", submission->instance_id);
  json_object_set_string_member (object, "form", submission->form_id);
  json_object_set_string_member (object, "version", submission->form_version);
  json_object_set_string_member (object, "received", time);
  json_object_set_int_member (object, "size", (gint64) submission->size);
  json_object_set_int_member (object, "attachments", submission->n_attachments);
  json_object_set_boolean_member (object, "encrypted", submission->encrypted);
  json_node_set_object (root, object);
  line = json_to_string (root, FALSE);
  printf ("%s\n", line);
}

static gboolean
list_submissions (const HubOptions *options,
                  GError          **error)
{
  g_autoptr (TerrainArchive) archive = open_archive (options, error);
  g_autoptr (GPtrArray) submissions = NULL;

  if (archive == NULL)
    return FALSE;
  submissions = terrain_archive_list (archive, NULL, error);
  if (submissions == NULL)
    return FALSE;
  for (guint i = 0; i < submissions->len; i++)
    print_submission (g_ptr_array_index (submissions, i));
  terrain_archive_close (archive);
  return TRUE;
}

static gboolean
show_submission (const HubOptions *options,
                 GError          **error)
{
  g_autoptr (TerrainArchive) archive = open_archive (options, error);
  g_autoptr (GBytes) xml = NULL;

  if (archive == NULL)
    return FALSE;
  xml = terrain_archive_load (archive, options->show, error);
  if (xml == NULL)
    return FALSE;
  fwrite (g_bytes_get_data (xml, NULL), 1, g_bytes_get_size (xml), stdout);
  terrain_archive_close (archive);
  return TRUE;
}

static gboolean
set_credentials (TerrainHub       *hub,
                 const HubOptions *options,
                 GError          **error)
{
  g_autofree char *password = NULL;

  if (options->user_name == NULL)
    return TRUE;
  if (!g_file_get_contents (options->password_file, &password, NULL, error))
    return FALSE;
  password[strcspn (password, "\r\n")] = '\0';
  terrain_hub_set_credentials (hub, options->user_name, password);
  return TRUE;
}

static gboolean
on_signal (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
serve (const HubOptions *options,
       GError          **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (TerrainHub) hub = terrain_hub_new (options->data, options->forms, error);
  guint terminated, interrupted;

  if (hub == NULL || !set_credentials (hub, options, error))
    return FALSE;
  /* Before the address is printed: whoever reads it may end us at once. */
  terminated = g_unix_signal_add (SIGTERM, on_signal, loop);
  interrupted = g_unix_signal_add (SIGINT, on_signal, loop);
  if (terrain_hub_listen (hub, (guint) options->port, options->public_interfaces, error))
    {
      printf ("%s\n", terrain_hub_get_base_url (hub));
      fflush (stdout);
      g_main_loop_run (loop);
      terrain_hub_stop (hub);
    }
  g_source_remove (terminated);
  g_source_remove (interrupted);
  return terrain_hub_get_base_url (hub) != NULL;
}

int
terrain_hub_command_run (int    argc,
                         char **argv)
{
  HubOptions options = { .port = 8041 };
  g_autoptr (GError) error = NULL;
  gboolean ok;
  int status = 0;

  if (!parse_options (&options, argc, argv, &error))
    status = 2;
  else
    {
      if (options.list)
        ok = list_submissions (&options, &error);
      else if (options.show != NULL)
        ok = show_submission (&options, &error);
      else
        ok = serve (&options, &error);
      status = ok ? 0 : 1;
    }
  if (error != NULL)
    fprintf (stderr, "terrain-hub: %s\n", error->message);
  clear_options (&options);
  return status;
}
