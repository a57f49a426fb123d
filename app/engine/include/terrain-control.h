/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-engine-types.h"

G_BEGIN_DECLS

/**
 * TerrainControlKind:
 *
 * The body elements of ODK XForms. An unknown element with a reference is
 * %TERRAIN_CONTROL_INPUT, with a warning among the form's issues.
 */
typedef enum
{
  TERRAIN_CONTROL_INPUT,
  TERRAIN_CONTROL_SECRET,
  TERRAIN_CONTROL_SELECT1,
  TERRAIN_CONTROL_SELECT,
  TERRAIN_CONTROL_RANK,
  TERRAIN_CONTROL_RANGE,
  TERRAIN_CONTROL_TRIGGER,
  TERRAIN_CONTROL_UPLOAD,
  TERRAIN_CONTROL_GROUP,
  TERRAIN_CONTROL_REPEAT,
} TerrainControlKind;

/**
 * TerrainDataType:
 *
 * The bind types of ODK XForms; unknown types are %TERRAIN_DATA_STRING.
 */
typedef enum
{
  TERRAIN_DATA_STRING,
  TERRAIN_DATA_INT,
  TERRAIN_DATA_DECIMAL,
  TERRAIN_DATA_BOOLEAN,
  TERRAIN_DATA_DATE,
  TERRAIN_DATA_TIME,
  TERRAIN_DATA_DATE_TIME,
  TERRAIN_DATA_GEOPOINT,
  TERRAIN_DATA_GEOTRACE,
  TERRAIN_DATA_GEOSHAPE,
  TERRAIN_DATA_BINARY,
  TERRAIN_DATA_BARCODE,
} TerrainDataType;

/*
 * TerrainControl: one element of a form's body, as written. Owned by its form, immutable.
 * Live state (value, relevance, label in a language) is TerrainItem's.
 */
TerrainControlKind terrain_control_get_kind (TerrainControl *self);
/* A select's bind often says string; the control then decides. */
TerrainDataType terrain_control_get_data_type (TerrainControl *self);
/* The generic reference, without positions: "/data/person/age". */
const char *terrain_control_get_ref (TerrainControl *self);
/* Returns: (nullable): the appearance attribute as written */
const char *terrain_control_get_appearance (TerrainControl *self);
/* Whether @word is one of the appearance's space-separated words; "columns" does not match "columns-3". */
gboolean terrain_control_has_appearance (TerrainControl *self, const char *word);
/* Returns: (nullable): any attribute of the body element by local name: "rows", "start", "end", "step", "mediatype" */
const char *terrain_control_get_attribute (TerrainControl *self, const char *name);
/* Returns: (nullable): the same for the bind: "max-pixels"… */
const char *terrain_control_get_bind_attribute (TerrainControl *self, const char *name);
/* Whether a new record's first value here may come from the record saved last: an odk-instance-first-load action fills it
 * from jr://instance/last-saved. */
gboolean terrain_control_reads_last_saved (TerrainControl *self);
/* What a group or repeat holds, in the order of the form. */
guint terrain_control_get_n_children (TerrainControl *self);
TerrainControl *terrain_control_get_child (TerrainControl *self, guint position);
int terrain_control_get_line (TerrainControl *self);

G_END_DECLS
