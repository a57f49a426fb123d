/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-catalog.h"
#include "terrain-po-file-private.h"

G_BEGIN_DECLS

/* A text of blanks only has nothing to translate, and is not counted. */
gboolean terrain_catalog_is_translatable (const TerrainText *text);
/* The names of files are no words. */
gboolean terrain_catalog_is_media (const char *context);

/* terrain_catalog_read(). @name: (out) (optional) (nullable) (transfer full): what the form calls the language, where the
 * file says it */
TerrainTranslation *terrain_catalog_read_named (TerrainForm *form, const char *path, GPtrArray *issues,
                                                TerrainCatalogStatistics *statistics, char **name, GError **error);

/* The header counts; a file name that says something else is worth a look.
 * Returns: (transfer full) (nullable): NULL with TERRAIN_CATALOG_ERROR_LANGUAGE */
char *terrain_catalog_find_language (const TerrainPoFile *file, const char *path, GPtrArray *issues, GError **error);

G_END_DECLS
