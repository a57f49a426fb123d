/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Pictures from bytes that anybody may have made. Safe from any thread; nothing larger than a fixed number of pixels is
 * ever unpacked: a photo of 200 megapixels is read at a fraction of its size (JPEG), or refused in words.
 */

/**
 * terrain_picture_decode:
 * @max_side: the picture is made to fit a square of this many pixels; a smaller one stays as it is
 *
 * Returns: (transfer full): upright; NULL with a whole sentence that does not name the file
 */
GdkTexture *terrain_picture_decode (GBytes *bytes, int max_side, GError **error);

/**
 * terrain_picture_scale_down:
 * @max_pixels: of the longer side ("max-pixels" of ODK XForms)
 * @content_type: (out) (transfer full) (nullable): of what is returned; NULL where it is @bytes as they are
 *
 * Returns: (transfer full): @bytes where the picture is small enough
 */
GBytes *terrain_picture_scale_down (GBytes *bytes, int max_pixels, char **content_type, GError **error);

/* Returns: (transfer full): @texture as PNG */
GBytes *terrain_picture_encode (GdkTexture *texture);

G_END_DECLS
