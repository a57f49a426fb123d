/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-openrosa-client-private.h"

G_BEGIN_DECLS

/*
 * One record, from the queue to the server:
 *
 *        ┌──────────────── accepted: mark its parts ───────────────┐
 *        ▼                                                          │
 *   prepare (worker thread) ── parts left ──► POST (main context) ──┤
 *        │                                                          │ refused, failed
 *        └── none left: mark sent                                   └──► note it, with when to try again
 *
 * Each POST carries the XML and as many files as the server takes at once, the same stored bytes each time. A kill
 * between any two steps costs at most one POST done twice, which a server answers with 201 again.
 */

/* @n_attempts: how often it was tried before. @settle_ms: how long a server may need to finish what was broken off */
void terrain_sender_send_async (TerrainStore *store, TerrainOpenrosaClient *client, const char *uuid,
                                guint n_attempts, guint settle_ms, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
/* TRUE: it is sent and marked so. Errors: TERRAIN_SYNC_ERROR, the store's, cancelled (nothing is noted then) */
gboolean terrain_sender_send_finish (GAsyncResult *result, GError **error);

G_END_DECLS
