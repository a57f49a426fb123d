/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-xpath.h"

G_BEGIN_DECLS

/*
 * The abstract syntax tree of an expression. Built once by the parser, read by the evaluator and by the form's
 * dependency graph, never changed after compilation but for @binding, which the form sets before it is shared.
 */
typedef enum
{
  TERRAIN_AST_OR,
  TERRAIN_AST_AND,
  TERRAIN_AST_EQUAL,
  TERRAIN_AST_NOT_EQUAL,
  TERRAIN_AST_LESS,
  TERRAIN_AST_LESS_EQUAL,
  TERRAIN_AST_GREATER,
  TERRAIN_AST_GREATER_EQUAL,
  TERRAIN_AST_ADD,
  TERRAIN_AST_SUBTRACT,
  TERRAIN_AST_MULTIPLY,
  TERRAIN_AST_DIVIDE,
  TERRAIN_AST_MODULO,
  TERRAIN_AST_NEGATE,
  TERRAIN_AST_UNION,
  TERRAIN_AST_NUMBER,
  TERRAIN_AST_LITERAL,
  TERRAIN_AST_CALL,
  TERRAIN_AST_PATH,
} TerrainAstKind;

typedef enum
{
  TERRAIN_AXIS_CHILD,
  TERRAIN_AXIS_SELF,
  TERRAIN_AXIS_PARENT,
  TERRAIN_AXIS_ATTRIBUTE,
  TERRAIN_AXIS_DESCENDANT,
  TERRAIN_AXIS_DESCENDANT_OR_SELF,
  TERRAIN_AXIS_ANCESTOR,
  TERRAIN_AXIS_ANCESTOR_OR_SELF,
  TERRAIN_AXIS_FOLLOWING,
  TERRAIN_AXIS_FOLLOWING_SIBLING,
  TERRAIN_AXIS_PRECEDING,
  TERRAIN_AXIS_PRECEDING_SIBLING,
  TERRAIN_AXIS_NAMESPACE,
} TerrainAxis;

typedef enum
{
  TERRAIN_TEST_NAME,        /* local, and uri where not NULL */
  TERRAIN_TEST_ANY_NAME,    /* * or prefix:* */
  TERRAIN_TEST_NODE,
  TERRAIN_TEST_TEXT,
  TERRAIN_TEST_COMMENT,
  TERRAIN_TEST_INSTRUCTION, /* local holds the target where one is written */
} TerrainNodeTest;

typedef struct _TerrainAst TerrainAst;
typedef struct _TerrainFunction TerrainFunction;

typedef struct
{
  TerrainAxis axis;
  TerrainNodeTest test;
  const char *local;    /* interned */
  const char *uri;      /* interned; NULL: any namespace (see TerrainXPathPrefixFunc) */
  gboolean no_uri;      /* the name must be in no namespace */
  TerrainAst **predicates;
  guint n_predicates;
  gpointer lookup; /* the evaluator's own: how an index answers the first predicate, NULL to scan */
} TerrainAstStep;

struct _TerrainAst
{
  TerrainAstKind kind;
  int column; /* 1-based in the source, for messages */
  /* operators: two (negate: one); calls: the arguments */
  TerrainAst **children;
  guint n_children;
  /* number, literal */
  double number;
  char *text;
  /* call */
  const TerrainFunction *function;
  /* path: [root /] [start predicates /] steps */
  gboolean absolute;             /* begins at the root */
  TerrainAst *start;             /* (nullable) a filter expression's primary: instance('x'), current(), (…) */
  TerrainAst **start_predicates;
  guint n_start_predicates;
  TerrainAstStep *steps;
  guint n_steps;
  /* The form's shortcut for a path it resolved against its schema; NULL: walk the steps. See TerrainXPathHost. */
  gpointer binding;
  gboolean shared;     /* calls; set by the form as well: the same number wherever in a record it is evaluated */
  gboolean positional; /* its value depends on the position or size of its own context */
  gpointer prepared;   /* calls: the function's own, made from literal arguments at compile time */
  guint height;        /* of the tree below, one for a leaf */
};

/* What a function needs told about it, beside its code. */
enum
{
  TERRAIN_FUNCTION_VOLATILE = 1 << 0, /* another result each time: now(), random(), uuid() */
  TERRAIN_FUNCTION_CONTEXT = 1 << 1,  /* depends on position or size of the context: position(), last() */
  TERRAIN_FUNCTION_LANGUAGE = 1 << 2, /* depends on the active language: jr:choice-name, jr:itext, format-date */
  TERRAIN_FUNCTION_CURRENT = 1 << 3,  /* current() */
  TERRAIN_FUNCTION_INSTANCE = 1 << 4, /* instance() */
};

/* The type every result has, as far as the expression alone tells; FALSE where only evaluation will (if(), coalesce()). */
gboolean terrain_ast_get_type (const TerrainAst *self, TerrainXPathType *type);

TerrainAst *terrain_xpath_get_ast (TerrainXPath *self);
const char *terrain_function_get_name (const TerrainFunction *self);
guint terrain_function_get_flags (const TerrainFunction *self);

/* terrain_xpath_evaluate() of a part of an expression, on the context of the whole. */
gboolean terrain_ast_evaluate (TerrainAst *self, TerrainXPathHost *host, TerrainNode *context,
                               TerrainXPathValue *value, GError **error);

/* Calls @func for @ast and everything below it (arguments, predicates, starts), parents first. */
typedef void (*TerrainAstFunc) (TerrainAst *ast, gpointer user_data);
void terrain_ast_foreach (TerrainAst *ast, TerrainAstFunc func, gpointer user_data);

G_END_DECLS
