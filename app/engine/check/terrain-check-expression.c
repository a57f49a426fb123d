/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-check-private.h"

#include <string.h>

/* Goes through an expression once: each part is told what is wanted of it and tells what it is. */

gboolean
terrain_check_is_new (TerrainCheck *self,
                      const char   *code,
                      const char   *detail)
{
  return g_hash_table_add (self->said, g_strconcat (code, " ", detail, NULL));
}

static TerrainCheckValue
value_of (TerrainCheckType type)
{
  return (TerrainCheckValue) { .type = type };
}

/* @aggregate: (nullable): the function that wants all of them */
static TerrainCheckValue
walk_path (TerrainCheck             *self,
           TerrainAst               *ast,
           const TerrainCheckTarget *item,
           TerrainCheckUse           use,
           const char               *aggregate)
{
  g_auto (TerrainCheckTarget) target = { 0 };
  TerrainCheckValue value = { 0 };

  terrain_check_follow (self, ast, item, &target);
  if (use != TERRAIN_CHECK_ALL)
    terrain_check_one (self, &target, use);
  if (aggregate != NULL)
    terrain_check_all (self, &target, aggregate);
  else if (ast->absolute)
    terrain_check_contextual (self, &target);
  value.schema = terrain_check_target_get_schema (&target);
  if (value.schema != NULL)
    value.type = terrain_check_type_of (value.schema);
  return value;
}

/* Functions that take many nodes for what they are. */
static TerrainCheckUse
use_of_argument (const char      *name,
                 guint            index,
                 TerrainCheckUse  use)
{
  static const char *const of_all[] = {
    "area", "boolean", "checklist", "concat", "count", "count-non-empty", "depend", "distance", "enclosed-area", "geofence",
    "id", "intersects", "local-name", "max", "min", "name", "namespace-uri", "not", "position", "randomize", "sum",
    "weighted-checklist", NULL,
  };

  if (g_strv_contains (of_all, name) || (strcmp (name, "join") == 0 && index > 0) ||
      (strcmp (name, "indexed-repeat") == 0 && (index == 0 || index % 2 == 1)) ||
      (strcmp (name, "if") == 0 && index == 0))
    return TERRAIN_CHECK_ALL;
  if (strcmp (name, "if") == 0 || strcmp (name, "coalesce") == 0 || strcmp (name, "once") == 0)
    return use;
  return TERRAIN_CHECK_ONE;
}

static TerrainCheckValue
type_of_call (TerrainAst              *ast,
              const char              *name,
              const TerrainCheckValue *arguments)
{
  TerrainXPathType type;

  if (strcmp (name, "date") == 0 || strcmp (name, "date-time") == 0)
    return value_of (TERRAIN_CHECK_DATE);
  if (strcmp (name, "once") == 0)
    return value_of (arguments[0].type);
  if (strcmp (name, "if") == 0)
    return value_of (arguments[1].type == arguments[2].type ? arguments[1].type : TERRAIN_CHECK_ANY);
  if (!terrain_ast_get_type (ast, &type))
    return value_of (TERRAIN_CHECK_ANY);
  if (type == TERRAIN_XPATH_NUMBER)
    return value_of (TERRAIN_CHECK_NUMBER);
  if (type == TERRAIN_XPATH_BOOLEAN)
    return value_of (TERRAIN_CHECK_BOOLEAN);
  return value_of (type == TERRAIN_XPATH_DATE ? TERRAIN_CHECK_DATE : TERRAIN_CHECK_ANY);
}

/* sum(x), join(', ', x): a function over many, given one path, its last argument. */
static gboolean
is_aggregate (TerrainAst *ast,
              const char *name)
{
  static const char *const aggregates[] = { "count", "sum", "min", "max", "count-non-empty", NULL };
  guint index = strcmp (name, "join") == 0 ? 1 : 0;

  if (ast->n_children != index + 1 || ast->children[index]->kind != TERRAIN_AST_PATH ||
      (index == 0 && !g_strv_contains (aggregates, name)))
    return FALSE;
  /* "count(../a)" asks whether there is one: a question, not a mistake. */
  return !g_str_has_prefix (name, "count") || ast->children[index]->absolute;
}

