/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* TerrainFrame: one picture of a camera, as it is seen by it: 4 bytes a pixel (red, green, blue, nothing), rows without
 * padding. Never changes; safe from any thread. */
typedef struct _TerrainFrame TerrainFrame;

/* @pixels: of @width × @height × 4 bytes */
TerrainFrame *terrain_frame_new (GBytes *pixels, int width, int height);
TerrainFrame *terrain_frame_ref (TerrainFrame *self);
void terrain_frame_unref (TerrainFrame *self);

int terrain_frame_get_width (TerrainFrame *self);
int terrain_frame_get_height (TerrainFrame *self);
/* Returns: (transfer none) */
GBytes *terrain_frame_get_pixels (TerrainFrame *self);
GdkTexture *terrain_frame_to_texture (TerrainFrame *self);

/**
 * terrain_frame_to_jpeg:
 * @max_pixels: of the longer side ("max-pixels" of ODK XForms); 0: as it is
 *
 * Returns: (transfer full): NULL with a whole sentence
 */
GBytes *terrain_frame_to_jpeg (TerrainFrame *self, int max_pixels, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainFrame, terrain_frame_unref)

G_END_DECLS
