/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <terrain-pseudo.h>
#include <terrain-translation-file.h>
#include <unistd.h>

/* A translation while somebody works on it, and what of it comes to the disk. */

static const char form_xml[] =
  "<?xml version='1.0'?>\n"
  "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'>"
  "<h:head><h:title>Visit</h:title><model>\n"
  "<instance><data id='visit' version='1'><name/><age/><child/><q/></data></instance>\n"
  "<bind nodeset='/data/name' type='string'/><bind nodeset='/data/age' type='int'/>"
  "<bind nodeset='/data/child' type='string'/><bind nodeset='/data/q' type='string'/>\n"
  "</model></h:head><h:body>\n"
  "<input ref='/data/name'><label>Your name</label><hint>Your name</hint></input>\n"
  "<input ref='/data/age'><label>How old is <output value='/data/name'/>?</label></input>\n"
  "<input ref='/data/child'><label>Below 18 <h:b>only</h:b></label></input>\n"
  "<select1 ref='/data/q'><label>All said?</label><item><label>Yes</label><value>1</value></item></select1>\n"
  "</h:body></h:html>\n";

#define HEADER "# By Ana\nmsgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
#define ENTRY(context, source, text) "\nmsgctxt \"" context "\"\nmsgid \"" source "\"\nmsgstr \"" text "\"\n"
#define TITLE ENTRY ("title", "Visit", "Visite")
#define NAME ENTRY ("/data/name:label", "Your name", "Votre nom")

typedef struct
{
  char *folder;
  char *path;
  TerrainForm *form;
  TerrainTranslationFile *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) xml = g_bytes_new_static (form_xml, sizeof form_xml - 1);
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("terrain-translation-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "fr.po", NULL);
  fixture->form = terrain_form_parse (xml, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->file);
  terrain_form_unref (fixture->form);
  g_remove (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
put (Fixture *fixture, const char *contents)
{
  g_assert_true (g_file_set_contents (fixture->path, contents, -1, NULL));
}

static void
open_file (Fixture *fixture, const char *contents)
{
  g_autoptr (GError) error = NULL;

  put (fixture, contents);
  g_clear_object (&fixture->file);
  fixture->file = terrain_translation_file_open (fixture->form, fixture->path, NULL, &error);
  g_assert_no_error (error);
}

static TerrainTranslationEntry *
entry (Fixture *fixture, const char *context)
{
  TerrainTranslationEntry *found = terrain_translation_file_find (fixture->file, context);

  g_assert_nonnull (found);
  return found;
}

static void
set_text (Fixture *fixture, const char *context, const char *text)
{
  terrain_translation_file_set_text (fixture->file, entry (fixture, context), text);
}

static void
assert_state (Fixture *fixture, const char *context, TerrainTranslationState state)
{
  g_assert_cmpint (terrain_translation_entry_get_state (entry (fixture, context)), ==, state);
}

static void
assert_saves (Fixture *fixture, const char *expected)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  terrain_translation_file_save (fixture->file, &error);
  g_assert_no_error (error);
  g_assert_false (terrain_translation_file_get_modified (fixture->file));
  g_assert_true (g_file_get_contents (fixture->path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, expected);
}

/* What an interview shows: what the model says and what is read from the file it wrote must be the same. */
static void
assert_shows (Fixture *fixture, const char *context, const char *expected)
{
  g_autoptr (TerrainTranslation) read = terrain_catalog_read (fixture->form, fixture->path, NULL, NULL, NULL);
  TerrainTranslation *live = terrain_translation_file_get_translation (fixture->file);

  g_assert_nonnull (read);
  for (guint i = 0; i < terrain_form_get_n_texts (fixture->form); i++)
    if (g_str_equal (terrain_form_get_text (fixture->form, i)->context, context))
      {
        g_autofree char *from_file = terrain_translation_dup_text (read, i);
        g_autofree char *from_model = terrain_translation_dup_text (live, i);

        g_assert_cmpstr (from_file, ==, expected);
        g_assert_cmpstr (from_model, ==, expected);
      }
}

static void
test_states (Fixture *fixture, gconstpointer data)
{
  TerrainCatalogStatistics statistics;
  guint n_warned = 0;
  g_autofree char *previous = NULL;
  g_autofree char *notes = NULL;

  open_file (fixture, HEADER TITLE "\n# Ask Bo\n#. Question or note\n#. Said at the door\n#: survey.csv:2\n#, fuzzy\n"
             "#| msgid \"Your \"\n#| \"\\\"name\\\"\"\n"
             "msgctxt \"/data/name:label\"\nmsgid \"Your name\"\nmsgstr \"Nom\"\n"
             ENTRY ("/data/age:label", "How old is ${name}?", "Quel âge ?")
             ENTRY ("/data/child:label", "Below 18 <b>only</b>", "Seulement <b>en dessous</b>")
             ENTRY ("/data/q:label", "All?", "Tout ?"));
  terrain_translation_file_count (fixture->file, &statistics, &n_warned);
  g_assert_cmpuint (statistics.total, ==, 7);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->file)), ==, 7);
  assert_state (fixture, "title", TERRAIN_TRANSLATION_DONE);
  assert_state (fixture, "/data/name:label", TERRAIN_TRANSLATION_FUZZY);
  assert_state (fixture, "/data/name:hint", TERRAIN_TRANSLATION_MISSING);
  assert_state (fixture, "/data/age:label", TERRAIN_TRANSLATION_FAILING);
  assert_state (fixture, "/data/q:label", TERRAIN_TRANSLATION_FUZZY);
  g_assert_cmpuint (statistics.fuzzy, ==, 2);
  g_assert_cmpuint (statistics.failing, ==, 1);
  g_assert_cmpuint (statistics.missing, ==, 2);

  previous = terrain_translation_entry_dup_previous (entry (fixture, "/data/name:label"));
  g_assert_cmpstr (previous, ==, "Your \"name\"");
  notes = terrain_translation_entry_dup_notes (entry (fixture, "/data/name:label"));
  g_assert_cmpstr (notes, ==, "Ask Bo\nSaid at the door");
  g_clear_pointer (&previous, g_free);
  previous = terrain_translation_entry_dup_previous (entry (fixture, "/data/q:label"));
  g_assert_cmpstr (previous, ==, "All?");
  g_assert_cmpstr (terrain_translation_entry_get_placeholders (entry (fixture, "/data/age:label"))[0], ==, "${name}");
  g_assert_false (terrain_translation_file_get_modified (fixture->file));
}

