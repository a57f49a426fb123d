/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-date-text.h"

G_BEGIN_DECLS

/**
 * terrain_date_words_parse:
 * @typed: "today", "yesterday", "today-2", "3 feb 81", "3 février 1981", "februari 1981", in English, Dutch, French or the
 *   words of this locale, without regard to accents and case
 * @today: counts from here; two-digit years are those from 89 years before to ten years after it
 *
 * Returns: FALSE where it is not said in words; terrain_date_text_parse() reads figures
 */
gboolean terrain_date_words_parse (const char *typed, TerrainDatePrecision precision, const GDate *today, GDate *date);

/* Only "today", "yesterday", "today-2" and the like, which are the same in every calendar. */
gboolean terrain_date_words_parse_relative (const char *typed, const GDate *today, GDate *date);

G_END_DECLS
