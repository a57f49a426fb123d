/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TerrainCellFlags:
 * @TERRAIN_CELL_HIDDEN: the base is too small to publish; the value is not a number
 * @TERRAIN_CELL_SMALL: the base is small: to be read with caution
 * @TERRAIN_CELL_INCOMPLETE: the period is not over, is cut, or what is counted began in it
 * @TERRAIN_CELL_INCOMPLETE_BASE: the period that the evolution starts from is incomplete: not comparable
 * @TERRAIN_CELL_NEW: nothing in the period before
 * @TERRAIN_CELL_SIGNIFICANT: the change is more than chance (95 %)
 */
typedef enum
{
  TERRAIN_CELL_HIDDEN = 1 << 0,
  TERRAIN_CELL_SMALL = 1 << 1,
  TERRAIN_CELL_INCOMPLETE = 1 << 2,
  TERRAIN_CELL_INCOMPLETE_BASE = 1 << 3,
  TERRAIN_CELL_NEW = 1 << 4,
  TERRAIN_CELL_SIGNIFICANT = 1 << 5,
} TerrainCellFlags;

typedef enum
{
  TERRAIN_UNIT_COUNT,
  TERRAIN_UNIT_PERCENT,
  TERRAIN_UNIT_POINTS,
  TERRAIN_UNIT_NUMBER,
  TERRAIN_UNIT_DAYS,
  TERRAIN_UNIT_MINUTES,
  TERRAIN_UNIT_HOURS,
  TERRAIN_UNIT_EURO,
} TerrainReportUnit;

/**
 * TerrainReportCell:
 * @value: not rounded; not a number where there is none
 * @n: how many units (records, rows, persons) it rests on
 * @low: the 95 % interval's bounds, of survey shares; not a number for others
 * @evolution: since the column before: in percent, or in points for percentages; not a number where there is none
 * @evolution_a_month: the evolution of the mean a month that was open, where a period is incomplete
 * @decimals: how many are printed
 */
typedef struct
{
  double value;
  guint n;
  double low;
  double high;
  double evolution;
  double evolution_a_month;
  guint decimals;
  guint evolution_decimals;
  TerrainCellFlags flags;
} TerrainReportCell;

typedef struct
{
  char *id;
  char *title;
  TerrainReportUnit unit;
} TerrainReportMeasure;

/* @keys and @labels: one for each break-down; empty for the total. */
typedef struct
{
  char **keys;
  char **labels;
  gboolean is_total;
  gboolean is_like_for_like; /* the total over what can be compared in both of two columns */
} TerrainReportRow;

/*
 * TerrainReportTable: one indicator under one break-down. Filled once, then only read.
 */
typedef struct
{
  char *indicator;
  char *title;
  char **dimensions;   /* what the rows are broken down by */
  char **columns;      /* labels of periods, the oldest first */
  GPtrArray *measures; /* (element-type TerrainReportMeasure) */
  GPtrArray *rows;     /* (element-type TerrainReportRow) */
  GPtrArray *notes;    /* (element-type utf8): sentences to print below */
  TerrainReportCell *cells;
} TerrainReportTable;

void terrain_report_table_free (TerrainReportTable *self);
guint terrain_report_table_get_n_columns (const TerrainReportTable *self);
const TerrainReportCell *terrain_report_table_get (const TerrainReportTable *self, guint row, guint measure,
                                                   guint column);
/* Returns: (transfer full): as a person reads it, with its unit; "–" for none, "(n < 30)" style marks for hidden ones */
char *terrain_report_table_format_value (const TerrainReportTable *self, guint row, guint measure, guint column);
/* The evolution, signed; marked where the base is incomplete. "" in the first column. */
char *terrain_report_table_format_evolution (const TerrainReportTable *self, guint row, guint measure, guint column);

/* The whole table: for a terminal; as CSV (RFC 4180, a header, one line a row, measure and period, numbers with a point);
 * as one line of JSON, where null is "none". All transfer full. */
char *terrain_report_table_to_text (const TerrainReportTable *self);
char *terrain_report_table_to_csv (const TerrainReportTable *self, gboolean with_header);
char *terrain_report_table_to_json (const TerrainReportTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainReportTable, terrain_report_table_free)

G_END_DECLS
