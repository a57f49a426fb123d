/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-interview-history-private.h"

/**
 * terrain_interview_new:
 * @form: a form that was parsed without errors
 * @environment: clock, random source and the like; belongs to this record from now on
 *
 * Returns: (transfer full)
 */
TerrainInterview *
terrain_interview_new (TerrainForm        *form,
                       TerrainEnvironment *environment)
{
  TerrainInterview *self;

  g_return_val_if_fail (form != NULL, NULL);
  g_return_val_if_fail (environment != NULL, NULL);

  self = terrain_interview_new_empty (form, environment);

  /* engine-semantics, 46 */
  terrain_interview_begin (self);
  self->loading = TRUE;
  terrain_interview_fill_fixed (self, self->root);
  terrain_interview_preload (self, self->root->node);
  terrain_interview_dispatch (self, TERRAIN_EVENT_FIRST_LOAD, NULL);
  terrain_interview_dispatch (self, TERRAIN_EVENT_LOAD, NULL);
  terrain_interview_mark_all (self);
  terrain_interview_recalculate (self);
  terrain_interview_ensure_id (self);
  terrain_interview_recalculate (self);
  self->loading = FALSE;
  terrain_interview_end (self);
  terrain_history_start (self);
  return self;
}
