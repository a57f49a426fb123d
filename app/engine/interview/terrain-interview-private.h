/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-engine.h"
#include "terrain-layout.h"
#include "terrain-xpath-host.h"

G_BEGIN_DECLS

/*
 * A live record. One file a concern; the flow of a step (README.md):
 *
 *   begin ─ change nodes ─ touch ─► marks ─► rules by rank ─► counts ─► choices ─► actions ─┐
 *                            ▲                                                              │ until nothing is left
 *                            └──────────────────────────────────────────────────────────────┘
 *   end ─► items notify what really changed ─► "changed"
 */

/* The interview's own flags of a node. */
enum
{
  TERRAIN_NODE_OWN_IRRELEVANT = TERRAIN_NODE_FIRST_FREE_FLAG << 0,
  TERRAIN_NODE_SURPLUS = TERRAIN_NODE_FIRST_FREE_FLAG << 1, /* an instance beyond jr:count */
  TERRAIN_NODE_OWN_READONLY = TERRAIN_NODE_FIRST_FREE_FLAG << 2,
  TERRAIN_NODE_READONLY = TERRAIN_NODE_FIRST_FREE_FLAG << 3, /* own or inherited */
  TERRAIN_NODE_REQUIRED = TERRAIN_NODE_FIRST_FREE_FLAG << 4,
  TERRAIN_NODE_INVALID = TERRAIN_NODE_FIRST_FREE_FLAG << 5,  /* breaks its constraint */
  TERRAIN_NODE_NOT_OFFERED = TERRAIN_NODE_FIRST_FREE_FLAG << 6,
  TERRAIN_NODE_QUEUED = TERRAIN_NODE_FIRST_FREE_FLAG << 7,   /* among the targets of the rule that runs now */
  TERRAIN_NODE_SCOPE = TERRAIN_NODE_FIRST_FREE_FLAG << 8,    /* @item is a TerrainScope */
  TERRAIN_NODE_CHECK = TERRAIN_NODE_FIRST_FREE_FLAG << 9,    /* its answer may no longer be offered */
  TERRAIN_NODE_CONCEALED = TERRAIN_NODE_FIRST_FREE_FLAG << 10, /* its answer is not to be shown */
};

/* What of an item may have changed. */
enum
{
  TERRAIN_DIRTY_VALUE = 1 << 0,
  TERRAIN_DIRTY_RELEVANT = 1 << 1,
  TERRAIN_DIRTY_READONLY = 1 << 2,
  TERRAIN_DIRTY_REQUIRED = 1 << 3,
  TERRAIN_DIRTY_VALID = 1 << 4,
  TERRAIN_DIRTY_LABEL = 1 << 5,
  TERRAIN_DIRTY_HINT = 1 << 6,
  TERRAIN_DIRTY_MESSAGE = 1 << 7,
  TERRAIN_DIRTY_CHOICES = 1 << 8,
  TERRAIN_DIRTY_REF = 1 << 9,
  TERRAIN_DIRTY_CHILDREN = 1 << 10,
  TERRAIN_DIRTY_GUIDANCE = 1 << 11, /* as the two below: found, not asked for */
  TERRAIN_DIRTY_DISPLAY = 1 << 12,
  TERRAIN_DIRTY_TEXTS = TERRAIN_DIRTY_LABEL | TERRAIN_DIRTY_HINT | TERRAIN_DIRTY_MESSAGE | TERRAIN_DIRTY_CHOICES,
};

typedef struct _TerrainConcealment TerrainConcealment;
typedef struct _TerrainHistory TerrainHistory;

/* Which instances of a rule's target are to be evaluated. */
typedef struct
{
  gboolean all;
  GPtrArray *scopes; /* (nullable): TerrainNode: instances of repeats, all targets at or below */
} TerrainMark;

struct _TerrainInterview
{
  GObject parent_instance;

  TerrainForm *form;
  TerrainEnvironment *environment;
  TerrainLayout *layout;
  TerrainDocument *document;
  TerrainScope *root;
  TerrainXPathHost host;
  TerrainNode *evaluating; /* the node the running expression is evaluated on */

  char *language;
  GPtrArray *translations; /* TerrainTranslation */
  char *instance_id;       /* (nullable): of a form without meta/instanceID */
  char *deprecated_id;     /* (nullable): of a form without meta/deprecatedID */

