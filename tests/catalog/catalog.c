/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <terrain-catalog.h>

/* A form of seven texts: title, two questions, a hint, a message, two choices; outputs that end in the same name. */
static const char form_xml[] =
  "<?xml version='1.0'?>\n"
  "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'"
  " xmlns:jr='http://openrosa.org/javarosa'><h:head><h:title>Visit</h:title><model><itext>\n"
  "<translation lang='en' default='true()'>\n"
  "<text id='n'><value>Your name</value></text>\n"
  "<text id='h'><value>As <h:b>others</h:b> call you</value></text>\n"
  "<text id='m'><value>Too long</value></text>\n"
  "<text id='q'><value>Is <output value='/data/a/name'/> the child of <output value='/data/b/name'/>?</value></text>\n"
  "<text id='y-0'><value>Yes</value></text>\n"
  "<text id='y-1'><value>No</value></text>\n"
  "</translation></itext>\n"
  "<instance><data id='visit' version='1'><a><name/></a><b><name/></b><q/></data></instance>\n"
  "<instance id='yn'><root><item><itextId>y-0</itextId><name>1</name></item>"
  "<item><itextId>y-1</itextId><name>0</name></item></root></instance>\n"
  "<bind nodeset='/data/a/name' type='string' constraint='string-length(.) &lt; 9' jr:constraintMsg=\"jr:itext('m')\"/>\n"
  "<bind nodeset='/data/b/name' type='string'/><bind nodeset='/data/q' type='string'/>\n"
  "</model></h:head><h:body>\n"
  "<input ref='/data/a/name'><label ref=\"jr:itext('n')\"/><hint ref=\"jr:itext('h')\"/></input>\n"
  "<input ref='/data/b/name'/>\n"
  "<select1 ref='/data/q'><label ref=\"jr:itext('q')\"/><itemset nodeset=\"instance('yn')/root/item\">"
  "<value ref='name'/><label ref='jr:itext(itextId)'/></itemset></select1>\n"
  "</h:body></h:html>\n";

#define HEADER "msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"
#define ENTRY(context, source, text) \
  "msgctxt \"" context "\"\nmsgid \"" source "\"\nmsgstr \"" text "\"\n\n"
#define NAME_ENTRY(text) ENTRY ("/data/a/name:label", "Your name", text)
#define QUESTION "Is ${a/name} the child of ${b/name}?"
#define QUESTION_ENTRY(text) ENTRY ("/data/q:label", QUESTION, text)
#define N_TEXTS 7

static const char complete_po[] = HEADER
  ENTRY ("title", "Visit", "Visite")
  NAME_ENTRY ("Votre nom")
  ENTRY ("/data/a/name:hint", "As <b>others</b> call you", "Comme les <b>autres</b> vous appellent")
  ENTRY ("/data/a/name:constraint", "Too long", "Trop long")
  QUESTION_ENTRY ("${b/name} est-il parent de ${a/name} ?")
  ENTRY ("choices/yn/1:label", "Yes", "Oui")
  ENTRY ("choices/yn/0:label", "No", "Non");

typedef struct
{
  char *folder;
  char *path;
  TerrainForm *form;
  GPtrArray *issues;
  TerrainCatalogStatistics statistics;
  TerrainTranslation *translation;
  GError *error;
} Fixture;

