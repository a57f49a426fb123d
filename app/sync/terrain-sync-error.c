/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-sync-error-private.h"

typedef struct
{
  guint status;
  guint retry_after;
  gboolean is_challenge;
  char *words;
} TerrainSyncErrorPrivate;

static void
terrain_sync_error_private_init (TerrainSyncErrorPrivate *private)
{
}

static void
terrain_sync_error_private_copy (const TerrainSyncErrorPrivate *source,
                                 TerrainSyncErrorPrivate       *target)
{
  target->status = source->status;
  target->retry_after = source->retry_after;
  target->is_challenge = source->is_challenge;
  target->words = g_strdup (source->words);
}

static void
terrain_sync_error_private_clear (TerrainSyncErrorPrivate *private)
{
  g_free (private->words);
}

/* GLib's macro finds the details before the error through a byte pointer; GLib sees to the alignment. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wcast-align"
G_DEFINE_EXTENDED_ERROR (TerrainSyncError, terrain_sync_error)
#pragma GCC diagnostic pop

static TerrainSyncErrorPrivate *
get_private (const GError *error)
{
  if (error == NULL || error->domain != TERRAIN_SYNC_ERROR)
    return NULL;
  return terrain_sync_error_get_private (error);
}

void
terrain_sync_error_set_details (GError     *error,
                                guint       status,
                                const char *words,
                                guint       retry_after)
{
  TerrainSyncErrorPrivate *private = get_private (error);

  g_return_if_fail (private != NULL);

  private->status = status;
  private->retry_after = retry_after;
  g_free (private->words);
  private->words = g_strdup (words);
}

guint
terrain_sync_error_get_status (const GError *error)
{
  TerrainSyncErrorPrivate *private = get_private (error);

  return private != NULL ? private->status : 0;
}

guint
terrain_sync_error_get_retry_after (const GError *error)
{
  TerrainSyncErrorPrivate *private = get_private (error);

  return private != NULL ? private->retry_after : 0;
}

const char *
terrain_sync_error_get_server_words (const GError *error)
{
  TerrainSyncErrorPrivate *private = get_private (error);

  return private != NULL ? private->words : NULL;
}

void
terrain_sync_error_set_challenge (GError  *error,
                                  gboolean is_challenge)
{
  TerrainSyncErrorPrivate *private = get_private (error);

  g_return_if_fail (private != NULL);

  private->is_challenge = is_challenge;
}

gboolean
terrain_sync_error_is_challenge (const GError *error)
{
  TerrainSyncErrorPrivate *private = get_private (error);

  return private != NULL && private->is_challenge;
}

gboolean
terrain_sync_error_is_general (const GError *error)
{
  if (error == NULL || error->domain != TERRAIN_SYNC_ERROR)
    return FALSE;
  /* A failing server may fail for one record only; the others deserve their try. */
  return error->code != TERRAIN_SYNC_ERROR_REJECTED && error->code != TERRAIN_SYNC_ERROR_SERVER;
}
