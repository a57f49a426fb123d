/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <terrain-fieldwork.h>

G_BEGIN_DECLS

/**
 * TerrainSyncError:
 * @TERRAIN_SYNC_ERROR_NO_SERVER: no endpoint is set
 * @TERRAIN_SYNC_ERROR_OFFLINE: it cannot be reached (refused, no route, no name, time-out)
 * @TERRAIN_SYNC_ERROR_NOT_OPENROSA: something answered, but not an OpenRosa endpoint (captive portal, HTML)
 * @TERRAIN_SYNC_ERROR_CREDENTIALS: user name or password refused, or missing
 * @TERRAIN_SYNC_ERROR_TLS: the certificate is not trusted
 * @TERRAIN_SYNC_ERROR_SERVER: the server failed (5xx, broken answer); worth trying again
 * @TERRAIN_SYNC_ERROR_REJECTED: the server refused the record for good
 * @TERRAIN_SYNC_ERROR_SECRET: the Secret Service did not answer
 */
typedef enum
{
  TERRAIN_SYNC_ERROR_NO_SERVER,
  TERRAIN_SYNC_ERROR_OFFLINE,
  TERRAIN_SYNC_ERROR_NOT_OPENROSA,
  TERRAIN_SYNC_ERROR_CREDENTIALS,
  TERRAIN_SYNC_ERROR_TLS,
  TERRAIN_SYNC_ERROR_SERVER,
  TERRAIN_SYNC_ERROR_REJECTED,
  TERRAIN_SYNC_ERROR_SECRET,
} TerrainSyncError;

#define TERRAIN_SYNC_ERROR (terrain_sync_error_quark ())
GQuark terrain_sync_error_quark (void);
/* What the server said, verbatim, shortened to 2000 characters. Returns: (nullable): NULL where it said nothing */
const char *terrain_sync_error_get_server_words (const GError *error);

/**
 * TerrainSyncState:
 * @TERRAIN_SYNC_IDLE: nothing to do, or no server set
 * @TERRAIN_SYNC_WAITING: records wait for the server to answer again; tried again by itself
 * @TERRAIN_SYNC_BUSY: sending or updating now
 * @TERRAIN_SYNC_NEEDS_ATTENTION: a person has to do something (credentials, certificate); "message" says what
 */
typedef enum
{
  TERRAIN_SYNC_IDLE,
  TERRAIN_SYNC_WAITING,
  TERRAIN_SYNC_BUSY,
  TERRAIN_SYNC_NEEDS_ATTENTION,
} TerrainSyncState;

/*
 * TerrainSync: sends the queue and updates forms, by itself once started. Asynchronous on the main context it was made
 * in. Properties: "state", "message" (a sentence for a person, or NULL), "progress" (0 to 1, while busy), "n-waiting".
 * A record is tried again with exponential back-off and jitter (first after 2 s, at most every 10 minutes), at once
 * when the network changes, and when something is queued.
 */
#define TERRAIN_TYPE_SYNC (terrain_sync_get_type ())
G_DECLARE_FINAL_TYPE (TerrainSync, terrain_sync, TERRAIN, SYNC, GObject)

TerrainSync *terrain_sync_new (TerrainProfile *profile);
/* Begins to work by itself. */
void terrain_sync_start (TerrainSync *self);
void terrain_sync_stop (TerrainSync *self);
TerrainSyncState terrain_sync_get_state (TerrainSync *self);
const char *terrain_sync_get_message (TerrainSync *self);

/* For this session only, where the Secret Service is not used (command line, tests, kiosks with a file). */
void terrain_sync_set_password (TerrainSync *self, const char *password);
/* In the Secret Service, for the profile's server and user. */
void terrain_sync_store_password_async (TerrainSync *self, const char *password, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
gboolean terrain_sync_store_password_finish (TerrainSync *self, GAsyncResult *result, GError **error);

/* Asks the server for its form list: proves that it is there, is OpenRosa, and takes the credentials. */
void terrain_sync_check_async (TerrainSync *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
/* Returns: the number of forms it offers, -1 on error */
int terrain_sync_check_finish (TerrainSync *self, GAsyncResult *result, GError **error);

/* Sends everything that is due, or, with @now, everything queued. */
void terrain_sync_send_async (TerrainSync *self, gboolean now, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
/* @n_sent, @n_left: (out) (optional). FALSE where something is left; @error is then the last failure */
gboolean terrain_sync_send_finish (TerrainSync *self, GAsyncResult *result, guint *n_sent, guint *n_left,
                                   GError **error);

/* Fetches forms that are new or changed by hash, with their media. Drafts keep the version they began with. */
void terrain_sync_update_forms_async (TerrainSync *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data);
/* @issues: (out) (optional): forms the server offers that cannot run, and why */
gboolean terrain_sync_update_forms_finish (TerrainSync *self, GAsyncResult *result, guint *n_new, guint *n_updated,
                                           GPtrArray **issues, GError **error);

G_END_DECLS
