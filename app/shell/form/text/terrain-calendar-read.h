/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-date-text.h"

G_BEGIN_DECLS

/**
 * TerrainCalendarReading: how a date is typed.
 * @calendar: what it is asked in
 * @order: of figures; a year in three figures and more is known by them
 * @today: two-digit years are those from 89 years before to ten years after it
 * @language: (nullable): the form's, as it writes it
 */
typedef struct
{
  TerrainCalendar *calendar;
  TerrainDateOrder order;
  TerrainDatePrecision precision;
  GDate today;
  const char *language;
} TerrainCalendarReading;

/**
 * terrain_calendar_read:
 * @typed: "12/1/2013", "12 Meskerem 2013", "2013 መስከረም 12", "today-2" in @calendar
 * @problem: (out) (optional): a whole sentence that says why it is no date
 *
 * Names of months are known in the form's language, in the calendar's own, in English, Dutch, French and the app's language,
 * also by their beginning and with one slip.
 *
 * A Gregorian date is one where nobody could mean the calendar's: where it has the name of a Gregorian month ("22 September
 * 2020"), and where the figures would be more than 150 years from today in the calendar, and are not in the Gregorian
 * ("2020-09-22" in the Persian). With "month-year" and "year" there is none: those are of the calendar.
 *
 * Returns: whether it is a date; the first day of what is asked. @date is cleared where nothing is typed, which is one too.
 */
gboolean terrain_calendar_read (const TerrainCalendarReading *how, const char *typed, GDate *date, char **problem);

/* Returns: (transfer full): a date as it may be typed: today's, as far as that is known */
char *terrain_calendar_dup_sample (const TerrainCalendarReading *how);

G_END_DECLS
