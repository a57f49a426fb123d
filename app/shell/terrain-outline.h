/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <terrain-engine.h>

#include "terrain-tally.h"

G_BEGIN_DECLS

/*
 * TerrainOutline: the sections of an interview with how far each is. A row activated is "win.go-to" with its ref. Below
 * them, what is not asked and why.
 */
#define TERRAIN_TYPE_OUTLINE (terrain_outline_get_type ())
G_DECLARE_FINAL_TYPE (TerrainOutline, terrain_outline, TERRAIN, OUTLINE, AdwBin)

/* @interview: (nullable) */
void terrain_outline_set_interview (TerrainOutline *self, TerrainInterview *interview);
/* Marks the section that holds @ref as the current one. @ref: (nullable) */
void terrain_outline_set_current (TerrainOutline *self, const char *ref);
/* Counts again. @warnings: (nullable) (element-type TerrainProblem): unusual answers that nobody has confirmed */
void terrain_outline_refresh (TerrainOutline *self, gboolean completion_tried, GPtrArray *warnings);
/* Moves the focus to the current section. */
void terrain_outline_grab (TerrainOutline *self);

G_END_DECLS
