/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-frame.h"

G_BEGIN_DECLS

/* TerrainViewfinder: a paintable that shows the frame it was given last; as in a mirror, where one sees oneself. */
#define TERRAIN_TYPE_VIEWFINDER (terrain_viewfinder_get_type ())
G_DECLARE_FINAL_TYPE (TerrainViewfinder, terrain_viewfinder, TERRAIN, VIEWFINDER, GObject)

TerrainViewfinder *terrain_viewfinder_new (void);
/* @frame: (nullable): nothing is shown */
void terrain_viewfinder_show (TerrainViewfinder *self, TerrainFrame *frame, gboolean mirrored);

G_END_DECLS
