/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-fieldwork.h>

G_BEGIN_DECLS

/* The order in which this locale writes day, month and year. */
typedef enum
{
  TERRAIN_DATE_YMD,
  TERRAIN_DATE_DMY,
  TERRAIN_DATE_MDY,
} TerrainDateOrder;

TerrainDateOrder terrain_date_text_order (void);

/**
 * terrain_date_text_parse:
 * @typed: "3/3/2026", "03.03.26", "03032026" in @order, or ISO "2026-03-03"
 * @this_year: two-digit years are those from 89 years before to ten years after it
 *
 * Returns: whether it is a date. @date is cleared where nothing is typed, which is one too.
 */
gboolean terrain_date_text_parse (const char *typed, TerrainDateOrder order, TerrainDatePrecision precision,
                                  guint this_year, GDate *date);
/* Returns: (transfer full): @date in figures, as it would be typed */
char *terrain_date_text_format (const GDate *date, TerrainDateOrder order, TerrainDatePrecision precision);
/* Returns: (transfer full): @date in words: "Tuesday 3 March 2026" */
char *terrain_date_text_in_words (const GDate *date, TerrainDatePrecision precision);
/* Returns: (transfer full): what to type, "dd/mm/yyyy" */
char *terrain_date_text_pattern (TerrainDateOrder order, TerrainDatePrecision precision);

/* The date at the beginning of an answer, "2026-03-03" or "2026-03-03T…". FALSE, and @date cleared, where none. */
gboolean terrain_date_text_from_value (const char *value, GDate *date);
/* Returns: (transfer full): "2026-03-03" */
char *terrain_date_text_to_value (const GDate *date);

/* A time of day, in minutes and seconds since midnight; -1 for none. "14:30", "14h30", "1430", "2:30 pm", "9". */
gboolean terrain_time_text_parse (const char *typed, int *seconds);
/* Returns: (transfer full): "14:30", with seconds where there are any */
char *terrain_time_text_format (int seconds);
/* The time in an answer, "14:30:00.000+01:00" or "…T14:30…", as it is written there. */
gboolean terrain_time_text_from_value (const char *value, int *seconds);
/* Returns: (transfer full): "14:30:00.000+01:00" with the offset of @zone on @date (nullable: today) */
char *terrain_time_text_to_value (int seconds, const GDate *date, GTimeZone *zone);

G_END_DECLS
