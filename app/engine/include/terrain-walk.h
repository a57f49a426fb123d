/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-engine-types.h"

G_BEGIN_DECLS

/**
 * TerrainWalkEvent:
 * @TERRAIN_WALK_BEGINNING: before the first question
 * @TERRAIN_WALK_QUESTION: a question to ask
 * @TERRAIN_WALK_GROUP: a group with the field-list appearance (its questions are asked together) or with a label
 * @TERRAIN_WALK_REPEAT: the start of a repeat instance
 * @TERRAIN_WALK_PROMPT_NEW_REPEAT: after the last instance of a repeat a person may add to
 * @TERRAIN_WALK_END: after the last question
 */
typedef enum
{
  TERRAIN_WALK_BEGINNING,
  TERRAIN_WALK_QUESTION,
  TERRAIN_WALK_GROUP,
  TERRAIN_WALK_REPEAT,
  TERRAIN_WALK_PROMPT_NEW_REPEAT,
  TERRAIN_WALK_END,
} TerrainWalkEvent;

/*
 * TerrainWalk: steps through what a person is asked, in order, one question at a time; non-relevant parts are passed
 * over. Follows the interview as it changes. Used by page presentation, kiosk and command line.
 */
TerrainWalk *terrain_walk_new (TerrainInterview *interview);
void terrain_walk_free (TerrainWalk *self);

/* Whether the questions of a field-list group are stepped through one by one, after the group's own event. By default
 * they are not: the group stands for all of them, as on a page. */
void terrain_walk_set_one_by_one (TerrainWalk *self, gboolean one_by_one);

TerrainWalkEvent terrain_walk_next (TerrainWalk *self);
TerrainWalkEvent terrain_walk_previous (TerrainWalk *self);
TerrainWalkEvent terrain_walk_get_event (TerrainWalk *self);
/* Returns: (nullable) (transfer none): the question, group, instance or repeat the walk stands on */
TerrainItem *terrain_walk_get_item (TerrainWalk *self);
/* Returns: (nullable): its ref with positions; for a prompt, that of the instance it would make */
const char *terrain_walk_get_ref (TerrainWalk *self);
/* Stands on @ref; FALSE, and nowhere else, where it is not asked now. */
gboolean terrain_walk_jump (TerrainWalk *self, const char *ref);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainWalk, terrain_walk_free)

G_END_DECLS
