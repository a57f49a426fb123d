/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shipped-form.h"

static char *
built_path (const char *name)
{
  return g_build_filename (g_getenv ("TERRAIN_BUILD"), "data", "forms", name, NULL);
}

static GBytes *
load_bytes (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return g_file_load_bytes (file, NULL, NULL, error);
}

/* "jr://file-csv/quarters.csv" is in the form's media folder, as for any ODK form. */
static GBytes *
load_list (const char *uri, gpointer user_data, GError **error)
{
  g_autofree char *name = g_path_get_basename (uri);
  g_autofree char *folder = g_strconcat ((const char *) user_data, "-media", NULL);
  g_autofree char *relative = g_build_filename (folder, name, NULL);
  g_autofree char *path = built_path (relative);

  return load_bytes (path, error);
}

TerrainForm *
shipped_form_load (const char *id)
{
  g_autofree char *name = g_strconcat (id, ".xml", NULL);
  g_autofree char *path = built_path (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GBytes) xml = load_bytes (path, &error);
  TerrainForm *form;

  g_assert_no_error (error);
  form = terrain_form_parse (xml, load_list, (gpointer) id, &issues, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < issues->len; i++)
    {
      const TerrainIssue *issue = g_ptr_array_index (issues, i);

      g_test_message ("%s:%d: %s (%s)", name, issue->line, issue->message, issue->code);
    }
  g_assert_cmpuint (issues->len, ==, 0);
  g_assert_cmpstr (terrain_form_get_id (form), ==, id);
  return form;
}

static gint64
read_clock (gpointer user_data)
{
  return G_GINT64_CONSTANT (1795253400) * G_USEC_PER_SEC; /* 2026-11-21T09:30:00Z */
}

TerrainInterview *
shipped_form_begin (TerrainForm *form)
{
  g_autoptr (TerrainEnvironment) environment = terrain_environment_new (read_clock, NULL, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Brussels");

  terrain_environment_set_time_zone (environment, zone);
  terrain_environment_set_seed (environment, 1);
  return terrain_interview_new (form, environment);
}
