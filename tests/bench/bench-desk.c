/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * bench-desk FOLDER [SAVES]: UX-20, from the key that saves a record to the frame with the next one's first question, on a
 * profile that has the records it has ("terrainctl demo"); it is written to. tests/bench/window puts it in its table.
 */

#include "config.h"

#include <stdlib.h>

#include "bench-stage.h"
#include "widgets.h"
#include "window-fixture.h"

#define FORM "data/forms/lisa_intake.xml"

static void
answer (WindowFixture *fixture, const char *ref, const char *text)
{
  bench_check (terrain_session_answer (window_fixture_session (fixture), ref, text, NULL));
}

/* What a clerk answers; the first record of the day also says where. */
static void
answer_all (WindowFixture *fixture)
{
  answer (fixture, "/data/k_core/i_lang", "nl");
  answer (fixture, "/data/k_core/i_res", "2");
  answer (fixture, "/data/k_core/i_cat", "b");
  answer (fixture, "/data/k_core/i_out", "1");
}

/* From the key that saves to the first frame in which the next record's first question has the focus. */
G_NO_INLINE static void
save_next (WindowFixture *fixture, BenchStage *stage, BenchSeries *ready, BenchSeries *drawn, BenchSeries *clock)
{
  gint64 from = g_get_monotonic_time ();
  double start = bench_now ();

  window_fixture_do (fixture, "win.save-next");
  while (!window_fixture_at_question (fixture))
    g_main_context_iteration (NULL, TRUE);
  bench_series_add (ready, bench_now () - start);
  gtk_widget_queue_draw (GTK_WIDGET (fixture->window));
  bench_check (bench_stage_wait (stage));
  bench_series_add (drawn, stage->drawn - start);
  bench_series_add (clock, (double) (g_get_monotonic_time () - from));
}

int
main (int argc, char **argv)
{
  guint n = argc > 2 ? (guint) atoi (argv[2]) : 1000;
  g_autoptr (BenchSeries) ready = bench_series_new (), drawn = bench_series_new (), clock = bench_series_new ();
  WindowFixture fixture = { 0 };
  BenchStage stage = { 0 };

  if (argc < 2)
    {
      g_printerr ("usage: bench-desk FOLDER [SAVES]\n");
      return 2;
    }
  gtk_init ();
  adw_init ();
  bench_stage_calm ();
  window_fixture_set_up_with (&fixture, &(WindowOptions){ .folder = argv[1] });
  bench_stage_watch (&stage, GTK_WIDGET (fixture.window));
  window_fixture_import (&fixture, FORM);
  window_fixture_do_with (&fixture, "win.start-form", "lisa_intake");
  widgets_wait (window_fixture_at_question, &fixture);
  answer (&fixture, "/data/k_auto/i_antenna", "gan");
  answer (&fixture, "/data/k_auto/i_channel", "phone");
  for (guint i = 0; i < n; i++)
    {
      answer_all (&fixture);
      bench_stage_rest (&stage);
      save_next (&fixture, &stage, ready, drawn, clock);
    }
  bench_report ("desk", "the next record, until its question has the focus", ready);
  bench_report ("desk", "the next record, until it is drawn", drawn);
  bench_report ("desk", "the next record, until it is drawn, on the clock", clock);
  window_fixture_tear_down (&fixture, NULL);
  return 0;
}
