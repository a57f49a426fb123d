/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <terrain-engine.h>

#include "terrain-node-private.h"
#include "terrain-xpath-host.h"

#include <math.h>
#include <string.h>

static TerrainDocument *
parse (const char          *xml,
       TerrainDocumentMode  mode)
{
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));
  g_autoptr (GError) error = NULL;
  TerrainDocument *document = terrain_document_parse (bytes, mode, &error);

  g_assert_no_error (error);
  return document;
}

/* The result as text; several nodes joined by spaces. */
static char *
evaluate (TerrainXPathHost *host,
          TerrainNode      *context,
          const char       *expression)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainXPath) xpath = terrain_xpath_compile (expression, NULL, NULL, &error);
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;
  GString *text;

  g_assert_no_error (error);
  if (!terrain_xpath_evaluate (xpath, host, context, &value, &error))
    return g_strconcat ("error: ", error->message, NULL);
  if (value.type != TERRAIN_XPATH_NODESET)
    return terrain_xpath_value_to_string (&value);
  text = g_string_new (NULL);
  for (guint i = 0; i < terrain_xpath_value_get_n_nodes (&value); i++)
    {
      g_autofree char *one = terrain_node_dup_string (terrain_xpath_value_get_node (&value, i));

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", one);
    }
  return g_string_free (text, FALSE);
}

static void
assert_result (TerrainXPathHost *host,
               TerrainNode      *context,
               const char       *expression,
               const char       *expected)
{
  g_autofree char *got = evaluate (host, context, expression);

  if (strcmp (got, expected) != 0)
    g_error ("%s gives “%s”, not “%s”", expression, got, expected);
}

static TerrainNode *
node_at (TerrainDocument *document,
         const char      *path)
{
  g_autoptr (TerrainXPath) xpath = terrain_xpath_compile (path, NULL, NULL, NULL);
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;

  g_assert_true (terrain_xpath_evaluate (xpath, NULL, terrain_document_get_node (document), &value, NULL));
  g_assert_cmpuint (terrain_xpath_value_get_n_nodes (&value), ==, 1);
  return terrain_xpath_value_get_node (&value, 0);
}

#define REPEATS \
  "<data><r><x>1</x><s><y>1</y></s><s><y>2</y></s></r><r><x>2</x><s><y>3</y></s><s><y>4</y></s></r><r><x>3</x></r></data>"

/* engine-semantics, points 1, 2 and 5 */
static void
test_contextualised (void)
{
  g_autoptr (TerrainDocument) document = parse (REPEATS, TERRAIN_DOCUMENT_INSTANCE);
  TerrainXPathHost host = { .contextualise = TRUE };
  TerrainNode *x = node_at (document, "/data/r[2]/x");
  TerrainNode *y = node_at (document, "/data/r[2]/s[2]/y");

  assert_result (&host, x, "/data/r/x", "2");
  assert_result (&host, x, "count(/data/r)", "3");
  assert_result (&host, y, "count(/data/r/s)", "2");
  assert_result (&host, x, "sum(/data/r/x)", "2");
  assert_result (&host, x, "sum(../../r/x)", "6");
  assert_result (&host, x, "/data/r[true()]/x", "1 2 3");
  assert_result (&host, x, "/data/r[x > 1]/x", "2 3");
  assert_result (&host, x, "/data/r/s/y", "3 4");
  assert_result (&host, y, "/data/r/s/y", "4");
  assert_result (&host, y, "/data/r[1]/s/y", "1 2");
  assert_result (&host, y, "/data/r/x", "2");
  /* The context is that of the whole expression, not of the item of a predicate. */
  assert_result (&host, x, "/data/r[1]/s[y = /data/r/x]/y", "2");
  assert_result (&host, x, "../../r[x = current()]/x", "2");
  assert_result (&host, x, "../../r[x = current()/../x - 1]/x", "1");
  /* Outside a repeat, and without a form, all instances are meant. */
  assert_result (&host, terrain_document_get_root (document), "sum(/data/r/x)", "6");
  assert_result (NULL, x, "sum(/data/r/x)", "6");
}

