/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-binding-private.h"
#include "terrain-check-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * Questions that nobody is ever asked, whatever the answers: conditions are computed as far as they do not depend on
 * an answer. One that can never be given is blank, so from one such question others follow; the rounds go on until none
 * does.
 */

/* More than forms are deep in this; each round goes once through the form. */
#define MAX_ROUNDS 10

typedef enum
{
  MAYBE,
  NEVER,
  ALWAYS,
} Truth;

static Truth
negate (Truth truth)
{
  return truth == MAYBE ? MAYBE : truth == NEVER ? ALWAYS : NEVER;
}

static Truth
truth_of (gboolean value)
{
  return value ? ALWAYS : NEVER;
}

/* The place whose value @ast is. "." is not bound: it is where the expression stands. */
static TerrainSchema *
schema_of (TerrainCheck *self,
           TerrainAst   *ast)
{
  TerrainBinding *binding = ast->kind == TERRAIN_AST_PATH ? ast->binding : NULL;

  if (binding != NULL)
    return binding->target;
  if (ast->kind == TERRAIN_AST_PATH && !ast->absolute && ast->start == NULL && ast->n_steps == 1 &&
      ast->steps[0].axis == TERRAIN_AXIS_SELF && ast->steps[0].n_predicates == 0)
    return self->context;
  return NULL;
}

static gboolean
is_constant (const TerrainAst *ast)
{
  return ast->kind == TERRAIN_AST_LITERAL || ast->kind == TERRAIN_AST_NUMBER;
}

/* The text that @ast always is; NULL where it depends. A number is the text of none of them. */
static const char *
constant_text (TerrainCheck *self,
               TerrainAst   *ast)
{
  TerrainSchema *schema = schema_of (self, ast);

  if (ast->kind == TERRAIN_AST_LITERAL)
    return ast->text;
  return schema != NULL && self->never[schema->index] && schema->is_leaf ? "" : NULL;
}

static Truth
compare_numbers (TerrainAstKind kind,
                 double         left,
                 double         right)
{
  switch (kind)
    {
    case TERRAIN_AST_EQUAL:
      return truth_of (ABS (left - right) < 1e-12);
    case TERRAIN_AST_NOT_EQUAL:
      return truth_of (!(ABS (left - right) < 1e-12));
    case TERRAIN_AST_LESS:
      return truth_of (left < right);
    case TERRAIN_AST_LESS_EQUAL:
      return truth_of (left <= right);
    case TERRAIN_AST_GREATER:
      return truth_of (left > right);
    case TERRAIN_AST_GREATER_EQUAL:
      return truth_of (left >= right);
    default:
      return MAYBE;
    }
}

static Truth
compare (TerrainCheck *self,
         TerrainAst   *ast)
{
  TerrainAst *left = ast->children[0];
  TerrainAst *right = ast->children[1];
  const char *left_text = constant_text (self, left);
  const char *right_text = constant_text (self, right);
  gboolean is_equality = ast->kind == TERRAIN_AST_EQUAL || ast->kind == TERRAIN_AST_NOT_EQUAL;

  if (left->kind == TERRAIN_AST_NUMBER && right->kind == TERRAIN_AST_NUMBER)
    return compare_numbers (ast->kind, left->number, right->number);
  if (left_text != NULL && right_text != NULL && is_equality)
    return truth_of ((strcmp (left_text, right_text) == 0) == (ast->kind == TERRAIN_AST_EQUAL));
  /* A blank is no number: nothing but "not equal" holds (XPath 1.0 section 3.4). */
  if ((left_text != NULL && *left_text == '\0' && right->kind == TERRAIN_AST_NUMBER) ||
      (right_text != NULL && *right_text == '\0' && left->kind == TERRAIN_AST_NUMBER))
    return truth_of (ast->kind == TERRAIN_AST_NOT_EQUAL);
  if (ast->kind != TERRAIN_AST_EQUAL)
    return MAYBE;
  if (is_constant (right) && schema_of (self, left) != NULL)
    return terrain_check_is_possible (self, schema_of (self, left), right) ? MAYBE : NEVER;
  if (is_constant (left) && schema_of (self, right) != NULL)
    return terrain_check_is_possible (self, schema_of (self, right), left) ? MAYBE : NEVER;
  return MAYBE;
}

