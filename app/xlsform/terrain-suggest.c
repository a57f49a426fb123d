/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "terrain-sheet-table-private.h"

#define LONGEST 64

/* Optimal string alignment: insertions, deletions, replacements and swapped neighbours count one each. */
static guint
distance (const char *a, const char *b)
{
  guint rows[3][LONGEST + 1];
  guint length_a = (guint) strlen (a), length_b = (guint) strlen (b);

  for (guint j = 0; j <= length_b; j++)
    rows[0][j] = j;
  for (guint i = 1; i <= length_a; i++)
    {
      guint *now = rows[i % 3], *before = rows[(i + 2) % 3], *earlier = rows[(i + 1) % 3];

      now[0] = i;
      for (guint j = 1; j <= length_b; j++)
        {
          guint replaced = before[j - 1] + (a[i - 1] != b[j - 1]);

          now[j] = MIN (replaced, MIN (before[j], now[j - 1]) + 1);
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            now[j] = MIN (now[j], earlier[j - 2] + 1);
        }
    }
  return rows[length_a % 3][length_b];
}

const char *
terrain_suggest (const char *written, const char *const *candidates, guint count)
{
  g_autofree char *lower = g_ascii_strdown (written, -1);
  const char *nearest = NULL;
  guint smallest = G_MAXUINT;

  if (strlen (lower) > LONGEST)
    return NULL;
  for (guint i = 0; i < count; i++)
    {
      gsize length = strlen (candidates[i]);
      g_autofree char *candidate = g_ascii_strdown (candidates[i], -1);
      guint away = length <= LONGEST ? distance (lower, candidate) : G_MAXUINT;

      if (away <= MAX (1, length / 3) && away < smallest)
        {
          smallest = away;
          nearest = candidates[i];
        }
    }
  return nearest;
}
