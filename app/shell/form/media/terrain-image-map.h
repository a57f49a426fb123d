/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/*
 * TerrainImageMap: an SVG drawing whose parts are choices ("image-map" of ODK XForms): the part with the id of a choice's
 * value. Drawn once; which part lies where is kept for each pixel. Immutable, so it may be made on a worker thread.
 */
typedef struct _TerrainImageMap TerrainImageMap;

/**
 * terrain_image_map_new:
 * @svg: from a form, so from anybody
 * @names: (array zero-terminated=1): the ids that are parts
 *
 * Refuses what names other files, has entities, is too deep, too large or no SVG: nothing outside @svg is ever read.
 *
 * Returns: (transfer full) (nullable): NULL with a whole sentence for a person
 */
TerrainImageMap *terrain_image_map_new (GBytes *svg, const char *const *names, GCancellable *cancellable, GError **error);
TerrainImageMap *terrain_image_map_ref (TerrainImageMap *self);
void terrain_image_map_unref (TerrainImageMap *self);

/* In pixels of the drawing; the longer side is always the same. */
int terrain_image_map_get_width (TerrainImageMap *self);
int terrain_image_map_get_height (TerrainImageMap *self);
GdkTexture *terrain_image_map_get_texture (TerrainImageMap *self);
/* Whether there is anything to point at for @name. */
gboolean terrain_image_map_has (TerrainImageMap *self, const char *name);
/* Returns: (nullable): the part at a pixel of the drawing, the topmost of several */
const char *terrain_image_map_get_at (TerrainImageMap *self, double x, double y);

/**
 * terrain_image_map_dup_mark:
 * @chosen: filled, framed and ticked; otherwise framed only
 * @bounds: (out): where it belongs, in pixels of the drawing
 *
 * Returns: (transfer full) (nullable): what is laid over the drawing to mark @name
 */
GdkTexture *terrain_image_map_dup_mark (TerrainImageMap *self, const char *name, gboolean chosen,
                                        GdkRectangle *bounds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainImageMap, terrain_image_map_unref)

G_END_DECLS
