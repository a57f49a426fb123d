/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-date.h"

#include <math.h>

#define DAY_SECONDS 86400
#define DAY_EPSILON 1e-8 /* days: a millisecond */
#define MIN_DAY (-719162) /* 0001-01-01 */
#define MAX_DAY 2932896   /* 9999-12-31 */

/* The proleptic Gregorian calendar, counted from March so that the leap day ends the year. */
static gint64
days_from_civil (int year,
                 int month,
                 int day)
{
  int y = month <= 2 ? year - 1 : year;
  int era = (y >= 0 ? y : y - 399) / 400;
  int year_of_era = y - era * 400;
  int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return (gint64) era * 146097 + day_of_era - 719468;
}

void
terrain_date_split (gint64  day,
                    int    *year,
                    int    *month,
                    int    *day_of_month,
                    int    *weekday)
{
  gint64 z = day + 719468;
  gint64 era = (z >= 0 ? z : z - 146096) / 146097;
  int day_of_era = (int) (z - era * 146097);
  int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int shifted = (5 * day_of_year + 2) / 153;

  *day_of_month = day_of_year - (153 * shifted + 2) / 5 + 1;
  *month = shifted < 10 ? shifted + 3 : shifted - 9;
  *year = (int) (year_of_era + era * 400) + (*month <= 2);
  *weekday = (int) (((day + 4) % 7 + 7) % 7);
}

static int
days_in_month (int year,
               int month)
{
  static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
    return 29;
  return lengths[month - 1];
}

static gint64
floor_div (gint64 value,
           gint64 by)
{
  gint64 quotient = value / by;

  return value % by < 0 ? quotient - 1 : quotient;
}

/* Reads between @min and @max digits. */
static gboolean
read_digits (const char **at,
             int          min,
             int          max,
             int         *number)
{
  int n = 0;

  for (*number = 0; n < max && g_ascii_isdigit (**at); n++)
    *number = *number * 10 + *(*at)++ - '0';
  return n >= min;
}

static gboolean
read_offset (const char **at,
             gboolean    *has_offset,
             int         *offset)
{
  int hours;
  int minutes = 0;
  int sign;

  *has_offset = **at == 'Z' || **at == '+' || **at == '-';
  *offset = 0;
  if (!*has_offset)
    return TRUE;
  if (*(*at)++ == 'Z')
    return TRUE;
  sign = (*at)[-1] == '-' ? -1 : 1;
  if (!read_digits (at, 2, 2, &hours))
    return FALSE;
  if (**at == ':')
    (*at)++;
  if (g_ascii_isdigit (**at) && !read_digits (at, 2, 2, &minutes))
    return FALSE;
  *offset = sign * (hours * 3600 + minutes * 60);
  return hours <= 18 && minutes < 60;
}

gboolean
terrain_time_parse (const char *text,
                    double     *seconds,
                    gboolean   *has_offset,
                    int        *offset)
{
  const char *at = text;
  int hour;
  int minute;
  int second = 0;
  double fraction = 0;

  if (!read_digits (&at, 1, 2, &hour) || *at++ != ':' || !read_digits (&at, 2, 2, &minute))
    return FALSE;
  if (*at == ':')
    {
      at++;
      if (!read_digits (&at, 2, 2, &second))
        return FALSE;
      if (*at == '.' || *at == ',')
        {
          double scale = 0.1;

          for (at++; g_ascii_isdigit (*at); at++, scale /= 10)
            fraction += (*at - '0') * scale;
        }
    }
  if (!read_offset (&at, has_offset, offset) || *at != '\0')
    return FALSE;
  *seconds = hour * 3600 + minute * 60 + second + fraction;
  return hour < 24 && minute < 60 && second < 60;
}

static int
offset_at (GTimeZone *zone,
           gint64     instant_seconds)
{
  if (zone == NULL)
    return 0;
  return g_time_zone_get_offset (zone, g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, instant_seconds));
}

/* The offset of a wall-clock time; in the hour that summer time skips, that of the time before. */
static int
offset_of_local (GTimeZone *zone,
                 gint64     local_seconds)
{
  gint64 adjusted = local_seconds;

  if (zone == NULL)
    return 0;
  return g_time_zone_get_offset (zone, g_time_zone_adjust_time (zone, G_TIME_TYPE_STANDARD, &adjusted));
}

gboolean
terrain_date_set_day (TerrainXPathValue *value,
                      gint64             day,
                      GTimeZone         *zone)
{
  if (day < MIN_DAY || day > MAX_DAY)
    return FALSE;
  value->type = TERRAIN_XPATH_DATE;
  value->owned = FALSE;
  value->date.has_time = FALSE;
  value->date.offset = offset_of_local (zone, day * DAY_SECONDS);
  value->date.instant = (day * DAY_SECONDS - value->date.offset) * G_USEC_PER_SEC;
  return TRUE;
}

