/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A condition as a person says it: statements about questions, joined by "and" and "or". What is not so is said of the
 * statements: nothing is negated as a whole but a comparison of size.
 */
typedef enum
{
  TERRAIN_PAPER_ALL,
  TERRAIN_PAPER_ANY,
  TERRAIN_PAPER_IS,
  TERRAIN_PAPER_IS_NOT,
  TERRAIN_PAPER_INCLUDES,
  TERRAIN_PAPER_INCLUDES_NOT,
  TERRAIN_PAPER_COMES_FROM,
  TERRAIN_PAPER_COMES_NOT_FROM,
  TERRAIN_PAPER_ANSWERED,
  TERRAIN_PAPER_NOT_ANSWERED,
  TERRAIN_PAPER_LESS,
  TERRAIN_PAPER_AT_MOST,
  TERRAIN_PAPER_MORE,
  TERRAIN_PAPER_AT_LEAST,
  TERRAIN_PAPER_DEPENDS, /* on the answers to @numbers: more cannot be said in words */
} TerrainPaperStatement;

/**
 * TerrainPaperClause:
 * @parts: (element-type TerrainPaperClause): of ALL and ANY
 * @subject: (nullable): what is said of: a question in quotes
 * @values: (element-type utf8): what it is compared with; any of them
 * @numbers: (element-type guint): of the questions that it is about, on this paper; in order, each once
 * @negated: of the comparisons of size, which have no other words for it: what is not answered is neither
 */
typedef struct
{
  TerrainPaperStatement statement;
  GPtrArray *parts;
  char *subject;
  GPtrArray *values;
  GArray *numbers;
  gboolean negated;
} TerrainPaperClause;

/* @subject: (transfer full) (nullable) */
TerrainPaperClause *terrain_paper_clause_new (TerrainPaperStatement statement, char *subject);
void terrain_paper_clause_free (TerrainPaperClause *self);
/* @value: (transfer full) */
void terrain_paper_clause_add_value (TerrainPaperClause *self, char *value);
/* 0 for none */
void terrain_paper_clause_add_number (TerrainPaperClause *self, guint number);
/* Of ALL and ANY. @part: (transfer full): what it can be said together with, it is */
void terrain_paper_clause_add_part (TerrainPaperClause *self, TerrainPaperClause *part);
/* Whether a part of it cannot be said but by what it depends on. */
gboolean terrain_paper_clause_depends (const TerrainPaperClause *self);
/* What stands after "if"; (transfer full) */
char *terrain_paper_clause_dup_words (const TerrainPaperClause *self);
/* The whole as a sentence that says no more than which questions decide; (transfer full) */
char *terrain_paper_clause_dup_questions (const TerrainPaperClause *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainPaperClause, terrain_paper_clause_free)

G_END_DECLS
