/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The longest wait between two attempts; a due time further away than this is a clock that was wrong. */
#define TERRAIN_BACK_OFF_MAX (600 * G_USEC_PER_SEC)

/* How long to wait after the @n_failures-th failure in a row (from 1), in µs: 2 s, doubled each time, at most 10
 * minutes, a fifth more or less so that a room full of laptops does not come back at once. @retry_after: seconds the
 * server asked for, 0 for none. */
gint64 terrain_back_off_get_delay (guint n_failures, guint retry_after);
/* Whether a record due at @next_attempt may be tried at @now, both µs since the epoch. A due time that no back-off
 * could have given comes from a clock set back since: it is due. */
gboolean terrain_back_off_is_due (gint64 next_attempt, gint64 now);

G_END_DECLS
