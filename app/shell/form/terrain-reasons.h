/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

G_BEGIN_DECLS

/* Returns: (transfer full): why @item is asked or not, read-only, required, refused or computed, a sentence a line, in the
 * language of the app; never empty */
char *terrain_reasons_dup_text (TerrainItem *item);

G_END_DECLS
