/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The arithmetic of printed figures: rounded half up in each cell by itself, evolutions always signed.
 */

/* @value rounded half up (away from zero: −2.5 becomes −3) to @decimals; not a number stays so. */
double terrain_round_half_up (double value, guint decimals);

/* 100 · (@current − @previous) / @previous; not a number where there is no base. */
double terrain_evolution_percent (double previous, double current);

/* Returns: (transfer full): @value as a person of this locale reads it, "11,553" "−2.5"; @is_signed: "+" before what is
 * more than nothing */
char *terrain_format_number (double value, guint decimals, gboolean is_signed);
/* The same with a percent sign, as the language puts it. */
char *terrain_format_percent (double value, guint decimals, gboolean is_signed);

/**
 * TerrainFigureVerdict:
 * @TERRAIN_FIGURE_AGREES: what was printed is the evolution, rounded half up to the decimals printed
 * @TERRAIN_FIGURE_LOST_SIGN: the right size, but a fall is printed without its minus
 * @TERRAIN_FIGURE_CUT: decimals were cut off rather than rounded
 * @TERRAIN_FIGURE_DIFFERS: another number
 * @TERRAIN_FIGURE_UNREADABLE: what was printed is no percentage, or there is no base
 */
typedef enum
{
  TERRAIN_FIGURE_AGREES,
  TERRAIN_FIGURE_LOST_SIGN,
  TERRAIN_FIGURE_CUT,
  TERRAIN_FIGURE_DIFFERS,
  TERRAIN_FIGURE_UNREADABLE,
} TerrainFigureVerdict;

/**
 * terrain_figure_judge:
 * @printed: a percentage as published: "57,5%", "+11.3 %", "−35%"; comma or point before the decimals
 *
 * Compares a printed evolution with the counts it was made of.
 */
TerrainFigureVerdict terrain_figure_judge (const char *printed, double previous, double current);

G_END_DECLS
