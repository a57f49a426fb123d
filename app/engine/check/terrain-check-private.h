/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-form-check.h"
#include "terrain-node-private.h"
#include "terrain-resolver-private.h"
#include "terrain-schema-private.h"

G_BEGIN_DECLS

/* What a value is, as far as the form alone tells. */
typedef enum
{
  TERRAIN_CHECK_ANY,     /* cannot be told */
  TERRAIN_CHECK_NUMBER,
  TERRAIN_CHECK_TEXT,    /* typed in freely */
  TERRAIN_CHECK_BOOLEAN,
  TERRAIN_CHECK_DATE,    /* with or without a time */
  TERRAIN_CHECK_PLACE,   /* points, lines, areas */
  TERRAIN_CHECK_CHOICE,  /* of a select, or of a trigger */
} TerrainCheckType;

typedef struct
{
  TerrainCheckType type;
  TerrainSchema *schema; /* (nullable): the one place whose value it is */
} TerrainCheckValue;

/* Where a path leads: places of the record, or nodes of a list. */
typedef struct
{
  GArray *places;     /* (nullable): TerrainPlace */
  GPtrArray *nodes;   /* (nullable): TerrainNode of a list, the first ones of many */
  const char *list;   /* (nullable): the id of that list */
  gboolean unknown;   /* cannot be told */
  gboolean filtered;  /* a predicate chooses among them */
} TerrainCheckTarget;

/* Whether one value is asked for, or all there are. */
typedef enum
{
  TERRAIN_CHECK_ONE,
  TERRAIN_CHECK_COMPARED, /* one, but any of them may match */
  TERRAIN_CHECK_ALL,
} TerrainCheckUse;

/* The values a question can have; @values is a set. */
typedef struct
{
  GHashTable *values;
  gboolean known;   /* FALSE where others may come: calculated, set by an action, a list beside the form */
  gboolean numeric; /* any of them is a number */
} TerrainCheckChoices;

/* One check of one form; the second half is about the expression looked at. */
typedef struct
{
  TerrainForm *form;
  GPtrArray *issues;
  TerrainResolver *resolver;
  GHashTable *choices;     /* TerrainSchema → TerrainCheckChoices */
  GHashTable *controls;    /* TerrainSchema → GPtrArray of its TerrainControl that offer choices */
  GHashTable *set_by_action; /* set of TerrainSchema */
  gboolean *never;         /* by schema: nobody is ever asked it */

  TerrainSchema *context;
  const char *what;        /* "“relevant” of /data/a" */
  const char *ref;
  int line;
  GHashTable *contextual;  /* set of TerrainSchema: repeats of which it was said that absolute paths stay inside */
  GHashTable *said;        /* what was said of this expression: one sentence is enough */
} TerrainCheck;

#define terrain_check_warn(self, code, ref, line, ...) \
  terrain_issue_list_add ((self)->issues, TERRAIN_ISSUE_WARNING, (code), (ref), (line), __VA_ARGS__)

/* Whether @code about @detail is said of the current expression for the first time. */
gboolean terrain_check_is_new (TerrainCheck *self, const char *code, const char *detail);

/* terrain-check-path.c */
void terrain_check_target_clear (TerrainCheckTarget *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TerrainCheckTarget, terrain_check_target_clear)
void terrain_check_target_init_context (TerrainCheckTarget *self, TerrainSchema *context);
/* Follows @path from @item, checking its predicates and complaining where it leads nowhere. */
void terrain_check_follow (TerrainCheck *self, TerrainAst *path, const TerrainCheckTarget *item,
                           TerrainCheckTarget *target);
/* A path in a text, as jr:choice-name() takes it. */
void terrain_check_path_text (TerrainCheck *self, TerrainAst *literal);
/* The columns that a pulldata() names. */
void terrain_check_columns (TerrainCheck *self, TerrainAst *call);
/* The one schema a target is; NULL for several, none or a list. */
TerrainSchema *terrain_check_target_get_schema (const TerrainCheckTarget *self);
/* Complains where one value is asked for and @target may be many. */
void terrain_check_one (TerrainCheck *self, const TerrainCheckTarget *target, TerrainCheckUse use);
/* Complains where all are asked for and @target is the own instance's alone. @name: the function */
void terrain_check_all (TerrainCheck *self, const TerrainCheckTarget *target, const char *name);
/* Says once a repeat that an absolute path stays inside of the context's own instance. */
void terrain_check_contextual (TerrainCheck *self, const TerrainCheckTarget *target);

/* terrain-check-expression.c */
TerrainCheckValue terrain_check_walk (TerrainCheck *self, TerrainAst *ast, const TerrainCheckTarget *item,
                                      TerrainCheckUse use);
/* @what: as in TerrainCheck; @item: (nullable): what it is evaluated on, @context by default */
void terrain_check_expression (TerrainCheck *self, TerrainXPath *xpath, TerrainSchema *context, const char *what,
                               const char *ref, int line, TerrainCheckUse use);

/* terrain-check-values.c */
TerrainCheckType terrain_check_type_of (TerrainSchema *schema);
void terrain_check_comparison (TerrainCheck *self, TerrainAst *ast, TerrainCheckValue left, TerrainCheckValue right);
void terrain_check_operand (TerrainCheck *self, TerrainAst *ast, TerrainCheckValue value);
void terrain_check_selected (TerrainCheck *self, TerrainAst *literal, TerrainSchema *schema);
void terrain_check_date_argument (TerrainCheck *self, TerrainAst *literal, const char *function);
gboolean terrain_check_is_number (const char *text);

/* terrain-check-choices.c */
void terrain_check_choices_prepare (TerrainCheck *self);
void terrain_check_choices_free (TerrainCheckChoices *self);
TerrainCheckChoices *terrain_check_get_choices (TerrainCheck *self, TerrainSchema *schema);
/* Whether @literal (a literal or a number) can be the value of @schema; TRUE where it cannot be told. */
gboolean terrain_check_is_possible (TerrainCheck *self, TerrainSchema *schema, const TerrainAst *literal);
/* Collect's older ways to choices that are not in the form: query="…" and search(). */
gboolean terrain_check_is_searched (TerrainControl *control);
void terrain_check_lists (TerrainCheck *self);

/* terrain-check-reach.c */
void terrain_check_reach (TerrainCheck *self);

/* terrain-check-sensitive.c */
void terrain_check_sensitive (TerrainCheck *self);

/* terrain-check-texts.c */
void terrain_check_texts (TerrainCheck *self);

G_END_DECLS
