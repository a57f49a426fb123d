/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-hub-forms-private.h"

G_BEGIN_DECLS

/* Reads and checks one form file. @media_folder: (nullable): where its external data are. The media are empty. */
TerrainHubForm *terrain_hub_form_load (const char *path, const char *media_folder, GError **error);
void terrain_hub_media_free (TerrainHubMedia *self);

G_END_DECLS