static TerrainForm *
parse_form (const char *xml)
{
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));
  g_autoptr (GError) error = NULL;
  TerrainForm *form = terrain_form_parse (bytes, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return form;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("terrain-catalog-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "fr.po", NULL);
  fixture->form = parse_form (form_xml);
}

static void
forget (Fixture *fixture)
{
  g_clear_pointer (&fixture->issues, g_ptr_array_unref);
  g_clear_pointer (&fixture->translation, terrain_translation_unref);
  g_clear_error (&fixture->error);
  memset (&fixture->statistics, 0, sizeof fixture->statistics);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  forget (fixture);
  terrain_form_unref (fixture->form);
  g_remove (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
read_bytes (Fixture *fixture, const char *po, gssize length)
{
  forget (fixture);
  g_remove (fixture->path); /* without guarantees, an old longer file keeps its end */
  g_assert_true (g_file_set_contents_full (fixture->path, po, length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  fixture->translation = terrain_catalog_read (fixture->form, fixture->path, &fixture->issues, &fixture->statistics,
                                               &fixture->error);
  g_assert_true ((fixture->translation == NULL) == (fixture->error != NULL));
  if (fixture->translation != NULL)
    g_assert_cmpuint (fixture->statistics.translated + fixture->statistics.fuzzy + fixture->statistics.missing
                        + fixture->statistics.failing, ==, fixture->statistics.total);
}

static void
read_po (Fixture *fixture, const char *po)
{
  read_bytes (fixture, po, (gssize) strlen (po));
}

/* The one issue called @code; there is one. */
static const TerrainIssue *
find_issue (Fixture *fixture, const char *code)
{
  const TerrainIssue *found = NULL;

  for (guint i = 0; i < fixture->issues->len; i++)
    {
      const TerrainIssue *issue = g_ptr_array_index (fixture->issues, i);

      if (g_str_equal (issue->code, code))
        found = issue;
      else
        g_test_message ("issue %s, line %d: %s", issue->code, issue->line, issue->message);
    }
  g_assert_nonnull (found);
  return found;
}

/* What a person sees of @ref in the translation's language. */
static char *
dup_label (Fixture *fixture, const char *ref)
{
  g_autoptr (TerrainEnvironment) environment = terrain_environment_new (NULL, NULL, NULL);
  g_autoptr (TerrainInterview) interview = terrain_interview_new (fixture->form, environment);
  g_autoptr (GError) error = NULL;

  terrain_interview_add_translation (interview, fixture->translation);
  terrain_interview_answer (interview, "/data/a/name", "Ana", NULL);
  terrain_interview_answer (interview, "/data/b/name", "Bo", NULL);
  g_assert_true (terrain_interview_set_language (interview, terrain_translation_get_language (fixture->translation),
                                                 &error));
  g_assert_no_error (error);
  return g_strdup (terrain_item_get_label (terrain_interview_find_item (interview, ref)));
}

static void
test_complete (Fixture *fixture, gconstpointer data)
{
  g_autofree char *label = NULL;

  read_po (fixture, complete_po);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->issues->len, ==, 0);
  g_assert_cmpuint (fixture->statistics.total, ==, N_TEXTS);
  g_assert_cmpuint (fixture->statistics.translated, ==, N_TEXTS);
  g_assert_cmpuint (fixture->statistics.unknown, ==, 0);
  g_assert_cmpstr (terrain_translation_get_language (fixture->translation), ==, "fr");
  label = dup_label (fixture, "/data/q");
  g_assert_cmpstr (label, ==, "Bo est-il parent de Ana ?");
}

static void
test_fallback (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = NULL;

  read_po (fixture, HEADER ENTRY ("title", "Visit", "") "#, fuzzy\n" NAME_ENTRY ("Votre nom ?")
                      QUESTION_ENTRY ("${a/name}, ${b/name} ?"));
  g_assert_cmpuint (fixture->statistics.translated, ==, 1);
  g_assert_cmpuint (fixture->statistics.fuzzy, ==, 1);
  g_assert_cmpuint (fixture->statistics.missing, ==, N_TEXTS - 2);
  name = dup_label (fixture, "/data/a/name");
  g_assert_cmpstr (name, ==, "Your name");
}

static void
test_changed_source (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = NULL;

  read_po (fixture, HEADER ENTRY ("/data/a/name:label", "Your first name", "Votre prénom"));
  g_assert_cmpuint (fixture->statistics.fuzzy, ==, 1);
  g_assert_cmpint (find_issue (fixture, "po-changed-source")->line, ==, 6);
  name = dup_label (fixture, "/data/a/name");
  g_assert_cmpstr (name, ==, "Your name");
}

static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  read_po (fixture, HEADER ENTRY ("/data/gone:label", "Gone", "Parti") NAME_ENTRY ("Votre nom")
                      "msgid \"Yes\"\nmsgstr \"Oui\"\n\n"
                      "#~ msgctxt \"/data/old:label\"\n#~ msgid \"Old\"\n#~ msgstr \"Vieux\"\n\n"
                      "msgctxt \"choices/yn/1:label\"\nmsgid \"Yes\"\nmsgid_plural \"Yeses\"\n"
                      "msgstr[0] \"Oui\"\nmsgstr[1] \"Ouis\"\n");
  g_assert_cmpuint (fixture->statistics.unknown, ==, 3);
  g_assert_cmpuint (fixture->statistics.translated, ==, 1);
  find_issue (fixture, "po-unknown");
}

/* Each refused for its own reason, with the line of the entry, and the source text shown. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *code;
  } cases[] = {
    { "${a/name} est l'enfant de ?", "po-placeholder" },
    { "${a/name} ${b/name} ${c/name}", "po-placeholder" },
    { "${name} ${a/name} ${b/name}", "po-placeholder" },
    { "${a/name} <output value='/data/b/name' /> <output value='/data/q'/>", "po-placeholder" },
    { "${a/name} ${b/name} <output value='/data/q'", "po-placeholder" },
    { "${a/name} <i>${b/name}</i>", "po-text" },
    { "${a/name} ${b/name}\\a", "po-text" },
    { "\u202b${a/name} ${b/name}", "po-text" },
    { "${a/name}\u2069 ${b/name}", "po-text" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *entry = g_strdup_printf ("msgctxt \"/data/q:label\"\nmsgid \"%s\"\nmsgstr \"%s\"\n", QUESTION,
                                                cases[i].text);
      g_autofree char *po = g_strconcat (HEADER "# comment\n", entry, NULL);
      g_autofree char *label = NULL;

      g_test_message ("%s", cases[i].text);
      read_po (fixture, po);
      g_assert_cmpuint (fixture->statistics.failing, ==, 1);
      g_assert_cmpint (find_issue (fixture, cases[i].code)->line, ==, 7);
      g_assert_cmpstr (find_issue (fixture, cases[i].code)->ref, ==, "/data/q:label");
      label = dup_label (fixture, "/data/q");
      g_assert_cmpstr (label, ==, "Is Ana the child of Bo?");
    }
}

static void
test_accepted (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[][2] = {
    { "${b/name} a-t-il ${a/name}, ${b/name} ?", "Bo a-t-il Ana, Bo ?" },
    { "<output value='/data/b/name'/> → ${ a/name }", "Bo → Ana" },
    { "\u2067${a/name}\u2069 ${b/name}\u200f", "\u2067Ana\u2069 Bo\u200f" },
    { "${a/name} < ${b/name} & $5 {x} 100 %", "Ana < Bo & $5 {x} 100 %" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *po = g_strdup_printf ("%smsgctxt \"/data/q:label\"\nmsgid \"%s\"\nmsgstr \"%s\"\n", HEADER,
                                             QUESTION, texts[i][0]);
      g_autofree char *label = NULL;

      read_po (fixture, po);
      g_assert_cmpuint (fixture->statistics.translated, ==, 1);
      label = dup_label (fixture, "/data/q");
      g_assert_cmpstr (label, ==, texts[i][1]);
    }
}

static void
test_markup (Fixture *fixture, gconstpointer data)
{
  static const char *const broken[] = { "Comme les autres", "Comme les <b>autres", "</b>Comme<b>",
                                        "<b>Comme</b> <b>autres</b>", "<u>Comme</u>" };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *po = g_strdup_printf ("%smsgctxt \"/data/a/name:hint\"\nmsgid \"As <b>others</b> call you\"\n"
                                             "msgstr \"%s\"\n", HEADER, broken[i]);

      read_po (fixture, po);
      g_assert_cmpuint (fixture->statistics.failing, ==, 1);
      find_issue (fixture, "po-text");
    }
}

static void
test_white_space (Fixture *fixture, gconstpointer data)
{
  read_po (fixture, HEADER NAME_ENTRY (" Votre nom"));
  g_assert_cmpuint (fixture->statistics.translated, ==, 1);
  g_assert_cmpint (find_issue (fixture, "po-white-space")->severity, ==, TERRAIN_ISSUE_WARNING);
}

/* Worth a look, and shown. */
static void
test_warned (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *source;
    const char *text;
    const char *code; /* (nullable) */
  } cases[] = {
    { "From 1,000 to 24 h", "De 1 000 à 24 h", NULL },
    { "From 1,000 to 24 h", "\u0661\u0660\u0660\u0660 – \u0662\u0664", NULL },
    { "From 1,000 to 24 h", "De 100 à 24 h", "po-number" },
    { "2 of 2", "2 sur deux", NULL },
    { "2 of 2", "deux", "po-number" },
    { "Choose up to 3", "Trois au plus", NULL },
    { "Choose up to 3", "Treize au plus", "po-number" },
    { "Within 17 days", "Dans les dix-sept jours", NULL },
    { "of whom seem under 18", "dont semblent mineurs", NULL },
    { "Within 7 days", "Dans les dix-sept jours", "po-number" },
    { "Choose up to 3", "Drie", "po-number" },
    { "After 20:00", "Après 20 h", NULL },
    { "Is <output value=\"/data/b/name\"/> 1?", "<output value=\\\"/data/b/name\\\"/> est-il 1 ?", NULL },
    { "Yes", "Oui, certainement, c’est le cas, vraiment", NULL },
    { "Yes", "Oui, certainement, c’est le cas, vraiment et sans le moindre doute", "po-length" },
    { "Yes", "\u200eOui", "po-direction" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *escaped = g_strescape (cases[i].source, NULL);
      g_autofree char *po = g_strdup_printf ("%smsgctxt \"/data/a/name:hint\"\nmsgid \"%s\"\nmsgstr \"%s\"\n", HEADER,
                                             escaped, cases[i].text);
      g_auto (GStrv) parts = g_strsplit (form_xml, "As <h:b>others</h:b> call you", 2);
      g_autofree char *xml = g_strjoinv (cases[i].source, parts);

      g_test_message ("%s", cases[i].text);
      terrain_form_unref (fixture->form);
      fixture->form = parse_form (xml);
      read_po (fixture, po);
      g_assert_cmpuint (fixture->statistics.translated, ==, 1);
      if (cases[i].code == NULL)
        g_assert_cmpuint (fixture->issues->len, ==, 0);
      else
        g_assert_cmpint (find_issue (fixture, cases[i].code)->line, ==, 6);
    }
}

/* Half a text could be read; a person must not be shown half a question. */
static void
test_syntax (Fixture *fixture, gconstpointer data)
{
  g_autofree char *label = NULL;

  read_po (fixture, HEADER "msgctxt \"/data/a/name:label\"\nmsgid \"Your name\"\nmsgstr \"Votre\n\"nom\"\n\n"
                           "msgctxt \"choices/yn/1:label\"\nmsgid \"Yes\"\nmsgstr \"Oui\"\n");
  g_assert_cmpuint (fixture->statistics.failing, ==, 1);
  g_assert_cmpuint (fixture->statistics.translated, ==, 1);
  g_assert_cmpint (find_issue (fixture, "po-syntax")->line, ==, 8);
  label = dup_label (fixture, "/data/a/name");
  g_assert_cmpstr (label, ==, "Your name");
}

/* Ways to write an entry, each the first of two: what is wrong with it is said with its line, and the second is shown. */
static void
test_layout (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *entry;
    const char *label;
    int line; /* of a mistake; 0 for none */
  } cases[] = {
    { "msgctxt \"/data/a/name:label\"\r\nmsgid \"Your \"\r\n\"name\"\r\nmsgstr \"\"\r\n\"N\\157m\"\r\n", "Nom", 0 },
    { "msgctxt \"/data/a/name:label\" msgid \"Your\" \" name\" msgstr \"Nom\"", "Your name", 6 },
    { "  msgctxt\n\"/data/a\" \"/name:label\"\n\tmsgid\n\"Your name\"\n\nmsgstr\n\n\"Nom\"", "Nom", 0 },
    { "#~| msgid \"Old\"\n#, c-format\n# mine\n#: a.c:1\nmsgctxt \"/data/a/name:label\"\nmsgid \"Your name\"\nmsgstr \"Nom\"",
      "Nom", 0 },
    { "domain \"forms\"\nmsgctxt \"/data/a/name:label\"\nmsgid \"Your name\"\nmsgstr \"Nom\"", "Nom", 0 },
    { "#, no-wrap, fuzzy\nmsgctxt \"/data/a/name:label\"\nmsgid \"Your name\"\nmsgstr \"Nom\"", "Your name", 0 },
    { "msgctxt \"/data/a/name:label\"\nmsgid \"Your name\"", "Your name", 6 },
    { "msgctxt \"/data/a/name:label\"\n# mine\nmsgid \"Your name\"\nmsgstr \"Nom\"", "Your name", 6 },
    { "msgctxt \"/data/a/name:label\"\nmsgid \"Your name\"\nmsgstr Nom", "Your name", 8 },
    { "msgctxt \"/data/a/name:label\"\nmsgid \"Your name\"\nmsgstr \"Nom\\q\"", "Your name", 8 },
    { "msgctxt \"/data/a/name:label\"\nmsgid \"Your name\"\nmsgstr \"Nom\"\nmsgstr \"Prénom\"", "Your name", 9 },
    { "msgctxt \"/data/a/name:label\"\nmsgid \"Your name\"\nmsgstr \"Nom\" msgid \"A\" msgstr \"B\"", "Your name", 6 },
    { "msgctxt \"/data/a/name:label\"\nmsgid \"Your name\"\nmsgstr \"Nom\\", "Your name", 8 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *po = g_strconcat (HEADER, cases[i].entry, "\n\n", QUESTION_ENTRY ("${a/name}, ${b/name}"), NULL);
      g_autofree char *name = NULL;
      g_autofree char *question = NULL;

      g_test_message ("layout %u", i);
      read_po (fixture, po);
      name = dup_label (fixture, "/data/a/name");
      question = dup_label (fixture, "/data/q");
      g_assert_cmpstr (name, ==, cases[i].label);
      g_assert_cmpstr (question, ==, "Ana, Bo");
      if (cases[i].line == 0)
        g_assert_cmpuint (fixture->issues->len, ==, 0);
      else
        g_assert_cmpint (find_issue (fixture, "po-syntax")->line, ==, cases[i].line);
    }
}

static void
test_zero_byte (Fixture *fixture, gconstpointer data)
{
  static const char po[] = HEADER "msgctxt \"/data/a/name:label\"\nmsgid \"Your name\"\nmsgstr \"Nom\0 de famille\"\n";
  g_autofree char *label = NULL;

  read_bytes (fixture, po, sizeof po - 1);
  g_assert_cmpint (find_issue (fixture, "po-syntax")->line, ==, 8);
  label = dup_label (fixture, "/data/a/name");
  g_assert_cmpstr (label, ==, "Your name");
}

static void
test_duplicate (Fixture *fixture, gconstpointer data)
{
  g_autofree char *label = NULL;

  read_po (fixture, HEADER NAME_ENTRY ("Votre nom") NAME_ENTRY ("Ton nom"));
  g_assert_cmpint (find_issue (fixture, "po-duplicate")->line, ==, 10);
  label = dup_label (fixture, "/data/a/name");
  g_assert_cmpstr (label, ==, "Votre nom");
}

static void
test_charset (Fixture *fixture, gconstpointer data)
{
#define CHARSET_HEADER(name) "msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\"Content-Type: text/plain; charset=" name "\\n\"\n\n"
  static const struct
  {
    const char *po;
    const char *label;
    const char *code;
  } cases[] = {
    { CHARSET_HEADER ("ISO-8859-1") NAME_ENTRY ("\xe9t\xe9"), "été", NULL },
    { CHARSET_HEADER ("ISO-8859-1") NAME_ENTRY ("été"), "été", "po-charset" },
    { CHARSET_HEADER ("CHARSET") NAME_ENTRY ("été"), "été", "po-charset" },
    { CHARSET_HEADER ("KLINGON-8") NAME_ENTRY ("été"), "été", "po-charset" },
    { "msgid \"\"\nmsgstr \"Language: fr\\n\"\n\n" NAME_ENTRY ("été"), "été", "po-charset" },
    { CHARSET_HEADER ("UTF-8") NAME_ENTRY ("\xe9t\xe9"), "Your name", "po-charset" },
    { "\xef\xbb\xbf" CHARSET_HEADER ("UTF-8") NAME_ENTRY ("été"), "été", NULL },
    { "\xef\xbb\xbf# Traduction\n" CHARSET_HEADER ("UTF-8") NAME_ENTRY ("été"), "été", NULL },
  };
#undef CHARSET_HEADER

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *label = NULL;

      g_test_message ("case %u", i);
      read_po (fixture, cases[i].po);
      g_assert_no_error (fixture->error);
      if (cases[i].code != NULL)
        find_issue (fixture, cases[i].code);
      else
        g_assert_cmpuint (fixture->issues->len, ==, 0);
      label = dup_label (fixture, "/data/a/name");
      g_assert_cmpstr (label, ==, cases[i].label);
    }
}

static void
test_language (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "translation.po", NULL);

  /* no header at all: the file's name says it */
  read_po (fixture, NAME_ENTRY ("Votre nom"));
  g_assert_cmpstr (terrain_translation_get_language (fixture->translation), ==, "fr");
  find_issue (fixture, "po-header");
  /* the header counts, and the difference is said */
  read_po (fixture, "msgid \"\"\nmsgstr \"Language: pt_BR\\nContent-Type: text/plain; charset=UTF-8\\n\"\n"
                      NAME_ENTRY ("Nome"));
  g_assert_cmpstr (terrain_translation_get_language (fixture->translation), ==, "pt-BR");
  find_issue (fixture, "po-language");
  /* neither */
  forget (fixture);
  g_assert_true (g_file_set_contents (other, NAME_ENTRY ("Votre nom"), -1, NULL));
  g_assert_null (terrain_catalog_read (fixture->form, other, NULL, NULL, &fixture->error));
  g_assert_error (fixture->error, TERRAIN_CATALOG_ERROR, TERRAIN_CATALOG_ERROR_LANGUAGE);
  g_remove (other);
}

static void
test_not_po (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *bytes;
    gssize length;
  } cases[] = {
    { "", 0 },
    { "<?xml version='1.0'?><a><b/></a>\n", -1 },
    { "\xff\xfe" "m\0s\0g\0i\0d\0", 12 },
    { "\xfe\xff\0m\0s\0g", 8 },
    { "\0\0\0\0\0\0\0\0", 8 },
    { "hello", 5 },
  };
  g_autofree char *fifo = g_build_filename (fixture->folder, "nl.po", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      read_bytes (fixture, cases[i].bytes, cases[i].length >= 0 ? cases[i].length : (gssize) strlen (cases[i].bytes));
      g_assert_error (fixture->error, TERRAIN_CATALOG_ERROR, TERRAIN_CATALOG_ERROR_NOT_PO);
    }
  forget (fixture);
  g_assert_null (terrain_catalog_read (fixture->form, fixture->folder, NULL, NULL, &fixture->error));
  g_assert_error (fixture->error, TERRAIN_CATALOG_ERROR, TERRAIN_CATALOG_ERROR_READ);
  forget (fixture);
  g_assert_null (terrain_catalog_read (fixture->form, "/nonexistent/fr.po", NULL, NULL, &fixture->error));
  g_assert_error (fixture->error, TERRAIN_CATALOG_ERROR, TERRAIN_CATALOG_ERROR_READ);
  forget (fixture);
  /* nothing waits for a writer that never comes */
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  g_assert_null (terrain_catalog_read (fixture->form, fifo, NULL, NULL, &fixture->error));
  g_assert_error (fixture->error, TERRAIN_CATALOG_ERROR, TERRAIN_CATALOG_ERROR_READ);
  g_remove (fifo);
}

