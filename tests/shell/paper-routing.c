/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libintl.h>
#include <locale.h>
#include <pango/pango.h>
#include <terrain-shell.h>

#include "terrain-paper.h"
#include "widgets.h"

/* When a question is asked, on paper: in words that who holds a pen can follow, in every form that ships and in every
 * language that the program has. */

static const char *const languages[] = { "en", "nl", "fr" };

static TerrainInterview *
open_form (const char *path,
           const char *language)
{
  g_autofree char *folder = widgets_make_folder ();
  g_autofree char *po = g_build_filename (g_getenv ("TERRAIN_SOURCE"), "po", "forms", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainProfile) profile = terrain_profile_open (folder, &error);

  g_assert_no_error (error);
  terrain_profile_add_po_folder (profile, po);
  terrain_profile_import_form_file (profile, path, NULL, NULL, &error);
  g_assert_no_error (error);

  g_autoptr (GPtrArray) forms = terrain_store_list_forms (terrain_profile_get_store (profile), &error);
  g_assert_cmpuint (forms->len, ==, 1);
  g_autoptr (TerrainForm) form
    = terrain_profile_load_form (profile, ((TerrainStoredForm *) forms->pdata[0])->id, NULL, &error);
  g_assert_no_error (error);
  TerrainInterview *interview = terrain_profile_view_form (profile, form, NULL, &error);
  g_assert_no_error (error);
  g_auto (GStrv) known = terrain_interview_dup_languages (interview);
  const char *found = terrain_language_find ((const char *const *) known, language);
  g_assert_nonnull (found);
  g_assert_true (terrain_interview_set_language (interview, found, &error));
  g_clear_object (&profile);
  widgets_remove_folder (folder);
  return interview;
}

static char *
dup_plain (const TerrainPaperBlock *block)
{
  char *plain = NULL;

  g_assert_true (pango_parse_markup (block->markup, -1, 0, NULL, &plain, NULL, NULL));
  return plain;
}

/* What is between quotes are the form's words, which may have a stroke in them. */
static char *
dup_unquoted (const char *line)
{
  g_autoptr (GRegex) quoted = g_regex_new ("“[^”]*”|«[^»]*»", 0, 0, NULL);

  return g_regex_replace_literal (quoted, line, -1, 0, "“”", 0, NULL);
}

/* A path, a call, the name of a node, an operator, an answer's code. */
static void
assert_words (const char *form,
              const char *line)
{
  static const char *const signs[] = { "/", "${", "not(", "=", "<", ">", "'", "[", "current(", "true(", "false(" };
  g_autofree char *own = dup_unquoted (line);

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (strstr (own, signs[i]))
      g_error ("%s: %s in “%s”", form, signs[i], line);
  if (g_regex_match_simple ("[[:alnum:]]\\(", line, 0, 0))
    g_error ("%s: a call in “%s”", form, line);
  if (g_regex_match_simple ("[[:alnum:]]_[[:alnum:]]", line, 0, 0))
    g_error ("%s: the name of a node in “%s”", form, line);
}

static void
test_form (gconstpointer data)
{
  const char *path = data;
  g_autofree char *name = g_path_get_basename (path);

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (TerrainInterview) interview = open_form (path, languages[i]);
      g_autoptr (TerrainPaper) paper = terrain_paper_new_blank (interview);
      guint n = 0;

      for (guint at = 0; at < paper->blocks->len; at++)
        {
          const TerrainPaperBlock *block = paper->blocks->pdata[at];
          g_autofree char *line = block->kind == TERRAIN_PAPER_ROUTING ? dup_plain (block) : NULL;

          if (!line)
            continue;
          g_test_message ("%s %s: %s", name, languages[i], line);
          assert_words (name, line);
          n++;
        }
      if (!g_str_equal (name, "kiosk_satisfaction.xml") && !g_str_equal (name, "lisa_visit_tally.xml"))
        g_assert_cmpuint (n, >, 0);
    }
}

