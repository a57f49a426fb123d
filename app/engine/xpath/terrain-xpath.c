/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-xpath-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TerrainXPath
{
  int ref_count; /* atomic */
  char *source;
  TerrainAst *ast;
};

static TerrainXPath *
compile (const char              *expression,
         gboolean                 lazy,
         TerrainXPathPrefixFunc   prefixes,
         gpointer                 user_data,
         GError                 **error)
{
  TerrainXPath *self;
  TerrainAst *ast;

  if (strlen (expression) > TERRAIN_XPATH_MAX_LENGTH)
    {
      g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_LIMIT,
                   _("The expression is longer than %d bytes. Split it over several calculations."),
                   TERRAIN_XPATH_MAX_LENGTH);
      return NULL;
    }
  if (!g_utf8_validate (expression, -1, NULL))
    {
      g_set_error_literal (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_XPATH,
                           _("The expression is not valid UTF-8."));
      return NULL;
    }
  ast = terrain_xpath_parse (expression, lazy, prefixes, user_data, error);
  if (ast == NULL)
    return NULL;

  self = g_new0 (TerrainXPath, 1);
  self->ref_count = 1;
  self->source = g_strdup (expression);
  self->ast = ast;
  return self;
}

TerrainXPath *
terrain_xpath_compile (const char              *expression,
                       TerrainXPathPrefixFunc   prefixes,
                       gpointer                 user_data,
                       GError                 **error)
{
  g_return_val_if_fail (expression != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return compile (expression, FALSE, prefixes, user_data, error);
}

TerrainXPath *
terrain_xpath_compile_lazily (const char              *expression,
                              TerrainXPathPrefixFunc   prefixes,
                              gpointer                 user_data,
                              GError                 **error)
{
  g_return_val_if_fail (expression != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return compile (expression, TRUE, prefixes, user_data, error);
}

TerrainXPath *
terrain_xpath_ref (TerrainXPath *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
terrain_xpath_unref (TerrainXPath *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  terrain_ast_free (self->ast);
  g_free (self->source);
  g_free (self);
}

const char *
terrain_xpath_get_source (TerrainXPath *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->source;
}

TerrainAst *
terrain_xpath_get_ast (TerrainXPath *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->ast;
}

static gboolean
eval_as (TerrainEval            *eval,
         const TerrainFocus     *focus,
         TerrainAst             *ast,
         const TerrainXPathType *type,
         TerrainXPathValue      *value)
{
  double number;
  gboolean boolean;
  g_auto (TerrainEvalText) text = { 0 };

  if (type != NULL && *type == TERRAIN_XPATH_NUMBER)
    return terrain_eval_number (eval, focus, ast, &number) && terrain_result_number (value, number);
  if (type != NULL && *type == TERRAIN_XPATH_BOOLEAN)
    return terrain_eval_boolean (eval, focus, ast, &boolean) && terrain_result_boolean (value, boolean);
  if (type != NULL && *type == TERRAIN_XPATH_STRING)
    return terrain_eval_text (eval, focus, ast, &text)
           && terrain_result_text (value, text.owned != NULL ? g_steal_pointer (&text.owned) : g_strdup (text.text));
  return terrain_eval (eval, focus, ast, value);
}

static gboolean
evaluate (TerrainAst             *self,
          TerrainXPathHost       *host,
          TerrainNode            *context,
          const TerrainXPathType *type,
          TerrainXPathValue      *value,
          GError                **error)
{
  TerrainXPathHost plain = { 0 };
  TerrainEval eval = { 0 };
  TerrainFocus focus = { .node = context, .position = 1, .size = 1 };
  gboolean done;

  eval.host = host != NULL ? host : &plain;
  eval.origin = context;
  eval.root = eval.host->root != NULL ? eval.host->root : context->document->node;
  *value = (TerrainXPathValue) TERRAIN_XPATH_VALUE_INIT;
  done = eval_as (&eval, &focus, self, type, value);
  g_clear_pointer (&eval.scratch, g_ptr_array_unref);
  if (done)
    return TRUE;
  terrain_xpath_value_clear (value);
  g_propagate_error (error, eval.error);
  return FALSE;
}

gboolean
terrain_xpath_evaluate (TerrainXPath       *self,
                        TerrainXPathHost   *host,
                        TerrainNode        *context,
                        TerrainXPathValue  *value,
                        GError            **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return terrain_ast_evaluate (self->ast, host, context, value, error);
}

gboolean
terrain_ast_evaluate (TerrainAst         *self,
                      TerrainXPathHost   *host,
                      TerrainNode        *context,
                      TerrainXPathValue  *value,
                      GError            **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (context != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return evaluate (self, host, context, NULL, value, error);
}

gboolean
terrain_xpath_evaluate_as (TerrainXPath       *self,
                           TerrainXPathHost   *host,
                           TerrainNode        *context,
                           TerrainXPathType    type,
                           TerrainXPathValue  *value,
                           GError            **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (context != NULL, FALSE);
  g_return_val_if_fail (type == TERRAIN_XPATH_NUMBER || type == TERRAIN_XPATH_STRING || type == TERRAIN_XPATH_BOOLEAN,
                        FALSE);
  g_return_val_if_fail (value != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return evaluate (self->ast, host, context, &type, value, error);
}

TerrainXPathHost *
terrain_xpath_host_new (TerrainEnvironment *environment,
                        const char         *language)
{
  TerrainXPathHost *self = g_new0 (TerrainXPathHost, 1);

  self->environment = environment != NULL ? terrain_environment_ref (environment) : NULL;
  self->language = g_intern_string (language);
  return self;
}

void
terrain_xpath_host_set_root (TerrainXPathHost *self,
                             TerrainNode      *root)
{
  g_return_if_fail (self != NULL);

  self->root = root;
}

void
terrain_xpath_host_free (TerrainXPathHost *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->environment, terrain_environment_unref);
  g_free (self);
}
