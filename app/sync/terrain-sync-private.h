/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-sync.h"

G_BEGIN_DECLS

/*
 * Times that tests make shorter.
 * @timeout: seconds to connect, or without progress (30)
 * @settle_ms: before a 409 "deleted" is answered by sending once more (1000)
 * @debounce_ms: how long after a change the queue is looked at (250)
 */
void terrain_sync_set_times (TerrainSync *self, guint timeout, guint settle_ms, guint debounce_ms);

G_END_DECLS
