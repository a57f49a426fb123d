/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "terrain-cli-private.h"
#include "terrain-cli-source-private.h"
#include "terrain-cli-spreadsheet-private.h"

/* Compiles first; what the form has is said of the row it came from. Returns: whether the form can run */
static gboolean
check_spreadsheet (const char *path, const char *media)
{
  g_autoptr (TerrainXlsform) compiled = terrain_cli_compile (stdout, path);
  g_autoptr (TerrainCliSource) source = terrain_cli_source_new (path, media);
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainForm) form = NULL;

  if (compiled != NULL && terrain_xlsform_get_xml (compiled) != NULL)
    form = terrain_form_parse (terrain_xlsform_get_xml (compiled), terrain_cli_source_load, source, &issues, &error);
  if (form != NULL)
    {
      g_autoptr (GPtrArray) more = terrain_form_check (form);

      g_ptr_array_extend_and_steal (issues, g_steal_pointer (&more));
    }
  if (compiled != NULL)
    terrain_cli_print_issues_by_row (stdout, path, compiled, issues);
  if (form == NULL && compiled != NULL)
    terrain_cli_complain (_("The form “%s” cannot run."), path);
  return form != NULL;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const TerrainIssue *left = *(TerrainIssue *const *) a;
  const TerrainIssue *right = *(TerrainIssue *const *) b;

  /* Unknown lines come last. */
  if ((left->line == 0) != (right->line == 0))
    return left->line == 0 ? 1 : -1;
  return left->line - right->line;
}

/* Returns: whether the form can run */
static gboolean
check_form (const char *path, const char *media)
{
  g_autoptr (TerrainCliSource) source = terrain_cli_source_new (path, media);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (TerrainForm) form = NULL;
  g_autoptr (GBytes) xml = terrain_cli_load_file (path, &error);

  if (xml == NULL)
    {
      terrain_cli_complain ("%s", error->message);
      return FALSE;
    }
  form = terrain_form_parse (xml, terrain_cli_source_load, source, &issues, &error);
  if (form != NULL)
    {
      g_autoptr (GPtrArray) more = terrain_form_check (form);

      g_ptr_array_extend_and_steal (issues, g_steal_pointer (&more));
      g_ptr_array_sort (issues, compare_lines);
    }
  terrain_cli_print_issues (stdout, path, issues);
  if (form == NULL && terrain_issue_list_has_errors (issues))
    terrain_cli_complain (_("The form “%s” cannot run."), path);
  else if (form == NULL)
    terrain_cli_complain ("%s: %s", path, error->message);
  return form != NULL;
}

int
terrain_cli_check (int argc, char **argv)
{
  g_autofree char *media = NULL;
  const GOptionEntry entries[] = {
    { "media", 'm', 0, G_OPTION_ARG_FILENAME, &media, N_("Where the files beside the forms are"), N_("DIR") },
    { NULL },
  };
  int code = terrain_cli_parse ("check", _("FORM…"),
                                _("Looks for mistakes in forms and prints each with its severity and place. The exit "
                                  "code is 1 where a form cannot run."),
                                entries, &argc, &argv);

  if (code != TERRAIN_CLI_GO_ON)
    return code;
  if (argc < 2)
    return terrain_cli_wrong_usage ("check", _("which form?"));
  code = TERRAIN_CLI_DONE;
  for (int i = 1; i < argc; i++)
    if (!(terrain_cli_is_spreadsheet (argv[i]) ? check_spreadsheet : check_form) (argv[i], media))
      code = TERRAIN_CLI_FAILED;
  fflush (stdout);
  return code;
}
