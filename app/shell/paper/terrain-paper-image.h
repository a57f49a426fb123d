/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/* An image takes this much of a page, in points, unless it is told otherwise. */
#define TERRAIN_PAPER_IMAGE_WIDTH 240
#define TERRAIN_PAPER_IMAGE_HEIGHT 180

/* @bytes: as anybody may have made them. (transfer full) (nullable): upright, twice as many pixels as points at most; NULL
 * where it cannot be shown */
GdkPixbuf *terrain_paper_image_new (GBytes *bytes);

G_END_DECLS
