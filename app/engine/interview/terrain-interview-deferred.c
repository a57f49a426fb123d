/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-interview-history-private.h"

/*
 * Calculates over many instances wait until somebody looks (graph/terrain-deferral.c says which may).
 *
 *   deferred   one bit a rank: the rule's targets, all of them, may be out of date
 *
 *     rank      3        7        8
 *            q ───► c = q div sum(../../r/q) ───► d = c * 2        change of q: bits of c and d, nothing computed
 *
 *   look at one node   what its rule reads and waits, then the rule: at that node alone where the way is inside its own
 *                      instance, everywhere else
 *   look around        (an expression of an action or a text, saving, completing) all of them, by rising rank
 *
 * Readers of a rule that waits wait, too, so nothing is computed from what is out of date. A value that can be computed
 * at any time is no part of a step: the history does not keep it, taking a step back only lets it wait again.
 */

/* With fewer instances than this there is nothing to gain. */
#define MIN_INSTANCES 32

enum
{
  NEED_NOTHING,
  NEED_OWN, /* at the node near the one looked at */
  NEED_ALL,
};

static gboolean
is_waiting (TerrainInterview  *self,
            const TerrainRule *rule)
{
  return (self->deferred[rule->rank / 64] >> rule->rank % 64 & 1) != 0;
}

static void
set_waiting (TerrainInterview  *self,
             const TerrainRule *rule,
             gboolean           waiting)
{
  guint64 bit = G_GUINT64_CONSTANT (1) << rule->rank % 64;

  if (is_waiting (self, rule) == waiting)
    return;
  self->deferred[rule->rank / 64] ^= bit;
  self->n_deferred += waiting ? 1 : -1;
}

/* Whether something on screen shows the result of @rule, or what follows from it. */
static gboolean
is_watched (TerrainInterview *self,
            TerrainRule      *rule)
{
  g_autoptr (GPtrArray) rules = NULL;
  g_autofree guint64 *seen = NULL;

  if (self->root_item == NULL)
    return FALSE;
  rules = g_ptr_array_new ();
  seen = g_new0 (guint64, self->n_words);
  g_ptr_array_add (rules, rule);
  for (guint i = 0; i < rules->len; i++)
    {
      TerrainSchema *target = ((TerrainRule *) g_ptr_array_index (rules, i))->target;

      for (guint k = 0; target->views != NULL && k < target->views->len; k++)
        {
          GPtrArray *items = self->control_items[((TerrainView *) g_ptr_array_index (target->views, k))->control->index];

          if (items != NULL && items->len > 0)
            return TRUE;
        }
      for (guint k = 0; k < target->edges->len; k++)
        {
          TerrainRule *reader = ((TerrainEdge *) g_ptr_array_index (target->edges, k))->rule;
          guint64 bit = G_GUINT64_CONSTANT (1) << reader->rank % 64;

          if (!(seen[reader->rank / 64] & bit))
            g_ptr_array_add (rules, reader);
          seen[reader->rank / 64] |= bit;
        }
    }
  return FALSE;
}

/* @rule and all that follows from it wait. */
static void
put_off (TerrainInterview *self,
         TerrainRule      *first)
{
  g_autoptr (GPtrArray) rules = NULL;

  if (is_waiting (self, first))
    return;
  rules = g_ptr_array_new ();
  set_waiting (self, first, TRUE);
  g_ptr_array_add (rules, first);
  for (guint i = 0; i < rules->len; i++)
    {
      TerrainSchema *target = ((TerrainRule *) g_ptr_array_index (rules, i))->target;

      for (guint k = 0; target->views != NULL && k < target->views->len; k++)
        terrain_item_queue_control (self, ((TerrainView *) g_ptr_array_index (target->views, k))->control, NULL,
                                    TERRAIN_DIRTY_TEXTS);
      for (guint k = 0; k < target->edges->len; k++)
        {
          TerrainRule *reader = ((TerrainEdge *) g_ptr_array_index (target->edges, k))->rule;

          if (is_waiting (self, reader))
            continue;
          set_waiting (self, reader, TRUE);
          g_ptr_array_add (rules, reader);
        }
    }
}

static void
run_at (TerrainInterview *self,
        TerrainRule      *rule,
        TerrainNode      *node)
{
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;
  g_autofree char *text = NULL;

  if (node->first_child != NULL)
    return;
  self->n_evaluations++;
  if (terrain_interview_compute (self, rule->expression, node, &value))
    text = terrain_value_to_text (self, &value, rule->target->type);
  terrain_node_set_value (node, text);
}

