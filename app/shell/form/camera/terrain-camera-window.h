/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "terrain-cameras.h"

G_BEGIN_DECLS

/*
 * TerrainCameraWindow: what the camera sees, and a button for a picture or a film; a code is read as soon as it is seen.
 * What is taken stays in memory. The camera runs only while the window is there to be seen: hidden, it stops, and a film
 * ends and is kept.
 * Signals: "picture" (GBytes *jpeg), "code" (char *text); "film" (GBytes *webm, nullable; char *problem, nullable);
 * "failed" (char *problem, a whole sentence): there was no camera, or it went away. But for "film" of a window
 * that was hidden meanwhile, the window is closed after each.
 */
#define TERRAIN_TYPE_CAMERA_WINDOW (terrain_camera_window_get_type ())
G_DECLARE_FINAL_TYPE (TerrainCameraWindow, terrain_camera_window, TERRAIN, CAMERA_WINDOW, AdwWindow)

typedef enum
{
  TERRAIN_CAMERA_PICTURE,
  TERRAIN_CAMERA_FILM,
  TERRAIN_CAMERA_CODE,
} TerrainCameraUse;

/* @max_pixels: of a picture's longer side; 0 for as many as there are. @what: of the question, in plain text */
GtkWidget *terrain_camera_window_new (GtkWidget *parent, TerrainCameras *cameras, TerrainCameraUse use, int max_pixels,
                                      const char *what);

G_END_DECLS
