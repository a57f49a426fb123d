/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-explanation.h"
#include "terrain-interview-private.h"

G_BEGIN_DECLS

/* What @xpath, evaluated on @context, gives now, and by what. (transfer full) */
TerrainCondition *terrain_condition_new (TerrainInterview *interview, TerrainXPath *xpath, TerrainNode *context);
/* The label of @node's question without markup, shortened; (transfer full) (nullable) */
char *terrain_explanation_dup_label (TerrainInterview *interview, TerrainNode *node);

G_END_DECLS
