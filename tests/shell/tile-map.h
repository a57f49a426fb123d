/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Puts a map of Brussels into the folder "maps" of a profile's: drawn squares, zoom 8 to 13, one in seven of zoom 12 damaged. */
void tile_map_write (const char *profile);

G_END_DECLS
