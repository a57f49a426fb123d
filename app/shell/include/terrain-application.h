/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "terrain-workspace.h"

G_BEGIN_DECLS

/*
 * TerrainApplication: options, the profile, the window. One process a session and profile: with --profile or --kiosk a
 * process of its own.
 */
#define TERRAIN_TYPE_APPLICATION (terrain_application_get_type ())
G_DECLARE_FINAL_TYPE (TerrainApplication, terrain_application, TERRAIN, APPLICATION, AdwApplication)

/* What the program hands in for --kiosk: this module does not know the kiosk's.
 * Returns: (transfer none): the window, or NULL with @error set */
typedef GtkWindow *(*TerrainKioskFunc) (GtkApplication *application, TerrainWorkspace *workspace, const char *form_id,
                                        GError **error);

/* @settings: of schema brussels.safe.Terrain */
TerrainApplication *terrain_application_new (GSettings *settings, TerrainKioskFunc kiosk);
/* Returns: (nullable) (transfer none): NULL before activation, and where the profile cannot be opened */
TerrainWorkspace *terrain_application_get_workspace (TerrainApplication *self);

G_END_DECLS
