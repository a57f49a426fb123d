/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "terrain-report-private.h"

/* Two sided, 95 %. */
#define Z_95 1.96

static const TerrainTally *
find_tally (TerrainFilling *self, guint measure, const TerrainPeriod *period, const char *key)
{
  g_autofree char *place = g_strconcat (period->key, "\x1e", key, NULL);

  return g_hash_table_lookup (self->data->cells[measure], place);
}

/* The key with its last part blank. */
static char *
open_last (const char *key)
{
  const char *last = strrchr (key, TERRAIN_KEY_SEPARATOR[0]);

  return last != NULL ? g_strndup (key, (gsize) (last - key) + 1) : g_strdup ("");
}

static char *
blank_key (const char *key)
{
  g_autoptr (GString) blank = g_string_new (NULL);

  for (const char *p = key; *p != '\0'; p++)
    if (*p == TERRAIN_KEY_SEPARATOR[0])
      g_string_append_c (blank, *p);
  return g_strdup (blank->str);
}

/* The same for every period, so that a cap does not move with the year. */
static double
find_cap (TerrainFilling *self, guint index, const char *key)
{
  const TerrainMeasure *measure = g_ptr_array_index (self->data->indicator->measures, index);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < self->periods->len; i++)
    {
      const TerrainTally *tally = find_tally (self, index, g_ptr_array_index (self->periods, i), key);

      if (tally != NULL)
        terrain_tally_collect (tally, values);
    }
  return terrain_report_quantile (values, measure->quantile);
}

/* Nothing counted is 0 where things are counted, and no figure at all elsewhere. */
static TerrainResult
make_blank (const TerrainMeasure *measure)
{
  gboolean is_total = measure->aggregate == TERRAIN_AGGREGATE_COUNT || measure->aggregate == TERRAIN_AGGREGATE_SUM
                      || measure->aggregate == TERRAIN_AGGREGATE_DISTINCT
                      || measure->aggregate == TERRAIN_AGGREGATE_CAPPED_SUM;

  return (TerrainResult) { .value = is_total ? 0 : NAN, .error = NAN };
}

static TerrainResult compute (TerrainFilling *self, guint index, const TerrainPeriod *period, const char *key);

/* The other measures of the cell are the children of the node that the formula begins at. */
static TerrainResult
compute_formula (TerrainFilling *self, const TerrainMeasure *measure, const TerrainPeriod *period, const char *key)
{
  GPtrArray *measures = self->data->indicator->measures;
  g_autoptr (GString) text = g_string_new ("<cell>");
  g_autoptr (TerrainDocument) document = NULL;
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;
  g_autoptr (GBytes) bytes = NULL;
  TerrainResult result = { .value = NAN, .error = NAN };

  for (guint i = 0; i < measures->len; i++)
    {
      const TerrainMeasure *other = g_ptr_array_index (measures, i);
      char number[G_ASCII_DTOSTR_BUF_SIZE] = "";
      TerrainResult part;

      if (other->aggregate == TERRAIN_AGGREGATE_FORMULA)
        continue;
      part = compute (self, i, period, key);
      if (isfinite (part.value))
        g_ascii_formatd (number, sizeof number, "%.12f", part.value);
      g_string_append_printf (text, "<%s>%s</%s>", other->id, number, other->id);
      if (g_strcmp0 (other->id, measure->base) == 0)
        result.n = part.n;
    }
  g_string_append (text, "</cell>");
  bytes = g_bytes_new (text->str, text->len);
  document = terrain_document_parse (bytes, TERRAIN_DOCUMENT_INSTANCE, NULL);
  if (document != NULL
      && terrain_xpath_evaluate (measure->formula, self->report->host, terrain_document_get_root (document), &value,
                                 NULL))
    result.value = terrain_xpath_value_to_number (&value);
  if (!isfinite (result.value))
    result.value = NAN;
  return result;
}

/* Where a measure keeps what it has for @key: one that is the same for all has it without the item, or, where the
 * break-downs mean nothing to it, without those. */
static char *
find_own_key (TerrainFilling *self, guint index, const char *key)
{
  const TerrainMeasure *measure = g_ptr_array_index (self->data->indicator->measures, index);
  const char *rest = strchr (key, TERRAIN_KEY_SEPARATOR[0]);

  if (!measure->is_common)
    return g_strdup (key);
  if (!self->data->is_keyed[index])
    return blank_key (key);
  return g_strdup (self->data->indicator->items == NULL ? key : rest != NULL ? rest : "");
}

