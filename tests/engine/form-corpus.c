/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "form-support.h"

/* Real forms, and files that are none. Whatever the file: an answer, never a crash or a hang. */

static void
assert_parses (const char *path)
{
  g_autoptr (GBytes) bytes = form_read_file (path);
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainForm) form = NULL;
  gint64 start = g_get_monotonic_time ();

  form = terrain_form_parse (bytes, NULL, NULL, &issues, &error);
  g_test_message ("%s: %.1f ms, %u issues", path, (double) (g_get_monotonic_time () - start) / 1000, issues->len);
  for (guint i = 0; form == NULL && i < issues->len; i++)
    g_test_message ("%s", ((TerrainIssue *) g_ptr_array_index (issues, i))->message);
  g_assert_no_error (error);
  g_assert_nonnull (form);
  g_assert_false (terrain_issue_list_has_errors (issues));
  g_assert_cmpuint (terrain_form_get_n_texts (form), >, 10);
}

static void
test_main_forms (void)
{
  static const char *const forms[] = { "corpus/forms/javarosa/whova_form.xml",
                                       "corpus/forms/javarosa/child_vaccination_VOL_tool_v12.xml",
                                       "corpus/forms/web-forms/ifrc-distribution-site-assessment-v1.xml",
                                       "corpus/forms/collect/all-widgets.xml" };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *path = form_find_shared (forms[i]);

      if (path == NULL)
        return;
      assert_parses (path);
    }
}

static void
for_each_file (const char *folder,
               void (*func) (const char *path))
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        for_each_file (path, func);
      else
        func (path);
    }
}

static void
test_own_forms (void)
{
  g_autofree char *folder = form_find_shared ("domain/forms/xform");

  if (folder != NULL)
    for_each_file (folder, assert_parses);
}

static void
sweep_file (const char *path)
{
  g_autoptr (GBytes) bytes = form_read_file (path);
  g_autofree char *name = g_path_get_basename (path);

  form_assert_answered (bytes, name);
}

static void
test_sweep (void)
{
  g_autofree char *folder = form_find_shared ("corpus/forms");

  if (folder != NULL)
    for_each_file (folder, sweep_file);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/form/corpus/main-forms", test_main_forms);
  g_test_add_func ("/engine/form/corpus/own-forms", test_own_forms);
  g_test_add_func ("/engine/form/corpus/sweep", test_sweep);

  return g_test_run ();
}
