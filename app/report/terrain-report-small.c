/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "terrain-report-private.h"

/*
 * Small numbers (requirement L-25): a count below the threshold is not shown, and neither is what it could be worked
 * out from: of rows that add up to a total that is shown never one alone is hidden, and no evolution from or to a hidden
 * cell is. Nothing at all (0) is no person, and is shown.
 */

static TerrainReportCell *
get_cell (TerrainFilling *self, guint row, guint measure, guint column)
{
  return (TerrainReportCell *) terrain_report_table_get (self->table, row, measure, column);
}

static const TerrainReportRow *
get_row (TerrainFilling *self, guint row)
{
  return g_ptr_array_index (self->table->rows, row);
}

static void
hide (TerrainReportCell *cell)
{
  cell->flags |= TERRAIN_CELL_HIDDEN;
  cell->flags &= ~(TerrainCellFlags) (TERRAIN_CELL_SMALL | TERRAIN_CELL_NEW | TERRAIN_CELL_SIGNIFICANT);
  cell->value = cell->low = cell->high = cell->evolution = cell->evolution_a_month = NAN;
  /* It says as much as the count itself. */
  cell->n = 0;
}

static gboolean
is_counted (const TerrainMeasure *measure)
{
  return measure->unit == TERRAIN_UNIT_COUNT;
}

static gboolean
is_small (TerrainFilling *self, const TerrainMeasure *measure, const TerrainReportCell *cell)
{
  guint least = self->report->hide_below;

  if (isnan (cell->value))
    return FALSE;
  /* What is counted is those: a number below 1 is a share or a mean of whatever else. */
  if (is_counted (measure) && cell->value > 0 && cell->value < least)
    return TRUE;
  return cell->n > 0 && cell->n < least && fabs (cell->value) > 0;
}

/* Only rows that add up to their total give each other away. */
static gboolean
adds_up (TerrainFilling *self, const TerrainMeasure *measure)
{
  gboolean is_sum = measure->aggregate == TERRAIN_AGGREGATE_COUNT || measure->aggregate == TERRAIN_AGGREGATE_SUM;

  for (guint i = 0; i < self->data->dimensions->len; i++)
    is_sum = is_sum && !((TerrainDimension *) g_ptr_array_index (self->data->dimensions, i))->is_multiple;
  return is_sum && self->data->dimensions->len > 0 && measure->reduce == TERRAIN_REDUCE_NONE;
}

/* Whether the two rows belong to the same total: with items, each has its own. */
static gboolean
has_same_whole (TerrainFilling *self, guint row, guint other)
{
  return self->data->indicator->items == NULL
         || g_strcmp0 (get_row (self, row)->keys[0], get_row (self, other)->keys[0]) == 0;
}

/* Where one part alone is hidden, the next smallest is too; or the total, where there is no other. */
static void
hide_complement (TerrainFilling *self, guint total, guint measure, guint column)
{
  TerrainReportCell *next = NULL;
  guint n_hidden = 0;

  if (get_cell (self, total, measure, column)->flags & TERRAIN_CELL_HIDDEN)
    return;
  for (guint i = 0; i < self->table->rows->len; i++)
    {
      TerrainReportCell *cell = get_cell (self, i, measure, column);

      if (get_row (self, i)->is_total || !has_same_whole (self, i, total))
        continue;
      if (cell->flags & TERRAIN_CELL_HIDDEN)
        n_hidden++;
      else if (cell->value > 0 && (next == NULL || cell->value < next->value))
        next = cell;
    }
  if (n_hidden == 1)
    hide (next != NULL ? next : get_cell (self, total, measure, column));
}

/* The rows that are not "like for like" are the difference to the total. */
static void
hide_like_for_like (TerrainFilling *self, guint row, guint measure, guint column)
{
  for (guint i = 0; i < row; i++)
    for (guint j = column > 0 ? column - 1 : 0; j <= column; j++)
      if (get_cell (self, i, measure, j)->flags & TERRAIN_CELL_HIDDEN)
        {
          hide (get_cell (self, row, measure, column));
          return;
        }
}

static void
hide_evolutions (TerrainFilling *self, guint row, guint measure)
{
  guint n_columns = terrain_report_table_get_n_columns (self->table);

  for (guint i = 1; i < n_columns; i++)
    {
      TerrainReportCell *cell = get_cell (self, row, measure, i);

      if (!(get_cell (self, row, measure, i - 1)->flags & TERRAIN_CELL_HIDDEN))
        continue;
      cell->evolution = cell->evolution_a_month = NAN;
      cell->flags &= ~(TerrainCellFlags) (TERRAIN_CELL_NEW | TERRAIN_CELL_SIGNIFICANT);
    }
}

static void
hide_in_column (TerrainFilling *self, guint measure, guint column)
{
  const TerrainMeasure *what = g_ptr_array_index (self->data->indicator->measures, self->measures[measure]);

  for (guint i = 0; i < self->table->rows->len; i++)
    if (is_small (self, what, get_cell (self, i, measure, column)))
      hide (get_cell (self, i, measure, column));
  for (guint i = 0; i < self->table->rows->len; i++)
    if (get_row (self, i)->is_like_for_like)
      hide_like_for_like (self, i, measure, column);
    else if (get_row (self, i)->is_total && adds_up (self, what))
      hide_complement (self, i, measure, column);
}

void
terrain_report_hide_small (TerrainFilling *self)
{
  guint n_columns = terrain_report_table_get_n_columns (self->table);

  if (self->report->hide_below == 0)
    return;
  for (guint i = 0; i < self->table->measures->len; i++)
    {
      for (guint j = 0; j < n_columns; j++)
        hide_in_column (self, i, j);
      for (guint j = 0; j < self->table->rows->len; j++)
        hide_evolutions (self, j, i);
    }
}
