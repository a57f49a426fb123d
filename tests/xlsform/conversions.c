/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <locale.h>
#include <string.h>
#include <terrain-xlsform.h>

#include "normal-xml.h"

/*
 * Recorded conversions of the reference compiler: sheets, and what must be true of the form made of them. Cases that
 * are not met stand in decided.tsv with the reason; both a case that fails without standing there, and one that stands
 * there and is met, fail the test.
 */

static const char *const prefixes[][2] = {
  { "x", "http://www.w3.org/2002/xforms" },
  { "h", "http://www.w3.org/1999/xhtml" },
  { "ev", "http://www.w3.org/2001/xml-events" },
  { "xsd", "http://www.w3.org/2001/XMLSchema" },
  { "jr", "http://openrosa.org/javarosa" },
  { "orx", "http://openrosa.org/xforms" },
  { "odk", "http://www.opendatakit.org/xforms" },
  { "entities", "http://www.opendatakit.org/xforms/entities" },
};

static void
ignore_xml_error (void *context, const char *format, ...)
{
}

static void
take_headers (JsonArray *rows, GPtrArray *headers)
{
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      g_autoptr (GList) names = json_object_get_members (json_array_get_object_element (rows, i));

      for (GList *name = names; name != NULL; name = name->next)
        if (!g_ptr_array_find_with_equal_func (headers, name->data, g_str_equal, NULL))
          g_ptr_array_add (headers, name->data);
    }
}

static void
add_sheet (TerrainSpreadsheet *spreadsheet, JsonObject *sheets, const char *name)
{
  g_autofree char *header_name = g_strconcat (name, "_header", NULL);
  g_autoptr (GPtrArray) headers = g_ptr_array_new ();
  JsonArray *rows = json_object_get_array_member (sheets, name);

  if (json_object_has_member (sheets, header_name))
    take_headers (json_object_get_array_member (sheets, header_name), headers);
  take_headers (rows, headers);
  for (guint i = 0; i < headers->len; i++)
    if (!g_str_equal (g_ptr_array_index (headers, i), "None"))
      terrain_spreadsheet_add_cell (spreadsheet, name, 1, i + 1, g_ptr_array_index (headers, i));
  for (guint i = 0; i < json_array_get_length (rows); i++)
    for (guint j = 0; j < headers->len; j++)
      {
        JsonNode *node = json_object_get_member (json_array_get_object_element (rows, i),
                                                 g_ptr_array_index (headers, j));

        if (node != NULL && !JSON_NODE_HOLDS_NULL (node))
          terrain_spreadsheet_add_cell (spreadsheet, name, i + 2, j + 1, json_node_get_string (node));
      }
}

static TerrainSpreadsheet *
read_sheets (JsonObject *sheets)
{
  TerrainSpreadsheet *spreadsheet = terrain_spreadsheet_new ();
  g_autoptr (GList) names = json_object_get_members (sheets);

  if (json_object_has_member (sheets, "sheet_names"))
    {
      JsonArray *named = json_object_get_array_member (sheets, "sheet_names");

      for (guint i = 0; i < json_array_get_length (named); i++)
        terrain_spreadsheet_add_sheet (spreadsheet, json_array_get_string_element (named, i));
    }
  for (GList *name = names; name != NULL; name = name->next)
    if (!g_str_has_suffix (name->data, "_header") && !g_str_equal (name->data, "sheet_names"))
      add_sheet (spreadsheet, sheets, name->data);
  return spreadsheet;
}

typedef struct
{
  xmlDoc *doc;
  xmlXPathContext *xpath;
  GString *unmet;
} Result;

static xmlNode *
find_part (Result *result, const char *part)
{
  const char *path = g_str_equal (part, "model")      ? "/h:html/h:head/x:model"
                     : g_str_equal (part, "instance") ? "/h:html/h:head/x:model/x:instance[1]"
                     : g_str_equal (part, "itext")    ? "/h:html/h:head/x:model/x:itext"
                                                      : "/h:html";
  xmlXPathObject *found = xmlXPathEvalExpression ((const xmlChar *) path, result->xpath);
  xmlNode *node = found != NULL && found->nodesetval != NULL && found->nodesetval->nodeNr > 0
                      ? found->nodesetval->nodeTab[0]
                      : NULL;

  xmlXPathFreeObject (found);
  return node;
}

static void
check_contains (Result *result, const char *part, JsonArray *texts, gboolean wanted)
{
  xmlNode *node = find_part (result, part);
  g_autofree char *whole = node != NULL ? normal_xml_print (node) : g_strdup ("");

  for (guint i = 0; i < json_array_get_length (texts); i++)
    {
      g_autofree char *text = normal_xml_squeeze (json_array_get_string_element (texts, i));

      if ((strstr (whole, g_strstrip (text)) != NULL) != wanted)
        g_string_append_printf (result->unmet, "\n  %s %s: %s", part, wanted ? "lacks" : "has", text);
    }
}

