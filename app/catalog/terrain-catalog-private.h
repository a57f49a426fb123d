/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

G_BEGIN_DECLS

/* A text of blanks only has nothing to translate, and is not counted. */
gboolean terrain_catalog_is_translatable (const TerrainText *text);

G_END_DECLS