static Truth decide (TerrainCheck *self,
                     TerrainAst   *ast);

static Truth
decide_call (TerrainCheck *self,
             TerrainAst   *ast)
{
  const char *name = terrain_function_get_name (ast->function);

  if (strcmp (name, "true") == 0)
    return ALWAYS;
  if (strcmp (name, "false") == 0)
    return NEVER;
  if (ast->n_children == 1 && strcmp (name, "not") == 0)
    return negate (decide (self, ast->children[0]));
  if (ast->n_children == 1 && strcmp (name, "boolean") == 0)
    return decide (self, ast->children[0]);
  if (ast->n_children == 2 && (strcmp (name, "selected") == 0 || strcmp (name, "is-selected") == 0) &&
      is_constant (ast->children[1]) && schema_of (self, ast->children[0]) != NULL)
    {
      TerrainSchema *schema = schema_of (self, ast->children[0]);
      const char *word = ast->children[1]->text;

      if ((self->never[schema->index] && word != NULL && *word != '\0') ||
          !terrain_check_is_possible (self, schema, ast->children[1]))
        return NEVER;
    }
  return MAYBE;
}

static Truth
decide (TerrainCheck *self,
        TerrainAst   *ast)
{
  Truth left, right;

  switch (ast->kind)
    {
    case TERRAIN_AST_NUMBER:
      return truth_of (ast->number != 0);
    case TERRAIN_AST_LITERAL:
      return truth_of (*ast->text != '\0');
    case TERRAIN_AST_CALL:
      return decide_call (self, ast);
    case TERRAIN_AST_AND:
    case TERRAIN_AST_OR:
      left = decide (self, ast->children[0]);
      right = decide (self, ast->children[1]);
      if (ast->kind == TERRAIN_AST_AND)
        return left == NEVER || right == NEVER ? NEVER : left == ALWAYS && right == ALWAYS ? ALWAYS : MAYBE;
      return left == ALWAYS || right == ALWAYS ? ALWAYS : left == NEVER && right == NEVER ? NEVER : MAYBE;
    case TERRAIN_AST_EQUAL:
    case TERRAIN_AST_NOT_EQUAL:
    case TERRAIN_AST_LESS:
    case TERRAIN_AST_LESS_EQUAL:
    case TERRAIN_AST_GREATER:
    case TERRAIN_AST_GREATER_EQUAL:
      return compare (self, ast);
    default:
      return MAYBE;
    }
}

static gboolean
find_never (TerrainCheck *self)
{
  gboolean found = FALSE;

  for (guint i = 0; i < self->form->schemas->len; i++)
    {
      TerrainSchema *schema = g_ptr_array_index (self->form->schemas, i);

      if (self->never[i])
        continue;
      self->context = schema;
      self->never[i] = (schema->parent != NULL && self->never[schema->parent->index]) ||
                       (schema->relevant != NULL &&
                        decide (self, terrain_xpath_get_ast (schema->relevant)) == NEVER);
      found = found || self->never[i];
    }
  return found;
}

static guint
count_questions (TerrainSchema *schema)
{
  guint count = schema->is_leaf && schema->control != NULL ? 1 : 0;

  for (guint i = 0; i < schema->children->len; i++)
    count += count_questions (g_ptr_array_index (schema->children, i));
  return count;
}

static gboolean
is_literally_false (TerrainXPath *xpath)
{
  TerrainAst *ast = terrain_xpath_get_ast (xpath);

  return ast->kind == TERRAIN_AST_CALL && strcmp (terrain_function_get_name (ast->function), "false") == 0;
}