static void
test_checks (Fixture *fixture, gconstpointer data)
{
  TerrainTranslationEntry *age;
  TerrainIssue *issue;

  open_file (fixture, HEADER);
  age = entry (fixture, "/data/age:label");
  set_text (fixture, "/data/age:label", "Quel âge a ${nom} ?");
  assert_state (fixture, "/data/age:label", TERRAIN_TRANSLATION_FAILING);
  issue = terrain_translation_entry_get_issues (age)->pdata[0];
  g_assert_cmpstr (issue->code, ==, "po-placeholder");
  g_assert_nonnull (strstr (issue->message, "nom"));
  set_text (fixture, "/data/age:label", "Quel âge a ${name} ?");
  assert_state (fixture, "/data/age:label", TERRAIN_TRANSLATION_DONE);
  g_assert_cmpuint (terrain_translation_entry_get_issues (age)->len, ==, 0);

  set_text (fixture, "/data/child:label", "Moins de 18");
  assert_state (fixture, "/data/child:label", TERRAIN_TRANSLATION_FAILING);
  /* A number that is missing is a warning: the text shows all the same. */
  set_text (fixture, "/data/child:label", "<b>Enfants</b>");
  assert_state (fixture, "/data/child:label", TERRAIN_TRANSLATION_DONE);
  issue = terrain_translation_entry_get_issues (entry (fixture, "/data/child:label"))->pdata[0];
  g_assert_cmpstr (issue->code, ==, "po-number");
}

