/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-interview-history-private.h"

#include <glib/gi18n-lib.h>

/* Steps taken back and done again. No rule runs: what it found is in the log. */

void
terrain_history_free_instance (TerrainInterview *self,
                               TerrainNode      *node)
{
  terrain_layout_detach (self->layout, node);
  terrain_node_free (node);
}

static void
exchange_value (TerrainInterview *self,
                TerrainMutation  *mutation)
{
  mutation->text = terrain_node_exchange_value (mutation->node, mutation->text);
  terrain_interview_touch_views (self, mutation->node);
  terrain_item_queue (self, mutation->node, TERRAIN_DIRTY_VALUE | TERRAIN_DIRTY_VALID);
}

static void
exchange_flags (TerrainInterview *self,
                TerrainMutation  *mutation)
{
  guint dirty = 0;

  mutation->node->flags ^= mutation->flags;
  if (mutation->flags & TERRAIN_NODE_IRRELEVANT)
    {
      dirty |= TERRAIN_DIRTY_RELEVANT | TERRAIN_DIRTY_VALID;
      terrain_interview_touch_views (self, mutation->node);
    }
  if (mutation->flags & TERRAIN_NODE_READONLY)
    dirty |= TERRAIN_DIRTY_READONLY;
  if (mutation->flags & TERRAIN_NODE_REQUIRED)
    dirty |= TERRAIN_DIRTY_REQUIRED;
  if (mutation->flags & (TERRAIN_NODE_INVALID | TERRAIN_NODE_NOT_OFFERED))
    dirty |= TERRAIN_DIRTY_VALID;
  self->changed = TRUE;
  terrain_item_queue (self, mutation->node, dirty);
}

/* Whoever shows something that counts or sums over an instance looks again. */
static void
touch_views_of_all (TerrainInterview *self,
                    TerrainNode      *instance)
{
  for (TerrainNode *node = instance; node != NULL; node = terrain_node_next_below (node, instance))
    {
      terrain_interview_touch_views (self, node);
      for (TerrainNode *attribute = node->first_attribute; attribute != NULL; attribute = attribute->next)
        terrain_interview_touch_views (self, attribute);
    }
}

static void
take_out (TerrainInterview *self,
          TerrainMutation  *mutation)
{
  TerrainNode *node = mutation->node;
  TerrainScope *outer = ((TerrainScope *) node->item)->outer;

  mutation->sibling = node->next;
  touch_views_of_all (self, node);
  terrain_interview_forget_captures (self, node);
  terrain_item_instance_removed (self, node);
  terrain_layout_remove_instance (self->layout, outer, node);
  terrain_node_unlink (node);
}

static void
put_in (TerrainInterview *self,
        TerrainMutation  *mutation)
{
  TerrainNode *node = mutation->node;
  TerrainScope *outer = ((TerrainScope *) node->item)->outer;

  terrain_node_insert (mutation->parent, node, mutation->sibling);
  terrain_layout_put_back_instance (self->layout, outer, node);
  terrain_item_instance_put_back (self, node);
  touch_views_of_all (self, node);
}

static void
exchange_language (TerrainInterview *self,
                   TerrainMutation  *mutation)
{
  char *language = mutation->text;

  mutation->text = self->language;
  self->language = language;
  self->host.language = language;
  self->changed = TRUE;
  terrain_item_queue_all (self, TERRAIN_DIRTY_TEXTS | TERRAIN_DIRTY_VALUE | TERRAIN_DIRTY_VALID);
}

void
terrain_mutation_exchange (TerrainMutation  *self,
                           TerrainInterview *interview,
                           gboolean          undo)
{
  switch (self->kind)
    {
    case TERRAIN_MUTATION_VALUE:
      exchange_value (interview, self);
      break;
    case TERRAIN_MUTATION_FLAGS:
      exchange_flags (interview, self);
      break;
    case TERRAIN_MUTATION_INSERTED:
      (undo ? take_out : put_in) (interview, self);
      break;
    case TERRAIN_MUTATION_REMOVED:
      (undo ? put_in : take_out) (interview, self);
      break;
    case TERRAIN_MUTATION_LANGUAGE:
    default:
      exchange_language (interview, self);
      break;
    }
}

/* What a step was about */

void
terrain_change_free (TerrainChange *self)
{
  if (self == NULL)
    return;
  g_free (self->ref);
  g_free (self->label);
  g_free (self->focus);
  g_free (self);
}

static const TerrainMutation *
find_move (const TerrainHistoryStep *step)
{
  for (guint i = 0; i < step->n_mutations; i++)
    {
      const TerrainMutation *mutation = &step->mutations[i];

      if (mutation->node == step->node &&
          (mutation->kind == TERRAIN_MUTATION_INSERTED || mutation->kind == TERRAIN_MUTATION_REMOVED))
        return mutation;
    }
  return NULL;
}

