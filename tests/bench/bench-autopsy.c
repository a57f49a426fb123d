/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-cases.h"
#include "plausible.h"

#include <malloc.h>
#include <stdio.h>
#include <string.h>

/*
 * The WHO verbal autopsy: opened, walked through with plausible answers, validated, serialised. The answers are found
 * once, with a walk as an interviewer sees it, and then given again and again to fresh records: what is measured is the
 * answering alone, each answer by the median of all rounds.
 */
#define N_WALKS 4

typedef struct
{
  char *ref;
  char *value;
} Step;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_free (step->ref);
  g_free (step->value);
  g_free (step);
}

static gboolean
try_answer (GPtrArray   *steps,
            TerrainItem *item,
            const char  *value)
{
  Step *step;

  if (!terrain_item_answer (item, value, NULL))
    return FALSE;
  step = g_new0 (Step, 1);
  step->ref = g_strdup (terrain_item_get_ref (item));
  step->value = g_strdup (value);
  g_ptr_array_add (steps, step);
  return terrain_item_get_valid (item);
}

static void
answer_question (GPtrArray   *steps,
                 TerrainItem *item,
                 guint        choice)
{
  TerrainControl *control = terrain_item_get_control (item);
  GListModel *choices = terrain_item_get_choices (item);
  const char *const *candidates = plausible_answers (control);

  if (terrain_item_get_readonly (item))
    return;
  if (choices != NULL)
    {
      guint n = g_list_model_get_n_items (choices);

      for (guint i = 0; i < n; i++)
        {
          g_autoptr (TerrainChoice) offered = g_list_model_get_item (choices, (choice + i) % n);

          if (try_answer (steps, item, terrain_choice_get_value (offered)))
            return;
        }
      return;
    }
  for (guint i = 0; candidates[i] != NULL; i++)
    if (try_answer (steps, item, candidates[i]))
      return;
}

/* Each walk answers every question it is asked; other choices lead through other parts of the form, and turn much of it
 * over. Chosen by a fixed rule, so every run is the same. */
static GPtrArray *
find_steps (TerrainForm *form)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func (step_free);
  g_autoptr (TerrainInterview) interview = bench_begin (form);

  for (guint round = 0; round < N_WALKS; round++)
    {
      g_autoptr (TerrainWalk) walk = terrain_walk_new (interview);
      TerrainWalkEvent event;

      terrain_walk_set_one_by_one (walk, TRUE);
      while ((event = terrain_walk_next (walk)) != TERRAIN_WALK_END)
        if (event == TERRAIN_WALK_QUESTION)
          answer_question (steps, terrain_walk_get_item (walk), round * (steps->len * 7 % 5));
    }
  return steps;
}

/* Returns: the walked interview */
static TerrainInterview *
measure_walk (TerrainForm *form,
              GPtrArray   *steps,
              guint        runs)
{
  g_autoptr (BenchSeries) answers = bench_series_new ();
  g_autoptr (GPtrArray) rounds = g_ptr_array_new_with_free_func ((GDestroyNotify) bench_series_free);
  TerrainInterview *interview = NULL;

  for (guint i = 0; i < steps->len; i++)
    g_ptr_array_add (rounds, bench_series_new ());
  for (guint run = 0; run < runs; run++)
    {
      g_clear_object (&interview);
      interview = bench_begin (form);
      for (guint i = 0; i < steps->len; i++)
        {
          Step *step = g_ptr_array_index (steps, i);
          double start = bench_now ();

          bench_answer (interview, step->ref, step->value);
          bench_series_add (g_ptr_array_index (rounds, i), bench_now () - start);
        }
    }
  for (guint i = 0; i < steps->len; i++)
    bench_series_add (answers, bench_series_quantile (g_ptr_array_index (rounds, i), 0.5));
  bench_report ("WHO VA", "set one answer, over whole walks", answers);
  return interview;
}

static void
run_open (gpointer xml)
{
  g_autoptr (TerrainForm) form = bench_parse (xml, NULL, NULL);
  g_autoptr (TerrainInterview) interview = bench_begin (form);
}

static void
run_begin (gpointer form)
{
  g_autoptr (TerrainInterview) interview = bench_begin (form);
}

static void
run_validate (gpointer interview)
{
  g_autoptr (GPtrArray) problems = terrain_interview_validate (interview);
}

static void
run_serialise (gpointer interview)
{
  g_autoptr (GBytes) xml = terrain_interview_save (interview);

  bench_check (g_bytes_get_size (xml) > 0);
}

static void
run_copy (gpointer xml)
{
  gsize size = g_bytes_get_size (xml);
  g_autofree char *copy = g_malloc (size);

  memcpy (copy, g_bytes_get_data (xml, NULL), size);
  /* so that the copy is made */
  bench_check (copy[size - 1] == ((const char *) g_bytes_get_data (xml, NULL))[size - 1]);
}

void
bench_autopsy (const BenchOptions *options)
{
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (GBytes) record = NULL;
  g_autoptr (TerrainForm) form = NULL;
  g_autoptr (TerrainInterview) interview = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  struct { const char *name; BenchFunc func; gpointer data; guint runs; } figures[5];

  if (options->form == NULL)
    return;
  xml = bench_read_file (options->form);
  form = bench_parse (xml, NULL, NULL);
  steps = find_steps (form);
  bench_check (steps->len > 50);
  interview = measure_walk (form, steps, options->tiny ? 1 : 15);
  record = terrain_interview_save (interview);
  figures[0] = (typeof (figures[0])) { "open", run_open, xml, 21 };
  figures[1] = (typeof (figures[0])) { "begin a record", run_begin, form, 101 };
  figures[2] = (typeof (figures[0])) { "validate", run_validate, interview, 201 };
  figures[3] = (typeof (figures[0])) { "serialise", run_serialise, interview, 201 };
  figures[4] = (typeof (figures[0])) { "a copy of the record's bytes", run_copy, record, 201 };
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      g_autoptr (BenchSeries) series = bench_repeat (figures[i].func, figures[i].data,
                                                     options->tiny ? 1 : figures[i].runs);

      bench_report ("WHO VA", figures[i].name, series);
    }
}

void
bench_open_once (const char *path)
{
  g_autoptr (GBytes) xml = bench_read_file (path);

  run_open (xml);
}

/* "VmHWM:     1234 kB" */
static double
read_status (const char *field)
{
  g_autofree char *status = NULL;
  const char *found;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  found = strstr (status, field);
  return found != NULL ? g_ascii_strtod (found + strlen (field) + 1, NULL) : 0;
}

void
bench_memory (const char *path)
{
  g_autoptr (TerrainForm) form = NULL;
  g_autoptr (TerrainInterview) interview = NULL;

  if (path != NULL)
    {
      /* The file is handed over, as it is where a person opens a form. */
      form = terrain_form_parse_take (bench_read_file (path), NULL, NULL, NULL, NULL);
      bench_check (form != NULL);
      interview = bench_begin (form);
    }
  bench_report_value ("memory", "resident kB", read_status ("VmRSS"));
  bench_report_value ("memory", "peak kB", read_status ("VmHWM"));
  bench_report_value ("memory", "allocated kB", (double) mallinfo2 ().uordblks / 1024);
}
