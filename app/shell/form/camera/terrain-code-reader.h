/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-frame.h"

G_BEGIN_DECLS

/*
 * TerrainCodeReader: finds bar codes and QR codes in a camera's frames, off the main thread, one frame at a time.
 * Signal "read" (char *text), in the main context: what a code says. A code of bars has to be read alike twice: their check
 * digits are weak, or none.
 */
#define TERRAIN_TYPE_CODE_READER (terrain_code_reader_get_type ())
G_DECLARE_FINAL_TYPE (TerrainCodeReader, terrain_code_reader, TERRAIN, CODE_READER, GObject)

TerrainCodeReader *terrain_code_reader_new (void);
/* Reads @frame, unless another one is being read. */
void terrain_code_reader_offer (TerrainCodeReader *self, TerrainFrame *frame);

/* What is written in a code as text: UTF-8 as it is, other bytes as ISO 8859-1, which ISO/IEC 18004 has for QR; what XML
 * cannot hold is a space. Returns: (transfer full) */
char *terrain_code_reader_dup_text (const char *data, gsize size);

G_END_DECLS
