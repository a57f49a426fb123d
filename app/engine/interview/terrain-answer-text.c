/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-interview-private.h"

#include <math.h>
#include <string.h>

/*
 * The text forms of the ODK XForms data types, checked and brought into one spelling, so that equal answers are equal
 * texts. Numbers have no limit of digits: a case number of twelve is an int here.
 */

static const char *
skip_digits (const char *text)
{
  while (g_ascii_isdigit (*text))
    text++;
  return text;
}

/* [sign] digits [. digits], without exponent (XML Schema part 2, 3.2.3). */
static char *
number_text (const char *text,
             gboolean    fraction)
{
  gboolean negative = *text == '-';
  const char *start;
  const char *end;
  const char *point = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *part = NULL;

  if (*text == '-' || *text == '+')
    text++;
  start = text;
  end = skip_digits (start);
  if (fraction && *end == '.')
    {
      point = end + 1;
      if (*skip_digits (point) != '\0' || (end == start && *point == '\0'))
        return NULL;
    }
  else if (*end != '\0' || end == start)
    return NULL;

  while (start < end - 1 && *start == '0')
    start++;
  whole = end > start ? g_strndup (start, (gsize) (end - start)) : g_strdup ("0");
  if (point != NULL)
    {
      gsize length = strlen (point);

      while (length > 0 && point[length - 1] == '0')
        length--;
      part = g_strndup (point, length);
    }
  if (part == NULL || *part == '\0')
    return g_strconcat (negative && strcmp (whole, "0") != 0 ? "-" : "", whole, NULL);
  return g_strconcat (negative ? "-" : "", whole, ".", part, NULL);
}

static gboolean
read_digits (const char **text,
             guint        n,
             int         *value)
{
  *value = 0;
  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit ((*text)[i]))
        return FALSE;
      *value = *value * 10 + (*text)[i] - '0';
    }
  *text += n;
  return TRUE;
}

static gboolean
read_date (const char **text,
           int         *year,
           int         *month,
           int         *day)
{
  const char *at = *text;

  if (!read_digits (&at, 4, year) || *at++ != '-' || !read_digits (&at, 2, month) || *at++ != '-' ||
      !read_digits (&at, 2, day))
    return FALSE;
  *text = at;
  return *year > 0 && g_date_valid_dmy ((GDateDay) *day, (GDateMonth) *month, (GDateYear) *year);
}

typedef struct
{
  int hour;
  int minute;
  double second;
  gboolean has_offset;
  int offset; /* minutes */
} Clock;

static gboolean
read_offset (const char *text,
             Clock      *clock)
{
  int hours = 0;
  int minutes = 0;
  int sign;

  clock->has_offset = *text != '\0';
  clock->offset = 0;
  if (*text == '\0' || strcmp (text, "Z") == 0)
    return TRUE;
  if (*text != '+' && *text != '-')
    return FALSE;
  sign = *text++ == '-' ? -1 : 1;
  if (!read_digits (&text, 2, &hours))
    return FALSE;
  if (*text == ':')
    text++;
  if (*text != '\0' && !read_digits (&text, 2, &minutes))
    return FALSE;
  clock->offset = sign * (hours * 60 + minutes);
  return *text == '\0' && hours <= 14 && minutes <= 59;
}

/* HH:MM[:SS[.fraction]][Z|±HH[:MM]] */
static gboolean
read_clock (const char *text,
            Clock      *clock)
{
  int whole = 0;

  if (!read_digits (&text, 2, &clock->hour) || *text++ != ':' || !read_digits (&text, 2, &clock->minute))
    return FALSE;
  clock->second = 0;
  if (*text == ':')
    {
      text++;
      if (!read_digits (&text, 2, &whole))
        return FALSE;
      clock->second = whole;
      if (*text == '.')
        {
          int milliseconds = 0;
          int weight = 100;

          text++;
          if (!g_ascii_isdigit (*text))
            return FALSE;
          /* Milliseconds are what ODK's text form holds; finer ones are cut, as there. */
          for (; g_ascii_isdigit (*text); text++, weight /= 10)
            milliseconds += weight * (*text - '0');
          clock->second += milliseconds / 1000.0;
        }
    }
  return clock->hour <= 23 && clock->minute <= 59 && clock->second < 60 && read_offset (text, clock);
}

