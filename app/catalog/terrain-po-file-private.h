/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

G_BEGIN_DECLS

/* Whole lines of a file, in UTF-8. Empty: not there. */
typedef struct
{
  const char *begin;
  gsize length;
} TerrainPoLines;

/*
 * One entry of a po file: what its strings mean, and the lines they were written in, so that an entry can be written
 * again as it was.
 *
 *   # …  #. …  #: …  #, …  #| …     @comments
 *   msgctxt "…" msgid "…"           @source_lines
 *   msgstr "…"                      @text_lines
 */
typedef struct
{
  char *context;    /* msgctxt (nullable) */
  char *source;     /* msgid */
  char *text;       /* msgstr; "" where not translated */
  int line;         /* 1-based, of its first string */
  gboolean fuzzy;
  gboolean plural;
  gboolean obsolete;
  gboolean damaged; /* a line of it could not be read, so its texts may be cut off; the issue is listed */
  TerrainPoLines comments;
  TerrainPoLines source_lines;
  TerrainPoLines text_lines;
} TerrainPoEntry;

/* A po file as read: everything in memory, no handle kept. */
typedef struct
{
  char *contents;         /* what lines point into */
  gsize length;
  GPtrArray *entries;     /* TerrainPoEntry, in file order, without the header and without obsolete ones */
  GPtrArray *obsolete;    /* TerrainPoEntry */
  TerrainPoEntry *header; /* (nullable) */
  char *language;         /* the Language header (nullable) */
  char *language_name;    /* the X-Terrain-Language header: what the form calls it (nullable) */
  gboolean was_converted; /* from another character set than the UTF-8 that @contents are in now */
} TerrainPoFile;

/* @issues: what could not be read is added here, line by line.
 * Returns: (transfer full) (nullable): NULL with TERRAIN_CATALOG_ERROR_READ or _NOT_PO */
TerrainPoFile *terrain_po_file_read (const char *path, GPtrArray *issues, GError **error);
void terrain_po_file_free (TerrainPoFile *self);

/* Fills the entries from the contents, which are UTF-8. terrain-po-read.c */
gboolean terrain_po_file_parse (TerrainPoFile *self, GPtrArray *issues, GError **error);
void terrain_po_entry_free (TerrainPoEntry *entry);

/* Returns: (transfer full) (nullable): a field of @header ("Language"), without blanks at its ends */
char *terrain_po_header_dup_field (const char *header, const char *name);
/* Returns: whether a file of this name is in that language ("nl.po"); (transfer full) (nullable) */
char *terrain_po_dup_language_of_name (const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainPoFile, terrain_po_file_free)

G_END_DECLS
