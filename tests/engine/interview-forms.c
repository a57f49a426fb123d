/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interview-fixture.h"

#include <string.h>

/* Real forms, opened, asked from the first question to the last, answered and completed. */

/* Which choice is tried first: another one leads another way through a form. */
static guint variant;

static const char *
some_choice (TerrainItem *item,
             guint        attempt)
{
  GListModel *choices = terrain_item_get_choices (item);
  guint n = choices != NULL ? g_list_model_get_n_items (choices) : 0;
  g_autoptr (TerrainChoice) choice = n > 0 ? g_list_model_get_item (choices, (attempt + variant) % n) : NULL;

  return choice != NULL ? terrain_choice_get_value (choice) : NULL;
}

/* What an interviewer might type; another for each attempt, %NULL where there is nothing left to try. */
static const char *
plausible (TerrainItem *item,
           guint        attempt)
{
  static const char *const whole[] = { "1", "0", "30", "5", "2", "12", "100", "1000", "2000", "2026", "150", "10000", NULL };
  static const char *const decimal[] = { "1.5", "36.6", "0", "3", "20", "50.5", "100", "1000", NULL };
  static const char *const dates[] = { "2026-11-20", "2026-11-21", "2026-10-01", "2025-12-01", "2010-06-15", "1980-01-01",
                                       "2027-01-01", NULL };
  static const char *const moments[] = { "2026-11-20T10:00", "2026-11-21T10:00", "2025-01-01T08:00", NULL };
  static const char *const times[] = { "10:00", "14:30", "23:59", NULL };
  static const char *const points[] = { "50.8466 4.3528 20 5", NULL };
  static const char *const shapes[] = { "50 4 0 0; 51 4 0 0; 51 5 0 0; 50 4 0 0", NULL };
  static const char *const booleans[] = { "true", "false", NULL };
  static const char *const texts[] = { "text", "0123456789", "a@example.org", "1000", "A1", "01", "GVE-2026-0001", "12345",
                                       "1", "1234", "ABCD1234", "x", "12", "A-01-1980-AB", NULL };
  const char *const *list;
  TerrainControl *control = terrain_item_get_control (item);

  switch (terrain_control_get_kind (control))
    {
    case TERRAIN_CONTROL_SELECT1:
    case TERRAIN_CONTROL_SELECT:
    case TERRAIN_CONTROL_RANK:
      return attempt < 12 ? some_choice (item, attempt) : NULL;
    case TERRAIN_CONTROL_TRIGGER:
      return attempt == 0 ? "OK" : NULL;
    default:
      break;
    }
  switch (terrain_control_get_data_type (control))
    {
    case TERRAIN_DATA_INT:
      list = whole;
      break;
    case TERRAIN_DATA_DECIMAL:
      list = decimal;
      break;
    case TERRAIN_DATA_DATE:
      list = dates;
      break;
    case TERRAIN_DATA_DATE_TIME:
      list = moments;
      break;
    case TERRAIN_DATA_TIME:
      list = times;
      break;
    case TERRAIN_DATA_GEOPOINT:
      list = points;
      break;
    case TERRAIN_DATA_GEOTRACE:
    case TERRAIN_DATA_GEOSHAPE:
      list = shapes;
      break;
    case TERRAIN_DATA_BOOLEAN:
      list = booleans;
      break;
    default:
      list = texts;
      break;
    }
  for (guint i = 0; i < attempt; i++)
    {
      if (list[i] == NULL)
        return NULL;
    }
  return list[attempt];
}

static void
answer (TerrainItem *item)
{
  const char *value;

  if (terrain_item_get_readonly (item))
    return;
  for (guint attempt = 0; (value = plausible (item, attempt)) != NULL; attempt++)
    {
      g_autofree char *copy = g_strdup (value);
      g_autoptr (GError) error = NULL;

      terrain_item_answer (item, copy, &error);
      g_assert_no_error (error);
      if (terrain_item_get_valid (item))
        return;
    }
  if (!terrain_item_get_valid (item))
    terrain_item_answer (item, "", NULL);
}

/* Asks everything once; adds an instance to every repeat that has none. Returns the number of questions. */
static guint
interview_all (TerrainInterview *interview)
{
  g_autoptr (TerrainWalk) walk = terrain_walk_new (interview);
  guint questions = 0;
  guint steps = 0;

  terrain_walk_set_one_by_one (walk, TRUE);
  for (;;)
    {
      TerrainWalkEvent event = terrain_walk_next (walk);
      TerrainItem *item = terrain_walk_get_item (walk);

      g_assert_cmpuint (++steps, <, 100000);
      if (event == TERRAIN_WALK_END)
        return questions;
      if (event == TERRAIN_WALK_QUESTION)
        {
          answer (item);
          questions++;
        }
      else if (event == TERRAIN_WALK_PROMPT_NEW_REPEAT && g_list_model_get_n_items (G_LIST_MODEL (item)) == 0)
        {
          g_autofree char *ref = g_strdup (terrain_item_get_ref (item));

          g_assert_cmpuint (terrain_interview_add_instance (interview, ref, NULL), ==, 1);
          terrain_walk_jump (walk, ref);
          terrain_walk_previous (walk);
        }
    }
}

