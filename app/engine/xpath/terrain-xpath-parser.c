/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-xpath-lexer.h"
#include "terrain-xpath-private.h"

#include "terrain-engine-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * Recursive descent over XPath 1.0's grammar, binary operators by precedence. One token ahead, no way back, so the
 * time is linear; nesting is counted, so no expression reaches the end of the stack.
 * A function that fails frees what it made, leaves the lexer's error set and returns NULL.
 */
typedef struct
{
  TerrainLexer lexer;
  TerrainXPathPrefixFunc prefixes;
  gpointer user_data;
  guint nesting;
  gboolean lazy; /* what is not a matter of syntax is said when it is evaluated */
} Parser;

static TerrainAst *parse_expression (Parser *self, int precedence);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainAst, terrain_ast_free)

static gboolean
parser_at (Parser           *self,
           TerrainTokenType  type)
{
  return self->lexer.type == type;
}

static void
parser_expected (Parser     *self,
                 const char *what)
{
  g_autofree char *found = NULL;

  if (self->lexer.error != NULL)
    return;
  found = terrain_lexer_describe (&self->lexer);
  terrain_lexer_fail (&self->lexer, self->lexer.start, _("expected %s, found %s."), what, found);
}

static gboolean
parser_take (Parser           *self,
             TerrainTokenType  type,
             const char       *what)
{
  if (!parser_at (self, type))
    {
      parser_expected (self, what);
      return FALSE;
    }
  terrain_lexer_next (&self->lexer);
  return self->lexer.error == NULL;
}

/* Takes @ast; gives it back checked. */
static TerrainAst *
parser_finish (Parser     *self,
               TerrainAst *ast)
{
  if (self->lexer.error == NULL && terrain_ast_finish (ast, !self->lazy, &self->lexer.error))
    return ast;
  self->lexer.type = TERRAIN_TOKEN_ERROR;
  terrain_ast_free (ast);
  return NULL;
}

static void
append_ast (TerrainAst ***list,
            guint        *n,
            TerrainAst   *ast)
{
  /* Doubles at every power of two. */
  if ((*n & (*n - 1)) == 0)
    *list = g_renew (TerrainAst *, *list, *n == 0 ? 1 : *n * 2);
  (*list)[(*n)++] = ast;
}

static gboolean
parse_predicates (Parser       *self,
                  TerrainAst ***predicates,
                  guint        *n)
{
  while (parser_at (self, TERRAIN_TOKEN_OPEN_BRACKET))
    {
      TerrainAst *predicate;

      terrain_lexer_next (&self->lexer);
      predicate = parse_expression (self, 0);
      if (predicate == NULL)
        return FALSE;
      append_ast (predicates, n, predicate);
      if (!parser_take (self, TERRAIN_TOKEN_CLOSE_BRACKET, "“]”"))
        return FALSE;
    }
  return self->lexer.error == NULL;
}

static gboolean
resolve_prefix (Parser         *self,
                TerrainAstStep *step)
{
  TerrainLexer *lexer = &self->lexer;
  g_autofree char *prefix = g_strndup (lexer->prefix != NULL ? lexer->prefix : "", lexer->prefix_length);
  const char *uri = NULL;

  if (lexer->prefix == NULL)
    {
      if (step->test == TERRAIN_TEST_ANY_NAME || step->axis == TERRAIN_AXIS_NAMESPACE)
        return TRUE;
      if (step->axis == TERRAIN_AXIS_ATTRIBUTE)
        {
          step->no_uri = TRUE;
          return TRUE;
        }
      if (self->prefixes != NULL)
        uri = self->prefixes ("", self->user_data);
      step->no_uri = uri != NULL && *uri == '\0';
      step->uri = step->no_uri ? NULL : g_intern_string (uri);
      return TRUE;
    }

  if (strcmp (prefix, "xml") == 0)
    uri = "http://www.w3.org/XML/1998/namespace";
  else if (self->prefixes != NULL)
    uri = self->prefixes (prefix, self->user_data);
  if (uri == NULL)
    {
      terrain_lexer_fail (lexer, lexer->start, _("the prefix “%s:” is not declared."), prefix);
      return FALSE;
    }
  step->uri = g_intern_string (uri);
  return TRUE;
}

