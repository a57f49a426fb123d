/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-chart-data.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _TerrainChartData
{
  int ref_count;
  char *title;
  TerrainReportUnit unit;
  char **categories;
  char **series;
  guint n_categories;
  guint n_series;
  guint n_left_out;
  TerrainChartPoint *points; /* series by series */
};

G_DEFINE_BOXED_TYPE (TerrainChartData, terrain_chart_data, terrain_chart_data_ref, terrain_chart_data_unref)

static char *
dup_row_label (const TerrainReportTable *table,
               guint                     row)
{
  const TerrainReportRow *it = g_ptr_array_index (table->rows, row);
  g_autofree char *label = g_strjoinv (" · ", it->labels);

  return label[0] != '\0' ? g_steal_pointer (&label) : g_strdup (_("All"));
}

/* How much there is to see of a row: over all periods, so that one that ends at nothing is not lost. */
static double
get_size (const TerrainReportTable *table,
          guint                     row,
          guint                     measure)
{
  double size = 0;

  for (guint i = 0; table->columns[i]; i++)
    {
      double value = terrain_report_table_get (table, row, measure, i)->value;

      size += isfinite (value) ? fabs (value) : 0;
    }
  return size;
}

typedef struct
{
  guint row;
  double value;
} Ranked;

static int
compare_ranks (gconstpointer a,
               gconstpointer b)
{
  const Ranked *left = a, *right = b;

  if (fabs (left->value - right->value) > 0)
    return left->value > right->value ? -1 : 1;
  return left->row < right->row ? -1 : 1;
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const Ranked *left = a, *right = b;

  return left->row < right->row ? -1 : left->row > right->row;
}

/* The rows drawn, in the table's order. */
static GArray *
choose_rows (const TerrainReportTable *table,
             guint                     measure,
             guint                     most,
             guint                    *n_left_out)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Ranked));

  for (guint pass = 0; pass < 2 && rows->len == 0; pass++)
    for (guint i = 0; i < table->rows->len; i++)
      {
        const TerrainReportRow *row = g_ptr_array_index (table->rows, i);
        Ranked ranked = { i, get_size (table, i, measure) };

        if (row->is_like_for_like || (row->is_total && pass == 0))
          continue;
        g_array_append_val (rows, ranked);
      }
  *n_left_out = rows->len > most ? rows->len - most : 0;
  if (rows->len > most)
    {
      g_array_sort (rows, compare_ranks);
      g_array_set_size (rows, most);
      g_array_sort (rows, compare_rows);
    }
  return rows;
}

static void
fill_point (TerrainChartPoint        *point,
            const TerrainReportTable *table,
            guint                     row,
            guint                     measure,
            guint                     column)
{
  const TerrainReportCell *cell = terrain_report_table_get (table, row, measure, column);
  g_autofree char *label = dup_row_label (table, row);
  g_autofree char *evolution = terrain_report_table_format_evolution (table, row, measure, column);
  g_autofree char *value = terrain_report_table_format_value (table, row, measure, column);
  g_autoptr (GString) spoken = g_string_new (NULL);

  point->value = cell->flags & TERRAIN_CELL_HIDDEN ? NAN : cell->value;
  /* A sign stays before its number also where text runs from right to left. */
  point->text = g_strconcat ("\342\200\216", value, "\342\200\216", NULL);
  point->is_partial = (cell->flags & TERRAIN_CELL_INCOMPLETE) != 0;
  /* Translators: what is counted, when: how many. */
  g_string_printf (spoken, _("%s, %s: %s"), label, table->columns[column],
                   cell->flags & TERRAIN_CELL_HIDDEN ? _("not shown, too few") : value);
  if (evolution[0] != '\0')
    g_string_append_printf (spoken, ", %s", evolution);
  if (point->is_partial)
    g_string_append_printf (spoken, ", %s", _("period not complete"));
  point->spoken = g_strdup (spoken->str);
}