static const char computed_text[]
  = "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'"
    " xmlns:jr='http://openrosa.org/javarosa'><h:head><h:title>Computed</h:title><model><instance>"
    "<data id='computed'><lives/><why/><often/><group/><a/><b/><c/><kinds/><n/><any/><strange/>"
    "<q1/><q2/><q3/><q4/><q5/><q6/><q7/><item jr:template=''><place/><kind/><how/><early/><theft/></item>"
    "<item><place/><kind/><how/><early/><theft/></item></data></instance>"
    "<bind nodeset='/data/often' type='int'/>"
    "<bind nodeset='/data/group' type='string' calculate=\"if(/data/lives = 'here', 'resident',"
    " if((/data/why = 'work' or /data/why = 'study') and /data/often &gt; 3, 'commuter', 'visitor'))\"/>"
    "<bind nodeset='/data/kinds' type='string' calculate=\"normalize-space(concat(if(/data/a = '1', 'theft ', ''),"
    " if(/data/b = '1', 'threat ', ''), if(/data/c = '1', 'insult ', '')))\"/>"
    "<bind nodeset='/data/n' type='int' calculate='count-selected(/data/kinds)'/>"
    "<bind nodeset='/data/any' type='int' calculate='if(/data/n &gt; 0, 1, 0)'/>"
    "<bind nodeset='/data/strange' type='string' calculate='translate(/data/often, /data/why, /data/group)'/>"
    "<bind nodeset='/data/q1' type='string' relevant=\"/data/group = 'resident'\"/>"
    "<bind nodeset='/data/q2' type='string' relevant=\"/data/group = 'commuter'\"/>"
    "<bind nodeset='/data/q3' type='string' relevant=\"not(/data/group = 'visitor' and /data/often = 5)\"/>"
    "<bind nodeset='/data/q4' type='string' relevant='/data/any = 1'/>"
    "<bind nodeset='/data/q5' type='string' relevant=\"not(selected(/data/why, 'work') or selected(/data/why, 'fun'))\"/>"
    "<bind nodeset='/data/q6' type='string' relevant=\"/data/strange = 'x'\"/>"
    "<bind nodeset='/data/q7' type='string' relevant=\"regex(/data/why, '^w') and current()/../lives = 'here'\"/>"
    "<bind nodeset='/data/item/place' type='int' calculate='position(..)'/>"
    "<bind nodeset='/data/item/kind' type='string' calculate='selected-at(/data/kinds, position(..) - 1)'/>"
    "<bind nodeset='/data/item/early' type='string' relevant='../place &lt;= 4'/>"
    "<bind nodeset='/data/item/theft' type='string' relevant=\"../kind = 'theft' or ../kind = 'insult'\"/>"
    "</model></h:head><h:body>"
    "<select1 ref='/data/lives'><label>Home</label><item><label>Here</label><value>here</value></item>"
    "<item><label>There</label><value>there</value></item></select1>"
    "<select1 ref='/data/why'><label>Why</label><item><label>Work</label><value>work</value></item>"
    "<item><label>Study</label><value>study</value></item><item><label>Fun</label><value>fun</value></item></select1>"
    "<input ref='/data/often'><label>Often</label></input>"
    "<select1 ref='/data/a'><label>A</label><item><label>Yes</label><value>1</value></item></select1>"
    "<select1 ref='/data/b'><label>B</label><item><label>Yes</label><value>1</value></item></select1>"
    "<select1 ref='/data/c'><label>C</label><item><label>Yes</label><value>1</value></item></select1>"
    "<input ref='/data/q1'><label>Q one</label></input><input ref='/data/q2'><label>Q two</label></input>"
    "<input ref='/data/q3'><label>Q three</label></input><input ref='/data/q4'><label>Q four</label></input>"
    "<input ref='/data/q5'><label>Q five</label></input><input ref='/data/q6'><label>Q six</label></input>"
    "<input ref='/data/q7'><label>Q seven</label></input>"
    "<group><label>Items</label><repeat nodeset='/data/item'><input ref='/data/item/how'><label>How</label></input>"
    "<input ref='/data/item/early'><label>Early</label></input><input ref='/data/item/theft'><label>Theft</label></input>"
    "</repeat></group></h:body></h:html>";

static const struct
{
  const char *question;
  const char *routing;
} expected[] = {
  { "7. Q one", "Only if “Home” (1) is “Here”." },
  { "8. Q two", "Only if “Home” (1) is not “Here” and “Why” (2) is “Work” or “Study” and “Often” (3) is more than 3." },
  { "9. Q three", "Only if “Home” (1) is “Here” or (“Why” (2) is “Work” or “Study” and “Often” (3) is more than 3) or "
                  "“Often” (3) is not 5." },
  { "10. Q four", "Only if the answer to at least one of the questions 4–6 is “Yes”." },
  { "11. Q five", "Only if “Why” (2) does not include “Work” or “Fun”." },
  { "12. Q six", "Depends on the answers to questions 1–3." },
  { "13. Q seven", "Only if the answer to question 2 calls for it and “Home” (1) is “Here”." },
  { "15. Early", "Only if the number of this item is at most 4." },
  { "16. Theft", "Only if this item comes from the answer to question 4 or 6." },
};

/* What is computed is said by what it is computed from; what cannot be said, by the questions it depends on. */
static void
test_computed (void)
{
  g_autoptr (GBytes) xml = g_bytes_new_static (computed_text, strlen (computed_text));
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainForm) form = terrain_form_parse (xml, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (TerrainEnvironment) environment = terrain_environment_new (NULL, NULL, NULL);
  g_autoptr (TerrainInterview) interview = terrain_interview_new (form, environment);
  g_autoptr (TerrainPaper) paper = terrain_paper_new_blank (interview);
  guint n = 0;

  for (guint i = 1; i < paper->blocks->len; i++)
    {
      const TerrainPaperBlock *block = paper->blocks->pdata[i];
      g_autofree char *question = block->kind == TERRAIN_PAPER_QUESTION ? dup_plain (block) : NULL;

      for (guint k = 0; question && k < G_N_ELEMENTS (expected); k++)
        if (g_str_has_prefix (question, expected[k].question))
          {
            g_autofree char *routing = dup_plain (paper->blocks->pdata[i - 1]);

            g_assert_cmpstr (routing, ==, expected[k].routing);
            n++;
          }
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (expected));
}

static void
add_forms (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("TERRAIN_BUILD"), "data", "forms", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)))
    if (g_str_has_suffix (name, ".xml"))
      {
        g_autofree char *test = g_strconcat ("/paper-routing/shipped/", name, NULL);

        g_test_add_data_func_full (test, g_build_filename (folder, name, NULL), test_form, g_free);
      }
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "C.UTF-8");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("TERRAIN_LOCALE_DIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  add_forms ();
  g_test_add_func ("/paper-routing/computed", test_computed);
  return g_test_run ();
}
