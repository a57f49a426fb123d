/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-support.h"

#include <string.h>

/* Bytes as an expression: compiled both ways, evaluated on a small document at several nodes. */

static const char document_text[] =
  "<data xmlns:jr='http://openrosa.org/javarosa' xml:lang='fr'><!-- c --><a n='1'>1</a><b>2020-02-29</b>"
  "<c>x y z</c><g>50.1 4.2 0 0; 50.2 4.3 0 0; 50.1 4.4 0 0</g><r><v>1</v><w>a</w></r><r><v>2</v><w>b</w><r><v/></r></r>"
  "<r><v>3</v><w/></r><?pi text?>é<root><item><name>a</name><label>A</label><in>1</in></item><item><name>b</name>"
  "<label>B</label><in>2</in></item></root></data>";

static const char *
find_prefix (const char *prefix,
             gpointer    user_data)
{
  if (*prefix == '\0')
    return NULL;
  return strcmp (prefix, "jr") == 0 ? g_intern_static_string ("http://openrosa.org/javarosa") : NULL;
}

static void
evaluate (TerrainXPath     *xpath,
          TerrainXPathHost *host,
          TerrainNode      *context)
{
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!terrain_xpath_evaluate (xpath, host, context, &value, &error))
    {
      g_assert (error != NULL && error->domain == TERRAIN_ENGINE_ERROR);
      g_assert (g_utf8_validate (error->message, -1, NULL));
      return;
    }
  text = terrain_xpath_value_to_string (&value);
  terrain_xpath_value_to_number (&value);
  terrain_xpath_value_to_boolean (&value);
  g_assert (text != NULL && g_utf8_validate (text, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  static TerrainDocument *document;
  g_autofree char *source = g_strndup ((const char *) data, size);
  g_autoptr (TerrainEnvironment) environment = fuzz_environment ();
  TerrainXPathHost *host = terrain_xpath_host_new (environment, "fr");
  TerrainNode *root;

  if (document == NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (document_text, strlen (document_text));

      document = terrain_document_parse (bytes, TERRAIN_DOCUMENT_WHOLE, NULL);
    }
  root = terrain_document_get_root (document);
  for (guint lazily = 0; lazily < 2; lazily++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TerrainXPath) xpath = lazily ? terrain_xpath_compile_lazily (source, find_prefix, NULL, &error)
                                              : terrain_xpath_compile (source, find_prefix, NULL, &error);

      g_assert ((xpath == NULL) == (error != NULL));
      if (xpath == NULL)
        {
          g_assert (g_utf8_validate (error->message, -1, NULL));
          continue;
        }
      evaluate (xpath, host, root);
      evaluate (xpath, host, terrain_node_get_next (terrain_node_get_first_child (root)));
      evaluate (xpath, NULL, terrain_document_get_node (document));
    }
  terrain_xpath_host_free (host);
  return 0;
}
