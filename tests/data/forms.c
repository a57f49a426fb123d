/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <terrain-catalog.h>

/* The forms that ship: parsed without a warning, complete in three languages, and asked from end to end. */
typedef struct
{
  const char *form;
  const char *language; /* "en" is the form's own */
  const char *title;
  const char *ref;      /* one question, and its label in this language */
  const char *label;
} Case;

static const Case cases[] = {
  { "gve_person", "en", "Regional Safety Survey – residents, commuters, visitors", "/data/s_screen/age",
    "How old are you?" },
  { "gve_person", "fr", NULL, "/data/s_screen/age", "Quel âge avez-vous ?" },
  { "gve_person", "nl", NULL, "/data/s_screen/age", "Hoe oud bent u?" },
  { "outreach_contact", "en", "Outreach contact", "/data/s_ctx/c_when", "When" },
  { "outreach_contact", "fr", NULL, "/data/s_ctx/c_when", "Quand" },
  { "outreach_contact", "nl", NULL, "/data/s_ctx/c_when", "Wanneer" },
  { "lisa_intake", "en", "LISA – question at the desk", "/data/k_core/i_lang", "Language" },
  { "lisa_intake", "fr", NULL, "/data/k_core/i_lang", "Langue" },
  { "lisa_intake", "nl", NULL, "/data/k_core/i_lang", "Taal" },
};

/* What is answered other than by the first thing that fits; the rest follows from the routing. */
static const struct
{
  const char *form;
  const char *ref;
  const char *value;
} script[] = {
  { "gve_person", "/data/s_admin/interview_mode", "1" },
  { "gve_person", "/data/s_intro/consent", "1" },
  { "gve_person", "/data/s_screen/age", "34" },
  { "gve_person", "/data/s_screen/live_where", "bcr" },
  { "gve_person", "/data/s_main/s_vic/g_vic_hh/vic_burglary", "1" },
  { "gve_person", "/data/s_main/s_vic/g_vic_veh/vic_bike_theft", "1" },
  { "gve_person", "/data/s_main/s_vic/g_vic_per/vic_robbery", "0" },
  { "gve_person", "/data/s_main/s_vic/g_vic_sens/sens_ok", "0" },
  { "outreach_contact", "/data/s_ctx/c_place", "station" },
  { "outreach_contact", "/data/s_contact/c_type", "first" },
  { "outreach_contact", "/data/s_contact/p_mode", "anon" },
  { "outreach_contact", "/data/s_more/has_ref", "1" },
  { "outreach_contact", "/data/s_more/has_mat", "1" },
  { "lisa_intake", "/data/k_core/i_out", "3" },
};

static char *
source_path (const char *folder, const char *form, const char *name)
{
  return g_build_filename (g_getenv ("TERRAIN_SOURCE"), folder, form, name, NULL);
}

static TerrainForm *
load_form (const char *id)
{
  g_autofree char *name = g_strconcat (id, ".xml", NULL);
  g_autofree char *path = source_path ("data/forms", "", name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GBytes) xml = NULL;
  TerrainForm *form;
  char *contents;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, &error));
  xml = g_bytes_new_take (contents, length);
  /* no source: a shipped form is one file */
  form = terrain_form_parse (xml, NULL, NULL, &issues, &error);
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