static TerrainResult
compute (TerrainFilling *self, guint index, const TerrainPeriod *period, const char *key)
{
  const TerrainMeasure *measure = g_ptr_array_index (self->data->indicator->measures, index);
  g_autofree char *own = find_own_key (self, index, key);
  g_autofree char *open = open_last (own);
  const TerrainTally *tally, *whole;
  double cap = NAN;

  if (measure->aggregate == TERRAIN_AGGREGATE_FORMULA)
    return compute_formula (self, measure, period, key);
  tally = find_tally (self, index, period, own);
  if (tally == NULL)
    return make_blank (measure);
  whole = measure->aggregate == TERRAIN_AGGREGATE_DISTRIBUTION ? find_tally (self, index, period, open) : NULL;
  if (measure->aggregate == TERRAIN_AGGREGATE_CAPPED_SUM)
    cap = find_cap (self, index, own);
  return terrain_tally_finish (tally, measure, whole, g_ascii_strtod (key, NULL), cap, &period->last);
}

const char *
terrain_report_find_opening (TerrainFilling *self, guint row)
{
  const TerrainReportRow *it = g_ptr_array_index (self->table->rows, row);
  guint shift = self->data->indicator->items != NULL ? 1 : 0;

  for (guint i = 0; i < self->data->dimensions->len && !it->is_total; i++)
    {
      const TerrainDimension *dimension = g_ptr_array_index (self->data->dimensions, i);
      TerrainReportList *list = dimension->list != NULL ? terrain_report_get_list (self->report, dimension->list)
                                                        : NULL;

      if (dimension->has_opening && list != NULL)
        return terrain_report_list_find (list, "name", it->keys[i + shift], "opened", NULL);
    }
  return NULL;
}

/* Whether what is counted was open during the whole of @period. */
static gboolean
is_incomplete (const TerrainPeriod *period, const char *opened)
{
  GDate day;

  return period->is_incomplete
         || (terrain_report_day_of_opening (opened, &day) && g_date_valid (&period->first)
             && g_date_compare (&day, &period->first) > 0);
}

static void
set_evolution (TerrainReportCell *cell, const TerrainMeasure *measure, const TerrainResult *base,
               const TerrainResult *current, double base_months, double months)
{
  cell->evolution = cell->evolution_a_month = NAN;
  if (measure->evolution == TERRAIN_EVOLUTION_NONE || !isfinite (base->value) || !isfinite (current->value))
    return;
  if (measure->minimum > 0 && measure->base == NULL && measure->aggregate != TERRAIN_AGGREGATE_FORMULA
      && base->n < measure->minimum)
    return;
  if (measure->evolution == TERRAIN_EVOLUTION_POINTS)
    cell->evolution = current->value - base->value;
  else
    cell->evolution = terrain_evolution_percent (base->value, current->value);
  if (measure->evolution == TERRAIN_EVOLUTION_PERCENT && isnan (cell->evolution) && current->value > 0)
    cell->flags |= TERRAIN_CELL_NEW;
  if (fabs (cell->evolution) > Z_95 * sqrt (base->error * base->error + current->error * current->error))
    cell->flags |= TERRAIN_CELL_SIGNIFICANT;
  if ((cell->flags & (TERRAIN_CELL_INCOMPLETE | TERRAIN_CELL_INCOMPLETE_BASE)) && measure->unit == TERRAIN_UNIT_COUNT
      && base_months > 0 && months > 0)
    cell->evolution_a_month = terrain_evolution_percent (base->value / base_months, current->value / months);
}

static void
set_value (TerrainReportCell *cell, const TerrainMeasure *measure, const TerrainResult *result)
{
  gboolean has_base = measure->aggregate != TERRAIN_AGGREGATE_FORMULA || measure->base != NULL;

  cell->value = result->value;
  cell->n = result->n;
  cell->low = cell->high = NAN;
  cell->decimals = measure->decimals;
  cell->evolution_decimals = measure->evolution_decimals;
  if (has_base && result->n < measure->minimum && isfinite (result->value))
    {
      cell->flags |= TERRAIN_CELL_HIDDEN;
      cell->value = NAN;
      return;
    }
  if (has_base && result->n < measure->caution && isfinite (result->value))
    cell->flags |= TERRAIN_CELL_SMALL;
  if (isfinite (result->error))
    {
      cell->low = fmax (0, result->value - Z_95 * result->error);
      cell->high = fmin (100, result->value + Z_95 * result->error);
    }
}