static char *
format_clock (GDateTime  *moment,
              const char *before)
{
  g_autofree char *text = g_date_time_format (moment, before);
  int minutes = (int) (g_date_time_get_utc_offset (moment) / G_TIME_SPAN_MINUTE);

  if (minutes == 0)
    return g_strdup_printf ("%s.%03dZ", text, g_date_time_get_microsecond (moment) / 1000);
  return g_strdup_printf ("%s.%03d%c%02d:%02d", text, g_date_time_get_microsecond (moment) / 1000,
                          minutes < 0 ? '-' : '+', ABS (minutes) / 60, ABS (minutes) % 60);
}

/* The moment in the record's zone, as engine-semantics 32 writes it. */
static char *
moment_text (TerrainEnvironment *environment,
             int                 year,
             int                 month,
             int                 day,
             const Clock        *clock,
             const char         *format)
{
  GTimeZone *zone = terrain_environment_get_time_zone (environment);
  g_autoptr (GTimeZone) written = NULL;
  g_autoptr (GDateTime) moment = NULL;
  g_autoptr (GDateTime) local = NULL;

  written = clock->has_offset ? g_time_zone_new_offset (clock->offset * 60) : g_time_zone_ref (zone);
  moment = g_date_time_new (written, year, month, day, clock->hour, clock->minute, clock->second + 0.0000005);
  if (moment == NULL)
    return NULL;
  local = g_date_time_to_timezone (moment, zone);
  return local != NULL ? format_clock (local, format) : NULL;
}

static char *
date_text (const char *text)
{
  const char *end = text;
  int year, month, day;
  Clock clock;

  if (!read_date (&end, &year, &month, &day) || (*end != '\0' && !(*end == 'T' && read_clock (end + 1, &clock))))
    return NULL;
  return g_strndup (text, 10);
}

static char *
time_text (TerrainEnvironment *environment,
           const char         *text)
{
  g_autoptr (GDateTime) today = NULL;
  Clock clock;

  if (!read_clock (text, &clock))
    return NULL;
  /* A time without a date has the offset of today. */
  today = g_date_time_new_from_unix_utc (terrain_environment_get_now (environment) / G_USEC_PER_SEC);
  return moment_text (environment, g_date_time_get_year (today), g_date_time_get_month (today),
                      g_date_time_get_day_of_month (today), &clock, "%H:%M:%S");
}

static char *
date_time_text (TerrainEnvironment *environment,
                const char         *text)
{
  int year, month, day;
  Clock clock = { 0, 0, 0, FALSE, 0 };

  if (!read_date (&text, &year, &month, &day))
    return NULL;
  if (*text != '\0' && ((*text != 'T' && *text != ' ') || !read_clock (text + 1, &clock)))
    return NULL;
  return moment_text (environment, year, month, day, &clock, "%Y-%m-%dT%H:%M:%S");
}

/* Latitude, longitude, then altitude and accuracy where known. */
static char *
point_text (const char *text)
{
  g_auto (GStrv) parts = NULL;
  g_autoptr (GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);

  parts = g_strsplit_set (text, " \t\n", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *number;

      if (*parts[i] == '\0')
        continue;
      number = number_text (parts[i], TRUE);
      if (number == NULL)
        return NULL;
      g_ptr_array_add (numbers, number);
    }
  if (numbers->len < 2 || numbers->len > 4 || fabs (g_ascii_strtod (numbers->pdata[0], NULL)) > 90 ||
      fabs (g_ascii_strtod (numbers->pdata[1], NULL)) > 180)
    return NULL;
  g_ptr_array_add (numbers, NULL);
  return g_strjoinv (" ", (char **) numbers->pdata);
}

