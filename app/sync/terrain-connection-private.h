/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-openrosa-client-private.h"

G_BEGIN_DECLS

/*
 * From a profile's settings and its password to a client: the settings are read in a worker thread, the password comes
 * from the Secret Service unless one is given.
 */
/* @password: (nullable): instead of the Secret Service's */
void terrain_connection_open_async (TerrainProfile *profile, const char *password, guint timeout,
                                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* %TERRAIN_SYNC_ERROR_NO_SERVER where none is set */
TerrainOpenrosaClient *terrain_connection_open_finish (GAsyncResult *result, GError **error);

G_END_DECLS