static void
test_indexed_repeat (void)
{
  g_autoptr (TerrainDocument) document = parse (REPEATS, TERRAIN_DOCUMENT_INSTANCE);
  TerrainXPathHost host = { .contextualise = TRUE };
  TerrainNode *x = node_at (document, "/data/r[2]/x");
  TerrainNode *y = node_at (document, "/data/r[2]/s[2]/y");

  assert_result (&host, x, "indexed-repeat(/data/r/x, /data/r, 3)", "3");
  assert_result (&host, x, "indexed-repeat(/data/r/x, /data/r, 0)", "1");
  assert_result (&host, x, "indexed-repeat(/data/r/x, /data/r, 4)", "");
  assert_result (&host, x, "indexed-repeat(/data/r/x, /data/r, '')", "");
  assert_result (&host, x, "indexed-repeat(/data/r/x, /data/r, position(..) - 1)", "1");
  assert_result (&host, x, "indexed-repeat(/data/r/s/y, /data/r, 1, /data/r/s, 2)", "2");
  assert_result (&host, x, "indexed-repeat(/data/r/s/y, /data/r/s, 2, /data/r, 1)", "2");
  /* An outer repeat that is not named is the context's own. */
  assert_result (&host, y, "indexed-repeat(/data/r/s/y, /data/r/s, 1)", "3");
}

/* engine-semantics, point 9 */
static void
test_irrelevant (void)
{
  g_autoptr (TerrainDocument) document = parse (REPEATS, TERRAIN_DOCUMENT_INSTANCE);
  TerrainXPathHost host = { .skip_irrelevant = TRUE };
  TerrainNode *top = terrain_document_get_node (document);
  TerrainNode *second = node_at (document, "/data/r[2]");
  TerrainNode *x = node_at (document, "/data/r[2]/x");

  for (TerrainNode *node = second; node != NULL; node = terrain_node_next_below (node, second))
    node->flags |= TERRAIN_NODE_IRRELEVANT;
  node_at (document, "/data/r[3]")->flags |= TERRAIN_NODE_TEMPLATE;

  assert_result (&host, top, "count(/data/r)", "1");
  assert_result (&host, top, "sum(//x)", "1");
  assert_result (&host, top, "count(//y)", "2");
  assert_result (&host, x, "string(.)", "");
  assert_result (&host, x, "position(..)", "2");
  assert_result (NULL, top, "count(/data/r)", "3");
}

static void
test_comparisons (void)
{
  g_autoptr (TerrainDocument) document = parse (
      "<d><n>1</n><n>5</n><m>5</m><m>9</m><e/><t>x</t><b>2024-02-29</b><c>2024-03-01T10:00:00.000Z</c></d>",
      TERRAIN_DOCUMENT_INSTANCE);
  TerrainNode *root = terrain_document_get_root (document);
  static const struct { const char *expression; const char *expected; } cases[] = {
    { "n = m", "true" },        { "n != m", "true" },       { "n = 9", "false" },     { "n > m", "false" },
    { "n < m", "true" },        { "n = 'x'", "false" },     { "zz = zz", "false" },   { "zz != 1", "false" },
    { "zz = false()", "true" }, { "n = true()", "true" },   { "e > 0", "false" },     { "e <= 0", "false" },
    { "e = ''", "true" },       { "t < 1", "false" },       { "'1' = 1.0", "true" },  { "true() = 'x'", "true" },
    { "0.1 + 0.2 = 0.3", "true" }, { "1 != 1.0000001", "true" },
    /* Dates: day numbers for order and arithmetic, text for equality. */
    { "b < date('2024-03-01')", "true" }, { "b = date('2024-02-29')", "true" }, { "c - b", "1" },
    { "date(b + 1)", "2024-03-01" }, { "b + 1 = date('2024-03-01') - 0", "true" }, { "c > b", "true" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_result (NULL, root, cases[i].expression, cases[i].expected);
}

static TerrainNode *cities;

static TerrainNode *
find_cities (TerrainXPathHost *host,
             const char       *id)
{
  return strcmp (id, "cities") == 0 ? cities : NULL;
}

static TerrainDocument *
make_cities (guint n)
{
  g_autoptr (GString) xml = g_string_new ("<root>");

  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (xml, "<item k='a%u'><name>c%u</name><lga>l%u</lga><code>%s%u%s</code>", i % 7, i, i % 13,
                              i % 3 == 0 ? "0" : " ", i % 11, i % 5 == 0 ? ".0" : "");
      if (i % 4 == 0)
        g_string_append_printf (xml, "<lga>l%u</lga>", (i + 1) % 13);
      g_string_append (xml, "</item>");
    }
  return parse (g_string_append (xml, "</root>")->str, TERRAIN_DOCUMENT_INSTANCE);
}

/* An index must never change a result: the same expressions on the same list, scanned and looked up. */
static void
test_index (void)
{
  g_autoptr (TerrainDocument) form
      = parse ("<d><lga>l3</lga><code>4</code><k>a2</k><none/><q/></d>", TERRAIN_DOCUMENT_INSTANCE);
  g_autoptr (TerrainDocument) scanned = make_cities (500);
  g_autoptr (TerrainDocument) indexed = make_cities (500);
  TerrainXPathHost host = { .instance = find_cities };
  TerrainNode *q = node_at (form, "/d/q");
  static const char *const expressions[] = {
    "instance('cities')/root/item[lga = /d/lga]/name",
    "instance('cities')/root/item[/d/lga = lga]/name",
    "instance('cities')/root/item[lga = current()/../lga]/name",
    "instance('cities')/root/item[lga = 'l3' and @k = /d/k]/name",
    "instance('cities')/root/item[@k = 'a1' and name != 'c8' and lga = 'l8']/name",
    "instance('cities')/root/item[lga = 'l3'][2]/name",
    "instance('cities')/root/item[lga = 'l3' and position() > 20]/name",
    "instance('cities')/root/item[lga = 'l3'][position() = last()]/name",
    "instance('cities')/root/item[code = 4]/name",
    "instance('cities')/root/item[code = /d/code]/name",
    "instance('cities')/root/item[code = /d/code + 0]/name",
    "instance('cities')/root/item[code = 4.0000000000001]/name",
    "instance('cities')/root/item[code = 4.0000005]/name",
    "instance('cities')/root/item[code = today() + 0]/name",
    "instance('cities')/root/item[code = number(today())]/name",
    "instance('cities')/root/item[code = '04']/name",
    "instance('cities')/root/item[code = -1]/name",
    "instance('cities')/root/item[code = number('x')]/name",
    "instance('cities')/root/item[lga = /d/none]/name",
    "instance('cities')/root/item[lga = /d/*]/name",
    "instance('cities')/root/item[lga = /d/missing]/name",
    "instance('cities')/root/item[lga = true()]/name",
    "instance('cities')/root/item[lga = concat('l', 3) or name = 'c1']/name",
    "instance('cities')/root/item[lga = name]/name",
    "count(instance('cities')/root/item[lga = 'l3'])",
    "pulldata('cities', 'code', 'name', 'c12')",
    "pulldata('cities', 'name', '@k', 'a2')",
    "pulldata('cities', '@k', 'name', 'c12')",
    "pulldata('cities', '@none', 'name', 'c12')",
  };

  indexed->frozen = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (expressions); i++)
    {
      g_autofree char *expected = NULL;

      cities = terrain_document_get_root (scanned);
      expected = evaluate (&host, q, expressions[i]);
      cities = terrain_document_get_root (indexed);
      assert_result (&host, q, expressions[i], expected);
      assert_result (&host, q, expressions[i], expected);
    }
  g_assert_null (scanned->indexes);
  g_assert_nonnull (indexed->indexes);
  cities = NULL;
}

