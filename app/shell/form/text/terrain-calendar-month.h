/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-fieldwork.h>

G_BEGIN_DECLS

/**
 * terrain_calendar_month_find:
 * @year: whose months are meant; @this_year where that one is not known
 * @letters: folded, as terrain_fold() does: a month's name, its beginning, or nearly its name
 * @month: (out): that of the calendar, 0 for none
 * @gregorian: (out): the Gregorian one, 0 for none; both where both calendars call their months so
 *
 * Returns: whether it is a month of one of them, and of no more than one
 */
gboolean terrain_calendar_month_find (TerrainCalendar *calendar, int year, int this_year, const char *language,
                                      const char *letters, guint *month, guint *gregorian);

G_END_DECLS
