/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-run.h"

#include <string.h>

static const char document[] = "<data><p><n>1</n></p><p><n>2</n></p><s>été</s></data>";

static void
test_values (void)
{
  g_autofree char *folder = g_dir_make_tmp ("terrain-cli-XXXXXX", NULL);
  g_autofree char *path = cli_write (folder, "doc.xml", document);
  static const struct
  {
    const char *expression;
    const char *context;
    const char *out;
  } cases[] = {
    { "1 + 1", NULL, "2\n" },
    { "sum(/data/p/n)", NULL, "3\n" },
    { "string(/data/s)", NULL, "été\n" },
    { "/data/p/n > 1", NULL, "true\n" },
    { "string(n)", "/data/p[2]", "2\n" },
    { "1 div 0", NULL, "Infinity\n" },
    { "/data/none", NULL, "" },
  };
  static const char *const wrong[][2] = { { "1 +", NULL }, { "nosuch(1)", NULL }, { "n", "/data/none" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CliRun) run = cases[i].context != NULL
        ? cli_run (NULL, "xpath", "--document", path, "--context", cases[i].context, cases[i].expression, NULL)
        : cli_run (NULL, "xpath", "--document", path, cases[i].expression, NULL);

      g_assert_cmpstr (run->err, ==, "");
      g_assert_cmpstr (run->out, ==, cases[i].out);
      g_assert_cmpint (run->code, ==, 0);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (CliRun) run = cli_run (NULL, "xpath", "--document", path, "--context",
                                        wrong[i][1] != NULL ? wrong[i][1] : "/", wrong[i][0], NULL);

      g_assert_cmpint (run->code, ==, 1);
      g_assert_cmpstr (run->out, ==, "");
      g_assert_cmpstr (run->err, !=, "");
    }
  cli_remove_folder (folder);
}

static void
test_node_set (void)
{
  g_autofree char *folder = g_dir_make_tmp ("terrain-cli-XXXXXX", NULL);
  g_autofree char *path = cli_write (folder, "doc.xml", document);
  g_autoptr (CliRun) run = cli_run (NULL, "xpath", "--document", path, "/data/p/n", NULL);

  g_assert_cmpstr (run->out, ==, "/data/p[1]/n\t1\n/data/p[2]/n\t2\n");
  cli_remove_folder (folder);
}

static void
test_without_document (void)
{
  g_autoptr (CliRun) run = cli_run (NULL, "xpath", "concat('a', 'b')", NULL);
  g_autoptr (CliRun) negative = cli_run (NULL, "xpath", "--", "-1", NULL);

  g_assert_cmpstr (run->out, ==, "ab\n");
  g_assert_cmpstr (negative->out, ==, "-1\n");
}

/* Every recorded expression gets its line, whatever is in it. */
static void
test_vectors (void)
{
  static const struct
  {
    const char *file;
    guint n_lines;
    guint n_at_least;
  } files[] = { { "vectors.jsonl", 4639, 4340 }, { "javarosa-parse.jsonl", 145, 125 } };

  for (guint f = 0; f < G_N_ELEMENTS (files); f++)
    {
      g_autofree char *relative = g_build_filename ("corpus/xpath", files[f].file, NULL);
      g_autofree char *path = cli_shared (relative);
      g_autoptr (CliRun) run = path != NULL ? cli_run (NULL, "xpath", "--vectors", path, NULL) : NULL;
      g_auto (GStrv) lines = run != NULL ? g_strsplit (run->out, "\n", -1) : NULL;
      guint n_ok = 0;

      if (run == NULL)
        return;
      g_assert_cmpint (run->code, ==, 0);
      g_assert_cmpuint (g_strv_length (lines), ==, files[f].n_lines + 1);
      for (guint i = 0; i < files[f].n_lines; i++)
        n_ok += strstr (lines[i], "\"ok\":true") != NULL;
      g_test_message ("%s: %u of %u", files[f].file, n_ok, files[f].n_lines);
      g_assert_cmpuint (n_ok, >=, files[f].n_at_least);
    }
}

static void
test_broken_vectors (void)
{
  g_autofree char *folder = g_dir_make_tmp ("terrain-cli-XXXXXX", NULL);
  g_autofree char *path = cli_write (folder, "v.jsonl",
                                     "garbage\n[]\n{}\n"
                                     "{\"id\":\"a\",\"expr\":\"1+1\",\"type\":\"number\",\"expected\":\"2\"}\n"
                                     "{\"id\":\"b\",\"expr\":\"1+1\",\"type\":\"number\",\"expected\":\"3\"}\n"
                                     "{\"id\":\"c\",\"expr\":7,\"type\":[],\"expected\":{}}\n"
                                     "{\"id\":\"d\",\"expr\":\"1\",\"doc\":\"../../etc/passwd\",\"type\":\"string\"}\n");
  g_autoptr (CliRun) run = cli_run (NULL, "xpath", "--vectors", path, NULL);
  g_auto (GStrv) lines = g_strsplit (run->out, "\n", -1);

  g_assert_cmpint (run->code, ==, 0);
  g_assert_cmpuint (g_strv_length (lines), ==, 8);
  g_assert_nonnull (strstr (lines[0], "\"error\""));
  g_assert_cmpstr (lines[3], ==, "{\"id\":\"a\",\"ok\":true}");
  g_assert_cmpstr (lines[4], ==, "{\"id\":\"b\",\"got\":\"2\"}");
  g_assert_nonnull (strstr (lines[6], "\"error\""));
  cli_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/xpath/values", test_values);
  g_test_add_func ("/cli/xpath/node-set", test_node_set);
  g_test_add_func ("/cli/xpath/without-document", test_without_document);
  g_test_add_func ("/cli/xpath/vectors", test_vectors);
  g_test_add_func ("/cli/xpath/broken-vectors", test_broken_vectors);
  return g_test_run ();
}
