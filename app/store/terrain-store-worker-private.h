/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-store-private.h"

G_BEGIN_DECLS

/*
 * TerrainStoreWorker: the thread that owns the connection, and its list of steps.
 */
typedef struct _TerrainStoreWorker TerrainStoreWorker;

/* On the worker, after a commit. */
typedef void (*TerrainStoreChangedFunc) (TerrainStepFlags flags, const char *uuid, gpointer user_data);

/* @database: (transfer full) */
TerrainStoreWorker *terrain_store_worker_new (TerrainDatabase *database, TerrainStoreChangedFunc changed,
                                              gpointer user_data, GDestroyNotify destroy);
/* Does what is still on the list, closes the database, gives @self up. */
void terrain_store_worker_stop (TerrainStoreWorker *self);
gboolean terrain_store_worker_run (TerrainStoreWorker *self, TerrainStepFlags flags, const char *uuid,
                                   TerrainStoreFunc func, gpointer data, GError **error);
void terrain_store_worker_run_async (TerrainStoreWorker *self, TerrainStepFlags flags, const char *uuid,
                                     TerrainStoreFunc func, gpointer data, GDestroyNotify free_data, GTask *task);

G_END_DECLS
