/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-remarks-private.h"
#include "terrain-sensitive.h"

G_BEGIN_DECLS

/*
 * Answers that the respondent gave alone (terrain-sensitive.h), wherever a record is read again: its log, another record
 * that takes answers over, a list, paper.
 */

/* Returns: (transfer full) (element-type utf8): the masked questions of a record, as it stands */
GPtrArray *terrain_masks_list (TerrainStore *store, const char *uuid, GError **error);
/* The questions at @refs (what of them is there) show a word from now on. */
void terrain_masks_conceal (GPtrArray *refs, TerrainInterview *interview);
/* What terrain_interview_set_concealing() is told. */
const char *terrain_masks_get_word (void);
/* (transfer full): @ref without positions: one name for a question in all its instances */
char *terrain_masks_dup_generic (const char *ref);
/* Returns: (transfer full): the submission @xml without what stands at @refs, in whatever instance; with all of it where it
 * cannot be read */
GBytes *terrain_masks_strip (GPtrArray *refs, GBytes *xml);

G_END_DECLS
