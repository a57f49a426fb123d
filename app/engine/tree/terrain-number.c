/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-number.h"

#include <math.h>
#include <string.h>

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Up to 15 digits and a scale up to 10^22 are exact in a double, so one division rounds right. */
static const double exact_powers[] = { 1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                       1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15 };

/* Longer numbers go through the C library, which wants a terminated text with a point. */
static double
parse_long (const char *start,
            gsize       length)
{
  g_autofree char *copy = g_strndup (start, length);
  char *comma = strchr (copy, ',');

  if (comma != NULL)
    *comma = '.';
  return g_ascii_strtod (copy, NULL);
}

double
terrain_number_parse (const char *text)
{
  const char *start;
  gboolean negative;
  guint64 digits = 0;
  guint n_digits = 0;
  guint n_decimals = 0;
  gboolean point = FALSE;

  if (text == NULL)
    return NAN;
  while (is_space (*text))
    text++;
  negative = *text == '-';
  if (negative)
    text++;
  for (start = text; g_ascii_isdigit (*text) || ((*text == '.' || *text == ',') && !point); text++)
    {
      if (!g_ascii_isdigit (*text))
        {
          point = TRUE;
          continue;
        }
      n_digits++;
      n_decimals += point;
      if (n_digits <= 15)
        digits = digits * 10 + (guint64) (*text - '0');
    }
  if (n_digits == 0)
    return NAN;

  const char *end = text;
  double number;

  while (is_space (*text))
    text++;
  if (*text != '\0')
    return NAN;
  number = n_digits <= 15 ? (double) digits / exact_powers[n_decimals] : parse_long (start, (gsize) (end - start));
  return negative ? -number : number;
}

/* "d.ddde±xx" written out in full. */
static void
write_in_full (const char *mantissa,
               int         exponent,
               char       *out)
{
  char digits[32];
  int n = 0;
  int i = 0;

  for (const char *p = mantissa; *p != '\0' && *p != 'e'; p++)
    {
      if (g_ascii_isdigit (*p))
        digits[n++] = *p;
    }
  while (n > 1 && digits[n - 1] == '0')
    n--;

  if (exponent < 0)
    {
      *out++ = '0';
      *out++ = '.';
      for (int zero = -1; zero > exponent; zero--)
        *out++ = '0';
    }
  else
    {
      for (; i <= exponent; i++)
        *out++ = i < n ? digits[i] : '0';
      if (i < n)
        *out++ = '.';
    }
  for (; i < n; i++)
    *out++ = digits[i];
  *out = '\0';
}

char *
terrain_number_format (double  number,
                       char   *buffer)
{
  char scientific[40];
  char *out = buffer;

  if (isnan (number))
    return strcpy (buffer, "NaN");
  if (isinf (number))
    return strcpy (buffer, number > 0 ? "Infinity" : "-Infinity");
  if (number == 0)
    return strcpy (buffer, "0");
  if (fabs (number) < 9007199254740992.0 && number == trunc (number))
    {
      g_snprintf (buffer, TERRAIN_NUMBER_LENGTH, "%" G_GINT64_FORMAT, (gint64) number);
      return buffer;
    }

  if (number < 0)
    {
      *out++ = '-';
      number = -number;
    }
  /* The fewest digits that read back as the same number: 15 are always exact but below the normal range. */
  for (int precision = number < G_MINDOUBLE ? 0 : 14; precision <= 16; precision++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%de", precision);
      g_ascii_formatd (scientific, sizeof scientific, format, number);
      if (g_ascii_strtod (scientific, NULL) == number)
        break;
    }
  write_in_full (scientific, (int) g_ascii_strtoll (strchr (scientific, 'e') + 1, NULL, 10), out);
  return buffer;
}