  GPtrArray *issues;
  GHashTable *failed;      /* expressions (pointers) whose failure is among the issues */

  /* recalculation */
  TerrainMark *marks;      /* by rank */
  guint64 *marked;         /* one bit a rank */
  guint n_words;
  GPtrArray *targets;      /* scratch */
  guint64 *deferred;       /* one bit a rank: rules that wait (terrain-interview-deferred.c) */
  guint n_deferred;
  GHashTable *shared_numbers; /* (nullable): calls → double, while one rule is run everywhere */
  guint running;           /* rules are being run: what they read is up to date */
  guint64 n_evaluations;   /* rules evaluated so far; for tests of growth */
  gboolean loading;        /* the first recalculation runs everything anyway */
  gboolean restoring;      /* and keeps volatile values */

  /* what a step leaves to do after the rules */
  GPtrArray *fired;        /* TerrainNode whose value-changed actions are due */
  GPtrArray *checks;       /* TerrainNode of selects to compare with their choices */
  GHashTable *offered;     /* control → set of values, for choices that never change */

  TerrainConcealment *concealment; /* (nullable) (terrain-interview-conceal.c) */
  TerrainHistory *history; /* (nullable): NULL while the record is being made */

  /* what the device is asked for (terrain-interview-capture.c); (nullable) */
  GPtrArray *captures;
  guint last_capture;

  /* items */
  TerrainItem *root_item;
  GPtrArray **control_items; /* by control index: live items, not owned; (nullable) */
  GPtrArray *dirty_items;    /* owned */
  GPtrArray *strays;         /* (nullable): live questions outside of the repeat whose node they show, not owned */
  gboolean moved;            /* an instance came or went in this step */
  guint step_depth;
  gboolean changed;
};

/* Steps (terrain-interview.c) */
void terrain_interview_begin (TerrainInterview *self);
void terrain_interview_end (TerrainInterview *self);
void terrain_interview_report (TerrainInterview *self, gconstpointer key, const char *code, TerrainNode *node,
                               int line, const char *message);
/* FALSE and an issue where @xpath cannot be evaluated. */
gboolean terrain_interview_compute (TerrainInterview *self, TerrainXPath *xpath, TerrainNode *context,
                                    TerrainXPathValue *value);
gboolean terrain_interview_compute_boolean (TerrainInterview *self, TerrainXPath *xpath, TerrainNode *context,
                                            gboolean fallback);

/* Recalculation (terrain-interview-recalculate.c) */
void terrain_interview_mark_all (TerrainInterview *self);
void terrain_interview_mark (TerrainInterview *self, TerrainRule *rule, TerrainNode *scope);
/* What reads @node has to be looked at again: its value changed, or (not @value) its being there. */
void terrain_interview_touch (TerrainInterview *self, TerrainNode *node, gboolean value);
/* touch() for everything at and below @node, as seen from outside of it: it came or is about to go. */
void terrain_interview_touch_outside (TerrainInterview *self, TerrainNode *instance);
/* Stores a text and touches; value-changed actions are queued. Returns whether it changed. */
gboolean terrain_interview_store (TerrainInterview *self, TerrainNode *node, const char *text);
void terrain_interview_refresh_relevance (TerrainInterview *self, TerrainNode *node);
void terrain_interview_refresh_readonly (TerrainInterview *self, TerrainNode *node);
void terrain_interview_recalculate (TerrainInterview *self);
void terrain_interview_clear_marks (TerrainInterview *self);

/* Waiting (terrain-interview-deferred.c) */
/* Whether @rule, which is marked, is put off: nothing is to be run now. */
gboolean terrain_interview_defer (TerrainInterview *self, TerrainRule *rule);
/* What reads @node and may wait is to be computed again: @node changed without any rule being run. */
void terrain_interview_defer_readers (TerrainInterview *self, TerrainNode *node);
/* @node's value is about to be read. */
void terrain_interview_look_at (TerrainInterview *self, TerrainNode *node);
/* Any value may be read. */
void terrain_interview_look_around (TerrainInterview *self);

