/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <terrain-shell-form.h>
#include <terrain-shell.h>

#include "bench-cases.h"
#include "bench-stage.h"

/*
 * What a person waits for, measured in the process that makes them wait; tests/bench/window puts it together.
 *
 *   bench-window empty             an AdwApplicationWindow with nothing in it, until its first frame is drawn
 *   bench-window terrain FOLDER    Terrain's first window on that profile, the same
 *   bench-window form FORM.xml     a form in the interview's view: opened, answered question by question, scrolled
 *
 * Times of "form" are processor time of the main thread, from the change to the end of the frame that shows it.
 */

static double
wall_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (double) now.tv_sec * 1e6 + (double) now.tv_nsec / 1e3;
}

/* From the moment the caller noted in BENCH_START to now, and the processor time the process had of it. */
static void
report_first_frame (GdkFrameClock *clock, gpointer data)
{
  struct timespec used;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &used);
  printf ("{\"wall\":%.0f,\"processor\":%.0f}\n", wall_us () - g_ascii_strtod (g_getenv ("BENCH_START"), NULL),
          (double) used.tv_sec * 1e6 + (double) used.tv_nsec / 1e3);
  fflush (stdout);
  _Exit (0);
}

static void
on_mapped (GtkWidget *window, gpointer data)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (report_first_frame), NULL);
}

static void
on_window_added (GtkApplication *application, GtkWindow *window, gpointer data)
{
  g_signal_connect (window, "map", G_CALLBACK (on_mapped), NULL);
}

static void
show_empty (GApplication *application, gpointer data)
{
  gtk_window_present (GTK_WINDOW (adw_application_window_new (GTK_APPLICATION (application))));
}

static int
run_empty (void)
{
  g_autoptr (AdwApplication) application = adw_application_new ("brussels.safe.Empty", G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "window-added", G_CALLBACK (on_window_added), NULL);
  g_signal_connect (application, "activate", G_CALLBACK (show_empty), NULL);
  return g_application_run (G_APPLICATION (application), 0, NULL);
}

static int
run_terrain (const char *folder)
{
  g_autoptr (GSettings) settings = g_settings_new (TERRAIN_APP_ID);
  g_autoptr (TerrainApplication) application = terrain_application_new (settings, NULL);
  char program[] = "terrain", option[] = "--profile";
  char *arguments[] = { program, option, (char *) folder, NULL };

  g_signal_connect (application, "window-added", G_CALLBACK (on_window_added), NULL);
  return g_application_run (G_APPLICATION (application), 3, arguments);
}

typedef struct
{
  BenchStage stage;
  TerrainInterview *interview;
  GtkWidget *view;
  GtkAdjustment *adjustment;
} Page;

static void
open_page (Page *page, TerrainInterview *interview)
{
  double start = bench_now ();
  GtkWidget *window, *scroller;

  page->interview = interview;
  page->view = terrain_form_view_new_preview (interview);
  window = gtk_window_new ();
  terrain_form_style_install (gdk_display_get_default ());
  gtk_window_set_default_size (GTK_WINDOW (window), 960, 800);
  gtk_window_set_child (GTK_WINDOW (window), page->view);
  gtk_window_present (GTK_WINDOW (window));
  bench_stage_watch (&page->stage, window);
  bench_check (bench_stage_wait (&page->stage));
  bench_report_value ("form", "opened until its first frame, ms", (page->stage.drawn - start) / 1000);
  bench_stage_rest (&page->stage);
  bench_report_value ("form", "opened until all in reach is built, ms", (bench_now () - start) / 1000);
  bench_report_value ("form", "questions built then", bench_count_type (page->view, TERRAIN_TYPE_QUESTION));
  scroller = bench_find_type (page->view, GTK_TYPE_SCROLLED_WINDOW);
  page->adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
}

static void
close_page (Page *page)
{
  gtk_window_destroy (GTK_WINDOW (page->stage.window));
  bench_stage_rest (&page->stage);
}

/* What a person could say; the first choice, which is "yes" in most forms and opens more of them. */
static char *
dup_answer (TerrainItem *item)
{
  GListModel *choices = terrain_item_get_choices (item);
  guint n = choices != NULL ? g_list_model_get_n_items (choices) : 0;

  if (n > 0)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, 0);
      return g_strdup (terrain_choice_get_value (choice));
    }
  switch (terrain_control_get_data_type (terrain_item_get_control (item)))
    {
    case TERRAIN_DATA_INT:
    case TERRAIN_DATA_DECIMAL:
      return g_strdup ("5");
    case TERRAIN_DATA_DATE:
      return g_strdup ("2018-04-03");
    default:
      return g_strdup ("Nothing more is known.");
    }
}

