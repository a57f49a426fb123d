/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-frame.h"

G_BEGIN_DECLS

/* GStreamer's; what only shows a button needs none of its headers. */
typedef struct _GstDevice GstDevice;

/*
 * TerrainCamera: one camera, as a source of frames; knows of no widget. It films only between start and stop.
 * Signals, in the main context: "frame" (TerrainFrame *): the newest; those that nobody had time for are left out;
 * "failed" (char *): a whole sentence; it has stopped by then.
 */
#define TERRAIN_TYPE_CAMERA (terrain_camera_get_type ())
G_DECLARE_FINAL_TYPE (TerrainCamera, terrain_camera, TERRAIN, CAMERA, GObject)

/* @source: a GStreamer description that gives pictures, raw or compressed */
TerrainCamera *terrain_camera_new (const char *name, const char *source);
TerrainCamera *terrain_camera_new_for_device (GstDevice *device);
/* The one that the desktop gives. Each start has a connection of its own from the portal, which has been asked before
 * (terrain-camera-portal.h). */
TerrainCamera *terrain_camera_new_for_portal (const char *name);

/* As its maker calls it. */
const char *terrain_camera_get_name (TerrainCamera *self);

/* Frames follow, or "failed". FALSE with a whole sentence where nothing here can show it. */
gboolean terrain_camera_start (TerrainCamera *self, GError **error);
void terrain_camera_stop (TerrainCamera *self);
gboolean terrain_camera_get_running (TerrainCamera *self);

/* Hands every frame to @tap, on the camera's own thread, until it is NULL: for films. */
typedef void (*TerrainCameraTap) (TerrainFrame *frame, gpointer data);
void terrain_camera_set_tap (TerrainCamera *self, TerrainCameraTap tap, gpointer data);

G_END_DECLS