/* Items that show what @node has a part in look again; nothing is computed but what they show. */
void terrain_interview_touch_views (TerrainInterview *self, TerrainNode *node);
/* An instance that leaves the tree has no answers to look at. */
void terrain_interview_forget_checks (TerrainInterview *self, TerrainNode *instance);

/*
 * History (terrain-interview-history.c): every change of a record that a step makes is noted by one of these, after it
 * was made. @before: (transfer full) (nullable). An instance removed belongs to the history from then on.
 */
void terrain_history_note_value (TerrainInterview *self, TerrainNode *node, char *before);
void terrain_history_note_flags (TerrainInterview *self, TerrainNode *node, guint32 flipped);
void terrain_history_note_inserted (TerrainInterview *self, TerrainNode *node);
void terrain_history_note_removed (TerrainInterview *self, TerrainNode *node, TerrainNode *parent,
                                   TerrainNode *sibling);
void terrain_history_note_language (TerrainInterview *self, char *before);

/* A result as the text of a node of @type; (transfer full) (terrain-value-text.c) */
char *terrain_value_to_text (TerrainInterview *self, const TerrainXPathValue *value, TerrainDataType type);
/* (transfer full) (nullable): the canonical text of an answer; NULL where it is not of the type */
char *terrain_answer_canonicalise (TerrainEnvironment *environment, TerrainDataType type, TerrainControlKind kind,
                                   const char *text);

/* Preloads (terrain-interview-preload.c) */
void terrain_interview_preload (TerrainInterview *self, TerrainNode *top);
void terrain_interview_preload_end (TerrainInterview *self);

/* Events and actions (terrain-interview-actions.c) */
void terrain_interview_dispatch (TerrainInterview *self, guint events, TerrainNode *instance);
gboolean terrain_interview_run_fired (TerrainInterview *self);

/* What the device is asked for (terrain-interview-capture.c) */
void terrain_interview_request_capture (TerrainInterview *self, TerrainAction *action, TerrainNode *node);
void terrain_interview_announce_captures (TerrainInterview *self);
void terrain_interview_forget_captures (TerrainInterview *self, TerrainNode *top);

/* Repeats (terrain-interview-repeat.c) */
TerrainNode *terrain_interview_link_instance (TerrainInterview *self, TerrainSchema *repeat, TerrainScope *outer);
void terrain_interview_fill_fixed (TerrainInterview *self, TerrainScope *scope);
TerrainNode *terrain_interview_make_instance (TerrainInterview *self, TerrainSchema *repeat, TerrainScope *outer);
void terrain_interview_drop_instance (TerrainInterview *self, TerrainNode *node);
/* Brings the instances of a repeat with jr:count to their number. Returns whether anything changed. */
gboolean terrain_interview_settle_count (TerrainInterview *self, TerrainRule *rule, TerrainNode *holder,
                                         GPtrArray *instances);
gboolean terrain_interview_may_resize (TerrainInterview *self, TerrainControl *repeat);
TerrainNode *terrain_interview_insert_blank (TerrainInterview *self, TerrainSchema *repeat, TerrainScope *outer);
void terrain_interview_remove_blank (TerrainNode *node);
/* Whether another instance would be asked now. */
gboolean terrain_interview_repeat_is_relevant (TerrainInterview *self, TerrainControl *repeat, TerrainScope *outer);

/* Choices (terrain-interview-choices.c) */
typedef struct
{
  TerrainNode *node;          /* (nullable): the item of an itemset */
  TerrainStaticChoice *entry; /* (nullable): a written one; with a node, what the row of a search stands for */
  char *value;
} TerrainOffer;

/* (transfer full) (nullable) (element-type TerrainOffer): NULL where the choices cannot be computed now */
GPtrArray *terrain_interview_list_offers (TerrainInterview *self, TerrainControl *control, TerrainNode *context);
/* terrain-interview-search.c */
GPtrArray *terrain_interview_list_search (TerrainInterview *self, TerrainControl *control, TerrainNode *context);
char *terrain_interview_dup_row_label (TerrainInterview *self, TerrainOffer *offer, int form, TerrainNode *context);
char *terrain_interview_dup_offer_label (TerrainInterview *self, TerrainControl *control, TerrainOffer *offer,
                                         int form, TerrainNode *context);
