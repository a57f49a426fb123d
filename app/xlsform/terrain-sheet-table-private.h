/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-spreadsheet-private.h"

G_BEGIN_DECLS

/* What a column means, whatever its author called it. */
typedef enum
{
  TERRAIN_COLUMN_EXTRA, /* nothing XLSForm knows; in a choices sheet, data of the choice */
  TERRAIN_COLUMN_TYPE,
  TERRAIN_COLUMN_NAME,
  TERRAIN_COLUMN_LIST,
  TERRAIN_COLUMN_LABEL,
  TERRAIN_COLUMN_HINT,
  TERRAIN_COLUMN_GUIDANCE,
  TERRAIN_COLUMN_MEDIA,    /* name: "image", "audio"… */
  TERRAIN_COLUMN_BIND,     /* name: the attribute, "relevant", "jr:constraintMsg"… */
  TERRAIN_COLUMN_CONTROL,  /* name: the attribute */
  TERRAIN_COLUMN_INSTANCE, /* name: the attribute */
  TERRAIN_COLUMN_DEFAULT,
  TERRAIN_COLUMN_CHOICE_FILTER,
  TERRAIN_COLUMN_PARAMETERS,
  TERRAIN_COLUMN_TRIGGER,
  TERRAIN_COLUMN_REPEAT_COUNT,
  TERRAIN_COLUMN_SAVE_TO,
  TERRAIN_COLUMN_INTENT,
  TERRAIN_COLUMN_DISABLED,
  TERRAIN_COLUMN_SETTING,   /* name: the setting */
  TERRAIN_COLUMN_ATTRIBUTE, /* name: an attribute of the instance's root */
  TERRAIN_COLUMN_ENTITY,    /* name: "entity_id", "create_if", "update_if" */
  TERRAIN_COLUMN_IGNORED,
} TerrainColumnRole;

typedef enum
{
  TERRAIN_TABLE_SURVEY,
  TERRAIN_TABLE_CHOICES, /* external_choices and osm too */
  TERRAIN_TABLE_SETTINGS,
  TERRAIN_TABLE_ENTITIES,
} TerrainTableKind;

typedef struct
{
  guint number;       /* 1-based */
  const char *header; /* as written */
  TerrainColumnRole role;
  const char *name;     /* (nullable): see the roles */
  const char *language; /* (nullable): as written */
} TerrainColumn;

typedef struct
{
  const TerrainColumn *column;
  const char *text; /* cleaned, never empty */
} TerrainField;

typedef struct
{
  guint row;
  GArray *fields; /* TerrainField */
} TerrainRecord;

/* A sheet as records under a header. */
typedef struct
{
  const char *sheet; /* as its author wrote it */
  TerrainTableKind kind;
  guint header_row;
  GPtrArray *columns; /* TerrainColumn */
  GPtrArray *records; /* TerrainRecord */
} TerrainTable;

/* How texts of a sheet are cleaned. */
typedef struct
{
  GStringChunk *texts;
  GPtrArray *issues;
  gboolean collapse_spaces;
} TerrainTableReader;

TerrainTable *terrain_table_read (const TerrainTableReader *reader, TerrainSheet *sheet, TerrainTableKind kind);
void terrain_table_free (TerrainTable *self);
gboolean terrain_table_has (const TerrainTable *self, TerrainColumnRole role);

/* (nullable): the field with @role and, where not %NULL, @name; one without a language before one with. */
const TerrainField *terrain_record_find (const TerrainRecord *self, TerrainColumnRole role, const char *name);
/* (nullable): its text. */
const char *terrain_record_get (const TerrainRecord *self, TerrainColumnRole role, const char *name);

/* What a header means in a sheet. @double_colon: whether "::" separates its parts in this sheet, else ":". */
void terrain_column_resolve (TerrainColumn *column, TerrainTableKind kind, gboolean double_colon, GStringChunk *texts);
/* (nullable): a column XLSForm knows that @header is probably a slip of. */
const char *terrain_column_suggest (const char *header, TerrainTableKind kind);
/* Whether a column holds words for people: their typography is left alone. */
gboolean terrain_column_is_text (const TerrainColumn *column);
/* Whether columns with this role come in languages. */
gboolean terrain_column_is_translatable (const TerrainColumn *column);

/* @count candidates by edit distance; (nullable): the nearest within a third of its length. */
const char *terrain_suggest (const char *written, const char *const *candidates, guint count);

G_END_DECLS
