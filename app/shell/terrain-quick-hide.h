/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * TerrainQuickHide: Shift three times, alone and within 1.5 s, and nothing of the form is left (UX-15): the window's whole
 * content is taken out of it, so it is out of the accessibility tree too, and a clock stands in its place, with its title;
 * windows upon it are put away. The same keys ask for the way back, and for the PIN where the settings have one; with a
 * PIN the window stays hidden across restarts.
 * Property "hidden" (read-only, notified after the content is gone: what is typed is then still to be handed over).
 */
#define TERRAIN_TYPE_QUICK_HIDE (terrain_quick_hide_get_type ())
G_DECLARE_FINAL_TYPE (TerrainQuickHide, terrain_quick_hide, TERRAIN, QUICK_HIDE, GObject)

/* Does not keep @window alive; hides it at once where it was hidden when the program ended. */
TerrainQuickHide *terrain_quick_hide_new (AdwApplicationWindow *window, GSettings *settings);
gboolean terrain_quick_hide_get_hidden (TerrainQuickHide *self);
void terrain_quick_hide_hide (TerrainQuickHide *self);
/* A second window of the same interview: put away and brought back with the first, and so is what lies upon it; Shift three
 * times works there, too. Does not keep it alive. */
void terrain_quick_hide_add_companion (TerrainQuickHide *self, GtkWindow *companion);

G_END_DECLS
