/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-graph-private.h"

G_BEGIN_DECLS

/* What becomes of the places a path leads to. */
typedef enum
{
  TERRAIN_PURPOSE_VALUE,    /* their text counts */
  TERRAIN_PURPOSE_NODES,    /* whether and how many there are */
  TERRAIN_PURPOSE_POSITION, /* position(…) */
  TERRAIN_PURPOSE_START,    /* a longer path goes on from there */
} TerrainPurpose;

struct _TerrainResolver
{
  TerrainForm *form;
  TerrainSchema document; /* stands for the root node; its index is the number of schemas */
  TerrainSchema *context; /* (nullable): what the expression is evaluated on */
  GPtrArray *chain;       /* from the root element down to the context */
  gboolean bind;
  GArray *reads;          /* TerrainRead, each schema once */
  guint *read_stamps;     /* by schema: met in this expression when equal to @read_stamp … */
  guint *read_slots;      /* … and where in @reads */
  guint read_stamp;
  guint *stamps;          /* the same for the places of one step */
  guint *slots;
  guint stamp;
  guint once_depth;       /* inside once() */
  guint unbound_depth;    /* inside arguments that are walked in a way of their own */
  guint work;
  gboolean overflow;
};

/* Returns: (transfer full): TerrainPlace; empty for what is no nodeset of the primary instance */
GArray *terrain_resolver_resolve (TerrainResolver *self, TerrainAst *ast, GArray *item, TerrainPurpose purpose);
/* Before taking single steps for an expression on @context (nullable), as the calls that read do themselves. */
void terrain_resolver_begin (TerrainResolver *self, TerrainSchema *context);
/* One step without its predicates from each of @from, each place once in @to. @own: (nullable): the place at this
 * depth that the context is inside of. */
void terrain_resolver_step (TerrainResolver *self, const TerrainAstStep *step, GArray *from, TerrainSchema *own,
                            GArray *to);
/* Counts one place; FALSE when there were too many. */
gboolean terrain_resolver_spend (TerrainResolver *self);

G_END_DECLS
