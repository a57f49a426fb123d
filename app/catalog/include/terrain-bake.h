/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-catalog.h"

G_BEGIN_DECLS

/*
 * TerrainBake: a form with its translations written into it, as itext that any ODK client shows.
 *
 * Every language has every text: what is not translated, is fuzzy or fails its checks is in the form's main language
 * there, so that no client shows a blank or pyxform's "-". The title has no place for a translation in a form.
 */
typedef struct _TerrainBake TerrainBake;

/**
 * terrain_bake_new:
 * @xml: the form
 * @main_language: (nullable): what to call the language of a form without itext: "en", "English (en)"; %NULL for
 *   "default"
 * @source: (nullable) (scope call): where external secondary instances come from
 *
 * Returns: (transfer full) (nullable): %NULL with an error where the form cannot run
 */
TerrainBake *terrain_bake_new (GBytes *xml, const char *main_language, TerrainSourceFunc source, gpointer user_data,
                               GError **error);
void terrain_bake_free (TerrainBake *self);

/* Takes one more language from a po file, or better words for one that is there. Arguments as terrain_catalog_read(). */
gboolean terrain_bake_add (TerrainBake *self, const char *path, GPtrArray **issues,
                           TerrainCatalogStatistics *statistics, GError **error);

/* Returns: (transfer full): the form with all of them */
GBytes *terrain_bake_finish (TerrainBake *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainBake, terrain_bake_free)

G_END_DECLS
