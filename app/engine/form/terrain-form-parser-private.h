/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-form-private.h"
#include "terrain-issue.h"
#include "terrain-node-private.h"
#include "terrain-schema-private.h"
#include "terrain-template-private.h"

G_BEGIN_DECLS

#define TERRAIN_URI_XFORMS "http://www.w3.org/2002/xforms"
#define TERRAIN_URI_JAVAROSA "http://openrosa.org/javarosa"
#define TERRAIN_URI_OPENROSA "http://openrosa.org/xforms"
#define TERRAIN_URI_ODK "http://www.opendatakit.org/xforms"
#define TERRAIN_URI_EVENTS "http://www.w3.org/2001/xml-events"

/*
 * The parser goes through the file in the order of what needs what, whatever the order written:
 *
 *   sections ─► instances, schema ─► itext ─► binds ─► body ─► repeats, templates ─► actions ─► texts ─► graph
 *
 * Expressions are compiled as they are met and noted; what they read is looked at once all repeats are known.
 */
typedef enum
{
  TERRAIN_USE_RULE,    /* a computed property: edges and a rank */
  TERRAIN_USE_VIEW,    /* shown by a control */
  TERRAIN_USE_VALUE,   /* evaluated when something happens (actions): bound to the schema, nothing follows from it */
  TERRAIN_USE_SHARED,  /* an output of a text that many places may show: no context of its own */
  TERRAIN_USE_ITEM,    /* relative to an item of @itemset */
} TerrainUse;

typedef struct
{
  TerrainUse use;
  TerrainXPath *xpath;
  TerrainSchema *context;  /* what it is evaluated on; NULL for shared and item */
  TerrainSchema *target;   /* rules: whose property */
  TerrainRuleKind kind;    /* rules */
  TerrainControl *control; /* views */
  TerrainViewKind view;    /* views */
  TerrainItemset *itemset; /* views of choices, items */
  int line;
} TerrainExpression;

typedef struct _TerrainItext TerrainItext;

typedef struct
{
  TerrainForm *form;
  GPtrArray *issues;
  TerrainDocument *document; /* the file */
  TerrainNode *model;
  TerrainNode *body;         /* (nullable) */
  TerrainSourceFunc source;
  gpointer source_data;
  GPtrArray *expressions;    /* TerrainExpression */
  GHashTable *constants;     /* source → TerrainXPath without paths: "true()" is compiled once */
  GHashTable *binds_by_id;   /* id of a <bind> → TerrainSchema */
  GHashTable *messages;      /* TerrainSchema → its messages, until they are read */
  GPtrArray *first_nodes;    /* by schema: the first TerrainNode there, in the instance or in a template */
  GHashTable *external;      /* id of an instance with src → its TerrainNode in the file */
  GHashTable *used_instances;/* ids that expressions name */
  gboolean uses_any_instance;/* an instance's id is computed */
  GHashTable *itext;         /* id → TerrainItext */
  GPtrArray *itext_order;    /* the same, in file order */
  guint default_language;
  GHashTable *contexts;      /* contexts of texts so far */
  GHashTable *lists;         /* "instance/label child" whose items have their texts → those with outputs */
  GPtrArray *save_tos;       /* TerrainSaveTo: binds with entities:saveto */
  GPtrArray *itemset_lists;  /* ids of lists in itemsets.csv that queries name */
  GPtrArray *searched_files; /* names of CSV files that search() names */
  guint n_groups;            /* groups without reference met so far */
} TerrainFormParser;

#define terrain_parser_error(parser, code, ref, line, ...) \
  terrain_issue_list_add ((parser)->issues, TERRAIN_ISSUE_ERROR, (code), (ref), (line), __VA_ARGS__)
#define terrain_parser_warning(parser, code, ref, line, ...) \
  terrain_issue_list_add ((parser)->issues, TERRAIN_ISSUE_WARNING, (code), (ref), (line), __VA_ARGS__)

/* terrain-form-elements.c: reading the file's tree */
gboolean terrain_element_is (TerrainNode *node, const char *local);
TerrainNode *terrain_element_first (TerrainNode *parent, const char *local);
TerrainNode *terrain_element_next (TerrainNode *node, const char *local);
/* An attribute by local name, in @uri where it is there, else in none. */
const char *terrain_element_get (TerrainNode *node, const char *local, const char *uri);
/* Every attribute by its name as written. NULL where there are none. */
GHashTable *terrain_element_dup_attributes (TerrainNode *node);
/* Declared namespaces, from here down to the primary instance. */
void terrain_parser_collect_namespaces (TerrainFormParser *self, TerrainNode *node);

