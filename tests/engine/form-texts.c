/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "form-support.h"
#include "terrain-form-private.h"

#include <string.h>

static const char *const itext =
  "<itext><translation lang=\"English (en)\">"
  "<text id=\"a:label\"><value>Name</value><value form=\"image\">jr://images/a.png</value></text>"
  "<text id=\"a:hint\"><value>As on the card</value><value form=\"guidance\">Ask for it</value></text>"
  "<text id=\"b:label\"><value>Plain</value><value form=\"long\">Long</value></text>"
  "<text id=\"yes\"><value>Yes</value></text><text id=\"no\"><value>No</value></text>"
  "<text id=\"dash\"><value>-</value></text>"
  "<text id=\"unused\"><value>Nobody shows this</value></text>"
  "</translation><translation lang=\"Français (fr)\" default=\"true()\">"
  "<text id=\"a:label\"><value>Nom</value></text>"
  "<text id=\"a:hint\"><value>Comme sur la carte</value></text>"
  "<text id=\"b:label\"><value>Ordinaire</value></text>"
  "<text id=\"yes\"><value>Oui</value></text><text id=\"no\"><value>Non</value></text>"
  "<text id=\"dash\"><value>-</value></text>"
  "<text id=\"unused\"><value>Personne</value></text>"
  "</translation><translation lang=\"Nederlands (nl)\">"
  "<text id=\"a:label\"><value>-</value></text>"
  "<text id=\"a:hint\"><value/></text>"
  "<text id=\"b:label\"><value form=\"long\">Lang</value></text>"
  "<text id=\"yes\"><value>Ja</value></text><text id=\"no\"><value>Nee</value></text>"
  "<text id=\"dash\"><value>-</value></text>"
  "<text id=\"unused\"><value>Niemand</value></text>"
  "</translation></itext>"
  "<instance id=\"yn\"><root><item><itextId>yes</itextId><name>1</name></item>"
  "<item><itextId>no</itextId><name>0</name></item></root></instance>";

static const char *const body =
  "<input ref=\"/data/a\"><label ref=\"jr:itext('a:label')\"/><hint ref=\"jr:itext('a:hint')\"/></input>"
  "<select1 ref=\"/data/b\"><label ref=\"jr:itext('b:label')\"/><itemset nodeset=\"instance('yn')/root/item\">"
  "<value ref=\"name\"/><label ref=\"jr:itext(itextId)\"/></itemset></select1>"
  "<input ref=\"/data/c\"><label ref=\"jr:itext('dash')\"/></input>";

static TerrainForm *
parse_translated (void)
{
  return form_parse_good ("<data id=\"f\"><a/><b/><c/></data>", itext, body);
}

static int
find_text (TerrainForm *form,
           const char  *context)
{
  for (guint i = 0; i < terrain_form_get_n_texts (form); i++)
    {
      if (strcmp (terrain_form_get_text (form, i)->context, context) == 0)
        return (int) i;
    }
  g_error ("no text is called %s", context);
}

static void
assert_shown (TerrainForm *form,
              const char  *context,
              const char  *language,
              const char  *expected)
{
  TerrainTemplate *template = terrain_form_find_template (form, language, find_text (form, context));

  if (expected == NULL)
    {
      g_assert_null (template);
      return;
    }
  g_assert_nonnull (template);
  g_assert_cmpuint (template->n_parts, ==, 1);
  g_assert_cmpstr (template->parts[0].literal, ==, expected);
}

static void
test_languages (void)
{
  g_autoptr (TerrainForm) form = parse_translated ();

  g_assert_cmpstr (terrain_form_get_languages (form)[0], ==, "English (en)");
  g_assert_cmpstr (terrain_form_get_languages (form)[2], ==, "Nederlands (nl)");
  g_assert_null (terrain_form_get_languages (form)[3]);
  g_assert_cmpstr (terrain_form_get_default_language (form), ==, "Français (fr)");
}

