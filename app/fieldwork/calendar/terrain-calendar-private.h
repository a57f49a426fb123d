/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-calendar.h"

G_BEGIN_DECLS

/* Days are counted as GDate does: 1 is 1 January of the year 1. */
typedef struct _TerrainCalendarRules TerrainCalendarRules;

/**
 * TerrainCalendarRules: one calendar.
 * @icu: (nullable): what ICU calls it; its names are taken from there, and where @icu_era is not negative its arithmetic too
 * @language: that of the people who count so
 * @first_year: and @last_year: what is known whole
 * @epoch: in Gregorian years and their parts, when the year 0 began; @length: of a year, in Gregorian years
 * @split: @year, @month and @day of @julian. FALSE where that is in no year that is known
 * @month: on which @julian the month's day @first is, and its last day. FALSE where it has no day in that year
 * @name: which of the names of all months is that of @month of @year
 * @names: (nullable): where ICU has none
 */
struct _TerrainCalendarRules
{
  const char *appearance;
  const char *title;
  const char *icu;
  int icu_era;
  const char *language;
  int first_year;
  int last_year;
  double epoch;
  double length;
  gboolean (*split) (TerrainCalendar *self, guint32 julian, TerrainCalendarDay *day);
  guint (*n_months) (TerrainCalendar *self, int year);
  gboolean (*month) (TerrainCalendar *self, int year, guint month, guint32 *julian, guint *first, guint *last);
  guint (*name) (TerrainCalendar *self, int year, guint month);
  const char *(*names) (guint name, const char *language);
  const char *const *(*aliases) (guint name);
};

extern const TerrainCalendarRules terrain_calendar_ethiopian;
extern const TerrainCalendarRules terrain_calendar_coptic;
extern const TerrainCalendarRules terrain_calendar_islamic;
extern const TerrainCalendarRules terrain_calendar_persian;
extern const TerrainCalendarRules terrain_calendar_buddhist;
extern const TerrainCalendarRules terrain_calendar_bikram_sambat;
extern const TerrainCalendarRules terrain_calendar_myanmar;

const TerrainCalendarRules *terrain_calendar_get_rules (TerrainCalendar *self);
/* ICU's UCalendar, for the rules that count with it. */
void *terrain_calendar_get_icu (TerrainCalendar *self);
/* Returns: (nullable): a UCalendar, for ucal_close() */
void *terrain_calendar_open_icu (const TerrainCalendarRules *rules);
void terrain_calendar_close_icu (void *icu);

/* Returns: (transfer full): the app's language where @language says no code */
char *terrain_calendar_dup_tag (const char *language);
/* Returns: (transfer full): ICU's names of the months of its calendar @icu, in the order of the year; empty where it has
 * none */
char **terrain_calendar_read_months (const char *icu, const char *tag);
/* Returns: (transfer full) (nullable) */
char *terrain_calendar_read_weekday (GDateWeekday weekday, const char *tag, gboolean brief);
/* Whether two dates that stand side by side run in different directions. */
gboolean terrain_calendar_runs_apart (const char *one, const char *other);

G_END_DECLS
