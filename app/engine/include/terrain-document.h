/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-engine-types.h"

G_BEGIN_DECLS

/*
 * TerrainDocument: an XML document in the engine's own compact tree.
 *
 * Three ways to read one: as an instance (leaf elements carry their text as their value;
 * comments, processing instructions and white space between elements are dropped); whole,
 * as the XPath data model sees it (XPath 1.0 section 5); or as a form's file, which is like
 * an instance but keeps the white space between the outputs of labels, hints and messages.
 * Entity expansion, external entities and depths over 256 are refused.
 */
typedef enum
{
  TERRAIN_DOCUMENT_INSTANCE,
  TERRAIN_DOCUMENT_WHOLE,
  TERRAIN_DOCUMENT_FORM,
} TerrainDocumentMode;

TerrainDocument *terrain_document_parse (GBytes *xml, TerrainDocumentMode mode, GError **error);
TerrainDocument *terrain_document_ref (TerrainDocument *self);
void terrain_document_unref (TerrainDocument *self);

/* The document node (XPath's root node); its only element child is the root element. */
TerrainNode *terrain_document_get_node (TerrainDocument *self);
TerrainNode *terrain_document_get_root (TerrainDocument *self);

/* Nodes belong to their document. Strings returned by these calls belong to the node. */
TerrainNode *terrain_node_get_parent (TerrainNode *self);
TerrainNode *terrain_node_get_first_child (TerrainNode *self);
TerrainNode *terrain_node_get_next (TerrainNode *self);
const char *terrain_node_get_local_name (TerrainNode *self);

/* Returns: (transfer full): the string-value of XPath 1.0 section 5 */
char *terrain_node_dup_string (TerrainNode *self);

/* Returns: (transfer full): an absolute XPath; positions, 1-based, only on steps that can repeat: "/data/person[2]/age" */
char *terrain_node_dup_ref (TerrainNode *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainDocument, terrain_document_unref)

G_END_DECLS
