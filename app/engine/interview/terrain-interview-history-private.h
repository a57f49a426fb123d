/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-interview-history.h"
#include "terrain-interview-private.h"

G_BEGIN_DECLS

/*
 * The log behind undo and redo.
 *
 *   a step:   VALUE age "" ─ FLAGS job irrelevant ─ VALUE total "3" ─ INSERTED person[2] ─ …
 *             ◄──── undo: each undone, the last first          redo: each done, the first first ────►
 *
 * A mutation holds what is not in the record now: before the undo what was there, after it what will be there again.
 * So taking back and doing again are one exchange, of a pointer or of flag bits, and need no memory.
 *
 * Nodes in the log never dangle: an instance that is out of the tree is kept, with its scopes and all below, by the
 * mutation that took it out, and freed with it. Whatever refers to a node inside it is older than that (and goes first
 * when the log is cut at its old end) or was undone before it (and goes with it when what can be redone is dropped).
 */
typedef enum
{
  TERRAIN_MUTATION_VALUE,
  TERRAIN_MUTATION_FLAGS,
  TERRAIN_MUTATION_INSERTED,
  TERRAIN_MUTATION_REMOVED,
  TERRAIN_MUTATION_LANGUAGE,
} TerrainMutationKind;

typedef struct
{
  TerrainMutationKind kind;
  guint32 flags; /* those that flipped */
  TerrainNode *node;
  union
  {
    char *text;          /* value, language: owned */
    TerrainNode *parent; /* of an instance; where it is out of the tree, its place is before @sibling */
  };
  TerrainNode *sibling;
} TerrainMutation;

typedef struct
{
  GList link; /* in the history's queue; data is the step itself */
  TerrainChangeKind kind;
  TerrainNode *node;      /* (nullable): what the step was about */
  gsize size;
  guint n_mutations;
  TerrainMutation *mutations;
} TerrainHistoryStep;

struct _TerrainHistory
{
  GQueue undo;     /* TerrainHistoryStep, the last at the tail */
  GQueue redo;     /* the next at the tail */
  gsize size;      /* of @undo */
  GArray *pending; /* TerrainMutation: the step under way */
  TerrainChangeKind kind;
  TerrainNode *node;
  gboolean named; /* the step under way is a person's */
  gboolean joined; /* and goes with the one before */
};

/* A new record or a restored one is there; from here on, steps are noted. */
void terrain_history_start (TerrainInterview *self);
void terrain_history_free (TerrainInterview *self);
/* The step under way is one that can be taken back; @node: (nullable). Steps without a name belong to the one before. */
void terrain_history_name_step (TerrainInterview *self, TerrainChangeKind kind, TerrainNode *node);
void terrain_history_end_step (TerrainInterview *self);

/* terrain-interview-history-apply.c */
/* Takes a mutation back, or does it again. */
void terrain_mutation_exchange (TerrainMutation *self, TerrainInterview *interview, gboolean undo);
/* An instance out of the tree: with its scopes and everything below. */
void terrain_history_free_instance (TerrainInterview *self, TerrainNode *node);

G_END_DECLS
