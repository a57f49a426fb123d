/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-item-private.h"

/*
 * What a repeat would ask in an instance that is not there yet. As with its relevance, this is tried on an empty element
 * put in its place for the time of the evaluation: nothing of the record changes, nothing is noted.
 */

static TerrainNode *
find_below (TerrainNode   *top,
            TerrainSchema *schema)
{
  for (TerrainNode *node = top; node != NULL; node = terrain_node_next_below (node, top))
    {
      if (node->schema == schema)
        return node;
    }
  return NULL;
}

static void
add_choices (TerrainInterview *interview,
             TerrainControl   *select,
             TerrainNode      *node,
             GListStore       *choices)
{
  g_autoptr (GPtrArray) offers = terrain_interview_list_offers (interview, select, node);

  for (guint i = 0; offers != NULL && i < offers->len; i++)
    {
      g_autoptr (TerrainChoice) choice = terrain_choice_new (interview, select, g_ptr_array_index (offers, i), node);

      g_list_store_append (choices, choice);
    }
}

GListModel *
terrain_item_list_new_choices (TerrainItem    *self,
                               TerrainControl *select,
                               const char     *language)
{
  g_autoptr (GListStore) choices = g_list_store_new (TERRAIN_TYPE_CHOICE);
  TerrainInterview *interview;
  TerrainNode *instance;
  TerrainNode *node;
  char *own;

  g_return_val_if_fail (TERRAIN_IS_ITEM (self), NULL);
  g_return_val_if_fail (self->kind == TERRAIN_ITEM_REPEAT, NULL);
  g_return_val_if_fail (select != NULL && terrain_control_is_select (select), NULL);

  interview = self->interview;
  instance = interview != NULL ? terrain_interview_insert_blank (interview, self->control->schema,
                                                                 terrain_item_get_scope (self))
                               : NULL;
  if (instance == NULL)
    return G_LIST_MODEL (g_steal_pointer (&choices));
  own = interview->language;
  if (language != NULL)
    interview->host.language = interview->language = (char *) language;
  node = find_below (instance, select->schema);
  if (node != NULL)
    add_choices (interview, select, node, choices);
  interview->host.language = interview->language = own;
  terrain_interview_remove_blank (instance);
  return G_LIST_MODEL (g_steal_pointer (&choices));
}
