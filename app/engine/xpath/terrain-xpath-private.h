/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-engine-error.h"
#include "terrain-node-private.h"
#include "terrain-xpath-ast.h"
#include "terrain-xpath-host.h"

G_BEGIN_DECLS

/*
 * Inside the evaluator.
 *
 *   TerrainEval   one evaluation: the host, current(), the first error, the work left
 *   TerrainFocus  where in it: the context node, its position and the size of its set
 *
 * Every evaluating function returns FALSE once an error is set in the TerrainEval; callers pass that on.
 */
typedef struct
{
  TerrainXPathHost *host; /* never NULL */
  TerrainNode *origin;    /* current(): what the whole expression is evaluated on */
  TerrainNode *root;      /* the document node of absolute paths */
  const TerrainAst *ast;  /* the call being evaluated, for messages */
  const TerrainAst *unbound; /* indexed-repeat(): this path binds its first @unbound_steps steps only to the context */
  guint unbound_steps;
  const TerrainAst *condition; /* (nullable): of this call only whether it holds is wanted */
  int standard;           /* the zone's standard offset in seconds, once @has_standard */
  gboolean has_standard;
  guint64 work;           /* nodes visited */
  GPtrArray *scratch;     /* (nullable): what the host fills for a bound path, kept for the next one */
  GError *error;
} TerrainEval;

typedef struct
{
  TerrainNode *node;
  guint position;
  guint size;
} TerrainFocus;

/* More visits than any form needs, about a second: beyond, an expression is refused rather than waited for. */
#define TERRAIN_EVAL_MAX_WORK G_GUINT64_CONSTANT (50000000)
/* Bytes of text that are as much work as a node. */
#define TERRAIN_EVAL_TEXT_WORK 64
/* Numbers closer than this are equal, for = and != alone. */
#define TERRAIN_EVAL_EPSILON 1e-12
/* Bytes of an expression, and levels of its tree: both far above what people write, both safe for the stack. */
#define TERRAIN_XPATH_MAX_LENGTH (256 * 1024)
#define TERRAIN_XPATH_MAX_NESTING 200
#define TERRAIN_XPATH_MAX_HEIGHT 2000
/* The longest text an evaluation may build. */
#define TERRAIN_EVAL_MAX_TEXT (16u * 1024 * 1024)

/* A text that may or may not have to be freed. */
typedef struct
{
  const char *text;
  char *owned;
} TerrainEvalText;

