/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-choice-row.h"
#include "terrain-editor.h"

G_BEGIN_DECLS

typedef enum
{
  TERRAIN_CHOICE_LINES, /* a GtkBox */
  TERRAIN_CHOICE_FLOW,  /* a GtkFlowBox */
  TERRAIN_CHOICE_TABLE, /* a TerrainChoiceGrid */
} TerrainChoiceLayout;

/* What an appearance makes of a list of choices. @columns: of "columns-3" and "compact-3"; 0 where the form leaves it open */
typedef struct
{
  TerrainChoiceLayout layout;
  TerrainChoiceLook look;
  guint columns;
} TerrainChoiceArrangement;

TerrainChoiceArrangement terrain_choice_arrangement_read (TerrainEditor *editor);

G_END_DECLS
