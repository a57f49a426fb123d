/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-interview-private.h"

/*
 * Revisions: a record that was sent once gets an identity of its own when it is corrected, and names the one it takes
 * the place of, so that a server can put both together (ODK XForms, "Metadata", deprecatedID).
 */

/* An element meta/NAME anywhere among the record's meta blocks, in whatever namespace; (nullable). */
TerrainNode *
terrain_interview_find_meta (TerrainInterview *self,
                             const char       *name)
{
  const char *meta = g_intern_static_string ("meta");
  const char *local = g_intern_string (name);

  for (TerrainNode *node = self->root->node->first_child; node != NULL; node = node->next)
    {
      TerrainNode *child = node->local == meta ? terrain_node_find_child (node, local) : NULL;

      if (child != NULL)
        return child;
    }
  return NULL;
}

/* The text of meta/NAME, or what is kept of it for a form without a place for it; never NULL. */
const char *
terrain_interview_get_identity (TerrainInterview *self,
                                const char       *name,
                                const char       *kept)
{
  TerrainNode *node = terrain_interview_find_meta (self, name);

  return node != NULL ? terrain_node_get_value (node) : kept != NULL ? kept : "";
}

static void
set_identity (TerrainInterview *self,
              const char       *name,
              char            **kept,
              const char       *value)
{
  TerrainNode *node = terrain_interview_find_meta (self, name);

  if (node != NULL)
    {
      terrain_interview_store (self, node, value);
      return;
    }
  g_free (*kept);
  *kept = g_strdup (value);
  self->changed = TRUE;
}

/* A record has its identity from the start: journal, store and sync know it by that. */
void
terrain_interview_ensure_id (TerrainInterview *self)
{
  g_autofree char *uuid = NULL;
  g_autofree char *id = NULL;

  if (*terrain_interview_get_identity (self, "instanceID", self->instance_id) != '\0')
    return;
  uuid = terrain_environment_next_uuid (self->environment);
  id = g_strconcat ("uuid:", uuid, NULL);
  set_identity (self, "instanceID", &self->instance_id, id);
}

void
terrain_interview_begin_edit (TerrainInterview *self)
{
  g_autofree char *old = NULL;
  g_autofree char *uuid = NULL;
  g_autofree char *id = NULL;

  g_return_if_fail (TERRAIN_IS_INTERVIEW (self));

  old = g_strdup (terrain_interview_get_identity (self, "instanceID", self->instance_id));
  uuid = terrain_environment_next_uuid (self->environment);
  id = g_strconcat ("uuid:", uuid, NULL);
  terrain_interview_begin (self);
  set_identity (self, "deprecatedID", &self->deprecated_id, old);
  set_identity (self, "instanceID", &self->instance_id, id);
  terrain_interview_end (self);
}

char *
terrain_interview_dup_instance_id (TerrainInterview *self)
{
  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), NULL);

  return g_strdup (terrain_interview_get_identity (self, "instanceID", self->instance_id));
}

char *
terrain_interview_dup_deprecated_id (TerrainInterview *self)
{
  const char *id;

  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), NULL);

  id = terrain_interview_get_identity (self, "deprecatedID", self->deprecated_id);
  return *id != '\0' ? g_strdup (id) : NULL;
}
