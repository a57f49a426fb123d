/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "form-support.h"

#include <string.h>

char *
form_write (const char *instance,
            const char *model,
            const char *body)
{
  return g_strconcat ("<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\""
                      " xmlns:jr=\"http://openrosa.org/javarosa\" xmlns:orx=\"http://openrosa.org/xforms\""
                      " xmlns:odk=\"http://www.opendatakit.org/xforms\">\n"
                      "<h:head><h:title>A form</h:title><model>\n"
                      "<instance>", instance, "</instance>\n",
                      model, "\n"
                      "</model></h:head>\n"
                      "<h:body>\n",
                      body, "\n"
                      "</h:body></h:html>\n", NULL);
}

TerrainForm *
form_parse (const char  *xml,
            GPtrArray  **issues,
            GError     **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));

  return terrain_form_parse (bytes, NULL, NULL, issues, error);
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
form_parse_good (const char *instance,
                 const char *model,
                 const char *body)
{
  g_autofree char *xml = form_write (instance, model, body);
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;
  TerrainForm *form = form_parse (xml, &issues, &error);

  print_issues (issues);
  g_assert_no_error (error);
  g_assert_nonnull (form);
  return form;
}

TerrainIssue *
form_find_issue (GPtrArray  *issues,
                 const char *code,
                 int         line)
{
  for (guint i = 0; i < issues->len; i++)
    {
      TerrainIssue *issue = g_ptr_array_index (issues, i);

      if (strcmp (issue->code, code) == 0 && (line == 0 || issue->line == line))
        return issue;
    }
  print_issues (issues);
  g_error ("there is no issue “%s” in line %d", code, line);
}

void
form_assert_issue (const char           *instance,
                   const char           *model,
                   const char           *body,
                   TerrainIssueSeverity  severity,
                   const char           *code,
                   int                   line,
                   const char           *mentions)
{
  g_autofree char *xml = form_write (instance, model, body);
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainForm) form = form_parse (xml, &issues, &error);
  TerrainIssue *issue = form_find_issue (issues, code, line);

  g_assert_cmpint (issue->severity, ==, severity);
  if (mentions != NULL && strstr (issue->message, mentions) == NULL)
    g_error ("“%s” is not in: %s", mentions, issue->message);
  if (severity == TERRAIN_ISSUE_ERROR)
    {
      g_assert_null (form);
      g_assert_nonnull (error);
      g_assert_true (error->domain == TERRAIN_ENGINE_ERROR);
    }
  else if (!terrain_issue_list_has_errors (issues))
    {
      g_assert_nonnull (form);
      g_assert_no_error (error);
    }
}

void
form_assert_no_issues (const char *instance,
                       const char *model,
                       const char *body)
{
  g_autofree char *xml = form_write (instance, model, body);
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainForm) form = form_parse (xml, &issues, &error);

  print_issues (issues);
  g_assert_no_error (error);
  g_assert_nonnull (form);
  g_assert_cmpuint (issues->len, ==, 0);
}

char *
form_find_shared (const char *path)
{
  const char *shared = g_getenv ("TERRAIN_SHARED");
  g_autofree char *file = shared != NULL ? g_build_filename (shared, path, NULL) : NULL;

  if (file != NULL && g_file_test (file, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&file);
  g_test_skip ("needs the shared corpus");
  return NULL;
}

GBytes *
form_read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *contents;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (contents, length);
}

void
form_assert_answered (GBytes     *bytes,
                      const char *what)
{
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainForm) form = terrain_form_parse (bytes, NULL, NULL, &issues, &error);

  g_assert_nonnull (issues);
  if (form != NULL)
    {
      g_assert_no_error (error);
      g_assert_false (terrain_issue_list_has_errors (issues));
      return;
    }
  g_assert_true (error != NULL && error->domain == TERRAIN_ENGINE_ERROR);
  g_assert_true (terrain_issue_list_has_errors (issues));
  for (guint i = 0; i < issues->len; i++)
    {
      TerrainIssue *issue = g_ptr_array_index (issues, i);

      g_assert_true (issue->code != NULL && issue->message != NULL && *issue->message != '\0');
      g_assert_true (g_utf8_validate (issue->message, -1, NULL));
      if (what != NULL && issue->severity == TERRAIN_ISSUE_ERROR)
        g_test_message ("%s:%d: %s: %s", what, issue->line, issue->code, issue->message);
    }
}
