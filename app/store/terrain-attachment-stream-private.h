/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-database-private.h"

G_BEGIN_DECLS

/* Small enough to seal and write without a stall, large enough that a photograph is a dozen rows. */
#define TERRAIN_ATTACHMENT_PIECE (256 * 1024)

/*
 * An attachment's content as a stream, one piece in memory at a time. Only within one step of the worker: the connection
 * is its thread's.
 */
#define TERRAIN_TYPE_ATTACHMENT_INPUT (terrain_attachment_input_get_type ())
G_DECLARE_FINAL_TYPE (TerrainAttachmentInput, terrain_attachment_input, TERRAIN, ATTACHMENT_INPUT, GInputStream)
/* @size: what it must come to */
GInputStream *terrain_attachment_input_new (TerrainDatabase *database, gint64 attachment_key, gint64 size);

#define TERRAIN_TYPE_ATTACHMENT_OUTPUT (terrain_attachment_output_get_type ())
G_DECLARE_FINAL_TYPE (TerrainAttachmentOutput, terrain_attachment_output, TERRAIN, ATTACHMENT_OUTPUT, GOutputStream)
/* Into a row of "attachment" without pieces. */
TerrainAttachmentOutput *terrain_attachment_output_new (TerrainDatabase *database, gint64 attachment_key);
/* Writes the last piece and the size. */
gboolean terrain_attachment_output_finish (TerrainAttachmentOutput *self, GError **error);

G_END_DECLS