static TerrainCheckValue
walk_call (TerrainCheck             *self,
           TerrainAst               *ast,
           const TerrainCheckTarget *item,
           TerrainCheckUse           use)
{
  const char *name = terrain_function_get_name (ast->function);
  gboolean aggregate = is_aggregate (ast, name);
  TerrainCheckValue arguments[3] = { 0 };

  for (guint i = 0; i < ast->n_children; i++)
    {
      TerrainAst *child = ast->children[i];
      TerrainCheckValue argument = aggregate && i + 1 == ast->n_children
                                     ? walk_path (self, child, item, TERRAIN_CHECK_ALL, name)
                                     : terrain_check_walk (self, child, item, use_of_argument (name, i, use));

      if (i < G_N_ELEMENTS (arguments))
        arguments[i] = argument;
    }
  if (ast->n_children == 2 && (strcmp (name, "selected") == 0 || strcmp (name, "is-selected") == 0))
    terrain_check_selected (self, ast->children[1], arguments[0].schema);
  if (ast->n_children > 0 && (g_str_has_prefix (name, "date") || g_str_has_prefix (name, "format-date") ||
                              strcmp (name, "decimal-date-time") == 0))
    terrain_check_date_argument (self, ast->children[0], name);
  if (strcmp (name, "jr:choice-name") == 0 && ast->n_children == 2)
    terrain_check_path_text (self, ast->children[1]);
  else if (strcmp (name, "pulldata") == 0)
    terrain_check_columns (self, ast);
  if (terrain_function_get_flags (ast->function) & TERRAIN_FUNCTION_CURRENT && self->context != NULL)
    return (TerrainCheckValue) { terrain_check_type_of (self->context), self->context };
  return type_of_call (ast, name, arguments);
}

TerrainCheckValue
terrain_check_walk (TerrainCheck             *self,
                    TerrainAst               *ast,
                    const TerrainCheckTarget *item,
                    TerrainCheckUse           use)
{
  TerrainCheckValue left, right;

  switch (ast->kind)
    {
    case TERRAIN_AST_PATH:
      return walk_path (self, ast, item, use, NULL);
    case TERRAIN_AST_CALL:
      return walk_call (self, ast, item, use);
    case TERRAIN_AST_OR:
    case TERRAIN_AST_AND:
    case TERRAIN_AST_UNION:
      for (guint i = 0; i < ast->n_children; i++)
        terrain_check_walk (self, ast->children[i], item, TERRAIN_CHECK_ALL);
      return value_of (ast->kind == TERRAIN_AST_UNION ? TERRAIN_CHECK_ANY : TERRAIN_CHECK_BOOLEAN);
    case TERRAIN_AST_EQUAL:
    case TERRAIN_AST_NOT_EQUAL:
    case TERRAIN_AST_LESS:
    case TERRAIN_AST_LESS_EQUAL:
    case TERRAIN_AST_GREATER:
    case TERRAIN_AST_GREATER_EQUAL:
      left = terrain_check_walk (self, ast->children[0], item, TERRAIN_CHECK_COMPARED);
      right = terrain_check_walk (self, ast->children[1], item, TERRAIN_CHECK_COMPARED);
      terrain_check_comparison (self, ast, left, right);
      return value_of (TERRAIN_CHECK_BOOLEAN);
    case TERRAIN_AST_NUMBER:
      return value_of (TERRAIN_CHECK_NUMBER);
    case TERRAIN_AST_LITERAL:
      return value_of (TERRAIN_CHECK_ANY);
    default:
      for (guint i = 0; i < ast->n_children; i++)
        terrain_check_operand (self, ast->children[i],
                               terrain_check_walk (self, ast->children[i], item, TERRAIN_CHECK_ONE));
      return value_of (TERRAIN_CHECK_NUMBER);
    }
}

void
terrain_check_expression (TerrainCheck    *self,
                          TerrainXPath    *xpath,
                          TerrainSchema   *context,
                          const char      *what,
                          const char      *ref,
                          int              line,
                          TerrainCheckUse  use)
{
  g_auto (TerrainCheckTarget) item = { 0 };

  self->context = context;
  self->what = what;
  self->ref = ref;
  self->line = line;
  g_hash_table_remove_all (self->said);
  terrain_resolver_begin (self->resolver, context);
  terrain_check_target_init_context (&item, context);
  terrain_check_walk (self, terrain_xpath_get_ast (xpath), &item, use);
}
