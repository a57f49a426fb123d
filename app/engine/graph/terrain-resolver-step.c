/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-resolver-private.h"

#include <string.h>

/* The axes of XPath over the schema. */

typedef struct
{
  TerrainResolver *resolver;
  const TerrainAstStep *step;
  GArray *to;
} Walk;

static gboolean
has_uri (const TerrainAstStep *step,
         TerrainSchema        *schema)
{
  if (step->no_uri)
    return schema->uri == NULL;
  return step->uri == NULL || g_strcmp0 (step->uri, schema->uri) == 0;
}

static gboolean
passes (Walk          *self,
        TerrainSchema *schema)
{
  if (schema == &self->resolver->document)
    return self->step->test == TERRAIN_TEST_NODE;
  switch (self->step->test)
    {
    case TERRAIN_TEST_NAME:
      return schema->local == self->step->local && has_uri (self->step, schema);
    case TERRAIN_TEST_ANY_NAME:
      return has_uri (self->step, schema);
    case TERRAIN_TEST_NODE:
      return TRUE;
    /* The text of a leaf is the leaf's value. */
    case TERRAIN_TEST_TEXT:
      return schema->is_leaf;
    case TERRAIN_TEST_COMMENT:
    case TERRAIN_TEST_INSTRUCTION:
    default:
      return FALSE;
    }
}

/* Each schema once; reached in two ways, only what both have in common is the context's own. */
static void
add_place (Walk          *self,
           TerrainSchema *schema,
           TerrainSchema *anchor)
{
  TerrainResolver *resolver = self->resolver;
  TerrainPlace place = { schema, anchor };
  TerrainPlace *known;

  if (!terrain_resolver_spend (resolver) || !passes (self, schema))
    return;
  if (resolver->stamps[schema->index] != resolver->stamp)
    {
      resolver->stamps[schema->index] = resolver->stamp;
      resolver->slots[schema->index] = self->to->len;
      g_array_append_val (self->to, place);
      return;
    }
  known = &g_array_index (self->to, TerrainPlace, resolver->slots[schema->index]);
  if (known->anchor != NULL && (anchor == NULL || terrain_schema_is_inside (known->anchor, anchor)))
    known->anchor = anchor;
}

/* There is one root element, so it is everybody's own. */
static TerrainSchema *
anchor_of_child (Walk               *self,
                 const TerrainPlace *place,
                 TerrainSchema      *child)
{
  return place->schema == &self->resolver->document ? child : place->anchor;
}

static void
add_children (Walk               *self,
              const TerrainPlace *place,
              gboolean            attributes)
{
  for (guint i = 0; i < place->schema->children->len && !self->resolver->overflow; i++)
    {
      TerrainSchema *child = g_ptr_array_index (place->schema->children, i);

      if (child->is_attribute == attributes)
        add_place (self, child, anchor_of_child (self, place, child));
    }
}

/* By name through the form's table: a group of thousands costs the same as one of two. */
static void
add_named (Walk               *self,
           const TerrainPlace *place,
           gboolean            attributes,
           TerrainSchema      *own)
{
  TerrainSchema *parent = place->schema == &self->resolver->document ? NULL : place->schema;
  gboolean is_own = parent == NULL || place->anchor == parent;

  for (TerrainSchema *child = terrain_schema_find_child (self->resolver->form, parent, attributes, self->step->local,
                                                         NULL);
       child != NULL; child = child->next_homonym)
    add_place (self, child, is_own && child == own ? child : anchor_of_child (self, place, child));
}

static TerrainPlace
parent_of (Walk               *self,
           const TerrainPlace *place)
{
  TerrainPlace parent = { place->schema->parent, place->anchor };

  if (place->anchor == place->schema)
    parent.anchor = parent.schema;
  if (parent.schema == NULL && place->schema != &self->resolver->document)
    parent.schema = &self->resolver->document;
  return parent;
}

static void
add_descendants (Walk               *self,
                 const TerrainPlace *place)
{
  for (guint i = 0; i < place->schema->children->len && !self->resolver->overflow; i++)
    {
      TerrainSchema *child = g_ptr_array_index (place->schema->children, i);
      TerrainPlace below = { child, anchor_of_child (self, place, child) };

      if (child->is_attribute)
        continue;
      add_place (self, child, below.anchor);
      add_descendants (self, &below);
    }
}

static void
add_ancestors (Walk               *self,
               const TerrainPlace *place)
{
  for (TerrainPlace at = parent_of (self, place); at.schema != NULL; at = parent_of (self, &at))
    add_place (self, at.schema, at.anchor);
}

static void
add_siblings (Walk               *self,
              const TerrainPlace *place)
{
  TerrainPlace parent = parent_of (self, place);

  if (parent.schema != NULL && !place->schema->is_attribute)
    add_children (self, &parent, FALSE);
}

static void
add_everything (Walk *self)
{
  GPtrArray *schemas = self->resolver->form->schemas;

  for (guint i = 0; i < schemas->len && !self->resolver->overflow; i++)
    {
      TerrainSchema *schema = g_ptr_array_index (schemas, i);

      if (!schema->is_attribute)
        add_place (self, schema, NULL);
    }
}

static void
walk_from (Walk               *self,
           const TerrainPlace *place,
           TerrainSchema      *own)
{
  TerrainAxis axis = self->step->axis;
  gboolean attributes = axis == TERRAIN_AXIS_ATTRIBUTE;
  TerrainPlace parent;

  switch (axis)
    {
    case TERRAIN_AXIS_CHILD:
    case TERRAIN_AXIS_ATTRIBUTE:
      if (self->step->test == TERRAIN_TEST_NAME)
        add_named (self, place, attributes, own);
      else if (self->step->test == TERRAIN_TEST_TEXT && !attributes)
        add_place (self, place->schema, place->anchor);
      else
        add_children (self, place, attributes);
      break;
    case TERRAIN_AXIS_SELF:
      add_place (self, place->schema, place->anchor);
      break;
    case TERRAIN_AXIS_PARENT:
      parent = parent_of (self, place);
      if (parent.schema != NULL)
        add_place (self, parent.schema, parent.anchor);
      break;
    case TERRAIN_AXIS_DESCENDANT_OR_SELF:
      add_place (self, place->schema, place->anchor);
      add_descendants (self, place);
      break;
    case TERRAIN_AXIS_DESCENDANT:
      add_descendants (self, place);
      break;
    case TERRAIN_AXIS_ANCESTOR_OR_SELF:
      add_place (self, place->schema, place->anchor);
      add_ancestors (self, place);
      break;
    case TERRAIN_AXIS_ANCESTOR:
      add_ancestors (self, place);
      break;
    case TERRAIN_AXIS_FOLLOWING_SIBLING:
    case TERRAIN_AXIS_PRECEDING_SIBLING:
      add_siblings (self, place);
      break;
    case TERRAIN_AXIS_FOLLOWING:
    case TERRAIN_AXIS_PRECEDING:
      add_everything (self);
      break;
    case TERRAIN_AXIS_NAMESPACE:
    default:
      break;
    }
}

void
terrain_resolver_step (TerrainResolver      *self,
                       const TerrainAstStep *step,
                       GArray               *from,
                       TerrainSchema        *own,
                       GArray               *to)
{
  Walk walk = { .resolver = self, .step = step, .to = to };

  self->stamp++;
  for (guint i = 0; i < from->len && !self->overflow; i++)
    walk_from (&walk, &g_array_index (from, TerrainPlace, i), own);
}
