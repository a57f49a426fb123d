/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <terrain-engine.h>

#include "terrain-media-source.h"

G_BEGIN_DECLS

/*
 * TerrainChoiceRow: one offered answer: the key that chooses it, a mark, its label. Its accessible role is that of a
 * radio button or a check box. Signal "chosen": clicked, or activated by assistive technology.
 */
#define TERRAIN_TYPE_CHOICE_ROW (terrain_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (TerrainChoiceRow, terrain_choice_row, TERRAIN, CHOICE_ROW, GtkWidget)

/**
 * TerrainChoiceLook:
 * @TERRAIN_CHOICE_LINE: one choice a line
 * @TERRAIN_CHOICE_BESIDE: choices side by side, mark above label
 * @TERRAIN_CHOICE_PICTURE: side by side, no mark until it is chosen, no label where there is a picture ("no-buttons")
 * @TERRAIN_CHOICE_MARK: the mark alone, under a heading with the label ("list-nolabel")
 */
typedef enum
{
  TERRAIN_CHOICE_LINE,
  TERRAIN_CHOICE_BESIDE,
  TERRAIN_CHOICE_PICTURE,
  TERRAIN_CHOICE_MARK,
} TerrainChoiceLook;

/* @group: (nullable): of the list, where one is chosen of many: a mark is round in company only; none: many can be chosen
 * @media: where pictures and sounds of labels come from */
GtkWidget *terrain_choice_row_new (GtkCheckButton *group, TerrainChoiceLook look, TerrainMediaSource *media);
/* How it looks from now on; terrain_choice_row_set_choice() is to follow. The row, and the focus on it, stay. */
void terrain_choice_row_set_look (TerrainChoiceRow *self, TerrainChoiceLook look);
/* @markup: what is shown for the choice; @position: 0-based, @count: of how many; @key: (nullable): what chooses it */
void terrain_choice_row_set_choice (TerrainChoiceRow *self, TerrainChoice *choice, const char *markup, guint position,
                                    guint count, const char *key);
TerrainChoice *terrain_choice_row_get_choice (TerrainChoiceRow *self);
void terrain_choice_row_set_selected (TerrainChoiceRow *self, gboolean selected);
/* Plays the choice's sound or film, or enlarges its picture. FALSE where it has none. */
gboolean terrain_choice_row_activate_media (TerrainChoiceRow *self);
gboolean terrain_choice_row_get_selected (TerrainChoiceRow *self);

G_END_DECLS
