/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-xpath-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

TerrainAst *
terrain_ast_new (TerrainAstKind kind,
                 int            column)
{
  TerrainAst *self = g_new0 (TerrainAst, 1);

  self->kind = kind;
  self->column = column;
  return self;
}

static void
free_all (TerrainAst **list,
          guint        n)
{
  for (guint i = 0; i < n; i++)
    terrain_ast_free (list[i]);
  g_free (list);
}

void
terrain_ast_free (TerrainAst *self)
{
  if (self == NULL)
    return;
  if (self->prepared != NULL)
    self->function->release (self->prepared);
  free_all (self->children, self->n_children);
  free_all (self->start_predicates, self->n_start_predicates);
  terrain_ast_free (self->start);
  for (guint i = 0; i < self->n_steps; i++)
    {
      terrain_lookup_free (self->steps[i].lookup);
      free_all (self->steps[i].predicates, self->steps[i].n_predicates);
    }
  g_free (self->steps);
  g_free (self->text);
  g_free (self);
}

static void
foreach_in (TerrainAst    **list,
            guint           n,
            TerrainAstFunc  func,
            gpointer        user_data)
{
  for (guint i = 0; i < n; i++)
    terrain_ast_foreach (list[i], func, user_data);
}

void
terrain_ast_foreach (TerrainAst     *ast,
                     TerrainAstFunc  func,
                     gpointer        user_data)
{
  g_return_if_fail (ast != NULL);

  func (ast, user_data);
  foreach_in (ast->children, ast->n_children, func, user_data);
  if (ast->start != NULL)
    terrain_ast_foreach (ast->start, func, user_data);
  foreach_in (ast->start_predicates, ast->n_start_predicates, func, user_data);
  for (guint i = 0; i < ast->n_steps; i++)
    foreach_in (ast->steps[i].predicates, ast->steps[i].n_predicates, func, user_data);
}

gboolean
terrain_ast_get_type (const TerrainAst *self,
                      TerrainXPathType *type)
{
  switch (self->kind)
    {
    case TERRAIN_AST_OR:
    case TERRAIN_AST_AND:
    case TERRAIN_AST_EQUAL:
    case TERRAIN_AST_NOT_EQUAL:
    case TERRAIN_AST_LESS:
    case TERRAIN_AST_LESS_EQUAL:
    case TERRAIN_AST_GREATER:
    case TERRAIN_AST_GREATER_EQUAL:
      *type = TERRAIN_XPATH_BOOLEAN;
      return TRUE;
    case TERRAIN_AST_ADD:
    case TERRAIN_AST_SUBTRACT:
    case TERRAIN_AST_MULTIPLY:
    case TERRAIN_AST_DIVIDE:
    case TERRAIN_AST_MODULO:
    case TERRAIN_AST_NEGATE:
    case TERRAIN_AST_NUMBER:
      *type = TERRAIN_XPATH_NUMBER;
      return TRUE;
    case TERRAIN_AST_LITERAL:
      *type = TERRAIN_XPATH_STRING;
      return TRUE;
    case TERRAIN_AST_UNION:
    case TERRAIN_AST_PATH:
      *type = TERRAIN_XPATH_NODESET;
      return TRUE;
    case TERRAIN_AST_CALL:
      *type = self->function->type;
      return !(self->function->flags & TERRAIN_FUNCTION_ANY_TYPE);
    default:
      g_assert_not_reached ();
    }
}

static guint
tallest (TerrainAst **list,
         guint        n,
         guint        height)
{
  for (guint i = 0; i < n; i++)
    height = MAX (height, list[i]->height);
  return height;
}

static gboolean
must_be_nodeset (const TerrainAst  *self,
                 const char        *place,
                 GError           **error)
{
  TerrainXPathType type;

  if (!terrain_ast_get_type (self, &type) || type == TERRAIN_XPATH_NODESET)
    return TRUE;
  g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_XPATH,
               /* Translators: %s is the name of a function or an operator */
               _("Column %d: “%s” needs nodes (a path) here, not a value."), self->column, place);
  return FALSE;
}

static gboolean
check_nodesets (const TerrainAst  *self,
                GError           **error)
{
  switch (self->kind)
    {
    case TERRAIN_AST_UNION:
      return must_be_nodeset (self->children[0], "|", error) && must_be_nodeset (self->children[1], "|", error);
    case TERRAIN_AST_CALL:
      for (guint i = 0; i < self->n_children; i++)
        {
          if (self->function->nodesets & 1 << MIN (i, 15)
              && !must_be_nodeset (self->children[i], self->function->name, error))
            return FALSE;
        }
      return TRUE;
    case TERRAIN_AST_PATH:
      return self->start == NULL || must_be_nodeset (self->start, self->n_steps > 0 ? "/" : "[", error);
    default:
      return TRUE;
    }
}

gboolean
terrain_ast_finish (TerrainAst  *self,
                    gboolean     check,
                    GError     **error)
{
  guint height = tallest (self->children, self->n_children, 0);

  height = tallest (self->start_predicates, self->n_start_predicates, height);
  if (self->start != NULL)
    height = MAX (height, self->start->height);
  for (guint i = 0; i < self->n_steps; i++)
    height = tallest (self->steps[i].predicates, self->steps[i].n_predicates, height);
  self->height = height + 1;
  if (self->height > TERRAIN_XPATH_MAX_HEIGHT)
    {
      g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_LIMIT,
                   _("Column %d: the expression has more than %d operators in a row. Split it over several calculations."),
                   self->column, TERRAIN_XPATH_MAX_HEIGHT);
      return FALSE;
    }

  for (guint i = 0; i < self->n_children; i++)
    self->positional |= self->children[i]->positional;
  if (self->start != NULL)
    self->positional |= self->start->positional;
  if (self->kind == TERRAIN_AST_CALL && self->function->flags & TERRAIN_FUNCTION_CONTEXT && self->n_children == 0)
    self->positional = TRUE;

  if (check && !check_nodesets (self, error))
    return FALSE;
  if (self->kind == TERRAIN_AST_CALL && self->function->prepare != NULL)
    self->prepared = self->function->prepare (self);
  for (guint i = 0; i < self->n_steps; i++)
    self->steps[i].lookup = terrain_lookup_new (&self->steps[i]);
  return TRUE;
}

const char *
terrain_function_get_name (const TerrainFunction *self)
{
  return self->name;
}

guint
terrain_function_get_flags (const TerrainFunction *self)
{
  return self->flags;
}

const TerrainFunction *
terrain_function_find (const char *name)
{
  const TerrainFunction *const tables[] = {
    terrain_functions_boolean, terrain_functions_date,   terrain_functions_digest, terrain_functions_form,
    terrain_functions_geo,     terrain_functions_nodeset, terrain_functions_number, terrain_functions_random,
    terrain_functions_select,  terrain_functions_string,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      for (const TerrainFunction *function = tables[i]; function->name != NULL; function++)
        {
          if (*function->name == *name && strcmp (function->name, name) == 0)
            return function;
        }
    }
  return NULL;
}
