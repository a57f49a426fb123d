/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <terrain-fieldwork.h>

G_BEGIN_DECLS

/* TerrainPlacePreferences: the map of this device, and whether forms may have its place unasked. Kept as it is changed. */
#define TERRAIN_TYPE_PLACE_PREFERENCES (terrain_place_preferences_get_type ())
G_DECLARE_FINAL_TYPE (TerrainPlacePreferences, terrain_place_preferences, TERRAIN, PLACE_PREFERENCES, AdwPreferencesGroup)

GtkWidget *terrain_place_preferences_new (TerrainProfile *profile);
/* As if @file had been chosen; a file that is no map is refused in words, and the one before stays. */
void terrain_place_preferences_choose (TerrainPlacePreferences *self, GFile *file);

G_END_DECLS
