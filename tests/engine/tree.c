/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <terrain-engine.h>

#include "terrain-node-private.h"
#include "terrain-number.h"

static TerrainDocument *
parse (const char          *xml,
       TerrainDocumentMode  mode)
{
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));
  g_autoptr (GError) error = NULL;
  TerrainDocument *document = terrain_document_parse (bytes, mode, &error);

  g_assert_no_error (error);
  g_assert_nonnull (document);
  return document;
}

static void
assert_refused (const char         *xml,
                TerrainEngineError  code,
                const char         *words)
{
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));
  g_autoptr (GError) error = NULL;

  g_assert_null (terrain_document_parse (bytes, TERRAIN_DOCUMENT_INSTANCE, &error));
  g_assert_error (error, TERRAIN_ENGINE_ERROR, (int) code);
  if (words != NULL && strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
}

static void
test_instance (void)
{
  g_autoptr (TerrainDocument) document
      = parse ("<data id='a&amp;b'>\n <x> kept </x><!-- no -->\n <y>1<!-- c -->2</y><z/>\n<m>t<b/></m></data>",
               TERRAIN_DOCUMENT_INSTANCE);
  TerrainNode *root = terrain_document_get_root (document);
  TerrainNode *x = terrain_node_get_first_child (root);
  TerrainNode *y = terrain_node_get_next (x);
  TerrainNode *z = terrain_node_get_next (y);
  TerrainNode *m = terrain_node_get_next (z);

  g_assert_cmpstr (terrain_node_get_attribute (root, "id", NULL), ==, "a&b");
  g_assert_cmpstr (terrain_node_get_value (x), ==, " kept ");
  g_assert_cmpstr (terrain_node_get_value (y), ==, "12");
  g_assert_cmpstr (terrain_node_get_value (z), ==, "");
  g_assert_true (terrain_node_is_leaf (z));
  g_assert_cmpint (x->line, ==, 2);
  g_assert_cmpint (y->line, ==, 3);
  /* Text beside elements is kept: nothing that is not understood is lost. */
  g_autofree char *mixed = terrain_node_dup_string (m);
  g_assert_cmpstr (mixed, ==, "t");
}

static void
test_whole (void)
{
  g_autoptr (TerrainDocument) document
      = parse ("<!--a--><d xmlns:p='urn:p'> <p:x>a<![CDATA[<]]>b</p:x><?go on?></d>", TERRAIN_DOCUMENT_WHOLE);
  TerrainNode *root = terrain_document_get_root (document);
  TerrainNode *space = terrain_node_get_first_child (root);
  TerrainNode *x = terrain_node_get_next (space);
  g_autofree char *text = terrain_node_dup_string (root);

  g_assert_cmpint (space->kind, ==, TERRAIN_NODE_TEXT);
  g_assert_cmpstr (x->uri, ==, "urn:p");
  g_assert_cmpstr (x->prefix, ==, "p");
  g_assert_cmpstr (x->first_child->value, ==, "a<b");
  g_assert_null (x->first_child->next);
  g_assert_cmpint (x->next->kind, ==, TERRAIN_NODE_INSTRUCTION);
  g_assert_cmpstr (text, ==, " a<b");
  g_assert_cmpint (terrain_document_get_node (document)->first_child->kind, ==, TERRAIN_NODE_COMMENT);
}

static void
test_refused (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);

  assert_refused ("", TERRAIN_ENGINE_ERROR_NOT_XML, NULL);
  assert_refused ("not xml", TERRAIN_ENGINE_ERROR_NOT_XML, "Line 1");
  assert_refused ("<a>\n<b></a>", TERRAIN_ENGINE_ERROR_NOT_XML, "Line 2");
  assert_refused ("<a>\xff</a>", TERRAIN_ENGINE_ERROR_NOT_XML, NULL);
  assert_refused ("<a>&nbsp;</a>", TERRAIN_ENGINE_ERROR_LIMIT, "nbsp");
  assert_refused ("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", TERRAIN_ENGINE_ERROR_LIMIT, "x");
  assert_refused ("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", TERRAIN_ENGINE_ERROR_LIMIT, "x");
  assert_refused ("<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1/'> %p;]><a/>", TERRAIN_ENGINE_ERROR_LIMIT, "p");
  for (int i = 0; i < 100000; i++)
    g_string_append (deep, "<a>");
  assert_refused (deep->str, TERRAIN_ENGINE_ERROR_LIMIT, "256");
}

static void
assert_ref (TerrainNode *node,
            const char  *expected)
{
  g_autofree char *ref = terrain_node_dup_ref (node);

  g_assert_cmpstr (ref, ==, expected);
}

static void
test_refs (void)
{
  g_autoptr (TerrainDocument) document
      = parse ("<d xmlns:o='urn:o'><r><x/></r><r a='1'><x/></r><o:m/></d>", TERRAIN_DOCUMENT_INSTANCE);
  TerrainNode *root = terrain_document_get_root (document);
  TerrainNode *second = root->first_child->next;

  assert_ref (terrain_document_get_node (document), "/");
  assert_ref (root, "/d");
  assert_ref (root->first_child->first_child, "/d/r[1]/x");
  assert_ref (second->first_attribute, "/d/r[2]/@a");
  assert_ref (root->last_child, "/d/o:m");

  /* In a form's own tree only repeat instances have positions, and they say so themselves. */
  int schema;

  second->schema = &schema;
  assert_ref (second, "/d/r");
  second->position = 2;
  assert_ref (second, "/d/r[2]");
}