static TerrainInterview *
begin (TerrainForm *form)
{
  g_autoptr (TerrainEnvironment) environment = terrain_environment_new (read_clock, NULL, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Brussels");

  terrain_environment_set_time_zone (environment, zone);
  terrain_environment_set_seed (environment, 1);
  return terrain_interview_new (form, environment);
}

static void
test_texts (gconstpointer data)
{
  const char *id = data;
  g_autoptr (TerrainForm) form = load_form (id);
  const char *const *languages = terrain_form_get_languages (form);
  static const char *const translations[] = { "fr", "nl" };

  g_assert_cmpuint (g_strv_length ((GStrv) languages), ==, 1);
  g_assert_cmpstr (languages[0], ==, "en");
  g_assert_cmpstr (terrain_form_get_version (form), !=, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (translations); i++)
    {
      g_autofree char *name = g_strconcat (translations[i], ".po", NULL);
      g_autofree char *path = source_path ("po/forms", id, name);
      g_autoptr (GPtrArray) issues = NULL;
      g_autoptr (GError) error = NULL;
      TerrainCatalogStatistics statistics;
      g_autoptr (TerrainTranslation) translation = terrain_catalog_read (form, path, &issues, &statistics, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (terrain_translation_get_language (translation), ==, translations[i]);
      g_assert_cmpuint (issues->len, ==, 0);
      g_assert_cmpuint (statistics.translated, ==, statistics.total);
      g_assert_cmpuint (statistics.missing + statistics.fuzzy + statistics.failing + statistics.unknown, ==, 0);
      g_assert_cmpuint (statistics.total, >, 100);
    }
}

/* The template beside the translations is the form's; after a change of texts it is written again. */
static void
test_template (gconstpointer data)
{
  const char *id = data;
  g_autoptr (TerrainForm) form = load_form (id);
  g_autofree char *name = g_strconcat (id, ".pot", NULL);
  g_autofree char *path = source_path ("po/forms", id, name);
  g_autofree char *folder = g_dir_make_tmp ("terrain-forms-XXXXXX", NULL);
  g_autofree char *fresh = g_build_filename (folder, name, NULL);
  g_autofree char *expected = NULL;
  g_autofree char *written = NULL;

  g_assert_true (terrain_catalog_write_template (form, fresh, NULL));
  g_assert_true (g_file_get_contents (fresh, &expected, NULL, NULL));
  g_assert_true (g_file_get_contents (path, &written, NULL, NULL));
  g_remove (fresh);
  g_rmdir (folder);
  if (!g_str_equal (expected, written))
    g_error ("%s is out of date: terrainctl po extract data/forms/%s.xml po/forms/%s/%s", name, id, id, name);
}

static const char *
find_scripted (const char *form, const char *ref)
{
  for (guint i = 0; i < G_N_ELEMENTS (script); i++)
    if (g_str_equal (script[i].form, form) && g_str_equal (script[i].ref, ref))
      return script[i].value;
  /* of every other offence: no */
  return strstr (ref, "/vic_") != NULL ? "0" : NULL;
}

static gboolean
try_answer (TerrainItem *item, const char *value)
{
  return terrain_item_answer (item, value, NULL) && terrain_item_get_valid (item);
}

static void
answer (const char *form, TerrainItem *item)
{
  static const char *const values[] = { "1", "20", "x", "2026-11-21", "2026-11-20T10:00:00.000+01:00",
                                        "10:00:00.000+01:00" };
  const char *scripted = find_scripted (form, terrain_item_get_ref (item));
  GListModel *choices = terrain_item_get_choices (item);

  if (terrain_item_get_readonly (item))
    return;
  if (scripted != NULL)
    {
      g_assert_true (try_answer (item, scripted));
      return;
    }
  if (choices != NULL)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, 0);

      /* a sample list may hold nothing for this place; such a question is optional */
      g_assert_true (choice != NULL || !terrain_item_get_required (item));
      if (choice != NULL)
        {
          g_assert_cmpstr (terrain_choice_get_label (choice), !=, terrain_choice_get_value (choice));
          g_assert_true (try_answer (item, terrain_choice_get_value (choice)));
        }
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (try_answer (item, values[i]))
      return;
  g_error ("%s takes no answer", terrain_item_get_ref (item));
}

static guint
ask_everything (const char *form, TerrainInterview *interview)
{
  g_autoptr (TerrainWalk) walk = terrain_walk_new (interview);
  guint n_questions = 0;
  TerrainWalkEvent event;

  terrain_walk_set_one_by_one (walk, TRUE);
  while ((event = terrain_walk_next (walk)) != TERRAIN_WALK_END)
    {
      TerrainItem *item = terrain_walk_get_item (walk);

      if (event == TERRAIN_WALK_PROMPT_NEW_REPEAT)
        {
          g_autofree char *ref = g_strdup (terrain_walk_get_ref (walk));
          char *position = strrchr (ref, '[');

          if (position != NULL)
            *position = '\0';
          if (terrain_interview_count_instances (interview, ref) == 0)
            {
              g_assert_cmpuint (terrain_interview_add_instance (interview, ref, NULL), ==, 1);
              terrain_walk_previous (walk);
            }
        }
      if (event != TERRAIN_WALK_QUESTION)
        continue;
      n_questions++;
      g_assert_cmpuint (n_questions, <, 1000);
      answer (form, item);
    }
  return n_questions;
}

static void
add_translation (TerrainForm *form, TerrainInterview *interview, const Case *test)
{
  g_autofree char *name = g_strconcat (test->language, ".po", NULL);
  g_autofree char *path = source_path ("po/forms", test->form, name);
  g_autoptr (TerrainTranslation) translation = NULL;

  if (g_str_equal (test->language, "en"))
    return;
  translation = terrain_catalog_read (form, path, NULL, NULL, NULL);
  terrain_interview_add_translation (interview, translation);
}

static void
test_interview (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (TerrainForm) form = load_form (test->form);
  g_autoptr (TerrainInterview) interview = begin (form);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) xml = NULL;
  g_autofree char *instance_id = NULL;
  guint n_questions;

  if (test->title != NULL)
    g_assert_cmpstr (terrain_form_get_title (form), ==, test->title);
  add_translation (form, interview, test);
  g_assert_true (terrain_interview_set_language (interview, test->language, &error));
  g_assert_cmpstr (terrain_item_get_label (terrain_interview_find_item (interview, test->ref)), ==, test->label);
  n_questions = ask_everything (test->form, interview);
  problems = terrain_interview_validate (interview);
  for (guint i = 0; i < problems->len; i++)
    {
      const TerrainProblem *problem = g_ptr_array_index (problems, i);

      g_test_message ("%s: %s", problem->ref, problem->message);
    }
  g_assert_cmpuint (problems->len, ==, 0);
  xml = terrain_interview_complete (interview, &instance_id, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (instance_id, "uuid:"));
  g_assert_cmpuint (terrain_interview_get_issues (interview)->len, ==, 0);
  g_test_message ("%u questions, %" G_GSIZE_FORMAT " bytes", n_questions, g_bytes_get_size (xml));
  if (g_str_equal (test->form, "gve_person"))
    {
      /* two offences, two incidents, each told apart */
      g_assert_cmpuint (terrain_interview_count_instances (interview, "/data/s_main/s_vic/incident"), ==, 2);
      g_assert_cmpuint (n_questions, >=, 100);
    }
}

