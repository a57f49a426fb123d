/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-interview-history-private.h"

#include <string.h>

/* The log of steps: what is noted while one is under way, and what is kept. terrain-interview-history-private.h has the
 * drawing. */

/* @undone: they stand for what could be done again. */
static void
clear_mutations (TerrainInterview *self,
                 TerrainMutation  *mutations,
                 guint             n,
                 gboolean          undone)
{
  for (guint i = 0; i < n; i++)
    {
      TerrainMutation *mutation = &mutations[i];

      if (mutation->kind == TERRAIN_MUTATION_VALUE || mutation->kind == TERRAIN_MUTATION_LANGUAGE)
        g_free (mutation->text);
      else if (mutation->kind == (undone ? TERRAIN_MUTATION_INSERTED : TERRAIN_MUTATION_REMOVED))
        terrain_history_free_instance (self, mutation->node);
    }
}

static void
free_step (TerrainInterview   *self,
           TerrainHistoryStep *step,
           gboolean            undone)
{
  clear_mutations (self, step->mutations, step->n_mutations, undone);
  g_free (step->mutations);
  g_free (step);
}

static void
drop_redo (TerrainInterview *self)
{
  GList *link;

  while ((link = g_queue_pop_tail_link (&self->history->redo)) != NULL)
    free_step (self, link->data, TRUE);
}

static void
drop_oldest (TerrainInterview *self)
{
  TerrainHistoryStep *step = g_queue_pop_head_link (&self->history->undo)->data;

  self->history->size -= step->size;
  free_step (self, step, FALSE);
}

void
terrain_history_start (TerrainInterview *self)
{
  TerrainHistory *history = g_new0 (TerrainHistory, 1);

  g_assert (self->history == NULL);

  g_queue_init (&history->undo);
  g_queue_init (&history->redo);
  history->pending = g_array_new (FALSE, FALSE, sizeof (TerrainMutation));
  self->history = history;
}

void
terrain_history_free (TerrainInterview *self)
{
  TerrainHistory *history = self->history;

  if (history == NULL)
    return;
  terrain_interview_clear_history (self);
  g_array_unref (history->pending);
  g_free (history);
  self->history = NULL;
}

/* Noting. All of this is nothing while a record is being made or restored. */

void
terrain_history_note_value (TerrainInterview *self,
                            TerrainNode      *node,
                            char             *before)
{
  TerrainMutation mutation = { .kind = TERRAIN_MUTATION_VALUE, .node = node, .text = before };

  if (self->history != NULL)
    g_array_append_val (self->history->pending, mutation);
  else
    g_free (before);
}

void
terrain_history_note_flags (TerrainInterview *self,
                            TerrainNode      *node,
                            guint32           flipped)
{
  TerrainMutation mutation = { .kind = TERRAIN_MUTATION_FLAGS, .node = node, .flags = flipped };

  if (self->history != NULL)
    g_array_append_val (self->history->pending, mutation);
}

void
terrain_history_note_inserted (TerrainInterview *self,
                               TerrainNode      *node)
{
  TerrainMutation mutation = { .kind = TERRAIN_MUTATION_INSERTED, .node = node, .parent = node->parent };

  if (self->history != NULL)
    g_array_append_val (self->history->pending, mutation);
}

void
terrain_history_note_removed (TerrainInterview *self,
                              TerrainNode      *node,
                              TerrainNode      *parent,
                              TerrainNode      *sibling)
{
  TerrainMutation mutation = { .kind = TERRAIN_MUTATION_REMOVED, .node = node, .parent = parent, .sibling = sibling };

  if (self->history != NULL)
    g_array_append_val (self->history->pending, mutation);
  else
    terrain_history_free_instance (self, node);
}

void
terrain_history_note_language (TerrainInterview *self,
                               char             *before)
{
  TerrainMutation mutation = { .kind = TERRAIN_MUTATION_LANGUAGE, .text = before };

  if (self->history != NULL)
    g_array_append_val (self->history->pending, mutation);
  else
    g_free (before);
}

