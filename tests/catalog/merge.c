/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <terrain-catalog.h>

#define TEMPLATE_HEADER "# Template\nmsgid \"\"\nmsgstr \"\"\n\"Language: \\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
#define HEADER "# By Ana\nmsgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n"

typedef struct
{
  char *folder;
  char *template;
  char *path;
  TerrainCatalogMerge counts;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("terrain-merge-XXXXXX", NULL);
  fixture->template = g_build_filename (fixture->folder, "visit.pot", NULL);
  fixture->path = g_build_filename (fixture->folder, "fr.po", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_remove (fixture->template);
  g_remove (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->template);
  g_free (fixture->path);
}

/* What @old (nullable) becomes. */
static char *
merge (Fixture *fixture, const char *template, const char *old)
{
  g_autoptr (GError) error = NULL;
  char *merged = NULL;

  g_assert_true (g_file_set_contents (fixture->template, template, -1, NULL));
  if (old != NULL)
    g_assert_true (g_file_set_contents (fixture->path, old, -1, NULL));
  g_assert_true (terrain_catalog_merge (fixture->template, fixture->path, NULL, &fixture->counts, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (fixture->path, &merged, NULL, NULL));
  return merged;
}

static void
test_new (Fixture *fixture, gconstpointer data)
{
  g_autofree char *merged = merge (fixture, TEMPLATE_HEADER "\n#. Question\nmsgctxt \"a\"\nmsgid \"A \\\"b\\\"\"\nmsgstr \"\"\n", NULL);

  g_assert_cmpstr (merged, ==, "msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n"
                               "\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"
                               "#. Question\nmsgctxt \"a\"\nmsgid \"A \\\"b\\\"\"\nmsgstr \"\"\n");
  g_assert_cmpuint (fixture->counts.missing, ==, 1);
}

/* Whoever broke the lines, and wherever: what did not change stays as it is, byte for byte. */
static void
test_unchanged (Fixture *fixture, gconstpointer data)
{
  static const char old[] = HEADER "\n# A remark\n#. Question\n#: s:1\n#, fuzzy, c-format\n#| msgid \"Ol\"\n#| \"d\"\n"
    "msgctxt \"a\"\nmsgid \"\"\n\"One \"\n\"two\"\nmsgstr \"Un \"\n\"deux\"\n\n"
    "#: s:2\nmsgctxt \"b\"\nmsgid \"B\"\nmsgstr \"\"\n\n"
    "#, fuzzy\n#~| msgid \"Gon\"\n#~ msgctxt \"c\"\n#~ msgid \"Gone\"\n#~ msgstr \"Parti\"\n";
  g_autofree char *merged = merge (fixture, TEMPLATE_HEADER "\n#. Question\n#: s:1\n#, c-format\nmsgctxt \"a\"\nmsgid \"One two\"\nmsgstr \"\"\n\n"
                                   "#: s:2\nmsgctxt \"b\"\nmsgid \"B\"\nmsgstr \"\"\n", old);

  g_assert_cmpstr (merged, ==, old);
  g_assert_cmpuint (fixture->counts.fuzzy, ==, 1);
  g_assert_cmpuint (fixture->counts.missing, ==, 1);
  g_assert_cmpuint (fixture->counts.obsolete, ==, 1);
  g_assert_cmpuint (fixture->counts.changed, ==, 0);
}

static void
test_changed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *merged = merge (fixture, TEMPLATE_HEADER "\nmsgctxt \"a\"\nmsgid \"Your first name\"\nmsgstr \"\"\n\n"
                                   "msgctxt \"b\"\nmsgid \"B\"\nmsgstr \"\"\n",
                                   HEADER "\n# Mine\nmsgctxt \"a\"\nmsgid \"Your \"\n\"name\"\nmsgstr \"Votre nom\"\n\n"
                                   "msgctxt \"b\"\nmsgid \"B\"\nmsgstr \"b\"\n");
  g_autofree char *again = NULL;

  g_assert_cmpstr (merged, ==, HEADER "\n# Mine\n#, fuzzy\n#| msgctxt \"a\"\n#| msgid \"Your \"\n#| \"name\"\n"
                               "msgctxt \"a\"\nmsgid \"Your first name\"\nmsgstr \"Votre nom\"\n\n"
                               "msgctxt \"b\"\nmsgid \"B\"\nmsgstr \"b\"\n");
  g_assert_cmpuint (fixture->counts.changed, ==, 1);
  g_assert_cmpuint (fixture->counts.translated, ==, 1);

  /* a text that changes again before anybody looked keeps what it was translated from */
  again = merge (fixture, TEMPLATE_HEADER "\nmsgctxt \"a\"\nmsgid \"First name\"\nmsgstr \"\"\n", merged);
  g_assert_nonnull (strstr (again, "#| msgid \"Your \"\n#| \"name\"\nmsgctxt \"a\"\nmsgid \"First name\"\nmsgstr \"Votre nom\"\n"));
  g_assert_nonnull (strstr (again, "#~ msgctxt \"b\"\n#~ msgid \"B\"\n#~ msgstr \"b\"\n"));
}

static void
test_moved (Fixture *fixture, gconstpointer data)
{
  g_autofree char *merged = merge (fixture, TEMPLATE_HEADER "\nmsgctxt \"new\"\nmsgid \"Yes\"\nmsgstr \"\"\n",
                                   HEADER "\nmsgctxt \"old\"\nmsgid \"Yes\"\nmsgstr \"Oui\"\n");

  g_assert_cmpstr (merged, ==, HEADER "\n#, fuzzy\n#| msgctxt \"old\"\n#| msgid \"Yes\"\n"
                               "msgctxt \"new\"\nmsgid \"Yes\"\nmsgstr \"Oui\"\n");
}

/* What is taken out and put back needs no second translation. */
static void
test_revived (Fixture *fixture, gconstpointer data)
{
  static const char old[] = HEADER "\n# Mine\nmsgctxt \"a\"\nmsgid \"A\\n\"\n\"b\"\nmsgstr \"\"\n\"#~ x\"\n\n"
                                   "msgctxt \"b\"\nmsgid \"B\"\nmsgstr \"b\"\n";
  g_autofree char *without = merge (fixture, TEMPLATE_HEADER "\nmsgctxt \"b\"\nmsgid \"B\"\nmsgstr \"\"\n", old);
  g_autofree char *with = NULL;

  g_assert_nonnull (strstr (without, "# Mine\n#~ msgctxt \"a\"\n#~ msgid \"A\\n\"\n#~ \"b\"\n#~ msgstr \"\"\n#~ \"#~ x\"\n"));
  with = merge (fixture, TEMPLATE_HEADER "\nmsgctxt \"a\"\nmsgid \"A\\nb\"\nmsgstr \"\"\n\n"
                         "msgctxt \"b\"\nmsgid \"B\"\nmsgstr \"\"\n", without);
  g_assert_cmpstr (with, ==, old);
}

static void
test_charset (Fixture *fixture, gconstpointer data)
{
  g_autofree char *merged = merge (fixture, TEMPLATE_HEADER "\nmsgctxt \"a\"\nmsgid \"A\"\nmsgstr \"\"\n",
                                   "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n\n"
                                   "msgctxt \"a\"\nmsgid \"A\"\nmsgstr \"\xe9t\xe9\"\n");

  g_assert_cmpstr (merged, ==, "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"
                               "msgctxt \"a\"\nmsgid \"A\"\nmsgstr \"été\"\n");
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  static const char broken[] = HEADER "\nmsgctxt \"a\"\nmsgid \"A\"\nmsgstr \"a\n";
  g_autofree char *nameless = g_build_filename (fixture->folder, "x.y.po", NULL);
  g_autofree char *left = NULL;
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->template, TEMPLATE_HEADER "\nmsgid \"A\"\nmsgstr \"\"\n", -1, NULL));
  g_assert_true (g_file_set_contents (fixture->path, broken, -1, NULL));
  g_assert_false (terrain_catalog_merge (fixture->template, fixture->path, &issues, NULL, &error));
  g_assert_error (error, TERRAIN_CATALOG_ERROR, TERRAIN_CATALOG_ERROR_NOT_PO);
  g_assert_cmpint (((TerrainIssue *) g_ptr_array_index (issues, 0))->line, ==, 9);
  g_assert_true (g_file_get_contents (fixture->path, &left, NULL, NULL));
  g_assert_cmpstr (left, ==, broken);
  g_clear_error (&error);
  g_assert_false (terrain_catalog_merge (fixture->path, fixture->template, NULL, NULL, &error));
  g_assert_error (error, TERRAIN_CATALOG_ERROR, TERRAIN_CATALOG_ERROR_NOT_PO);
  g_clear_error (&error);
  g_assert_false (terrain_catalog_merge (fixture->template, nameless, NULL, NULL, &error));
  g_assert_error (error, TERRAIN_CATALOG_ERROR, TERRAIN_CATALOG_ERROR_LANGUAGE);
}

