/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double latitude;
  double longitude;
  double altitude; /* in metres; NaN where it is not said */
  double accuracy; /* in metres; NaN where it is not said */
} TerrainPlace;

/**
 * terrain_place_text_parse:
 * @typed: "50.8466 4.3528", "50.8466, 4.3528", "50,8466 4,3528", "N 50° 50.796' E 4° 21.168'", "50°50'47.8\"N
 *   4°21'10\"E", or ODK's "50.8466 4.3528 30 5"; latitude first, unless letters say otherwise
 *
 * Returns: whether it is a place on the earth
 */
gboolean terrain_place_text_parse (const char *typed, TerrainPlace *place);
/* The answer of a geopoint. FALSE for "" and what is none. */
gboolean terrain_place_text_from_value (const char *value, TerrainPlace *place);
/* Returns: (transfer full): ODK's "latitude longitude altitude accuracy", 0 where not said */
char *terrain_place_text_to_value (const TerrainPlace *place);
/* Returns: (transfer full): as one would type it: "50.8466 4.3528" */
char *terrain_place_text_format (const TerrainPlace *place);
/* Returns: (transfer full): "50.84660° north, 4.35280° east" */
char *terrain_place_text_in_words (const TerrainPlace *place);

G_END_DECLS
