/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-xpath.h"

G_BEGIN_DECLS

/* Dates as ODK XForms writes them, a profile of ISO 8601. A value here is of type TERRAIN_XPATH_DATE. */

/**
 * terrain_date_parse:
 * @text: "2024-06-15", or with a time behind "T" or a space: "10:20", "10:20:30.5", with or without "Z" or "+02:00"
 * @zone: (nullable): the zone of times without an offset, and the one the value is expressed in; %NULL is UTC
 *
 * Returns: whether @text is a date that exists
 */
gboolean terrain_date_parse (const char *text, GTimeZone *zone, TerrainXPathValue *value);

/* Cheap: whether @text begins like a date at all. */
gboolean terrain_date_is_like (const char *text);

/* "2024-06-15", "2024-06-15T10:20:30.500+02:00" ("Z" for no offset; engine-semantics, 32). */
char *terrain_date_format (const TerrainXPathValue *value);

/* Whole days since 1970-01-01 on the calendar of the value's own offset (engine-semantics, 30). */
gint64 terrain_date_get_day (const TerrainXPathValue *value);

/*
 * Dates as numbers: days since 1970-01-01 UTC (ODK XForms, number()). A date alone is its local midnight by the zone's
 * standard time, summer or winter, so that differences between dates are whole; a date with a time is its instant.
 */
double terrain_date_count (double day, int standard);
double terrain_date_to_number (const TerrainXPathValue *value, int standard);
/* The inverse. A number that is neither a day of standard time nor a local midnight has a time. FALSE outside the
 * years 1 to 9999. */
gboolean terrain_date_set_number (TerrainXPathValue *value, double number, int standard, GTimeZone *zone);
/* Seconds east of UTC of @zone's standard time: one for all years, today's. */
int terrain_date_get_standard (GTimeZone *zone);

/* The day that @text, which must be a date, is written with: its offset may be another than the zone's. */
gint64 terrain_date_read_day (const char *text);

/* Local midnight of a day. FALSE outside the years 1 to 9999. */
gboolean terrain_date_set_day (TerrainXPathValue *value, gint64 day, GTimeZone *zone);
/* An instant in microseconds, with its time. FALSE outside the years 1 to 9999. */
gboolean terrain_date_set_instant (TerrainXPathValue *value, gint64 instant, GTimeZone *zone);

/* "10:20", "10:20:30.500+02:00": seconds since local midnight and the offset where one is written. */
gboolean terrain_time_parse (const char *text, double *seconds, gboolean *has_offset, int *offset);

/* A day's place in the calendar. @weekday: 0 is Sunday. */
void terrain_date_split (gint64 day, int *year, int *month, int *day_of_month, int *weekday);

G_END_DECLS
