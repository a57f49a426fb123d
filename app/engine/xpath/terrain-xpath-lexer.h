/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-xpath-ast.h"

G_BEGIN_DECLS

typedef enum
{
  TERRAIN_TOKEN_END,
  TERRAIN_TOKEN_NUMBER,
  TERRAIN_TOKEN_LITERAL,
  TERRAIN_TOKEN_OPERATOR, /* @operator */
  TERRAIN_TOKEN_VARIABLE, /* $name, which a form cannot have */
  TERRAIN_TOKEN_NAME,     /* a step's name: QName, NCName:* or * */
  TERRAIN_TOKEN_FUNCTION, /* a name before "(" that is no node type */
  TERRAIN_TOKEN_NODE_TYPE,
  TERRAIN_TOKEN_AXIS,     /* a name before "::", which is consumed */
  TERRAIN_TOKEN_OPEN,
  TERRAIN_TOKEN_CLOSE,
  TERRAIN_TOKEN_OPEN_BRACKET,
  TERRAIN_TOKEN_CLOSE_BRACKET,
  TERRAIN_TOKEN_COMMA,
  TERRAIN_TOKEN_AT,
  TERRAIN_TOKEN_DOT,
  TERRAIN_TOKEN_DOTS,
  TERRAIN_TOKEN_SLASH,
  TERRAIN_TOKEN_SLASHES,
  TERRAIN_TOKEN_ERROR, /* the lexer's error is set */
} TerrainTokenType;

/*
 * TerrainLexer: one token at a time, each byte looked at a bounded number of times.
 * A name or "*" after an operand is an operator, elsewhere a name (XPath 1.0 section 3.7).
 */
typedef struct
{
  const char *source;
  const char *at;
  gboolean operand; /* the last token ended one */
  int column;       /* of @start, 1-based, in characters */
  GError *error;

  TerrainTokenType type;
  const char *start; /* of the token */
  gsize length;
  TerrainAstKind op;
  double number;
  /* names */
  const char *prefix; /* (nullable) */
  gsize prefix_length;
  const char *local;  /* NULL: any */
  gsize local_length;
} TerrainLexer;

void terrain_lexer_init (TerrainLexer *self, const char *source);
void terrain_lexer_next (TerrainLexer *self);
/* The current token as a message shows it. Returns: (transfer full) */
char *terrain_lexer_describe (const TerrainLexer *self);
void terrain_lexer_fail (TerrainLexer *self, const char *at, const char *format, ...) G_GNUC_PRINTF (3, 4);

G_END_DECLS
