/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-entity-private.h"
#include "terrain-reference-private.h"

/*
 * Where an entity stands. A section (the form, a group, a repeat) holds one entity, in its meta; a server gives a saved
 * question to the entity of the nearest section around it. So:
 *
 *  - what an entity is made of decides the scope, the repeat (or the form) it is made in: the deepest one that its
 *    questions are in. Questions saved must be in that scope; references may also reach further out.
 *  - within the scope, its place is the deepest section around all questions saved to it; without any, the deepest
 *    section that a reference names; without any, the form.
 *  - taken places, and places that would come between another entity and its questions, give way to the section around,
 *    up to the scope.
 *
 * One entity of the whole form stays in the form's own meta, where every server since 2022 looks for it.
 */

static TerrainEntry *
scope_of (TerrainCompile *self, const TerrainEntry *item)
{
  TerrainEntry *repeat = terrain_entry_repeat (item);

  return repeat != NULL ? repeat : self->root;
}

/* A question named in the cells of an entity. */
typedef struct
{
  TerrainEntry *item;
  const TerrainField *field;
} Named;

static GArray *
find_named (TerrainCompile *self, const TerrainEntity *entity)
{
  const TerrainField *const fields[] = { entity->label, entity->id, entity->create_if, entity->update_if };
  GArray *named = g_array_new (FALSE, FALSE, sizeof (Named));

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_auto (TerrainReference) reference = { 0 };
      TerrainPlace place = { NULL, 0, 0 };
      gsize from = 0;

      if (fields[i] == NULL)
        continue;
      place = terrain_place (self->entities_sheet, entity->row, fields[i]->column);
      for (; terrain_reference_next (self, fields[i]->text, from, place, &reference); from = reference.end)
        {
          Named one = { reference.last_saved ? NULL : terrain_reference_find (self, reference.name, place), fields[i] };

          if (one.item != NULL)
            g_array_append_val (named, one);
        }
    }
  return named;
}

static TerrainEntry *
deeper (TerrainEntry *a, TerrainEntry *b)
{
  return b->depth > a->depth ? b : a;
}

static void
say_scope (TerrainCompile *self, const TerrainEntity *entity, const char *name, TerrainEntry *scope, TerrainPlace place)
{
  terrain_compile_error (self, "entity-scope", place,
                         _("“%s” is made in “%s”, and “%s” is not there. Copy its value with a calculation in “%s” and "
                           "use that."),
                         entity->list, scope->name, name, scope->name);
}

/* Whether everything that makes up the entity is at hand in @scope. */
static gboolean
check_scope (TerrainCompile *self, const TerrainEntity *entity, const GArray *named, TerrainEntry *scope)
{
  gboolean good = TRUE;

  for (guint i = 0; i < entity->saved->len; i++)
    {
      const TerrainEntry *item = g_ptr_array_index (entity->saved, i);

      if (scope_of (self, item) == scope)
        continue;
      good = FALSE;
      say_scope (self, entity, item->name, scope, terrain_entry_place (self, item, item->save_to->column));
    }
  for (guint i = 0; i < named->len; i++)
    {
      const Named *one = &g_array_index (named, Named, i);

      if (terrain_entry_is_within (scope, scope_of (self, one->item)))
        continue;
      good = FALSE;
      say_scope (self, entity, one->item->name, scope,
                 terrain_place (self->entities_sheet, entity->row, one->field->column));
    }
  return good;
}

/* Whether an entity in @container would come between @item and the entity it is saved to. */
static gboolean
comes_between (const TerrainEntry *item, const TerrainEntry *container, const TerrainEntry *theirs)
{
  for (const TerrainEntry *at = item->parent; at != NULL && at != theirs; at = at->parent)
    if (at == container)
      return TRUE;
  return FALSE;
}

static gboolean
is_free (TerrainCompile *self, const TerrainEntity *entity, const TerrainEntry *container)
{
  if (container->entity != NULL)
    return FALSE;
  for (guint i = 0; i < self->entities->len; i++)
    {
      const TerrainEntity *other = g_ptr_array_index (self->entities, i);

      if (other == entity || other->container == NULL)
        continue;
      for (guint j = 0; j < other->saved->len; j++)
        if (comes_between (g_ptr_array_index (other->saved, j), container, other->container))
          return FALSE;
      for (guint j = 0; j < entity->saved->len; j++)
        if (comes_between (g_ptr_array_index (entity->saved, j), other->container, container))
          return FALSE;
    }
  return TRUE;
}

static TerrainEntry *
wanted_place (TerrainCompile *self, const TerrainEntity *entity, const GArray *named, TerrainEntry *scope)
{
  TerrainEntry *place = NULL;

  if (self->entities->len == 1 && scope == self->root)
    return self->root;
  for (guint i = 0; i < entity->saved->len; i++)
    {
      TerrainEntry *section = ((TerrainEntry *) g_ptr_array_index (entity->saved, i))->parent;

      if (place == NULL)
        place = section;
      while (!terrain_entry_is_within (section, place))
        place = place->parent;
    }
  if (place != NULL)
    return place;
  place = scope;
  for (guint i = 0; i < named->len; i++)
    {
      TerrainEntry *item = g_array_index (named, Named, i).item;

      if (scope_of (self, item) == scope && item->parent != self->meta)
        place = deeper (place, item->parent);
    }
  return place;
}

static void
place_entity (TerrainCompile *self, TerrainEntity *entity, const GArray *named)
{
  TerrainEntry *scope = self->root;
  TerrainEntry *place;

  for (guint i = 0; i < entity->saved->len; i++)
    scope = deeper (scope, scope_of (self, g_ptr_array_index (entity->saved, i)));
  for (guint i = 0; i < named->len; i++)
    scope = deeper (scope, scope_of (self, g_array_index (named, Named, i).item));
  if (!check_scope (self, entity, named, scope))
    return;
  for (place = wanted_place (self, entity, named, scope); place != NULL; place = place->parent)
    {
      if (is_free (self, entity, place))
        {
          entity->container = place;
          place->entity = entity;
          return;
        }
      if (place == scope)
        break;
    }
  terrain_compile_error (self, "entity-place", terrain_place (self->entities_sheet, entity->row, NULL),
                         _("There is no room for “%s” in “%s”: a group or repeat makes one entity. Put its questions in "
                           "a group of their own."),
                         entity->list, scope->name);
}

void
terrain_entities_place (TerrainCompile *self)
{
  /* Questions saved leave the least choice, so they come first; what names nothing comes last. */
  for (guint pass = 0; pass < 3; pass++)
    for (guint i = 0; i < self->entities->len; i++)
      {
        TerrainEntity *entity = g_ptr_array_index (self->entities, i);
        g_autoptr (GArray) named = find_named (self, entity);

        if (pass == (entity->saved->len > 0 ? 0 : named->len > 0 ? 1 : 2))
          place_entity (self, entity, named);
      }
}

const char *
terrain_entities_version (TerrainCompile *self)
{
  if (self->entities->len == 0)
    return NULL;
  return self->entities->len > 1 || self->root->entity == NULL ? "2025.1.0" : "2024.1.0";
}
