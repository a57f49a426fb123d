/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-catalog.h"

G_BEGIN_DECLS

/* A text of blanks only has nothing to translate, and is not counted. */
gboolean terrain_catalog_is_translatable (const TerrainText *text);

/* terrain_catalog_read(). @name: (out) (optional) (nullable) (transfer full): what the form calls the language, where the
 * file says it */
TerrainTranslation *terrain_catalog_read_named (TerrainForm *form, const char *path, GPtrArray *issues,
                                                TerrainCatalogStatistics *statistics, char **name, GError **error);

G_END_DECLS
