/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-interview-history-private.h"

#include <glib/gi18n-lib.h>

/*
 * A saved record is laid over a new one: what the file has replaces what the form has, what it lacks stays as in a new
 * record (departure 62), what the form does not know is dropped. Repeats come from the file.
 */

static TerrainNode *
find_saved (TerrainNode *saved,
            TerrainNode *node)
{
  TerrainNode *same_name = NULL;

  for (TerrainNode *child = saved->first_child; child != NULL; child = child->next)
    {
      if (child->local != node->local)
        continue;
      if (child->uri == node->uri)
        return child;
      /* Other clients write the form's elements in another namespace (meta, most of all). */
      if (same_name == NULL)
        same_name = child;
    }
  return same_name;
}

static void populate (TerrainInterview *self,
                      TerrainNode      *node,
                      TerrainNode      *saved);

static void
populate_attributes (TerrainNode *node,
                     TerrainNode *saved)
{
  for (TerrainNode *attribute = node->first_attribute; attribute != NULL; attribute = attribute->next)
    {
      TerrainSchema *schema = attribute->schema;
      const char *value = terrain_node_get_attribute (saved, attribute->local, attribute->uri);

      /* The root's id and version say which form this is now, not which one it was. */
      if (value != NULL && schema != NULL && schema->parent != NULL && schema->parent->parent != NULL)
        terrain_node_set_value (attribute, value);
    }
}

static void
populate_repeat (TerrainInterview *self,
                 TerrainSchema    *repeat,
                 TerrainScope     *outer,
                 TerrainNode      *saved)
{
  GPtrArray *instances = terrain_layout_get_instances (self->layout, outer, repeat);
  TerrainControl *control = repeat->control;
  guint n = 0;

  for (TerrainNode *child = saved->first_child; child != NULL; child = child->next)
    {
      if (child->local != repeat->local || child->kind != TERRAIN_NODE_ELEMENT)
        continue;
      if (n == instances->len)
        terrain_interview_link_instance (self, repeat, outer);
      populate (self, g_ptr_array_index (instances, n), child);
      n++;
    }
  /* A person could not add what a form with a fixed number of instances lacks. */
  if (n == 0 && control != NULL && control->no_add_remove && control->count == NULL)
    return;
  while (instances->len > n)
    {
      TerrainNode *surplus = g_ptr_array_index (instances, instances->len - 1);

      terrain_layout_remove_instance (self->layout, outer, surplus);
      terrain_layout_detach (self->layout, surplus);
      terrain_node_unlink (surplus);
      terrain_node_free (surplus);
    }
}

static void
populate (TerrainInterview *self,
          TerrainNode      *node,
          TerrainNode      *saved)
{
  TerrainSchema *schema = node->schema;
  TerrainNode *next;

  populate_attributes (node, saved);
  if (node->first_child == NULL && (schema == NULL || schema->is_leaf))
    {
      if (saved->first_child == NULL)
        terrain_node_set_value (node, terrain_node_get_value (saved));
      return;
    }
  for (TerrainNode *child = node->first_child; child != NULL; child = next)
    {
      TerrainSchema *place = child->schema;
      TerrainNode *match;

      next = child->next;
      if (place != NULL && place->is_repeat)
        continue;
      match = find_saved (saved, child);
      if (match != NULL)
        populate (self, child, match);
    }
  for (guint i = 0; schema != NULL && schema->children != NULL && i < schema->children->len; i++)
    {
      TerrainSchema *place = g_ptr_array_index (schema->children, i);

      if (place->is_repeat)
        populate_repeat (self, place, terrain_scope_of (node), saved);
    }
}

/* The identity of a record whose form has no place for it, or had it in another block. */
static void
keep_identity (TerrainInterview *self,
               TerrainNode      *saved,
               const char       *name,
               char            **kept)
{
  TerrainNode *node = terrain_interview_find_meta (self, name);
  const char *meta = g_intern_static_string ("meta");

  for (TerrainNode *block = saved->first_child; block != NULL; block = block->next)
    {
      TerrainNode *id = block->local == meta ? terrain_node_find_child (block, g_intern_string (name)) : NULL;

      if (id == NULL || *terrain_node_get_value (id) == '\0')
        continue;
      if (node != NULL)
        terrain_node_set_value (node, terrain_node_get_value (id));
      else
        *kept = g_strdup (terrain_node_get_value (id));
      return;
    }
}

TerrainInterview *
terrain_interview_restore (TerrainForm        *form,
                           TerrainEnvironment *environment,
                           GBytes             *instance,
                           GError            **error)
{
  g_autoptr (TerrainDocument) document = NULL;
  TerrainInterview *self;
  TerrainNode *saved;
  const char *id;

  g_return_val_if_fail (form != NULL, NULL);
  g_return_val_if_fail (environment != NULL, NULL);
  g_return_val_if_fail (instance != NULL, NULL);

  document = terrain_document_parse (instance, TERRAIN_DOCUMENT_INSTANCE, error);
  if (document == NULL)
    return NULL;
  saved = terrain_document_get_root (document);
  id = terrain_node_get_attribute (saved, "id", NULL);
  if (saved->local != terrain_document_get_root (form->instance)->local ||
      (id != NULL && form->id != NULL && !g_str_equal (id, form->id)))
    {
      g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_INVALID_INSTANCE,
                   _("The saved record is of the form “%s”, not of “%s”."), id != NULL ? id : saved->local, form->id);
      return NULL;
    }

  self = terrain_interview_new_empty (form, environment);
  terrain_interview_begin (self);
  self->loading = TRUE;
  self->restoring = TRUE;
  populate (self, self->root->node, saved);
  keep_identity (self, saved, "instanceID", &self->instance_id);
  keep_identity (self, saved, "deprecatedID", &self->deprecated_id);
  terrain_interview_dispatch (self, TERRAIN_EVENT_LOAD, NULL);
  terrain_interview_mark_all (self);
  terrain_interview_recalculate (self);
  terrain_interview_ensure_id (self);
  terrain_interview_recalculate (self);
  self->loading = FALSE;
  self->restoring = FALSE;
  terrain_interview_end (self);
  terrain_history_start (self);
  return self;
}
