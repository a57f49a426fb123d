/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Where the entries of a po file begin. libgettextpo tells the line of a mistake, but not that of an entry it could
 * read, and a translator needs both.
 */
typedef struct _TerrainPoLines TerrainPoLines;

/* @contents: in the file's own character set */
TerrainPoLines *terrain_po_lines_new (const char *contents, gsize length);
void terrain_po_lines_free (TerrainPoLines *self);

/* Notes that libgettextpo could not read @line: the entry it belongs to is damaged. Returns: the line it means */
int terrain_po_lines_mark (TerrainPoLines *self, int line);

/* @context: (nullable). @damaged: (out). Returns: 1-based, 0 where there is no such entry */
int terrain_po_lines_find (TerrainPoLines *self, const char *context, const char *source, gboolean *damaged);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainPoLines, terrain_po_lines_free)

G_END_DECLS
