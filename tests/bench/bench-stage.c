/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-stage.h"

#include <stdlib.h>

/* In milliseconds: how long a frame may be in coming (under valgrind: BENCH_PATIENCE=3000), and how long nothing must be to
 * do. */
#define PATIENCE_MS 200
#define REST_MS 40

static void
on_layout (GdkFrameClock *clock, BenchStage *self)
{
  self->laid_out = bench_now ();
}

static void
on_drawn (GdkFrameClock *clock, BenchStage *self)
{
  self->drawn = bench_now ();
  self->n_frames++;
}

void
bench_stage_watch (BenchStage *self, GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  bench_check (clock != NULL);
  self->window = window;
  /* After GTK's own handlers, which do the work. */
  g_signal_connect_after (clock, "layout", G_CALLBACK (on_layout), self);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (on_drawn), self);
}

gboolean
bench_stage_wait (BenchStage *self)
{
  const char *patience = g_getenv ("BENCH_PATIENCE");
  guint before = self->n_frames;
  gint64 until = g_get_monotonic_time () +
                 (patience != NULL ? atoi (patience) : PATIENCE_MS) * G_TIME_SPAN_MILLISECOND;

  while (self->n_frames == before && g_get_monotonic_time () < until)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (200);
  return self->n_frames > before;
}

void
bench_stage_rest (BenchStage *self)
{
  guint quiet = 0;

  while (quiet < REST_MS)
    if (g_main_context_iteration (NULL, FALSE))
      quiet = 0;
    else
      {
        g_usleep (1000);
        quiet++;
      }
}

void
bench_stage_pause (guint ms)
{
  gint64 until = g_get_monotonic_time () + ms * G_TIME_SPAN_MILLISECOND;

  while (g_get_monotonic_time () < until)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
}

void
bench_answer_init (BenchAnswer *self)
{
  self->in_widgets = bench_series_new ();
  self->laid_out = bench_series_new ();
  self->drawn = bench_series_new ();
}

void
bench_answer_clear (BenchAnswer *self)
{
  g_clear_pointer (&self->in_widgets, bench_series_free);
  g_clear_pointer (&self->laid_out, bench_series_free);
  g_clear_pointer (&self->drawn, bench_series_free);
}

double
bench_answer_wait (BenchAnswer *self, BenchStage *stage, double start)
{
  double done = bench_now ();

  bench_series_add (self->in_widgets, done - start);
  if (!bench_stage_wait (stage))
    return done - start;
  /* What changes no size has no layout. */
  bench_series_add (self->laid_out, MAX (stage->laid_out, done) - start);
  bench_series_add (self->drawn, stage->drawn - start);
  return MAX (stage->laid_out, done) - start;
}

void
bench_answer_report (BenchAnswer *self, const char *name, const char *what)
{
  g_autofree char *in_widgets = g_strdup_printf ("%s, until it is in the widgets", what);
  g_autofree char *laid_out = g_strdup_printf ("%s, until its frame is laid out", what);
  g_autofree char *drawn = g_strdup_printf ("%s, until its frame is drawn", what);

  bench_report (name, in_widgets, self->in_widgets);
  bench_report (name, laid_out, self->laid_out);
  bench_report (name, drawn, self->drawn);
}

GtkWidget *
bench_find_type (GtkWidget *top, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (top), type))
    return top;
  for (GtkWidget *child = gtk_widget_get_first_child (top); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = bench_find_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

guint
bench_count_type (GtkWidget *top, GType type)
{
  guint n = g_type_is_a (G_OBJECT_TYPE (top), type) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (top); child; child = gtk_widget_get_next_sibling (child))
    n += bench_count_type (child, type);
  return n;
}

void
bench_stage_calm (void)
{
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, "gtk-enable-animations", FALSE, NULL);
}
