/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-graph-private.h"

#include <glib/gi18n-lib.h>

/* Naming a cycle: from a rule that waits, back to what it waits for, until a rule comes a second time. */

static gboolean
find_unfinished (TerrainRanking *self,
                 GPtrArray      *rules,
                 guint          *found)
{
  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      *found = GPOINTER_TO_UINT (g_ptr_array_index (rules, i));
      if (!self->rule_done[*found])
        return TRUE;
    }
  return FALSE;
}

/* The rule that @schema waits for: what computes it, or whether it, or a group around it, is relevant. */
static guint
find_writer (TerrainRanking *self,
             TerrainSchema  *schema)
{
  guint found;

  if (find_unfinished (self, self->places[schema->index].calculates, &found))
    return found;
  for (; schema != NULL; schema = schema->parent)
    {
      if (find_unfinished (self, self->places[schema->index].relevants, &found))
        return found;
    }
  g_assert_not_reached ();
}

static TerrainSchema *
find_unfinished_read (TerrainRanking *self,
                      guint           rule)
{
  GPtrArray *reads = g_ptr_array_index (self->reads, rule);

  for (guint i = 0; i < reads->len; i++)
    {
      TerrainSchema *place = g_ptr_array_index (reads, i);

      if (!self->places[place->index].value_done)
        return place;
    }
  g_assert_not_reached ();
}

GArray *
terrain_ranking_find_cycle (TerrainRanking *self)
{
  GArray *walked = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) positions = g_hash_table_new (NULL, NULL);
  guint rule = 0;

  while (self->rule_done[rule])
    rule++;
  while (!g_hash_table_contains (positions, GUINT_TO_POINTER (rule)))
    {
      g_hash_table_insert (positions, GUINT_TO_POINTER (rule), GUINT_TO_POINTER (walked->len));
      g_array_append_val (walked, rule);
      rule = find_writer (self, find_unfinished_read (self, rule));
    }
  g_array_remove_range (walked, 0, GPOINTER_TO_UINT (g_hash_table_lookup (positions, GUINT_TO_POINTER (rule))));
  return walked;
}

static void
append_node (GString    *text,
             const char *ref)
{
  if (text->len > 0)
    g_string_append (text, " → ");
  g_string_append (text, ref);
}

void
terrain_ranking_report_cycle (TerrainRanking *self,
                              GArray         *cycle)
{
  g_autoptr (GString) nodes = g_string_new (NULL);
  guint first_index = g_array_index (cycle, guint, 0);
  TerrainRule *first = g_ptr_array_index (self->rules, first_index);

  for (guint i = 0; i < cycle->len; i++)
    {
      TerrainRule *rule = g_ptr_array_index (self->rules, g_array_index (cycle, guint, i));
      TerrainRule *next = g_ptr_array_index (self->rules, g_array_index (cycle, guint, (i + 1) % cycle->len));
      TerrainSchema *read = find_unfinished_read (self, g_array_index (cycle, guint, i));

      append_node (nodes, rule->target->ref);
      /* A place inside the next rule's group: without it the step would not be understood. */
      if (read != next->target)
        append_node (nodes, read->ref);
    }
  append_node (nodes, first->target->ref);
  terrain_parser_error (self->parser, "cycle", first->target->ref, g_array_index (self->lines, int, first_index),
                        _("These questions depend on each other in a circle, so none can be computed first: %s. "
                          "Change “relevant” or “calculate” of one of them so that it no longer refers to the next."),
                        nodes->str);
}
