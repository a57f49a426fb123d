/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "terrain-report-private.h"

/* One record under one table's break-downs. */
typedef struct
{
  TerrainReport *report;
  TerrainReportData *data;
  const char *form_id;
  const GDate *fallback; /* (nullable) */
  TerrainNode *root;
} Counting;

/* An expression that cannot be evaluated on a record of another version of the form gives nothing. */
static gboolean
evaluate (Counting *self, TerrainXPath *xpath, TerrainNode *context, TerrainXPathValue *value)
{
  return terrain_xpath_evaluate (xpath, self->report->host, context, value, NULL);
}

static char *
evaluate_text (Counting *self, TerrainXPath *xpath, TerrainNode *context)
{
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;

  return evaluate (self, xpath, context, &value) ? terrain_xpath_value_to_string (&value) : g_strdup ("");
}

/* @fallback where there is no expression. */
static gboolean
evaluate_truth (Counting *self, TerrainXPath *xpath, TerrainNode *context, gboolean fallback)
{
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;

  if (xpath == NULL)
    return fallback;
  return evaluate (self, xpath, context, &value) && terrain_xpath_value_to_boolean (&value);
}

static double
evaluate_number (Counting *self, TerrainXPath *xpath, TerrainNode *context, double fallback)
{
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;

  if (xpath == NULL)
    return fallback;
  return evaluate (self, xpath, context, &value) ? terrain_xpath_value_to_number (&value) : NAN;
}

static gint64
get_time (const char *text, const GDate *day)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = strlen (text) > 10 ? g_date_time_new_from_iso8601 (text, utc) : NULL;

  if (time != NULL)
    return g_date_time_to_unix (time);
  return ((gint64) g_date_get_julian (day) - 719163) * 86400;
}

/* The keys a unit has under one break-down: one, several or none. */
static char **
find_keys (Counting *self, const TerrainDimension *dimension, TerrainNode *unit, const char *when, const GDate *day)
{
  char text[16] = "";
  TerrainXPath *xpath;
  g_autofree char *value = NULL;

  switch (dimension->kind)
    {
    case TERRAIN_DIMENSION_MONTH:
      g_date_strftime (text, sizeof text, "%m", day);
      return g_strsplit (text, " ", 0);
    case TERRAIN_DIMENSION_WEEKDAY:
      g_snprintf (text, sizeof text, "%d", (int) g_date_get_weekday (day));
      return g_strsplit (text, " ", 0);
    case TERRAIN_DIMENSION_HOUR:
      if (strlen (when) >= 13)
        g_strlcpy (text, when + 11, 3);
      return g_strsplit (text, " ", 0);
    case TERRAIN_DIMENSION_VALUE:
    case TERRAIN_DIMENSION_ITEMS:
    default:
      break;
    }
  xpath = g_hash_table_lookup (dimension->values, self->form_id);
  if (xpath == NULL)
    return g_new0 (char *, 1);
  value = evaluate_text (self, xpath, unit);
  if (*value == '\0' && unit != self->root)
    {
      /* A row is broken down by what its record says too. */
      g_free (value);
      value = evaluate_text (self, xpath, self->root);
    }
  if (dimension->through != NULL && *value != '\0')
    {
      TerrainReportList *list = terrain_report_get_list (self->report, dimension->through);
      const char *found;

      g_date_strftime (text, sizeof text, "%Y-%m-%d", day);
      found = list != NULL ? terrain_report_list_find (list, dimension->match, value, dimension->take, text) : NULL;
      g_free (value);
      value = g_strdup (found != NULL ? found : "");
    }
  g_strstrip (value);
  if (*value == '\0')
    return g_new0 (char *, 1);
  return g_strsplit (value, dimension->is_multiple ? " " : TERRAIN_KEY_SEPARATOR, 0);
}

/* Whether the record is one of those that the report was narrowed to. */
static gboolean
passes (Counting *self, const char *when, const GDate *day)
{
  GHashTableIter iter;
  gpointer id, wanted;

  g_hash_table_iter_init (&iter, self->report->filters);
  while (g_hash_table_iter_next (&iter, &id, &wanted))
    {
      const TerrainDimension *dimension = terrain_indicators_find_filter (self->report->indicators, id);
      g_auto (GStrv) values = find_keys (self, dimension, self->root, when, day);

      if (!g_strv_contains ((const char *const *) values, wanted))
        return FALSE;
    }
  return TRUE;
}

