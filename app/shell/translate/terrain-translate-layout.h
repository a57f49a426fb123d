/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * TerrainTranslateLayout: children side by side where the room allows, else below each other. A box cannot be both, and
 * what moves between two boxes loses its focus.
 */
#define TERRAIN_TYPE_TRANSLATE_LAYOUT (terrain_translate_layout_get_type ())
G_DECLARE_FINAL_TYPE (TerrainTranslateLayout, terrain_translate_layout, TERRAIN, TRANSLATE_LAYOUT, GtkLayoutManager)

G_END_DECLS
