/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-interview-history-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* More instances than a person could ever answer: a jr:count that large is a mistake, not a wish. */
#define MAX_COUNT 10000

/*
 * The node that a new instance goes before: after the last instance, else where the form has the repeat among its
 * siblings. NULL: at the end.
 */
static TerrainNode *
find_place (TerrainNode   *parent,
            TerrainSchema *repeat,
            GPtrArray     *instances)
{
  TerrainSchema *holder = repeat->parent;
  gboolean after = FALSE;

  if (instances->len > 0)
    return ((TerrainNode *) g_ptr_array_index (instances, instances->len - 1))->next;
  for (guint i = 0; i < holder->children->len; i++)
    {
      TerrainSchema *sibling = g_ptr_array_index (holder->children, i);

      if (sibling == repeat)
        after = TRUE;
      else if (after && !sibling->is_attribute)
        {
          for (TerrainNode *node = parent->first_child; node != NULL; node = node->next)
            {
              if (node->schema == sibling)
                return node;
            }
        }
    }
  return NULL;
}

/* The element that holds the instances of @repeat in @outer. */
static TerrainNode *
find_holder (TerrainInterview *self,
             TerrainSchema    *repeat,
             TerrainScope     *outer)
{
  return terrain_layout_get_single (self->layout, outer, repeat->parent);
}

/* The flags that a new instance takes from where it is. */
static void
inherit (TerrainInterview *self,
         TerrainNode      *node)
{
  if (node->parent->flags & TERRAIN_NODE_IRRELEVANT)
    terrain_interview_refresh_relevance (self, node);
  if (node->parent->flags & TERRAIN_NODE_READONLY)
    terrain_interview_refresh_readonly (self, node);
}

/* A new instance in its place, with its flags, and nothing computed yet. */
TerrainNode *
terrain_interview_link_instance (TerrainInterview *self,
                                 TerrainSchema    *repeat,
                                 TerrainScope     *outer)
{
  TerrainNode *parent = find_holder (self, repeat, outer);
  GPtrArray *instances = terrain_layout_get_instances (self->layout, outer, repeat);
  TerrainNode *node;

  g_return_val_if_fail (parent != NULL, NULL);

  node = terrain_node_copy (repeat->template_node, self->document);
  node->flags &= ~(guint32) TERRAIN_NODE_TEMPLATE;
  terrain_node_insert (parent, node, find_place (parent, repeat, instances));
  terrain_layout_attach (self->layout, node, outer);
  terrain_layout_insert_instance (self->layout, outer, node);
  terrain_history_note_inserted (self, node);
  inherit (self, node);
  return node;
}

/* What a person cannot add to would never be asked without a first instance. */
void
terrain_interview_fill_fixed (TerrainInterview *self,
                              TerrainScope     *scope)
{
  for (guint i = 0; i < self->layout->fixed_repeats->len; i++)
    {
      TerrainSchema *repeat = ((TerrainControl *) g_ptr_array_index (self->layout->fixed_repeats, i))->schema;
      g_autoptr (GPtrArray) holders = g_ptr_array_new ();

      terrain_layout_collect (self->layout, scope, repeat->parent, holders);
      for (guint k = 0; k < holders->len; k++)
        {
          TerrainScope *outer = terrain_scope_of (g_ptr_array_index (holders, k));

          if (terrain_layout_get_instances (self->layout, outer, repeat)->len == 0)
            terrain_interview_link_instance (self, repeat, outer);
        }
    }
}

TerrainNode *
terrain_interview_make_instance (TerrainInterview *self,
                                 TerrainSchema    *repeat,
                                 TerrainScope     *outer)
{
  GPtrArray *rules = self->layout->rules_inside[repeat->index];
  TerrainNode *node = terrain_interview_link_instance (self, repeat, outer);

  terrain_interview_fill_fixed (self, node->item);
  /* engine-semantics, 47 */
  for (guint i = 0; rules != NULL && i < rules->len; i++)
    terrain_interview_mark (self, g_ptr_array_index (rules, i), node);
  terrain_interview_preload (self, node);
  terrain_interview_dispatch (self, TERRAIN_EVENT_NEW_REPEAT, node);
  terrain_interview_touch_outside (self, node);
  terrain_item_instance_added (self, node);
  return node;
}

