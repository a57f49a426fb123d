/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <terrain-bake.h>

/* What is written where it is shown: each kind of it once. */
static const char form_xml[] =
  "<?xml version='1.0'?>\n"
  "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'"
  " xmlns:jr='http://openrosa.org/javarosa' xmlns:t='https://safe.brussels/terrain'>"
  "<h:head><h:title>Visit</h:title><model>"
  "<instance><data id='visit' version='1'><g><q/></g><s/><n/></data></instance>"
  "<instance id='yn'><root><item><name>1</name><label>Yes &amp; no</label></item>"
  "<item><name>0</name><label>No</label></item></root></instance>"
  "<bind nodeset='/data/g/q' type='string' constraint=\". != 'x'\" jr:constraintMsg=\"Not 'x'\" required='true()'"
  " jr:requiredMsg='Needed' t:softConstraint=\". != 'y'\" t:softConstraintMsg='Really?'/><bind nodeset='/data/s' type='string'/><bind nodeset='/data/n' type='string'/>"
  "</model></h:head><h:body>"
  "<group ref='/data/g'><label>Part</label>"
  "<input ref='/data/g/q'><label>Since <output value=\" /data/n \"/> &lt; <h:b>now</h:b>?</label><hint>Help</hint></input></group>"
  "<select1 ref='/data/s'><label>Choose</label><itemset nodeset=\"instance('yn')/root/item[name != /data/n]\">"
  "<value ref='name'/><label ref='label'/></itemset></select1>"
  "<select ref='/data/n'><label>Or</label><item><label>A</label><value>a</value></item>"
  "<item><label>B</label><value>b</value></item></select>"
  "</h:body></h:html>\n";

static TerrainForm *
parse (GBytes *xml)
{
  g_autoptr (GError) error = NULL;
  TerrainForm *form = terrain_form_parse (xml, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return form;
}

static char *
in_folder (const char *folder, const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = in_folder (folder, name);

      g_remove (path);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
add (TerrainBake *bake, const char *path)
{
  g_autoptr (GError) error = NULL;

  terrain_bake_add (bake, path, NULL, NULL, &error);
  g_assert_no_error (error);
}

static int
find_text (TerrainForm *form, const char *context)
{
  for (guint i = 0; i < terrain_form_get_n_texts (form); i++)
    if (g_str_equal (terrain_form_get_text (form, i)->context, context))
      return (int) i;
  return -1;
}

static void
assert_text (TerrainForm *form, const char *context, const char *language, const char *expected)
{
  int index = find_text (form, context);
  g_autofree char *text = NULL;

  g_assert_cmpint (index, >=, 0);
  text = terrain_form_dup_text (form, (guint) index, language);
  g_assert_cmpstr (text, ==, expected);
}

#define HEADER "msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"

static void
test_inline (void)
{
  g_autoptr (GBytes) xml = g_bytes_new_static (form_xml, strlen (form_xml));
  g_autoptr (TerrainForm) before = parse (xml);
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainBake) bake = terrain_bake_new (xml, "en", NULL, NULL, &error);
  g_autofree char *folder = g_dir_make_tmp ("terrain-bake-XXXXXX", NULL);
  g_autofree char *path = in_folder (folder, "fr.po");
  g_autoptr (GBytes) baked = NULL;
  g_autoptr (TerrainForm) after = NULL;

  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (path,
    HEADER "msgctxt \"/data/g/q:label\"\nmsgid \"Since ${n} < <b>now</b>?\"\nmsgstr \"<b>Depuis</b> ${n} & <\"\n\n"
    "msgctxt \"/data/g/q:constraint\"\nmsgid \"Not 'x'\"\nmsgstr \"Pas « x »\"\n\n"
    "msgctxt \"/data/g/q:soft\"\nmsgid \"Really?\"\nmsgstr \"Vraiment ?\"\n\n"
    "msgctxt \"choices/yn/1:label\"\nmsgid \"Yes & no\"\nmsgstr \"Oui et non\"\n\n"
    "#, fuzzy\nmsgctxt \"choices/yn/0:label\"\nmsgid \"No\"\nmsgstr \"Nom\"\n\n"
    "msgctxt \"/data/n/a:label\"\nmsgid \"A\"\nmsgstr \"À\"\n", -1, NULL));
  add (bake, path);
  baked = terrain_bake_finish (bake);
  after = parse (baked);

  g_assert_cmpuint (terrain_form_get_n_texts (after), ==, terrain_form_get_n_texts (before));
  for (guint i = 0; i < terrain_form_get_n_texts (before); i++)
    {
      const TerrainText *text = terrain_form_get_text (before, i);
      int index = find_text (after, text->context);

      g_assert_cmpint (index, >=, 0);
      g_assert_cmpstr (terrain_form_get_text (after, (guint) index)->source, ==, text->source);
      if (g_str_equal (text->context, "title"))
        continue;
      /* every text in every language */
      g_assert_nonnull (terrain_form_get_text (after, (guint) index)->itext_id);
    }
  g_assert_cmpstr (terrain_form_get_default_language (after), ==, "English (en)");
  g_assert_cmpstr (terrain_form_get_languages (after)[1], ==, "Français (fr)");
  assert_text (after, "/data/g/q:label", "Français (fr)", "<b>Depuis</b> <output value=\"/data/n\"/> & <");
  assert_text (after, "/data/g/q:constraint", "Français (fr)", "Pas « x »");
  assert_text (after, "/data/g/q:soft", "Français (fr)", "Vraiment ?");
  assert_text (after, "choices/yn/1:label", "Français (fr)", "Oui et non");
  assert_text (after, "choices/yn/0:label", "Français (fr)", "No");
  assert_text (after, "/data/n/a:label", "Français (fr)", "À");
  assert_text (after, "/data/g/q:required", "Français (fr)", "Needed");
  remove_folder (folder);
}

