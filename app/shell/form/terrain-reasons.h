/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-fieldwork.h>

G_BEGIN_DECLS

/* @session: (nullable): knows why this device's place is not there.
 * Returns: (transfer full): why @item is asked or not, read-only, required, refused, computed or blank, a sentence a line, in
 * the language of the app; never empty */
char *terrain_reasons_dup_text (TerrainItem *item, TerrainSession *session);

G_END_DECLS
