/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-choice-row.h"
#include "terrain-form-group.h"
#include "terrain-form-pick.h"
#include "terrain-question-private.h"
#include "terrain-tally-grid.h"

static void
note_part (GtkWidget *widget, TerrainFormPick *pick)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  if (TERRAIN_IS_QUESTION (parent))
    switch (terrain_question_get_part (TERRAIN_QUESTION (parent), widget))
      {
      case TERRAIN_PART_HINT:
        pick->part = TERRAIN_FORM_PART_HINT;
        break;
      case TERRAIN_PART_HELP:
        pick->part = TERRAIN_FORM_PART_GUIDANCE;
        break;
      case TERRAIN_PART_MESSAGE:
        pick->part = TERRAIN_FORM_PART_MESSAGE;
        break;
      default:
        break;
      }
  if (TERRAIN_IS_CHOICE_ROW (widget))
    {
      pick->part = TERRAIN_FORM_PART_CHOICE;
      pick->choice = terrain_choice_row_get_choice (TERRAIN_CHOICE_ROW (widget));
    }
}

gboolean
terrain_form_pick (GtkWidget *widget, TerrainFormPick *pick)
{
  g_return_val_if_fail (pick != NULL, FALSE);

  *pick = (TerrainFormPick) { .part = TERRAIN_FORM_PART_LABEL };
  for (; widget != NULL && pick->item == NULL; widget = gtk_widget_get_parent (widget))
    {
      note_part (widget, pick);
      if (TERRAIN_IS_QUESTION (widget))
        pick->item = terrain_question_get_item (TERRAIN_QUESTION (widget));
      else if (TERRAIN_IS_FORM_GROUP (widget))
        pick->item = terrain_form_group_get_item (TERRAIN_FORM_GROUP (widget));
      else if (TERRAIN_IS_TALLY_GRID (widget))
        pick->item = terrain_tally_grid_get_item (TERRAIN_TALLY_GRID (widget));
    }
  return pick->item != NULL;
}

GtkWidget *
terrain_question_new_preview (TerrainInterview *interview, TerrainItem *item)
{
  g_autoptr (TerrainFormContext) context = NULL;

  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (interview), NULL);
  g_return_val_if_fail (TERRAIN_IS_ITEM (item), NULL);
  g_return_val_if_fail (terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION, NULL);

  context = terrain_form_context_new (NULL, interview);
  return terrain_question_new (context, item);
}
