/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <terrain-engine.h>

#include "terrain-xpath-ast.h"

#include <string.h>

static TerrainXPath *
compile (const char *expression)
{
  g_autoptr (GError) error = NULL;
  TerrainXPath *xpath = terrain_xpath_compile (expression, NULL, NULL, &error);

  if (xpath == NULL)
    g_error ("“%.100s”: %s", expression, error->message);
  return xpath;
}

static void
assert_refused (const char *expression,
                int         code,
                const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainXPath) xpath = terrain_xpath_compile (expression, NULL, NULL, &error);

  g_assert_null (xpath);
  g_assert_error (error, TERRAIN_ENGINE_ERROR, code);
  if (strstr (error->message, words) == NULL)
    g_error ("“%.100s” is refused with “%s”, not with “%s”", expression, error->message, words);
}

/* Where, what was expected, what was found. */
static void
test_errors (void)
{
  static const struct { const char *expression; const char *words; } cases[] = {
    { "", "Column 1: expected a value or a path, found the end" },
    { "1 +", "Column 4: expected a value or a path, found the end" },
    { "(1", "Column 3: expected “)”, found the end" },
    { "/a/", "Column 4: expected the name of a node, found the end" },
    { "a[1", "Column 4: expected “]”, found the end" },
    { "a b", "Column 3: expected an operator such as “and”, found “b”" },
    { "'é' 'b'", "Column 5: expected an operator or the end, found “'b'”" },
    { "concat('a' 'b')", "Column 12: expected “,” or “)”, found “'b'”" },
    { "'abc", "Column 1: this text has no closing '" },
    { "1 # 2", "Column 3: “#” has no meaning here" },
    { "5 == 5", "Column 4: expected a value or a path, found “=”" },
    { "$x", "variables" },
    { "1 + foo(2)", "Column 5: there is no function called “foo”" },
    { "substr('a')", "Column 1: substr() takes at least 2 arguments, not 1" },
    { "true(1)", "Column 1: true() takes 0 arguments, not 1" },
    { "round(1, 2, 3)", "Column 1: round() takes at most 2 arguments, not 3" },
    { "count('a')", "Column 7: “count” needs nodes" },
    { "1 | a", "Column 1: “|” needs nodes" },
    { "'a'/b", "Column 1: “/” needs nodes" },
    { "side::a", "Column 1: there is no axis called “side”" },
    { "p:a", "Column 1: the prefix “p:” is not declared" },
    { "..[1]", "Column 3: expected an operator or the end, found “[”" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_refused (cases[i].expression, TERRAIN_ENGINE_ERROR_XPATH, cases[i].words);
}

/* Compiled lazily, what is no matter of syntax is an error of the evaluation, if that comes to it. */
static void
test_lazily (void)
{
  static const struct { const char *expression; const char *words; } cases[] = {
    { "true() or explode(1, explode())", NULL },
    { "if(true(), 'a', substr('b'))", NULL },
    { "1 + explode(2)", "Column 5: there is no function called “explode”" },
    { "explode()/a", "Column 1: there is no function called “explode”" },
    { "a[explode()]", "Column 3: there is no function called “explode”" },
    { "substr('a')", "Column 1: substr() takes at least 2 arguments, not 1" },
    { "count('a')", "nodes (a path) are needed here" },
    { "1 | a", "nodes (a path) are needed here" },
    { "'a'/b", "nodes (a path) are needed here" },
  };
  g_autoptr (GBytes) bytes = g_bytes_new_static ("<d><a/></d>", 11);
  g_autoptr (TerrainDocument) document = terrain_document_parse (bytes, TERRAIN_DOCUMENT_INSTANCE, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TerrainXPath) xpath = terrain_xpath_compile_lazily (cases[i].expression, NULL, NULL, &error);
      g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;

      g_assert_no_error (error);
      terrain_xpath_evaluate (xpath, NULL, terrain_document_get_root (document), &value, &error);
      if (cases[i].words == NULL)
        g_assert_no_error (error);
      else if (error == NULL || strstr (error->message, cases[i].words) == NULL)
        g_error ("“%s” gives “%s”", cases[i].expression, error != NULL ? error->message : "no error");
    }
  g_assert_null (terrain_xpath_compile_lazily ("explode(", NULL, NULL, NULL));
}

/* XPath 1.0 section 3.7: the same word is a name or an operator by what stands before it. */
static void
test_disambiguation (void)
{
  static const char *const expressions[] = {
    "* * *", "div div div", "or or or", "and/mod mod mod", "a-b - c.d", "6mod4", "(1)div(2)", "@and and @or", "-a--b",
    "child::text", "text", "self::node()/text()", "processing-instruction('x')", "//a[@b][1]//c", "/", "/ = 1", ".//.",
    "a/ancestor-or-self::*[last()]", "id('x')[1]/a", "(a | b)[2]/c", "node", "comment/text()", " a [ 1 ] ", "/*/@*",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (expressions); i++)
    terrain_xpath_unref (compile (expressions[i]));
}

static void
count_kinds (TerrainAst *ast,
             gpointer    user_data)
{
  guint *counts = user_data;

  counts[ast->kind]++;
}

static void
test_tree (void)
{
  g_autoptr (TerrainXPath) xpath = compile ("if(/d/a[. > 1 + 2] = 'x', instance('i')/root/item[v = current()/../w]/l, now())");
  guint counts[TERRAIN_AST_PATH + 1] = { 0 };
  TerrainAst *ast = terrain_xpath_get_ast (xpath);

  terrain_ast_foreach (ast, count_kinds, counts);
  /* /d/a, ., instance(…)/…, v, current()/… */
  g_assert_cmpuint (counts[TERRAIN_AST_PATH], ==, 5);
  /* if, instance, current, now */
  g_assert_cmpuint (counts[TERRAIN_AST_CALL], ==, 4);
  g_assert_cmpuint (counts[TERRAIN_AST_LITERAL], ==, 2);
  g_assert_cmpuint (counts[TERRAIN_AST_NUMBER], ==, 2);
  g_assert_cmpstr (terrain_function_get_name (ast->function), ==, "if");
  g_assert_cmpuint (terrain_function_get_flags (ast->children[2]->function) & TERRAIN_FUNCTION_VOLATILE, !=, 0);
  g_assert_cmpuint (terrain_function_get_flags (ast->children[1]->start->function) & TERRAIN_FUNCTION_INSTANCE, !=, 0);
  g_assert_true (ast->children[0]->children[0]->absolute);
  g_assert_cmpint (ast->children[1]->column, ==, 27);
  g_assert_cmpstr (ast->children[0]->children[0]->steps[1].local, ==, "a");
}

static const char *
form_prefixes (const char *prefix,
               gpointer    user_data)
{
  return strcmp (prefix, "o") == 0 ? "urn:o" : NULL;
}

static void
test_prefixes (void)
{
  g_autoptr (TerrainXPath) xpath = terrain_xpath_compile ("/d/o:m/@a/o:*", form_prefixes, NULL, NULL);
  TerrainAst *ast;

  g_assert_nonnull (xpath);
  ast = terrain_xpath_get_ast (xpath);
  /* In a form a name without a prefix is that name in any namespace; an attribute's is in none. */
  g_assert_null (ast->steps[0].uri);
  g_assert_false (ast->steps[0].no_uri);
  g_assert_cmpstr (ast->steps[1].uri, ==, "urn:o");
  g_assert_true (ast->steps[2].no_uri);
  g_assert_cmpint (ast->steps[3].test, ==, TERRAIN_TEST_ANY_NAME);
}

static char *
repeated (const char *head,
          const char *part,
          guint       times,
          const char *tail)
{
  GString *text = g_string_new (head);

  for (guint i = 0; i < times; i++)
    g_string_append (text, part);
  return g_string_free (g_string_append (text, tail), FALSE);
}

static void
test_hostile (void)
{
  g_autofree char *parentheses = repeated ("", "(", 100000, "1");
  g_autofree char *predicates = repeated ("", "a[", 100000, "1");
  g_autofree char *calls = repeated ("", "not(", 60000, "1");
  g_autofree char *sum = repeated ("1", "+1", 100000, "");
  g_autofree char *minus = repeated ("", "-", 200000, "1");
  g_autofree char *path = repeated ("a", "/a", 100000, "");
  g_autofree char *long_text = repeated ("'", "x", 300000, "'");
  g_autofree char *digits = repeated ("1", "9", 100000, "");
  g_autofree char *brackets = repeated ("a", "[1]", 50000, "");

  assert_refused (parentheses, TERRAIN_ENGINE_ERROR_XPATH, "nested more than 200 deep");
  assert_refused (predicates, TERRAIN_ENGINE_ERROR_XPATH, "nested more than 200 deep");
  assert_refused (calls, TERRAIN_ENGINE_ERROR_XPATH, "nested more than 200 deep");
  assert_refused (sum, TERRAIN_ENGINE_ERROR_LIMIT, "operators in a row");
  assert_refused (long_text, TERRAIN_ENGINE_ERROR_LIMIT, "longer than");
  assert_refused ("a\xff", TERRAIN_ENGINE_ERROR_XPATH, "UTF-8");
  terrain_xpath_unref (compile (minus));
  terrain_xpath_unref (compile (path));
  terrain_xpath_unref (compile (digits));
  terrain_xpath_unref (compile (brackets));
}

/* Any cut-off or twisted expression is refused or compiled, never worse. */
static void
test_mutations (void)
{
  static const char source[] = "if(selected(/d/a[position() = last()]/b, 'x y'), sum(../r[c != .5 or d]/e) div -2 mod 3, @f | //g:h)";
  static const char odd[] = "()[]'\"/@.,*:|<>=!+-$ 9ax\t\x01\x7f";

  for (gsize i = 0; i < sizeof source - 1; i++)
    {
      for (gsize j = 0; j < sizeof odd; j++)
        {
          g_autofree char *twisted = g_strdup (source);
          g_autoptr (GError) error = NULL;
          g_autoptr (TerrainXPath) xpath = NULL;

          twisted[i] = odd[j];
          xpath = terrain_xpath_compile (twisted, form_prefixes, NULL, &error);
          g_assert_true ((xpath == NULL) == (error != NULL));
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/xpath/compile/errors", test_errors);
  g_test_add_func ("/engine/xpath/compile/lazily", test_lazily);
  g_test_add_func ("/engine/xpath/compile/disambiguation", test_disambiguation);
  g_test_add_func ("/engine/xpath/compile/tree", test_tree);
  g_test_add_func ("/engine/xpath/compile/prefixes", test_prefixes);
  g_test_add_func ("/engine/xpath/compile/hostile", test_hostile);
  g_test_add_func ("/engine/xpath/compile/mutations", test_mutations);

  return g_test_run ();
}
