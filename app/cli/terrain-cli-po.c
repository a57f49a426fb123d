/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <terrain-catalog.h>

#include "terrain-cli-private.h"
#include "terrain-cli-source-private.h"

static int
extract (int argc, char **argv)
{
  g_autoptr (TerrainCliSource) source = NULL;
  g_autoptr (TerrainForm) form = NULL;
  g_autoptr (GError) error = NULL;

  if (argc != 2)
    return terrain_cli_wrong_usage ("po", _("extract needs a form and the template to write"));
  source = terrain_cli_source_new (argv[0], NULL);
  form = terrain_cli_load_form (argv[0], source, NULL);
  if (form == NULL)
    return TERRAIN_CLI_FAILED;
  if (terrain_catalog_write_template (form, argv[1], &error))
    return TERRAIN_CLI_DONE;
  terrain_cli_complain ("%s", error->message);
  return TERRAIN_CLI_FAILED;
}

static void
print_statistics (const char *path, const char *language, const TerrainCatalogStatistics *statistics)
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
  print_statistics (path, terrain_translation_get_language (translation), &statistics);
  return !terrain_issue_list_has_errors (issues);
}

static int
check (int argc, char **argv)
{
  g_autoptr (TerrainCliSource) source = NULL;
  g_autoptr (TerrainForm) form = NULL;
  int code = TERRAIN_CLI_DONE;

  if (argc < 2)
    return terrain_cli_wrong_usage ("po", _("check needs a form and its po files"));
  source = terrain_cli_source_new (argv[0], NULL);
  form = terrain_cli_load_form (argv[0], source, NULL);
  if (form == NULL)
    return TERRAIN_CLI_FAILED;
  for (int i = 1; i < argc; i++)
    if (!check_file (form, argv[i]))
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
  int code = terrain_cli_parse ("po", _("extract FORM OUT.pot | merge OUT.pot FILE.po… | check FORM FILE.po…"),
                                _("extract writes the template a translator starts from. merge brings translations "
                                  "up to date with it, and begins those that are not there. check reads translations, "
                                  "prints how far each is as a line of JSON, and what is wrong, with its line; the "
                                  "exit code is 1 where a text of it cannot be used."),
                                NULL, &argc, &argv);

  if (code != TERRAIN_CLI_GO_ON)
    return code;
  if (argc > 1 && g_str_equal (argv[1], "extract"))
    return extract (argc - 2, argv + 2);
  if (argc > 1 && g_str_equal (argv[1], "merge"))
    return merge (argc - 2, argv + 2);
  if (argc > 1 && g_str_equal (argv[1], "check"))
    return check (argc - 2, argv + 2);
  return terrain_cli_wrong_usage ("po", _("extract, merge or check?"));
}
