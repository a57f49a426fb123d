/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-graph-private.h"

/*
 * Topological order after Kahn, over two kinds of vertices:
 *
 *   rule ──fills──► place ──is read by──► rule
 *                     │
 *                     └──holds──► place          (relevance of a group is that of all it holds)
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

/* A place is up to date: who reads it and what it holds waits for one less. */
static void
finish_places (TerrainRanking *self,
               Heap           *heap,
               GPtrArray      *ready)
{
  while (ready->len > 0)
    {
      TerrainSchema *place = g_ptr_array_steal_index_fast (ready, ready->len - 1);
      GPtrArray *readers = g_ptr_array_index (self->readers, place->index);

      self->place_done[place->index] = TRUE;
      for (guint i = 0; readers != NULL && i < readers->len; i++)
        {
          guint rule = GPOINTER_TO_UINT (g_ptr_array_index (readers, i));

          if (--self->rule_waits[rule] == 0 && !self->rule_done[rule])
            rule_ready (self, heap, rule);
        }
      for (guint i = 0; i < place->children->len; i++)
        {
          TerrainSchema *child = g_ptr_array_index (place->children, i);

          if (--self->place_waits[child->index] == 0)
            g_ptr_array_add (ready, child);
        }
    }
}

static void
finish_rule (TerrainRanking *self,
             GPtrArray      *ready,
             guint           index)
{
  TerrainRule *rule = g_ptr_array_index (self->rules, index);

  self->rule_done[index] = TRUE;
  rule->rank = self->parser->form->rules->len;
  g_ptr_array_add (self->parser->form->rules, rule);
  if (rule->kind != TERRAIN_RULE_RELEVANT && rule->kind != TERRAIN_RULE_CALCULATE)
    return;
  if (--self->place_waits[rule->target->index] == 0)
    g_ptr_array_add (ready, rule->target);
}

static void
count_waits (TerrainRanking *self,
             Heap           *heap,
             GPtrArray      *ready)
{
  GPtrArray *schemas = self->parser->form->schemas;

  for (guint i = 0; i < schemas->len; i++)
    {
      TerrainSchema *schema = g_ptr_array_index (schemas, i);
      GPtrArray *writers = g_ptr_array_index (self->writers, i);

      self->place_waits[i] = (writers != NULL ? writers->len : 0) + (schema->parent != NULL ? 1 : 0);
      if (self->place_waits[i] == 0)
        g_ptr_array_add (ready, schema);
    }
  for (guint i = 0; i < self->rules->len; i++)
    {
      self->rule_waits[i] = ((GPtrArray *) g_ptr_array_index (self->reads, i))->len;
      if (self->rule_waits[i] == 0)
        rule_ready (self, heap, i);
    }
}

/* Where nothing is ready and not all is done, there is a cycle. It is reported and then taken apart, so that the next
 * one is found as well. */
static void
break_cycle (TerrainRanking *self,
             GPtrArray      *ready,
             guint           n_reported)
{
  g_autoptr (GArray) cycle = terrain_ranking_find_cycle (self);

  if (n_reported < MAX_REPORTED_CYCLES)
    terrain_ranking_report_cycle (self, cycle);
  for (guint i = 0; i < cycle->len; i++)
    finish_rule (self, ready, g_array_index (cycle, guint, i));
}

void
terrain_ranking_run (TerrainRanking *self)
{
  guint n_schemas = self->parser->form->schemas->len;
  g_autoptr (GPtrArray) ready = g_ptr_array_new ();
  guint n_cycles = 0;
  Heap heap = { 0 };

  heap.keys = g_new (guint64, self->rules->len + 1);
  self->rule_waits = g_new0 (guint, self->rules->len + 1);
  self->rule_done = g_new0 (gboolean, self->rules->len + 1);
  self->place_waits = g_new0 (guint, n_schemas + 1);
  self->place_done = g_new0 (gboolean, n_schemas + 1);
  count_waits (self, &heap, ready);
  finish_places (self, &heap, ready);
  while (self->parser->form->rules->len < self->rules->len)
    {
      if (heap.length > 0)
        finish_rule (self, ready, (guint) heap_pop (&heap));
      else
        break_cycle (self, ready, n_cycles++);
      finish_places (self, &heap, ready);
    }
  g_free (heap.keys);
  g_clear_pointer (&self->rule_waits, g_free);
  g_clear_pointer (&self->rule_done, g_free);
  g_clear_pointer (&self->place_waits, g_free);
  g_clear_pointer (&self->place_done, g_free);
}
