/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-xpath-private.h"

#include <math.h>
#include <string.h>

/* Comparisons, XPath 1.0 section 3.4: existential over the nodes of a nodeset. */

static TerrainAstKind
mirrored (TerrainAstKind op)
{
  switch ((int) op)
    {
    case TERRAIN_AST_LESS: return TERRAIN_AST_GREATER;
    case TERRAIN_AST_LESS_EQUAL: return TERRAIN_AST_GREATER_EQUAL;
    case TERRAIN_AST_GREATER: return TERRAIN_AST_LESS;
    case TERRAIN_AST_GREATER_EQUAL: return TERRAIN_AST_LESS_EQUAL;
    default: return op;
    }
}

/* Sums of decimals that a person takes for equal are equal: 6.1 - 7.8 = -1.7 (engine-semantics, 28). */
static gboolean
equal_numbers (double a,
               double b)
{
  return a == b || fabs (a - b) < TERRAIN_EVAL_EPSILON;
}

static gboolean
compare_numbers (TerrainAstKind op,
                 double         a,
                 double         b)
{
  switch ((int) op)
    {
    case TERRAIN_AST_EQUAL: return equal_numbers (a, b);
    case TERRAIN_AST_NOT_EQUAL: return !equal_numbers (a, b);
    case TERRAIN_AST_LESS: return a < b;
    case TERRAIN_AST_LESS_EQUAL: return a <= b;
    case TERRAIN_AST_GREATER: return a > b;
    default: return a >= b;
    }
}

static gboolean
compare_moments (TerrainAstKind op,
                 TerrainMoment  a,
                 TerrainMoment  b)
{
  terrain_moment_align (&a, &b);
  return compare_numbers (op, a.number, b.number);
}

static gboolean
is_equality (TerrainAstKind op)
{
  return op == TERRAIN_AST_EQUAL || op == TERRAIN_AST_NOT_EQUAL;
}

static gboolean
compare_texts (TerrainAstKind op,
               const char    *a,
               const char    *b)
{
  return (strcmp (a, b) == 0) == (op == TERRAIN_AST_EQUAL);
}

static gboolean
compare_node_to_text (TerrainAstKind  op,
                      TerrainNode    *node,
                      const char     *text)
{
  g_auto (TerrainEvalText) own = { 0 };

  terrain_eval_node_to_text (node, &own);
  return compare_texts (op, own.text, text);
}

/* Neither side is a nodeset. */
static gboolean
compare_values (TerrainEval             *self,
                TerrainAstKind           op,
                const TerrainXPathValue *a,
                const TerrainXPathValue *b)
{
  g_auto (TerrainEvalText) text_a = { 0 };
  g_auto (TerrainEvalText) text_b = { 0 };

  if (is_equality (op) && (a->type == TERRAIN_XPATH_BOOLEAN || b->type == TERRAIN_XPATH_BOOLEAN))
    return (terrain_xpath_value_to_boolean (a) == terrain_xpath_value_to_boolean (b)) == (op == TERRAIN_AST_EQUAL);
  if (!is_equality (op) || a->type == TERRAIN_XPATH_NUMBER || b->type == TERRAIN_XPATH_NUMBER)
    {
      TerrainMoment moment_a;
      TerrainMoment moment_b;

      terrain_eval_value_to_moment (self, a, &moment_a);
      terrain_eval_value_to_moment (self, b, &moment_b);
      return compare_moments (op, moment_a, moment_b);
    }
  terrain_eval_value_to_text (a, &text_a);
  terrain_eval_value_to_text (b, &text_b);
  return compare_texts (op, text_a.text, text_b.text);
}

static gboolean
compare_set_to_value (TerrainEval             *self,
                      TerrainAstKind           op,
                      const TerrainNodeList   *set,
                      const TerrainXPathValue *value)
{
  g_auto (TerrainEvalText) text = { 0 };
  TerrainMoment moment;

  if (value->type == TERRAIN_XPATH_BOOLEAN)
    {
      gboolean truth = terrain_eval_truth (self, set->nodes, set->length);

      if (is_equality (op))
        return (truth == value->boolean) == (op == TERRAIN_AST_EQUAL);
      return compare_numbers (op, truth ? 1 : 0, value->boolean ? 1 : 0);
    }
  if (is_equality (op) && value->type != TERRAIN_XPATH_NUMBER)
    {
      terrain_eval_value_to_text (value, &text);
      for (guint i = 0; i < set->length; i++)
        {
          if (compare_node_to_text (op, set->nodes[i], text.text))
            return TRUE;
        }
      return FALSE;
    }
  terrain_eval_value_to_moment (self, value, &moment);
  for (guint i = 0; i < set->length; i++)
    {
      TerrainMoment own;

      terrain_eval_node_to_moment (self, set->nodes[i], &own);
      if (compare_moments (op, own, moment))
        return TRUE;
    }
  return FALSE;
}

