/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-cases.h"

#include <string.h>

/*
 * Cascading choices: states, their areas, the areas' wards, as lists in the form; and the same as one CSV file of
 * 100,000 rows beside it. A change of state asks for the areas offered now, a change of area for the wards.
 */
typedef struct
{
  guint n_states;
  guint n_areas;
  guint n_wards;
} Sizes;

static void
append_item (GString    *xml,
             const char *prefix,
             guint       number,
             const char *above,
             guint       n_above,
             const char *further,
             guint       n_further)
{
  g_string_append_printf (xml, "<item><name>%s%u</name><label>Name of %s%u</label>", prefix, number, prefix, number);
  if (above != NULL)
    g_string_append_printf (xml, "<%s>%s%u</%s>", above, above, number % n_above, above);
  if (further != NULL)
    g_string_append_printf (xml, "<%s>%s%u</%s>", further, further, number % n_above % n_further, further);
  g_string_append (xml, "</item>");
}

/* @keys: the predicate that chooses wards. */
static GBytes *
make_lists (const Sizes *sizes,
            const char  *keys)
{
  g_autoptr (GString) model = g_string_new ("<instance id=\"states\"><root>");
  g_autofree char *body = NULL;

  for (guint i = 0; i < sizes->n_states; i++)
    append_item (model, "state", i, NULL, 0, NULL, 0);
  g_string_append (model, "</root></instance><instance id=\"areas\"><root>");
  for (guint i = 0; i < sizes->n_areas; i++)
    append_item (model, "area", i, "state", sizes->n_states, NULL, 0);
  g_string_append (model, "</root></instance><instance id=\"wards\"><root>");
  for (guint i = 0; i < sizes->n_wards; i++)
    append_item (model, "ward", i, "area", sizes->n_areas, "state", sizes->n_states);
  g_string_append (model, "</root></instance><bind nodeset=\"/data/state\" type=\"string\"/>");
  body = g_strdup_printf (
      "<select1 ref=\"/data/state\"><label>State</label><itemset nodeset=\"instance('states')/root/item\">"
      "<value ref=\"name\"/><label ref=\"label\"/></itemset></select1>"
      "<select1 ref=\"/data/area\"><label>Area</label><itemset nodeset=\"instance('areas')/root/item"
      "[state = /data/state]\"><value ref=\"name\"/><label ref=\"label\"/></itemset></select1>"
      "<select1 ref=\"/data/ward\"><label>Ward</label><itemset nodeset=\"instance('wards')/root/item%s\">"
      "<value ref=\"name\"/><label ref=\"label\"/></itemset></select1>", keys);
  return bench_form_xml ("<state/><area/><ward/>", model->str, body);
}

/* Answers the two questions above and asks for what the lowest offers: what is measured is the area's change and the
 * list of wards. */
static void
measure_cascade (const char  *name,
                 TerrainForm *form,
                 const Sizes *sizes,
                 guint        runs)
{
  g_autoptr (BenchSeries) first = bench_series_new ();
  g_autoptr (BenchSeries) later = bench_series_new ();
  g_autoptr (TerrainInterview) interview = bench_begin (form);
  GListModel *choices = NULL;
  TerrainItem *item;

  bench_answer (interview, "/data/state", "state1");
  item = terrain_interview_find_item (interview, "/data/ward");
  for (guint i = 0; i < runs; i++)
    {
      guint area = 1 + (i * sizes->n_states) % (sizes->n_areas - 1) / sizes->n_states * sizes->n_states;
      g_autofree char *answer = g_strdup_printf ("area%u", area);
      g_autofree char *above = g_strdup_printf ("state%u", area % sizes->n_states);
      guint expected = sizes->n_wards / sizes->n_areas + (area < sizes->n_wards % sizes->n_areas ? 1 : 0);
      double start;
      guint n;

      bench_answer (interview, "/data/state", above);
      start = bench_now ();
      bench_answer (interview, "/data/area", answer);
      if (choices == NULL)
        choices = terrain_item_get_choices (item);
      n = g_list_model_get_n_items (choices);
      bench_series_add (i == 0 ? first : later, bench_now () - start);
      bench_check (n == expected);
    }
  bench_report (name, "first choice, index built", first);
  bench_report (name, "choice", later);
}

static void
measure_lists (const char  *name,
               const char  *keys,
               const Sizes *sizes,
               guint        runs)
{
  g_autoptr (GBytes) xml = make_lists (sizes, keys);
  g_autoptr (TerrainForm) form = bench_parse (xml, NULL, NULL);

  measure_cascade (name, form, sizes, runs);
}

static GBytes *
make_csv (const Sizes *sizes)
{
  GString *csv = g_string_new ("name,label,area,state\n");

  for (guint i = 0; i < sizes->n_wards; i++)
    g_string_append_printf (csv, "ward%u,\"Name of ward%u\",area%u,state%u\n", i, i, i % sizes->n_areas,
                            i % sizes->n_areas % sizes->n_states);
  return g_string_free_to_bytes (csv);
}

static GBytes *
give_csv (const char *uri,
          gpointer    csv,
          GError    **error)
{
  return g_bytes_ref (csv);
}

static void
measure_csv (const Sizes *sizes,
             guint        runs)
{
  static const char name[] = "CSV of 100,000 rows";
  g_autoptr (GBytes) csv = make_csv (sizes);
  g_autoptr (BenchSeries) read = bench_series_new ();
  g_autoptr (BenchSeries) floor = bench_series_new ();
  g_autoptr (GBytes) xml = bench_form_xml (
      "<state/><area/><ward/>", "<instance id=\"wards\" src=\"jr://file-csv/wards.csv\"/>",
      "<input ref=\"/data/state\"><label>State</label></input><input ref=\"/data/area\"><label>Area</label></input>"
      "<select1 ref=\"/data/ward\"><label>Ward</label><itemset nodeset=\"instance('wards')/root/item"
      "[area = /data/area]\"><value ref=\"name\"/><label ref=\"label\"/></itemset></select1>");

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (TerrainForm) form = NULL;
      g_autofree char *copy = g_malloc (g_bytes_get_size (csv));
      double start = bench_now ();

      memcpy (copy, g_bytes_get_data (csv, NULL), g_bytes_get_size (csv));
      bench_series_add (floor, bench_now () - start);
      start = bench_now ();
      form = bench_parse (xml, give_csv, csv);
      bench_series_add (read, bench_now () - start);
      if (i == 2)
        measure_cascade (name, form, sizes, runs);
    }
  bench_report (name, "read", read);
  bench_report (name, "a copy of its bytes", floor);
}

void
bench_choices (const BenchOptions *options)
{
  const Sizes full = { 37, 774, 11800 };
  const Sizes tiny = { 3, 12, 60 };
  const Sizes rows = { 37, 774, 100000 };
  const Sizes *sizes = options->tiny ? &tiny : &full;
  guint runs = options->tiny ? 5 : 501;

  measure_lists ("cascade", "[area = /data/area]", sizes, runs);
  measure_lists ("cascade, two keys in one predicate", "[area = /data/area and state = /data/state]", sizes, runs);
  measure_csv (options->tiny ? &tiny : &rows, runs);
}
