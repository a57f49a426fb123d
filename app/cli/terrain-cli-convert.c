/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "terrain-cli-private.h"
#include "terrain-cli-source-private.h"
#include "terrain-cli-spreadsheet-private.h"

/* Whole or not at all: a form that was there stays when the disk is full. */
static gboolean
write_file (const char *path, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (g_str_equal (path, "-"))
    return fwrite (data, 1, length, stdout) == length && fflush (stdout) == 0;
  if (g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0666, &error))
    return TRUE;
  terrain_cli_complain ("%s", error->message);
  return FALSE;
}

static gboolean
write_itemsets (const char *out, GBytes *itemsets)
{
  g_autofree char *folder = g_path_get_dirname (out);
  g_autofree char *path = g_build_filename (folder, "itemsets.csv", NULL);

  if (itemsets == NULL || g_str_equal (out, "-"))
    return TRUE;
  return write_file (path, itemsets);
}

static gboolean
convert_spreadsheet (const char *in, const char *out)
{
  g_autoptr (TerrainXlsform) form = terrain_cli_compile (stderr, in);

  if (form == NULL)
    return FALSE;
  if (terrain_xlsform_get_xml (form) == NULL)
    {
      terrain_cli_complain (_("“%s” is no form yet: correct what is said above."), in);
      return FALSE;
    }
  return write_file (out, terrain_xlsform_get_xml (form)) && write_itemsets (out, terrain_xlsform_get_itemsets (form));
}

/* An XForm as it would be read: checked, indented, in UTF-8. */
static gboolean
convert_form (const char *in, const char *out)
{
  g_autoptr (TerrainCliSource) source = terrain_cli_source_new (in, NULL);
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (GBytes) normal = NULL;
  g_autoptr (TerrainForm) form = terrain_cli_load_form (in, source, &issues);

  if (form == NULL)
    return FALSE;
  terrain_cli_print_issues (stderr, in, issues);
  xml = terrain_cli_load_file (in, &error);
  normal = xml != NULL ? terrain_xform_normalise (xml, &error) : NULL;
  if (normal == NULL)
    {
      terrain_cli_complain ("%s: %s", in, error->message);
      return FALSE;
    }
  return write_file (out, normal);
}

int
terrain_cli_convert (int argc, char **argv)
{
  int code = terrain_cli_parse ("convert", _("IN OUT.xml"),
                                _("Makes a form from a spreadsheet: an .xlsx file, a folder with survey.csv, or a form "
                                  "that is there already, which is checked and written indented. “-” for OUT.xml "
                                  "writes to the standard output. What is wrong in the spreadsheet is said with sheet "
                                  "and cell; the exit code is 1 where there is no form."),
                                NULL, &argc, &argv);

  if (code != TERRAIN_CLI_GO_ON)
    return code;
  if (argc != 3)
    return terrain_cli_wrong_usage ("convert", "%s", _("from which file, to which?"));
  if (terrain_cli_is_spreadsheet (argv[1]) ? convert_spreadsheet (argv[1], argv[2]) : convert_form (argv[1], argv[2]))
    return TERRAIN_CLI_DONE;
  return TERRAIN_CLI_FAILED;
}