static gboolean
parse_name_test (Parser         *self,
                 TerrainAstStep *step)
{
  TerrainLexer *lexer = &self->lexer;

  if (lexer->local == NULL)
    {
      step->test = TERRAIN_TEST_ANY_NAME;
    }
  else
    {
      g_autofree char *local = g_strndup (lexer->local, lexer->local_length);

      step->test = TERRAIN_TEST_NAME;
      step->local = g_intern_string (local);
    }
  if (lexer->prefix == NULL)
    lexer->prefix_length = 0;
  if (!resolve_prefix (self, step))
    return FALSE;
  terrain_lexer_next (lexer);
  return lexer->error == NULL;
}

static gboolean
parse_node_type (Parser         *self,
                 TerrainAstStep *step)
{
  switch (*self->lexer.start)
    {
    case 'n': step->test = TERRAIN_TEST_NODE; break;
    case 't': step->test = TERRAIN_TEST_TEXT; break;
    case 'c': step->test = TERRAIN_TEST_COMMENT; break;
    default: step->test = TERRAIN_TEST_INSTRUCTION; break;
    }
  terrain_lexer_next (&self->lexer);
  if (!parser_take (self, TERRAIN_TOKEN_OPEN, "“(”"))
    return FALSE;
  if (step->test == TERRAIN_TEST_INSTRUCTION && parser_at (self, TERRAIN_TOKEN_LITERAL))
    {
      g_autofree char *target = g_strndup (self->lexer.start + 1, self->lexer.length - 2);

      step->local = g_intern_string (target);
      terrain_lexer_next (&self->lexer);
    }
  return parser_take (self, TERRAIN_TOKEN_CLOSE, "“)”");
}

static gboolean
parse_axis (Parser         *self,
            TerrainAstStep *step)
{
  static const char *const names[] = {
    [TERRAIN_AXIS_CHILD] = "child",
    [TERRAIN_AXIS_SELF] = "self",
    [TERRAIN_AXIS_PARENT] = "parent",
    [TERRAIN_AXIS_ATTRIBUTE] = "attribute",
    [TERRAIN_AXIS_DESCENDANT] = "descendant",
    [TERRAIN_AXIS_DESCENDANT_OR_SELF] = "descendant-or-self",
    [TERRAIN_AXIS_ANCESTOR] = "ancestor",
    [TERRAIN_AXIS_ANCESTOR_OR_SELF] = "ancestor-or-self",
    [TERRAIN_AXIS_FOLLOWING] = "following",
    [TERRAIN_AXIS_FOLLOWING_SIBLING] = "following-sibling",
    [TERRAIN_AXIS_PRECEDING] = "preceding",
    [TERRAIN_AXIS_PRECEDING_SIBLING] = "preceding-sibling",
    [TERRAIN_AXIS_NAMESPACE] = "namespace",
  };
  TerrainLexer *lexer = &self->lexer;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (strlen (names[i]) == lexer->local_length && strncmp (names[i], lexer->local, lexer->local_length) == 0)
        {
          step->axis = (TerrainAxis) i;
          terrain_lexer_next (lexer);
          return lexer->error == NULL;
        }
    }
  terrain_lexer_fail (lexer, lexer->start, _("there is no axis called “%.*s”."), (int) MIN (lexer->local_length, 40),
                      lexer->local);
  return FALSE;
}

/* Fills @step; its predicates are the caller's to free in any case. */
static gboolean
parse_step (Parser         *self,
            TerrainAstStep *step)
{
  if (parser_at (self, TERRAIN_TOKEN_DOT) || parser_at (self, TERRAIN_TOKEN_DOTS))
    {
      step->axis = parser_at (self, TERRAIN_TOKEN_DOT) ? TERRAIN_AXIS_SELF : TERRAIN_AXIS_PARENT;
      step->test = TERRAIN_TEST_NODE;
      terrain_lexer_next (&self->lexer);
      return self->lexer.error == NULL;
    }

  if (parser_at (self, TERRAIN_TOKEN_AT))
    {
      step->axis = TERRAIN_AXIS_ATTRIBUTE;
      terrain_lexer_next (&self->lexer);
    }
  else if (parser_at (self, TERRAIN_TOKEN_AXIS) && !parse_axis (self, step))
    {
      return FALSE;
    }

  if (parser_at (self, TERRAIN_TOKEN_NODE_TYPE))
    {
      if (!parse_node_type (self, step))
        return FALSE;
    }
  else if (!parser_at (self, TERRAIN_TOKEN_NAME))
    {
      parser_expected (self, _("the name of a node"));
      return FALSE;
    }
  else if (!parse_name_test (self, step))
    {
      return FALSE;
    }
  return parse_predicates (self, &step->predicates, &step->n_predicates);
}

