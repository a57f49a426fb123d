/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <terrain-kiosk.h>
#include <terrain-shell.h>

/* The settings, or NULL and why on stderr: g_settings_new() would abort. */
static GSettings *
load_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema
    = source ? g_settings_schema_source_lookup (source, TERRAIN_APP_ID, TRUE) : NULL;

  if (!schema)
    {
      g_printerr (_("terrain: the settings schema %s is not installed. Install Terrain, or set GSETTINGS_SCHEMA_DIR to "
                    "the folder data of its build.\n"), TERRAIN_APP_ID);
      return NULL;
    }
  return g_settings_new_full (schema, NULL, NULL);
}

/* Reads the PIN from stdin, so that it stands in no list of processes and in no history. */
static int
set_kiosk_pin (GSettings *settings)
{
  g_autoptr (GSettings) kiosk = g_settings_get_child (settings, "kiosk");
  g_autoptr (GError) error = NULL;
  char line[64];

  if (!fgets (line, sizeof line, stdin))
    {
      g_printerr (_("terrain: no PIN on the standard input.\n"));
      return 1;
    }
  g_autofree char *hash = terrain_pin_hash (g_strstrip (line), &error);
  memset (line, 0, sizeof line);
  if (!hash)
    {
      g_printerr ("terrain: %s\n", error->message);
      return 1;
    }
  if (!g_settings_set_string (kiosk, "pin-hash", hash))
    {
      g_printerr (_("terrain: the setting pin-hash cannot be written.\n"));
      return 1;
    }
  g_settings_sync ();
  g_print (_("The PIN is set.\n"));
  return 0;
}

static int
on_local_options (GApplication *application,
                  GVariantDict *options,
                  gpointer      user_data)
{
  return g_variant_dict_contains (options, "kiosk-set-pin") ? set_kiosk_pin (user_data) : -1;
}

static GtkWindow *
open_kiosk (GtkApplication   *application,
            TerrainWorkspace *workspace,
            const char       *form_id,
            GError          **error)
{
  g_autoptr (GSettings) settings = g_settings_get_child (terrain_workspace_get_settings (workspace), "kiosk");
  g_autoptr (TerrainKioskPolicy) policy = terrain_kiosk_policy_new (settings);
  g_autofree char *configured = g_settings_get_string (settings, "form");

  if (policy->pin_hash[0] == '\0')
    g_printerr (_("terrain: no PIN is set: the kiosk can only be ended from outside. Set one with "
                  "“terrain --kiosk-set-pin”, which reads it from the standard input.\n"));
  return terrain_kiosk_window_new (application, terrain_workspace_get_profile (workspace),
                                   form_id[0] != '\0' ? form_id : configured, policy, error);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *reports_dir = NULL;
  const char *locale_dir = g_getenv ("TERRAIN_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir ? locale_dir : TERRAIN_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  /* Of the indicators; a build folder has one folder for each domain. */
  reports_dir = g_build_filename (locale_dir ? locale_dir : TERRAIN_LOCALE_DIR, "reports", NULL);
  bindtextdomain (TERRAIN_REPORT_DOMAIN, g_file_test (reports_dir, G_FILE_TEST_IS_DIR) ? reports_dir
                                         : locale_dir ? locale_dir : TERRAIN_LOCALE_DIR);
  bind_textdomain_codeset (TERRAIN_REPORT_DOMAIN, "UTF-8");

  g_autoptr (GSettings) settings = load_settings ();
  if (!settings)
    return 1;

  g_autoptr (TerrainApplication) application = terrain_application_new (settings, open_kiosk);
  g_application_add_main_option (G_APPLICATION (application), "kiosk-set-pin", 0, G_OPTION_FLAG_NONE,
                                 G_OPTION_ARG_NONE, _("Set the PIN that ends the kiosk, read from the standard input"),
                                 NULL);
  /* Runs before the class's own handler. */
  g_signal_connect (application, "handle-local-options", G_CALLBACK (on_local_options), settings);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
