/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-date.h"
#include "terrain-xpath-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

gboolean
terrain_eval_fail (TerrainEval *self,
                   const char  *format,
                   ...)
{
  va_list arguments;
  g_autofree char *what = NULL;

  if (self->error != NULL)
    return FALSE;
  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (self->ast != NULL && self->ast->kind == TERRAIN_AST_CALL)
    g_set_error (&self->error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_XPATH, _("Column %d, %s(): %s"),
                 self->ast->column, self->ast->function->name, what);
  else
    g_set_error_literal (&self->error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_XPATH, what);
  return FALSE;
}

gboolean
terrain_eval_spend (TerrainEval *self,
                    guint64      work)
{
  self->work += work;
  if (G_LIKELY (self->work <= TERRAIN_EVAL_MAX_WORK))
    return TRUE;
  if (self->error == NULL)
    g_set_error_literal (&self->error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_LIMIT,
                         _("The expression visits too many nodes to be meant."));
  return FALSE;
}

GTimeZone *
terrain_eval_get_zone (TerrainEval *self)
{
  return self->host->environment != NULL ? terrain_environment_get_time_zone (self->host->environment) : NULL;
}

int
terrain_eval_get_standard (TerrainEval *self)
{
  if (!self->has_standard)
    self->standard = terrain_date_get_standard (terrain_eval_get_zone (self));
  self->has_standard = TRUE;
  return self->standard;
}

gint64
terrain_eval_get_now (TerrainEval *self)
{
  return self->host->environment != NULL ? terrain_environment_get_now (self->host->environment) : 0;
}

static gboolean
eval_logic (TerrainEval        *self,
            const TerrainFocus *focus,
            TerrainAst         *ast,
            gboolean           *result)
{
  if (!terrain_eval_boolean (self, focus, ast->children[0], result))
    return FALSE;
  /* The second operand is not evaluated where the first decides (XPath 1.0 section 3.4). */
  if (*result == (ast->kind == TERRAIN_AST_OR))
    return TRUE;
  return terrain_eval_boolean (self, focus, ast->children[1], result);
}

/* A date and some days are a date again as far as int() and comparisons with times go; two dates are not. */
static TerrainMoment
add_days (TerrainMoment        a,
          const TerrainMoment *b,
          int                  sign)
{
  TerrainMoment sum = { .number = a.number + sign * b->number };

  if (a.is_date != b->is_date && !a.has_time && !b->has_time && !isnan (sum.number))
    {
      sum.is_date = TRUE;
      sum.day = (a.is_date ? a.day : a.number) + sign * (b->is_date ? b->day : b->number);
    }
  return sum;
}

static gboolean
eval_arithmetic (TerrainEval        *self,
                 const TerrainFocus *focus,
                 TerrainAst         *ast,
                 TerrainMoment      *result)
{
  TerrainMoment a;
  TerrainMoment b;

  if (!terrain_eval_moment (self, focus, ast->children[0], &a))
    return FALSE;
  *result = (TerrainMoment) { .number = -a.number };
  if (ast->kind == TERRAIN_AST_NEGATE)
    return TRUE;
  if (!terrain_eval_moment (self, focus, ast->children[1], &b))
    return FALSE;

  if (ast->kind == TERRAIN_AST_ADD)
    *result = add_days (a, &b, 1);
  else if (ast->kind == TERRAIN_AST_MULTIPLY)
    result->number = a.number * b.number;
  else if (ast->kind == TERRAIN_AST_DIVIDE)
    result->number = a.number / b.number;
  else if (ast->kind == TERRAIN_AST_MODULO)
    result->number = fmod (a.is_date ? a.day : a.number, b.number); /* the day of the week, say */
  else
    {
      terrain_moment_align (&a, &b);
      *result = add_days (a, &b, -1);
    }
  return TRUE;
}

static gboolean
eval_call (TerrainEval        *self,
           const TerrainFocus *focus,
           TerrainAst         *ast,
           TerrainXPathValue  *value)
{
  const TerrainAst *outer = self->ast;
  gboolean shared = ast->shared && self->host->recall != NULL;
  gboolean done;
  double number;

  if (shared && self->host->recall (self->host, ast, &number))
    return terrain_result_number (value, number);
  self->ast = ast;
  done = terrain_eval_spend (self, 1) && ast->function->eval (self, focus, ast, value);
  /* Whatever an error says afterwards is about the call around. */
  self->ast = outer;
  if (shared && done && value->type == TERRAIN_XPATH_NUMBER)
    self->host->remember (self->host, ast, value->number);
  return done;
}

