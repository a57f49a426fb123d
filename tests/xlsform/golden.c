/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libxml/parser.h>
#include <locale.h>
#include <string.h>
#include <terrain-xlsform.h>

#include "normal-xml.h"

/*
 * Forms of the domain, as workbooks and as the reference compiler's XForms: the two must mean the same. A form is taken
 * apart into facts: each bind, each text in each language, each choice, each node of an instance with its value, and the
 * body as one.
 */
static const char *const forms[] = {
  "gve_person", "gve_pro", "hotspot_observation", "kiosk_satisfaction", "lisa_intake", "lisa_nuisance",
  "lisa_visit_tally", "outreach_contact", "outreach_followup", "outreach_register",
};

static gboolean
is_called (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0;
}

/* The reference compiler makes word processors' quotes straight in texts too; Terrain leaves typography to the author. */
static char *
straighten (const char *text)
{
  GString *straight = g_string_new (NULL);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (c == 0x201C || c == 0x201D)
        g_string_append (straight, "\"");
      else
        g_string_append_unichar (straight, c == 0x2018 || c == 0x2019 ? '\'' : c);
    }
  return g_string_free (straight, FALSE);
}

static void
add_fact (GHashTable *facts, const char *where, xmlNode *node)
{
  g_autofree char *text = normal_xml_print (node);
  g_autofree char *straight = straighten (text);
  g_autofree char *squeezed = normal_xml_squeeze (straight);

  g_hash_table_add (facts, g_strdup_printf ("%s %s", where, squeezed));
}

/* Nodes of the primary instance by their path: in which order meta stands is nobody's business. */
static void
add_nodes (GHashTable *facts, const char *path, xmlNode *node)
{
  g_autofree char *here = g_strdup_printf ("%s/%s", path, (const char *) node->name);
  gboolean leaf = TRUE;

  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      {
        add_nodes (facts, here, child);
        leaf = FALSE;
      }
  if (leaf)
    add_fact (facts, here, node);
  else
    for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
      g_hash_table_add (facts, g_strdup_printf ("%s@%s=%s", here, (const char *) attribute->name,
                                                attribute->children != NULL
                                                  ? (const char *) attribute->children->content : ""));
}

static void
add_translations (GHashTable *facts, xmlNode *itext)
{
  for (xmlNode *translation = itext->children; translation != NULL; translation = translation->next)
    {
      xmlChar *language = translation->type == XML_ELEMENT_NODE ? xmlGetProp (translation, (const xmlChar *) "lang")
                                                                : NULL;

      for (xmlNode *text = translation->children; text != NULL && language != NULL; text = text->next)
        if (is_called (text, "text"))
          add_fact (facts, (const char *) language, text);
      xmlFree (language);
    }
}

static void
add_model (GHashTable *facts, xmlNode *model)
{
  gboolean first = TRUE;

  for (xmlNode *child = model->children; child != NULL; child = child->next)
    {
      if (child->type != XML_ELEMENT_NODE)
        continue;
      if (is_called (child, "itext"))
        add_translations (facts, child);
      else if (is_called (child, "instance") && first)
        {
          add_nodes (facts, "", child);
          first = FALSE;
        }
      else
        add_fact (facts, "model", child);
    }
}

static GHashTable *
facts_of (const char *text, gsize length)
{
  GHashTable *facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  xmlDoc *doc = xmlReadMemory (text, (int) length, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOBLANKS);

  g_assert_nonnull (doc);
  for (xmlNode *part = xmlDocGetRootElement (doc)->children; part != NULL; part = part->next)
    {
      if (is_called (part, "body"))
        add_fact (facts, "body", part);
      for (xmlNode *child = part->children; is_called (part, "head") && child != NULL; child = child->next)
        {
          if (is_called (child, "model"))
            add_model (facts, child);
          else if (child->type == XML_ELEMENT_NODE)
            add_fact (facts, "head", child);
        }
    }
  xmlFreeDoc (doc);
  return facts;
}

static guint
count_missing (GHashTable *facts, GHashTable *others, const char *whose)
{
  GHashTableIter iter;
  gpointer fact;
  guint missing = 0;

  g_hash_table_iter_init (&iter, facts);
  while (g_hash_table_iter_next (&iter, &fact, NULL))
    if (!g_hash_table_contains (others, fact))
      {
        missing++;
        g_test_message ("only in %s: %.300s", whose, (const char *) fact);
      }
  return missing;
}

static void
test_form (gconstpointer data)
{
  const char *shared = g_getenv ("TERRAIN_SHARED");
  g_autofree char *name = g_strconcat (data, ".xlsx", NULL);
  g_autofree char *xml_name = g_strconcat (data, ".xml", NULL);
  g_autofree char *path = g_build_filename (shared != NULL ? shared : "", "domain", "forms", name, NULL);
  g_autofree char *golden_path
    = g_build_filename (shared != NULL ? shared : "", "domain", "forms", "xform", xml_name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *golden = NULL;
  gsize golden_length;
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainSpreadsheet) spreadsheet = NULL;
  g_autoptr (TerrainXlsform) form = NULL;
  g_autoptr (GHashTable) ours = NULL, theirs = NULL;
  GBytes *xml;

  if (!g_file_get_contents (golden_path, &golden, &golden_length, NULL))
    {
      g_test_skip ("needs the shared corpus");
      return;
    }
  spreadsheet = terrain_spreadsheet_load (file, NULL, &error);
  g_assert_no_error (error);
  form = terrain_xlsform_compile (spreadsheet, data, NULL);
  g_assert_cmpuint (terrain_xlsform_get_issues (form)->len, ==, 0);
  xml = terrain_xlsform_get_xml (form);
  g_assert_nonnull (xml);
  ours = facts_of (g_bytes_get_data (xml, NULL), g_bytes_get_size (xml));
  theirs = facts_of (golden, golden_length);
  g_assert_cmpuint (g_hash_table_size (theirs), >, 50);
  g_assert_cmpuint (count_missing (ours, theirs, "ours") + count_missing (theirs, ours, "the reference"), ==, 0);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *path = g_strdup_printf ("/xlsform/golden/%s", forms[i]);

      g_test_add_data_func (path, forms[i], test_form);
    }
  return g_test_run ();
}
