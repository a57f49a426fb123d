/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-figures-range.h"

#include <stdio.h>
#include <string.h>

static void
set_month_start (GDate      *day,
                 GDateYear   year,
                 GDateMonth  month)
{
  g_date_set_dmy (day, 1, month, year);
}

static void
move_to_month_end (GDate *day)
{
  g_date_set_day (day, g_date_get_days_in_month (g_date_get_month (day), g_date_get_year (day)));
}

gboolean
terrain_figures_get_days (TerrainFiguresPeriod period,
                          const GDate         *today,
                          GDate               *from,
                          GDate               *to)
{
  g_return_val_if_fail (today != NULL && g_date_valid (today), FALSE);

  GDateYear year = g_date_get_year (today);
  GDateMonth month = g_date_get_month (today);

  *to = *today;
  switch (period)
    {
    case TERRAIN_FIGURES_THIS_MONTH:
      set_month_start (from, year, month);
      return TRUE;
    case TERRAIN_FIGURES_LAST_MONTH:
      set_month_start (from, year, month);
      g_date_subtract_months (from, 1);
      *to = *from;
      move_to_month_end (to);
      return TRUE;
    case TERRAIN_FIGURES_THIS_QUARTER:
      set_month_start (from, year, (GDateMonth) (((guint) month - 1) / 3 * 3 + 1));
      return TRUE;
    case TERRAIN_FIGURES_THIS_YEAR:
      set_month_start (from, year, G_DATE_JANUARY);
      return TRUE;
    case TERRAIN_FIGURES_LAST_YEAR:
      set_month_start (from, (GDateYear) (year - 1), G_DATE_JANUARY);
      g_date_set_dmy (to, 31, G_DATE_DECEMBER, (GDateYear) (year - 1));
      return TRUE;
    case TERRAIN_FIGURES_ALL:
    case TERRAIN_FIGURES_OWN_DAYS:
    default:
      g_date_clear (from, 1);
      g_date_clear (to, 1);
      return FALSE;
    }
}

/* The end of a month stays one: 28 February is compared with 31 January, where whole months are meant. */
static void
subtract_months (GDate *day,
                 guint  months)
{
  gboolean is_end = g_date_is_last_of_month (day);

  g_date_subtract_months (day, months);
  if (is_end)
    move_to_month_end (day);
}

static guint
get_months (TerrainFiguresPeriod period)
{
  switch (period)
    {
    case TERRAIN_FIGURES_THIS_MONTH:
    case TERRAIN_FIGURES_LAST_MONTH:
      return 1;
    case TERRAIN_FIGURES_THIS_QUARTER:
      return 3;
    case TERRAIN_FIGURES_THIS_YEAR:
    case TERRAIN_FIGURES_LAST_YEAR:
      return 12;
    case TERRAIN_FIGURES_ALL:
    case TERRAIN_FIGURES_OWN_DAYS:
    default:
      return 0;
    }
}

gboolean
terrain_figures_get_compared (TerrainFiguresCompare compare,
                              TerrainFiguresPeriod  period,
                              const GDate          *from,
                              const GDate          *to,
                              GDate                *first,
                              GDate                *last)
{
  guint months = compare == TERRAIN_FIGURES_WITH_LAST_YEAR ? 12 : get_months (period);

  if (compare == TERRAIN_FIGURES_ALONE || !g_date_valid (from) || !g_date_valid (to)
      || g_date_get_year (from) < 2)
    return FALSE;
  *first = *from;
  *last = *to;
  if (months > 0)
    {
      g_date_subtract_months (first, months);
      subtract_months (last, months);
      return TRUE;
    }
  /* Days of one's own: as many, up to the day before. */
  int n = g_date_days_between (from, to) + 1;
  if (n < 1 || g_date_get_julian (from) <= (guint32) n)
    return FALSE;
  g_date_subtract_days (first, (guint) n);
  *last = *from;
  g_date_subtract_days (last, 1);
  return TRUE;
}

gboolean
terrain_figures_read_day (const char *text,
                          GDate      *day)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  guint year, month, number;
  char rest;

  g_date_clear (day, 1);
  if (sscanf (trimmed, "%4u-%2u-%2u%c", &year, &month, &number, &rest) == 3)
    {
      if (year > 0 && month <= 12 && number <= 31
          && g_date_valid_dmy ((GDateDay) number, (GDateMonth) month, (GDateYear) year))
        g_date_set_dmy (day, (GDateDay) number, (GDateMonth) month, (GDateYear) year);
      return g_date_valid (day);
    }
  /* GLib guesses: words alone, or a year alone, are no day. */
  if (strlen (trimmed) < 6 || strlen (trimmed) > 40)
    return FALSE;
  g_date_set_parse (day, trimmed);
  return g_date_valid (day);
}