/* One answer and its frame; a function of its own, so that valgrind can be told to count in it alone. */
G_NO_INLINE static double
answer_and_show (Page *page, BenchAnswer *answers, TerrainItem *item, const char *answer)
{
  double start = bench_now ();

  return terrain_item_answer (item, answer, NULL) ? bench_answer_wait (answers, &page->stage, start) : 0;
}

/* All that is below the view. */
static guint
count_widgets (Page *page)
{
  return bench_count_type (page->view, GTK_TYPE_WIDGET);
}

/* Which answers are slow, one by one: BENCH_SLOW=MILLISECONDS. BENCH_STEPS=N ends the walk early. */
static void
tell_slow (Page *page, const char *ref, double us, guint questions_before, guint widgets_before)
{
  const char *limit = g_getenv ("BENCH_SLOW");

  if (limit != NULL && us >= g_ascii_strtod (limit, NULL) * 1000)
    g_printerr ("%s: %.1f ms, %u more questions built, %u more widgets\n", ref, us / 1000,
                bench_count_type (page->view, TERRAIN_TYPE_QUESTION) - questions_before,
                count_widgets (page) - widgets_before);
}

static void
measure_answers (Page *page)
{
  TerrainFormView *view = TERRAIN_FORM_VIEW (page->view);
  g_auto (BenchAnswer) answers;
  g_autoptr (BenchSeries) moved = bench_series_new ();
  const char *most = g_getenv ("BENCH_STEPS");
  guint n_steps = most != NULL ? (guint) atoi (most) : G_MAXUINT;

  bench_answer_init (&answers);
  gtk_widget_grab_focus (page->view);
  bench_stage_rest (&page->stage);
  do
    {
      g_autofree char *ref = g_strdup (terrain_form_view_get_current_ref (view));
      TerrainItem *item = ref != NULL ? terrain_interview_find_item (page->interview, ref) : NULL;
      g_autofree char *answer = item != NULL ? dup_answer (item) : NULL;
      guint n_questions = bench_count_type (page->view, TERRAIN_TYPE_QUESTION), n_widgets = count_widgets (page);
      double start;

      bench_check (answer != NULL);
      tell_slow (page, ref, answer_and_show (page, &answers, item, answer), n_questions, n_widgets);
      bench_stage_rest (&page->stage);
      start = bench_now ();
      if (!terrain_form_view_focus_next (view))
        break;
      if (bench_stage_wait (&page->stage))
        bench_series_add (moved, page->stage.drawn - start);
      bench_stage_rest (&page->stage);
    }
  while (--n_steps > 0);
  bench_answer_report (&answers, "form", "an answer");
  bench_report ("form", "on to the next question, until its frame is drawn", moved);
  bench_report_value ("form", "questions built at the end of the walk",
                      bench_count_type (page->view, TERRAIN_TYPE_QUESTION));
}

/* One turn of the wheel and its frame. */
G_NO_INLINE static gboolean
scroll_and_show (Page *page, double by, BenchSeries *laid_out, BenchSeries *drawn)
{
  double before = gtk_adjustment_get_value (page->adjustment);
  double start = bench_now ();

  gtk_adjustment_set_value (page->adjustment, before + by);
  if (gtk_adjustment_get_value (page->adjustment) == before)
    return FALSE;
  if (bench_stage_wait (&page->stage))
    {
      bench_series_add (laid_out, page->stage.laid_out - start);
      bench_series_add (drawn, page->stage.drawn - start);
    }
  return TRUE;
}

/* A third of a page a frame, as a wheel that is spun. */
static void
measure_scrolling (Page *page)
{
  g_autoptr (BenchSeries) laid_out = bench_series_new (), drawn = bench_series_new ();
  double by = gtk_adjustment_get_page_size (page->adjustment) / 3;

  for (guint i = 0; i < 300 && scroll_and_show (page, by, laid_out, drawn); i++)
    ;
  bench_report ("form", "a frame while scrolling, laid out", laid_out);
  bench_report ("form", "a frame while scrolling, drawn", drawn);
}

static int
run_form (const char *path)
{
  g_autoptr (GBytes) xml = bench_read_file (path);
  g_autoptr (TerrainForm) form = bench_parse (xml, NULL, NULL);
  g_autoptr (TerrainInterview) interview = bench_begin (form);
  Page walked = { 0 }, scrolled = { 0 };

  adw_init ();
  bench_stage_calm ();
  open_page (&walked, interview);
  measure_answers (&walked);
  close_page (&walked);
  open_page (&scrolled, interview);
  measure_scrolling (&scrolled);
  close_page (&scrolled);
  return 0;
}

int
main (int argc, char **argv)
{
  if (argc == 2 && g_str_equal (argv[1], "empty"))
    return run_empty ();
  if (argc == 3 && g_str_equal (argv[1], "terrain"))
    return run_terrain (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "form"))
    return run_form (argv[2]);
  fprintf (stderr, "usage: bench-window empty | terrain FOLDER | form FORM.xml\n");
  return 2;
}