static void
test_one_entry (Fixture *fixture, gconstpointer data)
{
  static const char before[] = HEADER "\n#. Odd  spacing \n#, c-format , no-wrap\nmsgctxt   \"title\"\nmsgid \"\"\n\"Vi\"\n\"sit\"\nmsgstr \"Vis\"\n\"ite\"\n\n\n";
  static const char after[] = "# The end\n\n#~ msgctxt \"x\"\n#~ msgid \"Gone\"\n#~ msgstr \"Parti\"\n";
  g_autofree char *old = g_strconcat (before, "# Mine\nmsgctxt \"/data/name:label\"\nmsgid \"Your \"\n\"name\"\nmsgstr \"Nom\"\n\n", after, NULL);
  g_autofree char *changed = g_strconcat (before, "# Mine\nmsgctxt \"/data/name:label\"\nmsgid \"Your \"\n\"name\"\nmsgstr \"Votre \\\"nom\\\"\"\n\n", after, NULL);

  open_file (fixture, old);
  set_text (fixture, "/data/name:label", "Votre \"nom\"");
  g_assert_true (terrain_translation_file_get_modified (fixture->file));
  assert_saves (fixture, changed);
  assert_shows (fixture, "/data/name:label", "Votre \"nom\"");
  /* and back again, to the byte */
  set_text (fixture, "/data/name:label", "Nom");
  assert_saves (fixture, old);
}

static void
test_flags (Fixture *fixture, gconstpointer data)
{
  open_file (fixture, HEADER TITLE "\n#. Note\n#, fuzzy, c-format\n#| msgid \"Name\"\nmsgctxt \"/data/name:label\"\n"
             "msgid \"Your name\"\nmsgstr \"Nom\"\n");
  terrain_translation_file_set_fuzzy (fixture->file, entry (fixture, "/data/name:label"), FALSE);
  assert_saves (fixture, HEADER TITLE "\n#. Note\n#, c-format\nmsgctxt \"/data/name:label\"\nmsgid \"Your name\"\n"
                "msgstr \"Nom\"\n");
  assert_shows (fixture, "/data/name:label", "Nom");
  terrain_translation_file_set_fuzzy (fixture->file, entry (fixture, "title"), TRUE);
  assert_saves (fixture, HEADER "\n#, fuzzy\nmsgctxt \"title\"\nmsgid \"Visit\"\nmsgstr \"Visite\"\n"
                "\n#. Note\n#, c-format\nmsgctxt \"/data/name:label\"\nmsgid \"Your name\"\nmsgstr \"Nom\"\n");
  assert_shows (fixture, "title", NULL);
  /* Whoever writes a text has looked at it. */
  set_text (fixture, "title", "La visite");
  g_assert_false (terrain_translation_entry_get_fuzzy (entry (fixture, "title")));
  /* Nothing to review where nothing is. */
  terrain_translation_file_set_fuzzy (fixture->file, entry (fixture, "/data/q:label"), TRUE);
  assert_state (fixture, "/data/q:label", TERRAIN_TRANSLATION_MISSING);
}

/* The form's text is another one than was translated. */
static void
test_stale (Fixture *fixture, gconstpointer data)
{
  open_file (fixture, HEADER ENTRY ("/data/name:label", "Name", "Nom") TITLE);
  assert_state (fixture, "/data/name:label", TERRAIN_TRANSLATION_FUZZY);
  terrain_translation_file_set_fuzzy (fixture->file, entry (fixture, "/data/name:label"), FALSE);
  assert_saves (fixture, HEADER ENTRY ("/data/name:label", "Your name", "Nom") TITLE);
  assert_shows (fixture, "/data/name:label", "Nom");

  open_file (fixture, HEADER ENTRY ("/data/name:label", "Name", "Nom") TITLE);
  set_text (fixture, "/data/name:label", "Votre");
  terrain_translation_file_set_fuzzy (fixture->file, entry (fixture, "/data/name:label"), TRUE);
  assert_saves (fixture, HEADER "\n#, fuzzy\n#| msgctxt \"/data/name:label\"\n#| msgid \"Name\"\n"
                "msgctxt \"/data/name:label\"\nmsgid \"Your name\"\nmsgstr \"Votre\"\n" TITLE);
}

