/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-cases.h"

/*
 * A repeat of ten questions and five calculates, in three kinds:
 *
 *   outside    two calculates outside it sum over all instances
 *   position   and one inside it reads position(..)
 *   inside     and one inside it is a share of the sum over all instances: every instance reads every other
 */
typedef enum
{
  KIND_OUTSIDE,
  KIND_POSITION,
  KIND_INSIDE,
} Kind;

static const char *const kind_names[] = { "repeat, sum() outside", "repeat, position(..)", "repeat, sum() inside" };
static const char *const last_calculates[] = { "../q4 * 2", "../q4 + position(..)", "../q4 div sum(../../r/q4)" };

static TerrainForm *
make_form (Kind kind)
{
  g_autoptr (GString) instance = g_string_new ("<r>");
  g_autoptr (GString) binds = g_string_new (NULL);
  g_autoptr (GString) body = g_string_new ("<group><repeat nodeset=\"/data/r\">");
  g_autoptr (GBytes) xml = NULL;

  for (guint i = 0; i < 10; i++)
    {
      g_string_append_printf (instance, "<q%u/>", i);
      g_string_append_printf (binds, "<bind nodeset=\"/data/r/q%u\" type=\"int\" constraint=\". &lt; 1000000\"/>", i);
      g_string_append_printf (body, "<input ref=\"/data/r/q%u\"><label>Question %u</label></input>", i, i);
    }
  for (guint i = 0; i < 4; i++)
    {
      g_string_append_printf (instance, "<c%u/>", i);
      g_string_append_printf (binds, "<bind nodeset=\"/data/r/c%u\" calculate=\"/data/r/q%u + ../q%u\"/>", i, i, i + 5);
    }
  g_string_append_printf (binds, "<bind nodeset=\"/data/r/c4\" calculate=\"%s\"/>", last_calculates[kind]);
  g_string_append (instance, "<c4/></r><s0/><s1/>");
  g_string_append (binds, "<bind nodeset=\"/data/s0\" calculate=\"sum(/data/r/q4)\"/>"
                          "<bind nodeset=\"/data/s1\" calculate=\"sum(/data/r/c0)\"/>");
  g_string_append (body, "</repeat></group>");
  xml = bench_form_xml (instance->str, binds->str, body->str);
  return bench_parse (xml, NULL, NULL);
}

/* Adds instances up to @n and answers one question in each. */
static void
fill (TerrainInterview *interview,
      guint             n)
{
  char ref[64];

  for (guint i = terrain_interview_count_instances (interview, "/data/r"); i < n; i++)
    bench_check (terrain_interview_add_instance (interview, "/data/r", NULL) == i + 1);
  for (guint i = 1; i <= n; i++)
    {
      g_snprintf (ref, sizeof ref, "/data/r[%u]/q4", i);
      bench_answer (interview, ref, "4");
    }
}

static void
check (TerrainInterview *interview,
       Kind              kind,
       guint             n)
{
  static const double numbers[] = { 8, 0, 0 };
  g_autofree char *sum = g_strdup_printf ("%u", n * 4);
  g_autofree char *ref = g_strdup_printf ("/data/r[%u]/c4", n);
  g_autofree char *last = kind == KIND_OUTSIDE ? g_strdup_printf ("%g", numbers[kind])
                          : kind == KIND_POSITION ? g_strdup_printf ("%u", 4 + n) : NULL;
  TerrainXPathValue value = TERRAIN_XPATH_VALUE_INIT;

  bench_check_value (interview, "/data/s0", sum);
  if (last != NULL)
    bench_check_value (interview, ref, last);
  /* All shares of a whole, whenever they were computed. */
  if (kind == KIND_INSIDE)
    {
      bench_check (terrain_interview_evaluate (interview, "sum(/data/r/c4)", NULL, &value, NULL));
      bench_check (ABS (terrain_xpath_value_to_number (&value) - 1) < 1e-6);
      terrain_xpath_value_clear (&value);
    }
}

