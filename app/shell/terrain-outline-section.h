/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "terrain-tally.h"

G_BEGIN_DECLS

/*
 * TerrainOutlineSection: one line of the outline: an item of the form's first level and how far it is.
 */
#define TERRAIN_TYPE_OUTLINE_SECTION (terrain_outline_section_get_type ())
G_DECLARE_FINAL_TYPE (TerrainOutlineSection, terrain_outline_section, TERRAIN, OUTLINE_SECTION, GtkWidget)

GtkWidget *terrain_outline_section_new (TerrainItem *item);
TerrainItem *terrain_outline_section_get_item (TerrainOutlineSection *self);
void terrain_outline_section_refresh (TerrainOutlineSection *self, gboolean completion_tried, guint n_unconfirmed);
void terrain_outline_section_set_current (TerrainOutlineSection *self, gboolean current);

G_END_DECLS
