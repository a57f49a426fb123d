/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-cases.h"

/* Wide and deep: thousands of plain questions; a chain in which each question's relevance reads the one before. */

static void
run_parse_and_begin (gpointer xml)
{
  g_autoptr (TerrainForm) form = bench_parse (xml, NULL, NULL);
  g_autoptr (TerrainInterview) interview = bench_begin (form);
}

static void
measure_plain (guint n,
               guint runs)
{
  g_autofree char *name = g_strdup_printf ("%u plain questions", n);
  g_autoptr (GString) instance = g_string_new (NULL);
  g_autoptr (GString) binds = g_string_new (NULL);
  g_autoptr (GString) body = g_string_new (NULL);
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (TerrainForm) form = NULL;
  g_autoptr (TerrainInterview) interview = NULL;
  g_autoptr (BenchSeries) load = NULL;
  g_autoptr (BenchSeries) answers = bench_series_new ();

  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (instance, "<q%u/>", i);
      g_string_append_printf (binds, "<bind nodeset=\"/data/q%u\" type=\"string\"/>", i);
      g_string_append_printf (body, "<input ref=\"/data/q%u\"><label>Question %u</label></input>", i, i);
    }
  xml = bench_form_xml (instance->str, binds->str, body->str);
  load = bench_repeat (run_parse_and_begin, xml, runs);
  form = bench_parse (xml, NULL, NULL);
  interview = bench_begin (form);
  for (guint i = 0; i < n; i++)
    {
      char ref[32];
      double start;

      g_snprintf (ref, sizeof ref, "/data/q%u", i);
      start = bench_now ();
      bench_answer (interview, ref, "an answer");
      bench_series_add (answers, bench_now () - start);
    }
  bench_check_value (interview, "/data/q1", "an answer");
  bench_report (name, "load", load);
  bench_report (name, "answer", answers);
}

static void
measure_chain (guint n,
               guint runs)
{
  g_autofree char *name = g_strdup_printf ("chain of %u relevances", n);
  g_autofree char *last = g_strdup_printf ("count(/data/q%u)", n - 1);
  g_autoptr (GString) instance = g_string_new ("<q0/>");
  g_autoptr (GString) binds = g_string_new (NULL);
  g_autoptr (GString) body = g_string_new ("<input ref=\"/data/q0\"><label>Question 0</label></input>");
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (TerrainForm) form = NULL;
  g_autoptr (TerrainInterview) interview = NULL;
  g_autoptr (BenchSeries) answers = bench_series_new ();

  for (guint i = 1; i < n; i++)
    {
      g_string_append_printf (instance, "<q%u>1</q%u>", i, i);
      g_string_append_printf (binds, "<bind nodeset=\"/data/q%u\" relevant=\"/data/q%u = 1\"/>", i, i - 1);
      g_string_append_printf (body, "<input ref=\"/data/q%u\"><label>Question %u</label></input>", i, i);
    }
  xml = bench_form_xml (instance->str, binds->str, body->str);
  form = bench_parse (xml, NULL, NULL);
  interview = bench_begin (form);
  for (guint i = 0; i < runs; i++)
    {
      TerrainXPathValue value = TERRAIN_XPATH_VALUE_INIT;
      gboolean on = i % 2 == 0;
      double start = bench_now ();

      /* Every answer runs through to the end. */
      bench_answer (interview, "/data/q0", on ? "1" : "2");
      bench_series_add (answers, bench_now () - start);
      bench_check (terrain_interview_evaluate (interview, last, NULL, &value, NULL));
      bench_check (terrain_xpath_value_to_number (&value) == (on ? 1 : 0));
      terrain_xpath_value_clear (&value);
    }
  bench_report (name, "answer", answers);
}

void
bench_sizes (const BenchOptions *options)
{
  measure_plain (options->tiny ? 40 : 4000, options->tiny ? 2 : 11);
  measure_chain (options->tiny ? 5 : 500, options->tiny ? 4 : 200);
}
