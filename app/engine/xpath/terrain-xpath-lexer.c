/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-engine-error.h"
#include "terrain-number.h"
#include "terrain-xpath-lexer.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* NCName of Namespaces in XML; beyond ASCII every letter is taken, since libxml2 has checked the document's names. */
static gboolean
starts_name (char c)
{
  return g_ascii_isalpha (c) || c == '_' || (guchar) c >= 0x80;
}

static gboolean
continues_name (char c)
{
  return starts_name (c) || g_ascii_isdigit (c) || c == '-' || c == '.';
}

static const char *
skip_space (const char *at)
{
  while (is_space (*at))
    at++;
  return at;
}

static const char *
skip_name (const char *at)
{
  while (continues_name (*at))
    at++;
  return at;
}

void
terrain_lexer_init (TerrainLexer *self,
                    const char   *source)
{
  *self = (TerrainLexer) { .source = source, .at = source, .start = source, .column = 1 };
}

char *
terrain_lexer_describe (const TerrainLexer *self)
{
  glong characters;

  if (self->type == TERRAIN_TOKEN_END)
    return g_strdup (_("the end"));
  characters = g_utf8_strlen (self->start, (gssize) self->length);
  if (characters > 30)
    {
      g_autofree char *head = g_utf8_substring (self->start, 0, 30);

      return g_strdup_printf ("“%s…”", head);
    }
  return g_strdup_printf ("“%.*s”", (int) self->length, self->start);
}

void
terrain_lexer_fail (TerrainLexer *self,
                    const char   *at,
                    const char   *format,
                    ...)
{
  va_list arguments;
  g_autofree char *what = NULL;

  if (self->error != NULL)
    return;
  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  self->type = TERRAIN_TOKEN_ERROR;
  g_set_error (&self->error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_XPATH, _("Column %d: %s"),
               (int) g_utf8_strlen (self->source, at - self->source) + 1, what);
}

static void
take (TerrainLexer    *self,
      TerrainTokenType type,
      const char      *end,
      gboolean         operand)
{
  self->type = type;
  self->length = (gsize) (end - self->start);
  self->at = end;
  self->operand = operand;
}

static void
take_operator (TerrainLexer  *self,
               TerrainAstKind op,
               gsize          length)
{
  self->op = op;
  take (self, TERRAIN_TOKEN_OPERATOR, self->start + length, FALSE);
}

/* "1.5e-12", as XPath 2.0 and scripts write numbers; after a number no name can follow, so nothing else is meant. */
static const char *
read_exponent (const char *at,
               double     *number)
{
  const char *digits = at + 1;

  if (*at != 'e' && *at != 'E')
    return at;
  if (*digits == '-' || *digits == '+')
    digits++;
  if (!g_ascii_isdigit (*digits))
    return at;
  *number *= pow (10, (double) g_ascii_strtoll (at + 1, NULL, 10));
  while (g_ascii_isdigit (*digits))
    digits++;
  return digits;
}

static void
read_number (TerrainLexer *self)
{
  const char *end = self->start;
  g_autofree char *text = NULL;

  while (g_ascii_isdigit (*end))
    end++;
  if (*end == '.')
    for (end++; g_ascii_isdigit (*end); end++)
      ;
  text = g_strndup (self->start, (gsize) (end - self->start));
  self->number = terrain_number_parse (text);
  end = read_exponent (end, &self->number);
  take (self, TERRAIN_TOKEN_NUMBER, end, TRUE);
}

static void
read_literal (TerrainLexer *self)
{
  const char *end = strchr (self->start + 1, *self->start);

  if (end == NULL)
    {
      terrain_lexer_fail (self, self->start, _("this text has no closing %s."), *self->start == '"' ? "\"" : "'");
      return;
    }
  take (self, TERRAIN_TOKEN_LITERAL, end + 1, TRUE);
}

static gboolean
is_node_type (const char *name,
              gsize       length)
{
  static const char *const types[] = { "node", "text", "comment", "processing-instruction" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (strlen (types[i]) == length && strncmp (types[i], name, length) == 0)
        return TRUE;
    }
  return FALSE;
}

/* A name where an operand may begin: part of a step, a function, a node type or an axis. */
static void
read_name (TerrainLexer *self)
{
  const char *end = skip_name (self->start);
  const char *after;

  self->prefix = NULL;
  self->local = self->start;
  self->local_length = (gsize) (end - self->start);
  if (end[0] == ':' && end[1] != ':' && (starts_name (end[1]) || end[1] == '*'))
    {
      self->prefix = self->start;
      self->prefix_length = self->local_length;
      self->local = end + 1;
      end = end[1] == '*' ? end + 2 : skip_name (end + 1);
      self->local_length = (gsize) (end - self->local);
      if (*self->local == '*')
        self->local = NULL;
    }

  after = skip_space (end);
  if (after[0] == ':' && after[1] == ':' && self->prefix == NULL)
    take (self, TERRAIN_TOKEN_AXIS, after + 2, FALSE);
  else if (*after == '(' && self->local != NULL)
    take (self,
          self->prefix == NULL && is_node_type (self->local, self->local_length) ? TERRAIN_TOKEN_NODE_TYPE
                                                                                : TERRAIN_TOKEN_FUNCTION,
          end, FALSE);
  else
    take (self, TERRAIN_TOKEN_NAME, end, TRUE);
}

