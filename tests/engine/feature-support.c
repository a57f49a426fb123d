/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "feature-support.h"

#include <string.h>

char *
feature_xml (const char *attributes,
             const char *model,
             const char *body)
{
  return g_strdup_printf (
      "<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\""
      " xmlns:jr=\"http://openrosa.org/javarosa\" xmlns:orx=\"http://openrosa.org/xforms\""
      " xmlns:odk=\"http://www.opendatakit.org/xforms\" xmlns:ev=\"http://www.w3.org/2001/xml-events\""
      " xmlns:entities=\"http://www.opendatakit.org/xforms/entities\">\n"
      "<h:head><h:title>A form</h:title>\n"
      "<model %s>%s</model></h:head>\n<h:body>%s</h:body></h:html>",
      attributes, model, body);
}

static GBytes *
load_source (const char *uri,
             gpointer    user_data,
             GError    **error)
{
  g_autofree char *name = g_path_get_basename (uri);

  for (const FeatureFile *file = user_data; file != NULL && file->name != NULL; file++)
    {
      if (g_str_equal (file->name, name))
        return g_bytes_new (file->text, strlen (file->text));
    }
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "%s is not there.", name);
  return NULL;
}

TerrainForm *
feature_parse (const char        *xml,
               const FeatureFile *files,
               GPtrArray        **issues,
               GError           **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));

  return terrain_form_parse (bytes, load_source, (gpointer) files, issues, error);
}

static void
print_issues (GPtrArray *issues)
{
  for (guint i = 0; i < issues->len; i++)
    {
      TerrainIssue *issue = g_ptr_array_index (issues, i);

      g_test_message ("line %d, %s: %s", issue->line, issue->code, issue->message);
    }
}

TerrainForm *
feature_form (const char        *attributes,
              const char        *model,
              const char        *body,
              const FeatureFile *files)
{
  g_autofree char *xml = feature_xml (attributes, model, body);
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;
  TerrainForm *form = feature_parse (xml, files, &issues, &error);

  print_issues (issues);
  g_assert_no_error (error);
  g_assert_nonnull (form);
  return form;
}

TerrainInterview *
feature_interview (const char        *attributes,
                   const char        *model,
                   const char        *body,
                   const FeatureFile *files)
{
  g_autoptr (TerrainForm) form = feature_form (attributes, model, body, files);
  g_autoptr (TerrainEnvironment) environment = fixture_environment ();

  return terrain_interview_new (form, environment);
}

void
feature_assert_issue (const char           *attributes,
                      const char           *model,
                      const char           *body,
                      TerrainIssueSeverity  severity,
                      const char           *code,
                      const char           *mentions)
{
  g_autofree char *xml = feature_xml (attributes, model, body);
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainForm) form = feature_parse (xml, NULL, &issues, &error);
  gboolean found = FALSE;

  for (guint i = 0; i < issues->len && !found; i++)
    {
      TerrainIssue *issue = g_ptr_array_index (issues, i);

      found = g_str_equal (issue->code, code) && issue->severity == severity &&
              strstr (issue->message, mentions) != NULL;
    }
  if (!found)
    {
      print_issues (issues);
      g_error ("there is no issue “%s” that mentions “%s”", code, mentions);
    }
  if (severity == TERRAIN_ISSUE_ERROR)
    {
      g_assert_null (form);
      g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_INVALID_FORM);
    }
  else
    {
      g_assert_no_error (error);
      g_assert_nonnull (form);
    }
}

void
feature_assert_no_issues (const char        *attributes,
                          const char        *model,
                          const char        *body,
                          const FeatureFile *files)
{
  g_autofree char *xml = feature_xml (attributes, model, body);
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainForm) form = feature_parse (xml, files, &issues, &error);

  print_issues (issues);
  g_assert_no_error (error);
  g_assert_nonnull (form);
  g_assert_cmpuint (issues->len, ==, 0);
}

char *
feature_complete (TerrainInterview *interview)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) xml = terrain_interview_complete (interview, NULL, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (xml, NULL), g_bytes_get_size (xml));
}

TerrainInterview *
feature_reopen (TerrainInterview *interview)
{
  g_autoptr (GBytes) saved = terrain_interview_save (interview);
  g_autoptr (TerrainEnvironment) environment = fixture_environment ();
  g_autoptr (GError) error = NULL;
  TerrainInterview *reopened;

  terrain_environment_set_seed (environment, 2);
  reopened = terrain_interview_restore (terrain_interview_get_form (interview), environment, saved, &error);
  g_assert_no_error (error);
  return reopened;
}
