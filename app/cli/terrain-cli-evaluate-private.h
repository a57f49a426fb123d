/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

G_BEGIN_DECLS

/* A TerrainXPathPrefixFunc: the prefixes that forms use by convention; a document's own cannot be asked for here. */
const char *terrain_cli_find_usual_prefix (const char *prefix, gpointer user_data);
/* Compiles and evaluates once. Returns: (transfer full) (nullable): the expression, which @value may point into: to be
 * kept as long */
TerrainXPath *terrain_cli_evaluate (const char *expression, TerrainNode *context, TerrainXPathHost *host,
                               TerrainXPathPrefixFunc prefixes, gpointer user_data, TerrainXPathValue *value,
                               GError **error);

G_END_DECLS