/* "-" and nothing are pyxform's ways to say that a translation is not there. */
static void
test_blank (void)
{
  static const char itext[] =
    "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'><h:head><h:title>t</h:title>"
    "<model><itext><translation lang='fr'><text id='a'><value>-</value></text><text id='c'><value/></text></translation>"
    "<translation lang='en' default='true()'><text id='a'><value>A</value><value form='image'>jr://images/a.png</value>"
    "</text><text id='b'><value form='long'>B</value></text><text id='c'><value>-</value></text></translation></itext>"
    "<instance><data id='t'><a/><b/><c/></data></instance></model></h:head><h:body>"
    "<input ref='/data/a'><label ref=\"jr:itext('a')\"/></input><input ref='/data/b'><label ref=\"jr:itext('b')\"/>"
    "</input><input ref='/data/c'><label ref=\"jr:itext('c')\"/></input></h:body></h:html>";
  g_autoptr (GBytes) xml = g_bytes_new_static (itext, strlen (itext));
  g_autoptr (TerrainBake) bake = terrain_bake_new (xml, NULL, NULL, NULL, NULL);
  g_autoptr (GBytes) baked = terrain_bake_finish (bake);
  g_autoptr (TerrainForm) form = parse (baked);
  g_autofree char *text = NULL;

  assert_text (form, "/data/a:label", "fr", "A");
  assert_text (form, "/data/b:label", "fr", "B");
  assert_text (form, "/data/c:label", "fr", "-");
  assert_text (form, "/data/a:image", "fr", "jr://images/a.png");
  text = g_strndup (g_bytes_get_data (baked, NULL), g_bytes_get_size (baked));
  /* c is "-" in the form's own language, too: what the author wrote. */
  g_assert_nonnull (strstr (text, "<value>A</value>"));
  g_assert_null (strstr (text, "<text id=\"a\"><value>-"));
}

static void
test_many (void)
{
  g_autoptr (GBytes) xml = g_bytes_new_static (form_xml, strlen (form_xml));
  g_autoptr (TerrainBake) bake = terrain_bake_new (xml, "en", NULL, NULL, NULL);
  g_autofree char *folder = g_dir_make_tmp ("terrain-bake-XXXXXX", NULL);
  g_autoptr (GBytes) baked = NULL;
  g_autoptr (TerrainForm) form = NULL;

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *name = g_strdup_printf ("q%c%c.po", 'a' + i / 20, 'a' + i % 20);
      g_autofree char *path = in_folder (folder, name);
      g_autofree char *po = g_strdup_printf ("msgctxt \"/data/g/q:hint\"\nmsgid \"Help\"\nmsgstr \"Help %u\"\n", i);

      g_assert_true (g_file_set_contents (path, po, -1, NULL));
      add (bake, path);
    }
  baked = terrain_bake_finish (bake);
  form = parse (baked);
  g_assert_cmpuint (g_strv_length ((char **) terrain_form_get_languages (form)), ==, 41);
  assert_text (form, "/data/g/q:hint", terrain_form_get_languages (form)[40], "Help 39");
  remove_folder (folder);
}

/* Empty instance files for forms of the corpus: their lists are not what is tested. */
static GBytes *
load_beside (const char *uri, gpointer user_data, GError **error)
{
  return g_str_has_suffix (uri, ".csv") ? g_bytes_new_static ("name,label\n", 11)
                                        : g_bytes_new_static ("<root/>", 7);
}

/* The form with its main language only. */
static GBytes *
strip_languages (GBytes *xml, TerrainForm *form)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (xml, NULL), g_bytes_get_size (xml));
  g_autoptr (GRegex) regex = g_regex_new ("<translation\\b[^>]*lang=[\"']([^\"']*)[\"'][^>]*>.*?</translation>",
                                          G_REGEX_DOTALL, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  GString *out = g_string_new (NULL);
  int at = 0;

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);
      int start, end;

      g_match_info_fetch_pos (match, 0, &start, &end);
      g_string_append_len (out, text + at, start - at);
      if (g_str_equal (name, terrain_form_get_default_language (form)))
        g_string_append_len (out, text + start, end - start);
      at = end;
    }
  g_string_append (out, text + at);
  return g_string_free_to_bytes (out);
}