/* Cut off anywhere, a file gives what is whole, and never a text that is not. */
static void
test_truncated (Fixture *fixture, gconstpointer data)
{
  for (gsize length = 0; length < strlen (complete_po); length++)
    {
      read_bytes (fixture, complete_po, (gssize) length);
      if (fixture->translation == NULL)
        continue;
      if (length > 200)
        {
          g_autofree char *label = dup_label (fixture, "/data/a/name");

          g_assert_true (g_str_equal (label, "Votre nom") || g_str_equal (label, "Your name"));
        }
    }
}

static void
test_mutated (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261121);

  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *po = g_strdup (complete_po);
      gsize length = strlen (po);

      for (guint n = 1 + g_rand_int (random) % 8; n > 0; n--)
        po[g_rand_int (random) % length] = (char) (g_rand_int (random) % 256);
      read_bytes (fixture, po, (gssize) length);
    }
}

/* The library lets a string grow by 100 bytes, which costs a copy each time only where the allocator is the sanitizer's. */
#ifdef __SANITIZE_ADDRESS__
#define N_HOSTILE 40000
#else
#define N_HOSTILE 200000
#endif

static void
test_hostile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) po = g_string_new (HEADER "msgctxt \"/data/q:label\"\nmsgid \"" QUESTION "\"\nmsgstr \"");

  for (guint i = 0; i < N_HOSTILE; i++)
    g_string_append (po, "${<output <b>");
  g_string_append (po, "\"\n");
  read_bytes (fixture, po->str, (gssize) po->len);
  g_assert_cmpuint (fixture->statistics.failing, ==, 1);
  g_string_assign (po, HEADER);
  for (guint i = 0; i < 20000; i++)
    g_string_append (po, "nonsense \"\n");
  read_bytes (fixture, po->str, (gssize) po->len);
  g_assert_cmpuint (fixture->issues->len, <, 100);
}

