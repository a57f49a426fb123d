/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-form-parser-private.h"
#include "terrain-xpath-ast.h"

G_BEGIN_DECLS

/*
 * A place that a path may lead to: a schema, and how far down the way there is the context's own.
 * @anchor is the deepest ancestor-or-self of both the place and the context that is the same *node* for both; NULL:
 * nothing but the document.
 */
typedef struct
{
  TerrainSchema *schema; /* the resolver's document stands for the root node */
  TerrainSchema *anchor;
} TerrainPlace;

/* A place that an expression reads. */
typedef struct
{
  TerrainSchema *schema;
  TerrainSchema *scope;   /* as in TerrainEdge */
  gboolean position_only;
  gboolean only_once;     /* read inside once() alone */
} TerrainRead;

/*
 * Resolves the paths of expressions to schemas. One a form: its tables are as large as the form.
 */
typedef struct _TerrainResolver TerrainResolver;

TerrainResolver *terrain_resolver_new (TerrainForm *form);
void terrain_resolver_free (TerrainResolver *self);
/*
 * What @xpath reads when evaluated on @context (NULL: unknown, then only absolute paths lead somewhere), each schema
 * once with the widest scope. With @bind, bindings are set in its AST.
 * Returns: (transfer none): TerrainRead, until the next call. *complete is FALSE where the expression is too
 * involved to be followed.
 */
GArray *terrain_resolver_read (TerrainResolver *self, TerrainXPath *xpath, TerrainSchema *context, gboolean bind,
                               gboolean *complete);
/* The same for expressions relative to what the last terrain_resolver_read() returned as its nodeset. */
GArray *terrain_resolver_read_items (TerrainResolver *self, TerrainXPath *nodeset, TerrainSchema *context,
                                     TerrainXPath *const *relative, guint n_relative, gboolean *complete);

/* The binding of @path, whose target is @target; NULL where it has none. terrain-binding.c */
gpointer terrain_binding_new (TerrainForm *form, TerrainAst *path, TerrainSchema *item, TerrainSchema *context,
                              const TerrainPlace *target);

/* Builds rules, edges, ranks and views from the noted expressions; reports cycles. */
void terrain_graph_build (TerrainFormParser *parser);
/* terrain-views.c */
void terrain_views_build (TerrainFormParser *parser, TerrainResolver *resolver);
/* Which rules may wait; after the views. terrain-deferral.c */
void terrain_deferral_build (TerrainForm *form);

/*
 * Ranking: rules wait for the places they read. Of a place, the relevance waits for its own rule and the place around
 * it, the value for the relevance and the calculates.
 */
typedef struct
{
  GPtrArray *calculates; /* (nullable): rule indexes */
  GPtrArray *relevants;  /* (nullable): rule indexes */
  GPtrArray *readers;    /* (nullable): rule indexes */
  guint relevance_waits;
  guint value_waits;
  gboolean relevance_done;
  gboolean value_done;
} TerrainRankedPlace;

typedef struct
{
  TerrainFormParser *parser;
  GPtrArray *rules;           /* TerrainRule, document order of the binds */
  GArray *lines;              /* by rule: where it is written */
  GPtrArray *reads;           /* by rule: GPtrArray of TerrainSchema */
  TerrainRankedPlace *places; /* by schema */
  guint *rule_waits;          /* by rule: how many places it still waits for */
  gboolean *rule_done;
} TerrainRanking;

/* Gives ranks and fills form->rules; the rules of cycles are reported. terrain-ranking.c */
void terrain_ranking_run (TerrainRanking *self);
/* The rules of one cycle among those not done. terrain-cycle.c
 * Returns: (transfer full): rule indexes, in the order of the cycle */
GArray *terrain_ranking_find_cycle (TerrainRanking *self);
void terrain_ranking_report_cycle (TerrainRanking *self, GArray *cycle);

G_END_DECLS
