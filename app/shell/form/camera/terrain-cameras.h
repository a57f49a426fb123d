/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-camera.h"

G_BEGIN_DECLS

/*
 * TerrainCameras: the cameras of this computer: whether there are any, which can be known without asking anybody, and the
 * cameras themselves, for which the desktop may ask the person.
 *
 * They come through the desktop's Camera portal; where there is none, or it knows of no camera (and outside a sandbox), from
 * Video4Linux. For tests the environment variable TERRAIN_CAMERAS takes the place of both: a GStreamer description a line,
 * such as "videotestsrc is-live=true"; empty for a computer without a camera.
 *
 * Property "presence" (TerrainCameraPresence, notified).
 */
#define TERRAIN_TYPE_CAMERAS (terrain_cameras_get_type ())
G_DECLARE_FINAL_TYPE (TerrainCameras, terrain_cameras, TERRAIN, CAMERAS, GObject)

typedef enum
{
  TERRAIN_CAMERA_UNKNOWN,
  TERRAIN_CAMERA_ABSENT,
  TERRAIN_CAMERA_PRESENT,
} TerrainCameraPresence;

TerrainCameras *terrain_cameras_new (void);
TerrainCameraPresence terrain_cameras_get_presence (TerrainCameras *self);
/* Looks (again); "presence" says what was seen. */
void terrain_cameras_look (TerrainCameras *self);

/* Errors are whole sentences: G_IO_ERROR_NOT_FOUND where there is none, G_IO_ERROR_PERMISSION_DENIED where the person or the
 * desktop refused. */
void terrain_cameras_open_async (TerrainCameras *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);
/* Returns: (transfer full) (element-type TerrainCamera): at least one; the one used last comes first */
GPtrArray *terrain_cameras_open_finish (TerrainCameras *self, GAsyncResult *result, GError **error);
/* Remembers by name which one a person chose, as long as this object lives. */
void terrain_cameras_prefer (TerrainCameras *self, TerrainCamera *camera);

G_END_DECLS
