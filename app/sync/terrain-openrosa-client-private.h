/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <terrain-wire.h>

#include "terrain-sync.h"

G_BEGIN_DECLS

/*
 * TerrainOpenrosaClient: one OpenRosa endpoint, asked over HTTP. Knows the protocol and nothing of records or queues.
 * Asynchronous on the main context it is used in. Every error is of TERRAIN_SYNC_ERROR, or G_IO_ERROR_CANCELLED.
 */
#define TERRAIN_TYPE_OPENROSA_CLIENT (terrain_openrosa_client_get_type ())
G_DECLARE_FINAL_TYPE (TerrainOpenrosaClient, terrain_openrosa_client, TERRAIN, OPENROSA_CLIENT, GObject)

/* @user_name, @password: (nullable). @device_id: (nullable). @timeout: seconds to connect, or without progress */
TerrainOpenrosaClient *terrain_openrosa_client_new (const char *base_url, const char *user_name, const char *password,
                                                    const char *device_id, gboolean insecure_allowed, guint timeout);
const char *terrain_openrosa_client_get_base_url (TerrainOpenrosaClient *self);

void terrain_openrosa_client_list_forms_async (TerrainOpenrosaClient *self, GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer user_data);
/* Returns: (element-type TerrainFormListEntry) */
GPtrArray *terrain_openrosa_client_list_forms_finish (TerrainOpenrosaClient *self, GAsyncResult *result,
                                                      GError **error);

void terrain_openrosa_client_load_manifest_async (TerrainOpenrosaClient *self, const char *url,
                                                  GCancellable *cancellable, GAsyncReadyCallback callback,
                                                  gpointer user_data);
/* Returns: (element-type TerrainManifestFile) */
GPtrArray *terrain_openrosa_client_load_manifest_finish (TerrainOpenrosaClient *self, GAsyncResult *result,
                                                         GError **error);

/* @hash: (nullable): "md5:…" the content must have */
void terrain_openrosa_client_download_async (TerrainOpenrosaClient *self, const char *url, const char *hash,
                                             GCancellable *cancellable, GAsyncReadyCallback callback,
                                             gpointer user_data);
GBytes *terrain_openrosa_client_download_finish (TerrainOpenrosaClient *self, GAsyncResult *result, GError **error);

/* One POST. @parts: (element-type TerrainPart): the XML, named "xml_submission_file", and files. */
void terrain_openrosa_client_submit_async (TerrainOpenrosaClient *self, GPtrArray *parts, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
/* TRUE: the server has every part, durably. */
gboolean terrain_openrosa_client_submit_finish (TerrainOpenrosaClient *self, GAsyncResult *result, GError **error);

/* What one POST may hold in all, by what the server last said. */
gsize terrain_openrosa_client_get_accept_length (TerrainOpenrosaClient *self);

G_END_DECLS