static void
add_to_cell (Counting *self, guint measure_index, const char *period, const char *key, const TerrainUnit *unit)
{
  const TerrainMeasure *measure = g_ptr_array_index (self->data->indicator->measures, measure_index);
  GHashTable *cells = self->data->cells[measure_index];
  g_autofree char *place = g_strconcat (period, "\x1e", key, NULL);
  TerrainTally *tally = g_hash_table_lookup (cells, place);

  if (tally == NULL)
    {
      tally = terrain_tally_new ();
      g_hash_table_insert (cells, g_steal_pointer (&place), tally);
    }
  terrain_tally_add (tally, measure, unit);
  self->data->is_keyed[measure_index] |= strspn (key, TERRAIN_KEY_SEPARATOR) < strlen (key);
  if (!g_hash_table_contains (self->data->rows, key))
    g_hash_table_add (self->data->rows, g_strdup (key));
  if (!g_hash_table_contains (self->data->periods, period))
    g_hash_table_add (self->data->periods, g_strdup (period));
}

/* Every combination of the break-downs from @index on; where the last is open too, so that shares have their whole. */
static void
add_combinations (Counting *self, guint measure, const char *period, const char *prefix, GPtrArray *keys, guint index,
                  const TerrainUnit *unit)
{
  const char *separator = index > 0 ? TERRAIN_KEY_SEPARATOR : "";
  gboolean is_last = index + 1 == keys->len;
  char **values;

  if (index == keys->len)
    {
      add_to_cell (self, measure, period, prefix, unit);
      return;
    }
  values = g_ptr_array_index (keys, index);
  for (guint i = 0; values[i] != NULL; i++)
    {
      g_autofree char *longer = g_strconcat (prefix, separator, values[i], NULL);

      if (*values[i] != '\0')
        add_combinations (self, measure, period, longer, keys, index + 1, unit);
    }
  if (is_last && index > 0)
    {
      g_autofree char *open = g_strconcat (prefix, separator, NULL);

      add_to_cell (self, measure, period, open, unit);
    }
}

/* A key has a part for the item, where there are items, and one for each break-down. */
static void
add_unit (Counting *self, guint measure_index, int item, const char *period, GPtrArray *keys, const TerrainUnit *unit)
{
  const TerrainIndicator *indicator = self->data->indicator;
  const TerrainMeasure *measure = g_ptr_array_index (indicator->measures, measure_index);
  gboolean has_items = item >= 0;
  guint n_parts = keys->len + (has_items ? 1 : 0);
  g_autofree char *blank = g_strnfill (n_parts > 0 ? n_parts - 1 : 0, TERRAIN_KEY_SEPARATOR[0]);

  if (!has_items || measure->is_common)
    add_to_cell (self, measure_index, period, blank, unit);
  if (n_parts == 0)
    return;
  if (has_items && measure->is_common)
    {
      /* What is the same for every item is only kept under none. */
      for (guint i = 0; keys->len == 1 && ((char **) g_ptr_array_index (keys, 0))[i] != NULL; i++)
        {
          g_autofree char *key = g_strconcat (TERRAIN_KEY_SEPARATOR, ((char **) g_ptr_array_index (keys, 0))[i], NULL);

          add_to_cell (self, measure_index, period, key, unit);
        }
      return;
    }
  if (has_items)
    g_ptr_array_insert (keys, 0, g_strsplit (indicator->items[item], TERRAIN_KEY_SEPARATOR, 0));
  add_combinations (self, measure_index, period, "", keys, 0, unit);
  if (has_items && n_parts > 2)
    {
      g_autofree char *all = g_strconcat (indicator->items[item], blank, NULL);

      add_to_cell (self, measure_index, period, all, unit);
    }
}