gboolean
terrain_date_set_instant (TerrainXPathValue *value,
                          gint64             instant,
                          GTimeZone         *zone)
{
  gint64 seconds = floor_div (instant, G_USEC_PER_SEC);

  if (floor_div (seconds, DAY_SECONDS) <= MIN_DAY || floor_div (seconds, DAY_SECONDS) >= MAX_DAY)
    return FALSE;
  value->type = TERRAIN_XPATH_DATE;
  value->owned = FALSE;
  value->date.has_time = TRUE;
  value->date.instant = instant;
  value->date.offset = offset_at (zone, seconds);
  return TRUE;
}

gboolean
terrain_date_is_like (const char *text)
{
  return g_ascii_isdigit (text[0]) && g_ascii_isdigit (text[1]) && g_ascii_isdigit (text[2])
         && g_ascii_isdigit (text[3]) && text[4] == '-';
}

/* Reads the date before any time. */
static gboolean
read_civil (const char **at,
            gint64      *days)
{
  int year;
  int month;
  int day;

  if (!read_digits (at, 4, 4, &year) || *(*at)++ != '-' || !read_digits (at, 1, 2, &month) || *(*at)++ != '-'
      || !read_digits (at, 1, 2, &day))
    return FALSE;
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > days_in_month (year, month))
    return FALSE;
  *days = days_from_civil (year, month, day);
  return TRUE;
}

gint64
terrain_date_read_day (const char *text)
{
  gint64 days = 0;

  read_civil (&text, &days);
  return days;
}

gboolean
terrain_date_parse (const char        *text,
                    GTimeZone         *zone,
                    TerrainXPathValue *value)
{
  const char *at = text;
  gint64 days;
  double seconds;
  gboolean has_offset;
  int offset;
  gint64 local;

  if (!read_civil (&at, &days))
    return FALSE;
  if (*at == '\0')
    return terrain_date_set_day (value, days, zone);

  if ((*at != 'T' && *at != ' ') || !terrain_time_parse (at + 1, &seconds, &has_offset, &offset))
    return FALSE;
  local = days * DAY_SECONDS + (gint64) seconds;
  if (!has_offset)
    offset = offset_of_local (zone, local);
  return terrain_date_set_instant (value,
                                   (local - offset) * G_USEC_PER_SEC
                                       + (gint64) round ((seconds - floor (seconds)) * G_USEC_PER_SEC),
                                   zone);
}

gint64
terrain_date_get_day (const TerrainXPathValue *value)
{
  return floor_div (floor_div (value->date.instant, G_USEC_PER_SEC) + value->date.offset, DAY_SECONDS);
}

int
terrain_date_get_standard (GTimeZone *zone)
{
  /* A winter and a summer of the rules in force; some zones call their winter the exception, so flags do not tell. */
  const gint64 january = G_GINT64_CONSTANT (2114380800);
  const gint64 july = G_GINT64_CONSTANT (2130019200);

  return MIN (offset_at (zone, january), offset_at (zone, july));
}

double
terrain_date_count (double day,
                    int    standard)
{
  return day - (double) standard / DAY_SECONDS;
}

double
terrain_date_to_number (const TerrainXPathValue *value,
                        int                      standard)
{
  if (value->date.has_time)
    return (double) value->date.instant / ((double) DAY_SECONDS * G_USEC_PER_SEC);
  return terrain_date_count ((double) terrain_date_get_day (value), standard);
}

gboolean
terrain_date_set_number (TerrainXPathValue *value,
                         double             number,
                         int                standard,
                         GTimeZone         *zone)
{
  double day = number + (double) standard / DAY_SECONDS;
  gint64 midnight;

  if (!(fabs (number) < 1e7))
    return FALSE;
  if (fabs (day - round (day)) < DAY_EPSILON)
    return terrain_date_set_day (value, (gint64) round (day), zone);
  if (!terrain_date_set_instant (value, (gint64) round (number * DAY_SECONDS * 1e3) * 1000, zone))
    return FALSE;
  /* decimal-date-time() of a date in summer. */
  midnight = value->date.instant + (gint64) value->date.offset * G_USEC_PER_SEC;
  value->date.has_time = midnight % ((gint64) DAY_SECONDS * G_USEC_PER_SEC) != 0;
  return TRUE;
}

char *
terrain_date_format (const TerrainXPathValue *value)
{
  gint64 local = value->date.instant + (gint64) value->date.offset * G_USEC_PER_SEC;
  gint64 day = floor_div (local, (gint64) DAY_SECONDS * G_USEC_PER_SEC);
  int milliseconds = (int) ((local - day * DAY_SECONDS * G_USEC_PER_SEC) / 1000);
  int minutes = ABS (value->date.offset) / 60;
  int year;
  int month;
  int day_of_month;
  int weekday;
  char zone[16] = "Z";

  terrain_date_split (day, &year, &month, &day_of_month, &weekday);
  if (!value->date.has_time)
    return g_strdup_printf ("%04d-%02d-%02d", year, month, day_of_month);
  if (minutes != 0)
    g_snprintf (zone, sizeof zone, "%c%02d:%02d", value->date.offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d.%03d%s", year, month, day_of_month, milliseconds / 3600000,
                          milliseconds / 60000 % 60, milliseconds / 1000 % 60, milliseconds % 1000, zone);
}
