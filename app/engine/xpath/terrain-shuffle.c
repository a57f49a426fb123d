/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-shuffle.h"

#include <math.h>

gint64
terrain_shuffle_get_seed (const TerrainXPathValue *value)
{
  g_autofree char *text = NULL;
  g_autoptr (GChecksum) checksum = NULL;
  guint8 digest[32];
  gsize length = sizeof digest;
  guint64 seed = 0;
  double number = terrain_xpath_value_to_number (value);

  if (isfinite (number))
    return (gint64) CLAMP (number, -0x1p63, 0x1.fffffffffffffp62);
  text = terrain_xpath_value_to_string (value);
  if (*text == '\0' || value->type == TERRAIN_XPATH_NUMBER)
    return 0;
  checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_checksum_update (checksum, (const guchar *) text, -1);
  g_checksum_get_digest (checksum, digest, &length);
  for (guint i = 0; i < 8; i++)
    seed = seed << 8 | digest[i];
  return (gint64) seed;
}

/* Fisher and Yates from the inside out, driven by Park and Miller's generator (1988, multiplier 16807). */
void
terrain_shuffle (TerrainNode **nodes,
                 guint         length,
                 gint64        seed)
{
  const gint64 modulus = 2147483647;
  /* A long seed (a text's) loses its last bits: the references reckon in floating point, and the order must be theirs. */
  gint64 state = (gint64) fmod ((double) seed, (double) modulus);

  if (state <= 0)
    state += modulus - 1;
  for (guint i = 0; i < length; i++)
    {
      TerrainNode *node = nodes[i];
      guint other;

      state = state * 16807 % modulus;
      other = (guint) ((double) (state - 1) / (double) (modulus - 1) * (i + 1));
      nodes[i] = nodes[other];
      nodes[other] = node;
    }
}
