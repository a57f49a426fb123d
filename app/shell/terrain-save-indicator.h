/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <terrain-fieldwork.h>

G_BEGIN_DECLS

/*
 * TerrainSaveIndicator: whether every answer is on the disk, as an icon and words; has the accessible role "status".
 * Where saving failed it says why and offers "win.retry-save".
 */
#define TERRAIN_TYPE_SAVE_INDICATOR (terrain_save_indicator_get_type ())
G_DECLARE_FINAL_TYPE (TerrainSaveIndicator, terrain_save_indicator, TERRAIN, SAVE_INDICATOR, GtkWidget)

void terrain_save_indicator_set_session (TerrainSaveIndicator *self, TerrainSession *session);
/* Without the words, for want of room; they are still the tooltip and the accessible name. */
void terrain_save_indicator_set_compact (TerrainSaveIndicator *self, gboolean compact);
/* Property "problem" (nullable): why saving failed, in a sentence; for whoever has the room that a compact one has not. */
const char *terrain_save_indicator_get_problem (TerrainSaveIndicator *self);

G_END_DECLS
