/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file that a person chose as an answer. */
typedef struct
{
  GBytes *content;
  char *content_type;
  char *extension; /* "jpg"; "" for none */
} TerrainChosenFile;

void terrain_chosen_file_free (TerrainChosenFile *self);

/**
 * terrain_file_reading_read_async:
 * @kind: (nullable): "image", "audio" or "video": anything else is refused
 * @max_pixels: a larger picture is scaled down to this many of its longer side; 0: it is not
 *
 * Reads @file off the main thread. Errors are whole sentences for a person.
 */
void terrain_file_reading_read_async (GFile *file, const char *kind, int max_pixels, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
TerrainChosenFile *terrain_file_reading_read_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainChosenFile, terrain_chosen_file_free)

G_END_DECLS
