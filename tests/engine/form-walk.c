/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interview-fixture.h"
#include "plausible.h"

#include <string.h>

/*
 * Every form of the shared corpus, with the files beside it: opened, walked from start to end with plausible answers,
 * kept as a draft and restored to the same bytes, completed. What cannot be is listed in form-refused.tsv: file, how
 * far it comes ("closed": it does not open; "open": it cannot be completed), reason.
 */
#define MAX_STEPS 20000
#define MAX_ROUNDS 4

typedef struct
{
  char *extent;
  char *reason;
  gboolean seen;
} Decision;

static void
decision_free (gpointer data)
{
  Decision *decision = data;

  g_free (decision->extent);
  g_free (decision->reason);
  g_free (decision);
}

static GHashTable *
read_decisions (void)
{
  GHashTable *decisions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, decision_free);
  g_autofree char *file = g_build_filename (g_getenv ("TERRAIN_SOURCE"), "tests", "engine", "form-refused.tsv", NULL);
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (file, &contents, NULL, &error))
    g_error ("%s", error->message);
  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) columns = g_strsplit (lines[i], "\t", -1);
      Decision *decision;

      if (*lines[i] == '\0' || *lines[i] == '#')
        continue;
      if (g_strv_length (columns) != 3 || *columns[2] == '\0')
        g_error ("form-refused.tsv, line %u: file, “closed” or “open”, and reason are wanted", i + 1);
      decision = g_new0 (Decision, 1);
      decision->extent = g_strdup (columns[1]);
      decision->reason = g_strdup (columns[2]);
      g_hash_table_insert (decisions, g_strdup (columns[0]), decision);
    }
  return decisions;
}

static gboolean
answer (TerrainItem *item,
        const char  *value)
{
  return value != NULL && terrain_item_answer (item, value, NULL) && terrain_item_get_valid (item);
}

static gboolean
answer_from_list (TerrainItem *item,
                  GListModel  *choices)
{
  guint n = g_list_model_get_n_items (choices);
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (GString) two = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);

      g_string_append_printf (all, "%s%s", i > 0 ? " " : "", terrain_choice_get_value (choice));
      if (i == 1)
        g_string_assign (two, all->str);
    }
  if (terrain_control_get_kind (terrain_item_get_control (item)) == TERRAIN_CONTROL_RANK)
    return n > 0 && answer (item, all->str);
  for (guint i = 0; i < MIN (n, 50); i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);

      if (answer (item, terrain_choice_get_value (choice)))
        return TRUE;
    }
  return n > 1 && (answer (item, two->str) || answer (item, all->str));
}

static gboolean
answer_question (TerrainItem *item)
{
  TerrainControl *control = terrain_item_get_control (item);
  GListModel *choices = terrain_item_get_choices (item);
  const char *const *candidates;

  /* What is computed is computed again when a draft is opened (engine-semantics, 46), whatever was typed over it. */
  if (terrain_item_get_readonly (item) || terrain_control_get_bind_attribute (control, "calculate") != NULL)
    return FALSE;
  if (choices != NULL)
    return answer_from_list (item, choices);
  if (terrain_control_get_kind (control) == TERRAIN_CONTROL_RANGE)
    return answer (item, terrain_control_get_attribute (control, "start"));
  candidates = plausible_answers (control);
  for (guint i = 0; candidates[i] != NULL; i++)
    {
      if (answer (item, candidates[i]))
        return TRUE;
    }
  return FALSE;
}

/* From the first question to the end, one instance in each repeat that a person may fill; FALSE where there is no end. */
static gboolean
walk (TerrainInterview *interview)
{
  g_autoptr (TerrainWalk) at = terrain_walk_new (interview);

  terrain_walk_set_one_by_one (at, TRUE);
  for (guint i = 0; i < MAX_STEPS; i++)
    {
      TerrainWalkEvent event = terrain_walk_next (at);
      TerrainItem *item = terrain_walk_get_item (at);

      if (event == TERRAIN_WALK_END)
        return TRUE;
      if (event == TERRAIN_WALK_QUESTION)
        answer_question (item);
      else if (event == TERRAIN_WALK_PROMPT_NEW_REPEAT && item != NULL &&
               terrain_item_get_kind (item) == TERRAIN_ITEM_REPEAT && g_list_model_get_n_items (G_LIST_MODEL (item)) == 0 &&
               terrain_interview_add_instance (interview, terrain_item_get_ref (item), NULL) > 0)
        terrain_walk_previous (at);
    }
  return FALSE;
}

