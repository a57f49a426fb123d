/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-engine-types.h"

G_BEGIN_DECLS

/**
 * TerrainXPathType:
 *
 * The four types of XPath 1.0, and the date(-time) of ODK XForms: a date is text
 * (ISO 8601) where text is asked for and a day number where a number is.
 */
typedef enum
{
  TERRAIN_XPATH_NODESET,
  TERRAIN_XPATH_STRING,
  TERRAIN_XPATH_NUMBER,
  TERRAIN_XPATH_BOOLEAN,
  TERRAIN_XPATH_DATE,
} TerrainXPathType;

/**
 * TerrainXPathDay:
 * @TERRAIN_XPATH_DAY_NONE: a number like any other
 * @TERRAIN_XPATH_DAY_SUM: a date and a number of days; int() of it is a day
 * @TERRAIN_XPATH_DAY_COUNT: a date asked for as a number: as text it is the whole day, as JavaRosa stores it
 *
 * Whether a number counts days since 1970. It is then less than the local day by the zone's offset.
 */
typedef enum
{
  TERRAIN_XPATH_DAY_NONE,
  TERRAIN_XPATH_DAY_SUM,
  TERRAIN_XPATH_DAY_COUNT,
} TerrainXPathDay;

/* Resolves a prefix to a namespace URI; "" asks for the namespace of names without a prefix, for which NULL means "any"
 * and "" means "none" (as in plain XPath). Attributes without a prefix are in none.
 * Returns: (nullable): an interned or static string; NULL for another prefix is an error of the expression */
typedef const char *(*TerrainXPathPrefixFunc) (const char *prefix, gpointer user_data);

/*
 * TerrainXPath: one compiled expression, immutable and shareable between threads.
 * Compiling checks syntax, function names and numbers of arguments; errors say the column.
 */
TerrainXPath *terrain_xpath_compile (const char *expression, TerrainXPathPrefixFunc prefixes, gpointer user_data,
                                     GError **error);
/* As above, but of the expression alone only the syntax is checked: a function that does not exist, a wrong number of
 * arguments or a value where nodes are needed is an error of the evaluation, if it comes there. To try expressions
 * outside a form and to compare with evaluators that work so; a form wants all of its errors when it is loaded. */
TerrainXPath *terrain_xpath_compile_lazily (const char *expression, TerrainXPathPrefixFunc prefixes,
                                            gpointer user_data, GError **error);
TerrainXPath *terrain_xpath_ref (TerrainXPath *self);
void terrain_xpath_unref (TerrainXPath *self);
const char *terrain_xpath_get_source (TerrainXPath *self);

/**
 * terrain_xpath_evaluate:
 * @self: an expression
 * @host: (nullable): what functions and paths may ask for beside the tree; %NULL gives plain XPath
 * @context: the context node
 * @value: (out caller-allocates): the result, to be cleared with terrain_xpath_value_clear()
 *
 * Returns: %FALSE with @error (TERRAIN_ENGINE_ERROR_XPATH or _LIMIT) set where evaluation is not possible
 */
gboolean terrain_xpath_evaluate (TerrainXPath *self, TerrainXPathHost *host, TerrainNode *context,
                                 TerrainXPathValue *value, GError **error);

/* As above, with the result converted to @type, a number, text or boolean, where the evaluation still knows the time zone
 * and that no more than a condition is asked. */
gboolean terrain_xpath_evaluate_as (TerrainXPath *self, TerrainXPathHost *host, TerrainNode *context,
                                    TerrainXPathType type, TerrainXPathValue *value, GError **error);

/**
 * TerrainXPathValue:
 *
 * A result. Lives on the stack; initialise with %TERRAIN_XPATH_VALUE_INIT, clear after use.
 * The fields are the engine's own; others use the calls below.
 */
struct _TerrainXPathValue
{
  TerrainXPathType type;
  gboolean owned; /* text or nodes are freed by clear */
  TerrainXPathDay counts; /* of a number */
  union
  {
    struct
    {
      double number;
      double day; /* where it counts days */
    };
    gboolean boolean;
    const char *text;
    struct
    {
      TerrainNode **nodes; /* in document order unless unordered */
      guint length;
      gboolean unordered;  /* order given by randomize() */
    } set;
    struct
    {
      gint64 instant; /* microseconds since the epoch; for a date alone: local midnight */
      gint32 offset;  /* seconds east of UTC that the value is written with */
      gboolean has_time;
    } date;
  };
};

#define TERRAIN_XPATH_VALUE_INIT { .type = TERRAIN_XPATH_BOOLEAN, .owned = FALSE, .boolean = FALSE }

void terrain_xpath_value_clear (TerrainXPathValue *self);
double terrain_xpath_value_to_number (const TerrainXPathValue *self);
gboolean terrain_xpath_value_to_boolean (const TerrainXPathValue *self);
/* Returns: (transfer full) */
char *terrain_xpath_value_to_string (const TerrainXPathValue *self);
guint terrain_xpath_value_get_n_nodes (const TerrainXPathValue *self);
TerrainNode *terrain_xpath_value_get_node (const TerrainXPathValue *self, guint index);

/* A host for expressions outside a form: prefix-less documents, a clock, a language. See xpath/terrain-xpath-host.h
 * for what a form's host adds. */
TerrainXPathHost *terrain_xpath_host_new (TerrainEnvironment *environment, const char *language);
/* Absolute paths begin at @root, which stands for the document node, rather than at the context's own document. */
void terrain_xpath_host_set_root (TerrainXPathHost *self, TerrainNode *root);

void terrain_xpath_host_free (TerrainXPathHost *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainXPath, terrain_xpath_unref)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TerrainXPathValue, terrain_xpath_value_clear)

G_END_DECLS
