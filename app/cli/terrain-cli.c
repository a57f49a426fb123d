/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-cli.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "terrain-cli-private.h"

/* Every verb, in the order of the help. */
static const struct
{
  const char *name;
  int (*run) (int argc, char **argv);
  const char *summary;
} verbs[] = {
  { "check", terrain_cli_check, N_("look for mistakes in forms") },
  { "convert", terrain_cli_convert, N_("make a form from a spreadsheet") },
  { "xpath", terrain_cli_xpath, N_("evaluate an expression") },
  { "interview", terrain_cli_interview, N_("fill in a form, step by step") },
  { "po", terrain_cli_po, N_("translations: write a form's template, check a po file") },
  { "bench", terrain_cli_bench, N_("measure how fast forms load and answer") },
  { "report", terrain_cli_report, N_("compute indicators over records") },
  { "demo", terrain_cli_demo, N_("make invented records") },
  { "forms", terrain_cli_forms, N_("list or add the forms of a profile") },
  { "records", terrain_cli_records, N_("list the records of a profile") },
  { "server", terrain_cli_server, N_("show or set the server of a profile") },
  { "send", terrain_cli_send, N_("send the finished records of a profile") },
  { "update", terrain_cli_update, N_("fetch new and changed forms from a profile's server") },
};

static void
print_help (FILE *stream)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s\n  terrainctl %s\n\n%s\n", _("Usage:"), _("VERB [OPTION…] [ARGUMENT…]"),
                          _("Verbs:"));
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    g_string_append_printf (text, "  %-10s %s\n", verbs[i].name, _(verbs[i].summary));
  g_string_append_printf (text, "\n%s\n", _("“terrainctl VERB --help” says more about one of them."));
  if (stream == stdout)
    g_print ("%s", text->str);
  else
    g_printerr ("%s", text->str);
}

static void
set_up_locale (void)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, TERRAIN_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  /* What indicators are called, a domain of its own. */
  bindtextdomain (TERRAIN_REPORT_DOMAIN, TERRAIN_LOCALE_DIR);
  bind_textdomain_codeset (TERRAIN_REPORT_DOMAIN, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
terrain_cli_main (int argc, char **argv)
{
  const char *verb = argc > 1 ? argv[1] : NULL;

  set_up_locale ();
  if (verb == NULL)
    {
      print_help (stderr);
      return TERRAIN_CLI_USAGE;
    }
  if (g_str_equal (verb, "--help") || g_str_equal (verb, "-h") || g_str_equal (verb, "help"))
    {
      print_help (stdout);
      return TERRAIN_CLI_DONE;
    }
  if (g_str_equal (verb, "--version"))
    {
      g_print ("terrainctl %s\n", TERRAIN_VERSION);
      return TERRAIN_CLI_DONE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verb, verbs[i].name))
      return verbs[i].run (argc - 1, argv + 1);
  terrain_cli_complain (_("“%s” is not a verb of terrainctl."), verb);
  print_help (stderr);
  return TERRAIN_CLI_USAGE;
}