static gboolean
eval_union (TerrainEval        *self,
            const TerrainFocus *focus,
            TerrainAst         *ast,
            TerrainNodeList    *list)
{
  if (!terrain_eval_nodes (self, focus, ast->children[0], list)
      || !terrain_eval_nodes (self, focus, ast->children[1], list))
    return FALSE;
  terrain_node_list_sort (list);
  return TRUE;
}

gboolean
terrain_eval_nodes (TerrainEval        *self,
                    const TerrainFocus *focus,
                    TerrainAst         *ast,
                    TerrainNodeList    *list)
{
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;

  if (ast->kind == TERRAIN_AST_PATH)
    return terrain_eval_path (self, focus, ast, list);
  if (ast->kind == TERRAIN_AST_UNION)
    return eval_union (self, focus, ast, list);
  if (!terrain_eval (self, focus, ast, &value))
    return FALSE;
  if (value.type != TERRAIN_XPATH_NODESET)
    return terrain_eval_fail (self, _("nodes (a path) are needed here, not a value."));
  terrain_node_list_append (list, value.set.nodes, value.set.length);
  list->unordered |= value.set.unordered;
  return TRUE;
}

static gboolean
eval_nodeset (TerrainEval        *self,
              const TerrainFocus *focus,
              TerrainAst         *ast,
              TerrainXPathValue  *value)
{
  g_auto (TerrainNodeList) list;

  terrain_node_list_init (&list);
  return terrain_eval_nodes (self, focus, ast, &list) && terrain_result_nodes (value, &list);
}

gboolean
terrain_eval (TerrainEval        *self,
              const TerrainFocus *focus,
              TerrainAst         *ast,
              TerrainXPathValue  *value)
{
  TerrainMoment moment;
  gboolean boolean;

  switch (ast->kind)
    {
    case TERRAIN_AST_OR:
    case TERRAIN_AST_AND:
      return eval_logic (self, focus, ast, &boolean) && terrain_result_boolean (value, boolean);
    case TERRAIN_AST_EQUAL:
    case TERRAIN_AST_NOT_EQUAL:
    case TERRAIN_AST_LESS:
    case TERRAIN_AST_LESS_EQUAL:
    case TERRAIN_AST_GREATER:
    case TERRAIN_AST_GREATER_EQUAL:
      return terrain_eval_compare (self, focus, ast, &boolean) && terrain_result_boolean (value, boolean);
    case TERRAIN_AST_ADD:
    case TERRAIN_AST_SUBTRACT:
    case TERRAIN_AST_MULTIPLY:
    case TERRAIN_AST_DIVIDE:
    case TERRAIN_AST_MODULO:
    case TERRAIN_AST_NEGATE:
      return eval_arithmetic (self, focus, ast, &moment)
             && terrain_result_moment (value, &moment, TERRAIN_XPATH_DAY_SUM);
    case TERRAIN_AST_NUMBER:
      return terrain_result_number (value, ast->number);
    case TERRAIN_AST_LITERAL:
      return terrain_result_static (value, ast->text);
    case TERRAIN_AST_CALL:
      return eval_call (self, focus, ast, value);
    case TERRAIN_AST_UNION:
    case TERRAIN_AST_PATH:
      return eval_nodeset (self, focus, ast, value);
    default:
      g_assert_not_reached ();
    }
}

gboolean
terrain_eval_moment (TerrainEval        *self,
                     const TerrainFocus *focus,
                     TerrainAst         *ast,
                     TerrainMoment      *moment)
{
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;
  TerrainNode *node;

  *moment = (TerrainMoment) { .number = NAN };
  if (ast->kind == TERRAIN_AST_NUMBER)
    {
      moment->number = ast->number;
      return TRUE;
    }
  if (terrain_eval_bound_single (self, focus, ast, &node))
    {
      if (node != NULL)
        terrain_eval_node_to_moment (self, node, moment);
      return TRUE;
    }
  if (ast->kind == TERRAIN_AST_PATH)
    {
      g_auto (TerrainNodeList) list;

      terrain_node_list_init (&list);
      if (!terrain_eval_path (self, focus, ast, &list))
        return FALSE;
      if (list.length > 0)
        terrain_eval_node_to_moment (self, list.nodes[0], moment);
      return TRUE;
    }
  if (!terrain_eval (self, focus, ast, &value))
    return FALSE;
  terrain_eval_value_to_moment (self, &value, moment);
  return TRUE;
}

gboolean
terrain_eval_number (TerrainEval        *self,
                     const TerrainFocus *focus,
                     TerrainAst         *ast,
                     double             *number)
{
  TerrainMoment moment;

  if (!terrain_eval_moment (self, focus, ast, &moment))
    return FALSE;
  *number = moment.number;
  return TRUE;
}