static void
test_template (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *nowhere = g_build_filename (fixture->folder, "none", "visit.pot", NULL);
  g_autofree char *filled = NULL;
  g_auto (GStrv) parts = NULL;

  g_assert_true (terrain_catalog_write_template (fixture->form, fixture->path, &fixture->error));
  g_assert_no_error (fixture->error);
  g_assert_true (g_file_get_contents (fixture->path, &first, NULL, NULL));
  g_assert_true (terrain_catalog_write_template (fixture->form, fixture->path, NULL));
  g_assert_true (g_file_get_contents (fixture->path, &second, NULL, NULL));
  g_assert_cmpstr (first, ==, second);
  g_assert_nonnull (strstr (first, "msgctxt \"choices/yn/1:label\""));
  g_assert_nonnull (strstr (first, QUESTION));
  g_assert_nonnull (strstr (first, "Yes · No"));
  g_assert_nonnull (strstr (first, "visit.xml:"));
  g_assert_false (terrain_catalog_write_template (fixture->form, nowhere, &fixture->error));
  g_assert_nonnull (fixture->error);

  /* what it writes it knows again: nothing unknown, all to be done */
  parts = g_strsplit (first, "Language: \\n", 2);
  filled = g_strjoinv ("Language: fr\\n", parts);
  read_po (fixture, filled);
  g_assert_cmpuint (fixture->statistics.missing, ==, N_TEXTS);
  g_assert_cmpuint (fixture->statistics.unknown, ==, 0);
  g_assert_cmpuint (fixture->issues->len, ==, 0);
}

