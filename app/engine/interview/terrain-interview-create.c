/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-interview-private.h"

/* The element meta/NAME of the record, in whatever namespace the form writes it; (nullable). */
TerrainNode *
terrain_interview_find_meta (TerrainInterview *self,
                             const char       *name)
{
  TerrainNode *meta = terrain_node_find_child (self->root->node, g_intern_static_string ("meta"));

  return meta != NULL ? terrain_node_find_child (meta, g_intern_string (name)) : NULL;
}

/* A record has its identity from the start: journal, store and sync know it by that. */
void
terrain_interview_ensure_id (TerrainInterview *self)
{
  TerrainNode *node = terrain_interview_find_meta (self, "instanceID");
  g_autofree char *uuid = NULL;
  g_autofree char *id = NULL;

  if (node != NULL ? *terrain_node_get_value (node) != '\0' : self->instance_id != NULL)
    return;
  uuid = terrain_environment_next_uuid (self->environment);
  id = g_strconcat ("uuid:", uuid, NULL);
  if (node == NULL)
    self->instance_id = g_steal_pointer (&id);
  else
    terrain_interview_store (self, node, id);
}

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
  return self;
}
