/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <terrain-sync.h>

#include "terrain-cli-private.h"
#include "terrain-cli-profile-private.h"

/* What send and update have in common: the profile, and the server where it is named here. */
typedef struct
{
  char *profile;
  char *server;
  char *user;
  char *password_file;
  gboolean allow_insecure;
  gboolean now; /* send alone */
} ServerOptions;

static void
clear_options (ServerOptions *options)
{
  g_free (options->profile);
  g_free (options->server);
  g_free (options->user);
  g_free (options->password_file);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ServerOptions, clear_options)

static int
parse_options (const char *verb, const char *summary, ServerOptions *options, int *argc, char ***argv)
{
  const GOptionEntry entries[] = {
    { "profile", 'p', 0, G_OPTION_ARG_FILENAME, &options->profile, N_("The profile"), N_("DIR") },
    { "server", 0, 0, G_OPTION_ARG_STRING, &options->server, N_("The server from now on; without it, the profile's"),
      N_("URL") },
    { "user", 0, 0, G_OPTION_ARG_STRING, &options->user, N_("The user name there"), N_("NAME") },
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &options->password_file,
      N_("A file whose first line is the password; without it, the one in the Secret Service"), N_("FILE") },
    { "allow-insecure", 0, 0, G_OPTION_ARG_NONE, &options->allow_insecure,
      N_("Allow plain HTTP to another machine: answers and password can be read on the way"), NULL },
    { "now", 0, g_str_equal (verb, "send") ? 0 : G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &options->now,
      N_("Also try again at once what failed a moment ago and would wait"), NULL },
    { NULL },
  };
  int code = terrain_cli_parse (verb, NULL, summary, entries, argc, argv);

  if (code == TERRAIN_CLI_GO_ON && *argc > 1)
    return terrain_cli_wrong_usage (verb, _("“%s” is one word too many"), (*argv)[1]);
  if (code == TERRAIN_CLI_GO_ON && options->user != NULL && options->server == NULL)
    return terrain_cli_wrong_usage (verb, _("--user needs --server"));
  /* an unset variable of a script, which must not make the profile forget its server */
  if (code == TERRAIN_CLI_GO_ON && options->server != NULL && *options->server == '\0')
    return terrain_cli_wrong_usage (verb, _("the address of the server is empty"));
  return code;
}

static gboolean
keep_server (TerrainProfile *profile, const ServerOptions *options, GError **error)
{
  TerrainServerSettings settings = {
    .url = options->server,
    .user_name = options->user,
    .insecure_allowed = options->allow_insecure,
  };

  return options->server == NULL || terrain_profile_save_server (profile, &settings, error);
}

/* The first line, so that the file may end as editors end files. */
static gboolean
read_password (TerrainSync *sync, const char *path, GError **error)
{
  g_autoptr (GBytes) content = NULL;
  g_autofree char *password = NULL;
  gsize length;
  const char *data;

  if (path == NULL)
    return TRUE;
  content = terrain_cli_load_file (path, error);
  if (content == NULL)
    return FALSE;
  data = g_bytes_get_data (content, &length);
  password = g_strndup (data != NULL ? data : "", length);
  password[strcspn (password, "\r\n")] = '\0';
  if (!g_utf8_validate (password, -1, NULL))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, _("The password in “%s” is not UTF-8"), path);
      return FALSE;
    }
  terrain_sync_set_password (sync, password);
  return TRUE;
}

static TerrainSync *
open_sync (TerrainProfile *profile, const ServerOptions *options)
{
  g_autoptr (TerrainSync) sync = NULL;
  g_autoptr (GError) error = NULL;

  if (keep_server (profile, options, &error))
    {
      sync = terrain_sync_new (profile);
      if (read_password (sync, options->password_file, &error))
        return g_steal_pointer (&sync);
    }
  terrain_cli_complain ("%s", error->message);
  return NULL;
}

