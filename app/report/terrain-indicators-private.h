/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <terrain-engine.h>

#include "terrain-indicators.h"
#include "terrain-report-table.h"

G_BEGIN_DECLS

typedef enum
{
  TERRAIN_AGGREGATE_COUNT,        /* units */
  TERRAIN_AGGREGATE_SUM,          /* of value */
  TERRAIN_AGGREGATE_MEAN,
  TERRAIN_AGGREGATE_MEDIAN,
  TERRAIN_AGGREGATE_QUANTILE,
  TERRAIN_AGGREGATE_SHARE,        /* units with value true among those with of true */
  TERRAIN_AGGREGATE_DISTRIBUTION, /* units of this key among those of all keys of the last break-down */
  TERRAIN_AGGREGATE_DISTINCT,     /* different texts of value */
  TERRAIN_AGGREGATE_CAPPED_SUM,   /* of value, none above the quantile over all periods; below 0 stands for "too many" */
  TERRAIN_AGGREGATE_FORMULA,      /* of the other measures of the same cell */
} TerrainAggregate;

/* Units with the same group become one, which has one number. */
typedef enum
{
  TERRAIN_REDUCE_NONE,
  TERRAIN_REDUCE_FIRST,   /* the value of the earliest */
  TERRAIN_REDUCE_LAST,
  TERRAIN_REDUCE_RISE,    /* last less first */
  TERRAIN_REDUCE_MAX,
  TERRAIN_REDUCE_SUM,
  TERRAIN_REDUCE_COUNT,
  TERRAIN_REDUCE_SPAN,    /* hours from the first to the last, times the mean of value */
  TERRAIN_REDUCE_DAYS_TO, /* days from the first to the first with value true */
  TERRAIN_REDUCE_IDLE,    /* days from the last to the end of the period */
  TERRAIN_REDUCE_RETURNS, /* how many followed another within so many days */
} TerrainReduce;

typedef enum
{
  TERRAIN_EVOLUTION_NONE,
  TERRAIN_EVOLUTION_PERCENT,
  TERRAIN_EVOLUTION_POINTS,
} TerrainEvolutionKind;

/* Where a measure's units come from: the records of one form, or rows in them. An indicator with items has one source
 * an item. */
typedef struct
{
  char *form;
  TerrainXPath *where;  /* (nullable): of the record */
  TerrainXPath *each;   /* (nullable): rows; the record itself by default */
  TerrainXPath *such;   /* (nullable): of the row */
  TerrainXPath *value;  /* (nullable) */
  TerrainXPath *of;     /* (nullable): whether the unit is in the denominator */
  TerrainXPath *weight; /* (nullable): 1 */
  TerrainXPath *group;  /* (nullable) */
  TerrainXPath *day;
} TerrainSource;

typedef struct
{
  char *id;
  char *title;
  TerrainAggregate aggregate;
  TerrainReduce reduce;
  GPtrArray **sources; /* one array for each item; (element-type TerrainSource) */
  TerrainXPath *formula;
  TerrainReportUnit unit;
  TerrainEvolutionKind evolution;
  char *base;          /* (nullable): the measure whose n a formula rests on */
  double quantile;
  double within;
  double above;        /* not a number: any */
  double equals;
  guint decimals;
  guint evolution_decimals;
  GHashTable *cell_decimals; /* (nullable): "KEY/PERIOD" → evolution_decimals */
  guint minimum;       /* hidden below */
  guint caution;       /* marked below */
  gboolean is_hidden;  /* only there for formulas */
  gboolean is_common;  /* the same for every key: counted once, under the total */
  gboolean has_interval;
} TerrainMeasure;

typedef enum
{
  TERRAIN_DIMENSION_VALUE,
  TERRAIN_DIMENSION_ITEMS,
  TERRAIN_DIMENSION_MONTH,
  TERRAIN_DIMENSION_WEEKDAY,
  TERRAIN_DIMENSION_HOUR,
} TerrainDimensionKind;

typedef struct
{
  char *id;
  char *title;
  TerrainDimensionKind kind;
  GHashTable *values;   /* form → TerrainXPath; VALUE only */
  gboolean is_multiple; /* a unit counts under each of its answers */
  GPtrArray *choices;   /* (nullable): where labels are: "form/question" */
  char *list;           /* (nullable): or in this list */
  char *through;        /* (nullable): the value is looked up first: in this list… */
  char *match;          /* …in this column… */
  char *take;           /* …for that one, as valid on the record's day */
  gboolean has_opening; /* the list says since when each is open */
  gboolean is_filter;   /* a person may narrow a report to one of its values */
} TerrainDimension;

typedef struct
{
  char *id;
  char *title;
  char *theme;        /* (nullable): a key of "themes" */
  char **items;       /* (nullable): codes, put for $item in the expressions */
  char **item_labels;
  GPtrArray *measures;
  GPtrArray *tables;  /* (element-type GPtrArray of TerrainDimension, borrowed) */
  gboolean to_date;
  gboolean is_like_for_like;
  gboolean has_several; /* several answers possible: shares may exceed 100 % */
} TerrainIndicator;

struct _TerrainIndicators
{
  gint ref_count;
  GPtrArray *indicators; /* (element-type TerrainIndicator) */
  GHashTable *dimensions;
  GHashTable *themes; /* id → title */
};

/* terrain-indicator-read.c: members of a JSON object; the first mistake is kept in error and ends the reading. */
typedef struct
{
  const char *place;  /* "D-42", for messages */
  GError **error;
} TerrainReading;

gboolean terrain_reading_refuse (TerrainReading *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* FALSE only on a mistake: a member that is absent leaves @value as it is. Strings are borrowed. */
gboolean terrain_reading_string (TerrainReading *self, JsonObject *object, const char *name, const char **value);
gboolean terrain_reading_number (TerrainReading *self, JsonObject *object, const char *name, double *value);
gboolean terrain_reading_count (TerrainReading *self, JsonObject *object, const char *name, guint *value);
gboolean terrain_reading_boolean (TerrainReading *self, JsonObject *object, const char *name, gboolean *value);
/* One of @words, ending in NULL: its index. */
gboolean terrain_reading_word (TerrainReading *self, JsonObject *object, const char *name, const char *const *words,
                               int *value);
/* Fails on members that are not in @names, ending in NULL: a mistyped one must not be passed over. */
gboolean terrain_reading_only (TerrainReading *self, JsonObject *object, const char *const *names);
/* "${name}" is any node of that name in the unit; "$item" the item's code. Absent: NULL and TRUE. */
gboolean terrain_reading_xpath (TerrainReading *self, JsonObject *object, const char *name, const char *item,
                                TerrainXPath **value);
TerrainXPath *terrain_reading_compile (TerrainReading *self, const char *expression, const char *item);

/* terrain-indicator-measure.c */
/* @indicator: the object around, whose "form", "where", "day"… hold where a measure says nothing else */
TerrainMeasure *terrain_measure_read (TerrainReading *reading, JsonObject *object, JsonObject *indicator,
                                      const char *const *items);
void terrain_measure_free (TerrainMeasure *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainMeasure, terrain_measure_free)

const TerrainIndicator *terrain_indicators_get (TerrainIndicators *self, guint index);
/* Returns: (nullable): a break-down that a report can be narrowed by */
const TerrainDimension *terrain_indicators_find_filter (TerrainIndicators *self, const char *id);
guint terrain_indicator_get_n_items (const TerrainIndicator *self);
/* Returns: (transfer container): borrowed keys, in no order */
GPtrArray *terrain_report_list_keys (GHashTable *table);

G_END_DECLS
