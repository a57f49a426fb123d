/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/*
 * TerrainMemorySink: takes what a GStreamer pipeline writes at its end, and keeps it in memory: what somebody says or shows
 * is never on the disk in clear. It can be written to as a file can, so that a container's index and length are put right at
 * the end. Filled on GStreamer's threads; anybody may ask.
 */
typedef struct _TerrainMemorySink TerrainMemorySink;

/* @fakesink: a "fakesink"; takes over its handing on. Free it after its pipeline has stopped for good. */
TerrainMemorySink *terrain_memory_sink_new (GstElement *fakesink, gsize most_bytes);
void terrain_memory_sink_free (TerrainMemorySink *self);

/* Whether more came than it takes; what came until then is there. */
gboolean terrain_memory_sink_is_full (TerrainMemorySink *self);
/* Returns: (transfer full) (nullable): NULL for nothing; it is empty afterwards */
GBytes *terrain_memory_sink_take (TerrainMemorySink *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainMemorySink, terrain_memory_sink_free)

G_END_DECLS