static void
test_insert (Fixture *fixture, gconstpointer data)
{
  open_file (fixture, HEADER TITLE ENTRY ("/data/q:label", "All said?", "") "\n#~ msgid \"Gone\"\n#~ msgstr \"x\"\n");
  set_text (fixture, "/data/name:hint", "Deux\nlignes\n");
  set_text (fixture, "/data/name:label", "Votre nom");
  assert_saves (fixture, HEADER TITLE NAME "\nmsgctxt \"/data/name:hint\"\nmsgid \"Your name\"\nmsgstr \"\"\n\"Deux\\n\"\n"
                "\"lignes\\n\"\n" ENTRY ("/data/q:label", "All said?", "") "\n#~ msgid \"Gone\"\n#~ msgstr \"x\"\n");
  assert_shows (fixture, "/data/name:label", "Votre nom");
  /* no newline at the end of the file */
  open_file (fixture, HEADER "\nmsgctxt \"title\"\nmsgid \"Visit\"\nmsgstr \"Visite\"");
  set_text (fixture, "/data/name:label", "Votre nom");
  assert_saves (fixture, HEADER TITLE NAME);
}

/* As gettext breaks lines; but not in a file of somebody who does not. */
static void
test_wrap (Fixture *fixture, gconstpointer data)
{
  static const char words[] = "Une phrase qui est assez longue pour ne pas tenir sur une seule ligne du fichier, comme dit";

  open_file (fixture, HEADER TITLE);
  set_text (fixture, "title", words);
  assert_saves (fixture, HEADER "\nmsgctxt \"title\"\nmsgid \"Visit\"\nmsgstr \"\"\n"
                "\"Une phrase qui est assez longue pour ne pas tenir sur une seule ligne du \"\n"
                "\"fichier, comme dit\"\n");
  g_autofree char *wide = g_strconcat (HEADER TITLE "\nmsgctxt \"/data/name:label\"\nmsgid \"Your name\"\nmsgstr \"", words,
                                       " ", words, "\"\n", NULL);
  g_autofree char *changed = g_strconcat (HEADER, "\nmsgctxt \"title\"\nmsgid \"Visit\"\nmsgstr \"", words, "\"\n",
                                          strstr (wide, "\nmsgctxt \"/data/name"), NULL);
  open_file (fixture, wide);
  set_text (fixture, "title", words);
  assert_saves (fixture, changed);
}

static char *
to_dos (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  return g_strjoinv ("\r\n", lines);
}

/* Byte order mark, line ends, character set, no header. */
static void
test_encodings (Fixture *fixture, gconstpointer data)
{
  g_autofree char *dos = to_dos ("\xef\xbb\xbf" HEADER NAME);
  g_autofree char *dos_changed = to_dos ("\xef\xbb\xbf" HEADER ENTRY ("/data/name:label", "Your name", "Nom"));
  TerrainIssue *issue;
  g_autofree char *contents = NULL;

  open_file (fixture, dos);
  set_text (fixture, "/data/name:label", "Nom");
  assert_saves (fixture, dos_changed);

  open_file (fixture, "msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n"
             ENTRY ("title", "Visit", "\xe9t\xe9") NAME);
  g_assert_cmpstr (terrain_translation_entry_get_text (entry (fixture, "title")), ==, "été");
  set_text (fixture, "/data/name:label", "نعم");
  assert_saves (fixture, "msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
                ENTRY ("title", "Visit", "été") ENTRY ("/data/name:label", "Your name", "نعم"));

  /* It says UTF-8 and is not: what nobody touches stays, byte for byte. */
  open_file (fixture, HEADER ENTRY ("title", "Visit", "\xe9t\xe9") NAME);
  assert_state (fixture, "title", TERRAIN_TRANSLATION_FAILING);
  issue = terrain_translation_file_get_issues (fixture->file)->pdata[0];
  g_assert_cmpstr (issue->code, ==, "po-charset");
  set_text (fixture, "/data/name:label", "Nom");
  assert_saves (fixture, HEADER ENTRY ("title", "Visit", "\xe9t\xe9") ENTRY ("/data/name:label", "Your name", "Nom"));
  set_text (fixture, "title", "été");
  assert_saves (fixture, HEADER ENTRY ("title", "Visit", "été") ENTRY ("/data/name:label", "Your name", "Nom"));

  open_file (fixture, "msgctxt \"title\"\nmsgid \"Visit\"\nmsgstr \"Visite\"\n");
  g_assert_cmpstr (terrain_translation_file_get_language (fixture->file), ==, "fr");
  set_text (fixture, "title", "La visite");
  g_assert_true (terrain_translation_file_save (fixture->file, NULL));
  g_assert_true (g_file_get_contents (fixture->path, &contents, NULL, NULL));
  g_assert_true (g_str_has_prefix (contents, "msgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: visit 1\\n\"\n"));
  g_assert_nonnull (strstr (contents, "\"Language: fr\\n\"\n"));
  g_assert_true (g_str_has_suffix (contents, "\n\nmsgctxt \"title\"\nmsgid \"Visit\"\nmsgstr \"La visite\"\n"));
  assert_shows (fixture, "title", "La visite");
}

