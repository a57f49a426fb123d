/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <terrain-engine.h>

G_BEGIN_DECLS

/**
 * TerrainFormPart: which words of a form's element.
 */
typedef enum
{
  TERRAIN_FORM_PART_LABEL,
  TERRAIN_FORM_PART_HINT,
  TERRAIN_FORM_PART_GUIDANCE,
  TERRAIN_FORM_PART_MESSAGE,
  TERRAIN_FORM_PART_CHOICE,
} TerrainFormPart;

/**
 * TerrainFormPick:
 * @item: (transfer none): a question, a group, a repeat or an instance
 * @part: its label, where nothing else is meant
 * @choice: (transfer none) (nullable): for TERRAIN_FORM_PART_CHOICE
 */
typedef struct
{
  TerrainItem *item;
  TerrainFormPart part;
  TerrainChoice *choice;
} TerrainFormPick;

/* What @widget, somewhere inside of a view or a question, shows: for who points at it, or has the focus there.
 * FALSE where it shows nothing of the form. */
gboolean terrain_form_pick (GtkWidget *widget, TerrainFormPick *pick);

/* One question by itself, whether it is asked now or not. Answers change @interview and are kept nowhere. */
GtkWidget *terrain_question_new_preview (TerrainInterview *interview, TerrainItem *item);

G_END_DECLS
