/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * TerrainNarrowBin: tells what is in a window that there is little room, in the same frame in which there is (as
 * libadwaita's AdwBreakpointBin does from 1.4 on).
 *
 * Property "narrow" (gboolean): less than NARROW pixels at the usual size of text. While it is wide it asks for no more
 * than what is in it needs when it is narrow: a window could not become narrow otherwise. Its style class "narrow" goes
 * with it. A window with hardly any room has no buttons but the one that closes it.
 */
#define TERRAIN_TYPE_NARROW_BIN (terrain_narrow_bin_get_type ())
G_DECLARE_FINAL_TYPE (TerrainNarrowBin, terrain_narrow_bin, TERRAIN, NARROW_BIN, AdwBin)

typedef void (*TerrainNarrowFunc) (GtkWidget *page, gboolean narrow);

/* Calls @func for @page, which is in such a bin or will be, when it gets there and whenever that changes. */
void terrain_narrow_bin_follow (GtkWidget *page, TerrainNarrowFunc func);
/* After a page came. */
void terrain_narrow_bin_refresh (TerrainNarrowBin *self);

G_END_DECLS
