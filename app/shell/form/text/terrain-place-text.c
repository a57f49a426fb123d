/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "terrain-place-text.h"

/* Degrees, minutes and seconds of both, at most. */
#define MAX_NUMBERS 6
/* A tenth of a millimetre on the ground, which nobody measures. */
#define MAX_DECIMALS 9

typedef struct
{
  double numbers[MAX_NUMBERS];
  guint n_numbers;
  guint split;  /* how many belong to the first of the two; 0 where nothing says */
  char first;   /* N, S, E, W of the first and the second, or 0 */
  char second;
  gboolean leads; /* the letters stand before their numbers */
  guint commas; /* between the two, where they are not decimal commas */
} Parts;

/* O is West in French and East in Dutch and German: not guessed. */
static char
compass_point (gunichar character)
{
  switch (g_unichar_toupper (character))
    {
    case 'N':
      return 'N';
    case 'S':
    case 'Z': /* zuid */
      return 'S';
    case 'E':
      return 'E';
    case 'W':
      return 'W';
    default:
      return 0;
    }
}

/* "50,8466 4,3528": commas are decimal where a space stands between the two numbers and none follows a comma. */
static gboolean
has_decimal_commas (const char *text)
{
  guint commas = 0;

  if (strchr (text, '.') != NULL)
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (*p == ',')
      {
        if (p == text || !g_ascii_isdigit (p[-1]) || !g_ascii_isdigit (p[1]))
          return FALSE;
        commas++;
      }
  return commas >= 1 && strpbrk (text, " \t;") != NULL;
}

/* Before its numbers or after them, the same way for both. */
static gboolean
take_point (Parts *parts, char point)
{
  if (parts->first == 0)
    {
      parts->first = point;
      parts->leads = parts->n_numbers == 0;
      if (!parts->leads)
        parts->split = parts->n_numbers;
      return TRUE;
    }
  if (parts->second != 0)
    return FALSE;
  parts->second = point;
  if (parts->leads)
    parts->split = parts->n_numbers;
  return TRUE;
}

static gboolean
is_mark (gunichar character)
{
  return character == 0xb0 || character == 0xba || character == '\'' || character == '"' || character == 0x2032 ||
         character == 0x2033 || character == 0x2019 || character == 0x201d || g_unichar_isspace (character) ||
         g_unichar_type (character) == G_UNICODE_FORMAT;
}

static gboolean
split (const char *text, Parts *parts)
{
  const char *p = text;

  while (*p != '\0')
    {
      gunichar character = g_utf8_get_char (p);

      if (g_ascii_isdigit (*p) || ((*p == '-' || *p == '+' || *p == '.') && (g_ascii_isdigit (p[1]) || p[1] == '.')))
        {
          /* Read by hand: "4E" is four degrees East, not a number with an exponent. */
          g_autofree char *number = g_strndup (p, 1 + strspn (p + 1, "0123456789."));

          if (parts->n_numbers == MAX_NUMBERS || strchr (number, '.') != strrchr (number, '.'))
            return FALSE;
          parts->numbers[parts->n_numbers++] = g_ascii_strtod (number, NULL);
          p += strlen (number);
          continue;
        }
      if (compass_point (character) != 0)
        {
          if (!take_point (parts, compass_point (character)))
            return FALSE;
        }
      else if (character == ',' || character == ';' || character == '/')
        {
          if (parts->n_numbers == 0 || parts->commas > 0)
            return FALSE;
          parts->commas++;
          parts->split = parts->split > 0 ? parts->split : parts->n_numbers;
        }
      else if (!is_mark (character))
        return FALSE;
      p = g_utf8_next_char (p);
    }
  return TRUE;
}

/* Degrees, minutes, seconds. NaN where they are none. */
static double
join (const double *numbers, guint n)
{
  double sign = n > 0 && signbit (numbers[0]) ? -1 : 1;

  if (n < 1 || n > 3)
    return NAN;
  for (guint i = 1; i < n; i++)
    if (numbers[i] < 0 || numbers[i] >= 60 || floor (numbers[i - 1]) != numbers[i - 1])
      return NAN;
  return sign * (fabs (numbers[0]) + (n > 1 ? numbers[1] / 60 : 0) + (n > 2 ? numbers[2] / 3600 : 0));
}

static gboolean
is_on_earth (const TerrainPlace *place)
{
  return isfinite (place->latitude) && isfinite (place->longitude) && fabs (place->latitude) <= 90 &&
         fabs (place->longitude) <= 180;
}

