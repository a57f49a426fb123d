/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

#include "terrain-evolution.h"
#include "terrain-indicators.h"
#include "terrain-report-table.h"

G_BEGIN_DECLS

/**
 * TerrainReportPeriods:
 *
 * What a column of a table is. Days are those of where a record was made, as written in it.
 */
typedef enum
{
  TERRAIN_REPORT_BY_YEAR,
  TERRAIN_REPORT_BY_QUARTER,
  TERRAIN_REPORT_BY_MONTH,
  TERRAIN_REPORT_AT_ONCE,
} TerrainReportPeriods;

/*
 * TerrainReport: indicators computed over records that are added one by one and not kept. What it holds grows with the
 * tables and with what must be told apart (persons, rounds), not with the records.
 *
 * Used by one thread at a time; everything may happen in a worker. Order of use: set up, add every record, build tables.
 */
#define TERRAIN_TYPE_REPORT (terrain_report_get_type ())
G_DECLARE_FINAL_TYPE (TerrainReport, terrain_report, TERRAIN, REPORT, GObject)

/* @today: the last day that can be complete; what reaches beyond is marked */
TerrainReport *terrain_report_new (TerrainIndicators *indicators, const GDate *today);

/* Only these; may be called several times. All where never called. */
gboolean terrain_report_select (TerrainReport *self, const char *id, GError **error);
/* @from, @to: (nullable): both included */
void terrain_report_set_range (TerrainReport *self, const GDate *from, const GDate *to);
void terrain_report_set_periods (TerrainReport *self, TerrainReportPeriods periods);
/* One more column: the same days of @year. With one or more of these the range is one column, not many; it is the year
 * of today where none is set. */
void terrain_report_compare (TerrainReport *self, GDateYear year);
/* One more column of exactly these days; the range, which must be set and closed, is the other. Returns: FALSE, and
 * nothing changed, where days would be in both */
gboolean terrain_report_compare_days (TerrainReport *self, const GDate *from, const GDate *to);
/* Hides counts of 1 to @n − 1 persons or records, and what would give them away; 0 hides none. For what is published
 * or shared. */
#define TERRAIN_REPORT_SMALLEST_SHOWN 5
void terrain_report_hide_below (TerrainReport *self, guint n);

/* Narrows: only records with @value for the filter @id count. Fails with _NOT_FOUND where @id is no filter. */
gboolean terrain_report_set_filter (TerrainReport *self, const char *id, const char *value, GError **error);
/* Notes what records say for the filter @id, to be offered: all of them, also those that are outside of the range. */
void terrain_report_collect (TerrainReport *self, const char *id);

typedef struct
{
  char *value;
  char *label;
} TerrainReportChoice;

/* Returns: (transfer full) (element-type TerrainReportChoice): what was met, by label */
GPtrArray *terrain_report_list_collected (TerrainReport *self, const char *id);

/* A reference list ("antennas.csv"): a header with "name" and "label", perhaps "label_fr", "valid_from", "valid_to". */
gboolean terrain_report_add_list (TerrainReport *self, const char *name, GBytes *csv, GError **error);
/* "fr": which columns of the lists labels come from; the program's language has nothing to do with it. */
void terrain_report_set_language (TerrainReport *self, const char *language);

/**
 * TerrainReportLabelFunc:
 * @choices: the form's list of choices, "l_cat"
 *
 * Returns: (transfer full) (nullable): what the answer @value is called
 */
typedef char *(*TerrainReportLabelFunc) (const char *form_id, const char *choices, const char *value,
                                         gpointer user_data);
void terrain_report_set_labels (TerrainReport *self, TerrainReportLabelFunc func, gpointer user_data,
                                GDestroyNotify destroy);

/**
 * TerrainReportFormFunc:
 *
 * Returns: (transfer full) (nullable): a new interview of the form, in the language that answers are to be called in
 */
typedef TerrainInterview *(*TerrainReportFormFunc) (const char *form_id, gpointer user_data);
/* Takes the labels from forms; each is asked for once, in the thread that builds the tables. */
void terrain_report_set_labels_from_forms (TerrainReport *self, TerrainReportFormFunc func, gpointer user_data,
                                           GDestroyNotify destroy);

/* Whether any selected indicator reads records of @form_id: others need not be loaded. */
gboolean terrain_report_wants (TerrainReport *self, const char *form_id);
/* The record with this instanceID was replaced by a revision: it does not count. To be said before it is added. */
void terrain_report_supersede (TerrainReport *self, const char *instance_id);

/* The same, as the submission @xml says of itself (deprecatedID), if it does. */
void terrain_report_supersede_by (TerrainReport *self, GBytes *xml);
/* A record that only the holder of a key can read: said below the tables of its form. @day: (nullable): about when */
void terrain_report_add_unreadable (TerrainReport *self, const char *form_id, const GDate *day);

/**
 * terrain_report_add:
 * @form_id: (nullable): read from the record where %NULL
 * @day: (nullable): of a record that says no day itself
 * @xml: a submission
 *
 * Counts one record. One that was added before (its instanceID) is passed over.
 *
 * Returns: %FALSE with %TERRAIN_REPORT_ERROR_RECORD where it cannot be read, nothing counted
 */
gboolean terrain_report_add (TerrainReport *self, const char *form_id, const GDate *day, GBytes *xml, GError **error);
guint terrain_report_get_n_records (TerrainReport *self);

/* (element-type TerrainReportTable) (transfer container…full): in the order of the definitions. May be called again
 * after more records. */
GPtrArray *terrain_report_build (TerrainReport *self);

/**
 * TerrainReportFeedFunc:
 *
 * Adds every record to @report; runs in a worker thread. Looks at @cancellable between two records.
 */
typedef gboolean (*TerrainReportFeedFunc) (TerrainReport *report, gpointer user_data, GCancellable *cancellable,
                                           GError **error);
/* Feeds and builds in a worker thread; @self must not be used before the callback. @destroy frees @data there too. */
void terrain_report_run_async (TerrainReport *self, TerrainReportFeedFunc feed, gpointer data, GDestroyNotify destroy,
                               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* Returns: (transfer full) (element-type TerrainReportTable) */
GPtrArray *terrain_report_run_finish (TerrainReport *self, GAsyncResult *result, GError **error);

G_END_DECLS
