/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "terrain-cli-po-private.h"
#include "terrain-cli-private.h"
#include "terrain-cli-source-private.h"
#include "terrain-cli-spreadsheet-private.h"

struct _TerrainCliPoForm
{
  TerrainCliSource *source;
  TerrainXlsform *sheets; /* (nullable) */
  gboolean is_folder;     /* of .csv files */
  GBytes *xml;
  TerrainForm *form;
};

static gboolean
load (TerrainCliPoForm *self, const char *path)
{
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;

  if (terrain_cli_is_spreadsheet (path))
    {
      self->sheets = terrain_cli_compile (stderr, path);
      if (self->sheets == NULL)
        return FALSE;
      if (terrain_xlsform_get_xml (self->sheets) == NULL)
        {
          terrain_cli_complain (_("“%s” is no form yet: correct what is said above."), path);
          return FALSE;
        }
      self->is_folder = g_file_test (path, G_FILE_TEST_IS_DIR) || g_str_has_suffix (path, ".csv");
      self->xml = g_bytes_ref (terrain_xlsform_get_xml (self->sheets));
    }
  else
    self->xml = terrain_cli_load_file (path, &error);
  if (self->xml != NULL)
    self->form = terrain_form_parse (self->xml, terrain_cli_source_load, self->source, &issues, &error);
  if (self->form != NULL)
    return TRUE;
  terrain_cli_print_issues (stderr, path, issues);
  terrain_cli_complain ("%s: %s", path, error->message);
  return FALSE;
}

TerrainCliPoForm *
terrain_cli_po_form_new (const char *path)
{
  g_autoptr (TerrainCliPoForm) self = g_new0 (TerrainCliPoForm, 1);

  self->source = terrain_cli_source_new (path, g_file_test (path, G_FILE_TEST_IS_DIR) ? path : NULL);
  return load (self, path) ? g_steal_pointer (&self) : NULL;
}

void
terrain_cli_po_form_free (TerrainCliPoForm *self)
{
  g_clear_pointer (&self->form, terrain_form_unref);
  g_clear_pointer (&self->xml, g_bytes_unref);
  g_clear_pointer (&self->sheets, terrain_xlsform_unref);
  terrain_cli_source_free (self->source);
  g_free (self);
}

TerrainForm *
terrain_cli_po_form_get (TerrainCliPoForm *self)
{
  return self->form;
}

GBytes *
terrain_cli_po_form_get_xml (TerrainCliPoForm *self)
{
  return self->xml;
}

gpointer
terrain_cli_po_form_get_source (TerrainCliPoForm *self)
{
  return self->source;
}

void
terrain_cli_po_form_place (const TerrainText *text, char **file, guint *line, char **note, gpointer user_data)
{
  TerrainCliPoForm *self = user_data;
  const char *colon = strrchr (text->context, ':');
  g_autofree char *ref = colon != NULL ? g_strndup (text->context, (gsize) (colon - text->context))
                                       : g_strdup (text->context);
  const char *sheet = NULL;

  if (self->sheets == NULL)
    return;
  /* "/data/q:hint:image": two roles */
  colon = g_str_has_suffix (ref, ":hint") || g_str_has_suffix (ref, ":constraint") || g_str_has_suffix (ref, ":required")
        || g_str_has_suffix (ref, ":soft")
    ? strrchr (ref, ':') : NULL;
  if (colon != NULL)
    ref[colon - ref] = '\0';
  *line = terrain_xlsform_locate (self->sheets, ref, &sheet);
  if (sheet != NULL)
    *file = g_strconcat (sheet, self->is_folder ? ".csv" : "", NULL);
  *note = g_strdup (terrain_xlsform_get_note (self->sheets, ref));
}
