/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-multipart.h"

G_BEGIN_DECLS

/* What stands before a part's content, between it and the next, and after the last. */
GBytes *terrain_multipart_print_head (const TerrainPart *part, const char *boundary);
#define TERRAIN_MULTIPART_LINE_END "\r\n"
GBytes *terrain_multipart_print_tail (const char *boundary);

G_END_DECLS
