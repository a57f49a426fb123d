/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-media-source.h"

G_BEGIN_DECLS

/*
 * TerrainImageMapView: a drawing whose parts are pointed at; drawn while one goes on, what is wrong with it is said in its
 * place. It is a second way to a list of choices, which is what the keyboard and assistive technology use: it takes no
 * focus and has no role. Signal "chosen" (const char *name). Property "problem" (nullable, notified).
 */
#define TERRAIN_TYPE_IMAGE_MAP_VIEW (terrain_image_map_view_get_type ())
G_DECLARE_FINAL_TYPE (TerrainImageMapView, terrain_image_map_view, TERRAIN, IMAGE_MAP_VIEW, GtkWidget)

GtkWidget *terrain_image_map_view_new (TerrainMediaSource *source);
/* @uri: (nullable): none, and the widget is hidden; @names: of the parts that are choices */
void terrain_image_map_view_set (TerrainImageMapView *self, const char *uri, const char *const *names);
void terrain_image_map_view_set_chosen (TerrainImageMapView *self, const char *const *names);
/* @name: (nullable): framed, as what the pointer is over */
void terrain_image_map_view_set_pointed (TerrainImageMapView *self, const char *name);
const char *terrain_image_map_view_get_pointed (TerrainImageMapView *self);
const char *terrain_image_map_view_get_problem (TerrainImageMapView *self);
/* Returns: (nullable): the part at a point of the widget; NULL also while the drawing is not there yet */
const char *terrain_image_map_view_get_at (TerrainImageMapView *self, double x, double y);

G_END_DECLS