static void
run_everywhere (TerrainInterview *self,
                TerrainRule      *rule)
{
  g_autoptr (GPtrArray) targets = g_ptr_array_new ();

  terrain_layout_collect (self->layout, self->root, rule->target, targets);
  /* Nothing that the rule reads changes meanwhile: n shares of one sum cost one sum. */
  self->shared_numbers = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  for (guint i = 0; i < targets->len; i++)
    run_at (self, rule, g_ptr_array_index (targets, i));
  g_clear_pointer (&self->shared_numbers, g_hash_table_unref);
  set_waiting (self, rule, FALSE);
}

static void
run_near (TerrainInterview *self,
          TerrainRule      *rule,
          TerrainNode      *node)
{
  g_autoptr (GPtrArray) targets = g_ptr_array_new ();

  terrain_layout_collect_near (self->layout, node, rule->target, targets);
  for (guint i = 0; i < targets->len; i++)
    run_at (self, rule, g_ptr_array_index (targets, i));
}

/* Brings the results of @last up to date, at @node alone (nullable: everywhere), and first what it reads. */
static void
catch_up (TerrainInterview *self,
          TerrainRule      *last,
          TerrainNode      *node)
{
  g_autofree guint8 *needs = g_malloc0 (last->rank + 1);

  needs[last->rank] = node != NULL ? NEED_OWN : NEED_ALL;
  for (guint rank = last->rank + 1; rank > 0; rank--)
    {
      TerrainRule *rule = g_ptr_array_index (self->form->rules, rank - 1);

      for (guint i = 0; needs[rank - 1] != NEED_NOTHING && i < rule->n_inputs; i++)
        {
          TerrainRule *input = rule->inputs[i].rule;
          guint8 need = needs[rank - 1] == NEED_OWN && rule->inputs[i].own ? NEED_OWN : NEED_ALL;

          if (is_waiting (self, input))
            needs[input->rank] = MAX (needs[input->rank], need);
        }
    }
  self->running++;
  for (guint rank = 0; rank <= last->rank; rank++)
    {
      TerrainRule *rule = g_ptr_array_index (self->form->rules, rank);

      if (needs[rank] == NEED_ALL)
        run_everywhere (self, rule);
      else if (needs[rank] == NEED_OWN)
        run_near (self, rule, node);
    }
  self->running--;
}

gboolean
terrain_interview_defer (TerrainInterview *self,
                         TerrainRule      *rule)
{
  if (!rule->deferrable || self->loading || !(rule->collective || is_waiting (self, rule)))
    return FALSE;
  if (self->layout->n_instances >= MIN_INSTANCES && !is_watched (self, rule))
    {
      put_off (self, rule);
      return TRUE;
    }
  /* It is shown by now, so it is run at once from here on. */
  if (is_waiting (self, rule))
    catch_up (self, rule, NULL);
  return FALSE;
}

void
terrain_interview_defer_readers (TerrainInterview *self,
                                 TerrainNode      *node)
{
  TerrainSchema *schema = node->schema;
  GPtrArray *inside = schema->is_repeat ? self->layout->rules_inside[schema->index] : NULL;

  for (guint i = 0; schema->edges != NULL && i < schema->edges->len; i++)
    {
      TerrainRule *rule = ((TerrainEdge *) g_ptr_array_index (schema->edges, i))->rule;

      if (rule->deferrable)
        put_off (self, rule);
    }
  for (guint i = 0; inside != NULL && i < inside->len; i++)
    {
      TerrainRule *rule = g_ptr_array_index (inside, i);

      if (rule->deferrable)
        put_off (self, rule);
    }
}

void
terrain_interview_look_at (TerrainInterview *self,
                           TerrainNode      *node)
{
  TerrainSchema *schema = node->schema;

  if (self->n_deferred == 0 || self->running > 0 || schema == NULL)
    return;
  if (node->first_child != NULL)
    terrain_interview_look_around (self);
  else if (schema->calculation != NULL && is_waiting (self, schema->calculation))
    catch_up (self, schema->calculation, node);
}

void
terrain_interview_look_around (TerrainInterview *self)
{
  if (self->n_deferred == 0 || self->running > 0)
    return;
  self->running++;
  for (guint word = 0; word < self->n_words; word++)
    {
      while (self->deferred[word] != 0)
        run_everywhere (self, g_ptr_array_index (self->form->rules,
                                                 word * 64 + (guint) __builtin_ctzll (self->deferred[word])));
    }
  self->running--;
}
