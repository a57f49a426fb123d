/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-engine-types.h"

G_BEGIN_DECLS

/**
 * TerrainClockFunc:
 *
 * Returns: now, in microseconds since 1970-01-01T00:00:00Z
 */
typedef gint64 (*TerrainClockFunc) (gpointer user_data);

/**
 * TerrainSourceFunc:
 * @uri: a secondary instance's URI, such as "jr://file-csv/cities.csv" or "jr://instance/last-saved"
 *
 * Returns: (transfer full) (nullable): the bytes behind @uri, %NULL with @error set where there are none
 */
typedef GBytes *(*TerrainSourceFunc) (const char *uri, gpointer user_data, GError **error);

/*
 * TerrainEnvironment: everything that the outside world decides for an interview.
 *
 * The engine has no clock, no random source and no I/O of its own; it asks this
 * object. Two runs with equal environments and equal answers give the same bytes.
 * Reference counted, not thread safe: one environment belongs to one interview's thread.
 */
TerrainEnvironment *terrain_environment_new (TerrainClockFunc clock, gpointer user_data, GDestroyNotify destroy);
TerrainEnvironment *terrain_environment_ref (TerrainEnvironment *self);
void terrain_environment_unref (TerrainEnvironment *self);

/* The clock can be held still: for one step (so that a journal replays it exactly) or for a whole test. */
void terrain_environment_hold_clock (TerrainEnvironment *self, gint64 now_us);
void terrain_environment_release_clock (TerrainEnvironment *self);
gboolean terrain_environment_is_clock_held (TerrainEnvironment *self);
gint64 terrain_environment_get_now (TerrainEnvironment *self);

/* Defaults to UTC. */
void terrain_environment_set_time_zone (TerrainEnvironment *self, GTimeZone *zone);
GTimeZone *terrain_environment_get_time_zone (TerrainEnvironment *self);

/* Seeds random(), uuid() and randomize() without a seed. The same seed gives the same sequence. */
void terrain_environment_set_seed (TerrainEnvironment *self, guint64 seed);
/* Where the sequence stands: this seed, set later, goes on with the numbers that come next now. */
guint64 terrain_environment_get_seed (TerrainEnvironment *self);
guint64 terrain_environment_next_random (TerrainEnvironment *self);
double terrain_environment_next_double (TerrainEnvironment *self);
char *terrain_environment_next_uuid (TerrainEnvironment *self);

/* "deviceid", "username", "email", "phonenumber": what preloads and property() ask for. */
void terrain_environment_set_property (TerrainEnvironment *self, const char *name, const char *value);
const char *terrain_environment_get_property (TerrainEnvironment *self, const char *name);

/* Where secondary instances outside the form come from; without one, none are found. */
void terrain_environment_set_source (TerrainEnvironment *self, TerrainSourceFunc source, gpointer user_data,
                                     GDestroyNotify destroy);
GBytes *terrain_environment_load_source (TerrainEnvironment *self, const char *uri, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainEnvironment, terrain_environment_unref)

G_END_DECLS
