/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <terrain-engine.h>

#include <string.h>

/* What a hostile or careless form may ask for: each ends soon, with an error that says what was too much.
 * Levels and lengths of expressions: xpath-compile.c, hostile. */

static TerrainDocument *
parse (const char *xml)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (xml, strlen (xml));
  g_autoptr (GError) error = NULL;
  TerrainDocument *document = terrain_document_parse (bytes, TERRAIN_DOCUMENT_INSTANCE, &error);

  g_assert_no_error (error);
  return document;
}

/* <d><t>xxx…</t><i/><i/>…</d> */
static TerrainDocument *
parse_list (gsize text,
            guint items)
{
  g_autoptr (GString) xml = g_string_new ("<d><t>");

  for (gsize i = 0; i < text; i++)
    g_string_append_c (xml, 'x');
  g_string_append (xml, "</t>");
  for (guint i = 0; i < items; i++)
    g_string_append_printf (xml, "<i>%u</i>", i);
  return parse (g_string_append (xml, "</d>")->str);
}

static void
assert_fails (TerrainDocument *document,
              const char      *expression,
              int              code,
              const char      *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainXPath) xpath = terrain_xpath_compile (expression, NULL, NULL, &error);
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;

  g_assert_no_error (error);
  g_assert_false (terrain_xpath_evaluate (xpath, NULL, terrain_document_get_root (document), &value, &error));
  g_assert_error (error, TERRAIN_ENGINE_ERROR, code);
  g_assert_nonnull (strstr (error->message, words));
}

static void
assert_number (TerrainDocument *document,
               const char      *expression,
               double           expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainXPath) xpath = terrain_xpath_compile (expression, NULL, NULL, &error);
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;

  g_assert_no_error (error);
  terrain_xpath_evaluate (xpath, NULL, terrain_document_get_root (document), &value, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (terrain_xpath_value_to_number (&value), ==, expected);
}

static void
test_texts (void)
{
  g_autoptr (TerrainDocument) document = parse_list (5 * 1024 * 1024, 2);

  assert_number (document, "string-length(concat(t, t, t))", 15.0 * 1024 * 1024);
  assert_fails (document, "concat(t, t, t, t)", TERRAIN_ENGINE_ERROR_XPATH, "grows longer than");
  assert_fails (document, "join(t, 1, 2, 3, 4, 5)", TERRAIN_ENGINE_ERROR_XPATH, "grows longer than");
}

static void
test_long_text_in_long_list (void)
{
  g_autoptr (TerrainDocument) document = parse_list (8 * 1024 * 1024, 300);

  assert_number (document, "count(i[contains(/d/t, 'y') or . = 7])", 1);
  assert_fails (document, "count(i[contains(/d/t, 'y')][1] | i[contains(/d/t, 'y')][1] | i[contains(/d/t, 'y')][1]"
                          " | i[translate(/d/t, 'x', 'y') = ''])",
                TERRAIN_ENGINE_ERROR_LIMIT, "too many nodes");
}

static void
test_crowds (void)
{
  g_autoptr (TerrainDocument) document = parse_list (1, 2000);

  /* Two million times the same two thousand. */
  assert_number (document, "count(i/following::i)", 1999);
  assert_number (document, "count(i/../i/../i)", 2000);
  assert_number (document, "count(//i | //i | //i)", 2000);
  assert_fails (document, "count(i[count(//i[. = current()/i[. > 1999]]) > 0][count(//i/following::i) > 0])",
                TERRAIN_ENGINE_ERROR_LIMIT, "too many nodes");
}

static void
test_patterns (void)
{
  static const char *const patterns[] = {
    "(a+)+", "(a|aa)+", "(a*)*", "(.*a){20}", "([a-z]+)*[0-9]", "(?:a?){30}a{30}",
  };
  g_autoptr (TerrainDocument) document = parse ("<d/>");
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autofree char *expression =
          g_strdup_printf ("regex('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '%s')", patterns[i]);
      g_autoptr (TerrainXPath) xpath = terrain_xpath_compile (expression, NULL, NULL, NULL);
      g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;
      g_autoptr (GError) error = NULL;

      /* Either it is no match, or it is said that nobody can tell. */
      if (terrain_xpath_evaluate (xpath, NULL, terrain_document_get_root (document), &value, &error))
        g_assert_false (terrain_xpath_value_to_boolean (&value));
      else
        g_assert_nonnull (strstr (error->message, "cannot be matched"));
    }
  /* Centuries without a limit; the bound is wide, for slow machines under a sanitizer. */
  g_assert_cmpint (g_get_monotonic_time () - start, <, 60 * G_USEC_PER_SEC);
  assert_fails (document, "regex('a', concat('(((((((((((a{1000}){1000}){1000}){1000}){1000})))))))', ''))",
                TERRAIN_ENGINE_ERROR_XPATH, "not a regular expression");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/xpath/limits/texts", test_texts);
  g_test_add_func ("/engine/xpath/limits/long-text-in-long-list", test_long_text_in_long_list);
  g_test_add_func ("/engine/xpath/limits/crowds", test_crowds);
  g_test_add_func ("/engine/xpath/limits/patterns", test_patterns);

  return g_test_run ();
}
