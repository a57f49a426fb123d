/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether jr:preload="@kind" with these parameters (nullable) gives anything. */
gboolean terrain_preload_is_known (const char *kind, const char *parameters);

/**
 * terrain_preload_read_period:
 * @parameters: "prevperiod-week-DAY-head|tail[-x|-[-N]]": the first or last day of the week that begins on DAY ("mon")
 *   and is N weeks back (1 where not written); "x": a week may end today
 * @today: the day of the week, 0 for Sunday
 * @days: (out): how many days before today that is
 *
 * Returns: %FALSE where @parameters say something else
 */
gboolean terrain_preload_read_period (const char *parameters, guint today, int *days);

G_END_DECLS
