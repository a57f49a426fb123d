/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-evolution.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define MINUS "\xe2\x88\x92"
#define MAX_DECIMALS 9

/* A tie such as 2.675 is stored a little below itself; it still is one to whoever rounds on paper. */
#define TIE 1e-9

double
terrain_round_half_up (double value, guint decimals)
{
  double scale = pow (10, (double) MIN (decimals, MAX_DECIMALS));

  if (!isfinite (value))
    return value;
  return copysign (floor (fabs (value) * scale + 0.5 + TIE) / scale, value);
}

double
terrain_evolution_percent (double previous, double current)
{
  /* "No base" covers 0: a percentage of nothing says nothing. */
  return previous > 0 || previous < 0 ? 100 * (current - previous) / previous : NAN;
}

char *
terrain_format_number (double value, guint decimals, gboolean is_signed)
{
  double rounded = terrain_round_half_up (value, decimals);
  const char *sign = "";
  char digits[400];

  if (!isfinite (value))
    return g_strdup ("–");
  if (rounded < 0)
    sign = MINUS;
  else if (rounded > 0 && is_signed)
    sign = "+";
  /* ' groups the thousands as the locale does. */
  snprintf (digits, sizeof digits, "%'.*f", (int) MIN (decimals, MAX_DECIMALS), fabs (rounded));
  return g_strconcat (sign, digits, NULL);
}

char *
terrain_format_percent (double value, guint decimals, gboolean is_signed)
{
  g_autofree char *number = terrain_format_number (value, decimals, is_signed);

  if (!isfinite (value))
    return g_steal_pointer (&number);
  /* Translators: a percentage; put the space before the sign that your language wants, no-break. */
  return g_strdup_printf (_("%s%%"), number);
}

/* The printed number, its decimals and whether it is below nothing; FALSE where it is not one. */
static gboolean
read_printed (const char *printed, double *size, guint *decimals, gboolean *is_negative)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  gboolean has_point = FALSE;

  *decimals = 0;
  *is_negative = FALSE;
  for (const char *p = printed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (character == '-' || character == 0x2212 || character == 0x2013)
        *is_negative = TRUE;
      else if ((character == ',' || character == '.') && !has_point && digits->len > 0)
        {
          has_point = TRUE;
          g_string_append_c (digits, '.');
        }
      else if (character < 0x80 && g_ascii_isdigit ((char) character))
        {
          g_string_append_c (digits, (char) character);
          *decimals += has_point ? 1 : 0;
        }
      else if (character != '+' && character != '%' && !g_unichar_isspace (character))
        return FALSE;
    }
  *size = g_ascii_strtod (digits->str, NULL);
  return digits->len > 0 && *decimals <= MAX_DECIMALS;
}

TerrainFigureVerdict
terrain_figure_judge (const char *printed, double previous, double current)
{
  double evolution = terrain_evolution_percent (previous, current);
  gboolean is_negative;
  double size, scale;
  guint decimals;

  g_return_val_if_fail (printed != NULL, TERRAIN_FIGURE_UNREADABLE);

  if (!isfinite (evolution) || !g_utf8_validate (printed, -1, NULL)
      || !read_printed (printed, &size, &decimals, &is_negative))
    return TERRAIN_FIGURE_UNREADABLE;
  scale = pow (10, (double) decimals);
  if (fabs (fabs (terrain_round_half_up (evolution, decimals)) - size) < 0.5 / scale)
    {
      if (is_negative == (evolution < 0) || size <= 0)
        return TERRAIN_FIGURE_AGREES;
      return is_negative ? TERRAIN_FIGURE_DIFFERS : TERRAIN_FIGURE_LOST_SIGN;
    }
  if (is_negative == (evolution < 0) && fabs (floor (fabs (evolution) * scale) / scale - size) < 0.5 / scale)
    return TERRAIN_FIGURE_CUT;
  return TERRAIN_FIGURE_DIFFERS;
}