/* terrain-form-instance.c */
gboolean terrain_parser_read_instances (TerrainFormParser *self);
void terrain_parser_finish_repeats (TerrainFormParser *self);
/* terrain-form-secondary.c */
void terrain_parser_read_secondary (TerrainFormParser *self, TerrainNode *primary);
void terrain_parser_load_external (TerrainFormParser *self);
/* A copy of @root as an instance: leaves have values, layout is gone. */
TerrainDocument *terrain_parser_copy_instance (TerrainNode *root);
char *terrain_element_dup_text (TerrainNode *node);

/* terrain-form-bind.c */
void terrain_parser_read_binds (TerrainFormParser *self);
/* Reads the messages of @schema, once. */
void terrain_parser_read_messages (TerrainFormParser *self, TerrainSchema *schema);

/* terrain-form-itext.c, terrain-form-texts.c */
void terrain_parser_read_itext (TerrainFormParser *self);
/* Gives the texts of itext @id, called @context and @role where they have no name yet, to @label (nullable). FALSE
 * where there is no such id. */
gboolean terrain_parser_use_itext (TerrainFormParser *self, const char *id, const char *context, const char *role,
                                   TerrainLabel *label);
/* Complains where @id, used by @what, is not there in the default language or another. */
void terrain_parser_check_itext (TerrainFormParser *self, const char *id, const char *ref, int line);
/* Names what nothing refers to, and makes the form's table of itext. */
void terrain_parser_finish_itext (TerrainFormParser *self);
/* One text in the default language. Takes @text. -1 for an empty one. */
int terrain_parser_add_text (TerrainFormParser *self, const char *context, const char *role, TerrainTemplate *text,
                             int line);
/* One text; @texts by language, taken. */
int terrain_parser_add_texts (TerrainFormParser *self, const char *context, const char *role, TerrainTemplate **texts,
                              int line);
/* Makes of a <label>, <hint> or <value> element a label: inline, jr:itext('id') or jr:itext(expression). */
void terrain_parser_read_label (TerrainFormParser *self, TerrainNode *node, const char *context, const char *role,
                                TerrainSchema *schema, TerrainControl *control, TerrainViewKind view,
                                TerrainLabel *label);
/* The same for the text of an attribute. NULL for none. */
TerrainLabel *terrain_parser_read_message (TerrainFormParser *self, const char *text, TerrainSchema *schema,
                                           const char *role, int line);
/* What is inside jr:itext(…) of @ref: a literal's text in *id, or an expression in *expression. */
gboolean terrain_parse_itext_call (const char *ref, char **id, char **expression);
void terrain_itext_free (TerrainItext *self);

/* terrain-form-mend.c */
GBytes *terrain_form_mend (GBytes *xml, GArray **lines);

/* terrain-form-expression.c */
/* Compiles; an error becomes an issue that calls the expression @what ("relevant of /data/a") and NULL is returned.
 * Returns: (transfer full) */
TerrainXPath *terrain_parser_compile (TerrainFormParser *self, const char *expression, const char *ref, int line,
                                      const char *what);
TerrainExpression *terrain_parser_note (TerrainFormParser *self, TerrainUse use, TerrainXPath *xpath,
                                        TerrainSchema *context, int line);
void terrain_expression_free (TerrainExpression *self);
TerrainXPath *terrain_parser_compile_output (const char *expression, int line, gpointer parser, GError **error);
TerrainXPath *terrain_parser_compile_count (TerrainFormParser *self, const char *expression, TerrainSchema *repeat,
                                            int line);

/* terrain-form-body.c, terrain-form-items.c, terrain-form-action.c */
void terrain_parser_read_body (TerrainFormParser *self);
void terrain_parser_read_choices (TerrainFormParser *self, TerrainControl *control, TerrainNode *node,
                                  TerrainSchema *context);
gboolean terrain_parser_read_action (TerrainFormParser *self, TerrainNode *node, TerrainControl *holder);
void terrain_parser_read_model_actions (TerrainFormParser *self);

/* Makes the itemset of @control; @value and @label: (nullable). FALSE where an expression does not compile. */
gboolean terrain_parser_make_itemset (TerrainFormParser *self, TerrainControl *control, TerrainSchema *context,
                                      const char *source, const char *value, const char *label, int line);
/* Where the argument that begins at @text ends: a comma or the closing parenthesis of the call. (nullable) */
const char *terrain_parser_argument_end (const char *text);
/* terrain-form-external.c */
void terrain_parser_read_query (TerrainFormParser *self, TerrainControl *control, const char *query,
                                TerrainSchema *context);
void terrain_parser_read_search (TerrainFormParser *self, TerrainControl *control, TerrainSchema *context);
void terrain_parser_load_lists (TerrainFormParser *self);

/* terrain-form-settings.c, terrain-form-entities.c */
void terrain_parser_read_audit (TerrainFormParser *self);
void terrain_parser_read_entities (TerrainFormParser *self);

G_END_DECLS
