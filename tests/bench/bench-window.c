/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <terrain-shell-form.h>
#include <terrain-shell.h>

#include "bench-cases.h"

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
  TerrainInterview *interview;
  GtkWidget *window;
  GtkWidget *view;
  GtkAdjustment *adjustment;
  guint n_frames;
  double laid_out;  /* when the last frame had its layout, and when it was drawn */
  double drawn;
} Stage;

static void
on_layout (GdkFrameClock *clock, Stage *stage)
{
  stage->laid_out = bench_now ();
}

static void
on_drawn (GdkFrameClock *clock, Stage *stage)
{
  stage->drawn = bench_now ();
  stage->n_frames++;
}

/* Until the next frame is drawn; what changes nothing on the screen has none, and its time is that of the change. */
static gboolean
wait_frame (Stage *stage)
{
  guint before = stage->n_frames;
  double until = wall_us () + 200e3;

  while (stage->n_frames == before && wall_us () < until)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (200);
  return stage->n_frames > before;
}

static void
rest (Stage *stage)
{
  guint quiet = 0;

  while (quiet < 40)
    if (g_main_context_iteration (NULL, FALSE))
      quiet = 0;
    else
      {
        g_usleep (1000);
        quiet++;
      }
}

static GtkWidget *
find_type (GtkWidget *top, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (top), type))
    return top;
  for (GtkWidget *child = gtk_widget_get_first_child (top); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found)
        return found;
    }
  return NULL;
}

static guint
count_type (GtkWidget *top, GType type)
{
  guint n = g_type_is_a (G_OBJECT_TYPE (top), type) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (top); child; child = gtk_widget_get_next_sibling (child))
    n += count_type (child, type);
  return n;
}

static void
stage_open (Stage *stage, TerrainInterview *interview)
{
  double start = bench_now ();
  GdkFrameClock *clock;
  GtkWidget *scroller;

  stage->interview = interview;
  stage->view = terrain_form_view_new_preview (stage->interview);
  stage->window = gtk_window_new ();
  terrain_form_style_install (gdk_display_get_default ());
  gtk_window_set_default_size (GTK_WINDOW (stage->window), 960, 800);
  gtk_window_set_child (GTK_WINDOW (stage->window), stage->view);
  gtk_window_present (GTK_WINDOW (stage->window));
  clock = gtk_widget_get_frame_clock (stage->window);
  g_signal_connect (clock, "layout", G_CALLBACK (on_layout), stage);
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_drawn), stage);
  bench_check (wait_frame (stage));
  bench_report_value ("window", "form opened until its first frame, ms", (stage->drawn - start) / 1000);
  rest (stage);
  bench_report_value ("window", "form opened until all in reach is built, ms", (bench_now () - start) / 1000);
  bench_report_value ("window", "questions built then", count_type (stage->view, TERRAIN_TYPE_QUESTION));
  scroller = find_type (stage->view, GTK_TYPE_SCROLLED_WINDOW);
  stage->adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
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

static void
measure_answers (Stage *stage)
{
  TerrainFormView *view = TERRAIN_FORM_VIEW (stage->view);
  g_autoptr (BenchSeries) answered = bench_series_new (), laid_out = bench_series_new ();
  g_autoptr (BenchSeries) drawn = bench_series_new (), moved = bench_series_new ();
  guint step = 0;

  gtk_widget_grab_focus (stage->view);
  rest (stage);
  do
    {
      const char *ref = terrain_form_view_get_current_ref (view);
      TerrainItem *item = ref != NULL ? terrain_interview_find_item (stage->interview, ref) : NULL;
      g_autofree char *answer = item != NULL ? dup_answer (item) : NULL;
      double start;

      bench_check (answer != NULL);
      start = bench_now ();
      if (terrain_item_answer (item, answer, NULL))
        {
          bench_series_add (answered, bench_now () - start);
          if (wait_frame (stage))
            {
              bench_series_add (laid_out, stage->laid_out - start);
              bench_series_add (drawn, stage->drawn - start);
            }
        }
      rest (stage);
      start = bench_now ();
      if (!terrain_form_view_focus_next (view))
        break;
      if (wait_frame (stage))
        bench_series_add (moved, stage->drawn - start);
      rest (stage);
    }
  while (++step < 300);
  bench_report ("window", "an answer, until it is in the widgets", answered);
  bench_report ("window", "an answer, until its frame is laid out", laid_out);
  bench_report ("window", "an answer, until its frame is drawn", drawn);
  bench_report ("window", "on to the next question, until its frame is drawn", moved);
  bench_report_value ("window", "questions built at the end of the walk",
                      count_type (stage->view, TERRAIN_TYPE_QUESTION));
}

/* A third of a page a frame, as a wheel that is spun. */
static void
measure_scrolling (Stage *stage)
{
  g_autoptr (BenchSeries) laid_out = bench_series_new (), drawn = bench_series_new ();
  double step = gtk_adjustment_get_page_size (stage->adjustment) / 3;

  for (guint i = 0; i < 300; i++)
    {
      double before = gtk_adjustment_get_value (stage->adjustment);
      double start = bench_now ();

      gtk_adjustment_set_value (stage->adjustment, before + step);
      if (gtk_adjustment_get_value (stage->adjustment) == before)
        break;
      if (wait_frame (stage))
        {
          bench_series_add (laid_out, stage->laid_out - start);
          bench_series_add (drawn, stage->drawn - start);
        }
    }
  bench_report ("window", "a frame while scrolling, laid out", laid_out);
  bench_report ("window", "a frame while scrolling, drawn", drawn);
}

static int
run_form (const char *path)
{
  g_autoptr (GBytes) xml = bench_read_file (path);
  g_autoptr (TerrainForm) form = bench_parse (xml, NULL, NULL);
  g_autoptr (TerrainInterview) interview = bench_begin (form);
  Stage walked = { 0 }, scrolled = { 0 };

  adw_init ();
  /* A blinking cursor draws frames for ever; animations draw what is not asked about. */
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, "gtk-enable-animations", FALSE, NULL);
  stage_open (&walked, interview);
  measure_answers (&walked);
  gtk_window_destroy (GTK_WINDOW (walked.window));
  rest (&walked);
  stage_open (&scrolled, interview);
  measure_scrolling (&scrolled);
  gtk_window_destroy (GTK_WINDOW (scrolled.window));
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
