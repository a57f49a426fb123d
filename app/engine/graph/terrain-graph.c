/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-graph-private.h"

#include <glib/gi18n-lib.h>

/*
 * From noted expressions to rules, edges and ranks. README.md in this folder has the drawing.
 */

static const char *
kind_name (TerrainRuleKind kind)
{
  static const char *const names[] = { "relevant", "readonly", "required", "calculate", "constraint", "jr:count" };

  return names[kind];
}

typedef struct
{
  gboolean is_volatile;
  gboolean uses_language;
} Traits;

static void
note_traits (TerrainAst *ast,
             gpointer    user_data)
{
  Traits *traits = user_data;
  guint flags = ast->kind == TERRAIN_AST_CALL ? terrain_function_get_flags (ast->function) : 0;

  traits->is_volatile = traits->is_volatile || (flags & TERRAIN_FUNCTION_VOLATILE) != 0;
  traits->uses_language = traits->uses_language || (flags & TERRAIN_FUNCTION_LANGUAGE) != 0;
}

static TerrainRule *
new_rule (TerrainExpression *note)
{
  TerrainRule *rule = g_new0 (TerrainRule, 1);
  Traits traits = { 0 };

  terrain_ast_foreach (terrain_xpath_get_ast (note->xpath), note_traits, &traits);
  rule->kind = note->kind;
  rule->target = note->target;
  rule->expression = note->xpath;
  rule->is_volatile = traits.is_volatile;
  rule->uses_language = traits.uses_language;
  return rule;
}

static void
add_index (GPtrArray **list,
           guint       rule)
{
  if (*list == NULL)
    *list = g_ptr_array_new ();
  g_ptr_array_add (*list, GUINT_TO_POINTER (rule));
}

static void
link_edge (TerrainRule       *rule,
           const TerrainRead *read)
{
  TerrainEdge *edge = g_new0 (TerrainEdge, 1);

  edge->rule = rule;
  edge->scope = read->scope;
  edge->position_only = read->position_only;
  g_ptr_array_add (read->schema->edges, edge);
}

static void
add_edge (TerrainRanking    *self,
          TerrainRule       *rule,
          const TerrainRead *read,
          GPtrArray         *places)
{
  link_edge (rule, read);
  add_index (&self->places[read->schema->index].readers, self->rules->len);
  g_ptr_array_add (places, read->schema);
}

/* A rule that reads what it computes would never come to an end (engine-semantics, 18). */
static gboolean
is_self_reference (TerrainRule       *rule,
                   const TerrainRead *read)
{
  return read->schema == rule->target && rule->kind != TERRAIN_RULE_CONSTRAINT && rule->kind != TERRAIN_RULE_COUNT;
}

static void
report_self_reference (TerrainFormParser *parser,
                       TerrainExpression *note)
{
  const char *ref = note->target->ref;

  terrain_parser_error (parser, "cycle", ref, note->line,
                        _("“%s” of %s depends on itself: %s → %s. Refer to other questions only; a check of the "
                          "answer belongs in “constraint”, a value computed once in once()."),
                        kind_name (note->kind), ref, ref, ref);
}

static void
report_limit (TerrainFormParser *parser,
              TerrainExpression *note)
{
  terrain_parser_error (parser, "limit", note->target != NULL ? note->target->ref : NULL, note->line,
                        _("An expression is too involved to be followed: %s"), terrain_xpath_get_source (note->xpath));
}

static void
add_writer (TerrainRanking *self,
            TerrainRule    *rule)
{
  TerrainRankedPlace *place = &self->places[rule->target->index];

  /* Nobody can read whether a node is required, read-only or valid; counts: see TERRAIN_RULE_COUNT. */
  if (rule->kind == TERRAIN_RULE_RELEVANT)
    add_index (&place->relevants, self->rules->len);
  else if (rule->kind == TERRAIN_RULE_CALCULATE)
    add_index (&place->calculates, self->rules->len);
}

