/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-tally.h"

#include <terrain-fieldwork.h>

static void
count_item (TerrainItem  *item,
            TerrainTally *tally)
{
  if (!terrain_item_get_relevant (item))
    return;

  if (terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION)
    {
      const char *value = terrain_item_get_value (item);
      gboolean answered = value && value[0] != '\0';

      /* A read-only question is a note or a result, and a page to be printed is computed: nobody is asked. */
      if (terrain_item_get_readonly (item) ||
          terrain_control_has_appearance (terrain_item_get_control (item), "printer"))
        return;
      /* A note is not asked for, but may be missing. */
      if (!terrain_item_get_commented (item))
        {
          tally->n_asked++;
          tally->n_answered += answered ? 1 : 0;
        }
      tally->n_missing += !answered && terrain_item_get_required (item) ? 1 : 0;
      tally->n_invalid += terrain_item_get_valid (item) ? 0 : 1;
      return;
    }

  if (terrain_item_get_kind (item) == TERRAIN_ITEM_REPEAT && terrain_item_get_can_add (item))
    tally->can_add = TRUE;

  GListModel *children = G_LIST_MODEL (item);
  guint n = g_list_model_get_n_items (children);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (children, i);
      count_item (child, tally);
    }
}

TerrainTally
terrain_tally_count (TerrainItem *item)
{
  TerrainTally tally = { 0 };

  g_return_val_if_fail (TERRAIN_IS_ITEM (item), tally);

  count_item (item, &tally);
  return tally;
}

TerrainProgress
terrain_tally_get_progress (const TerrainTally *self,
                            gboolean            completion_tried)
{
  if (self->n_invalid > 0 || self->n_unconfirmed > 0 || (completion_tried && self->n_missing > 0))
    return TERRAIN_PROGRESS_PROBLEM;
  if (self->n_missing == 0 && (self->n_answered > 0 || self->n_asked == 0))
    return TERRAIN_PROGRESS_DONE;
  return TERRAIN_PROGRESS_OPEN;
}
