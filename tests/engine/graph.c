/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "form-support.h"
#include "terrain-binding-private.h"
#include "terrain-form-private.h"
#include "terrain-xpath-ast.h"

#include <string.h>

#define REPEATS "<data id=\"f\"><t/><u/><o><p/><r><x/><y/><g><z/></g></r></o></data>"
#define REPEAT_BODY "<repeat nodeset=\"/data/o\"><repeat nodeset=\"/data/o/r\"><input ref=\"/data/o/r/x\"/></repeat></repeat>"

static TerrainForm *
parse_rule (const char *target,
            const char *kind,
            const char *expression)
{
  g_autofree char *escaped = g_markup_escape_text (expression, -1);
  g_autofree char *bind = g_strdup_printf ("<instance id=\"l\"><root><item/></root></instance>"
                                           "<bind nodeset=\"%s\" %s=\"%s\"/>", target, kind, escaped);

  return form_parse_good (REPEATS, bind, REPEAT_BODY);
}

static char *
describe_edges (TerrainForm *form)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < form->schemas->len; i++)
    {
      TerrainSchema *schema = g_ptr_array_index (form->schemas, i);

      for (guint j = 0; j < schema->edges->len; j++)
        {
          TerrainEdge *edge = g_ptr_array_index (schema->edges, j);

          g_string_append_printf (text, "%s%s in %s%s", text->len > 0 ? ", " : "", schema->ref,
                                  edge->scope != NULL ? edge->scope->ref : "/",
                                  edge->position_only ? " by position" : "");
        }
    }
  return g_string_free (text, FALSE);
}

static void
assert_edges (const char *target,
              const char *expression,
              const char *expected)
{
  g_autoptr (TerrainForm) form = parse_rule (target, "calculate", expression);
  g_autofree char *edges = describe_edges (form);

  if (strcmp (edges, expected) != 0)
    g_error ("%s = %s reads %s; expected %s", target, expression, edges, expected);
}

static void
test_scopes (void)
{
  /* Own instance, all, and the one of the outer repeat. */
  assert_edges ("/data/o/r/x", "../y", "/data/o/r/y in /data/o/r");
  assert_edges ("/data/o/r/x", "/data/o/r/y", "/data/o/r/y in /data/o/r");
  assert_edges ("/data/o/r/x", "current()/../y", "/data/o/r/y in /data/o/r");
  assert_edges ("/data/o/r/g/z", "../../y", "/data/o/r/y in /data/o/r");
  assert_edges ("/data/o/r/x", "sum(../../r/y)", "/data/o/r in /data/o, /data/o/r/y in /data/o");
  assert_edges ("/data/o/r/x", "sum(../../../o/r/y)", "/data/o in /, /data/o/r in /, /data/o/r/y in /");
  assert_edges ("/data/o/p", "sum(/data/o/r/y)", "/data/o/r in /data/o, /data/o/r/y in /data/o");
  assert_edges ("/data/t", "sum(/data/o/r/y)", "/data/o in /, /data/o/r in /, /data/o/r/y in /");
  assert_edges ("/data/o/r/x", "/data/t", "/data/t in /");
  assert_edges ("/data/o/r/x", "../../p", "/data/o/p in /data/o");
  /* A predicate unbinds its step and those after it (engine-semantics, 2). */
  assert_edges ("/data/o/r/x", "sum(/data/o/r[y > 1]/g/z)",
                "/data/o/r in /data/o, /data/o/r/y in /data/o, /data/o/r/g/z in /data/o");
  assert_edges ("/data/o/r/x", "sum(/data/o[p = 1]/r/y)",
                "/data/o in /, /data/o/p in /, /data/o/r in /, /data/o/r/y in /");
  assert_edges ("/data/o/r/x", "count(/data/o/r)", "/data/o/r in /data/o");
  assert_edges ("/data/o/r/x", "count(../../r)", "/data/o/r in /data/o");
}