/* Sets of any size in linear time: some pair is (un)equal. */
static gboolean
compare_sets_as_text (TerrainAstKind         op,
                      const TerrainNodeList *a,
                      const TerrainNodeList *b)
{
  g_autoptr (GHashTable) texts = NULL;

  if (a->length == 0 || b->length == 0)
    return FALSE;
  if (a->length == 1 || b->length == 1)
    {
      g_auto (TerrainEvalText) text = { 0 };
      const TerrainNodeList *many = a->length == 1 ? b : a;

      terrain_eval_node_to_text (a->length == 1 ? a->nodes[0] : b->nodes[0], &text);
      for (guint i = 0; i < many->length; i++)
        {
          if (compare_node_to_text (op, many->nodes[i], text.text))
            return TRUE;
        }
      return FALSE;
    }

  texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < a->length; i++)
    g_hash_table_add (texts, terrain_node_dup_string (a->nodes[i]));
  if (op == TERRAIN_AST_NOT_EQUAL && g_hash_table_size (texts) > 1)
    return TRUE;
  for (guint i = 0; i < b->length; i++)
    {
      g_autofree char *text = terrain_node_dup_string (b->nodes[i]);

      if (g_hash_table_contains (texts, text) == (op == TERRAIN_AST_EQUAL))
        return TRUE;
    }
  return FALSE;
}

/* Only the extremes matter: some a < some b where the least a is below the greatest b. */
static gboolean
compare_sets_as_numbers (TerrainEval           *self,
                         TerrainAstKind         op,
                         const TerrainNodeList *a,
                         const TerrainNodeList *b)
{
  gboolean less = op == TERRAIN_AST_LESS || op == TERRAIN_AST_LESS_EQUAL;
  double best_a = NAN;
  double best_b = NAN;

  if (a->length == 1 && b->length == 1)
    {
      TerrainMoment moment_a;
      TerrainMoment moment_b;

      terrain_eval_node_to_moment (self, a->nodes[0], &moment_a);
      terrain_eval_node_to_moment (self, b->nodes[0], &moment_b);
      return compare_moments (op, moment_a, moment_b);
    }
  for (guint i = 0; i < a->length; i++)
    {
      double number = terrain_eval_node_to_number (self, a->nodes[i]);

      best_a = less ? fmin (best_a, number) : fmax (best_a, number);
    }
  for (guint i = 0; i < b->length; i++)
    {
      double number = terrain_eval_node_to_number (self, b->nodes[i]);

      best_b = less ? fmax (best_b, number) : fmin (best_b, number);
    }
  return compare_numbers (op, best_a, best_b);
}

static gboolean
is_set (TerrainAst *ast)
{
  return ast->kind == TERRAIN_AST_PATH || ast->kind == TERRAIN_AST_UNION;
}

/* One operand: the nodes where it is a nodeset, else the value. */
typedef struct
{
  TerrainXPathValue value;
  TerrainNodeList list;
  gboolean is_set;
} Operand;

static void
operand_clear (Operand *self)
{
  terrain_xpath_value_clear (&self->value);
  terrain_node_list_clear (&self->list);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Operand, operand_clear)

static void
operand_init (Operand *self)
{
  self->value = (TerrainXPathValue) TERRAIN_XPATH_VALUE_INIT;
  self->is_set = FALSE;
  terrain_node_list_init (&self->list);
}

gboolean
terrain_eval_reads_blank (TerrainEval      *self,
                          const TerrainAst *ast)
{
  return self->host->bound != NULL &&
         (ast->kind == TERRAIN_AST_CALL || (ast->kind == TERRAIN_AST_PATH && ast->binding != NULL));
}

static gboolean
operand_eval (Operand            *self,
              TerrainEval        *eval,
              const TerrainFocus *focus,
              TerrainAst         *ast)
{
  if (is_set (ast))
    {
      if (!terrain_eval_nodes (eval, focus, ast, &self->list))
        return FALSE;
      self->is_set = self->list.length > 0 || !terrain_eval_reads_blank (eval, ast);
      if (!self->is_set)
        self->value = (TerrainXPathValue) { .type = TERRAIN_XPATH_STRING, .text = "" };
      return TRUE;
    }
  if (!terrain_eval (eval, focus, ast, &self->value))
    return FALSE;
  if (self->value.type == TERRAIN_XPATH_NODESET && self->value.set.length == 0 && terrain_eval_reads_blank (eval, ast))
    {
      terrain_xpath_value_clear (&self->value);
      self->value = (TerrainXPathValue) { .type = TERRAIN_XPATH_STRING, .text = "" };
    }
  if (self->value.type == TERRAIN_XPATH_NODESET)
    {
      self->is_set = TRUE;
      for (guint i = 0; i < self->value.set.length; i++)
        terrain_node_list_add (&self->list, self->value.set.nodes[i]);
    }
  return TRUE;
}

gboolean
terrain_eval_compare (TerrainEval        *self,
                      const TerrainFocus *focus,
                      TerrainAst         *ast,
                      gboolean           *result)
{
  g_auto (Operand) a;
  g_auto (Operand) b;

  operand_init (&a);
  operand_init (&b);
  if (!operand_eval (&a, self, focus, ast->children[0]) || !operand_eval (&b, self, focus, ast->children[1])
      || !terrain_eval_spend (self, (guint64) a.list.length + b.list.length))
    return FALSE;

  if (a.is_set && b.is_set)
    *result = is_equality (ast->kind) ? compare_sets_as_text (ast->kind, &a.list, &b.list)
                                      : compare_sets_as_numbers (self, ast->kind, &a.list, &b.list);
  else if (a.is_set)
    *result = compare_set_to_value (self, ast->kind, &a.list, &b.value);
  else if (b.is_set)
    *result = compare_set_to_value (self, mirrored (ast->kind), &b.list, &a.value);
  else
    *result = compare_values (self, ast->kind, &a.value, &b.value);
  return TRUE;
}