gboolean
terrain_eval_truth (TerrainEval        *self,
                    TerrainNode *const *nodes,
                    guint               length)
{
  if (length == 0)
    return FALSE;
  return self->host->truth == NULL || self->host->truth (self->host, nodes[0]);
}

gboolean
terrain_eval_boolean (TerrainEval        *self,
                      const TerrainFocus *focus,
                      TerrainAst         *ast,
                      gboolean           *boolean)
{
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;
  const TerrainAst *outer = self->condition;
  TerrainNode *node;

  if (terrain_eval_bound_single (self, focus, ast, &node))
    {
      *boolean = terrain_eval_truth (self, &node, node != NULL ? 1 : 0);
      return TRUE;
    }
  if (ast->kind == TERRAIN_AST_PATH)
    {
      g_auto (TerrainNodeList) list;

      terrain_node_list_init (&list);
      if (!terrain_eval_path (self, focus, ast, &list))
        return FALSE;
      *boolean = terrain_eval_truth (self, list.nodes, list.length);
      return TRUE;
    }
  self->condition = ast;
  if (!terrain_eval (self, focus, ast, &value))
    return FALSE;
  self->condition = outer;
  *boolean = value.type == TERRAIN_XPATH_NODESET ? terrain_eval_truth (self, value.set.nodes, value.set.length)
                                                 : terrain_xpath_value_to_boolean (&value);
  return TRUE;
}

static gboolean
get_text (TerrainEval        *self,
          const TerrainFocus *focus,
          TerrainAst         *ast,
          TerrainEvalText    *text)
{
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;
  TerrainNode *node;

  *text = (TerrainEvalText) { .text = "" };
  if (ast->kind == TERRAIN_AST_LITERAL)
    {
      text->text = ast->text;
      return TRUE;
    }
  if (terrain_eval_bound_single (self, focus, ast, &node))
    {
      if (node != NULL)
        terrain_eval_node_to_text (node, text);
      return TRUE;
    }
  if (ast->kind == TERRAIN_AST_PATH)
    {
      g_auto (TerrainNodeList) list;

      terrain_node_list_init (&list);
      if (!terrain_eval_path (self, focus, ast, &list))
        return FALSE;
      if (list.length > 0)
        terrain_eval_node_to_text (list.nodes[0], text);
      return TRUE;
    }
  if (!terrain_eval (self, focus, ast, &value))
    return FALSE;
  if (value.type == TERRAIN_XPATH_STRING && value.owned)
    {
      text->owned = (char *) value.text;
      text->text = text->owned;
      value.owned = FALSE;
      return TRUE;
    }
  terrain_eval_value_to_text (&value, text);
  return TRUE;
}

gboolean
terrain_eval_text (TerrainEval        *self,
                   const TerrainFocus *focus,
                   TerrainAst         *ast,
                   TerrainEvalText    *text)
{
  /* Whatever is done with a long text, once an item perhaps, is work as well. */
  return get_text (self, focus, ast, text) && terrain_eval_spend (self, strlen (text->text) / TERRAIN_EVAL_TEXT_WORK);
}

gboolean
terrain_arg_text_or_context (TerrainEval        *eval,
                             const TerrainFocus *focus,
                             TerrainAst         *call,
                             guint               i,
                             TerrainEvalText    *text)
{
  if (i < call->n_children)
    return terrain_eval_text (eval, focus, call->children[i], text);
  terrain_eval_node_to_text (focus->node, text);
  return TRUE;
}

static gboolean
foreach_node (TerrainEval             *eval,
              const TerrainXPathValue *set,
              TerrainArgFunc           func,
              gpointer                 user_data)
{
  TerrainXPathValue one = { .type = TERRAIN_XPATH_NODESET, .set = { .length = 1 } };

  if (!terrain_eval_spend (eval, set->set.length))
    return FALSE;
  for (guint i = 0; i < set->set.length; i++)
    {
      one.set.nodes = &set->set.nodes[i];
      if (!func (eval, &one, user_data))
        return FALSE;
    }
  return TRUE;
}

gboolean
terrain_arg_foreach (TerrainEval        *eval,
                     const TerrainFocus *focus,
                     TerrainAst         *call,
                     guint               first,
                     TerrainArgFunc      func,
                     gpointer            user_data)
{
  for (guint i = first; i < call->n_children; i++)
    {
      g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;

      if (!terrain_eval (eval, focus, call->children[i], &value))
        return FALSE;
      if (value.type == TERRAIN_XPATH_NODESET ? !foreach_node (eval, &value, func, user_data)
                                              : !func (eval, &value, user_data))
        return FALSE;
    }
  return TRUE;
}
