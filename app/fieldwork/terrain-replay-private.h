/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

#include "terrain-profile-private.h"
#include "terrain-step-private.h"

G_BEGIN_DECLS

/* Holds the clock, and gives it back as it was found: a caller may hold it for longer. */
typedef struct
{
  TerrainEnvironment *environment;
  gboolean held;
  gint64 at;
} TerrainHeldClock;

TerrainHeldClock terrain_held_clock_begin (TerrainEnvironment *environment, gint64 at);
void terrain_held_clock_end (TerrainHeldClock *self);

/* What a step led to. */
typedef struct
{
  guint position;        /* of a repeat instance added */
  TerrainChange *change; /* (nullable): taken back, or done again */
} TerrainOutcome;

/* Does a step: the clock held at @at, the random sequence at the step's seed.
 * @outcome: (out) (optional) */
gboolean terrain_step_apply (TerrainStep *self, TerrainInterview *interview, gint64 at, TerrainOutcome *outcome,
                             GError **error);

/*
 * How much of what can be taken back, and done again, the last checkpoint knows nothing of: the steps below these
 * numbers. A step that holds its instance is a checkpoint, too.
 */
typedef struct
{
  guint undo;
  guint redo;
} TerrainReach;

void terrain_reach_reset (TerrainReach *self, TerrainInterview *interview);
/* After @step was done. */
void terrain_reach_follow (TerrainReach *self, TerrainInterview *interview, const TerrainStep *step);
/* Whether @step, an undo or redo that is about to be done, goes further than the last checkpoint. */
gboolean terrain_reach_is_beyond (const TerrainReach *self, TerrainInterview *interview, const TerrainStep *step);

/* What a record was left as. */
typedef struct
{
  TerrainInterview *interview;
  char *position;     /* (nullable) */
  guint64 sequence;   /* the last event */
  guint64 checkpoint; /* the last one that the checkpoint includes */
  guint n_steps;      /* done again since then, positions apart */
  gboolean has_checkpoint;
  gboolean has_events; /* after it; each checkpoint is followed by at least one */
  TerrainReach reach;
} TerrainReplay;

/* @environment: (nullable) */
gboolean terrain_replay_record (TerrainProfile *profile, const char *uuid, TerrainEnvironment *environment,
                                TerrainReplay *replay, GError **error);
void terrain_replay_clear (TerrainReplay *self);

/* The system's clock and zone, the profile's device and operator, the form's files. (transfer full) */
TerrainEnvironment *terrain_profile_new_environment (TerrainProfile *self, const char *form_id,
                                                     const char *form_version);
/* Adds the po languages the interview's form has here. */
void terrain_profile_add_translations (TerrainProfile *self, TerrainInterview *interview);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TerrainHeldClock, terrain_held_clock_end)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TerrainReplay, terrain_replay_clear)

G_END_DECLS
