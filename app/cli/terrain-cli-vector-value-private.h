/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-cli-private.h"

G_BEGIN_DECLS

/* Whether @value is what the vector expects, by the vector's "type". */
gboolean terrain_cli_vector_matches (JsonObject *vector, const TerrainXPathValue *value);
/* "got": @value as a vector would write it. */
void terrain_cli_vector_add_got (JsonObject *vector, const TerrainXPathValue *value, JsonBuilder *answer);

G_END_DECLS
