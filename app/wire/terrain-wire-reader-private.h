/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Reading a small XML document somebody else wrote, element by element, without a tree: no document type, no
 * entities, nothing fetched, bounded in size, depth and length of texts.
 */

typedef struct
{
  const char *name;          /* local name */
  const char *namespace_uri; /* (nullable) */
  int depth;                 /* 0 for the root */
  const char *text;          /* (nullable): in close, of an element without child elements */
  gboolean text_cut;         /* the text was longer than the limit; only its beginning is here */
  gpointer reader;           /* for terrain_wire_element_dup_attribute() */
} TerrainWireElement;

typedef gboolean (*TerrainWireElementFunc) (const TerrainWireElement *element, gpointer user_data, GError **error);

typedef struct
{
  gsize max_size;
  int max_depth;
  gsize max_text;
  TerrainWireElementFunc open;  /* (nullable) */
  TerrainWireElementFunc close; /* (nullable) */
} TerrainWireHandler;

/* In open only. Returns: (transfer full) (nullable) */
char *terrain_wire_element_dup_attribute (const TerrainWireElement *element, const char *name);
gboolean terrain_wire_read (GBytes *document, const TerrainWireHandler *handler, gpointer user_data,
                            GError **error);

/* Where the root or a document type begins: past white space, a byte order mark, comments and instructions. */
gsize terrain_wire_skip_prolog (const char *text, gsize size);
/* Whether the root is @name in @namespace_uri, or in none. Sets the error where not. */
gboolean terrain_wire_expect_root (const TerrainWireElement *element, const char *name, const char *namespace_uri,
                                   GError **error);
/* Text for a document: escaped, without the characters XML 1.0 section 2.2 forbids. */
void terrain_wire_append_text (GString *document, const char *text);
/* "<name>text</name>" on a line of its own; nothing where @text is NULL. */
void terrain_wire_append_leaf (GString *document, const char *indent, const char *name, const char *text);

G_END_DECLS
