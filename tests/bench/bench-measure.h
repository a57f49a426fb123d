/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

G_BEGIN_DECLS

/*
 * What was measured, one series a line of the table. Times are the thread's processor time by default (what other
 * processes do on the machine is then left out), wall time with bench_use_wall_time().
 */
typedef struct
{
  GArray *times; /* of double: microseconds */
} BenchSeries;

void bench_use_wall_time (void);
/* Microseconds. */
double bench_now (void);

BenchSeries *bench_series_new (void);
void bench_series_free (BenchSeries *self);
void bench_series_add (BenchSeries *self, double us);
double bench_series_quantile (BenchSeries *self, double share);

/* Runs @func until its median means something. */
typedef void (*BenchFunc) (gpointer user_data);
BenchSeries *bench_repeat (BenchFunc func, gpointer user_data, guint runs);

/* A line of JSON: {"case","figure","count","median","p95","worst"}, microseconds. */
void bench_report (const char *name, const char *figure, BenchSeries *series);
/* A line of JSON: {"case","figure","value"}: a ratio or a count. */
void bench_report_value (const char *name, const char *figure, double value);

/* A mistake in a result ends the run: times of wrong answers are of no use. */
#define bench_check(condition) \
  do { if (!(condition)) bench_fail (__FILE__, __LINE__, #condition); } while (0)
void bench_fail (const char *file, int line, const char *condition) G_GNUC_NORETURN;
void bench_check_value (TerrainInterview *interview, const char *ref, const char *expected);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchSeries, bench_series_free)

G_END_DECLS
