/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-interview-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One step of a ref: [prefix:]name[position] or @name. */
typedef struct
{
  const char *name;
  gsize length;
  gboolean attribute;
  guint position; /* 0 where not written */
} Step;

static gboolean
read_position (const char **at,
               guint       *position)
{
  guint64 number = 0;
  const char *text = *at + 1;

  if (!g_ascii_isdigit (*text))
    return FALSE;
  for (; g_ascii_isdigit (*text); text++)
    {
      number = number * 10 + (guint64) (*text - '0');
      if (number > G_MAXUINT32)
        return FALSE;
    }
  if (*text != ']' || number == 0)
    return FALSE;
  *position = (guint) number;
  *at = text + 1;
  return TRUE;
}

static gboolean
read_step (const char **at,
           Step        *step)
{
  const char *text = *at;
  const char *colon;

  if (*text != '/')
    return FALSE;
  text++;
  step->attribute = *text == '@';
  if (step->attribute)
    text++;
  step->name = text;
  step->length = strcspn (text, "/[");
  step->position = 0;
  text += step->length;
  colon = memchr (step->name, ':', step->length);
  if (colon != NULL)
    {
      step->length -= (gsize) (colon + 1 - step->name);
      step->name = colon + 1;
    }
  if (step->length == 0 || (*text == '[' && !read_position (&text, &step->position)))
    return FALSE;
  *at = text;
  return *text == '/' || *text == '\0';
}

static gboolean
step_is (const Step *step,
         const char *local)
{
  return local != NULL && strncmp (local, step->name, step->length) == 0 && local[step->length] == '\0';
}

static TerrainSchema *
find_repeat (TerrainSchema *parent,
             const Step    *step)
{
  for (guint i = 0; parent != NULL && parent->children != NULL && i < parent->children->len; i++)
    {
      TerrainSchema *schema = g_ptr_array_index (parent->children, i);

      if (schema->is_repeat && !step->attribute && step_is (step, schema->local))
        return schema;
    }
  return NULL;
}

static TerrainNode *
find_plain (TerrainNode *node,
            const Step  *step)
{
  TerrainNode *child = step->attribute ? node->first_attribute : node->first_child;

  if (step->position > 1)
    return NULL;
  while (child != NULL && !step_is (step, child->local))
    child = child->next;
  return child;
}

static TerrainNode *
not_found (const char  *ref,
           GError     **error)
{
  g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_FOUND,
               _("There is nothing at “%s” in this record."), ref);
  return NULL;
}

#define MAX_FAST_DEPTH 16
#define MAX_FAST_LENGTH 512

/*
 * Refs as the engine writes them name a place once their positions are gone:
 *
 *   "/data/r[3]/x" ──► "/data/r/x" ──form's table──► schema ──slots──► root scope ─ r[3]'s scope ─ x
 *                      + positions 0,3,0
 *
 * Neither the number of siblings nor that of instances counts. FALSE where the ref is written in another way (other
 * prefixes, what is no place of the form): the names of the nodes are then looked at one by one.
 */
static gboolean
find_by_place (TerrainInterview *self,
               const char       *ref,
               TerrainNode     **node,
               TerrainSchema   **repeat,
               TerrainScope    **outer)
{
  TerrainSchema *chain[MAX_FAST_DEPTH];
  guint positions[MAX_FAST_DEPTH];
  char generic[MAX_FAST_LENGTH];
  TerrainSchema *place;
  TerrainScope *scope = self->root;
  gsize length = 0;
  guint depth = 0;

  for (const char *at = ref; *at != '\0'; depth++)
    {
      gsize n = strcspn (at + 1, "/[") + 1;

      if (*at != '/' || depth == MAX_FAST_DEPTH || length + n >= MAX_FAST_LENGTH)
        return FALSE;
      memcpy (generic + length, at, n);
      length += n;
      at += n;
      positions[depth] = 0;
      if (*at == '[' && !read_position (&at, &positions[depth]))
        return FALSE;
    }
  generic[length] = '\0';
  place = depth > 0 ? terrain_form_find_schema (self->form, generic) : NULL;
  for (guint i = depth; i > 0; i--)
    {
      if (place == NULL)
        return FALSE;
      chain[i - 1] = place;
      place = place->parent;
    }
  if (depth == 0 || place != NULL)
    return FALSE;
  *node = scope->node;
  for (guint i = 0; i < depth; i++)
    {
      GPtrArray *instances;
      guint position = MAX (positions[i], 1);

      if (!chain[i]->is_repeat || chain[i]->parent == NULL)
        {
          if (position > 1)
            return FALSE;
          continue;
        }
      instances = terrain_layout_get_instances (self->layout, scope, chain[i]);
      *node = position <= instances->len ? g_ptr_array_index (instances, position - 1) : NULL;
      if (i + 1 == depth && repeat != NULL)
        {
          *repeat = chain[i];
          *outer = scope;
          if (positions[i] == 0)
            *node = NULL;
          return TRUE;
        }
      if (*node == NULL)
        return TRUE;
      scope = (*node)->item;
    }
  if (!chain[depth - 1]->is_repeat)
    *node = terrain_layout_get_single (self->layout, scope, chain[depth - 1]);
  return *node != NULL;
}

/*
 * The node at @ref. Where @repeat is asked for and the last step is a repeat: *repeat and *outer are set, and the node
 * is NULL when no position was written (the repeat itself was meant) or no such instance exists.
 */
TerrainNode *
terrain_interview_resolve (TerrainInterview *self,
                           const char       *ref,
                           TerrainSchema   **repeat,
                           TerrainScope    **outer,
                           GError          **error)
{
  TerrainNode *node;
  const char *at = ref;
  Step step;

  if (repeat != NULL)
    *repeat = NULL;
  if (find_by_place (self, ref, &node, repeat, outer))
    return node != NULL || (repeat != NULL && *repeat != NULL) ? node : not_found (ref, error);
  if (repeat != NULL)
    *repeat = NULL;
  node = self->root->node;
  if (!read_step (&at, &step) || step.attribute || step.position > 1 || !step_is (&step, node->local))
    return not_found (ref, error);
  while (*at != '\0')
    {
      TerrainSchema *schema;
      TerrainScope *scope;
      GPtrArray *instances;
      guint position;

      if (!read_step (&at, &step))
        return not_found (ref, error);
      schema = find_repeat (node->schema, &step);
      if (schema == NULL)
        {
          node = find_plain (node, &step);
          if (node == NULL)
            return not_found (ref, error);
          continue;
        }
      scope = terrain_scope_of (node);
      instances = terrain_layout_get_instances (self->layout, scope, schema);
      position = MAX (step.position, 1);
      node = position <= instances->len ? g_ptr_array_index (instances, position - 1) : NULL;
      if (*at == '\0' && repeat != NULL)
        {
          *repeat = schema;
          *outer = scope;
          if (step.position == 0)
            return NULL;
        }
      if (node == NULL)
        return not_found (ref, error);
    }
  return node;
}

/**
 * terrain_interview_find_node:
 *
 * Returns: (transfer none) (nullable): the node at @ref, valid until the next change; %NULL with
 *   %TERRAIN_ENGINE_ERROR_NOT_FOUND
 */
TerrainNode *
terrain_interview_find_node (TerrainInterview *self,
                             const char       *ref,
                             GError          **error)
{
  TerrainNode *node;

  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), NULL);
  g_return_val_if_fail (ref != NULL, NULL);

  node = terrain_interview_resolve (self, ref, NULL, NULL, error);
  if (node != NULL)
    terrain_interview_look_at (self, node);
  return node;
}
