/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/* Elements by their local name: forms are written with any prefix for the XForms namespace. */
gboolean terrain_bake_is (const xmlNode *node, const char *name);
xmlNode *terrain_bake_first (xmlNode *parent, const char *name);
xmlNode *terrain_bake_next (xmlNode *node, const char *name);
/* Attributes without a namespace. (transfer full) (nullable) */
char *terrain_bake_dup_attribute (xmlNode *node, const char *name);
/* All its text, without blanks at its ends. (transfer full) */
char *terrain_bake_dup_content (xmlNode *node);

/* Appends <text id="ID"/> to @translation, in the same namespace. */
xmlNode *terrain_bake_add_text (xmlNode *translation, const char *id);
/* The <value> of @text with @form ("long": that, else the one without form). Returns: (nullable) */
xmlNode *terrain_bake_find_value (xmlNode *text, const char *form);

/*
 * Moves every text that is written where it is shown into @translation, the itext of the form's main language: labels,
 * hints, messages, choices, and the choices of lists inside the form. What it means and how it is called stays the same.
 */
void terrain_bake_move_inline (xmlNode *root, xmlNode *model, xmlNode *translation);

G_END_DECLS