static TerrainAstStep *
append_step (TerrainAst *path)
{
  guint n = path->n_steps;

  if ((n & (n - 1)) == 0)
    path->steps = g_renew (TerrainAstStep, path->steps, n == 0 ? 1 : n * 2);
  path->steps[n] = (TerrainAstStep) { .axis = TERRAIN_AXIS_CHILD };
  path->n_steps++;
  return &path->steps[n];
}

static void
append_descendants (TerrainAst *path)
{
  TerrainAstStep *step = append_step (path);

  step->axis = TERRAIN_AXIS_DESCENDANT_OR_SELF;
  step->test = TERRAIN_TEST_NODE;
}

/* "step", "step/step", "step//step"… */
static gboolean
parse_steps (Parser     *self,
             TerrainAst *path)
{
  for (;;)
    {
      if (!parse_step (self, append_step (path)))
        return FALSE;
      if (parser_at (self, TERRAIN_TOKEN_SLASHES))
        append_descendants (path);
      else if (!parser_at (self, TERRAIN_TOKEN_SLASH))
        return TRUE;
      terrain_lexer_next (&self->lexer);
    }
}

static gboolean
at_step (Parser *self)
{
  switch (self->lexer.type)
    {
    case TERRAIN_TOKEN_NAME:
    case TERRAIN_TOKEN_NODE_TYPE:
    case TERRAIN_TOKEN_AXIS:
    case TERRAIN_TOKEN_AT:
    case TERRAIN_TOKEN_DOT:
    case TERRAIN_TOKEN_DOTS:
      return TRUE;
    case TERRAIN_TOKEN_END:
    case TERRAIN_TOKEN_NUMBER:
    case TERRAIN_TOKEN_LITERAL:
    case TERRAIN_TOKEN_OPERATOR:
    case TERRAIN_TOKEN_VARIABLE:
    case TERRAIN_TOKEN_FUNCTION:
    case TERRAIN_TOKEN_OPEN:
    case TERRAIN_TOKEN_CLOSE:
    case TERRAIN_TOKEN_OPEN_BRACKET:
    case TERRAIN_TOKEN_CLOSE_BRACKET:
    case TERRAIN_TOKEN_COMMA:
    case TERRAIN_TOKEN_SLASH:
    case TERRAIN_TOKEN_SLASHES:
    case TERRAIN_TOKEN_ERROR:
    default:
      return FALSE;
    }
}

static TerrainAst *
parse_location_path (Parser *self)
{
  g_autoptr (TerrainAst) path = terrain_ast_new (TERRAIN_AST_PATH, self->lexer.column);

  path->absolute = parser_at (self, TERRAIN_TOKEN_SLASH) || parser_at (self, TERRAIN_TOKEN_SLASHES);
  if (parser_at (self, TERRAIN_TOKEN_SLASH))
    {
      terrain_lexer_next (&self->lexer);
      /* "/" alone is the document. */
      if (self->lexer.error == NULL && !at_step (self) && !parser_at (self, TERRAIN_TOKEN_FUNCTION))
        return parser_finish (self, g_steal_pointer (&path));
    }
  else if (parser_at (self, TERRAIN_TOKEN_SLASHES))
    {
      append_descendants (path);
      terrain_lexer_next (&self->lexer);
    }
  if (!parse_steps (self, path))
    return NULL;
  return parser_finish (self, g_steal_pointer (&path));
}

static gboolean
parse_arguments (Parser     *self,
                 TerrainAst *call)
{
  if (!parser_take (self, TERRAIN_TOKEN_OPEN, "“(”"))
    return FALSE;
  if (parser_at (self, TERRAIN_TOKEN_CLOSE))
    {
      terrain_lexer_next (&self->lexer);
      return self->lexer.error == NULL;
    }
  for (;;)
    {
      TerrainAst *argument = parse_expression (self, 0);

      if (argument == NULL)
        return FALSE;
      append_ast (&call->children, &call->n_children, argument);
      if (!parser_at (self, TERRAIN_TOKEN_COMMA))
        return parser_take (self, TERRAIN_TOKEN_CLOSE, _("“,” or “)”"));
      terrain_lexer_next (&self->lexer);
    }
}

