/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-choice-row.h"
#include "terrain-form-group.h"
#include "terrain-form-pick.h"
#include "terrain-question-private.h"
#include "terrain-tally-grid.h"

/* By the names the template of a question has for them. */
static const struct
{
  const char *id;
  TerrainFormPart part;
} parts[] = {
  { "hint", TERRAIN_FORM_PART_HINT },
  { "guidance", TERRAIN_FORM_PART_GUIDANCE },
  { "message_box", TERRAIN_FORM_PART_MESSAGE },
};

static void
note_part (GtkWidget *widget, TerrainFormPick *pick)
{
  const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));

  for (guint i = 0; id != NULL && i < G_N_ELEMENTS (parts); i++)
    if (g_str_equal (id, parts[i].id))
      pick->part = parts[i].part;
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
