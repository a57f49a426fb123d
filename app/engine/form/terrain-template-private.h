/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-form-private.h"

G_BEGIN_DECLS

/* Compiles the expression of an output. NULL where it cannot; the output is then left out. */
typedef TerrainXPath *(*TerrainOutputFunc) (const char *expression, int line, gpointer user_data, GError **error);

/* From an element of a form: its text, <output> elements compiled, XHTML kept as markup, white space at both ends
 * dropped. */
TerrainTemplate *terrain_template_new_from_node (TerrainNode *node, TerrainOutputFunc output, gpointer user_data);
/* From one text without outputs. */
TerrainTemplate *terrain_template_new_literal (const char *text);
/* From one output alone. */
TerrainTemplate *terrain_template_new_output (TerrainXPath *output);
/* From a text as TerrainText.source has it, outputs written as <output value="EXPR"/>. */
TerrainTemplate *terrain_template_new_from_text (const char *text, TerrainOutputFunc output, gpointer user_data,
                                                 GError **error);
void terrain_template_free (TerrainTemplate *self);
gboolean terrain_template_is_empty (TerrainTemplate *self);
/* Nothing but this literal. */
gboolean terrain_template_is_literal (TerrainTemplate *self, const char *text);
gboolean terrain_template_has_outputs (TerrainTemplate *self);
/* Returns: (transfer full): as TerrainText.source */
char *terrain_template_dup_source (TerrainTemplate *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainTemplate, terrain_template_free)

G_END_DECLS