static void
test_contexts (void)
{
  g_autoptr (TerrainForm) form = parse_translated ();
  const char *expected[] = { "title", "/data/a:label", "/data/a:image", "/data/a:hint", "/data/a:guidance",
                             "/data/b:label", "choices/yn/1:label", "choices/yn/0:label", "/data/c:label",
                             "itext:unused:label" };

  g_assert_cmpuint (terrain_form_get_n_texts (form), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (terrain_form_get_text (form, i)->context, ==, expected[i]);
  /* The source is the default language's. */
  g_assert_cmpstr (terrain_form_get_text (form, 1)->source, ==, "Nom");
  g_assert_cmpstr (terrain_form_get_text (form, 0)->source, ==, "A form");
  g_assert_cmpint (terrain_form_get_text (form, 1)->line, ==, 4);
}

static void
test_fallback (void)
{
  g_autoptr (TerrainForm) form = parse_translated ();

  assert_shown (form, "/data/a:label", "English (en)", "Name");
  assert_shown (form, "/data/a:label", "Français (fr)", "Nom");
  /* A dash or nothing is a missing translation. */
  assert_shown (form, "/data/a:label", "Nederlands (nl)", "Nom");
  assert_shown (form, "/data/a:hint", "Nederlands (nl)", "Comme sur la carte");
  /* But a dash everywhere is meant. */
  assert_shown (form, "/data/c:label", "Nederlands (nl)", "-");
  assert_shown (form, "choices/yn/0:label", "Nederlands (nl)", "Nee");
  /* Long or plain, each language its own. */
  assert_shown (form, "/data/b:label", "English (en)", "Long");
  assert_shown (form, "/data/b:label", "Français (fr)", "Ordinaire");
  assert_shown (form, "/data/b:label", "Nederlands (nl)", "Lang");
  /* Not in the default language: only where it is. */
  assert_shown (form, "/data/a:image", "English (en)", "jr://images/a.png");
  assert_shown (form, "/data/a:image", "Nederlands (nl)", NULL);
  /* An unknown language shows the default. */
  assert_shown (form, "/data/a:label", "tlh", "Nom");
  assert_shown (form, "/data/a:label", NULL, "Nom");
}

static void
test_labels (void)
{
  g_autoptr (TerrainForm) form = parse_translated ();
  TerrainControl *a = g_ptr_array_index (form->controls, 0);
  TerrainLabel *yes = g_hash_table_lookup (form->itext, "yes");

  g_assert_cmpint (a->label.texts[TERRAIN_LABEL_TEXT], ==, find_text (form, "/data/a:label"));
  g_assert_cmpint (a->label.texts[TERRAIN_LABEL_IMAGE], ==, find_text (form, "/data/a:image"));
  g_assert_cmpint (a->label.texts[TERRAIN_LABEL_AUDIO], ==, -1);
  g_assert_cmpint (a->hint.texts[TERRAIN_LABEL_GUIDANCE], ==, find_text (form, "/data/a:guidance"));
  g_assert_cmpint (yes->texts[TERRAIN_LABEL_TEXT], ==, find_text (form, "choices/yn/1:label"));
}

static void
test_outputs (void)
{
  g_autoptr (TerrainForm) form =
    form_parse_good ("<data id=\"f\"><a/><b/></data>", "",
                     "<input ref=\"/data/a\"><label>\n  Dear <h:b class=\"x\">you</h:b> &amp; <output value=\"concat(/data/b,"
                     " &quot;&lt;&quot;)\"/>,\n\nhow are you?\n</label></input><input ref=\"/data/b\"><label ref=\"/data/a\"/>"
                     "<hint> </hint></input>");
  const TerrainText *text = terrain_form_get_text (form, 1);
  TerrainTemplate *template = terrain_form_find_template (form, NULL, 1);
  TerrainControl *b = g_ptr_array_index (form->controls, 1);

  g_assert_cmpstr (text->context, ==, "/data/a:label");
  g_assert_cmpstr (text->source, ==, "Dear <b class=\"x\">you</b> & <output value=\"concat(/data/b, &quot;&lt;&quot;)\"/>,"
                   "\n\nhow are you?");
  g_assert_cmpuint (template->n_parts, ==, 3);
  g_assert_cmpstr (template->parts[0].literal, ==, "Dear <b class=\"x\">you</b> & ");
  g_assert_cmpstr (terrain_xpath_get_source (template->parts[1].output), ==, "concat(/data/b, \"<\")");
  /* A label that shows a node, and a hint of nothing. */
  g_assert_cmpstr (terrain_form_get_text (form, (guint) b->label.texts[TERRAIN_LABEL_TEXT])->source, ==,
                   "<output value=\"/data/a\"/>");
  g_assert_cmpint (b->hint.texts[TERRAIN_LABEL_TEXT], ==, -1);
}

static void
test_same_place_twice (void)
{
  g_autoptr (TerrainForm) form =
    form_parse_good ("<data id=\"f\"><a/></data>", "",
                     "<input ref=\"/data/a\"><label>One</label></input><input ref=\"/data/a\"><label>Two</label></input>"
                     "<group><label>G</label></group><group><label>H</label></group>");

  g_assert_cmpstr (terrain_form_get_text (form, 1)->context, ==, "/data/a:label");
  g_assert_cmpstr (terrain_form_get_text (form, 2)->context, ==, "/data/a:label#2");
  g_assert_cmpstr (terrain_form_get_text (form, 3)->context, ==, "/data/group(1):label");
  g_assert_cmpstr (terrain_form_get_text (form, 4)->context, ==, "/data/group(2):label");
}

static void
test_computed_id (void)
{
  g_autoptr (TerrainForm) form =
    form_parse_good ("<data id=\"f\"><a/><b/></data>",
                     "<itext><translation lang=\"en\"><text id=\"x\"><value>X</value></text></translation></itext>"
                     "<bind nodeset=\"/data/a\" constraint=\". = 1\" jr:constraintMsg=\"jr:itext('x')\"/>",
                     "<input ref=\"/data/a\"><label ref=\"jr:itext(concat('x', /data/b))\"/></input>");
  TerrainControl *a = g_ptr_array_index (form->controls, 0);

  g_assert_nonnull (a->label.itext_id);
  g_assert_cmpstr (terrain_xpath_get_source (a->label.itext_id), ==, "concat('x', /data/b)");
  g_assert_cmpuint (terrain_form_find_schema (form, "/data/b")->views->len, ==, 1);
  g_assert_cmpint (a->schema->constraint_message->texts[TERRAIN_LABEL_TEXT], ==, find_text (form, "/data/a:constraint"));
}

static void
test_translation (void)
{
  g_autoptr (TerrainForm) form =
    form_parse_good ("<data id=\"f\"><a/><b/></data>", "",
                     "<input ref=\"/data/a\"><label>Hello <output value=\"/data/b\"/></label></input>"
                     "<input ref=\"/data/b\"><label>Other</label></input>");
  g_autoptr (TerrainTranslation) translation = terrain_translation_new (form, "Português (pt)");
  TerrainTemplate *template;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (terrain_translation_get_language (translation), ==, "Português (pt)");
  g_assert_true (terrain_translation_set_text (translation, 1, "<output value=\"/data/b\"/>, 1 < 2 & olá", &error));
  g_assert_no_error (error);
  template = terrain_translation_find_template (translation, 1);
  g_assert_cmpuint (template->n_parts, ==, 2);
  g_assert_cmpstr (template->parts[1].literal, ==, ", 1 < 2 & olá");
  g_assert_null (terrain_translation_find_template (translation, 2));
  g_assert_null (terrain_translation_find_template (translation, -1));

  /* It may drop an output, not read another answer. */
  g_assert_true (terrain_translation_set_text (translation, 1, "Olá", NULL));
  g_assert_false (terrain_translation_set_text (translation, 1, "<output value=\"/data/a\"/>", &error));
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_XPATH);
  g_clear_error (&error);
  g_assert_false (terrain_translation_set_text (translation, 2, "<output value=\"/data/b\"/>", &error));
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_XPATH);
  g_clear_error (&error);
  g_assert_false (terrain_translation_set_text (translation, 1, "<output value=\"1 +\"/>", &error));
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_XPATH);
  g_clear_error (&error);
  g_assert_false (terrain_translation_set_text (translation, 1, "<output val", &error));
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_XPATH);
  /* What was there stays. */
  g_assert_cmpstr (terrain_translation_find_template (translation, 1)->parts[0].literal, ==, "Olá");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/form/texts/languages", test_languages);
  g_test_add_func ("/engine/form/texts/contexts", test_contexts);
  g_test_add_func ("/engine/form/texts/fallback", test_fallback);
  g_test_add_func ("/engine/form/texts/labels", test_labels);
  g_test_add_func ("/engine/form/texts/outputs", test_outputs);
  g_test_add_func ("/engine/form/texts/same-place-twice", test_same_place_twice);
  g_test_add_func ("/engine/form/texts/computed-id", test_computed_id);
  g_test_add_func ("/engine/form/texts/translation", test_translation);

  return g_test_run ();
}
