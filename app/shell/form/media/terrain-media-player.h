/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-media-source.h"

G_BEGIN_DECLS

/*
 * TerrainMediaPlayer: a button that plays a sound or a film of a TerrainMediaSource. Nothing is read before it is pressed.
 * Where this computer cannot play it, that is said, and another program can be asked.
 */
#define TERRAIN_TYPE_MEDIA_PLAYER (terrain_media_player_get_type ())
G_DECLARE_FINAL_TYPE (TerrainMediaPlayer, terrain_media_player, TERRAIN, MEDIA_PLAYER, GtkWidget)

GtkWidget *terrain_media_player_new (TerrainMediaSource *source, gboolean video);
/* @uri: (nullable): none, and the widget is hidden. @of: (nullable): what the sound belongs to, for its name */
void terrain_media_player_set (TerrainMediaPlayer *self, const char *uri, const char *of);
/* Whether it plays, or is about to. */
gboolean terrain_media_player_get_active (TerrainMediaPlayer *self);
void terrain_media_player_stop (TerrainMediaPlayer *self);
/* Words below the button, until it is pressed. */
void terrain_media_player_say (TerrainMediaPlayer *self, const char *words);
/* Plays, or stops. */
void terrain_media_player_toggle (TerrainMediaPlayer *self);

G_END_DECLS