/* Lines that cannot be read stay until somebody writes others in their place. */
static void
test_damage (Fixture *fixture, gconstpointer data)
{
  static const char broken[] = "\n# Mine\nmsgctxt \"title\"\nmsgid \"Visit\"\nmsgstr \"Visite\n";

  g_autofree char *old = g_strconcat (HEADER, broken, NAME, NULL);
  g_autofree char *changed = g_strconcat (HEADER, broken, ENTRY ("/data/name:label", "Your name", "Nom"), NULL);

  open_file (fixture, old);
  assert_state (fixture, "title", TERRAIN_TRANSLATION_FAILING);
  set_text (fixture, "/data/name:label", "Nom");
  assert_saves (fixture, changed);
  set_text (fixture, "title", "La visite");
  assert_state (fixture, "title", TERRAIN_TRANSLATION_DONE);
  assert_saves (fixture, HEADER "\n# Mine\nmsgctxt \"title\"\nmsgid \"Visit\"\nmsgstr \"La visite\"\n"
                ENTRY ("/data/name:label", "Your name", "Nom"));

  open_file (fixture, HEADER "\nmsgctxt \"title\"\nmsgid \"Visit\"\nmsgid_plural \"Visits\"\nmsgstr[0] \"a\"\nmsgstr[1] \"b\"\n");
  assert_state (fixture, "title", TERRAIN_TRANSLATION_FAILING);
  set_text (fixture, "title", "Visite");
  assert_saves (fixture, HEADER TITLE);
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  TerrainTranslationEntry *name;

  open_file (fixture, HEADER NAME);
  name = entry (fixture, "/data/name:label");
  g_assert_null (terrain_translation_file_undo (fixture->file));
  set_text (fixture, "/data/name:label", "N");
  set_text (fixture, "/data/name:label", "No");
  set_text (fixture, "/data/name:label", "Nom");
  terrain_translation_file_end_step (fixture->file);
  set_text (fixture, "/data/name:label", "Nom ");
  terrain_translation_file_set_fuzzy (fixture->file, name, TRUE);
  set_text (fixture, "title", "Visite");

  g_assert_true (terrain_translation_file_undo (fixture->file) == entry (fixture, "title"));
  g_assert_cmpstr (terrain_translation_entry_get_text (entry (fixture, "title")), ==, "");
  g_assert_true (terrain_translation_file_undo (fixture->file) == name);
  g_assert_false (terrain_translation_entry_get_fuzzy (name));
  g_assert_true (terrain_translation_file_undo (fixture->file) == name);
  g_assert_cmpstr (terrain_translation_entry_get_text (name), ==, "Nom");
  g_assert_true (terrain_translation_file_undo (fixture->file) == name);
  g_assert_cmpstr (terrain_translation_entry_get_text (name), ==, "Votre nom");
  g_assert_false (terrain_translation_file_get_can_undo (fixture->file));
  assert_saves (fixture, HEADER NAME);

  g_assert_true (terrain_translation_file_redo (fixture->file) == name);
  g_assert_cmpstr (terrain_translation_entry_get_text (name), ==, "Nom");
  assert_saves (fixture, HEADER ENTRY ("/data/name:label", "Your name", "Nom"));
  set_text (fixture, "/data/name:label", "Autre");
  g_assert_false (terrain_translation_file_get_can_redo (fixture->file));
}

