/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef enum
{
  TERRAIN_DRAWING_FREE,
  TERRAIN_DRAWING_SIGNATURE,
} TerrainDrawingKind;

/*
 * TerrainDrawingWindow: a sheet with what one does to it: colours, undo (Ctrl+Z), begin again, keep (Ctrl+Enter), leave
 * (Escape). Signal "kept" (GBytes *png).
 */
#define TERRAIN_TYPE_DRAWING_WINDOW (terrain_drawing_window_get_type ())
G_DECLARE_FINAL_TYPE (TerrainDrawingWindow, terrain_drawing_window, TERRAIN, DRAWING_WINDOW, AdwWindow)

/* @under: (nullable): what is drawn on; @what: of the question, in plain text */
GtkWidget *terrain_drawing_window_new (GtkWidget *parent, TerrainDrawingKind kind, GdkTexture *under, const char *what);

G_END_DECLS
