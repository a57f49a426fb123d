/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-support.h"

#include <string.h>

/* Bytes as a form: read, and where it can run, begun, looked at, saved, taken up again. */

static GBytes *
load_source (const char *uri,
             gpointer    user_data,
             GError    **error)
{
  static const char csv[] = "name,label,in\na,A,1\nb,B,2\n";
  static const char geojson[] = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":\"a\","
                                "\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]},\"properties\":{\"name\":\"a\"}}]}";
  static const char xml[] = "<root><item><name>a</name><label>A</label></item></root>";

  if (g_str_has_suffix (uri, "csv"))
    return g_bytes_new_static (csv, sizeof csv - 1);
  if (g_str_has_suffix (uri, "geojson"))
    return g_bytes_new_static (geojson, sizeof geojson - 1);
  return g_bytes_new_static (xml, sizeof xml - 1);
}

static void
check_issues (GPtrArray *issues)
{
  for (guint i = 0; i < issues->len; i++)
    {
      TerrainIssue *issue = g_ptr_array_index (issues, i);

      g_assert (issue->code != NULL && issue->message != NULL && *issue->message != '\0');
      g_assert (g_utf8_validate (issue->message, -1, NULL));
    }
}

static void
check (TerrainForm *form)
{
  g_autoptr (GPtrArray) issues = terrain_form_check (form);

  g_assert (!terrain_issue_list_has_errors (issues));
  check_issues (issues);
}

static void
run (TerrainForm *form)
{
  g_autoptr (TerrainEnvironment) environment = fuzz_environment ();
  g_autoptr (TerrainInterview) interview = terrain_interview_new (form, environment);
  g_autoptr (GBytes) saved = terrain_interview_save (interview);
  g_autoptr (TerrainInterview) again = NULL;
  g_autoptr (GError) error = NULL;

  fuzz_read_items (terrain_interview_get_root_item (interview), 0);
  again = terrain_interview_restore (form, environment, saved, &error);
  if (again == NULL)
    g_error ("what was saved cannot be restored: %s", error->message);
  fuzz_finish (interview);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainForm) form = terrain_form_parse (bytes, load_source, NULL, &issues, &error);

  check_issues (issues);
  g_assert ((form == NULL) == (error != NULL));
  g_assert ((form == NULL) == terrain_issue_list_has_errors (issues));
  if (form == NULL)
    return 0;
  check (form);
  run (form);
  return 0;
}