static gboolean
check_arity (Parser     *self,
             TerrainAst *call,
             const char *start)
{
  const TerrainFunction *function = call->function;

  if (call->n_children >= function->min
      && (function->max == TERRAIN_FUNCTION_NO_LIMIT || call->n_children <= function->max))
    return TRUE;
  if (function->min == function->max)
    terrain_lexer_fail (&self->lexer, start,
                        g_dngettext (GETTEXT_PACKAGE, "%s() takes %u argument, not %u.",
                                     "%s() takes %u arguments, not %u.", function->min),
                        function->name, function->min, call->n_children);
  else if (call->n_children < function->min)
    terrain_lexer_fail (&self->lexer, start,
                        g_dngettext (GETTEXT_PACKAGE, "%s() takes at least %u argument, not %u.",
                                     "%s() takes at least %u arguments, not %u.", function->min),
                        function->name, function->min, call->n_children);
  else
    terrain_lexer_fail (&self->lexer, start,
                        g_dngettext (GETTEXT_PACKAGE, "%s() takes at most %u argument, not %u.",
                                     "%s() takes at most %u arguments, not %u.", function->max),
                        function->name, function->max, call->n_children);
  return FALSE;
}

/* A prefix that the document gives to something else hides the function of that name. */
static gboolean
is_hidden (Parser     *self,
           const char *name)
{
  const char *colon = strchr (name, ':');
  g_autofree char *prefix = colon != NULL ? g_strndup (name, (gsize) (colon - name)) : NULL;
  const char *uri = prefix != NULL && self->prefixes != NULL ? self->prefixes (prefix, self->user_data) : NULL;

  return uri != NULL && strcmp (uri, "http://openrosa.org/javarosa") != 0;
}

TERRAIN_DEFINE_FUNCTION (eval_refused)
{
  g_set_error_literal (&eval->error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_XPATH, call->text);
  return FALSE;
}

/* Takes the lexer's error over into @call, whose arguments are to be read on from a token of @type. */
static void
postpone_error (Parser           *self,
                TerrainAst       *call,
                TerrainTokenType  type)
{
  static const TerrainFunction refused = { .name = "", .flags = TERRAIN_FUNCTION_ANY_TYPE, .eval = eval_refused };

  call->function = &refused;
  call->text = g_strdup (self->lexer.error->message);
  g_clear_error (&self->lexer.error);
  self->lexer.type = type;
}

static gboolean
find_function (Parser     *self,
               TerrainAst *call)
{
  const char *start = self->lexer.start;
  g_autofree char *name = g_strndup (start, self->lexer.length);

  call->function = terrain_function_find (name);
  if (call->function != NULL && !is_hidden (self, name))
    return TRUE;
  terrain_lexer_fail (&self->lexer, start, _("there is no function called “%s”."), name);
  if (self->lazy)
    postpone_error (self, call, TERRAIN_TOKEN_FUNCTION);
  return self->lazy;
}

static TerrainAst *
parse_call (Parser *self)
{
  g_autoptr (TerrainAst) call = terrain_ast_new (TERRAIN_AST_CALL, self->lexer.column);
  const char *start = self->lexer.start;
  TerrainTokenType type;

  if (!find_function (self, call))
    return NULL;
  terrain_lexer_next (&self->lexer);
  if (!parse_arguments (self, call))
    return NULL;
  type = self->lexer.type;
  if (call->text == NULL && !check_arity (self, call, start))
    {
      if (!self->lazy)
        return NULL;
      postpone_error (self, call, type);
    }
  return parser_finish (self, g_steal_pointer (&call));
}

/* A call of something that fails, where the expression is read lazily. */
static TerrainAst *
parse_variable (Parser *self)
{
  g_autoptr (TerrainAst) call = terrain_ast_new (TERRAIN_AST_CALL, self->lexer.column);

  terrain_lexer_fail (&self->lexer, self->lexer.start, _("variables (“$name”) cannot be used in forms."));
  if (!self->lazy)
    return NULL;
  postpone_error (self, call, TERRAIN_TOKEN_VARIABLE);
  terrain_lexer_next (&self->lexer);
  return parser_finish (self, g_steal_pointer (&call));
}