/* gettext's own tools read the result, and see in it what msgmerge makes. */
static void
test_gettext (Fixture *fixture, gconstpointer data)
{
  g_autofree char *msgfmt = g_find_program_in_path ("msgfmt");
  g_autofree char *merged = NULL;
  const char *arguments[] = { msgfmt, "--check-format", "--check-header", "-o", "/dev/null", fixture->path, NULL };
  int status = -1;

  if (msgfmt == NULL)
    {
      g_test_skip ("needs msgfmt");
      return;
    }
  merged = merge (fixture, TEMPLATE_HEADER "\n#: s:1\nmsgctxt \"a\"\nmsgid \"New\"\nmsgstr \"\"\n",
                  "msgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: x\\n\"\n\"PO-Revision-Date: 2026-01-01 00:00+0000\\n\"\n"
                  "\"Last-Translator: A\\n\"\n\"Language-Team: B\\n\"\n\"Language: fr\\n\"\n\"MIME-Version: 1.0\\n\"\n"
                  "\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Content-Transfer-Encoding: 8bit\\n\"\n\n"
                  "msgctxt \"a\"\nmsgid \"Old\"\nmsgstr \"Vieux\"\n\nmsgctxt \"b\"\nmsgid \"Gone\"\nmsgstr \"Parti\"\n");
  g_assert_true (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/catalog/merge/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("new", test_new);
  ADD ("unchanged", test_unchanged);
  ADD ("changed", test_changed);
  ADD ("moved", test_moved);
  ADD ("revived", test_revived);
  ADD ("charset", test_charset);
  ADD ("refused", test_refused);
  ADD ("gettext", test_gettext);
#undef ADD
  return g_test_run ();
}
