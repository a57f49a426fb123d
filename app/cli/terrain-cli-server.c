/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-cli-private.h"
#include "terrain-cli-profile-private.h"

/* The password is not among the settings: the app keeps it in the Secret Service, "send" reads it from a file. */
static gboolean
print_server (TerrainProfile *profile, GError **error)
{
  g_autoptr (TerrainServerSettings) settings = terrain_profile_load_server (profile, error);
  JsonBuilder *builder;

  if (settings == NULL)
    return FALSE;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  terrain_cli_add_string (builder, "server", settings->url);
  terrain_cli_add_string (builder, "user", settings->user_name);
  terrain_cli_add_boolean (builder, "insecure", settings->insecure_allowed);
  json_builder_end_object (builder);
  terrain_cli_print_json (builder);
  return TRUE;
}

int
terrain_cli_server (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autofree char *url = NULL;
  g_autofree char *user = NULL;
  gboolean insecure = FALSE;
  g_autoptr (TerrainProfile) profile = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "profile", 'p', 0, G_OPTION_ARG_FILENAME, &folder, N_("The profile; made where there is none with --set"), N_("DIR") },
    { "set", 0, 0, G_OPTION_ARG_STRING, &url, N_("The OpenRosa address to send to"), N_("URL") },
    { "user", 'u', 0, G_OPTION_ARG_STRING, &user, N_("The user name there"), N_("NAME") },
    { "insecure", 0, 0, G_OPTION_ARG_NONE, &insecure, N_("Allow plain HTTP to another machine"), NULL },
    { NULL },
  };
  int code = terrain_cli_parse ("server", NULL,
                                _("Shows the server a profile sends its records to, as one line of JSON; with --set, "
                                  "sets it first."),
                                entries, &argc, &argv);

  if (code != TERRAIN_CLI_GO_ON)
    return code;
  if (argc > 1)
    return terrain_cli_wrong_usage ("server", _("“%s” is one word too many"), argv[1]);
  if (url == NULL && (user != NULL || insecure))
    return terrain_cli_wrong_usage ("server", _("--user and --insecure go with --set"));
  if (url != NULL && folder != NULL)
    profile = terrain_profile_open (folder, &error);
  else
    profile = terrain_cli_open_profile ("server", folder, &code);
  if (profile == NULL && error == NULL)
    return code;
  if (profile == NULL
      || (url != NULL
          && !terrain_profile_save_server (profile, &(TerrainServerSettings) { url, user, insecure }, &error))
      || !print_server (profile, &error))
    {
      terrain_cli_complain ("%s", error->message);
      return TERRAIN_CLI_FAILED;
    }
  return TERRAIN_CLI_DONE;
}
