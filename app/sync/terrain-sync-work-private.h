/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-send-run-private.h"

G_BEGIN_DECLS

/* What the parts of TerrainSync (sending, forms) ask of the object, in place of its struct. */

typedef struct
{
  TerrainProfile *profile;   /* unowned */
  const char *password;      /* (nullable) */
  guint timeout;
  guint settle_ms;
} TerrainSyncWork;

/* Something begins: the state is BUSY until as many ended. */
TerrainSyncWork terrain_sync_begin_work (TerrainSync *self);
void terrain_sync_set_progress (TerrainSync *self, double progress);
/* @error: (nullable): how it ended; becomes state and message */
void terrain_sync_end_work (TerrainSync *self, const GError *error);
void terrain_sync_set_n_waiting (TerrainSync *self, guint n_waiting);

/* terrain-sync-send.c: requests to send that came while one is under way become one after it. */
typedef struct _TerrainSyncSending TerrainSyncSending;

TerrainSyncSending *terrain_sync_sending_new (TerrainSync *sync);
void terrain_sync_sending_free (TerrainSyncSending *self);
TerrainSyncSending *terrain_sync_get_sending (TerrainSync *self);
/* Begins the automatic schedule; ends it, and the run under way. */
void terrain_sync_sending_start (TerrainSyncSending *self, TerrainStore *store, guint debounce_ms);
void terrain_sync_sending_stop (TerrainSyncSending *self);
/* Something was put right. */
void terrain_sync_sending_reset (TerrainSyncSending *self);

G_END_DECLS
