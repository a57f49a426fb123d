/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-back-off-private.h"

#define FIRST_DELAY_S 2
#define MAX_DOUBLINGS 9

gint64
terrain_back_off_get_delay (guint n_failures,
                            guint retry_after)
{
  guint doublings = MIN (MAX (n_failures, 1) - 1, MAX_DOUBLINGS);
  double seconds = (double) MAX ((guint) FIRST_DELAY_S << doublings, retry_after);
  gint64 delay = (gint64) (seconds * g_random_double_range (0.8, 1.2) * G_USEC_PER_SEC);

  /* Never sooner than asked, never later than promised. */
  return CLAMP (delay, (gint64) retry_after * G_USEC_PER_SEC, TERRAIN_BACK_OFF_MAX);
}

gboolean
terrain_back_off_is_due (gint64 next_attempt,
                         gint64 now)
{
  return next_attempt <= now || next_attempt > now + TERRAIN_BACK_OFF_MAX;
}
