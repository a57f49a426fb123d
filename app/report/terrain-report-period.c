/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "terrain-report-private.h"

void
terrain_period_free (TerrainPeriod *self)
{
  g_free (self->key);
  g_free (self->label);
  g_free (self);
}

/* The day as written, where the record was made: "2023-05-01T23:30:00+02:00" is the first of May. */
gboolean
terrain_report_day_from_text (const char *text, GDate *day)
{
  guint year, month, number;
  int length = 0;

  if (sscanf (text, "%4u-%2u-%2u%n", &year, &month, &number, &length) != 3 || length != 10
      || !g_date_valid_dmy ((GDateDay) MIN (number, 32), (GDateMonth) MIN (month, 13), (GDateYear) year))
    return FALSE;
  g_date_set_dmy (day, (GDateDay) number, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

gboolean
terrain_report_day_of_opening (const char *opened, GDate *day)
{
  guint year = 0, month = 1, number = 1;

  if (opened == NULL || sscanf (opened, "%4u-%2u-%2u", &year, &month, &number) < 1
      || !g_date_valid_dmy ((GDateDay) MIN (number, 32), (GDateMonth) MIN (month, 13), (GDateYear) year))
    return FALSE;
  g_date_set_dmy (day, (GDateDay) number, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

/* 29 February in another year is the 28th. */
static void
move_to_year (const GDate *day, GDateYear year, GDate *moved)
{
  GDateMonth month = g_date_get_month (day);
  guint8 length = g_date_get_days_in_month (month, year);

  g_date_set_dmy (moved, MIN (g_date_get_day (day), length), month, year);
}

static void
get_base_range (const TerrainPeriods *self, GDate *from, GDate *to)
{
  GDateYear year = g_date_get_year (g_date_valid (&self->to) ? &self->to : &self->today);

  *from = self->from;
  *to = self->to;
  if (!g_date_valid (from))
    g_date_set_dmy (from, 1, G_DATE_JANUARY, year);
  if (!g_date_valid (to))
    g_date_set_dmy (to, 31, G_DATE_DECEMBER, g_date_get_year (from));
}

/* The same days, so that the last one falls in @year. */
static void
get_compared_range (const TerrainPeriods *self, GDateYear year, GDate *from, GDate *to)
{
  GDate base_from, base_to;
  int shift;

  get_base_range (self, &base_from, &base_to);
  shift = (int) year - (int) g_date_get_year (&base_to);
  move_to_year (&base_from, (GDateYear) (g_date_get_year (&base_from) + shift), from);
  move_to_year (&base_to, year, to);
}

static gboolean
is_within (const GDate *day, const GDate *from, const GDate *to)
{
  return (!g_date_valid (from) || g_date_compare (day, from) >= 0)
         && (!g_date_valid (to) || g_date_compare (day, to) <= 0);
}

/* The last day of the year up to which every year is counted, where years are compared to date. */
static const GDate *
get_last_known (const TerrainPeriods *self)
{
  return g_date_valid (&self->to) && g_date_compare (&self->to, &self->today) < 0 ? &self->to : &self->today;
}

static gboolean
is_beyond (const GDate *day, const GDate *limit)
{
  GDate moved;

  move_to_year (limit, g_date_get_year (day), &moved);
  return g_date_compare (day, &moved) > 0;
}

static char *
find_compared (const TerrainPeriods *self, const GDate *day)
{
  GDate from, to;

  for (guint i = 0; i < self->years->len; i++)
    {
      GDateYear year = g_array_index (self->years, GDateYear, i);

      get_compared_range (self, year, &from, &to);
      if (is_within (day, &from, &to))
        return g_strdup_printf ("%04u", year);
    }
  get_base_range (self, &from, &to);
  return is_within (day, &from, &to) ? g_strdup_printf ("%04u", g_date_get_year (&to)) : NULL;
}

static char *
make_range_key (const TerrainDays *days)
{
  char first[16], last[16];

  g_date_strftime (first, sizeof first, "%Y-%m-%d", &days->from);
  g_date_strftime (last, sizeof last, "%Y-%m-%d", &days->to);
  return g_strconcat (first, "/", last, NULL);
}

char **
terrain_periods_dup_fixed (const TerrainPeriods *self)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();

  for (guint i = 0; i < self->ranges->len; i++)
    {
      g_autofree char *key = make_range_key (&g_array_index (self->ranges, TerrainDays, i));

      g_strv_builder_add (keys, key);
    }
  for (guint i = 0; i < self->years->len; i++)
    {
      g_autofree char *key = g_strdup_printf ("%04u", g_array_index (self->years, GDateYear, i));

      g_strv_builder_add (keys, key);
    }
  return g_strv_builder_end (keys);
}

/* Days in two columns cannot be asked for: terrain_report_compare_days() sees to that. */
static char *
find_range (const TerrainPeriods *self, const GDate *day)
{
  for (guint i = 0; i < self->ranges->len; i++)
    {
      const TerrainDays *days = &g_array_index (self->ranges, TerrainDays, i);

      if (is_within (day, &days->from, &days->to))
        return make_range_key (days);
    }
  return NULL;
}

char *
terrain_periods_find (const TerrainPeriods *self, const GDate *day, gboolean to_date)
{
  if (self->ranges->len > 0)
    return find_range (self, day);
  if (to_date && is_beyond (day, get_last_known (self)))
    return NULL;
  if (self->years->len > 0)
    return find_compared (self, day);
  if (!is_within (day, &self->from, &self->to))
    return NULL;
  switch (self->periods)
    {
    case TERRAIN_REPORT_BY_QUARTER:
      return g_strdup_printf ("%04u-Q%u", g_date_get_year (day), ((guint) g_date_get_month (day) - 1) / 3 + 1);
    case TERRAIN_REPORT_BY_MONTH:
      return g_strdup_printf ("%04u-%02u", g_date_get_year (day), (guint) g_date_get_month (day));
    case TERRAIN_REPORT_AT_ONCE:
      return g_strdup ("all");
    case TERRAIN_REPORT_BY_YEAR:
    default:
      return g_strdup_printf ("%04u", g_date_get_year (day));
    }
}

/* The natural bounds of a key: a year, a quarter, a month. */
static void
set_bounds (TerrainPeriod *period)
{
  guint year = 1, part = 1;
  gboolean is_quarter = strstr (period->key, "-Q") != NULL;
  int n_parts = sscanf (period->key, is_quarter ? "%4u-Q%u" : "%4u-%2u", &year, &part);
  guint first = n_parts < 2 ? 1 : is_quarter ? part * 3 - 2 : part;
  guint last = n_parts < 2 ? 12 : is_quarter ? part * 3 : part;

  g_date_set_dmy (&period->first, 1, (GDateMonth) first, (GDateYear) year);
  g_date_set_dmy (&period->last, g_date_get_days_in_month ((GDateMonth) last, (GDateYear) year), (GDateMonth) last,
                  (GDateYear) year);
}

static char *
describe (const TerrainPeriod *period)
{
  char first[16], last[16];

  if (g_date_get_month (&period->first) == G_DATE_JANUARY && g_date_get_day (&period->first) == 1
      && g_date_get_month (&period->last) == G_DATE_DECEMBER && g_date_get_day (&period->last) == 31
      && g_date_get_year (&period->first) == g_date_get_year (&period->last))
    return g_strdup_printf ("%04u", g_date_get_year (&period->first));
  g_date_strftime (first, sizeof first, "%Y-%m-%d", &period->first);
  g_date_strftime (last, sizeof last, "%Y-%m-%d", &period->last);
  return g_strdup_printf ("%s – %s", first, last);
}

static void
clip (const TerrainPeriods *self, TerrainPeriod *period)
{
  if (g_date_valid (&self->from) && g_date_compare (&self->from, &period->first) > 0)
    {
      period->first = self->from;
      period->is_incomplete = TRUE;
    }
  if (g_date_valid (&self->to) && g_date_compare (&self->to, &period->last) < 0)
    {
      period->last = self->to;
      period->is_incomplete = TRUE;
    }
}

TerrainPeriod *
terrain_periods_get (const TerrainPeriods *self, const char *key, gboolean to_date)
{
  TerrainPeriod *period = g_new0 (TerrainPeriod, 1);

  period->key = g_strdup (key);
  if (self->ranges->len > 0)
    {
      g_auto (GStrv) days = g_strsplit (key, "/", 2);

      terrain_report_day_from_text (days[0], &period->first);
      terrain_report_day_from_text (days[1], &period->last);
      period->label = describe (period);
      period->is_incomplete = g_date_compare (&period->last, &self->today) > 0;
      return period;
    }
  if (self->years->len > 0)
    {
      get_compared_range (self, (GDateYear) g_ascii_strtoull (key, NULL, 10), &period->first, &period->last);
      period->label = describe (period);
    }
  else if (g_str_equal (key, "all"))
    {
      period->first = self->from;
      period->last = g_date_valid (&self->to) ? self->to : self->today;
      period->label = g_date_valid (&self->from) ? describe (period) : g_strdup (_("Whole period"));
    }
  else
    {
      set_bounds (period);
      clip (self, period);
      period->label = g_strdup (key);
    }
  if (to_date)
    {
      move_to_year (get_last_known (self), g_date_get_year (&period->last), &period->last);
      period->is_incomplete = FALSE;
    }
  else if (g_date_compare (&period->last, &self->today) > 0)
    period->is_incomplete = TRUE;
  return period;
}

double
terrain_period_count_months (const TerrainPeriod *self, const char *opened)
{
  GDate first = self->first, day;
  double months = 0;

  if (terrain_report_day_of_opening (opened, &day) && (!g_date_valid (&first) || g_date_compare (&day, &first) > 0))
    first = day;
  if (!g_date_valid (&first))
    return 0;
  while (g_date_compare (&first, &self->last) <= 0)
    {
      guint8 length = g_date_get_days_in_month (g_date_get_month (&first), g_date_get_year (&first));
      gboolean is_last = g_date_get_month (&first) == g_date_get_month (&self->last)
                         && g_date_get_year (&first) == g_date_get_year (&self->last);
      int end = is_last ? g_date_get_day (&self->last) : length;

      months += (double) (end - g_date_get_day (&first) + 1) / length;
      g_date_set_day (&first, 1);
      g_date_add_months (&first, 1);
    }
  return months;
}
