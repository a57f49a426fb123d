/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-node-private.h"

G_BEGIN_DECLS

/*
 * TerrainTable: a list that is written while a file is read. It becomes <root><item><column>…</column></item></root>,
 * the shape that ODK gives to CSV and GeoJSON files.
 */
typedef struct
{
  TerrainDocument *document; /* (nullable): given away by terrain_table_finish() */
  TerrainNode *root;
  guint64 n_cells;
  GString *notes; /* sentences about what of the file was left out */
} TerrainTable;

void terrain_table_init (TerrainTable *self);
void terrain_table_clear (TerrainTable *self);
/* The next item, with room for @n_cells. NULL where the list is too large to be meant. */
TerrainNode *terrain_table_add_item (TerrainTable *self, guint n_cells, GError **error);
/* @name: as terrain_table_intern_name() gave it; @value: (nullable) (transfer full) */
void terrain_table_add_cell (TerrainNode *item, const char *name, char *value);
/* @label with what an element's name cannot hold written as "_", so that XPath can name the column.
 * Returns: (nullable): interned; NULL for a blank one */
const char *terrain_table_intern_name (const char *label);
void terrain_table_note (TerrainTable *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Returns: (transfer full): numbered and frozen, so that look-ups are indexed */
TerrainDocument *terrain_table_finish (TerrainTable *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TerrainTable, terrain_table_clear)

/**
 * terrain_table_parse_csv:
 * @note: (out) (nullable) (transfer full): what was left out, in sentences; %NULL for nothing
 *
 * RFC 4180, and what spreadsheets make of it: a byte order mark, any line end, `;` or a tab instead of the comma.
 *
 * Returns: (transfer full) (nullable): the list; %NULL with @error set where the file cannot be read whole
 */
TerrainDocument *terrain_table_parse_csv (GBytes *bytes, char **note, GError **error);
/* The same for a FeatureCollection of RFC 7946. */
TerrainDocument *terrain_table_parse_geojson (GBytes *bytes, char **note, GError **error);

G_END_DECLS