static void
test_position (void)
{
  assert_edges ("/data/o/r/x", "position(..)", "/data/o/r in /data/o by position");
  assert_edges ("/data/o/r/g/z", "position(../..)", "/data/o/r in /data/o by position");
  assert_edges ("/data/o/r/x", "position(../..)", "/data/o in / by position");
  /* Reading the number as well, it is more than the position. */
  assert_edges ("/data/o/r/x", "position(..) = count(../../r)", "/data/o/r in /data/o");
  assert_edges ("/data/o/r/x", "indexed-repeat(/data/o/r/y, /data/o/r, position(..) - 1)",
                "/data/o/r in /data/o, /data/o/r/y in /data/o");
  assert_edges ("/data/t", "indexed-repeat(/data/o/r/y, /data/o, 1, /data/o/r, /data/u)",
                "/data/u in /, /data/o in /, /data/o/r in /, /data/o/r/y in /");
}

static void
test_reach (void)
{
  /* Arguments, operators, predicates of lists that look back, several ways to one place. */
  assert_edges ("/data/t", "if(/data/u = 1, coalesce(../u, 2), -../u)", "/data/u in /");
  assert_edges ("/data/o/r/x", "count(instance('l')/root/item[a = current()/../y and b = /data/t])",
                "/data/t in /, /data/o/r/y in /data/o/r");
  assert_edges ("/data/o/r/x", "instance('l')/root/item[y = 1]/x", "");
  assert_edges ("/data/t", "/data/u | /data/o/p", "/data/u in /, /data/o in /, /data/o/p in /");
  assert_edges ("/data/t", "count(//z)",
                "/data/o in /, /data/o/r in /, /data/o/r/g/z in /");
  assert_edges ("/data/o/r/x", "count(../g/*[. = 1])",
                "/data/o/r/g/z in /data/o/r");
}

static void
test_own_constraint (void)
{
  g_autoptr (TerrainForm) form = parse_rule ("/data/o/r/x", "constraint", "/data/t > 1");
  g_autofree char *edges = describe_edges (form);

  g_assert_cmpstr (edges, ==, "/data/t in /, /data/o/r/x in /data/o/r");
}

static void
test_traits (void)
{
  g_autoptr (TerrainForm) form = parse_rule ("/data/t", "calculate", "concat(random(), now())");
  g_autoptr (TerrainForm) plain = parse_rule ("/data/t", "calculate", "1 + 1");
  g_autoptr (TerrainForm) language = parse_rule ("/data/t", "calculate", "jr:choice-name(/data/u, '/data/u')");

  g_assert_true (((TerrainRule *) g_ptr_array_index (form->rules, 0))->is_volatile);
  g_assert_false (((TerrainRule *) g_ptr_array_index (plain->rules, 0))->is_volatile);
  g_assert_true (((TerrainRule *) g_ptr_array_index (language->rules, 0))->uses_language);
  g_assert_false (((TerrainRule *) g_ptr_array_index (plain->rules, 0))->uses_language);
}

static void
assert_order (TerrainForm *form,
              const char  *expected)
{
  g_autoptr (GString) order = g_string_new (NULL);
  static const char kinds[] = "rorcvn"; /* relevant readOnly Required Calculate Validity Number */

  for (guint i = 0; i < form->rules->len; i++)
    {
      TerrainRule *rule = g_ptr_array_index (form->rules, i);

      g_assert_cmpuint (rule->rank, ==, i);
      g_string_append_printf (order, "%s%c:%s", i > 0 ? " " : "", kinds[rule->kind],
                              strrchr (rule->target->ref, '/') + 1);
    }
  g_assert_cmpstr (order->str, ==, expected);
}

static void
test_ranks (void)
{
  const char *instance = "<data id=\"f\"><a/><b/><g><c/></g><d/><r><x/></r><n/></data>";
  g_autoptr (TerrainForm) form =
    form_parse_good (instance,
                     "<bind nodeset=\"/data/a\" calculate=\"/data/b\" constraint=\". = 1\"/>"
                     "<bind nodeset=\"/data/b\" calculate=\"/data/g/c\"/>"
                     "<bind nodeset=\"/data/g/c\" calculate=\"1\"/>"
                     "<bind nodeset=\"/data/g\" relevant=\"/data/d = 1\"/>"
                     "<bind nodeset=\"/data/n\" calculate=\"/data/d\"/>",
                     "<repeat nodeset=\"/data/r\" jr:count=\"/data/n\"><input ref=\"/data/r/x\"/></repeat>");
  g_autoptr (TerrainForm) independent =
    form_parse_good (instance, "<bind nodeset=\"/data/d\" calculate=\"1\"/><bind nodeset=\"/data/b\" calculate=\"1\"/>"
                     "<bind nodeset=\"/data/a\" calculate=\"1\"/>", "");

  /* The group's relevance is what "c" is, so what reads "c" comes after it; constraints are last, counts early. */
  assert_order (form, "c:c r:g c:b c:a c:n n:r v:a");
  /* Nothing to wait for: as written. */
  assert_order (independent, "c:d c:b c:a");
}

