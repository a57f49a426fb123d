/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-run.h"

#include <glib/gstdio.h>
#include <string.h>

#define SURVEY "type,name,label::English (en),hint::English (en),Translator note\n" \
               "text,who,Who?,,\n" \
               "select_one yn,happy,\"Are you happy, ${who}?\",Think,A state of mind\n"
#define CHOICES "list_name,name,label::English (en)\nyn,y,Yes\nyn,n,No\n"
#define SETTINGS "form_title,form_id,version,default_language\nMood,mood,1,English (en)\n"

static char *
read_file (const char *path)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
replace (const char *path, const char *old, const char *new)
{
  g_autofree char *text = read_file (path);
  g_auto (GStrv) parts = g_strsplit (text, old, 2);
  g_autofree char *replaced = g_strjoinv (new, parts);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  g_assert_true (g_file_set_contents (path, replaced, -1, NULL));
}

/* A coordinator's way, from the sheets to a form for other clients and back to po files. */
static void
test_way (void)
{
  g_autofree char *folder = g_dir_make_tmp ("terrain-cli-XXXXXX", NULL);
  g_autofree char *survey = cli_write (folder, "survey.csv", SURVEY);
  g_autofree char *choices = cli_write (folder, "choices.csv", CHOICES);
  g_autofree char *settings = cli_write (folder, "settings.csv", SETTINGS);
  g_autofree char *template = g_build_filename (folder, "mood.pot", NULL);
  g_autofree char *french = g_build_filename (folder, "fr.po", NULL);
  g_autofree char *out = g_build_filename (folder, "mood.xml", NULL);
  g_autofree char *again = g_build_filename (folder, "again.po", NULL);
  g_autoptr (CliRun) extract = cli_run (NULL, "po", "extract", folder, template, NULL);
  g_autoptr (CliRun) merge = cli_run (NULL, "po", "merge", template, french, NULL);
  g_autoptr (CliRun) check = NULL, bake = NULL, form = NULL, back = NULL, wrong = NULL;
  g_autofree char *text = NULL, *xml = NULL, *po = NULL;

  g_assert_cmpint (extract->code, ==, 0);
  g_assert_cmpstr (extract->err, ==, "");
  text = read_file (template);
  g_assert_nonnull (strstr (text, "#. A state of mind\n#: survey.csv:3\nmsgctxt \"/data/happy:label\"\nmsgid \"Are you happy, ${who}?\"\n"));
  g_assert_nonnull (strstr (text, "#: choices.csv:3\nmsgctxt \"choices/yn/n:label\"\n"));
  g_assert_nonnull (strstr (text, "#: settings.csv:2\nmsgctxt \"title\"\n"));
  g_assert_cmpint (merge->code, ==, 0);
  replace (french, "msgid \"Yes\"\nmsgstr \"\"", "msgid \"Yes\"\nmsgstr \"Oui\"");
  replace (french, "msgid \"Are you happy, ${who}?\"\nmsgstr \"\"", "msgid \"Are you happy, ${who}?\"\nmsgstr \"${qui}\"");

  check = cli_run (NULL, "po", "check", folder, french, NULL);
  g_assert_cmpint (check->code, ==, 1);
  g_assert_nonnull (strstr (check->err, "${qui}"));
  g_assert_nonnull (strstr (check->out, "\"translated\":1,"));
  g_assert_nonnull (strstr (check->out, "\"failing\":1,"));

  bake = cli_run (NULL, "po", "bake", folder, french, out, NULL);
  g_assert_cmpint (bake->code, ==, 0);
  form = cli_run (NULL, "check", out, NULL);
  g_assert_cmpint (form->code, ==, 0);
  xml = read_file (out);
  g_assert_nonnull (strstr (xml, "lang=\"Français (fr)\""));
  back = cli_run (NULL, "po", "extract", "--language", "fr", out, again, NULL);
  g_assert_cmpint (back->code, ==, 0);
  po = read_file (again);
  g_assert_nonnull (strstr (po, "msgid \"Yes\"\nmsgstr \"Oui\""));
  g_assert_nonnull (strstr (po, "msgstr \"Are you happy, ${who}?\""));

  wrong = cli_run (NULL, "po", "extract", "--language", "tr", out, again, NULL);
  g_assert_cmpint (wrong->code, ==, 1);
  g_assert_nonnull (strstr (wrong->err, "Français (fr)"));
  cli_remove_folder (folder);
}

/* The template beside the translations of a form that ships is what its sheets give today. */
static void
test_shipped (void)
{
  g_autofree char *forms = cli_source ("data/forms");
  g_autofree char *folder = g_dir_make_tmp ("terrain-cli-XXXXXX", NULL);
  g_autofree char *fresh = g_build_filename (folder, "fresh.pot", NULL);
  g_autoptr (GDir) dir = g_dir_open (forms, 0, NULL);
  guint n_forms = 0;

  g_assert_nonnull (dir);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *sheets = g_build_filename (forms, name, NULL);
      g_autofree char *survey = g_build_filename (sheets, "survey.csv", NULL);
      g_autofree char *relative = g_strdup_printf ("po/forms/%s/%s.pot", name, name);
      g_autofree char *path = cli_source (relative);
      g_autoptr (CliRun) extract = NULL;
      g_autofree char *expected = NULL, *written = NULL;

      if (!g_file_test (survey, G_FILE_TEST_EXISTS))
        continue;
      n_forms++;
      extract = cli_run (NULL, "po", "extract", sheets, fresh, NULL);
      g_assert_cmpint (extract->code, ==, 0);
      expected = read_file (fresh);
      written = read_file (path);
      g_assert_nonnull (strstr (written, "\n#: survey.csv:"));
      if (!g_str_equal (expected, written))
        g_error ("%s is out of date: terrainctl po extract data/forms/%s %s, then po merge it", relative, name, relative);
    }
  g_assert_cmpuint (n_forms, ==, 13);
  cli_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/po/way", test_way);
  g_test_add_func ("/cli/po/shipped", test_shipped);
  return g_test_run ();
}
