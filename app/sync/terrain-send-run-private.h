/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-openrosa-client-private.h"

G_BEGIN_DECLS

/*
 * Once through the queue: a few records at a time, each by a sender. Stops early where the server as a whole is the
 * matter. Only one run at a time for a profile, also among programs: a record must never be sent twice at once.
 */
typedef struct
{
  guint n_sent;
  guint n_left;   /* still queued, due or not */
  GError *error;  /* (nullable): the last failure */
} TerrainSendResult;

void terrain_send_result_free (TerrainSendResult *self);

/* @done: 0 to 1 */
typedef void (*TerrainSendProgress) (double done, gpointer user_data);

typedef struct
{
  const char *password; /* (nullable) */
  guint timeout;
  guint settle_ms;
  guint n_parallel;
  gboolean now;         /* everything queued, due or not */
  TerrainSendProgress progress;
  gpointer progress_data;
} TerrainSendOptions;

void terrain_send_run_async (TerrainProfile *profile, const TerrainSendOptions *options, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
/* Errors are what kept it from beginning, or cancelled; what went wrong with records is in the result. */
TerrainSendResult *terrain_send_run_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainSendResult, terrain_send_result_free)

G_END_DECLS
