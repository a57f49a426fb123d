/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-profile.h"

G_BEGIN_DECLS

/* Records and forms to be looked at, or put on paper: interviews without a session, of which nothing is ever written. What
 * the respondent answered alone is concealed (terrain-sensitive.h). */

/**
 * terrain_profile_view_record:
 * @language: (nullable): the record's own
 *
 * A draft as it stands, any other record as it was completed.
 *
 * Returns: (transfer full) (nullable): %NULL with TERRAIN_STORE_ERROR_STATE for one that is encrypted, or a draft in the
 *   trash; with the engine's errors for one that cannot be read
 */
TerrainInterview *terrain_profile_view_record (TerrainProfile *self, const char *uuid, const char *language,
                                               GError **error);
/* A record of @form that nobody has answered. @language: (nullable): the form's default */
TerrainInterview *terrain_profile_view_form (TerrainProfile *self, TerrainForm *form, const char *language,
                                             GError **error);

G_END_DECLS
