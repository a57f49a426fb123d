/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-frame.h"

G_BEGIN_DECLS

/*
 * TerrainFilmRecorder: frames and the microphone as WebM (VP8, Opus), in memory only. Whatever goes away, camera or
 * microphone, ends the film properly: what came before is kept and can be played.
 * Signal "finished" (GBytes *film, nullable; char *problem, nullable: a whole sentence), in the main context.
 */
#define TERRAIN_TYPE_FILM_RECORDER (terrain_film_recorder_get_type ())
G_DECLARE_FINAL_TYPE (TerrainFilmRecorder, terrain_film_recorder, TERRAIN, FILM_RECORDER, GObject)

#define TERRAIN_FILM_TYPE "video/webm"
#define TERRAIN_FILM_EXTENSION "webm"

/* @sound: (nullable): a GStreamer description in place of the microphone, for tests */
TerrainFilmRecorder *terrain_film_recorder_new (const char *sound);
/* @frame: as large as all of them will be; does not count as one. FALSE with a whole sentence where nothing here can film. */
gboolean terrain_film_recorder_start (TerrainFilmRecorder *self, TerrainFrame *frame, GError **error);
/* From any thread; left out where the computer does not keep up. */
void terrain_film_recorder_push (TerrainFilmRecorder *self, TerrainFrame *frame);
/* "finished" follows. @problem: (nullable): goes with it: why it ends */
void terrain_film_recorder_stop (TerrainFilmRecorder *self, const char *problem);
gboolean terrain_film_recorder_get_recording (TerrainFilmRecorder *self);

G_END_DECLS
