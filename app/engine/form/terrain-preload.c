/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-preload-private.h"

/* What jr:preload may ask for: ODK XForms, "Preload Attributes", and what older forms use (engine-semantics, 50). */

gboolean
terrain_preload_read_period (const char *parameters,
                             guint       today,
                             int        *days)
{
  static const char *const names[] = { "sun", "mon", "tue", "wed", "thu", "fri", "sat", NULL };
  g_auto (GStrv) parts = g_strsplit (parameters, "-", -1);
  guint n = g_strv_length (parts);
  guint64 ago = 1;
  int include_today;
  int start = 0;

  if (n < 4 || n > 6 || !g_str_equal (parts[0], "prevperiod") || !g_str_equal (parts[1], "week") ||
      !(g_str_equal (parts[3], "head") || g_str_equal (parts[3], "tail")))
    return FALSE;
  while (names[start] != NULL && !g_str_equal (names[start], parts[2]))
    start++;
  if (names[start] == NULL || (n > 4 && *parts[4] != '\0' && !g_str_equal (parts[4], "x")) ||
      (n > 5 && !g_ascii_string_to_unsigned (parts[5], 10, 0, 10000, &ago, NULL)))
    return FALSE;
  /* Days since the last DAY; where the week may end today, that is its seventh day rather than none of the next. */
  include_today = n > 4 && *parts[4] == 'x' ? 1 : 0;
  *days = ((int) today - start + 7 + include_today) % 7 - include_today + 7 * (int) ago;
  if (g_str_equal (parts[3], "tail"))
    *days -= 6;
  return TRUE;
}

gboolean
terrain_preload_is_known (const char *kind,
                          const char *parameters)
{
  static const char *const free_kinds[] = { "uid", "property", "context", "patient", "user", NULL };
  const char *text = parameters != NULL ? parameters : "";
  int days;

  if (g_strv_contains (free_kinds, kind))
    return TRUE;
  if (g_str_equal (kind, "date"))
    return g_str_equal (text, "today") || terrain_preload_read_period (text, 0, &days);
  return g_str_equal (kind, "timestamp") && (g_str_equal (text, "start") || g_str_equal (text, "end"));
}
