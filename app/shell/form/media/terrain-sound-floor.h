/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <terrain-engine.h>

G_BEGIN_DECLS

/*
 * TerrainSoundFloor: who may be heard in one interview, whatever views show it. While somebody records, or is about to, nothing
 * plays by itself; and what plays by itself does so once in a sitting, in one of the views.
 * Property "taken" (read-only, notified). Signal "hush", a gboolean: whoever plays by itself stops, and says that it did.
 */
#define TERRAIN_TYPE_SOUND_FLOOR (terrain_sound_floor_get_type ())
G_DECLARE_FINAL_TYPE (TerrainSoundFloor, terrain_sound_floor, TERRAIN, SOUND_FLOOR, GObject)

/* Returns: (transfer none): the one of this interview, as long as that is there */
TerrainSoundFloor *terrain_sound_floor_of (TerrainInterview *interview);

/* Somebody, who may be told apart by @who, records from now on, or no longer. Asked twice, it is as once. */
void terrain_sound_floor_set_recording (TerrainSoundFloor *self, gpointer who, gboolean recording);
gboolean terrain_sound_floor_get_taken (TerrainSoundFloor *self);

/* A view that comes before the others, as the respondent's does: what plays by itself plays there. */
void terrain_sound_floor_set_first (TerrainSoundFloor *self, gpointer view, gboolean is_there);
/* Whether @view may play @uri of the question @ref by itself now; it has had its turn then. */
gboolean terrain_sound_floor_claim (TerrainSoundFloor *self, gpointer view, const char *ref, const char *uri);
/* Whether anything played by itself; it does no longer. */
gboolean terrain_sound_floor_hush (TerrainSoundFloor *self);

G_END_DECLS
