/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-profile.h"

G_BEGIN_DECLS

/**
 * terrain_completion_store:
 * @sequence: the record's last step
 * @xml: the submission of @interview, which was completed
 *
 * Makes a draft a finished record. Where its form has a public key, what is kept is encrypted and nothing else remains.
 *
 * Returns: (transfer full) (nullable): the bytes that were kept to be sent; %NULL, and the draft is as it was, on errors
 */
GBytes *terrain_completion_store (TerrainProfile *profile, const char *uuid, TerrainInterview *interview,
                                  guint64 sequence, const char *instance_id, GBytes *xml, gboolean queue, gint64 now,
                                  GError **error);
/* Whether records of @form can be completed at all. */
gboolean terrain_completion_check_form (TerrainForm *form, GError **error);

G_END_DECLS
