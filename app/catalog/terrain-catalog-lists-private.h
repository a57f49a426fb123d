/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

G_BEGIN_DECLS

/* The lists of a form in the order their author wrote them, which a question may shuffle. */
typedef struct _TerrainCatalogLists TerrainCatalogLists;

TerrainCatalogLists *terrain_catalog_lists_new (TerrainForm *form);
void terrain_catalog_lists_free (TerrainCatalogLists *self);

/* Returns: (transfer full) (element-type TerrainChoice): @choices as in the form's list; as they are where no one list
 * has them all, such as one from a file beside the form */
GPtrArray *terrain_catalog_lists_sort (TerrainCatalogLists *self, GListModel *choices);

G_END_DECLS
