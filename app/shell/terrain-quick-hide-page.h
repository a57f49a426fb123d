/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * TerrainQuickHidePage: what a hidden window shows: a clock, and nothing of Terrain. The way back is asked for by
 * terrain_quick_hide_page_ask() or three taps on the clock; with a PIN it then has to be typed, after each wrong one
 * nothing is taken for a while, twice as long each time. Signal "accepted": the way back is free.
 */
#define TERRAIN_TYPE_QUICK_HIDE_PAGE (terrain_quick_hide_page_get_type ())
G_DECLARE_FINAL_TYPE (TerrainQuickHidePage, terrain_quick_hide_page, TERRAIN, QUICK_HIDE_PAGE, AdwBin)

/* @pin_hash: as of terrain_pin_hash(); "" for none */
GtkWidget *terrain_quick_hide_page_new (const char *pin_hash);
void terrain_quick_hide_page_ask (TerrainQuickHidePage *self);
/* The first wait after a wrong PIN, in milliseconds; 2000 by default. */
void terrain_quick_hide_page_set_delay (TerrainQuickHidePage *self, guint delay_ms);

G_END_DECLS