/* Later answers can break earlier ones: what is not right is answered again. */
static void
mend (TerrainInterview *interview)
{
  for (guint round = 0; round < MAX_ROUNDS; round++)
    {
      g_autoptr (GPtrArray) problems = terrain_interview_validate (interview);

      for (guint i = 0; i < problems->len; i++)
        {
          TerrainItem *item = terrain_interview_find_item (interview, ((TerrainProblem *) problems->pdata[i])->ref);

          if (item != NULL && !answer_question (item) && terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION)
            terrain_item_answer (item, NULL, NULL);
        }
      if (problems->len == 0)
        return;
    }
}

static void
assert_restores (TerrainForm      *form,
                 TerrainInterview *interview,
                 const char       *name)
{
  g_autoptr (GBytes) draft = terrain_interview_save (interview);
  g_autoptr (TerrainEnvironment) environment = fixture_environment ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainInterview) back = terrain_interview_restore (form, environment, draft, &error);
  g_autoptr (GBytes) again = NULL;

  g_assert_no_error (error);
  again = terrain_interview_save (back);
  if (!g_bytes_equal (again, draft))
    {
      g_test_message ("%s: %s", name, (const char *) g_bytes_get_data (draft, NULL));
      g_test_message ("%s, restored: %s", name, (const char *) g_bytes_get_data (again, NULL));
      g_test_fail ();
    }
}

/* NULL, or how far the form comes; *why is then said. */
static const char *
try_form (GBytes      *xml,
          const char  *path,
          const char  *name,
          char       **why)
{
  g_autoptr (TerrainEnvironment) environment = fixture_environment ();
  g_autoptr (TerrainInterview) interview = NULL;
  g_autoptr (GBytes) submission = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainForm) form = terrain_form_parse (xml, fixture_load_source, (gpointer) path, NULL, &error);

  if (form == NULL)
    {
      *why = g_strdup (error->message);
      return "closed";
    }
  interview = terrain_interview_new (form, environment);
  if (!walk (interview))
    {
      *why = g_strdup ("the walk does not end");
      return "open";
    }
  mend (interview);
  assert_restores (form, interview, name);
  submission = terrain_interview_complete (interview, NULL, &error);
  if (submission != NULL)
    return NULL;
  {
    g_autoptr (GPtrArray) problems = terrain_interview_validate (interview);
    TerrainProblem *first = problems->len > 0 ? problems->pdata[0] : NULL;

    *why = g_strdup_printf ("%s: %s %s", error->message, first != NULL ? first->ref : "",
                            first != NULL ? first->message : "");
  }
  return "open";
}

static void
check_file (const char *path,
            const char *name,
            GHashTable *decisions)
{
  g_autofree char *why = NULL;
  char *text;
  gsize length;
  g_autoptr (GBytes) xml = NULL;
  Decision *decision = g_hash_table_lookup (decisions, name);
  const char *extent;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  xml = g_bytes_new_take (text, length);
  extent = try_form (xml, path, name, &why);
  if (decision != NULL)
    decision->seen = TRUE;
  if (g_strcmp0 (extent, decision != NULL ? decision->extent : NULL) == 0)
    return;
  if (extent == NULL)
    g_test_message ("%s is completed, but is listed: %s", name, decision->reason);
  else
    g_test_message ("%s\t%s\t%s", name, extent, why);
  g_test_fail ();
}

static guint
check_folder (const char *folder,
              const char *prefix,
              GHashTable *decisions)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *full = g_strconcat (prefix, name, NULL);
      g_autofree char *below = g_strconcat (full, "/", NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        n += check_folder (path, below, decisions);
      else if (g_str_has_suffix (name, ".xml") || g_str_has_suffix (name, ".xhtml"))
        {
          check_file (path, full, decisions);
          n++;
        }
      else
        g_assert_true (g_str_has_suffix (name, ".csv") || g_str_has_suffix (name, ".geojson") ||
                       g_str_has_suffix (name, ".svg")); /* what lies beside forms */
    }
  return n;
}

static void
test_corpus (void)
{
  g_autoptr (GHashTable) decisions = read_decisions ();
  g_autofree char *folder = fixture_shared () != NULL ? g_build_filename (fixture_shared (), "corpus", "forms", NULL) : NULL;
  GHashTableIter iter;
  gpointer name, decision;

  if (folder == NULL || !g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("needs the shared corpus");
      return;
    }
  g_test_message ("%u forms", check_folder (folder, "", decisions));
  g_hash_table_iter_init (&iter, decisions);
  while (g_hash_table_iter_next (&iter, &name, &decision))
    {
      if (((Decision *) decision)->seen)
        continue;
      g_test_message ("%s is listed, but is not there", (const char *) name);
      g_test_fail ();
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/form/walk/corpus", test_corpus);
  return g_test_run ();
}
