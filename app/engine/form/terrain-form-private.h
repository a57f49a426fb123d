/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-control.h"
#include "terrain-form-settings.h"
#include "terrain-form.h"
#include "terrain-xpath.h"

G_BEGIN_DECLS

/*
 * What a form is after parsing; read-only for everybody else. Three views of one thing:
 *
 *   instance (TerrainDocument)      the primary instance as written, its nodes pointing to their schema
 *   schema   (TerrainSchema tree)   one per place, whatever the number of repeat instances: binds live here
 *   body     (TerrainControl tree)  one per body element, pointing to its schema
 *
 * An interview copies the instance and works on the copy; schema and body are shared by all interviews.
 */
typedef struct _TerrainAction TerrainAction;
typedef struct _TerrainEdge TerrainEdge;
typedef struct _TerrainEntity TerrainEntity;
typedef struct _TerrainItemset TerrainItemset;
typedef struct _TerrainLabel TerrainLabel;
typedef struct _TerrainRule TerrainRule;
typedef struct _TerrainSchema TerrainSchema;
typedef struct _TerrainTemplate TerrainTemplate;
typedef struct _TerrainView TerrainView;

/* The forms of one label or hint (ODK itext: plain, long, short, guidance, image, audio, video, big-image), each an
 * index into the form's texts, -1 where not there. */
enum
{
  TERRAIN_LABEL_TEXT, /* long where written, else the plain one */
  TERRAIN_LABEL_SHORT,
  TERRAIN_LABEL_GUIDANCE,
  TERRAIN_LABEL_IMAGE,
  TERRAIN_LABEL_AUDIO,
  TERRAIN_LABEL_VIDEO,
  TERRAIN_LABEL_BIG_IMAGE,
  TERRAIN_LABEL_N_FORMS,
};

struct _TerrainLabel
{
  int texts[TERRAIN_LABEL_N_FORMS];
  TerrainXPath *itext_id; /* (nullable): the id is computed: jr:itext(expression) */
};

struct _TerrainSchema
{
  TerrainSchema *parent;
  GPtrArray *children; /* TerrainSchema, attributes included */
  guint index;         /* in the form's array of schemas, document order */
  const char *local;   /* interned, as in TerrainNode */
  const char *prefix;
  const char *uri;
  char *ref;           /* generic: "/data/person/age" */
  gboolean is_attribute;
  gboolean is_leaf;
  gboolean is_repeat;          /* the nodeset of a <repeat> */
  TerrainSchema *repeat_scope; /* the nearest repeat at or above; NULL outside repeats */
  TerrainNode *template_node;  /* repeats: what a new instance is copied from (engine-semantics, 10); in a document of
                                * the form's, unlinked from the instance */
  TerrainControl *control;     /* (nullable): the first body element bound here */
  int line;
  int bind_line;               /* of the first bind, 0 without one */

  /* bind; expressions are NULL where not written */
  TerrainDataType type;
  char *type_name; /* as written, NULL for none */
  TerrainXPath *relevant;
  TerrainXPath *required;
  TerrainXPath *readonly;
  TerrainXPath *calculate;
  TerrainXPath *constraint;
  TerrainLabel *constraint_message; /* (nullable) */
  TerrainLabel *required_message;   /* (nullable) */
  TerrainLabel *soft_message;       /* (nullable) */
  char *preload;
  char *preload_parameters;
  GHashTable *bind_attributes; /* (nullable): every attribute by qualified name as written, for what is not known here */

  GPtrArray *edges;   /* TerrainEdge: what to look at again when a value here, its relevance, or (repeats) the number of
                       * instances changes */
  GPtrArray *views;   /* TerrainView: texts and choices that read this place, for items that are shown */
  GPtrArray *actions; /* (nullable): TerrainAction that a change here starts (xforms-value-changed) */

  TerrainRule *calculation; /* (nullable): the rule of @calculate */
  TerrainSchema *next_homonym; /* (nullable): a sibling of the same local name in another namespace */
};

/*
 * One computed property of one place. Rules of a form are numbered in topological order: running the marked ones by
 * rising rank, each once, brings everything up to date.
 */
