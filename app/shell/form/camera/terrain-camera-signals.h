/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What a camera's window says, and with it whatever opens one (terrain-camera-window.h has what each means). */
typedef enum
{
  TERRAIN_CAMERA_SIGNAL_PICTURE,
  TERRAIN_CAMERA_SIGNAL_FILM,
  TERRAIN_CAMERA_SIGNAL_CODE,
  TERRAIN_CAMERA_SIGNAL_FAILED,
  TERRAIN_CAMERA_N_SIGNALS,
} TerrainCameraSignal;

/* Of a class_init: the signals of @type, into @signals, which has TERRAIN_CAMERA_N_SIGNALS. */
void terrain_camera_signals_install (GType type, guint *signals);
/* What @from says @to says, too, as long as both are there. */
void terrain_camera_signals_forward (GObject *from, GObject *to);

G_END_DECLS
