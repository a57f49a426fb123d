/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

G_BEGIN_DECLS

/* One entry of a po file, in UTF-8. */
typedef struct
{
  char *context;    /* msgctxt (nullable) */
  char *source;     /* msgid */
  char *text;       /* msgstr; "" where not translated */
  int line;         /* 1-based, where the entry begins; 0 where unknown */
  gboolean fuzzy;
  gboolean plural;
  gboolean damaged; /* a line of it could not be read, so its texts may be cut off; the issue is listed */
} TerrainPoEntry;

/* A po file as read: everything in memory, no handle kept. */
typedef struct
{
  GPtrArray *entries; /* TerrainPoEntry, in file order, without the header and without obsolete ones */
  char *language;     /* the Language header (nullable) */
} TerrainPoFile;

/* @issues: what could not be read is added here, line by line.
 * Returns: (transfer full) (nullable): NULL with TERRAIN_CATALOG_ERROR_READ or _NOT_PO */
TerrainPoFile *terrain_po_file_read (const char *path, GPtrArray *issues, GError **error);
void terrain_po_file_free (TerrainPoFile *self);

/* libgettextpo keeps its state in static variables: every use of it holds this. */
void terrain_po_lock (void);
void terrain_po_unlock (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainPoFile, terrain_po_file_free)

G_END_DECLS