static TerrainAst *
parse_primary (Parser *self)
{
  g_autoptr (TerrainAst) primary = NULL;

  if (parser_at (self, TERRAIN_TOKEN_FUNCTION))
    return parse_call (self);
  if (parser_at (self, TERRAIN_TOKEN_VARIABLE))
    return parse_variable (self);
  if (parser_at (self, TERRAIN_TOKEN_OPEN))
    {
      terrain_lexer_next (&self->lexer);
      primary = parse_expression (self, 0);
      if (primary == NULL || !parser_take (self, TERRAIN_TOKEN_CLOSE, "“)”"))
        return NULL;
      return g_steal_pointer (&primary);
    }

  if (parser_at (self, TERRAIN_TOKEN_NUMBER))
    {
      primary = terrain_ast_new (TERRAIN_AST_NUMBER, self->lexer.column);
      primary->number = self->lexer.number;
    }
  else
    {
      primary = terrain_ast_new (TERRAIN_AST_LITERAL, self->lexer.column);
      primary->text = g_strndup (self->lexer.start + 1, self->lexer.length - 2);
    }
  terrain_lexer_next (&self->lexer);
  return parser_finish (self, g_steal_pointer (&primary));
}

/* A primary with predicates or steps behind it is a path that starts there. */
static TerrainAst *
parse_filter_path (Parser *self)
{
  g_autoptr (TerrainAst) path = NULL;
  TerrainAst *primary;
  int column = self->lexer.column;

  primary = parse_primary (self);
  if (primary == NULL)
    return NULL;
  if (!parser_at (self, TERRAIN_TOKEN_OPEN_BRACKET) && !parser_at (self, TERRAIN_TOKEN_SLASH)
      && !parser_at (self, TERRAIN_TOKEN_SLASHES))
    return primary;

  path = terrain_ast_new (TERRAIN_AST_PATH, column);
  path->start = primary;
  if (!parse_predicates (self, &path->start_predicates, &path->n_start_predicates))
    return NULL;
  if (parser_at (self, TERRAIN_TOKEN_SLASH) || parser_at (self, TERRAIN_TOKEN_SLASHES))
    {
      if (parser_at (self, TERRAIN_TOKEN_SLASHES))
        append_descendants (path);
      terrain_lexer_next (&self->lexer);
      if (!parse_steps (self, path))
        return NULL;
    }
  return parser_finish (self, g_steal_pointer (&path));
}

static TerrainAst *
parse_path (Parser *self)
{
  switch (self->lexer.type)
    {
    case TERRAIN_TOKEN_NUMBER:
    case TERRAIN_TOKEN_LITERAL:
    case TERRAIN_TOKEN_VARIABLE:
    case TERRAIN_TOKEN_FUNCTION:
    case TERRAIN_TOKEN_OPEN:
      return parse_filter_path (self);
    case TERRAIN_TOKEN_NAME:
    case TERRAIN_TOKEN_NODE_TYPE:
    case TERRAIN_TOKEN_AXIS:
    case TERRAIN_TOKEN_AT:
    case TERRAIN_TOKEN_DOT:
    case TERRAIN_TOKEN_DOTS:
    case TERRAIN_TOKEN_SLASH:
    case TERRAIN_TOKEN_SLASHES:
      return parse_location_path (self);
    case TERRAIN_TOKEN_END:
    case TERRAIN_TOKEN_OPERATOR:
    case TERRAIN_TOKEN_CLOSE:
    case TERRAIN_TOKEN_OPEN_BRACKET:
    case TERRAIN_TOKEN_CLOSE_BRACKET:
    case TERRAIN_TOKEN_COMMA:
    case TERRAIN_TOKEN_ERROR:
    default:
      parser_expected (self, _("a value or a path"));
      return NULL;
    }
}

/* Takes both. */
static TerrainAst *
new_binary (Parser         *self,
            TerrainAstKind  kind,
            int             column,
            TerrainAst     *left,
            TerrainAst     *right)
{
  TerrainAst *ast = terrain_ast_new (kind, column);

  append_ast (&ast->children, &ast->n_children, left);
  append_ast (&ast->children, &ast->n_children, right);
  return parser_finish (self, ast);
}

static TerrainAst *
parse_union (Parser *self)
{
  g_autoptr (TerrainAst) left = parse_path (self);

  while (left != NULL && parser_at (self, TERRAIN_TOKEN_OPERATOR) && self->lexer.op == TERRAIN_AST_UNION)
    {
      int column = self->lexer.column;
      TerrainAst *right;

      terrain_lexer_next (&self->lexer);
      right = parse_path (self);
      if (right == NULL)
        return NULL;
      left = new_binary (self, TERRAIN_AST_UNION, column, g_steal_pointer (&left), right);
    }
  return g_steal_pointer (&left);
}

