/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <terrain-store.h>

G_BEGIN_DECLS

/*
 * The disk's side of sending a record: marks what was accepted, and gathers what the next POST carries, in one step of a
 * worker thread. Files are read while they go out, a piece at a time.
 */

/* @accepted: (nullable) (element-type TerrainPart). @limit: bytes one POST may have */
void terrain_sender_prepare_async (TerrainStore *store, const char *uuid, GPtrArray *accepted, gsize limit,
                                   GAsyncReadyCallback callback, gpointer user_data);
/* @parts: (out) (nullable) (element-type TerrainPart): %NULL where everything is sent, and marked so */
gboolean terrain_sender_prepare_finish (GAsyncResult *result, GPtrArray **parts, GError **error);

/* Files beside the XML. */
guint terrain_sender_count_files (GPtrArray *parts);
guint64 terrain_sender_measure (GPtrArray *parts);

G_END_DECLS
