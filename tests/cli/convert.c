/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-run.h"

#include <glib/gstdio.h>
#include <string.h>

#define SURVEY "type,name,label,relevant\nselect_one yn,happy,Are you happy?,\ntext,why,Why?,${happy} = 'y'\n"
#define CHOICES "list_name,name,label\nyn,y,Yes\nyn,n,No\n"

static char *
read_file (const char *path)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
test_folder (void)
{
  g_autofree char *folder = g_dir_make_tmp ("terrain-cli-XXXXXX", NULL);
  g_autofree char *survey = cli_write (folder, "survey.csv", SURVEY);
  g_autofree char *choices = cli_write (folder, "choices.csv", CHOICES);
  g_autofree char *out = g_build_filename (folder, "out.xml", NULL);
  g_autofree char *again = g_build_filename (folder, "again.xml", NULL);
  g_autoptr (CliRun) run = cli_run (NULL, "convert", folder, out, NULL);
  g_autoptr (CliRun) by_file = cli_run (NULL, "convert", survey, "-", NULL);
  g_autoptr (CliRun) check = cli_run (NULL, "check", out, NULL);
  g_autoptr (CliRun) normal = NULL;
  g_autofree char *xml = NULL, *copy = NULL;

  g_assert_cmpint (run->code, ==, 0);
  g_assert_cmpstr (run->err, ==, "");
  g_assert_cmpint (check->code, ==, 0);
  g_assert_cmpstr (check->out, ==, "");
  xml = read_file (out);
  g_assert_nonnull (strstr (xml, "<bind nodeset=\"/data/why\" type=\"string\" relevant=\" /data/happy  = 'y'\"/>"));
  g_assert_nonnull (strstr (xml, "<itemset nodeset=\"instance('yn')/root/item\">"));
  /* One file of the folder stands for it, "-" for the standard output. */
  g_assert_cmpstr (by_file->out, ==, xml);
  /* A form that is there is written as compiled ones are: nothing changes any more. */
  normal = cli_run (NULL, "convert", out, again, NULL);
  g_assert_cmpint (normal->code, ==, 0);
  copy = read_file (again);
  g_assert_cmpstr (copy, ==, xml);
  cli_remove_folder (folder);
}

static void
test_mistake (void)
{
  g_autofree char *folder = g_dir_make_tmp ("terrain-cli-XXXXXX", NULL);
  g_autofree char *survey = cli_write (folder, "survey.csv", "type,name,label\ntxet,a,A\ntext,b,${c}\n");
  g_autofree char *out = cli_write (folder, "out.xml", "kept");
  g_autofree char *type = g_strconcat (folder, ":survey!A2: error: ", NULL);
  g_autofree char *name = g_strconcat (folder, ":survey!C3: error: ", NULL);
  g_autofree char *left = NULL;
  g_autoptr (CliRun) run = cli_run (NULL, "convert", folder, out, NULL);
  g_autoptr (CliRun) check = cli_run (NULL, "check", folder, NULL);

  g_assert_cmpint (run->code, ==, 1);
  g_assert_nonnull (strstr (run->err, type));
  g_assert_nonnull (strstr (run->err, name));
  g_assert_nonnull (strstr (run->err, "[type-unknown]"));
  left = read_file (out);
  g_assert_cmpstr (left, ==, "kept");
  g_assert_cmpint (check->code, ==, 1);
  g_assert_nonnull (strstr (check->out, type));
  cli_remove_folder (folder);
}

/* What only the form's own check finds is said of the row it came from. */
static void
test_row_of_node (void)
{
  g_autofree char *folder = g_dir_make_tmp ("terrain-cli-XXXXXX", NULL);
  g_autofree char *survey
    = cli_write (folder, "survey.csv", "type,name,label,relevant\ntext,a,A,\ntext,b,B,1 + + )\n");
  g_autofree char *place = g_strconcat (folder, ":survey!3: error: ", NULL);
  g_autoptr (CliRun) run = cli_run (NULL, "check", folder, NULL);

  g_test_message ("%s%s", run->out, run->err);
  g_assert_cmpint (run->code, ==, 1);
  g_assert_nonnull (strstr (run->out, place));
  g_assert_nonnull (strstr (run->out, "[xpath-syntax]"));
  cli_remove_folder (folder);
}

static void
test_workbooks (void)
{
  g_autofree char *folder = g_dir_make_tmp ("terrain-cli-XXXXXX", NULL);
  g_autofree char *workbook = cli_shared ("domain/forms/lisa_intake.xlsx");
  g_autofree char *broken = cli_write (folder, "broken.xlsx", "PK\003\004 and no more");
  g_autoptr (CliRun) refused = cli_run (NULL, "convert", broken, "-", NULL);
  g_autoptr (CliRun) nothing = cli_run (NULL, "convert", broken, NULL);
  g_autoptr (CliRun) empty = cli_run (NULL, "convert", folder, "-", NULL);
  g_autoptr (CliRun) missing = cli_run (NULL, "convert", "no-such-file.xlsx", "-", NULL);
  g_autoptr (CliRun) check = NULL;

  g_assert_cmpint (refused->code, ==, 1);
  g_assert_nonnull (strstr (refused->err, "broken.xlsx"));
  g_assert_cmpint (nothing->code, ==, 2);
  g_assert_cmpint (missing->code, ==, 1);
  g_assert_cmpint (empty->code, ==, 1);
  g_assert_nonnull (strstr (empty->err, "survey.csv"));
  cli_remove_folder (folder);
  if (workbook == NULL)
    return;
  check = cli_run (NULL, "check", workbook, NULL);
  g_test_message ("%s%s", check->out, check->err);
  g_assert_cmpint (check->code, ==, 0);
}

/* External choices go beside the form, as itemsets.csv. */
static void
test_itemsets (void)
{
  g_autofree char *folder = g_dir_make_tmp ("terrain-cli-XXXXXX", NULL);
  g_autofree char *survey = cli_write (folder, "survey.csv", "type,name,label,choice_filter\ntext,a,A,\n"
                                                             "select_one_external towns,b,B,region = ${a}\n");
  g_autofree char *external
    = cli_write (folder, "external_choices.csv", "list_name,name,label,region\ntowns,t,\"The \"\"T\"\"\",1\n");
  g_autofree char *sub = g_build_filename (folder, "out", NULL);
  g_autofree char *out = g_build_filename (sub, "form.xml", NULL);
  g_autofree char *itemsets = g_build_filename (sub, "itemsets.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (CliRun) run = NULL;

  g_assert_cmpint (g_mkdir (sub, 0700), ==, 0);
  run = cli_run (NULL, "convert", folder, out, NULL);
  g_assert_cmpint (run->code, ==, 0);
  text = read_file (itemsets);
  g_assert_cmpstr (text, ==, "\"list_name\",\"name\",\"label\",\"region\"\n\"towns\",\"t\",\"The \"\"T\"\"\",\"1\"\n");
  cli_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/convert/folder", test_folder);
  g_test_add_func ("/cli/convert/mistake", test_mistake);
  g_test_add_func ("/cli/convert/row-of-node", test_row_of_node);
  g_test_add_func ("/cli/convert/workbooks", test_workbooks);
  g_test_add_func ("/cli/convert/itemsets", test_itemsets);
  return g_test_run ();
}
