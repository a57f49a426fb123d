/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-run.h"

#include <glib/gstdio.h>
#include <string.h>

#define HEAD "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'>\n" \
             "<h:head><h:title>t</h:title><model>\n"
#define BODY "</model></h:head>\n<h:body>\n"
#define FOOT "</h:body></h:html>\n"

/* Forms as people break them: the exit code, the place and the stable word; wording is free. */
static const struct
{
  const char *name;
  const char *xml;
  int code;
  const char *place; /* ":LINE: severity" */
  const char *ref;   /* (nullable): the node that must be named */
  const char *word;
} cases[] = {
  { "good", HEAD "<instance><data id='a'><x/></data></instance>" BODY "<input ref='/data/x'><label>X</label></input>" FOOT,
    0, NULL, NULL, NULL },
  { "not-xml", "this is\nno XML", 1, ":1: error", NULL, "[not-xml]" },
  { "truncated", HEAD "<instance><data id='a'><x/></da", 1, ":3: error", NULL, "[not-xml]" },
  { "not-xform", "<?xml version='1.0'?>\n<data><x/></data>", 1, ":2: error", NULL, "[not-xform]" },
  { "no-instance", HEAD BODY FOOT, 1, ": error", NULL, "[no-instance]" },
  { "unknown-control",
    HEAD "<instance><data id='a'><x/></data></instance>" BODY "\n<signature ref='/data/x'><label>X</label></signature>" FOOT,
    0, ":6: warning", NULL, "[unknown-control]" },
  { "cycle",
    HEAD "<instance><data id='a'><x/><y/></data></instance>\n"
    "<bind nodeset='/data/x' calculate='/data/y + 1'/>\n<bind nodeset='/data/y' calculate='/data/x + 1'/>" BODY
    "<input ref='/data/x'><label>X</label></input>" FOOT,
    1, ": error", "/data/x", "[cycle]" },
  { "xpath",
    HEAD "<instance><data id='a'><x/></data></instance>\n\n<bind nodeset='/data/x' relevant='1 + + )'/>" BODY
    "<input ref='/data/x'><label>X</label></input>" FOOT,
    1, ":5: error", "/data/x", "[xpath-syntax]" },
  { "control-to-nothing",
    HEAD "<instance><data id='a'><x/></data></instance>" BODY "\n\n<input ref='/data/gone'><label>X</label></input>" FOOT,
    1, ":7: error", "/data/gone", "[control-to-nothing]" },
};

static void
test_forms (gconstpointer data)
{
  const guint index = GPOINTER_TO_UINT (data);
  g_autofree char *folder = g_dir_make_tmp ("terrain-cli-XXXXXX", NULL);
  g_autofree char *path = cli_write (folder, "form.xml", cases[index].xml);
  g_autoptr (CliRun) run = cli_run (NULL, "check", path, NULL);

  g_test_message ("%s%s", run->out, run->err);
  g_assert_cmpint (run->code, ==, cases[index].code);
  if (cases[index].place == NULL)
    g_assert_cmpstr (run->out, ==, "");
  else
    {
      g_autofree char *place = g_strconcat (path, cases[index].place, NULL);

      /* where it has no line of its own the place is the file */
      g_assert_true (g_str_has_prefix (run->out, path));
      g_assert_true (strstr (run->out, place) != NULL || cases[index].place[1] == ' ');
      g_assert_nonnull (strstr (run->out, cases[index].word));
    }
  if (cases[index].ref != NULL)
    g_assert_nonnull (strstr (run->out, cases[index].ref));
  /* a form that cannot run is also said in words */
  g_assert_cmpint (run->code != 0, ==, *run->err != '\0');
  cli_remove_folder (folder);
}

/* Of a spreadsheet, too, and by its row. */
static void
test_rows (void)
{
  g_autofree char *folder = g_dir_make_tmp ("terrain-cli-XXXXXX", NULL);
  g_autofree char *survey = cli_write (folder, "survey.csv",
                                       "type,name,label,relevant,appearance\n"
                                       "select_one yn,hurt,Did anyone hurt you?,,sensitive\n"
                                       "text,name,Your name?,,\n"
                                       "text,who,Who was it?,${hurt} = 'yes',\n");
  g_autofree char *choices = cli_write (folder, "choices.csv", "list_name,name,label\nyn,yes,Yes\nyn,no,No\n");
  g_autoptr (CliRun) run = cli_run (NULL, "check", folder, NULL);

  g_test_message ("%s%s", run->out, run->err);
  g_assert_cmpint (run->code, ==, 0);
  g_assert_nonnull (strstr (run->out, ":survey!4: warning: /data/who is asked because of the answer to /data/hurt"));
  g_assert_nonnull (strstr (run->out, "[tells-sensitive]"));
  cli_remove_folder (folder);
}