static char *
points_text (const char *text,
             guint       least)
{
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);
  g_autoptr (GString) joined = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *point = NULL;

      /* A trailing semicolon is how ODK Collect writes them. */
      if (*g_strstrip (parts[i]) == '\0')
        continue;
      point = point_text (parts[i]);
      if (point == NULL)
        return NULL;
      g_string_append_printf (joined, "%s%s", n++ > 0 ? "; " : "", point);
    }
  return n >= least ? g_strdup (joined->str) : NULL;
}

static char *
boolean_text (const char *text)
{
  if (strcmp (text, "1") == 0 || strcmp (text, "true") == 0)
    return g_strdup ("1");
  if (strcmp (text, "0") == 0 || strcmp (text, "false") == 0)
    return g_strdup ("0");
  return NULL;
}

/* Several choices: one space between, each once. */
static char *
choices_text (const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, " \t\r\n", -1);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] == '\0' || !g_hash_table_add (seen, parts[i]))
        continue;
      if (joined->len > 0)
        g_string_append_c (joined, ' ');
      g_string_append (joined, parts[i]);
    }
  return g_strdup (joined->str);
}

/* Text that XML 1.0 (section 2.2) can hold; everything else could be neither saved nor sent. */
static char *
plain_text (const char *text)
{
  g_autoptr (GString) kept = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xfffe || c == 0xffff)
        continue;
      g_string_append_unichar (kept, c);
    }
  return g_strdup (kept->str);
}

char *
terrain_answer_canonicalise (TerrainEnvironment *environment,
                             TerrainDataType     type,
                             TerrainControlKind  kind,
                             const char         *text)
{
  g_autofree char *plain = NULL;
  g_autofree char *word = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    return NULL;
  plain = plain_text (text);
  if (kind == TERRAIN_CONTROL_SELECT || kind == TERRAIN_CONTROL_RANK)
    return choices_text (plain);

  word = g_strstrip (g_strdup (plain));
  if (*word == '\0' && type != TERRAIN_DATA_STRING)
    return g_strdup ("");
  switch (type)
    {
    case TERRAIN_DATA_INT:
      return number_text (word, FALSE);
    case TERRAIN_DATA_DECIMAL:
      return number_text (word, TRUE);
    case TERRAIN_DATA_BOOLEAN:
      return boolean_text (word);
    case TERRAIN_DATA_DATE:
      return date_text (word);
    case TERRAIN_DATA_TIME:
      return time_text (environment, word);
    case TERRAIN_DATA_DATE_TIME:
      return date_time_text (environment, word);
    case TERRAIN_DATA_GEOPOINT:
      return point_text (word);
    case TERRAIN_DATA_GEOTRACE:
      return points_text (word, 2);
    case TERRAIN_DATA_GEOSHAPE:
      return points_text (word, 3);
    case TERRAIN_DATA_BINARY:
    case TERRAIN_DATA_BARCODE:
    case TERRAIN_DATA_STRING:
    default:
      return g_steal_pointer (&plain);
    }
}

/* Collect's timed test ("x-timed-grid") ends its list of wrong items with the last one reached, which stands there twice
 * where it was wrong itself. */
static gboolean
is_timed_test (TerrainControl *control)
{
  const char *appearance = terrain_control_get_appearance (control);

  return control->kind == TERRAIN_CONTROL_SELECT && appearance != NULL &&
         g_str_has_prefix (appearance + strspn (appearance, " \t\r\n"), "x-timed-grid");
}

char *
terrain_answer_canonicalise_for (TerrainEnvironment *environment,
                                 TerrainControl     *control,
                                 const char         *text)
{
  TerrainDataType type = terrain_control_get_data_type (control);

  return terrain_answer_canonicalise (environment, type, is_timed_test (control) ? TERRAIN_CONTROL_INPUT : control->kind, text);
}