static void
test_edit (void)
{
  g_autoptr (TerrainDocument) document = parse ("<d><r a='1'><x>1</x><x>2</x></r><s/></d>", TERRAIN_DOCUMENT_INSTANCE);
  TerrainNode *root = terrain_document_get_root (document);
  TerrainNode *first = root->first_child;
  TerrainNode *copy = terrain_node_copy (first, document);

  terrain_node_insert (root, copy, root->last_child);
  g_assert_true (first->next == copy);
  g_assert_cmpstr (terrain_node_get_value (copy->last_child), ==, "2");
  g_assert_cmpstr (terrain_node_get_attribute (copy, "a", NULL), ==, "1");
  g_assert_cmpint (terrain_node_compare (first->last_child, copy), <, 0);
  g_assert_cmpint (terrain_node_compare (copy->last_child, copy->first_attribute), >, 0);

  g_assert_true (terrain_node_set_value (copy->first_child, "7,5"));
  g_assert_false (terrain_node_set_value (copy->first_child, "7,5"));
  g_assert_cmpfloat (terrain_node_get_number (copy->first_child), ==, 7.5);
  g_assert_true (terrain_node_set_value (copy->first_child, ""));
  g_assert_true (isnan (terrain_node_get_number (copy->first_child)));

  terrain_node_unlink (first);
  terrain_node_free (first);
  g_assert_true (root->first_child == copy);
  g_assert_null (copy->previous);
  terrain_node_set_attribute (copy, "b", NULL, NULL, "2");
  g_assert_cmpstr (terrain_node_get_attribute (copy, "b", NULL), ==, "2");
}

static void
assert_number (const char *text,
               double      expected)
{
  double number = terrain_number_parse (text);

  if (isnan (expected) ? !isnan (number) : number != expected)
    g_error ("“%s” reads as %.17g, not %.17g", text, number, expected);
}

static void
assert_text (double      number,
             const char *expected)
{
  char buffer[TERRAIN_NUMBER_LENGTH];

  g_assert_cmpstr (terrain_number_format (number, buffer), ==, expected);
}

static void
test_numbers (void)
{
  assert_number (" 12 ", 12);
  assert_number ("-0.5", -0.5);
  assert_number (".5", 0.5);
  assert_number ("5.", 5);
  assert_number ("1,5", 1.5);
  assert_number ("0.1", 0.1);
  assert_number ("12345678901234567890.5", 12345678901234567890.5);
  assert_number ("", NAN);
  assert_number (".", NAN);
  assert_number ("-", NAN);
  assert_number ("+1", NAN);
  assert_number ("1e3", NAN);
  assert_number ("1.2.3", NAN);
  assert_number ("Infinity", NAN);
  assert_number ("0x10", NAN);
  assert_number (NULL, NAN);

  assert_text (5, "5");
  assert_text (-0.0, "0");
  assert_text (0.1, "0.1");
  assert_text (-1.5e-7, "-0.00000015");
  assert_text (3e9, "3000000000");
  assert_text (1e21, "1000000000000000000000");
  assert_text (123456.789, "123456.789");
  assert_text (0.1 + 0.2, "0.30000000000000004");
  assert_text (9007199254740991.0, "9007199254740991");
  assert_text (NAN, "NaN");
  assert_text (-INFINITY, "-Infinity");
  g_autofree char *smallest = g_strdup (terrain_number_format (5e-324, (char[TERRAIN_NUMBER_LENGTH]) { 0 }));
  g_assert_cmpuint (strlen (smallest), ==, 2 + 324);
}

static void
test_environment (void)
{
  g_autoptr (TerrainEnvironment) one = terrain_environment_new (NULL, NULL, NULL);
  g_autoptr (TerrainEnvironment) two = terrain_environment_new (NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;

  terrain_environment_set_seed (one, 7);
  terrain_environment_set_seed (two, 7);
  for (int i = 0; i < 100; i++)
    {
      g_autofree char *uuid = terrain_environment_next_uuid (one);
      g_autofree char *same = terrain_environment_next_uuid (two);
      double number = terrain_environment_next_double (one);

      g_assert_cmpstr (uuid, ==, same);
      g_assert_true (g_regex_match_simple ("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
                                           uuid, 0, 0));
      g_assert_cmpfloat (number, >=, 0);
      g_assert_cmpfloat (number, <, 1);
      g_assert_cmpfloat (number, ==, terrain_environment_next_double (two));
    }

  g_assert_cmpint (terrain_environment_get_now (one), ==, 0);
  terrain_environment_hold_clock (one, 5);
  g_assert_cmpint (terrain_environment_get_now (one), ==, 5);
  terrain_environment_set_property (one, "username", "u");
  g_assert_cmpstr (terrain_environment_get_property (one, "username"), ==, "u");
  g_assert_null (terrain_environment_load_source (one, "jr://file/x.csv", &error));
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_FOUND);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/tree/instance", test_instance);
  g_test_add_func ("/engine/tree/whole", test_whole);
  g_test_add_func ("/engine/tree/refused", test_refused);
  g_test_add_func ("/engine/tree/refs", test_refs);
  g_test_add_func ("/engine/tree/edit", test_edit);
  g_test_add_func ("/engine/tree/numbers", test_numbers);
  g_test_add_func ("/engine/tree/environment", test_environment);

  return g_test_run ();
}
