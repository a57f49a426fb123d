/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-interview.h"
#include "terrain-item.h"

G_BEGIN_DECLS

/*
 * Answers that are in the record and not to be shown.
 *
 * A question that is concealed shows a word in the place of its answer: in terrain_item_dup_display_value(), in every text
 * that outputs it (labels, hints, help, messages, choices, in any language), and in the reasons of an explanation. So does
 * what is computed from it, as far as that tells anything: a value or an output that would be the same without the
 * concealed answers stays, and so does one of a list of codes that would be in the list without them.
 *
 * Nothing is concealed from the form: what it computes, asks and sends is what it would be. terrain_item_get_value() and
 * terrain_interview_dup_instance_name() give what is in the record.
 */

/* @ref: a question; FALSE with TERRAIN_ENGINE_ERROR_NOT_FOUND. It goes with the question's repeat instance. */
gboolean terrain_interview_conceal (TerrainInterview *self, const char *ref, GError **error);
/* @word: (nullable): NULL shows everything, which is how it begins */
void terrain_interview_set_concealing (TerrainInterview *self, const char *word);
/* Whether the word stands for the question's answer now. */
gboolean terrain_item_is_concealed (TerrainItem *self);
/* Returns: (transfer full) (nullable): the instance's name as it would be without the concealed answers, whether or not they
 * are shown */
char *terrain_interview_dup_shown_name (TerrainInterview *self);

G_END_DECLS
