/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-indicators-private.h"
#include "terrain-report.h"

G_BEGIN_DECLS

/* Between the parts of a row's key. */
#define TERRAIN_KEY_SEPARATOR "\x1f"

/* terrain-report-list.c: a reference list: columns by name, rows valid for a time. */
typedef struct _TerrainReportList TerrainReportList;

TerrainReportList *terrain_report_list_parse (const char *name, GBytes *csv, GError **error);
void terrain_report_list_free (TerrainReportList *self);
/* @day: (nullable): "2024-05-31". Returns: (nullable): what the row with @value in @match has in @take */
const char *terrain_report_list_find (TerrainReportList *self, const char *match, const char *value, const char *take,
                                      const char *day);
/* Where @name stands in the list; G_MAXUINT where it does not. */
guint terrain_report_list_get_position (TerrainReportList *self, const char *name);

/* terrain-report-period.c */
typedef struct
{
  char *key;
  char *label;
  GDate first;
  GDate last;
  gboolean is_incomplete; /* cut by the range, or not over */
} TerrainPeriod;

typedef struct
{
  GDate from;
  GDate to;
} TerrainDays;

typedef struct
{
  TerrainReportPeriods periods;
  GDate today;
  GDate from; /* not valid: open */
  GDate to;
  GArray *years; /* of GDateYear: compared; empty for none */
  GArray *ranges; /* of TerrainDays: compared, and then the range is one of them */
} TerrainPeriods;

void terrain_period_free (TerrainPeriod *self);
/* Returns: (transfer full) (nullable): the key of @day's column; NULL where it is in none. @to_date: every year only as
 * far as the last one is known */
char *terrain_periods_find (const TerrainPeriods *self, const GDate *day, gboolean to_date);
/* Returns: (transfer full): the keys of columns that are there even where nothing was counted */
char **terrain_periods_dup_fixed (const TerrainPeriods *self);
TerrainPeriod *terrain_periods_get (const TerrainPeriods *self, const char *key, gboolean to_date);
/* Months of @first…@last that are at or after @opened ("2021-09", "2021-09-15", "2021"); all where NULL. */
double terrain_period_count_months (const TerrainPeriod *self, const char *opened);
gboolean terrain_report_day_from_text (const char *text, GDate *day);
/* "2021-09" to the first day it can mean. */
gboolean terrain_report_day_of_opening (const char *opened, GDate *day);

/* terrain-report-tally.c: what one cell has seen. */
typedef struct _TerrainTally TerrainTally;

typedef struct
{
  double value;
  double weight;
  const char *text;   /* (nullable) */
  const char *group;  /* (nullable) */
  gint64 time;        /* seconds; 0 where only the order does not matter */
  gboolean is_true;   /* value as a truth */
  gboolean is_of;     /* in the denominator */
} TerrainUnit;

typedef struct
{
  double value;
  double error;       /* standard error, for shares; not a number for others */
  guint n;
} TerrainResult;

TerrainTally *terrain_tally_new (void);
void terrain_tally_free (TerrainTally *self);
void terrain_tally_add (TerrainTally *self, const TerrainMeasure *measure, const TerrainUnit *unit);
/* What it adds of another can be told by sums: counts, sums, means and shares. */
void terrain_tally_merge (TerrainTally *self, const TerrainTally *other);
/* @item: the item's code as a number, for "equals": "$item"; @whole: of the distribution; @cap: for capped sums */
TerrainResult terrain_tally_finish (const TerrainTally *self, const TerrainMeasure *measure, const TerrainTally *whole,
                                    double item, double cap, const GDate *end);
/* Adds what was seen to @values (of double), for a quantile over several. */
void terrain_tally_collect (const TerrainTally *self, GArray *values);
/* The nearest-rank quantile; not a number where there are no values. Sorts. */
double terrain_report_quantile (GArray *values, double quantile);

/* terrain-report.c */
typedef struct
{
  const TerrainIndicator *indicator;
  const GPtrArray *dimensions;
  GHashTable **cells; /* by measure: "PERIOD\x1eKEY" → TerrainTally */
  GHashTable *rows;   /* keys seen */
  GHashTable *periods;
  gboolean *is_keyed; /* by measure: whether a break-down ever had a value for it */
} TerrainReportData;

struct _TerrainReport
{
  GObject parent_instance;

  TerrainIndicators *indicators;
  gboolean *is_selected;
  gboolean is_any_selected;
  TerrainPeriods periods;
  GHashTable *lists;
  char *language;
  TerrainReportLabelFunc labels;
  gpointer labels_data;
  GDestroyNotify labels_destroy;
  GHashTable *seen;
  GHashTable *superseded;
  GHashTable *unreadable; /* form → how many, as a pointer */
  GHashTable *filters;    /* id → wanted value */
  GHashTable *values;     /* (nullable): id → set of values met */
  guint hide_below;
  GHashTable *wanted; /* (nullable): forms that selected indicators read; made when first asked for */
  GPtrArray *data; /* (element-type TerrainReportData) */
  TerrainEnvironment *environment;
  TerrainXPathHost *host;
  guint n_records;
};

TerrainReportList *terrain_report_get_list (TerrainReport *self, const char *name);
/* Returns: (transfer full): what @key of @dimension is called on @day; the key itself where nothing says */
char *terrain_report_dup_label (TerrainReport *self, const TerrainDimension *dimension, const char *key,
                                const GDate *day);
gboolean terrain_report_is_wanted (TerrainReport *self, guint index);

/* terrain-report-unit.c */
void terrain_report_count (TerrainReport *self, TerrainReportData *data, const char *form_id, const GDate *day,
                           TerrainNode *root);

/* terrain-report-table.c */
TerrainReportTable *terrain_report_make_table (TerrainReport *self, TerrainReportData *data);

/* terrain-report-cell.c */
typedef struct
{
  TerrainReport *report;
  TerrainReportData *data;
  TerrainReportTable *table;
  GPtrArray *periods; /* (element-type TerrainPeriod) */
  GPtrArray *keys;    /* (element-type utf8): by row */
  guint *measures;    /* index of each printed measure among the indicator's */
} TerrainFilling;

void terrain_report_fill (TerrainFilling *self);
/* Since when what the row counts is open: (nullable): not known, or always */
const char *terrain_report_find_opening (TerrainFilling *self, guint row);

/* terrain-report-small.c */
/* Hides counts of fewer than the report's threshold, and what would give them away. */
void terrain_report_hide_small (TerrainFilling *self);

G_END_DECLS
