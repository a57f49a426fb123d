/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

#include "terrain-place-text.h"

G_BEGIN_DECLS

/*
 * TerrainPlaceFinder: a button that finds out where this device is, and what is seen meanwhile: how exact the place is so
 * far, a button that takes it as it is, one that leaves it. Nothing is asked of the desktop before the button is pressed.
 *
 * A place as exact as the form wants is taken at once (accuracyThreshold, 5 m where it does not say); after a while the
 * best one is, unless it is less exact than the form allows (unacceptableAccuracyThreshold, 100 m): then the person is asked
 * (ODK XForms, "Body attributes"). What went wrong is said in its place.
 * Signal "found" (gpointer: const TerrainPlace *).
 */
#define TERRAIN_TYPE_PLACE_FINDER (terrain_place_finder_get_type ())
G_DECLARE_FINAL_TYPE (TerrainPlaceFinder, terrain_place_finder, TERRAIN, PLACE_FINDER, GtkWidget)

GtkWidget *terrain_place_finder_new (TerrainControl *control);
/* Of the button; the question's name goes before it. */
GtkWidget *terrain_place_finder_get_button (TerrainPlaceFinder *self);
gboolean terrain_place_finder_is_busy (TerrainPlaceFinder *self);
/* As if the person had pressed "Cancel". */
void terrain_place_finder_cancel (TerrainPlaceFinder *self);

G_END_DECLS