/* The ref of an instance that may be out of the tree. @position: 0 for the repeat itself */
static char *
dup_instance_ref (const TerrainMutation *move,
                  guint                  position)
{
  g_autofree char *holder = terrain_node_dup_ref (move->parent);
  const char *prefix = move->node->prefix;
  g_autofree char *name = prefix != NULL ? g_strconcat (prefix, ":", move->node->local, NULL)
                                         : g_strdup (move->node->local);

  return position > 0 ? g_strdup_printf ("%s/%s[%u]", holder, name, position) : g_strconcat (holder, "/", name, NULL);
}

static TerrainChange *
describe (TerrainInterview         *self,
          const TerrainHistoryStep *step)
{
  TerrainChange *change = g_new0 (TerrainChange, 1);
  TerrainSchema *schema = step->node != NULL ? step->node->schema : NULL;
  const TerrainMutation *move = NULL;

  change->kind = step->kind;
  if (step->kind == TERRAIN_CHANGE_ADD || step->kind == TERRAIN_CHANGE_REMOVE)
    move = find_move (step);
  if (move != NULL)
    change->ref = dup_instance_ref (move, move->node->position);
  else if (step->node != NULL)
    change->ref = terrain_node_dup_ref (step->node);
  /* An instance that is out of the tree has nothing that a label could be computed from but where it was. */
  if (schema != NULL && schema->control != NULL)
    change->label = terrain_interview_render_label (self, &schema->control->label, TERRAIN_LABEL_TEXT,
                                                    move != NULL ? move->parent : step->node);
  return change;
}

static char *
dup_focus (TerrainInterview         *self,
           const TerrainHistoryStep *step)
{
  const TerrainMutation *move;
  GPtrArray *instances;

  if (step->kind == TERRAIN_CHANGE_LANGUAGE)
    return NULL;
  move = step->kind == TERRAIN_CHANGE_ANSWER ? NULL : find_move (step);
  if (move == NULL || step->node->parent != NULL)
    return terrain_node_dup_ref (step->node);
  instances = terrain_layout_get_instances (self->layout, ((TerrainScope *) step->node->item)->outer,
                                            step->node->schema);
  return dup_instance_ref (move, MIN (step->node->position, instances->len));
}

static TerrainHistoryStep *
peek (GQueue *queue)
{
  return queue->tail != NULL ? queue->tail->data : NULL;
}

static gboolean
apply (TerrainInterview *self,
       gboolean          undo,
       TerrainChange   **change)
{
  TerrainHistory *history = self->history;
  TerrainHistoryStep *step = peek (undo ? &history->undo : &history->redo);
  g_autoptr (TerrainChange) described = NULL;

  if (step == NULL)
    return FALSE;
  described = describe (self, step);
  terrain_interview_begin (self);
  if (undo)
    {
      for (guint i = step->n_mutations; i > 0; i--)
        terrain_mutation_exchange (&step->mutations[i - 1], self, TRUE);
      g_queue_push_tail_link (&history->redo, g_queue_pop_tail_link (&history->undo));
      history->size -= step->size;
    }
  else
    {
      for (guint i = 0; i < step->n_mutations; i++)
        terrain_mutation_exchange (&step->mutations[i], self, FALSE);
      g_queue_push_tail_link (&history->undo, g_queue_pop_tail_link (&history->redo));
      history->size += step->size;
    }
  /* Before handlers run: they may take steps of their own. */
  described->focus = dup_focus (self, step);
  terrain_interview_end (self);
  if (change != NULL)
    *change = g_steal_pointer (&described);
  return TRUE;
}

/* Public calls */

guint
terrain_interview_get_n_undo (TerrainInterview *self)
{
  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), 0);

  return self->history->undo.length;
}

guint
terrain_interview_get_n_redo (TerrainInterview *self)
{
  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), 0);

  return self->history->redo.length;
}

gboolean
terrain_interview_can_undo (TerrainInterview *self)
{
  return terrain_interview_get_n_undo (self) > 0;
}

gboolean
terrain_interview_can_redo (TerrainInterview *self)
{
  return terrain_interview_get_n_redo (self) > 0;
}

TerrainChange *
terrain_interview_dup_undo (TerrainInterview *self)
{
  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), NULL);

  return terrain_interview_can_undo (self) ? describe (self, peek (&self->history->undo)) : NULL;
}

TerrainChange *
terrain_interview_dup_redo (TerrainInterview *self)
{
  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), NULL);

  return terrain_interview_can_redo (self) ? describe (self, peek (&self->history->redo)) : NULL;
}

gboolean
terrain_interview_undo (TerrainInterview *self,
                        TerrainChange   **change,
                        GError          **error)
{
  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), FALSE);
  g_return_val_if_fail (self->step_depth == 0, FALSE);

  if (apply (self, TRUE, change))
    return TRUE;
  g_set_error_literal (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_ALLOWED,
                       _("There is no step to take back."));
  return FALSE;
}

gboolean
terrain_interview_redo (TerrainInterview *self,
                        TerrainChange   **change,
                        GError          **error)
{
  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), FALSE);
  g_return_val_if_fail (self->step_depth == 0, FALSE);

  if (apply (self, FALSE, change))
    return TRUE;
  g_set_error_literal (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_ALLOWED,
                       _("There is no step to do again."));
  return FALSE;
}
