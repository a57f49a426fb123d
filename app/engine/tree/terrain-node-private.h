/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-arena.h"
#include "terrain-document.h"

G_BEGIN_DECLS

/*
 * The tree's node. Plain C, allocated by its document, no GObject: WHO VA has thousands.
 *
 * In an instance document a leaf element carries its text in @value and has no text child; in a whole document
 * text, comments and processing instructions are nodes and an element's @value is NULL.
 *
 *   element ── first_attribute ─► attribute ─next─► attribute        (parent = the element)
 *      └────── first_child ─► node ◄previous─next─► node             (last_child makes appending O(1))
 */
typedef enum
{
  TERRAIN_NODE_DOCUMENT,
  TERRAIN_NODE_ELEMENT,
  TERRAIN_NODE_ATTRIBUTE,
  TERRAIN_NODE_TEXT,
  TERRAIN_NODE_COMMENT,
  TERRAIN_NODE_INSTRUCTION,
  TERRAIN_NODE_NAMESPACE,
} TerrainNodeKind;

enum
{
  TERRAIN_NODE_IRRELEVANT = 1 << 0, /* own or inherited: leaves every nodeset, reads as '' (engine-semantics, 9) */
  TERRAIN_NODE_NUMBER_CACHED = 1 << 1,
  TERRAIN_NODE_TEMPLATE = 1 << 2, /* a jr:template: no instance, in no nodeset */
  TERRAIN_NODE_VALUE_KEPT = 1 << 3, /* @value is in the document's arena */
  TERRAIN_NODE_FIRST_FREE_FLAG = 1 << 8, /* from here on the interview's own */
};

/* What sums, lists of choices and walks ask of many nodes stands first, in one line of the processor's cache: the nodes of
 * a list come from all over memory. */
struct _TerrainNode
{
  TerrainNode *first_child;
  TerrainNode *next;
  const char *local;  /* interned: compare pointers; NULL for document, text, comment */
  char *value;        /* leaf, attribute, text, comment, instruction: owned, or in the arena; NULL reads as "" */
  double number;      /* of @value, valid with TERRAIN_NODE_NUMBER_CACHED */
  guint32 flags;
  int line : 27;      /* in the file it was read from, 0 for nodes made since */
  TerrainNodeKind kind : 5;
  gpointer item;      /* the interview's own: the TerrainItem shown for it, not owned */
  gpointer schema;    /* the form's own: what kind of place this is (TerrainSchema in form/) */

  TerrainNode *parent;
  TerrainNode *previous;
  TerrainNode *last_child;
  TerrainNode *first_attribute;
  TerrainNode *first_namespace; /* xmlns declarations of an element: local = prefix (NULL: the default), value = URI */
  const char *prefix; /* interned, as written; NULL for none */
  const char *uri;    /* interned namespace; NULL for none */
  TerrainDocument *document;
  guint32 order;      /* rank in the document, valid while the document's order_valid is set */
  guint32 position;   /* 1-based among the instances of a repeat, 0 for other nodes; the interview keeps it right */
};

/*
 * Nodes, and the texts a file was read with, are in the document's arena and go with it. A node freed before (an
 * instance of a repeat) is used again by the next one; texts set later are owned by their node, and counted, so that a
 * document without any is freed without a walk.
 */
struct _TerrainDocument
{
  int ref_count; /* atomic */
  TerrainNode *node;
  TerrainArena arena;
  TerrainNode *free_nodes; /* linked by @next */
  gsize n_owned;           /* values in memory of their own */
  TerrainDocument *section;     /* (nullable): holds what is below @section_top, to be freed before the rest */
  TerrainNode *section_top;
  gboolean order_valid;
  gboolean frozen;     /* a secondary instance: never changes, so lookups in it may be indexed */
  GHashTable *namespaces; /* xpath's own: element → its namespace nodes, made on demand; guarded by @lock */
  GHashTable *ids;     /* (nullable): value of an attribute that a DTD declares as ID → element */
  GHashTable *indexes; /* xpath's own: (nodeset, key) → value → nodes, built when first asked for; guarded by @lock */
  GMutex lock;
};

/* An empty document whose root is made by the caller. */
TerrainDocument *terrain_document_new (void);
TerrainNode *terrain_node_new_element (TerrainDocument *document, const char *local, const char *prefix,
                                       const char *uri);
TerrainNode *terrain_node_new_leaf (TerrainDocument *document, TerrainNodeKind kind, const char *local,
                                    const char *value);
/* Appends an xmlns declaration; @prefix NULL for the default namespace. */
void terrain_node_declare_namespace (TerrainNode *self, const char *prefix, const char *uri);
/* Links @child (parentless) under @parent before @sibling, at the end where @sibling is NULL. */
void terrain_node_insert (TerrainNode *parent, TerrainNode *child, TerrainNode *sibling);
void terrain_node_unlink (TerrainNode *self);
/* Frees an unlinked node and all below it. */
void terrain_node_free (TerrainNode *self);
/* A deep copy, unlinked, attributes and schema pointers included, items and flags of the interview not. */
TerrainNode *terrain_node_copy (TerrainNode *self, TerrainDocument *document);
/* The text of a node just made, kept in the arena: for what is read once and seldom changes. */
void terrain_node_keep_value (TerrainNode *self, const char *text, gsize length);
/* Stores a leaf's text. Returns whether it changed. */
gboolean terrain_node_set_value (TerrainNode *self, const char *value);
/* Whether a leaf's text is @value; NULL and "" are the same. */
gboolean terrain_node_has_value (TerrainNode *self, const char *value);
/* Puts @value (transfer full) (nullable, never "") in place; returns what stood there (transfer full) (nullable). */
char *terrain_node_exchange_value (TerrainNode *self, char *value);
/* Never NULL. For leaves; elsewhere terrain_node_dup_string(). */
const char *terrain_node_get_value (TerrainNode *self);
/* The leaf's value as XPath's number() (engine-semantics, 27), cached unless the document is frozen (shared). */
double terrain_node_get_number (TerrainNode *self);
TerrainNode *terrain_node_find_child (TerrainNode *self, const char *interned_local);
const char *terrain_node_get_attribute (TerrainNode *self, const char *local, const char *uri);
void terrain_node_set_attribute (TerrainNode *self, const char *local, const char *prefix, const char *uri,
                                 const char *value);
gboolean terrain_node_is_leaf (TerrainNode *self);
/* <0, 0, >0 in document order; renumbers the document when needed. */
int terrain_node_compare (TerrainNode *a, TerrainNode *b);

/* Frees what is below @top where that is a section of its own (a form's <itext>: most of the file, and read first). */
void terrain_document_drop_section (TerrainDocument *self, TerrainNode *top);

/* Numbers every node in document order; done by the parser, and on demand after a change. */
void terrain_document_renumber (TerrainDocument *self);
/* The next node in document order, attributes left out, that is below @top; NULL at the end. */
TerrainNode *terrain_node_next_below (TerrainNode *self, TerrainNode *top);

G_END_DECLS