static void
test_several (void)
{
  g_autofree char *folder = g_dir_make_tmp ("terrain-cli-XXXXXX", NULL);
  g_autofree char *good = cli_write (folder, "good.xml", cases[0].xml);
  g_autofree char *bad = cli_write (folder, "bad.xml", cases[1].xml);
  g_autoptr (CliRun) run = cli_run (NULL, "check", bad, good, "/nonexistent.xml", folder, NULL);

  g_assert_cmpint (run->code, ==, 1);
  g_assert_nonnull (strstr (run->out, "bad.xml:1"));
  g_assert_nonnull (strstr (run->err, "/nonexistent.xml"));
  cli_remove_folder (folder);
}

static void
test_usage (void)
{
  static const char *const verbs[] = { "check", "xpath", "interview", "po", "bench", "forms", "records", "send", "server",
                                       "update" };
  g_autoptr (CliRun) none = cli_run (NULL, NULL);
  g_autoptr (CliRun) unknown = cli_run (NULL, "dance", NULL);
  g_autoptr (CliRun) help = cli_run (NULL, "--help", NULL);
  g_autoptr (CliRun) version = cli_run (NULL, "--version", NULL);

  g_assert_cmpint (none->code, ==, 2);
  g_assert_cmpint (unknown->code, ==, 2);
  g_assert_nonnull (strstr (unknown->err, "dance"));
  g_assert_cmpstr (unknown->out, ==, "");
  g_assert_cmpint (help->code, ==, 0);
  g_assert_cmpint (version->code, ==, 0);
  g_assert_true (g_str_has_prefix (version->out, "terrainctl "));
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autoptr (CliRun) verb_help = cli_run (NULL, verbs[i], "--help", NULL);
      g_autoptr (CliRun) bare = cli_run (NULL, verbs[i], NULL);
      g_autoptr (CliRun) wrong = cli_run (NULL, verbs[i], "--no-such-option", NULL);

      g_assert_nonnull (strstr (help->out, verbs[i]));
      g_assert_cmpint (verb_help->code, ==, 0);
      g_assert_nonnull (strstr (verb_help->out, verbs[i]));
      g_assert_cmpint (bare->code, ==, 2);
      g_assert_cmpstr (bare->out, ==, "");
      g_assert_cmpint (wrong->code, ==, 2);
      g_assert_nonnull (strstr (wrong->err, "no-such-option"));
    }
}

/* None of the real forms, good or broken on purpose, ends in anything but an answer. */
static void
test_corpus (void)
{
  g_autofree char *top = cli_shared ("corpus/forms");
  static const char *const folders[] = { "javarosa", "collect", "web-forms" };

  for (guint f = 0; top != NULL && f < G_N_ELEMENTS (folders); f++)
    {
      g_autofree char *folder = g_build_filename (top, folders[f], NULL);
      g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        if (g_str_has_suffix (name, ".xml"))
          {
            g_autofree char *path = g_build_filename (folder, name, NULL);
            g_autoptr (CliRun) run = cli_run (NULL, "check", path, NULL);

            if (run->code != 0 && run->code != 1)
              g_error ("%s: exit code %d", path, run->code);
            if (run->code == 1 && strstr (run->out, "error") == NULL)
              g_error ("%s: refused without a reason", path);
          }
    }
}

static void
test_bench (void)
{
  g_autofree char *folder = g_dir_make_tmp ("terrain-cli-XXXXXX", NULL);
  g_autofree char *path = cli_shipped_form ("lisa_intake.xml");
  g_autoptr (CliRun) run = cli_run (NULL, "bench", path, NULL);
  static const char *const phases[] = { "load", "begin", "walk", "validate", "serialise" };
  g_auto (GStrv) lines = g_strsplit (run->out, "\n", -1);

  g_assert_cmpint (run->code, ==, 0);
  g_assert_cmpuint (g_strv_length (lines), ==, G_N_ELEMENTS (phases) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (phases); i++)
    {
      g_autoptr (JsonNode) node = json_from_string (lines[i], NULL);
      JsonObject *object = json_node_get_object (node);

      g_assert_cmpstr (json_object_get_string_member (object, "phase"), ==, phases[i]);
      /* its questions are in field-lists: each is asked all the same */
      g_assert_cmpint (json_object_get_int_member (object, "count"), >, g_str_equal (phases[i], "walk") ? 15 : 0);
      g_assert_cmpfloat (json_object_get_double_member (object, "median"), >=, 0);
      g_assert_nonnull (strstr (run->err, phases[i]));
    }
  cli_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/cli/check/", cases[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_forms);
    }
  g_test_add_func ("/cli/check/rows", test_rows);
  g_test_add_func ("/cli/check/several", test_several);
  g_test_add_func ("/cli/check/corpus", test_corpus);
  g_test_add_func ("/cli/usage", test_usage);
  g_test_add_func ("/cli/bench", test_bench);
  return g_test_run ();
}
