/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interview-fixture.h"

#include <string.h>

/* 2026-11-21T09:30:00.250Z */
#define FIXTURE_NOW (G_GINT64_CONSTANT (1795253400250000))

TerrainEnvironment *
fixture_environment (void)
{
  TerrainEnvironment *environment = terrain_environment_new (NULL, NULL, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (3600);

  terrain_environment_hold_clock (environment, FIXTURE_NOW);
  terrain_environment_set_time_zone (environment, zone);
  terrain_environment_set_seed (environment, 1);
  terrain_environment_set_property (environment, "deviceid", "device-7");
  return environment;
}

GBytes *
fixture_load_source (const char *uri,
                     gpointer    user_data,
                     GError    **error)
{
  g_autofree char *name = g_path_get_basename (uri);
  g_autofree char *folder = g_path_get_dirname (user_data);
  g_autofree char *beside = g_build_filename (folder, name, NULL);
  g_autofree char *above = g_build_filename (folder, "..", name, NULL);
  char *text = NULL;
  gsize length;

  if (!g_file_get_contents (g_file_test (beside, G_FILE_TEST_EXISTS) ? beside : above, &text, &length, error))
    return NULL;
  return g_bytes_new_take (text, length);
}

static TerrainForm *
parse (GBytes     *xml,
       const char *name)
{
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;
  TerrainForm *form = terrain_form_parse (xml, fixture_load_source, (gpointer) name, &issues, &error);

  for (guint i = 0; form == NULL && issues != NULL && i < issues->len; i++)
    {
      TerrainIssue *issue = g_ptr_array_index (issues, i);

      g_test_message ("%s:%d: %s: %s", name, issue->line, issue->code, issue->message);
    }
  g_assert_no_error (error);
  g_assert_nonnull (form);
  return form;
}

TerrainForm *
fixture_form (const char *instance,
              const char *binds,
              const char *body)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) xml = NULL;

  text = g_strdup_printf (
      "<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\""
      " xmlns:jr=\"http://openrosa.org/javarosa\" xmlns:orx=\"http://openrosa.org/xforms\""
      " xmlns:odk=\"http://www.opendatakit.org/xforms\"><h:head><h:title>Test</h:title><model>"
      "<instance><data id=\"t\" version=\"1\">%s</data></instance>%s</model></h:head><h:body>%s</h:body></h:html>",
      instance, binds, body);
  xml = g_bytes_new (text, strlen (text));
  return parse (xml, "test");
}

TerrainInterview *
fixture_interview (const char *instance,
                   const char *binds,
                   const char *body)
{
  g_autoptr (TerrainForm) form = fixture_form (instance, binds, body);
  g_autoptr (TerrainEnvironment) environment = fixture_environment ();

  return terrain_interview_new (form, environment);
}

TerrainForm *
fixture_form_file (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) xml = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, NULL))
    return NULL;
  xml = g_bytes_new_take (g_steal_pointer (&text), length);
  return parse (xml, path);
}

const char *
fixture_shared (void)
{
  const char *shared = g_getenv ("TERRAIN_SHARED");

  return shared != NULL && g_file_test (shared, G_FILE_TEST_IS_DIR) ? shared : NULL;
}

void
fixture_answer (TerrainInterview *interview,
                const char       *ref,
                const char       *value)
{
  g_autoptr (GError) error = NULL;

  terrain_interview_answer (interview, ref, value, &error);
  g_assert_no_error (error);
}

void
fixture_refused (TerrainInterview *interview,
                 const char       *ref,
                 const char       *value,
                 int               code)
{
  g_autoptr (GError) error = NULL;
  gboolean taken = terrain_interview_answer (interview, ref, value, &error);

  g_assert_false (taken);
  g_assert_error (error, TERRAIN_ENGINE_ERROR, code);
  g_assert_cmpstr (error->message, !=, "");
}

char *
fixture_value (TerrainInterview *interview,
               const char       *ref)
{
  g_autoptr (GError) error = NULL;
  TerrainNode *node = terrain_interview_find_node (interview, ref, &error);

  g_assert_no_error (error);
  return terrain_node_dup_string (node);
}

gboolean
fixture_relevant (TerrainInterview *interview,
                  const char       *ref)
{
  TerrainItem *item = terrain_interview_find_item (interview, ref);

  g_assert_nonnull (item);
  return terrain_item_get_relevant (item);
}
