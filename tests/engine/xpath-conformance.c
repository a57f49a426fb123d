/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "xpath-vectors.h"

#include <string.h>

/* The recorded vectors, against xpath-decided.tsv: what is listed there must differ, all else must agree. */

static GHashTable *
read_decided (void)
{
  GHashTable *decided = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *file = g_build_filename (g_getenv ("TERRAIN_SOURCE"), "tests", "engine", "xpath-decided.tsv", NULL);
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (file, &contents, NULL, &error))
    g_error ("%s", error->message);
  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) columns = g_strsplit (lines[i], "\t", -1);

      if (*lines[i] == '\0' || *lines[i] == '#')
        continue;
      if (g_strv_length (columns) < 2 || *columns[1] == '\0')
        g_error ("xpath-decided.tsv, line %u: no reason is given", i + 1);
      g_hash_table_insert (decided, g_strdup (columns[0]), g_strdup (columns[1]));
    }
  return decided;
}

static gboolean
run_line (TerrainVectors *vectors,
          GHashTable     *decided,
          JsonObject     *vector)
{
  g_autofree char *got = NULL;
  const char *id = json_object_get_string_member (vector, "id");
  const char *reason = g_hash_table_lookup (decided, id);
  TerrainVectorStatus status = terrain_vectors_run (vectors, vector, &got);
  g_autofree char *expected = NULL;

  if (status == TERRAIN_VECTOR_SKIPPED || (status == TERRAIN_VECTOR_OK) == (reason == NULL))
    return TRUE;
  if (json_object_has_member (vector, "expected"))
    expected = json_to_string (json_object_get_member (vector, "expected"), FALSE);
  if (reason != NULL)
    g_test_message ("%s agrees but is listed: %s", id, reason);
  else
    g_test_message ("%s\t%s\t%s\tgot %s", id, json_object_get_string_member (vector, "expr"), expected, got);
  return FALSE;
}

static void
test_file (gconstpointer data)
{
  const char *shared = g_getenv ("TERRAIN_SHARED");
  g_autofree char *folder = g_build_filename (shared != NULL ? shared : "", "corpus", "xpath", NULL);
  g_autofree char *file = g_build_filename (folder, (const char *) data, NULL);
  g_autofree char *documents = g_build_filename (folder, "docs", NULL);
  g_autoptr (TerrainVectors) vectors = terrain_vectors_new (documents);
  g_autoptr (GHashTable) decided = read_decided ();
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;
  guint wrong = 0;
  guint n = 0;

  if (!g_file_get_contents (file, &contents, NULL, NULL))
    {
      g_test_skip ("needs the shared corpus");
      return;
    }
  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autoptr (JsonNode) node = json_from_string (lines[i], NULL);

      g_assert_nonnull (node);
      n++;
      wrong += !run_line (vectors, decided, json_node_get_object (node));
    }
  g_test_message ("%u of %u differ from what is expected", wrong, n);
  g_assert_cmpuint (n, >, 0);
  if (wrong > 0)
    g_test_fail ();
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/engine/xpath-conformance/vectors", "vectors.jsonl", test_file);
  g_test_add_data_func ("/engine/xpath-conformance/javarosa", "javarosa.jsonl", test_file);
  g_test_add_data_func ("/engine/xpath-conformance/javarosa-parse", "javarosa-parse.jsonl", test_file);

  return g_test_run ();
}
