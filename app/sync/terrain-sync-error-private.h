/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-sync.h"

G_BEGIN_DECLS

/* What an error of TERRAIN_SYNC_ERROR carries beside its sentence; all getters give their default for other errors. */

/* @words: (nullable): what the server said, verbatim. @retry_after: seconds it asked to wait, 0 where it did not */
void terrain_sync_error_set_details (GError *error, guint status, const char *words, guint retry_after);
/* The HTTP status, 0 where there was no answer. */
guint terrain_sync_error_get_status (const GError *error);
guint terrain_sync_error_get_retry_after (const GError *error);
/* Whether the server asked for a password with it: then that is what it wants. */
void terrain_sync_error_set_challenge (GError *error, gboolean is_challenge);
gboolean terrain_sync_error_is_challenge (const GError *error);
/* Whether the whole server is concerned, so that the next record would meet the same. */
gboolean terrain_sync_error_is_general (const GError *error);

G_END_DECLS
