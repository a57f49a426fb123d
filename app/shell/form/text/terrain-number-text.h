/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * terrain_number_text_parse:
 * @typed: as typed: comma or dot before decimals, spaces or apostrophes between thousands, digits of any script
 * @decimals: whether decimals are allowed
 *
 * Never guesses: "1.000" is no whole number, since it may mean one or a thousand.
 *
 * Returns: (transfer full) (nullable): the number as a form keeps it ("-1234.5"), "" for nothing typed, NULL for what
 *   is no such number
 */
char *terrain_number_text_parse (const char *typed, gboolean decimals);
/* Returns: (transfer full): @value as this locale writes it, for an entry */
char *terrain_number_text_format (const char *value);
/* Returns: (transfer full): a formatted number with narrow spaces between its thousands: "1 234 567,5" */
char *terrain_number_text_group (const char *formatted);

G_END_DECLS
