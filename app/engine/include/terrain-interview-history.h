/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "terrain-engine-types.h"

G_BEGIN_DECLS

/*
 * Undo and redo. Each answer, repeat instance added or removed, and switch of language is a step that can be taken back
 * exactly: everything that followed from it (calculations, setvalue actions, instances that jr:count made, relevance) is
 * put back as it was rather than computed again, so now(), random() and uuid() keep what they gave. A step that changed
 * nothing is none. A new step drops what could be redone.
 *
 * What is kept grows with what changed, not with the record. It is bounded: TERRAIN_HISTORY_MAX_STEPS steps and
 * TERRAIN_HISTORY_MAX_SIZE bytes, the oldest go first; the last step can always be taken back.
 *
 * What a completion sets (end timestamps, revalidate actions) is part of the step before it. A record that was just
 * begun or restored has no steps.
 */
#define TERRAIN_HISTORY_MAX_STEPS 10000
#define TERRAIN_HISTORY_MAX_SIZE (16 * 1024 * 1024)

typedef enum
{
  TERRAIN_CHANGE_ANSWER,
  TERRAIN_CHANGE_ADD,
  TERRAIN_CHANGE_REMOVE,
  TERRAIN_CHANGE_LANGUAGE,
} TerrainChangeKind;

/**
 * TerrainChange:
 * @kind: what the step did
 * @ref: (nullable): the question, or the repeat instance that the step added or removed; %NULL for a language
 * @label: (nullable): of the question or repeat, in the active language; may hold markdown as every label
 * @focus: (nullable): set by undo and redo: where to go now: the question, the instance that is there again, or else its
 *   neighbour, or the repeat where no instance is left; %NULL: stay
 */
struct _TerrainChange
{
  TerrainChangeKind kind;
  char *ref;
  char *label;
  char *focus;
};

void terrain_change_free (TerrainChange *self);

gboolean terrain_interview_can_undo (TerrainInterview *self);
gboolean terrain_interview_can_redo (TerrainInterview *self);
/* How many steps there are to take back, and to do again. */
guint terrain_interview_get_n_undo (TerrainInterview *self);
guint terrain_interview_get_n_redo (TerrainInterview *self);
/* Returns: (transfer full) (nullable): the step that undo (redo) would be about, %NULL where there is none */
TerrainChange *terrain_interview_dup_undo (TerrainInterview *self);
TerrainChange *terrain_interview_dup_redo (TerrainInterview *self);

/**
 * terrain_interview_undo:
 * @change: (out) (optional) (transfer full): the step that was taken back
 *
 * Takes the last step back. Items notify as for any step; a repeat instance that comes back has new items (the old ones
 * let go of it for good), its node and everything in it are the same.
 *
 * Returns: %FALSE with TERRAIN_ENGINE_ERROR_NOT_ALLOWED where there is nothing to take back
 */
gboolean terrain_interview_undo (TerrainInterview *self, TerrainChange **change, GError **error);
/* Does the step taken back last once more, with the result it had. */
gboolean terrain_interview_redo (TerrainInterview *self, TerrainChange **change, GError **error);
/* terrain_interview_answer() as part of the step before it: both are taken back, and done again, together. Where there is
 * none before, it is a step of its own. */
gboolean terrain_interview_answer_joined (TerrainInterview *self, const char *ref, const char *value, GError **error);
/* Forgets every step: what is now is where the record begins for its person. */
void terrain_interview_clear_history (TerrainInterview *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainChange, terrain_change_free)

G_END_DECLS
