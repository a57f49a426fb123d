/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "form-support.h"

#include <string.h>

/* What is said of real forms, each looked at by hand: true, and worth saying. */

static GBytes *
load_source (const char *uri,
             gpointer    user_data,
             GError    **error)
{
  g_autofree char *folder = g_path_get_dirname (user_data);
  g_autofree char *name = g_path_get_basename (uri);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *contents;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, error))
    return NULL;
  return g_bytes_new_take (contents, length);
}

static TerrainForm *
load (const char *path)
{
  g_autoptr (GBytes) xml = form_read_file (path);

  return terrain_form_parse (xml, load_source, (gpointer) path, NULL, NULL);
}

/* Returns: (transfer full): "line code ref" of each issue, one a line */
static char *
check (TerrainForm *form)
{
  g_autoptr (GPtrArray) issues = terrain_form_check (form);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < issues->len; i++)
    {
      TerrainIssue *issue = g_ptr_array_index (issues, i);

      g_test_message ("%d: %s", issue->line, issue->message);
      g_assert_cmpint (issue->severity, !=, TERRAIN_ISSUE_ERROR);
      g_assert_true (g_utf8_validate (issue->message, -1, NULL));
      g_string_append_printf (text, "%d %s %s\n", issue->line, issue->code, issue->ref != NULL ? issue->ref : "-");
    }
  return g_string_free (text, FALSE);
}

static const struct
{
  const char *form;
  const char *expected;
} forms[] = {
  { "javarosa/whova_form.xml",
    "2466 missing-translation -\n"
    "14405 constraint-without-message /data/consented/deceased_CRVS/info_on_deceased/Id10021\n"
    "14407 constraint-without-message /data/consented/deceased_CRVS/info_on_deceased/Id10023_a\n"
    "14408 no-such-choice /data/consented/deceased_CRVS/info_on_deceased/Id10023_b\n"
    "14504 no-such-choice /data/consented/illhistory/Id10351\n"
    "14504 no-such-choice /data/consented/illhistory/Id10351\n"
    "14505 no-such-choice /data/consented/illhistory/Id10408\n"
    "14628 path-to-nothing /data/consented/illhistory/signs_symptoms_final_illness/Id10201\n"
    "14635 path-to-nothing /data/consented/illhistory/signs_symptoms_final_illness/Id10205\n"
    "14791 no-such-choice /data/consented/illhistory/pregnancy_women/Id10310\n"
    "14951 no-such-choice /data/consented/illhistory/health_service_utilization/id10431_check\n" },
  { "javarosa/child_vaccination_VOL_tool_v12.xml",
    "245 no-such-choice /data/household/child_repeat/leap\n" },
  { "javarosa/form2.xml",
    "18 never-asked /data/lastname\n"
    "19 path-to-nothing /data/age\n"
    "19 path-to-nothing /data/age\n"
    "19 path-to-nothing /data/age\n" },
  { "javarosa/sms_form.xml",
    "106 path-to-nothing /data/maiden_name\n" },
  { "javarosa/jr-choice-name.xml",
    "224 missing-translation -\n" },
  { "collect/all-widgets.xml",
    "460 missing-translation -\n" },
  { "collect/selectOneExternal.xml",
    "114 missing-translation -\n" },
  { "collect/formHierarchy2.xml",
    "22 constraint-without-message /formHierarchy2/number_in_party\n" },
  { "collect/one-question-entity-update-editable.xml", "" },
  { "web-forms/ifrc-distribution-site-assessment-v1.xml", "" },
  { "web-forms/bind-attributes.xml",
    "68 column-missing /data/info/summary\n"
    "68 column-missing /data/info/summary\n" },
  { "web-forms/jr-choice-name.xml",
    "208 missing-translation -\n"
    "219 control-outside-repeat /jr-choice-name/my-repeat/select_one_name\n" },
  { "web-forms/1-validation.xml",
    "61 constraint-without-message /data/favourite_color\n"
    "71 missing-translation -\n" },
  { "javarosa/08-complex-repeats.xml", "" },
  { "javarosa/three-level-cascading-select.xml", "" },
};

static void
test_form (gconstpointer data)
{
  const guint index = GPOINTER_TO_UINT (data);
  g_autofree char *relative = g_build_filename ("corpus", "forms", forms[index].form, NULL);
  g_autofree char *path = form_find_shared (relative);
  g_autoptr (TerrainForm) form = NULL;
  g_autofree char *said = NULL;

  if (path == NULL)
    return;
  form = load (path);
  g_assert_nonnull (form);
  said = check (form);
  g_assert_cmpstr (said, ==, forms[index].expected);
}

/* Every form of the corpus is gone through without a fault; most have nothing wrong with them. */
static void
test_all (void)
{
  static const char *const folders[] = { "collect", "javarosa", "web-forms" };
  guint n_forms = 0;
  guint n_clean = 0;

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *relative = g_build_filename ("corpus", "forms", folders[i], NULL);
      g_autofree char *folder = form_find_shared (relative);
      g_autoptr (GDir) files = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
      const char *name;

      while (files != NULL && (name = g_dir_read_name (files)) != NULL)
        {
          g_autofree char *path = g_build_filename (folder, name, NULL);
          g_autoptr (TerrainForm) form = g_str_has_suffix (name, ".xml") ? load (path) : NULL;
          g_autoptr (GPtrArray) issues = form != NULL ? terrain_form_check (form) : NULL;

          n_forms += form != NULL ? 1 : 0;
          n_clean += issues != NULL && issues->len == 0 ? 1 : 0;
        }
    }
  if (n_forms == 0)
    return;
  g_test_message ("%u forms, nothing said of %u", n_forms, n_clean);
  g_assert_cmpuint (n_forms, >, 160);
  g_assert_cmpuint (n_clean * 10, >, n_forms * 8);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/check/all", test_all);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *path = g_strconcat ("/engine/check/corpus/", forms[i].form, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_form);
    }

  return g_test_run ();
}
