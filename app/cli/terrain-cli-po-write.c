/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <terrain-bake.h>
#include <terrain-xlsform.h>

#include "terrain-cli-po-private.h"
#include "terrain-cli-private.h"
#include "terrain-cli-source-private.h"

/* As it is called in the form, or by its code: "nl" finds "Nederlands (nl)". Returns: (nullable) */
static const char *
find_language (TerrainForm *form, const char *wanted)
{
  const char *const *languages = terrain_form_get_languages (form);

  for (guint i = 0; languages[i] != NULL; i++)
    if (g_str_equal (languages[i], wanted))
      return languages[i];
  for (guint i = 0; languages[i] != NULL; i++)
    {
      g_autofree char *tag = terrain_language_dup_tag (languages[i]);

      if (tag != NULL && g_ascii_strcasecmp (tag, wanted) == 0)
        return languages[i];
    }
  return NULL;
}

static const char *
choose_language (TerrainForm *form, const char *wanted)
{
  const char *language = find_language (form, wanted);
  g_autofree char *all = NULL;

  if (language != NULL)
    return language;
  all = g_strjoinv (", ", (char **) terrain_form_get_languages (form));
  terrain_cli_complain (_("The form is not written in “%s”. Its languages: %s."), wanted, *all != '\0' ? all : "–");
  return NULL;
}

int
terrain_cli_po_extract (int argc, char **argv, const char *language)
{
  g_autoptr (TerrainCliPoForm) source = NULL;
  g_autoptr (GError) error = NULL;
  TerrainForm *form;

  if (argc != 2)
    return terrain_cli_wrong_usage ("po", "%s", _("extract needs a form and the template to write"));
  source = terrain_cli_po_form_new (argv[0]);
  if (source == NULL)
    return TERRAIN_CLI_FAILED;
  form = terrain_cli_po_form_get (source);
  if (language != NULL && (language = choose_language (form, language)) == NULL)
    return TERRAIN_CLI_FAILED;
  if (terrain_catalog_write (form, language, terrain_cli_po_form_place, source, argv[1], &error))
    return TERRAIN_CLI_DONE;
  terrain_cli_complain ("%s", error->message);
  return TERRAIN_CLI_FAILED;
}

static gboolean
write_form (TerrainBake *bake, const char *path)
{
  g_autoptr (GBytes) xml = terrain_bake_finish (bake);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) normal = terrain_xform_normalise (xml, &error);
  gsize length;
  const char *data;

  if (normal == NULL)
    {
      terrain_cli_complain ("%s", error->message);
      return FALSE;
    }
  data = g_bytes_get_data (normal, &length);
  if (g_str_equal (path, "-"))
    return fwrite (data, 1, length, stdout) == length && fflush (stdout) == 0;
  if (g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0666, &error))
    return TRUE;
  terrain_cli_complain ("%s", error->message);
  return FALSE;
}

/* A translation that cannot be read at all is left out of nothing: there is no form then. One with failing entries is
 * taken, and what fails is said. */
static gboolean
add_file (TerrainBake *bake, const char *path)
{
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_added = terrain_bake_add (bake, path, &issues, NULL, &error);

  terrain_cli_print_issues (stderr, path, issues);
  if (!is_added)
    terrain_cli_complain ("%s", error->message);
  return is_added;
}

int
terrain_cli_po_bake (int argc, char **argv, const char *main_language)
{
  g_autoptr (TerrainCliPoForm) source = NULL;
  g_autoptr (TerrainBake) bake = NULL;
  g_autoptr (GError) error = NULL;

  if (argc < 2 || g_str_has_suffix (argv[argc - 1], ".po"))
    return terrain_cli_wrong_usage ("po", "%s", _("bake needs a form, its po files, and the form to write"));
  source = terrain_cli_po_form_new (argv[0]);
  if (source == NULL)
    return TERRAIN_CLI_FAILED;
  bake = terrain_bake_new (terrain_cli_po_form_get_xml (source), main_language, terrain_cli_source_load,
                           terrain_cli_po_form_get_source (source), &error);
  if (bake == NULL)
    {
      terrain_cli_complain ("%s: %s", argv[0], error->message);
      return TERRAIN_CLI_FAILED;
    }
  for (int i = 1; i < argc - 1; i++)
    if (!add_file (bake, argv[i]))
      return TERRAIN_CLI_FAILED;
  return write_form (bake, argv[argc - 1]) ? TERRAIN_CLI_DONE : TERRAIN_CLI_FAILED;
}