static void
count_unit (Counting *self, guint measure_index, int item, const TerrainSource *source, TerrainNode *node)
{
  const TerrainMeasure *measure = g_ptr_array_index (self->data->indicator->measures, measure_index);
  g_autofree char *when = evaluate_text (self, source->day, self->root);
  g_autofree char *text = NULL, *group = NULL, *period = NULL;
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  TerrainUnit unit = { .value = NAN, .is_true = TRUE };
  GDate day;

  if (!terrain_report_day_from_text (when, &day))
    {
      if (self->fallback == NULL)
        return;
      day = *self->fallback;
    }
  period = terrain_periods_find (&self->report->periods, &day, self->data->indicator->to_date);
  if (period == NULL || !passes (self, when, &day) || !evaluate_truth (self, source->such, node, TRUE))
    return;
  unit.is_of = evaluate_truth (self, source->of, node, TRUE);
  unit.weight = evaluate_number (self, source->weight, self->root, 1);
  unit.time = get_time (when, &day);
  if (source->value != NULL)
    {
      text = evaluate_text (self, source->value, node);
      unit.text = text;
      unit.value = evaluate_number (self, source->value, node, NAN);
      unit.is_true = evaluate_truth (self, source->value, node, TRUE);
    }
  if (source->group != NULL && measure->reduce != TERRAIN_REDUCE_NONE)
    unit.group = group = evaluate_text (self, source->group, node);
  for (guint i = 0; i < self->data->dimensions->len; i++)
    g_ptr_array_add (keys, find_keys (self, g_ptr_array_index (self->data->dimensions, i), node, when, &day));
  add_unit (self, measure_index, item, period, keys, &unit);
}

static void
count_source (Counting *self, guint measure_index, int item, const TerrainSource *source)
{
  g_auto (TerrainXPathValue) rows = TERRAIN_XPATH_VALUE_INIT;

  if (!g_str_equal (source->form, self->form_id) || !evaluate_truth (self, source->where, self->root, TRUE))
    return;
  if (source->each == NULL)
    {
      count_unit (self, measure_index, item, source, self->root);
      return;
    }
  if (!evaluate (self, source->each, self->root, &rows) || rows.type != TERRAIN_XPATH_NODESET)
    return;
  for (guint i = 0; i < terrain_xpath_value_get_n_nodes (&rows); i++)
    count_unit (self, measure_index, item, source, terrain_xpath_value_get_node (&rows, i));
}

/* What the record says for each filter, on the day that the first measure takes it for. */
static void
collect_values (Counting *self)
{
  GHashTableIter iter;
  gpointer id, found;

  g_hash_table_iter_init (&iter, self->report->values);
  while (g_hash_table_iter_next (&iter, &id, &found))
    {
      const TerrainDimension *dimension = terrain_indicators_find_filter (self->report->indicators, id);
      const TerrainMeasure *measure = g_ptr_array_index (self->data->indicator->measures, 0);
      GPtrArray *sources = measure->sources[0];
      g_autofree char *when = NULL;
      g_auto (GStrv) values = NULL;
      GDate day = self->report->periods.today;

      if (sources != NULL && sources->len > 0)
        when = evaluate_text (self, ((TerrainSource *) g_ptr_array_index (sources, 0))->day, self->root);
      if ((when == NULL || !terrain_report_day_from_text (when, &day)) && self->fallback != NULL)
        day = *self->fallback;
      values = find_keys (self, dimension, self->root, when != NULL ? when : "", &day);
      for (guint i = 0; values[i] != NULL; i++)
        if (*values[i] != '\0' && !g_hash_table_contains (found, values[i]))
          g_hash_table_add (found, g_strdup (values[i]));
    }
}

void
terrain_report_count (TerrainReport *report, TerrainReportData *data, const char *form_id, const GDate *day,
                      TerrainNode *root)
{
  Counting self = { .report = report, .data = data, .form_id = form_id, .fallback = day, .root = root };

  /* Once a record, not once a table. */
  if (report->values != NULL && data == g_ptr_array_index (report->data, 0))
    collect_values (&self);
  for (guint i = 0; i < data->indicator->measures->len; i++)
    {
      const TerrainMeasure *measure = g_ptr_array_index (data->indicator->measures, i);

      for (guint j = 0; measure->sources[j] != NULL && (j == 0 || !measure->is_common); j++)
        for (guint k = 0; k < measure->sources[j]->len; k++)
          count_source (&self, i, data->indicator->items != NULL ? (int) j : -1,
                        g_ptr_array_index (measure->sources[j], k));
    }
}
