/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <terrain-catalog.h>

#include "shipped-form.h"

/* The forms that ship: parsed without a warning, complete in every language, and asked from end to end in each. */
static const char *const forms[] = {
  "gve_person", "gve_pro", "hotspot_fiche", "hotspot_observation", "kiosk_satisfaction", "lisa_intake",
  "lisa_nuisance", "lisa_visit_tally", "outreach_contact", "outreach_followup", "outreach_register",
  "violence_professions", "zone_questionnaire",
};

/* English is the forms' own; Arabic is for what visitors themselves read. */
static const char *const languages[] = { "en", "fr", "nl", "ar" };
static const char *const arabic_forms[] = { "kiosk_satisfaction", "lisa_intake", NULL };

/* One question of some forms, and its label as agreed. */
static const struct
{
  const char *form;
  const char *language;
  const char *ref;
  const char *label;
} labels[] = {
  { "gve_person", "en", "/data/s_screen/age", "How old are you?" },
  { "gve_person", "fr", "/data/s_screen/age", "Quel âge avez-vous ?" },
  { "gve_person", "nl", "/data/s_screen/age", "Hoe oud bent u?" },
  { "outreach_contact", "en", "/data/s_ctx/c_when", "When" },
  { "outreach_contact", "fr", "/data/s_ctx/c_when", "Quand" },
  { "outreach_contact", "nl", "/data/s_ctx/c_when", "Wanneer" },
  { "lisa_intake", "en", "/data/k_core/i_lang", "Language" },
  { "lisa_intake", "fr", "/data/k_core/i_lang", "Langue" },
  { "lisa_intake", "nl", "/data/k_core/i_lang", "Taal" },
};

typedef struct
{
  const char *form;
  const char *language;
} Case;

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
  { "gve_pro", "/data/s_intro/consent", "1" },
  { "gve_pro", "/data/s_admin/sample_id", "AB1234" },
  { "gve_pro", "/data/s_main/s_vic/g_vic/vic_burglary", "1" },
  { "outreach_followup", "/data/f3/f_has_ref", "1" },
  { "lisa_nuisance", "/data/n1/n_muni", "21004" },
  { "lisa_nuisance", "/data/n3/n_fb_contact", "me@example.org" },
  { "lisa_nuisance", "/data/n2/n_fms", "12345" },
  { "hotspot_fiche", "/data/f1/f_from", "2026-11-01" },
  { "hotspot_fiche", "/data/f4/f_review", "2026-12-01" },
  { "outreach_register", "/data/g3/birth_year", "1990" },
  { "outreach_register", "/data/g5/review_date", "2026-12-01" },
  { "outreach_followup", "/data/f4/f_review", "2026-12-01" },
  { "violence_professions", "/data/v1/v_year", "2025" },
  { "violence_professions", "/data/v3/v_any", "1" },
  { "zone_questionnaire", "/data/z1/z_year", "2025" },
};

static char *
source_path (const char *folder, const char *form, const char *name)
{
  return g_build_filename (g_getenv ("TERRAIN_SOURCE"), folder, form, name, NULL);
}

/* What is said of a form and is right all the same: data/forms/README.md has why. */
static const struct
{
  const char *form;
  const char *code;
  const char *ref;
} right[] = {
  { "gve_person", "tells-sensitive", "/data/s_main/s_vic/incident" },
  { "gve_person", "tells-sensitive", "/data/s_main/s_vic/n_support" },
};

static gboolean
is_right (const char *form, const TerrainIssue *issue)
{
  for (gsize i = 0; i < G_N_ELEMENTS (right); i++)
    if (g_str_equal (right[i].form, form) && g_strcmp0 (right[i].code, issue->code) == 0
        && g_strcmp0 (right[i].ref, issue->ref) == 0)
      return TRUE;
  return FALSE;
}

/* Nothing its author most likely did not mean either. */
static void
test_check (gconstpointer data)
{
  g_autoptr (TerrainForm) form = shipped_form_load (data);
  g_autoptr (GPtrArray) issues = terrain_form_check (form);
  guint n_wrong = 0;

  for (guint i = 0; i < issues->len; i++)
    {
      const TerrainIssue *issue = g_ptr_array_index (issues, i);

      g_test_message ("%d: %s (%s)", issue->line, issue->message, issue->code);
      n_wrong += is_right (data, issue) ? 0 : 1;
    }
  g_assert_cmpuint (n_wrong, ==, 0);
}

static gboolean
is_translated (const char *form, const char *language)
{
  if (g_str_equal (language, "ar"))
    return g_strv_contains (arabic_forms, form);
  return !g_str_equal (language, "en");
}