static TerrainAst *
parse_unary (Parser *self)
{
  TerrainAst *operand;
  gboolean negate = FALSE;
  gboolean any = FALSE;
  int column = self->lexer.column;

  /* "----5": signs are counted, not nested; two of them still make a number. */
  while (parser_at (self, TERRAIN_TOKEN_OPERATOR) && self->lexer.op == TERRAIN_AST_SUBTRACT)
    {
      any = TRUE;
      negate = !negate;
      terrain_lexer_next (&self->lexer);
    }
  operand = parse_union (self);
  for (int i = any ? (negate ? 1 : 2) : 0; i > 0 && operand != NULL; i--)
    {
      TerrainAst *ast = terrain_ast_new (TERRAIN_AST_NEGATE, column);

      append_ast (&ast->children, &ast->n_children, operand);
      operand = parser_finish (self, ast);
    }
  return operand;
}

static int
precedence_of (TerrainAstKind op)
{
  switch (op)
    {
    case TERRAIN_AST_OR:
      return 1;
    case TERRAIN_AST_AND:
      return 2;
    case TERRAIN_AST_EQUAL:
    case TERRAIN_AST_NOT_EQUAL:
      return 3;
    case TERRAIN_AST_LESS:
    case TERRAIN_AST_LESS_EQUAL:
    case TERRAIN_AST_GREATER:
    case TERRAIN_AST_GREATER_EQUAL:
      return 4;
    case TERRAIN_AST_ADD:
    case TERRAIN_AST_SUBTRACT:
      return 5;
    case TERRAIN_AST_MULTIPLY:
    case TERRAIN_AST_DIVIDE:
    case TERRAIN_AST_MODULO:
      return 6;
    case TERRAIN_AST_NEGATE:
    case TERRAIN_AST_UNION:
    case TERRAIN_AST_NUMBER:
    case TERRAIN_AST_LITERAL:
    case TERRAIN_AST_CALL:
    case TERRAIN_AST_PATH:
    default:
      return 0;
    }
}

static TerrainAst *
parse_operators (Parser *self,
                 int     precedence)
{
  g_autoptr (TerrainAst) left = parse_unary (self);

  while (left != NULL && parser_at (self, TERRAIN_TOKEN_OPERATOR) && precedence_of (self->lexer.op) > precedence)
    {
      TerrainAstKind op = self->lexer.op;
      int column = self->lexer.column;
      TerrainAst *right;

      terrain_lexer_next (&self->lexer);
      right = parse_operators (self, precedence_of (op));
      if (right == NULL)
        return NULL;
      left = new_binary (self, op, column, g_steal_pointer (&left), right);
    }
  return g_steal_pointer (&left);
}

static TerrainAst *
parse_expression (Parser *self,
                  int     precedence)
{
  TerrainAst *ast;

  if (self->lexer.error != NULL)
    return NULL;
  if (++self->nesting > TERRAIN_XPATH_MAX_NESTING)
    {
      terrain_lexer_fail (&self->lexer, self->lexer.start, _("the expression is nested more than %d deep."),
                          TERRAIN_XPATH_MAX_NESTING);
      return NULL;
    }
  ast = parse_operators (self, precedence);
  self->nesting--;
  return ast;
}

TerrainAst *
terrain_xpath_parse (const char              *source,
                     gboolean                 lazy,
                     TerrainXPathPrefixFunc   prefixes,
                     gpointer                 user_data,
                     GError                 **error)
{
  Parser parser = { .prefixes = prefixes, .user_data = user_data, .lazy = lazy };
  g_autoptr (TerrainAst) ast = NULL;

  /* A form's text is always UTF-8; an expression from a command line need not be. */
  if (!g_utf8_validate (source, -1, NULL))
    {
      g_set_error_literal (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_XPATH,
                           _("The expression is not UTF-8 text."));
      return NULL;
    }
  terrain_lexer_init (&parser.lexer, source);
  terrain_lexer_next (&parser.lexer);
  ast = parse_expression (&parser, 0);
  if (ast != NULL && !parser_at (&parser, TERRAIN_TOKEN_END))
    parser_expected (&parser, _("an operator or the end"));
  if (parser.lexer.error != NULL)
    {
      g_propagate_error (error, parser.lexer.error);
      return NULL;
    }
  return g_steal_pointer (&ast);
}
