/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * The server's password in the Secret Service, by server and user name. A service that is locked, missing or silent is
 * TERRAIN_SYNC_ERROR_SECRET after a few seconds, never a wait without end.
 */
void terrain_credentials_lookup_async (const char *server, const char *user_name, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
/* Returns: (transfer full) (nullable): NULL without error where none is kept */
char *terrain_credentials_lookup_finish (GAsyncResult *result, GError **error);

void terrain_credentials_store_async (const char *server, const char *user_name, const char *password,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean terrain_credentials_store_finish (GAsyncResult *result, GError **error);

G_END_DECLS
