/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-binding-private.h"

#include "terrain-graph-private.h"

/* See terrain-binding-private.h for what a binding promises. */

static gboolean
is_plain (TerrainAst *path)
{
  gboolean moves = FALSE;

  if (path->start != NULL &&
      (path->n_start_predicates > 0 || path->start->kind != TERRAIN_AST_CALL ||
       (terrain_function_get_flags (path->start->function) & TERRAIN_FUNCTION_CURRENT) == 0))
    return FALSE;
  for (guint i = 0; i < path->n_steps; i++)
    {
      TerrainAstStep *step = &path->steps[i];
      gboolean named = step->axis == TERRAIN_AXIS_CHILD || step->axis == TERRAIN_AXIS_ATTRIBUTE;

      if (step->n_predicates > 0 || step->test != (named ? TERRAIN_TEST_NAME : TERRAIN_TEST_NODE) ||
          !(named || step->axis == TERRAIN_AXIS_PARENT || step->axis == TERRAIN_AXIS_SELF))
        return FALSE;
      moves = moves || step->axis != TERRAIN_AXIS_SELF;
    }
  return moves;
}

/* The highest place a relative path touches, and how far that is above where it starts. */
static TerrainSchema *
find_top (TerrainForm   *form,
          TerrainAst    *path,
          TerrainSchema *origin,
          guint         *up)
{
  TerrainSchema *top = origin;
  TerrainSchema *at = origin;

  *up = 0;
  for (guint i = 0; i < path->n_steps && at != NULL; i++)
    {
      TerrainAstStep *step = &path->steps[i];

      if (step->axis == TERRAIN_AXIS_PARENT)
        {
          if (at == top)
            {
              top = top->parent;
              ++*up;
            }
          at = at->parent;
        }
      else if (step->axis != TERRAIN_AXIS_SELF)
        {
          at = terrain_schema_find_child (form, at, step->axis == TERRAIN_AXIS_ATTRIBUTE, step->local, NULL);
        }
    }
  return top;
}

static void
set_steps (TerrainForm    *form,
           TerrainBinding *self)
{
  TerrainSchema *at;
  guint i;

  self->n_steps = terrain_schema_get_depth (self->target) - terrain_schema_get_depth (self->anchor);
  self->steps = g_new0 (TerrainSchema *, MAX (self->n_steps, 1));
  self->single = TRUE;
  for (at = self->target, i = self->n_steps; i > 0; at = at->parent)
    {
      self->steps[--i] = at;
      self->single = self->single && !at->is_repeat;
    }
  g_ptr_array_add (form->bindings, self);
  g_ptr_array_add (form->bindings, self->steps);
}

gpointer
terrain_binding_new (TerrainForm        *form,
                     TerrainAst         *path,
                     TerrainSchema      *item,
                     TerrainSchema      *context,
                     const TerrainPlace *target)
{
  TerrainSchema *root = g_ptr_array_index (form->schemas, 0);
  TerrainSchema *anchor = root;
  TerrainBinding *self;
  guint up = 0;
  gboolean from_root;

  /* The document itself, and what is not plain, are walked. */
  if (!is_plain (path) || !terrain_schema_is_inside (target->schema, root))
    return NULL;
  from_root = target->schema->repeat_scope == NULL;
  if (!from_root && path->absolute)
    {
      /* A text that many places show means another instance in each. */
      if (context == NULL)
        return NULL;
      anchor = target->anchor != NULL ? target->anchor : root;
      from_root = anchor == root;
      anchor = from_root ? root : anchor;
      up = from_root ? 0 : terrain_schema_get_depth (context) - terrain_schema_get_depth (anchor);
    }
  else if (!from_root)
    {
      TerrainSchema *origin = path->start != NULL ? context : item;

      anchor = origin != NULL && terrain_schema_is_inside (origin, root) ? find_top (form, path, origin, &up) : NULL;
    }
  if (anchor == NULL || !terrain_schema_is_inside (target->schema, anchor))
    return NULL;
  self = g_new0 (TerrainBinding, 1);
  self->anchor = anchor;
  self->target = target->schema;
  self->up = up;
  self->from_root = from_root;
  self->of_expression = path->absolute || path->start != NULL;
  set_steps (form, self);
  return self;
}
