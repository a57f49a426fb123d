/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

G_BEGIN_DECLS

/* What a person could say to a question, the likeliest first; for questions that offer no choices. Returns: (transfer none) */
const char *const *plausible_answers (TerrainControl *control);

G_END_DECLS