static void
test_texts (gconstpointer data)
{
  const char *id = data;
  g_autoptr (TerrainForm) form = shipped_form_load (id);
  const char *const *own = terrain_form_get_languages (form);

  g_assert_cmpuint (g_strv_length ((GStrv) own), ==, 1);
  g_assert_cmpstr (own[0], ==, "English (en)");
  g_assert_cmpstr (terrain_form_get_version (form), !=, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *name = g_strconcat (languages[i], ".po", NULL);
      g_autofree char *path = source_path ("po/forms", id, name);
      g_autoptr (GPtrArray) issues = NULL;
      g_autoptr (GError) error = NULL;
      TerrainCatalogStatistics statistics;
      g_autoptr (TerrainTranslation) translation = NULL;

      if (!is_translated (id, languages[i]))
        continue;
      translation = terrain_catalog_read (form, path, &issues, &statistics, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (terrain_translation_get_language (translation), ==, languages[i]);
      for (guint j = 0; j < issues->len; j++)
        {
          const TerrainIssue *issue = issues->pdata[j];

          g_test_message ("%s: %s", path, issue->message);
        }
      g_assert_cmpuint (issues->len, ==, 0);
      g_assert_cmpuint (statistics.translated, ==, statistics.total);
      g_assert_cmpuint (statistics.missing + statistics.fuzzy + statistics.failing + statistics.unknown, ==, 0);
      g_assert_cmpuint (statistics.total, >, 15);
    }
}

/* A street is asked for, and lists are samples: each municipality has one all the same. */
static void
test_streets (void)
{
  g_autoptr (TerrainForm) form = shipped_form_load ("lisa_nuisance");
  g_autoptr (TerrainEnvironment) environment = terrain_environment_new (NULL, NULL, NULL);
  g_autoptr (TerrainInterview) interview = terrain_interview_new (form, environment);
  TerrainItem *municipality = terrain_interview_find_item (interview, "/data/n1/n_muni");
  TerrainItem *street = terrain_interview_find_item (interview, "/data/n1/n_street");
  GListModel *municipalities = terrain_item_get_choices (municipality);

  g_assert_cmpuint (g_list_model_get_n_items (municipalities), ==, 19);
  for (guint i = 0; i < 19; i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (municipalities, i);

      g_test_message ("%s", terrain_choice_get_label (choice));
      g_assert_true (terrain_item_answer (municipality, terrain_choice_get_value (choice), NULL));
      g_assert_cmpuint (g_list_model_get_n_items (terrain_item_get_choices (street)), >, 0);
    }
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

/* Puts @interview in the case's language. */
static void
set_language (TerrainForm *form, TerrainInterview *interview, const Case *test)
{
  g_autofree char *name = g_strconcat (test->language, ".po", NULL);
  g_autofree char *path = source_path ("po/forms", test->form, name);
  g_autoptr (TerrainTranslation) translation = NULL;
  g_autoptr (GError) error = NULL;

  if (is_translated (test->form, test->language))
    {
      translation = terrain_catalog_read (form, path, NULL, NULL, &error);
      g_assert_no_error (error);
      terrain_interview_add_translation (interview, translation);
      g_assert_true (terrain_interview_set_language (interview, test->language, &error));
    }
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i].form, test->form) && g_str_equal (labels[i].language, test->language))
      g_assert_cmpstr (terrain_item_get_label (terrain_interview_find_item (interview, labels[i].ref)), ==,
                       labels[i].label);
}

static void
test_interview (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (TerrainForm) form = shipped_form_load (test->form);
  g_autoptr (TerrainInterview) interview = shipped_form_begin (form);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) xml = NULL;
  g_autofree char *instance_id = NULL;
  guint n_questions;

  set_language (form, interview, test);
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
  g_autoptr (TerrainForm) form = shipped_form_load (test->form);
  g_autoptr (TerrainInterview) interview = shipped_form_begin (form);
  TerrainItem *note;

  set_language (form, interview, test);
  terrain_interview_answer (interview, "/data/s_intro/consent", "1", NULL);
  note = terrain_interview_find_item (interview, "/data/s_main/s_vic/n_vic");
  g_assert_nonnull (strstr (terrain_item_get_label (note), " 11/2025"));
  g_assert_null (strstr (terrain_item_get_label (note), "${"));
}

int
main (int argc, char **argv)
{
  static Case cases[G_N_ELEMENTS (forms) * G_N_ELEMENTS (languages)];
  guint n_cases = 0;

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *texts = g_strconcat ("/forms/texts/", forms[i], NULL);
      g_autofree char *check = g_strconcat ("/forms/check/", forms[i], NULL);

      g_test_add_data_func (check, forms[i], test_check);
      g_test_add_data_func (texts, forms[i], test_texts);
      for (guint j = 0; j < G_N_ELEMENTS (languages); j++)
        {
          Case *test = &cases[n_cases++];
          g_autofree char *path = g_strconcat ("/forms/interview/", forms[i], "/", languages[j], NULL);
          g_autofree char *output = g_strconcat ("/forms/output/", languages[j], NULL);

          *test = (Case) { .form = forms[i], .language = languages[j] };
          if (j > 0 && !is_translated (forms[i], languages[j]))
            continue;
          g_test_add_data_func (path, test, test_interview);
          if (g_str_equal (forms[i], "gve_person"))
            g_test_add_data_func (output, test, test_output);
        }
    }
  g_test_add_func ("/forms/streets", test_streets);
  return g_test_run ();
}
