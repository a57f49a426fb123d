/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-camera-window.h"

G_BEGIN_DECLS

/*
 * TerrainCameraButton: opens a TerrainCameraWindow, whose signals it has: "picture", "film", "code", "failed". Not there
 * to be seen on a computer that has no camera. Its window goes with it.
 */
#define TERRAIN_TYPE_CAMERA_BUTTON (terrain_camera_button_get_type ())
G_DECLARE_FINAL_TYPE (TerrainCameraButton, terrain_camera_button, TERRAIN, CAMERA_BUTTON, GtkButton)

GtkWidget *terrain_camera_button_new (TerrainCameras *cameras, TerrainCameraUse use, int max_pixels);
/* @what: of the question, in plain text */
void terrain_camera_button_set_what (TerrainCameraButton *self, const char *what);
/* Whether its window is open. */
gboolean terrain_camera_button_is_open (TerrainCameraButton *self);

G_END_DECLS
