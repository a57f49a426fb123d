/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <terrain-catalog.h>

#include "terrain-cli-private.h"
#include "terrain-cli-po-private.h"

void
terrain_cli_po_print_statistics (const char *path, const char *language, const TerrainCatalogStatistics *statistics)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  terrain_cli_add_string (builder, "file", path);
  terrain_cli_add_string (builder, "language", language);
  terrain_cli_add_integer (builder, "total", statistics->total);
  terrain_cli_add_integer (builder, "translated", statistics->translated);
  terrain_cli_add_integer (builder, "fuzzy", statistics->fuzzy);
  terrain_cli_add_integer (builder, "missing", statistics->missing);
  terrain_cli_add_integer (builder, "failing", statistics->failing);
  terrain_cli_add_integer (builder, "unknown", statistics->unknown);
  json_builder_end_object (builder);
  terrain_cli_print_json (builder);
}

/* What the numbers mean, for a person. */
static void
print_summary (const char *path, const char *language, const TerrainCatalogStatistics *statistics)
{
  g_autofree char *name = terrain_language_dup_name (language);

  /* Translators: a file, a language, then numbers of texts */
  fprintf (stderr, _("%s: %s: %u of %u texts are translated, %u are missing, %u are to be checked again (fuzzy), "
                     "%u fail and are not shown.\n"),
           path, name, statistics->translated, statistics->total, statistics->missing, statistics->fuzzy,
           statistics->failing);
}

/* Returns: whether all of the file can be used */
static gboolean
check_file (TerrainForm *form, const char *path)
{
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;
  TerrainCatalogStatistics statistics;
  g_autoptr (TerrainTranslation) translation = terrain_catalog_read (form, path, &issues, &statistics, &error);

  terrain_cli_print_issues (stderr, path, issues);
  if (translation == NULL)
    {
      terrain_cli_complain ("%s", error->message);
      return FALSE;
    }
  terrain_cli_po_print_statistics (path, terrain_translation_get_language (translation), &statistics);
  print_summary (path, terrain_translation_get_language (translation), &statistics);
  return !terrain_issue_list_has_errors (issues);
}

static int
check (int argc, char **argv)
{
  g_autoptr (TerrainCliPoForm) source = NULL;
  int code = TERRAIN_CLI_DONE;

  if (argc < 2)
    return terrain_cli_wrong_usage ("po", "%s", _("check needs a form and its po files"));
  source = terrain_cli_po_form_new (argv[0]);
  if (source == NULL)
    return TERRAIN_CLI_FAILED;
  for (int i = 1; i < argc; i++)
    if (!check_file (terrain_cli_po_form_get (source), argv[i]))
      code = TERRAIN_CLI_FAILED;
  return code;
}

static void
print_merge (const char *path, const TerrainCatalogMerge *counts)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  terrain_cli_add_string (builder, "file", path);
  terrain_cli_add_integer (builder, "total", counts->total);
  terrain_cli_add_integer (builder, "translated", counts->translated);
  terrain_cli_add_integer (builder, "fuzzy", counts->fuzzy);
  terrain_cli_add_integer (builder, "missing", counts->missing);
  terrain_cli_add_integer (builder, "changed", counts->changed);
  terrain_cli_add_integer (builder, "obsolete", counts->obsolete);
  json_builder_end_object (builder);
  terrain_cli_print_json (builder);
}

static int
merge (int argc, char **argv)
{
  int code = TERRAIN_CLI_DONE;

  if (argc < 2)
    return terrain_cli_wrong_usage ("po", _("merge needs a template and the po files to bring up to date"));
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GPtrArray) issues = NULL;
      g_autoptr (GError) error = NULL;
      TerrainCatalogMerge counts;

      if (terrain_catalog_merge (argv[0], argv[i], &issues, &counts, &error))
        {
          terrain_cli_print_issues (stderr, argv[i], issues);
          print_merge (argv[i], &counts);
          continue;
        }
      terrain_cli_print_issues (stderr, argv[i], issues);
      terrain_cli_complain ("%s", error->message);
      code = TERRAIN_CLI_FAILED;
    }
  return code;
}

int
terrain_cli_po (int argc, char **argv)
{
  g_autofree char *language = NULL;
  g_autofree char *main_language = NULL;
  const GOptionEntry entries[] = {
    { "language", 'l', 0, G_OPTION_ARG_STRING, &language,
      N_("extract: write what the form says in this language as a translation"), N_("LANGUAGE") },
    { "main-language", 0, 0, G_OPTION_ARG_STRING, &main_language,
      N_("bake: what to call the language of a form that has only one, such as en"), N_("LANGUAGE") },
    { NULL },
  };
  int code = terrain_cli_parse ("po",
                                _("extract FORM OUT.pot | merge OUT.pot FILE.po… | check FORM FILE.po… | "
                                  "bake FORM FILE.po… OUT.xml"),
                                _("FORM is an XForm, or a spreadsheet (.xlsx, a folder with survey.csv). extract writes "
                                  "the template a translator starts from. merge brings translations up to date with it, "
                                  "and begins those that are not there. check reads translations, prints how far each "
                                  "is as a line of JSON, and what is wrong, with its line; the exit code is 1 where a "
                                  "text of it cannot be used. bake writes a form with the translations in it, for other "
                                  "programs; what is not translated is in the form's main language there."),
                                entries, &argc, &argv);

  if (code != TERRAIN_CLI_GO_ON)
    return code;
  if (argc > 1 && g_str_equal (argv[1], "extract"))
    return terrain_cli_po_extract (argc - 2, argv + 2, language);
  if (argc > 1 && g_str_equal (argv[1], "merge"))
    return merge (argc - 2, argv + 2);
  if (argc > 1 && g_str_equal (argv[1], "check"))
    return check (argc - 2, argv + 2);
  if (argc > 1 && g_str_equal (argv[1], "bake"))
    return terrain_cli_po_bake (argc - 2, argv + 2, main_language);
  return terrain_cli_wrong_usage ("po", "%s", _("extract, merge, check or bake?"));
}
