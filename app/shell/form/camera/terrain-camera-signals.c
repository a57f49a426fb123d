/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-camera-signals.h"

void
terrain_camera_signals_install (GType type, guint *signals)
{
  signals[TERRAIN_CAMERA_SIGNAL_PICTURE] = g_signal_new ("picture", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                         G_TYPE_NONE, 1, G_TYPE_BYTES);
  signals[TERRAIN_CAMERA_SIGNAL_FILM] = g_signal_new ("film", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                                      G_TYPE_BYTES, G_TYPE_STRING);
  signals[TERRAIN_CAMERA_SIGNAL_CODE] = g_signal_new ("code", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                                      G_TYPE_STRING);
  signals[TERRAIN_CAMERA_SIGNAL_FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                        G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
pass_picture (GObject *to, GBytes *jpeg)
{
  g_signal_emit_by_name (to, "picture", jpeg);
}

static void
pass_film (GObject *to, GBytes *webm, const char *problem)
{
  g_signal_emit_by_name (to, "film", webm, problem);
}

static void
pass_code (GObject *to, const char *text)
{
  g_signal_emit_by_name (to, "code", text);
}

static void
pass_failed (GObject *to, const char *problem)
{
  g_signal_emit_by_name (to, "failed", problem);
}

void
terrain_camera_signals_forward (GObject *from, GObject *to)
{
  g_return_if_fail (G_IS_OBJECT (from));
  g_return_if_fail (G_IS_OBJECT (to));

  g_signal_connect_object (from, "picture", G_CALLBACK (pass_picture), to, G_CONNECT_SWAPPED);
  g_signal_connect_object (from, "film", G_CALLBACK (pass_film), to, G_CONNECT_SWAPPED);
  g_signal_connect_object (from, "code", G_CALLBACK (pass_code), to, G_CONNECT_SWAPPED);
  g_signal_connect_object (from, "failed", G_CALLBACK (pass_failed), to, G_CONNECT_SWAPPED);
}