static void
test_new (Fixture *fixture, gconstpointer data)
{
  g_autofree char *contents = NULL;
  g_autofree char *year = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GError) error = NULL;

  fixture->file = terrain_translation_file_new (fixture->form, fixture->path, "nl", &error);
  g_assert_no_error (error);
  /* Who only looks leaves nothing behind. */
  g_assert_true (terrain_translation_file_save (fixture->file, &error));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  set_text (fixture, "title", "Bezoek");
  g_assert_true (terrain_translation_file_save (fixture->file, &error));
  g_assert_true (g_file_get_contents (fixture->path, &contents, NULL, NULL));
  g_assert_nonnull (strstr (contents, "\"Language: nl\\n\"\n"));
  g_assert_nonnull (strstr (contents, "\"X-Generator: Terrain "));
  g_assert_nonnull (strstr (contents, "msgctxt \"title\"\nmsgid \"Visit\"\nmsgstr \"Bezoek\"\n"));
  g_assert_nonnull (strstr (contents, "msgctxt \"/data/q:label\"\nmsgid \"All said?\"\nmsgstr \"\"\n"));
  year = g_date_time_format (now, "\"PO-Revision-Date: %Y-");
  g_assert_nonnull (strstr (contents, year));
  assert_shows (fixture, "title", "Bezoek");
}

static void
test_changed_outside (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  open_file (fixture, HEADER TITLE NAME);
  set_text (fixture, "title", "La visite");
  put (fixture, HEADER TITLE ENTRY ("/data/name:label", "Your name", "Le nom"));
  g_assert_true (terrain_translation_file_is_changed_outside (fixture->file));
  g_assert_false (terrain_translation_file_save (fixture->file, &error));
  g_assert_error (error, TERRAIN_CATALOG_ERROR, TERRAIN_CATALOG_ERROR_CHANGED);
  g_assert_nonnull (strstr (error->message, fixture->path));
  g_assert_true (terrain_translation_file_reload (fixture->file, NULL));
  g_assert_cmpstr (terrain_translation_entry_get_text (entry (fixture, "/data/name:label")), ==, "Le nom");
  g_assert_true (terrain_translation_file_get_modified (fixture->file));
  assert_saves (fixture, HEADER ENTRY ("title", "Visit", "La visite") ENTRY ("/data/name:label", "Your name", "Le nom"));
  g_assert_false (terrain_translation_file_is_changed_outside (fixture->file));
  /* One that is gone is written anew. */
  g_remove (fixture->path);
  set_text (fixture, "title", "Visite");
  assert_saves (fixture, HEADER TITLE ENTRY ("/data/name:label", "Your name", "Le nom"));
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  open_file (fixture, HEADER TITLE);
  g_assert_cmpint (g_chmod (fixture->path, 0444), ==, 0);
  set_text (fixture, "title", "La visite");
  if (g_access (fixture->path, W_OK) != 0)
    {
      g_assert_false (terrain_translation_file_save (fixture->file, &error));
      g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ACCES);
      g_assert_true (terrain_translation_file_get_modified (fixture->file));
      g_assert_cmpint (g_chmod (fixture->path, 0644), ==, 0);
    }
  assert_saves (fixture, HEADER ENTRY ("title", "Visit", "La visite"));

  /* A folder in the place of the file: there is no writing it for anybody. */
  g_remove (fixture->path);
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  set_text (fixture, "title", "Visite");
  g_assert_false (terrain_translation_file_save (fixture->file, NULL));
  g_assert_true (terrain_translation_file_get_modified (fixture->file));
  g_assert_cmpint (g_rmdir (fixture->path), ==, 0);
  assert_saves (fixture, HEADER TITLE);
}