/* As a form says it, but for blanks around an expression. */
static gboolean
is_same (const char *a, const char *b)
{
  g_autoptr (GRegex) regex = g_regex_new ("<output value=\"\\s*([^\"]*?)\\s*\"", 0, 0, NULL);
  g_autofree char *one = g_regex_replace (regex, a, -1, 0, "<output value=\"\\1\"", 0, NULL);
  g_autofree char *two = g_regex_replace (regex, b, -1, 0, "<output value=\"\\1\"", 0, NULL);

  return g_str_equal (one, two);
}

/* Each text of each language of @form in @other. Returns: how many are the same, @n_other: how many are not */
static guint
compare (TerrainForm *form, TerrainForm *other, gboolean only_translatable, guint *n_other)
{
  const char *const *languages = terrain_form_get_languages (form);
  guint n_same = 0;

  *n_other = 0;
  for (guint l = 0; languages[l] != NULL; l++)
    for (guint i = 0; i < terrain_form_get_n_texts (form); i++)
      {
        const TerrainText *text = terrain_form_get_text (form, i);
        int index = find_text (other, text->context);
        g_autofree char *before = terrain_form_dup_text (form, i, languages[l]);
        g_autofree char *after = index >= 0 ? terrain_form_dup_text (other, (guint) index, languages[l]) : NULL;

        if (g_str_equal (text->context, "title") || (only_translatable && *text->source == '\0'))
          continue;
        /* what a language lacks it says in the main one's words */
        if (is_same (before != NULL ? before : text->source, after != NULL ? after : ""))
          n_same++;
        else
          {
            g_test_message ("%s: %s: “%s” is “%s”", languages[l], text->context, before, after);
            ++*n_other;
          }
      }
  return n_same;
}

static guint
bake_again (GBytes *xml, TerrainForm *form, const char *folder, gboolean only_translatable, guint *n_other)
{
  const char *const *languages = terrain_form_get_languages (form);
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainBake) bake = terrain_bake_new (xml, NULL, load_beside, NULL, &error);
  g_autoptr (GBytes) baked = NULL;
  g_autoptr (TerrainForm) again = NULL;

  g_assert_no_error (error);
  for (guint i = 0; languages[i] != NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("x-%u.po", i);
      g_autofree char *path = in_folder (folder, name);

      if (g_str_equal (languages[i], terrain_form_get_default_language (form)))
        continue;
      g_assert_true (terrain_catalog_write (form, languages[i], NULL, NULL, path, NULL));
      add (bake, path);
    }
  baked = terrain_bake_finish (bake);
  again = terrain_form_parse (baked, load_beside, NULL, NULL, &error);
  g_assert_no_error (error);
  return compare (form, again, only_translatable, n_other);
}

static void
list_forms (const char *folder, GPtrArray *paths)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = in_folder (folder, name);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        list_forms (path, paths);
      else if (g_str_has_suffix (name, ".xml"))
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
}

/* Forms with several languages: extracted, and baked into themselves and into their main language alone. */
static void
test_lossless (void)
{
  const char *shared = g_getenv ("TERRAIN_SHARED");
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = g_dir_make_tmp ("terrain-bake-XXXXXX", NULL);
  g_autofree char *corpus = shared != NULL ? g_build_filename (shared, "corpus", "forms", NULL) : NULL;
  g_autofree char *domain = shared != NULL ? g_build_filename (shared, "domain", "forms", "xform", NULL) : NULL;
  guint n_forms = 0, n_same = 0, n_lost = 0;

  if (corpus != NULL)
    list_forms (corpus, paths);
  if (domain != NULL)
    list_forms (domain, paths);
  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *text = NULL;
      gsize length;
      g_autoptr (GBytes) xml = NULL;
      g_autoptr (GBytes) alone = NULL;
      g_autoptr (TerrainForm) form = NULL;
      guint n_other;

      g_assert_true (g_file_get_contents (paths->pdata[i], &text, &length, NULL));
      xml = g_bytes_new (text, length);
      form = terrain_form_parse (xml, load_beside, NULL, NULL, NULL);
      if (form == NULL || g_strv_length ((char **) terrain_form_get_languages (form)) < 2)
        continue;
      n_forms++;
      g_test_message ("%s", (char *) paths->pdata[i]);
      n_same += bake_again (xml, form, folder, FALSE, &n_other);
      g_assert_cmpuint (n_other, ==, 0);
      alone = strip_languages (xml, form);
      n_same += bake_again (alone, form, folder, TRUE, &n_other);
      n_lost += n_other;
    }
  g_test_message ("%u forms, %u texts the same, %u not", n_forms, n_same, n_lost);
  remove_folder (folder);
  if (n_forms == 0)
    {
      g_test_skip ("needs the shared corpus");
      return;
    }
  g_assert_cmpuint (n_forms, >, 20);
  g_assert_cmpuint (n_lost, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalog/bake/inline", test_inline);
  g_test_add_func ("/catalog/bake/blank", test_blank);
  g_test_add_func ("/catalog/bake/many", test_many);
  g_test_add_func ("/catalog/bake/lossless", test_lossless);
  return g_test_run ();
}
