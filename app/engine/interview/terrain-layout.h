/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-form-private.h"
#include "terrain-node-private.h"

G_BEGIN_DECLS

/*
 * Where the nodes of a record are, without walking the tree.
 *
 *   root scope ──slots──► node of /data/a          one pointer per place outside repeats
 *        └──────slots──► instances of /data/r      an array, position - 1
 *                            └► scope of r[1] ──slots──► node of r[1]/x
 *
 * A place (TerrainSchema) has one slot in the scope that owns it: the root's, or that of the nearest repeat above.
 * So the node of a place seen from anywhere is found by going up to the scope both share and down by indexes;
 * the cost does not depend on the number of instances beside the way.
 */
typedef struct _TerrainLayout TerrainLayout;
typedef struct _TerrainScope TerrainScope;

struct _TerrainLayout
{
  TerrainForm *form;             /* not owned */
  guint n_places;
  guint n_instances;             /* of all repeats, those that the history keeps included */
  TerrainSchema **owners;        /* by schema index: the repeat (or root) whose scope has the slot */
  guint *slots;                  /* by schema index */
  guint *sizes;                  /* by index of a repeat or the root: number of slots in its scopes */
  GPtrArray **rules_inside;      /* by index of a repeat: the rules whose target is at or below it, by rank; (nullable) */
  GPtrArray *conditional_repeats; /* TerrainControl: repeats that are not always asked */
  GPtrArray *fixed_repeats;       /* TerrainControl: repeats that nobody may add to, and nothing counts */
  gboolean *choices_depend;      /* by control index: its itemset reads answers */
};

struct _TerrainScope
{
  TerrainNode *node;
  TerrainScope *outer; /* NULL for the root's */
  gpointer items;      /* items shown for the node itself: its own field holds the scope */
  guint n_slots;
  gpointer slots[];    /* TerrainNode, or for a repeat the GPtrArray of its instances (never NULL) */
};

TerrainLayout *terrain_layout_new (TerrainForm *form);
void terrain_layout_free (TerrainLayout *self);

/* Whether @schema is @top or below it; a NULL @top is above everything. */
gboolean terrain_schema_is_in (TerrainSchema *schema, TerrainSchema *top);

/* Makes the scope of @node (the root, or an instance of a repeat) and of every instance below. */
TerrainScope *terrain_layout_attach (TerrainLayout *self, TerrainNode *node, TerrainScope *outer);
/* Frees the scope of @node and of every instance below; the instance is taken out of no list. */
void terrain_layout_detach (TerrainLayout *self, TerrainNode *node);

/* The scope @node is in; its own where it is an instance or the root. */
TerrainScope *terrain_scope_of (TerrainNode *node);
/* The scope at or above @scope whose node is of @schema (NULL: the root); (nullable). */
TerrainScope *terrain_scope_find (TerrainScope *scope, TerrainSchema *schema);
/* The instances of a repeat that @scope owns, in order of position. */
GPtrArray *terrain_layout_get_instances (TerrainLayout *self, TerrainScope *scope, TerrainSchema *repeat);
/* Puts a new instance's node into the list and numbers it and those after it. */
void terrain_layout_insert_instance (TerrainLayout *self, TerrainScope *outer, TerrainNode *node);
/* At the position it had when it was removed, which it keeps until then, as it keeps its scopes. */
void terrain_layout_put_back_instance (TerrainLayout *self, TerrainScope *outer, TerrainNode *node);
void terrain_layout_remove_instance (TerrainLayout *self, TerrainScope *outer, TerrainNode *node);
/* Every node of @target at or below @scope, in document order. */
void terrain_layout_collect (TerrainLayout *self, TerrainScope *scope, TerrainSchema *target, GPtrArray *nodes);
/* The nodes of @target that belong to @context: in the deepest repeat instance that both share. */
void terrain_layout_collect_near (TerrainLayout *self, TerrainNode *context, TerrainSchema *target,
                                  GPtrArray *nodes);
/* The node of a place that does not repeat inside @scope; NULL for others. */
TerrainNode *terrain_layout_get_single (TerrainLayout *self, TerrainScope *scope, TerrainSchema *target);

G_END_DECLS