static void
report_issues (TerrainInterview *interview)
{
  GPtrArray *issues = terrain_interview_get_issues (interview);

  for (guint i = 0; i < issues->len; i++)
    {
      TerrainIssue *issue = g_ptr_array_index (issues, i);

      g_test_message ("%s: %s", issue->ref, issue->message);
    }
}

/* A list in a file that the engine cannot read yet leaves its question without choices; nothing else may be missing. */
static gboolean
is_answerable (TerrainInterview *interview,
               GPtrArray        *problems)
{
  for (guint i = 0; i < problems->len; i++)
    {
      TerrainProblem *problem = g_ptr_array_index (problems, i);
      GListModel *choices = terrain_item_get_choices (terrain_interview_find_item (interview, problem->ref));

      g_test_message ("%s: %s", problem->ref, problem->message);
      g_assert_cmpint (problem->kind, ==, TERRAIN_PROBLEM_REQUIRED);
      g_assert_nonnull (choices);
      g_assert_cmpuint (g_list_model_get_n_items (choices), ==, 0);
    }
  return problems->len == 0;
}

static void
check_draft (TerrainInterview *interview)
{
  g_autoptr (TerrainEnvironment) environment = fixture_environment ();
  g_autoptr (GBytes) draft = terrain_interview_save (interview);
  g_autoptr (GBytes) again = NULL;
  g_autoptr (TerrainInterview) back = NULL;
  g_autoptr (GError) error = NULL;

  back = terrain_interview_restore (terrain_interview_get_form (interview), environment, draft, &error);
  g_assert_no_error (error);
  again = terrain_interview_save (back);
  g_assert_cmpmem (g_bytes_get_data (again, NULL), g_bytes_get_size (again), g_bytes_get_data (draft, NULL),
                   g_bytes_get_size (draft));
}

/* Opened, asked, answered, kept as a draft and completed. Returns the submission, (nullable). */
static GBytes *
run_form (TerrainForm *form,
          guint       *most)
{
  g_autoptr (TerrainEnvironment) environment = fixture_environment ();
  g_autoptr (TerrainInterview) interview = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *xml;
  gint64 start = g_get_monotonic_time ();
  gint64 opened;
  guint questions;

  interview = terrain_interview_new (form, environment);
  opened = g_get_monotonic_time ();
  questions = interview_all (interview);
  g_test_message ("%s: %u questions; created in %d us, walked and answered in %d us", terrain_form_get_id (form),
                  questions, (int) (opened - start), (int) (g_get_monotonic_time () - opened));
  *most = MAX (*most, questions);
  report_issues (interview);
  g_assert_cmpuint (terrain_interview_get_issues (interview)->len, ==, 0);
  check_draft (interview);

  problems = terrain_interview_validate (interview);
  xml = terrain_interview_complete (interview, NULL, &error);
  if (is_answerable (interview, problems))
    g_assert_no_error (error);
  else
    g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_INCOMPLETE);
  return xml;
}

typedef struct
{
  const char *path;
  guint least; /* questions that a whole interview asks at least */
} Case;

static void
test_form (gconstpointer data)
{
  const Case *entry = data;
  g_autoptr (TerrainForm) form = NULL;
  g_autofree char *path = NULL;
  guint most = 0;

  if (fixture_shared () == NULL)
    {
      g_test_skip ("needs the shared corpus");
      return;
    }
  path = g_build_filename (fixture_shared (), entry->path, NULL);
  form = fixture_form_file (path);
  if (form == NULL)
    {
      g_test_skip ("needs the shared corpus");
      return;
    }
  for (variant = 0; variant < 3; variant++)
    {
      g_autoptr (GBytes) one = run_form (form, &most);
      g_autoptr (GBytes) two = run_form (form, &most);

      g_assert_true ((one == NULL) == (two == NULL));
      if (one != NULL)
        g_assert_true (g_bytes_equal (one, two));
    }
  g_assert_cmpuint (most, >=, entry->least);
}

static const Case cases[] = {
  { "corpus/forms/javarosa/whova_form.xml", 40 },
  { "corpus/forms/javarosa/child_vaccination_VOL_tool_v12.xml", 20 },
  { "domain/forms/xform/gve_person.xml", 20 },
  { "domain/forms/xform/gve_pro.xml", 10 },
  { "domain/forms/xform/hotspot_observation.xml", 5 },
  { "domain/forms/xform/kiosk_satisfaction.xml", 3 },
  { "domain/forms/xform/lisa_intake.xml", 5 },
  { "domain/forms/xform/lisa_nuisance.xml", 5 },
  { "domain/forms/xform/lisa_visit_tally.xml", 3 },
  { "domain/forms/xform/outreach_contact.xml", 5 },
  { "domain/forms/xform/outreach_followup.xml", 5 },
  { "domain/forms/xform/outreach_register.xml", 5 },
};

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_path_get_basename (cases[i].path);
      g_autofree char *path = g_strconcat ("/interview/forms/", name, NULL);

      g_test_add_data_func (path, &cases[i], test_form);
    }
  return g_test_run ();
}