typedef struct
{
  TerrainXPathHost host;
  TerrainXPath *xpath;
  TerrainNode *context;
  gboolean same;
} Asking;

static gpointer
ask_many_times (gpointer data)
{
  Asking *asking = data;

  asking->same = TRUE;
  for (int i = 0; i < 200; i++)
    {
      g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;

      asking->same = asking->same && terrain_xpath_evaluate (asking->xpath, &asking->host, asking->context, &value, NULL)
                     && terrain_xpath_value_to_number (&value) == 39;
    }
  return NULL;
}

/* Forms are shared between threads: one list, one expression, several records. */
static void
test_index_threads (void)
{
  g_autoptr (TerrainDocument) list = make_cities (507);
  g_autoptr (TerrainXPath) xpath
      = terrain_xpath_compile ("count(instance('cities')/root/item[lga = /d/lga][code >= 0 and not(lga[2])])"
                               " + count(instance('cities')/root/item[lga[1] = /d/lga]) * 0 + 10", NULL, NULL, NULL);
  Asking asking[4];
  GThread *threads[4];
  TerrainDocument *records[4];

  list->frozen = TRUE;
  cities = terrain_document_get_root (list);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      records[i] = parse ("<d><lga>l3</lga></d>", TERRAIN_DOCUMENT_INSTANCE);
      asking[i] = (Asking) { .host = { .instance = find_cities }, .xpath = xpath,
                             .context = terrain_document_get_root (records[i]) };
      threads[i] = g_thread_new ("ask", ask_many_times, &asking[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_thread_join (threads[i]);
      g_assert_true (asking[i].same);
      terrain_document_unref (records[i]);
    }
  cities = NULL;
}

/* More work than any form means ends in an error, not in a wait. */
static void
test_limits (void)
{
  g_autoptr (GString) xml = g_string_new ("<d>");
  g_autoptr (TerrainDocument) document = NULL;
  g_autofree char *got = NULL;

  for (int i = 0; i < 3000; i++)
    g_string_append (xml, "<a/>");
  document = parse (g_string_append (xml, "</d>")->str, TERRAIN_DOCUMENT_INSTANCE);
  got = evaluate (NULL, terrain_document_get_root (document), "count(//*[count(//*[count(//*) > 1]) > 1])");
  g_assert_cmpstr (got, ==, "error: The expression visits too many nodes to be meant.");
}

/* Expressions put together at random from valid pieces end in a value or an error. */
static void
test_random (void)
{
  static const char *const pieces[] = {
    "/d/a", "//text()", "..", ".", "@k", "b[1]", "*[last()]", "ancestor::*", "preceding::node()", "namespace::*", "a | b",
    "1", "-1", "0.5", "'x'", "''", "'2024-02-29'", "today()", "true()", "number('x')", "1 div 0", "99999999999999999999",
    "concat(%, %)", "substr(%, %, %)", "substring(%, %, %)", "if(%, %, %)", "translate(%, %, %)", "date(%)", "round(%, %)",
    "format-date(%, %)", "(%) + (%)", "(%) = (%)", "(%) < (%)", "(%) and (%)", "(%) mod (%)", "not(%)", "id(%)",
    "regex(%, %)", "join(%, %)", "selected-at(%, %)", "area(%)", "distance(%, %)", "intersects(%)", "geofence(%, %)",
    "decimal-time(%)", "decimal-date-time(%)", "date-time(%)", "checklist(%, %, %)", "coalesce(%, %)", "digest(%, 'MD5')",
    "//*[%]", "/d/*[%][%]", "sum(//*[%])", "count(//node()[%])", "indexed-repeat(//b, //a, %)", "position(..)", "string()",
    "randomize(//*[%], %)", "lang(%)", "weighted-checklist(%, %, %, %)", "base64-decode(%)", "min(%, //b)",
  };
  g_autoptr (TerrainDocument) document
      = parse ("<d xmlns:p='urn:p'><a k='1'>1<b>2 3</b></a><!--c--><a xml:lang='en'>x<b/>é</a><p:c/><?i j?></d>",
               TERRAIN_DOCUMENT_WHOLE);
  guint evaluated = 0;

  for (int round = 0; round < 5000; round++)
    {
      g_autoptr (GString) expression = g_string_new ("%");
      g_autoptr (GError) error = NULL;
      g_autoptr (TerrainXPath) xpath = NULL;
      g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;
      g_autofree char *text = NULL;

      for (int growth = 0; growth < 12 && strchr (expression->str, '%') != NULL; growth++)
        g_string_replace (expression, "%", pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))], 1);
      g_string_replace (expression, "%", "b", 0);
      xpath = terrain_xpath_compile (expression->str, NULL, NULL, &error);
      if (xpath == NULL)
        continue;
      if (!terrain_xpath_evaluate (xpath, NULL, terrain_document_get_root (document)->first_child, &value, &error))
        {
          g_assert_nonnull (error);
          continue;
        }
      evaluated++;
      text = terrain_xpath_value_to_string (&value);
      g_assert_true (g_utf8_validate (text, -1, NULL));
      (void) terrain_xpath_value_to_number (&value);
    }
  g_assert_cmpuint (evaluated, >, 1000);
}