void
terrain_history_name_step (TerrainInterview *self,
                           TerrainChangeKind kind,
                           TerrainNode      *node)
{
  TerrainHistory *history = self->history;

  if (history == NULL || history->named)
    return;
  history->named = TRUE;
  history->kind = kind;
  history->node = node;
}

/* What malloc() and slices add is left out: it is a bound, not an account. */
static gsize
measure_instance (TerrainNode *top)
{
  gsize size = 0;

  for (TerrainNode *node = top; node != NULL; node = terrain_node_next_below (node, top))
    {
      size += sizeof (TerrainNode) + strlen (terrain_node_get_value (node));
      for (TerrainNode *attribute = node->first_attribute; attribute != NULL; attribute = attribute->next)
        size += sizeof (TerrainNode) + strlen (terrain_node_get_value (attribute));
    }
  return size;
}

static gsize
measure (const TerrainMutation *mutations,
         guint                  n)
{
  gsize size = n * sizeof (TerrainMutation);

  for (guint i = 0; i < n; i++)
    {
      if (mutations[i].kind == TERRAIN_MUTATION_VALUE && mutations[i].text != NULL)
        size += strlen (mutations[i].text);
      else if (mutations[i].kind == TERRAIN_MUTATION_REMOVED)
        size += measure_instance (mutations[i].node);
    }
  return size;
}

static TerrainHistoryStep *
push_step (TerrainHistory *history)
{
  TerrainHistoryStep *step = g_new0 (TerrainHistoryStep, 1);

  step->link.data = step;
  step->kind = history->kind;
  step->node = history->node;
  step->size = sizeof (TerrainHistoryStep);
  history->size += step->size;
  g_queue_push_tail_link (&history->undo, &step->link);
  return step;
}

static void
add_mutations (TerrainHistory     *history,
               TerrainHistoryStep *step,
               TerrainMutation    *mutations,
               guint               n)
{
  gsize size = measure (mutations, n);

  step->mutations = g_renew (TerrainMutation, step->mutations, step->n_mutations + n);
  memcpy (step->mutations + step->n_mutations, mutations, n * sizeof (TerrainMutation));
  step->n_mutations += n;
  step->size += size;
  history->size += size;
}

void
terrain_history_end_step (TerrainInterview *self)
{
  TerrainHistory *history = self->history;
  TerrainMutation *mutations;
  guint n = history->pending->len;
  gboolean named = history->named && !(history->joined && !g_queue_is_empty (&history->undo));

  history->named = history->joined = FALSE;
  if (n == 0)
    return;
  mutations = &g_array_index (history->pending, TerrainMutation, 0);
  drop_redo (self);
  if (named)
    add_mutations (history, push_step (history), mutations, n);
  else if (!g_queue_is_empty (&history->undo))
    add_mutations (history, history->undo.tail->data, mutations, n);
  else
    clear_mutations (self, mutations, n, FALSE);
  g_array_set_size (history->pending, 0);
  while ((history->undo.length > TERRAIN_HISTORY_MAX_STEPS || history->size > TERRAIN_HISTORY_MAX_SIZE) &&
         history->undo.length > 1)
    drop_oldest (self);
}

gboolean
terrain_interview_answer_joined (TerrainInterview *self,
                                 const char       *ref,
                                 const char       *value,
                                 GError          **error)
{
  gboolean answered;

  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), FALSE);

  self->history->joined = TRUE;
  answered = terrain_interview_answer (self, ref, value, error);
  self->history->joined = FALSE;
  return answered;
}

void
terrain_interview_clear_history (TerrainInterview *self)
{
  g_return_if_fail (TERRAIN_IS_INTERVIEW (self));
  g_return_if_fail (self->step_depth == 0);

  drop_redo (self);
  while (!g_queue_is_empty (&self->history->undo))
    drop_oldest (self);
}