gboolean
terrain_place_text_parse (const char *typed, TerrainPlace *place)
{
  g_autofree char *text = NULL;
  Parts parts = { .n_numbers = 0 };
  double first, second;
  gboolean turned;

  g_return_val_if_fail (typed != NULL && place != NULL, FALSE);

  if (!g_utf8_validate (typed, -1, NULL) || strlen (typed) > 200)
    return FALSE;
  text = g_strstrip (g_strdup (typed));
  if (has_decimal_commas (text))
    g_strdelimit (text, ",", '.');
  if (!split (text, &parts))
    return FALSE;
  /* ODK's own, with altitude and accuracy. */
  if (parts.split == 0 && (parts.n_numbers == 3 || parts.n_numbers == 4) && text[strspn (text, "+-0123456789. ")] == '\0')
    {
      *place = (TerrainPlace) { parts.numbers[0], parts.numbers[1], parts.numbers[2],
                                parts.n_numbers == 4 ? parts.numbers[3] : NAN };
      return is_on_earth (place);
    }
  if (parts.split == 0 && parts.n_numbers % 2 == 0)
    parts.split = parts.n_numbers / 2;
  if (parts.split == 0 || parts.split >= parts.n_numbers || (parts.first != 0) != (parts.second != 0))
    return FALSE;
  first = join (parts.numbers, parts.split);
  second = join (parts.numbers + parts.split, parts.n_numbers - parts.split);
  turned = parts.first == 'E' || parts.first == 'W';
  if (parts.first != 0 && turned == (parts.second == 'E' || parts.second == 'W'))
    return FALSE;
  if (parts.first == 'S' || parts.first == 'W')
    first = -first;
  if (parts.second == 'S' || parts.second == 'W')
    second = -second;
  *place = (TerrainPlace) { turned ? second : first, turned ? first : second, NAN, NAN };
  return is_on_earth (place);
}

gboolean
terrain_place_text_from_value (const char *value, TerrainPlace *place)
{
  return value != NULL && *value != '\0' && terrain_place_text_parse (value, place);
}

/* Without an exponent, and without zeros nobody typed. */
static char *
format_number (double number)
{
  char buffer[64];
  char *end;

  g_ascii_formatd (buffer, sizeof buffer, "%." G_STRINGIFY (MAX_DECIMALS) "f", number);
  for (end = buffer + strlen (buffer); end[-1] == '0'; end--)
    end[-1] = '\0';
  if (end[-1] == '.')
    end[-1] = '\0';
  return g_strdup (g_str_equal (buffer, "-0") ? "0" : buffer);
}

char *
terrain_place_text_to_value (const TerrainPlace *place)
{
  g_autofree char *latitude = format_number (place->latitude), *longitude = format_number (place->longitude);
  g_autofree char *altitude = format_number (isfinite (place->altitude) ? place->altitude : 0);
  g_autofree char *accuracy = format_number (isfinite (place->accuracy) ? place->accuracy : 0);

  return g_strjoin (" ", latitude, longitude, altitude, accuracy, NULL);
}

char *
terrain_place_text_format (const TerrainPlace *place)
{
  g_autofree char *latitude = format_number (place->latitude), *longitude = format_number (place->longitude);

  return g_strjoin (" ", latitude, longitude, NULL);
}

char *
terrain_place_text_in_words (const TerrainPlace *place)
{
  /* Translators: degrees of latitude */
  g_autofree char *latitude = NULL, *longitude = NULL;

  if (place->latitude < 0)
    /* Translators: degrees of latitude */
    latitude = g_strdup_printf (_("%.5f° south"), -place->latitude);
  else
    /* Translators: degrees of latitude */
    latitude = g_strdup_printf (_("%.5f° north"), place->latitude);
  if (place->longitude < 0)
    /* Translators: degrees of longitude */
    longitude = g_strdup_printf (_("%.5f° west"), -place->longitude);
  else
    /* Translators: degrees of longitude */
    longitude = g_strdup_printf (_("%.5f° east"), place->longitude);
  if (isfinite (place->accuracy) && place->accuracy > 0)
    /* Translators: latitude, longitude, and how exact they are in metres */
    return g_strdup_printf (_("%s, %s, to within %.0f m"), latitude, longitude, place->accuracy);
  return g_strdup_printf ("%s, %s", latitude, longitude);
}
