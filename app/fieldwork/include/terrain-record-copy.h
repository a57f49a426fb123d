/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-session.h"

G_BEGIN_DECLS

/**
 * terrain_session_begin_from:
 * @uuid: a record in any state, that can be read here
 * @new_uuid: (nullable): made
 * @environment: (nullable): as terrain_session_begin_full()
 * @n_left: (out) (optional): answers that the new record has no place for
 *
 * Begins a record of the newest version of the same form with the answers of another: those a person gave and was asked
 * for. What the form computes, when it began, its files and its identity are the new record's own, as of any that is
 * begun: nothing says that it came from another.
 *
 * Returns: (transfer full) (nullable): errors as terrain_profile_view_record() and terrain_session_begin_full()
 */
TerrainSession *terrain_session_begin_from (TerrainProfile *profile, const char *uuid, const char *new_uuid,
                                            TerrainEnvironment *environment, guint *n_left, GError **error);

G_END_DECLS