static void
test_document_order (void)
{
  g_autoptr (TerrainDocument) document = parse ("<d><a>1<b>2</b></a><a>3<b>4</b>5</a></d>", TERRAIN_DOCUMENT_WHOLE);
  TerrainNode *top = terrain_document_get_node (document);

  assert_result (NULL, top, "//text()", "1 2 3 4 5");
  assert_result (NULL, top, "/d/a[2]/b | /d/a[1] | //b[1]", "12 2 4");
  assert_result (NULL, top, "(//b)[2]", "4");
  assert_result (NULL, top, "//b[2]", "");
  assert_result (NULL, top, "//b/ancestor::*[1]", "12 345");
  assert_result (NULL, top, "name(//b[. = 4]/ancestor::*[last()])", "d");
  assert_result (NULL, top, "//b/preceding::text()", "1 2 3");
  assert_result (NULL, top, "/d/a[1]/following-sibling::a/text()[last()]", "5");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/xpath/evaluate/contextualised", test_contextualised);
  g_test_add_func ("/engine/xpath/evaluate/indexed-repeat", test_indexed_repeat);
  g_test_add_func ("/engine/xpath/evaluate/irrelevant", test_irrelevant);
  g_test_add_func ("/engine/xpath/evaluate/comparisons", test_comparisons);
  g_test_add_func ("/engine/xpath/evaluate/index", test_index);
  g_test_add_func ("/engine/xpath/evaluate/index-threads", test_index_threads);
  g_test_add_func ("/engine/xpath/evaluate/limits", test_limits);
  g_test_add_func ("/engine/xpath/evaluate/random", test_random);
  g_test_add_func ("/engine/xpath/evaluate/document-order", test_document_order);

  return g_test_run ();
}
