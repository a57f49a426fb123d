/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interview-fixture.h"
#include "interview-player.h"

#include <string.h>

/*
 * The interviews recorded on JavaRosa and ODK Web Forms, against interview-decided.tsv: what is listed there must
 * differ, all else must agree. A line is: id, steps ("all", or numbers with commas), reason.
 */
typedef struct
{
  char *reason;
  gboolean differed;
} Decision;

static void
free_decision (gpointer data)
{
  Decision *decision = data;

  g_free (decision->reason);
  g_free (decision);
}

static GHashTable *
read_decided (void)
{
  GHashTable *decided = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_decision);
  g_autofree char *file = g_build_filename (g_getenv ("TERRAIN_SOURCE"), "tests", "engine", "interview-decided.tsv", NULL);
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (file, &contents, NULL, &error))
    g_error ("%s", error->message);
  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) columns = g_strsplit (lines[i], "\t", -1);
      g_auto (GStrv) steps = NULL;

      if (*lines[i] == '\0' || *lines[i] == '#')
        continue;
      if (g_strv_length (columns) != 3 || *columns[2] == '\0')
        g_error ("interview-decided.tsv, line %u: id, steps and reason are wanted", i + 1);
      steps = g_strsplit (columns[1], ",", -1);
      for (guint k = 0; steps[k] != NULL; k++)
        {
          Decision *decision = g_new0 (Decision, 1);

          decision->reason = g_strdup (columns[2]);
          if (!g_hash_table_insert (decided, g_strdup_printf ("%s %s", columns[0], steps[k]), decision))
            g_error ("interview-decided.tsv, line %u: %s %s is listed twice", i + 1, columns[0], steps[k]);
        }
    }
  return decided;
}

static Decision *
find_decision (GHashTable *decided,
               const char *id,
               guint       step)
{
  g_autofree char *all = g_strdup_printf ("%s all", id);
  g_autofree char *one = g_strdup_printf ("%s %u", id, step);
  Decision *decision = g_hash_table_lookup (decided, one);

  return decision != NULL ? decision : g_hash_table_lookup (decided, all);
}

typedef struct
{
  GHashTable *decided;
  const char *shared;
  guint n_interviews;
  guint n_checks;
  guint n_states;
  guint n_wrong;
} Run;

static void
play (Run        *run,
      JsonObject *scenario)
{
  const char *id = player_text (scenario, "id");
  g_autoptr (Player) player = player_new (run->shared, scenario);

  player_play (player);
  run->n_interviews++;
  run->n_checks += player->n_checks;
  run->n_states += player->n_states;
  for (guint i = 0; i < player->differences->len; i++)
    {
      PlayerDifference *difference = g_ptr_array_index (player->differences, i);
      Decision *decision = find_decision (run->decided, id, difference->step);

      if (decision != NULL)
        {
          decision->differed = TRUE;
          continue;
        }
      run->n_wrong++;
      g_test_message ("%s\t%u\t%s\t(%s)", id, difference->step, difference->text, player_text (scenario, "test"));
    }
}

static void
report_agreeing (Run *run)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, run->decided);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      Decision *decision = value;

      if (decision->differed)
        continue;
      run->n_wrong++;
      g_test_message ("%s agrees but is listed: %s", (const char *) key, decision->reason);
    }
}

static void
test_scenarios (void)
{
  Run run = { NULL, fixture_shared (), 0, 0, 0, 0 };
  const char *only = g_getenv ("TERRAIN_INTERVIEW"); /* one of them, for whoever looks into it */
  g_autoptr (GHashTable) decided = read_decided ();
  g_autofree char *path = g_build_filename (run.shared != NULL ? run.shared : "", "corpus", "interviews",
                                            "scenarios.jsonl", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (run.shared == NULL || !g_file_get_contents (path, &text, NULL, NULL))
    {
      g_test_skip ("needs the shared corpus");
      return;
    }
  run.decided = decided;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonNode) node = *lines[i] != '\0' ? json_from_string (lines[i], NULL) : NULL;
      JsonObject *scenario = node != NULL ? json_node_get_object (node) : NULL;

      /* "xfail": the recorded engine itself is not what its authors want there */
      if (scenario == NULL || g_strcmp0 (player_text (scenario, "status"), "pass") != 0)
        continue;
      if (only == NULL || g_str_equal (only, player_text (scenario, "id")))
        play (&run, scenario);
    }
  if (only == NULL)
    report_agreeing (&run);
  g_test_message ("%u interviews, %u checks, %u states; %u are not as decided", run.n_interviews, run.n_checks,
                  run.n_states, run.n_wrong);
  g_assert_cmpuint (run.n_interviews, >, 0);
  if (run.n_wrong > 0)
    g_test_fail ();
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/interview/scenarios", test_scenarios);
  return g_test_run ();
}