/* Rules that read only their own position concern the instances from @first on. */
static void
mark_positions (TerrainInterview *self,
                TerrainSchema    *repeat,
                GPtrArray        *instances,
                guint             first)
{
  for (guint i = 0; repeat->edges != NULL && i < repeat->edges->len; i++)
    {
      TerrainEdge *edge = g_ptr_array_index (repeat->edges, i);

      if (!edge->position_only)
        continue;
      if (!terrain_schema_is_in (edge->rule->target, repeat))
        {
          terrain_interview_mark (self, edge->rule, NULL);
          continue;
        }
      for (guint k = first; k < instances->len; k++)
        terrain_interview_mark (self, edge->rule, g_ptr_array_index (instances, k));
    }
}

void
terrain_interview_drop_instance (TerrainInterview *self,
                                 TerrainNode      *node)
{
  TerrainSchema *repeat = node->schema;
  TerrainScope *outer = ((TerrainScope *) node->item)->outer;
  GPtrArray *instances = terrain_layout_get_instances (self->layout, outer, repeat);
  TerrainNode *parent = node->parent;
  TerrainNode *sibling = node->next;
  guint first = node->position - 1;

  terrain_interview_touch_outside (self, node);
  terrain_interview_forget_checks (self, node);
  terrain_interview_forget_captures (self, node);
  terrain_item_instance_removed (self, node);
  terrain_layout_remove_instance (self->layout, outer, node);
  terrain_node_unlink (node);
  terrain_history_note_removed (self, node, parent, sibling);
  mark_positions (self, repeat, instances, first);
}

/* jr:count: missing instances are made, surplus ones become non-relevant and keep their answers (departure 12). */
gboolean
terrain_interview_settle_count (TerrainInterview *self,
                                TerrainRule      *rule,
                                TerrainNode      *holder,
                                GPtrArray        *instances)
{
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;
  TerrainScope *outer = terrain_scope_of (holder);
  gboolean changed = FALSE;
  double number = NAN;
  guint count;

  if (terrain_interview_compute (self, rule->expression, holder, &value))
    number = terrain_xpath_value_to_number (&value);
  /* Blank and negative are none. */
  if (isnan (number) || number < 1)
    number = 0;
  if (number > MAX_COUNT)
    {
      g_autofree char *message = g_strdup_printf (_("“%s” asks for more than %d repetitions of “%s”; %d are shown."),
                                                  terrain_xpath_get_source (rule->expression), MAX_COUNT,
                                                  rule->target->ref, MAX_COUNT);

      terrain_interview_report (self, rule, "count-too-large", holder, rule->target->line, message);
      number = MAX_COUNT;
    }
  count = (guint) number;

  for (guint i = 0; i < instances->len; i++)
    {
      TerrainNode *node = g_ptr_array_index (instances, i);
      gboolean surplus = i >= count;

      if (((node->flags & TERRAIN_NODE_SURPLUS) != 0) == surplus)
        continue;
      node->flags ^= TERRAIN_NODE_SURPLUS;
      terrain_history_note_flags (self, node, TERRAIN_NODE_SURPLUS);
      terrain_interview_refresh_relevance (self, node);
      changed = TRUE;
    }
  while (instances->len < count)
    {
      terrain_interview_make_instance (self, rule->target, outer);
      changed = TRUE;
    }
  return changed;
}

gboolean
terrain_interview_may_resize (TerrainInterview *self,
                              TerrainControl   *repeat)
{
  return repeat->count == NULL && !repeat->no_add_remove;
}

/* An empty instance in its place, for an evaluation; nothing knows of it. NULL: there is no place for one. */
TerrainNode *
terrain_interview_insert_blank (TerrainInterview *self,
                                TerrainSchema    *repeat,
                                TerrainScope     *outer)
{
  TerrainNode *parent = find_holder (self, repeat, outer);
  TerrainNode *node;

  if (parent == NULL)
    return NULL;
  node = terrain_node_copy (repeat->template_node, self->document);
  terrain_node_insert (parent, node, find_place (parent, repeat,
                                                 terrain_layout_get_instances (self->layout, outer, repeat)));
  return node;
}

void
terrain_interview_remove_blank (TerrainNode *node)
{
  terrain_node_unlink (node);
  terrain_node_free (node);
}

/*
 * An instance of a repeat has its own relevance. Whether one that is not there yet would be asked is tried on an empty
 * element put in its place for the time of the evaluation.
 */
