/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which days figures are about, and which they are compared with: calendar arithmetic, without a widget. */

typedef enum
{
  TERRAIN_FIGURES_ALL,
  TERRAIN_FIGURES_THIS_MONTH,
  TERRAIN_FIGURES_LAST_MONTH,
  TERRAIN_FIGURES_THIS_QUARTER,
  TERRAIN_FIGURES_THIS_YEAR,
  TERRAIN_FIGURES_LAST_YEAR,
  TERRAIN_FIGURES_OWN_DAYS,
} TerrainFiguresPeriod;

typedef enum
{
  TERRAIN_FIGURES_ALONE,
  TERRAIN_FIGURES_WITH_BEFORE,   /* the period just before, as long */
  TERRAIN_FIGURES_WITH_LAST_YEAR, /* the same days a year before */
} TerrainFiguresCompare;

/* What is not over ends @today: so that what it is compared with ends on the same day too. Returns: FALSE, and both
 * cleared, for what has no days of its own */
gboolean terrain_figures_get_days (TerrainFiguresPeriod period, const GDate *today, GDate *from, GDate *to);
/* FALSE where there is nothing to compare with. */
gboolean terrain_figures_get_compared (TerrainFiguresCompare compare, TerrainFiguresPeriod period, const GDate *from,
                                       const GDate *to, GDate *first, GDate *last);
/* "2026-11-22", or as dates are written where the program runs; FALSE for what is no day. */
gboolean terrain_figures_read_day (const char *text, GDate *day);

G_END_DECLS