static void
find_cell_decimals (TerrainReportCell *cell, const TerrainMeasure *measure, const TerrainReportRow *row,
                    const TerrainPeriod *period)
{
  g_autofree char *keys = g_strjoinv ("/", row->keys);
  g_autofree char *place = g_strconcat (keys, "/", period->key, NULL);
  gpointer decimals;

  if (measure->cell_decimals != NULL && g_hash_table_lookup_extended (measure->cell_decimals, place, NULL, &decimals))
    cell->evolution_decimals = GPOINTER_TO_UINT (decimals);
}

static TerrainReportCell *
get_cell (TerrainFilling *self, guint row, guint measure, guint column)
{
  return (TerrainReportCell *) terrain_report_table_get (self->table, row, measure, column);
}

static void
fill_row (TerrainFilling *self, guint row, guint measure_index)
{
  guint index = self->measures[measure_index];
  const TerrainMeasure *measure = g_ptr_array_index (self->data->indicator->measures, index);
  const char *key = g_ptr_array_index (self->keys, row);
  const char *opened = terrain_report_find_opening (self, row);
  TerrainResult base = { .value = NAN, .error = NAN };
  const TerrainPeriod *before = NULL;

  for (guint i = 0; i < self->periods->len; i++)
    {
      const TerrainPeriod *period = g_ptr_array_index (self->periods, i);
      TerrainReportCell *cell = get_cell (self, row, measure_index, i);
      TerrainResult result = compute (self, index, period, key);

      cell->flags = is_incomplete (period, opened) ? TERRAIN_CELL_INCOMPLETE : 0;
      if (before != NULL && is_incomplete (before, opened))
        cell->flags |= TERRAIN_CELL_INCOMPLETE_BASE;
      set_value (cell, measure, &result);
      find_cell_decimals (cell, measure, g_ptr_array_index (self->table->rows, row), period);
      cell->evolution = cell->evolution_a_month = NAN;
      if (before != NULL && !(cell->flags & TERRAIN_CELL_HIDDEN))
        set_evolution (cell, measure, &base, &result, terrain_period_count_months (before, opened),
                       terrain_period_count_months (period, opened));
      base = result;
      before = period;
    }
}

/* Only what was open, and counted, in the whole of both columns. */
static void
fill_like_for_like (TerrainFilling *self, guint row, guint measure_index)
{
  guint index = self->measures[measure_index];
  const TerrainMeasure *measure = g_ptr_array_index (self->data->indicator->measures, index);

  for (guint i = 0; i < self->periods->len; i++)
    {
      const TerrainPeriod *period = g_ptr_array_index (self->periods, i);
      const TerrainPeriod *before = i > 0 ? g_ptr_array_index (self->periods, i - 1) : NULL;
      TerrainReportCell *cell = get_cell (self, row, measure_index, i);
      TerrainTally *then = terrain_tally_new (), *now = terrain_tally_new ();
      TerrainResult base, result;

      for (guint j = 0; before != NULL && j < row; j++)
        {
          const char *opened = terrain_report_find_opening (self, j);
          const char *key = g_ptr_array_index (self->keys, j);
          const TerrainTally *was = find_tally (self, index, before, key), *is = find_tally (self, index, period, key);

          if (((TerrainReportRow *) g_ptr_array_index (self->table->rows, j))->is_total || was == NULL || is == NULL
              || is_incomplete (before, opened) || is_incomplete (period, opened))
            continue;
          terrain_tally_merge (then, was);
          terrain_tally_merge (now, is);
        }
      base = terrain_tally_finish (then, measure, NULL, 0, NAN, &period->last);
      result = terrain_tally_finish (now, measure, NULL, 0, NAN, &period->last);
      if (result.n == 0)
        result.value = NAN;
      set_value (cell, measure, &result);
      set_evolution (cell, measure, &base, &result, 0, 0);
      terrain_tally_free (then);
      terrain_tally_free (now);
    }
}

void
terrain_report_fill (TerrainFilling *self)
{
  for (guint i = 0; i < self->table->rows->len; i++)
    for (guint j = 0; j < self->table->measures->len; j++)
      {
        const TerrainReportRow *row = g_ptr_array_index (self->table->rows, i);

        if (row->is_like_for_like)
          fill_like_for_like (self, i, j);
        else
          fill_row (self, i, j);
      }
}
