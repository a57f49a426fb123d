/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * The desktop's Camera portal (org.freedesktop.portal.Camera): the way to a camera that asks the person, and the only one
 * from inside a sandbox. Asked on the session bus itself: libportal's calls for the same wait for the answer, and a desktop
 * that is slow to answer would stop the window.
 */

/* Whether the desktop has a portal, and that one a camera. FALSE also where nothing answers; never an error. */
void terrain_camera_portal_is_present_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean terrain_camera_portal_is_present_finish (GAsyncResult *result);

/* Asks for the camera; the desktop may ask the person, so it takes as long as that takes. Errors are whole sentences:
 * G_IO_ERROR_PERMISSION_DENIED where it was refused. */
void terrain_camera_portal_ask_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean terrain_camera_portal_ask_finish (GAsyncResult *result, GError **error);

/* Once that was granted. Returns: a connection to PipeWire that shows cameras only, to be closed; -1 for an error */
void terrain_camera_portal_connect_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int terrain_camera_portal_connect_finish (GAsyncResult *result, GError **error);

G_END_DECLS
