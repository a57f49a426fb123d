/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-interview-private.h"
#include "terrain-layout.h"

gboolean
terrain_schema_is_in (TerrainSchema *schema,
                      TerrainSchema *top)
{
  if (top == NULL)
    return TRUE;
  for (; schema != NULL; schema = schema->parent)
    {
      if (schema == top)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_scope (TerrainSchema *schema)
{
  return schema->is_repeat || schema->parent == NULL;
}

/* Slots are given in document order, so that a scope's table reads like the form. */
static void
number_places (TerrainLayout *self)
{
  GPtrArray *schemas = self->form->schemas;

  for (guint i = 0; i < schemas->len; i++)
    {
      TerrainSchema *schema = g_ptr_array_index (schemas, i);
      TerrainSchema *owner = schema->parent;

      while (owner != NULL && !is_scope (owner))
        owner = owner->parent;
      if (owner == NULL)
        owner = schema;
      self->owners[i] = owner;
      self->slots[i] = self->sizes[owner->index]++;
    }
}

static void
sort_rules (TerrainLayout *self)
{
  for (guint i = 0; i < self->form->rules->len; i++)
    {
      TerrainRule *rule = g_ptr_array_index (self->form->rules, i);
      /* The count of a repeat is run where its instances are held: a new instance is none of its business. */
      TerrainSchema *target = rule->kind == TERRAIN_RULE_COUNT ? rule->target->parent : rule->target;

      for (TerrainSchema *schema = target; schema != NULL; schema = schema->parent)
        {
          if (!schema->is_repeat)
            continue;
          if (self->rules_inside[schema->index] == NULL)
            self->rules_inside[schema->index] = g_ptr_array_new ();
          g_ptr_array_add (self->rules_inside[schema->index], rule);
        }
    }
}

static void
sort_controls (TerrainLayout *self)
{
  for (guint i = 0; i < self->form->controls->len; i++)
    {
      TerrainControl *control = g_ptr_array_index (self->form->controls, i);

      if (control->kind != TERRAIN_CONTROL_REPEAT || control->schema == NULL)
        continue;
      if (control->schema->relevant != NULL)
        g_ptr_array_add (self->conditional_repeats, control);
      if (control->no_add_remove && control->count == NULL)
        g_ptr_array_add (self->fixed_repeats, control);
    }
  for (guint i = 0; i < self->n_places; i++)
    {
      TerrainSchema *schema = g_ptr_array_index (self->form->schemas, i);

      for (guint k = 0; schema->views != NULL && k < schema->views->len; k++)
        {
          TerrainView *view = g_ptr_array_index (schema->views, k);

          if (view->kind == TERRAIN_VIEW_CHOICES)
            self->choices_depend[view->control->index] = TRUE;
        }
    }
}

TerrainLayout *
terrain_layout_new (TerrainForm *form)
{
  TerrainLayout *self = g_new0 (TerrainLayout, 1);

  self->form = form;
  self->n_places = form->schemas->len;
  self->owners = g_new0 (TerrainSchema *, self->n_places);
  self->slots = g_new0 (guint, self->n_places);
  self->sizes = g_new0 (guint, self->n_places);
  self->rules_inside = g_new0 (GPtrArray *, self->n_places);
  self->conditional_repeats = g_ptr_array_new ();
  self->fixed_repeats = g_ptr_array_new ();
  self->choices_depend = g_new0 (gboolean, form->controls->len + 1);
  number_places (self);
  sort_rules (self);
  sort_controls (self);
  return self;
}

void
terrain_layout_free (TerrainLayout *self)
{
  for (guint i = 0; i < self->n_places; i++)
    g_clear_pointer (&self->rules_inside[i], g_ptr_array_unref);
  g_free (self->owners);
  g_free (self->slots);
  g_free (self->sizes);
  g_free (self->rules_inside);
  g_free (self->choices_depend);
  g_ptr_array_unref (self->conditional_repeats);
  g_ptr_array_unref (self->fixed_repeats);
  g_free (self);
}

static void
attach_below (TerrainLayout *self,
              TerrainScope  *scope,
              TerrainNode   *node)
{
  for (TerrainNode *attribute = node->first_attribute; attribute != NULL; attribute = attribute->next)
    {
      TerrainSchema *schema = attribute->schema;

      if (schema != NULL)
        scope->slots[self->slots[schema->index]] = attribute;
    }
  for (TerrainNode *child = node->first_child; child != NULL; child = child->next)
    {
      TerrainSchema *schema = child->schema;
      gpointer *slot;

      if (schema == NULL)
        continue;
      slot = &scope->slots[self->slots[schema->index]];
      if (schema->is_repeat)
        {
          GPtrArray *instances = *slot;

          g_ptr_array_add (instances, child);
          child->position = instances->len;
          terrain_layout_attach (self, child, scope);
          continue;
        }
      /* Two elements of one name that is no repeat: the first is the one that binds mean. */
      if (*slot == NULL)
        *slot = child;
      attach_below (self, scope, child);
    }
}

TerrainScope *
terrain_layout_attach (TerrainLayout *self,
                       TerrainNode   *node,
                       TerrainScope  *outer)
{
  TerrainSchema *schema = node->schema;
  guint n = self->sizes[schema->index];
  TerrainScope *scope = g_malloc0 (sizeof (TerrainScope) + n * sizeof (gpointer));

  scope->node = node;
  scope->outer = outer;
  scope->n_slots = n;
  for (guint i = schema->index; i < self->n_places; i++)
    {
      TerrainSchema *place = g_ptr_array_index (self->form->schemas, i);

      /* Schemas are in document order, so those below come next, without a gap. */
      if (!terrain_schema_is_in (place, schema))
        break;
      if (place->is_repeat && place != schema && self->owners[i] == schema)
        scope->slots[self->slots[i]] = g_ptr_array_new ();
    }
  node->item = scope;
  node->flags |= TERRAIN_NODE_SCOPE;
  if (outer != NULL)
    self->n_instances++;
  if (outer == NULL)
    scope->slots[self->slots[schema->index]] = node;
  attach_below (self, scope, node);
  return scope;
}

void
terrain_layout_detach (TerrainLayout *self,
                       TerrainNode   *node)
{
  TerrainSchema *top = node->schema;
  TerrainScope *scope = node->item;

  g_return_if_fail (node->flags & TERRAIN_NODE_SCOPE);

  for (guint i = top->index; i < self->n_places; i++)
    {
      TerrainSchema *place = g_ptr_array_index (self->form->schemas, i);
      GPtrArray *instances;

      if (!terrain_schema_is_in (place, top))
        break;
      if (!place->is_repeat || place == top || self->owners[i] != top)
        continue;
      instances = scope->slots[self->slots[i]];
      for (guint k = 0; k < instances->len; k++)
        terrain_layout_detach (self, g_ptr_array_index (instances, k));
      g_ptr_array_unref (instances);
    }
  if (scope->outer != NULL)
    self->n_instances--;
  node->item = NULL;
  node->flags &= ~(guint32) TERRAIN_NODE_SCOPE;
  g_free (scope);
}

TerrainScope *
terrain_scope_of (TerrainNode *node)
{
  while (node != NULL && !(node->flags & TERRAIN_NODE_SCOPE))
    node = node->parent;
  return node != NULL ? node->item : NULL;
}

TerrainScope *
terrain_scope_find (TerrainScope  *scope,
                    TerrainSchema *schema)
{
  for (; scope != NULL; scope = scope->outer)
    {
      if (scope->node->schema == schema || (schema == NULL && scope->outer == NULL))
        return scope;
    }
  return NULL;
}

GPtrArray *
terrain_layout_get_instances (TerrainLayout *self,
                              TerrainScope  *scope,
                              TerrainSchema *repeat)
{
  g_return_val_if_fail (scope->node->schema == self->owners[repeat->index], NULL);

  return scope->slots[self->slots[repeat->index]];
}

static void
renumber (GPtrArray *instances,
          guint      from)
{
  for (guint i = from; i < instances->len; i++)
    {
      TerrainNode *node = g_ptr_array_index (instances, i);

      node->position = i + 1;
    }
}

void
terrain_layout_insert_instance (TerrainLayout *self,
                                TerrainScope  *outer,
                                TerrainNode   *node)
{
  GPtrArray *instances = terrain_layout_get_instances (self, outer, node->schema);

  g_ptr_array_add (instances, node);
  renumber (instances, instances->len - 1);
}

void
terrain_layout_put_back_instance (TerrainLayout *self,
                                  TerrainScope  *outer,
                                  TerrainNode   *node)
{
  GPtrArray *instances = terrain_layout_get_instances (self, outer, node->schema);
  guint index = node->position - 1;

  g_return_if_fail (index <= instances->len);

  g_ptr_array_insert (instances, (int) index, node);
  renumber (instances, index);
}

void
terrain_layout_remove_instance (TerrainLayout *self,
                                TerrainScope  *outer,
                                TerrainNode   *node)
{
  GPtrArray *instances = terrain_layout_get_instances (self, outer, node->schema);
  guint index = node->position - 1;

  g_return_if_fail (index < instances->len && g_ptr_array_index (instances, index) == node);

  g_ptr_array_remove_index (instances, index);
  renumber (instances, index);
}

/* The same slot of many instances: what every sum over a repeat asks for. */
static void
collect_slot (GPtrArray *instances,
              guint      slot,
              GPtrArray *nodes)
{
  guint length = nodes->len;

  g_ptr_array_set_size (nodes, (int) (length + instances->len));
  for (guint i = 0; i < instances->len; i++)
    {
      TerrainNode *instance = g_ptr_array_index (instances, i);
      TerrainNode *node = ((TerrainScope *) instance->item)->slots[slot];

      if (node != NULL)
        nodes->pdata[length++] = node;
    }
  g_ptr_array_set_size (nodes, (int) length);
}

void
terrain_layout_collect (TerrainLayout *self,
                        TerrainScope  *scope,
                        TerrainSchema *target,
                        GPtrArray     *nodes)
{
  TerrainSchema *here = scope->node->schema;
  TerrainSchema *owner = self->owners[target->index];
  TerrainSchema *step = target;
  gpointer slot;

  if (target == here)
    {
      g_ptr_array_add (nodes, scope->node);
      return;
    }
  /* The outermost repeat between here and the target. */
  while (owner != here)
    {
      if (owner == self->owners[owner->index])
        return; /* not below @scope */
      step = owner;
      owner = self->owners[owner->index];
    }
  slot = scope->slots[self->slots[step->index]];
  if (slot == NULL)
    return;
  if (!step->is_repeat)
    {
      g_ptr_array_add (nodes, slot);
      return;
    }
  if (step == target)
    g_ptr_array_extend (nodes, slot, NULL, NULL);
  else if (self->owners[target->index] == step && !target->is_repeat)
    collect_slot (slot, self->slots[target->index], nodes);
  else
    {
      for (guint i = 0; i < ((GPtrArray *) slot)->len; i++)
        {
          TerrainNode *instance = g_ptr_array_index ((GPtrArray *) slot, i);

          terrain_layout_collect (self, instance->item, target, nodes);
        }
    }
}

void
terrain_layout_collect_near (TerrainLayout *self,
                             TerrainNode   *context,
                             TerrainSchema *target,
                             GPtrArray     *nodes)
{
  TerrainScope *scope = terrain_scope_of (context);

  while (scope->outer != NULL && !terrain_schema_is_in (target, scope->node->schema))
    scope = scope->outer;
  terrain_layout_collect (self, scope, target, nodes);
}

TerrainNode *
terrain_layout_get_single (TerrainLayout *self,
                           TerrainScope  *scope,
                           TerrainSchema *target)
{
  if (target == scope->node->schema)
    return scope->node;
  if (target->is_repeat || self->owners[target->index] != scope->node->schema)
    return NULL;
  return scope->slots[self->slots[target->index]];
}
