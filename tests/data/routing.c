/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "shipped-form.h"

/* Routing and constraints of the shipped forms, check by check (routing/README.md has the notation): each line is one
 * fresh interview, answered as the line says, and what must be true of it then. */
#define CHECKS_AT_LEAST 109

static guint n_checks;

/* The first item whose reference ends in @name: "age", "incident[2]". (transfer none) (nullable) */
static TerrainItem *
find_item (TerrainItem *item, const char *name)
{
  g_autofree char *end = g_strconcat ("/", name, NULL);

  if (g_str_has_suffix (terrain_item_get_ref (item), end))
    return item;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (item)); i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);
      TerrainItem *found = find_item (child, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* "incident[2]/inc_type" is anywhere inside the second incident. */
static TerrainItem *
look_up (TerrainInterview *interview, const char *name)
{
  g_auto (GStrv) steps = g_strsplit (name, "/", -1);
  TerrainItem *item = terrain_interview_get_root_item (interview);

  for (guint i = 0; item != NULL && steps[i] != NULL; i++)
    item = find_item (item, steps[i]);
  return item;
}

/* What is calculated has no question: its value is asked for by XPath. */
static char *
dup_value (TerrainInterview *interview, const char *name)
{
  TerrainItem *item = look_up (interview, name);
  g_autofree char *expression = g_strdup_printf ("string(//%s)", name);
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  if (item != NULL)
    return g_strdup (terrain_item_get_value (item));
  if (!terrain_interview_evaluate (interview, expression, NULL, &value, &error))
    return g_strdup (error->message);
  return terrain_xpath_value_to_string (&value);
}

static gboolean
offers (TerrainItem *item, const char *wanted)
{
  GListModel *choices = terrain_item_get_choices (item);

  for (guint i = 0; choices != NULL && i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);

      if (g_str_equal (terrain_choice_get_value (choice), wanted))
        return TRUE;
    }
  return FALSE;
}

/* One question's state in a word. Returns: %FALSE for a word that is none */
static gboolean
has_state (TerrainItem *item, const char *word, gboolean *is_so)
{
  gboolean asked = item != NULL && terrain_item_get_relevant (item);

  if (g_str_equal (word, "asked"))
    *is_so = asked;
  else if (g_str_equal (word, "hidden"))
    *is_so = !asked;
  else if (g_str_equal (word, "required"))
    *is_so = asked && terrain_item_get_required (item);
  else if (g_str_equal (word, "optional"))
    *is_so = asked && !terrain_item_get_required (item);
  else if (g_str_equal (word, "valid"))
    *is_so = asked && terrain_item_get_valid (item);
  else if (g_str_equal (word, "invalid"))
    *is_so = asked && !terrain_item_get_valid (item);
  else
    return FALSE;
  return TRUE;
}

/* "NAME state", "NAME = value", "NAME count 2", "NAME offers code", "NAME withholds code" */
static gboolean
is_met (TerrainInterview *interview, const char *expectation)
{
  g_auto (GStrv) words = g_strsplit (expectation, " ", 3);
  TerrainItem *item = look_up (interview, words[0]);
  gboolean is_so = FALSE;

  g_assert_cmpuint (g_strv_length (words), >=, 2);
  if (words[2] == NULL)
    {
      g_assert_true (has_state (item, words[1], &is_so));
      return is_so;
    }
  if (g_str_equal (words[1], "="))
    {
      g_autofree char *value = dup_value (interview, words[0]);

      return g_str_equal (value, words[2]);
    }
  if (g_str_equal (words[1], "count"))
    return item != NULL && g_list_model_get_n_items (G_LIST_MODEL (item)) == g_ascii_strtoull (words[2], NULL, 10);
  if (g_str_equal (words[1], "offers"))
    return item != NULL && offers (item, words[2]);
  g_assert_cmpstr (words[1], ==, "withholds");
  return item != NULL && !offers (item, words[2]);
}

/* A check must not pass because of a mistyped code. */
static void
assert_offered (TerrainItem *item, const char *answer, const char *place)
{
  g_auto (GStrv) codes = g_strsplit (answer, " ", -1);

  for (guint i = 0; terrain_item_get_choices (item) != NULL && codes[i] != NULL; i++)
    if (*codes[i] != '\0' && !offers (item, codes[i]))
      g_error ("%s: %s has no choice %s", place, terrain_item_get_ref (item), codes[i]);
}

/* @answers: "a=1; b=x y" */
static void
answer_all (TerrainInterview *interview, const char *answers, const char *place)
{
  g_auto (GStrv) parts = g_strsplit (answers, ";", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *part = g_strstrip (parts[i]);
      g_auto (GStrv) pair = g_strsplit (part, "=", 2);
      g_autoptr (GError) error = NULL;
      TerrainItem *item;

      if (*part == '\0')
        continue;
      item = look_up (interview, pair[0]);
      if (item == NULL)
        g_error ("%s: there is no question %s", place, pair[0]);
      assert_offered (item, pair[1], place);
      if (!terrain_item_answer (item, pair[1], &error))
        g_error ("%s: %s: %s", place, part, error->message);
    }
}

static void
run_check (TerrainForm *form, const char *start, const char *line, const char *place)
{
  g_autoptr (TerrainInterview) interview = shipped_form_begin (form);
  const char *colon = g_str_has_prefix (line, ": ") ? line : strstr (line, " : ");
  g_autofree char *answers = NULL;
  g_auto (GStrv) expectations = NULL;

  if (colon == NULL)
    g_error ("%s: no “ : ”", place);
  answers = g_strndup (line, (gsize) (colon - line));
  answer_all (interview, start, place);
  answer_all (interview, answers, place);
  expectations = g_strsplit (strchr (colon, ':') + 1, ";", -1);
  for (guint i = 0; expectations[i] != NULL; i++)
    {
      const char *expectation = g_strstrip (expectations[i]);

      if (is_met (interview, expectation))
        continue;
      g_test_message ("%s: “%s”: not so: %s", place, answers, expectation);
      g_test_fail ();
    }
  n_checks++;
}

static void
test_routing (gconstpointer data)
{
  const char *id = data;
  g_autoptr (TerrainForm) form = shipped_form_load (id);
  g_autofree char *name = g_strconcat (id, ".txt", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "routing", name, NULL);
  g_autofree char *contents = NULL;
  g_autofree char *start = g_strdup ("");
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, &error));
  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *place = g_strdup_printf ("%s:%u", name, i + 1);

      if (*lines[i] == '\0' || *lines[i] == '#')
        continue;
      if (g_str_has_prefix (lines[i], "start "))
        {
          g_free (start);
          start = g_strdup (lines[i] + strlen ("start "));
        }
      else
        {
          run_check (form, start, lines[i], place);
        }
    }
}

static void
test_number (void)
{
  g_test_message ("%u checks", n_checks);
  g_assert_cmpuint (n_checks, >=, CHECKS_AT_LEAST);
}

int
main (int argc, char **argv)
{
  static const char *const forms[] = {
    "gve_person", "gve_pro", "hotspot_fiche", "hotspot_observation", "kiosk_satisfaction", "lisa_intake",
    "lisa_nuisance", "lisa_visit_tally", "outreach_contact", "outreach_followup", "outreach_register",
    "violence_professions", "zone_questionnaire",
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *path = g_strconcat ("/routing/", forms[i], NULL);

      g_test_add_data_func (path, forms[i], test_routing);
    }
  g_test_add_func ("/routing/number", test_number);
  return g_test_run ();
}