static void
add_rule (TerrainRanking    *self,
          TerrainResolver   *resolver,
          TerrainExpression *note)
{
  TerrainRule *rule = new_rule (note);
  GPtrArray *places = g_ptr_array_new ();
  gboolean complete;
  gboolean reads_itself = FALSE;
  gboolean reads_target = FALSE;
  GArray *reads = terrain_resolver_read (resolver, note->xpath, note->context, TRUE, &complete);

  if (!complete)
    report_limit (self->parser, note);
  for (guint i = 0; i < reads->len; i++)
    {
      TerrainRead *read = &g_array_index (reads, TerrainRead, i);

      /* relevant="position(current()) > 2": nothing that a rule computes moves an instance, so there is no rank in it. */
      if (read->position_only && read->schema == rule->target)
        {
          link_edge (rule, read);
          continue;
        }
      if (is_self_reference (rule, read))
        {
          reads_itself = reads_itself || !read->only_once;
          continue;
        }
      reads_target = reads_target || read->schema == rule->target;
      add_edge (self, rule, read, places);
    }
  if (reads_itself)
    report_self_reference (self->parser, note);
  if (rule->kind == TERRAIN_RULE_CONSTRAINT && !reads_target)
    {
      TerrainRead own = { .schema = rule->target, .scope = rule->target->repeat_scope };

      add_edge (self, rule, &own, places);
    }
  add_writer (self, rule);
  g_ptr_array_add (self->rules, rule);
  g_ptr_array_add (self->reads, places);
  g_array_append_val (self->lines, note->line);
}

static void
ranking_init (TerrainRanking    *self,
              TerrainFormParser *parser)
{
  self->parser = parser;
  self->rules = g_ptr_array_new ();
  self->lines = g_array_new (FALSE, FALSE, sizeof (int));
  self->reads = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->places = g_new0 (TerrainRankedPlace, parser->form->schemas->len);
}

static void
ranking_clear (TerrainRanking *self)
{
  for (guint i = 0; i < self->parser->form->schemas->len; i++)
    {
      g_clear_pointer (&self->places[i].calculates, g_ptr_array_unref);
      g_clear_pointer (&self->places[i].relevants, g_ptr_array_unref);
      g_clear_pointer (&self->places[i].readers, g_ptr_array_unref);
    }
  g_free (self->places);
  g_ptr_array_unref (self->rules);
  g_array_unref (self->lines);
  g_ptr_array_unref (self->reads);
}

static int
compare_ranks (gconstpointer a,
               gconstpointer b)
{
  const TerrainEdge *left = *(TerrainEdge *const *) a;
  const TerrainEdge *right = *(TerrainEdge *const *) b;

  return left->rule->rank < right->rule->rank ? -1 : left->rule->rank > right->rule->rank;
}

void
terrain_graph_build (TerrainFormParser *parser)
{
  TerrainResolver *resolver = terrain_resolver_new (parser->form);
  TerrainRanking ranking = { 0 };
  gboolean complete;

  ranking_init (&ranking, parser);
  for (guint i = 0; i < parser->expressions->len; i++)
    {
      TerrainExpression *note = g_ptr_array_index (parser->expressions, i);

      if (note->use == TERRAIN_USE_RULE)
        {
          add_rule (&ranking, resolver, note);
        }
      else if (note->use == TERRAIN_USE_VALUE || note->use == TERRAIN_USE_SHARED)
        {
          terrain_resolver_read (resolver, note->xpath, note->context, TRUE, &complete);
          if (!complete)
            report_limit (parser, note);
        }
    }
  terrain_ranking_run (&ranking);
  for (guint i = 0; i < parser->form->schemas->len; i++)
    g_ptr_array_sort (((TerrainSchema *) g_ptr_array_index (parser->form->schemas, i))->edges, compare_ranks);
  terrain_views_build (parser, resolver);
  terrain_deferral_build (parser->form);
  ranking_clear (&ranking);
  terrain_resolver_free (resolver);
}