/* The part of an answer that is among the choices; all of it where they cannot be computed. (transfer full) */
char *terrain_interview_keep_offered (TerrainInterview *self, TerrainControl *control, TerrainNode *node,
                                      const char *text);
void terrain_interview_refresh_offered (TerrainInterview *self, TerrainControl *control, TerrainNode *node);
void terrain_offer_free (TerrainOffer *self);
gboolean terrain_interview_check_choices (TerrainInterview *self);
/* (transfer full): labels of the answer's choices joined by ", "; what is no choice as it is, or left out */
char *terrain_interview_dup_choice_labels (TerrainInterview *self, TerrainControl *control, TerrainNode *node,
                                           const char *text, gboolean show_unknown);
gboolean terrain_control_is_select (TerrainControl *control);
/* terrain_answer_canonicalise() of an answer to @control. */
char *terrain_answer_canonicalise_for (TerrainEnvironment *environment, TerrainControl *control, const char *text);
/* (transfer full): the values of an answer to a select */
char **terrain_control_split (TerrainControl *control, const char *text);

/* Texts (terrain-interview-text.c) */
char *terrain_interview_render (TerrainInterview *self, int text, TerrainNode *context);
char *terrain_interview_render_label (TerrainInterview *self, const TerrainLabel *label, int form,
                                      TerrainNode *context);
int terrain_label_form_from_name (const char *name);

/* What is not to be shown (terrain-interview-conceal.c) */
void terrain_concealment_free (TerrainConcealment *self);
/* Something changed: what is computed from concealed answers is looked for again. */
void terrain_concealment_expire (TerrainInterview *self);
/* While the form itself reads texts. */
void terrain_concealment_suspend (TerrainInterview *self, gboolean suspend);
/* (transfer full) (nullable): what an <output> shows */
char *terrain_interview_dup_output (TerrainInterview *self, TerrainXPath *output, TerrainNode *context);
/* (nullable): what is shown in the place of @node's value (nullable); NULL: the value */
const char *terrain_interview_find_word (TerrainInterview *self, TerrainNode *node);

/* Host (terrain-interview-host.c) */
void terrain_interview_init_host (TerrainInterview *self);

/* Creation (terrain-interview-create.c) */
TerrainInterview *terrain_interview_new_empty (TerrainForm *form, TerrainEnvironment *environment);

/* Identity (terrain-interview-edit.c) */
void terrain_interview_ensure_id (TerrainInterview *self);
TerrainNode *terrain_interview_find_meta (TerrainInterview *self, const char *name);
const char *terrain_interview_get_identity (TerrainInterview *self, const char *name, const char *kept);

/* Serialisation (terrain-interview-serialise.c) */
char *terrain_interview_write (TerrainInterview *self, gboolean submission);

/* Items (terrain-item.c) */
void terrain_item_queue (TerrainInterview *self, TerrainNode *node, guint dirty);
void terrain_item_queue_control (TerrainInterview *self, TerrainControl *control, TerrainNode *scope, guint dirty);
void terrain_item_queue_all (TerrainInterview *self, guint dirty);
void terrain_item_instance_added (TerrainInterview *self, TerrainNode *node);
/* The same between others, which have new positions. */
void terrain_item_instance_put_back (TerrainInterview *self, TerrainNode *node);
/* Called while @node is still linked; its items let go of it. */
void terrain_item_instance_removed (TerrainInterview *self, TerrainNode *node);
void terrain_item_flush (TerrainInterview *self);
void terrain_item_dispose_all (TerrainInterview *self);
TerrainItem *terrain_item_new_root (TerrainInterview *self);
TerrainItem *terrain_item_for_node (TerrainInterview *self, TerrainNode *node);

/* A ref of a place: the node, or the repeat itself. */
TerrainNode *terrain_interview_resolve (TerrainInterview *self, const char *ref, TerrainSchema **repeat,
                                        TerrainScope **outer, GError **error);
gboolean terrain_interview_answer_node (TerrainInterview *self, TerrainNode *node, TerrainControl *control,
                                        const char *value, GError **error);
/* (transfer full) (terrain-interview-validate.c) */
char *terrain_interview_dup_message (TerrainInterview *self, TerrainNode *node, TerrainProblemKind kind);
guint64 terrain_interview_get_n_evaluations (TerrainInterview *self);

G_END_DECLS
