/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "terrain-workspace.h"

G_BEGIN_DECLS

/*
 * TerrainWindow: the main window: home, and upon it an interview with its review, or the records.
 *
 * It holds the one open session: whatever page is left, that session is flushed, checkpointed and closed here, in one
 * place. Everything a person can do is an action "win.…" (terrain-window-actions.c), enabled in one function.
 */
#define TERRAIN_TYPE_WINDOW (terrain_window_get_type ())
G_DECLARE_FINAL_TYPE (TerrainWindow, terrain_window, TERRAIN, WINDOW, AdwApplicationWindow)

GtkWindow *terrain_window_new (GtkApplication *application, TerrainWorkspace *workspace);
TerrainWorkspace *terrain_window_get_workspace (TerrainWindow *self);
/* Returns: (nullable) (transfer none): the record being filled in */
TerrainSession *terrain_window_get_session (TerrainWindow *self);
/* The page on top. */
GtkWidget *terrain_window_get_visible_page (TerrainWindow *self);
/* Shows a form's file (an .xlsx, a folder of .csv, an XForm) as it would be asked, to try it out: what opening and
 * dropping a file come to. Nothing is kept unless the person adds it to the library there. */
void terrain_window_preview_form (TerrainWindow *self, GFile *file);

G_END_DECLS