typedef enum
{
  TERRAIN_RULE_RELEVANT,
  TERRAIN_RULE_READONLY,
  TERRAIN_RULE_REQUIRED,
  TERRAIN_RULE_CALCULATE,
  TERRAIN_RULE_CONSTRAINT, /* never triggers others; last */
  /* jr:count of the repeat that is the target. Evaluated on the *parent* of the repeat (there may be no instance);
   * "../n" and "current()/../n" as authors write them are rewritten for that. Ranks after what it reads, as early as
   * that allows. Not part of the cycle check: "one more while the last answer is yes" reads the repeat it counts, so
   * instances that it makes may concern rules of a lower rank; run each count once a change and the rest again. */
  TERRAIN_RULE_COUNT,
} TerrainRuleKind;

/* A rule that @rule's reads; @own: in the reader's own instance, rather than in all. */
typedef struct
{
  TerrainRule *rule;
  gboolean own;
} TerrainRuleInput;

struct _TerrainRule
{
  TerrainRuleKind kind;
  TerrainSchema *target;
  TerrainXPath *expression;
  guint rank;            /* index in the form's array of rules */
  gboolean is_volatile;  /* holds now(), random(), uuid()…: run when a trigger changed, and at the start */
  gboolean uses_language; /* holds jr:choice-name(), jr:itext()…: run when the language changes, too */
  gboolean collective;    /* reads other instances of a repeat than its own */
  gboolean deferrable;    /* may wait until somebody looks (graph/terrain-deferral.c) */
  TerrainRuleInput *inputs; /* deferrable rules that a deferrable one reads */
  guint n_inputs;
};

/*
 * "A change at the schema that holds this edge concerns @rule". Which instances of the rule's target:
 * all those inside the same instance of @scope as the changed node; all in the record where @scope is NULL.
 *
 *   /data/r/x = ../y            scope = /data/r   (own instance only)
 *   /data/total = sum(/data/r/x) scope = NULL     (there is one target)
 *   /data/r/x = sum(../../r/y)  scope = NULL     (every instance)
 */
struct _TerrainEdge
{
  TerrainRule *rule;
  TerrainSchema *scope;
  gboolean position_only; /* reads only position(..) of the repeat: instances before the change are not concerned */
};

/*
 * What an interview can rely on:
 * - A path through a repeat has an edge at the repeat as well as at its end: sum(/data/r/x) is found from /data/r when
 *   an instance is added or removed, and from /data/r/x when an answer changes.
 * - When the relevance of a group flips, every place below it flips, too: look at the edges of its descendants.
 * - Every constraint has an edge from its own target, whether or not it says ".".
 * - Edges of a schema are in the order of their rules' ranks; a rule is there once, with the widest scope of its paths.
 */

/* What a UI shows that is computed: not part of the recalculation, looked at only where an item exists. */
typedef enum
{
  TERRAIN_VIEW_LABEL,
  TERRAIN_VIEW_HINT,
  TERRAIN_VIEW_MESSAGE,
  TERRAIN_VIEW_CHOICES,
} TerrainViewKind;

struct _TerrainView
{
  TerrainViewKind kind;
  TerrainControl *control;
  TerrainSchema *scope; /* as in TerrainEdge */
};

/* A text compiled: literal pieces and outputs in turn. */
struct _TerrainTemplate
{
  guint n_parts;
  struct
  {
    char *literal;        /* (nullable) */
    TerrainXPath *output; /* (nullable) */
  } *parts;
};

typedef struct
{
  char *value;
  TerrainLabel label;
} TerrainStaticChoice;

struct _TerrainItemset
{
  TerrainXPath *nodeset;      /* predicates included; without randomize() */
  gboolean randomize;
  TerrainXPath *seed;         /* (nullable) */
  TerrainXPath *value;        /* relative to an item */
  TerrainXPath *label;        /* relative to an item: the text itself, NULL with @label_itext */
  TerrainXPath *label_itext;  /* relative to an item: gives an itext id */
  const char *value_column;   /* interned: where @value is the plain name of a child, as in almost every form; else NULL */
  const char *label_column;   /* the same of @label */
  GArray *label_texts;        /* (nullable): texts of labels by itext that have outputs; NULL: any text may be one */
  char *source;               /* the nodeset as written, for messages */
  gboolean search;            /* rows stand for written choices, whose value and label name columns */
  gboolean columns_by_language; /* without @label: the column label, or one a language */
};