static int
count_nodes (Result *result, const char *expression)
{
  xmlXPathObject *found = xmlXPathEvalExpression ((const xmlChar *) expression, result->xpath);
  int count = -1;

  if (found != NULL && found->type == XPATH_NODESET)
    count = found->nodesetval != NULL ? found->nodesetval->nodeNr : 0;
  else if (found != NULL && found->type == XPATH_BOOLEAN)
    count = found->boolval;
  xmlXPathFreeObject (found);
  return count;
}

static void
check_matches (Result *result, JsonArray *expressions)
{
  for (guint i = 0; i < json_array_get_length (expressions); i++)
    {
      const char *expression = json_array_get_string_element (expressions, i);
      int count = count_nodes (result, expression);

      if (count != 1)
        g_string_append_printf (result->unmet, "\n  %d matches, not 1: %s", count, expression);
    }
}

static void
check_counts (Result *result, JsonArray *pairs)
{
  for (guint i = 0; i < json_array_get_length (pairs); i++)
    {
      JsonArray *pair = json_array_get_array_element (pairs, i);
      int count = count_nodes (result, json_array_get_string_element (pair, 0));

      if (count != json_array_get_int_element (pair, 1))
        g_string_append_printf (result->unmet, "\n  %d and not %d of %s", count,
                                (int) json_array_get_int_element (pair, 1),
                                json_array_get_string_element (pair, 0));
    }
}

static char *
node_text (xmlNode *node)
{
  g_autofree char *content = NULL;
  xmlChar *raw;

  if (node->type == XML_ELEMENT_NODE)
    return normal_xml_print (node);
  raw = xmlNodeGetContent (node);
  content = normal_xml_squeeze ((const char *) raw);
  xmlFree (raw);
  return g_strdup (g_strstrip (content));
}

static void
check_exact (Result *result, JsonArray *pairs)
{
  for (guint i = 0; i < json_array_get_length (pairs); i++)
    {
      JsonArray *pair = json_array_get_array_element (pairs, i);
      JsonArray *wanted = json_array_get_array_element (pair, 1);
      xmlXPathObject *found
        = xmlXPathEvalExpression ((const xmlChar *) json_array_get_string_element (pair, 0), result->xpath);
      g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (int j = 0; found != NULL && found->nodesetval != NULL && j < found->nodesetval->nodeNr; j++)
        g_hash_table_add (texts, node_text (found->nodesetval->nodeTab[j]));
      xmlXPathFreeObject (found);
      for (guint j = 0; j < json_array_get_length (wanted); j++)
        {
          g_autofree char *text = normal_xml_squeeze (json_array_get_string_element (wanted, j));

          if (!g_hash_table_remove (texts, g_strstrip (text)))
            g_string_append_printf (result->unmet, "\n  not exactly there: %s", text);
        }
      if (g_hash_table_size (texts) > 0)
        g_string_append_printf (result->unmet, "\n  more than wanted of %s", json_array_get_string_element (pair, 0));
    }
}

static void
check_form (Result *result, JsonObject *expect)
{
  static const char *const parts[] = { "xml", "model", "instance", "itext" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *contains = g_strconcat (parts[i], "__contains", NULL);
      g_autofree char *excludes = g_strconcat (parts[i], "__excludes", NULL);

      if (json_object_has_member (expect, contains))
        check_contains (result, parts[i], json_object_get_array_member (expect, contains), TRUE);
      if (json_object_has_member (expect, excludes))
        check_contains (result, parts[i], json_object_get_array_member (expect, excludes), FALSE);
    }
  if (json_object_has_member (expect, "xml__xpath_match"))
    check_matches (result, json_object_get_array_member (expect, "xml__xpath_match"));
  if (json_object_has_member (expect, "xml__xpath_count"))
    check_counts (result, json_object_get_array_member (expect, "xml__xpath_count"));
  if (json_object_has_member (expect, "xml__xpath_exact"))
    check_exact (result, json_object_get_array_member (expect, "xml__xpath_exact"));
}

static void
check_xml (GString *unmet, GBytes *xml, JsonObject *expect)
{
  Result result = { NULL, NULL, unmet };
  gsize length;
  const char *text = g_bytes_get_data (xml, &length);

  result.doc = xmlReadMemory (text, (int) length, NULL, NULL, XML_PARSE_NONET);
  if (result.doc == NULL)
    {
      g_string_append (unmet, "\n  not well-formed");
      return;
    }
  result.xpath = xmlXPathNewContext (result.doc);
  result.xpath->node = xmlDocGetRootElement (result.doc);
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    xmlXPathRegisterNs (result.xpath, (const xmlChar *) prefixes[i][0], (const xmlChar *) prefixes[i][1]);
  check_form (&result, expect);
  xmlXPathFreeContext (result.xpath);
  xmlFreeDoc (result.doc);
}

