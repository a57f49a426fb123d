/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The text of an expression that has been found right, looked at for what people write. Nothing here evaluates. */

typedef enum
{
  TERRAIN_PAPER_OPERATOR_NONE,
  TERRAIN_PAPER_OPERATOR_EQUAL,
  TERRAIN_PAPER_OPERATOR_UNEQUAL,
  TERRAIN_PAPER_OPERATOR_LESS,
  TERRAIN_PAPER_OPERATOR_AT_MOST,
  TERRAIN_PAPER_OPERATOR_MORE,
  TERRAIN_PAPER_OPERATOR_AT_LEAST,
} TerrainPaperOperator;

/* 'text', "text", a number. (transfer full) (nullable) */
char *terrain_paper_expression_dup_literal (const char *source);
/* A path to a node and nothing else: /data/a, ../a, current()/../a, . */
gboolean terrain_paper_expression_is_path (const char *source);
/* The one comparison outside of brackets and quotes, cut in two. @left, @right: (out) (transfer full) */
TerrainPaperOperator terrain_paper_expression_split (const char *source, char **left, char **right);
/* The same with its sides changed. */
TerrainPaperOperator terrain_paper_operator_turn (TerrainPaperOperator self);
const char *terrain_paper_operator_get_text (TerrainPaperOperator self);
/* Whether it holds for two literals. */
gboolean terrain_paper_operator_holds (TerrainPaperOperator self, const char *left, const char *right);
/* What @source, a call of @function and nothing else, is given. (transfer full) (nullable) (element-type utf8) */
GPtrArray *terrain_paper_expression_list_arguments (const char *source, const char *function);
/* The expression under which "if(…)", one within the other, is a value that compares so; (transfer full) (nullable): %NULL
 * where it is another thing, or is so never */
char *terrain_paper_expression_dup_branches (const char *source, TerrainPaperOperator operator, const char *literal);
/* A list that is put together of "if(CONDITION, 'word ', '')": the conditions by their words. (transfer full) (nullable):
 * %NULL where it is another thing */
GHashTable *terrain_paper_expression_list_words (const char *source);

G_END_DECLS