static void
read_variable (TerrainLexer *self)
{
  const char *end = skip_name (self->start + 1);

  if (*end == ':' && starts_name (end[1]))
    end = skip_name (end + 1);
  if (!starts_name (self->start[1]))
    terrain_lexer_fail (self, self->start, _("“%.*s” has no meaning here."), 1, self->start);
  else
    take (self, TERRAIN_TOKEN_VARIABLE, end, TRUE);
}

/* A name after an operand can only be one of these; "3mod4" needs no space, "divseparate" is one "div". */
static void
read_named_operator (TerrainLexer *self)
{
  static const struct { const char *name; TerrainAstKind op; } operators[] = {
    { "and", TERRAIN_AST_AND }, { "or", TERRAIN_AST_OR }, { "mod", TERRAIN_AST_MODULO }, { "div", TERRAIN_AST_DIVIDE },
  };
  gsize length = (gsize) (skip_name (self->start) - self->start);

  for (gsize i = 0; i < G_N_ELEMENTS (operators); i++)
    {
      if (g_str_has_prefix (self->start, operators[i].name))
        {
          take_operator (self, operators[i].op, strlen (operators[i].name));
          return;
        }
    }
  self->length = length;
  terrain_lexer_fail (self, self->start, _("expected an operator such as “and”, found “%.*s”."),
                      (int) MIN (length, 40), self->start);
}

static gboolean
read_symbol (TerrainLexer *self)
{
  const char *at = self->start;
  char next = at[0] != '\0' ? at[1] : '\0';

  switch (at[0])
    {
    case '(': take (self, TERRAIN_TOKEN_OPEN, at + 1, FALSE); return TRUE;
    case ')': take (self, TERRAIN_TOKEN_CLOSE, at + 1, TRUE); return TRUE;
    case '[': take (self, TERRAIN_TOKEN_OPEN_BRACKET, at + 1, FALSE); return TRUE;
    case ']': take (self, TERRAIN_TOKEN_CLOSE_BRACKET, at + 1, TRUE); return TRUE;
    case ',': take (self, TERRAIN_TOKEN_COMMA, at + 1, FALSE); return TRUE;
    case '@': take (self, TERRAIN_TOKEN_AT, at + 1, FALSE); return TRUE;
    case '|': take_operator (self, TERRAIN_AST_UNION, 1); return TRUE;
    case '+': take_operator (self, TERRAIN_AST_ADD, 1); return TRUE;
    case '-': take_operator (self, TERRAIN_AST_SUBTRACT, 1); return TRUE;
    case '=': take_operator (self, TERRAIN_AST_EQUAL, 1); return TRUE;
    case '<': take_operator (self, next == '=' ? TERRAIN_AST_LESS_EQUAL : TERRAIN_AST_LESS, next == '=' ? 2 : 1); return TRUE;
    case '>': take_operator (self, next == '=' ? TERRAIN_AST_GREATER_EQUAL : TERRAIN_AST_GREATER, next == '=' ? 2 : 1); return TRUE;
    case '/':
      if (next == '/')
        take (self, TERRAIN_TOKEN_SLASHES, at + 2, FALSE);
      else
        take (self, TERRAIN_TOKEN_SLASH, at + 1, FALSE);
      return TRUE;
    case '!':
      if (next != '=')
        return FALSE;
      take_operator (self, TERRAIN_AST_NOT_EQUAL, 2);
      return TRUE;
    case '.':
      if (next == '.')
        take (self, TERRAIN_TOKEN_DOTS, at + 2, TRUE);
      else
        take (self, TERRAIN_TOKEN_DOT, at + 1, TRUE);
      return TRUE;
    default:
      return FALSE;
    }
}

void
terrain_lexer_next (TerrainLexer *self)
{
  if (self->error != NULL)
    return;
  self->at = skip_space (self->at);
  self->column += (int) g_utf8_strlen (self->start, self->at - self->start);
  self->start = self->at;
  self->length = 1;

  if (*self->at == '\0')
    {
      self->length = 0;
      take (self, TERRAIN_TOKEN_END, self->at, FALSE);
    }
  else if (g_ascii_isdigit (*self->at) || (*self->at == '.' && g_ascii_isdigit (self->at[1])))
    {
      read_number (self);
    }
  else if (*self->at == '"' || *self->at == '\'')
    {
      read_literal (self);
    }
  else if (*self->at == '*')
    {
      if (self->operand)
        {
          take_operator (self, TERRAIN_AST_MULTIPLY, 1);
          return;
        }
      self->prefix = NULL;
      self->local = NULL;
      take (self, TERRAIN_TOKEN_NAME, self->at + 1, TRUE);
    }
  else if (starts_name (*self->at))
    {
      if (self->operand)
        read_named_operator (self);
      else
        read_name (self);
    }
  else if (*self->at == '$')
    {
      read_variable (self);
    }
  else if (!read_symbol (self))
    {
      self->length = (gsize) (g_utf8_next_char (self->start) - self->start);
      terrain_lexer_fail (self, self->start, _("“%.*s” has no meaning here."), (int) self->length, self->start);
    }
}