/* The placeholder in the introduction to the screener shows the month, in each language. */
static void
test_output (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (TerrainForm) form = load_form (test->form);
  g_autoptr (TerrainInterview) interview = begin (form);
  TerrainItem *note;

  add_translation (form, interview, test);
  terrain_interview_set_language (interview, test->language, NULL);
  terrain_interview_answer (interview, "/data/s_intro/consent", "1", NULL);
  note = terrain_interview_find_item (interview, "/data/s_main/s_vic/n_vic");
  g_assert_nonnull (strstr (terrain_item_get_label (note), " 11/2025"));
  g_assert_null (strstr (terrain_item_get_label (note), "${"));
}

int
main (int argc, char **argv)
{
  static const char *const forms[] = { "gve_person", "lisa_intake", "outreach_contact" };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *texts = g_strconcat ("/forms/texts/", forms[i], NULL);
      g_autofree char *template = g_strconcat ("/forms/template/", forms[i], NULL);

      g_test_add_data_func (texts, forms[i], test_texts);
      g_test_add_data_func (template, forms[i], test_template);
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/forms/interview/", cases[i].form, "/", cases[i].language, NULL);
      g_autofree char *output = g_strconcat ("/forms/output/", cases[i].language, NULL);

      g_test_add_data_func (path, &cases[i], test_interview);
      if (g_str_equal (cases[i].form, "gve_person"))
        g_test_add_data_func (output, &cases[i], test_output);
    }
  return g_test_run ();
}
