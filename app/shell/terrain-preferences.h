/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "terrain-workspace.h"

G_BEGIN_DECLS

/*
 * TerrainPreferences: the server, who works here, how forms are shown. What is typed is kept when the window closes
 * and before the connection is tried; the password goes to the Secret Service and nowhere else.
 */
#define TERRAIN_TYPE_PREFERENCES (terrain_preferences_get_type ())
G_DECLARE_FINAL_TYPE (TerrainPreferences, terrain_preferences, TERRAIN, PREFERENCES, AdwPreferencesWindow)

GtkWindow *terrain_preferences_new (GtkWindow *parent, TerrainWorkspace *workspace);

G_END_DECLS