gboolean
terrain_interview_repeat_is_relevant (TerrainInterview *self,
                                      TerrainControl   *repeat,
                                      TerrainScope     *outer)
{
  TerrainSchema *schema = repeat->schema;
  TerrainNode *parent = find_holder (self, schema, outer);
  GPtrArray *instances = terrain_layout_get_instances (self->layout, outer, schema);
  TerrainNode *node;
  gboolean relevant;

  if (parent == NULL || (parent->flags & TERRAIN_NODE_IRRELEVANT))
    return FALSE;
  if (schema->relevant == NULL)
    return TRUE;
  /* Those that a count took away are not asked, whatever the repeat is. */
  for (guint i = instances->len; i > 0; i--)
    {
      node = g_ptr_array_index (instances, i - 1);
      if (!(node->flags & TERRAIN_NODE_SURPLUS))
        return !(node->flags & TERRAIN_NODE_IRRELEVANT);
    }
  node = terrain_interview_insert_blank (self, schema, outer);
  relevant = terrain_interview_compute_boolean (self, schema->relevant, node, TRUE);
  terrain_interview_remove_blank (node);
  return relevant;
}

/* Public calls */

static TerrainControl *
find_repeat_control (TerrainSchema *schema)
{
  TerrainControl *control = schema->control;

  return control != NULL && control->kind == TERRAIN_CONTROL_REPEAT ? control : NULL;
}

static gboolean
check_resize (TerrainInterview *self,
              TerrainSchema    *repeat,
              const char       *ref,
              GError          **error)
{
  TerrainControl *control = find_repeat_control (repeat);

  if (control == NULL || terrain_interview_may_resize (self, control))
    return TRUE;
  g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_ALLOWED,
               _("The form itself decides how many times “%s” is asked."), ref);
  return FALSE;
}

static gboolean
check_open (TerrainNode *node,
            const char  *ref,
            GError     **error)
{
  if (node->flags & TERRAIN_NODE_IRRELEVANT)
    {
      g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_IRRELEVANT, _("“%s” is not asked now."), ref);
      return FALSE;
    }
  return TRUE;
}

guint
terrain_interview_add_instance (TerrainInterview *self,
                                const char       *ref,
                                GError          **error)
{
  g_autoptr (GError) failure = NULL;
  TerrainSchema *repeat;
  TerrainScope *outer = NULL;
  TerrainNode *node;
  guint position;

  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), 0);
  g_return_val_if_fail (ref != NULL, 0);

  terrain_interview_resolve (self, ref, &repeat, &outer, &failure);
  if (repeat == NULL)
    {
      g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_FOUND,
                   _("There is no repeated group at “%s” in this record."), ref);
      return 0;
    }
  if (!check_resize (self, repeat, ref, error) || !check_open (find_holder (self, repeat, outer), ref, error))
    return 0;
  terrain_interview_begin (self);
  node = terrain_interview_make_instance (self, repeat, outer);
  position = node->position;
  terrain_history_name_step (self, TERRAIN_CHANGE_ADD, node);
  terrain_interview_end (self);
  return position;
}

gboolean
terrain_interview_remove_instance (TerrainInterview *self,
                                   const char       *ref,
                                   GError          **error)
{
  TerrainSchema *repeat;
  TerrainScope *outer = NULL;
  TerrainNode *node;

  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), FALSE);
  g_return_val_if_fail (ref != NULL, FALSE);

  node = terrain_interview_resolve (self, ref, &repeat, &outer, NULL);
  if (node == NULL && repeat != NULL)
    {
      /* Without a position, the first is meant, as everywhere. */
      GPtrArray *instances = terrain_layout_get_instances (self->layout, outer, repeat);

      if (!g_str_has_suffix (ref, "]") && instances->len > 0)
        node = g_ptr_array_index (instances, 0);
    }
  if (node == NULL || repeat == NULL)
    {
      g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_FOUND,
                   _("There is no repetition at “%s” in this record."), ref);
      return FALSE;
    }
  if (!check_resize (self, repeat, ref, error))
    return FALSE;
  terrain_interview_begin (self);
  terrain_history_name_step (self, TERRAIN_CHANGE_REMOVE, node);
  terrain_interview_drop_instance (self, node);
  terrain_interview_end (self);
  return TRUE;
}

guint
terrain_interview_count_instances (TerrainInterview *self,
                                   const char       *ref)
{
  TerrainSchema *repeat;
  TerrainScope *outer = NULL;
  GPtrArray *instances;
  guint n = 0;

  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), 0);
  g_return_val_if_fail (ref != NULL, 0);

  terrain_interview_resolve (self, ref, &repeat, &outer, NULL);
  if (repeat == NULL)
    return 0;
  instances = terrain_layout_get_instances (self->layout, outer, repeat);
  for (guint i = 0; i < instances->len; i++)
    {
      TerrainNode *node = g_ptr_array_index (instances, i);

      /* Those beyond jr:count are kept for their answers, not shown. */
      if (!(node->flags & TERRAIN_NODE_SURPLUS))
        n++;
    }
  return n;
}
