/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers as text, the same in any locale. */

/**
 * terrain_number_parse:
 * @text: (nullable): what number() is asked to read
 *
 * XPath 1.0 section 4.4 with ODK's comma as decimal point (engine-semantics, 27): white space around is dropped; an
 * exponent, a plus sign and words are no numbers.
 *
 * Returns: the number, NaN where @text is none
 */
double terrain_number_parse (const char *text);

/* Enough for any double written out in full: 308 digits, or 324 after the point. */
#define TERRAIN_NUMBER_LENGTH 352

/* Writes @number as XPath 1.0 section 4.2 does (no exponent, as many digits as tell it from every other number) into
 * @buffer of TERRAIN_NUMBER_LENGTH bytes. Returns: @buffer */
char *terrain_number_format (double number, char *buffer);

G_END_DECLS