static void
report_never (TerrainCheck  *self,
              TerrainSchema *schema)
{
  guint count;

  if (schema->parent != NULL && self->never[schema->parent->index])
    return;
  count = count_questions (schema);
  if (count == 0)
    return;
  /* Who writes false() means it: questions kept for later, values handed on. */
  if (is_literally_false (schema->relevant))
    terrain_issue_list_add (self->issues, TERRAIN_ISSUE_NOTE, "never-asked", schema->ref, schema->bind_line,
                            _("%s is switched off: its “relevant” is false(). Nobody is asked it."), schema->ref);
  else if (schema->is_leaf)
    terrain_check_warn (self, "never-asked", schema->ref, schema->bind_line,
                        _("%s is never asked: its “relevant” cannot become true, whatever the answers. Check "
                          "the values it compares with: %s"),
                        schema->ref, terrain_xpath_get_source (schema->relevant));
  else
    terrain_check_warn (self, "never-asked", schema->ref, schema->bind_line,
                        ngettext ("The group %s with %u question is never asked: its “relevant” cannot "
                                  "become true, whatever the answers. Check the values it compares with: %s",
                                  "The group %s with %u questions is never asked: its “relevant” cannot "
                                  "become true, whatever the answers. Check the values it compares with: "
                                  "%s", count),
                        schema->ref, count, terrain_xpath_get_source (schema->relevant));
}

static gboolean
has_default (TerrainCheck  *self,
             TerrainSchema *schema)
{
  TerrainNode *top = terrain_document_get_node (self->form->instance);

  for (TerrainNode *node = top; node != NULL; node = terrain_node_next_below (node, top))
    {
      if (node->schema == schema && *terrain_node_get_value (node) != '\0')
        return TRUE;
    }
  return FALSE;
}

/* Required and read-only whatever the answers, with nothing that fills it: no record could ever be completed. Where it
 * is asked on a condition it is meant: that is how authors stop an interview whose answers contradict each other. */
static gboolean
is_blocked (TerrainCheck  *self,
            TerrainSchema *schema)
{
  for (TerrainSchema *at = schema; at != NULL; at = at->parent)
    {
      if (at->relevant != NULL)
        return FALSE;
    }
  return schema->required != NULL && schema->readonly != NULL && schema->is_leaf && schema->control != NULL &&
         schema->calculate == NULL && schema->preload == NULL && schema->repeat_scope == NULL &&
         !g_hash_table_contains (self->set_by_action, schema) &&
         decide (self, terrain_xpath_get_ast (schema->required)) == ALWAYS &&
         decide (self, terrain_xpath_get_ast (schema->readonly)) == ALWAYS && !has_default (self, schema);
}

void
terrain_check_reach (TerrainCheck *self)
{
  guint rounds = 0;

  while (rounds++ < MAX_ROUNDS && find_never (self))
    ;
  for (guint i = 0; i < self->form->schemas->len; i++)
    {
      TerrainSchema *schema = g_ptr_array_index (self->form->schemas, i);

      self->context = schema;
      if (self->never[i] && schema->relevant != NULL)
        report_never (self, schema);
      if (is_blocked (self, schema))
        terrain_check_warn (self, "never-answered", schema->ref, schema->bind_line,
                            _("%s is required, but read-only and nothing fills it, so no record can ever be "
                              "completed. Take one of the two away, or give it a value."), schema->ref);
      if (schema->constraint != NULL && schema->control != NULL &&
          decide (self, terrain_xpath_get_ast (schema->constraint)) == NEVER)
        terrain_check_warn (self, "never-valid", schema->ref, schema->bind_line,
                            _("No answer to %s is ever accepted: its “constraint” cannot become true. "
                              "Correct it: %s"),
                            schema->ref, terrain_xpath_get_source (schema->constraint));
    }
}