static void
test_other_target (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = g_build_filename (fixture->folder, "mine", "fr.po", NULL);
  g_autofree char *folder = g_path_get_dirname (target);
  g_autofree char *shipped = NULL;
  g_autoptr (GError) error = NULL;

  put (fixture, HEADER TITLE);
  fixture->file = terrain_translation_file_open (fixture->form, fixture->path, target, &error);
  g_assert_no_error (error);
  set_text (fixture, "title", "La visite");
  g_assert_true (terrain_translation_file_save (fixture->file, &error));
  g_assert_true (g_file_get_contents (fixture->path, &shipped, NULL, NULL));
  g_assert_cmpstr (shipped, ==, HEADER TITLE);
  g_clear_pointer (&shipped, g_free);
  g_assert_true (g_file_get_contents (target, &shipped, NULL, NULL));
  g_assert_cmpstr (shipped, ==, HEADER ENTRY ("title", "Visit", "La visite"));
  g_remove (target);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_next (Fixture *fixture, gconstpointer data)
{
  TerrainTranslationEntry *at;
  g_autofree char *suggestion = NULL;
  g_autofree char *description = NULL;

  open_file (fixture, HEADER TITLE NAME ENTRY ("/data/age:label", "How old is ${name}?", "Âge de ${name} ?")
             ENTRY ("/data/q:label", "All said?", "Tout dit ?"));
  at = terrain_translation_file_next_unfinished (fixture->file, entry (fixture, "title"));
  g_assert_true (at == entry (fixture, "/data/name:hint"));
  suggestion = terrain_translation_entry_dup_suggestion (at);
  g_assert_cmpstr (suggestion, ==, "Votre nom");
  at = terrain_translation_file_next_unfinished (fixture->file, at);
  g_assert_true (at == entry (fixture, "/data/child:label"));
  description = terrain_translation_entry_dup_description (entry (fixture, "/data/q:label"));
  g_assert_nonnull (strstr (description, "one answer from a list"));
  g_assert_nonnull (strstr (description, "Yes"));
  set_text (fixture, "/data/child:label", "18 <b>x</b>");
  at = terrain_translation_file_next_unfinished (fixture->file, entry (fixture, "/data/child:label"));
  /* the answer "Yes", then round again */
  g_assert_nonnull (at);
  set_text (fixture, terrain_translation_entry_get_context (at), "Oui");
  g_assert_true (terrain_translation_file_next_unfinished (fixture->file, at) == entry (fixture, "/data/name:hint"));
  set_text (fixture, "/data/name:hint", "Nom");
  g_assert_null (terrain_translation_file_next_unfinished (fixture->file, entry (fixture, "title")));
}

static void
test_pseudo (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = terrain_pseudo_dup_text ("Is ${a} <b class=\"x\">old</b> &amp; [here](http://x.be)?");
  g_autofree char *output = terrain_pseudo_dup_text ("Old: <output value=\"if(/data/age > 3, 'a', 'b')\"/>\n");
  g_autoptr (TerrainTranslation) translation = terrain_pseudo_new (fixture->form);
  TerrainTranslationEntry *age;

  g_assert_true (g_str_has_prefix (text, "⟦Îš ${a} <b class=\"x\">öļð</b> &amp; [ĥéŕé](http://x.be)?"));
  g_assert_true (g_str_has_suffix (text, "⟧"));
  g_assert_true (g_str_has_prefix (output, "⟦Öļð: <output value=\"if(/data/age > 3, 'a', 'b')\"/>"));
  g_assert_true (g_str_has_suffix (output, "⟧\n"));
  for (guint i = 0; i < terrain_form_get_n_texts (fixture->form); i++)
    {
      g_autofree char *shown = terrain_translation_dup_text (translation, i);

      g_assert_nonnull (shown);
      g_assert_cmpint (g_utf8_strlen (shown, -1), >, g_utf8_strlen (terrain_form_get_text (fixture->form, i)->source, -1));
    }
  fixture->file = terrain_translation_file_new_pseudo (fixture->form);
  age = entry (fixture, "/data/age:label");
  g_assert_cmpint (terrain_translation_entry_get_state (age), ==, TERRAIN_TRANSLATION_DONE);
  g_assert_nonnull (strstr (terrain_translation_entry_get_text (age), "${name}"));
  g_assert_false (terrain_translation_file_get_editable (fixture->file));
  set_text (fixture, "title", "x");
  g_assert_false (terrain_translation_file_get_modified (fixture->file));
  g_assert_true (terrain_translation_file_save (fixture->file, NULL));
}

/* What cannot be opened says why; forty languages are forty files. */
static void
test_files (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  put (fixture, "\xff\xfem\0s\0");
  g_assert_null (terrain_translation_file_open (fixture->form, fixture->path, NULL, &error));
  g_assert_error (error, TERRAIN_CATALOG_ERROR, TERRAIN_CATALOG_ERROR_NOT_PO);
  g_clear_error (&error);
  put (fixture, "");
  g_assert_null (terrain_translation_file_open (fixture->form, fixture->path, NULL, &error));
  g_assert_error (error, TERRAIN_CATALOG_ERROR, TERRAIN_CATALOG_ERROR_NOT_PO);
  g_remove (fixture->path);
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *language = g_strdup_printf ("q%c%c", 'a' + i / 26, 'a' + i % 26);
      g_autofree char *name = g_strconcat (language, ".po", NULL);
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_autoptr (TerrainTranslationFile) file = terrain_translation_file_new (fixture->form, path, language, NULL);
      g_autoptr (TerrainTranslation) read = NULL;

      g_assert_nonnull (file);
      terrain_translation_file_set_text (file, terrain_translation_file_find (file, "title"), language);
      g_assert_true (terrain_translation_file_save (file, NULL));
      read = terrain_catalog_read (fixture->form, path, NULL, NULL, NULL);
      g_assert_cmpstr (terrain_translation_get_language (read), ==, language);
      g_remove (path);
    }
}

