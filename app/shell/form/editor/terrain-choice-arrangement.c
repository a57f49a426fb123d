/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "terrain-choice-arrangement.h"

#define MAX_COLUMNS 10

/* What each word of an appearance makes of the list; the first that is there counts. A form may say "columns-N" and,
 * deprecated, "compact-N" for how many there are. */
static const struct
{
  const char *word;
  TerrainChoiceLayout layout;
  TerrainChoiceLook look;
} arrangements[] = {
  { "list-nolabel", TERRAIN_CHOICE_TABLE, TERRAIN_CHOICE_MARK },
  { "list", TERRAIN_CHOICE_TABLE, TERRAIN_CHOICE_BESIDE },
  { "likert", TERRAIN_CHOICE_TABLE, TERRAIN_CHOICE_BESIDE },
  { "no-buttons", TERRAIN_CHOICE_FLOW, TERRAIN_CHOICE_PICTURE },
  { "compact", TERRAIN_CHOICE_FLOW, TERRAIN_CHOICE_PICTURE },
  { "quickcompact", TERRAIN_CHOICE_FLOW, TERRAIN_CHOICE_PICTURE },
  { "columns", TERRAIN_CHOICE_FLOW, TERRAIN_CHOICE_LINE },
  { "columns-pack", TERRAIN_CHOICE_FLOW, TERRAIN_CHOICE_LINE },
  { "horizontal", TERRAIN_CHOICE_FLOW, TERRAIN_CHOICE_BESIDE },
  { "horizontal-compact", TERRAIN_CHOICE_FLOW, TERRAIN_CHOICE_BESIDE },
};

static guint
columns_of (TerrainEditor *editor)
{
  for (guint i = 1; i <= MAX_COLUMNS; i++)
    {
      g_autofree char *word = g_strdup_printf ("columns-%u", i);
      g_autofree char *old_word = g_strdup_printf ("compact-%u", i);

      if (terrain_editor_has_appearance (editor, word) || terrain_editor_has_appearance (editor, old_word))
        return i;
    }
  return 0;
}

TerrainChoiceArrangement
terrain_choice_arrangement_read (TerrainEditor *editor)
{
  TerrainChoiceArrangement read = { .columns = columns_of (editor) };
  const char *appearance = terrain_control_get_appearance (terrain_item_get_control (terrain_editor_get_item (editor)));

  if (read.columns > 0)
    {
      read.layout = TERRAIN_CHOICE_FLOW;
      if (strstr (appearance, "compact-") != NULL || terrain_editor_has_appearance (editor, "no-buttons"))
        read.look = TERRAIN_CHOICE_PICTURE;
      return read;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (arrangements); i++)
    if (terrain_editor_has_appearance (editor, arrangements[i].word))
      {
        read.layout = arrangements[i].layout;
        read.look = arrangements[i].look;
        break;
      }
  return read;
}