static inline void
terrain_eval_text_clear (TerrainEvalText *self)
{
  g_clear_pointer (&self->owned, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TerrainEvalText, terrain_eval_text_clear)

/* A nodeset being built: the first few nodes need no allocation. */
typedef struct
{
  TerrainNode **nodes; /* @local or the heap */
  guint length;
  guint capacity;
  gboolean unordered;
  TerrainNode *local[16];
} TerrainNodeList;

void terrain_node_list_init (TerrainNodeList *self);
void terrain_node_list_clear (TerrainNodeList *self);
void terrain_node_list_grow (TerrainNodeList *self);
/* Room for so many more. */
void terrain_node_list_reserve (TerrainNodeList *self, guint further);
void terrain_node_list_append (TerrainNodeList *self, TerrainNode *const *nodes, guint length);
void terrain_node_list_sort (TerrainNodeList *self);
void terrain_node_list_reverse (TerrainNodeList *self);

static inline void
terrain_node_list_add (TerrainNodeList *self,
                       TerrainNode     *node)
{
  if (G_UNLIKELY (self->length == self->capacity))
    terrain_node_list_grow (self);
  self->nodes[self->length++] = node;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TerrainNodeList, terrain_node_list_clear)

/* A number that may have been a date: beside a date alone, one with a time counts as its day, so that a time of today is
 * not after today() (engine-semantics, 30). */
typedef struct
{
  double number;
  gboolean is_date;
  gboolean has_time; /* of a date */
  double day;        /* of a date: on the local calendar; a sum of a date and a number has a part of a day */
} TerrainMoment;

/* Makes days of both where one is a date with a time and the other a date alone. */
void terrain_moment_align (TerrainMoment *a, TerrainMoment *b);

/* Evaluating */
gboolean terrain_eval (TerrainEval *self, const TerrainFocus *focus, TerrainAst *ast, TerrainXPathValue *value);
gboolean terrain_eval_number (TerrainEval *self, const TerrainFocus *focus, TerrainAst *ast, double *number);
gboolean terrain_eval_moment (TerrainEval *self, const TerrainFocus *focus, TerrainAst *ast, TerrainMoment *moment);
gboolean terrain_eval_boolean (TerrainEval *self, const TerrainFocus *focus, TerrainAst *ast, gboolean *boolean);
gboolean terrain_eval_text (TerrainEval *self, const TerrainFocus *focus, TerrainAst *ast, TerrainEvalText *text);
/* Nodes of @ast, which must be a nodeset: an error otherwise. @list is initialised by the caller. */
gboolean terrain_eval_nodes (TerrainEval *self, const TerrainFocus *focus, TerrainAst *ast, TerrainNodeList *list);
gboolean terrain_eval_path (TerrainEval *self, const TerrainFocus *focus, TerrainAst *ast, TerrainNodeList *list);
/* FALSE where @ast is no path that the form bound to a single place: evaluate it then. Otherwise its node, NULL where that
 * is not there or not relevant. */
gboolean terrain_eval_bound_single (TerrainEval *self, const TerrainFocus *focus, TerrainAst *ast, TerrainNode **node);
/* Only the steps of path @ast from @first on, from @node. */
gboolean terrain_eval_steps (TerrainEval *self, TerrainAst *ast, guint first, TerrainNode *node, TerrainNodeList *list);
/* Whether @ast names a place of the record (a path, indexed-repeat()), which without nodes (not relevant, no instance)
 * reads as "" in a comparison: /data/a != 'yes' holds where /data/a is not asked (engine-semantics, 4 and 9). Elsewhere
 * XPath 1.0 is kept to. */
gboolean terrain_eval_reads_blank (TerrainEval *self, const TerrainAst *ast);
/* The first node that the absolute path @ast of plain names leads to from @node (NULL: from the root, contextualised), its
 * last step free. NULL where there is none, or where a walk would find several places. */
TerrainNode *terrain_eval_first (TerrainEval *self, const TerrainAst *ast, guint first, TerrainNode *node);
gboolean terrain_eval_compare (TerrainEval *self, const TerrainFocus *focus, TerrainAst *ast, gboolean *result);
gboolean terrain_eval_predicates (TerrainEval *self, TerrainNodeList *list, guint start, TerrainAst **predicates,
                                  guint n_predicates);
gboolean terrain_eval_axis (TerrainEval *self, TerrainNode *node, const TerrainAstStep *step, TerrainNodeList *list);
gboolean terrain_eval_fail (TerrainEval *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
gboolean terrain_eval_spend (TerrainEval *self, guint64 work);
/* A nodeset as a condition: by its first node, where the host says what a node is. */
gboolean terrain_eval_truth (TerrainEval *self, TerrainNode *const *nodes, guint length);
gboolean terrain_eval_visible (TerrainEval *self, TerrainNode *node);

/* The time zone and clock of the host; UTC and the epoch without an environment. */
GTimeZone *terrain_eval_get_zone (TerrainEval *self);
int terrain_eval_get_standard (TerrainEval *self);
gint64 terrain_eval_get_now (TerrainEval *self);

/* Conversions that need the time zone (XPath 1.0 section 4, engine-semantics 24-32). */
double terrain_eval_node_to_number (TerrainEval *self, TerrainNode *node);
double terrain_eval_text_to_number (TerrainEval *self, const char *text);
double terrain_eval_value_to_number (TerrainEval *self, const TerrainXPathValue *value);
void terrain_eval_node_to_moment (TerrainEval *self, TerrainNode *node, TerrainMoment *moment);
void terrain_eval_value_to_moment (TerrainEval *self, const TerrainXPathValue *value, TerrainMoment *moment);
/* Borrows from @node where it can. */
void terrain_eval_node_to_text (TerrainNode *node, TerrainEvalText *text);
void terrain_eval_value_to_text (const TerrainXPathValue *value, TerrainEvalText *text);

/* Results */
gboolean terrain_result_number (TerrainXPathValue *value, double number);
/* A number that remembers its day, where it has one. */
gboolean terrain_result_moment (TerrainXPathValue *value, const TerrainMoment *moment, TerrainXPathDay counts);
gboolean terrain_result_boolean (TerrainXPathValue *value, gboolean boolean);
/* Takes @text. */
gboolean terrain_result_text (TerrainXPathValue *value, char *text);
/* @text outlives the value: a literal, a node's value. */
gboolean terrain_result_static (TerrainXPathValue *value, const char *text);
/* Takes the nodes out of @list. */
gboolean terrain_result_nodes (TerrainXPathValue *value, TerrainNodeList *list);

/* Functions: one table a theme, each ended by a row without a name. */
typedef gboolean (*TerrainFunctionEval) (TerrainEval *eval, const TerrainFocus *focus, TerrainAst *call,
                                         TerrainXPathValue *value);

/* Every function has this shape. */
#define TERRAIN_DEFINE_FUNCTION(name) \
  static gboolean name (TerrainEval *eval, const TerrainFocus *focus, TerrainAst *call, TerrainXPathValue *value)

static inline gboolean
terrain_arg_number (TerrainEval        *eval,
                    const TerrainFocus *focus,
                    TerrainAst         *call,
                    guint               i,
                    double             *number)
{
  return terrain_eval_number (eval, focus, call->children[i], number);
}

static inline gboolean
terrain_arg_text (TerrainEval        *eval,
                  const TerrainFocus *focus,
                  TerrainAst         *call,
                  guint               i,
                  TerrainEvalText    *text)
{
  return terrain_eval_text (eval, focus, call->children[i], text);
}

/* Argument @i, or the context node where the call has none. */
gboolean terrain_arg_text_or_context (TerrainEval *eval, const TerrainFocus *focus, TerrainAst *call, guint i,
                                      TerrainEvalText *text);
/* Calls @func with each value of the arguments from @first on: a nodeset is as many values as it has nodes. */
typedef gboolean (*TerrainArgFunc) (TerrainEval *eval, const TerrainXPathValue *value, gpointer user_data);
gboolean terrain_arg_foreach (TerrainEval *eval, const TerrainFocus *focus, TerrainAst *call, guint first,
                              TerrainArgFunc func, gpointer user_data);

enum
{
  TERRAIN_FUNCTION_ANY_TYPE = 1 << 8, /* the result's type is that of an argument */
  TERRAIN_FUNCTION_DEFAULT = 1 << 9,  /* without arguments, is about the context node */
  TERRAIN_FUNCTION_FOCUS = 1 << 10,   /* is about the context node in any case */
};
#define TERRAIN_FUNCTION_NO_LIMIT G_MAXUINT8

struct _TerrainFunction
{
  const char *name; /* with its prefix: "jr:itext" */
  guint8 min;
  guint8 max; /* TERRAIN_FUNCTION_NO_LIMIT: any number */
  guint16 flags;
  TerrainXPathType type;
  TerrainFunctionEval eval;
  guint16 nodesets; /* a bit for each argument that must be a nodeset */
  gpointer (*prepare) (TerrainAst *call); /* (nullable): fills TerrainAst.prepared */
  GDestroyNotify release;
};

extern const TerrainFunction terrain_functions_boolean[];
extern const TerrainFunction terrain_functions_date[];
extern const TerrainFunction terrain_functions_digest[];
extern const TerrainFunction terrain_functions_form[];
extern const TerrainFunction terrain_functions_geo[];
extern const TerrainFunction terrain_functions_nodeset[];
extern const TerrainFunction terrain_functions_number[];
extern const TerrainFunction terrain_functions_random[];
extern const TerrainFunction terrain_functions_select[];
extern const TerrainFunction terrain_functions_string[];

const TerrainFunction *terrain_function_find (const char *name);

/* Parsing */
TerrainAst *terrain_xpath_parse (const char *source, gboolean lazy, TerrainXPathPrefixFunc prefixes, gpointer user_data,
                                 GError **error);
TerrainAst *terrain_ast_new (TerrainAstKind kind, int column);
void terrain_ast_free (TerrainAst *self);
/* Fills what is told once for all: types, positional, prepared, lookups. Children first. */
gboolean terrain_ast_finish (TerrainAst *self, gboolean check, GError **error);
/* The index lookup of a step, or NULL. */
gpointer terrain_lookup_new (const TerrainAstStep *step);
void terrain_lookup_free (gpointer lookup);

G_END_DECLS