/* The whole of it, once, and the record saved: whatever was left for later is computed by then.
 * Returns: the filled interview */
static TerrainInterview *
measure_fill (TerrainForm *form,
              Kind         kind,
              guint        n,
              BenchSeries *series)
{
  TerrainInterview *interview = bench_begin (form);
  double start = bench_now ();
  g_autoptr (GBytes) record = NULL;

  fill (interview, n);
  record = terrain_interview_save (interview);
  bench_series_add (series, bench_now () - start);
  check (interview, kind, n);
  return interview;
}

static void
measure_middle (TerrainInterview *interview,
                Kind              kind,
                guint             n,
                guint             runs)
{
  g_autoptr (BenchSeries) change = bench_series_new ();
  g_autoptr (BenchSeries) change_and_read = bench_series_new ();
  g_autofree char *question = g_strdup_printf ("/data/r[%u]/q4", n / 2);
  g_autofree char *calculate = g_strdup_printf ("/data/r[%u]/c4", n / 2);
  char value[16];

  for (guint i = 0; i < runs; i++)
    {
      double start = bench_now ();

      g_snprintf (value, sizeof value, "%u", 5 + i % 2);
      bench_answer (interview, question, value);
      bench_series_add (change, bench_now () - start);
    }
  /* What a window would ask for: the sum, and what stands in the same instance. */
  for (guint i = 0; i < runs; i++)
    {
      double start = bench_now ();
      g_autofree char *sum = NULL;
      g_autofree char *own = NULL;

      g_snprintf (value, sizeof value, "%u", 5 + i % 2);
      bench_answer (interview, question, value);
      sum = terrain_node_dup_string (terrain_interview_find_node (interview, "/data/s0", NULL));
      own = terrain_node_dup_string (terrain_interview_find_node (interview, calculate, NULL));
      bench_series_add (change_and_read, bench_now () - start);
      bench_check (*own != '\0');
      bench_check (g_ascii_strtod (sum, NULL) == n * 4 + 1 + i % 2);
    }
  bench_report (kind_names[kind], "change in the middle", change);
  bench_report (kind_names[kind], "change in the middle, sum and own calculate read", change_and_read);
}

static void
run_validate (gpointer interview)
{
  g_autoptr (GPtrArray) problems = terrain_interview_validate (interview);

  bench_check (problems->len == 0);
}

static void
measure_kind (Kind  kind,
              guint n,
              guint runs)
{
  g_autoptr (TerrainForm) form = make_form (kind);
  g_autoptr (BenchSeries) whole = bench_series_new ();
  g_autoptr (BenchSeries) twice = bench_series_new ();
  g_autoptr (BenchSeries) validate = NULL;
  g_autoptr (TerrainInterview) interview = NULL;

  /* In turns, so that a slow moment of the machine meets both. */
  for (guint i = 0; i < runs; i++)
    {
      g_autoptr (TerrainInterview) larger = measure_fill (form, kind, 2 * n, twice);

      g_clear_object (&interview);
      interview = measure_fill (form, kind, n, whole);
    }
  bench_report (kind_names[kind], "all added, one answered in each, saved", whole);
  bench_report (kind_names[kind], "twice as many", twice);
  bench_report_value (kind_names[kind], "cost of doubling",
                      bench_series_quantile (twice, 0.5) / bench_series_quantile (whole, 0.5));
  measure_middle (interview, kind, n, 20 * runs);
  validate = bench_repeat (run_validate, interview, 2 * runs);
  bench_report (kind_names[kind], "validate", validate);
}

void
bench_repeats (const BenchOptions *options)
{
  guint n = options->tiny ? 10 : 1000;
  guint runs = options->tiny ? 2 : 11;

  for (Kind kind = KIND_OUTSIDE; kind <= KIND_INSIDE; kind++)
    measure_kind (kind, n, runs);
}
