/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static clockid_t clock_id = CLOCK_THREAD_CPUTIME_ID;

void
bench_use_wall_time (void)
{
  clock_id = CLOCK_MONOTONIC;
}

double
bench_now (void)
{
  struct timespec now;

  clock_gettime (clock_id, &now);
  return (double) now.tv_sec * 1e6 + (double) now.tv_nsec / 1e3;
}

BenchSeries *
bench_series_new (void)
{
  BenchSeries *self = g_new0 (BenchSeries, 1);

  self->times = g_array_new (FALSE, FALSE, sizeof (double));
  return self;
}

void
bench_series_free (BenchSeries *self)
{
  g_array_unref (self->times);
  g_free (self);
}

void
bench_series_add (BenchSeries *self,
                  double       us)
{
  g_array_append_val (self->times, us);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return left < right ? -1 : left > right;
}

double
bench_series_quantile (BenchSeries *self,
                       double       share)
{
  if (self->times->len == 0)
    return 0;
  g_array_sort (self->times, compare);
  return g_array_index (self->times, double, (guint) ((double) (self->times->len - 1) * share + 0.5));
}

BenchSeries *
bench_repeat (BenchFunc func,
              gpointer  user_data,
              guint     runs)
{
  BenchSeries *series = bench_series_new ();

  for (guint i = 0; i < runs; i++)
    {
      double start = bench_now ();

      func (user_data);
      bench_series_add (series, bench_now () - start);
    }
  return series;
}

static void
print_number (const char *name,
              double      number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  printf (",\"%s\":%s", name, g_ascii_formatd (buffer, sizeof buffer, "%.3f", number));
}

void
bench_report (const char  *name,
              const char  *figure,
              BenchSeries *series)
{
  printf ("{\"case\":\"%s\",\"figure\":\"%s\",\"count\":%u", name, figure, series->times->len);
  print_number ("median", bench_series_quantile (series, 0.5));
  print_number ("p95", bench_series_quantile (series, 0.95));
  print_number ("worst", bench_series_quantile (series, 1));
  puts ("}");
  fflush (stdout);
}

void
bench_report_value (const char *name,
                    const char *figure,
                    double      value)
{
  printf ("{\"case\":\"%s\",\"figure\":\"%s\"", name, figure);
  print_number ("value", value);
  puts ("}");
  fflush (stdout);
}

void
bench_fail (const char *file,
            int         line,
            const char *condition)
{
  g_printerr ("%s:%d: not so: %s\n", file, line, condition);
  exit (1);
}

void
bench_check_value (TerrainInterview *interview,
                   const char       *ref,
                   const char       *expected)
{
  g_autoptr (GError) error = NULL;
  TerrainNode *node = terrain_interview_find_node (interview, ref, &error);
  g_autofree char *value = node != NULL ? terrain_node_dup_string (node) : NULL;

  if (g_strcmp0 (value, expected) == 0)
    return;
  g_printerr ("%s is “%s”, not “%s”\n", ref, value != NULL ? value : error->message, expected);
  exit (1);
}
