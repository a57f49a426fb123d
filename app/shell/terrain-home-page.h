/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "terrain-workspace.h"

G_BEGIN_DECLS

/*
 * TerrainHomePage: where work begins: drafts to go on with, forms to start, and how many records wait.
 */
#define TERRAIN_TYPE_HOME_PAGE (terrain_home_page_get_type ())
G_DECLARE_FINAL_TYPE (TerrainHomePage, terrain_home_page, TERRAIN, HOME_PAGE, AdwBin)

void terrain_home_page_set_workspace (TerrainHomePage *self, TerrainWorkspace *workspace);
/* Opens the search, or goes to its entry. */
void terrain_home_page_search (TerrainHomePage *self);

G_END_DECLS