static void
on_finished (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
  g_main_context_wakeup (NULL);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* The uuids of what a run of send is about. */
static GPtrArray *
list_waiting (TerrainProfile *profile)
{
  GPtrArray *uuids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) records = terrain_store_list_records (terrain_profile_get_store (profile), FALSE, NULL);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const TerrainRecord *record = g_ptr_array_index (records, i);

      if (record->state == TERRAIN_RECORD_QUEUED)
        g_ptr_array_add (uuids, g_strdup (record->uuid));
    }
  return uuids;
}

static void
print_outcome (TerrainProfile *profile, GPtrArray *uuids, guint n_sent, guint n_left)
{
  JsonBuilder *builder = json_builder_new ();

  for (guint i = 0; i < uuids->len; i++)
    {
      g_autoptr (TerrainRecord) record = terrain_store_find_record (terrain_profile_get_store (profile),
                                                                    g_ptr_array_index (uuids, i), NULL);

      if (record != NULL)
        terrain_cli_print_record (record);
    }
  json_builder_begin_object (builder);
  terrain_cli_add_integer (builder, "sent", n_sent);
  terrain_cli_add_integer (builder, "left", n_left);
  json_builder_end_object (builder);
  terrain_cli_print_json (builder);
}

int
terrain_cli_send (int argc, char **argv)
{
  g_auto (ServerOptions) options = { 0 };
  g_autoptr (TerrainProfile) profile = NULL;
  g_autoptr (TerrainSync) sync = NULL;
  g_autoptr (GPtrArray) uuids = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n_sent = 0, n_left = 0;
  int code = parse_options ("send",
                            _("Sends the finished records of a profile that are due and prints what became of each "
                              "as a line of JSON. The exit code is 1 where something is left."),
                            &options, &argc, &argv);

  if (code != TERRAIN_CLI_GO_ON)
    return code;
  profile = terrain_cli_open_profile ("send", options.profile, &code);
  if (profile == NULL)
    return code;
  sync = open_sync (profile, &options);
  if (sync == NULL)
    return TERRAIN_CLI_FAILED;
  uuids = list_waiting (profile);
  terrain_sync_send_async (sync, options.now, NULL, on_finished, &result);
  wait_for (&result);
  if (!terrain_sync_send_finish (sync, result, &n_sent, &n_left, &error))
    terrain_cli_complain ("%s", error->message);
  print_outcome (profile, uuids, n_sent, n_left);
  return error != NULL || n_left > 0 ? TERRAIN_CLI_FAILED : TERRAIN_CLI_DONE;
}

int
terrain_cli_update (int argc, char **argv)
{
  g_auto (ServerOptions) options = { 0 };
  g_autoptr (TerrainProfile) profile = NULL;
  g_autoptr (TerrainSync) sync = NULL;
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  JsonBuilder *builder;
  guint n_new = 0, n_updated = 0;
  int code = parse_options ("update", _("Fetches the forms that are new or changed on the profile's server."), &options,
                            &argc, &argv);

  if (code != TERRAIN_CLI_GO_ON)
    return code;
  profile = terrain_cli_open_profile ("update", options.profile, &code);
  if (profile == NULL)
    return code;
  sync = open_sync (profile, &options);
  if (sync == NULL)
    return TERRAIN_CLI_FAILED;
  terrain_sync_update_forms_async (sync, NULL, on_finished, &result);
  wait_for (&result);
  if (!terrain_sync_update_forms_finish (sync, result, &n_new, &n_updated, &issues, &error))
    {
      terrain_cli_complain ("%s", error->message);
      return TERRAIN_CLI_FAILED;
    }
  terrain_cli_print_issues (stderr, "update", issues);
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  terrain_cli_add_integer (builder, "new", n_new);
  terrain_cli_add_integer (builder, "updated", n_updated);
  json_builder_end_object (builder);
  terrain_cli_print_json (builder);
  return TERRAIN_CLI_DONE;
}
