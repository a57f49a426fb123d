/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  TERRAIN_FAMILY_PLAIN,      /* a control and a data type */
  TERRAIN_FAMILY_SELECT,     /* choices of a list */
  TERRAIN_FAMILY_META,       /* filled in by the client: jr:preload */
  TERRAIN_FAMILY_CALCULATE,
  TERRAIN_FAMILY_HIDDEN,
  TERRAIN_FAMILY_EXTERNAL,   /* only a secondary instance */
  TERRAIN_FAMILY_AUDIT,
  TERRAIN_FAMILY_START_POINT,
  TERRAIN_FAMILY_BACKGROUND_AUDIO,
  TERRAIN_FAMILY_BACKGROUND_POINT,
} TerrainTypeFamily;

typedef enum
{
  TERRAIN_TYPE_READONLY = 1 << 0,
  TERRAIN_TYPE_GEO = 1 << 1,
  TERRAIN_TYPE_DEPRECATED = 1 << 2, /* clients hardly fill it in any more */
} TerrainTypeFlags;

/* A question type of XLSForm and what it is in an XForm. */
typedef struct
{
  const char *name;
  TerrainTypeFamily family;
  const char *control;   /* (nullable): the body element */
  const char *data_type; /* bind's type */
  const char *extra;     /* upload: media type; meta: jr:preload; external: the file's ending; else %NULL */
  const char *extra_value; /* meta: jr:preloadParams; external: the URI's beginning; else %NULL */
  guint flags;
  const char *constraint; /* (nullable) */
} TerrainQuestionType;

typedef enum
{
  TERRAIN_CELL_QUESTION,
  TERRAIN_CELL_BEGIN_GROUP,
  TERRAIN_CELL_BEGIN_REPEAT,
  TERRAIN_CELL_END_GROUP,
  TERRAIN_CELL_END_REPEAT,
  TERRAIN_CELL_LOOP, /* begin or end */
  TERRAIN_CELL_UNKNOWN,
} TerrainTypeCellKind;

/* What the type column of a row says. */
typedef struct
{
  TerrainTypeCellKind kind;
  const TerrainQuestionType *type; /* of a question */
  char *list;                      /* (nullable): "yes_no", "towns.csv", "${name}" */
  gboolean from_file;
  gboolean external; /* select_one_external */
  gboolean or_other;
} TerrainTypeCell;

void terrain_type_cell_parse (TerrainTypeCell *cell, const char *text);
void terrain_type_cell_clear (TerrainTypeCell *cell);
/* (nullable): the type that @text is probably a slip of, as it is written in the type column. */
const char *terrain_question_type_suggest (const char *text);
/* By its canonical name. */
const TerrainQuestionType *terrain_question_type_get (const char *name);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TerrainTypeCell, terrain_type_cell_clear)

G_END_DECLS
