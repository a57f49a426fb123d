/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

G_BEGIN_DECLS

/* The calendars that an appearance of a date may name, besides the Gregorian (ODK XForms, appearances of date). */
typedef enum
{
  TERRAIN_CALENDAR_ETHIOPIAN,
  TERRAIN_CALENDAR_COPTIC,
  TERRAIN_CALENDAR_ISLAMIC, /* the tabular one: see calendar/README.md */
  TERRAIN_CALENDAR_PERSIAN,
  TERRAIN_CALENDAR_BUDDHIST,
  TERRAIN_CALENDAR_BIKRAM_SAMBAT,
  TERRAIN_CALENDAR_MYANMAR,
  TERRAIN_N_CALENDARS,
} TerrainCalendarKind;

/* What is asked for: the appearances "month-year" and "year" leave out the rest, and the first day is kept. */
typedef enum
{
  TERRAIN_DATE_DAY,
  TERRAIN_DATE_MONTH,
  TERRAIN_DATE_YEAR,
} TerrainDatePrecision;

/*
 * A day, of the calendar's one era here: Amete Mihret, Diocletian's, Hijri, solar Hijri, Buddhist, Bikram Sambat, Kawza.
 * @month: the place in the year, from 1. A Myanmar year begins and ends within a month, so it may have no day of its first
 *   one and of its last two ("Late Tagu", "Late Kason"), and days are counted by the moon, not from 1.
 */
typedef struct
{
  int year;
  guint month;
  guint day;
} TerrainCalendarDay;

/* TerrainCalendar: the arithmetic of one calendar, and the names of its months. For one thread at a time. */
#define TERRAIN_TYPE_CALENDAR (terrain_calendar_get_type ())
G_DECLARE_FINAL_TYPE (TerrainCalendar, terrain_calendar, TERRAIN, CALENDAR, GObject)

/* Returns: (nullable): NULL where this machine lacks ICU's data */
TerrainCalendar *terrain_calendar_new (TerrainCalendarKind kind);
/* Returns: (transfer full) (nullable): the calendar that @control is asked in; NULL for the Gregorian: where no calendar is
 * named, more than one, or one at what is not a date */
TerrainCalendar *terrain_calendar_new_for_control (TerrainControl *control);
/* How much of a date @control asks for. A dateTime is always asked whole. */
TerrainDatePrecision terrain_calendar_get_precision (TerrainControl *control);

TerrainCalendarKind terrain_calendar_get_kind (TerrainCalendar *self);
/* Returns: (transfer full): what it is called, in the app's language: "Ethiopian calendar" */
char *terrain_calendar_dup_name (TerrainCalendar *self);
/* The first and the last year that are known whole. */
void terrain_calendar_get_years (TerrainCalendar *self, int *first, int *last);
/* The Gregorian year in which most of @year lies, also beyond what is known. */
int terrain_calendar_guess_gregorian_year (TerrainCalendar *self, int year);

/* FALSE, and @day untouched, for a day of a year that is not known. */
gboolean terrain_calendar_from_date (TerrainCalendar *self, const GDate *date, TerrainCalendarDay *day);
/* FALSE, and @date untouched, where there is no such day. */
gboolean terrain_calendar_to_date (TerrainCalendar *self, const TerrainCalendarDay *day, GDate *date);
/* 0 for a year that is not known. */
guint terrain_calendar_get_n_months (TerrainCalendar *self, int year);
/* The days that @month has. FALSE where it has none in that year. */
gboolean terrain_calendar_get_days (TerrainCalendar *self, int year, guint month, guint *first, guint *last);
/* The first and last day of the day, month or year that @date lies in. FALSE for a year that is not known. */
gboolean terrain_calendar_get_period (TerrainCalendar *self, const GDate *date, TerrainDatePrecision precision, GDate *first,
                                      GDate *last);

/*
 * Names and words. @language: as a form writes it, "fr", "Français (fr)"; NULL, "" or one that says no code: the app's.
 */
/* Returns: (nullable): what the month is called; owned by @self. NULL for no month */
const char *terrain_calendar_get_month_name (TerrainCalendar *self, int year, guint month, const char *language);
/* Returns: (transfer none): other ways to write it, as they are typed; possibly none */
const char *const *terrain_calendar_get_month_aliases (TerrainCalendar *self, int year, guint month);
/* Returns: (nullable): the language that people who count so write in: "am" */
const char *terrain_calendar_get_own_language (TerrainCalendar *self);
/* @month: 1 to 12. Owned by @self. */
const char *terrain_calendar_get_gregorian_name (TerrainCalendar *self, guint month, const char *language);
/* Returns: (transfer full): the day of the week, or as little of it as a column has room for */
char *terrain_calendar_dup_weekday (TerrainCalendar *self, GDateWeekday weekday, const char *language, gboolean brief);

/* Returns: (transfer full) (nullable): "12 Meskerem 2013", "Meskerem 2013", "2013"; NULL for a year that is not known */
char *terrain_calendar_dup_own_words (TerrainCalendar *self, const GDate *date, TerrainDatePrecision precision,
                                      const char *language);
/* Returns: (transfer full): "22 September 2020" */
char *terrain_calendar_dup_gregorian_words (TerrainCalendar *self, const GDate *date, const char *language);
/* Returns: (transfer full): in both: "12 Meskerem 2013 – 22 September 2020", "Meskerem 2013 (11 September 2020 –
 * 10 October 2020)"; in the Gregorian alone for a year that is not known */
char *terrain_calendar_dup_words (TerrainCalendar *self, const GDate *date, TerrainDatePrecision precision,
                                  const char *language);

/* Returns: (transfer full) (nullable): the value of a date or dateTime that is asked in another calendar, in the words of
 * both and in the interview's language; NULL for what is not, or is concealed (terrain-concealment.h) */
char *terrain_calendar_dup_answer (TerrainItem *item, const char *language);
/* Returns: (transfer full): that, or terrain_item_dup_display_value(): what stands for an answer in a list, on paper, where
 * it is read-only */
char *terrain_answer_dup_words (TerrainItem *item);

G_END_DECLS
