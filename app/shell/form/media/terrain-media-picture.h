/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-media-source.h"

G_BEGIN_DECLS

/*
 * TerrainMediaPicture: one picture of a TerrainMediaSource, loaded while one goes on; what is wrong with it is said in its
 * place. Properties: "problem" (nullable, notified), "shown" (notified: the picture is there).
 */
#define TERRAIN_TYPE_MEDIA_PICTURE (terrain_media_picture_get_type ())
G_DECLARE_FINAL_TYPE (TerrainMediaPicture, terrain_media_picture, TERRAIN, MEDIA_PICTURE, GtkWidget)

/* @max_side: in pixels; a smaller picture is not blown up */
GtkWidget *terrain_media_picture_new (TerrainMediaSource *source, int max_side);
/* @uri: (nullable): none, and the widget is hidden. @alternative: (nullable): what is to be seen on it, for those who
 * cannot see it; with NULL it is mere decoration of a text that says the same */
void terrain_media_picture_set (TerrainMediaPicture *self, const char *uri, const char *alternative);
const char *terrain_media_picture_get_problem (TerrainMediaPicture *self);
gboolean terrain_media_picture_get_shown (TerrainMediaPicture *self);
/* Returns: (nullable) (transfer none) */
GdkTexture *terrain_media_picture_get_texture (TerrainMediaPicture *self);

/* A window over @parent that shows @uri as large as it fits; Escape closes it. */
void terrain_media_picture_enlarge (GtkWidget *parent, TerrainMediaSource *source, const char *uri,
                                    const char *alternative);

G_END_DECLS
