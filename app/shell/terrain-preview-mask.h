/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

G_BEGIN_DECLS

/* Whether the preview shows what an interviewer sees after the device was handed over: each sensitive answer of @interview,
 * and what is made of it, in the same words. For instances that come later, again. */
void terrain_preview_mask (TerrainInterview *interview, gboolean masked);

G_END_DECLS
