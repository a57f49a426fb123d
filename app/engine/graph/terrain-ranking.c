/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-graph-private.h"

/*
 * Topological order after Kahn. Between rules stand places, each with two vertices:
 *
 *   relevant rule ──► relevance of a place ──► its value ──is read by──► rule
 *                       ▲            │            ▲
 *        of the place around it   of all it     calculate rule
 *                                  holds
 *
 * Places are vertices so that a group's rule need not have an edge to everything that reads something in the group:
 * the number of edges stays that of the form. Of the rules that can run, the first in document order comes first, so
 * the order is the same every time; constraints, which nothing waits for, come after all others.
 */
#define MAX_REPORTED_CYCLES 20

typedef struct
{
  guint64 *keys; /* a heap, smallest first: order in the high half, rule in the low */
  guint length;
} Heap;

static void
heap_push (Heap   *self,
           guint64 key)
{
  guint i = self->length++;

  while (i > 0 && self->keys[(i - 1) / 2] > key)
    {
      self->keys[i] = self->keys[(i - 1) / 2];
      i = (i - 1) / 2;
    }
  self->keys[i] = key;
}

static guint64
heap_pop (Heap *self)
{
  guint64 result = self->keys[0];
  guint64 last = self->keys[--self->length];
  guint i = 0;

  while (2 * i + 1 < self->length)
    {
      guint child = 2 * i + 1;

      if (child + 1 < self->length && self->keys[child + 1] < self->keys[child])
        child++;
      if (self->keys[child] >= last)
        break;
      self->keys[i] = self->keys[child];
      i = child;
    }
  self->keys[i] = last;
  return result;
}

static void
rule_ready (TerrainRanking *self,
            Heap           *heap,
            guint           index)
{
  TerrainRule *rule = g_ptr_array_index (self->rules, index);
  guint64 group = rule->kind == TERRAIN_RULE_COUNT ? 0 : rule->kind == TERRAIN_RULE_CONSTRAINT ? 2 : 1;

  heap_push (heap, group << 32 | index);
}

static void
value_waits_less (TerrainRanking *self,
                  Heap           *heap,
                  TerrainSchema  *schema)
{
  TerrainRankedPlace *place = &self->places[schema->index];

  if (--place->value_waits > 0)
    return;
  place->value_done = TRUE;
  for (guint i = 0; place->readers != NULL && i < place->readers->len; i++)
    {
      guint rule = GPOINTER_TO_UINT (g_ptr_array_index (place->readers, i));

      if (--self->rule_waits[rule] == 0 && !self->rule_done[rule])
        rule_ready (self, heap, rule);
    }
}

/* Depth is that of the form's instance, which the tree bounds. */
static void
relevance_waits_less (TerrainRanking *self,
                      Heap           *heap,
                      TerrainSchema  *schema)
{
  TerrainRankedPlace *place = &self->places[schema->index];

  if (--place->relevance_waits > 0)
    return;
  place->relevance_done = TRUE;
  value_waits_less (self, heap, schema);
  for (guint i = 0; i < schema->children->len; i++)
    relevance_waits_less (self, heap, g_ptr_array_index (schema->children, i));
}

static void
finish_rule (TerrainRanking *self,
             Heap           *heap,
             guint           index)
{
  TerrainRule *rule = g_ptr_array_index (self->rules, index);

  self->rule_done[index] = TRUE;
  rule->rank = self->parser->form->rules->len;
  g_ptr_array_add (self->parser->form->rules, rule);
  if (rule->kind == TERRAIN_RULE_RELEVANT)
    relevance_waits_less (self, heap, rule->target);
  else if (rule->kind == TERRAIN_RULE_CALCULATE)
    value_waits_less (self, heap, rule->target);
}

static void
count_waits (TerrainRanking *self,
             Heap           *heap)
{
  GPtrArray *schemas = self->parser->form->schemas;

  for (guint i = 0; i < schemas->len; i++)
    {
      TerrainRankedPlace *place = &self->places[i];

      /* The root waits for nobody around it: its one is taken away to begin with. */
      place->relevance_waits = 1 + (place->relevants != NULL ? place->relevants->len : 0);
      place->value_waits = 1 + (place->calculates != NULL ? place->calculates->len : 0);
    }
  for (guint i = 0; i < self->rules->len; i++)
    {
      self->rule_waits[i] = ((GPtrArray *) g_ptr_array_index (self->reads, i))->len;
      if (self->rule_waits[i] == 0)
        rule_ready (self, heap, i);
    }
  relevance_waits_less (self, heap, g_ptr_array_index (schemas, 0));
}

/* Where nothing is ready and not all is done, there is a cycle. It is reported and then taken apart, so that the next
 * one is found as well. */
static void
break_cycle (TerrainRanking *self,
             Heap           *heap,
             guint           n_reported)
{
  g_autoptr (GArray) cycle = terrain_ranking_find_cycle (self);

  if (n_reported < MAX_REPORTED_CYCLES)
    terrain_ranking_report_cycle (self, cycle);
  /* All are done before the first one frees the next. */
  for (guint i = 0; i < cycle->len; i++)
    self->rule_done[g_array_index (cycle, guint, i)] = TRUE;
  for (guint i = 0; i < cycle->len; i++)
    finish_rule (self, heap, g_array_index (cycle, guint, i));
}

void
terrain_ranking_run (TerrainRanking *self)
{
  guint n_cycles = 0;
  Heap heap = { 0 };

  heap.keys = g_new (guint64, self->rules->len + 1);
  self->rule_waits = g_new0 (guint, self->rules->len + 1);
  self->rule_done = g_new0 (gboolean, self->rules->len + 1);
  count_waits (self, &heap);
  while (self->parser->form->rules->len < self->rules->len)
    {
      if (heap.length > 0)
        finish_rule (self, &heap, (guint) heap_pop (&heap));
      else
        break_cycle (self, &heap, n_cycles++);
    }
  g_free (heap.keys);
  g_clear_pointer (&self->rule_waits, g_free);
  g_clear_pointer (&self->rule_done, g_free);
}