struct _TerrainControl
{
  TerrainControlKind kind;
  TerrainForm *form;        /* not owned */
  TerrainControl *parent;   /* NULL at the top of the body */
  GPtrArray *children;      /* TerrainControl */
  TerrainSchema *schema;    /* (nullable): groups need no reference */
  guint index;              /* in the form's array of controls, document order */
  char *element;            /* local name as written */
  TerrainLabel label;
  TerrainLabel hint;
  GHashTable *attributes;   /* (nullable): qualified name as written → value */
  GPtrArray *choices;       /* (nullable): TerrainStaticChoice */
  TerrainItemset *itemset;  /* (nullable) */
  TerrainXPath *count;      /* (nullable): jr:count of a repeat */
  gboolean no_add_remove;   /* jr:noAddRemove */
  int line;
};

enum
{
  TERRAIN_EVENT_FIRST_LOAD = 1 << 0,    /* odk-instance-first-load, xforms-ready */
  TERRAIN_EVENT_LOAD = 1 << 1,          /* odk-instance-load */
  TERRAIN_EVENT_NEW_REPEAT = 1 << 2,    /* odk-new-repeat, jr-insert */
  TERRAIN_EVENT_VALUE_CHANGED = 1 << 3, /* xforms-value-changed */
  TERRAIN_EVENT_REVALIDATE = 1 << 4,    /* xforms-revalidate */
};

/* A <setvalue>, or what asks the device: odk:setgeopoint, odk:recordaudio. */
struct _TerrainAction
{
  char *kind; /* the element's name: "setvalue"… */
  guint events;
  TerrainSchema *target;
  TerrainXPath *path;     /* (nullable): the target, where it is written with predicates; evaluated on @holder, else on
                           * the root */
  char *quality;          /* (nullable): of a recording */
  TerrainXPath *value;    /* (nullable) */
  char *literal;          /* (nullable): without @value */
  TerrainSchema *holder;  /* (nullable): the question or repeat it is nested in */
  int line;
};

struct _TerrainForm
{
  int ref_count; /* atomic */
  char *id;
  char *version;
  char *title;
  char *style;
  char *instance_id; /* (nullable): the id of the primary <instance>, should an expression say instance('it') */
  char **languages;
  char *default_language; /* "" for a form without itext */
  GHashTable *submission; /* attributes of <submission> by local name */
  TerrainDocument *instance;   /* the primary instance, pristine; templates taken out */
  TerrainDocument *repeats;    /* holds what the schemas' template_node point to */
  GHashTable *instances;       /* id → TerrainDocument (secondary, frozen) */
  GHashTable *external_lists;  /* set of the ids among them that stand for files */
  GHashTable *namespaces;      /* prefix → URI, for every expression */
  GPtrArray *schemas;          /* TerrainSchema by index; 0 is the root element */
  GPtrArray *controls;         /* TerrainControl by index */
  GPtrArray *body;             /* top-level TerrainControl */
  GPtrArray *rules;            /* TerrainRule by rank */
  GPtrArray *actions;          /* TerrainAction, document order */
  GPtrArray *texts;            /* TerrainText */
  GPtrArray *templates;        /* by language index (0 where no itext): GPtrArray of TerrainTemplate by text, NULL: missing */
  GHashTable *itext;           /* id → TerrainLabel */
  GHashTable *item_texts;      /* TerrainNode of a secondary instance's inline label → text index + 1 */
  GHashTable *schemas_by_ref;  /* generic ref → TerrainSchema */
  GHashTable *schemas_by_name; /* set of TerrainSchema by (parent, local name), see terrain-schema.c */
  GPtrArray *bindings;         /* TerrainBinding, owned here */
  TerrainAudit *audit;         /* (nullable) */
  char *entities_version;      /* (nullable) */
  GPtrArray *entities;         /* TerrainEntity: declarations, document order */
};

/* The language's template of a text: the language's own, else the default language's (per text). (nullable) */
TerrainTemplate *terrain_form_find_template (TerrainForm *self, const char *language, int text);
/* (nullable): NULL where the translation lacks it */
TerrainTemplate *terrain_translation_find_template (TerrainTranslation *self, int text);
TerrainSchema *terrain_form_find_schema (TerrainForm *self, const char *generic_ref);
/* Compiles with the form's namespaces, for expressions that come from outside (terrainctl). Without bindings: the form is
 * shared by then, and nothing in it may change. */
TerrainXPath *terrain_form_compile (TerrainForm *self, const char *expression, GError **error);

G_END_DECLS
