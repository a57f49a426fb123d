/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <terrain-fieldwork.h>

G_BEGIN_DECLS

/*
 * TerrainMonthGrid: a month of a calendar that GtkCalendar does not know, to choose a day from.
 *
 * Arrows go by day and week, Home and End to the month's ends, Page Up and Down by month, with Shift by year; Enter or a click
 * chooses. One day is in the Tab order. Signal "day-selected".
 */
#define TERRAIN_TYPE_MONTH_GRID (terrain_month_grid_get_type ())
G_DECLARE_FINAL_TYPE (TerrainMonthGrid, terrain_month_grid, TERRAIN, MONTH_GRID, GtkWidget)

GtkWidget *terrain_month_grid_new (TerrainCalendar *calendar);
/* Shows the month of @chosen, or of @today where that is no valid date or not known in the calendar, and takes the focus
 * there. @language: the form's */
void terrain_month_grid_open (TerrainMonthGrid *self, const GDate *chosen, const GDate *today, const char *language);
/* The day that the keys have gone to, or that was chosen. */
void terrain_month_grid_get_day (TerrainMonthGrid *self, GDate *day);

G_END_DECLS
