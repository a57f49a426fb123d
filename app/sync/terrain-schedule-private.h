/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-sync.h"

G_BEGIN_DECLS

/*
 * When to send by itself. Watches the queue and the network, and says so:
 *
 *   queue changed ─┐                    due, and the server not known to fail ──► wake
 *   timer ─────────┼─► look at queue ──►
 *   run ended ─────┤                    else ──► timer for the next due time, or for the server
 *   network ───────┘
 *
 * A failing server closes a gate for all its records, longer each time; a record that came in since opens it once, the
 * network's changes too. The network's state is never asked: what a monitor says of it is often wrong.
 */
typedef struct _TerrainSchedule TerrainSchedule;

/* @everything: also what is not due. */
typedef void (*TerrainScheduleWake) (gboolean everything, gpointer user_data);
typedef void (*TerrainScheduleCount) (guint n_queued, gpointer user_data);

TerrainSchedule *terrain_schedule_new (TerrainStore *store, guint debounce_ms, TerrainScheduleWake wake,
                                       TerrainScheduleCount count, gpointer user_data);
void terrain_schedule_free (TerrainSchedule *self);

/* A run begins; nothing is woken until it ends. */
void terrain_schedule_begin_run (TerrainSchedule *self);
/* @error: (nullable): the last failure of the run */
void terrain_schedule_end_run (TerrainSchedule *self, const GError *error);
/* Something was put right (a password, a server): the gate opens. */
void terrain_schedule_reset (TerrainSchedule *self);
/* How many runs in a row found the server failing. */
guint terrain_schedule_get_n_failures (TerrainSchedule *self);

G_END_DECLS
