/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "terrain-preview-issue.h"

G_BEGIN_DECLS

/*
 * TerrainPreviewList: what is wrong with a form's file, worst first, each with its place.
 * Signal "chosen" (char *ref, without positions): a person wants to see the question it is about.
 */
#define TERRAIN_TYPE_PREVIEW_LIST (terrain_preview_list_get_type ())
G_DECLARE_FINAL_TYPE (TerrainPreviewList, terrain_preview_list, TERRAIN, PREVIEW_LIST, AdwBin)

/* @issues: (element-type TerrainPreviewIssue) */
void terrain_preview_list_set_issues (TerrainPreviewList *self, GPtrArray *issues);

G_END_DECLS
