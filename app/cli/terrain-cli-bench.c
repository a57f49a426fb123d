/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "terrain-cli-fill-private.h"
#include "terrain-cli-private.h"
#include "terrain-cli-source-private.h"

/* A phase is run again until both are reached, so that a median means something. */
#define MIN_RUNS 5
#define MIN_TIME_NS (G_GINT64_CONSTANT (300) * 1000 * 1000)
#define MAX_RUNS 1000

typedef struct
{
  const char *path;
  TerrainCliSource *source;
  GBytes *xml;
  TerrainForm *form;
  TerrainInterview *interview;
} Bench;

typedef void (*Phase) (Bench *bench);

/* The clock stands still: what is measured is the same in every run. */
static gint64
stand_still (gpointer user_data)
{
  return G_GINT64_CONSTANT (1795250000) * G_USEC_PER_SEC;
}

static TerrainInterview *
begin (Bench *bench)
{
  g_autoptr (TerrainEnvironment) environment = terrain_environment_new (stand_still, NULL, NULL);

  terrain_environment_set_seed (environment, 1);
  terrain_environment_set_source (environment, terrain_cli_source_load, bench->source, NULL);
  return terrain_interview_new (bench->form, environment);
}

static void
run_load (Bench *bench)
{
  TerrainForm *form = terrain_form_parse (bench->xml, terrain_cli_source_load, bench->source, NULL, NULL);

  g_clear_pointer (&form, terrain_form_unref);
}

static void
run_begin (Bench *bench)
{
  g_autoptr (TerrainInterview) interview = begin (bench);
}

static void
run_validate (Bench *bench)
{
  g_autoptr (GPtrArray) problems = terrain_interview_validate (bench->interview);
}

static void
run_serialise (Bench *bench)
{
  g_autoptr (GBytes) xml = terrain_interview_save (bench->interview);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

static double
quantile (GArray *times, double share)
{
  guint index = (guint) ((double) (times->len - 1) * share);

  return times->len > 0 ? (double) g_array_index (times, gint64, index) / 1000 : 0;
}

static void
add_time (JsonBuilder *builder, const char *name, double us)
{
  json_builder_set_member_name (builder, name);
  /* an eighth is a short number in binary and decimal alike */
  json_builder_add_double_value (builder, (double) (gint64) (us * 8 + 0.5) / 8);
}

/* A line of JSON to stdout, a row of the table to stderr. Takes @times. */
static void
report (Bench *bench, const char *phase, GArray *times)
{
  JsonBuilder *builder = json_builder_new ();

  g_array_sort (times, compare_times);
  json_builder_begin_object (builder);
  terrain_cli_add_string (builder, "form", bench->path);
  terrain_cli_add_string (builder, "phase", phase);
  terrain_cli_add_integer (builder, "count", times->len);
  add_time (builder, "median", quantile (times, 0.5));
  add_time (builder, "p95", quantile (times, 0.95));
  add_time (builder, "max", quantile (times, 1));
  json_builder_end_object (builder);
  terrain_cli_print_json (builder);
  g_printerr ("  %-10s %8u %12.1f %12.1f %12.1f\n", phase, times->len, quantile (times, 0.5), quantile (times, 0.95),
              quantile (times, 1));
  g_array_unref (times);
}

static void
measure (Bench *bench, const char *name, Phase phase)
{
  GArray *times = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 total = 0;

  while (times->len < MAX_RUNS && (times->len < MIN_RUNS || total < MIN_TIME_NS))
    {
      gint64 started = terrain_cli_now_ns ();
      gint64 elapsed;

      phase (bench);
      elapsed = terrain_cli_now_ns () - started;
      g_array_append_val (times, elapsed);
      total += elapsed;
    }
  report (bench, name, times);
}

static void
note_answer (gint64 ns, gpointer user_data)
{
  GArray *times = user_data;

  g_array_append_val (times, ns);
}

static gboolean
bench_form (const char *path, const char *media)
{
  g_autoptr (TerrainCliSource) source = terrain_cli_source_new (path, media);
  g_autoptr (TerrainForm) form = terrain_cli_load_form (path, source, NULL);
  g_autoptr (GBytes) xml = form != NULL ? terrain_cli_load_file (path, NULL) : NULL;
  g_autoptr (TerrainInterview) interview = NULL;
  Bench bench = { .path = path, .source = source, .xml = xml, .form = form };
  GArray *answers;

  if (xml == NULL)
    return FALSE;
  g_printerr ("%s\n  %-10s %8s %12s %12s %12s\n", path, _("phase"), _("count"), _("median µs"), _("p95 µs"),
              _("max µs"));
  measure (&bench, "load", run_load);
  measure (&bench, "begin", run_begin);
  bench.interview = interview = begin (&bench);
  answers = g_array_new (FALSE, FALSE, sizeof (gint64));
  terrain_cli_fill (interview, note_answer, answers);
  report (&bench, "walk", answers);
  measure (&bench, "validate", run_validate);
  measure (&bench, "serialise", run_serialise);
  return TRUE;
}

int
terrain_cli_bench (int argc, char **argv)
{
  g_autofree char *media = NULL;
  const GOptionEntry entries[] = {
    { "media", 'm', 0, G_OPTION_ARG_FILENAME, &media, N_("Where the files beside the forms are"), N_("DIR") },
    { NULL },
  };
  int code = terrain_cli_parse ("bench", _("FORM…"),
                                _("Measures loading a form, beginning a record with its first recalculation, answering "
                                  "every question, validating and serialising. Prints a line of JSON each, times in "
                                  "microseconds, and a table to standard error."),
                                entries, &argc, &argv);

  if (code != TERRAIN_CLI_GO_ON)
    return code;
  if (argc < 2)
    return terrain_cli_wrong_usage ("bench", _("which form?"));
  code = TERRAIN_CLI_DONE;
  for (int i = 1; i < argc; i++)
    if (!bench_form (argv[i], media))
      code = TERRAIN_CLI_FAILED;
  return code;
}
