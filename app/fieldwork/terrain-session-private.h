/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-session.h"

G_BEGIN_DECLS

/* @sequence: the record's last event */
TerrainSession *terrain_session_new (TerrainProfile *profile, const char *uuid, TerrainInterview *interview,
                                     guint64 sequence);
/* What every history of a record begins with. */
gboolean terrain_session_write_first_checkpoint (TerrainStore *store, const char *uuid, TerrainInterview *interview,
                                                 GError **error);
/* The first steps of a record whose first checkpoint was just written. @event: what its audit log begins with */
gboolean terrain_session_start (TerrainSession *self, const char *event, GError **error);

G_END_DECLS
