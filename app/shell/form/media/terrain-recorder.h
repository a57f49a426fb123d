/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * TerrainRecorder: sound from the microphone as Ogg Opus, in memory only: what somebody says is never on the disk in clear.
 * Signals, in the main context: "level" (double from 0 to 1), "finished" (GBytes *sound, nullable; char *problem, nullable: a
 * whole sentence). A microphone that goes away ends the recording: what came before is kept, and both are given.
 * In place of the microphone the environment variable TERRAIN_MICROPHONE names a GStreamer element.
 */
#define TERRAIN_TYPE_RECORDER (terrain_recorder_get_type ())
G_DECLARE_FINAL_TYPE (TerrainRecorder, terrain_recorder, TERRAIN, RECORDER, GObject)

#define TERRAIN_RECORDER_TYPE "audio/ogg"
#define TERRAIN_RECORDER_EXTENSION "ogg"

/* @source: (nullable): a GStreamer element in place of the microphone, for tests */
TerrainRecorder *terrain_recorder_new (const char *source);
/* @quality: (nullable): "voice-only", "low", "normal" of ODK XForms. FALSE with a whole sentence where nothing here can
 * record; a missing microphone may be known only later ("finished"). */
gboolean terrain_recorder_start (TerrainRecorder *self, const char *quality, GError **error);
/* "finished" follows. */
void terrain_recorder_stop (TerrainRecorder *self);
/* The same, and it has been emitted when this returns: half a second later at most. */
void terrain_recorder_finish (TerrainRecorder *self);
/* Returns: (transfer full) (nullable): what was recorded since the last call, so that it can be kept while the recording goes
 * on; "finished" then gives the rest. One after the other they are what would have come at once: Ogg is written forwards. */
GBytes *terrain_recorder_take (TerrainRecorder *self);
gboolean terrain_recorder_get_recording (TerrainRecorder *self);

G_END_DECLS
