/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-interview-private.h"

G_BEGIN_DECLS

/*
 * An item follows a node of the record, but may outlive it: when its repeat instance goes, or the interview itself, it
 * lets go of both (@node, @interview are NULL) and keeps what it showed last.
 *
 *   root ─ children ─► question, group ─ children ─► …
 *                  └─► repeat ─ children ─► instance ─ children ─► …
 *
 * A parent owns its children; a child points to its parent. Nodes point to their items (a list: two controls may show
 * one node), so that a change finds them without a search.
 */
struct _TerrainItem
{
  GObject parent_instance;

  TerrainForm *form;
  TerrainInterview *interview; /* (nullable), not owned */
  TerrainItem *parent;         /* (nullable), not owned */
  TerrainItem *next;           /* the next item of the same node */
  TerrainControl *control;     /* NULL for the root */
  TerrainNode *node;           /* (nullable): NULL for repeats and for groups without a reference, too */
  TerrainNode *context;        /* what its texts are evaluated on; (nullable) when it let go */
  TerrainItemKind kind;
  GPtrArray *children;         /* (nullable): made when first asked for */
  GListStore *choices;         /* (nullable): likewise */

  /* What was shown last. */
  guint dirty;
  guint notify; /* dirty bits that turned out to be real */
  guint position;
  char *ref;
  char *value;
  gboolean relevant;
  gboolean readonly;
  gboolean required;
  gboolean valid;
  char *message;
  char *required_message;
  char *display;
  char *hint;
  char *guidance;
  char *label[TERRAIN_LABEL_N_FORMS];
  guint known; /* which of the texts were asked for: 1 << form for labels, then the bits below */
};

enum
{
  TERRAIN_ITEM_KNOWS_HINT = 1 << 8,
  TERRAIN_ITEM_KNOWS_GUIDANCE = 1 << 9,
  TERRAIN_ITEM_KNOWS_DISPLAY = 1 << 10,
};

/* terrain-item-tree.c */
TerrainItem *terrain_item_new (TerrainInterview *interview, TerrainItem *parent, TerrainItemKind kind,
                               TerrainControl *control, TerrainNode *node);
GPtrArray *terrain_item_ensure_children (TerrainItem *self);
/* The instances of a repeat as they are now; returns the range that changed. */
void terrain_item_splice_instances (TerrainItem *self, guint *position, guint *removed, guint *added);
void terrain_item_let_go (TerrainItem *self);
/* Questions that show the first of several nodes look which one that is now. */
void terrain_item_settle_strays (TerrainInterview *self);
TerrainItem **terrain_item_list_of (TerrainNode *node);
TerrainScope *terrain_item_get_scope (TerrainItem *self);

/* terrain-item-update.c */
void terrain_item_add_dirty (TerrainItem *self, guint dirty);
/* Reads the node again; returns the dirty bits of what is different. */
guint terrain_item_refresh (TerrainItem *self, guint dirty);
void terrain_item_fill_choices (TerrainItem *self);

/* terrain-item.c */
void terrain_item_notify (TerrainItem *self, guint bits);
char *terrain_item_compute_display (TerrainItem *self);
char *terrain_item_compute_hint (TerrainItem *self, int form);
char *terrain_item_compute_label (TerrainItem *self, int form);

/* terrain-choice.c */
/* Takes the value of @offer over. */
TerrainChoice *terrain_choice_new (TerrainInterview *interview, TerrainControl *control, TerrainOffer *offer,
                                   TerrainNode *context);
/* Returns: (nullable): its row in a secondary instance */
TerrainNode *terrain_choice_get_row (TerrainChoice *self);
gboolean terrain_choice_is_equal (TerrainChoice *self, TerrainChoice *other);

G_END_DECLS