static const TerrainBinding *
binding_of (TerrainForm *form)
{
  TerrainRule *rule = g_ptr_array_index (form->rules, 0);

  return terrain_xpath_get_ast (rule->expression)->binding;
}

static void
assert_binding (const char *target,
                const char *expression,
                const char *expected)
{
  g_autoptr (TerrainForm) form = parse_rule (target, "calculate", expression);
  const TerrainBinding *binding = binding_of (form);
  g_autoptr (GString) text = g_string_new (NULL);

  if (binding != NULL)
    {
      if (binding->from_root)
        g_string_append (text, "root");
      else
        g_string_append_printf (text, "%s up %u to %s", binding->of_expression ? "current" : "item", binding->up,
                                binding->anchor->ref);
      for (guint i = 0; i < binding->n_steps; i++)
        g_string_append_printf (text, "/%s", binding->steps[i]->local);
      if (binding->n_steps > 0)
        g_assert_true (binding->steps[binding->n_steps - 1] == binding->target);
      g_string_append (text, binding->single ? " one" : " many");
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_bindings (void)
{
  assert_binding ("/data/t", "/data/u", "root/u one");
  assert_binding ("/data/t", "../u", "root/u one");
  assert_binding ("/data/o/r/x", "/data/t", "root/t one");
  assert_binding ("/data/o/r/x", "/data/o/r/y", "current up 1 to /data/o/r/y one");
  assert_binding ("/data/o/r/x", "../y", "item up 1 to /data/o/r/y one");
  assert_binding ("/data/o/r/x", "current()/../y", "current up 1 to /data/o/r/y one");
  assert_binding ("/data/o/r/x", "../g/../g/z", "item up 1 to /data/o/r/g/z one");
  assert_binding ("/data/o/r/x", "/data/o/p", "current up 2 to /data/o/p one");
  assert_binding ("/data/t", "/data/o/r/y", "root/o/r/y many");
  assert_binding ("/data/o/p", "../r/y", "item up 1 to /data/o/r/y many");
  /* Not plain: walked. */
  assert_binding ("/data/o/p", "/data/o/r[1]/y", "");
  assert_binding ("/data/t", "//p", "");
  assert_binding ("/data/t", "instance('l')/root/item", "");
  assert_binding ("/data/t", "/data/nothing", "");
}

static void
assert_views (const char *model,
              const char *body,
              const char *expected)
{
  g_autoptr (TerrainForm) form = form_parse_good (REPEATS, model, body);
  g_autoptr (GString) text = g_string_new (NULL);
  static const char *const kinds[] = { "label", "hint", "message", "choices" };

  for (guint i = 0; i < form->schemas->len; i++)
    {
      TerrainSchema *schema = g_ptr_array_index (form->schemas, i);

      for (guint j = 0; j < schema->views->len; j++)
        {
          TerrainView *view = g_ptr_array_index (schema->views, j);

          g_string_append_printf (text, "%s%s: %s of %s in %s", text->len > 0 ? ", " : "", schema->ref,
                                  kinds[view->kind], terrain_control_get_ref (view->control),
                                  view->scope != NULL ? view->scope->ref : "/");
        }
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_views (void)
{
  assert_views ("", "<input ref=\"/data/t\"><label><output value=\"/data/u\"/></label><hint>"
                "<output value=\"../u + 1\"/></hint></input>",
                "/data/u: label of /data/t in /, /data/u: hint of /data/t in /");
  assert_views ("", "<repeat nodeset=\"/data/o\"><repeat nodeset=\"/data/o/r\"><input ref=\"/data/o/r/x\"><label>"
                "<output value=\"/data/o/r/y\"/></label></input></repeat></repeat>",
                "/data/o/r/y: label of /data/o/r/x in /data/o/r");
  assert_views ("<instance id=\"l\"><root><item/></root></instance>",
                "<select1 ref=\"/data/t\"><itemset nodeset=\"instance('l')/root/item[a = /data/u and b = current()/../o/p]\">"
                "<value ref=\"a\"/><label ref=\"a\"/></itemset></select1>",
                "/data/u: choices of /data/t in /, /data/o/p: choices of /data/t in /");
  /* Choices from a repeat: its instances, and what is shown and stored of them. */
  assert_views ("", REPEAT_BODY "<select1 ref=\"/data/t\"><itemset nodeset=\"/data/o/r[y = 1]\"><value ref=\"x\"/>"
                "<label ref=\"g/z\"/></itemset></select1>",
                "/data/o: choices of /data/t in /, /data/o/r: choices of /data/t in /, "
                "/data/o/r/x: choices of /data/t in /, /data/o/r/y: choices of /data/t in /, "
                "/data/o/r/g/z: choices of /data/t in /");
  assert_views ("<itext><translation lang=\"en\"><text id=\"m\"><value>Not <output value=\"/data/u\"/></value></text>"
                "</translation></itext><bind nodeset=\"/data/t\" constraint=\". = 1\" jr:constraintMsg=\"jr:itext('m')\"/>",
                "<input ref=\"/data/t\"/>", "/data/u: message of /data/t in /");
}

/* Question @i of a form of many: groups of 50, so that few names are needed. */
static char *
question_ref (guint i)
{
  return g_strdup_printf ("/data/g%u/q%u", i / 50, i % 50);
}

/* A chain: each question depends on the one before in two ways. */
static double
time_parse (guint n)
{
  g_autoptr (GString) instance = g_string_new ("<data id=\"f\">");
  g_autoptr (GString) binds = g_string_new (NULL);
  g_autoptr (GString) body = g_string_new (NULL);
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *ref = question_ref (i);
      g_autofree char *before = i > 0 ? question_ref (i - 1) : g_strdup ("1");

      if (i % 50 == 0)
        g_string_append_printf (instance, "<g%u>", i / 50);
      g_string_append_printf (instance, "<q%u/>", i % 50);
      if (i % 50 == 49)
        g_string_append_printf (instance, "</g%u>", i / 50);
      g_string_append_printf (binds, "<bind nodeset=\"%s\" relevant=\"%s != ''\" calculate=\"%s\"/>", ref, before,
                              before);
      g_string_append_printf (body, "<input ref=\"%s\"><label>Q <output value=\"%s\"/></label></input>", ref, before);
    }
  g_string_append (instance, "</data>");
  for (guint i = 0; i < 3; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (TerrainForm) form = form_parse_good (instance->str, binds->str, body->str);

      g_assert_cmpuint (form->rules->len, ==, 2 * n);
      best = MIN (best, (double) (g_get_monotonic_time () - start));
    }
  return best;
}

/* Time grows with the form: four times the questions must not take sixteen times as long. */
static void
test_linear (void)
{
  double small = time_parse (1000);
  double large = time_parse (4000);

  g_test_message ("1,000 questions %.1f ms, 4,000 %.1f ms", small / 1000, large / 1000);
  g_assert_cmpfloat (large, <, small * 10);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/graph/scopes", test_scopes);
  g_test_add_func ("/engine/graph/position", test_position);
  g_test_add_func ("/engine/graph/reach", test_reach);
  g_test_add_func ("/engine/graph/own-constraint", test_own_constraint);
  g_test_add_func ("/engine/graph/traits", test_traits);
  g_test_add_func ("/engine/graph/ranks", test_ranks);
  g_test_add_func ("/engine/graph/bindings", test_bindings);
  g_test_add_func ("/engine/graph/views", test_views);
  g_test_add_func ("/engine/graph/linear", test_linear);

  return g_test_run ();
}
