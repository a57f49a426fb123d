/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "bench-measure.h"

G_BEGIN_DECLS

/*
 * A window whose frames are watched. Times are bench_now()'s: the main thread's processor time, from the change to the
 * end of the frame that shows it.
 *
 *   change ──► event handlers ──► layout ──► drawing
 *   start                     widgets    laid out    drawn
 *
 * The display of a bench has no graphics card, so drawing is the processor's work there; "laid out" leaves it out.
 */
typedef struct
{
  GtkWidget *window; /* not owned */
  guint n_frames;
  double laid_out;
  double drawn;
} BenchStage;

/* Every frame of @window from now on; it is mapped. */
void bench_stage_watch (BenchStage *self, GtkWidget *window);
/* Until the next frame is drawn. Returns: FALSE where nothing on the screen changed, so that there was none */
gboolean bench_stage_wait (BenchStage *self);
/* Until nothing was to be done for some time. */
void bench_stage_rest (BenchStage *self);
/* The least to be done for each key that a person presses. */
void bench_stage_pause (guint ms);

/* What a person waits for after one change, as three lines of the table. */
typedef struct
{
  BenchSeries *in_widgets;
  BenchSeries *laid_out;
  BenchSeries *drawn;
} BenchAnswer;

void bench_answer_init (BenchAnswer *self);
void bench_answer_clear (BenchAnswer *self);
/* @start: of the change, which is in the widgets now; waits for its frame. Returns: until it is laid out */
double bench_answer_wait (BenchAnswer *self, BenchStage *stage, double start);
/* "@what, until it is in the widgets" and so on. */
void bench_answer_report (BenchAnswer *self, const char *name, const char *what);

/* The first below @top, itself included. Returns: (nullable) */
GtkWidget *bench_find_type (GtkWidget *top, GType type);
guint bench_count_type (GtkWidget *top, GType type);
/* A blinking cursor draws frames for ever; animations draw what is not asked about. */
void bench_stage_calm (void);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BenchAnswer, bench_answer_clear)

G_END_DECLS