TerrainChartData *
terrain_chart_data_new (const TerrainReportTable *table,
                        guint                     measure,
                        TerrainChartAlong         along,
                        guint                     most)
{
  g_return_val_if_fail (table != NULL, NULL);
  g_return_val_if_fail (measure < table->measures->len, NULL);

  TerrainChartData *self = g_new0 (TerrainChartData, 1);
  const TerrainReportMeasure *what = g_ptr_array_index (table->measures, measure);
  guint n_columns = terrain_report_table_get_n_columns (table);
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_autoptr (GArray) rows = n_columns > 0 ? choose_rows (table, measure, most, &self->n_left_out)
                                          : g_array_new (FALSE, FALSE, sizeof (Ranked));

  self->ref_count = 1;
  self->title = g_strdup (what->title);
  self->unit = what->unit;
  self->points = g_new0 (TerrainChartPoint, rows->len * n_columns + 1);
  self->n_categories = along == TERRAIN_CHART_ROWS ? rows->len : n_columns;
  self->n_series = along == TERRAIN_CHART_ROWS ? n_columns : rows->len;
  for (guint i = 0; i < rows->len; i++)
    {
      guint row = g_array_index (rows, Ranked, i).row;
      g_autofree char *label = dup_row_label (table, row);

      g_strv_builder_add (labels, label);
      for (guint j = 0; j < n_columns; j++)
        fill_point (&self->points[along == TERRAIN_CHART_ROWS ? j * rows->len + i : i * n_columns + j], table, row,
                    measure, j);
    }
  self->categories = along == TERRAIN_CHART_ROWS ? g_strv_builder_end (labels) : g_strdupv (table->columns);
  self->series = along == TERRAIN_CHART_ROWS ? g_strdupv (table->columns) : g_strv_builder_end (labels);
  return self;
}

TerrainChartData *
terrain_chart_data_ref (TerrainChartData *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
terrain_chart_data_unref (TerrainChartData *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  for (guint i = 0; i < self->n_categories * self->n_series; i++)
    {
      g_free (self->points[i].text);
      g_free (self->points[i].spoken);
    }
  g_free (self->points);
  g_strfreev (self->categories);
  g_strfreev (self->series);
  g_free (self->title);
  g_free (self);
}

const char *
terrain_chart_data_get_title (const TerrainChartData *self)
{
  return self->title;
}

TerrainReportUnit
terrain_chart_data_get_unit (const TerrainChartData *self)
{
  return self->unit;
}

guint
terrain_chart_data_get_n_categories (const TerrainChartData *self)
{
  return self->n_categories;
}

guint
terrain_chart_data_get_n_series (const TerrainChartData *self)
{
  return self->n_series;
}

const char *
terrain_chart_data_get_category (const TerrainChartData *self,
                                 guint                   index)
{
  g_return_val_if_fail (index < self->n_categories, NULL);

  return self->categories[index];
}

const char *
terrain_chart_data_get_series (const TerrainChartData *self,
                               guint                   index)
{
  g_return_val_if_fail (index < self->n_series, NULL);

  return self->series[index];
}

const TerrainChartPoint *
terrain_chart_data_get (const TerrainChartData *self,
                        guint                   series,
                        guint                   category)
{
  g_return_val_if_fail (series < self->n_series && category < self->n_categories, NULL);

  return &self->points[series * self->n_categories + category];
}

guint
terrain_chart_data_get_n_left_out (const TerrainChartData *self)
{
  return self->n_left_out;
}

gboolean
terrain_chart_data_get_bounds (const TerrainChartData *self,
                               double                 *least,
                               double                 *most)
{
  *least = INFINITY;
  *most = -INFINITY;
  for (guint i = 0; i < self->n_categories * self->n_series; i++)
    if (isfinite (self->points[i].value))
      {
        *least = fmin (*least, self->points[i].value);
        *most = fmax (*most, self->points[i].value);
      }
  return isfinite (*least);
}