/* A translator reads the answers as the author ordered them, whatever order the question shows them in. */
static void
test_template_shuffled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) instance = g_string_new ("<instance id='other'><root><item><label>One</label><name>1</name></item></root>"
                                               "</instance><instance id='l'><root>");
  g_autoptr (GString) expected = g_string_new ("#. Answers: ");
  g_autofree char *xml = NULL;
  g_autofree char *template = NULL;
  g_autofree char *lines = NULL;

  for (guint i = 0; i < 9; i++)
    {
      static const char *const words[] = { "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine" };

      g_string_append_printf (instance, "<item><label>%s</label><name>%u</name></item>", words[i], i + 1);
      g_string_append_printf (expected, "%s%s", i > 0 ? " · " : "", words[i]);
    }
  xml = g_strdup_printf ("<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'><h:head>"
                         "<h:title>t</h:title><model><instance><data id='s'><q/><meta><instanceID/></meta></data></instance>"
                         "%s</root></instance></model></h:head><h:body><select1 ref='/data/q'><label>Q</label>"
                         "<itemset nodeset=\"randomize(instance('l')/root/item)\"><value ref='name'/><label ref='label'/>"
                         "</itemset></select1></h:body></h:html>", instance->str);
  terrain_form_unref (fixture->form);
  fixture->form = parse_form (xml);
  g_assert_true (terrain_catalog_write_template (fixture->form, fixture->path, &fixture->error));
  g_assert_true (g_file_get_contents (fixture->path, &template, NULL, NULL));
  lines = g_strconcat (expected->str, "\n", NULL);
  g_assert_nonnull (strstr (template, lines));
}

