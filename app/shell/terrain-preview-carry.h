/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-preview-build.h"

G_BEGIN_DECLS

/**
 * terrain_preview_carry:
 * @build: with a form
 * @previous: (nullable): what was tried out so far
 * @position: (inout) (transfer full): where the person is; set to that place in the new form, or %NULL
 * @n_lost: (out): how many answers have no place any more
 *
 * An interview of the form as it is now, with the answers of the one before where they fit. It belongs to nobody: no
 * record, no journal, nothing of it is written anywhere.
 *
 * Returns: (transfer full)
 */
TerrainInterview *terrain_preview_carry (TerrainPreviewBuild *build, TerrainProfile *profile,
                                         TerrainInterview *previous, char **position, guint *n_lost);

/* The language of the one before, or the first of @tags that it has, or else the form's own.
 * @previous: (nullable). @tags: (array zero-terminated=1) */
void terrain_preview_carry_language (TerrainInterview *interview, TerrainInterview *previous,
                                     const char *const *tags);

G_END_DECLS