static void
count_edits (TerrainTranslationFile *file, TerrainTranslationEntry *edited, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
test_signals (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainTranslationEntry) kept = NULL;
  guint n_edits = 0;

  open_file (fixture, HEADER TITLE);
  kept = g_object_ref (entry (fixture, "title"));
  g_signal_connect (fixture->file, "edited", G_CALLBACK (count_edits), &n_edits);
  set_text (fixture, "title", "Visite");
  g_assert_cmpuint (n_edits, ==, 0);
  set_text (fixture, "title", "Visites");
  g_assert_cmpuint (n_edits, ==, 1);
  terrain_translation_file_undo (fixture->file);
  g_assert_cmpuint (n_edits, ==, 2);
  /* An entry may outlive its file. */
  g_clear_object (&fixture->file);
  g_assert_null (terrain_translation_entry_dup_notes (kept));
  g_assert_null (terrain_translation_entry_dup_description (kept));
}

/* Every shipped translation: a change of any one entry is a change of its lines only. */
static void
test_shipped (Fixture *fixture, gconstpointer data)
{
  const char *build = g_getenv ("TERRAIN_BUILD");
  const char *source = g_getenv ("TERRAIN_SOURCE");
  g_autofree char *form_path = g_build_filename (build != NULL ? build : "", "data", "forms", "lisa_intake.xml", NULL);
  g_autofree char *po = g_build_filename (source != NULL ? source : "", "po", "forms", "lisa_intake", "ar.po", NULL);
  g_autofree char *xml = NULL;
  g_autofree char *contents = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (form_path, &xml, &length, NULL) || !g_file_get_contents (po, &contents, NULL, NULL))
    {
      g_test_skip ("needs the forms of the build");
      return;
    }
  g_autoptr (GBytes) bytes = g_bytes_new (xml, length);
  g_autoptr (TerrainForm) form = terrain_form_parse (bytes, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  put (fixture, contents);
  fixture->file = terrain_translation_file_open (form, fixture->path, NULL, &error);
  g_assert_no_error (error);
  TerrainTranslationEntry *label = entry (fixture, "/data/k_core/i_lang:label");
  g_autofree char *old = g_strdup_printf ("msgstr \"%s\"\n", terrain_translation_entry_get_text (label));
  g_auto (GStrv) parts = NULL;

  terrain_translation_file_set_text (fixture->file, label, "لغة الحديث");
  parts = g_strsplit (contents, "msgctxt \"/data/k_core/i_lang:label\"\n", 2);
  g_assert_nonnull (parts[1]);
  g_auto (GStrv) rest = g_strsplit (parts[1], old, 2);
  g_assert_nonnull (rest[1]);
  g_autofree char *expected = g_strconcat (parts[0], "msgctxt \"/data/k_core/i_lang:label\"\n", rest[0],
                                           "msgstr \"لغة الحديث\"\n", rest[1], NULL);
  assert_saves (fixture, expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/catalog/translation-file/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("states", test_states);
  ADD ("checks", test_checks);
  ADD ("one-entry", test_one_entry);
  ADD ("flags", test_flags);
  ADD ("stale", test_stale);
  ADD ("insert", test_insert);
  ADD ("wrap", test_wrap);
  ADD ("encodings", test_encodings);
  ADD ("damage", test_damage);
  ADD ("undo", test_undo);
  ADD ("new", test_new);
  ADD ("changed-outside", test_changed_outside);
  ADD ("read-only", test_read_only);
  ADD ("other-target", test_other_target);
  ADD ("next", test_next);
  ADD ("pseudo", test_pseudo);
  ADD ("files", test_files);
  ADD ("signals", test_signals);
  ADD ("shipped", test_shipped);
  return g_test_run ();
}
