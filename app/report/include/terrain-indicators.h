/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TerrainReportError:
 * @TERRAIN_REPORT_ERROR_INVALID_DEFINITION: a file of indicators or a list that cannot be used; the message says where
 * @TERRAIN_REPORT_ERROR_NOT_FOUND: no such indicator
 * @TERRAIN_REPORT_ERROR_RECORD: a record that cannot be read
 */
typedef enum
{
  TERRAIN_REPORT_ERROR_INVALID_DEFINITION,
  TERRAIN_REPORT_ERROR_NOT_FOUND,
  TERRAIN_REPORT_ERROR_RECORD,
} TerrainReportError;

#define TERRAIN_REPORT_ERROR (terrain_report_error_quark ())
GQuark terrain_report_error_quark (void);

/*
 * TerrainIndicators: what is counted, as declared in a file of JSON (data/reports/README.md says how). Immutable,
 * reference counted, shareable between threads.
 */
typedef struct _TerrainIndicators TerrainIndicators;

/* Reads and checks a whole file; every expression is compiled. The error names the indicator and the member. */
TerrainIndicators *terrain_indicators_parse (GBytes *json, GError **error);
TerrainIndicators *terrain_indicators_ref (TerrainIndicators *self);
void terrain_indicators_unref (TerrainIndicators *self);

guint terrain_indicators_get_n (TerrainIndicators *self);
/* "D-42" */
const char *terrain_indicators_get_id (TerrainIndicators *self, guint index);
/* In the language of the program. */
const char *terrain_indicators_get_title (TerrainIndicators *self, guint index);
/* What it is about, in the language of the program; "" where the file does not say. */
const char *terrain_indicators_get_theme (TerrainIndicators *self, guint index);
/* Returns: (transfer full): the forms whose records the indicator reads, each once */
char **terrain_indicators_dup_forms (TerrainIndicators *self, guint index);
/* Returns: (transfer full): what the indicator can be narrowed by: ids of break-downs declared as filters that every one
 * of its forms has an answer for */
char **terrain_indicators_dup_filters (TerrainIndicators *self, guint index);
/* Returns: (nullable): in the language of the program; NULL for what is no filter */
const char *terrain_indicators_get_filter_title (TerrainIndicators *self, const char *id);
gboolean terrain_indicators_find (TerrainIndicators *self, const char *id, guint *index);
/* Returns: (transfer full): the reference lists that labels and dates come from, "antennas.csv"…, each once */
char **terrain_indicators_dup_lists (TerrainIndicators *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainIndicators, terrain_indicators_unref)

G_END_DECLS