static void
test_names (void)
{
  static const struct
  {
    const char *language;
    const char *tag;
    const char *name;
  } cases[] = {
    { "nl", "nl", "Nederlands" },
    { "Dutch (nl)", "nl", "Nederlands" },
    { "Français (fr)", "fr", "Français" },
    { "NL", "nl", "Nederlands" },
    { "pt_BR", "pt-BR", "Português (BR)" },
    { "sr@latin", "sr", "Српски" },
    { "fr.UTF-8", "fr", "Français" },
    { "Klingon (tlh)", "tlh", "Klingon" },
    { "tlh", "tlh", "tlh" },
    { "default", NULL, "default" },
    { "French", NULL, "French" },
    { "", NULL, "" },
    { "()", NULL, "()" },
    { "x", NULL, "x" },
    { "../../etc", NULL, "../../etc" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *tag = terrain_language_dup_tag (cases[i].language);
      g_autofree char *name = terrain_language_dup_name (cases[i].language);

      g_assert_cmpstr (tag, ==, cases[i].tag);
      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

static gpointer
read_many (gpointer data)
{
  Fixture *fixture = data;

  for (guint i = 0; i < 50; i++)
    {
      TerrainCatalogStatistics statistics;
      g_autoptr (TerrainTranslation) translation = terrain_catalog_read (fixture->form, fixture->path, NULL,
                                                                         &statistics, NULL);

      g_assert_nonnull (translation);
      g_assert_cmpuint (statistics.translated, ==, N_TEXTS);
    }
  return NULL;
}

static void
test_threads (Fixture *fixture, gconstpointer data)
{
  GThread *threads[4];

  g_assert_true (g_file_set_contents (fixture->path, complete_po, -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", read_many, fixture);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/catalog/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("complete", test_complete);
  ADD ("fallback", test_fallback);
  ADD ("changed-source", test_changed_source);
  ADD ("unknown", test_unknown);
  ADD ("refused", test_refused);
  ADD ("accepted", test_accepted);
  ADD ("markup", test_markup);
  ADD ("white-space", test_white_space);
  ADD ("warned", test_warned);
  ADD ("syntax", test_syntax);
  ADD ("layout", test_layout);
  ADD ("zero-byte", test_zero_byte);
  ADD ("duplicate", test_duplicate);
  ADD ("charset", test_charset);
  ADD ("language", test_language);
  ADD ("not-po", test_not_po);
  ADD ("truncated", test_truncated);
  ADD ("mutated", test_mutated);
  ADD ("hostile", test_hostile);
  ADD ("template", test_template);
  ADD ("template-shuffled", test_template_shuffled);
  ADD ("threads", test_threads);
#undef ADD
  g_test_add_func ("/catalog/names", test_names);
  return g_test_run ();
}