static guint
count_warnings (GPtrArray *issues)
{
  guint count = 0;

  for (guint i = 0; i < issues->len; i++)
    count += ((const TerrainSheetIssue *) g_ptr_array_index (issues, i))->severity == TERRAIN_SHEET_ISSUE_WARNING;
  return count;
}

static void
append_issues (GString *unmet, GPtrArray *issues)
{
  for (guint i = 0; i < issues->len; i++)
    {
      const TerrainSheetIssue *issue = g_ptr_array_index (issues, i);
      g_autofree char *place = terrain_sheet_issue_get_place (issue);

      g_string_append_printf (unmet, "\n    %s %s [%s] %s",
                              issue->severity == TERRAIN_SHEET_ISSUE_ERROR ? "error" : "warning", place, issue->code,
                              issue->message);
    }
}

/* Returns: (transfer full) (nullable): what is not met */
static char *
run_case (JsonObject *record)
{
  JsonObject *expect = json_object_get_object_member (record, "expect");
  const char *member = json_object_has_member (record, "sheets") ? "sheets" : "ss_structure";
  gboolean refused = json_object_get_boolean_member_with_default (expect, "errored", FALSE);
  g_autoptr (TerrainSpreadsheet) spreadsheet = NULL;
  g_autoptr (TerrainXlsform) form = NULL;
  g_autoptr (GString) unmet = g_string_new (NULL);

  if (!json_object_has_member (record, member))
    return g_strdup (" no sheets were recorded");
  spreadsheet = read_sheets (json_object_get_object_member (record, member));
  form = terrain_xlsform_compile (spreadsheet, "data", json_object_get_string_member (record, "form_name"));
  if (refused && terrain_xlsform_get_xml (form) != NULL)
    g_string_append (unmet, "\n  not refused");
  else if (!refused && terrain_xlsform_get_xml (form) == NULL)
    g_string_append (unmet, "\n  refused");
  else if (!refused)
    check_xml (unmet, terrain_xlsform_get_xml (form), expect);
  if (!refused && json_object_has_member (expect, "warnings__contains")
      && count_warnings (terrain_xlsform_get_issues (form)) == 0)
    g_string_append (unmet, "\n  no warning");
  if (unmet->len == 0)
    return NULL;
  append_issues (unmet, terrain_xlsform_get_issues (form));
  if (g_getenv ("SHOW_XML") != NULL && terrain_xlsform_get_xml (form) != NULL)
    g_string_append_printf (unmet, "\n%.*s", (int) g_bytes_get_size (terrain_xlsform_get_xml (form)),
                            (const char *) g_bytes_get_data (terrain_xlsform_get_xml (form), NULL));
  return g_strdup (unmet->str);
}

static GHashTable *
read_decided (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "xlsform", "decided.tsv", NULL);
  GHashTable *decided = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *tab = strchr (lines[i], '\t');

      if (*lines[i] != '#' && *lines[i] != '\0')
        {
          g_assert_nonnull (tab);
          g_hash_table_add (decided, g_strndup (lines[i], (gsize) (tab - lines[i])));
        }
    }
  return decided;
}

static void
test_conversions (void)
{
  g_autofree char *path
    = g_build_filename (g_getenv ("TERRAIN_SHARED") != NULL ? g_getenv ("TERRAIN_SHARED") : "", "corpus", "xlsform",
                        "pyxform.jsonl", NULL);
  g_autoptr (GHashTable) decided = read_decided ();
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint run = 0, met = 0, wrong = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      g_test_skip ("needs the shared corpus");
      return;
    }
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autoptr (JsonParser) parser = json_parser_new ();
      g_autofree char *unmet = NULL;
      JsonObject *record;
      const char *id;

      g_assert_true (json_parser_load_from_data (parser, lines[i], -1, NULL));
      record = json_node_get_object (json_parser_get_root (parser));
      id = json_object_get_string_member (record, "id");
      if (!json_object_get_boolean_member_with_default (record, "ok", TRUE)
          || (g_getenv ("ONLY") != NULL && strstr (g_getenv ("ONLY"), id) == NULL))
        continue;
      run++;
      unmet = run_case (record);
      met += unmet == NULL;
      if ((unmet != NULL) == g_hash_table_contains (decided, id) && g_getenv ("ONLY") == NULL)
        continue;
      wrong += 1;
      g_test_message ("%s %s:%s", id, json_object_get_string_member (record, "test"),
                      unmet != NULL ? unmet : " is met: take it out of decided.tsv");
    }
  g_test_message ("%u of %u conversions met", met, run);
  g_assert_cmpuint (wrong, ==, 0);
  g_assert_cmpuint (met * 100, >=, run * 97);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C");
  xmlSetGenericErrorFunc (NULL, ignore_xml_error);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xlsform/conversions", test_conversions);
  return g_test_run ();
}
